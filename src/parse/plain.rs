//! Plain quantities read by one look, without the grammar: 412件, 98.5%, 3.5万元, 120余人, 三次. Most are; what is not is left to it.

use rust_decimal::Decimal;

use super::quantity::Draft;
use crate::document::{Bound, Quantity, Unit, number_value};
use crate::span::Span;

/// More figures than these are no plain number.
const FIGURES: usize = 15;

/// The quantity at `at`, if it is plain.
pub(super) fn read(text: &str, at: usize) -> Option<Quantity> {
    let Some((mantissa, point, mut end)) = figures(text.as_bytes(), at) else { return in_words(text, at) };
    let (mut value, mut step) = (Decimal::new(mantissa, point), Decimal::new(1, point));
    let mut signs = text[end..].chars();
    let mut sign = signs.next();
    if let Some(scale) = sign.and_then(scale) {
        (value, step) = (value.checked_mul(scale)?, step.checked_mul(scale)?);
        (end, sign) = (end + SIGN, signs.next());
    }
    let number = Span::new(at, end);
    let mut more = None;
    if matches!(sign, Some('余' | '多' | '来')) {
        more = Some((Bound::AtLeast, Span::new(end, end + SIGN)));
        (end, sign) = (end + SIGN, signs.next());
    }
    let (next, after) = (signs.next(), signs.next());
    let (unit, length) = if counts_times(sign, next, after) { (Unit::Count, 2 * SIGN) } else { measured(sign, next)? };
    if unit == Unit::Bare && more.is_some() {
        return None;
    }
    let measure = Span::new(end, end + length);
    Draft { all: Span::new(at, end + length), number, measure, unit, before: None, after: more, vague: false }.of((value, step))
}

/// The quantity at `at`, if it is one figure in words and a measure word: 三次.
fn in_words(text: &str, at: usize) -> Option<Quantity> {
    let mut signs = text[at..].chars();
    let value = number_value(signs.next().filter(|sign| is_figure(*sign))?.encode_utf8(&mut [0; 4]))?;
    let (unit, length) = measured(signs.next(), signs.next())?;
    let (number, measure) = (Span::new(at, at + SIGN), Span::new(at + SIGN, at + SIGN + length));
    if !matches!(unit, Unit::Count | Unit::Time | Unit::Times) {
        return None;
    }
    let draft = Draft { all: number.cover(&measure), number, measure, unit, before: None, after: None, vague: false };
    Some(Quantity { words: true, ..draft.of((Decimal::from(value), Decimal::ONE))? })
}

/// A figure that is a number of its own; 十 counts in tens.
fn is_figure(sign: char) -> bool {
    matches!(sign, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// What a measure word of one sign measures, and how many bytes it has.
fn measured(sign: Option<char>, next: Option<char>) -> Option<(Unit, usize)> {
    let unit = unit(sign, next)?;
    Some((unit, sign.filter(|_| unit != Unit::Bare).map_or(0, char::len_utf8)))
}

/// Whether signs are a measure word of times, 人次 or 场次, and nothing after it belongs to the number.
fn counts_times(sign: Option<char>, next: Option<char>, after: Option<char>) -> bool {
    matches!(sign, Some('人' | '件' | '户' | '场' | '家' | '批' | '辆'))
        && next == Some('次')
        && !matches!(after, Some('左' | '上' | '以' | '之'))
}

/// Chinese signs have so many bytes.
const SIGN: usize = '万'.len_utf8();

/// The figures at `at` without their point, how many stand behind it, and where they end.
fn figures(bytes: &[u8], at: usize) -> Option<(i64, u32, usize)> {
    let run = |from: usize| bytes[from..].iter().take(FIGURES + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let (whole, mut end) = (run(at), at + run(at));
    let mut point = 0;
    if bytes.get(end) == Some(&b'.') {
        point = run(end + 1);
        end += 1 + point;
        // 1.规范执法
        if point == 0 {
            return None;
        }
    }
    let digits = bytes[at..end].iter().filter(|byte| **byte != b'.');
    let mantissa = digits.fold(0, |sum: i64, digit| sum.wrapping_mul(10).wrapping_add(i64::from(digit - b'0')));
    // 0.00 is no plain number: the grammar's reader writes it as 0.
    let plain = (1..=FIGURES).contains(&(whole + point)) && whole > 0 && (mantissa > 0 || point == 0);
    plain.then_some((mantissa, point as u32, end))
}

/// What a sign multiplies by; 千 and 百 may be the beginning of a word.
fn scale(sign: char) -> Option<Decimal> {
    match sign {
        '万' => Some(Decimal::from(10_000)),
        '亿' => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

/// What a measure word of one sign measures; none where the next sign may belong to it: 件次, 个月, 元以上.
fn unit(sign: Option<char>, next: Option<char>) -> Option<Unit> {
    if matches!(next, Some('次' | '左' | '上' | '以' | '之')) {
        return None;
    }
    Some(match sign {
        Some(
            '件' | '名' | '份' | '场' | '项' | '条' | '家' | '人' | '次' | '户' | '批' | '台' | '辆' | '例' | '篇' | '所' | '期'
            | '起' | '宗' | '处' | '部' | '册' | '卷' | '张' | '套' | '亩' | '吨' | '位' | '间' | '种' | '类' | '支' | '轮',
        ) => Unit::Count,
        Some('个') if !matches!(next, Some('百' | '点' | '工' | '月' | '小' | '季' | '星' | '自')) => Unit::Count,
        Some('%') => Unit::Percent,
        Some('元') => Unit::Money,
        Some('年' | '天') => Unit::Time,
        Some('倍') => Unit::Times,
        // 日元 is money.
        Some('日') if next != Some('元') => Unit::Bare,
        Some('月' | '号' | '、' | '。' | '\u{FF0C}' | '\u{FF1B}' | '\u{FF09}' | '-' | '—') | None => Unit::Bare,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::quantity::grammatical;
    use super::read;

    /// What is read by one look is what the grammar reads.
    fn agree(text: &str, at: usize) -> bool {
        let Some(plain) = read(text, at) else { return false };
        let full = grammatical(text, at, 0);
        assert_eq!(Some(format!("{plain:?}")), full.map(|full| format!("{full:?}")), "{}", &text[at..]);
        true
    }

    #[test]
    fn every_number_and_measure_reads_alike() {
        const NUMBERS: [&str; 21] = [
            "一",
            "两",
            "九",
            "十",
            "二三",
            "0",
            "7",
            "07",
            "412",
            "2,197",
            "45.57",
            "0.00",
            "0.5",
            "1.",
            "1.2.3",
            "123456789012345",
            "1234567890123456",
            "12345678901.2345",
            "１２",
            "3.50",
            "100",
        ];
        const SCALES: [&str; 9] = ["", "万", "亿", "万亿", "千", "百", "亿万", "万万", "．5"];
        let signs = "余多来件名份场项条家人次户批班台例篇点所期起宗处部册卷张套亩吨位间种类支个元年天倍周秒成课米月日号百千万亿工小季星自分美平轮\
                     左上以之、。\u{FF0C}\u{FF1B}\u{FF09}-—.,%\u{FF05} ０1x";
        let seconds = "次左上以之百点工月小季星自分元万亿件人。0 ";
        let mut plain = 0;
        for number in NUMBERS {
            for scale in SCALES {
                for first in signs.chars() {
                    for second in seconds.chars() {
                        for third in ["", "以上"] {
                            plain += usize::from(agree(&format!("{number}{scale}{first}{second}{third}"), 0));
                        }
                    }
                }
                plain += usize::from(agree(&format!("{number}{scale}"), 0));
            }
        }
        assert!(plain > 40_000, "{plain}");
    }

    #[test]
    fn the_numbers_of_a_report_read_alike_and_most_are_plain() {
        let text = include_str!("../../samples/correct.txt");
        let begins = |at: &usize| text.as_bytes()[*at].is_ascii_digit() && !text.as_bytes()[at - 1].is_ascii_digit();
        let numbers: Vec<usize> = (1..text.len()).filter(begins).collect();
        let plain = numbers.iter().filter(|at| agree(text, **at)).count();
        assert!(plain * 10 > numbers.len() * 8, "{plain} of {}", numbers.len());
    }
}
