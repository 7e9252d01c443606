//! The reading of a text, and the way back from it to the text as written.

use std::borrow::Cow;
use std::sync::Arc;

use super::draft::{self, Draft};
use super::format::Format;
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
    /// Code of the file's own format, skipped, or read as a line end or space: `</p><p>`, `**`.
    Format,
    /// A character that the format writes otherwise, and white space that does not count: `&ldquo;`, `\\*`.
    Escape,
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
    /// Where code of the format stands in the written text, in order.
    code: Vec<Span>,
}

/// The work of a step of reading.
type Work = for<'a> fn(&mut Draft<'a>, &'a str);

/// One step of reading: what must be in a text for it to have work, and the work.
struct Step {
    needs: u32,
    work: Work,
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
    /// Reads the text of a file. Linear in its length; a plain text without damage is only looked through once.
    pub fn of(text: Arc<str>, format: Format) -> Reading {
        let mut reading = Reading { text, pieces: Vec::new(), code: Vec::new() };
        if let Some(work) = format.step() {
            reading = reading.then(work);
            let code = reading.pieces.iter().filter(|piece| piece.repair == Repair::Format);
            reading.code = code.map(|piece| piece.written).collect();
        }
        let census = Census::of(&reading.text);
        STEPS.iter().filter(|step| census.has(step.needs)).fold(reading, |reading, step| reading.then(step.work))
    }

    fn then(self, work: Work) -> Reading {
        let mut draft = Draft::of(&self.text);
        work(&mut draft, &self.text);
        let Some(next) = draft.finish() else { return self };
        let pieces = if self.pieces.is_empty() { next.pieces } else { draft::join(&self.pieces, &next.pieces) };
        Reading { text: next.text.into(), pieces, code: self.code }
    }

    /// Whether a stretch of the written text has code of the format in it, so that it cannot be rewritten as words.
    pub fn has_code(&self, span: Span) -> bool {
        let next = self.code.partition_point(|code| code.end <= span.start);
        self.code.get(next).is_some_and(|code| code.overlaps(&span) && !span.is_empty() || code.start < span.start)
    }

    /// A stretch of the written text without the code in it.
    pub(super) fn without_code<'t>(&self, text: &'t str, span: Span) -> Cow<'t, str> {
        // A place beside the characters shows nothing, and is no reason to fail.
        let words_of = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        if !self.has_code(span) {
            return Cow::Borrowed(words_of(span.start as usize, span.end as usize));
        }
        let (mut words, mut done) = (String::new(), span.start as usize);
        let first = self.code.partition_point(|code| code.end <= span.start);
        for code in self.code[first..].iter().take_while(|code| code.start < span.end) {
            words += words_of(done, (code.start as usize).max(done));
            done = code.end as usize;
        }
        words += words_of(done.min(span.end as usize), span.end as usize);
        words.into()
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
