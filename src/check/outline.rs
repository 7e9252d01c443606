//! Holds the mandated outline against the headings there are.

use serde::{Deserialize, Serialize};

use super::{On, Say};

/// What a genre of report must contain. One file each in `rules/outlines/`, named as the genre.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// The genre's name in Chinese: 法治政府建设年度报告.
    pub title: String,
    /// The parts in the order of the regulation.
    pub parts: Vec<Part>,
}

/// One mandated part.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// A key for rules: `shortcomings`.
    pub id: String,
    /// What the regulation calls it.
    pub name: String,
}

/// `check: { outline: … }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlineCheck {
    /// Which part.
    pub part: String,
}

impl OutlineCheck {
    pub(super) fn run(&self, _on: &On, _say: &mut Say) {}
    pub(super) fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    pub(super) fn placeholders(&self) -> Vec<&str> {
        vec!["part"]
    }
    pub(super) fn literals(&self) -> Vec<&str> {
        Vec::new()
    }
}
