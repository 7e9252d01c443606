//! The rules that come with the program, embedded by `build.rs`.

use std::sync::{Arc, LazyLock};

use super::file::{Place, RuleFile};
use super::load::{named, table};
use super::parse::quick;
use super::{Examples, Rule, RuleError, RuleSet};

/// Path below `rules/` of every YAML file there, its text, and the same as JSON, with the examples of a rule apart.
const FILES: &[(&str, &str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rules in the binary. Parsed once; a further call copies some hundred pointers.
///
/// Only their form is looked at here. All else that makes a rule good is proved by `tests/rules.rs` before it ships.
///
/// # Panics
/// If an embedded file does not parse, which those tests exclude.
pub fn builtin() -> RuleSet {
    static SET: LazyLock<RuleSet> = LazyLock::new(|| build().expect("tests/rules.rs parses every embedded file"));
    SET.clone()
}

/// The files that the built-in rules and outlines are made from, as [`super::load`] takes them.
pub fn builtin_files() -> impl Iterator<Item = RuleFile> {
    FILES.iter().map(|(path, text, ..)| RuleFile::embedded(path, text))
}

/// Parses without the inspection that the files of others get.
fn build() -> Result<RuleSet, RuleError> {
    let mut set = RuleSet::default();
    for (file, (.., json, examples)) in builtin_files().map(Arc::new).zip(FILES) {
        match file.place()? {
            Place::Rule(id) => set.rules.push(Arc::new(named(rule(&file, json, examples)?, id, &file))),
            Place::Outline(genre) => set.outlines.push((genre.to_owned(), Arc::new(quick(&file, json)?))),
            Place::Terms => set.terms = Arc::new(quick(&file, json)?),
            Place::Table(name) => set.tables.replace(table(name, &file, json)?),
            Place::Grades => {}
        }
    }
    set.rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(set)
}

/// A rule whose examples are read when they are asked for.
fn rule(file: &Arc<RuleFile>, json: &str, examples: &'static str) -> Result<Rule, RuleError> {
    Ok(Rule { examples: Examples::later(examples), ..quick(file, json)? })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{FILES, builtin_files, rule, table};
    use crate::rule::file::Place;
    use crate::rule::parse::parse;
    use crate::rule::{Outline, Rule, Terms};

    #[test]
    fn json_and_yaml_of_a_file_say_the_same() {
        fn same<T: serde::de::DeserializeOwned + std::fmt::Debug>(file: &Arc<crate::rule::RuleFile>, json: &str) {
            let quick = serde_json::from_str::<T>(json).unwrap_or_else(|error| panic!("{}: {error}", file.path()));
            assert_eq!(format!("{quick:?}"), format!("{:?}", parse::<T>(file).unwrap()), "{}", file.path());
        }
        for (file, (.., json, examples)) in builtin_files().map(Arc::new).zip(FILES) {
            match file.place().unwrap() {
                Place::Rule(_) => {
                    let (quick, parsed) = (rule(&file, json, examples).unwrap(), parse::<Rule>(&file).unwrap());
                    assert_eq!(format!("{quick:?}"), format!("{parsed:?}"), "{}", file.path());
                }
                Place::Outline(_) => same::<Outline>(&file, json),
                Place::Terms => same::<Terms>(&file, json),
                Place::Table(name) => {
                    let told = |json| format!("{:?}", table(name, &file, json).unwrap());
                    assert_eq!(told(json), told(""), "{}", file.path());
                }
                Place::Grades => {}
            }
        }
    }
}
