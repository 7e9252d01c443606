//! Dates and years: impossible days, spans that end before they begin, years that belong to another report, dates
//! beyond the deadline.

mod day;
mod days;
mod deadline;
mod span;
mod year;

use serde::{Deserialize, Serialize};

pub(super) use deadline::signed;

use super::{Kind, On, Say};

/// `check: { date: { fault: impossible } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateCheck {
    /// What to report.
    pub fault: DateFault,
    /// Words that make it right where they stand with the year: 督察反馈 in 2023年督察反馈问题整改情况.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What a heading ends with that names results or plans: then its year is the time of these. 2023年平台升级 names a project.
    #[serde(default)]
    pub tells: Vec<String>,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateFault {
    /// A day that no calendar has: 2月30日.
    Impossible,
    /// A date that lost its 月: 1231日.
    LostMonth,
    /// A span of years that ends before it begins, or with the year it begins with: 2025—2021年.
    BackwardSpan,
    /// A span of days that ends before it begins: 7月17日至10日.
    BackwardDays,
    /// A span of years that lost its mark: 20212025年.
    LostDash,
    /// A span of years joined by another mark than 一字线 or 浪纹线: 2021-2025年.
    HyphenSpan,
    /// The beginning of the text speaks of another year than the title.
    OpeningYear,
    /// A heading that the outline does not know begins with an earlier year, or plans for the year reported on.
    HeadingYear,
    /// A paragraph tells the results of the year before as the report's own.
    StaleParagraph,
    /// The document is signed after the day on which it was due.
    LateSigning,
    /// The document is signed before its year was over, or years later.
    SigningYear,
    /// The page says that it was published after the day on which it was due.
    LatePublication,
}

impl Kind for DateCheck {
    fn run(&self, on: &On, say: &mut Say) {
        match self.fault {
            DateFault::Impossible => day::impossible(on.doc, say),
            DateFault::LostMonth => day::lost_month(on.doc, say),
            DateFault::BackwardSpan => span::backward(on.doc, say),
            DateFault::BackwardDays => days::backward(on.doc, say),
            DateFault::LostDash => span::lost_dash(on.doc, say),
            DateFault::HyphenSpan => span::hyphen(on.doc, say),
            DateFault::OpeningYear => year::opening(on.doc, say),
            DateFault::HeadingYear => year::heading(on, &self.unless, &self.tells, say),
            DateFault::StaleParagraph => year::stale(on.doc, &self.unless, say),
            DateFault::LateSigning => deadline::late_signing(on.doc, say),
            DateFault::SigningYear => deadline::signing_year(on.doc, say),
            DateFault::LatePublication => deadline::late_publication(on.doc, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            DateFault::Impossible => vec!["date", "reason"],
            DateFault::LostMonth => vec!["date", "readings"],
            DateFault::BackwardSpan | DateFault::BackwardDays => vec!["span", "reason"],
            DateFault::LostDash => vec!["span", "model"],
            DateFault::HyphenSpan => vec!["span", "model", "mark"],
            DateFault::OpeningYear | DateFault::StaleParagraph => vec!["year", "report"],
            DateFault::HeadingYear => vec!["year", "expected", "report"],
            DateFault::LateSigning | DateFault::LatePublication => vec!["date", "deadline", "report"],
            DateFault::SigningYear => vec!["date", "report", "reason"],
        }
    }
}
