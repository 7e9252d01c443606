//! Places in a text: byte spans, lines and columns.
//!
//! Two texts exist side by side, the one as *written* and the *reading* of it (see [`crate::source`]).
//! A span says which one it belongs to by its type, so that a position found in the reading cannot be
//! shown to a user before it has been carried over to the written text.

use std::marker::PhantomData;
use std::sync::OnceLock;

/// Marks spans in the text as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {}

/// Marks spans in the reading: the text with damage repaired and marks unified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Read {}

/// A half-open range of bytes, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<Text = Written> {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    text: PhantomData<Text>,
}

impl<Text> Span<Text> {
    /// The span from `start` to `end`, both counted in bytes.
    ///
    /// # Panics
    /// If `end` lies before `start`, or either lies beyond 4 GiB: texts are limited far below that when they are read.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        let of = |at: usize| u32::try_from(at).expect("texts are limited to far less than 4 GiB");
        Span { start: of(start), end: of(end), text: PhantomData }
    }

    /// The bytes as a range, to slice a text with.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Span<Text>) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(&self, other: &Span<Text>) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(&self, other: &Span<Text>) -> Span<Text> {
        Span { start: self.start.min(other.start), end: self.end.max(other.end), text: PhantomData }
    }
}

/// A place as people and editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, counted in characters (Unicode scalar values).
    pub column: usize,
    /// From 0, counted in bytes of the decoded text.
    pub byte: usize,
}

/// How far apart the remembered character counts lie: a lookup counts at most this many bytes,
/// so that a text of one endless line costs no more a finding than any other.
const STRIDE: usize = 1024;

/// The lines of a text, to turn bytes into positions. Built when first asked.
#[derive(Debug, Default)]
pub struct Lines {
    index: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// Where each line starts.
    starts: Vec<u32>,
    /// Characters before byte 0, STRIDE, 2·STRIDE …
    characters: Vec<u32>,
}

impl Lines {
    /// The position of `byte` in `text`, which must be the same text at every call.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let index = self.index(text);
        let line = index.starts.partition_point(|&start| start as usize <= byte) - 1;
        let column = index.count(text, byte) - index.count(text, index.starts[line] as usize);
        Position { line: line + 1, column: column + 1, byte }
    }

    /// The bytes of line `line` (from 1) of `text`, without its line end.
    pub fn line(&self, text: &str, line: usize) -> Option<Span> {
        let starts = &self.index(text).starts;
        let start = *starts.get(line.checked_sub(1)?)? as usize;
        let end = starts.get(line).map_or(text.len(), |&next| next as usize);
        Some(Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len()))
    }

    fn index(&self, text: &str) -> &Index {
        self.index.get_or_init(|| {
            let bytes = text.as_bytes();
            let after = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
                .map(|at| at as u32 + 1);
            let starts = std::iter::once(0).chain(after).collect();
            let mut characters = Vec::with_capacity(bytes.len() / STRIDE + 1);
            let mut count = 0;
            for chunk in bytes.chunks(STRIDE) {
                characters.push(count);
                count += beginnings(chunk) as u32;
            }
            Index { starts, characters }
        })
    }
}

impl Index {
    /// Characters that begin before `byte`.
    fn count(&self, text: &str, byte: usize) -> usize {
        let Some(&before) = self.characters.get(byte / STRIDE).or(self.characters.last()) else { return 0 };
        let from = (byte / STRIDE).min(self.characters.len() - 1) * STRIDE;
        before as usize + beginnings(&text.as_bytes()[from..byte])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count()
}

/// Whether a sign stands in a text. It is looked for by its last byte, which few others share; the general search sets out with more work than
/// a clause has to offer.
pub fn holds(text: &str, sign: char) -> bool {
    let mut bytes = [0; 4];
    let sign = sign.encode_utf8(&mut bytes).as_bytes();
    let last = sign[sign.len() - 1];
    memchr::memchr_iter(last, text.as_bytes()).any(|at| text.as_bytes()[..=at].ends_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let text = "一、成效\r\n甲𠮷乙\n丙\r丁";
        let lines = Lines::default();
        let at = |needle: &str| {
            let Position { line, column, .. } = lines.position(text, text.find(needle).unwrap());
            (line, column)
        };
        assert_eq!(at("成"), (1, 3));
        assert_eq!(at("乙"), (2, 3));
        assert_eq!(at("丙"), (3, 1));
        assert_eq!(at("丁"), (4, 1));
        assert_eq!(lines.line(text, 1).map(|l| &text[l.range()]), Some("一、成效"));
        assert_eq!(lines.line(text, 5), None);
    }

    #[test]
    fn a_long_line_counts_from_the_nearest_remembered_place() {
        let text = "法".repeat(5000);
        let lines = Lines::default();
        for character in [0, 1, 341, 342, 4999, 5000] {
            assert_eq!(lines.position(&text, character * 3).column, character + 1);
        }
    }
}
