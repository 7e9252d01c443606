//! How a document looks on paper, as far as that is certain: pages, and for each paragraph of the text proper its place and letters.
//!
//! Only a .docx has a layout. Lengths are twips, of which a point has 20, sizes half points, as in the document. What rests on the
//! machine that shows it (a font of a theme without language, an indent that a list makes) is none.

use std::sync::Arc;

use crate::span::Span;

/// Twips of a millimetre, about.
pub const MILLIMETRE: f64 = 1440.0 / 25.4;

/// The layout of a document.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Layout {
    /// In reading order.
    pub sections: Vec<Section>,
    /// The paragraphs of the text proper, by place: none of a table, a note or a text box.
    pub paragraphs: Vec<Paragraph>,
}

/// Pages that are set alike.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Section {
    /// Width and height of the paper.
    pub paper: Option<(i32, i32)>,
    /// What stays white above, right of, below and left of the text; the gutter counts as margin.
    pub margins: Option<[i32; 4]>,
    /// How far apart the lines of its grid are.
    pub pitch: Option<i32>,
    /// The numbers of its pages, above or below the text; none if that cannot be known.
    pub numbers: Option<Arc<[PageNumber]>>,
}

/// A page number, as it stands on some pages.
#[derive(Debug, Clone, PartialEq)]
pub struct PageNumber {
    /// On which pages.
    pub pages: Pages,
    /// Whether it stands above the text.
    pub above: bool,
    /// Where on its line.
    pub align: Align,
    /// The size of its digits.
    pub size: Option<i32>,
    /// The font of its digits.
    pub font: Option<Arc<str>>,
    /// How it is written.
    pub form: NumberForm,
}

/// Pages of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// All, or all that have none of their own.
    All,
    /// 1, 3, 5
    Odd,
    /// 2, 4, 6
    Even,
    /// The first.
    First,
}

/// How the number of a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// — 1 —
    Dashed,
    /// 1
    Bare,
    /// 第1页
    Words,
    /// i, 一
    Other,
}

/// Where a line stands between its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From the left, or filled from end to end.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
    /// To the outer edge: right on odd pages, left on even ones.
    Outside,
    /// Elsewhere, or not to be known.
    Other,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its text, as written.
    pub text: Span,
    /// The section it stands in.
    pub section: usize,
    /// Where it stands.
    pub align: Align,
    /// How far its first line begins from the left margin.
    pub first: Option<Indent>,
    /// How far its other lines do.
    pub left: Option<Indent>,
    /// From line to line.
    pub spacing: Spacing,
    /// Whether its lines keep to the grid of the page.
    pub on_grid: bool,
    /// Its words in stretches that look alike, by place; what Word makes belongs to none.
    pub runs: Vec<Run>,
}

/// A distance from a margin: a length, and characters of the paragraph's own size.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Indent {
    /// Twips.
    pub twips: i32,
    /// Hundredths of a character.
    pub characters: i32,
}

/// From line to line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// So many twips.
    Exactly(i32),
    /// So many, and more if the letters need it.
    AtLeast(i32),
    /// So many 240ths of what the letters need.
    Times(i32),
}

/// A stretch of letters that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where, in the text as written.
    pub text: Span,
    /// The font of its Chinese characters.
    pub font: Option<Arc<str>>,
    /// The size, in half points.
    pub size: i32,
}

impl Layout {
    /// The paragraph that a place of the text belongs to.
    pub fn paragraph(&self, at: u32) -> Option<&Paragraph> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.text.start <= at);
        self.paragraphs[..after].last().filter(|paragraph| at <= paragraph.text.end)
    }
}

impl Paragraph {
    /// The runs that a stretch of the text touches.
    pub fn within(&self, text: Span) -> &[Run] {
        let first = self.runs.partition_point(|run| run.text.end <= text.start);
        let count = self.runs[first..].partition_point(|run| run.text.start < text.end);
        &self.runs[first..first + count]
    }
}
