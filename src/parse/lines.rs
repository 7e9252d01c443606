//! The lines of a report in turn. Most paragraphs show by one look what they are; the grammar is asked for all else.

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use crate::span::{Read, Span};

/// What stands at one place of a text; of what the grammar read, where that begins and its pair, whose places count from there.
pub(super) enum Line<'t> {
    /// Above the text.
    Front(usize, Pair<'t, Rule>),
    /// In the text.
    Text(usize, Pair<'t, Rule>),
    /// A paragraph of the text that is plainly one, its line without the end.
    Paragraph(Span<Read>),
}

/// No front has more lines.
const FRONT: usize = 64;

/// A line of so many characters frames nothing: `short` in the grammar.
const LONG: usize = 100;

/// Whatever is no paragraph begins with one of these or with a sign that is no word: 一、 第一章 二〇二五年 附件 来源： 打印.
const OPENINGS: &str = "一二三四五六七八九十百〇零廿第附名字索浏点访阅文信发更制公成生有效是主体内保分当您今责来作打关加设无长简繁首收放缩还减大中小";

/// The lines of a text, without the blank ones.
pub(super) fn of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut at, mut front) = (0, FRONT);
    std::iter::from_fn(move || {
        at += blank(&text[at..]);
        let from = at;
        let line = line(&text[from..]);
        let plain = is_plain(line);
        if front > 0 && !(plain && line.chars().take(LONG).count() == LONG) {
            if let Some(read) = ask(Rule::front_lines, text, &mut at) {
                front -= 1;
                return Some(Line::Front(from, read));
            }
        }
        front = 0;
        if plain {
            at += line.len();
            return Some(Line::Paragraph(Span::new(from, at)));
        }
        if line.is_empty() { None } else { ask(Rule::text_lines, text, &mut at).map(|read| Line::Text(from, read)) }
    })
}

/// What the grammar reads at a place, which moves behind it.
fn ask<'t>(rule: Rule, text: &'t str, at: &mut usize) -> Option<Pair<'t, Rule>> {
    let pair = Grammar::parse(rule, &text[*at..]).ok()?.next()?;
    *at += pair.as_span().end();
    Some(pair)
}

/// The first line, without its end.
fn line(text: &str) -> &str {
    &text[..memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())]
}

/// How many bytes of blank lines, and of the end of the line before them, a text begins with.
fn blank(text: &str) -> usize {
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '\n' | '\r' => end = at + 1,
            sign if is_space(sign) => {}
            _ => return end,
        }
    }
    text.len()
}

/// `space` in the grammar.
fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\u{3000}' | '\u{A0}')
}

/// Whether a line in the text shows by its first sign that it is neither numbered nor furniture, and by its last that no date ends it.
fn is_plain(line: &str) -> bool {
    let words = line.trim_matches(is_space);
    let opens = |sign: char| sign == '\u{201C}' || ('\u{4E00}'..='\u{9FFF}').contains(&sign) && !OPENINGS.contains(sign);
    words.ends_with(['。', '\u{FF1B}', '\u{FF1A}', '\u{FF01}', '\u{FF1F}', '\u{201D}']) && words.starts_with(opens)
}

#[cfg(test)]
mod tests {
    use pest::Parser;
    use proptest::prelude::*;

    use super::{Grammar, Line, Rule, of};

    /// Each rule with where it begins, front and words of paragraphs left out.
    fn report(text: &str) -> Vec<(Rule, usize)> {
        let pairs = Grammar::parse(Rule::report, text).unwrap().flatten();
        let told = |rule: &Rule| !matches!(rule, Rule::report | Rule::front | Rule::EOI | Rule::paragraph_words);
        pairs.map(|pair| (pair.as_rule(), pair.as_span().start())).filter(|(rule, _)| told(rule)).collect()
    }

    fn lines(text: &str) -> Vec<(Rule, usize)> {
        let mut found = Vec::new();
        for line in of(text) {
            match line {
                Line::Front(from, pair) | Line::Text(from, pair) => {
                    let parts = pair.into_inner().flatten().filter(|pair| pair.as_rule() != Rule::paragraph_words);
                    found.extend(parts.map(|pair| (pair.as_rule(), from + pair.as_span().start())));
                }
                Line::Paragraph(span) => found.push((Rule::paragraph, span.start as usize)),
            }
        }
        found
    }

    #[test]
    fn samples_read_as_one_report() {
        for entry in std::fs::read_dir("samples").unwrap() {
            let path = entry.unwrap().path();
            if let Ok(text) = std::fs::read_to_string(&path) {
                assert_eq!(lines(&text), report(&text), "{}", path.display());
            }
        }
    }

    /// Words that lines of a report are made of.
    const WORDS: [&str; 64] = [
        "青岚县司法局",
        "青岚县人民政府",
        "2024年法治政府建设年度报告",
        "关于",
        "的报告",
        "一、",
        "\u{FF08}一\u{FF09}",
        "1.",
        "第一条 ",
        "①",
        "全年受理案件412件",
        "\u{FF0C}",
        "。",
        "\u{FF1A}",
        "\u{FF1B}",
        "、",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "　　",
        " ",
        "\t",
        "\u{A0}",
        "2025年2月21日",
        "二〇二五年二月二十一日",
        "日",
        "县委、县政府",
        "附件",
        "附件1",
        "名词解释",
        "|",
        "打印",
        "来源",
        "字体",
        "当前位置",
        "10:03",
        "省长",
        "签发人",
        "\u{201C}",
        "\u{201D}",
        "《",
        "》",
        "\u{FF08}",
        "\u{FF09}",
        "青司发〔2025〕3号",
        "现将有关情况报告如下",
        "县",
        "法治",
        "第一部分",
        "大",
        "中",
        "我局坚持以人为先深入推进依法行政各项工作取得新的成效并持续巩固提升群众满意度不断增强基层基础更加牢固",
        "是",
        "有",
        "公开",
        ">",
        "—",
        "- ",
        "三",
        "情况",
        "\u{2003}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn any_lines_read_as_one_report(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
            let text = words.concat();
            prop_assert_eq!(lines(&text), report(&text));
        }
    }
}
