//! A bar on standard error for work that takes its time, on a terminal only.

use std::io::stderr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use terminal_size::terminal_size_of;

/// From how many files on it is shown at once.
const MANY: usize = 50;
/// After which time it is shown with fewer.
const LONG: Duration = Duration::from_millis(500);

/// Counts files; draws when it is worth it.
pub(super) struct Progress {
    files: usize,
    doing: &'static str,
    done: AtomicU64,
    since: Instant,
    on_terminal: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// For so many files; `doing` stands before the bar.
    pub fn new(files: usize, doing: &'static str) -> Progress {
        // A terminal without a size is a program that catches what is printed (pre-commit does): nobody sees a bar move.
        let on_terminal = files > 1 && terminal_size_of(stderr()).is_some();
        Progress { files, doing, done: AtomicU64::new(0), since: Instant::now(), on_terminal, bar: OnceLock::new() }
    }

    /// One more is done.
    pub fn step(&self) {
        if !self.on_terminal {
            return;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.files > MANY || self.since.elapsed() > LONG {
            self.bar.get_or_init(|| bar(self.files, self.doing)).set_position(done);
        }
    }

    /// Prints without the bar in between.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match self.bar.get() {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(files: usize, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len}").expect("the template is a constant");
    // Ten times a second is smooth, and each time costs a system call.
    ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(10)).with_style(style).with_prefix(doing)
}
