//! A line of a page, as it stands in the grid of pdftotext.

use std::borrow::Cow;

use crate::source::script;

/// Blanks between words that are columns of a table.
const GAP: &str = "   ";
/// A line with so many blanks between Chinese characters, one in ten, was stretched to the edge.
const STRETCHED: usize = 3;

/// A line that shows something.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// Its words, without blanks at either end.
    pub text: &'t str,
    /// Blank columns before it; later, beyond those of the whole page.
    pub indent: usize,
    /// Whether a blank line stands above it on its page.
    pub blank_before: bool,
    /// Whether it is a row of a table.
    pub row: bool,
}

/// The lines of a page.
pub(super) fn page(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = false;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() {
            blank = true;
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
        lines.push(Line { text: words, indent, blank_before: std::mem::take(&mut blank) && !lines.is_empty(), row: false });
    }
    lines
}

impl Line<'_> {
    /// Where it ends, in cells: a Chinese character has two, and so has a blank column, which is as wide as one.
    pub fn end(&self) -> usize {
        self.indent * 2 + self.text.chars().map(|c| if script::is_chinese(c) { 2 } else { 1 }).sum::<usize>()
    }

    /// Whether words stand far from each other.
    pub fn has_gap(&self) -> bool {
        self.text.contains(GAP)
    }

    /// Whether it ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        self.text.ends_with(['。', '\u{FF1B}', '\u{FF1A}', '\u{FF01}', '\u{FF1F}', '”'])
    }

    /// Whether it begins with a number: 一、 （一） 1. （1） 一是.
    pub fn is_numbered(&self) -> bool {
        let rest = self.text.trim_start_matches(['\u{FF08}', '(', '第']);
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let behind = rest.trim_start_matches(number);
        behind.len() < rest.len() && behind.starts_with(['、', '.', '\u{FF0E}', '\u{FF09}', ')', '是', '章', '条'])
    }

    /// Its words as they were typed, as far as a page shows: a row with its frame, no gap beside a figure. A full line may have been
    /// stretched.
    pub fn words(&self, full: bool) -> Cow<'_, str> {
        if self.row {
            let cells: Vec<String> =
                self.text.split(GAP).map(str::trim).filter(|cell| !cell.is_empty()).map(|cell| close(cell, false)).collect();
            return format!("| {} |", cells.join(" | ")).into();
        }
        if self.text.contains(' ') { close(self.text, full).into() } else { self.text.into() }
    }
}

/// Words without the gaps that a page makes: beside figures and Latin words, and between all characters of a line that was
/// stretched. Of several blanks one wide one stays.
fn close(text: &str, full: bool) -> String {
    let chinese = |c: Option<char>| c.is_some_and(script::is_chinese);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    let spread = text
        .match_indices(' ')
        .filter(|(at, _)| matches!(around(text, *at), (one, next) if chinese(one) && chinese(next)))
        .count();
    let stretched = full && spread >= STRETCHED && spread * 10 > text.chars().count();
    let mut closed = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match (c, around(text, at)) {
            (' ', (_, Some(' '))) => {}
            (' ', (Some(' '), _)) => closed.push('\u{3000}'),
            (' ', (one, next)) if latin(one) != latin(next) || chinese(one) && stretched => {}
            _ => closed.push(c),
        }
    }
    closed
}

/// The characters on either side of one.
fn around(text: &str, at: usize) -> (Option<char>, Option<char>) {
    (text[..at].chars().next_back(), text[at..].chars().nth(1))
}
