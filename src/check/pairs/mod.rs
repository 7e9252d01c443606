//! Marks that come in pairs: “” ‘’ 《》 〈〉 （） 【】 〔〕. What is wrong with them is worked out once for all rules.

mod line;
mod rest;

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use super::{Kind, On, Remedy, Say, Spot};
use crate::document::{BlockKind, Document};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { pairs: { fault: lone } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// What to report.
    pub fault: PairFault,
}

/// What can be wrong with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PairFault {
    /// A mark without partner: “十三五规划的要求。
    Lone,
    /// Two marks that look the same way: “枫桥经验“.
    Turned,
    /// A mark twice: 《条例》》.
    Doubled,
    /// Two marks that are no pair: "带电”, 《条例〉, （一】.
    Mixed,
    /// Two straight quotation marks around Chinese: "放管服".
    Straight,
    /// 《》 or <> inside 《》.
    NestedTitle,
    /// “” inside “”.
    NestedQuotation,
    /// Two pairs that overlap: “…（…”…）.
    Crossed,
}

/// One pair that is wrong.
#[derive(Debug)]
pub(super) struct Slip {
    fault: PairFault,
    /// What to point at.
    at: Span<Read>,
    /// The mark, or the words with their marks.
    found: String,
    /// What should be there, where that is known; else the partner that is missed.
    expected: String,
    fix: Option<Remedy>,
}

/// The families of marks: within one, an opening mark and a closing one of another kind are a pair gone wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Quotation,
    Title,
    Bracket,
}

/// Opening and closing marks. The places in this table are the kinds.
const PAIRS: [(char, char, Family); 9] = [
    ('“', '”', Family::Quotation),
    ('‘', '’', Family::Quotation),
    ('「', '」', Family::Quotation),
    ('『', '』', Family::Quotation),
    ('《', '》', Family::Title),
    ('〈', '〉', Family::Title),
    ('\u{FF08}', '\u{FF09}', Family::Bracket),
    ('【', '】', Family::Bracket),
    ('〔', '〕', Family::Bracket),
];

const DOUBLE: usize = 0;
const SINGLE: usize = 1;
const TITLE: usize = 4;
const INNER_TITLE: usize = 5;
const ROUND: usize = 6;

impl Kind for Pairs {
    fn run(&self, on: &On, say: &mut Say) {
        for slip in on.marks.slips(on.doc).iter().filter(|slip| slip.fault == self.fault) {
            let said = say.at(slip.at).value("found", &slip.found).value("expected", &slip.expected);
            said.fixes.extend(slip.fix.clone());
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["found", "expected"]
    }
}

/// All that is wrong with the pairs of a text, by place. What a page left beside the text is not looked at.
pub(super) fn slips(doc: &Document, marks: &[Mark]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut left = rest::Rest::default();
    for (number, of) in marks.split(|mark| mark.sign == '\n').enumerate() {
        if !of.is_empty() {
            left.add(number, line::pair(doc.text(), of, &mut slips), doc.text());
        }
    }
    left.settle(doc, &mut slips);
    slips.retain(|slip| doc.block_at(slip.at.start).is_some_and(|block| block.kind != BlockKind::Chrome));
    slips.sort_by_key(|slip| slip.at.start);
    slips
}

/// What a mark is called: ” in quotation marks cannot be read.
fn name(sign: char) -> String {
    let side = if sign == '(' || PAIRS.iter().any(|pair| pair.0 == sign) { "左" } else { "右" };
    let family = match sign {
        '“' | '”' => "引号",
        '‘' | '’' => "单引号",
        '《' | '》' => "书名号",
        '〈' | '〉' => "单书名号",
        '\u{FF08}' | '\u{FF09}' | '(' | ')' => "括号",
        '【' | '】' => "方头括号",
        '〔' | '〕' => "六角括号",
        '「' | '」' => "直角引号",
        '『' | '』' => "双直角引号",
        _ => return "直引号".to_owned(),
    };
    format!("{side}{family}")
}

impl Slip {
    fn new(fault: PairFault, at: Span<Read>, found: impl Into<String>, expected: impl Into<String>) -> Slip {
        Slip { fault, at, found: found.into(), expected: expected.into(), fix: None }
    }

    /// Replaces marks by others.
    fn mended(mut self, marks: &[(Mark, &str)], safety: Safety) -> Slip {
        let title = match marks {
            [(mark, "")] => format!("删去一个{}", name(mark.sign)),
            [(_, text)] => format!("改为{}", text.chars().next().map_or_else(String::new, name)),
            // It has its own marks around it.
            _ => format!("改为{}", self.expected),
        };
        let edits = marks.iter().map(|(mark, text)| (Spot::Read(mark.span()), (*text).to_owned())).collect();
        self.fix = Some(Remedy { title, edits, safety });
        self
    }
}
