//! The difference of two texts by lines, and within changed lines by characters: a paragraph of a report is one line,
//! and who reads "this line is now that line" has five hundred characters to compare.

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

/// Unchanged lines shown on each side of a change, as `diff -u` has them.
const CONTEXT: usize = 3;
/// Characters of both sides together from which on a run without a common sentence is taken as changed throughout.
const LONGEST: usize = 20_000;

/// Some changes near each other, with the lines around them.
#[derive(Debug, PartialEq, Eq)]
pub struct Hunk<'a> {
    /// The first line in the old text (from 1; 0 before the first), and how many.
    pub old: (usize, usize),
    /// The same in the new text.
    pub new: (usize, usize),
    /// What was and what is, in order.
    pub lines: Vec<Line<'a>>,
}

/// A line on one side, or on both.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Which side.
    pub sign: Sign,
    /// The line in pieces, its end among them.
    pub pieces: Vec<Piece<'a>>,
}

/// Where a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// In both texts.
    Same,
    /// In the old text only.
    Old,
    /// In the new text only.
    New,
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Whether it is in this text only.
    pub changed: bool,
}

/// What lies between two texts, nothing if they are the same. Lines end with `\n`, as tools that apply a difference take it.
pub fn diff<'a>(old: &'a str, new: &'a str) -> Vec<Hunk<'a>> {
    let lines = |text: &'a str| text.split_inclusive('\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    group_diff_ops(ops, CONTEXT).iter().filter_map(|group| hunk(group, &old, &new)).collect()
}

fn hunk<'a>(group: &[DiffOp], old: &[&'a str], new: &[&'a str]) -> Option<Hunk<'a>> {
    let (first, last) = (group.first()?, group.last()?);
    if matches!(group, [DiffOp::Equal { .. }]) {
        return None;
    }
    let ends = |start: usize, end: usize| (if end > start { start + 1 } else { start }, end - start);
    let mut lines = Vec::new();
    for op in group {
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => lines.extend(was.iter().map(|line| plain(Sign::Same, line, false))),
            _ => changed(was, is, &mut lines),
        }
    }
    Some(Hunk {
        old: ends(first.old_range().start, last.old_range().end),
        new: ends(first.new_range().start, last.new_range().end),
        lines,
    })
}

fn plain<'a>(sign: Sign, text: &'a str, changed: bool) -> Line<'a> {
    Line { sign, pieces: vec![Piece { text, changed }] }
}

/// Lines that became others. As many as before are the same lines, edited; a line more or less is new or gone as a whole.
fn changed<'a>(old: &[&'a str], new: &[&'a str], lines: &mut Vec<Line<'a>>) {
    if old.len() != new.len() {
        lines.extend(old.iter().map(|line| plain(Sign::Old, line, true)));
        lines.extend(new.iter().map(|line| plain(Sign::New, line, true)));
        return;
    }
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for (old, new) in old.iter().zip(new) {
        let (left, right) = pieces(old, new);
        was.push(Line { sign: Sign::Old, pieces: left });
        is.push(Line { sign: Sign::New, pieces: right });
    }
    lines.append(&mut was);
    lines.append(&mut is);
}

/// Two lines in pieces: first by sentences, so that a paragraph costs no more than its length, then by characters.
fn pieces<'a>(old: &'a str, new: &'a str) -> (Vec<Piece<'a>>, Vec<Piece<'a>>) {
    let sentences = |text: &'a str| text.split_inclusive(['。', '\u{FF1B}', '\u{FF0C}', ',']).collect::<Vec<_>>();
    let (from, to) = (sentences(old), sentences(new));
    let (mut left, mut right) = (Pieces::of(old), Pieces::of(new));
    for op in capture_diff_slices(Algorithm::Myers, &from, &to) {
        let length = |parts: &[&str]| parts.iter().map(|part| part.len()).sum::<usize>();
        let (was, is) = (length(&from[op.old_range()]), length(&to[op.new_range()]));
        match op {
            DiffOp::Equal { .. } => {
                left.add(was, false);
                right.add(is, false);
            }
            _ if was + is > LONGEST => {
                left.add(was, true);
                right.add(is, true);
            }
            _ => characters(was, is, &mut left, &mut right),
        }
    }
    (left.pieces, right.pieces)
}

/// A stretch of either side, by characters; a number or a Latin word is one, for who reads that 3 became 2 wants to see 35 and 25.
fn characters(was: usize, is: usize, left: &mut Pieces, right: &mut Pieces) {
    let (from, to) = (tokens(left.next(was)), tokens(right.next(is)));
    let length = |parts: &[&str]| parts.iter().map(|part| part.len()).sum::<usize>();
    for op in capture_diff_slices(Algorithm::Myers, &from, &to) {
        let changed = !matches!(op, DiffOp::Equal { .. });
        left.add(length(&from[op.old_range()]), changed);
        right.add(length(&to[op.new_range()]), changed);
    }
}

fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let (token, after) = rest.split_at(word.max(first.len_utf8()));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// A line being cut into pieces; neighbours of one kind are one piece.
struct Pieces<'a> {
    line: &'a str,
    start: usize,
    done: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    fn of(line: &'a str) -> Self {
        Pieces { line, start: 0, done: 0, pieces: Vec::new() }
    }

    fn next(&self, length: usize) -> &'a str {
        &self.line[self.done..self.done + length]
    }

    fn add(&mut self, length: usize, changed: bool) {
        if length == 0 {
            return;
        }
        let end = self.done + length;
        match self.pieces.last_mut() {
            Some(last) if last.changed == changed => last.text = &self.line[self.start..end],
            _ => {
                self.start = self.done;
                self.pieces.push(Piece { text: &self.line[self.start..end], changed });
            }
        }
        self.done = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A side of a line, what is in it only in brackets.
    fn marked(line: &Line) -> String {
        let pieces = line.pieces.iter().map(|piece| match piece.changed {
            true => format!("[{}]", piece.text),
            false => piece.text.to_owned(),
        });
        format!("{:?} {}", line.sign, pieces.collect::<String>().trim_end())
    }

    #[test]
    fn within_a_line_the_changed_characters_are_told() {
        let hunks = diff("甲\n会上,他说：共计约3件。\n乙\n", "甲\n会上，他说：约3件。\n乙\n");
        let lines: Vec<_> = hunks[0].lines.iter().map(marked).collect();
        assert_eq!(lines, ["Same 甲", "Old 会上[,]他说：[共计]约3件。", "New 会上[，]他说：约3件。", "Same 乙"]);
        assert_eq!((hunks.len(), hunks[0].old, hunks[0].new), (1, (1, 3), (1, 3)));
    }

    #[test]
    fn numbers_of_lines_are_those_of_diff() {
        let old: String = (1..=20).map(|n| format!("{n}\n")).collect();
        let new = old.replace("\n10\n", "\n");
        let hunks = diff(&old, &new);
        assert_eq!((hunks[0].old, hunks[0].new, hunks.len()), ((7, 7), (7, 6), 1));
        assert_eq!(diff("甲\n", "")[0].new, (0, 0));
        assert_eq!(diff(&old, &old), []);
    }

    #[test]
    fn a_text_that_is_changed_throughout_takes_no_longer_than_its_length() {
        let old: String = (0..20_000).map(|n| format!("第{n}件,已办\n")).collect();
        assert_eq!(diff(&old, &old.replace(',', "，")).len(), 1);
        let old = old.replace('\n', "。");
        assert_eq!(diff(&old, &old.replace(',', "，")).len(), 1);
    }
}
