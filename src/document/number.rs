//! Numbers as headings, ordinals and quantities write them.

use rust_decimal::Decimal;

/// The value of 12, １２, 十二, 二十, 一百零三, 廿三, ③, ㈢. None for 百百.
pub fn number_value(figures: &str) -> Option<u32> {
    let (mut total, mut digit) = (0_u32, None);
    for sign in figures.chars() {
        let unit = match sign {
            '十' => 10,
            '百' => 100,
            '廿' => 20,
            '〇' | '零' => continue,
            _ => 1,
        };
        match (unit, sign) {
            (1, _) => {
                let next = figure(sign)?;
                let joins = sign.is_ascii_digit() || ('０'..='９').contains(&sign);
                digit = Some(if joins { digit.unwrap_or(0_u32).checked_mul(10)?.checked_add(next)? } else { next });
            }
            (20, _) => total = total.checked_add(20)?,
            (unit, _) => total = digit.take().unwrap_or(1).checked_mul(unit)?.checked_add(total)?,
        }
    }
    total.checked_add(digit.unwrap_or(0)).filter(|&value| value > 0)
}

/// The exact value of 2,197, 3.5万, 三千六百余 without its 余, １２, and what one in its last written place is worth: 1, 1000, 100.
/// None for what is no number, or is too large for 28 digits; a vague figure (数万, 几十) counts as one.
pub fn amount(number: &str) -> Option<(Decimal, Decimal)> {
    // Most are plain.
    if number.len() < 18 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse::<u64>().ok().map(|value| (value.into(), Decimal::ONE));
    }
    let digits_end = number.find(|sign: char| !(sign.is_ascii_digit() || ('０'..='９').contains(&sign) || ".,．".contains(sign)));
    let (digits, scale) = number.split_at(digits_end.unwrap_or(number.len()));
    if digits.is_empty() {
        return spoken(number);
    }
    let plain: String = digits.chars().filter_map(plain_digit).collect();
    let value = Decimal::from_str_exact(&plain).ok()?;
    let scale = scale.trim().chars().try_fold(Decimal::ONE, |scale, sign| scale.checked_mul(place(sign)?.into()))?;
    let last = Decimal::new(1, value.scale());
    Some((value.checked_mul(scale)?, last.checked_mul(scale)?))
}

/// A sign of a number in digits as the parser of decimals wants it; none for what only groups.
fn plain_digit(sign: char) -> Option<char> {
    match sign {
        ',' => None,
        '．' => Some('.'),
        '０'..='９' => char::from_digit(sign as u32 - '０' as u32, 10),
        _ => Some(sign),
    }
}

/// What a sign multiplies by: 十, 百, 千, 万, 亿.
fn place(sign: char) -> Option<u64> {
    Some(match sign {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// A number in words: 三十八, 两千零五十, 一万二, 数百.
fn spoken(number: &str) -> Option<(Decimal, Decimal)> {
    // Closed groups (…万, …亿), the open one, the digit that waits for its place, the last place.
    let (mut closed, mut open, mut digit, mut step) = (0_u64, 0_u64, None, 1_u64);
    for sign in number.chars() {
        match (place(sign), sign) {
            (Some(scale @ (10_000 | 100_000_000)), _) => {
                let group = open.checked_add(digit.take().unwrap_or(u64::from(open == 0 && closed == 0)))?;
                let group = if closed < scale { closed.checked_add(group)? } else { group };
                closed = if closed < scale { 0 } else { closed };
                closed = closed.checked_add(group.checked_mul(scale)?)?;
                (open, step) = (0, scale);
            }
            (Some(scale), _) => {
                open = digit.take().unwrap_or(1).checked_mul(scale)?.checked_add(open)?;
                step = scale;
            }
            (None, '零' | '〇') => (digit, step) = (None, 10),
            (None, '数' | '几') => digit = Some(1),
            // 二〇: figures side by side are no number in words.
            (None, _) if digit.is_some() => return None,
            (None, _) => digit = Some(u64::from(figure(sign)?)),
        }
    }
    if let Some(digit) = digit {
        // 三百六: the last figure counts the place below; 三百零六 and 十六 have their own.
        step = if step > 10 { step / 10 } else { 1 };
        open = digit.checked_mul(step)?.checked_add(open)?;
    }
    let value = closed.checked_add(open)?;
    (value > 0).then(|| (Decimal::from(value), Decimal::from(step)))
}

/// The value of one figure of any kind: 3, ３, 三, ③, ㈢.
pub(super) fn figure(sign: char) -> Option<u32> {
    match sign {
        '0'..='9' => Some(sign as u32 - '0' as u32),
        '〇' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        '０'..='９' => Some(sign as u32 - '０' as u32),
        '①'..='⑳' => Some(sign as u32 - '①' as u32 + 1),
        '㈠'..='㈩' => Some(sign as u32 - '㈠' as u32 + 1),
        _ => None,
    }
}

/// 0 to 999 in Chinese figures: 十二, 一百零三.
pub fn number_words(number: u32) -> String {
    const FIGURES: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let figure = |value: u32| FIGURES[(value % 10) as usize];
    match number {
        0..10 => figure(number).to_owned(),
        10..100 => {
            let tens = if number < 20 { "" } else { figure(number / 10) };
            let ones = if number.is_multiple_of(10) { "" } else { figure(number) };
            format!("{tens}十{ones}")
        }
        _ => {
            let rest = match number % 100 {
                0 => String::new(),
                1..10 => format!("零{}", figure(number)),
                // 一百一十五: within a larger number the one is spoken.
                10..20 => format!("一{}", number_words(number % 100)),
                _ => number_words(number % 100),
            };
            format!("{}百{rest}", figure(number / 100))
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{amount, number_value, number_words};

    #[test]
    fn amounts_are_exact_and_know_their_last_place() {
        let table = [
            ("2197", "2197", "1"),
            ("2,197", "2197", "1"),
            ("45.57", "45.57", "0.01"),
            ("3.5万", "35000", "1000"),
            ("1.2万亿", "1200000000000", "100000000000"),
            ("3千", "3000", "1000"),
            ("１２．５", "12.5", "0.1"),
            ("三十八", "38", "1"),
            ("十", "10", "10"),
            ("两", "2", "1"),
            ("一百零三", "103", "1"),
            ("三百六", "360", "10"),
            ("两千零五十", "2050", "10"),
            ("三万五千", "35000", "1000"),
            ("一亿二千万", "120000000", "10000"),
            ("十二", "12", "1"),
            ("数万", "10000", "10000"),
        ];
        for (written, value, step) in table {
            let expected = (Decimal::from_str_exact(value).unwrap(), Decimal::from_str_exact(step).unwrap());
            assert_eq!(amount(written), Some(expected), "{written}");
        }
        for written in ["二〇二四", "", "零", "一二", "99999999999999999999999999999999"] {
            assert_eq!(amount(written), None, "{written}");
        }
    }

    #[test]
    fn numbers_of_headings_have_values() {
        let table = [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("一百零三", 103),
            ("廿三", 23),
            ("12", 12),
            ("１２", 12),
            ("⑫", 12),
            ("㈢", 3),
        ];
        for (figures, expected) in table {
            assert_eq!(number_value(figures), Some(expected), "{figures}");
        }
        assert_eq!(number_value("0"), None);
        assert_eq!(number_value("99999999999"), None, "too large to number anything");
    }

    #[test]
    fn numbers_are_written_as_they_are_spoken() {
        let table = [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (23, "二十三"),
            (100, "一百"),
            (105, "一百零五"),
            (115, "一百一十五"),
            (120, "一百二十"),
        ];
        for (number, expected) in table {
            assert_eq!(number_words(number), expected);
        }
    }
}
