//! Many drafts at once, told about in the order they were given.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// The threads of the pool, for the jobs of one large text.
pub(super) fn crew(jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    rayon::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            scope.spawn(|_| {
                let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < jobs);
                std::iter::from_fn(take).for_each(job);
            });
        }
    });
}

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
    // One file is done before a pool of threads would have started; if it is large, it starts the pool of the program.
    let own = if drafts.len() > 1 { thread::available_parallelism().map(NonZero::get).ok() } else { None };
    let pool = jobs.or(own).and_then(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok());
    for batch in drafts.chunks(BATCH) {
        match &pool {
            Some(pool) => all(pool.install(|| batch.par_iter().map(one).collect()))?,
            None => batch.iter().try_for_each(|draft| all(vec![one(draft)]))?,
        }
    }
    progress.finish();
    Ok(())
}
