//! Back from text to bytes: an edited draft goes into the encoding that its file has.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{Reading, Source};
use crate::span::{Lines, Position};

/// The byte order mark, as a character.
const MARK: &str = "\u{FEFF}";

/// Why an edited draft cannot go back into its file.
#[derive(Debug, thiserror::Error, miette::Diagnostic, PartialEq, Eq)]
pub enum EncodeError {
    /// The file's own bytes come out otherwise when its text is encoded again: an edit would change more than it says.
    #[error("第{}行第{}字“{character}”在文件里的字节不合{encoding}的规范，改写时保不住原样", at.line, at.column)]
    #[diagnostic(help("请先用编辑器把文件另存为UTF-8编码，再改正"))]
    NotKept {
        /// The first character whose bytes would change.
        at: Position,
        /// That character.
        character: char,
        /// The encoding.
        encoding: &'static str,
    },
    /// The edited text has a character that the encoding has not.
    #[error("改正后的文字里有{encoding}编码没有的“{character}”字")]
    #[diagnostic(help("请先用编辑器把文件另存为UTF-8编码，再改正"))]
    Lacking {
        /// The first such character.
        character: char,
        /// The encoding.
        encoding: &'static str,
    },
}

impl Source {
    /// The same draft with another text: name, format, encoding and byte order mark stay.
    pub fn with_text(&self, text: String) -> Source {
        let text: std::sync::Arc<str> = text.into();
        let Source { format, encoding, bom, .. } = *self;
        Source {
            name: self.name.clone(),
            format,
            encoding,
            bom,
            reading: Reading::of(text.clone(), format),
            text,
            lines: Lines::default(),
            shown: std::sync::OnceLock::new(),
            origins: None,
            layout: None,
        }
    }

    /// The first character of `text` that the file's encoding cannot hold. A file in which every character is one of GBK
    /// is taken for GBK, or a program that knows no GB18030 would no longer show all of it.
    pub fn lacks(&self, text: &str) -> Option<char> {
        if self.encoding == UTF_8 || text.is_ascii() {
            return None;
        }
        let lacking = lacking(text, self.encoding);
        if self.encoding != GB18030 {
            return lacking;
        }
        lacking.or_else(|| self::lacking(text, GBK).filter(|_| self::lacking(&self.text, GBK).is_none()))
    }

    /// The encoding as people call it: a file that needs no more than GBK is GBK.
    pub fn encoding_name(&self) -> &'static str {
        match self.encoding {
            encoding if encoding == GB18030 && lacking(&self.text, GBK).is_none() => GBK.name(),
            encoding => encoding.name(),
        }
    }

    /// The encoding in which the draft comes back to the `bytes` that its file had, every one: what is not edited will then
    /// be as it was.
    ///
    /// # Errors
    /// [`EncodeError::NotKept`], when there is none.
    pub fn keeping(&self, bytes: &[u8]) -> Result<&'static Encoding, EncodeError> {
        // The euro sign has one byte in GBK and two in GB18030.
        let all = if self.encoding == GB18030 { vec![GBK, GB18030] } else { vec![self.encoding] };
        let keeps = |encoding: &&'static Encoding| encoded(&self.text, self.bom, encoding).is_some_and(|again| again == bytes);
        all.iter().copied().find(keeps).ok_or_else(|| self.not_kept(&all, bytes))
    }

    /// The bytes of the draft in an encoding, its own or the one that [`Source::keeping`] gave for it before it was edited.
    ///
    /// # Errors
    /// [`EncodeError::Lacking`], when the encoding lacks a character.
    pub fn encode(&self, encoding: &'static Encoding) -> Result<Vec<u8>, EncodeError> {
        let lacking = || lacking(&self.text, encoding).unwrap_or(char::REPLACEMENT_CHARACTER);
        encoded(&self.text, self.bom, encoding)
            .ok_or_else(|| EncodeError::Lacking { character: lacking(), encoding: encoding.name() })
    }

    /// Where the bytes part from those that the text would have, by the encoding that goes furthest.
    fn not_kept(&self, encodings: &[&'static Encoding], bytes: &[u8]) -> EncodeError {
        let at = encodings.iter().map(|encoding| first_other(&self.text, encoding, bytes)).max().unwrap_or(0);
        EncodeError::NotKept {
            at: self.position(at),
            character: self.text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
            encoding: self.encoding.name(),
        }
    }
}

/// The first character that an encoding has not.
fn lacking(text: &str, encoding: &'static Encoding) -> Option<char> {
    let unicode = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
    if unicode || !encoding.encode(text).2 {
        return None;
    }
    text.chars().find(|c| encoding.encode(c.encode_utf8(&mut [0; 4])).2)
}

/// The text in an encoding, with a byte order mark if there was one; none, if the encoding lacks a character.
fn encoded(text: &str, bom: bool, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let text = if bom { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) };
    let units = |bytes: fn(u16) -> [u8; 2]| Some(text.encode_utf16().flat_map(bytes).collect());
    match encoding {
        _ if encoding == UTF_16LE => units(u16::to_le_bytes),
        _ if encoding == UTF_16BE => units(u16::to_be_bytes),
        _ => {
            let (bytes, _, lossy) = encoding.encode(&text);
            (!lossy).then(|| bytes.into_owned())
        }
    }
}

/// The first place of a text whose character has other bytes than the file has there.
fn first_other(text: &str, encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut encoder = encoding.new_encoder();
    let mut room = [0; 16];
    let mut done = 0;
    let differs = |c: &(usize, char)| {
        let mut utf8 = [0; 4];
        let (_, _, written) = encoder.encode_from_utf8_without_replacement(c.1.encode_utf8(&mut utf8), &mut room, false);
        let there = bytes.get(done..done + written);
        done += written;
        written == 0 || there != Some(&room[..written])
    };
    text.char_indices().find(differs).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    fn round(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
        let source = read("报告.txt", bytes, None).unwrap();
        let edited = source.with_text(source.text().replace(from, to));
        edited.encode(source.keeping(bytes).unwrap()).unwrap()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_keeps_what_is_not_edited() {
        let (was, is) = ("一、办件12件\r\n二、辦结\r\n", "一、办理12件\r\n二、辦结\r\n");
        let gbk = |text: &str| GBK.encode(text).0.into_owned();
        assert_eq!(round(was.as_bytes(), "办件", "办理"), is.as_bytes());
        assert_eq!(round(format!("\u{FEFF}{was}").as_bytes(), "办件", "办理"), format!("\u{FEFF}{is}").as_bytes());
        assert_eq!(round(&gbk(was), "办件", "办理"), gbk(is));
        for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(round(&utf16(was, unit), "办件", "办理"), utf16(is, unit));
            let (was, is) = (format!("\u{FEFF}{was}"), format!("\u{FEFF}{is}"));
            assert_eq!(round(&utf16(&was, unit), "办件", "办理"), utf16(&is, unit));
        }
    }

    #[test]
    fn the_euro_sign_keeps_its_one_byte_or_its_two() {
        for euro in [&b"\x80"[..], b"\xA2\xE3"] {
            let was = [&GBK.encode("收入3万").0, euro, &GBK.encode("，支出1万\n").0].concat();
            let is = [&GBK.encode("收入3万").0, euro, &GBK.encode("，开支1万\n").0].concat();
            assert_eq!(round(&was, "支出", "开支"), is);
        }
    }

    #[test]
    fn a_file_that_does_not_come_back_is_refused_with_the_place() {
        let bytes = [&GBK.encode("一、收入\n收入3万").0, &b"\xA2\xE3"[..], &GBK.encode("和").0, b"\x80\n"].concat();
        let source = read("报告.txt", &bytes, None).unwrap();
        let error = source.keeping(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "第2行第7字“€”在文件里的字节不合gb18030的规范，改写时保不住原样");
    }

    #[test]
    fn gbk_holds_what_gbk_has_and_gb18030_all() {
        let of = |text: &str| read("报告.txt", &GB18030.encode(text).0, None).unwrap();
        assert_eq!((of("青岚县").lacks("𠮷祥"), of("青岚县").encoding_name()), (Some('𠮷'), "GBK"));
        assert_eq!((of("青岚县𠮷").lacks("𠮷祥"), of("青岚县𠮷").encoding_name()), (None, "gb18030"));
        assert_eq!(read("报告.txt", "青岚县".as_bytes(), None).unwrap().lacks("𠮷祥"), None);
    }
}
