//! A row: a word, and where it is wrong.

use std::fmt;
use std::ops::Range;

use serde::de::value::{BorrowedStrDeserializer, SeqAccessDeserializer};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::finding::Safety;
use crate::text::Text;

/// Stands in a word for what may lie between its two ends within one clause: 鼓励…力度.
pub(super) const GAP: char = '…';

/// How far apart the ends of such a word may lie, in characters.
const WIDEST: usize = 32;

/// Marks that end a clause.
const CLAUSE: [char; 7] = ['\u{FF0C}', '。', '\u{FF1B}', '\u{FF1A}', '\u{FF01}', '\u{FF1F}', '\n'];

/// What a side may be asked for beside words.
pub(super) const CLASSES: [&str; 4] = ["date", "digit", "mark", "stop"];

/// A wrong word. It is told where it stands in a text, unless one of the longer words overlaps it, and only after and
/// before what is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Row {
    /// The word. 鼓励…力度 is a word of two ends, with anything between them that stays in the clause.
    pub word: Text,
    /// What is right: one word or several, the best first; may be left out where it depends on the sentence.
    #[serde(default, deserialize_with = "one_or_several")]
    #[schemars(schema_with = "one_or_several_schema")]
    pub to: Vec<Text>,
    /// Words that make it right where they overlap it: 执法制式 for 法制. Of a word with two ends, also what stands elsewhere in
    /// the clause up to its end.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// It is wrong only after one of these: words, or date, digit, mark, stop (a mark that ends a clause); the
    /// beginning of a paragraph is a mark and a stop.
    #[serde(default)]
    pub after: Vec<Text>,
    /// It is wrong only before one of these: words, or date, digit, mark, stop; the end of a paragraph is a mark and a stop.
    #[serde(default)]
    pub before: Vec<Text>,
    /// The authority, where it is another than the rule's.
    #[serde(default)]
    pub source: Option<Text>,
    /// A few words for the reader, `{note}`.
    #[serde(default)]
    pub note: Option<Text>,
    /// How far the replacement may be trusted, where it is not as for the rest of the table.
    #[serde(default)]
    pub safety: Option<Safety>,
    /// Wrong in reports of this year and later.
    #[serde(default)]
    pub since: Option<i32>,
    /// Wrong in reports of this year and earlier.
    #[serde(default)]
    pub until: Option<i32>,
}

impl Row {
    /// The two ends of a word with a gap.
    pub(super) fn gap(&self) -> Option<(&str, &str)> {
        self.word.split_once(GAP)
    }

    /// What is searched for: the word, or its end.
    pub(super) fn literal(&self) -> &str {
        self.gap().map_or(&self.word, |(_, tail)| tail)
    }

    /// Whether it is wrong in a report of this year. Where the year is not known, a dated row is silent.
    pub(super) fn holds_in(&self, year: Option<i32>) -> bool {
        let dated = self.since.is_some() || self.until.is_some();
        !dated
            || year
                .is_some_and(|year| self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until))
    }

    /// The place of the wrong word, whose literal stands at `hit` of a paragraph.
    pub(super) fn found(&self, text: &str, hit: Range<usize>) -> Option<Range<usize>> {
        // First what costs least and fails most: 建设 stands in every line, at the end of a clause it does not.
        if !fits(&self.before, |word| follows(word, &text[hit.end..])) {
            return None;
        }
        let (at, clause) = match self.gap() {
            Some((head, _)) => {
                let clause = clause_of(&text[..hit.start]);
                (clause + text[clause..hit.start].rfind(head)?..hit.end, clause..hit.end)
            }
            None => (hit.clone(), hit),
        };
        let wrong = fits(&self.after, |word| precedes(word, &text[..at.start]))
            && !self.unless.iter().any(|right| overlaps(right, text, &clause));
        wrong.then_some(at)
    }
}

/// Where the clause begins that a text ends with, or the furthest place that is looked at.
fn clause_of(before: &str) -> usize {
    let mut begin = before.len();
    for (at, c) in before.char_indices().rev().take(WIDEST) {
        if CLAUSE.contains(&c) {
            break;
        }
        begin = at;
    }
    begin
}

fn fits(wanted: &[Text], is_there: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|word| is_there(word))
}

/// Whether a word shares a character with a place of a text, in any alignment.
fn overlaps(word: &str, text: &str, at: &Range<usize>) -> bool {
    let reach = word.len().saturating_sub(1);
    let window = at.start.saturating_sub(reach)..(at.end + reach).min(text.len());
    !word.is_empty() && text.as_bytes()[window].windows(word.len()).any(|there| there == word.as_bytes())
}

/// Whether a text begins with a word, or with what a class names.
fn follows(word: &str, text: &str) -> bool {
    match word {
        "date" => is_date(text),
        "digit" => text.starts_with(|c: char| c.is_ascii_digit()),
        "mark" => text.chars().next().is_none_or(is_mark),
        "stop" => text.chars().next().is_none_or(|c| CLAUSE.contains(&c)),
        _ => text.starts_with(word),
    }
}

/// Whether a text ends with a word, or with what a class names.
fn precedes(word: &str, text: &str) -> bool {
    match word {
        "date" => text.ends_with(['年', '月', '日']) && text.trim_end_matches(['年', '月', '日']).ends_with(is_figure),
        "digit" => text.ends_with(|c: char| c.is_ascii_digit()),
        "mark" => text.chars().next_back().is_none_or(is_mark),
        "stop" => text.chars().next_back().is_none_or(|c| CLAUSE.contains(&c)),
        _ => text.ends_with(word),
    }
}

/// 2024年, 12月, 六月底
fn is_date(text: &str) -> bool {
    let rest = text.trim_start_matches(is_figure);
    rest.len() < text.len() && rest.starts_with(['年', '月', '日'])
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

/// Marks, and what is neither a character nor a figure.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// What stands for a wanted side in a specimen.
pub(super) fn specimen_of(wanted: &[Text]) -> &str {
    match wanted.first().map_or("", Text::as_str) {
        "date" => "2024年",
        "digit" => "3",
        "mark" | "stop" => "\u{FF0C}",
        word => word,
    }
}

/// `to: 部署` is `to: [部署]`.
fn one_or_several<'de, D: Deserializer<'de>>(given: D) -> Result<Vec<Text>, D::Error> {
    struct Words;
    impl<'de> Visitor<'de> for Words {
        type Value = Vec<Text>;

        fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
            to.write_str("one word or a sequence")
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<Vec<Text>, E> {
            Ok(vec![word.into()])
        }

        fn visit_borrowed_str<E: Error>(self, word: &'de str) -> Result<Vec<Text>, E> {
            Text::deserialize(BorrowedStrDeserializer::new(word)).map(|word| vec![word])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Vec<Text>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(words))
        }
    }
    given.deserialize_any(Words)
}

fn one_or_several_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }], "default": [] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(row: &Row, text: &'a str) -> Option<&'a str> {
        let at = text.rfind(row.literal())?;
        row.found(text, at..at + row.literal().len()).map(|at| &text[at])
    }

    fn words(list: &[&str]) -> Vec<Text> {
        list.iter().map(|&word| word.into()).collect()
    }

    #[test]
    fn a_longer_word_makes_it_right_however_it_lies() {
        let row = Row { word: "法制".into(), unless: words(&["执法制", "法制审核", "用法制度"]), ..Row::default() };
        assert_eq!(found(&row, "开展法制讲座"), Some("法制"));
        for right in ["执法制式服装", "落实法制审核", "学法用法制度", "执法制"] {
            assert_eq!(found(&row, right), None, "{right}");
        }
        let row = Row { word: "公家".into(), unless: words(&["办公"]), ..Row::default() };
        assert_eq!(found(&row, "办公家具"), None);
        assert_eq!(found(&row, "公家具办公"), Some("公家"));
    }

    #[test]
    fn sides_are_words_or_classes() {
        let row = Row { word: "截止".into(), before: words(&["date", "目前"]), ..Row::default() };
        for wrong in ["截止2024年底", "截止六月底", "截止目前"] {
            assert_eq!(found(&row, wrong), Some("截止"), "{wrong}");
        }
        for right in ["截止日期", "12月31日截止", "截止3个"] {
            assert_eq!(found(&row, right), None, "{right}");
        }
        let row = Row { word: "件件".into(), after: words(&["digit"]), before: words(&["mark"]), ..Row::default() };
        assert_eq!(found(&row, "办结30件件"), Some("件件"));
        assert_eq!(found(&row, "件件有着落"), None);
        let row = Row { word: "截至".into(), after: words(&["date"]), ..Row::default() };
        assert_eq!(found(&row, "12月31日截至"), Some("截至"));
    }

    #[test]
    fn the_ends_of_a_word_stay_in_one_clause() {
        let row = Row { word: "鼓励…力度".into(), unless: words(&["加大"]), ..Row::default() };
        assert_eq!(found(&row, "鼓励支持、鼓励律所引进人才力度"), Some("鼓励律所引进人才力度"));
        assert_eq!(found(&row, "鼓励律所加大引进力度"), None);
        assert_eq!(found(&row, "要加大对鼓励政策的宣传力度"), None);
        assert_eq!(found(&row, "鼓励创新\u{FF0C}引进人才力度"), None);
    }

    #[test]
    fn dated_rows_need_the_year() {
        let row = Row { since: Some(2020), until: Some(2023), ..Row::default() };
        let years = [None, Some(2019), Some(2020), Some(2023), Some(2024)];
        assert_eq!(years.map(|year| row.holds_in(year)), [false, false, true, true, false]);
        assert!(Row::default().holds_in(None));
    }
}
