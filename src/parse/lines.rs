//! The lines of a report in turn. Most paragraphs show by one look what they are; the grammar is asked for all else.

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use super::opening::{LONG, Number, frame, is_paragraph, is_space, number};
use crate::document::{BlockKind, MarkerStyle, number_value};
use crate::span::{Read, Span};

/// What stands at one place of a text; of what the grammar read, where that begins and its pair, whose places count from there.
pub(super) enum Line<'t> {
    /// Above the text.
    Front(usize, Pair<'t, Rule>),
    /// Above the text, and plainly a title or an addressee; its line without the end.
    Frame(BlockKind, Span<Read>),
    /// In the text.
    Text(usize, Pair<'t, Rule>),
    /// A paragraph of the text that is plainly one, its line without the end.
    Paragraph(Span<Read>),
    /// A heading of the text that is plainly one.
    Heading(Heading),
}

/// The parts of a heading, with the space around them.
pub(super) struct Heading {
    pub style: MarkerStyle,
    /// The value of its number.
    pub number: Option<u32>,
    /// The number with its marks.
    pub at: Span<Read>,
    pub line: Span<Read>,
    pub words: Span<Read>,
    /// The 。 that ends its words.
    pub stop: Option<Span<Read>>,
    /// What follows on the line.
    pub run_in: Option<Span<Read>>,
}

/// No front has more lines.
const FRONT: usize = 64;

/// The lines of a text, without the blank ones.
pub(super) fn of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut at, mut front) = (0, FRONT);
    std::iter::from_fn(move || {
        at += blank(&text[at..]);
        let from = at;
        let line = line(&text[from..]);
        let plain = is_paragraph(line);
        if let Some(kind) = frame(line).filter(|_| front > 0) {
            front -= 1;
            at += line.len();
            return Some(Line::Frame(kind, Span::new(from, at)));
        }
        let frames = front > 0 && (!plain || line.chars().take(LONG).count() < LONG);
        if frames && let Some(read) = ask(Rule::front_lines, text, &mut at) {
            front -= 1;
            return Some(Line::Front(from, read));
        }
        front = 0;
        if plain {
            at += line.len();
            return Some(Line::Paragraph(Span::new(from, at)));
        }
        if let Some(number) = number(line) {
            at += line.len();
            return Some(Line::Heading(Heading::plain(line, from, &number)));
        }
        if line.is_empty() { None } else { ask(Rule::text_lines, text, &mut at).map(|read| Line::Text(from, read)) }
    })
}

/// What the grammar reads at a place, which moves behind it.
fn ask<'t>(rule: Rule, text: &'t str, at: &mut usize) -> Option<Pair<'t, Rule>> {
    let pair = Grammar::parse(rule, &text[*at..]).ok()?.next()?;
    let end = pair.as_span().end();
    *at += end;
    (end > 0).then_some(pair)
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

impl Heading {
    /// The heading that a line is, which begins at `from` with this number.
    fn plain(line: &str, from: usize, number: &Number) -> Heading {
        let span = |at: usize, to: usize| Span::new(from + at, from + to);
        let words = number.all.end;
        let stop = line[words..].find('。').map(|at| words + at);
        let rest = stop.map_or(line.len(), |stop| stop + '。'.len_utf8());
        let run_in = line.len() - line[rest..].trim_start_matches(is_space).len();
        Heading {
            style: number.style,
            number: number_value(&line[number.figures.clone()]),
            at: span(number.all.start, words),
            line: span(0, line.len()),
            words: span(words, stop.unwrap_or(line.len())),
            stop: stop.map(|stop| span(stop, rest)),
            run_in: (run_in < line.len()).then(|| span(run_in, line.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use pest::Parser;
    use proptest::prelude::*;

    use super::{BlockKind, Grammar, Line, MarkerStyle, Rule, of};

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
                Line::Frame(kind, span) => {
                    let (rule, inner) = match kind {
                        BlockKind::Title => (Rule::title, Rule::title_line),
                        _ => (Rule::addressee, Rule::addressee_line),
                    };
                    found.extend([rule, inner].map(|rule| (rule, span.start as usize)));
                }
                Line::Paragraph(span) => found.push((Rule::paragraph, span.start as usize)),
                Line::Heading(heading) => {
                    let (kind, inner) = match heading.style {
                        MarkerStyle::Chinese => (Rule::section_number, Rule::numeral),
                        MarkerStyle::ChineseParen => (Rule::subsection_number, Rule::numeral),
                        _ => (Rule::item_number, Rule::digits),
                    };
                    let inside = if kind == Rule::subsection_number { '\u{FF08}'.len_utf8() } else { 0 };
                    let at = heading.at.start as usize;
                    found.extend([(Rule::heading, heading.line.start as usize), (kind, at), (inner, at + inside)]);
                    found.push((Rule::heading_words, heading.words.start as usize));
                    found.extend(heading.stop.map(|stop| (Rule::heading_stop, stop.start as usize)));
                    found.extend(heading.run_in.map(|run_in| (Rule::run_in, run_in.start as usize)));
                }
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
    const WORDS: [&str; 68] = [
        "青岚县司法局",
        "青岚县人民政府",
        "2024年法治政府建设年度报告",
        "关于",
        "的报告",
        "一、",
        "一是加强",
        "2024年",
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
        "年度报告",
        "各镇人民政府\u{FF1A}",
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
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_lines_read_as_one_report(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
            let text = words.concat();
            prop_assert_eq!(lines(&text), report(&text));
        }
    }
}
