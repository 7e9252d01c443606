//! A word or phrase that stands twice in a row by accident: 推进推进, 司法行政司法行政.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};
use crate::document::{BlockKind, Document};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { doubled: { words: [推进, 加强] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Doubled {
    /// Words that never stand twice in a row. Phrases of four characters and more need not be named.
    pub words: Vec<String>,
    /// Words inside which one of them does: 目的的.
    #[serde(default)]
    pub right: Vec<String>,
    /// Each word twice, made at the first use.
    #[serde(skip)]
    #[schemars(skip)]
    twice: OnceLock<Vec<String>>,
}

/// Phrases of so many bytes are found without being named: four to ten characters.
const PERIODS: [usize; 7] = [12, 15, 18, 21, 24, 27, 30];
/// How many bytes one look at the text takes in.
const LOOK: usize = 4;

impl Kind for Doubled {
    fn run(&self, on: &On, say: &mut Say) {
        let mut found = Vec::new();
        for hit in on.hits {
            let half = hit.start as usize + hit.len() / 2;
            found.push((*hit, Span::new(half, hit.end as usize)));
        }
        phrases(on.doc, &mut found);
        found.retain(|(both, _)| !self.is_right(on.doc, *both));
        found.sort();
        let mut told: Option<Span<Read>> = None;
        for (both, second) in found {
            if told.is_some_and(|told| told.overlaps(&both)) || !runs(on.doc, both) {
                continue;
            }
            let word = on.doc.slice(second);
            // 的的的 is told and mended once.
            let rest = &on.doc.text()[second.end as usize..];
            let more = rest.len() - rest.trim_start_matches(word).len();
            let (both, second) = (longer(both, more), longer(second, more));
            told = Some(both);
            say.at(both).value("word", word).fix(format!("删去多写的“{word}”"), second, "", Safety::Offered);
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["word"]
    }

    fn literals(&self) -> Vec<&str> {
        self.twice.get_or_init(|| self.words.iter().map(|word| word.repeat(2)).collect()).iter().map(String::as_str).collect()
    }
}

fn longer(span: Span<Read>, by: usize) -> Span<Read> {
    Span::new(span.start as usize, span.end as usize + by)
}

impl Doubled {
    /// Whether a doubled word stands inside one of the words in which it is right.
    fn is_right(&self, doc: &Document, hit: Span<Read>) -> bool {
        let (text, twice) = (doc.text(), doc.slice(hit));
        self.right.iter().any(|right| {
            let from = right.find(twice).and_then(|at| (hit.start as usize).checked_sub(at));
            from.is_some_and(|from| text.get(from..).is_some_and(|rest| rest.starts_with(right.as_str())))
        })
    }
}

/// Whether a place lies in running text or a heading.
fn runs(doc: &Document, at: Span<Read>) -> bool {
    let running = [BlockKind::Paragraph, BlockKind::Lead, BlockKind::Heading];
    doc.block_at(at.start).is_some_and(|block| running.contains(&block.kind) && at.end <= block.span.end)
}

/// Phrases that stand twice in a row. What repeats after `period` bytes does so for `period` bytes on end, so that a look every few bytes
/// meets it; a look compares four bytes at once.
fn phrases(doc: &Document, found: &mut Vec<(Span<Read>, Span<Read>)>) {
    let bytes = doc.text().as_bytes();
    for period in PERIODS {
        let mut at = 0;
        while at + period + LOOK <= bytes.len() {
            if bytes[at..at + LOOK] != bytes[at + period..at + period + LOOK] {
                at += period - LOOK + 1;
                continue;
            }
            let (start, end) = stretch(bytes, at, period);
            at = end.max(at + period - LOOK + 1);
            if end - start >= period {
                found.extend(phrase(doc, start, period));
            }
        }
    }
}

/// How far around a place the bytes are the same as those `period` further on. No further than it takes to tell.
fn stretch(bytes: &[u8], at: usize, period: usize) -> (usize, usize) {
    let same = |at: &usize| bytes.get(at + period) == Some(&bytes[*at]);
    let back = (at.saturating_sub(period)..at).rev().take_while(same).count();
    let on = (at..bytes.len()).take(2 * period).take_while(same).count();
    (at - back, at + on)
}

/// The phrase that repeats from a place on, if it is one of words: all Han, and not itself a repetition (一件一件).
fn phrase(doc: &Document, start: usize, period: usize) -> Option<(Span<Read>, Span<Read>)> {
    let text = doc.text();
    let start = (start..start + 3).find(|at| text.is_char_boundary(*at))?;
    let (first, second) = (text.get(start..start + period)?, text.get(start + period..start + 2 * period)?);
    let han = |sign: char| ('\u{4e00}'..='\u{9fff}').contains(&sign);
    let again = [3, 6, 9].iter().any(|part| first.get(*part..2 * part) == first.get(..*part));
    (first == second && first.chars().all(han) && !again)
        .then(|| (Span::new(start, start + 2 * period), Span::new(start + period, start + 2 * period)))
}
