//! UTF-8 that was decoded as another encoding: `娉曟不锛` for `法治，` (as GBK), `æ³•æ²»` for `法治` (as Latin-1).
//!
//! Encoded back and decoded as what it is, such a stretch comes out whole or not at all: bytes of other text are hardly
//! ever valid UTF-8 from end to end. A character that lost a byte on the way stays as written.

use encoding_rs::{GBK, WINDOWS_1252};

use super::draft::Draft;
use super::reading::Repair;
use super::script;

/// The fewest Chinese characters that make a garbled stretch, where it is itself of Chinese characters.
const LEAST: usize = 2;

/// What two bytes of U+FF0C, `。` or `“` in UTF-8 make in GBK. A text has marks, and hardly ever these characters.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{951B}' | '\u{7D1D}' | '\u{9286}' | '\u{9225}' | '\u{20AC}')
}

/// The bytes that a character was made of.
type Bytes = fn(char) -> Option<Vec<u8>>;

fn gbk(c: char) -> Option<Vec<u8>> {
    let mut room = [0; 4];
    let (encoded, _, lost) = GBK.encode(c.encode_utf8(&mut room));
    (!lost).then(|| encoded.into_owned())
}

/// Of Latin-1, or of what Windows makes of it.
fn latin(c: char) -> Option<Vec<u8>> {
    let mut room = [0; 4];
    let (encoded, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut room));
    if lost { u8::try_from(u32::from(c)).ok().map(|byte| vec![byte]) } else { Some(encoded.into_owned()) }
}

/// Decodes again what was decoded wrongly.
pub(super) fn recover<'a>(draft: &mut Draft<'a>, text: &'a str) {
    for (start, line) in script::lines(text) {
        // `€` is in both, so the letters are asked first.
        let (bytes, least): (Bytes, usize) = if line.chars().any(|c| matches!(c, '\u{E2}'..='\u{EF}')) {
            (latin, 1)
        } else if line.chars().any(is_sign) {
            (gbk, LEAST)
        } else {
            continue;
        };
        for (from, to, read) in Line::of(line, bytes).garbled(least) {
            draft.put(start + from, start + to, Repair::Garbled, &read);
        }
    }
}

/// A line as the bytes it was made of.
struct Line {
    /// For each character where it starts in the line and in the bytes, whether it is ASCII; and the end.
    characters: Vec<(usize, usize, bool)>,
    bytes: Vec<u8>,
}

impl Line {
    fn of(line: &str, bytes_of: Bytes) -> Line {
        let (mut characters, mut bytes) = (Vec::new(), Vec::new());
        for (at, c) in line.char_indices() {
            characters.push((at, bytes.len(), c.is_ascii()));
            // 0xFF is no byte of UTF-8: nothing reaches across.
            bytes.extend(bytes_of(c).unwrap_or_else(|| vec![0xFF]));
        }
        characters.push((line.len(), bytes.len(), true));
        Line { characters, bytes }
    }

    /// The stretches that are UTF-8 from end to end, with how they read.
    fn garbled(&self, least: usize) -> Vec<(usize, usize, String)> {
        let mut found = Vec::new();
        let mut first = 0;
        while let Some(&(from, start, ascii)) = self.characters.get(first) {
            let read = if ascii { None } else { self.read_at(start) };
            match read.map(|read| self.whole(first, start, read)).filter(|(_, read)| is_chinese(read, least)) {
                Some((last, read)) => {
                    found.push((from, self.characters[last].0, read.to_owned()));
                    first = last;
                }
                None => first += 1,
            }
        }
        found
    }

    /// The bytes from a place on, as far as they are UTF-8.
    fn read_at(&self, start: usize) -> Option<&str> {
        let bytes = &self.bytes[start..];
        let valid = match std::str::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => error.valid_up_to(),
        };
        std::str::from_utf8(&bytes[..valid]).ok().filter(|text| !text.is_empty())
    }

    /// The longest part of `read` that ends where a character of the line that is not ASCII ends.
    fn whole<'r>(&self, first: usize, start: usize, read: &'r str) -> (usize, &'r str) {
        let ends = |last: &usize| {
            let end = self.characters[*last].1 - start;
            !self.characters[*last - 1].2 && read.is_char_boundary(end)
        };
        let beyond = self.characters.partition_point(|(_, at, _)| *at <= start + read.len());
        let last = (first + 1..beyond).rev().find(ends).unwrap_or(first);
        (last, &read[..self.characters[last].1 - start])
    }
}

/// Whether a text is Chinese: letters of Latin, Greek or Cyrillic come out of bytes that are UTF-8 by chance.
fn is_chinese(text: &str, least: usize) -> bool {
    let sound = |c: char| c.is_ascii() || c > '\u{2000}' && c != '\u{FFFD}' && !matches!(c, '\u{E000}'..='\u{F8FF}');
    text.chars().all(sound) && text.chars().filter(|&c| script::is_chinese(c)).count() >= least
}

#[cfg(test)]
mod tests {
    use encoding_rs::Encoding;

    use super::*;

    fn recovered(text: &str) -> String {
        let mut draft = Draft::of(text);
        recover(&mut draft, text);
        draft.finish().map_or_else(|| text.to_owned(), |done| done.text)
    }

    /// A text as a decoder of another encoding shows its UTF-8.
    fn garble(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_garbled_line_is_decoded_again() {
        let text = "青岚县法治政府建设，全年审查文件31件，办结案卷42份，一切顺利。";
        // The last byte is alone and gone, and the character before shares its byte.
        assert!(recovered(&garble(text, GBK)).starts_with(text.trim_end_matches("利。")));
        assert_eq!(recovered(&garble(text, WINDOWS_1252)), text);
    }

    #[test]
    fn what_does_not_come_out_whole_stays() {
        for text in ["联通公司、移动公司", "木工用锛，做成家具。", "café à la carte", "全年审查31件。"]
        {
            assert_eq!(recovered(text), text);
        }
    }
}
