//! The rules that come with the program, embedded by `build.rs`.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::file::{Place, RuleFile};
use super::load::{named, table};
use super::packed::Packed;
use super::parse::quick;
use super::{Examples, Rule, RuleError, RuleSet};
use crate::text::EMBEDDED;

/// Path below `rules/` of every YAML file there, its text, and where the same is packed: its heads and its strings.
const FILES: &[(&str, &str, Range<usize>, Range<usize>)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What the packed values are; their strings are [`EMBEDDED`].
static HEADS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

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
    for (file, packed) in builtin_files().map(Arc::new).zip(packed()) {
        match file.place()? {
            Place::Rule(id) => set.rules.push(Arc::new(named(rule(&file, packed)?, id, &file))),
            Place::Outline(genre) => set.outlines.push((genre.to_owned(), Arc::new(quick(&file, packed)?))),
            Place::Terms => set.terms = Arc::new(quick(&file, packed)?),
            Place::Table(name) => set.tables.replace(table(name, &file, packed)?),
            Place::Grades => {}
        }
    }
    set.rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(set)
}

/// A rule whose examples are read when they are asked for.
fn rule(file: &Arc<RuleFile>, packed: Packed) -> Result<Rule, RuleError> {
    Ok(Rule { examples: Examples::later(file), ..quick(file, packed)? })
}

/// What is packed of every file.
fn packed() -> impl Iterator<Item = Packed<'static>> {
    FILES.iter().map(|(.., heads, text)| Packed { heads: &HEADS[heads.clone()], text: &EMBEDDED[text.clone()] })
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;
    use std::sync::Arc;

    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use super::{builtin_files, packed, rule, table};
    use crate::rule::file::Place;
    use crate::rule::packed::Packed;
    use crate::rule::parse::parse;
    use crate::rule::{Outline, Rule, RuleFile, Terms};

    #[test]
    fn what_is_packed_of_a_file_says_the_same_as_its_yaml() {
        fn same<T: DeserializeOwned + Debug>(file: &Arc<RuleFile>, mut packed: Packed) {
            let quick = T::deserialize(&mut packed).unwrap_or_else(|error| panic!("{}: {error}", file.path()));
            assert_eq!(format!("{quick:?}"), format!("{:?}", parse::<T>(file).unwrap()), "{}", file.path());
            assert!(packed.heads.is_empty() && packed.text.is_empty(), "{}: something was not read", file.path());
        }
        for (file, packed) in builtin_files().map(Arc::new).zip(packed()) {
            match file.place().unwrap() {
                Place::Rule(_) => {
                    let (quick, parsed) = (rule(&file, packed).unwrap(), parse::<Rule>(&file).unwrap());
                    assert_eq!(format!("{quick:?}"), format!("{parsed:?}"), "{}", file.path());
                }
                Place::Outline(_) => same::<Outline>(&file, packed),
                Place::Terms => same::<Terms>(&file, packed),
                Place::Table(name) => {
                    let told = |packed| format!("{:?}", table(name, &file, packed).unwrap());
                    assert_eq!(told(packed), told(Packed::default()), "{}", file.path());
                }
                Place::Grades => {}
            }
        }
    }

    #[test]
    fn what_is_packed_wrong_is_refused() {
        for (heads, text) in [(&[][..], ""), (&[0x7F], "一"), (&[0x7F, 0x80], "一"), (&[0xE0], ""), (&[0x81], ""), (&[0x63], "")]
        {
            assert!(String::deserialize(&mut Packed { heads, text }).is_err(), "{heads:?}");
        }
        let endless = [&[0x7F][..], &[0x80; 80]].concat();
        assert!(String::deserialize(&mut Packed { heads: &endless, text: "" }).is_err());
    }
}
