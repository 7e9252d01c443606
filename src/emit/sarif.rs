//! SARIF 2.1.0: what code hosts and editors read. The structs below are the part of the format that is used here.
//!
//! Rules stand before the results, so that a result can name its rule by number; what is known only at the end (which files were
//! read, and what was the matter with some) stands behind them. So files are written as they come.

use std::sync::Arc;

use serde::Serialize;

use super::json::written;
use super::private::applicable;
use super::uri::uri;
use super::words::advised;
use super::{Checked, Language, Met, Tally};
use crate::finding::{Edit, Finding, Fix, Safety, Severity};
use crate::rule::Rule;
use crate::source::{Format, Source};
use crate::span::Span;

/// Where the format is defined.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What relative paths start from: whoever reads the file knows where that is.
const ROOT: &str = "%SRCROOT%";
/// Under which name the fingerprint is compared from run to run.
const FINGERPRINT: &str = "hegui/v1";

/// The rules that are run, by which results are numbered.
#[derive(Debug)]
pub struct Sarif {
    rules: Vec<Arc<Rule>>,
    language: Language,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Text<'a>,
    default_configuration: Configuration,
    properties: Tags<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags<'a> {
    tags: [&'a str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Remedy<'a>>,
    partial_fingerprints: std::collections::BTreeMap<&'static str, String>,
    suppressions: &'static [Suppression],
}

/// A finding that somebody accepted, outside of the draft.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
}

static ACCEPTED: [Suppression; 1] = [Suppression { kind: "external", status: "accepted" }];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: &'a Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Remedy<'a> {
    description: Text<'a>,
    artifact_changes: [Change<'a>; 1],
    properties: Trust,
}

/// SARIF knows no degrees of trust.
#[derive(Serialize)]
struct Trust {
    safety: Safety,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: &'a Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Text<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Read {
    location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    roles: [&'static str; 1],
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
}

impl Sarif {
    /// For a run of these rules.
    pub fn new(rules: &[Arc<Rule>], language: Language) -> Sarif {
        Sarif { rules: rules.to_vec(), language }
    }

    pub(super) fn head(&self) -> String {
        let rules: Vec<String> = self.rules.iter().map(|rule| self.described(rule)).collect();
        let language = if self.language == Language::English { "en-US" } else { "zh-CN" };
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{\"name\":\"hegui\",\
             \"version\":\"{0}\",\"semanticVersion\":\"{0}\",\"language\":\"{language}\",\"rules\":[\n{1}\n]}}}},\
             \"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"defaultEncoding\":\"utf-8\",\
             \"results\":[\n",
            env!("CARGO_PKG_VERSION"),
            rules.join(",\n"),
        )
    }

    /// The findings of one file, a line each.
    pub(super) fn file(&self, checked: &Checked) -> String {
        let Ok((source, report)) = &checked.outcome else { return String::new() };
        let artifact = Artifact::of(&checked.path);
        let active = report.findings.iter().map(|finding| (finding, &[][..]));
        let muted = report.muted.iter().map(|finding| (finding, &ACCEPTED[..]));
        let results = active.chain(muted).map(|(finding, suppressions)| self.found(source, &artifact, finding, suppressions));
        results.collect::<Vec<_>>().join(",\n")
    }

    /// What is known only now.
    pub(super) fn tail(&self, tally: &Tally) -> String {
        let artifacts: Vec<String> = tally.met.iter().map(|met| written(&Read::of(met))).collect();
        let notifications: Vec<String> = tally.met.iter().flat_map(notifications).collect();
        format!(
            "\n],\"artifacts\":[\n{}\n],\"invocations\":[{{\"executionSuccessful\":{},\"toolExecutionNotifications\":[\n{}\n]}}]}}]}}\n",
            artifacts.join(",\n"),
            tally.unreadable == 0,
            notifications.join(",\n")
        )
    }

    fn described(&self, rule: &Rule) -> String {
        let (title, why, lead) = match self.language {
            Language::Chinese => (&rule.title, &rule.why, "依据\u{FF1A}"),
            Language::English => (&rule.en, &rule.en_why, "Authority: "),
        };
        let help = format!("{why}\n{lead}{}", rule.basis.join("\u{FF1B}"));
        written(&Descriptor {
            id: &rule.id,
            short_description: Text { text: title },
            full_description: Text { text: why },
            help: Text { text: &help },
            default_configuration: Configuration { level: level(rule.severity) },
            properties: Tags { tags: [rule.family()] },
        })
    }

    fn found(&self, source: &Source, artifact: &Artifact, finding: &Finding, suppressions: &'static [Suppression]) -> String {
        let place = |span, message| Location { physical_location: physical(source, artifact, span), message };
        let related = finding.related.iter().map(|label| {
            let text = &*label.message;
            place(label.span, (!text.is_empty()).then_some(Text { text }))
        });
        // A line of a Word document is a paragraph, which nobody else can edit by its number.
        let fixes = finding.fixes.iter().filter(|fix| applicable(source, fix));
        written(&Found {
            rule_id: &finding.rule,
            rule_index: self.rules.binary_search_by(|rule| rule.id.cmp(&finding.rule)).ok(),
            level: level(finding.severity),
            message: Text { text: &advised(finding) },
            locations: [place(finding.at.span, None)],
            related_locations: related.collect(),
            fixes: fixes.map(|fix| remedy(source, artifact, fix)).collect(),
            partial_fingerprints: [(FINGERPRINT, finding.fingerprint.to_string())].into(),
            suppressions,
        })
    }
}

impl Artifact {
    fn of(path: &str) -> Artifact {
        let (uri, relative) = uri(path);
        Artifact { uri, uri_base_id: relative.then_some(ROOT) }
    }
}

impl Read {
    fn of(met: &Met) -> Read {
        let encoding = met.encoding.filter(|_| met.format != Some(Format::Docx));
        Read { location: Artifact::of(&met.path), encoding, roles: ["analysisTarget"] }
    }
}

/// What was the matter with a file, or with the way it was checked.
fn notifications(met: &Met) -> Vec<String> {
    let artifact = Artifact::of(&met.path);
    let all = met.trouble.iter().map(|text| ("error", text)).chain(met.notices.iter().map(|text| ("note", text)));
    let one = |(level, text): (&'static str, &String)| {
        let physical_location = Physical { artifact_location: &artifact, region: None };
        written(&Notification { level, message: Text { text }, locations: [Location { physical_location, message: None }] })
    };
    all.map(one).collect()
}

fn physical<'a>(source: &Source, artifact: &'a Artifact, span: Span) -> Physical<'a> {
    Physical { artifact_location: artifact, region: Some(region(source, span)) }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn remedy<'a>(source: &Source, artifact: &'a Artifact, fix: &'a Fix) -> Remedy<'a> {
    let replacement =
        |Edit { span, text }: &'a Edit| Replacement { deleted_region: region(source, *span), inserted_content: Text { text } };
    let replacements = fix.edits.iter().map(replacement).collect();
    Remedy {
        description: Text { text: &fix.title },
        artifact_changes: [Change { artifact_location: artifact, replacements }],
        properties: Trust { safety: fix.safety },
    }
}

/// What SARIF calls a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
