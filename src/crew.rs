//! How the work on one large text is shared out. The library itself has no threads; a door that has them lends them.

use std::sync::Mutex;

/// Does jobs `0..jobs`, each once, in any order and on any threads, and comes back when all are done.
pub type Crew = fn(jobs: usize, job: &(dyn Fn(usize) + Sync));

/// Does one job after the other.
pub fn alone(jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..jobs).for_each(job);
}

/// Smaller texts are done before others could have begun to help, in bytes.
const LARGE: usize = 1 << 18;

/// The crew for a text: none but oneself for one that is not large.
pub(crate) fn for_text(crew: Crew, text: &str) -> Crew {
    if text.len() < LARGE { alone } else { crew }
}

/// What comes of each job, in their order.
pub(crate) fn share<T: Send>(crew: Crew, jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if jobs == 1 {
        return vec![job(0)];
    }
    let done: Vec<Mutex<Option<T>>> = (0..jobs).map(|_| Mutex::new(None)).collect();
    crew(jobs, &|at| {
        let result = job(at);
        *done[at].lock().expect("each place is filled by one job") = Some(result);
    });
    let result = |slot: Mutex<Option<T>>| slot.into_inner().expect("each place is filled by one job");
    done.into_iter().map(|slot| result(slot).expect("a crew does every job")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Crew, alone, share};

    #[test]
    fn results_keep_the_order_of_jobs_whoever_does_them() {
        let backwards: Crew = |jobs, job| (0..jobs).rev().for_each(job);
        let threads: Crew = |jobs, job| std::thread::scope(|scope| (0..jobs).for_each(|at| drop(scope.spawn(move || job(at)))));
        for crew in [alone, backwards, threads] {
            assert_eq!(share(crew, 5, |at| at * at), [0, 1, 4, 9, 16]);
            assert!(share(crew, 0, |at| at).is_empty());
        }
    }
}
