//! What is shown in files of the user's own: what is wrong with settings, mutes and rules, and which mutes a draft no longer needs.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use gen_lsp_types::{Diagnostic, Uri};

use super::outbox::Outbox;
use super::{diagnostics, message};

#[derive(Default)]
struct Shown {
    faults: Vec<Diagnostic>,
    /// By the draft that tells of them.
    stale: BTreeMap<String, Vec<Diagnostic>>,
}

/// See the head of the module.
#[derive(Default)]
pub(super) struct Files(Mutex<HashMap<Uri, Shown>>);

impl Files {
    /// All faults there are, each in its file; what was said before is taken back.
    pub fn faults(&self, mut all: HashMap<Uri, Vec<Diagnostic>>, outbox: &Outbox) {
        self.change(outbox, |files| {
            for (uri, shown) in &mut *files {
                shown.faults = all.remove(uri).unwrap_or_default();
            }
            files.extend(all.into_iter().map(|(uri, faults)| (uri, Shown { faults, ..Shown::default() })));
        });
    }

    /// The mutes of a file that a draft does not need; none to take back what the draft said before.
    pub fn stale(&self, draft: &Uri, found: Option<(Uri, Vec<Diagnostic>)>, outbox: &Outbox) {
        self.change(outbox, |files| {
            files.values_mut().for_each(|shown| drop(shown.stale.remove(&draft.0)));
            if let Some((uri, list)) = found.filter(|(_, list)| !list.is_empty()) {
                files.entry(uri).or_default().stale.insert(draft.0.clone(), list);
            }
        });
    }

    /// Tells what is others than before.
    fn change(&self, outbox: &Outbox, work: impl FnOnce(&mut HashMap<Uri, Shown>)) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list =
            |shown: &Shown| -> Vec<Diagnostic> { shown.faults.iter().chain(shown.stale.values().flatten()).cloned().collect() };
        let before: HashMap<Uri, Vec<Diagnostic>> = files.iter().map(|(uri, shown)| (uri.clone(), list(shown))).collect();
        work(&mut files);
        let mut now: Vec<(&Uri, Vec<Diagnostic>)> = files.iter().map(|(uri, shown)| (uri, list(shown))).collect();
        now.sort_by(|(a, _), (b, _)| a.0.cmp(&b.0));
        for (uri, shown) in now {
            if before.get(uri).map_or(&[][..], |before| before) != shown {
                let params = diagnostics::publish(uri.clone(), None, shown);
                outbox.publish(uri, message::notification("textDocument/publishDiagnostics", &params));
            }
        }
        files.retain(|_, shown| !shown.faults.is_empty() || !shown.stale.is_empty());
    }
}
