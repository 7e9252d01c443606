//! Bytes become a [`Source`]: the text as written, and beside it the [`Reading`] that grammar and rules see.
//!
//! Only this stage can fail.

mod census;
mod decode;
mod draft;
mod garbled;
mod gloss;
mod invisible;
mod magic;
mod markup;
mod page;
mod radical;
mod reading;
mod script;
mod shift;
mod space;
mod traditional;
mod width;

use std::sync::Arc;

use encoding_rs::Encoding;

pub use reading::{Piece, Reading, Repair};

use crate::span::{Lines, Position, Span};

/// What kind of file a text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
}

impl Format {
    /// The name used in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
        }
    }
}

/// A draft that was read.
#[derive(Debug)]
pub struct Source {
    name: String,
    format: Format,
    encoding: &'static Encoding,
    bom: bool,
    text: Arc<str>,
    reading: Reading,
    lines: Lines,
}

impl Source {
    /// The path or name it was given under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of file.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding it was decoded from.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Whether the file began with a byte order mark (which is not part of [`Source::text`]).
    pub fn has_bom(&self) -> bool {
        self.bom
    }

    /// The text as written, decoded.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it was meant.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Line and column of a byte of the written text.
    pub fn position(&self, byte: usize) -> Position {
        self.lines.position(&self.text, byte)
    }

    /// The bytes of a line (from 1), without its end.
    pub fn line(&self, line: usize) -> Option<Span> {
        self.lines.line(&self.text, line)
    }
}

pub use decode::{LIMIT, SourceError, read};
