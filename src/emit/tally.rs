//! What a run came to: the numbers of the closing line and of the exit status, and what else is told at the end.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::Arc;

use super::Checked;
use crate::finding::{Notice, Safety, Severity};
use crate::settle::Report;
use crate::source::Format;

/// Counts over one file or many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files given, the unreadable ones included.
    pub files: usize,
    /// Files that could not be read or checked.
    pub unreadable: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are advice.
    pub advice: usize,
    /// Findings with a fix that may be applied without a look.
    pub fixable: usize,
    /// Findings with none such, and one that may be applied after a look.
    pub offered: usize,
    /// Findings in Word documents with a fix of either kind, which `hegui annotate` makes a tracked change.
    pub trackable: usize,
    /// Findings that somebody accepted.
    pub muted: usize,
    /// Findings by the rule that made them.
    pub rules: BTreeMap<Arc<str>, (Severity, usize)>,
    /// The files, in the order they were given.
    pub met: Vec<Met>,
}

/// A file as it is remembered until the end: what was found in it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Met {
    /// The path as it was given.
    pub path: String,
    /// The kind of file; none if it could not be read.
    pub format: Option<Format>,
    /// The name of its encoding; none if it could not be read.
    pub encoding: Option<&'static str>,
    /// Why it could not be read.
    pub trouble: Option<String>,
    /// What else the user must know.
    pub notices: Vec<String>,
}

impl Met {
    fn of(checked: &Checked) -> Met {
        let path = checked.path.clone();
        match &checked.outcome {
            Ok((source, report)) => Met {
                path,
                format: Some(source.format()),
                encoding: Some(source.encoding().name()),
                trouble: None,
                notices: report.notices.iter().map(|Notice { message, .. }| message.clone()).collect(),
            },
            Err(reason) => Met { path, trouble: Some(reason.clone()), ..Met::default() },
        }
    }
}

impl Tally {
    /// Counts one file.
    pub fn of(checked: &Checked) -> Tally {
        let met = vec![Met::of(checked)];
        let Ok((source, report)) = &checked.outcome else { return Tally { files: 1, unreadable: 1, met, ..Tally::default() } };
        let tally = Tally { files: 1, met, ..Tally::of_report(report) };
        // `hegui fix` writes texts only, `hegui annotate` Word documents.
        match source.format() {
            Format::Docx => Tally { fixable: 0, offered: 0, trackable: tally.fixable + tally.offered, ..tally },
            format if format.is_document() => Tally { fixable: 0, offered: 0, ..tally },
            _ => tally,
        }
    }

    /// Counts what is said about a draft.
    pub fn of_report(report: &Report) -> Tally {
        let mut tally = Tally { muted: report.muted.len(), ..Tally::default() };
        for finding in &report.findings {
            tally.rules.entry(finding.rule.clone()).or_insert((finding.severity, 0)).1 += 1;
            *match finding.severity {
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Advice => &mut tally.advice,
            } += 1;
            match finding.fixes.iter().map(|fix| fix.safety).max() {
                Some(Safety::Safe) => tally.fixable += 1,
                Some(Safety::Offered) => tally.offered += 1,
                _ => {}
            }
        }
        tally
    }

    /// How many findings are as grave as `severity`, or graver.
    pub fn at_least(&self, severity: Severity) -> usize {
        let by_weight = [(Severity::Error, self.errors), (Severity::Warning, self.warnings), (Severity::Advice, self.advice)];
        by_weight.iter().filter(|(weight, _)| *weight >= severity).map(|(_, count)| count).sum()
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.files += other.files;
        self.unreadable += other.unreadable;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.fixable += other.fixable;
        self.offered += other.offered;
        self.trackable += other.trackable;
        self.muted += other.muted;
        for (rule, (severity, count)) in other.rules {
            self.rules.entry(rule).or_insert((severity, 0)).1 += count;
        }
        self.met.extend(other.met);
    }
}
