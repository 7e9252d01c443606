//! Finds numbers that announce how many things there are: 五大关键性程序制度, “六进”, 3个乡镇.

use crate::document::{Block, BlockId, number_value};
use crate::span::{Read, Span};

/// A number that says how many things there are.
#[derive(Debug, Clone)]
pub(super) struct Announced {
    /// The block it stands in.
    pub block: BlockId,
    /// Number, measure and what is counted, without quotation marks: 五大关键性程序制度.
    pub span: Span<Read>,
    /// Where it begins, an opening quotation mark included.
    pub from: usize,
    /// Where it ends, with its closing quotation mark and the words after that: “五高”目标.
    pub to: usize,
    /// How many.
    pub value: u32,
    /// How it counts.
    pub measure: Measure,
    /// What is counted: 关键性程序制度, 乡镇, 进. The words of a slogan of two numbers, 三高一低, are two.
    pub words: Vec<Span<Read>>,
    /// Whether it stands in quotation marks, as names do: “三服务”.
    pub quoted: bool,
    /// Whether its measure needs no word after it: 甲、乙、丙三位一体, 甲、乙两方面.
    pub together: bool,
}

/// How a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// 三大, 三项, 三类, 三个方面: it sums up what is listed.
    Kind,
    /// 三个, 五家: it may as well count something else than what stands beside it.
    Thing,
    /// 三级: levels of government.
    Level,
    /// 三点, 三件: it announces points.
    Point,
    /// “六进”
    Slogan,
}

/// What needs no word after it: “三位一体”.
const TOGETHER: &str = "位一体";

/// Longer ones first.
const MEASURES: [(&str, Measure); 23] = [
    (TOGETHER, Measure::Kind),
    ("个方面", Measure::Kind),
    ("个环节", Measure::Kind),
    ("方面", Measure::Kind),
    ("部分", Measure::Point),
    ("大", Measure::Kind),
    ("项", Measure::Kind),
    ("类", Measure::Kind),
    ("种", Measure::Kind),
    ("级", Measure::Level),
    ("个", Measure::Thing),
    ("条", Measure::Thing),
    ("张", Measure::Thing),
    ("支", Measure::Thing),
    ("部", Measure::Thing),
    ("块", Measure::Thing),
    ("家", Measure::Thing),
    ("所", Measure::Thing),
    ("处", Measure::Thing),
    ("座", Measure::Thing),
    ("件", Measure::Point),
    ("点", Measure::Point),
    ("步", Measure::Point),
];

/// Before a number that is an ordinal, vague, or part of another: 第三项, 前三项, 近十个, 1+6+N, 另三个.
const TAKEN: &str = "第其每前后近约逾超足余数几另某首头+＋.．〔[/×-－—~～·百千万亿零〇";

/// After the measure: the number is a bound.
const VAGUE: [&str; 4] = ["以上", "以下", "以内", "左右"];

/// More things than this nobody lists beside their number, and 二十大 is a congress.
const MOST: u32 = 15;
/// Characters of the words that are counted, and of a name in quotation marks.
const LONGEST: usize = 16;

/// The announced numbers of a block, by place.
pub(super) fn in_block(text: &str, id: BlockId, block: &Block) -> Vec<Announced> {
    let (text, mut at) = (&text[..block.text.end as usize], block.text.start as usize);
    let start = at;
    let mut found = Vec::new();
    while let Some(next) = next_numeral(text, at) {
        at = next;
        let before = text[start..at].chars().next_back();
        let end = at + numerals(&text[at..]);
        // 1,234: the 234 is no number of its own.
        let grouped = matches!(before, Some(',' | '\u{FF0C}'))
            && text[start..at].trim_end_matches([',', '\u{FF0C}']).ends_with(|sign: char| sign.is_ascii_digit());
        if !grouped && !before.is_some_and(|sign| TAKEN.contains(sign) || sign.is_ascii_alphanumeric()) {
            found.extend(read(text, start, at, end).map(|announced| Announced { block: id, ..announced }));
        }
        at = end;
    }
    found
}

/// Where the next numeral begins. Most signs are told from one by their first byte: a figure stands for itself, and numerals in
/// words begin like 一 or 十.
fn next_numeral(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let length = match byte {
            b'0'..=b'9' => return Some(at),
            0xE4 | 0xE5 if text[at..].starts_with(is_numeral) => return Some(at),
            0xE0..=0xEF => 3,
            0xF0.. => 4,
            0xC0.. => 2,
            _ => 1,
        };
        at += length;
    }
    None
}

pub(super) fn is_numeral(sign: char) -> bool {
    matches!(sign, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') || sign.is_ascii_digit()
}

fn numerals(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_numeral).len()
}

/// Reads the number at `at..end`.
fn read(text: &str, start: usize, at: usize, end: usize) -> Option<Announced> {
    let number = &text[at..end];
    let quoted = text[start..at].ends_with('“');
    let value = number_value(number)?;
    let measure = MEASURES.iter().find(|(word, _)| text[end..].starts_with(word));
    if quoted {
        let close = end + text[end..].char_indices().take(LONGEST).find(|(_, sign)| *sign == '”')?.0;
        let named = measure.filter(|(word, kind)| {
            let rest = &text[end + word.len()..close];
            matches!(kind, Measure::Kind | Measure::Thing) && !rest.contains(is_numeral) && rest.is_empty() == (*word == TOGETHER)
        });
        return match named {
            Some((word, kind)) => plain(text, (number, value), *kind, at, end + word.len(), close),
            None => slogan(text, at, close),
        }
        .map(|announced| Announced {
            from: at - '“'.len_utf8(),
            to: words_end(text, close + '”'.len_utf8()),
            quoted: true,
            ..announced
        });
    }
    let (word, kind) = measure?;
    let from = end + word.len();
    plain(text, (number, value), *kind, at, from, words_end(text, from))
}

/// 五大关键性程序制度: a number with its measure.
fn plain(text: &str, (number, value): (&str, u32), measure: Measure, at: usize, from: usize, to: usize) -> Option<Announced> {
    // 三项以上 is no number to count after. 二级, 二类 are ordinals; of two things one says 两.
    let vague = VAGUE.iter().any(|word| text[from..to].starts_with(word));
    (number != "二" && !vague && (2..=MOST).contains(&value)).then(|| Announced {
        block: BlockId(0),
        span: Span::new(at, to),
        from: at,
        to,
        value,
        measure,
        words: vec![Span::new(from, to)],
        quoted: false,
        together: from == to && measure == Measure::Kind && !number.starts_with(|sign: char| sign.is_ascii_digit()),
    })
}

/// “六进”, “五看五比”, “三高一低”, “三个一”: numbers with a word each.
fn slogan(text: &str, at: usize, close: usize) -> Option<Announced> {
    let (mut values, mut words, mut here) = (Vec::new(), Vec::new(), at);
    while here < close {
        let end = here + numerals(&text[here..close]);
        values.push(number_value(&text[here..end])?);
        let from = if text[end..close].starts_with('个') { end + '个'.len_utf8() } else { end };
        // 三个一: what is counted is itself a number.
        let to = if from > end && text[from..close].starts_with(is_numeral) {
            close
        } else {
            text[from..close].find(is_numeral).map_or(close, |next| from + next)
        };
        if from == to || !text[from..to].chars().all(|sign| sign.is_alphabetic() && !sign.is_ascii()) {
            return None;
        }
        words.push(Span::new(from, to));
        here = to;
    }
    let value = values.iter().try_fold(0_u32, |sum, value| sum.checked_add(*value))?;
    let first = *values.first()?;
    // 一县一业, 一规划两方案: one of each is no number of things.
    (first > 1 && (2..=2 * MOST).contains(&value)).then(|| Announced {
        block: BlockId(0),
        span: Span::new(at, close),
        from: at,
        to: close,
        value,
        measure: Measure::Slogan,
        words,
        quoted: true,
        together: true,
    })
}

fn is_word(sign: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&sign) || sign.is_alphabetic() && !sign.is_ascii()
}

/// Where the words that begin at `from` end: at a mark, another number, or when they are too many.
fn words_end(text: &str, from: usize) -> usize {
    let mut count = 0;
    let end = text[from..].find(|sign: char| {
        count += 1;
        count > LONGEST || !is_word(sign) || sign != '一' && is_numeral(sign)
    });
    end.map_or(text.len(), |end| from + end)
}
