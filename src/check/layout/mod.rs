//! The layout of a .docx against the norms of `rules/facts/layout.yaml`; for any other format there is nothing to see.
//!
//! A norm is held to the places that the parsed text has for it. A text in which most norms are not kept has another layout or none:
//! that is told once, by the rule without a norm, and the rules on single norms are silent.

mod laid;
mod measure;
mod norm;
mod survey;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use laid::Laid;
pub use norm::{Element, Font, Norm, Property};
pub(in crate::check) use norm::{fonts, norms};

use super::{Kind, On, Say, Spot, Tables};
use crate::document::Document;
use crate::source::layout::Layout;
use crate::span::{Read, Span};
use measure::{Eye, Seen};
use survey::{Place, Survey};

/// `check: { layout: { norm: title-font } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoutCheck {
    /// The norm of `rules/facts/layout.yaml` that is not kept; if left out, a text that keeps few of them.
    #[serde(default)]
    pub norm: Option<String>,
}

/// A text that keeps fewer norms than not, and not so many, has another layout, or none.
const OTHER: usize = 4;

/// Fewer characters are no stretch of a text: a 〇 or a rare character in a font that has it.
const STRETCH: usize = 2;

/// What is known of a text's layout, worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Looks {
    seen: OnceLock<(Survey, Tally)>,
}

/// How far a text keeps the norms.
#[derive(Debug, Default)]
struct Tally {
    /// How many norms are kept.
    kept: usize,
    /// What the others are about.
    broken: Vec<String>,
}

impl Tally {
    fn is_other(&self) -> bool {
        self.broken.len() >= OTHER && self.broken.len() > self.kept
    }
}

/// A norm at one place.
enum Verdict {
    Kept,
    /// It looks like this.
    Broken(Span<Read>, Seen),
    /// It is kept but for a stretch, which looks like this.
    Stretch(Span, Seen),
}

impl Kind for LayoutCheck {
    fn run(&self, on: &On, say: &mut Say) {
        let Some(layout) = on.doc.source.layout() else { return };
        let (survey, tally) = on.looks.seen.get_or_init(|| {
            let survey = Survey::of(on.doc, layout);
            let tally = tally(&eye(on.doc, layout, &survey, on.tables), &on.tables.layout);
            (survey, tally)
        });
        match (&self.norm, survey.top) {
            (None, Some(top)) if tally.is_other() => {
                let said = say.at(top);
                said.value("kept", tally.kept.to_string()).value("broken", tally.broken.len().to_string());
                said.value("list", tally.broken.join("、"));
            }
            (Some(norm), _) if !tally.is_other() => {
                let rows = on.tables.layout.iter().filter(|row| row.norm == *norm);
                tell(&eye(on.doc, layout, survey, on.tables), rows, say);
            }
            _ => {}
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        if self.norm.is_some() { vec!["about", "seen", "demand"] } else { vec!["kept", "broken", "list"] }
    }
}

/// Tells where the rows of a norm are not kept. What several rows have to say of one place, as of the margins of a page, is said at once.
fn tell<'a>(eye: &Eye, rows: impl Iterator<Item = &'a Norm>, say: &mut Say) {
    let mut told: Vec<(Spot, [Vec<String>; 3])> = Vec::new();
    for row in rows {
        for verdict in verdicts(eye, row) {
            let (at, seen) = match verdict {
                Verdict::Kept => continue,
                Verdict::Broken(at, seen) => (Spot::from(at), seen),
                Verdict::Stretch(at, seen) => (Spot::from(at), seen),
            };
            let words = [row.about(), seen.words, row.demand()];
            match told.last_mut().filter(|(last, _)| *last == at) {
                Some((_, lists)) => {
                    for (list, word) in lists.iter_mut().zip(words).filter(|(list, word)| list.last() != Some(word)) {
                        list.push(word);
                    }
                }
                None => told.push((at, words.map(|word| vec![word]))),
            }
        }
    }
    for (at, [about, seen, demand]) in told {
        let said = say.spot(at);
        said.value("about", about.join("、")).value("seen", seen.join("、")).value("demand", demand.join("、"));
    }
}

fn eye<'a>(doc: &'a Document, layout: &'a Layout, survey: &'a Survey, tables: &'a Tables) -> Eye<'a> {
    Eye { doc, layout, survey, fonts: &tables.fonts }
}

/// Which norms a text keeps, each by most of its places.
fn tally(eye: &Eye, rows: &[Norm]) -> Tally {
    let mut tally = Tally::default();
    for (at, row) in rows.iter().enumerate().filter(|(at, row)| rows[..*at].iter().all(|other| other.norm != row.norm)) {
        let verdicts = rows[at..].iter().filter(|other| other.norm == row.norm).flat_map(|row| verdicts(eye, row));
        let weight = |verdict| if matches!(verdict, Verdict::Broken(..)) { 1 } else { -1 };
        match verdicts.map(weight).collect::<Vec<i64>>().as_slice() {
            [] => {}
            weights if weights.iter().sum::<i64>() > 0 => tally.broken.push(row.about()),
            _ => tally.kept += 1,
        }
    }
    tally
}

/// A norm at all places that it is for, as far as these can be judged.
fn verdicts(eye: &Eye, norm: &Norm) -> Vec<Verdict> {
    let judged = |at: Span<Read>, seen: Seen| if seen.meets(norm) { Verdict::Kept } else { Verdict::Broken(at, seen) };
    let top = eye.survey.top;
    match norm.of {
        Element::Page => top.zip(eye.page(norm.property)).map(|(at, seen)| judged(at, seen)).into_iter().collect(),
        Element::PageNumber | Element::OddPageNumber | Element::EvenPageNumber => {
            let numbers = eye.numbers(norm.of);
            let seen = numbers.into_iter().filter_map(|number| eye.number(number, norm.of, norm.property));
            seen.filter_map(|seen| Some(judged(top?, seen))).collect()
        }
        element => {
            let places = eye.survey.places.iter().filter(|place| place.element == element);
            match Eye::is_of_letters(norm.property) {
                true => places.flat_map(|place| letters(eye, norm, place)).collect(),
                false => places
                    .filter_map(|place| Some(judged(pointed(eye.doc, place), eye.paragraph(place, norm.property)?)))
                    .collect(),
            }
        }
    }
}

/// The letters of a place: most of them count, and stretches that look otherwise.
fn letters(eye: &Eye, norm: &Norm, place: &Place) -> Vec<Verdict> {
    let (mut all, mut known) = (0, 0);
    let mut broken: Vec<(usize, Span, Seen)> = Vec::new();
    for run in eye.layout.paragraphs[place.paragraph].within(place.written) {
        let start = run.text.start.max(place.written.start) as usize;
        let span = Span::new(start, (run.text.end.min(place.written.end) as usize).max(start));
        let characters = eye.characters(span);
        all += characters;
        let Some(seen) = eye.letters(run, norm.property).filter(|_| characters > 0) else { continue };
        known += characters;
        if !seen.meets(norm) {
            broken.push((characters, span, seen));
        }
    }
    let off: usize = broken.iter().map(|(characters, ..)| characters).sum();
    if off * 2 > all {
        let most = broken.into_iter().max_by_key(|(characters, ..)| *characters);
        return most.map(|(_, _, seen)| Verdict::Broken(pointed(eye.doc, place), seen)).into_iter().collect();
    }
    let stretch = |(characters, _, seen): &(usize, Span, Seen)| *characters >= STRETCH && !seen.may_stand_within(norm);
    let mut verdicts: Vec<Verdict> =
        broken.into_iter().filter(stretch).map(|(_, span, seen)| Verdict::Stretch(span, seen)).collect();
    if verdicts.is_empty() && known * 2 > all {
        verdicts.push(Verdict::Kept);
    }
    verdicts
}

/// What is pointed at: all of a line that is one, of a paragraph the first clause.
fn pointed(doc: &Document, place: &Place) -> Span<Read> {
    if place.element != Element::Body {
        return place.span;
    }
    let words = doc.slice(place.span);
    let end = words.find(['\u{FF0C}', '。', '\u{FF1A}', '\u{FF1B}']).unwrap_or(words.len());
    let start = place.span.start as usize;
    Span::new(start, start + end)
}
