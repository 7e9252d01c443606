//! Where a quantity stands: its clause, sentence, brackets and quotation marks, and the year that its clause names.

use crate::document::{BlockId, Document, Facts, Quantity, Sentence, years_in};
use crate::span::{Span, holds};

/// Words for the year before the one reported on.
const LAST_YEAR: [&str; 5] = ["上年", "去年", "上一年", "往年", SAME_TIME];

/// The only one of them that is without 年.
const SAME_TIME: &str = "同期";

/// The place of the scan in a block.
pub(super) struct Scope<'d> {
    doc: &'d Document<'d>,
    block: BlockId,
    /// Where the words of the clause begin, and the mark before them.
    from: usize,
    mark: Option<char>,
    /// What `from` and `mark` were before each open bracket.
    brackets: Vec<(usize, Option<char>)>,
    /// How many 《 are open.
    titles: u32,
    quoted: bool,
    /// Where the sentence begins, and where its first clause ends.
    sentence: usize,
    opening: Option<usize>,
    /// The year that this first clause names, once it was asked for.
    opened_in: Option<Option<i32>>,
    /// The first quantity of the sentence, by index, and the one whose tail is open.
    first: usize,
    open: bool,
}

/// Deeper brackets are not told apart.
const DEPTH: usize = 8;

impl<'d> Scope<'d> {
    pub(super) fn new(doc: &'d Document<'d>, block: BlockId, facts: &Facts) -> Self {
        let start = doc.block(block).text.start as usize;
        Scope {
            doc,
            block,
            from: start,
            mark: None,
            brackets: Vec::new(),
            titles: 0,
            quoted: false,
            sentence: start,
            opening: None,
            opened_in: None,
            first: facts.quantities.len(),
            open: false,
        }
    }

    /// Where the words of the clause begin.
    pub(super) fn from(&self) -> usize {
        self.from
    }

    /// Whether the name of a document is open: numbers in it are its own.
    pub(super) fn in_title(&self) -> bool {
        self.titles > 0
    }

    /// Goes past one character that is no number, and tells its length.
    pub(super) fn pass(&mut self, facts: &mut Facts, at: usize, sign: char) -> usize {
        let end = at + sign.len_utf8();
        if sign.is_ascii() && !matches!(sign, '(' | ')' | ',' | ';' | ':' | '!' | '?' | '\n' | '\r') {
            return sign.len_utf8();
        }
        match sign {
            '《' => self.titles += 1,
            '》' => self.titles = self.titles.saturating_sub(1),
            '“' => self.quoted = true,
            '”' => self.quoted = false,
            '\u{FF08}' | '(' => {
                self.close_tail(facts, at, Some(sign));
                if self.brackets.len() < DEPTH {
                    self.brackets.push((self.from, self.mark));
                }
                (self.from, self.mark) = (end, Some(sign));
            }
            '\u{FF09}' | ')' => {
                self.close_tail(facts, at, Some(sign));
                (self.from, self.mark) = self.brackets.pop().unwrap_or((end, Some(sign)));
            }
            '、' | '\u{FF0C}' | '\u{FF1B}' | '\u{FF1A}' | ',' | ';' | ':' | '\n' | '\r' => self.mark(facts, at, sign),
            '。' | '\u{FF01}' | '\u{FF1F}' | '!' | '?' => {
                self.mark(facts, at, sign);
                self.end(facts, end);
                self.sentence = end;
                (self.opening, self.opened_in) = (None, None);
                (self.titles, self.quoted) = (0, false);
                self.brackets.clear();
            }
            _ => {}
        }
        sign.len_utf8()
    }

    fn mark(&mut self, facts: &mut Facts, at: usize, sign: char) {
        self.close_tail(facts, at, Some(sign));
        self.opening.get_or_insert(at);
        (self.from, self.mark) = (at + sign.len_utf8(), Some(sign));
    }

    /// Puts a quantity where it stands.
    pub(super) fn take(&mut self, facts: &mut Facts, quantity: Quantity) {
        let (start, end) = (quantity.span.start as usize, quantity.span.end as usize);
        self.close_tail(facts, start, None);
        let lead = Span::new(self.from.min(start), start);
        let year = self.year(lead.range().start, start);
        facts.quantities.push(Quantity {
            lead,
            tail: Span::new(end, end),
            before: self.mark,
            depth: self.brackets.len() as u8,
            quoted: self.quoted,
            year: year.and_then(|year| year.try_into().ok()),
            sentence: facts.sentences.len() as u32,
            block: self.block,
            ..quantity
        });
        (self.from, self.mark, self.open) = (end, None, true);
    }

    /// The year that the clause names, else the one that opens the sentence: 2023年，共受理57件.
    fn year(&mut self, from: usize, to: usize) -> Option<i32> {
        let text = self.doc.text();
        self.named(&text[from..to]).or_else(|| {
            let opening = &text[self.sentence..self.opening?];
            *self.opened_in.get_or_insert_with(|| years_in(opening).last())
        })
    }

    /// The year that words name.
    fn named(&self, words: &str) -> Option<i32> {
        // Most words before a number name none.
        let speaks = holds(words, '年');
        let year = if speaks { years_in(words).last() } else { None };
        year.or_else(|| {
            let before = if speaks {
                LAST_YEAR.iter().any(|word| words.contains(word))
            } else {
                holds(words, '期') && words.contains(SAME_TIME)
            };
            before.then(|| self.doc.year.map(|year| year - 1)).flatten()
        })
    }

    /// The words after the last quantity end here.
    fn close_tail(&mut self, facts: &mut Facts, at: usize, mark: Option<char>) {
        if std::mem::take(&mut self.open) {
            let last = facts.quantities.last_mut().expect("a quantity was taken");
            last.tail = Span::new(last.span.end as usize, at);
            last.after = mark;
        }
    }

    /// Closes the sentence if it holds quantities.
    pub(super) fn end(&mut self, facts: &mut Facts, at: usize) {
        self.close_tail(facts, at, None);
        let last = facts.quantities.len();
        if self.first < last {
            let span = Span::new(self.sentence, at);
            facts.sentences.push(Sentence { span, block: self.block, first: self.first as u32, last: last as u32 });
        }
        self.first = last;
    }
}
