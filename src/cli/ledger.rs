//! Which mutes a run needed: those it did not, though it looked at all that they could be for, are stale.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::scope::{Kept, Scopes};
use crate::mute::Uses;

/// The mutes of a run, each file with what was used of it.
#[derive(Default)]
pub(super) struct Ledger {
    /// In order, so that every run tells of them alike.
    files: BTreeMap<PathBuf, Account>,
}

/// What was used of one file.
pub(super) struct Account {
    pub mutes: Kept,
    /// By its place in the file, the places that a mute was needed for; those that could not be needed are not here.
    pub used: BTreeMap<usize, usize>,
}

impl Ledger {
    /// Takes down what was needed for a draft of a folder.
    pub fn note(&mut self, scopes: &Scopes, folder: &Path, uses: Uses) {
        let Some(mutes) = &scopes.by_folder(folder).mutes else { return };
        let new = || Account { mutes: mutes.clone(), used: BTreeMap::new() };
        let account = self.files.entry(mutes.0.path.clone()).or_insert_with(new);
        for (at, places) in uses {
            *account.used.entry(at).or_default() += places;
        }
    }

    /// The files of mutes, with what is known of each mute after a run over these paths.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.files.values()
    }

    /// A sentence on each file whose stale mutes no draft has told of. Only a run over all of its folder knows of them, and only if
    /// every draft could be read.
    pub fn stale(&self, paths: &[PathBuf], unreadable: bool) -> Vec<String> {
        let told = |account: &Account| {
            let untold = account.judged(paths).into_iter().filter(|(at, used)| *used == 0 && !account.is_of_draft(*at));
            account.mutes.1.stale(&untold.map(|(at, _)| at).collect::<Vec<_>>())
        };
        if unreadable { Vec::new() } else { self.accounts().filter_map(told).collect() }
    }
}

impl Account {
    /// How much each mute is needed, as far as a run over these paths can know: a mute of one file, if that was checked or is gone;
    /// any other, if all of the folder was.
    pub fn judged(&self, paths: &[PathBuf]) -> BTreeMap<usize, usize> {
        let folder = &self.mutes.0.folder;
        let whole = paths.iter().any(|path| fs::canonicalize(path).is_ok_and(|path| folder.starts_with(path)));
        let entries = self.mutes.1.entries().iter().enumerate();
        let known = entries.filter_map(|(at, entry)| match &entry.path {
            Some(path) if !folder.join(path.replace('\\', "/")).exists() => Some((at, 0)),
            _ if whole || self.is_of_draft(at) => self.used.get(&at).map(|used| (at, *used)),
            _ => None,
        });
        known.collect()
    }

    /// Whether a mute is for one draft, which tells of it when it is stale.
    fn is_of_draft(&self, at: usize) -> bool {
        let path = self.mutes.1.entries()[at].path.as_ref();
        path.is_some_and(|path| self.mutes.0.folder.join(path.replace('\\', "/")).is_file())
    }
}
