//! Annotations of GitHub Actions: `::error file=…,line=…,col=…::message`. GitHub reads them from both streams, so that
//! what is no finding stays on standard error.

use std::fmt::Write;

use super::words::advised;
use super::{Checked, Told};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// The findings of a file, a line each.
pub(super) fn file(checked: &Checked) -> Told {
    let mut told = Told::default();
    let path = property(&checked.path);
    match &checked.outcome {
        Ok((source, report)) => {
            report.findings.iter().for_each(|finding| write(&mut told.out, &path, source, finding));
            for notice in &report.notices {
                // Writing to a string cannot fail.
                let _ = writeln!(told.err, "::notice file={path},title=提示::{}", data(&notice.message));
            }
        }
        Err(reason) => {
            let _ = writeln!(told.err, "::error file={path},title=未能检查::{}", data(reason));
        }
    }
    told
}

fn write(out: &mut String, path: &str, source: &Source, finding: &Finding) {
    let (start, end) = (source.position(finding.at.span.start as usize), source.position(finding.at.span.end as usize));
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let _ = write!(out, "::{command} file={path},line={},endLine={},col={}", start.line, end.line, start.column);
    // GitHub refuses the end column of an annotation of several lines.
    if start.line == end.line {
        let _ = write!(out, ",endColumn={}", end.column);
    }
    let _ = writeln!(out, ",title={}::{}", property(&finding.rule), data(&advised(finding)));
}

/// Words behind `::`, as GitHub's own toolkit escapes them.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before `::`.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
