//! The reading of a text, and the way back from it to the text as written.

use std::sync::Arc;

use super::draft::{self, Draft};
use super::{census::Census, garbled, gloss, invisible, markup, radical, shift, space, traditional, width};
use crate::span::{Read, Span};

/// What was done to a stretch of the written text to get the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repair {
    /// A half-width mark in Chinese context, read as its full-width form: `,` as `，`.
    Width,
    /// A stray space inside words, skipped: `517 宗`.
    Space,
    /// An invisible character: NBSP read as a space, zero-width characters skipped.
    Invisible,
    /// A line break inside a paragraph of a Word document, read as a line end.
    Break,
    /// A pinyin note after a character, skipped: `區(qū)委`.
    Gloss,
    /// A traditional character, read as the simplified one: `區`. A run of them is one piece.
    Traditional,
    /// A run whose GBK bytes were read one off: `?。ㄒ唬┥钊胴瀼芈鋵?` read as `（一）深入贯彻落实`.
    Shift,
    /// A mark lost to a shift and what it dragged along: `成效?,F(xiàn)將` read as `成效。现将`.
    LostMark,
    /// UTF-8 that was decoded as GBK or Latin-1, decoded again: `娉曟不` read as `法治`.
    Garbled,
    /// A tag or an entity of a web page: `<br>` read as a line end, `&ldquo;` as `“`.
    Markup,
    /// A radical used as a character, as PDF readers copy it: `⼀` read as `一`.
    Radical,
}

/// One stretch that the reading has otherwise than the written text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What was done.
    pub repair: Repair,
    /// The stretch as written; never empty.
    pub written: Span,
    /// The stretch as read; empty where the reading skips.
    pub read: Span<Read>,
}

impl Piece {
    /// Whether the stretch is skipped in the reading.
    pub fn is_skipped(&self) -> bool {
        self.read.is_empty()
    }

    /// Whether both sides run in step, character by character, so that places inside can be carried over exactly.
    pub(super) fn is_linear(&self) -> bool {
        self.repair == Repair::Traditional && self.written.len() == self.read.len()
    }
}

/// The text as it was meant, each piece tied to the span it came from.
/// Where nothing was repaired it shares the written text and costs nothing.
#[derive(Debug)]
pub struct Reading {
    text: Arc<str>,
    /// Sorted, none overlapping; between them both texts are the same.
    pieces: Vec<Piece>,
}

/// One step of reading: what must be in a text for it to have work, and the work.
struct Step {
    needs: u32,
    work: for<'a> fn(&mut Draft<'a>, &'a str),
}

/// The steps, each on the text the one before it left. Damage to bytes comes first, since its bytes are those of the
/// characters as written; spaces last, since they are judged by the marks beside them.
const STEPS: [Step; 9] = [
    Step { needs: Census::GARBLED, work: garbled::recover },
    Step { needs: Census::MARKUP, work: markup::strip },
    Step { needs: Census::RADICAL, work: radical::unify },
    Step { needs: Census::BROKEN, work: shift::mend },
    Step { needs: Census::TRADITIONAL, work: traditional::fold },
    Step { needs: Census::INVISIBLE, work: invisible::clear },
    Step { needs: Census::TONE, work: gloss::skip },
    Step { needs: Census::MARK, work: width::widen },
    Step { needs: Census::GAP, work: space::close },
];

impl Reading {
    /// Reads a text. Linear in its length; a text without damage is only looked through once.
    pub fn of(text: Arc<str>) -> Reading {
        let census = Census::of(&text);
        STEPS.iter().filter(|step| census.has(step.needs)).fold(Reading { text, pieces: Vec::new() }, Reading::then)
    }

    fn then(self, step: &Step) -> Reading {
        let mut draft = Draft::of(&self.text);
        (step.work)(&mut draft, &self.text);
        match draft.finish() {
            None => self,
            Some(next) if self.pieces.is_empty() => Reading { text: next.text.into(), pieces: next.pieces },
            Some(next) => Reading { pieces: draft::join(&self.pieces, &next.pieces), text: next.text.into() },
        }
    }

    /// The text as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was done to get it, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Carries a span of the reading over to the written text. Ends that lie inside a repaired piece move out to
    /// its edges; skipped text at either end stays outside; an empty span stays empty and keeps to what stands before it.
    pub fn written(&self, span: Span<Read>) -> Span {
        let (start, end) = (span.start, span.end);
        // The last piece that lies wholly before an end, skipped ones at the end itself left outside.
        let upto = self.pieces.partition_point(|p| p.read.end < end || p.read.end == end && !p.is_skipped());
        if start == end {
            let at = self.carry(upto, end, |piece| piece.written.start);
            return Span::new(at, at);
        }
        let from = self.pieces.partition_point(|p| p.read.end <= start);
        Span::new(self.carry(from, start, |piece| piece.written.start), self.carry(upto, end, |piece| piece.written.end))
    }

    /// A place of the reading in the written text, `next` being the first piece that does not lie before it.
    fn carry(&self, next: usize, at: u32, edge: fn(&Piece) -> u32) -> usize {
        let at = match self.pieces.get(next) {
            Some(piece) if piece.read.start < at && piece.is_linear() => piece.written.start + (at - piece.read.start),
            Some(piece) if piece.read.start < at => edge(piece),
            _ => match next.checked_sub(1).map(|last| self.pieces[last]) {
                Some(last) => last.written.end + (at - last.read.end),
                None => at,
            },
        };
        at as usize
    }

    /// Carries a span of the written text over to the reading. Ends inside a repaired piece move out to its edges;
    /// a span of skipped text is empty.
    pub fn read_of(&self, span: Span) -> Span<Read> {
        let next = |at: u32| self.pieces.partition_point(|p| p.written.end <= at);
        let carry = |at: u32, edge: fn(&Piece) -> u32| {
            let next = next(at);
            let at = match self.pieces.get(next) {
                Some(piece) if piece.written.start < at && piece.is_linear() => piece.read.start + (at - piece.written.start),
                Some(piece) if piece.written.start < at => edge(piece),
                _ => match next.checked_sub(1).map(|last| self.pieces[last]) {
                    Some(last) => last.read.end + (at - last.written.end),
                    None => at,
                },
            };
            at as usize
        };
        let start = carry(span.start, |piece| piece.read.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, carry(span.end, |piece| piece.read.end))
    }

    /// The pieces that touch a span of the reading, skipped text strictly inside it included.
    pub fn pieces_in(&self, span: Span<Read>) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.read.end < span.start);
        let to = self.pieces.partition_point(|piece| piece.read.start <= span.end);
        &self.pieces[from..to.max(from)]
    }
}
