//! Files that another program converts first: which they are, and how what came out of it is read.

use std::sync::Arc;

use encoding_rs::UTF_8;

use super::decode::{self, SourceError, is_blank};
use super::{Changes, Format, Source, magic, pdf};

/// A file that another program must convert: LibreOffice to .docx, or pdftotext to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A Word document of the old kind, of Word or WPS: `.doc`, `.wps`.
    Doc,
    /// Rich text: `.rtf`.
    Rtf,
    /// An OpenDocument text: `.odt`.
    Odt,
    /// A page description: `.pdf`.
    Pdf,
}

/// How an OpenDocument text begins, behind the 30 bytes of an archive's first entry.
const ODT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
/// The name of the stream that holds the words of an old document, `WordDocument`, in UTF-16.
const WORDS: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";

impl Foreign {
    /// So many bytes of a file are enough for [`Foreign::guess`].
    pub const HEAD: usize = 128;

    /// What a file is, by its content and whatever its ending; none for what is read without help or by nobody.
    pub fn of(bytes: &[u8]) -> Option<Foreign> {
        let has = |name| memchr::memmem::find(bytes, name).is_some();
        Foreign::guess(bytes).filter(|kind| *kind != Foreign::Doc || has(WORDS) && !has(magic::SEALED))
    }

    /// What a file may be that begins so: of an old Office document the whole must be seen.
    pub fn guess(head: &[u8]) -> Option<Foreign> {
        match head {
            _ if head.starts_with(magic::OLE) => Some(Foreign::Doc),
            _ if head.starts_with(magic::RTF) => Some(Foreign::Rtf),
            _ if head.starts_with(magic::ARCHIVE) => head.get(30..).filter(|rest| rest.starts_with(ODT)).map(|_| Foreign::Odt),
            _ => head.starts_with(magic::PDF).then_some(Foreign::Pdf),
        }
    }

    /// The kind of file.
    pub fn format(self) -> Format {
        match self {
            Foreign::Doc => Format::Doc,
            Foreign::Rtf => Format::Rtf,
            Foreign::Odt => Format::Odt,
            Foreign::Pdf => Format::Pdf,
        }
    }

    /// What it is called, in Chinese.
    pub fn title(self) -> &'static str {
        match self {
            Foreign::Doc => "旧版Word文档（.doc、.wps）",
            Foreign::Rtf => "RTF文档（.rtf）",
            Foreign::Odt => "OpenDocument文档（.odt）",
            Foreign::Pdf => "PDF文档（.pdf）",
        }
    }
}

/// Reads what came out of the conversion: of a PDF the pages as pdftotext lays them out (`-layout -enc UTF-8`), of all others the
/// Word document that LibreOffice wrote.
///
/// # Errors
/// [`SourceError`], when that is no such thing or has no words.
pub fn read_converted(name: &str, kind: Foreign, bytes: &[u8], changes: Changes) -> Result<Source, SourceError> {
    if bytes.len() > decode::LIMIT {
        return Err(SourceError::TooLarge { size: bytes.len() });
    }
    if kind == Foreign::Pdf {
        // A sign that the page's font has no name for comes out as a byte that is none.
        let text: Arc<str> = pdf::paragraphs(&String::from_utf8_lossy(bytes)).into();
        if is_blank(&text) || pdf::is_unnamed(&text) {
            return Err(SourceError::Scanned);
        }
        return Ok(Source::whole(name, Format::Pdf, UTF_8, false, text));
    }
    let unknown = || SourceError::Binary { kind: magic::UNKNOWN.0, help: magic::UNKNOWN.1 };
    let source = decode::document(name, bytes, changes)?.ok_or_else(unknown)?;
    // Nobody writes into the document that was made on the way, so that its places lead nowhere, and its looks are the converter's.
    Ok(Source { format: kind.format(), origins: None, layout: None, ..source })
}
