//! Bytes become a [`Source`]: the text as written, and beside it the [`Reading`] that grammar and rules see.
//!
//! Only this stage can fail.

mod census;
mod decode;
#[cfg(feature = "docx")]
mod docx;
mod draft;
mod encode;
mod flow;
mod foreign;
mod format;
mod garbled;
mod gloss;
mod html;
mod invisible;
pub mod layout;
mod magic;
mod markdown;
mod markup;
mod matter;
mod origin;
mod page;
mod pdf;
mod private;
mod radical;
mod reading;
mod script;
mod shift;
mod space;
mod traditional;
mod width;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use encoding_rs::Encoding;

#[cfg(feature = "docx")]
pub use docx::DocxError;
/// For the one module that writes packages.
#[cfg(feature = "docx")]
pub(crate) use docx::{Content, PARAGRAPHS, Package, RUNS, Refusal, Relations, Step, Tag, Walk, list_of};
pub use foreign::{Foreign, read_converted};
pub use format::Format;
use layout::Layout;
pub use origin::{Origin, Origins, Part, Run, Stuff};
pub use private::{Private, PrivateKind, mask};
pub use reading::{Piece, Reading, Repair};

use crate::span::{Lines, Position, Span};

/// What is said of a file that LibreOffice converted.
const CONVERTED: &str = "先由LibreOffice转换再检查，位置是转换后的第几段；要改稿或加批注，请用Word或WPS另存为Word文档（.docx）";
/// What is said of a PDF.
const EXTRACTED: &str =
    "文字由pdftotext取出、拼成段落后再检查，位置是拼出来的第几段，空格无从核对；有它的Word文档（.docx）时请检查那一份";

/// How the tracked changes of a document are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were rejected: the original.
    Rejected,
}

/// A draft that was read.
#[derive(Debug)]
pub struct Source {
    name: String,
    format: Format,
    encoding: &'static Encoding,
    bom: bool,
    text: Arc<str>,
    reading: Reading,
    lines: Lines,
    shown: OnceLock<private::Shown>,
    origins: Option<Arc<Origins>>,
    layout: Option<Arc<Layout>>,
}

impl Source {
    /// The path or name it was given under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of file.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding it was decoded from.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Whether the file began with a byte order mark (which is not part of [`Source::text`]).
    pub fn has_bom(&self) -> bool {
        self.bom
    }

    /// The text as written, decoded.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A stretch of the text as written, without code of the file's format.
    pub fn words(&self, span: Span) -> Cow<'_, str> {
        self.reading.without_code(&self.text, span)
    }

    /// The same as it may be shown: private numbers masked.
    pub fn shown_words(&self, span: Span) -> Cow<'_, str> {
        self.reading.without_code(self.shown(), span)
    }

    /// The text as it was meant.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Where its characters stand in the document that it was read from; none for what is a text itself.
    pub fn origins(&self) -> Option<&Origins> {
        self.origins.as_deref()
    }

    /// How it looks on paper; none for what is a text itself.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_deref()
    }

    /// The same draft, laid out so.
    pub fn laid_out(self, layout: Layout) -> Source {
        Source { layout: Some(Arc::new(layout)), ..self }
    }

    /// The identity, phone and card numbers in the text, by place.
    pub fn private(&self) -> &[Private] {
        &self.masks().numbers
    }

    /// The text as it may be shown: private numbers masked, every byte in its place. What leaves the program is cut from this.
    pub fn shown(&self) -> &str {
        self.masks().text.as_deref().unwrap_or(&self.text)
    }

    /// The same of the reading.
    pub fn shown_reading(&self) -> &str {
        self.masks().reading.as_deref().unwrap_or(self.reading.text())
    }

    /// Words of ours about this text, or said of it by a person, with the private numbers in them masked: those of the text in
    /// part too.
    pub fn masked<'w>(&self, words: &'w str) -> Cow<'w, str> {
        match self.masks().mask(words) {
            Cow::Borrowed(words) => mask(words),
            Cow::Owned(words) => Cow::Owned(mask(&words).into_owned()),
        }
    }

    fn masks(&self) -> &private::Shown {
        self.shown.get_or_init(|| private::Shown::of(&self.text, &self.reading))
    }

    /// A text as it was decoded.
    fn whole(name: &str, format: Format, encoding: &'static Encoding, bom: bool, text: Arc<str>) -> Source {
        Source {
            name: name.to_owned(),
            format,
            encoding,
            bom,
            reading: Reading::of(text.clone(), format),
            text,
            lines: Lines::default(),
            shown: OnceLock::new(),
            origins: None,
            layout: None,
        }
    }

    /// What there is to say about the file itself: a page without an article is not checked, places in a converted file are not its own.
    pub fn notice(&self) -> Option<&'static str> {
        let converted = match self.format {
            Format::Doc | Format::Rtf | Format::Odt => Some(CONVERTED),
            Format::Pdf => Some(EXTRACTED),
            _ => None,
        };
        converted.or_else(|| self.without_article())
    }

    fn without_article(&self) -> Option<&'static str> {
        let empty = self.format == Format::Html && self.reading.text().trim().is_empty();
        empty.then_some("网页里没有找到正文，没有检查；请打开正文所在的页面另存，或者把正文复制到纯文本文件（.txt）中再检查")
    }

    /// The comments of a page or a Markdown file, `<!-- … -->`, by place. They are no words of the text.
    pub fn comments(&self) -> Vec<Span> {
        let comments = match self.format {
            Format::Html => html::comments(&self.text),
            Format::Markdown => markdown::comments(&self.text),
            _ => Vec::new(),
        };
        comments.into_iter().map(|at| Span::new(at.start, at.end)).collect()
    }

    /// Words as they are written into this kind of file: `&lt;` for `<` in a page.
    pub fn coded<'w>(&self, words: &'w str) -> Cow<'w, str> {
        self.format.coded(words)
    }

    /// Line and column of a byte of the written text.
    pub fn position(&self, byte: usize) -> Position {
        self.lines.position(&self.text, byte)
    }

    /// The bytes of a line (from 1), without its end.
    pub fn line(&self, line: usize) -> Option<Span> {
        self.lines.line(&self.text, line)
    }
}

pub use decode::{LIMIT, SourceError, read, read_changes};
pub use encode::EncodeError;
