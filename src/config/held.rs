//! What holds, and where it was said: for `hegui config`.

use super::{Config, FailOn, Lang, Profile, Typed};
use crate::rule::yaml;

/// Where a value was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Nowhere: the program's own.
    Default,
    /// On this line of the configuration.
    File {
        /// From 1.
        line: usize,
    },
    /// On the command line.
    Typed,
}

/// A value that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The key as it stands in the file: `year`, `rules.numbering/gap`.
    pub key: String,
    /// The value; empty where nothing is said and nothing assumed.
    pub value: String,
    /// Where it was said.
    pub from: From,
    /// Why, if that was said too.
    pub reason: Option<String>,
}

/// All that holds, in the order of the keys.
pub fn held(config: &Config, typed: &Typed) -> Vec<Held> {
    let line = |key: &str| From::File { line: yaml::line_of(&config.file, key) };
    let mut all = Vec::new();
    let mut one = |key: &str, typed: Option<String>, file: Option<String>, default: &str| {
        let (value, from) = match (typed, file) {
            (Some(value), _) => (value, From::Typed),
            (None, Some(value)) => (value, line(key)),
            (None, None) => (default.to_owned(), From::Default),
        };
        all.push(Held { key: key.to_owned(), value, from, reason: None });
    };
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join("、"));
    let word = |word: &'static str| word.to_owned();
    let names = [typed.profile, config.profile].map(|profile| profile.map(|profile| word(profile.name())));
    let [of_command, of_file] = names;
    one("profile", of_command, of_file, Profile::default().name());
    one("year", typed.year.map(|year| year.to_string()), config.year.map(|year| year.to_string()), "");
    one("select", list(&typed.select), list(&config.select), "");
    one("ignore", list(&typed.ignore), None, "");
    one("rule-folders", None, list(&config.rule_folders), "");
    one("exclude", None, list(&config.exclude), "");
    let [of_command, of_file] = [typed.fail_on, config.fail_on].map(|fail_on| fail_on.map(|fail_on| word(fail_on.name())));
    one("fail-on", of_command, of_file, FailOn::default().name());
    let [of_command, of_file] = [typed.lang, config.lang].map(|lang| lang.map(|lang| word(lang.name())));
    one("lang", of_command, of_file, Lang::default().name());
    for (name, graded) in &config.rules {
        let key = format!("rules.{name}");
        let from = line(&key);
        all.push(Held { key, value: word(graded.grade.name()), from, reason: graded.reason.clone() });
    }
    for (name, rows) in &config.words {
        let key = format!("words.{name}");
        let from = line(&key);
        all.push(Held { key, value: format!("另加{}行", rows.len()), from, reason: None });
    }
    for (name, rows) in config.facts.counted() {
        let key = format!("facts.{name}");
        let from = line(&key);
        all.push(Held { key, value: format!("另加{rows}行"), from, reason: None });
    }
    all
}
