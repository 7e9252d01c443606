//! Which digits are the number of a person, by what they are and by what stands around them.

use std::ops::Range;

use super::PrivateKind;

/// Groups that people write numbers in.
const PHONE: [&[usize]; 4] = [&[11], &[3, 4, 4], &[3, 8], &[7, 4]];
const CARD: [&[usize]; 7] = [&[16], &[17], &[18], &[19], &[4, 4, 4, 4], &[4, 4, 4, 4, 3], &[6, 13]];

/// The first two digits of an identity number: the province.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
    71, 81, 82, 83,
];

/// Words before a number that make it a code of something.
pub(super) const CODES: [&str; 16] = [
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
pub(super) const CALLS: [&str; 9] = ["手机", "电话", "联系", "卡号", "银行卡", "身份证", "tel", "Tel", "TEL"];

/// Words that are needed before a number that proves nothing by itself.
pub(super) const CARDS: [&str; 5] = ["卡号", "银行卡", "账号", "帐号", "账户"];
const IDENTITY: [&str; 2] = ["身份证", "公民身份"];

/// How many characters before a number such a word is looked for.
const REACH: usize = 12;

/// What an eleven-digit count is followed by.
const COUNTED: &str = "元万亿人件次户吨千个平立亩公份家美港条辆";

/// What stands around a number.
pub(super) struct Around<'t> {
    before: &'t str,
    after: Option<char>,
}

impl<'t> Around<'t> {
    /// Nothing where the digits are part of a longer sign: an address, a code with letters, a decimal. Two numbers that only / parts,
    /// as `twins` tells of either side, are none.
    pub fn of(text: &'t str, place: &Range<usize>, twins: (bool, bool)) -> Option<Around<'t>> {
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

    pub fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.before.contains(word))
    }

    /// What the digits are the number of.
    pub fn kind(&self, digits: &[u8], lengths: &[usize]) -> Option<PrivateKind> {
        if is_identity(digits) || digits.len() == 15 && self.has(&IDENTITY) && is_old_identity(digits) {
            return Some(PrivateKind::Identity);
        }
        if digits.contains(&b'X') || self.has(&CODES) && !self.has(&CALLS) {
            return None;
        }
        let grouped = |forms: &[&[usize]], words: &[&str]| forms.contains(&lengths) || lengths.len() > 1 && self.has(words);
        if is_mobile(digits) && grouped(&PHONE, &CALLS) && !self.after.is_some_and(|c| COUNTED.contains(c)) {
            return Some(PrivateKind::Phone);
        }
        let issued = digits.starts_with(b"62") || self.has(&CARDS);
        (issued && (16..=19).contains(&digits.len()) && grouped(&CARD, &CARDS) && luhn(digits)).then_some(PrivateKind::Card)
    }
}

/// Digits as numbers one behind the other, at most so many, with their lengths.
pub(super) fn parts(digits: &[u8], most: usize) -> Option<Vec<(PrivateKind, usize)>> {
    if digits.is_empty() {
        return Some(Vec::new());
    }
    let lengths = [18, 11, 19, 17, 16].into_iter().filter(|length| most > 0 && *length <= digits.len());
    let kinds = lengths.filter_map(|length| {
        let number = &digits[..length];
        let kind = match length {
            18 if is_identity(number) => PrivateKind::Identity,
            11 if is_mobile(number) => PrivateKind::Phone,
            16.. if number.starts_with(b"62") && luhn(number) => PrivateKind::Card,
            _ => return None,
        };
        Some((kind, length))
    });
    kinds.into_iter().find_map(|(kind, length)| {
        let rest = parts(&digits[length..], most - 1)?;
        Some([vec![(kind, length)], rest].concat())
    })
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

/// Eleven digits as those of a mobile phone.
fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == b'1' && matches!(digits[1], b'3'..=b'9')
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
