//! The rules that come with the program, embedded by `build.rs`.

use std::sync::{Arc, LazyLock};

use super::file::{Place, RuleFile};
use super::load::{named, table};
use super::parse::parse;
use super::{RuleError, RuleSet};

/// Path below `rules/` and text of every YAML file there.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

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
    FILES.iter().map(|(path, text)| RuleFile::embedded(path, text))
}

/// Parses without the inspection that the files of others get.
fn build() -> Result<RuleSet, RuleError> {
    let mut set = RuleSet::default();
    for file in builtin_files().map(Arc::new) {
        match file.place()? {
            Place::Rule(id) => set.rules.push(Arc::new(named(parse(&file)?, id, &file))),
            Place::Outline(genre) => set.outlines.push((genre.to_owned(), Arc::new(parse(&file)?))),
            Place::Terms => set.terms = Arc::new(parse(&file)?),
            Place::Table(name) => set.tables.replace(table(name, &file)?),
            Place::Grades => {}
        }
    }
    set.rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(set)
}
