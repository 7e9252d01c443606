//! Years as texts write them.

/// The first year of a text, as a number followed by 年: 2024年, 2024年度, ２０２４年, 二〇二四年.
pub fn year_in(text: &str) -> Option<i32> {
    let mut rest = text;
    while let Some(at) = rest.find('年') {
        if let Some(year) = before(&rest[..at]) {
            return Some(year);
        }
        rest = &rest[at + '年'.len_utf8()..];
    }
    None
}

/// The year that ends a text: exactly four figures, not the end of a longer number or of a span such as 2021—2025.
fn before(text: &str) -> Option<i32> {
    let mut signs = text.trim_end_matches([' ', '\u{A0}']).chars().rev();
    let mut year = 0;
    for place in [1, 10, 100, 1000] {
        year += place * sign(signs.next()?)?;
    }
    let spanned = signs.next().is_some_and(|before| sign(before).is_some() || "-—–－~～至".contains(before));
    (!spanned && (1949..=2100).contains(&year)).then_some(year)
}

fn sign(sign: char) -> Option<i32> {
    const CHINESE: &str = "〇一二三四五六七八九";
    match sign {
        '０'..='９' => Some(sign as i32 - '０' as i32),
        '零' | '○' => Some(0),
        _ => sign
            .to_digit(10)
            .map(|digit| digit as i32)
            .or_else(|| CHINESE.chars().position(|known| known == sign).map(|at| at as i32)),
    }
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn a_year_is_four_figures_before_its_word() {
        assert_eq!(year_in("青岚县司法局2024年法治政府建设年度报告"), Some(2024));
        assert_eq!(year_in("二〇二四年度工作报告"), Some(2024));
        assert_eq!(year_in("落实规划（2021—2025年）"), None);
        assert_eq!(year_in("三年行动"), None);
        assert_eq!(year_in("五年来，2023年以来"), Some(2023));
    }
}
