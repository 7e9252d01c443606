//! The fixed words of `hegui facts`, in both languages.

use super::words::Language;

/// One language's words.
#[derive(Debug)]
pub(super) struct Names {
    language: Language,
    /// Above the line numbers: of a text, and of a document, whose lines are paragraphs.
    pub line: [&'static str; 2],
    /// Above the columns: as written, value, unit, hedge, year.
    pub columns: [&'static str; 5],
    /// Above the words of the clause.
    pub words: &'static str,
    /// In place of a heading, before the first one.
    pub opening: &'static str,
    /// In place of a hedge: one end of 63%~68%.
    pub interval: &'static str,
    /// In place of a hedge: 数万.
    pub vague: &'static str,
    /// The claim follows from the evidence.
    pub held: &'static str,
    /// It contradicts the evidence.
    pub off: &'static str,
    /// It was not judged.
    pub left: &'static str,
    /// Before the evidence.
    pub against: &'static str,
    /// Before the dates of a section.
    pub dates: &'static str,
    /// Before what was worked out.
    pub colon: &'static str,
    /// Between pieces of evidence.
    pub semicolon: &'static str,
    /// The whole answer, when there are no figures.
    pub nothing: &'static str,
}

/// The kinds of claims, by the names of their checks.
const KINDS: [(&str, &str); 5] =
    [("ratio", "比例"), ("sum", "合计"), ("change", "增减"), ("count", "项数"), ("agreement", "前后")];

static CHINESE: Names = Names {
    language: Language::Chinese,
    line: ["行", "段"],
    columns: ["写法", "数值", "单位", "修饰", "年份"],
    words: "所说的事（__处是这个数）",
    opening: "开头",
    interval: "区间",
    vague: "概数",
    held: "相符",
    off: "不符",
    left: "未判断",
    against: "对照",
    dates: "日期",
    colon: "\u{FF1A}",
    semicolon: "\u{FF1B}",
    nothing: "没有认出数字。",
};

static ENGLISH: Names = Names {
    language: Language::English,
    line: ["line", "para"],
    columns: ["written", "value", "unit", "hedge", "year"],
    words: "words (__ is the number)",
    opening: "opening",
    interval: "range",
    vague: "vague",
    held: "holds",
    off: "off",
    left: "left",
    against: "against",
    dates: "dates",
    colon: ": ",
    semicolon: "; ",
    nothing: "No figures were recognised.",
};

/// The words of a language.
pub(super) fn names(language: Language) -> &'static Names {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

impl Names {
    /// What kind of claim.
    pub fn kind<'k>(&self, kind: &'k str) -> &'k str {
        let chinese = KINDS.iter().find(|(id, _)| self.language == Language::Chinese && *id == kind);
        chinese.map_or(kind, |(_, name)| name)
    }

    /// The year of the report.
    pub fn year(&self, year: Option<i32>) -> String {
        match (self.language, year) {
            (Language::Chinese, Some(year)) => format!("年份\u{FF1A}{year}"),
            (Language::Chinese, None) => "年份\u{FF1A}未能识别".to_owned(),
            (Language::English, Some(year)) => format!("year: {year}"),
            (Language::English, None) => "year: unknown".to_owned(),
        }
    }

    /// The last line.
    pub fn summary(&self, quantities: usize, [held, off, left]: [usize; 3]) -> String {
        let claims = held + off + left;
        match self.language {
            Language::Chinese => {
                format!("共{quantities}个数、{claims}处可比的说法\u{FF1A}相符{held}处\u{FF0C}不符{off}处\u{FF0C}未判断{left}处。")
            }
            Language::English => {
                format!("{quantities} quantities, {claims} relations: {held} hold, {off} off, {left} left alone.")
            }
        }
    }
}
