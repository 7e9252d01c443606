//! `hegui check`: many drafts at once, told about in the order they were given.

use encoding_rs::Encoding;

use super::args::{Check, Format};
use super::input::{Draft, convert_old, drafts};
use super::settings::{language, reasons, rules, settings};
use super::trouble::Trouble;
use super::{FAILED, FOUND, answer, many, say, terminal};
use crate::emit::{Checked, Emitter, Human, Tally, Told};
use crate::lint::Linter;
use crate::rule::RuleSet;
use crate::source::Changes;

/// What standard input is called, unless the user says.
pub(super) const STDIN: &str = "标准输入";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Check) -> Result<u8, Trouble> {
    let set = rules(typed.choice.own.rules.as_deref())?;
    let settings = settings(&typed.choice, &set)?;
    let (drafts, passed_over) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let emitter = emitter(typed, &set);
    let linter = Linter::new(set, settings);
    let work = Work { linter: &linter, emitter: &emitter, encoding: typed.input.encoding, changes: typed.tracked.changes() };
    let mut tally = Tally::default();
    answer(&emitter.head())?;
    let mut first = true;
    let tell = |(told, own): (Told, Tally)| {
        tally += own;
        answer(if std::mem::take(&mut first) { "" } else { emitter.between() })?;
        answer(&told.out)?;
        if !told.err.is_empty() {
            say(&told.err);
        }
        Ok(())
    };
    let silent = |(told, _): &(Told, Tally)| told.out.is_empty() && told.err.is_empty();
    convert_old(&drafts);
    many::each(&drafts, typed.work.jobs, "正在检查", |draft| work.one(draft), silent, tell)?;
    passed_over.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    answer(&emitter.tail(&tally))?;
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
            let color = terminal::color(typed.work.color);
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
    changes: Changes,
}

impl Work<'_> {
    /// Reads, checks and tells about one draft. A fault of ours in one draft does not keep the others from being checked.
    fn one(&self, draft: &Draft) -> (Told, Tally) {
        let done = many::guarded(|| {
            let outcome = draft.read(self.encoding, self.changes).map(|source| {
                let report = self.linter.check(&source);
                (source, report)
            });
            self.told(Checked { path: draft.shown.clone(), outcome })
        });
        done.unwrap_or_else(|reason| self.told(Checked { path: draft.shown.clone(), outcome: Err(reason) }))
    }

    fn told(&self, checked: Checked) -> (Told, Tally) {
        (self.emitter.file(&checked), Tally::of(&checked))
    }
}
