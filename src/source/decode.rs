//! From bytes to text: which encoding, and whether it is a text at all.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

#[cfg(feature = "docx")]
use super::docx;
use super::{Changes, Format, Source, invisible, magic};

/// The largest file that is read, in bytes. A report has some 15 KB.
pub const LIMIT: usize = 64 << 20;

/// How many units tell whether bytes are UTF-16, and how many of a hundred must look like it.
const UNITS: usize = 4096;
const UNITS_ALIKE: usize = 90;

/// More control characters than one in so many make a file no text.
const CONTROLS: usize = 64;

/// Why bytes could not become a text.
#[derive(Debug, thiserror::Error, miette::Diagnostic, PartialEq, Eq)]
pub enum SourceError {
    /// There is nothing in it, or nothing but white space.
    #[error("文件是空的，或者只有空白")]
    #[diagnostic(help("请确认选对了文件，并且已经保存"))]
    Empty,
    /// It is larger than [`LIMIT`].
    #[error("文件有{}MB，超过了{}MB的上限", size.div_ceil(1 << 20), LIMIT >> 20)]
    #[diagnostic(help("一份报告通常只有几十KB，请确认选对了文件；若是多份报告合在一起，请分开保存"))]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// It is a file of another kind.
    #[error("这是{kind}，不能直接检查")]
    #[diagnostic(help("{help}"))]
    Binary {
        /// What it seems to be, in Chinese.
        kind: &'static str,
        /// The way to a text, in Chinese.
        help: &'static str,
    },
    /// It is a text in an encoding that is not known, or has bytes that are not of its encoding.
    #[error("按{encoding}解码到第{}个字节时遇到无法识别的内容", offset + 1)]
    #[diagnostic(help("请在编辑器中另存为UTF-8编码；若知道文件实际的编码，用 --encoding 指明，如 --encoding gb18030"))]
    Undecodable {
        /// The encoding that was tried and went furthest.
        encoding: &'static str,
        /// The first byte that is not of that encoding, from 0.
        offset: usize,
    },
    /// It is a PDF without words, or whose words are only shapes.
    #[error("PDF里没有可以取出的文字，多半是扫描件")]
    #[diagnostic(help("请取得报告的Word文档（.docx），或先用文字识别（OCR）软件转成文字再检查"))]
    Scanned,
    /// It is a Word document that cannot be read.
    #[cfg(feature = "docx")]
    #[error(transparent)]
    #[diagnostic(transparent)]
    Docx(#[from] docx::DocxError),
}

/// Reads a draft. `name` is how it will be called in messages; `encoding`, when given, overrides detection, except that
/// a byte order mark always speaks for itself.
///
/// # Errors
/// [`SourceError`], when the bytes are no text, are too many, or would be decoded with losses.
pub fn read(name: &str, bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Source, SourceError> {
    read_changes(name, bytes, encoding, Changes::Accepted)
}

/// The same, when the tracked changes of a document are not to be read as accepted.
///
/// # Errors
/// As for [`read`].
pub fn read_changes(
    name: &str,
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    changes: Changes,
) -> Result<Source, SourceError> {
    if bytes.len() > LIMIT {
        return Err(SourceError::TooLarge { size: bytes.len() });
    }
    if let Some(source) = document(name, bytes, changes)? {
        return Ok(source);
    }
    if let Some((kind, help)) = magic::kind(bytes) {
        return Err(SourceError::Binary { kind, help });
    }
    let format = Format::of(name);
    let (encoding, bom) = match Encoding::for_bom(bytes) {
        Some((found, length)) => (Some(found), length),
        None => (encoding, 0),
    };
    let body = &bytes[bom..];
    let (encoding, text) = match encoding {
        Some(encoding) => (named(encoding), decode(body, encoding, bom)?),
        None => declared(body, format).map_or_else(|| detect(body), Ok)?,
    };
    if is_blank(&text) {
        return Err(SourceError::Empty);
    }
    let text: Arc<str> = text.into();
    if let Some((kind, help)) = unreadable(&text) {
        return Err(SourceError::Binary { kind, help });
    }
    Ok(Source::whole(name, format, encoding, bom > 0, text))
}

/// Reads in the encoding that the file says it has, if its bytes do not say another: a page that was saved again in UTF-8
/// often still calls itself gb2312.
fn declared(bytes: &[u8], format: Format) -> Option<(&'static Encoding, Cow<'_, str>)> {
    let encoding = format.charset(bytes).filter(|_| bytes.is_ascii() || std::str::from_utf8(bytes).is_err())?;
    decode(bytes, encoding, 0).ok().map(|text| (named(encoding), text))
}

/// Whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c != '\0' && invisible::reads(c).is_some())
}

/// A Word document as a source; none for other files.
#[cfg(feature = "docx")]
pub(super) fn document(name: &str, bytes: &[u8], changes: Changes) -> Result<Option<Source>, SourceError> {
    if !bytes.starts_with(magic::ARCHIVE) {
        return Ok(None);
    }
    let words = match docx::read(bytes, changes) {
        Ok(words) => words,
        Err(docx::Refusal::NotWord) => return Ok(None),
        Err(docx::Refusal::Fault(fault)) => return Err(fault.into()),
    };
    if is_blank(&words.text) {
        return Err(SourceError::Empty);
    }
    let text: Arc<str> = words.text.into();
    let source = Source::whole(name, Format::Docx, UTF_8, false, text);
    Ok(Some(Source { origins: Some(Arc::new(words.origins)), layout: Some(Arc::new(words.layout)), ..source }))
}

/// Built without Word documents.
#[cfg(not(feature = "docx"))]
pub(super) fn document(_: &str, _: &[u8], _: Changes) -> Result<Option<Source>, SourceError> {
    Ok(None)
}

/// Finds the encoding: UTF-8 if it is valid, else UTF-16 if it looks like it, else GB18030.
fn detect(bytes: &[u8]) -> Result<(&'static Encoding, Cow<'_, str>), SourceError> {
    let utf8 = std::str::from_utf8(bytes);
    let nul = memchr::memchr(0, bytes).is_some();
    if let Ok(text) = utf8
        && !nul
    {
        return Ok((UTF_8, text.into()));
    }
    for encoding in [UTF_16LE, UTF_16BE] {
        if looks_utf16(bytes, encoding)
            && let Ok(text) = decode(bytes, encoding, 0)
        {
            return Ok((encoding, text));
        }
    }
    if nul {
        return Err(SourceError::Binary { kind: magic::UNKNOWN.0, help: magic::UNKNOWN.1 });
    }
    let Err(utf8) = utf8 else { return decode(bytes, UTF_8, 0).map(|text| (UTF_8, text)) };
    let broken = SourceError::Undecodable { encoding: "UTF-8", offset: utf8.valid_up_to() };
    if is_broken_utf8(bytes) {
        return Err(broken);
    }
    match decode(bytes, GB18030, 0) {
        Ok(text) => Ok((GB18030, text)),
        Err(SourceError::Undecodable { offset, .. }) if offset < utf8.valid_up_to() => Err(broken),
        Err(error) => Err(error),
    }
}

/// GBK is called by the name of the standard that holds it.
fn named(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Decodes without losses. `skipped` is the length of the byte order mark, counted in an error's offset.
fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding, skipped: usize) -> Result<Cow<'a, str>, SourceError> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| SourceError::Undecodable {
        encoding: named(encoding).name(),
        offset: skipped + first_bad(bytes, encoding),
    })
}

/// The first byte that is not of an encoding.
fn first_bad(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = [0; 4096];
    let mut done = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[done..], &mut room, true);
        done += read;
        match result {
            DecoderResult::InputEmpty => return bytes.len(),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                return done.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
}

/// Whether bytes without a mark are UTF-16: nearly all units are letters and marks of a Chinese text.
fn looks_utf16(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return false;
    }
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let alike = |unit: &u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0x2010..=0x2030 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let units = bytes.chunks_exact(2).take(UNITS);
    let (all, found) = (units.len(), units.map(unit).filter(|unit| alike(unit)).count());
    found * 100 >= all * UNITS_ALIKE
}

/// Whether bytes are UTF-8 but for a few: read as GB18030 they would come out as another, meaningless text.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|&c| c > '\u{7FF}').count();
        bad += chunk.invalid().len();
    }
    good > bad
}

/// A text that holds more control characters than a text does.
fn unreadable(text: &str) -> Option<(&'static str, &'static str)> {
    let control = |byte: &u8| u8::from(matches!(byte, 0..=8 | 0x0E..=0x1F | 0x7F));
    // Counted in bytes, many at once.
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().map(control).sum::<u8>());
    let controls: usize = text.as_bytes().chunks(usize::from(u8::MAX)).map(in_chunk).sum();
    (controls > text.len() / CONTROLS && controls > 2 || memchr::memchr(0, text.as_bytes()).is_some()).then_some(magic::UNKNOWN)
}
