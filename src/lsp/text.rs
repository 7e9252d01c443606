//! The text of a draft as an editor has it: changed bit by bit, with places counted in the editor's units.

use std::ops::Range;
use std::sync::OnceLock;

use gen_lsp_types::{Position, PositionEncodingKind, Range as Places};

/// What the characters of a line are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Units {
    /// Bytes.
    Utf8,
    /// As every editor can: 𠮷 counts for two.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Units {
    /// By the protocol's name.
    pub fn of(name: &str) -> Option<Units> {
        match name {
            "utf-8" => Some(Units::Utf8),
            "utf-16" => Some(Units::Utf16),
            "utf-32" => Some(Units::Utf32),
            _ => None,
        }
    }

    /// The protocol's name.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Units::Utf8 => PositionEncodingKind::UTF8,
            Units::Utf16 => PositionEncodingKind::UTF16,
            Units::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units begin in these bytes of UTF-8.
    fn count(self, bytes: &[u8]) -> usize {
        let beginnings = || bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count();
        match self {
            Units::Utf8 => bytes.len(),
            Units::Utf16 => beginnings() + bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
            Units::Utf32 => beginnings(),
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Units::Utf8 => c.len_utf8(),
            Units::Utf16 => c.len_utf16(),
            Units::Utf32 => 1,
        }
    }
}

/// How far apart the remembered counts lie, as in [`crate::span::Lines`].
const STRIDE: usize = 1024;

/// A text, with its lines found when first asked for.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    units: Units,
    index: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// Where each line starts.
    starts: Vec<u32>,
    /// Units before byte 0, STRIDE, 2·STRIDE …
    units: Vec<u32>,
}

impl Text {
    /// A text whose places are counted in `units`.
    pub fn new(text: String, units: Units) -> Text {
        Text { text, units, index: OnceLock::new() }
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place of a byte, which must be on a character boundary.
    pub fn position(&self, byte: usize) -> Position {
        let index = self.index();
        let line = index.starts.partition_point(|&start| start as usize <= byte) - 1;
        let units = self.units_before(byte) - self.units_before(index.starts[line] as usize);
        Position { line: line as u32, character: units as u32 }
    }

    /// The place of a stretch of bytes.
    pub fn range(&self, bytes: Range<usize>) -> Places {
        Places { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte at a place. Beyond the end of a line is its end, beyond the last line the end of the text, and what lies inside
    /// a character, as between two surrogates, is its beginning.
    pub fn byte(&self, at: Position) -> usize {
        let starts = &self.index().starts;
        let Some(&start) = starts.get(at.line as usize) else { return self.text.len() };
        let end = starts.get(at.line as usize + 1).map_or(self.text.len(), |&next| next as usize);
        let line = self.text[start as usize..end].trim_end_matches(['\n', '\r']);
        let mut left = at.character as usize;
        for (offset, c) in line.char_indices() {
            let width = self.units.width(c);
            if left < width {
                return start as usize + offset;
            }
            left -= width;
        }
        start as usize + line.len()
    }

    /// The bytes between two places, whichever comes first.
    pub fn bytes(&self, places: &Places) -> Range<usize> {
        let (start, end) = (self.byte(places.start), self.byte(places.end));
        start.min(end)..start.max(end)
    }

    /// The text after a change.
    pub fn changed(&self, places: &Places, words: &str) -> Text {
        let bytes = self.bytes(places);
        let parts = [&self.text[..bytes.start], words, &self.text[bytes.end..]];
        Text::new(parts.concat(), self.units)
    }

    /// Units that begin before a byte.
    fn units_before(&self, byte: usize) -> usize {
        let known = &self.index().units;
        let at = (byte / STRIDE).min(known.len() - 1);
        known[at] as usize + self.units.count(&self.text.as_bytes()[at * STRIDE..byte])
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let after = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
                .map(|at| at as u32 + 1);
            let starts = std::iter::once(0).chain(after).collect();
            let mut count = 0;
            let counts = bytes.chunks(STRIDE).map(|chunk| {
                count += self.units.count(chunk) as u32;
                count
            });
            Index { starts, units: std::iter::once(0).chain(counts).collect() }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    fn all() -> [Units; 3] {
        [Units::Utf8, Units::Utf16, Units::Utf32]
    }

    #[test]
    fn a_character_beyond_the_basic_plane_counts_in_each_unit() {
        let word = "一\u{20BB7}丙";
        for (units, column) in all().into_iter().zip([7, 3, 2]) {
            let text = Text::new(format!("甲\r\n{word}\n"), units);
            let byte = text.as_str().find('丙').unwrap();
            assert_eq!(text.position(byte), at(1, column), "{units:?}");
            assert_eq!(text.byte(at(1, column)), byte, "{units:?}");
        }
        let text = Text::new(word.to_owned(), Units::Utf16);
        assert_eq!(text.byte(at(0, 2)), 3, "between two surrogates");
    }

    #[test]
    fn places_that_are_not_there_are_moved_to_the_nearest() {
        let text = Text::new("甲乙\r\n丙".to_owned(), Units::Utf16);
        assert_eq!(text.byte(at(0, 99)), 6, "the line end is not part of the line");
        assert_eq!(text.byte(at(9, 0)), text.as_str().len());
        assert_eq!(text.byte(at(u32::MAX, u32::MAX)), text.as_str().len());
        let back = Places { start: at(1, 1), end: at(0, 1) };
        assert_eq!(text.changed(&back, "丁").as_str(), "甲丁");
        assert_eq!(Text::default().byte(at(3, 3)), 0);
    }

    proptest! {
        #[test]
        fn every_byte_comes_back(text in "[a甲\u{20BB7}\r\n]{0,60}", repeat in 1..60usize) {
            for units in all() {
                let text = Text::new(text.repeat(repeat), units);
                for (byte, c) in text.as_str().char_indices() {
                    // A place inside a line end is one that no editor names.
                    if c != '\n' && c != '\r' {
                        prop_assert_eq!(text.byte(text.position(byte)), byte);
                    }
                }
            }
        }
    }
}
