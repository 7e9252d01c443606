//! What goes to the editor: in order, written by a thread of its own, so that an editor that is slow to read holds nobody up.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gen_lsp_types::{Uri, json_rpc::Id};
use serde::Serialize;

use super::{message, wire};

/// Messages that wait for the editor at most; whoever has another waits with it.
const MOST: usize = 4096;
/// Questions to the editor at most after whose answer something is to be sent.
const OPEN: usize = 16;
/// How long the last messages have to be taken.
const LAST: Duration = Duration::from_secs(2);

/// A message, and the draft it lists all diagnostics of, if it does: a newer list takes the place of one that waits.
struct Parcel {
    body: String,
    about: Option<Uri>,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Parcel>,
    /// One is being written.
    busy: bool,
    /// The editor reads no more.
    gone: bool,
    /// Nothing more will be sent.
    ended: bool,
}

/// Messages on their way to the editor.
#[derive(Default)]
pub(super) struct Outbox {
    state: Mutex<State>,
    changed: Condvar,
    /// Questions of ours so far.
    questions: AtomicU64,
    /// What is to be sent once a question is answered.
    asked: Mutex<VecDeque<(u64, Vec<String>)>>,
}

impl Outbox {
    /// Sends a message.
    pub fn send(&self, body: String) {
        let full = |state: &mut State| state.waiting.len() >= MOST && !state.gone;
        let mut state = self.changed.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        self.put(&mut state, Parcel { body, about: None });
    }

    /// Asks the editor something; `then` is sent once it has answered.
    pub fn ask(&self, method: &str, params: &impl Serialize, then: Vec<String>) {
        let (id, body) = self.question(method, params);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !then.is_empty() {
            asked.push_back((id, then));
        }
        // An editor that does not answer is waited for no longer.
        let beyond = asked.len().saturating_sub(OPEN);
        let late: Vec<String> = asked.drain(..beyond).flat_map(|(_, then)| then).collect();
        drop(asked);
        late.into_iter().chain([body]).for_each(|body| self.send(body));
    }

    /// A question, to be sent later.
    pub fn asks(&self, method: &str, params: &impl Serialize) -> String {
        self.question(method, params).1
    }

    /// Hears that the editor has answered a question.
    pub fn answered(&self, id: &Id) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let at = asked.iter().position(|(known, _)| serde_json::to_value(id).is_ok_and(|id| id == *known));
        let then = at.and_then(|at| asked.remove(at)).map(|(_, then)| then);
        drop(asked);
        then.into_iter().flatten().for_each(|body| self.send(body));
    }

    fn question(&self, method: &str, params: &impl Serialize) -> (u64, String) {
        let id = self.questions.fetch_add(1, Ordering::Relaxed) + 1;
        (id, message::request(id, method, params))
    }

    /// Sends all diagnostics of a draft. Never waits: there is one such message for a draft at most.
    pub fn publish(&self, uri: &Uri, body: String) {
        let mut state = self.state();
        match state.waiting.iter_mut().find(|parcel| parcel.about.as_ref() == Some(uri)) {
            Some(older) => older.body = body,
            None => self.put(&mut state, Parcel { body, about: Some(uri.clone()) }),
        }
    }

    /// Waits until all is written, or the editor does not take it. Nothing more is to be sent, and whoever writes goes home.
    pub fn drain(&self) {
        let left = |state: &mut State| !state.gone && (state.busy || !state.waiting.is_empty());
        let mut state = self.changed.wait_timeout_while(self.state(), LAST, left).unwrap_or_else(PoisonError::into_inner).0;
        state.ended = true;
        self.changed.notify_all();
    }

    /// Writes what is sent, for as long as somebody reads it and there is more to come.
    pub fn write_to(&self, mut to: impl Write) {
        let empty = |state: &mut State| state.waiting.is_empty() && !state.ended;
        loop {
            let mut state = self.changed.wait_while(self.state(), empty).unwrap_or_else(PoisonError::into_inner);
            let Some(Parcel { body, .. }) = state.waiting.pop_front() else { return };
            state.busy = true;
            drop(state);
            let gone = wire::write(&mut to, &body).is_err();
            let mut state = self.state();
            state.busy = false;
            state.gone = gone;
            self.changed.notify_all();
            if gone {
                state.waiting.clear();
                return;
            }
        }
    }

    fn put(&self, state: &mut State, parcel: Parcel) {
        if !state.gone {
            state.waiting.push_back(parcel);
            self.changed.notify_all();
        }
    }

    /// A panic while the lock was held leaves a queue that is still one.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever serves many editors in one process keeps no thread of those that left.
    #[test]
    fn the_writer_ends_with_the_service() {
        let outbox = std::sync::Arc::new(Outbox::default());
        let (tell, written) = std::sync::mpsc::channel();
        let writer = outbox.clone();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            writer.write_to(&mut bytes);
            tell.send(bytes)
        });
        outbox.send("x".to_owned());
        outbox.drain();
        let bytes = written.recv_timeout(Duration::from_secs(60)).expect("the writer ends");
        assert!(bytes.ends_with(b"x"));
    }

    #[test]
    fn a_newer_list_takes_the_place_of_one_that_waits() {
        let outbox = Outbox::default();
        let (one, other) = (Uri::from("a"), Uri::from("b"));
        for round in 0..10_000 {
            outbox.publish(&one, round.to_string());
        }
        outbox.send("x".to_owned());
        outbox.publish(&other, "b".to_owned());
        outbox.publish(&one, "last".to_owned());
        let bodies: Vec<String> = outbox.state().waiting.iter().map(|parcel| parcel.body.clone()).collect();
        assert_eq!(bodies, ["last", "x", "b"]);
    }
}
