//! Kinds of files, and what each has beside the words of its text.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::draft::Draft;
use super::{html, markdown};

/// What kind of file a text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// A Word document. A line is a paragraph.
    Docx,
    /// An old Word document, of Word or WPS, converted.
    Doc,
    /// Rich text, converted.
    Rtf,
    /// An OpenDocument text, converted.
    Odt,
    /// A PDF, its text taken out and its paragraphs put together.
    Pdf,
}

/// The endings of names, in small letters; any other is plain text.
const ENDINGS: [(&str, Format); 6] = [
    (".html", Format::Html),
    (".htm", Format::Html),
    (".shtml", Format::Html),
    (".xhtml", Format::Html),
    (".md", Format::Markdown),
    (".markdown", Format::Markdown),
];

impl Format {
    /// The kind of a file of this name.
    pub fn of(name: &str) -> Format {
        let end = name.len() - name.bytes().rev().take_while(|byte| *byte != b'.').count();
        let ending = name[end.saturating_sub(1)..].to_ascii_lowercase();
        ENDINGS.iter().find(|(known, _)| *known == ending).map_or(Format::Text, |(_, format)| *format)
    }

    /// The name used in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Markdown => "markdown",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Rtf => "rtf",
            Format::Odt => "odt",
            Format::Pdf => "pdf",
        }
    }

    /// Whether it is no text of itself: a line is then a paragraph of the document, and nothing can be written at its bytes.
    pub fn is_document(self) -> bool {
        !matches!(self, Format::Text | Format::Html | Format::Markdown)
    }

    /// The step of reading that skips what is not of the text; plain text has none.
    pub(super) fn step(self) -> Option<for<'a> fn(&mut Draft<'a>, &'a str)> {
        match self {
            Format::Html => Some(html::read),
            Format::Markdown => Some(markdown::read),
            _ => None,
        }
    }

    /// The encoding that the file itself says it has.
    pub(super) fn charset(self, bytes: &[u8]) -> Option<&'static Encoding> {
        if self == Format::Html { html::charset(bytes) } else { None }
    }

    pub(super) fn coded(self, words: &str) -> Cow<'_, str> {
        if self != Format::Html || !words.contains(['&', '<', '>']) {
            return Cow::Borrowed(words);
        }
        let mut coded = String::with_capacity(words.len() + 8);
        for c in words.chars() {
            match c {
                '&' => coded.push_str("&amp;"),
                '<' => coded.push_str("&lt;"),
                '>' => coded.push_str("&gt;"),
                c => coded.push(c),
            }
        }
        coded.into()
    }
}
