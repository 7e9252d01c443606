//! Examples: texts with ⟦ ⟧ around what a rule must find, so that nobody ever counts places.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::locate::{locate, within};
use super::parse::parse;
use super::{Example, Rule, RuleFile};

/// The marks, as one looks for them.
pub(crate) const OPEN: char = '\u{27e6}';
pub(crate) const CLOSE: char = '\u{27e7}';

/// An example's text without its marks, and where they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The text, without ⟦ ⟧ and without the line end that a YAML block leaves.
    pub text: String,
    /// What stood inside ⟦ ⟧, by place. Marks may enclose other marks, and may enclose nothing.
    pub places: Vec<Range<usize>>,
}

/// The marks do not pair; the one to blame, and how many of the same kind stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unpaired {
    /// ⟦ or ⟧.
    pub mark: char,
    /// Its number among its kind, from 0.
    pub nth: usize,
}

impl Marked {
    /// Takes the marks off a text.
    ///
    /// # Errors
    /// [`Unpaired`], if a mark lacks its partner.
    pub fn of(text: &str) -> Result<Marked, Unpaired> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let mut marked = Marked { text: String::with_capacity(text.len()), places: Vec::new() };
        let (mut open, mut opened, mut closed) = (Vec::new(), 0, 0);
        for c in text.chars() {
            match c {
                OPEN => {
                    open.push((marked.text.len(), opened));
                    opened += 1;
                }
                CLOSE => {
                    let (start, _) = open.pop().ok_or(Unpaired { mark: CLOSE, nth: closed })?;
                    marked.places.push(start..marked.text.len());
                    closed += 1;
                }
                c => marked.text.push(c),
            }
        }
        if let Some((_, nth)) = open.pop() {
            return Err(Unpaired { mark: OPEN, nth });
        }
        marked.places.sort_by_key(|place| (place.start, place.end));
        Ok(marked)
    }
}

/// The examples of a rule. Those of the rules that come with the program are read when somebody asks for them: a run that checks
/// reports never does.
#[derive(Clone, Default)]
pub struct Examples {
    list: OnceLock<Vec<Example>>,
    file: Arc<RuleFile>,
}

/// A rule of which nothing but the examples is read.
#[derive(Default, Deserialize)]
struct Shown {
    examples: Vec<Example>,
}

impl Examples {
    /// Examples that are read later.
    pub(super) fn later(file: &Arc<RuleFile>) -> Examples {
        Examples { list: OnceLock::new(), file: file.clone() }
    }
}

impl Deref for Examples {
    type Target = [Example];

    fn deref(&self) -> &[Example] {
        // `tests/rules.rs` reads them all before they ship.
        self.list.get_or_init(|| parse::<Shown>(&self.file).unwrap_or_default().examples)
    }
}

impl<'de> Deserialize<'de> for Examples {
    fn deserialize<D: Deserializer<'de>>(given: D) -> Result<Examples, D::Error> {
        Ok(Examples { list: Vec::deserialize(given)?.into(), ..Examples::default() })
    }
}

impl Serialize for Examples {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(to)
    }
}

impl fmt::Debug for Examples {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(to)
    }
}

impl Rule {
    /// The examples that show the fault, each with its number in the file.
    pub fn bad(&self) -> impl Iterator<Item = (usize, &Example, &str)> {
        self.examples.iter().enumerate().filter_map(|(at, example)| Some((at, example, example.bad.as_deref()?)))
    }

    /// Where the value of a key of an example stands in the file.
    pub(crate) fn place(&self, example: usize, key: &str) -> Range<usize> {
        locate(self.file.text(), &format!("examples.{example}.{key}")).value
    }

    /// Where the nth occurrence of some words in it stands; the value, if the file writes them otherwise.
    pub(crate) fn place_of(&self, example: usize, key: &str, words: &str, nth: usize) -> Range<usize> {
        let value = self.place(example, key);
        if words.is_empty() { value } else { within(self.file.text(), value, words, nth) }
    }

    /// Where the nth marked place of a bad example stands, marks included.
    pub(crate) fn marked_place(&self, example: usize, nth: usize) -> Range<usize> {
        let open = self.place_of(example, "bad", OPEN.encode_utf8(&mut [0; 4]), nth);
        let rest = self.file.text().get(open.start..).unwrap_or_default();
        rest.find(CLOSE).map_or(open.clone(), |at| open.start..open.start + at + CLOSE.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off_and_leave_their_places() {
        let marked = Marked::of("占⟦35%⟧，降⟦⟧。\n").unwrap();
        assert_eq!(marked.text, "占35%，降。");
        assert_eq!(marked.places, [3..6, 12..12]);
        assert_eq!(Marked::of("⟦一⟦二⟧⟧").unwrap().places, [0..6, 3..6]);
    }

    #[test]
    fn a_mark_without_partner_is_named() {
        assert_eq!(Marked::of("⟦一⟧二⟧"), Err(Unpaired { mark: CLOSE, nth: 1 }));
        assert_eq!(Marked::of("⟦一⟧⟦二"), Err(Unpaired { mark: OPEN, nth: 1 }));
    }
}
