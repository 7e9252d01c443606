//! Reports for people and machines, one file a format. Every emitter is pure: it turns what it is given into text,
//! so that files can be told about on any thread and printed in the order they were given.

mod annotated;
mod difference;
#[cfg(feature = "terminal")]
mod excerpt;
#[cfg(feature = "terminal")]
mod facts;
#[cfg(feature = "terminal")]
mod facts_json;
#[cfg(feature = "terminal")]
mod facts_page;
#[cfg(feature = "terminal")]
mod facts_words;
#[cfg(feature = "terminal")]
mod human;
mod json;
mod line;
mod mended;
mod private;
mod short;
#[cfg(feature = "terminal")]
mod summary;
mod tally;
#[cfg(feature = "terminal")]
mod tree;
#[cfg_attr(not(feature = "terminal"), allow(dead_code, reason = "most of the words are for people"))]
mod words;

use crate::settle::Report;
use crate::source::Source;

pub use annotated::{Written, WrittenSum};
pub use difference::Difference;
#[cfg(feature = "terminal")]
pub use facts::Understood;
#[cfg(feature = "terminal")]
pub use human::{Human, Reason};
pub use mended::{Mended, MendedSum};
pub use tally::Tally;
#[cfg(feature = "terminal")]
pub use tree::Outlined;
pub use words::Language;

/// What became of one file.
#[derive(Debug)]
pub struct Checked {
    /// The path as it was given.
    pub path: String,
    /// The draft and what was found, or why it could not be read, in one sentence with its way out.
    pub outcome: Result<(Source, Report), String>,
}

/// What is to be printed about one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// For standard output.
    pub out: String,
    /// For standard error: what is no finding.
    pub err: String,
}

/// A format, with what it needs to know. The text of a run is `head`, then every file's with `between` in between, then `tail`.
#[derive(Debug)]
pub enum Emitter {
    /// For a person at a terminal.
    #[cfg(feature = "terminal")]
    Human(Box<Human>),
    /// One line a finding: `path:line:column: severity[rule] message`.
    Short(Language),
    /// Version 1 of the machine output.
    Json,
}

impl Emitter {
    /// What stands before the first file.
    pub fn head(&self) -> String {
        match self {
            Emitter::Json => json::head(),
            _ => String::new(),
        }
    }

    /// What there is to say about one file.
    pub fn file(&self, checked: &Checked) -> Told {
        match self {
            #[cfg(feature = "terminal")]
            Emitter::Human(human) => human.file(checked),
            Emitter::Short(language) => short::file(checked, *language),
            Emitter::Json => Told { out: json::file(checked), err: String::new() },
        }
    }

    /// What stands between two files.
    pub fn between(&self) -> &'static str {
        match self {
            Emitter::Json => ",\n",
            _ => "",
        }
    }

    /// What stands after the last file.
    pub fn tail(&self, tally: &Tally) -> String {
        match self {
            #[cfg(feature = "terminal")]
            Emitter::Human(human) => human.summary(tally),
            Emitter::Json => json::tail(tally),
            _ => String::new(),
        }
    }
}
