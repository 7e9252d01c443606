//! Numbers that belong to a person: identity cards, mobile phones, bank cards. Whatever leaves the program shows them masked.

use std::borrow::Cow;
use std::ops::Range;

use fnv::FnvHashMap;

use super::reading::Reading;
use crate::span::Span;

mod digits;
mod kind;

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
    /// Every stretch of digits that one of them is recognised by, and which of its places hold inner digits, a bit each. A text may have a
    /// hundred thousand numbers, and as many words to look for them in.
    known: FnvHashMap<[u8; TELLING], u8>,
    /// Nothing where there is nothing to mask.
    pub text: Option<Box<str>>,
    pub reading: Option<Box<str>>,
}

/// A number, its digits as ASCII, and those that are hidden with their places in the text as written.
struct Found {
    number: Private,
    digits: Vec<u8>,
    inner: Vec<(usize, char)>,
}

impl Found {
    fn written(text: &str, kind: PrivateKind, at: Range<usize>) -> Found {
        let number = Private { kind, span: Span::new(at.start, at.end) };
        Found { number, digits: digits::of(&text[at.clone()]), inner: inner(text, kind, at) }
    }

    /// One that is whole in the reading only: in the text a tag with digits of its own may stand in it, `138<h2>0000`.
    fn read(text: &str, reading: &Reading, kind: PrivateKind, at: Range<usize>) -> Found {
        let written = |(at, sign): (usize, char)| {
            let place = reading.written(Span::new(at, at + sign.len_utf8())).range();
            let signs = text[place.clone()].char_indices().filter(|(_, c)| digits::is_sign(*c));
            signs.map(move |(within, c)| (place.start + within, c)).collect::<Vec<_>>()
        };
        let inner = inner(reading.text(), kind, at.clone()).into_iter().flat_map(written).collect();
        let span = reading.written(Span::new(at.start, at.end));
        Found { number: Private { kind, span }, digits: digits::of(&reading.text()[at]), inner }
    }
}

/// Digits of a known number that are recognised in other words; fewer are a year, a count or one end of the number.
const TELLING: usize = 7;

impl Shown {
    /// Looks for numbers in a text and its reading: a stray space or a tag may divide a number in the one that is whole in the other.
    pub fn of(text: &str, reading: &Reading) -> Shown {
        let mut found: Vec<Found> = find(text).map(|(kind, at)| Found::written(text, kind, at)).collect();
        if !reading.pieces().is_empty() {
            let is_new = |one: &Found| {
                let next = found.partition_point(|known| known.number.span.end <= one.number.span.start);
                found.get(next).is_none_or(|known| !known.number.span.overlaps(&one.number.span))
            };
            let read = find(reading.text()).map(|(kind, at)| Found::read(text, reading, kind, at));
            let new: Vec<Found> = read.filter(is_new).collect();
            found.extend(new);
            found.sort_by_key(|one| one.number.span);
        }
        let numbers: Vec<Private> = found.iter().map(|one| one.number).collect();
        if numbers.is_empty() {
            return Shown { numbers, known: FnvHashMap::default(), text: None, reading: None };
        }
        let hidden = found.iter().flat_map(|one| one.inner.iter().copied()).collect();
        let mut known = FnvHashMap::default();
        found.iter().for_each(|one| learn(one.number.kind, &one.digits, &mut known));
        let mut shown = Shown { numbers, known, text: None, reading: None };
        shown.text = Some(shown.masked(text, |number| number.span.range(), hidden).into());
        let place = |number: &Private| reading.read_of(number.span).range();
        let hidden = shown.numbers.iter().flat_map(|number| inner(reading.text(), number.kind, place(number))).collect();
        shown.reading = Some(shown.masked(reading.text(), place, hidden).into());
        shown
    }

    /// A text of the draft without the inner digits of its numbers, wherever else these stand in it too. In a number itself only
    /// its own, which are `hidden` already, go.
    fn masked(&self, text: &str, place: impl Fn(&Private) -> Range<usize>, mut hidden: Vec<(usize, char)>) -> String {
        let places: Vec<Range<usize>> = self.numbers.iter().map(place).collect();
        let outside =
            |at: usize| places[..places.partition_point(|place| place.start <= at)].last().is_none_or(|place| at >= place.end);
        hidden.extend(self.hidden(text).into_iter().filter(|(at, _)| outside(*at)));
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
        for Run { digits, .. } in runs(words, TELLING) {
            // Which of the last digits looked at are inner ones, the newest in the lowest bit.
            let mut inner = 0_u8;
            for end in 0..digits.len() + TELLING - 1 {
                inner <<= 1;
                if let Some(stretch) = (end + 1).checked_sub(TELLING).and_then(|start| digits.get(start..=end)) {
                    let stretch: [u8; TELLING] = std::array::from_fn(|at| stretch[at].value);
                    inner |= self.known.get(&stretch).copied().unwrap_or_default();
                }
                // The digit that no further stretch holds.
                if let Some(digit) = (end + 1).checked_sub(TELLING).and_then(|start| digits.get(start))
                    && inner >> (TELLING - 1) & 1 == 1
                {
                    hidden.push((digit.at, digit.sign));
                }
            }
        }
        hidden
    }
}

/// Adds the stretches of a number to those that are known.
fn learn(kind: PrivateKind, number: &[u8], known: &mut FnvHashMap<[u8; TELLING], u8>) {
    let (head, tail) = kind.ends();
    let inner = head..number.len().saturating_sub(tail);
    for (start, stretch) in number.windows(TELLING).enumerate() {
        let Ok(stretch) = <[u8; TELLING]>::try_from(stretch) else { continue };
        let places = (start..start + TELLING).fold(0, |places, at| places << 1 | u8::from(inner.contains(&at)));
        *known.entry(stretch).or_default() |= places;
    }
}

/// Any text with the private numbers in it masked: for what was never a draft, as a message of a failure.
pub fn mask(text: &str) -> Cow<'_, str> {
    let hidden: Vec<_> = find(text).flat_map(|(kind, place)| inner(text, kind, place)).collect();
    if hidden.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(starred(text, hidden)) }
}

/// The inner digits of a number that stands at a place.
fn inner(text: &str, kind: PrivateKind, place: Range<usize>) -> Vec<(usize, char)> {
    let (head, tail) = kind.ends();
    let signs = text[place.clone()].char_indices().filter(|(_, c)| digits::is_sign(*c));
    let mut signs: Vec<(usize, char)> = signs.map(|(at, c)| (place.start + at, c)).collect();
    signs.truncate(signs.len().saturating_sub(tail));
    signs.drain(..head.min(signs.len()));
    signs
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
