//! Each row is its own test: texts in which it must be found and must not, and what can be wrong with the table.

use std::collections::HashSet;
use std::ops::Range;

use super::row::{CLASSES, GAP, specimen_of};
use super::{Lexicon, Row};
use crate::finding::Safety;

/// A sentence that a row is tried on.
#[derive(Debug, Clone)]
pub struct Specimen {
    /// The key that it tries, below the check.
    pub path: String,
    /// The sentence.
    pub text: String,
    /// Where the word stands in it.
    pub at: Range<usize>,
    /// Whether it must be found there, or a longer word makes it right.
    pub wrong: bool,
    /// The year to read it in, if the row is dated.
    pub year: Option<i32>,
}

impl Lexicon {
    /// The sentences that the rows are tried on: each word where it is wrong, and with each word that makes it right.
    pub fn specimens(&self) -> Vec<Specimen> {
        let tried = |(at, row): (usize, &Row)| row.specimens(&format!("words.{at}"));
        self.words.iter().enumerate().flat_map(tried).collect()
    }
}

impl Row {
    fn specimens(&self, path: &str) -> Vec<Specimen> {
        let (before, after) = (specimen_of(&self.after), specimen_of(&self.before));
        let specimen = |key: String, words: &str, wrong: bool| {
            let start = before.len() + self.gap().map_or(words.find(&*self.word), |(head, _)| words.find(head)).unwrap_or(0);
            let tail = words.rfind(self.literal()).unwrap_or(0) + self.literal().len();
            let end = if self.gap().is_some() { before.len() + tail } else { start + self.word.len() };
            let text = format!("{before}{words}{after}。");
            Specimen { path: format!("{path}.{key}"), text, at: start..end, wrong, year: self.since.or(self.until) }
        };
        let word = self.gap().map_or_else(|| String::from(&self.word), |(head, tail)| format!("{head}本县{tail}"));
        let mut specimens = vec![specimen("word".to_owned(), &word, true)];
        for (at, right) in self.unless.iter().enumerate() {
            let words = match self.gap() {
                Some((head, tail)) => joined(tail, right)
                    .map(|tail| format!("{head}本县{tail}"))
                    .or_else(|| joined(head, right).map(|head| format!("{head}本县{tail}")))
                    .or_else(|| Some(format!("{head}{right}{tail}"))),
                None => joined(&self.word, right),
            };
            specimens.extend(words.map(|words| specimen(format!("unless.{at}"), &words, false)));
        }
        specimens
    }

    /// What a text becomes when the row is applied to it, for one of its replacements; nothing if it does not stand there.
    fn applied(&self, text: &str, to: &str) -> Option<String> {
        let at = text.find(&*self.word)?;
        self.found(text, at..at + self.word.len())?;
        Some(format!("{}{to}{}", &text[..at], &text[at + self.word.len()..]))
    }

    /// Rows, each with a name, that turn one of this row's replacements into a text that holds its word again, with that
    /// replacement and that text: replacing would never end.
    pub fn undone_by<'a>(&'a self, others: &'a [(&'a str, &'a Row)]) -> impl Iterator<Item = (&'a str, &'a str, String)> {
        let back = |to: &str, other: &Row| {
            other.to.iter().filter_map(|turned| other.applied(to, turned)).find(|text| text.contains(&*self.word))
        };
        let pairs = self
            .to
            .iter()
            .flat_map(move |to| others.iter().map(move |(name, other)| (to.as_str(), *name, *other)))
            .filter(|(_, _, other)| !std::ptr::eq(*other, self));
        pairs.filter_map(move |(to, name, other)| Some((name, to, back(to, other)?)))
    }
}

/// The shortest text in which two words overlap as much as they can: 法制 and 执法制式 give 执法制式; nothing if they cannot.
fn joined(word: &str, right: &str) -> Option<String> {
    if right.contains(word) {
        return Some(right.to_owned());
    }
    let overlap = |first: &str, second: &str| {
        let cuts = first.char_indices().skip(1).map(|(at, _)| at);
        cuts.into_iter().find(|&at| second.starts_with(&first[at..])).map(|at| format!("{}{second}", &first[..at]))
    };
    [overlap(word, right), overlap(right, word)].into_iter().flatten().min_by_key(String::len)
}

/// What is wrong with a table, each fault with its key.
pub(super) fn faults(lexicon: &Lexicon) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    if lexicon.words.is_empty() {
        faults.push(("words".to_owned(), "词表里一个词也没有".to_owned()));
    }
    let mut known = HashSet::new();
    for (at, row) in lexicon.words.iter().enumerate() {
        let own = row_faults(row, row.safety.unwrap_or(lexicon.safety));
        faults.extend(own.into_iter().map(|(key, sentence)| (format!("words.{at}.{key}"), sentence)));
        if !known.insert((&row.word, &row.after, &row.before, row.since, row.until)) {
            faults.push((format!("words.{at}.word"), format!("“{}”在词表里写了两次", row.word)));
        }
    }
    faults
}

fn row_faults(row: &Row, safety: Safety) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let mut fault = |key: String, sentence: String| faults.push((key, sentence));
    if row.word.split(GAP).any(|end| end.trim().is_empty()) || row.word.matches(GAP).count() > 1 {
        fault("word".to_owned(), "词不能为空，…只能写一次，前后都要有字".to_owned());
        return faults;
    }
    for (key, list) in [("to", &row.to), ("unless", &row.unless), ("after", &row.after), ("before", &row.before)] {
        for at in (0..list.len()).filter(|&at| list[at].trim().is_empty()) {
            fault(format!("{key}.{at}"), format!("{key} 中不能有空词"));
        }
    }
    for (key, list) in [("after", &row.after), ("before", &row.before)] {
        for (at, word) in
            list.iter().enumerate().filter(|(_, word)| word.bytes().all(|b| b.is_ascii_lowercase()) && !word.is_empty())
        {
            if !CLASSES.contains(&word.as_str()) {
                fault(format!("{key}.{at}"), format!("没有 {word} 这一类，可用的有：{}", CLASSES.join("、")));
            }
        }
    }
    for (at, right) in row.unless.iter().enumerate().filter(|(_, right)| !right.is_empty()) {
        if row.word.contains(right.as_str()) {
            fault(format!("unless.{at}"), format!("“{}”里总有“{right}”，这一行永远查不出来", row.word));
        } else if row.gap().is_none() && joined(&row.word, right).is_none() {
            fault(format!("unless.{at}"), format!("“{right}”与“{}”没有相接的字，起不了作用", row.word));
        }
    }
    for (at, to) in row.to.iter().enumerate() {
        if *to == row.word || row.applied_again(to) {
            fault(format!("to.{at}"), format!("“{to}”里仍有“{}”，改了还会查出来", row.word));
        }
    }
    if row.to.len() > 1 && safety == Safety::Safe {
        fault("to".to_owned(), "有几种改法的，不能不问就改：请写 safety: offered".to_owned());
    }
    if row.since.zip(row.until).is_some_and(|(since, until)| since > until) {
        fault("since".to_owned(), "since 不能晚于 until".to_owned());
    }
    faults
}

impl Row {
    /// Whether the word still stands in its replacement, in the same surroundings.
    fn applied_again(&self, to: &str) -> bool {
        let (before, after) = (specimen_of(&self.after), specimen_of(&self.before));
        let text = format!("{before}{to}{after}");
        text.match_indices(self.literal()).any(|(at, literal)| self.found(&text, at..at + literal.len()).is_some())
    }
}
