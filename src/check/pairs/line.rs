//! Pairs the marks of one line with a stack. A closing mark passes over opening ones that it does not fit, so that one slip
//! does not make all that follows wrong.

use super::super::mark::{Mark, after, before};
use super::{DOUBLE, Family, INNER_TITLE, PAIRS, PairFault, ROUND, SINGLE, Slip, TITLE, name};
use crate::finding::Safety;
use crate::span::Span;

/// How many marks may stand open; the outermost is given up for one more.
const DEPTH: usize = 32;

/// How many marks ahead are looked at to tell which way a straight quotation mark looks.
const AHEAD: usize = 12;

/// The longest title, in bytes, that another may stand in; a longer one lost its end.
const LONGEST: usize = 360;

/// An opening mark that waits for its partner.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    kind: usize,
    /// The inner pair that is wrong if this one turns out to be a pair.
    inner: Option<(Mark, Mark)>,
}

/// A mark that no partner was found for.
#[derive(Clone, Copy)]
pub(super) struct Left {
    pub mark: Mark,
    pub kind: usize,
    pub opens: bool,
}

/// What a mark does.
enum Role {
    Opens(usize),
    Closes(usize),
    Nothing,
}

struct Line<'a> {
    text: &'a str,
    marks: &'a [Mark],
    stack: Vec<Open>,
    /// Opening marks that were passed over.
    passed: Vec<Open>,
    left: Vec<Left>,
    slips: &'a mut Vec<Slip>,
}

/// Pairs the marks of a line and gives those that are left, by place.
pub(super) fn pair(text: &str, marks: &[Mark], slips: &mut Vec<Slip>) -> Vec<Left> {
    let mut line = Line { text, marks, stack: Vec::new(), passed: Vec::new(), left: Vec::new(), slips };
    for (at, mark) in marks.iter().enumerate() {
        match line.role(at, *mark) {
            Role::Opens(kind) => line.open(*mark, kind),
            Role::Closes(kind) => line.close(*mark, kind),
            Role::Nothing => {}
        }
    }
    let Line { stack, passed, mut left, .. } = line;
    // An angle that is no title's is a sign of arithmetic or of a page's code.
    let open = stack.iter().chain(&passed).filter(|open| !matches!(open.mark.sign, '<' | '\u{FF1C}'));
    left.extend(open.map(|open| Left { mark: open.mark, kind: open.kind, opens: true }));
    left.sort_by_key(|left| left.mark.at);
    left
}

impl Line<'_> {
    fn role(&self, at: usize, mark: Mark) -> Role {
        match mark.sign {
            '\u{FF0C}' | '。' | '、' | '\u{FF1B}' | '\u{FF1A}' => Role::Nothing,
            sign if is_straight(sign) => self.straight(at, mark),
            '(' => Role::Opens(ROUND),
            ')' => Role::Closes(ROUND),
            '<' | '\u{FF1C}' if self.is_open(TITLE) => Role::Opens(INNER_TITLE),
            '>' | '\u{FF1E}' if self.stack.iter().any(|open| matches!(open.mark.sign, '<' | '\u{FF1C}')) => {
                Role::Closes(INNER_TITLE)
            }
            // Xi’an, ’24
            '’' if !self.is_open(SINGLE) && is_apostrophe(self.text, mark) => Role::Nothing,
            sign => {
                let opens = || PAIRS.iter().position(|pair| pair.0 == sign).map(Role::Opens);
                let closes = || PAIRS.iter().position(|pair| pair.1 == sign).map(Role::Closes);
                opens().or_else(closes).unwrap_or(Role::Nothing)
            }
        }
    }

    fn is_open(&self, kind: usize) -> bool {
        self.stack.iter().any(|open| open.kind == kind)
    }

    /// Which way a straight quotation mark looks: it closes one that is open; after “ it closes, unless another straight one
    /// and the “’s own end follow; else it opens. 55" are inches.
    fn straight(&self, at: usize, mark: Mark) -> Role {
        let open = self.stack.iter().rev().find(|open| open.kind == DOUBLE).map(|open| open.mark.sign);
        let ahead = || self.marks[at + 1..].iter().take(AHEAD).map(|mark| mark.sign);
        let mut doubles = ahead().filter(|sign| is_straight(*sign) || "“”".contains(*sign));
        match open {
            Some(sign) if is_straight(sign) => Role::Closes(DOUBLE),
            Some(_) => match (doubles.next(), doubles.next()) {
                (None | Some('“'), _) | (Some(_), Some('“')) => Role::Closes(DOUBLE),
                _ => Role::Opens(DOUBLE),
            },
            _ if before(self.text, mark.at as usize).is_some_and(|sign| sign.is_ascii_digit()) => Role::Nothing,
            _ => Role::Opens(DOUBLE),
        }
    }

    fn open(&mut self, mark: Mark, kind: usize) {
        if self.stack.len() == DEPTH {
            let outermost = self.stack.remove(0);
            self.left.push(Left { mark: outermost.mark, kind: outermost.kind, opens: true });
        }
        self.stack.push(Open { mark, kind, inner: None });
    }

    fn close(&mut self, mark: Mark, kind: usize) {
        if let Some(at) = self.stack.iter().rposition(|open| open.kind == kind) {
            self.passed.extend(self.stack.drain(at + 1..));
            self.passed.drain(..self.passed.len().saturating_sub(DEPTH)).for_each(|open| {
                self.left.push(Left { mark: open.mark, kind: open.kind, opens: true });
            });
            if let Some(open) = self.stack.pop() {
                self.paired(open, mark);
            }
        } else if let Some(at) = self.passed.iter().rposition(|open| open.kind == kind) {
            let open = self.passed.remove(at);
            let at = Span::new(open.mark.at as usize, mark.end());
            self.slips.push(Slip::new(PairFault::Crossed, at, &self.text[at.range()], ""));
        } else if let Some(open) = self.stack.pop_if(|open| is_meant_for(self.text, open.kind, mark, kind)) {
            self.mixed(open, mark);
        } else {
            self.left.push(Left { mark, kind, opens: false });
        }
    }

    /// Two marks of one kind found each other.
    fn paired(&mut self, open: Open, close: Mark) {
        let span = Span::new(open.mark.at as usize, close.end());
        let words = &self.text[span.range()];
        match (is_straight(open.mark.sign), is_straight(close.sign)) {
            // Inside “” they are told as an inner quotation.
            (true, true) if !self.is_open(DOUBLE) && self.is_chinese(open.mark, close) => {
                let expected = format!("“{}”", &self.text[open.mark.end()..close.at as usize]);
                let slip = Slip::new(PairFault::Straight, span, words, expected);
                self.slips.push(slip.mended(&[(open.mark, "“"), (close, "”")], Safety::Safe));
            }
            (true, false) => self.tell_mixed(open.mark, '“', words),
            (false, true) => self.tell_mixed(close, '”', words),
            _ => {}
        }
        if let Some((first, last)) = open.inner.filter(|_| span.len() <= LONGEST) {
            self.nested(open.kind, first, last);
        }
        let around = self.stack.iter_mut().rev().find(|around| PAIRS[around.kind].2 == PAIRS[open.kind].2);
        let angle = matches!(open.mark.sign, '<' | '\u{FF1C}');
        if let Some(around) = around.filter(|around| around.kind == open.kind || angle && around.kind == TITLE) {
            around.inner = Some((open.mark, close));
        }
    }

    fn nested(&mut self, kind: usize, first: Mark, last: Mark) {
        let (fault, open, close) = match kind {
            TITLE => (PairFault::NestedTitle, "〈", "〉"),
            DOUBLE => (PairFault::NestedQuotation, "‘", "’"),
            _ => return,
        };
        let span = Span::new(first.at as usize, last.end());
        let words = &self.text[span.range()];
        let inner = &self.text[first.end()..last.at as usize];
        let slip = Slip::new(fault, span, words, format!("{open}{inner}{close}"));
        self.slips.push(slip.mended(&[(first, open), (last, close)], Safety::Safe));
    }

    /// "带电”
    fn tell_mixed(&mut self, straight: Mark, right: char, words: &str) {
        let slip = Slip::new(PairFault::Mixed, straight.span(), words, name(right));
        self.slips.push(slip.mended(&[(straight, right.encode_utf8(&mut [0; 4]))], Safety::Safe));
    }

    /// Two marks of one family that are no pair: 《条例〉. In 〔2024] the number of a document is at fault, which others tell.
    fn mixed(&mut self, open: Open, close: Mark) {
        let inner = &self.text[open.mark.end()..close.at as usize];
        let year = inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit());
        if year && PAIRS[open.kind].2 == Family::Bracket {
            return;
        }
        let expected = PAIRS[open.kind].1;
        let words = &self.text[open.mark.at as usize..close.end()];
        let slip = Slip::new(PairFault::Mixed, close.span(), words, name(expected));
        self.slips.push(slip.mended(&[(close, expected.encode_utf8(&mut [0; 4]))], Safety::Offered));
    }

    /// Whether straight marks stand in Chinese text: around it, or between it.
    fn is_chinese(&self, open: Mark, close: Mark) -> bool {
        let wide = |sign: Option<char>| sign.is_none_or(|sign| sign >= '\u{2E80}' || matches!(sign, '\n' | '\r'));
        let around = || wide(before(self.text, open.at as usize)) && wide(after(self.text, close.end()));
        !self.text[open.end()..close.at as usize].is_ascii() || around()
    }
}

/// Whether a closing mark of another kind stands for that of an open one: in 《条例〉》 it does not, the right one is there.
fn is_meant_for(text: &str, open: usize, mark: Mark, kind: usize) -> bool {
    PAIRS[open].2 == PAIRS[kind].2 && !text[mark.end()..].starts_with(PAIRS[open].1)
}

/// Quotation marks that look neither way; `″` is a sign of angles and inches.
fn is_straight(sign: char) -> bool {
    matches!(sign, '"' | '\u{FF02}' | '\u{2033}')
}

fn is_apostrophe(text: &str, mark: Mark) -> bool {
    let latin = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
    latin(before(text, mark.at as usize)) || latin(after(text, mark.end()))
}
