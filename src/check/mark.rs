//! The marks of a text, listed once for all checks that look at marks.

use std::sync::OnceLock;

use super::pairs::{self, Slip};
use crate::document::Document;
use crate::span::{Read, Span};

/// One mark of the reading, or the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it begins.
    pub at: u32,
    /// Itself; `\n` for any end of a line.
    pub sign: char,
}

/// What is known of a text's marks, each part worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Marks {
    list: OnceLock<Vec<Mark>>,
    slips: OnceLock<Vec<Slip>>,
}

impl Mark {
    /// The bytes it takes.
    pub fn span(&self) -> Span<Read> {
        Span::new(self.at as usize, self.end())
    }

    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.at as usize + self.sign.len_utf8()
    }
}

impl Marks {
    /// Marks and line ends in their order.
    pub(super) fn list(&self, doc: &Document) -> &[Mark] {
        self.list.get_or_init(|| list(doc.text()))
    }

    /// What is wrong with marks that come in pairs.
    pub(super) fn slips(&self, doc: &Document) -> &[Slip] {
        self.slips.get_or_init(|| pairs::slips(doc, self.list(doc)))
    }
}

/// One look through the text, a character a step.
fn list(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks = Vec::with_capacity(bytes.len() / 24);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let mut take = |sign: char| marks.push(Mark { at: at as u32, sign });
        at += match byte {
            b'\n' | b'\r' => {
                take('\n');
                if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 }
            }
            b'"' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'-' => {
                take(char::from(byte));
                1
            }
            0xE2 | 0xE3 | 0xEF => {
                let sign = text[at..].chars().next().unwrap_or(' ');
                if is_mark(sign) {
                    take(sign);
                }
                3
            }
            ..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0.. => 4,
        };
    }
    marks
}

/// Marks of Chinese writing and what is written for them: `●` for `·`, `＜` for `〈`.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2027}' | '\u{2033}' | '\u{2219}' | '\u{22C5}' | '\u{25CF}' | '\u{30FB}' | '\u{FF65}')
        || matches!(sign, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{2E3A}')
        || matches!(sign, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// A Chinese character.
pub(super) fn is_han(sign: char) -> bool {
    matches!(sign, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}')
}

/// The character before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character after a place.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a stretch is long enough or stopped often enough to be no word or name: it holds one of ，。；：！？ or a line end.
pub(super) fn has_stop(text: &str) -> bool {
    text.contains(['\u{FF0C}', '。', '\u{FF1B}', '\u{FF1A}', '\u{FF01}', '\u{FF1F}', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn marks_are_listed_and_words_are_not() {
        let signs = |text| list(text).iter().map(|mark| mark.sign).collect::<String>();
        assert_eq!(signs("《条例》共〇条，\u{3000}２“A”é𠮷-\r\n●"), "《》\u{FF0C}“”-\n●");
    }
}
