//! The words of a comparison: 比上年同期的, 增加到, 年均增长.

use std::cmp::Reverse;
use std::sync::OnceLock;

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

use crate::document::year_in;

/// Words of comparison, from `rules/facts/figures.yaml`. Between two numbers that are compared stand these alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeTerms {
    /// What compares: 比, 较.
    pub compares: Vec<String>,
    /// What compares with the same time of the year before: 同比.
    pub same_period: Vec<String>,
    /// What compares with the month or quarter before: 环比.
    pub period_before: Vec<String>,
    /// The year before, as the base of the year told: 上年, 同期.
    pub year_before: Vec<String>,
    /// Other times: 年初, 原来.
    pub when: Vec<String>,
    /// Growth: 增加.
    pub up: Vec<String>,
    /// Decline: 减少.
    pub down: Vec<String>,
    /// Between an earlier and a later value: 到, 至.
    pub to: Vec<String>,
    /// A change of each year: 年均.
    pub yearly: Vec<String>,
    /// Between a value and a multiple: 相当于.
    pub is: Vec<String>,
    /// What says nothing of its own: 的, 了, 达.
    pub links: Vec<String>,
    /// What comes in beside a growth, and makes the change a net one: 新增.
    pub gains: Vec<String>,
    /// What goes out beside it: 取消.
    pub losses: Vec<String>,
    /// All but the last two by their first characters, the longest first.
    #[serde(skip)]
    by_first: OnceLock<FnvHashMap<char, Vec<(String, Word)>>>,
}

/// Which way a value went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Up,
    Down,
}

/// The time that a change is told against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// 比2022年
    Year(i32),
    /// 比上年, 同比
    YearBefore,
    /// 环比
    PeriodBefore,
    /// 比年初: no two of these are known to be the same.
    Other,
}

/// What one word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Compare,
    With(Since),
    YearBefore,
    When,
    Turn(Turn),
    To,
    Yearly,
    Is,
    Link,
}

use Turn::{Down, Up};

/// Marks that may stand among words of comparison.
const MARKS: [char; 6] = ['\u{FF0C}', '、', '\u{FF08}', '\u{FF09}', '(', ')'];

impl ChangeTerms {
    /// The longest word that a text begins with: 上年度 and not 上年. Gives what follows it.
    fn first<'t>(&self, text: &'t str) -> Option<(&'t str, Word)> {
        if let Some(rest) = text.strip_prefix(MARKS) {
            return Some((rest, Word::Link));
        }
        let words = self.by_first().get(&text.chars().next()?)?;
        let (word, says) = words.iter().find(|(word, _)| text.starts_with(&**word))?;
        Some((&text[word.len()..], *says))
    }

    fn by_first(&self) -> &FnvHashMap<char, Vec<(String, Word)>> {
        let lists = [
            (&self.compares, Word::Compare),
            (&self.same_period, Word::With(Since::YearBefore)),
            (&self.period_before, Word::With(Since::PeriodBefore)),
            (&self.year_before, Word::YearBefore),
            (&self.when, Word::When),
            (&self.up, Word::Turn(Up)),
            (&self.down, Word::Turn(Down)),
            (&self.to, Word::To),
            (&self.yearly, Word::Yearly),
            (&self.is, Word::Is),
            (&self.links, Word::Link),
        ];
        self.by_first.get_or_init(|| {
            let mut by_first: FnvHashMap<char, Vec<(String, Word)>> = FnvHashMap::default();
            for (word, says) in lists.into_iter().flat_map(|(words, says)| words.iter().map(move |word| (word, says))).rev() {
                let Some(first) = word.chars().next() else { continue };
                by_first.entry(first).or_default().push((word.clone(), says));
            }
            for words in by_first.values_mut() {
                words.sort_by_key(|(word, _)| Reverse(word.len()));
            }
            by_first
        })
    }

    /// The time that a value is said to come from: 由2019年的, 从上年的.
    pub(super) fn origin(&self, words: &str) -> Option<Since> {
        let words = &words[words.rfind(['从', '由'])?..];
        let before = self.year_before.iter().any(|word| words.contains(&**word)).then_some(Since::YearBefore);
        year_in(words).map(Since::Year).or(before)
    }

    /// Whether words call the number after them a growth or a decline: 案件增加, 同比减, but not 新增.
    pub(super) fn ends_in_turn(&self, words: &str) -> bool {
        let words = words.trim_end().trim_end_matches('了');
        let is_long = |word: &&String| word.chars().count() > 1;
        self.up.iter().chain(&self.down).filter(is_long).any(|word| words.ends_with(&**word))
            || phrase(self, words).is_some_and(|own| own.turn.is_some() && !own.to)
    }

    /// Which way a number adds to a net change by the words before it: 新增8项, 取消3项.
    pub(super) fn adds(&self, words: &str) -> Option<Turn> {
        let words = words.trim_matches(|sign: char| MARKS.contains(&sign) || sign == ' ').trim_end_matches('了');
        let is_one = |list: &[String]| list.iter().any(|word| word == words);
        let turns = [(Up, [&self.gains, &self.up]), (Down, [&self.losses, &self.down])];
        turns.into_iter().find(|(_, lists)| lists.iter().any(|list| is_one(list))).map(|(turn, _)| turn)
    }
}

/// Longer stretches say more than a comparison, in bytes.
const LONG: usize = 60;

/// What a stretch says that holds words of comparison alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub compares: bool,
    pub when: bool,
    /// The time it compares with, where it names one.
    pub since: Option<Since>,
    pub turn: Option<Turn>,
    /// Where the word of growth or decline stands, in bytes from the beginning, and how long it is.
    pub turn_at: (u32, u32),
    pub to: bool,
    pub yearly: bool,
    pub is: bool,
}

/// Reads a stretch; none where it holds other words, or goes two ways: 增幅下降.
pub(super) fn phrase(terms: &ChangeTerms, words: &str) -> Option<Phrase> {
    if words.len() > LONG {
        return None;
    }
    let mut phrase = Phrase::default();
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        if let Some((year, after)) = past_year(rest) {
            phrase.when = true;
            phrase.since = Some(Since::Year(year));
            rest = after;
            continue;
        }
        let (after, word) = terms.first(rest)?;
        match word {
            Word::Compare => phrase.compares = true,
            Word::With(since) => {
                phrase.compares = true;
                phrase.since = phrase.since.or(Some(since));
            }
            Word::YearBefore => {
                phrase.when = true;
                phrase.since = phrase.since.or(Some(Since::YearBefore));
            }
            Word::When => phrase.when = true,
            Word::To => phrase.to = true,
            Word::Yearly => phrase.yearly = true,
            Word::Is => phrase.is = true,
            Word::Link => {}
            Word::Turn(turn) => {
                if phrase.turn.replace(turn).is_some() {
                    return None;
                }
                phrase.turn_at = ((words.len() - rest.len()) as u32, (rest.len() - after.len()) as u32);
            }
        }
        rest = after.trim_start();
    }
    if phrase.compares && phrase.when {
        phrase.since = phrase.since.or(Some(Since::Other));
    }
    Some(phrase)
}

/// A year, and what follows it: 2023年.
fn past_year(words: &str) -> Option<(i32, &str)> {
    let year = words.get(..4).filter(|year| year.bytes().all(|sign| sign.is_ascii_digit()))?;
    Some((year.parse().ok()?, words[year.len()..].strip_prefix('年')?))
}

/// Whether a stretch names the value that another came from: 由上年的, 从.
pub(super) fn is_origin(words: &str) -> bool {
    let from = words.len().saturating_sub(LONG);
    let near = (from..=words.len()).find_map(|at| words.get(at..)).unwrap_or(words);
    near.rfind(['从', '由']).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<Phrase> {
        phrase(&crate::rule::builtin().terms.comparison, words)
    }

    #[test]
    fn a_phrase_holds_words_of_comparison_alone() {
        let turn = |words| read(words).map(|phrase| (phrase.turn, phrase.yearly));
        assert_eq!(turn("，年均增长"), Some((Some(Up), true)));
        assert_eq!(turn("户次下降"), None);
        assert_eq!(turn("，审批效率提高"), None);
        assert_eq!(turn("，增幅下降"), None);
        assert_eq!(turn("，降幅达"), Some((Some(Down), false)));
        let since = |words| read(words).and_then(|phrase| phrase.since);
        assert_eq!(since("，比2023年的"), Some(Since::Year(2023)));
        assert_eq!(since("，比上年同期"), Some(Since::YearBefore));
        assert_eq!(since("，同比增加"), Some(Since::YearBefore));
        assert_eq!(since("，环比增加"), Some(Since::PeriodBefore));
        assert_eq!(since("，比年初增加"), Some(Since::Other));
        assert_eq!(since("，增加"), None);
        assert!(read("减少到").is_some_and(|phrase| phrase.to && phrase.turn == Some(Down)));
        assert!(read("比例达").is_some_and(|phrase| !phrase.compares), "the longest word is read");
    }
}
