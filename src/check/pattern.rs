//! The escape hatch: one regular expression over chosen blocks.

use std::sync::OnceLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};

use super::{On, Say};
use crate::document::BlockKind;
use crate::span::Span;

/// `check: { pattern: { regex: …, literal: […] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The expression, for the reading of one sentence: full-width marks, simplified characters. Named groups become placeholders.
    /// A group named `at` is what the finding points at, else all of the match.
    pub regex: String,
    /// The expression is tried only on sentences that hold one of these.
    pub literals: Vec<String>,
    /// Where to look; everywhere but in page furniture, if left out.
    #[serde(default)]
    pub blocks: Vec<BlockKind>,
    /// The compiled form, made at the first use.
    #[serde(skip)]
    #[schemars(skip)]
    compiled: OnceLock<Regex>,
}

impl Pattern {
    pub(super) fn run(&self, on: &On, say: &mut Say) {
        let regex = self.compiled.get_or_init(|| Regex::new(&self.regex).expect("rules are checked when they are loaded"));
        for hit in on.hits {
            if let Some(found) = regex.find(on.doc.slice(*hit)) {
                say.at(Span::new(hit.start as usize + found.start(), hit.start as usize + found.end()))
                    .value("match", found.as_str());
            }
        }
    }
    pub(super) fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    pub(super) fn placeholders(&self) -> Vec<&str> {
        vec!["match"]
    }
    pub(super) fn literals(&self) -> Vec<&str> {
        self.literals.iter().map(String::as_str).collect()
    }
}
