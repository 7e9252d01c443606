//! Which mute a finding falls under: looked up, so that ten thousand mutes cost no more than their reading.

use std::collections::{BTreeSet, HashMap};

use super::Uses;
use super::entry::{Entry, MORE, Words, bare, neighbours, places};
use crate::finding::Finding;
use crate::source::Source;

/// What is known of the words of a finding, from the most to the least.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Known {
    All(String, [String; 2]),
    BeginningNear(String, [String; 2]),
    Text(String),
    Beginning(String),
    Nothing,
}

impl Known {
    fn of(entry: &Entry) -> Known {
        let near = entry.near.as_deref().and_then(|near| <[String; 2]>::try_from(near.to_vec()).ok());
        let near = near.map(|near| near.map(|words| neighbours(&words)));
        let text = entry.text.as_deref().map(bare);
        let beginning = text.as_deref().and_then(|text| text.strip_suffix(MORE)).map(str::to_owned);
        match (text, beginning, near) {
            (None, ..) => Known::Nothing,
            (_, Some(beginning), Some(near)) => Known::BeginningNear(beginning, near),
            (_, Some(beginning), None) => Known::Beginning(beginning),
            (Some(text), None, Some(near)) => Known::All(text, near),
            (Some(text), None, None) => Known::Text(text),
        }
    }
}

/// The mutes of one rule.
#[derive(Default)]
struct OfRule {
    by_words: HashMap<Known, Vec<usize>>,
    /// How long the beginnings are that they name, in characters.
    lengths: BTreeSet<usize>,
}

/// The mutes that apply to a draft, and how much of each was used.
pub(super) struct Index<'e> {
    entries: &'e [Entry],
    rules: HashMap<&'e str, OfRule>,
    used: HashMap<usize, usize>,
    chosen: &'e [usize],
}

impl<'e> Index<'e> {
    pub fn of(entries: &'e [Entry], chosen: &'e [usize]) -> Index<'e> {
        let mut rules: HashMap<&str, OfRule> = HashMap::new();
        // The last is used first: pushed in reverse, so that the first of the file is.
        for &at in chosen.iter().rev() {
            let (known, rule) = (Known::of(&entries[at]), rules.entry(&entries[at].rule).or_default());
            if let Known::Beginning(text) | Known::BeginningNear(text, _) = &known {
                rule.lengths.insert(text.chars().count());
            }
            rule.by_words.entry(known).or_default().push(at);
        }
        Index { entries, rules, used: HashMap::new(), chosen }
    }

    /// The mute that a finding falls under, its places taken from what is left of it.
    pub fn take(&mut self, source: &Source, finding: &Finding) -> Option<usize> {
        let rule = self.rules.get_mut(&*finding.rule)?;
        let places = places(finding);
        let keys = if places > 1 { vec![Known::Nothing] } else { rule.keys(Words::of(finding, source)) };
        keys.iter().find_map(|known| {
            let list = rule.by_words.get_mut(known)?;
            while let Some(&at) = list.last() {
                let used = self.used.entry(at).or_default();
                if self.entries[at].capacity() - *used >= places {
                    *used += places;
                    return Some(at);
                }
                if places > 1 {
                    return None;
                }
                list.pop();
            }
            None
        })
    }

    /// How much of each mute was used.
    pub fn uses(&self) -> Uses {
        self.chosen.iter().map(|at| (*at, self.used.get(at).copied().unwrap_or(0))).collect()
    }
}

impl OfRule {
    /// All that a mute of these words may know of them.
    fn keys(&self, words: Words) -> Vec<Known> {
        let Words { text, near } = words;
        let beginning = |length: &usize| text.chars().take(*length).collect::<String>();
        let mut keys = vec![Known::All(text.clone(), near.clone())];
        keys.extend(self.lengths.iter().rev().map(|length| Known::BeginningNear(beginning(length), near.clone())));
        keys.push(Known::Text(text.clone()));
        keys.extend(self.lengths.iter().rev().map(|length| Known::Beginning(beginning(length))));
        keys.push(Known::Nothing);
        keys
    }
}
