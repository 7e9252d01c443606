//! `hegui check --watch`: checks again what was changed. Nothing on the screen is cleared.
//!
//! Folders are watched and not files, because editors put a new file in the place of the old one.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecursiveMode, Watcher, event::ModifyKind};

use super::args::Check;
use super::check::STDIN;
use super::input::{Draft, drafts};
use super::trouble::Trouble;
use super::{interrupt, say};

/// How long nothing must happen before a change counts as done: editors write in several steps.
const CALM: Duration = Duration::from_millis(150);
/// After which time what has changed is checked in any case.
const LONGEST: Duration = Duration::from_secs(2);
/// Changes that wait to be looked at. If more happen at once, everything is checked.
const WAITING: usize = 1024;

/// Paths that were changed; all that are watched, if none is named.
type Changed = Vec<PathBuf>;

/// Checks everything, then what changes, until the user ends it. Being ended is success.
pub(super) fn run(typed: &Check, check: impl Fn(Vec<Draft>) -> Result<u8, Trouble>) -> Result<u8, Trouble> {
    if drafts(&typed.paths, STDIN).0.iter().any(Draft::is_stream) {
        let way = "标准输入和管道不会再改动；请写明文件或文件夹";
        return Err(Trouble::NotTogether { one: "--watch", other: "“-”或管道".to_owned(), way });
    }
    let (wake, woken) = sync_channel(WAITING);
    let _watcher = watcher(&typed.paths, &wake)?;
    interrupt::is_success();
    let round = |drafts: Vec<Draft>| {
        check(drafts)?;
        if !typed.output.quiet {
            say("正在等待文件改动，按 Ctrl-C 结束……\n");
        }
        Ok::<(), Trouble>(())
    };
    round(listed(typed))?;
    while let Some(changed) = next(&woken) {
        // A file that is gone may be on its way back.
        let again =
            |draft: &Draft| draft.path().is_some_and(|path| path.exists() && (changed.is_empty() || is_among(path, &changed)));
        let again: Vec<Draft> = listed(typed).into_iter().filter(again).collect();
        if !again.is_empty() {
            round(again)?;
        }
    }
    Ok(0)
}

/// Whether a draft was changed, or the link that leads to it.
fn is_among(path: &Path, changed: &HashSet<PathBuf>) -> bool {
    let link = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).is_ok_and(|path| changed.contains(&path)) || link().is_some_and(|path| changed.contains(&path))
}

/// The folder in which a file lies.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The drafts there are now.
fn listed(typed: &Check) -> Vec<Draft> {
    drafts(&typed.paths, STDIN).0
}

/// Watches the folders that are named, and those in which the files lie that are named.
fn watcher(paths: &[PathBuf], wake: &SyncSender<Changed>) -> Result<impl Watcher + use<>, Trouble> {
    let wake = wake.clone();
    let failed = |error: notify::Error| Trouble::Unwatchable(error.to_string());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let paths = match event {
            Ok(event) if event.need_rescan() => Vec::new(),
            Ok(event) if is_change(event.kind) => event.paths,
            // Being read changes nothing.
            Ok(_) => return,
            Err(_) => Vec::new(),
        };
        // If it is full, everything that waits in it will be looked at together.
        let _ = wake.try_send(paths);
    })
    .map_err(failed)?;
    let mut seen = HashSet::new();
    for path in paths {
        let (folder, mode) = match path.is_dir() {
            true => (path.as_path(), RecursiveMode::Recursive),
            false => (folder_of(path), RecursiveMode::NonRecursive),
        };
        let folder = fs::canonicalize(folder).map_err(|error| Trouble::Unwatchable(format!("{}：{error}", folder.display())))?;
        if seen.insert((folder.clone(), mode == RecursiveMode::Recursive)) {
            watcher.watch(&folder, mode).map_err(failed)?;
        }
    }
    Ok(watcher)
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Access(_) => false,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => true,
    }
}

/// The paths that were changed, once it is calm; none named means all. `None` if nobody watches any more.
fn next(woken: &Receiver<Changed>) -> Option<HashSet<PathBuf>> {
    let mut changed = HashSet::new();
    let (mut all, mut taken) = (false, 0);
    let mut take = |paths: Changed| {
        taken += 1;
        all |= paths.is_empty() || taken >= WAITING;
        changed.extend(paths);
    };
    take(woken.recv().ok()?);
    let since = Instant::now();
    while since.elapsed() < LONGEST {
        match woken.recv_timeout(CALM) {
            Ok(paths) => take(paths),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(if all { HashSet::new() } else { changed })
}
