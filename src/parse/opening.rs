//! How most lines begin, told by one look without the grammar: （一）…, 一、…, 1.…, and words of a paragraph.

use std::ops::Range;

use crate::document::{BlockKind, MarkerStyle};
use crate::span::holds;

/// What neither a heading nor a paragraph is begins with one of these or with a sign that is no word: 附件 来源： 打印.
/// Paragraphs may begin so too; the grammar tells.
const OPENINGS: &str = "第附名字索浏点访阅文信发更制公成生有效是主体内保分当您今责来作打关加设无长简繁首收放缩还减大中小";

/// A line of so many characters frames nothing: `short` in the grammar.
pub(super) const LONG: usize = 100;

/// What a title has before its last word, at least: `title_brief` in the grammar.
const BRIEF: usize = 5;

/// A number before a heading: its style, its figures and, with its marks, all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub style: MarkerStyle,
    pub figures: Range<usize>,
    pub all: Range<usize>,
}

/// The number of a line that is plainly a heading.
pub(super) fn number(line: &str) -> Option<Number> {
    let from = indent(line);
    let words = &line[from..];
    let open = if words.starts_with('\u{FF08}') { '\u{FF08}'.len_utf8() } else { 0 };
    let figures = &words[open..];
    let digits = figures.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { numerals(figures) };
    let mut after = figures[length..].chars();
    let (mark, next) = (after.next()?, after.next().filter(is_word)?);
    let style = match (open > 0, digits > 0, mark) {
        (true, false, '\u{FF09}') => MarkerStyle::ChineseParen,
        // 一、二季度
        (false, false, '、') if !is_numeral(next) => MarkerStyle::Chinese,
        (false, true, '.') if digits <= 3 => MarkerStyle::Arabic,
        _ => return None,
    };
    let figures = from + open..from + open + length;
    (length > 0).then(|| Number { style, all: from..figures.end + mark.len_utf8(), figures })
}

/// Whether a line shows by its first signs that it is neither numbered nor furniture, and by its last that no date ends it.
pub(super) fn is_paragraph(line: &str) -> bool {
    let words = &line[indent(line)..];
    let ended = ['。', '\u{FF1B}', '\u{FF1A}', '\u{FF01}', '\u{FF1F}', '\u{201D}'];
    let Some(first) = words.chars().next() else { return false };
    let begins = match first {
        '\u{201C}' => true,
        // 2024年，我局…, but not 2024年12月
        '0'..='9' => {
            let year = words.bytes().take_while(u8::is_ascii_digit).count() == 4;
            let after = words.get(4..).and_then(|rest| rest.strip_prefix('年')).and_then(|rest| rest.chars().next());
            year && after.is_some_and(|sign| sign == '\u{FF0C}' || is_word(&sign) && !is_numeral(sign))
        }
        // 一是加强学习, but not 二〇二四年
        first if is_numeral(first) => {
            let figures = numerals(words);
            figures <= 3 * first.len_utf8() && words[figures..].chars().next().as_ref().is_some_and(is_word)
        }
        first => is_word(&first) && !OPENINGS.contains(first),
    };
    begins && words.trim_end_matches(is_space).ends_with(ended)
}

/// What a short line above the text plainly is: a title, 青岚县司法局2024年法治政府建设年度报告, or an addressee, 县委、县政府：
pub(super) fn frame(line: &str) -> Option<BlockKind> {
    let words = &line[indent(line)..];
    let first = words.chars().next().filter(|sign| is_word(sign) && !is_numeral(*sign) && !OPENINGS.contains(*sign))?;
    let short = words.len() < LONG * first.len_utf8();
    if let Some(title) = words.strip_suffix("报告").filter(|_| short) {
        let long = title.len() > BRIEF * first.len_utf8();
        return (long && title.chars().all(|sign| is_word(&sign) || sign.is_ascii_digit())).then_some(BlockKind::Title);
    }
    let to = words.strip_suffix('\u{FF1A}').filter(|_| short)?;
    let named = holds(to, '、') || to.ends_with("政府");
    let announces = ["现将", "现就", "如下"].iter().any(|word| to.contains(word));
    (named && !announces && to.chars().all(|sign| is_word(&sign) || sign == '、')).then_some(BlockKind::Addressee)
}

/// `space` in the grammar.
pub(super) fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\u{3000}' | '\u{A0}')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_space).len()
}

fn is_word(sign: &char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(sign)
}

/// How many bytes of figures of a `numeral` of the grammar a text begins with.
fn numerals(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_numeral).len()
}

fn is_numeral(sign: char) -> bool {
    matches!(sign, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇' | '零' | '廿')
}
