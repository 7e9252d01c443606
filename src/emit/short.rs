//! One line a finding, as compilers write them: `path:line:column: severity[rule] message`.
//! Editors jump by it, and grep counts by it.

use std::fmt::Write;

use super::line::fold;
use super::words::{Language, machine};
use super::{Checked, Told};
use crate::finding::Finding;
use crate::source::Source;

/// All findings of a file.
pub(super) fn file(checked: &Checked, language: Language) -> Told {
    let mut told = Told::default();
    let (source, report) = match &checked.outcome {
        Ok(both) => both,
        Err(reason) => {
            told.err = trouble(&checked.path, reason, language);
            return told;
        }
    };
    for finding in &report.findings {
        write(&mut told.out, &checked.path, source, finding);
    }
    for notice in &report.notices {
        told.err += &self::notice(&checked.path, &notice.message, language);
    }
    told
}

/// What is told beside the findings of a file, for the formats that have no place for it.
pub(super) fn aside(checked: &Checked) -> Told {
    let language = Language::default();
    let err = match &checked.outcome {
        Ok((_, report)) => report.notices.iter().map(|found| notice(&checked.path, &found.message, language)).collect(),
        Err(reason) => trouble(&checked.path, reason, language),
    };
    Told { err, ..Told::default() }
}

/// One finding.
pub(super) fn write(out: &mut String, path: &str, source: &Source, finding: &Finding) {
    let at = source.position(finding.at.span.start as usize);
    let (path, message) = (fold(path), fold(&finding.message));
    let severity = machine(finding.severity);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{path}:{}:{}: {severity}[{}] {message}", at.line, at.column, finding.rule);
}

/// A line on a file that could not be read.
pub(super) fn trouble(path: &str, reason: &str, language: Language) -> String {
    let words = language.words();
    format!("{}{}{}{}{}\n", words.trouble, words.colon, fold(path), words.colon, fold(reason))
}

/// A line on what else the user must know.
pub(super) fn notice(path: &str, message: &str, language: Language) -> String {
    let words = language.words();
    format!("{}{}{}{}{}\n", words.notice, words.colon, fold(path), words.colon, fold(message))
}
