//! Dated and fixed terms: names that were not there yet or are there no more in the year reported on, and set phrases and
//! titles that lost a character. The terms themselves are data, from `rules/facts/`.

mod phrase;
mod tables;

use serde::{Deserialize, Serialize};

pub use tables::{Phrase, Phrases, Table, Tables, Topic};

use super::{Kind, On, Say};

/// `check: { term: { fault: phrase, topic: work } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What to report.
    pub fault: TermFault,
    /// Which of the phrases to look for: all, if left out.
    #[serde(default)]
    pub topic: Option<Topic>,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TermFault {
    /// A set phrase of `rules/facts/phrases.yaml` with a character lost, added, replaced or moved.
    Phrase,
}

impl Kind for Term {
    fn run(&self, on: &On, say: &mut Say) {
        match self.fault {
            TermFault::Phrase => phrase::slips(on, self.topic, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            TermFault::Phrase => vec!["match", "phrase", "slip"],
        }
    }

    fn known<'t>(&self, tables: &'t Tables) -> Vec<&'t str> {
        match self.fault {
            TermFault::Phrase => tables.phrases.literals(self.topic),
        }
    }
}
