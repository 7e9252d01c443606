//! The threads that check drafts and answer questions, so that the loop that hears the editor never waits for either.

use std::sync::Arc;

use gen_lsp_types::json_rpc::{Error, Id};
use gen_lsp_types::{ErrorCodes, LspErrorCodes};
use serde_json::{Value, json};

use super::analysis::{Analysis, Checked};
use super::client::Client;
use super::desk::{Asked, Desk, Draft, Job};
use super::files::Files;
use super::message;
use super::outbox::Outbox;
use super::outline::Outline;
use super::question::Question;
use super::{actions, diagnostics, hover, mutes};
use crate::guard::guarded;

/// What a thread works with.
#[derive(Clone)]
pub(super) struct Worker {
    pub desk: Arc<Desk>,
    pub outbox: Arc<Outbox>,
    pub client: Arc<Client>,
    pub files: Arc<Files>,
}

/// What is said to a question: a value, or an error with its code.
type Reply = Result<Value, Error>;

impl Worker {
    /// Works until the desk is closed.
    pub fn run(&self) {
        loop {
            match self.desk.next() {
                Job::Check(draft) => drop(self.analysis(&draft)),
                Job::Answer(asked, draft) => self.answer(asked, &draft),
                Job::Stop => return,
            }
        }
    }

    /// What was made of a draft, made now if it was not, and shown; none if the draft has changed in the meantime.
    fn analysis(&self, draft: &Draft) -> Option<Arc<Analysis>> {
        if let Some(known) = self.desk.analysis(draft) {
            return Some(known);
        }
        let analysis = Arc::new(Analysis::of(draft, &|| self.desk.is_current(draft))?);
        let shown = guarded(|| diagnostics::of(draft, &analysis, &self.client)).unwrap_or_default();
        let list = diagnostics::publish(draft.uri.clone(), Some(draft.version), shown);
        let body = message::notification("textDocument/publishDiagnostics", &list);
        let needless = guarded(|| diagnostics::of_mutes(draft, &analysis, &self.client)).unwrap_or_default();
        self.desk.keep(draft, &analysis, || {
            self.files.stale(&draft.uri, needless, &self.outbox);
            if !draft.setup.options.pull || !self.client.pulls {
                self.outbox.publish(&draft.uri, body);
            }
        });
        Some(analysis)
    }

    fn answer(&self, asked: Asked, draft: &Draft) {
        let Some(analysis) = self.analysis(draft) else {
            if let Some(orphan) = self.desk.again(asked) {
                self.outbox.send(message::answer(&orphan.id, Ok(Value::Null)));
            }
            return;
        };
        let reply = guarded(|| self.reply(&asked.question, draft, &analysis));
        let reply = reply.unwrap_or_else(|reason| Err(error(ErrorCodes::InternalError.into(), reason)));
        self.outbox.send(message::answer(&asked.id, reply));
    }

    fn reply(&self, question: &Question, draft: &Draft, analysis: &Analysis) -> Reply {
        if let Question::Diagnostics = question {
            return Ok(json!({ "kind": "full", "items": diagnostics::of(draft, analysis, &self.client) }));
        }
        let Some(checked) = analysis.checked() else { return Ok(Value::Null) };
        let outline = || Outline::of(draft, checked);
        Ok(match question {
            Question::Hover(at) => json!(hover::of(draft, checked, draft.text.byte(*at), &self.client)),
            Question::Actions(asked) => json!(actions::of(draft, checked, asked, &self.client)),
            Question::Resolve(action) => {
                if actions::target(action).is_none_or(|(_, version)| version != draft.version) {
                    let reason = "文稿在这期间已有改动，没有改；请再选一次".to_owned();
                    return Err(error(LspErrorCodes::ContentModified.into(), reason));
                }
                let edit = actions::all(draft, checked, &self.client)
                    .map_err(|reason| error(LspErrorCodes::RequestFailed.into(), reason))?;
                let mut action = (**action).clone();
                action.edit = Some(edit);
                json!(action)
            }
            Question::Mute(asked) => {
                self.mute(draft, checked, asked).map_err(|reason| error(LspErrorCodes::RequestFailed.into(), reason))?
            }
            Question::Symbols => json!(outline().symbols()),
            Question::Lenses => json!(outline().lenses()),
            Question::Inlays => json!(outline().inlays()),
            Question::Diagnostics => Value::Null,
        })
    }

    /// Has the editor write an entry, and show the place where the reason is to stand if it is not known.
    fn mute(&self, draft: &Draft, checked: &Checked, asked: &mutes::Asked) -> Result<Value, String> {
        let written = mutes::entry(draft, checked, asked, &self.client)?;
        let then = asked.reason.trim().is_empty().then(|| {
            let (uri, line) = (&written.uri, written.reason.start.line + 1);
            let place = json!({ "uri": uri, "takeFocus": true, "selection": written.reason });
            let words = format!("hegui\u{FF1A}请在 {} 第{line}行 reason 的引号里写明原因，保存后生效", written.file.display());
            let shown = self.client.shows.then(|| self.outbox.asks("window/showDocument", &place));
            shown
                .into_iter()
                .chain([message::notification("window/showMessage", &json!({ "type": 3, "message": words }))])
                .collect()
        });
        self.outbox.ask("workspace/applyEdit", &json!({ "label": "不再提示", "edit": written.edit }), then.unwrap_or_default());
        Ok(json!({ "uri": written.uri }))
    }
}

/// An error of the protocol.
pub(super) fn error(code: i32, message: String) -> Error {
    Error { code: ErrorCodes::from(code), message, data: None }
}

/// An answer that is an error.
pub(super) fn refusal(id: &Id, code: i32, message: String) -> String {
    message::answer(id, Err(error(code, message)))
}
