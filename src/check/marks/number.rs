//! Marks around titles and numbers of documents: 《办法》（试行）, 青政发〔2024〕5号.

use super::super::mark::{Mark, before, is_han};
use super::super::{Remedy, Say, Spot};
use super::touch;
use crate::document::{BlockKind, Document};
use crate::finding::Safety;
use crate::span::Span;

/// What is part of a title. 征求意见稿 and 草案 tell the state of a paper.
const TRIALS: [&str; 2] = ["试行", "暂行"];

/// 《办法》（试行）
pub(super) fn trial(doc: &Document, marks: &[Mark], say: &mut Say) {
    let text = doc.text();
    for around in marks.windows(3) {
        let [title, open, close] = around else { continue };
        let bracket = matches!((title.sign, open.sign, close.sign), ('》', '\u{FF08}', '\u{FF09}')) && touch(title, open);
        let Some(word) = TRIALS.iter().find(|word| bracket && text[open.end()..close.at as usize] == ***word) else { continue };
        let span = Span::new(title.at as usize, close.end());
        let expected = format!("\u{FF08}{word}\u{FF09}》");
        let said = say.at(span).value("found", doc.slice(span)).value("expected", &expected);
        let end = Spot::Read(Span::new(close.end(), close.end()));
        let edits = vec![(title.span().into(), String::new()), (end, "》".to_owned())];
        said.fixes.push(Remedy { title: format!("改为“{expected}”"), edits, safety: Safety::Offered });
    }
}

/// The number of a document, from its first bracket.
struct Number<'t> {
    /// Whether its brackets are 〔〕.
    right: bool,
    /// 第 or -, which have no place in it.
    extra: &'t str,
    year: &'t str,
    digits: &'t str,
    /// Whether 号 follows.
    ends: bool,
    /// One past its last byte.
    end: usize,
}

/// Bodies whose numbers have 第 by their own custom: 公告〔2024〕第5号.
const WITH_ORDINAL: [&str; 3] = ["公告", "令", "通告"];

/// What the letters of papers in a case end with, which have forms of their own: 青公行罚决字〔2024〕第5号.
const OF_CASES: &str = "字罚决裁仲诉许书";

/// What stands behind a number that lost its 号.
const BEHIND: &str = "\u{FF09}》\u{FF0C}。\u{FF1B}";

/// （2024）5号, 〔2024〕第5号, 〔2024〕05号, 〔2024〕5. Behind no letters of a body it is none: （2024）青01行初2号.
pub(super) fn malformed(doc: &Document, marks: &[Mark], say: &mut Say) {
    let text = doc.text();
    for open in marks.iter().filter(|mark| matches!(mark.sign, '〔' | '\u{FF08}' | '(' | '[' | '\u{FF3B}' | '【')) {
        let lead = text[..open.at as usize].trim_end_matches(' ');
        let Some(number) = read(text, open).filter(|_| before(lead, lead.len()).is_some_and(is_body)) else { continue };
        let custom = number.extra == "第" && WITH_ORDINAL.iter().any(|body| lead.ends_with(body));
        let plain = number.digits.trim_start_matches('0');
        let fine = number.right && (number.extra.is_empty() || custom) && plain == number.digits && number.ends;
        let lost = || number.right && text[number.end..].starts_with(|sign| BEHIND.contains(sign));
        if fine || custom || plain.is_empty() || !number.ends && !lost() {
            continue;
        }
        let span = Span::new(open.at as usize, number.end);
        if doc.block_at(open.at).is_none_or(|block| block.kind == BlockKind::Chrome) {
            continue;
        }
        let expected = format!("〔{}〕{plain}号", number.year);
        let said = say.at(span).value("found", doc.slice(span)).value("expected", &expected);
        said.fix(format!("改为“{expected}”"), span, &expected, Safety::Offered);
    }
}

/// Whether a character can end the letters of a body: 青政发.
fn is_body(sign: char) -> bool {
    is_han(sign) && !OF_CASES.contains(sign)
}

/// Reads the number that a bracket begins: a year, a bracket, figures, perhaps 号.
fn read<'t>(text: &'t str, open: &Mark) -> Option<Number<'t>> {
    let rest = &text[open.end()..];
    let (year, rest) = figures(rest);
    let close = rest.chars().next().filter(|sign| "〕\u{FF09})]\u{FF3D}】".contains(*sign))?;
    if year.len() != 4 || !year.starts_with(['1', '2']) {
        return None;
    }
    let rest = rest[close.len_utf8()..].trim_start_matches(' ');
    let after = rest.trim_start_matches(['第', '-']);
    let extra = &rest[..rest.len() - after.len()];
    let (digits, tail) = figures(after);
    let ends = tail.starts_with('号');
    let end = text.len() - tail.len() + if ends { '号'.len_utf8() } else { 0 };
    let right = open.sign == '〔' && close == '〕';
    (1..=4).contains(&digits.len()).then_some(Number { right, extra, year, digits, ends, end })
}

/// The figures that a text begins with, and the rest.
fn figures(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}
