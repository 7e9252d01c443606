//! Ctrl-C and a closed terminal: what we started and what we left lying about ends with us. A program has one handler for that.

use std::process::exit;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// The exit status of a program that was interrupted, as shells give it.
const INTERRUPTED: i32 = 130;

/// What is still to be done, in the order in which it was asked for.
static DUTIES: Mutex<Vec<fn()>> = Mutex::new(Vec::new());
static STATUS: AtomicI32 = AtomicI32::new(INTERRUPTED);

/// Has something done before an interrupted program ends.
pub(super) fn first(duty: fn()) {
    DUTIES.lock().unwrap_or_else(PoisonError::into_inner).push(duty);
    handle();
}

/// Being interrupted is how this run is meant to end.
pub(super) fn is_success() {
    STATUS.store(0, Ordering::Relaxed);
    handle();
}

fn handle() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without it the program ends all the same, only less politely.
        let _ = ctrlc::set_handler(|| {
            DUTIES.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|duty| duty());
            exit(STATUS.load(Ordering::Relaxed));
        });
    });
}
