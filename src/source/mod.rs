//! Bytes become a [`Source`]: the text as written, and beside it the [`Reading`] that grammar and rules see.
//!
//! Only this stage can fail.

mod census;
mod decode;
#[cfg(feature = "docx")]
mod docx;
mod draft;
mod encode;
mod flow;
mod format;
mod garbled;
mod gloss;
mod html;
mod invisible;
mod magic;
mod markdown;
mod markup;
mod origin;
mod page;
mod private;
mod radical;
mod reading;
mod script;
mod shift;
mod space;
mod traditional;
mod width;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use encoding_rs::Encoding;

#[cfg(feature = "docx")]
pub use docx::DocxError;
/// For the one module that writes packages.
#[cfg(feature = "docx")]
pub(crate) use docx::{Content, Package, Refusal, Step, Tag, Walk, list_of};
pub use format::Format;
pub use origin::{Origin, Origins, Part, Run, Stuff};
pub use private::{Private, PrivateKind, mask};
pub use reading::{Piece, Reading, Repair};

use crate::span::{Lines, Position, Span};

/// How the tracked changes of a document are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were rejected: the original.
    Rejected,
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
    shown: OnceLock<private::Shown>,
    origins: Option<Arc<Origins>>,
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

    /// A stretch of the text as written, without code of the file's format.
    pub fn words(&self, span: Span) -> Cow<'_, str> {
        self.reading.without_code(&self.text, span)
    }

    /// The same as it may be shown: private numbers masked.
    pub fn shown_words(&self, span: Span) -> Cow<'_, str> {
        self.reading.without_code(self.shown(), span)
    }

    /// The text as it was meant.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Where its characters stand in the document that it was read from; none for what is a text itself.
    pub fn origins(&self) -> Option<&Origins> {
        self.origins.as_deref()
    }

    /// The identity, phone and card numbers in the text, by place.
    pub fn private(&self) -> &[Private] {
        &self.masks().numbers
    }

    /// The text as it may be shown: private numbers masked, every byte in its place. What leaves the program is cut from this.
    pub fn shown(&self) -> &str {
        self.masks().text.as_deref().unwrap_or(&self.text)
    }

    /// The same of the reading.
    pub fn shown_reading(&self) -> &str {
        self.masks().reading.as_deref().unwrap_or(self.reading.text())
    }

    /// Words of ours about this text, with what they hold of its private numbers masked.
    pub fn masked<'w>(&self, words: &'w str) -> Cow<'w, str> {
        self.masks().mask(words)
    }

    fn masks(&self) -> &private::Shown {
        self.shown.get_or_init(|| private::Shown::of(&self.text, &self.reading))
    }

    /// What there is to say about the file itself: a page without an article is not checked.
    pub fn notice(&self) -> Option<&'static str> {
        let empty = self.format == Format::Html && self.reading.text().trim().is_empty();
        empty.then_some("网页里没有找到正文，没有检查；请打开正文所在的页面另存，或者把正文复制到纯文本文件（.txt）中再检查")
    }

    /// Words as they are written into this kind of file: `&lt;` for `<` in a page.
    pub fn coded<'w>(&self, words: &'w str) -> Cow<'w, str> {
        self.format.coded(words)
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

pub use decode::{LIMIT, SourceError, read, read_changes};
pub use encode::EncodeError;
