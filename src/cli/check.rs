//! `hegui check`: many drafts at once, told about in the order they were given.

use std::path::{Component, Path, PathBuf};

use encoding_rs::Encoding;

use super::args::{Check, Format};
use super::input::{Draft, drafts};
use super::settings::{language, reasons, rules, settings};
use super::sink::Sink;
use super::trouble::Trouble;
use super::{FAILED, FOUND, many, say, terminal, watch};
use crate::emit::{Checked, Emitter, Form, Human, Sarif, Statistics, Tally, Told, summary};
use crate::lint::Linter;
use crate::rule::RuleSet;
use crate::source::Changes;

/// What standard input is called, unless the user says.
pub(super) const STDIN: &str = "标准输入";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Check) -> Result<u8, Trouble> {
    goes_together(typed)?;
    let set = rules(typed.choice.own.rules.as_deref())?;
    let settings = settings(&typed.choice, &set)?;
    let linter = Linter::new(set.clone(), settings);
    let emitter = emitter(typed, &set, &linter);
    let work = Work {
        linter: &linter,
        emitter: &emitter,
        encoding: typed.input.encoding,
        changes: typed.tracked.changes(),
        quiet: typed.output.quiet,
        here: typed.output.format.is_for_services().then(|| std::env::current_dir().ok()).flatten(),
    };
    if typed.output.watch { watch::run(typed, |drafts| work.all(typed, drafts, Vec::new())) } else { once(typed, &work) }
}

/// Options that make no sense together, and what does.
fn goes_together(typed: &Check) -> Result<(), Trouble> {
    let format = || format!("--format {}", typed.output.format.name());
    let not = |one, way| Err(Trouble::NotTogether { one, other: format(), way });
    if typed.output.statistics && typed.output.format.is_for_services() {
        return not("--statistics", "这种格式没有放统计的地方；请用 human、short 或 json，或者去掉 --statistics");
    }
    if typed.output.watch && !matches!(typed.output.format, Format::Human | Format::Short) {
        return not("--watch", "这种格式要等全部检查完才完整；请用 human 或 short，或者去掉 --watch");
    }
    Ok(())
}

fn once(typed: &Check, work: &Work) -> Result<u8, Trouble> {
    let (drafts, passed_over) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    work.all(typed, &drafts, passed_over)
}

fn emitter(typed: &Check, set: &RuleSet, linter: &Linter) -> Emitter {
    let language = language(typed.lang);
    let statistics = |form| Emitter::Statistics(Statistics::new(form, linter.rules(), language));
    match typed.output.format {
        Format::Human if typed.output.statistics => statistics(Form::Table),
        Format::Short if typed.output.statistics => statistics(Form::Lines),
        Format::Json if typed.output.statistics => statistics(Form::Json),
        Format::Json => Emitter::Json,
        Format::Short => Emitter::Short(language),
        Format::Sarif => Emitter::Sarif(Sarif::new(linter.rules(), language)),
        Format::Github => Emitter::Github,
        Format::Gitlab => Emitter::Gitlab,
        Format::Junit => Emitter::Junit,
        Format::Checkstyle => Emitter::Checkstyle,
        Format::Rdjson => Emitter::Rdjson,
        Format::Human => {
            let to = terminal::Goal::of(typed.output.output.is_none());
            let color = typed.work.color;
            let human = Human::new(to.width(), to.color(color), terminal::draws(), language, reasons(set, typed.lang));
            Emitter::Human(Box::new(if to.links(color) { human.with_links(whole) } else { human }))
        }
    }
}

/// The whole path of a file; none for standard input.
fn whole(shown: &str) -> Option<String> {
    let path = std::path::absolute(shown).ok().filter(|path| path.is_file())?;
    Some(path.display().to_string())
}

/// What every draft needs done.
struct Work<'a> {
    linter: &'a Linter,
    emitter: &'a Emitter,
    encoding: Option<&'static Encoding>,
    changes: Changes,
    quiet: bool,
    /// Where paths are told from; as they were given, if nowhere.
    here: Option<PathBuf>,
}

impl Work<'_> {
    /// Checks all drafts, tells about them and gives the exit status.
    fn all(&self, typed: &Check, drafts: &[Draft], passed_over: Vec<String>) -> Result<u8, Trouble> {
        let mut sink = Sink::open(typed.output.output.as_deref(), drafts)?;
        let mut tally = Tally::default();
        sink.write(&self.emitter.head())?;
        let mut begun = false;
        let tell = |(told, own): (Told, Tally)| {
            tally += own;
            if begun && !told.out.is_empty() {
                sink.write(self.emitter.between())?;
            }
            begun |= !told.out.is_empty();
            sink.write(&told.out)?;
            if !told.err.is_empty() {
                say(&told.err);
            }
            Ok(())
        };
        let silent = |(told, _): &(Told, Tally)| told.out.is_empty() && told.err.is_empty();
        many::each(drafts, typed.work.jobs, "正在检查", |draft| self.one(draft), silent, tell)?;
        if !self.quiet {
            passed_over.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
        }
        self.close(typed, sink, &tally)?;
        let failing = typed.fail_on.severity().map_or(0, |severity| tally.at_least(severity));
        Ok(match (tally.unreadable, failing) {
            (0, 0) => 0,
            (0, _) => FOUND,
            _ => FAILED,
        })
    }

    /// The end of the output. Who looks at the log instead of the file learns there what it came to.
    fn close(&self, typed: &Check, mut sink: Sink, tally: &Tally) -> Result<(), Trouble> {
        let to_file = matches!(sink, Sink::File { .. });
        if !(self.quiet && matches!(self.emitter, Emitter::Human(_))) {
            sink.write(&self.emitter.tail(tally))?;
        }
        sink.close()?;
        if to_file && !self.quiet {
            say(&summary(tally, language(typed.lang)));
        }
        Ok(())
    }

    /// Reads, checks and tells about one draft. A fault of ours in one draft does not keep the others from being checked.
    fn one(&self, draft: &Draft) -> (Told, Tally) {
        let path = || self.here.as_deref().map_or_else(|| draft.shown.clone(), |here| from(here, &draft.shown));
        let done = many::guarded(|| {
            let outcome = draft.read(self.encoding, self.changes).map(|source| {
                let report = self.linter.check(&source);
                (source, report)
            });
            self.told(Checked { path: path(), outcome })
        });
        done.unwrap_or_else(|reason| self.told(Checked { path: path(), outcome: Err(reason) }))
    }

    fn told(&self, checked: Checked) -> (Told, Tally) {
        let mut told = self.emitter.file(&checked);
        if self.quiet && checked.outcome.is_ok() {
            told.err.clear();
        }
        (told, Tally::of(&checked))
    }
}

/// A path as it is seen from a folder: `./a.txt` is `a.txt`, and so is the whole path of the file.
fn from(here: &Path, shown: &str) -> String {
    let path = Path::new(shown);
    let path = path.strip_prefix(here).unwrap_or(path);
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { shown.to_owned() } else { plain.display().to_string() }
}
