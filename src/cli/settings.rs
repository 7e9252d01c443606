//! What was typed becomes what is meant: names are looked up, and a name that does not exist is an error, not silence.

use super::args::{Choice, Lang, Profile};
use super::folder;
use super::trouble::Trouble;
use crate::emit::{Language, Reason};
use crate::lint::Settings;
use crate::rule::{RuleSet, builtin};

/// The rules in force: ours, and those of the folder if one is named.
pub(super) fn rules(own: Option<&std::path::Path>) -> Result<RuleSet, Trouble> {
    match own {
        Some(path) => folder::over(builtin(), path),
        None => Ok(builtin()),
    }
}

/// The settings of a run.
pub(super) fn settings(choice: &Choice, set: &RuleSet) -> Result<Settings, Trouble> {
    let genre = match choice.profile {
        Profile::FazhiAnnualReport => Some("fazhi-annual-report".to_owned()),
        Profile::General => None,
    };
    let names = |list: &[String]| {
        let names = list.iter().map(|name| name.trim().trim_end_matches('/')).filter(|name| !name.is_empty());
        set.resolve(&names.map(str::to_owned).collect::<Vec<_>>())
    };
    let grades = choice.layout.map(|grade| ("layout".to_owned(), grade.severity())).into_iter().collect();
    Ok(Settings { genre, year: choice.year, select: names(&choice.select)?, ignore: names(&choice.ignore)?, grades })
}

/// The language of everything but the messages.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Zh => Language::Chinese,
        Lang::En => Language::English,
    }
}

/// Looks up the title and reason of rules, for the output for people.
pub(super) fn reasons(set: &RuleSet, lang: Lang) -> impl Fn(&str) -> Option<Reason> + Send + Sync + 'static {
    let set = set.clone();
    move |id| {
        let rule = set.rule(id)?;
        let (title, why) = match lang {
            Lang::Zh => (&rule.title, &rule.why),
            Lang::En => (&rule.en, &rule.en_why),
        };
        Some(Reason { title: title.clone(), why: why.clone() })
    }
}
