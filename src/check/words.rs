//! Lists of words from `rules/facts/`. They are long and what they are looked for in is short, a clause of some twenty characters, so
//! a glance at each character tells whether any word can begin there; an automaton would take longer to build than a report to check.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// A list of words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordList {
    words: Vec<String>,
    #[serde(skip)]
    begins: OnceLock<Glance>,
}

impl WordList {
    /// Whether any of the words stands in a text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// What follows the longest of the words that a text begins with.
    pub(super) fn begun<'t>(&self, text: &'t str) -> Option<&'t str> {
        let first = text.chars().next()?;
        if !self.first().has(first) {
            return None;
        }
        self.words.iter().filter_map(|word| text.strip_prefix(word.as_str())).min_by_key(|rest| rest.len())
    }

    /// The characters that words begin with.
    fn first(&self) -> &Glance {
        self.begins.get_or_init(|| {
            let mut glance = Glance::default();
            for first in self.words.iter().filter_map(|word| word.chars().next()) {
                glance.0[first as usize / 64 % glance.0.len()] |= 1 << (first as u32 % 64);
            }
            glance
        })
    }

    /// The words that stand in a text, with where each begins; they may overlap.
    pub(super) fn found_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, usize)> + 'a {
        let begins = self.first();
        let places = text.char_indices().filter(move |(_, sign)| begins.has(*sign));
        places.flat_map(move |(at, _)| {
            let there = move |word: &&String| !word.is_empty() && text[at..].starts_with(word.as_str());
            self.words.iter().filter(there).map(move |word| (word.as_str(), at))
        })
    }
}

/// One bit for each character, by its number modulo 512: with fewer, the words of a long list would begin with nearly all.
#[derive(Debug, Clone, Default)]
struct Glance([u64; 8]);

impl Glance {
    fn has(&self, sign: char) -> bool {
        self.0[sign as usize / 64 % self.0.len()] & 1 << (sign as u32 % 64) != 0
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> WordList {
        WordList { words, begins: OnceLock::new() }
    }
}

impl schemars::JsonSchema for WordList {
    fn schema_name() -> Cow<'static, str> {
        Vec::<String>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<String>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn all_words_are_found_at_once() {
        let list = WordList::from(["合格", "不合格", "优秀", ""].map(str::to_owned).to_vec());
        assert!(list.any_in("评定不合格3卷"));
        assert!(!list.any_in("评定良好3卷"));
        assert_eq!(list.found_in("不合格").collect::<Vec<_>>(), [("不合格", 0), ("合格", 3)]);
        assert!(!WordList::default().any_in("优秀"));
        assert_eq!((list.begun("不合格3卷"), list.begun("3卷不合格")), (Some("3卷"), None));
    }
}
