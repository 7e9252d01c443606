//! Reviewdog's rdjson. Its columns count bytes of UTF-8, from 1.

use std::borrow::Cow;

use serde::Serialize;

use super::json::written;
use super::private::applicable;
use super::uri::slashed;
use super::words::advised;
use super::{Checked, Told, short};
use crate::finding::{Edit, Finding, Severity};
use crate::source::Source;
use crate::span::Span;

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: Cow<'a, str>,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

/// What stands before the first file.
pub(super) fn head() -> String {
    "{\"source\":{\"name\":\"hegui\"},\"diagnostics\":[\n".to_owned()
}

/// The findings of a file, a line each.
pub(super) fn file(checked: &Checked) -> Told {
    let (source, report) = match &checked.outcome {
        Ok(both) => both,
        Err(_) => return short::aside(checked),
    };
    let path = slashed(&checked.path);
    let diagnostics: Vec<String> = report.findings.iter().map(|finding| diagnostic(source, &path, finding)).collect();
    Told { out: diagnostics.join(",\n"), ..short::aside(checked) }
}

/// What stands after the last file.
pub(super) fn tail() -> String {
    "\n]}\n".to_owned()
}

fn diagnostic(source: &Source, path: &str, finding: &Finding) -> String {
    let place = |span| Location { path, range: range(source, span) };
    let related = finding.related.iter().map(|label| Related { message: &label.message, location: place(label.span) });
    written(&Diagnostic {
        message: advised(finding),
        location: place(finding.at.span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Advice => "INFO",
        },
        code: Code { value: &finding.rule },
        suggestions: suggestions(source, finding),
        related_locations: related.collect(),
    })
}

/// Suggestions are taken one by one, and as UTF-8: a fix of several edits is none, and neither is one in another encoding.
fn suggestions<'a>(source: &Source, finding: &'a Finding) -> Vec<Suggestion<'a>> {
    if source.encoding().name() != "UTF-8" {
        return Vec::new();
    }
    let single = |fix: &'a crate::finding::Fix| match &*fix.edits {
        [Edit { span, text }] if applicable(source, fix) => Some(Suggestion { range: range(source, *span), text }),
        _ => None,
    };
    finding.fixes.iter().filter_map(single).collect()
}

fn range(source: &Source, span: Span) -> Range {
    let place = |byte: u32| {
        let line = source.position(byte as usize).line;
        let start = source.line(line).map_or(0, |line| line.start);
        Position { line, column: (byte - start) as usize + 1 }
    };
    Range { start: place(span.start), end: place(span.end) }
}
