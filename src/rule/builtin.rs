//! The rules that come with the program, embedded by `build.rs`.

use std::sync::{Arc, LazyLock};

use serde::de::DeserializeOwned;

use super::file::{Place, RuleFile};
use super::load::named;
use super::parse::parse;
use super::{RuleError, RuleSet};

/// Path below `rules/` and text of every YAML file there, and the same as JSON.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

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
    FILES.iter().map(|(path, text, _)| RuleFile::embedded(path, text))
}

/// Parses without the inspection that the files of others get.
fn build() -> Result<RuleSet, RuleError> {
    let mut set = RuleSet::default();
    for (file, (.., json)) in builtin_files().map(Arc::new).zip(FILES) {
        match file.place()? {
            Place::Rule(id) => set.rules.push(Arc::new(named(read(json, &file)?, id, &file))),
            Place::Outline(genre) => set.outlines.push((genre.to_owned(), Arc::new(read(json, &file)?))),
            Place::Terms => set.terms = Arc::new(read(json, &file)?),
            Place::Grades => {}
        }
    }
    set.rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(set)
}

/// Reads what was made of a file when the program was built; where that does not do, the YAML tells where it is at fault.
fn read<T: DeserializeOwned>(json: &str, file: &Arc<RuleFile>) -> Result<T, RuleError> {
    serde_json::from_str(json).or_else(|_| parse(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;

    /// A plain 2024 is a text in YAML where a text is wanted, and a number in JSON.
    #[test]
    fn no_rule_reads_otherwise_in_json() {
        for (path, text, json) in FILES {
            let file = Arc::new(RuleFile::embedded(path, text));
            if let Ok(Place::Rule(_)) = file.place() {
                let of_json: Rule = serde_json::from_str(json).unwrap_or_else(|error| panic!("{path}: {error}"));
                let of_yaml: Rule = parse(&file).unwrap();
                assert_eq!(serde_json::to_value(of_json).unwrap(), serde_json::to_value(of_yaml).unwrap(), "{path}");
            }
        }
    }
}
