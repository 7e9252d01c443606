//! What holds for a draft: the nearest settings and mutes above it, and the linter that they make. Everything is read before
//! the first draft is, so that a broken file ends the run before anything is called clean.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::args::{Choice, FailOn, Lang, Own};
use super::folder;
use super::input::Draft;
use super::settings::typed;
use super::trouble::Trouble;
use crate::config::{self, Config, Typed};
use crate::lint::Linter;
use crate::mute::{self, Mutes, Uses};
use crate::rule::{Rule, RuleError, RuleFile, RuleSet, builtin, yaml};
use crate::settle::Report;
use crate::source::Source;

/// A file of ours, and the folder it applies to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Found {
    pub path: PathBuf,
    pub folder: PathBuf,
}

/// Settings, and what they make.
pub(super) struct Scope {
    /// Where they were read; nowhere, if there are none.
    pub config_file: Option<Found>,
    pub config: Config,
    pub typed: Typed,
    pub set: RuleSet,
    pub linter: Linter,
    exclude: Gitignore,
}

/// What holds for the drafts of a folder.
#[derive(Clone)]
pub(super) struct Held {
    pub scope: Arc<Scope>,
    pub mutes: Option<Kept>,
    /// The folder, as the system calls it.
    pub folder: PathBuf,
}

/// Mutes, and where they were read.
pub(super) type Kept = Arc<(Found, Mutes)>;

/// Understands what was typed, by the rules there are.
type Make = dyn Fn(&RuleSet) -> Result<Typed, Trouble> + Send + Sync;

/// All that was read, each file once.
pub(super) struct Scopes {
    own: Option<PathBuf>,
    chosen: Option<Found>,
    search: bool,
    make: Box<Make>,
    scopes: HashMap<Option<Found>, Arc<Scope>>,
    mutes: HashMap<(Found, Option<Found>), Kept>,
    held: HashMap<PathBuf, Held>,
}

impl Scopes {
    /// For a command with rules to choose.
    pub fn new(choice: &Choice, fail_on: Option<FailOn>, lang: Option<Lang>) -> Result<Scopes, Trouble> {
        let names = (choice.select.clone(), choice.ignore.clone());
        let (profile, year) = (choice.profile, choice.year);
        let layout = choice.layout.map(|grade| ("layout".to_owned(), grade.severity()));
        let make = move |set: &RuleSet| {
            let grades = layout.iter().cloned().collect();
            typed(set, &names.0, &names.1).map(|typed| Typed { profile, year, fail_on, lang, grades, ..typed })
        };
        Scopes::with(&choice.own, Box::new(make))
    }

    /// For a command that only needs the rules.
    pub fn of_rules(own: &Own) -> Result<Scopes, Trouble> {
        Scopes::with(own, Box::new(|_| Ok(Typed::default())))
    }

    fn with(own: &Own, make: Box<Make>) -> Result<Scopes, Trouble> {
        let found = |path: &PathBuf| -> Result<Found, Trouble> {
            let real = fs::canonicalize(path).map_err(|_| unreadable(path, "没有这个文件；请检查路径"))?;
            if !real.is_file() {
                return Err(unreadable(path, "不是普通文件；请写明一个设置文件，如 --config hegui.yaml"));
            }
            let folder = real.parent().unwrap_or(&real).to_owned();
            Ok(Found { path: path.clone(), folder })
        };
        let chosen = own.settings.config.as_ref().map(found).transpose()?;
        let search = chosen.is_none() && !own.settings.no_config;
        let own = own.rules.clone();
        let (scopes, mutes, held) = (HashMap::new(), HashMap::new(), HashMap::new());
        Ok(Scopes { own, chosen, search, make, scopes, mutes, held })
    }

    /// Reads what holds for some drafts, and drops those found in folders that the settings pass over; how many those were.
    pub fn read(&mut self, drafts: &mut Vec<Draft>) -> Result<usize, Trouble> {
        for draft in drafts.iter() {
            self.folder(&draft.folder())?;
        }
        let before = drafts.len();
        drafts.retain(|draft| !draft.found || !self.of(draft).excludes(draft));
        Ok(before - drafts.len())
    }

    /// The same, with a sentence if nothing is left: who reads "nothing found" must know that nothing was looked at.
    pub fn passed_over(&mut self, drafts: &mut Vec<Draft>) -> Result<Option<String>, Trouble> {
        let count = self.read(drafts)?;
        let all = count > 0 && drafts.is_empty();
        Ok(all.then(|| format!("{count}个文件都按 {} 的 exclude 跳过，没有检查；要检查请直接写明文件", config::NAME)))
    }

    /// All rules that any draft is checked by.
    pub fn sets(&self) -> Vec<RuleSet> {
        self.scopes.values().map(|scope| scope.set.clone()).collect()
    }

    /// All rules that any draft is checked by, each once.
    pub fn rules(&self) -> Vec<Arc<Rule>> {
        let rules = self.scopes.values().flat_map(|scope| scope.linter.rules()).map(|rule| (rule.id.clone(), rule.clone()));
        rules.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// What holds for a draft that was among those read.
    pub fn of(&self, draft: &Draft) -> &Held {
        self.by_folder(&draft.folder())
    }

    /// What holds in a folder that was read.
    pub fn by_folder(&self, folder: &Path) -> &Held {
        &self.held[folder]
    }

    /// What holds in a folder.
    pub fn folder(&mut self, folder: &Path) -> Result<&Held, Trouble> {
        if !self.held.contains_key(folder) {
            let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
            let config = self.chosen.clone().or_else(|| self.nearest(&real, config::NAME));
            let scope = self.scope(config)?;
            let beside = self.chosen.as_ref().map(|chosen| chosen.folder.join(mute::NAME)).filter(|path| path.is_file());
            let beside = beside.zip(self.chosen.as_ref()).map(|(path, chosen)| Found { path, folder: chosen.folder.clone() });
            let mutes = match beside.or_else(|| self.nearest(&real, mute::NAME)) {
                Some(file) => Some(self.mutes(file, &scope)?),
                None => None,
            };
            self.held.insert(folder.to_owned(), Held { scope, mutes, folder: real });
        }
        Ok(&self.held[folder])
    }

    /// The nearest file of this name, from a folder upward to the root of the file system: as ruff looks for its own.
    fn nearest(&self, folder: &Path, name: &str) -> Option<Found> {
        let mut above = folder.ancestors().filter(|_| self.search);
        above.find(|above| above.join(name).is_file()).map(|above| Found { path: above.join(name), folder: above.to_owned() })
    }

    fn scope(&mut self, file: Option<Found>) -> Result<Arc<Scope>, Trouble> {
        if let Some(scope) = self.scopes.get(&file) {
            return Ok(scope.clone());
        }
        let config = match &file {
            Some(found) => told(found, Config::parse(text(&found.path, config::LIMIT)?))?,
            None => Config::default(),
        };
        let wrong = |error: RuleError| drawn(file.as_ref(), &error);
        let mut set = builtin();
        for (at, own) in config.rule_folders.iter().enumerate() {
            let path = file.as_ref().map(|found| found.folder.join(own)).unwrap_or_default();
            if !path.is_dir() {
                let help = "文件夹从设置文件所在的地方算起；请改正名称，或删去这一行".to_owned();
                return Err(wrong(yaml::fault(&config.file, &format!("rule-folders.{at}"), format!("没有文件夹 {own}"), help)));
            }
            set = folder::over(set, &shown(&path))?;
        }
        if let Some(own) = &self.own {
            set = folder::over(set, own)?;
        }
        let set = config.rules(set).map_err(wrong)?;
        let typed = (self.make)(&set)?;
        let settings = config.settings(&typed, &set).map_err(wrong)?;
        let exclude = exclude(file.as_ref(), &config)?;
        let linter = Linter::new(set.clone(), settings);
        let scope = Arc::new(Scope { config_file: file.clone(), config, typed, set, linter, exclude });
        self.scopes.insert(file, scope.clone());
        Ok(scope)
    }

    fn mutes(&mut self, file: Found, scope: &Scope) -> Result<Kept, Trouble> {
        let key = (file, scope.config_file.clone());
        if let Some(mutes) = self.mutes.get(&key) {
            return Ok(mutes.clone());
        }
        let mutes = told(&key.0, Mutes::parse(text(&key.0.path, mute::LIMIT)?, &scope.set))?;
        let mutes = Arc::new((key.0.clone(), mutes));
        self.mutes.insert(key, mutes.clone());
        Ok(mutes)
    }
}

impl Held {
    /// Takes from a report what is accepted, and tells which mutes were needed.
    pub fn accept(&self, draft: &Draft, source: &Source, report: &mut Report) -> Uses {
        let Some(mutes) = &self.mutes else { return Uses::new() };
        let of_genre = report.genre.is_some();
        mutes.1.apply(report, source, self.within(draft).as_deref(), |rule| self.scope.linter.runs(rule, of_genre))
    }

    /// The path of a draft from the folder of the mutes on, with `/`.
    pub fn within(&self, draft: &Draft) -> Option<String> {
        let folder = self.mutes.as_ref().map_or(&self.folder, |mutes| &mutes.0.folder);
        self.path(draft, folder)
    }

    /// The path of a draft from a folder on, with `/`.
    pub fn path(&self, draft: &Draft, folder: &Path) -> Option<String> {
        let whole = self.folder.join(Path::new(draft.file_name()?));
        let parts = whole.strip_prefix(folder).ok()?.components();
        Some(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    fn excludes(&self, draft: &Draft) -> bool {
        let Some(found) = &self.scope.config_file else { return false };
        let path = self.path(draft, &found.folder);
        path.is_some_and(|path| self.scope.exclude.matched_path_or_any_parents(path, false).is_ignore())
    }
}

impl Scope {
    /// The least grave finding that fails a run.
    pub fn fail_on(&self) -> FailOn {
        self.typed.fail_on.or(self.config.fail_on).unwrap_or_default()
    }

    /// The language of everything but the messages.
    pub fn lang(&self) -> Lang {
        self.typed.lang.or(self.config.lang).unwrap_or_default()
    }
}

/// The globs of a configuration. A stroke to the left is one to the right: whoever writes a path on Windows means that.
fn exclude(file: Option<&Found>, config: &Config) -> Result<Gitignore, Trouble> {
    let folder = file.map(|found| found.folder.clone()).unwrap_or_default();
    let mut globs = GitignoreBuilder::new(folder);
    for (at, glob) in config.exclude.iter().enumerate() {
        if globs.add_line(None, &glob.replace('\\', "/")).is_err() {
            let help = "括号要成对，写法同 .gitignore，如 附件/、旧稿*.txt".to_owned();
            let fault = yaml::fault(&config.file, &format!("exclude.{at}"), format!("读不懂 {glob}"), help);
            return Err(drawn(file, &fault));
        }
    }
    globs.build().map_err(|error| Trouble::Unreadable { path: config::NAME.to_owned(), reason: error.to_string() })
}

/// The text of a file of ours; of a huge one only as much as shows that it is too large.
fn text(path: &Path, limit: usize) -> Result<RuleFile, Trouble> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limit as u64 + 2).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(path, &format!("读不了（{error}）；请检查文件的权限")))?;
    let whole = String::from_utf8(bytes);
    let text = whole.or_else(|error| match error.utf8_error().error_len() {
        // The limit cut a character in two.
        None if error.as_bytes().len() > limit => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        _ => Err(unreadable(path, "不是UTF-8编码；请用记事本等打开，另存为UTF-8")),
    })?;
    Ok(RuleFile::new(&shown(path).to_string_lossy(), &text))
}

fn unreadable(path: &Path, reason: &str) -> Trouble {
    Trouble::Settings { path: shown(path).display().to_string(), reason: reason.to_owned() }
}

fn told<T>(found: &Found, read: Result<T, RuleError>) -> Result<T, Trouble> {
    read.map_err(|error| drawn(Some(found), &error))
}

fn drawn(found: Option<&Found>, error: &RuleError) -> Trouble {
    let name = found.map_or_else(|| error.file().path().to_owned(), |found| shown(&found.path).display().to_string());
    Trouble::WrongSettings { drawn: folder::drawn(&name, error).trim_end().to_owned() }
}

/// A path as a person would write it: from the folder of work on, if it lies below.
pub(super) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}
