//! A program of another make, run to its end or ended with all that it started: after its time, when it writes too much, or
//! when we are interrupted.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use process_wrap::std::{ChildWrapper, CommandWrap};
use tempfile::TempDir;

use crate::cli::interrupt;
use crate::cli::temporary::{lock_folder, sweep_folders};

/// What the names of our folders begin with.
const PREFIX: &str = "hegui-";
/// How often it is looked at.
const TICK: Duration = Duration::from_millis(20);

/// A program with those that it started.
type Child = Arc<Mutex<Box<dyn ChildWrapper>>>;

/// What must end with us.
#[derive(Default)]
struct Ours {
    children: Vec<Child>,
    folders: Vec<PathBuf>,
    /// We were interrupted: nothing more is started.
    ending: bool,
}

static OURS: Mutex<Ours> = Mutex::new(Ours { children: Vec::new(), folders: Vec::new(), ending: false });

/// The value of a lock, whatever became of a thread that held it.
fn locked<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder of ours that nobody else can read, taken away in the end.
#[derive(Debug)]
pub(super) struct Folder {
    made: TempDir,
    /// Tells other runs that it is in use.
    _lock: File,
}

impl Folder {
    /// Makes one.
    pub fn new() -> io::Result<Folder> {
        end_when_interrupted();
        sweep_folders(&env::temp_dir(), PREFIX);
        let mut ours = locked(&OURS);
        let made = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let lock = lock_folder(made.path())?;
        ours.folders.push(made.path().to_owned());
        Ok(Folder { made, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        self.made.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        locked(&OURS).folders.retain(|path| path != self.made.path());
    }
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Of itself.
    Itself(ExitStatus),
    /// By us: `watch` said so.
    Stopped,
}

/// Runs a program until it ends or `watch`, which is asked all the time, says to end it. Only its group is ended, nothing else.
pub(super) fn run(mut command: Command, mut watch: impl FnMut() -> bool) -> io::Result<Ended> {
    command.stdin(Stdio::null());
    let child = start(command)?;
    let ended = loop {
        let status = locked(&*child).try_wait();
        match status {
            Ok(Some(status)) => break Ok(Ended::Itself(status)),
            Ok(None) if watch() => break Ok(Ended::Stopped),
            Ok(None) => sleep(TICK),
            Err(error) => break Err(error),
        }
    };
    // What it started may still run though it has ended.
    if !matches!(ended, Ok(Ended::Itself(status)) if status.success()) {
        let _ = locked(&*child).kill();
    }
    locked(&OURS).children.retain(|other| !Arc::ptr_eq(other, &child));
    ended
}

/// Starts it in a group of its own. Nothing is started any more once we are being ended.
fn start(command: Command) -> io::Result<Child> {
    let mut wrapped = CommandWrap::from(command);
    #[cfg(unix)]
    wrapped.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    wrapped.wrap(process_wrap::std::JobObject);
    let mut ours = locked(&OURS);
    if ours.ending {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let child = Arc::new(Mutex::new(wrapped.spawn()?));
    ours.children.push(child.clone());
    Ok(child)
}

/// Ctrl-C and a closed terminal reach only us: what we started is in a group of its own.
fn end_when_interrupted() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| interrupt::first(end_ours));
}

fn end_ours() {
    let mut ours = locked(&OURS);
    for child in &ours.children {
        let _ = locked(child).start_kill();
    }
    ours.ending = true;
    for folder in &ours.folders {
        // A program that is just ending may still write there.
        let gone = || fs::remove_dir_all(folder).is_ok();
        let _ = gone() || {
            sleep(TICK);
            gone()
        };
    }
}
