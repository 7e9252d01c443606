//! Dates and years: impossible days, spans that end before they begin, years that belong to another report.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};

/// `check: { date: { fault: impossible } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateCheck {
    /// What to report.
    pub fault: DateFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateFault {
    /// A day that no calendar has: 2月30日.
    Impossible,
}

impl Kind for DateCheck {
    fn run(&self, on: &On, say: &mut Say) {
        let _ = (on, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}
