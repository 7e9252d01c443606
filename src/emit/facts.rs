//! The figures of a draft as they were understood and what was compared with what, so that a reader can trust a finding
//! or dispute it.

use std::borrow::Cow;
use std::fmt::Write;
use std::iter::Peekable;

use super::excerpt::{CUT, within};
use super::facts_page::{Page, Row};
use super::facts_words::{Names, names};
use super::human::wrapped;
use super::line::fold;
use super::words::Language;
use crate::check::{Judged, Verdict};
use crate::document::{BlockId, BlockKind, Document, Quantity, Unit};
use crate::span::{Position, Read, Span};

/// A draft with what it claims about its figures.
#[derive(Debug)]
pub struct Understood<'a> {
    /// The path as it was given.
    pub path: &'a str,
    /// The draft.
    pub doc: &'a Document<'a>,
    /// All claims by place, as [`crate::check::Claims::all`] gives them.
    pub claims: &'a [Judged<'a>],
}

/// What a claim's own words are cut to.
const LONGEST: usize = 36;
/// Places of a value that is no finite decimal, such as that of 三分之二.
const PLACES: u32 = 4;

/// What is shown so far.
struct Shown<'d> {
    /// The heading that stands last, if any does.
    heading: Option<Option<BlockId>>,
    /// The dates and spans of years that are not told yet.
    dates: Peekable<std::vec::IntoIter<(Span<Read>, BlockId)>>,
    doc: &'d Document<'d>,
}

impl Shown<'_> {
    fn new<'d>(doc: &'d Document) -> Shown<'d> {
        let dates = doc.facts.dates.iter().map(|date| (date.span, date.block));
        let mut dates: Vec<_> = dates.chain(doc.facts.spans.iter().map(|span| (span.span, span.block))).collect();
        dates.sort_by_key(|(at, _)| at.start);
        Shown { heading: None, dates: dates.into_iter().peekable(), doc }
    }

    /// The next dates, if they stand before `at` and not under `heading`: those of one heading, with it.
    fn dates(&mut self, at: u32, heading: Option<Option<BlockId>>) -> Option<(BlockId, Vec<Span<Read>>)> {
        let doc = self.doc;
        let (_, block) = *self.dates.peek().filter(|(date, _)| date.start < at)?;
        let own = nearest(doc, Some(block));
        if heading == Some(own) {
            return None;
        }
        let same = std::iter::from_fn(|| self.dates.next_if(|(_, block)| nearest(doc, Some(*block)) == own));
        Some((block, same.map(|(at, _)| at).collect()))
    }
}

/// The headings that a block stands under, the nearest first; its own, if it is one.
fn above<'d>(doc: &'d Document, block: Option<BlockId>) -> impl Iterator<Item = BlockId> + use<'d> {
    std::iter::successors(block, |id| doc.block(*id).parent).filter(|id| doc.block(*id).kind == BlockKind::Heading)
}

fn nearest(doc: &Document, block: Option<BlockId>) -> Option<BlockId> {
    above(doc, block).next()
}

impl Understood<'_> {
    /// For people, at most `width` cells wide; `drawn` with ✓ and ✗, else with ASCII marks.
    pub fn text(&self, width: usize, drawn: bool, language: Language) -> String {
        let names = names(language);
        let mut text = format!("{}\n{}\n\n", fold(self.path), names.year(self.doc.year));
        let facts = &self.doc.facts;
        if facts.quantities.is_empty() && facts.dates.is_empty() && facts.spans.is_empty() && self.claims.is_empty() {
            return text + names.nothing + "\n";
        }
        let rows: Vec<Row> = self.doc.facts.quantities.iter().map(|quantity| self.row(quantity, names)).collect();
        let page = Page::new(width, &rows, drawn, names, self.doc.source);
        text += &page.head();
        self.body(&mut text, &rows, &page);
        let _ = writeln!(text, "\n{}", names.summary(rows.len(), self.verdicts()));
        text
    }

    /// How many claims hold, are off, were left alone.
    pub(super) fn verdicts(&self) -> [usize; 3] {
        let count = |is: fn(&Verdict<String>) -> bool| self.claims.iter().filter(|claim| is(&claim.verdict)).count();
        [
            count(|verdict| matches!(verdict, Verdict::Held)),
            count(|verdict| matches!(verdict, Verdict::Off(_))),
            count(|verdict| matches!(verdict, Verdict::Left(_))),
        ]
    }

    /// Every sentence that holds quantities, and below it what it claims; a claim in another sentence (五个环节) stands by itself.
    /// The dates of a section stand at its end.
    fn body(&self, text: &mut String, rows: &[Row], page: &Page) {
        let mut claims = self.claims.iter().peekable();
        let mut shown = Shown::new(self.doc);
        let mut rows = rows.iter();
        for quantities in self.doc.facts.quantities.chunk_by(|a, b| a.sentence == b.sentence) {
            let sentence = self.doc.facts.sentences[quantities[0].sentence as usize];
            while let Some(claim) = claims.next_if(|claim| claim.at.start < sentence.span.start) {
                self.claim(text, claim, &mut shown, page);
            }
            self.section(text, sentence.span.start, Some(sentence.block), &mut shown, page);
            rows.by_ref().take(quantities.len()).for_each(|row| page.row(text, row));
            while let Some(claim) = claims.next_if(|claim| claim.at.start < sentence.span.end) {
                self.relation(text, claim, page);
            }
        }
        claims.for_each(|claim| self.claim(text, claim, &mut shown, page));
        self.dates(text, u32::MAX, None, &mut shown, page);
    }

    /// A claim outside the sentences that hold quantities.
    fn claim(&self, text: &mut String, claim: &Judged, shown: &mut Shown, page: &Page) {
        let at = self.doc.blocks.partition_point(|block| block.span.start <= claim.at.start);
        self.section(text, claim.at.start, at.checked_sub(1).map(|at| BlockId(at as u32)), shown, page);
        self.relation(text, claim, page);
    }

    /// Begins the section that `block` stands in, if it is another than the last, after the dates of those before.
    fn section(&self, text: &mut String, at: u32, block: Option<BlockId>, shown: &mut Shown, page: &Page) {
        let own = nearest(self.doc, block);
        if shown.heading != Some(own) {
            self.dates(text, at, Some(own), shown, page);
            self.heading(text, block, shown, page);
        }
    }

    /// The dates before `at` that do not stand under `but`, on a line for each heading.
    fn dates(&self, text: &mut String, at: u32, but: Option<Option<BlockId>>, shown: &mut Shown, page: &Page) {
        while let Some((block, dates)) = shown.dates(at, but) {
            self.heading(text, Some(block), shown, page);
            let told = dates.iter().map(|at| format!("{} {}", self.place(*at).line, fold(self.written(*at))));
            let told = told.collect::<Vec<_>>().join(page.names.semicolon);
            page.hung(text, "", &format!("{} {told}", page.names.dates));
        }
    }

    /// The headings that a block stands under, when they are others than those last shown.
    fn heading(&self, text: &mut String, block: Option<BlockId>, shown: &mut Shown, page: &Page) {
        let own = nearest(self.doc, block);
        if shown.heading.replace(own) == Some(own) {
            return;
        }
        let mut path: Vec<String> = above(self.doc, block).map(|id| self.words(id)).collect();
        path.reverse();
        let path = if path.is_empty() { page.names.opening.to_owned() } else { path.join(" › ") };
        text.push('\n');
        wrapped(&path, page.width).iter().for_each(|line| *text += &format!("{line}\n"));
    }

    /// A heading with its number.
    fn words(&self, id: BlockId) -> String {
        let block = self.doc.block(id);
        let marker = block.marker.map_or("", |marker| self.doc.shown(marker.at));
        fold(&format!("{marker}{}", self.doc.shown(block.text).trim().trim_end_matches('。'))).into_owned()
    }

    fn row(&self, quantity: &Quantity, names: &Names) -> Row<'_> {
        let cells = [
            fold(self.written(quantity.span)).into_owned(),
            self.masked(&value(quantity)).into_owned(),
            fold(unit(self.doc, quantity)).into_owned(),
            self.hedge(quantity, names),
            quantity.year.map_or(String::new(), |year| year.to_string()),
        ];
        let line = self.place(quantity.span).line;
        Row { line, cells, lead: self.doc.shown(quantity.lead).trim(), tail: self.doc.shown(quantity.tail).trim() }
    }

    /// The words that make a number inexact: 近…余.
    fn hedge(&self, quantity: &Quantity, names: &Names) -> String {
        let word = |hedge: Option<(_, Span<Read>)>| hedge.map_or("", |(_, at)| self.doc.shown(at));
        let hedge = quantity.hedge;
        match (word(quantity.hedge_before()), word(quantity.hedge_after())) {
            ("", "") if quantity.range => names.interval.to_owned(),
            ("", "") if hedge.vague => names.vague.to_owned(),
            ("", after) => after.to_owned(),
            (before, "") => before.to_owned(),
            (before, after) => format!("{before}{CUT}{after}"),
        }
    }

    /// What was compared, how it was judged, and where the evidence stands.
    fn relation(&self, text: &mut String, claim: &Judged, page: &Page) {
        let names = page.names;
        let (mark, word, reason) = match claim.verdict {
            Verdict::Held => ('✓', names.held, ""),
            Verdict::Off(_) => ('✗', names.off, ""),
            Verdict::Left(reason) => ('–', names.left, reason),
        };
        let mark = if page.drawn { mark } else { ascii(mark) };
        let Position { line, column, .. } = self.place(claim.at);
        let said = [claim.worked, reason].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let colon = if said.is_empty() { "" } else { names.colon };
        let own = fold(self.written(claim.at)).trim().to_owned();
        let kind = names.kind(claim.kind);
        let first = format!(
            "{word} {line}:{column} {kind} “{}”{colon}{}",
            within(&own, LONGEST),
            fold(&self.masked(&said.join(names.semicolon)))
        );
        page.hung(text, &format!("{mark} "), &first);
        if !claim.evidence.is_empty() {
            let places = claim.evidence.iter().map(|(at, words)| {
                let Position { line, column, .. } = self.place(*at);
                format!("{line}:{column} {}", fold(&self.masked(words)))
            });
            let places = places.collect::<Vec<_>>().join(names.semicolon);
            page.hung(text, "  ", &format!("{} {places}", names.against));
        }
    }

    /// Words of ours without the private numbers of the draft.
    pub(super) fn masked<'w>(&self, words: &'w str) -> Cow<'w, str> {
        self.doc.source.masked(words)
    }

    /// A stretch as the draft has it, damage and all; private numbers are masked.
    pub(super) fn written(&self, span: Span<Read>) -> &str {
        let source = self.doc.source;
        source.shown().get(source.reading().written(span).range()).unwrap_or_default()
    }

    fn place(&self, span: Span<Read>) -> Position {
        let source = self.doc.source;
        source.position(source.reading().written(span).start as usize)
    }
}

/// A value in plain figures: 35000 for 3.5万.
fn value(quantity: &Quantity) -> String {
    let rounded = quantity.value.round_dp(PLACES);
    let about = if rounded == quantity.value { "" } else { "≈" };
    format!("{about}{}", rounded.normalize())
}

/// What a value counts: its measure word, or the sign that stands for it.
pub(super) fn unit<'d>(doc: &'d Document, quantity: &Quantity) -> &'d str {
    match quantity.unit {
        Unit::Percent => "%",
        Unit::Points => "个百分点",
        Unit::Times => "倍",
        _ => doc.shown(quantity.measure()),
    }
}

/// Marks for terminals that cannot show the others.
fn ascii(mark: char) -> char {
    match mark {
        '✓' => '+',
        '✗' => 'x',
        _ => '-',
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::emit::excerpt::cells;
    use crate::parse::parse;
    use crate::source;

    const TEXT: &str = "青岚县2024年法治政府建设年度报告\n一、成效\n（一）复议。\n审结复议案件120件，纠错54件，占45%。培训近3.5万余人次，比上年增长8%。\n二、五个环节\n";

    fn shown(text: &str, claims: &[Judged], width: usize, drawn: bool, language: Language) -> String {
        let source = source::read("稿.txt", text.as_bytes(), None).expect("the text is a text");
        let doc = parse(&source, None);
        Understood { path: "稿.txt", doc: &doc, claims }.text(width, drawn, language)
    }

    fn at(words: &str) -> Span<Read> {
        let start = TEXT.find(words).expect("the words are there");
        Span::new(start, start + words.len())
    }

    #[test]
    fn relations_stand_below_their_sentence() {
        let evidence = [(at("120件"), Cow::Borrowed("总数120件")), (at("54件"), Cow::Borrowed("纠错54件"))];
        let claim = |kind, at, worked, verdict, evidence| Judged { kind, at, worked, evidence, verdict };
        let claims = [
            claim("ratio", at("45%"), "54÷120＝45%", Verdict::Held, &evidence[..]),
            claim("change", at("8%"), "", Verdict::Left("没有写出上年的数"), &[]),
            claim("count", at("五个环节"), "列出4个", Verdict::Off("few".to_owned()), &[]),
        ];
        let expected = "\
稿.txt
年份：2024

   行  写法            数值  单位  修饰   年份  所说的事（__处是这个数）

一、成效 › （一）复议
    4  120件            120  件                 审结复议案件__
    4  54件              54  件                 纠错__
    4  45%               45  %                  占__
       ✓ 相符 4:19 比例 “45%”：54÷120＝45%
         对照 4:7 总数120件；4:14 纠错54件
    4  近3.5万余人次  35000  人次  近…余        培训__
    4  8%                 8  %            2023  比上年增长__
       – 未判断 4:39 增减 “8%”：没有写出上年的数

二、五个环节
       ✗ 不符 5:3 项数 “五个环节”：列出4个

共5个数、3处可比的说法：相符1处，不符1处，未判断1处。
";
        assert_eq!(shown(TEXT, &claims, 80, true, Language::Chinese), expected);
        let ascii = shown(TEXT, &claims, 80, false, Language::English);
        assert!(!ascii.contains(['✓', '✗', '–']), "{ascii}");
        assert!(ascii.contains("       x off 5:3 count “五个环节”: 列出4个\n"), "{ascii}");
        assert!(ascii.ends_with("\n5 quantities, 3 relations: 1 hold, 1 off, 1 left alone.\n"), "{ascii}");
    }

    #[test]
    fn columns_are_as_wide_as_their_cells_and_no_line_is_wider_than_the_page() {
        let clause = "由县司法局会同各有关部门和乡镇街道分批分期分类开展的面向农村外出务工人员的法律知识宣讲".repeat(2);
        let text =
            format!("{clause}培训近12345.6789万余人次{clause}。办理2件，金额１２３万元，约占三分之二，提高2.5个百分点。\n");
        for width in [80, 97, 120] {
            let shown = shown(&text, &[], width, true, Language::Chinese);
            let rows: Vec<&str> = shown.lines().filter(|line| line.starts_with("    1  ")).collect();
            assert_eq!(rows.len(), 5, "{shown}");
            assert!(shown.lines().all(|line| cells(line) <= width), "{shown}");
            // The value ends and the words begin in the same cell on every row.
            let ends = ["123456789  人次", "2  件", "1230000  元", "66.6667  %", "2.5  个百分点"];
            let edge =
                |row: &str, value: &str| cells(&row[..row.rfind(value).expect("the value is there")]) + value.find(' ').unwrap();
            let edges: Vec<usize> = rows.iter().zip(ends).map(|(row, value)| edge(row, value)).collect();
            assert!(edges.windows(2).all(|pair| pair[0] == pair[1]), "{edges:?}\n{shown}");
        }
        let wide = shown(&text, &[], 120, true, Language::Chinese);
        assert!(wide.contains("…") && wide.contains("宣讲培训__由县司法局"), "the nearest words stay: {wide}");
    }

    #[test]
    fn a_text_without_figures_says_so() {
        assert_eq!(shown("没有。\n", &[], 80, true, Language::Chinese), "稿.txt\n年份：未能识别\n\n没有认出数字。\n");
    }
}
