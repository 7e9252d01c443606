//! What a check has to say, ready for any surface: findings, their places, and the edits that mend them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How grave a finding is. Ordered: `Advice < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Style or convention.
    Advice,
    /// Almost surely a slip.
    Warning,
    /// A binding rule is broken, or the text contradicts itself.
    Error,
}

/// How far a fix may be trusted. Ordered: `Shown < Offered < Safe`, so that "may I?" is a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// To read only.
    Shown,
    /// One click, after a person has looked.
    Offered,
    /// May be applied without asking.
    Safe,
}

/// A place with a word on why it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where, in the written text.
    pub span: Span,
    /// A few words, may be empty.
    pub message: Cow<'static, str>,
}

/// One replacement in the written text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A remedy. Its edits apply together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What applying it does, in a few words.
    pub title: String,
    /// In order of place, none overlapping.
    pub edits: Vec<Edit>,
    /// How far it may be trusted.
    pub safety: Safety,
}

/// One thing that is wrong in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, `family/fault`.
    pub rule: Arc<str>,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, one sentence.
    pub message: String,
    /// Where.
    pub at: Label,
    /// The evidence: other places that take part.
    pub related: Vec<Label>,
    /// What to do, one sentence; may be empty. Shared by the findings of a rule that says the same of all.
    pub help: Arc<str>,
    /// Remedies, the best first.
    pub fixes: Vec<Fix>,
    /// What the finding rests on: articles, clauses, or 编辑惯例.
    pub basis: Arc<[String]>,
    /// From how many findings of its rule in one text on they are one habit, to be told once with the count.
    pub habit: Option<usize>,
    /// Identity across edits elsewhere in the text.
    pub fingerprint: Fingerprint,
}

/// A hash of rule, matched text, neighbours and a counter; no line numbers. Shown as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A finding that somebody accepted: it is told no more, and not lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Muted {
    /// What was found.
    pub finding: Finding,
    /// Why it may stay.
    pub reason: String,
    /// Whether the text itself says so, in a comment.
    pub in_source: bool,
    /// Who says so.
    pub who: Option<String>,
    /// When it was said, as it was written.
    pub when: Option<String>,
}

/// Something about a run that the user must know and that is not a fault of the text:
/// a rule that could not run, an encoding that was guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One sentence.
    pub message: String,
    /// What it is about, if it is about a place.
    pub at: Option<Span>,
}

impl From<String> for Notice {
    fn from(message: String) -> Notice {
        Notice { message, at: None }
    }
}
