//! What an editor offers to do: the fixes of a finding, and all safe ones at once, on the same path as `hegui fix`.
//!
//! The edits go to the editor that holds the text, as `hegui fix` writes to the file it read: in them private numbers are not masked.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionParams, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use serde_json::{Value, json};

use super::analysis::Checked;
use super::client::Client;
use super::desk::Draft;
use super::diagnostics::diagnostic;
use super::mutes;
use crate::finding::{Finding, Fix, Safety};
use crate::fix::{Accept, Sign, diff, fix_but};
use crate::settle::Report;
use crate::source::Source;

/// The kind of the action that mends all that is safe.
pub(super) const FIX_ALL: &str = "source.fixAll.hegui";
/// Findings at one place that can be accepted there, at most: each comment that is offered is tried before.
const MUTABLE: usize = 4;
/// The kind of a fix of one finding.
const QUICK_FIX: &str = "quickfix";
/// The longest text that is mended as a whole while an editor waits.
const LONGEST: usize = 1 << 20;

/// What can be done about a stretch of a draft.
pub(super) fn of(draft: &Draft, checked: &Checked, asked: &CodeActionParams, client: &Client) -> Vec<CodeAction> {
    let bytes = draft.text.bytes(&asked.range);
    let mut actions = Vec::new();
    if wants(&asked.context, QUICK_FIX) {
        let touched = || checked.touching(bytes.clone());
        actions.extend(touched().flat_map(|finding| quick_fixes(draft, checked, finding, client)));
        let mut narrowest: Vec<&Finding> = touched().collect();
        narrowest.sort_by_key(|finding| finding.at.span.len());
        actions.extend(narrowest.iter().take(MUTABLE).flat_map(|finding| mutes::offers(draft, checked, finding, client)));
    }
    if wants(&asked.context, FIX_ALL) && checked.report.findings.iter().any(is_safe) {
        actions.extend(fix_all(draft, checked, client));
    }
    actions
}

/// Whether an action of this kind is asked for: of any, or of one that it is a kind of.
fn wants(context: &CodeActionContext, kind: &str) -> bool {
    let is_of = |wanted: &str| {
        wanted.is_empty() || kind.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    context.only.as_ref().is_none_or(|only| only.iter().any(|wanted| is_of(&wanted.to_string())))
}

fn is_safe(finding: &Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty())
}

/// The fixes of a finding that are more than words.
fn quick_fixes(draft: &Draft, checked: &Checked, finding: &Finding, client: &Client) -> Vec<CodeAction> {
    let real = finding.fixes.iter().filter(|fix| fix.safety > Safety::Shown && !fix.edits.is_empty());
    let action = |fix: &Fix| {
        let edits =
            fix.edits.iter().map(|edit| TextEdit { range: checked.places(draft, edit.span), new_text: edit.text.clone() });
        let safe = fix.safety == Safety::Safe;
        CodeAction {
            title: if safe { fix.title.clone() } else { format!("{}（请确认后改）", fix.title) },
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic(draft, checked, finding, client)]),
            is_preferred: safe.then_some(true),
            edit: Some(edit(draft, edits.collect(), client)),
            ..CodeAction::default()
        }
    };
    real.map(action).collect()
}

/// All that is safe at once. Its edits cost several checks, so an editor that can asks for them when they are wanted.
fn fix_all(draft: &Draft, checked: &Checked, client: &Client) -> Option<CodeAction> {
    let bare = CodeAction {
        title: "改正全部有把握的地方".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        data: Some(json!({ "uri": draft.uri, "version": draft.version })),
        ..CodeAction::default()
    };
    match client.resolves_edits {
        true => Some(bare),
        false => Some(CodeAction { edit: Some(all(draft, checked, client).ok()?), data: None, ..bare }),
    }
}

/// The draft that an action without edit is about.
pub(super) fn target(action: &CodeAction) -> Option<(String, i32)> {
    let data = action.data.as_ref()?;
    let version = data.get("version").and_then(Value::as_i64).and_then(|version| i32::try_from(version).ok())?;
    Some((data.get("uri")?.as_str()?.to_owned(), version))
}

/// The edits of all that is safe, or why there are none.
pub(super) fn all(draft: &Draft, checked: &Checked, client: &Client) -> Result<WorkspaceEdit, String> {
    if checked.source.text().len() > LONGEST {
        return Err("文稿超过1MB，编辑器里不能一次改完；请保存后用 hegui fix 改正这个文件".to_owned());
    }
    let held = &draft.setup.held;
    let accept = |source: &Source, report: &mut Report| drop(held.accept(draft.file.as_deref(), source, report));
    let accept: Option<&Accept> = if held.mutes.is_some() { Some(&accept) } else { None };
    let fixed = fix_but(draft.setup.linter(), &checked.source, Safety::Safe, accept);
    let edits = fixed.source.map(|new| edits(draft, checked, new.text())).unwrap_or_default();
    Ok(edit(draft, edits, client))
}

/// What makes the new text of the old: for each run of changed lines what lies between its first and last difference.
fn edits(draft: &Draft, checked: &Checked, new: &str) -> Vec<TextEdit> {
    let old = checked.source.text();
    let mut edits = Vec::new();
    for hunk in diff(old, new) {
        let mut at = line_start(old, hunk.old.0);
        let same = |line: &crate::fix::Line<'_>| line.sign == Sign::Same;
        for run in hunk.lines.chunk_by(|a, b| same(a) == same(b)) {
            let side = |sign: Sign| -> String {
                let pieces = run.iter().filter(|line| line.sign == sign).flat_map(|line| &line.pieces);
                pieces.map(|piece| piece.text).collect()
            };
            if run.first().is_some_and(same) {
                at += side(Sign::Same).len();
                continue;
            }
            let (was, is) = (side(Sign::Old), side(Sign::New));
            let (before, after) = alike(&was, &is);
            let span = crate::span::Span::new(at + before, at + was.len() - after);
            edits.push(TextEdit { range: checked.places(draft, span), new_text: is[before..is.len() - after].to_owned() });
            at += was.len();
        }
    }
    edits
}

/// The byte where a line (from 1) starts, lines ending with `\n` as the difference has them.
fn line_start(text: &str, line: usize) -> usize {
    let before = line.saturating_sub(1);
    before.checked_sub(1).map_or(0, |nth| memchr::memchr_iter(b'\n', text.as_bytes()).nth(nth).map_or(text.len(), |at| at + 1))
}

/// How many bytes two texts have in common at the beginning, and at the end of what is left.
fn alike(a: &str, b: &str) -> (usize, usize) {
    let same = |(x, y): &(char, char)| x == y;
    let length = |(x, _): (char, char)| x.len_utf8();
    let before = a.chars().zip(b.chars()).take_while(same).map(length).sum();
    let (a, b) = (&a[before..], &b[before..]);
    (before, a.chars().rev().zip(b.chars().rev()).take_while(same).map(length).sum())
}

/// Edits of one draft, with the version that they are for where the editor can take it.
pub(super) fn edit(draft: &Draft, edits: Vec<TextEdit>, client: &Client) -> WorkspaceEdit {
    if !client.versioned_edits {
        return WorkspaceEdit { changes: Some(HashMap::from([(draft.uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(draft.version),
        text_document_identifier: TextDocumentIdentifier { uri: draft.uri.clone() },
    };
    let edits = edits.into_iter().map(Edit::TextEdit).collect();
    let change = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits });
    WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() }
}
