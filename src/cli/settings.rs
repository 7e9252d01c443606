//! What was typed becomes what is meant: names are looked up, and a name that does not exist is an error, not silence.

use super::args::{Choice, Lang, Profile};
use super::trouble::Trouble;
use super::wrong::meant;
use super::{folder, nearest};
use crate::emit::{Language, Reason};
use crate::lint::Settings;
use crate::rule::{RuleSet, builtin};

/// The families of rules, in the order they are listed.
pub(super) const FAMILIES: &[(&str, &str)] = &[
    ("structure", "结构"),
    ("numbering", "编号"),
    ("figures", "数字"),
    ("dates", "日期"),
    ("terms", "术语"),
    ("wording", "用词"),
    ("punctuation", "标点"),
    ("encoding", "文字编码"),
    ("disclosure", "公开"),
    ("consistency", "一致"),
    ("layout", "版式"),
];

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
    let names = |list: &[String]| -> Result<Vec<String>, Trouble> {
        list.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(|name| known(name, set)).collect()
    };
    Ok(Settings { genre, year: choice.year, select: names(&choice.select)?, ignore: names(&choice.ignore)? })
}

/// The current id of a rule, or a family.
fn known(name: &str, set: &RuleSet) -> Result<String, Trouble> {
    if let Some(rule) = set.rule(name) {
        return Ok(rule.id.to_string());
    }
    let family = name.trim_end_matches(['/', '*']);
    let own = |id: &str| id.split_once('/').is_some_and(|(its, _)| its == family);
    if FAMILIES.iter().any(|(known, _)| *known == family) || set.rules.iter().any(|rule| own(&rule.id)) {
        return Ok(family.to_owned());
    }
    let all = FAMILIES.iter().map(|(family, _)| *family).chain(set.rules.iter().map(|rule| &*rule.id));
    Err(Trouble::UnknownRule { name: name.to_owned(), hint: meant(nearest(name, all).unwrap_or_default()) })
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
