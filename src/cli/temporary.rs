//! Files that are written beside what they will replace. Each is locked while it is written, so that one that a killed run left
//! behind can be told: the next run that writes in that folder takes it away.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use super::interrupt;

/// How many names are tried. One is there already if another thread of ours is writing in the same folder.
pub(super) const NAMES: u32 = 1000;
/// What their names begin with: `.hegui-4711-0`, of process 4711. They are hidden, so no folder of drafts is read with them, and not called
/// after the draft, whose name may be as long as names can be.
const PREFIX: &str = ".hegui-";
/// What the lock of a folder is called.
const LOCK: &str = "lock";

/// What must not outlive us.
struct Ours {
    files: BTreeSet<PathBuf>,
    /// Folders in which we looked for what others left behind.
    swept: BTreeSet<PathBuf>,
}

static OURS: Mutex<Ours> = Mutex::new(Ours { files: BTreeSet::new(), swept: BTreeSet::new() });

fn ours() -> MutexGuard<'static, Ours> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that goes away if it does not become what it was made for.
pub(super) struct Temporary {
    path: PathBuf,
    renamed: bool,
    /// Keeps the lock until the file has its name.
    _lock: Option<File>,
}

impl Temporary {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it the file at `to`, for good.
    pub fn rename(mut self, to: &Path) -> io::Result<()> {
        fs::rename(&self.path, to)?;
        self.renamed = true;
        settle(to);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
        ours().files.remove(&self.path);
    }
}

/// A new, hidden file in the same folder, so that it can be renamed. `mode` is who may read it, before the user's mask.
pub(super) fn beside(target: &Path, mode: u32) -> io::Result<(File, Temporary)> {
    end_with_us();
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    sweep(target);
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let path = target.with_file_name(format!("{PREFIX}{}-{number}", std::process::id()));
        // Whoever ends us takes away what is listed here, so nothing is made that is not.
        let mut ours = ours();
        match options.open(&path) {
            Ok(file) if lock::held(&file, &path) => {
                ours.files.insert(path.clone());
                let lock = if cfg!(unix) { file.try_clone().ok() } else { None };
                return Ok((file, Temporary { path, renamed: false, _lock: lock }));
            }
            // Another run took it for one that was left behind, in the moment before it was locked, and takes it away.
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Writes a renaming through to the disk. Where folders cannot be opened the system sees to it.
pub(super) fn settle(target: &Path) {
    #[cfg(unix)]
    if let Some(folder) = target.parent()
        && let Ok(folder) = File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = target;
}

/// Takes away what runs that were killed left in the folder of this file; once for a folder.
fn sweep(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !ours().swept.insert(folder.to_owned()) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_name) {
            lock::with_left(&entry.path(), |path| drop(fs::remove_file(path)));
        }
    }
}

/// A lock in a folder of ours, held for as long as it is open.
pub(super) fn lock_folder(folder: &Path) -> io::Result<File> {
    let path = folder.join(LOCK);
    let file = File::create_new(&path)?;
    if lock::held(&file, &path) { Ok(file) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Takes away the folders of this beginning that runs that were killed left behind, with all that is in them.
pub(super) fn sweep_folders(among: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(among) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)) {
            lock::with_left(&entry.path().join(LOCK), |_| drop(empty(&entry.path())));
        }
    }
}

/// Removes a folder, and its lock last: if a program that was started there is still writing, the next run comes back.
fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)?.flatten().filter(|entry| entry.file_name() != LOCK) {
        let path = entry.path();
        if entry.file_type()?.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    fs::remove_dir_all(folder)
}

/// `.hegui-`, a process, a number: nothing that anyone else would call a file.
fn is_name(name: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// Ctrl-C in the middle of a write leaves nothing behind.
fn end_with_us() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        interrupt::first(|| {
            let ours = ours();
            for path in &ours.files {
                let _ = fs::remove_file(path);
            }
            // Nothing more is made: who wants to waits here until the program has ended.
            std::mem::forget(ours);
        });
    });
}

#[cfg(unix)]
mod lock {
    use std::fs::{self, File};
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    /// Locks a new file, for as long as it is open. Not so if another run has it, or has taken it away. A file system without locks
    /// does not hinder us: there nobody takes anything away.
    pub fn held(file: &File, path: &Path) -> bool {
        !matches!(flock(file, FlockOperation::NonBlockingLockExclusive), Err(Errno::WOULDBLOCK)) && is_at(file, path)
    }

    /// Does something about a file that no process has locked.
    pub fn with_left(path: &Path, deed: impl FnOnce(&Path)) {
        // Opening a pipe would wait.
        let Some(file) = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| File::open(path).ok()) else {
            return;
        };
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() && is_at(&file, path) {
            deed(path);
        }
    }

    /// Whether an open file is still the one of this name, and no link to it.
    fn is_at(file: &File, path: &Path) -> bool {
        let same = |there: fs::Metadata, here: fs::Metadata| (there.dev(), there.ino()) == (here.dev(), here.ino());
        fs::symlink_metadata(path).and_then(|there| Ok(same(there, file.metadata()?))).unwrap_or(false)
    }
}

/// Without locks nothing can be known about what lies there, and it stays.
#[cfg(not(unix))]
mod lock {
    use std::fs::File;
    use std::path::Path;

    pub fn held(_: &File, _: &Path) -> bool {
        true
    }

    pub fn with_left(_: &Path, _: impl FnOnce(&Path)) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [".hegui-1-0", ".hegui-99999999-12", ".hegui.schema.json", ".hegui-1", ".hegui-1-x", "hegui-1-0"];
        names.iter().for_each(|name| fs::write(folder.path().join(name), "x").expect("a file"));
        let (_file, kept) = beside(&folder.path().join("a.txt"), 0o600).expect("a file");
        assert!(kept.path().exists());
        // Who is writing keeps what he writes, though another looks for what was left.
        ours().swept.clear();
        let (_file, second) = beside(&folder.path().join("b.txt"), 0o600).expect("a file");
        assert!(kept.path().exists() && second.path() != kept.path());
        drop((kept, second));
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        let stays = if cfg!(unix) { &names[2..] } else { &names[..] };
        let mut stays: Vec<String> = stays.iter().map(|name| (*name).to_owned()).collect();
        stays.sort();
        assert_eq!(left, stays);
    }
}
