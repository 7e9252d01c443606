//! What of a text tells when: the latest day it can know of, and the words around a name that make it past or yet to come.

use super::super::date::signed;
use super::day::Day;
use crate::document::{Document, years_in};
use crate::span::{Read, Span};

/// Reports are due in the spring; one without a date is not written later than this.
const LATEST: (u32, u32) = (6, 30);

/// The last day of which a report can tell: its own date, but not before its year is over.
pub(super) fn latest(doc: &Document) -> Option<Day> {
    let report = doc.year?;
    let over = Day { year: report, month: 12, day: 31 };
    let signed = signed(doc).map(|(_, (year, month, day))| Day { year, month, day });
    Some(signed.unwrap_or(Day { year: report + 1, month: LATEST.0, day: LATEST.1 }).max(over))
}

/// How far a sentence is looked through on each side, in bytes.
const REACH: usize = 900;

/// A place with the words around it.
pub(super) struct Around<'d> {
    /// What stands before it in its clause.
    pub before: &'d str,
    /// What follows it in its clause.
    pub after: &'d str,
    /// Its sentence.
    pub sentence: &'d str,
}

impl<'d> Around<'d> {
    pub(super) fn of(doc: &'d Document, at: Span<Read>) -> Option<Around<'d>> {
        let block = doc.block_at(at.start)?;
        let text = doc.text();
        let (start, end) = (at.start as usize, at.end as usize);
        let from = (start.saturating_sub(REACH).max(block.span.start as usize)..start).find(|at| text.is_char_boundary(*at));
        let to = (end..=(end + REACH).min(block.span.end as usize)).rev().find(|at| text.is_char_boundary(*at));
        let (before, after) = (&text[from.unwrap_or(start)..start], &text[end..to.unwrap_or(end)]);
        let sentence = {
            let from = before.rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
            let to = after.find('。').unwrap_or(after.len());
            &text[start - (before.len() - from)..end + to]
        };
        let stops = ['。', '\u{FF0C}', '\u{FF1B}', '\u{FF1A}', '\n'];
        let start =
            before.char_indices().rev().find(|(_, sign)| stops.contains(sign)).map_or(0, |(at, sign)| at + sign.len_utf8());
        Some(Around { before: &before[start..], after: &after[..after.find(stops).unwrap_or(after.len())], sentence })
    }

    /// Whether one of these words stands in its clause.
    pub(super) fn clause_has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.before.contains(word) || self.after.contains(word))
    }

    /// Whether one of these words stands in its sentence.
    pub(super) fn sentence_has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.sentence.contains(word))
    }

    /// Whether its sentence names a year up to this one, and so speaks of the past: 2018年原县工商局.
    pub(super) fn recalls(&self, year: i32) -> bool {
        years_in(self.sentence).any(|named| named <= year)
    }
}

/// Whether a place lies in the name of a document.
pub(super) fn in_title(around: &Around) -> bool {
    around.before.rfind('《') > around.before.rfind('》')
}
