//! A paragraph's text under way, each stretch with its origin.

use std::ops::Range;

use super::layout::Look;
use crate::source::invisible::BREAK;
use crate::source::origin::{Origin, Part, Stuff};

/// What stands around and between the cells of a row.
const FRAME: [&str; 3] = ["| ", " | ", " |"];

/// The text of a paragraph, or of a row of a table. Every character belongs to a stretch; places count from its beginning.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    pub text: String,
    pub origins: Vec<Origin>,
    /// Whether it is a line of a table of contents.
    pub contents: bool,
    /// How it looks, if it is a paragraph of the text proper.
    pub look: Option<Box<Look>>,
}

impl Line {
    /// Adds text. `origin` says where it is from; its place in the text is set here.
    pub fn put(&mut self, text: &str, mut origin: Origin) {
        let start = self.text.len() as u32;
        self.text += text;
        origin.text = start..self.text.len() as u32;
        self.origins.push(origin);
    }

    /// Sets a number that Word made before all of it.
    pub fn number(&mut self, number: &str, part: Part, paragraph: u32) {
        let rest = std::mem::take(self);
        self.contents = rest.contents;
        self.look.clone_from(&rest.look);
        self.put(number, made(Stuff::Number, part, paragraph));
        self.append(rest);
    }

    /// Adds another line.
    pub fn append(&mut self, other: Line) {
        let by = self.text.len() as u32;
        self.text += &other.text;
        self.origins.extend(other.origins.into_iter().map(|origin| Origin { text: moved(&origin.text, by), ..origin }));
    }

    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The same range further on.
pub(super) fn moved(range: &Range<u32>, by: u32) -> Range<u32> {
    range.start + by..range.end + by
}

/// The origin of what stands in no run.
fn made(stuff: Stuff, part: Part, paragraph: u32) -> Origin {
    Origin { text: 0..0, stuff, part, paragraph, run: None, bytes: 0..0, field: false }
}

/// A row of a table as one line, `| 行政处罚 | 12 |`: no heading, no paragraph, and nothing that a sentence goes on in. The
/// paragraphs of a cell stand side by side, and breaks in them are spaces. A row that shows nothing is no line.
pub(super) fn row(cells: Vec<Vec<Line>>, part: Part, paragraph: u32) -> Option<Line> {
    if cells.iter().flatten().all(Line::is_blank) {
        return None;
    }
    let frame = || made(Stuff::Frame, part, paragraph);
    let mut row = Line::default();
    row.put(FRAME[0], frame());
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            row.put(FRAME[1], frame());
        }
        for (index, line) in cell.into_iter().filter(|line| !line.is_blank()).enumerate() {
            if index > 0 {
                row.put(" ", frame());
            }
            flat(&mut row, line);
        }
    }
    row.put(FRAME[2], frame());
    Some(row)
}

/// Whether a cell holds a text, and not an entry of a table: a heading of the first level with a whole paragraph, or two whole
/// paragraphs without numbers of their own. A paragraph is whole from two sentences on.
pub(super) fn holds_paragraphs(cell: &[Line]) -> bool {
    let whole = |line: &&Line| line.text.matches('。').take(2).count() == 2;
    let numbered = |line: &Line| line.text.trim_start().starts_with(|c: char| c.is_ascii_digit() || "\u{FF08}(①".contains(c));
    let count = cell.iter().filter(whole).count();
    count > 1 && !cell.iter().filter(whole).any(numbered) || count > 0 && cell.iter().any(is_first_level)
}

/// 一、 … 十二、
fn is_first_level(line: &Line) -> bool {
    let rest = line.text.trim_start().trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.starts_with('、') && rest.len() < line.text.trim_start().len()
}

/// Adds a line without its breaks.
fn flat(row: &mut Line, line: Line) {
    if !line.text.contains(BREAK) {
        return row.append(line);
    }
    for origin in line.origins {
        let text = &line.text[origin.text.start as usize..origin.text.end as usize];
        let text = text.replace(BREAK, " ");
        let stuff = if text.len() == origin.text.len() { origin.stuff } else { Stuff::Element };
        row.put(&text, Origin { stuff, ..origin });
    }
}
