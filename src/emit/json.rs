//! Machine output, version 1. The structs below are the format: keys stand in the order they are written,
//! may be joined by others and never change their meaning.

use std::borrow::Cow;

use serde::Serialize;

use super::private::told;
use super::{Checked, Tally};
use crate::finding::{self, Finding, Muted, Notice, Safety, Severity};
use crate::source::Source;
use crate::span::{Position, Span};

/// The version of the format.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Who writes.
pub(super) const TOOL: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    format: &'a str,
    encoding: String,
    genre: Option<&'a str>,
    year: Option<i32>,
    findings: Vec<Found<'a>>,
    muted: Vec<Accepted<'a>>,
    notices: Vec<Told<'a>>,
}

/// A file that could not be read. The empty lists let a reader loop without asking first.
#[derive(Serialize)]
struct Unreadable<'a> {
    path: &'a str,
    error: &'a str,
    findings: [(); 0],
    muted: [(); 0],
    notices: [(); 0],
}

#[derive(Serialize)]
pub(super) struct Found<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: &'a str,
    range: Range,
    text: &'a str,
    related: Vec<Related<'a>>,
    fixes: Vec<Fix<'a>>,
    basis: &'a [String],
    fingerprint: String,
}

/// A finding that somebody accepted, and why.
#[derive(Serialize)]
struct Accepted<'a> {
    #[serde(flatten)]
    found: Found<'a>,
    reason: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Related<'a> {
    pub range: Range,
    pub message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    message: &'a str,
}

#[derive(Serialize)]
pub(super) struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
}

/// What stands before the first file.
pub(super) fn head() -> String {
    format!("{{\"version\":{VERSION},\"tool\":{},\"files\":[\n", written(&TOOL))
}

/// One file as one line.
pub(super) fn file(checked: &Checked) -> String {
    let path = &*checked.path;
    let (source, report) = match &checked.outcome {
        Ok(both) => both,
        Err(error) => return written(&Unreadable { path, error, findings: [], muted: [], notices: [] }),
    };
    written(&File {
        path,
        format: source.format().name(),
        encoding: source.encoding().name().to_ascii_lowercase(),
        genre: report.genre.as_deref(),
        year: report.year,
        findings: report.findings.iter().map(|finding| found(source, finding)).collect(),
        muted: report.muted.iter().map(|muted| accepted(source, muted)).collect(),
        notices: report.notices.iter().map(|Notice { message, .. }| Told { message }).collect(),
    })
}

/// What stands after the last file.
pub(super) fn tail(tally: &Tally) -> String {
    format!("\n],{}}}\n", summary(tally))
}

/// The key of the counts with its value.
pub(super) fn summary(tally: &Tally) -> String {
    let &Tally { files, errors, warnings, advice, .. } = tally;
    format!("\"summary\":{}", written(&Summary { files, errors, warnings, advice }))
}

/// One finding.
pub(super) fn found<'a>(source: &'a Source, finding: &'a Finding) -> Found<'a> {
    let related = finding.related.iter().map(|label| Related { range: range(source, label.span), message: &label.message });
    Found {
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        help: &finding.help,
        range: range(source, finding.at.span),
        text: source.shown().get(finding.at.span.range()).unwrap_or_default(),
        related: related.collect(),
        fixes: finding.fixes.iter().filter(|remedy| told(source, remedy)).map(|remedy| fix(source, remedy)).collect(),
        basis: &finding.basis,
        fingerprint: finding.fingerprint.to_string(),
    }
}

fn accepted<'a>(source: &'a Source, muted: &'a Muted) -> Accepted<'a> {
    Accepted {
        found: found(source, &muted.finding),
        reason: source.masked(&muted.reason),
        who: muted.who.as_deref().map(|who| source.masked(who)),
        when: muted.when.as_deref(),
    }
}

fn fix<'a>(source: &Source, fix: &'a finding::Fix) -> Fix<'a> {
    let edits = fix.edits.iter().map(|edit| Edit { range: range(source, edit.span), text: &edit.text });
    Fix { title: &fix.title, safety: fix.safety, edits: edits.collect() }
}

/// Where a span lies.
pub(super) fn range(source: &Source, span: Span) -> Range {
    let place = |byte: u32| {
        let Position { line, column, byte } = source.position(byte as usize);
        Place { line, column, byte }
    };
    Range { start: place(span.start), end: place(span.end) }
}

/// As JSON on one line.
pub(super) fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with string keys always serialise")
}
