//! Years as texts write them.

use super::number::figure;

/// The first year of a text, as a number followed by 年: 2024年, 2024年度, ２０２４年, 二〇二四年.
pub fn year_in(text: &str) -> Option<i32> {
    years_in(text).next()
}

/// All years of a text. Years in the names of documents are those documents': 《2023年度案例选编》.
pub fn years_in(text: &str) -> impl Iterator<Item = i32> + '_ {
    let mut named = 0;
    let mut last = 0;
    text.match_indices('年').filter_map(move |(at, _)| {
        let (opened, closed) = names(&text[last..at]);
        named += opened;
        named -= closed.min(named);
        last = at;
        if named > 0 { None } else { before(&text[..at]) }
    })
}

/// How many 《 and how many 》 stand in a text. Most years have neither before them.
fn names(text: &str) -> (usize, usize) {
    let count = |mark| if crate::span::holds(text, mark) { text.matches(mark).count() } else { 0 };
    (count('《'), count('》'))
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

/// The value of a figure of a year: 2, ２, 二, 〇.
fn sign(sign: char) -> Option<i32> {
    if sign == '零' || sign == '○' {
        return Some(0);
    }
    figure(sign).filter(|value| *value < 10).map(|value| value as i32)
}

#[cfg(test)]
mod tests {
    use super::{year_in, years_in};

    #[test]
    fn a_year_is_four_figures_before_its_word() {
        assert_eq!(year_in("青岚县司法局2024年法治政府建设年度报告"), Some(2024));
        assert_eq!(year_in("二〇二四年度工作报告"), Some(2024));
        assert_eq!(year_in("落实规划（2021—2025年）"), None);
        assert_eq!(year_in("三年行动"), None);
        assert_eq!(year_in("五年来，2023年以来"), Some(2023));
        assert_eq!(years_in("编印《2023年案例选编》，2024年、2025年").collect::<Vec<_>>(), [2024, 2025]);
    }
}
