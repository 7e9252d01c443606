//! Many drafts at once, told about in the order they were given.

use std::num::NonZero;
use std::thread;

use rayon::prelude::*;

use super::input::Draft;
use super::progress::Progress;
use super::trouble::Trouble;
pub(super) use crate::guard::guarded;
use crate::guard::quiet_panics;

/// Drafts that are worked on before their results are told. What is kept of a draft is only what is to be printed,
/// so that a thousand reports take no more memory than a few.
const BATCH: usize = 256;

/// Does a piece of work on every draft, with a bar named `doing`, and tells what came of each. The bar is taken away once
/// for a batch, and not at all if every result of it is `silent`.
pub(super) fn each<T: Send>(
    drafts: &[Draft],
    jobs: Option<usize>,
    doing: &'static str,
    work: impl Fn(&Draft) -> T + Sync,
    silent: impl Fn(&T) -> bool,
    mut tell: impl FnMut(T) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let progress = Progress::new(drafts.len(), doing);
    let one = |draft: &Draft| {
        let done = work(draft);
        progress.step();
        done
    };
    let mut all = |done: Vec<T>| match done.iter().all(&silent) {
        true => done.into_iter().try_for_each(&mut tell),
        false => progress.aside(|| done.into_iter().try_for_each(&mut tell)),
    };
    quiet_panics();
    // One file is done before a pool of threads would have started; nor is the system asked for it how many there may be.
    let jobs = match drafts.len() {
        0 | 1 => 1,
        most => jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get)).min(most),
    };
    let pool = if jobs > 1 { rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok() } else { None };
    for batch in drafts.chunks(BATCH) {
        match &pool {
            Some(pool) => all(pool.install(|| batch.par_iter().map(one).collect()))?,
            None => batch.iter().try_for_each(|draft| all(vec![one(draft)]))?,
        }
    }
    progress.finish();
    Ok(())
}
