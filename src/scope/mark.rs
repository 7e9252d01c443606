//! How the files of a scope were when they were read, so that a door that stays open sees when they are others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder::walk;

/// Entries of folders of rules that are looked at, at most.
const MOST: usize = 10_000;

/// Files with their times and sizes; none for a file that was looked for and not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

impl Mark {
    /// Of files as they are now, and of all that is in some folders.
    pub(super) fn of(files: impl Iterator<Item = PathBuf>, folders: &[PathBuf]) -> Mark {
        let below = folders.iter().flat_map(|folder| walk(folder).build().flatten()).take(MOST);
        let all = files.chain(folders.iter().cloned()).chain(below.map(ignore::DirEntry::into_path));
        Mark(all.map(|path| (path.clone(), state(&path))).collect())
    }
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let data = fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}
