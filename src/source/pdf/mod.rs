//! The text of a PDF: pages of visual lines, as pdftotext lays them out, become paragraphs.
//!
//! | on the page | in the text |
//! |---|---|
//! | page number, line that heads or ends most pages | not there |
//! | lines of a paragraph: the first is indented, or the one before ends short | one line, joined without a space between Chinese characters |
//! | title over several lines | one line |
//! | lines with wide gaps, two or more below each other | rows, `\| 行政处罚 \| 12 \|` |
//! | a space beside a figure or a Latin word | nothing: a page shows every such gap, typed or not |
//!
//! Two columns are not told apart, and nothing is known of the page but where its characters stand in a grid.

mod furniture;
mod line;

use furniture::without_furniture;
use line::Line;

/// A line that ends within so many cells of the measure is full: a number or a mark may have gone to the next.
const SLACK: usize = 10;
/// Deeper than so many columns a line is set apart, in the middle or on the right, and no first line of a paragraph.
const DEEP: usize = 6;
/// No title has more lines.
const TITLE: usize = 4;

/// The paragraphs of a PDF, a line each.
pub(super) fn paragraphs(pages: &str) -> String {
    let pages = without_furniture(pages.split('\u{C}').map(line::page).collect());
    let mut lines: Vec<Line> = pages.into_iter().flatten().collect();
    mark_rows(&mut lines);
    let page = Page::of(&lines);
    let mut text = String::new();
    let mut titling = page.begins_with_title(&lines);
    for (at, line) in lines.iter().enumerate() {
        if let Some(last) = at.checked_sub(1).map(|last| &lines[last]) {
            titling = titling && at < TITLE && page.titles_on(last, line);
            text += if !titling && page.begins(last, line) { "\n" } else { "" };
        }
        let between =
            text.ends_with(|c: char| c.is_ascii_alphanumeric()) && line.text.starts_with(|c: char| c.is_ascii_alphanumeric());
        text += if between { " " } else { "" };
        text += &line.words(page.is_full(line));
    }
    text
}

/// Whether most of a text is signs that no font gave a name, as of a PDF whose letters are only shapes.
pub(super) fn is_unnamed(text: &str) -> bool {
    let unnamed = |c: char| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}') || c.is_control();
    let (all, bad) =
        text.chars().filter(|c| !c.is_whitespace()).fold((0, 0), |(all, bad), c| (all + 1, bad + usize::from(unnamed(c))));
    bad * 3 > all
}

/// Marks lines with wide gaps that stand below each other as rows of a table.
fn mark_rows(lines: &mut [Line]) {
    let gaps: Vec<bool> = lines.iter().map(Line::has_gap).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let beside = |other: Option<usize>| other.and_then(|other| gaps.get(other)).is_some_and(|gap| *gap);
        line.row = gaps[at] && (beside(at.checked_sub(1)) || beside(Some(at + 1)));
    }
}

/// How the lines of a document are set.
struct Page {
    /// Cells of a full line.
    measure: usize,
    /// Whether paragraphs begin with an indent.
    indents: bool,
    /// Whether they are set apart by blank lines.
    blanks: bool,
}

impl Page {
    fn of(lines: &[Line]) -> Page {
        let mut ends: Vec<usize> = lines.iter().filter(|line| !line.row).map(Line::end).collect();
        ends.sort_unstable_by(|one, other| other.cmp(one));
        // A few lines in small print may be longer than all others.
        let measure = ends.get(ends.len() / 20).copied().unwrap_or(0);
        let indented = lines.iter().filter(|line| (1..=DEEP).contains(&line.indent)).count();
        let blank = lines.iter().filter(|line| line.blank_before).count();
        Page { measure, indents: indented * 10 >= lines.len(), blanks: blank * 2 < lines.len() }
    }

    fn is_full(&self, line: &Line) -> bool {
        line.end() + SLACK >= self.measure
    }

    /// Whether a line is no last one: full, or at least long and in the middle of a sentence, as in larger print. That is said only
    /// where the next paragraph would show by its indent.
    fn goes_on(&self, line: &Line, next: &Line) -> bool {
        let within = !line.ends_sentence() && !next.blank_before && !next.text.ends_with('\u{FF1A}');
        self.is_full(line) || self.indents && within && line.end() * 5 >= self.measure * 3
    }

    /// Whether a line stands in the middle or on the right.
    fn is_apart(&self, line: &Line) -> bool {
        line.indent > DEEP
    }

    /// Whether the first lines are a title: in the middle, or the first is full and the next in the middle.
    fn begins_with_title(&self, lines: &[Line]) -> bool {
        let apart = |at: usize| lines.get(at).is_some_and(|line| self.is_apart(line));
        apart(0) || apart(1) && !lines[1].blank_before
    }

    /// Whether a title goes on in a line: number, head and date of a document are lines of their own.
    fn titles_on(&self, last: &Line, line: &Line) -> bool {
        let own = last.text.ends_with(['号', '日', '\u{FF09}', ')']) || last.text.ends_with("文件");
        let apart = self.is_apart(line) && !line.blank_before && !line.row;
        apart && !own && !line.text.starts_with(['\u{FF08}', '(', '〔']) && !line.text.ends_with('日')
    }

    /// Whether a line begins a paragraph.
    fn begins(&self, last: &Line, line: &Line) -> bool {
        let set = last.row || line.row || self.is_apart(line) || self.is_apart(last) || !self.goes_on(last, line);
        let marked = last.ends_sentence() && line.is_numbered();
        let gap = self.blanks && line.blank_before && (last.ends_sentence() || !self.indents);
        set || marked || gap || self.indents && line.indent > 0
    }
}
