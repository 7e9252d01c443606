//! The desk between the loop that hears the editor and the threads that do the work: which drafts are open, which of them are to be
//! checked, and what was asked. A newer text takes the place of an older one, so that ten thousand edits are one piece of work.

use std::collections::{HashMap, VecDeque};
use std::ffi::OsString;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use gen_lsp_types::{Uri, json_rpc::Id};

use super::analysis::Analysis;
use super::question::Question;
use super::shelf::Setup;
use super::text::Text;

/// Questions that wait for an answer at most.
const MOST: usize = 1024;

/// A draft as it was at one moment.
#[derive(Clone)]
pub(super) struct Draft {
    pub uri: Uri,
    /// The editor's number for this text.
    pub version: i32,
    /// Ours: no two texts or settings of a draft have the same.
    pub stamp: u64,
    /// A name in which its format shows.
    pub name: &'static str,
    /// The name of its file; none for one that was never saved.
    pub file: Option<OsString>,
    pub text: Arc<Text>,
    pub setup: Arc<Setup>,
}

/// A question on its way to an answer.
pub(super) struct Asked {
    pub id: Id,
    pub uri: Uri,
    pub question: Question,
}

/// A piece of work.
pub(super) enum Job {
    Check(Draft),
    Answer(Asked, Draft),
    /// There is no more.
    Stop,
}

struct Open {
    draft: Draft,
    /// Of this text under these settings.
    analysis: Option<Arc<Analysis>>,
}

#[derive(Default)]
struct State {
    open: HashMap<Uri, Open>,
    /// Drafts to be checked, and from when on.
    due: VecDeque<(Uri, Instant)>,
    asked: VecDeque<Asked>,
    stopped: bool,
}

/// See the head of the module.
#[derive(Default)]
pub(super) struct Desk {
    state: Mutex<State>,
    changed: Condvar,
}

impl Desk {
    /// Puts a draft on the desk in place of its older text, to be checked at `due`.
    pub fn put(&self, draft: Draft, due: Instant) {
        let mut state = self.state();
        match state.due.iter_mut().find(|(uri, _)| *uri == draft.uri) {
            Some(waiting) => waiting.1 = due,
            None => state.due.push_back((draft.uri.clone(), due)),
        }
        let older = state.open.insert(draft.uri.clone(), Open { draft, analysis: None });
        drop(state);
        self.changed.notify_all();
        // What was made of the older text is taken apart while the newer one is being checked.
        drop(older);
    }

    /// Takes a draft off the desk, with what was asked about it. `then` is done before anything else can be said about the draft.
    pub fn close(&self, uri: &Uri, then: impl FnOnce()) -> Vec<Asked> {
        let mut state = self.state();
        state.open.remove(uri);
        state.due.retain(|(due, _)| due != uri);
        let (gone, kept) = std::mem::take(&mut state.asked).into_iter().partition(|asked| asked.uri == *uri);
        state.asked = kept;
        then();
        self.changed.notify_all();
        Vec::from(gone)
    }

    /// Puts a question; gives it back if too many wait.
    pub fn ask(&self, asked: Asked) -> Result<(), Asked> {
        let mut state = self.state();
        if state.asked.len() >= MOST {
            return Err(asked);
        }
        state.asked.push_back(asked);
        self.changed.notify_all();
        Ok(())
    }

    /// Puts a question again whose draft has changed in the meantime; gives it back if the draft is gone.
    pub fn again(&self, asked: Asked) -> Option<Asked> {
        let mut state = self.state();
        if !state.open.contains_key(&asked.uri) {
            return Some(asked);
        }
        state.asked.push_front(asked);
        self.changed.notify_all();
        None
    }

    /// Takes a question back, if nobody works on it yet.
    pub fn cancel(&self, id: &Id) -> bool {
        let mut state = self.state();
        let before = state.asked.len();
        state.asked.retain(|asked| asked.id != *id);
        state.asked.len() < before
    }

    /// Sends the threads home.
    pub fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Waits for the next piece of work: what was asked first, for somebody looks at the screen.
    pub fn next(&self) -> Job {
        let mut state = self.state();
        loop {
            if state.stopped {
                return Job::Stop;
            }
            if let Some(asked) = state.asked.pop_front() {
                // What is asked about a draft is taken off the desk with it.
                let Some(open) = state.open.get(&asked.uri) else { continue };
                let draft = open.draft.clone();
                return Job::Answer(asked, draft);
            }
            let now = Instant::now();
            if let Some(at) = state.due.iter().position(|(_, due)| *due <= now) {
                let draft = state.due.remove(at).and_then(|(uri, _)| state.open.get(&uri)).map(|open| open.draft.clone());
                match draft {
                    Some(draft) => return Job::Check(draft),
                    None => continue,
                }
            }
            let wait = state.due.iter().map(|(_, due)| due.saturating_duration_since(now)).min();
            state = match wait {
                Some(wait) => self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0,
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Whether a draft is still the one on the desk.
    pub fn is_current(&self, draft: &Draft) -> bool {
        self.state().current(draft).is_some()
    }

    /// What was made of this text of a draft.
    pub fn analysis(&self, draft: &Draft) -> Option<Arc<Analysis>> {
        self.state().current(draft)?.analysis.clone()
    }

    /// Keeps what was made of a draft. If that is still the one on the desk, `then` is done before it can be another, and it need
    /// not be checked again.
    pub fn keep(&self, draft: &Draft, analysis: &Arc<Analysis>, then: impl FnOnce()) {
        let mut state = self.state();
        let Some(open) = state.current(draft) else { return };
        if open.analysis.is_none() {
            open.analysis = Some(analysis.clone());
            then();
        }
        state.due.retain(|(uri, _)| *uri != draft.uri);
    }

    /// A panic while the lock was held leaves a desk that is still one.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn current(&mut self, draft: &Draft) -> Option<&mut Open> {
        self.open.get_mut(&draft.uri).filter(|open| open.draft.stamp == draft.stamp)
    }
}
