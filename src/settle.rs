//! Brings findings into order: sorted, habits merged, each with its fingerprint. Nothing disappears.

use crate::document::Document;
use crate::finding::{Finding, Notice};

/// What is to be said about one draft.
#[derive(Debug)]
pub struct Report {
    /// By place.
    pub findings: Vec<Finding>,
    /// Findings that somebody accepted.
    pub muted: Vec<Finding>,
    /// What else the user must know.
    pub notices: Vec<Notice>,
    /// The genre whose outline was demanded; none if the text was taken as another official document.
    pub genre: Option<String>,
    /// The year reported on, if known.
    pub year: Option<i32>,
}

/// Settles what was found in a document.
pub fn settle(doc: &Document, mut findings: Vec<Finding>, notices: Vec<Notice>, genre: Option<String>) -> Report {
    findings.sort_by(|a, b| (a.at.span, &a.rule).cmp(&(b.at.span, &b.rule)));
    Report { findings, muted: Vec::new(), notices, genre, year: doc.year }
}
