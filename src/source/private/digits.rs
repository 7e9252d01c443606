//! Runs of digits, and which of them are numbers of a person.

use std::ops::Range;

use super::PrivateKind;

/// The shortest number that is looked for has so many digits, and so many bytes.
const SHORTEST: usize = 11;
const LONGEST: usize = 19;

/// Groups that people write numbers in.
const PHONE: [&[usize]; 4] = [&[11], &[3, 4, 4], &[3, 8], &[7, 4]];
const CARD: [&[usize]; 7] = [&[16], &[17], &[18], &[19], &[4, 4, 4, 4], &[4, 4, 4, 4, 3], &[6, 13]];

/// The first two digits of an identity number: the province.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
    71, 81, 82, 83,
];

/// Words before a number that make it a code of something.
const CODES: [&str; 16] = [
    "编号",
    "文号",
    "案号",
    "单号",
    "水号",
    "引号",
    "代码",
    "编码",
    "序号",
    "批号",
    "备案",
    "许可",
    "登记",
    "受理号",
    "标准",
    "专利",
];

/// Words that make it what it looks like all the same.
const CALLS: [&str; 9] = ["手机", "电话", "联系", "卡号", "银行卡", "身份证", "tel", "Tel", "TEL"];

/// Words that are needed before a number that proves nothing by itself.
const CARDS: [&str; 5] = ["卡号", "银行卡", "账号", "帐号", "账户"];
const IDENTITY: [&str; 2] = ["身份证", "公民身份"];

/// How many characters before a number such a word is looked for.
const REACH: usize = 12;

/// What an eleven-digit count is followed by.
const COUNTED: &str = "元万亿人件次户吨千个平立亩公份家美港条辆";

/// A digit of a run: where, as what, and its value as ASCII.
#[derive(Clone, Copy)]
pub(in crate::source) struct Digit {
    pub at: usize,
    pub sign: char,
    pub value: u8,
}

/// Digits with at most one separator between two of them.
pub(in crate::source) struct Run {
    pub digits: Vec<Digit>,
    /// The ranges of `digits` that stand together, and the separator behind each but the last.
    groups: Vec<(Range<usize>, char)>,
}

/// The value of a digit of either width.
fn value(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8),
        '\u{FF10}'..='\u{FF19}' => Some((u32::from(c) - 0xFF10) as u8 + b'0'),
        _ => None,
    }
}

/// The last character of an identity number may be one.
fn is_ten(c: char) -> bool {
    matches!(c, 'X' | 'x' | '\u{FF38}' | '\u{FF58}')
}

/// Whether a character is of a number itself.
pub(super) fn is_sign(c: char) -> bool {
    value(c).is_some() || is_ten(c)
}

/// The signs of a number as ASCII.
pub(super) fn of(number: &str) -> Vec<u8> {
    number.chars().filter_map(|c| value(c).or(is_ten(c).then_some(b'X'))).collect()
}

/// What people put between the groups of a number, or cannot see there.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '-' | '.' | '/' | '_' | '·' | '\u{A0}' | '\u{3000}' | '\u{200B}' | '\u{2010}'
            ..='\u{2014}' | '\u{FEFF}' | '\u{FF0D}'
    )
}

fn belongs(c: char) -> bool {
    value(c).is_some() || is_separator(c)
}

/// The runs of at least so many digits. Only one byte in so many is looked at, since such a run covers one of them:
/// a text without long numbers costs next to nothing.
pub(in crate::source) fn runs(text: &str, least: usize) -> impl Iterator<Item = Run> {
    let bytes = text.as_bytes();
    let (mut at, mut done) = (0, 0);
    std::iter::from_fn(move || {
        while at < bytes.len() {
            // Inside a character: back to its first byte.
            let mut here = at;
            while !text.is_char_boundary(here) {
                here -= 1;
            }
            at += least;
            // These are most of what there is, and never digits.
            if matches!(bytes[here], 0xE4..=0xE9) || !text[here..].chars().next().is_some_and(belongs) {
                continue;
            }
            let start = text[done..here].rfind(|c| !belongs(c)).map_or(done, |last| done + last);
            let start = start + text[start..].chars().next().filter(|c| !belongs(*c)).map_or(0, char::len_utf8);
            let end = here + text[here..].find(|c| !belongs(c)).unwrap_or(text.len() - here);
            done = end;
            at = at.max(end);
            if let Some(run) = Run::of(text, start, end, least) {
                return Some(run);
            }
        }
        None
    })
}

impl Run {
    /// The digits of a stretch; none if they are too few.
    fn of(text: &str, start: usize, end: usize, least: usize) -> Option<Run> {
        let ten = text[end..].chars().next().filter(|c| is_ten(*c) && text[..end].ends_with(|c| value(c).is_some()));
        let mut digits = Vec::new();
        let mut groups: Vec<(Range<usize>, char)> = Vec::new();
        let mut between = None;
        let stretch = text[start..end].char_indices().map(|(at, c)| (start + at, c)).chain(ten.map(|c| (end, c)));
        for (at, sign) in stretch {
            let Some(value) = value(sign).or(is_ten(sign).then_some(b'X')) else {
                // Two different separators in a row divide as no single one does.
                between = Some(between.map_or(sign, |last| if last == sign { sign } else { '\0' }));
                continue;
            };
            match (groups.last_mut(), between.take()) {
                (Some((group, _)), None) => group.end += 1,
                (last, separator) => {
                    if let (Some((_, after)), Some(separator)) = (last, separator) {
                        *after = separator;
                    }
                    groups.push((digits.len()..digits.len() + 1, '\0'));
                }
            }
            digits.push(Digit { at, sign, value });
        }
        (digits.len() >= least).then_some(Run { digits, groups })
    }

    /// The bytes that some digits stand at.
    fn place(&self, digits: &Range<usize>) -> Range<usize> {
        let last = self.digits[digits.end - 1];
        self.digits[digits.start].at..last.at + last.sign.len_utf8()
    }

    /// The numbers of the run.
    fn numbers(&self, text: &str) -> Vec<(PrivateKind, Range<usize>)> {
        let mut found = Vec::new();
        let mut first = 0;
        while first < self.groups.len() {
            let most = self.groups[first..].iter().take_while(|(group, _)| group.end - self.groups[first].0.start <= LONGEST);
            let beyond = first + most.count();
            let taken = (first..beyond).rev().find_map(|last| Some((last, self.number(text, first, last)?)));
            if let Some((last, number)) = taken {
                found.push(number);
                first = last;
            }
            first += 1;
        }
        found
    }

    /// The number that the groups `first..=last` make.
    fn number(&self, text: &str, first: usize, last: usize) -> Option<(PrivateKind, Range<usize>)> {
        let separator = self.groups[first].1;
        let mut lengths: Vec<usize> = self.groups[first..=last].iter().map(|(group, _)| group.len()).collect();
        let mut digits = self.groups[first].0.start..self.groups[last].0.end;
        let whole = self.place(&digits);
        // `+8613812345678`, `008613812345678`: the country is no part of it.
        let country = match self.digits[digits.clone()].iter().take(4).map(|digit| digit.value).collect::<Vec<_>>()[..] {
            [b'8', b'6', ..] if lengths == [13] && text[..self.digits[digits.start].at].ends_with(['+', '\u{FF0B}']) => 2,
            [b'0', b'0', b'8', b'6'] if lengths == [15] => 4,
            _ => 0,
        };
        if country > 0 {
            (digits.start, lengths[0]) = (digits.start + country, 11);
        }
        if first < last {
            let divided = self.groups[first..last].iter().any(|(_, other)| *other != separator || *other == '\0');
            let country = first == 1 && self.groups[0].0.len() == 2 && self.digits[0].value == b'8';
            let joined_before = first > 0 && self.groups[first - 1].1 == separator && !country;
            // 1380000.1234 and 138/00001234 may be a decimal and a ratio, 138.0000.1234 is neither.
            let doubtful = digits.len() == SHORTEST && matches!(separator, '.' | '/' | '_') && last - first < 2;
            if divided || doubtful || joined_before || self.groups[last].1 == separator {
                return None;
            }
        }
        if digits.len() < SHORTEST {
            return None;
        }
        let place = self.place(&digits);
        let values: Vec<u8> = self.digits[digits.clone()].iter().map(|digit| digit.value).collect();
        let beside = |at: usize| self.groups[at].1 == '/' && self.groups[at..=at + 1].iter().all(|(group, _)| group.len() > 6);
        let around = Around::of(text, &whole, (first > 0 && beside(first - 1), last + 1 < self.groups.len() && beside(last)))?;
        around.kind(&values, &lengths).map(|kind| (kind, place))
    }
}

/// What stands around a number.
struct Around<'t> {
    before: &'t str,
    after: Option<char>,
}

impl<'t> Around<'t> {
    /// Nothing where the digits are part of a longer sign: an address, a code with letters, a decimal. Two numbers that only / parts,
    /// as `twins` tells of either side, are none.
    fn of(text: &'t str, place: &Range<usize>, twins: (bool, bool)) -> Option<Around<'t>> {
        let last = text[..place.start].chars().next_back();
        let after = text[place.end..].chars().next();
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '%' | '*' | '\u{FF0A}');
        let next = || text[place.end..].chars().nth(1);
        let goes_on = after == Some('.') && next().is_some_and(|c| c.is_ascii_alphanumeric());
        let before = &text[..place.start];
        let from = before.char_indices().rev().take(REACH).take_while(|(_, c)| !matches!(c, '\n' | '。')).last();
        let around = Around { before: from.map_or("", |(at, _)| &before[at..]), after };
        // tel=138…, 电话#138…
        let joined = |c: char| part(c) && !twins.0 || matches!(c, '.' | '=' | '&' | '#' | '@') && !around.has(&CALLS);
        if last.is_some_and(joined) || after.is_some_and(|c| part(c) && !twins.1) || goes_on {
            return None;
        }
        Some(around)
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.before.contains(word))
    }

    /// What the digits are the number of.
    fn kind(&self, digits: &[u8], lengths: &[usize]) -> Option<PrivateKind> {
        if is_identity(digits) || digits.len() == 15 && self.has(&IDENTITY) && is_old_identity(digits) {
            return Some(PrivateKind::Identity);
        }
        if digits.contains(&b'X') || self.has(&CODES) && !self.has(&CALLS) {
            return None;
        }
        let mobile = digits[0] == b'1' && matches!(digits[1], b'3'..=b'9');
        let grouped = |forms: &[&[usize]], words: &[&str]| forms.contains(&lengths) || lengths.len() > 1 && self.has(words);
        if mobile && digits.len() == 11 && grouped(&PHONE, &CALLS) && !self.after.is_some_and(|c| COUNTED.contains(c)) {
            return Some(PrivateKind::Phone);
        }
        let issued = digits.starts_with(b"62") || self.has(&CARDS);
        (issued && (16..=19).contains(&digits.len()) && grouped(&CARD, &CARDS) && luhn(digits)).then_some(PrivateKind::Card)
    }
}

/// The private numbers of a text, in order.
pub(in crate::source) fn find(text: &str) -> impl Iterator<Item = (PrivateKind, Range<usize>)> {
    runs(text, SHORTEST).flat_map(|run| run.numbers(text))
}

/// Eighteen characters with a province, a day and the check character of GB 11643.
fn is_identity(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let [body @ .., check] = digits else { return false };
    if body.len() != WEIGHTS.len() || body.contains(&b'X') || !is_of_province(body) {
        return false;
    }
    let number = |part: &[u8]| part.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let (year, month, day) = (number(&body[6..10]), number(&body[10..12]), number(&body[12..14]));
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    (1900..2100).contains(&year) && is_day(year, month, day) && b"10X98765432"[(sum % 11) as usize] == *check
}

/// Fifteen digits with a province and a day of the last century.
fn is_old_identity(digits: &[u8]) -> bool {
    let number = |part: &[u8]| part.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit.saturating_sub(b'0')));
    is_of_province(digits) && is_day(1900 + number(&digits[6..8]), number(&digits[8..10]), number(&digits[10..12]))
}

fn is_of_province(digits: &[u8]) -> bool {
    PROVINCES.contains(&((digits[0] - b'0') * 10 + (digits[1] - b'0')))
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// The check digit of bank cards.
fn luhn(digits: &[u8]) -> bool {
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let value = |(place, digit): (usize, &u8)| {
        let digit = u32::from(digit - b'0');
        if place % 2 == 1 { double(digit) } else { digit }
    };
    digits.iter().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}
