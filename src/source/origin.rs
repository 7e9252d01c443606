//! Where each character of a text stands in the document that it was read from.
//!
//! A .docx is no text: its words lie in runs, numbers are made by Word, and tables have a frame that no character is of.
//! Whoever writes back, as a comment in the margin does, asks here where a character is, and whether it is one that can be written at.

use std::ops::Range;

/// A part of the package that text is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `word/document.xml`
    Document,
    /// `word/footnotes.xml`
    Footnotes,
    /// `word/endnotes.xml`
    Endnotes,
}

/// What a stretch of text is in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuff {
    /// Characters as they stand in a `w:t`, byte for byte: `bytes` and the text run in step.
    Text,
    /// A character written otherwise, as `&amp;` is; `bytes` holds all of it.
    Escaped,
    /// An element that shows as a character: a tab, a break, a symbol.
    Element,
    /// A number that Word makes: 一、 of a numbered paragraph. It has no bytes and no run.
    Number,
    /// The frame of a row of a table, `| `, ` | ` and ` |`. It has no bytes and no run.
    Frame,
}

/// A stretch of text of one origin. The line ends between paragraphs belong to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The bytes of the text.
    pub text: Range<u32>,
    /// What it is.
    pub stuff: Stuff,
    /// The part of the package.
    pub part: Part,
    /// The paragraph, as the `w:p` of the part are counted from 0 where they begin.
    pub paragraph: u32,
    /// The run, as an index of [`Origins::runs`]; none for what Word makes.
    pub run: Option<u32>,
    /// The bytes of the part (decompressed) that the text stands in; empty for what Word makes.
    pub bytes: Range<u32>,
    /// Whether it is the result of a field, which Word will overwrite.
    pub field: bool,
}

/// A run: `w:r`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The part of the package.
    pub part: Part,
    /// The bytes of the whole element.
    pub element: Range<u32>,
    /// The bytes of its `w:rPr`, empty if it has none.
    pub properties: Range<u32>,
    /// Whether it stands in a tracked insertion (`w:ins`, `w:moveTo`) or, where changes are read as rejected, in a deletion.
    pub tracked: bool,
}

/// Where all characters of a text come from.
#[derive(Debug, Default)]
pub struct Origins {
    /// Sorted by text; none overlap.
    pub stretches: Vec<Origin>,
    /// All runs that were read.
    pub runs: Vec<Run>,
    /// What the document shows and the text does not have, in Chinese.
    pub unread: Vec<&'static str>,
}

impl Origins {
    /// The stretch that a byte of the text belongs to; none for the end of a paragraph.
    pub fn at(&self, byte: usize) -> Option<&Origin> {
        let after = self.stretches.partition_point(|origin| origin.text.start as usize <= byte);
        self.stretches[..after].last().filter(|origin| byte < origin.text.end as usize)
    }

    /// The stretches that a span of the text touches.
    pub fn within(&self, text: Range<usize>) -> &[Origin] {
        let first = self.stretches.partition_point(|origin| origin.text.end as usize <= text.start);
        let count = self.stretches[first..].partition_point(|origin| (origin.text.start as usize) < text.end);
        &self.stretches[first..first + count]
    }
}
