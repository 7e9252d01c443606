//! Findings as an editor shows them below the text.

use std::collections::HashMap;
use std::path::Path;

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Message,
    PublishDiagnosticsParams, Range as Places, Uri,
};
use serde_json::json;

use super::analysis::{Analysis, Checked};
use super::client::Client;
use super::desk::Draft;
use super::shelf::Setup;
use super::text::{Text, Units};
use super::uri;
use crate::finding::{Finding, Safety, Severity};
use crate::rule::RuleError;
use crate::scope::What;
use crate::source::mask;

/// Diagnostics of one draft at most: nobody reads more, and an editor with a hundred thousand stands still.
const MOST: usize = 1000;
/// Other places of one finding at most.
const RELATED: usize = 50;
/// Who says so.
const SOURCE: &str = "hegui";

/// All that is to be shown in a draft.
pub(super) fn of(draft: &Draft, analysis: &Analysis, client: &Client) -> Vec<Diagnostic> {
    if matches!(analysis, Analysis::PassedOver) {
        return Vec::new();
    }
    let warnings = draft.setup.warnings.iter().map(|warning| bare("setup", warning.clone(), Places::default()));
    let mut all: Vec<Diagnostic> = warnings.collect();
    match analysis {
        Analysis::Blank | Analysis::PassedOver => {}
        Analysis::Failed(reason) => all.push(bare("unchecked", reason.clone(), Places::default())),
        Analysis::Checked(checked) => {
            let findings = &checked.report.findings;
            all.extend(findings.iter().take(MOST).map(|finding| diagnostic(draft, checked, finding, client)));
            all.extend(checked.report.notices.iter().filter_map(|notice| {
                let at = checked.places(draft, notice.at?);
                Some(Diagnostic { severity: Some(DiagnosticSeverity::Information), ..bare("notice", notice.message.clone(), at) })
            }));
            if let Some(left) = findings.len().checked_sub(MOST).filter(|left| *left > 0) {
                let message = format!("另有{left}处问题没有在这里列出；请先改正前面的，或用 hegui check 查看全部");
                all.push(bare("more", message, Places::default()));
            }
        }
    }
    all
}

/// A finding.
pub(super) fn diagnostic(draft: &Draft, checked: &Checked, finding: &Finding, client: &Client) -> Diagnostic {
    let related = finding.related.iter().take(RELATED).map(|label| DiagnosticRelatedInformation {
        location: Location { uri: draft.uri.clone(), range: checked.places(draft, label.span) },
        message: if label.message.is_empty() { "另一处".to_owned() } else { label.message.clone().into_owned() },
    });
    let related: Vec<_> = if client.related { related.collect() } else { Vec::new() };
    Diagnostic {
        range: checked.places(draft, finding.at.span),
        severity: Some(severity(finding.severity)),
        code: Some(Code::String(finding.rule.to_string())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(finding.message.clone()),
        tags: (client.unnecessary && is_unnecessary(finding)).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({ "fingerprint": finding.fingerprint.to_string() })),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    }
}

/// Whether what is underlined is best taken out.
fn is_unnecessary(finding: &Finding) -> bool {
    finding.fixes.first().is_some_and(|fix| {
        let [edit] = &fix.edits[..] else { return false };
        fix.safety >= Safety::Offered && edit.text.is_empty() && edit.span.contains(&finding.at.span)
    })
}

/// Something that the user must know and that is no finding.
fn bare(code: &str, message: String, range: Places) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        code: Some(Code::String(code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(mask(&message).into_owned()),
        ..Diagnostic::default()
    }
}

/// What is wrong with files of the user's own, each fault in its file.
pub(super) fn of_files<'s>(setups: impl Iterator<Item = &'s Setup>, units: Units) -> HashMap<Uri, Vec<Diagnostic>> {
    let mut files: HashMap<Uri, Vec<Diagnostic>> = HashMap::new();
    let mut show = |path: &Path, shown: Diagnostic| {
        let list = files.entry(uri::of(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))).or_default();
        // Drafts of several folders may have one file of settings.
        if !list.contains(&shown) {
            list.push(shown);
        }
    };
    let wrong = |code: &str, fault: &RuleError| {
        let text = Text::new(fault.file().text().to_owned(), units);
        let help = fault.advice().map(|help| format!("；{help}")).unwrap_or_default();
        bare(code, format!("{fault}{help}"), text.range(whole(fault)))
    };
    for fault in setups.flat_map(|setup| &setup.faults) {
        match &fault.what {
            What::Wrong { path, error } => show(path, wrong("settings-file", error)),
            What::Unreadable { path, reason } => show(path, bare("settings-file", reason.clone(), Places::default())),
            What::Rules { folder, errors } => {
                errors.iter().for_each(|error| show(&folder.join(error.file().path()), wrong("rule-file", error)));
            }
            What::Unknown(_) | What::Folder { .. } => {}
        }
    }
    files
}

/// The mutes that a draft does not need, in their file.
pub(super) fn of_mutes(draft: &Draft, analysis: &Analysis, client: &Client) -> Option<(Uri, Vec<Diagnostic>)> {
    let (found, mutes) = draft.setup.held.mutes.as_deref()?;
    let checked = analysis.checked().filter(|checked| !checked.needless.is_empty())?;
    let text = Text::new(mutes.file().text().to_owned(), client.units);
    let hint = |at: &usize| Diagnostic {
        severity: Some(DiagnosticSeverity::Hint),
        tags: client.unnecessary.then(|| vec![DiagnosticTag::Unnecessary]),
        ..bare(
            "stale",
            "这一条已经对不上任何问题；可以删去，或用 hegui baseline --prune 一起删去".to_owned(),
            text.range(mutes.place(*at)),
        )
    };
    Some((uri::of(&found.path), checked.needless.iter().take(MOST).map(hint).collect()))
}

/// The place of a fault, on boundaries of characters.
fn whole(fault: &RuleError) -> std::ops::Range<usize> {
    let (text, range) = (fault.file().text(), fault.range());
    let down = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    down(range.start)..down(range.end)
}

/// The message that shows them.
pub(super) fn publish(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams { uri, version, diagnostics }
}
