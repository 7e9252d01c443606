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
use super::mutes::{self, Written};
use super::outbox::Outbox;
use super::outline::Outline;
use super::question::Question;
use super::{actions, diagnostics, hover};
use crate::guard::guarded;

/// What a thread works with.
#[derive(Clone)]
pub(super) struct Worker {
    pub desk: Arc<Desk>,
    pub outbox: Arc<Outbox>,
    pub client: Arc<Client>,
    pub files: Arc<Files>,
}

/// What is said to a question: a value, or an error with its code; nothing yet, if the editor has to answer something before.
type Reply = Result<Option<Value>, Error>;

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
        let reply = guarded(|| self.reply(&asked.id, &asked.question, draft, &analysis));
        let reply = reply.unwrap_or_else(|reason| Err(error(ErrorCodes::InternalError.into(), reason)));
        if let Some(reply) = reply.transpose() {
            self.outbox.send(message::answer(&asked.id, reply));
        }
    }

    fn reply(&self, id: &Id, question: &Question, draft: &Draft, analysis: &Analysis) -> Reply {
        if let Question::Diagnostics = question {
            return Ok(Some(json!({ "kind": "full", "items": diagnostics::of(draft, analysis, &self.client) })));
        }
        let Some(checked) = analysis.checked() else { return Ok(Some(Value::Null)) };
        let outline = || Outline::of(draft, checked);
        Ok(Some(match question {
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
                let failed = |reason| error(LspErrorCodes::RequestFailed.into(), reason);
                return self.mute(id, draft, checked, asked).map(|()| None).map_err(failed);
            }
            Question::Symbols => json!(outline().symbols()),
            Question::Lenses => json!(outline().lenses()),
            Question::Inlays => json!(outline().inlays()),
            Question::Diagnostics => Value::Null,
        }))
    }

    /// Has the editor write an entry; then the question is answered, and if the reason is not known the place shown where it is to stand.
    fn mute(&self, id: &Id, draft: &Draft, checked: &Checked, asked: &mutes::Asked) -> Result<(), String> {
        let Written { edit, uri, reason, file } = mutes::entry(draft, checked, asked, &self.client)?;
        let mut then = vec![message::answer(id, Ok(json!({ "uri": uri })))];
        if asked.reason.trim().is_empty() {
            let place = json!({ "uri": uri, "takeFocus": true, "selection": reason });
            then.extend(self.client.shows.then(|| self.outbox.asks("window/showDocument", &place)));
            let line = reason.start.line + 1;
            let words = format!("hegui\u{FF1A}请在 {} 第{line}行 reason 的引号里写明原因，保存后生效", file.display());
            then.push(message::notification("window/showMessage", &json!({ "type": 3, "message": words })));
        }
        self.outbox.ask("workspace/applyEdit", &json!({ "label": "不再提示", "edit": edit }), then);
        Ok(())
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
