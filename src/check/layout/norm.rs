//! The norms of a layout and the families of fonts, as `rules/facts/layout.yaml` and `rules/facts/fonts.yaml` list them.

use serde::{Deserialize, Serialize};

/// One demand on the looks of a document: what looks how. Several of one name are told by one rule.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Its name, which rules call it by.
    pub norm: String,
    /// What of the document.
    pub of: Element,
    /// What of its looks.
    pub property: Property,
    /// Families of fonts, or words such as 居中, any of which will do.
    #[serde(default)]
    pub is: Vec<String>,
    /// What will do as well, and is not asked for.
    #[serde(default)]
    pub accepts: Vec<String>,
    /// The least and the most: millimetres of a page, points of letters and lines, characters of an indent.
    #[serde(default)]
    pub between: Option<[f64; 2]>,
    /// Families of fonts that may stand within: 楷体 for the first words of a paragraph.
    #[serde(default)]
    pub within: Vec<String>,
}

/// What can be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// The title.
    Title,
    /// Paragraphs of running text.
    Body,
    /// 一、
    #[serde(rename = "heading-1")]
    Heading1,
    /// （一）
    #[serde(rename = "heading-2")]
    Heading2,
    /// 1.
    #[serde(rename = "heading-3")]
    Heading3,
    /// （1）
    #[serde(rename = "heading-4")]
    Heading4,
    /// The pages that most of the text stands on.
    Page,
    /// Their numbers.
    PageNumber,
    /// Those on odd pages.
    OddPageNumber,
    /// Those on even pages.
    EvenPageNumber,
    /// The organ's name at the end.
    Signature,
    /// The date at the end.
    Date,
}

/// What can be seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Property {
    /// The family of the font of Chinese characters, of a page number that of its digits.
    Font,
    /// The size of the letters.
    Size,
    /// Where its line stands: 居左, 居中, 居右, 外侧, or 移位, moved by blanks.
    Place,
    /// How far its first line begins from the margin.
    Indent,
    /// From line to line.
    Spacing,
    /// Of the paper.
    Width,
    /// Of the paper.
    Height,
    /// The margin above.
    Top,
    /// The margin on the right.
    Right,
    /// The margin below.
    Bottom,
    /// The margin on the left.
    Left,
    /// Whether pages have numbers: 有, 无.
    Number,
    /// How a page number is written: 一字线, 无一字线, 文字, 非阿拉伯数字.
    Form,
}

/// A family of fonts that look alike. The first of the list counts that a name belongs to.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Font {
    /// What people call it: 仿宋.
    pub family: String,
    /// What the names of its fonts hold, blanks and case apart: 仿宋, fangsong.
    pub names: Vec<String>,
}

/// What is wrong with a list, each with the path of the key and a sentence.
type Faults = Vec<(String, String)>;

impl Property {
    /// Its name in Chinese.
    pub(super) fn name(self) -> &'static str {
        match self {
            Property::Font => "字体",
            Property::Size => "字号",
            Property::Place => "位置",
            Property::Indent => "首行缩进",
            Property::Spacing => "行距",
            Property::Width | Property::Height => "纸张",
            Property::Top | Property::Right | Property::Bottom | Property::Left => "页边距",
            Property::Number => "页码",
            Property::Form => "写法",
        }
    }

    /// What of a page it measures.
    pub(super) fn side(self) -> &'static str {
        match self {
            Property::Width => "宽",
            Property::Height => "高",
            Property::Top => "上",
            Property::Right => "右",
            Property::Bottom => "下",
            Property::Left => "左",
            _ => "",
        }
    }

    /// Its unit, if it is measured.
    fn unit(self) -> Option<&'static str> {
        match self {
            Property::Size | Property::Spacing => Some("磅"),
            Property::Indent => Some("字"),
            Property::Width | Property::Height | Property::Top | Property::Right | Property::Bottom | Property::Left => {
                Some("毫米")
            }
            Property::Font | Property::Place | Property::Number | Property::Form => None,
        }
    }
}

impl Element {
    /// Its name in Chinese.
    fn name(self) -> &'static str {
        match self {
            Element::Title => "标题",
            Element::Body => "正文",
            Element::Heading1 => "一级标题",
            Element::Heading2 => "二级标题",
            Element::Heading3 => "三级标题",
            Element::Heading4 => "四级标题",
            Element::Page => "",
            Element::PageNumber => "页码",
            Element::OddPageNumber => "单数页页码",
            Element::EvenPageNumber => "双数页页码",
            Element::Signature => "署名",
            Element::Date => "成文日期",
        }
    }
}

impl Norm {
    /// What it is about: 标题字号.
    pub(super) fn about(&self) -> String {
        format!("{}{}", self.of.name(), self.property.name())
    }

    /// What it demands, in words: 三号（16磅）, 28至30磅, 仿宋.
    pub(super) fn demand(&self) -> String {
        let Some([low, high]) = self.between else { return self.is.join("或") };
        match (low == high, self.property.unit().unwrap_or_default()) {
            (true, _) if self.property == Property::Size => sized(low),
            (true, unit) => format!("{}{low}{unit}", self.property.side()),
            (false, unit) => format!("{}{low}至{high}{unit}", self.property.side()),
        }
    }
}

/// The sizes of letters by their names.
const SIZES: [(f64, &str); 16] = [
    (42.0, "初号"),
    (36.0, "小初"),
    (26.0, "一号"),
    (24.0, "小一"),
    (22.0, "二号"),
    (18.0, "小二"),
    (16.0, "三号"),
    (15.0, "小三"),
    (14.0, "四号"),
    (12.0, "小四"),
    (10.5, "五号"),
    (9.0, "小五"),
    (7.5, "六号"),
    (6.5, "小六"),
    (5.5, "七号"),
    (5.0, "八号"),
];

/// A size in words: 三号（16磅）, 17磅.
pub(super) fn sized(points: f64) -> String {
    match SIZES.iter().find(|(size, _)| *size == points) {
        Some((_, name)) => format!("{name}\u{FF08}{points}磅\u{FF09}"),
        None => format!("{points}磅"),
    }
}

/// The family that a font belongs to; none for a font that nobody knows.
pub(super) fn family<'f>(fonts: &'f [Font], name: &str) -> Option<&'f str> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    fonts.iter().find(|font| font.names.iter().any(|part| name.contains(part.as_str()))).map(|font| font.family.as_str())
}

/// What is wrong with the norms beyond their form.
pub(in crate::check) fn norms(rows: &[Norm]) -> Faults {
    let mut faults = Faults::new();
    for (at, row) in rows.iter().enumerate() {
        let measured = row.property.unit().is_some();
        if measured != row.between.is_some() || measured != row.is.is_empty() {
            let key = if measured { "between: [最小, 最大]" } else { "is: [词]" };
            faults.push((format!("{at}.property"), format!("这一项要用 {key} 写明")));
        } else if row.between.is_some_and(|[low, high]| low > high) {
            faults.push((format!("{at}.between"), "最小大于最大".to_owned()));
        }
    }
    faults
}

/// What is wrong with the families beyond their form.
pub(in crate::check) fn fonts(rows: &[Font]) -> Faults {
    let wrong = |name: &str| name.is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_uppercase());
    let names = |(at, row): (usize, &Font)| {
        let wrong: Vec<usize> = (0..row.names.len()).filter(|&name| wrong(&row.names[name])).collect();
        wrong.into_iter().map(move |name| (format!("{at}.names.{name}"), "字体名写小写字母，不留空格".to_owned()))
    };
    rows.iter().enumerate().flat_map(names).collect()
}
