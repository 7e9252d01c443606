//! A line as its reader sees it. Of a page or of Markdown that is a paragraph without tags and marks; places are carried over.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{Repair, Source};

/// So many bytes before and behind a place are looked at: a page may be one line.
const AROUND: usize = 1 << 12;

/// A line, or the paragraph in it that a place stands in.
pub(super) struct View<'s> {
    /// The text that [`View::line`] lies in.
    pub text: Cow<'s, str>,
    pub line: Range<usize>,
    /// What of the file the paragraph is; the whole text, where nothing is skipped.
    part: Range<usize>,
    /// Code in it.
    code: Vec<Range<usize>>,
}

impl<'s> View<'s> {
    /// The paragraph around `spot`, which stands in `line`.
    pub fn of(source: &'s Source, line: Range<usize>, spot: &Range<usize>) -> View<'s> {
        let text = source.shown();
        let reading = source.reading();
        let from = spot.start.saturating_sub(AROUND);
        let pieces = reading.pieces();
        let first = pieces.partition_point(|piece| (piece.written.end as usize) < from.max(line.start));
        let near = pieces[first..].iter().take_while(|piece| (piece.written.start as usize) < (spot.end + AROUND).min(line.end));
        let code: Vec<_> = near.filter(|piece| piece.repair == Repair::Format).collect();
        if code.is_empty() {
            return View { text: Cow::Borrowed(text), line, part: 0..text.len(), code: Vec::new() };
        }
        let mut part = line;
        let mut skipped = Vec::new();
        for piece in code {
            let written = piece.written.range();
            match reading.text()[piece.read.range()].contains('\n') {
                true if written.end <= spot.start => {
                    part.start = part.start.max(written.end);
                    skipped.clear();
                }
                true if written.start >= spot.start => {
                    part.end = part.end.min(written.start.max(spot.start));
                    break;
                }
                _ => skipped.push(written),
            }
        }
        let mut shown = String::new();
        let mut done = part.start;
        for code in &mut skipped {
            *code = code.start.max(part.start)..code.end.min(part.end);
            shown += text.get(done..code.start).unwrap_or_default();
            done = code.end.max(done);
        }
        shown += text.get(done..part.end).unwrap_or_default();
        View { line: 0..shown.len(), text: shown.into(), part, code: skipped }
    }

    /// Where a stretch of the file stands in [`View::text`]; none, if it begins elsewhere.
    pub fn of_file(&self, span: &Range<usize>) -> Option<Range<usize>> {
        if self.code.is_empty() && self.part.start == 0 && self.text.len() == self.part.end {
            return Some(span.clone());
        }
        let inside = self.part.start <= span.start && span.start <= self.part.end;
        inside.then(|| self.place(span.start)..self.place(span.end).max(self.place(span.start)))
    }

    fn place(&self, at: usize) -> usize {
        let at = at.clamp(self.part.start, self.part.end);
        let skipped: usize = self.code.iter().map(|code| code.end.min(at).saturating_sub(code.start)).sum();
        at - self.part.start - skipped
    }
}
