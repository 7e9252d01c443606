//! The reading of a text, and the way back from it to the text as written.

use std::sync::Arc;

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
    /// A pinyin note after a character, skipped: `區(qū)委`.
    Gloss,
    /// A traditional character, read as the simplified one: `區`.
    Traditional,
    /// A run whose GBK bytes were read one off: `?。ㄒ唬┥钊胴瀼芈鋵?` read as `（一）深入贯彻落实`.
    Shift,
    /// A mark lost to a shift and what it dragged along: `成效?,F(xiàn)將` read as `成效。现将`.
    LostMark,
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

/// The text as it was meant, each piece tied to the span it came from.
/// Where nothing was repaired it shares the written text and costs nothing.
#[derive(Debug)]
pub struct Reading {
    text: Arc<str>,
    /// Sorted, none overlapping; between them both texts are the same.
    pieces: Vec<Piece>,
}

impl Reading {
    /// Reads a text.
    pub fn of(text: Arc<str>) -> Reading {
        Reading { text, pieces: Vec::new() }
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
        Span::new(span.start as usize, span.end as usize)
    }

    /// The pieces that touch a span of the reading, skipped text strictly inside it included.
    pub fn pieces_in(&self, span: Span<Read>) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.read.end < span.start);
        let to = self.pieces.partition_point(|piece| piece.read.start <= span.end);
        &self.pieces[from..to.max(from)]
    }
}
