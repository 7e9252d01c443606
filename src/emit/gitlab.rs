//! GitLab's Code Quality report: one JSON array, an object a finding. The objects are issues of Code Climate, whose format it is.

use std::hash::Hasher;

use fnv::FnvHasher;
use serde::Serialize;

use super::json::written;
use super::uri::slashed;
use super::{Checked, Language, Told, short};
use crate::finding::{Finding, Severity};
use crate::source::Source;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    categories: [&'static str; 1],
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
    lines: Lines,
}

/// GitLab reads `lines`, and `positions` where it can show a column.
#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The findings of a file, a line each.
pub(super) fn file(checked: &Checked, language: Language) -> Told {
    let (source, report) = match &checked.outcome {
        Ok(both) => both,
        Err(_) => return short::aside(checked, language),
    };
    let path = slashed(&checked.path);
    let issues: Vec<String> = report.findings.iter().map(|finding| issue(source, &path, finding)).collect();
    Told { out: issues.join(",\n"), ..short::aside(checked, language) }
}

fn issue(source: &Source, path: &str, finding: &Finding) -> String {
    let (start, end) = (source.position(finding.at.span.start as usize), source.position(finding.at.span.end as usize));
    written(&Issue {
        r#type: "issue",
        categories: [category(&finding.rule)],
        description: &finding.message,
        check_name: &finding.rule,
        fingerprint: fingerprint(path, finding),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        },
        location: Location {
            path,
            positions: Positions {
                begin: Position { line: start.line, column: start.column },
                end: Position { line: end.line, column: end.column },
            },
            lines: Lines { begin: start.line, end: end.line },
        },
    })
}

/// Code Climate's word for what a family of rules finds.
fn category(rule: &str) -> &'static str {
    match rule.split('/').next().unwrap_or_default() {
        "structure" | "numbering" | "figures" | "dates" | "consistency" => "Bug Risk",
        "disclosure" => "Security",
        _ => "Style",
    }
}

/// GitLab takes two issues of one fingerprint for one, and two drafts may have the same words.
fn fingerprint(path: &str, finding: &Finding) -> String {
    let mut hash = FnvHasher::default();
    hash.write(path.as_bytes());
    format!("{:016x}{}", hash.finish(), finding.fingerprint)
}
