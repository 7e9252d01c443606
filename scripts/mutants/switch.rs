//! Which of the mutants that stand in this copy of the program is on. `scripts/mutants/all.py` puts this file into it.
#![allow(missing_docs)]

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed};

pub const MANY: usize = 20_000;
pub const NONE: u32 = u32::MAX;
pub static ACTIVE: AtomicU32 = AtomicU32::new(NONE);
/// Which switches were passed.
pub static SEEN: [AtomicBool; MANY] = [const { AtomicBool::new(false) }; MANY];
/// How many were passed, and how many may be: a loop that never ends passes one each time.
pub static USED: AtomicU64 = AtomicU64::new(0);
pub static LIMIT: AtomicU64 = AtomicU64::new(u64::MAX);

pub fn on(mutant: u32) -> bool {
    SEEN[mutant as usize].store(true, Relaxed);
    let used = USED.load(Relaxed) + 1;
    USED.store(used, Relaxed);
    assert!(used <= LIMIT.load(Relaxed), "it does not end");
    ACTIVE.load(Relaxed) == mutant
}
