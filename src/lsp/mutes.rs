//! Findings that somebody accepts from within the editor: an entry in `hegui.mutes.yaml`, or in Markdown and pages a comment.
//!
//! A reason is always asked for. An editor that can ask sends it along; in any other the entry stands with an empty one, and the file is
//! refused until there is a reason in it, so that nothing is muted by a slip of the hand.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{
    CodeAction, CodeActionKind, Command, CreateFile, CreateFileOptions, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, Range as Places, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::actions;
use super::analysis::Checked;
use super::client::Client;
use super::desk::Draft;
use super::diagnostics::diagnostic;
use super::text::Text;
use super::uri;
use crate::finding::Finding;
use crate::mute::{self, Entry, Mutes, directive};
use crate::rule::RuleFile;
use crate::scope;
use crate::source::{self, Format};

/// The command that mutes a finding.
pub(super) const MUTE: &str = "hegui.mute";
/// The longest text that is checked once more to see whether a comment would do what it is for.
const LONGEST: usize = 200_000;

/// What the command is told: the first of its arguments.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The draft.
    pub uri: Uri,
    /// The finding.
    pub fingerprint: String,
    /// Why it may stay; empty if nobody was asked.
    #[serde(default)]
    pub reason: String,
    /// The file of mutes as it stands in the editor, if it is open there.
    #[serde(skip)]
    pub open: Option<Arc<Text>>,
}

/// What is to be done to a file of mutes.
pub(super) struct Written {
    pub edit: WorkspaceEdit,
    pub uri: Uri,
    /// Where the reason stands, once it is done.
    pub reason: Places,
    /// The file, as a person calls it.
    pub file: PathBuf,
}

/// What is offered for a finding that may stay.
pub(super) fn offers(draft: &Draft, checked: &Checked, finding: &Finding, client: &Client) -> Vec<CodeAction> {
    let action = |title: &str| CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(draft, checked, finding, client)]),
        ..CodeAction::default()
    };
    let asked = Asked { uri: draft.uri.clone(), fingerprint: finding.fingerprint.to_string(), reason: String::new(), open: None };
    let title = "本处不再提示\u{FF08}须写明原因\u{FF09}…";
    let mut all = Vec::new();
    if client.applies {
        let command =
            Command { title: title.to_owned(), command: MUTE.to_owned(), arguments: Some(vec![json!(asked)]), tooltip: None };
        all.push(CodeAction { command: Some(command), ..action(title) });
    } else if let Ok(written) = entry(draft, checked, &asked, client) {
        all.push(CodeAction { edit: Some(written.edit), ..action(title) });
    }
    all.extend(comment(draft, checked, finding).map(|edit| {
        let edit = actions::edit(draft, vec![edit], client);
        CodeAction { edit: Some(edit), ..action("加注释\u{FF0C}本处不再提示\u{FF08}须写明原因\u{FF09}") }
    }));
    all
}

/// One more entry in the file of mutes of a draft, or why not.
pub(super) fn entry(draft: &Draft, checked: &Checked, asked: &Asked, client: &Client) -> Result<Written, String> {
    let finding = checked.report.findings.iter().find(|finding| finding.fingerprint.to_string() == asked.fingerprint);
    let finding = finding.ok_or("这个问题已经不在文稿里，没有改；请再选一次")?;
    let (held, set) = (&draft.setup.held, draft.setup.set());
    let found = draft.setup.mutes_file();
    let name = scope::shown(&found.path).display().to_string();
    let there = asked.open.is_some() || found.path.is_file();
    let file = match &asked.open {
        Some(open) => RuleFile::new(&name, open.as_str()),
        None if there => scope::text(&found.path, mute::LIMIT).map_err(|what| what.to_string())?,
        None => RuleFile::new(&name, ""),
    };
    let was = Mutes::parse(file, set).map_err(|error| format!("{name} 有误（{error}），没有改；请先改正这个文件"))?;
    let path = held.path(draft.file.as_deref(), &found.folder);
    let entry = Entry::of(finding, &checked.source, path.as_deref(), asked.reason.trim());
    let (more, reason) = mute::behind(&was, entry, set).map_err(|fault| fault.to_string())?;
    let text = was.file().text();
    let whole = Text::new([text, &more].concat(), client.units);
    let end = whole.range(text.len()..text.len());
    let reason = whole.range(text.len() + reason.start..text.len() + reason.end);
    let uri = uri::of(&found.path);
    let edit = written(&uri, TextEdit { range: end, new_text: more }, !there, client);
    Ok(Written { edit, uri, reason, file: scope::shown(&found.path) })
}

/// An edit of a file that is no draft, and that is made before if it is `new`.
fn written(uri: &Uri, edit: TextEdit, new: bool, client: &Client) -> WorkspaceEdit {
    if !client.versioned_edits || new && !client.creates {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), vec![edit])])), ..WorkspaceEdit::default() };
    }
    let options = Some(CreateFileOptions { ignore_if_exists: Some(true), ..CreateFileOptions::default() });
    let create = new.then(|| DocumentChange::CreateFile(CreateFile { uri: uri.clone(), options, annotation_id: None }));
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
    };
    let change = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![Edit::TextEdit(edit)] });
    WorkspaceEdit { document_changes: Some(create.into_iter().chain([change]).collect()), ..WorkspaceEdit::default() }
}

/// The comment that accepts a finding in the text itself, if there is a place for one that does: where a comment may stand depends on
/// the text around it, so it is tried.
fn comment(draft: &Draft, checked: &Checked, finding: &Finding) -> Option<TextEdit> {
    let source = &checked.source;
    if !matches!(source.format(), Format::Markdown | Format::Html) || source.text().len() > LONGEST {
        return None;
    }
    let (at, [before, behind]) = beside(source, finding);
    let put = |reason: &str| format!("{before}{}{behind}", directive::written(&finding.rule, reason));
    let (head, tail) = source.text().split_at(at);
    let tried = source::read(draft.name, [head, &put("缘由"), tail].concat().as_bytes(), Some(encoding_rs::UTF_8)).ok()?;
    let report = draft.setup.linter().check(&tried);
    let works = report.muted.len() == checked.in_source() + 1 && report.findings.len() < checked.in_all();
    works.then(|| TextEdit { range: checked.places(draft, crate::span::Span::new(at, at)), new_text: put("") })
}

/// Where a comment about a finding stands, and what comes before and behind it: a line of its own, or in a page the beginning of the words.
fn beside(source: &source::Source, finding: &Finding) -> (usize, [&'static str; 2]) {
    let Range { start, .. } = finding.at.span.range();
    if source.format() == Format::Markdown {
        let end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
        return (source.text()[..start].rfind('\n').map_or(0, |at| at + 1), ["", end]);
    }
    let (reading, read) = (source.reading(), source.reading().text());
    let at = reading.read_of(finding.at.span).start as usize;
    let line = read[..at.min(read.len())].rfind('\n').map_or(0, |at| at + 1);
    let first = read[line..].chars().next().map_or(line, |c| line + c.len_utf8());
    (reading.written(crate::span::Span::new(line, first)).start as usize, ["", ""])
}
