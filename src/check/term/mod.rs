//! Dated and fixed terms: names that were not there yet or are there no more in the year reported on, and set phrases and
//! titles that lost a character. The terms themselves are data, from `rules/facts/`.

mod body;
mod day;
mod law;
mod phrase;
mod phrases;
mod plan;
mod rows;
mod session;
mod tables;
mod titles;
mod when;

use serde::{Deserialize, Serialize};

pub use day::Day;
pub use phrases::{Phrase, Phrases, Topic};
pub use rows::{Body, Law, Plan, Session, Title};
pub use tables::{Table, Tables};

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
    /// A congress or plenum taken for held that was not, by the report's date.
    SessionAhead,
    /// The first plenum of the text stands without 党的.
    SessionBare,
    /// A congress is followed whose successor, held before the report's year, is nowhere named.
    SessionStale,
    /// A plan with other years in brackets than its own.
    PlanYears,
    /// A plan worked on out of its years.
    PlanPeriod,
    /// A law cited as applied after it ended.
    LawEnded,
    /// A law cited as applied before it was in force.
    LawEarly,
    /// A title in 《》 with a few characters wrong.
    Title,
    /// A public body by a name that it has no more.
    Body,
}

impl Kind for Term {
    fn run(&self, on: &On, say: &mut Say) {
        match self.fault {
            TermFault::Phrase => phrase::slips(on, self.topic, say),
            TermFault::SessionAhead => session::future(on, say),
            TermFault::SessionBare => session::bare(on, say),
            TermFault::SessionStale => session::stale(on, say),
            TermFault::PlanYears => plan::years(on, say),
            TermFault::PlanPeriod => plan::period(on, say),
            TermFault::LawEnded => law::ended(on, say),
            TermFault::LawEarly => law::early(on, say),
            TermFault::Title => titles::slips(on, say),
            TermFault::Body => body::renamed(on, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            TermFault::Phrase => vec!["match", "phrase", "slip"],
            TermFault::SessionAhead => vec!["match", "name", "reason", "report"],
            TermFault::SessionBare => vec!["match", "name"],
            TermFault::SessionStale => vec!["match", "name", "report"],
            TermFault::PlanYears => vec!["match", "plan", "years"],
            TermFault::PlanPeriod => vec!["plan", "reason", "report"],
            TermFault::LawEnded => vec!["law", "until", "now"],
            TermFault::LawEarly => vec!["law", "from"],
            TermFault::Title => vec!["match", "title"],
            TermFault::Body => vec!["name", "now", "year", "report"],
        }
    }

    fn known<'t>(&self, tables: &'t Tables) -> Vec<&'t str> {
        match self.fault {
            TermFault::Phrase => tables.phrases.literals(self.topic),
            TermFault::SessionStale => {
                tables.congresses.iter().map(|row| row.name.as_str()).filter(|name| name.ends_with('大')).collect()
            }
            TermFault::SessionAhead => {
                let whole = tables.congresses.iter().map(|row| row.name.as_str()).filter(|name| !name.ends_with(session::PLENUM));
                whole.chain([session::PLENUM]).collect()
            }
            TermFault::SessionBare => vec![session::PLENUM],
            TermFault::PlanYears | TermFault::PlanPeriod => tables.plans.iter().map(|plan| plan.name.as_str()).collect(),
            TermFault::LawEnded | TermFault::LawEarly | TermFault::Title => vec!["《"],
            TermFault::Body => tables.bodies.iter().map(|body| body.name.as_str()).collect(),
        }
    }
}
