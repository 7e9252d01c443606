//! Stray spaces. The reading skips them, and leaves those that lay a page out or part the halves of a slogan; what it skipped
//! is on its record.

use serde::{Deserialize, Serialize};

use super::mark::{after, before, has_stop, is_han};
use super::{Kind, On, Remedy, Say};
use crate::document::{Block, BlockKind, Document};
use crate::finding::Safety;
use crate::source::{Piece, Repair};
use crate::span::{Read, Span};

/// `check: { space: { beside: figures } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Space {
    /// What the space stands between.
    pub beside: Beside,
}

/// What a stray space stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Beside {
    /// A figure and a word: 517 宗.
    Figures,
    /// Two characters, or a character and a mark: 调解 室, “枫桥经验” ，.
    Words,
}

/// How far a clause is looked through on each side.
const CLAUSE: usize = 30;

/// How many characters are shown on each side.
const SHOWN: usize = 3;

impl Kind for Space {
    fn run(&self, on: &On, say: &mut Say) {
        let pieces = on.doc.source.reading().pieces();
        // The block that was looked at last, and where its running text begins: a line may have a million spaces.
        let mut known: Option<(Span<Read>, Option<u32>)> = None;
        let mut prose = |block: &Block| match known {
            Some((span, prose)) if span == block.span => prose,
            _ => known.insert((block.span, prose(on.doc, block))).1,
        };
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.repair == Repair::Space) {
            let text = on.doc.text();
            let place = piece.read.start as usize;
            // The space behind a half-width mark goes with that: `, `.
            let goes = at.checked_sub(1).map(|last| &pieces[last]);
            let goes = goes.is_some_and(|last| last.repair == Repair::Width && last.written.end == piece.written.start);
            let figure = [before(text, place), after(text, place)].iter().flatten().any(char::is_ascii_digit);
            let mine = figure == (self.beside == Beside::Figures);
            let block = on.doc.block_at(piece.read.start).filter(|_| mine && !goes);
            let inside = block.filter(|block| (block.text.start + 1..block.text.end).contains(&piece.read.start));
            // What counts the points of a list, `- 3 公共教育`, comes before the text.
            if inside.and_then(&mut prose).is_some_and(|prose| prose < piece.read.start) && !is_columns(on, piece) {
                tell(text, piece, say);
            }
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["before", "after"]
    }
}

/// Where the first word of a block stands, if it is running text; none counts in the number of a heading, `一、 主要举措`.
fn prose(doc: &Document, block: &Block) -> Option<u32> {
    let words = doc.words(block);
    let bullet = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '*' | '#' | ' ' | '.');
    let first = words.find(|sign| !bullet(sign))?;
    let running = matches!(block.kind, BlockKind::Lead | BlockKind::Paragraph | BlockKind::Heading)
        // `其中：粮食 6.3 6.4`: a row of a table has no stops but this one.
        && words.contains(['\u{FF0C}', '。', '\u{FF1B}', '\u{FF01}', '\u{FF1F}']);
    running.then_some(block.text.start + first as u32)
}

/// `宁夏日报记者 王鼎 摄`, `（记者 陈某 通讯员 李某）`: a clause with more than one gap between its words is laid out by them.
fn is_columns(on: &On, piece: &Piece) -> bool {
    let (text, place) = (on.doc.text(), piece.read.start as usize);
    let stops = |sign: char| has_stop(sign.encode_utf8(&mut [0; 4])) || "、\u{FF08}\u{FF09}“”".contains(sign);
    let start = text[..place].char_indices().rev().take(CLAUSE).take_while(|(_, sign)| !stops(*sign)).last();
    let end = text[place..].char_indices().take(CLAUSE).take_while(|(_, sign)| !stops(*sign)).last();
    let (start, end) = (start.map_or(place, |(at, _)| at), end.map_or(place, |(at, _)| place + at));
    let clause = on.doc.source.reading().pieces_in(Span::new(start, end));
    let gaps = clause.iter().filter(|other| other.repair == Repair::Space && parts_words(text, other.read.start as usize));
    parts_words(text, place) && gaps.count() > 1
}

/// Whether both sides of a gap are characters, so that it may be meant.
fn parts_words(text: &str, place: usize) -> bool {
    [before(text, place), after(text, place)].iter().all(|sign| sign.is_some_and(is_han))
}

fn tell(text: &str, piece: &Piece, say: &mut Say) {
    let place = piece.read.start as usize;
    let lead = text[..place].char_indices().rev().take(SHOWN).last().map_or(place, |(at, _)| at);
    let tail =
        text[place..].char_indices().take(SHOWN).take_while(|(at, sign)| *at == 0 || !has_stop(sign.encode_utf8(&mut [0; 4])));
    let tail: String = tail.map(|(_, sign)| sign).collect();
    let said = say.written(piece.written).value("before", text[lead..place].trim_start()).value("after", tail);
    said.fixes.push(Remedy {
        title: "删去空格".to_owned(),
        edits: vec![(piece.written.into(), String::new())],
        safety: if parts_words(text, place) { Safety::Offered } else { Safety::Safe },
    });
}
