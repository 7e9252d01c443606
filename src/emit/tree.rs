//! The structure of a draft as it was understood, so that a reader can see whether it was understood.

use std::fmt::Write;

use serde::Serialize;

use super::excerpt::{cells, within};
use super::human::wrapped;
use super::json::{self, Found, Range, Tool};
use super::line::fold;
use super::words::Language;
use crate::document::{Block, BlockId, BlockKind, Document};
use crate::finding::Finding;
use crate::span::{Read, Span};

/// A draft and what is to be shown of it.
#[derive(Debug)]
pub struct Outlined<'a> {
    /// The path as it was given.
    pub path: &'a str,
    /// The draft.
    pub doc: &'a Document<'a>,
    /// The genre whose outline was demanded, and its name in Chinese.
    pub genre: Option<(&'a str, &'a str)>,
    /// Which mandated part a section was taken for.
    pub roles: &'a [(BlockId, String)],
    /// What is wrong with the structure.
    pub findings: &'a [Finding],
}

/// The blocks shown besides headings, by their names.
const NAMED: &[(BlockKind, &str, &str)] = &[
    (BlockKind::Title, "标题", "title"),
    (BlockKind::Addressee, "主送", "addressee"),
    (BlockKind::Signature, "落款", "signature"),
    (BlockKind::Date, "日期", "date"),
    (BlockKind::Attachment, "附件", "attachment"),
];

/// The outline in machine output.
#[derive(Serialize)]
struct File<'a> {
    version: u32,
    tool: Tool,
    path: &'a str,
    genre: Option<&'a str>,
    year: Option<i32>,
    blocks: Vec<Piece<'a>>,
    missing: Vec<Found<'a>>,
}

/// A heading with what stands under it, or another named block.
#[derive(Serialize)]
struct Piece<'a> {
    kind: BlockKind,
    level: u8,
    marker: Option<&'a str>,
    number: Option<u32>,
    text: &'a str,
    role: Option<&'a str>,
    range: Range,
    blocks: Vec<Piece<'a>>,
}

impl Outlined<'_> {
    /// For people, at most `width` cells wide.
    pub fn text(&self, width: usize, language: Language) -> String {
        let chinese = language == Language::Chinese;
        let mut text = format!("{}\n", fold(self.path));
        let year =
            self.doc.year.map_or(if chinese { "未能识别".to_owned() } else { "unknown".to_owned() }, |year| year.to_string());
        let genre = self.genre.map_or(if chinese { "其他公文" } else { "general" }, |(id, name)| if chinese { name } else { id });
        let _ = match chinese {
            true => writeln!(text, "文种：{genre}；年份：{year}\n"),
            false => writeln!(text, "genre: {genre}; year: {year}\n"),
        };
        let before = text.len();
        self.below(&mut text, None, "", width, language);
        if text.len() == before {
            text += if chinese { "没有认出标题和各部分。\n" } else { "No title and no sections were recognised.\n" };
        }
        text + &self.faults(width, language)
    }

    /// For programs, as one line.
    pub fn json(&self) -> String {
        let source = self.doc.source;
        json::written(&File {
            version: json::VERSION,
            tool: json::TOOL,
            path: self.path,
            genre: self.genre.map(|(id, _)| id),
            year: self.doc.year,
            blocks: self.pieces(None),
            missing: self.findings.iter().map(|finding| json::found(source, finding)).collect(),
        }) + "\n"
    }

    /// The lines of everything below a block.
    fn below(&self, text: &mut String, parent: Option<BlockId>, branch: &str, width: usize, language: Language) {
        let shown: Vec<_> = self.doc.children(parent).filter(|(_, block)| name(block.kind, language).is_some()).collect();
        let last = shown.iter().rposition(|(_, block)| block.kind == BlockKind::Heading);
        for (index, (id, block)) in shown.iter().enumerate() {
            let (knot, under) = match parent {
                None => ("", ""),
                Some(_) if Some(index) == last => ("└─ ", "   "),
                Some(_) => ("├─ ", "│  "),
            };
            let words = self.words(block, language);
            let lead = format!("{:>5}  {branch}{knot}", self.line(block));
            let role = self.role(*id).map_or(String::new(), |role| format!("  〔{role}〕"));
            let room = width.saturating_sub(cells(&lead) + 1);
            let branch = format!("{branch}{under}");
            let _ = match cells(&words) + cells(&role) <= room {
                true => writeln!(text, "{lead}{}{role}", fold(&words)),
                false if role.is_empty() => writeln!(text, "{lead}{}", within(&fold(&words), room)),
                // A mandated part has a long name; it goes below rather than hide the heading.
                false => writeln!(text, "{lead}{}\n       {branch}{}", within(&fold(&words), room), role),
            };
            self.below(text, Some(*id), &branch, width, language);
        }
    }

    /// What is shown of a block: a heading with its number, another block with its name.
    fn words(&self, block: &Block, language: Language) -> String {
        let words = self.doc.shown(block.text).trim();
        match name(block.kind, language) {
            // 附件：1.统计表 says itself what it is.
            Some(name) if !name.is_empty() && !words.starts_with(name) => format!("{name}{}{words}", language.words().colon),
            _ => {
                let marker = block.marker.map_or("", |marker| self.doc.shown(marker.at));
                format!("{marker}{words}")
            }
        }
    }

    fn role(&self, id: BlockId) -> Option<&str> {
        self.roles.iter().find(|(its, _)| *its == id).map(|(_, role)| &**role)
    }

    fn written(&self, span: Span<Read>) -> Span {
        self.doc.source.reading().written(span)
    }

    fn line(&self, block: &Block) -> usize {
        self.doc.source.position(self.written(block.span).start as usize).line
    }

    /// What is wrong with the structure, each with its line.
    fn faults(&self, width: usize, language: Language) -> String {
        let chinese = language == Language::Chinese;
        if self.findings.is_empty() {
            return if chinese { "\n结构上没有发现问题。\n" } else { "\nNothing is wrong with the structure.\n" }.to_owned();
        }
        let mut text = if chinese { "\n结构上的问题：\n" } else { "\nWrong with the structure:\n" }.to_owned();
        for finding in self.findings {
            let line = self.doc.source.position(finding.at.span.start as usize).line;
            let severity = language.severity(finding.severity);
            let words = format!("{severity}[{}] {}", finding.rule, fold(&finding.message));
            for (index, piece) in wrapped(&words, width.saturating_sub(8).max(20)).iter().enumerate() {
                let _ = if index == 0 { writeln!(text, "{line:>5}  {piece}") } else { writeln!(text, "       {piece}") };
            }
        }
        text
    }

    fn pieces(&self, parent: Option<BlockId>) -> Vec<Piece<'_>> {
        let shown = self.doc.children(parent).filter(|(_, block)| name(block.kind, Language::English).is_some());
        let piece = |(id, block): (BlockId, &Block)| Piece {
            kind: block.kind,
            level: block.level,
            marker: block.marker.map(|marker| self.doc.shown(marker.at)),
            number: block.marker.and_then(|marker| marker.number),
            text: self.doc.shown(block.text),
            role: self.role(id),
            range: json::range(self.doc.source, self.written(block.span)),
            blocks: self.pieces(Some(id)),
        };
        shown.map(piece).collect()
    }
}

/// What a block is called; empty for headings, which speak for themselves; none if it is not shown.
fn name(kind: BlockKind, language: Language) -> Option<&'static str> {
    if kind == BlockKind::Heading {
        return Some("");
    }
    let (_, chinese, english) = NAMED.iter().find(|(named, ..)| *named == kind)?;
    Some(if language == Language::Chinese { chinese } else { english })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Facts, Marker, MarkerStyle};
    use crate::source::{self, Source};

    const TEXT: &str = "青岚县司法局2024年法治政府建设年度报告\n一、工作成效\n（一）强化培训\n　　正文。\n（二）规范执法\n二、不足\n青岚县司法局\n";

    fn source() -> Source {
        source::read("稿.txt", TEXT.as_bytes(), None).expect("the text is a text")
    }

    /// A block over a line of the text; `marker` in bytes.
    fn block(source: &Source, kind: BlockKind, line: usize, level: u8, marker: usize, parent: Option<u32>, last: u32) -> Block {
        let span = source.line(line).expect("the line is there").range();
        let number = Marker { style: MarkerStyle::Chinese, number: Some(1), at: Span::new(span.start, span.start + marker) };
        Block {
            kind,
            level,
            span: Span::new(span.start, span.end),
            text: Span::new(span.start + marker, span.end),
            marker: (marker > 0).then_some(number),
            run_in: false,
            parent: parent.map(BlockId),
            last: BlockId(last),
        }
    }

    fn document(source: &Source) -> Document<'_> {
        let blocks = vec![
            block(source, BlockKind::Title, 1, 0, 0, None, 0),
            block(source, BlockKind::Heading, 2, 1, 6, None, 4),
            block(source, BlockKind::Heading, 3, 2, 9, Some(1), 3),
            block(source, BlockKind::Paragraph, 4, 2, 0, Some(2), 3),
            block(source, BlockKind::Heading, 5, 2, 9, Some(1), 4),
            block(source, BlockKind::Heading, 6, 1, 6, None, 5),
            block(source, BlockKind::Signature, 7, 0, 0, None, 6),
        ];
        Document { source, year: Some(2024), blocks, facts: Facts::default() }
    }

    #[test]
    fn the_tree_is_drawn_with_lines_and_roles() {
        let source = source();
        let doc = document(&source);
        let genre = Some(("fazhi-annual-report", "法治政府建设年度报告"));
        let roles = [(BlockId(1), "主要举措和成效".to_owned())];
        let outlined = Outlined { path: "稿.txt", doc: &doc, genre, roles: &roles, findings: &[] };
        let expected = "\
稿.txt
文种：法治政府建设年度报告；年份：2024

    1  标题：青岚县司法局2024年法治政府建设年度报告
    2  一、工作成效  〔主要举措和成效〕
    3  ├─ （一）强化培训
    5  └─ （二）规范执法
    6  二、不足
    7  落款：青岚县司法局

结构上没有发现问题。
";
        assert_eq!(outlined.text(80, Language::Chinese), expected);
        let narrow = outlined.text(32, Language::Chinese);
        assert!(narrow.contains("    2  一、工作成效\n         〔主要举措和成效〕\n"), "{narrow}");
        assert!(narrow.lines().skip(3).all(|line| cells(line) <= 32), "{narrow}");
    }

    #[test]
    fn machine_output_nests_headings() {
        let source = source();
        let doc = document(&source);
        let outlined = Outlined { path: "稿.txt", doc: &doc, genre: None, roles: &[], findings: &[] };
        let value: serde_json::Value = serde_json::from_str(&outlined.json()).expect("machine output is JSON");
        assert_eq!(value["blocks"][1]["blocks"][1]["text"], "规范执法");
        assert_eq!(value["blocks"][1]["blocks"][1]["range"]["start"]["line"], 5);
        assert_eq!(value["blocks"][3]["kind"], "signature");
        assert_eq!(value["genre"], serde_json::Value::Null);
    }
}
