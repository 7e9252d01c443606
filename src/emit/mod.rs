//! Reports for people and machines, one file a format. Every emitter is pure: it turns what it is given into text,
//! so that files can be told about on any thread and printed in the order they were given.

mod annotated;
mod checkstyle;
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
mod github;
mod gitlab;
#[cfg(feature = "terminal")]
mod human;
mod json;
mod junit;
mod line;
#[cfg(feature = "terminal")]
mod link;
mod mended;
mod private;
mod rdjson;
mod sarif;
mod short;
#[cfg(feature = "terminal")]
mod statistics;
#[cfg(feature = "terminal")]
mod summary;
mod tally;
#[cfg(feature = "terminal")]
mod tree;
mod uri;
#[cfg(feature = "terminal")]
mod view;
#[cfg_attr(not(feature = "terminal"), allow(dead_code, reason = "most of the words are for people"))]
mod words;
mod xml;

use crate::settle::Report;
use crate::source::Source;

pub use annotated::{Written, WrittenSum};
pub use difference::Difference;
#[cfg(feature = "terminal")]
pub use facts::Understood;
#[cfg(feature = "terminal")]
pub use human::{Human, Reason};
pub use mended::{Mended, MendedSum};
pub use sarif::Sarif;
#[cfg(feature = "terminal")]
pub use statistics::{Form, Statistics};
#[cfg(feature = "terminal")]
pub use summary::summary;
pub use tally::{Met, Tally};
#[cfg(feature = "terminal")]
pub use tree::Outlined;
#[cfg(feature = "cli")]
pub(crate) use uri::file_uri;
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

/// A format, with what it needs to know; a language is that of what stands beside the findings. The text of a run is `head`, then that of every file that has any, with `between` in between,
/// then `tail`.
#[derive(Debug)]
pub enum Emitter {
    /// For a person at a terminal.
    #[cfg(feature = "terminal")]
    Human(Box<Human>),
    /// One line a finding: `path:line:column: severity[rule] message`.
    Short(Language),
    /// Version 1 of the machine output.
    Json,
    /// SARIF 2.1.0.
    Sarif(Sarif),
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab(Language),
    /// JUnit's XML.
    Junit(Language),
    /// Checkstyle's XML.
    Checkstyle(Language),
    /// Reviewdog's rdjson.
    Rdjson(Language),
    /// How often each rule found something.
    #[cfg(feature = "terminal")]
    Statistics(Statistics),
}

impl Emitter {
    /// What stands before the first file.
    pub fn head(&self) -> String {
        match self {
            Emitter::Json => json::head(),
            Emitter::Sarif(sarif) => sarif.head(),
            Emitter::Gitlab(_) => "[\n".to_owned(),
            Emitter::Junit(_) => junit::head(),
            Emitter::Checkstyle(_) => checkstyle::head(),
            Emitter::Rdjson(_) => rdjson::head(),
            #[cfg(feature = "terminal")]
            Emitter::Statistics(statistics) => statistics.head(),
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
            Emitter::Sarif(sarif) => Told { out: sarif.file(checked), ..short::aside(checked, sarif.language()) },
            Emitter::Github => github::file(checked),
            Emitter::Gitlab(language) => gitlab::file(checked, *language),
            Emitter::Junit(language) => junit::file(checked, *language),
            Emitter::Checkstyle(language) => checkstyle::file(checked, *language),
            Emitter::Rdjson(language) => rdjson::file(checked, *language),
            #[cfg(feature = "terminal")]
            Emitter::Statistics(statistics) => statistics.file(checked),
        }
    }

    /// What stands between two files that both have something.
    pub fn between(&self) -> &'static str {
        match self {
            Emitter::Json | Emitter::Sarif(_) | Emitter::Gitlab(_) | Emitter::Rdjson(_) => ",\n",
            #[cfg(feature = "terminal")]
            Emitter::Statistics(statistics) => statistics.between(),
            _ => "",
        }
    }

    /// What stands after the last file.
    pub fn tail(&self, tally: &Tally) -> String {
        match self {
            #[cfg(feature = "terminal")]
            Emitter::Human(human) => human.summary(tally),
            Emitter::Json => json::tail(tally),
            Emitter::Sarif(sarif) => sarif.tail(tally),
            Emitter::Gitlab(_) => "\n]\n".to_owned(),
            Emitter::Junit(_) => junit::tail(),
            Emitter::Checkstyle(_) => checkstyle::tail(),
            Emitter::Rdjson(_) => rdjson::tail(),
            #[cfg(feature = "terminal")]
            Emitter::Statistics(statistics) => statistics.tail(tally),
            _ => String::new(),
        }
    }
}
