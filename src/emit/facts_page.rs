//! How `hegui facts` sets its rows: columns as wide as their cells, and words around a number as there is room.

use std::fmt::Write;

use super::excerpt::{CUT, cells, reach, within};
use super::facts_words::Names;
use super::human::wrapped;
use super::line::fold;
use crate::source::Source;

/// Cells within which the table can be read; a narrower terminal wraps its lines.
const WIDTHS: (usize, usize) = (80, 120);
/// Cells before the first column: the line and a gap.
const MARGIN: usize = 7;
/// Between two columns.
const GAP: usize = 2;
/// How wide the columns before the last may grow. What is cut can be read in the draft; only a value is never cut.
const MOST: [usize; COLUMNS] = [20, 16, 10, 8, 4];
/// As written, value, unit, hedge, year.
const COLUMNS: usize = 5;
/// The column of values, which is set flush right.
const VALUE: usize = 1;
/// Less room for the words of a clause than this, and they go on a line of their own.
const LEAST: usize = 16;
/// Stands in the words of a clause for the number itself.
const BLANK: &str = "__";

/// A quantity as a row of the table.
pub(super) struct Row<'a> {
    pub line: usize,
    pub cells: [String; COLUMNS],
    pub lead: &'a str,
    pub tail: &'a str,
}

/// How the text is laid out.
pub(super) struct Page {
    pub width: usize,
    columns: [usize; COLUMNS],
    pub drawn: bool,
    pub names: &'static Names,
    /// What stands above the line numbers.
    line: &'static str,
}

impl Page {
    pub fn new(width: usize, rows: &[Row], drawn: bool, names: &'static Names, source: &Source) -> Page {
        let line = names.line[usize::from(source.format().is_document())];
        Page { width: width.clamp(WIDTHS.0, WIDTHS.1), columns: columns(rows, names), drawn, names, line }
    }

    /// The names of the columns.
    pub fn head(&self) -> String {
        let mut text = " ".repeat(MARGIN - GAP - cells(self.line)) + self.line + "  ";
        let used = self.cells(&mut text, self.names.columns);
        text + &within(self.names.words, self.width - used) + "\n"
    }

    /// The cells of a row up to its words, each as wide as its column. Gives the cells that were used.
    fn cells(&self, text: &mut String, row: [&str; COLUMNS]) -> usize {
        let mut used = MARGIN;
        for (index, (cell, &wide)) in row.into_iter().zip(&self.columns).enumerate().filter(|(_, (_, wide))| **wide > 0) {
            let cell = if index == VALUE { cell.into() } else { within(cell, wide) };
            let space = " ".repeat(wide.saturating_sub(cells(&cell)));
            let (before, after) = if index == VALUE { (&*space, "") } else { ("", &*space) };
            let _ = write!(text, "{before}{cell}{after}  ");
            used += cells(&cell) + space.len() + GAP;
        }
        used
    }

    pub fn row(&self, text: &mut String, row: &Row) {
        let mut line = format!("{:>5}  ", row.line);
        let used = self.cells(&mut line, row.cells.each_ref().map(String::as_str));
        let room = self.width.saturating_sub(used);
        if row.lead.is_empty() && row.tail.is_empty() {
            line.truncate(line.trim_end().len());
        } else if room >= LEAST {
            line += &framed(row.lead, row.tail, room);
        } else {
            line.truncate(line.trim_end().len());
            let _ = write!(line, "\n{}{}", " ".repeat(MARGIN), framed(row.lead, row.tail, self.width - MARGIN));
        }
        let _ = writeln!(text, "{line}");
    }

    /// A text below a row, wrapped, with its further lines under the first.
    pub fn hung(&self, text: &mut String, mark: &str, words: &str) {
        for (index, line) in wrapped(words, self.width - MARGIN - cells(mark)).iter().enumerate() {
            let mark = if index == 0 { mark } else { &"  "[..cells(mark)] };
            let _ = writeln!(text, "{}{mark}{line}", " ".repeat(MARGIN));
        }
    }
}

/// How wide each column is: its widest cell, within measure; nothing for a column that no row needs.
fn columns(rows: &[Row], names: &Names) -> [usize; COLUMNS] {
    std::array::from_fn(|index| {
        let widest = rows.iter().map(|row| cells(&row.cells[index])).filter(|wide| *wide <= MOST[index] || index != VALUE).max();
        match widest.unwrap_or(0) {
            0 => 0,
            widest => widest.max(cells(names.columns[index])).min(MOST[index]),
        }
    })
}

/// The words of a clause around its number, nearest words first when there is no room for all.
fn framed(lead: &str, tail: &str, room: usize) -> String {
    let (lead, tail) = (fold(lead), fold(tail));
    let room = room.saturating_sub(BLANK.len());
    let (wants_before, wants_after) = (cells(&lead), cells(&tail));
    let after = wants_after.min((room / 2).max(room.saturating_sub(wants_before)));
    let before = room - after;
    let shown = if wants_before <= before {
        lead
    } else {
        let end = reach(lead.chars().rev(), before.saturating_sub(2));
        format!("{CUT}{}", &lead[lead.len() - end..]).into()
    };
    format!("{shown}{BLANK}{}", within(&tail, after))
}
