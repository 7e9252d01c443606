//! Lists of words from `rules/facts/`. They are long and what they are looked for in is short, a clause of some twenty characters, so
//! a glance at each character tells whether any word can begin there; an automaton would take longer to build than a report to check.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A list of words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordList {
    words: Vec<Text>,
    #[serde(skip)]
    begins: OnceLock<Begins>,
}

/// The characters that the words of a list begin with: for a glance at a text, and each with the place of its word, sorted.
#[derive(Debug, Clone)]
struct Begins {
    glance: Glance,
    words: Vec<(char, usize)>,
}

impl WordList {
    /// Whether any of the words stands in a text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Whether a text is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.glance().has(first) && self.with(first).any(|(_, word)| word == text))
    }

    /// What follows the longest of the words that a text begins with.
    pub(super) fn begun<'t>(&self, text: &'t str) -> Option<&'t str> {
        let first = text.chars().next()?;
        if !self.glance().has(first) {
            return None;
        }
        self.with(first).filter_map(|(_, word)| text.strip_prefix(word)).min_by_key(|rest| rest.len())
    }

    /// The words that stand in a text, with where each begins; they may overlap.
    pub(super) fn found_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, usize)> + 'a {
        self.which_in(text).map(|(place, at)| (self.words[place].as_str(), at))
    }

    /// The same words by their places in the list, with where each begins.
    pub(super) fn which_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.glance().places(text).flat_map(move |at| {
            let rest = &text[at..];
            let begun = rest.chars().next().into_iter().flat_map(|first| self.with(first));
            begun.filter(move |(_, word)| rest.starts_with(word)).map(move |(place, _)| (place, at))
        })
    }

    /// The characters that words begin with.
    pub(super) fn glance(&self) -> &Glance {
        &self.begins().glance
    }

    /// The words that begin with a character, in their order, with their places.
    fn with(&self, first: char) -> impl Iterator<Item = (usize, &str)> {
        let words = &self.begins().words;
        let from = words.partition_point(|(begins, _)| *begins < first);
        words[from..].iter().take_while(move |(begins, _)| *begins == first).map(|(_, at)| (*at, self.words[*at].as_str()))
    }

    fn begins(&self) -> &Begins {
        self.begins.get_or_init(|| {
            let first = |(at, word): (usize, &Text)| Some((word.chars().next()?, at));
            let mut words: Vec<(char, usize)> = self.words.iter().enumerate().filter_map(first).collect();
            words.sort_unstable();
            Begins { glance: words.iter().map(|(first, _)| *first).collect(), words }
        })
    }
}

/// One bit for each character, by its number modulo 512: with fewer, the words of a long list would begin with nearly all.
#[derive(Debug, Clone, Default)]
pub(super) struct Glance([u64; 8]);

impl Glance {
    /// The characters of some texts.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Glance {
        let mut glance = Glance::default();
        for (_, high, low) in texts.into_iter().flat_map(keys) {
            glance.0[usize::from(high)] |= 1 << low;
        }
        glance
    }

    /// Whether a character may be one of these; if not, it is none.
    pub(super) fn has(&self, sign: char) -> bool {
        self.0[sign as usize / 64 % self.0.len()] & 1 << (sign as u32 % 64) != 0
    }

    /// Whether one of these characters may be one of those.
    pub(super) fn meets(&self, other: &Glance) -> bool {
        self.0.iter().zip(&other.0).fold(0, |both, (one, other)| both | one & other) != 0
    }

    /// Where a text may have one of the characters.
    pub(super) fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        keys(text).filter(|(_, high, low)| self.0[usize::from(*high)] >> low & 1 != 0).map(|(at, ..)| at)
    }
}

/// The last nine bits of each character's number, three and six of them, with its place. Its last two bytes hold them, so that none
/// need be read in full.
fn keys(text: &str) -> impl Iterator<Item = (usize, u8, u8)> + '_ {
    let bytes = text.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next;
        let (length, high) = match *bytes.get(at)? {
            0xE0..=0xEF => (3, bytes[at + 1]),
            first @ 0..=0x7F => (1, first >> 6),
            0xF0.. => (4, bytes[at + 2]),
            first => (2, first),
        };
        next = at + length;
        Some((at, high & 7, bytes[next - 1] & 63))
    })
}

impl FromIterator<char> for Glance {
    fn from_iter<T: IntoIterator<Item = char>>(signs: T) -> Glance {
        let mut glance = Glance::default();
        for sign in signs {
            glance.0[sign as usize / 64 % glance.0.len()] |= 1 << (sign as u32 % 64);
        }
        glance
    }
}

impl Deref for WordList {
    type Target = [Text];

    fn deref(&self) -> &[Text] {
        &self.words
    }
}

impl<Word: Into<Text>> From<Vec<Word>> for WordList {
    fn from(words: Vec<Word>) -> WordList {
        WordList { words: words.into_iter().map(Into::into).collect(), begins: OnceLock::new() }
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

/// The sentences and members of a list in a text, each with the 。 or ； that ends it.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = stops(text).map(|at| at + '。'.len_utf8()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| &text[std::mem::replace(&mut start, end)..end]).filter(|sentence| !sentence.is_empty())
}

/// Where 。 and ； stand in a text. They are looked for by their last bytes: all other marks share their first ones.
pub(super) fn stops(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let stop = |at: &usize| matches!(bytes[..=*at], [.., 0xE3, 0x80, 0x82] | [.., 0xEF, 0xBC, 0x9B]);
    memchr::memchr2_iter(0x82, 0x9B, bytes).filter(stop).map(|at| at - 2)
}

#[cfg(test)]
mod tests {
    use super::{Glance, WordList, sentences};

    #[test]
    fn all_words_are_found_at_once() {
        let list = WordList::from(["合格", "不合格", "优秀", ""].map(str::to_owned).to_vec());
        assert!(list.any_in("评定不合格3卷"));
        assert!(!list.any_in("评定良好3卷"));
        assert_eq!(list.found_in("不合格").collect::<Vec<_>>(), [("不合格", 0), ("合格", 3)]);
        assert!(!WordList::default().any_in("优秀"));
        assert_eq!((list.begun("不合格3卷"), list.begun("3卷不合格")), (Some("3卷"), None));
    }

    #[test]
    fn sentences_end_at_their_marks() {
        let found: Vec<&str> = sentences("全年\u{FF08}上半年\u{FF09}。\u{FF1B}新增、减少\u{FF1B}共3件").collect();
        assert_eq!(found, ["全年\u{FF08}上半年\u{FF09}。", "\u{FF1B}", "新增、减少\u{FF1B}", "共3件"]);
    }

    #[test]
    fn a_glance_sees_characters_of_any_length() {
        let glance: Glance = "aé合𠮷".chars().collect();
        assert_eq!(glance.places("a b é 格 合 𠮷").collect::<Vec<_>>(), [0, 4, 11, 15]);
    }
}
