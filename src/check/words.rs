//! Lists of words from `rules/facts/`, searched for all at once: a sentence is short and the lists are long, so that asking word by
//! word would cost more than all the arithmetic.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};

/// A list of words with one automaton for all of them, built when it is first asked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordList {
    words: Vec<String>,
    #[serde(skip)]
    automaton: OnceLock<Option<Automaton>>,
}

/// Each pattern's value is its place in the list.
#[derive(Clone)]
struct Automaton(std::sync::Arc<CharwiseDoubleArrayAhoCorasick<u32>>);

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Automaton")
    }
}

impl WordList {
    /// Whether any of the words stands in a text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// The words that stand in a text, by their places in the list, with where each begins; they may overlap.
    pub(super) fn found_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let automaton = self.automaton.get_or_init(|| build(&self.words)).as_ref();
        let found = automaton.into_iter().flat_map(move |automaton| automaton.0.find_overlapping_iter(text));
        found.map(|found| (found.value() as usize, found.start()))
    }
}

/// None for no words. A word that stands twice, or is empty, is searched once, or not.
fn build(words: &[String]) -> Option<Automaton> {
    let mut patterns: Vec<(&str, u32)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.is_empty() && !patterns.iter().any(|(known, _)| known == word) {
            patterns.push((word, at as u32));
        }
    }
    (!patterns.is_empty()).then_some(())?;
    CharwiseDoubleArrayAhoCorasick::with_values(patterns).ok().map(|automaton| Automaton(automaton.into()))
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> WordList {
        WordList { words, automaton: OnceLock::new() }
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
        let list = WordList::from(["合格", "不合格", "优秀", "优秀", ""].map(str::to_owned).to_vec());
        assert!(list.any_in("评定不合格3卷"));
        assert!(!list.any_in("评定良好3卷"));
        let mut found: Vec<_> = list.found_in("不合格").collect();
        found.sort_unstable();
        assert_eq!(found, [(0, 3), (1, 0)]);
        assert!(!WordList::default().any_in("优秀"));
    }
}
