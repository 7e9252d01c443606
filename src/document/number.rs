//! Numbers as headings and ordinals write them.

/// The value of 12, １２, 十二, 二十, 一百零三, 廿三, ③, ㈢. None for 百百.
pub fn number_value(figures: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
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
                digit = Some(if sign.is_ascii_digit() || ('０'..='９').contains(&sign) {
                    digit.unwrap_or(0) * 10 + next
                } else {
                    next
                });
            }
            (20, _) => total += 20,
            (unit, _) => total += unit * digit.take().unwrap_or(1),
        }
    }
    Some(total + digit.unwrap_or(0)).filter(|&value| value > 0)
}

/// The value of one figure of any kind: 3, ３, 三, ③, ㈢.
pub(super) fn figure(sign: char) -> Option<u32> {
    const SIGNS: &str = "〇一二三四五六七八九";
    match sign {
        '０'..='９' => Some(sign as u32 - '０' as u32),
        '①'..='⑳' => Some(sign as u32 - '①' as u32 + 1),
        '㈠'..='㈩' => Some(sign as u32 - '㈠' as u32 + 1),
        _ => sign.to_digit(10).or_else(|| SIGNS.chars().position(|known| known == sign).map(|at| at as u32)),
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
    use super::{number_value, number_words};

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
