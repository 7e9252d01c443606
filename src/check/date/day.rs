//! Days that no calendar has, and dates that lost their 月.

use super::super::Say;
use crate::document::{Date, Document, days_of};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// Calendars in which every month may have thirty days; they stand shortly before the date.
pub(super) const LUNAR: [&str; 5] = ["农历", "阴历", "旧历", "夏历", "腊月"];

/// What shows that a number and 月 without a day are a month, not a word: 13月份, but 13月薪.
const MONTH_WORDS: [&str; 7] = ["份", "底", "初", "末", "上旬", "中旬", "下旬"];

/// Days of this number may be a length of time: 苦干120日. Before them stands what makes them a point in time.
const POINT_IN_TIME: [&str; 3] = ["截至", "截止", "年"];

/// The same for four figures, which are no length of time.
const POINT_OR_SPAN: [&str; 11] = ["截至", "截止", "截止到", "年", "自", "从", "至", "到", "于", "在", "以来"];

/// What makes days a length of time: 120日内.
const LENGTH: [&str; 8] = ["内", "以", "之内", "左右", "游", "无", "攻坚", "行动"];

/// 2月30日, 13月5日, 2025年2月29日.
pub(super) fn impossible(doc: &Document, say: &mut Say) {
    for date in doc.facts.dates.iter().filter(|date| !date.named && date.run.is_none()) {
        let Some(reason) = fault(date) else { continue };
        let (before, after) = around(doc, date);
        let dated =
            date.year.is_some() && !after.starts_with(['薪', '龄']) || MONTH_WORDS.iter().any(|word| after.starts_with(word));
        let month_only = date.day.is_none() && !dated;
        if month_only || before.ends_with('第') || LUNAR.iter().any(|word| tail(before, 18).contains(word)) {
            continue;
        }
        say.at(date.span).value("date", doc.slice(date.span)).value("reason", reason);
    }
}

/// Why there is no such day.
fn fault(date: &Date) -> Option<String> {
    let Some(days) = days_of(date.year, date.month) else {
        return Some(format!("没有{}月", date.month));
    };
    let day = date.day?;
    if date.month == 2 && day == 29 && days == 28 {
        return Some(format!("{}年不是闰年，2月只有28天", date.year.unwrap_or_default()));
    }
    (day == 0 || day > days).then(|| format!("{}月只有{days}天", date.month))
}

/// 截至1231日.
pub(super) fn lost_month(doc: &Document, say: &mut Say) {
    for date in doc.facts.dates.iter().filter(|date| !date.named) {
        let Some(run) = date.run.filter(|run| is_point(doc, date, *run)) else { continue };
        let readings = readings(doc.slice(run), date.year);
        let words: Vec<String> = readings.iter().map(|(month, day)| format!("{month}月{day}日")).collect();
        if words.is_empty() {
            continue;
        }
        let said = say.at(date.span).value("date", doc.slice(date.span));
        let list = words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join("或");
        let certain = if words.len() == 1 { "应为" } else { "可能是" };
        said.value("readings", format!("{certain}{list}"));
        if let [only] = &words[..] {
            let place = Span::new(run.start as usize, date.span.end as usize);
            said.fix(format!("改为“{only}”"), place, only.clone(), Safety::Offered);
        }
    }
}

/// Whether the words around figures and 日 make them a day, not a number of days.
fn is_point(doc: &Document, date: &Date, run: Span<Read>) -> bool {
    let (before, after) = around(doc, date);
    if LENGTH.iter().any(|word| after.starts_with(word)) {
        return false;
    }
    let opens = before.chars().next_back().is_none_or(|sign| "，。；、（\n".contains(sign));
    let long = run.len() == 4;
    let cues = if long { &POINT_OR_SPAN[..] } else { &POINT_IN_TIME[..] };
    date.year.is_some() || cues.iter().any(|word| before.ends_with(word)) || long && opens
}

/// Every month and day that figures can be read as: 1231 as 12月31日, 111 as 1月11日 and 11月1日.
fn readings(figures: &str, year: Option<i32>) -> Vec<(u32, u32)> {
    let valid = |(month, day): &(u32, u32)| *day > 0 && days_of(year, *month).is_some_and(|days| day <= &days);
    let split = |at: usize| {
        let (month, day) = (figures.get(..at)?, figures.get(at..)?);
        // 1|05: a day is not filled up with a zero where the month is not.
        let uneven = day.starts_with('0') && figures.len() < 4;
        Some((month.parse().ok()?, day.parse().ok()?)).filter(|_| !uneven && !month.is_empty() && !day.is_empty())
    };
    [1, 2].into_iter().filter_map(split).filter(valid).collect()
}

/// The text of a date's block before and after it.
fn around<'d>(doc: &'d Document, date: &Date) -> (&'d str, &'d str) {
    let block = doc.block(date.block);
    let text = doc.text();
    (&text[block.text.start as usize..date.span.start as usize], &text[date.span.end as usize..block.text.end as usize])
}

/// The end of a text, of so many bytes at most.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    let from = (text.len().saturating_sub(bytes)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn figures_are_split_into_month_and_day() {
        let table: [(&str, &[(u32, u32)]); 9] = [
            ("1231", &[(12, 31)]),
            ("0131", &[(1, 31)]),
            ("111", &[(1, 11), (11, 1)]),
            ("131", &[(1, 31)]),
            ("105", &[(10, 5)]),
            ("230", &[]),
            ("200", &[]),
            ("1332", &[]),
            ("1105", &[(11, 5)]),
        ];
        for (figures, expected) in table {
            assert_eq!(readings(figures, Some(2024)), expected, "{figures}");
        }
    }
}
