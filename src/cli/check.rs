//! `hegui check`: many drafts at once, told about in the order they were given.

use std::path::{Component, Path, PathBuf};

use encoding_rs::Encoding;

use super::args::{Check, Format, Lang};
use super::input::{Draft, convert_old, drafts};
use super::ledger::Ledger;
use super::scope::Scopes;
use super::settings::{language, reasons};
use super::sink::Sink;
use super::trouble::Trouble;
use super::{FAILED, FOUND, many, say, terminal, watch};
use crate::emit::{Checked, Emitter, Form, Human, Language, Sarif, Statistics, Tally, Told, summary};
use crate::mute::Uses;
use crate::settle::Report;
use crate::source::{Changes, Source};

/// What standard input is called, unless the user says.
pub(super) const STDIN: &str = "标准输入";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Check) -> Result<u8, Trouble> {
    goes_together(typed)?;
    if typed.output.watch {
        // What is not all there is tells nothing of mutes that nothing needs.
        return watch::run(typed, |drafts| round(typed, drafts, Vec::new(), &[]));
    }
    let (drafts, passed_over) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    round(typed, drafts, passed_over, &typed.paths)
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

/// Reads the settings and checks some drafts: all that there are below `whole`.
fn round(typed: &Check, mut drafts: Vec<Draft>, mut aside: Vec<String>, whole: &[PathBuf]) -> Result<u8, Trouble> {
    let mut scopes = Scopes::new(&typed.choice, typed.fail_on, typed.lang)?;
    aside.extend(scopes.passed_over(&mut drafts)?);
    // A run speaks one language: that of its first draft.
    let lang = typed.lang.or_else(|| drafts.first().map(|draft| scopes.of(draft).scope.lang())).unwrap_or_default();
    let work = Work {
        scopes: &scopes,
        emitter: &emitter(typed, &scopes, lang),
        language: language(lang),
        encoding: typed.input.encoding,
        changes: typed.tracked.changes(),
        quiet: typed.output.quiet,
        here: typed.output.format.is_for_services().then(|| std::env::current_dir().ok()).flatten(),
    };
    work.all(typed, &mut drafts, aside, whole)
}

fn emitter(typed: &Check, scopes: &Scopes, lang: Lang) -> Emitter {
    let language = language(lang);
    let rules = scopes.rules();
    let statistics = |form| Emitter::Statistics(Statistics::new(form, &rules, language));
    match typed.output.format {
        Format::Human if typed.output.statistics => statistics(Form::Table),
        Format::Short if typed.output.statistics => statistics(Form::Lines),
        Format::Json if typed.output.statistics => statistics(Form::Json),
        Format::Json => Emitter::Json,
        Format::Short => Emitter::Short(language),
        Format::Sarif => Emitter::Sarif(Sarif::new(&rules, language)),
        Format::Github => Emitter::Github,
        Format::Gitlab => Emitter::Gitlab(language),
        Format::Junit => Emitter::Junit(language),
        Format::Checkstyle => Emitter::Checkstyle(language),
        Format::Rdjson => Emitter::Rdjson(language),
        Format::Human => {
            let to = terminal::Goal::of(typed.output.output.is_none());
            let color = typed.work.color;
            let human = Human::new(to.width(), to.color(color), terminal::draws(), language, reasons(scopes.sets(), lang));
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
    scopes: &'a Scopes,
    emitter: &'a Emitter,
    language: Language,
    encoding: Option<&'static Encoding>,
    changes: Changes,
    quiet: bool,
    /// Where paths are told from; as they were given, if nowhere.
    here: Option<PathBuf>,
}

impl Work<'_> {
    /// Checks all drafts, tells about them and gives the exit status.
    fn all(&self, typed: &Check, drafts: &mut [Draft], mut aside: Vec<String>, whole: &[PathBuf]) -> Result<u8, Trouble> {
        let mut sink = Sink::open(typed.output.output.as_deref(), drafts)?;
        convert_old(drafts);
        let (mut tally, mut failing, mut ledger) = (Tally::default(), 0, Ledger::default());
        sink.write(&self.emitter.head())?;
        let mut begun = false;
        let tell = |Done { told, tally: own, failing: fails, folder, uses }: Done| {
            tally += own;
            failing += fails;
            ledger.note(self.scopes, &folder, uses);
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
        let silent = |done: &Done| done.told.out.is_empty() && done.told.err.is_empty();
        many::each(drafts, typed.work.jobs, "正在检查", |draft| self.one(draft), silent, tell)?;
        aside.extend(ledger.stale(whole, tally.unreadable > 0));
        if !self.quiet {
            aside.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
        }
        self.close(sink, &tally)?;
        Ok(match (tally.unreadable, failing) {
            (0, 0) => 0,
            (0, _) => FOUND,
            _ => FAILED,
        })
    }

    /// The end of the output. Who looks at the log instead of the file learns there what it came to.
    fn close(&self, mut sink: Sink, tally: &Tally) -> Result<(), Trouble> {
        let to_file = matches!(sink, Sink::File { .. });
        if !(self.quiet && matches!(self.emitter, Emitter::Human(_))) {
            sink.write(&self.emitter.tail(tally))?;
        }
        sink.close()?;
        if to_file && !self.quiet {
            say(&summary(tally, self.language));
        }
        Ok(())
    }

    /// Reads, checks and tells about one draft. A fault of ours in one draft does not keep the others from being checked.
    fn one(&self, draft: &Draft) -> Done {
        let held = self.scopes.of(draft);
        let done = many::guarded(|| {
            let mut uses = Uses::new();
            let outcome = draft.read(self.encoding, self.changes).map(|source| {
                let mut report = held.scope.linter.check(&source);
                uses = held.accept(draft.file_name(), &source, &mut report);
                (source, report)
            });
            self.done(draft, outcome, uses)
        });
        done.unwrap_or_else(|reason| self.done(draft, Err(reason), Uses::new()))
    }

    fn done(&self, draft: &Draft, outcome: Result<(Source, Report), String>, uses: Uses) -> Done {
        let path = self.here.as_deref().map_or_else(|| draft.shown.clone(), |here| from(here, &draft.shown));
        let checked = Checked { path, outcome };
        let mut told = self.emitter.file(&checked);
        if self.quiet && checked.outcome.is_ok() {
            told.err.clear();
        }
        let tally = Tally::of(&checked);
        let failing = self.scopes.of(draft).scope.fail_on().severity().map_or(0, |severity| tally.at_least(severity));
        Done { told, tally, failing, folder: draft.folder(), uses }
    }
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

/// A path as it is seen from a folder: `./a.txt` is `a.txt`, and so is the whole path of the file.
fn from(here: &Path, shown: &str) -> String {
    let path = Path::new(shown);
    let path = path.strip_prefix(here).unwrap_or(path);
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { shown.to_owned() } else { plain.display().to_string() }
}
