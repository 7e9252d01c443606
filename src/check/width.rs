//! Half-width marks in Chinese text. The reading has them full-width; where that was done is on its record.

use serde::{Deserialize, Serialize};

use super::mark::after;
use super::{Kind, On, Remedy, Say, Spot};
use crate::document::BlockKind;
use crate::finding::Safety;
use crate::source::{Piece, Repair};
use crate::span::Span;

/// `check: { width: { fault: throughout } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Width {
    /// What to report.
    pub fault: WidthFault,
}

/// How a text comes to have half-width marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WidthFault {
    /// They are its habit: told once.
    Throughout,
    /// Full-width ones are, and this one slipped in.
    Single,
}

/// From so many on half-width marks can be a habit.
const HABIT: usize = 3;

impl Kind for Width {
    fn run(&self, on: &On, say: &mut Say) {
        let reading = on.doc.source.reading();
        let pieces = reading.pieces();
        let half = pieces.iter().filter(|piece| is_mark(on, piece)).count();
        if half == 0 {
            return;
        }
        let all = on.marks.list(on.doc).iter().filter(|mark| has_half(mark.sign)).count();
        let is_habit = half >= HABIT && half * 2 >= all;
        let places = (0..pieces.len()).filter(|&at| is_mark(on, &pieces[at]));
        match self.fault {
            WidthFault::Throughout if is_habit => {
                let edits: Vec<_> = places.clone().map(|at| edit(on, pieces, at)).collect();
                let Some(first) = places.map(|at| pieces[at].written).next() else { return };
                let said = say.written(first).value("count", half.to_string());
                said.fixes.push(Remedy { title: format!("{half}处都改为全角"), edits, safety: Safety::Safe });
            }
            WidthFault::Single if !is_habit => {
                places.filter(|&at| !is_told_elsewhere(on, &pieces[at])).for_each(|at| single(on, pieces, at, say));
            }
            _ => {}
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            WidthFault::Throughout => vec!["count"],
            WidthFault::Single => vec!["found", "expected"],
        }
    }
}

/// A half-width mark. A `?` before a word is a character that was lost: “守护青山?2020”.
fn is_mark(on: &On, piece: &Piece) -> bool {
    let lost = || {
        on.doc.slice(piece.read) == "\u{FF1F}"
            && after(on.doc.text(), piece.read.end as usize).is_some_and(|sign| sign.is_alphanumeric())
    };
    piece.repair == Repair::Width && !lost()
}

fn single(on: &On, pieces: &[Piece], at: usize, say: &mut Say) {
    let piece = &pieces[at];
    let expected = on.doc.slice(piece.read);
    let edit = edit(on, pieces, at);
    let said =
        say.written(piece.written).value("found", &on.doc.source.text()[piece.written.range()]).value("expected", expected);
    said.fixes.push(Remedy { title: format!("改为“{expected}”"), edits: vec![edit], safety: Safety::Safe });
}

/// The full-width mark instead of the half-width one and of the space that is set behind that.
fn edit(on: &On, pieces: &[Piece], at: usize) -> (Spot, String) {
    let piece = &pieces[at];
    let space = pieces.get(at + 1).filter(|next| next.repair == Repair::Space && next.written.start == piece.written.end);
    let end = space.map_or(piece.written.end, |space| space.written.end);
    (Spot::Written(Span::new(piece.written.start as usize, end as usize)), on.doc.slice(piece.read).to_owned())
}

/// The brackets of a number before a heading, of which one is full-width, have a rule of their own; what a page left is not the text's.
fn is_told_elsewhere(on: &On, piece: &Piece) -> bool {
    let Some(block) = on.doc.block_at(piece.read.start) else { return true };
    let mixed = block.marker.filter(|marker| marker.at.contains(&piece.read)).is_some_and(|marker| {
        let written = on.doc.source.reading().written(marker.at);
        on.doc.source.text()[written.range()].contains(['\u{FF08}', '\u{FF09}'])
    });
    mixed || block.kind == BlockKind::Chrome
}

/// Whether a mark has a half-width form.
fn has_half(sign: char) -> bool {
    matches!(sign, '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}')
}
