//! Finds dates and spans of years. A scan finds figures before 月, 日, 年 or a dash; the grammar reads there only.

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use crate::document::{Block, BlockId, Date, Document, Facts, YearSpan, number_value};
use crate::span::{Read, Span};

/// No date and no span of years is longer, in bytes.
const WINDOW: usize = 64;

/// What a date in Chinese figures has before 月, at most: 二〇二四年十二.
const BEFORE_MONTH: usize = 24;

/// The dates and spans of years of a block, put into the facts.
pub(super) fn find(doc: &Document, id: BlockId, block: &Block, facts: &mut Facts) {
    let text = &doc.text()[..block.text.end as usize];
    Scan { text, block: id, facts, titles: 0 }.run(block.text.start as usize);
}

struct Scan<'d> {
    text: &'d str,
    block: BlockId,
    facts: &'d mut Facts,
    /// How many 《 are open.
    titles: u32,
}

impl Scan<'_> {
    fn run(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        // Where the last date ended: what is read once is not read again.
        let mut done = start;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'0'..=b'9' => {
                    let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    let read = self.figures(at, end);
                    done = read.unwrap_or(done);
                    read.unwrap_or(end)
                }
                0xE3 if bytes[at..].starts_with("《".as_bytes()) => {
                    self.titles += 1;
                    at + "《".len()
                }
                0xE3 if bytes[at..].starts_with("》".as_bytes()) => {
                    self.titles = self.titles.saturating_sub(1);
                    at + "》".len()
                }
                0xE6 if bytes[at..].starts_with("月".as_bytes()) => {
                    done = self.month(done, at).unwrap_or(done);
                    done.max(at + "月".len())
                }
                // The first byte of a sign tells how many it has.
                _ => at + 1 + usize::from(byte >= 0xC0) + usize::from(byte >= 0xE0) + usize::from(byte >= 0xF0),
            };
        }
    }

    /// Reads the figures `at..end`, and tells where what was read ends.
    fn figures(&mut self, at: usize, end: usize) -> Option<usize> {
        if self.text[..at].ends_with(|sign: char| sign.is_ascii_alphabetic()) {
            return None;
        }
        let rest = self.text[end..].trim_start_matches(' ');
        let next = rest.chars().next()?;
        match (end - at, next) {
            (4, '年') => {
                let after = rest["年".len()..].trim_start_matches(' ').chars().next()?;
                if after.is_ascii_digit() { self.date(at) } else { is_dash(after).then(|| self.span(at)).flatten() }
            }
            (4, '.' | '/') => self.date(at),
            (4, '-') => self.span(at).or_else(|| self.date(at)),
            (4, sign) if is_dash(sign) => self.span(at),
            (8, '年' | '\u{FF09}' | ')') => self.span(at),
            (1 | 2, '月') | (3 | 4, '日') => self.date(at),
            _ => None,
        }
    }

    /// Reads a date whose month at `at` is not in plain figures: 二〇二四年十二月, １２月.
    fn month(&mut self, from: usize, at: usize) -> Option<usize> {
        let signs = "〇○零一二三四五六七八九十年";
        let figure = |sign: char| signs.contains(sign) || ('０'..='９').contains(&sign);
        let room = self.text[from..at].char_indices().rev().take(BEFORE_MONTH / 3);
        let start = from + room.take_while(|(_, sign)| figure(*sign)).last()?.0;
        let read = self.date(start).or_else(|| {
            // 五年三月: the figures before 年 are no year.
            let words = self.text[start..at].rfind('年')? + "年".len();
            self.date(start + words)
        })?;
        // 一月一法: a month in words alone is as often none.
        self.facts.dates.pop_if(|date| date.year.is_none() && date.day.is_none());
        Some(read)
    }

    fn window(&self, at: usize) -> &str {
        let end = (at + WINDOW).min(self.text.len());
        let end = (at..=end).rev().find(|end| self.text.is_char_boundary(*end)).unwrap_or(at);
        &self.text[at..end]
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let pair = Grammar::parse(Rule::dated, self.window(at)).ok()?.next()?;
        let place = |pair: &Pair<Rule>| Span::<Read>::new(at + pair.as_span().start(), at + pair.as_span().end());
        let (span, named, block) = (place(&pair), self.titles > 0, self.block);
        let mut date = Date { span, year: None, month: 0, day: None, run: None, named, block };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::whole_year_of => date.year = year(part.as_str()),
                Rule::month_of => date.month = value(part.as_str()),
                Rule::day_of => date.day = Some(value(part.as_str())),
                Rule::day_run => date.run = Some(place(&part)),
                _ => {}
            }
        }
        self.facts.dates.push(date);
        Some(span.end as usize)
    }

    fn span(&mut self, at: usize) -> Option<usize> {
        // A code or the end of one: GB 2012-2014, 0816-2021-2025, 〔2021-2025
        let before = self.text[..at].trim_end_matches(' ').chars().next_back();
        if before.is_some_and(|sign| sign.is_ascii_alphanumeric() || "-./_〔[#№号第＃".contains(sign)) {
            return None;
        }
        let pair = Grammar::parse(Rule::year_span, self.window(at)).ok()?.next()?;
        let place = |pair: &Pair<Rule>| Span::<Read>::new(at + pair.as_span().start(), at + pair.as_span().end());
        let span = place(&pair);
        let (mut years, mut mark, mut worded) = (Vec::with_capacity(2), None, false);
        let mut first = span;
        for part in pair.into_inner() {
            match part.as_rule() {
                // Elsewhere such figures are a number or a code: 投入3000至2025年.
                Rule::far_year if !self.text[..at].ends_with(['\u{FF08}', '(']) => return None,
                Rule::span_year | Rule::far_year => {
                    years.extend(year(part.as_str()));
                    first = if years.len() == 1 { place(&part) } else { first };
                }
                Rule::span_mark => mark = Some(place(&part)),
                Rule::span_word => worded = true,
                _ => {}
            }
        }
        let [from, to] = years[..] else { return None };
        let mark = mark.unwrap_or_else(|| Span::new(first.end as usize, first.end as usize));
        self.facts.spans.push(YearSpan { span, from, to, mark, worded, block: self.block });
        Some(span.end as usize)
    }
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '\u{FF0D}' | '―' | '─' | '~' | '\u{FF5E}' | '至')
}

/// The value of a month or a day: 3, 03, 十二; 0 for 00.
fn value(figures: &str) -> u32 {
    number_value(figures).unwrap_or(0)
}

/// The value of four figures of a year: 2024, 二〇二四.
fn year(figures: &str) -> Option<i32> {
    figures.chars().try_fold(0, |year, sign| {
        let figure = if matches!(sign, '〇' | '○' | '零' | 'O') { 0 } else { number_value(&sign.to_string()).unwrap_or(0) };
        Some(year * 10 + i32::try_from(figure).ok()?)
    })
}
