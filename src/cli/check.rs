//! `hegui check`: many drafts at once, told about in the order they were given.

use std::path::PathBuf;

use encoding_rs::Encoding;

use super::args::{Check, Format};
use super::input::{Draft, drafts};
use super::ledger::Ledger;
use super::scope::Scopes;
use super::settings::{language, reasons};
use super::trouble::Trouble;
use super::{FAILED, FOUND, answer, many, say, terminal};
use crate::emit::{Checked, Emitter, Human, Tally, Told};
use crate::mute::Uses;
use crate::settle::Report;
use crate::source::{Changes, Source};

/// What standard input is called, unless the user says.
pub(super) const STDIN: &str = "标准输入";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Check) -> Result<u8, Trouble> {
    let (mut drafts, mut aside) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let mut scopes = Scopes::new(&typed.choice, typed.fail_on, typed.lang)?;
    aside.extend(scopes.passed_over(&mut drafts)?);
    let emitter = emitter(typed, &scopes, &drafts);
    let work = Work { scopes: &scopes, emitter: &emitter, encoding: typed.input.encoding, changes: typed.tracked.changes() };
    let (mut tally, mut failing, mut first) = (Tally::default(), 0, true);
    let mut ledger = Ledger::default();
    answer(&emitter.head())?;
    let tell = |Done { told, tally: own, failing: fails, folder, uses }: Done| {
        tally += own;
        failing += fails;
        ledger.note(&scopes, &folder, uses);
        answer(if std::mem::take(&mut first) { "" } else { emitter.between() })?;
        answer(&told.out)?;
        if !told.err.is_empty() {
            say(&told.err);
        }
        Ok(())
    };
    let silent = |done: &Done| done.told.out.is_empty() && done.told.err.is_empty();
    many::each(&drafts, typed.work.jobs, "正在检查", |draft| work.one(draft), silent, tell)?;
    aside.extend(ledger.stale(&typed.paths, tally.unreadable > 0));
    aside.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    answer(&emitter.tail(&tally))?;
    Ok(match (tally.unreadable, failing) {
        (0, 0) => 0,
        (0, _) => FOUND,
        _ => FAILED,
    })
}

fn emitter(typed: &Check, scopes: &Scopes, drafts: &[Draft]) -> Emitter {
    // A run speaks one language: that of its first draft.
    let lang = typed.lang.or_else(|| drafts.first().map(|draft| scopes.of(draft).scope.lang())).unwrap_or_default();
    let language = language(lang);
    match typed.format {
        Format::Json => Emitter::Json,
        Format::Short => Emitter::Short(language),
        Format::Human => {
            let color = terminal::color(typed.work.color);
            let reasons = reasons(scopes.sets(), lang);
            Emitter::Human(Box::new(Human::new(terminal::width(), color, terminal::draws(), language, reasons)))
        }
    }
}

/// What every draft needs done.
struct Work<'a> {
    scopes: &'a Scopes,
    emitter: &'a Emitter,
    encoding: Option<&'static Encoding>,
    changes: Changes,
}

/// What came of a draft.
struct Done {
    told: Told,
    tally: Tally,
    /// How many findings are as grave as the run must not have.
    failing: usize,
    folder: PathBuf,
    uses: Uses,
}

impl Work<'_> {
    /// Reads, checks and tells about one draft. A fault of ours in one draft does not keep the others from being checked.
    fn one(&self, draft: &Draft) -> Done {
        let held = self.scopes.of(draft);
        let done = many::guarded(|| {
            let mut uses = Uses::new();
            let outcome = draft.read(self.encoding, self.changes).map(|source| {
                let mut report = held.scope.linter.check(&source);
                uses = held.accept(draft, &source, &mut report);
                (source, report)
            });
            self.done(draft, outcome, uses)
        });
        done.unwrap_or_else(|reason| self.done(draft, Err(reason), Uses::new()))
    }

    fn done(&self, draft: &Draft, outcome: Result<(Source, Report), String>, uses: Uses) -> Done {
        let checked = Checked { path: draft.shown.clone(), outcome };
        let tally = Tally::of(&checked);
        let failing = self.scopes.of(draft).scope.fail_on().severity().map_or(0, |severity| tally.at_least(severity));
        Done { told: self.emitter.file(&checked), tally, failing, folder: draft.folder(), uses }
    }
}
