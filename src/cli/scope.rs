//! What was typed about settings, and what then holds for the drafts of a run. Everything is read before the first draft is, so that a
//! broken file ends the run before anything is called clean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Choice, FailOn, Lang, Own};
use super::input::Draft;
use super::many;
use super::trouble::Trouble;
use crate::config::{self, Typed};
use crate::rule::{Rule, RuleSet};
use crate::scope::{self, Found, Wish};
pub(super) use crate::scope::{Held, Kept, shown};

/// All that was read, each file once.
pub(super) struct Scopes(scope::Scopes);

impl Scopes {
    /// For a command with rules to choose.
    pub fn new(choice: &Choice, fail_on: Option<FailOn>, lang: Option<Lang>) -> Result<Scopes, Trouble> {
        let typed = Typed {
            profile: choice.profile,
            year: choice.year,
            select: choice.select.clone(),
            ignore: choice.ignore.clone(),
            grades: choice.layout.map(|grade| ("layout".to_owned(), grade.severity())).into_iter().collect(),
            fail_on,
            lang,
        };
        Scopes::with(&choice.own, typed)
    }

    /// For a command that only needs the rules.
    pub fn of_rules(own: &Own) -> Result<Scopes, Trouble> {
        Scopes::with(own, Typed::default())
    }

    fn with(own: &Own, typed: Typed) -> Result<Scopes, Trouble> {
        let unreadable =
            |path: &Path, reason: &str| Trouble::Settings { path: shown(path).display().to_string(), reason: reason.to_owned() };
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
        let wish = Wish { typed, own: own.rules.clone(), chosen, settings: search, mutes: search, crew: many::crew };
        Ok(Scopes(scope::Scopes::new(wish)))
    }

    /// Reads what holds for some drafts, and drops those found in folders that the settings pass over; how many those were.
    pub fn read(&mut self, drafts: &mut Vec<Draft>) -> Result<usize, Trouble> {
        for draft in drafts.iter() {
            self.folder(&draft.folder())?;
        }
        let before = drafts.len();
        drafts.retain(|draft| !draft.found || !self.of(draft).excludes(draft.file_name()));
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
        self.0.all().map(|scope| scope.set.clone()).collect()
    }

    /// All rules that any draft is checked by, each once.
    pub fn rules(&self) -> Vec<Arc<Rule>> {
        let rules = self.0.all().flat_map(|scope| scope.linter.rules()).map(|rule| (rule.id.clone(), rule.clone()));
        rules.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// What holds for a draft that was among those read.
    pub fn of(&self, draft: &Draft) -> &Held {
        self.by_folder(&draft.folder())
    }

    /// What holds in a folder that was read.
    pub fn by_folder(&self, folder: &Path) -> &Held {
        self.0.known(folder).expect("what holds for all drafts is read before the first of them is")
    }

    /// What holds in a folder.
    pub fn folder(&mut self, folder: &Path) -> Result<&Held, Trouble> {
        Ok(self.0.folder(folder)?)
    }
}
