//! The text of a page or of a marked-up file as its reader sees it: code skipped, white space closed up, blocks as lines.

use super::draft::Draft;
use super::markup;
use super::reading::Repair;
use super::script;

/// More columns than these between two words say no more than these.
const WIDEST: usize = 8;

/// What stands between the words written last and those to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing to be seen.
    None,
    /// A line end of the file, which shows as a space between Latin words and as nothing between Chinese ones.
    Soft,
    /// So many columns.
    Space(usize),
    /// The end of a line.
    Line,
}

/// A text being laid out from front to back, on a [`Draft`] of its file.
pub(super) struct Flow<'d, 'a> {
    draft: &'d mut Draft<'a>,
    text: &'a str,
    /// Where the words end that were written last.
    done: usize,
    gap: Gap,
    /// How many bytes since then were white space, so that what is left is code.
    blank: usize,
    last: Option<char>,
    /// Whether line ends of the file are line ends of the text.
    pub kept_lines: bool,
}

impl<'d, 'a> Flow<'d, 'a> {
    pub fn of(draft: &'d mut Draft<'a>, text: &'a str) -> Self {
        Flow { draft, text, done: 0, gap: Gap::Line, blank: 0, last: None, kept_lines: false }
    }

    /// Ends the line.
    pub fn line(&mut self) {
        self.gap = Gap::Line;
    }

    /// Something stands here that is no part of the text.
    pub fn left_out(&mut self) {
        if self.gap != Gap::Line {
            self.gap = Gap::Soft;
        }
    }

    /// Words of the file, which may hold entities.
    pub fn coded(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(found) = memchr::memchr(b'&', &self.text.as_bytes()[at..end]) {
            self.plain(at, at + found);
            at += found;
            match markup::entity(&self.text[at..end]) {
                Some((length, read)) => {
                    self.read_as(at, at + length, &read);
                    at += length;
                }
                None => {
                    self.plain(at, at + 1);
                    at += 1;
                }
            }
        }
        self.plain(at, end);
    }

    /// Words of the file as they are.
    pub fn plain(&mut self, start: usize, end: usize) {
        let start = start.max(self.done).min(end);
        for (at, c) in self.text[start..end].char_indices() {
            let (from, to) = (start + at, start + at + c.len_utf8());
            match c {
                '\n' | '\r' if self.kept_lines => self.blank(c, Gap::Line),
                '\n' | '\r' => self.blank(c, Gap::Soft),
                ' ' | '\t' | '\u{C}' => self.blank(c, Gap::Space(1)),
                '\u{A0}' => self.wide(c.len_utf8()),
                c => {
                    self.settle(from, c);
                    (self.done, self.last) = (to, Some(c));
                }
            }
        }
    }

    /// A stretch of the file that stands for other words.
    pub fn read_as(&mut self, start: usize, end: usize, read: &str) {
        match (read.chars().next(), read.chars().next_back()) {
            (Some(' ' | '\u{A0}'), _) if read.chars().count() == 1 => self.wide(end - start),
            (Some(first), last) if start >= self.done => {
                self.settle(start, first);
                if self.text[start..end] == *read {
                    (self.done, self.last) = (end, last);
                    return;
                }
                self.draft.put(start, end, Repair::Escape, read);
                (self.done, self.last) = (end, last);
            }
            _ => {}
        }
    }

    /// A space that stays beside others.
    fn wide(&mut self, length: usize) {
        self.blank += length;
        self.gap = match self.gap {
            Gap::Line => Gap::Line,
            Gap::Space(columns) => Gap::Space(columns + 1),
            _ => Gap::Space(1),
        };
    }

    /// White space of the file, which counts once.
    fn blank(&mut self, c: char, shows: Gap) {
        self.blank += c.len_utf8();
        self.gap = match (self.gap, shows) {
            (Gap::Line, _) | (_, Gap::Line) => Gap::Line,
            (Gap::None, shows) => shows,
            (Gap::Soft, _) | (_, Gap::Soft) => Gap::Soft,
            (gap, _) => gap,
        };
    }

    /// Writes what stands before `next`, which stands at a place of the file.
    fn settle(&mut self, at: usize, next: char) {
        let (gap, blank) = (std::mem::replace(&mut self.gap, Gap::None), std::mem::take(&mut self.blank));
        if at == self.done {
            return;
        }
        const SPACES: &str = "        ";
        let read = match (gap, self.last) {
            (Gap::None, _) | (_, None) => "",
            (Gap::Line, _) => "\n",
            (Gap::Space(columns), _) => &SPACES[..columns.min(WIDEST)],
            (Gap::Soft, Some(last)) if script::is_chinese(last) || script::is_chinese(next) => "",
            (Gap::Soft, _) => " ",
        };
        if read != &self.text[self.done..at] {
            let code = at - self.done > blank;
            self.draft.put(self.done, at, if code { Repair::Format } else { Repair::Escape }, read);
        }
    }

    /// Leaves out what is left of the file.
    pub fn finish(self) {
        let rest = &self.text[self.done..];
        let read = if self.last.is_some() { "\n" } else { "" };
        if !rest.is_empty() && rest != read {
            self.draft.put(self.done, self.text.len(), Repair::Format, read);
        }
    }
}
