//! What holds for a draft, whichever door it comes through: the nearest settings and mutes above it, and the linter that they make.
//! Finds and reads the files; what is in them is for [`crate::config`], [`crate::mute`] and [`crate::rule`] to judge.

mod fault;
pub mod folder;
mod mark;
pub mod system;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::{self, Config, Typed};
use crate::crew::Crew;
use crate::lint::Linter;
use crate::mute::{self, Mutes, Uses};
use crate::rule::{RuleError, RuleFile, RuleSet, UnknownRule, builtin, yaml};
use crate::settle::Report;
use crate::source::Source;

pub use fault::{Fault, Part, What};
pub use mark::Mark;

/// A file of ours, and the folder it applies to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// The folder, as the system calls it.
    pub folder: PathBuf,
}

/// Settings, and what they make.
pub struct Scope {
    /// Where they were read; nowhere, if there are none.
    pub config_file: Option<Found>,
    /// What is written there.
    pub config: Config,
    /// What was typed.
    pub typed: Typed,
    /// The rules there are.
    pub set: RuleSet,
    /// Those that hold, made ready.
    pub linter: Linter,
    exclude: Gitignore,
}

/// What holds for the drafts of a folder.
#[derive(Clone)]
pub struct Held {
    /// The settings.
    pub scope: Arc<Scope>,
    /// The mutes, if there are any.
    pub mutes: Option<Kept>,
    /// The folder, as the system calls it.
    pub folder: PathBuf,
}

/// Mutes, and where they were read.
pub type Kept = Arc<(Found, Mutes)>;

/// What a door wants to hold beside, or instead of, what is found.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What was typed, names of rules as they were.
    pub typed: Typed,
    /// A folder of rules that was typed.
    pub own: Option<PathBuf>,
    /// A file of settings that was typed; mutes are then those beside it.
    pub chosen: Option<Found>,
    /// Whether settings are looked for.
    pub settings: bool,
    /// Whether mutes are.
    pub mutes: bool,
    /// Who helps with large texts.
    pub crew: Crew,
}

/// All that was read, each file once.
pub struct Scopes {
    wish: Wish,
    /// In the order of their files: of two rules with one id the same must be told in every run.
    scopes: BTreeMap<Option<Found>, Arc<Scope>>,
    mutes: HashMap<(Found, Option<Found>), Kept>,
    held: HashMap<PathBuf, Held>,
}

impl Scopes {
    /// Nothing is read yet.
    pub fn new(wish: Wish) -> Scopes {
        Scopes { wish, scopes: BTreeMap::new(), mutes: HashMap::new(), held: HashMap::new() }
    }

    /// All settings that were read.
    pub fn all(&self) -> impl Iterator<Item = &Scope> {
        self.scopes.values().map(|scope| &**scope)
    }

    /// What holds in a folder that was read.
    pub fn known(&self, folder: &Path) -> Option<&Held> {
        self.held.get(folder)
    }

    /// What holds in a folder.
    ///
    /// # Errors
    /// What is wrong first.
    pub fn folder(&mut self, folder: &Path) -> Result<&Held, Fault> {
        if !self.held.contains_key(folder) {
            let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
            let [settings, mutes] = self.wish.files(&real);
            let scope = self.scope(settings)?;
            let mutes = match mutes {
                Some(file) => Some(self.mutes(file, &scope)?),
                None => None,
            };
            self.held.insert(folder.to_owned(), Held { scope, mutes, folder: real });
        }
        Ok(&self.held[folder])
    }

    fn scope(&mut self, file: Option<Found>) -> Result<Arc<Scope>, Fault> {
        if let Some(scope) = self.scopes.get(&file) {
            return Ok(scope.clone());
        }
        let scope = Arc::new(Scope::read(file.clone(), &self.wish)?);
        self.scopes.insert(file, scope.clone());
        Ok(scope)
    }

    fn mutes(&mut self, file: Found, scope: &Scope) -> Result<Kept, Fault> {
        let key = (file, scope.config_file.clone());
        if let Some(mutes) = self.mutes.get(&key) {
            return Ok(mutes.clone());
        }
        let wrong = |error: RuleError| What::wrong(&key.0.path, error).of(Part::Mutes);
        let text = text(&key.0.path, mute::LIMIT).map_err(|what| what.of(Part::Mutes))?;
        let mutes = Arc::new((key.0.clone(), Mutes::parse(text, &scope.set).map_err(wrong)?));
        self.mutes.insert(key, mutes.clone());
        Ok(mutes)
    }
}

impl Wish {
    /// The same without a part that cannot be had.
    pub fn without(self, part: Part) -> Wish {
        match part {
            Part::Names => Wish { typed: Typed { select: Vec::new(), ignore: Vec::new(), ..self.typed }, ..self },
            Part::Own => Wish { own: None, ..self },
            Part::Settings => Wish { chosen: None, settings: false, ..self },
            Part::Mutes => Wish { mutes: false, ..self },
        }
    }

    /// How the files are from which this is made in a folder, with those that `faults` tell of.
    pub fn mark(&self, folder: &Path, held: &Held, faults: &[Fault]) -> Mark {
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let files = self.files(&real).into_iter().flatten().map(|found| found.path);
        let mut folders = held.scope.rule_folders();
        folders.extend(self.own.clone());
        folders.extend(faults.iter().filter_map(|fault| match &fault.what {
            What::Folder { folder, .. } | What::Rules { folder, .. } => Some(folder.clone()),
            _ => None,
        }));
        Mark::of(files, &folders)
    }

    /// The files of settings and mutes that hold in a folder.
    fn files(&self, real: &Path) -> [Option<Found>; 2] {
        let settings = self.chosen.clone().or_else(|| nearest(real, config::NAME).filter(|_| self.settings));
        let beside = self.chosen.as_ref().map(|chosen| (chosen.folder.join(mute::NAME), chosen.folder.clone()));
        let beside = beside.filter(|(path, _)| path.is_file()).map(|(path, folder)| Found { path, folder });
        [settings, beside.or_else(|| nearest(real, mute::NAME).filter(|_| self.mutes))]
    }
}

/// The nearest file of this name, from a folder upward to the root of the file system: as ruff looks for its own.
fn nearest(folder: &Path, name: &str) -> Option<Found> {
    let mut above = folder.ancestors();
    above.find(|above| above.join(name).is_file()).map(|above| Found { path: above.join(name), folder: above.to_owned() })
}

impl Held {
    /// Takes from the report of a draft what is accepted, and tells which mutes were needed. The draft's name is that of its file,
    /// none for one that has no file.
    pub fn accept(&self, name: Option<&OsStr>, source: &Source, report: &mut Report) -> Uses {
        let Some(mutes) = &self.mutes else { return Uses::new() };
        let of_genre = report.genre.is_some();
        let path = self.path(name, &mutes.0.folder);
        mutes.1.apply(report, source, path.as_deref(), |rule| self.scope.linter.runs(rule, of_genre))
    }

    /// The path of a draft from a folder above it on, with `/`.
    pub fn path(&self, name: Option<&OsStr>, folder: &Path) -> Option<String> {
        let whole = self.folder.join(Path::new(name?));
        let parts = whole.strip_prefix(folder).ok()?.components();
        Some(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// Whether the settings pass a draft over.
    pub fn excludes(&self, name: Option<&OsStr>) -> bool {
        let Some(found) = &self.scope.config_file else { return false };
        let path = self.path(name, &found.folder);
        path.is_some_and(|path| self.scope.exclude.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// The file that a new mute comes into: the one there is, else one beside the settings, else where one works (`here`), if that is
    /// above the draft, else beside the draft.
    pub fn mutes_file(&self, here: Option<&Path>) -> Found {
        if let Some(mutes) = &self.mutes {
            return mutes.0.clone();
        }
        let settings = self.scope.config_file.as_ref().map(|found| found.folder.clone());
        let here = || here.and_then(|here| fs::canonicalize(here).ok()).filter(|here| self.folder.starts_with(here));
        let folder = settings.or_else(here).unwrap_or_else(|| self.folder.clone());
        Found { path: folder.join(mute::NAME), folder }
    }
}

impl Scope {
    fn read(file: Option<Found>, wish: &Wish) -> Result<Scope, Fault> {
        let of_settings = |what: What| what.of(Part::Settings);
        let path = file.as_ref().map(|found| found.path.clone()).unwrap_or_default();
        let wrong = |error: RuleError| of_settings(What::wrong(&path, error));
        let config = match &file {
            Some(found) => Config::parse(text(&found.path, config::LIMIT).map_err(of_settings)?).map_err(wrong)?,
            None => Config::default(),
        };
        let mut set = builtin();
        for (at, (own, folder)) in config.rule_folders.iter().zip(rule_folders(file.as_ref(), &config)).enumerate() {
            if !folder.is_dir() {
                let help = "文件夹从设置文件所在的地方算起；请改正名称，或删去这一行".to_owned();
                return Err(wrong(yaml::fault(&config.file, &format!("rule-folders.{at}"), format!("没有文件夹 {own}"), help)));
            }
            set = folder::over(set, &shown(&folder)).map_err(of_settings)?;
        }
        if let Some(own) = &wish.own {
            set = folder::over(set, own).map_err(|what| what.of(Part::Own))?;
        }
        let set = config.rules(set).map_err(wrong)?;
        let typed = understood(&wish.typed, &set).map_err(|unknown| What::Unknown(unknown).of(Part::Names))?;
        let settings = config.settings(&typed, &set).map_err(wrong)?;
        let exclude = exclude(file.as_ref(), &config).map_err(wrong)?;
        let linter = Linter::new(set.clone(), settings).with(wish.crew);
        Ok(Scope { config_file: file, config, typed, set, linter, exclude })
    }

    fn rule_folders(&self) -> Vec<PathBuf> {
        rule_folders(self.config_file.as_ref(), &self.config)
    }

    /// The least grave finding that fails a run.
    pub fn fail_on(&self) -> config::FailOn {
        self.typed.fail_on.or(self.config.fail_on).unwrap_or_default()
    }

    /// The language of everything but the messages.
    pub fn lang(&self) -> config::Lang {
        self.typed.lang.or(self.config.lang).unwrap_or_default()
    }
}

/// What was typed, names of rules looked up: one that does not exist is an error, not silence.
fn understood(typed: &Typed, set: &RuleSet) -> Result<Typed, UnknownRule> {
    let names = |list: &[String]| {
        let names = list.iter().map(|name| name.trim().trim_end_matches('/')).filter(|name| !name.is_empty());
        set.resolve(&names.map(str::to_owned).collect::<Vec<_>>())
    };
    Ok(Typed { select: names(&typed.select)?, ignore: names(&typed.ignore)?, ..typed.clone() })
}

/// The folders of rules that a configuration names.
fn rule_folders(file: Option<&Found>, config: &Config) -> Vec<PathBuf> {
    let folder = file.map(|found| found.folder.clone()).unwrap_or_default();
    config.rule_folders.iter().map(|own| folder.join(own)).collect()
}

/// The globs of a configuration. A stroke to the left is one to the right: whoever writes a path on Windows means that.
fn exclude(file: Option<&Found>, config: &Config) -> Result<Gitignore, RuleError> {
    let mut globs = GitignoreBuilder::new(file.map(|found| found.folder.clone()).unwrap_or_default());
    let help = || "括号要成对，写法同 .gitignore，如 附件/、旧稿*.txt".to_owned();
    for (at, glob) in config.exclude.iter().enumerate() {
        if globs.add_line(None, &glob.replace('\\', "/")).is_err() {
            return Err(yaml::fault(&config.file, &format!("exclude.{at}"), format!("读不懂 {glob}"), help()));
        }
    }
    globs.build().map_err(|error| yaml::fault(&config.file, "exclude", error.to_string(), help()))
}

/// The text of a file of ours; of a huge one only as much as shows that it is too large.
///
/// # Errors
/// If it cannot be read or is not in UTF-8.
pub fn text(path: &Path, limit: usize) -> Result<RuleFile, What> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limit as u64 + 2).read_to_end(&mut bytes));
    read.map_err(|error| What::unreadable(path, &system::unread(&error, "请检查文件的权限")))?;
    let whole = String::from_utf8(bytes);
    let text = whole.or_else(|error| match error.utf8_error().error_len() {
        // The limit cut a character in two.
        None if error.as_bytes().len() > limit => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        _ => Err(What::unreadable(path, "不是UTF-8编码；请用记事本等打开，另存为UTF-8")),
    })?;
    Ok(RuleFile::new(&shown(path).to_string_lossy(), &text))
}

/// A path as a person would write it: from the folder of work on, if it lies below.
pub fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}
