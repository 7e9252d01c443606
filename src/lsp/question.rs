//! What an editor can ask about a document, and how its questions are understood.

use gen_lsp_types::{
    CodeAction, CodeActionParams, DocumentDiagnosticParams, DocumentSymbolParams, ExecuteCommandParams, HoverParams,
    InlayHintParams, Position, Uri,
};
use serde_json::{Value, json};

use super::{actions, mutes};

/// What is asked about a draft.
pub(super) enum Question {
    Hover(Position),
    Actions(Box<CodeActionParams>),
    /// The edit of an action that was named without it.
    Resolve(Box<CodeAction>),
    /// A finding that is to be told no more.
    Mute(Box<mutes::Asked>),
    Symbols,
    Lenses,
    Inlays,
    Diagnostics,
}

/// What can be asked: the method, and what its parameters ask about which document.
pub(super) type Reading = fn(Value) -> serde_json::Result<(Uri, Question)>;

/// See [`Reading`].
pub(super) const ASKED: [(&str, Reading); 8] = [
    ("textDocument/hover", |params| {
        let at = serde_json::from_value::<HoverParams>(params)?.text_document_position_params;
        Ok((at.text_document.uri, Question::Hover(at.position)))
    }),
    ("textDocument/codeAction", |params| {
        let asked: CodeActionParams = serde_json::from_value(params)?;
        Ok((asked.text_document.uri.clone(), Question::Actions(Box::new(asked))))
    }),
    ("codeAction/resolve", |params| {
        let action: CodeAction = serde_json::from_value(params)?;
        let (uri, _) = actions::target(&action).ok_or_else(|| serde::de::Error::custom("no data of ours"))?;
        Ok((Uri(uri), Question::Resolve(Box::new(action))))
    }),
    ("workspace/executeCommand", |params| {
        let ExecuteCommandParams { command, arguments, .. } = serde_json::from_value(params)?;
        let first = arguments.into_iter().flatten().next().filter(|_| command == mutes::MUTE);
        let asked: mutes::Asked = serde_json::from_value(first.ok_or_else(|| serde::de::Error::custom("no command of ours"))?)?;
        Ok((asked.uri.clone(), Question::Mute(Box::new(asked))))
    }),
    ("textDocument/documentSymbol", |params| Ok((document(params)?, Question::Symbols))),
    ("textDocument/codeLens", |params| Ok((document(params)?, Question::Lenses))),
    ("textDocument/inlayHint", |params| {
        Ok((serde_json::from_value::<InlayHintParams>(params)?.text_document.uri, Question::Inlays))
    }),
    ("textDocument/diagnostic", |params| {
        Ok((serde_json::from_value::<DocumentDiagnosticParams>(params)?.text_document.uri, Question::Diagnostics))
    }),
];

/// The document that parameters are about which name nothing else.
fn document(params: Value) -> serde_json::Result<Uri> {
    Ok(serde_json::from_value::<DocumentSymbolParams>(params)?.text_document.uri)
}

/// The answer about a document that there is nothing to say about.
pub(super) fn empty(question: &Question) -> Value {
    match question {
        Question::Diagnostics => json!({ "kind": "full", "items": [] }),
        _ => Value::Null,
    }
}
