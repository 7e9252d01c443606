//! How an example of a rule is laid out: a text has no looks, so the example says them line by line.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::layout::{Align, Indent, Layout, MILLIMETRE, NumberForm, PageNumber, Pages, Paragraph, Run, Section, Spacing};
use crate::span::Span;

/// The looks of an example. What is not said is as it should be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Laid {
    /// Width and height of the paper in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<[f64; 2]>,
    /// The margins above, right, below and left in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margins: Option<[f64; 4]>,
    /// How far apart the lines of the page's grid are, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pitch: Option<f64>,
    /// The page numbers; an empty list if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Vec<LaidNumber>>,
    /// The lines in their order; those that follow look like the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LaidLine>,
}

/// A page number of an example.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaidNumber {
    /// On which pages: 单 or 双; on all, if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pages: String,
    /// Where: 居左, 居中, 居右, 页眉.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Its font.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Its size in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// How it is written: 一字线, 无一字线, 文字, 非阿拉伯数字.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub form: String,
}

/// A line of an example.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaidLine {
    /// The font of its Chinese characters; not known, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// The size in points, 16 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// Where it stands: 居左, 居中, 居右.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The indent of its first line in characters, 2 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indent: Option<f64>,
    /// From line to line: points if fixed (29 if left out), or times a single line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spacing: Option<f64>,
    /// The same as so many times a single line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<f64>,
    /// Some words of it that look otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<LaidPart>,
}

/// Words of a line that look otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaidPart {
    /// The words.
    pub words: String,
    /// Their font; that of the line, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Their size in points; that of the line, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
}

fn twips(millimetres: f64) -> i32 {
    (millimetres * MILLIMETRE).round() as i32
}

fn half_points(points: Option<f64>) -> i32 {
    (points.unwrap_or(16.0) * 2.0).round() as i32
}

fn align(word: &str) -> Align {
    match word {
        "" | "居左" => Align::Left,
        "居中" => Align::Centre,
        "居右" => Align::Right,
        _ => Align::Other,
    }
}

impl Laid {
    /// The layout of a text that looks so.
    pub fn layout(&self, text: &str) -> Layout {
        let numbers = self.numbers.as_ref().map(|numbers| numbers.iter().map(LaidNumber::number).collect());
        let paper = self.paper.map(|[width, height]| (twips(width), twips(height)));
        let pitch = self.pitch.map(|points| (points * 20.0).round() as i32);
        let section = Section { paper, margins: self.margins.map(|margins| margins.map(twips)), pitch, numbers };
        let unsaid = LaidLine::default();
        let looks = self.lines.iter().chain(std::iter::repeat(self.lines.last().unwrap_or(&unsaid)));
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            start += line.len();
            (start - line.len(), line.trim_end_matches('\n'))
        });
        Layout {
            sections: vec![section],
            paragraphs: lines.zip(looks).map(|((at, line), look)| look.paragraph(at, line)).collect(),
        }
    }
}

impl LaidNumber {
    fn number(&self) -> PageNumber {
        let form = match self.form.as_str() {
            "无一字线" => NumberForm::Bare,
            "文字" => NumberForm::Words,
            "非阿拉伯数字" => NumberForm::Other,
            _ => NumberForm::Dashed,
        };
        let pages = match self.pages.as_str() {
            "单" => Pages::Odd,
            "双" => Pages::Even,
            _ => Pages::All,
        };
        let size = self.size.map(|size| half_points(Some(size)));
        let (above, align) = (self.place == "页眉", align(&self.place));
        PageNumber { pages, above, align, size, font: self.font.as_deref().map(Into::into), form }
    }
}

impl LaidLine {
    fn paragraph(&self, at: usize, line: &str) -> Paragraph {
        let characters = (self.indent.unwrap_or(2.0) * 100.0).round() as i32;
        let spacing = match (self.times, self.spacing) {
            (Some(times), _) => Spacing::Times((times * 240.0).round() as i32),
            (None, points) => Spacing::Exactly((points.unwrap_or(29.0) * 20.0).round() as i32),
        };
        Paragraph {
            text: Span::new(at, at + line.len()),
            section: 0,
            align: align(&self.place),
            first: Some(Indent { twips: 0, characters }),
            left: Some(Indent::default()),
            spacing,
            on_grid: true,
            runs: self.runs(at, line),
        }
    }

    fn runs(&self, at: usize, line: &str) -> Vec<Run> {
        let run = |start: usize, end: usize, font: &Option<String>, size| Run {
            text: Span::new(at + start, at + end),
            font: font.as_deref().map(Into::into),
            size: half_points(size),
        };
        let all = |start, end| run(start, end, &self.font, self.size);
        let part = self.part.as_ref().and_then(|part| Some((part, line.find(&part.words)?)));
        let Some((part, start)) = part else { return vec![all(0, line.len())] };
        let end = start + part.words.len();
        let font = if part.font.is_some() { &part.font } else { &self.font };
        let runs = [all(0, start), run(start, end, font, part.size.or(self.size)), all(end, line.len())];
        runs.into_iter().filter(|run| !run.text.is_empty()).collect()
    }
}

/// What is said of the looks, for whoever reads the example: `第1行：宋体、22磅`.
impl fmt::Display for Laid {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut told: Vec<String> = Vec::new();
        let listed = |numbers: &[f64]| numbers.iter().map(f64::to_string).collect::<Vec<_>>().join("、");
        told.extend(self.paper.map(|[width, height]| format!("纸张{width}×{height}毫米")));
        told.extend(self.margins.map(|margins| format!("上、右、下、左边距{}毫米", listed(&margins))));
        told.extend(self.pitch.map(|pitch| format!("网格行距{pitch}磅")));
        match self.numbers.as_deref() {
            None => {}
            Some([]) => told.push("没有页码".to_owned()),
            Some(numbers) => told.extend(numbers.iter().map(|number| {
                let pages = if number.pages.is_empty() { String::new() } else { format!("{}数页", number.pages) };
                format!("{pages}页码{}", looks(&number.font, number.size, &number.place, [&number.form]))
            })),
        }
        for (at, line) in self.lines.iter().enumerate() {
            let more = [
                line.indent.map_or(String::new(), |indent| format!("缩进{indent}字")),
                line.spacing.map_or(String::new(), |points| format!("行距固定值{points}磅")),
                line.times.map_or(String::new(), |times| format!("{times}倍行距")),
                line.part
                    .as_ref()
                    .map_or(String::new(), |part| format!("其中“{}”{}", part.words, looks(&part.font, part.size, "", [""; 0]))),
            ];
            let looks = looks(&line.font, line.size, &line.place, more);
            if !looks.is_empty() {
                let on = if at + 1 == self.lines.len() && at > 0 { "起" } else { "" };
                told.push(format!("第{}行{on}{looks}", at + 1));
            }
        }
        to.write_str(&told.join("\u{FF1B}"))
    }
}

fn looks<Word: ToString>(font: &Option<String>, size: Option<f64>, place: &str, more: impl IntoIterator<Item = Word>) -> String {
    let size = size.map_or(String::new(), |size| format!("{size}磅"));
    let words = [font.clone().unwrap_or_default(), size, place.to_owned()].into_iter();
    let words = words.chain(more.into_iter().map(|word| word.to_string())).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("、")
}
