//! Numbers that belong to a person: identity cards, mobile phones, bank cards. Whatever leaves the program shows them masked.

use std::borrow::Cow;
use std::ops::Range;

use super::reading::Reading;
use crate::span::Span;

mod digits;

pub(super) use digits::find;
use digits::{Run, runs};

/// What a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrivateKind {
    /// An identity card: 18 characters with a date and a checksum, or 15 of the old form where the words say so.
    Identity,
    /// A mobile phone.
    Phone,
    /// A bank card.
    Card,
}

impl PrivateKind {
    /// How many digits stay readable at the two ends: 4301**********1234, 138****5678.
    fn ends(self) -> (usize, usize) {
        match self {
            PrivateKind::Phone => (3, 4),
            PrivateKind::Identity | PrivateKind::Card => (4, 4),
        }
    }
}

/// A private number in the text as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Private {
    /// What it belongs to.
    pub kind: PrivateKind,
    /// Where, separators inside it included.
    pub span: Span,
}

/// The private numbers of a text, and the text and its reading as they may be shown.
#[derive(Debug)]
pub(super) struct Shown {
    pub numbers: Vec<Private>,
    /// The digits of each, as ASCII.
    digits: Vec<(PrivateKind, Vec<u8>)>,
    /// Nothing where there is nothing to mask.
    pub text: Option<Box<str>>,
    pub reading: Option<Box<str>>,
}

/// Digits of a known number that are recognised in other words; fewer are a year, a count or one end of the number.
const TELLING: usize = 7;

impl Shown {
    /// Looks for numbers in a text and its reading: a stray space may divide a number in the one that is whole in the other.
    pub fn of(text: &str, reading: &Reading) -> Shown {
        let mut numbers: Vec<Private> =
            find(text).map(|(kind, at)| Private { kind, span: Span::new(at.start, at.end) }).collect();
        if !reading.pieces().is_empty() {
            let read = find(reading.text());
            let read = read.map(|(kind, at)| Private { kind, span: reading.written(Span::new(at.start, at.end)) });
            let new: Vec<Private> = read.filter(|one| numbers.iter().all(|known| !known.span.overlaps(&one.span))).collect();
            numbers.extend(new);
            numbers.sort_by_key(|number| number.span);
        }
        if numbers.is_empty() {
            return Shown { numbers, digits: Vec::new(), text: None, reading: None };
        }
        let digits = numbers.iter().map(|number| (number.kind, digits::of(&text[number.span.range()]))).collect();
        let mut shown = Shown { numbers, digits, text: None, reading: None };
        shown.text = Some(shown.masked(text, |number| number.span.range()).into());
        shown.reading = Some(shown.masked(reading.text(), |number| reading.read_of(number.span).range()).into());
        shown
    }

    /// A text of the draft with its numbers masked, wherever else their digits stand in it too.
    fn masked(&self, text: &str, place: impl Fn(&Private) -> Range<usize>) -> String {
        let places: Vec<Range<usize>> = self.numbers.iter().map(place).collect();
        // In a number itself only its own inner digits go.
        let outside =
            |at: usize| places[..places.partition_point(|place| place.start <= at)].last().is_none_or(|place| at >= place.end);
        let mut hidden = self.hidden(text);
        hidden.retain(|(at, _)| outside(*at));
        self.numbers.iter().zip(&places).for_each(|(number, place)| inner(text, number.kind, place.clone(), &mut hidden));
        starred(text, hidden)
    }

    /// Other words of ours with what they hold of the numbers masked, whole or in part.
    pub fn mask<'w>(&self, words: &'w str) -> Cow<'w, str> {
        if self.numbers.is_empty() {
            return Cow::Borrowed(words);
        }
        let hidden = self.hidden(words);
        if hidden.is_empty() { Cow::Borrowed(words) } else { Cow::Owned(starred(words, hidden)) }
    }

    /// The inner digits of the numbers in some words, with their places.
    fn hidden(&self, words: &str) -> Vec<(usize, char)> {
        let mut hidden = Vec::new();
        for run in runs(words, TELLING) {
            self.digits.iter().for_each(|(kind, number)| hide(&run, *kind, number, &mut hidden));
        }
        hidden
    }
}

/// The digits of a run that are inner digits of a number.
fn hide(run: &Run, kind: PrivateKind, number: &[u8], hidden: &mut Vec<(usize, char)>) {
    let (head, tail) = kind.ends();
    let inner = head..number.len().saturating_sub(tail);
    for offset in 0..run.digits.len() + number.len() {
        // `offset` is where the end of the number comes to lie in the run.
        let (from, at) = (number.len().saturating_sub(offset), offset.saturating_sub(number.len()));
        let pairs = number[from..].iter().zip(&run.digits[at.min(run.digits.len())..]);
        let same: Vec<bool> = pairs.map(|(a, digit)| *a == digit.value).collect();
        let mut start = 0;
        for stretch in same.split_inclusive(|same| !same) {
            let length = stretch.iter().filter(|same| **same).count();
            if length >= TELLING {
                let alike = (start..start + length).filter(|index| inner.contains(&(from + index)));
                hidden.extend(alike.map(|index| (run.digits[at + index].at, run.digits[at + index].sign)));
            }
            start += stretch.len();
        }
    }
}

/// Any text with the private numbers in it masked: for what was never a draft, as a message of a failure.
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut hidden = Vec::new();
    find(text).for_each(|(kind, place)| inner(text, kind, place, &mut hidden));
    if hidden.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(starred(text, hidden)) }
}

/// The inner digits of a number that stands at a place.
fn inner(text: &str, kind: PrivateKind, place: Range<usize>, hidden: &mut Vec<(usize, char)>) {
    let (head, tail) = kind.ends();
    let signs = text[place.clone()].char_indices().filter(|(_, c)| digits::is_sign(*c));
    let signs: Vec<(usize, char)> = signs.map(|(at, c)| (place.start + at, c)).collect();
    hidden.extend(signs.get(head..signs.len().saturating_sub(tail)).unwrap_or_default());
}

/// The text with these characters replaced by asterisks of their length, so that all places stay true.
fn starred(text: &str, mut hidden: Vec<(usize, char)>) -> String {
    hidden.sort_unstable();
    hidden.dedup();
    let mut starred = String::with_capacity(text.len());
    let mut done = 0;
    for (at, c) in hidden {
        starred.push_str(&text[done..at]);
        starred.push(if c.is_ascii() { '*' } else { '\u{FF0A}' });
        done = at + c.len_utf8();
    }
    starred + &text[done..]
}
