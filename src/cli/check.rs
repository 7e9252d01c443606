//! `hegui check`: many drafts at once, told about in the order they were given.

use std::cell::RefCell;
use std::io::{Write, stdout};
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

use encoding_rs::Encoding;
use rayon::prelude::*;

use super::args::{Check, Format};
use super::input::{Draft, drafts};
use super::progress::Progress;
use super::settings::{language, reasons, rules, settings};
use super::trouble::Trouble;
use super::{FAILED, FOUND, say, terminal};
use crate::emit::{Checked, Emitter, Human, Tally, Told};
use crate::lint::Linter;
use crate::rule::RuleSet;
use crate::source::mask;

/// Drafts that are worked on before their results are printed. What is kept of a draft is only what is to be printed,
/// so that a thousand reports take no more memory than a few.
const BATCH: usize = 256;
/// What standard input is called, unless the user says.
pub(super) const STDIN: &str = "标准输入";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Check) -> Result<u8, Trouble> {
    let set = rules(typed.choice.own.rules.as_deref())?;
    let settings = settings(&typed.choice, &set)?;
    let (drafts, passed_over) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let emitter = emitter(typed, &set);
    let linter = Linter::new(set, settings);
    let work = Work { linter: &linter, emitter: &emitter, encoding: typed.input.encoding, progress: Progress::new(drafts.len()) };
    quiet_panics();
    let jobs = typed.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get)).min(drafts.len());
    // One file is done before a pool of threads would have started.
    let pool = if jobs > 1 { rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok() } else { None };
    let mut tally = Tally::default();
    print(&emitter.head())?;
    let mut first = true;
    for batch in drafts.chunks(BATCH) {
        match &pool {
            Some(pool) => {
                let done: Vec<_> = pool.install(|| batch.par_iter().map(|draft| work.one(draft)).collect());
                work.tell(&done, &mut first, &mut tally)?;
            }
            None => batch.iter().try_for_each(|draft| work.tell(&[work.one(draft)], &mut first, &mut tally))?,
        }
    }
    work.progress.finish();
    passed_over.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    print(&emitter.tail(&tally))?;
    let failing = typed.fail_on.severity().map_or(0, |severity| tally.at_least(severity));
    Ok(match (tally.unreadable, failing) {
        (0, 0) => 0,
        (0, _) => FOUND,
        _ => FAILED,
    })
}

fn emitter(typed: &Check, set: &RuleSet) -> Emitter {
    let language = language(typed.lang);
    match typed.format {
        Format::Json => Emitter::Json,
        Format::Short => Emitter::Short(language),
        Format::Human => {
            let color = terminal::color(typed.color);
            let reasons = reasons(set, typed.lang);
            Emitter::Human(Box::new(Human::new(terminal::width(), color, terminal::draws(), language, reasons)))
        }
    }
}

/// What every draft needs done.
struct Work<'a> {
    linter: &'a Linter,
    emitter: &'a Emitter,
    encoding: Option<&'static Encoding>,
    progress: Progress,
}

impl Work<'_> {
    /// Reads, checks and tells about one draft. A fault of ours in one draft does not keep the others from being checked.
    fn one(&self, draft: &Draft) -> (Told, Tally) {
        let done = guarded(|| {
            let outcome = draft.read(self.encoding).map(|source| {
                let report = self.linter.check(&source);
                (source, report)
            });
            self.told(Checked { path: draft.shown.clone(), outcome })
        });
        self.progress.step();
        done.unwrap_or_else(|reason| self.told(Checked { path: draft.shown.clone(), outcome: Err(reason) }))
    }

    fn told(&self, checked: Checked) -> (Told, Tally) {
        (self.emitter.file(&checked), Tally::of(&checked))
    }

    /// Prints what there is to say about some drafts. The bar is taken away once for all of them.
    fn tell(&self, done: &[(Told, Tally)], first: &mut bool, sum: &mut Tally) -> Result<(), Trouble> {
        let mut each = || {
            done.iter().try_for_each(|(told, tally)| {
                *sum += *tally;
                print(if std::mem::take(first) { "" } else { self.emitter.between() })?;
                print(&told.out)?;
                if !told.err.is_empty() {
                    say(&told.err);
                }
                Ok(())
            })
        };
        let silent = done.iter().all(|(told, _)| told.out.is_empty() && told.err.is_empty());
        if silent { each() } else { self.progress.aside(each) }
    }
}

/// Writes to standard output at once, so that what goes to standard error stands where it belongs.
fn print(text: &str) -> Result<(), Trouble> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

thread_local! {
    /// What the last panic on this thread said, and where.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics off the screen; [`guarded`] tells about them.
fn quiet_panics() {
    panic::set_hook(Box::new(|info| PANIC.with_borrow_mut(|last| *last = info.to_string().replace('\n', " "))));
}

/// Runs a piece of work. A panic becomes a sentence.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let said = PANIC.with_borrow_mut(std::mem::take);
        format!("程序内部出错，这个文件没有检查完，其余文件不受影响；请把这一行告诉维护者（{}）", mask(&said))
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
        assert!(said.contains("no such part") && said.contains("check.rs"), "{said}");
    }
}
