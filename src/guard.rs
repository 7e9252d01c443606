//! A fault of ours becomes a sentence: one draft that the program cannot cope with does not end the work on the others.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use crate::source::mask;

thread_local! {
    /// What the last panic on this thread said, and where.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics off the screen; [`guarded`] tells about them.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| PANIC.with_borrow_mut(|last| *last = info.to_string().replace('\n', " "))));
}

/// Runs a piece of work.
///
/// # Errors
/// A panic, as a sentence with its place.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        // A thread that helped heard it, and this one has only the words.
        let words = || payload.downcast_ref::<String>().cloned().or_else(|| Some((*payload.downcast_ref::<&str>()?).to_owned()));
        let heard = Some(PANIC.with_borrow_mut(std::mem::take)).filter(|said| !said.is_empty());
        let said = heard.or_else(words).unwrap_or_default();
        format!("程序内部出错，这个文件没有处理完，其余文件不受影响；请把这一行告诉维护者（{}）", mask(&said))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence_with_its_place() {
        let before = panic::take_hook();
        quiet_panics();
        let failed = guarded(|| if true { panic!("no such part") } else { 1 });
        panic::set_hook(before);
        let said = failed.unwrap_err();
        assert!(said.contains("no such part") && said.contains("guard.rs"), "{said}");
    }
}
