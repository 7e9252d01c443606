//! A text being rewritten from front to back, and the joining of two rewritings into one.

use super::{Piece, Repair};
use crate::span::Span;

/// A rewriting under way: what is not replaced is copied.
pub(super) struct Draft<'a> {
    from: &'a str,
    done: usize,
    text: String,
    pieces: Vec<Piece>,
}

/// A finished rewriting.
pub(super) struct Rewritten {
    pub text: String,
    pub pieces: Vec<Piece>,
}

impl<'a> Draft<'a> {
    pub fn of(from: &'a str) -> Self {
        Draft { from, done: 0, text: String::new(), pieces: Vec::new() }
    }

    /// Reads the bytes `start..end` as `read`. Calls come in order and do not overlap.
    pub fn put(&mut self, start: usize, end: usize, repair: Repair, read: &str) {
        debug_assert!(self.done <= start && start < end);
        if self.text.capacity() == 0 {
            self.text.reserve(self.from.len());
        }
        self.text.push_str(&self.from[self.done..start]);
        let at = self.text.len();
        self.text.push_str(read);
        self.done = end;
        push(&mut self.pieces, Piece { repair, written: Span::new(start, end), read: Span::new(at, self.text.len()) });
    }

    /// The rewriting, or nothing when nothing was replaced.
    pub fn finish(mut self) -> Option<Rewritten> {
        if self.pieces.is_empty() {
            return None;
        }
        self.text.push_str(&self.from[self.done..]);
        Some(Rewritten { text: self.text, pieces: self.pieces })
    }
}

/// Adds a piece; neighbouring traditional characters become one, or a traditional page would hold a piece a character.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.last_mut() {
        Some(last) if last.is_linear() && piece.is_linear() && last.written.end == piece.written.start => {
            last.written.end = piece.written.end;
            last.read.end = piece.read.end;
        }
        _ => pieces.push(piece),
    }
}

/// A walk over the pieces of one rewriting, in places of the text between two.
struct Walk<'a> {
    left: &'a [Piece],
    /// The ends of a piece: in the middle, and on the far side.
    sides: fn(&Piece) -> [(u32, u32); 2],
    /// Far side minus middle, after the last piece taken.
    drift: i64,
    /// How far into the middle the piece to come was taken already.
    cut: u32,
}

impl Walk<'_> {
    /// Where the piece to come lies in the middle.
    fn middle(&self) -> Option<(u32, u32)> {
        self.left.first().map(|piece| (self.sides)(piece)[0]).map(|(start, end)| (start.max(self.cut), end))
    }

    /// Takes a run of traditional characters as far as `next`, where the other rewriting has a piece inside it.
    fn take_upto(&mut self, next: u32) -> Option<Repair> {
        let piece = self.left.first().filter(|piece| piece.is_linear())?;
        let [(start, end), _] = (self.sides)(piece);
        (start.max(self.cut) < next && next < end).then(|| self.cut = next)?;
        Some(piece.repair)
    }

    /// The far side of a place of the middle that no piece to come lies before.
    fn far(&self, middle: u32) -> usize {
        (i64::from(middle) + self.drift) as usize
    }

    /// Takes the piece to come and gives where it ends in the middle.
    fn take(&mut self) -> Option<(Repair, u32)> {
        let (piece, left) = self.left.split_first()?;
        let [(_, middle), (_, far)] = (self.sides)(piece);
        self.drift = i64::from(far) - i64::from(middle);
        self.left = left;
        Some((piece.repair, middle))
    }
}

/// Joins two rewritings, the second made from the text of the first: `a` leads from the written text to a middle one,
/// `b` from there to the reading. Pieces that share part of the middle become one, as a no-break space that turned out
/// to be a stray one. Linear in the number of pieces.
pub(super) fn join(a: &[Piece], b: &[Piece]) -> Vec<Piece> {
    let mut a = Walk { left: a, sides: |p| [(p.read.start, p.read.end), (p.written.start, p.written.end)], drift: 0, cut: 0 };
    let mut b = Walk { left: b, sides: |p| [(p.written.start, p.written.end), (p.read.start, p.read.end)], drift: 0, cut: 0 };
    let mut joined = Vec::new();
    while let Some(start) = [a.middle(), b.middle()].into_iter().flatten().map(|(start, _)| start).min() {
        let (written, read) = (a.far(start), b.far(start));
        if let Some(next) = a.middle().map(|(next, _)| next)
            && let Some(repair) = b.take_upto(next)
        {
            push(&mut joined, Piece { repair, written: Span::new(written, a.far(next)), read: Span::new(read, b.far(next)) });
            continue;
        }
        let mut repairs = [None; 2];
        let mut end = start;
        for (walk, repair) in [(&mut a, 0), (&mut b, 1)] {
            // Of two pieces at one place the skipped one comes first, and alone.
            if walk.middle().is_some_and(|(from, _)| from == start) && repairs[0].is_none_or(|_| end > start) {
                let (what, to) = walk.take().unwrap_or((Repair::Width, start));
                repairs[repair] = Some(what);
                end = end.max(to);
            }
        }
        loop {
            let inside = |walk: &Walk| walk.middle().is_some_and(|(from, _)| from < end);
            let (walk, repair) = if inside(&a) {
                (&mut a, 0)
            } else if inside(&b) {
                (&mut b, 1)
            } else {
                break;
            };
            if let Some((what, to)) = walk.take() {
                repairs[repair].get_or_insert(what);
                end = end.max(to);
            }
        }
        let repair = outcome(repairs);
        push(&mut joined, Piece { repair, written: Span::new(written, a.far(end)), read: Span::new(read, b.far(end)) });
    }
    joined
}

/// What a joined piece is called: damage explains itself, else the last word counts, and a traditional character
/// never hides another repair (its pieces are taken to run in step).
fn outcome(repairs: [Option<Repair>; 2]) -> Repair {
    match repairs {
        // Code and entities are no damage: what was done to the words they stand for is.
        [Some(Repair::Format | Repair::Escape), Some(last)] if last != Repair::Traditional => last,
        [Some(first), Some(Repair::Traditional)] => first,
        [Some(first @ (Repair::Shift | Repair::LostMark | Repair::Garbled | Repair::Markup)), _] => first,
        [_, Some(last)] => last,
        [Some(first), None] => first,
        [None, None] => Repair::Invisible,
    }
}
