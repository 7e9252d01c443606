//! Spans of days that end before they begin: 7月17日至10日.

use super::super::Say;
use super::day::{LUNAR, tail};
use crate::document::{Date, Document, days_of, number_value};
use crate::span::{Read, Span};

/// What stands between the first day and the last.
const MARKS: [&str; 9] = ["起至", "至", "到", "—", "-", "–", "\u{FF0D}", "~", "\u{FF5E}"];

/// Before a day without a year these make it one of another year than the last: 上年12月26日至12月25日.
const OTHER_YEAR: [&str; 5] = ["上年", "上年度", "去年", "前一年", "每年"];

/// The last day of a span, as far as it is written: 2025年3月2日, 3月2日, 2日.
struct Last {
    year: Option<i32>,
    month: u32,
    day: u32,
    end: u32,
}

/// 5月6日至5月5日; but 12月28日至1月3日 crosses the year, and so does 7月23日至2025年7月17日.
pub(super) fn backward(doc: &Document, say: &mut Say) {
    for (at, first) in doc.facts.dates.iter().enumerate() {
        if first.named || first.run.is_some() {
            continue;
        }
        let Some((day, last)) = first.day.zip(last(doc, first, doc.facts.dates.get(at + 1))) else { continue };
        let exist = is_day(first.year, first.month, day) && is_day(last.year.or(first.year), last.month, last.day);
        if exist && ends_early(first, day, &last) && !is_of_another(doc, first) {
            let span = Span::new(first.span.start as usize, last.end as usize);
            say.at(span).value("span", doc.slice(span)).value("reason", "止日早于起日");
        }
    }
}

/// The day that a span begun with `first` ends with, if one follows.
fn last(doc: &Document, first: &Date, next: Option<&Date>) -> Option<Last> {
    let rest = &doc.text()[first.span.end as usize..doc.block(first.block).text.end as usize];
    let rest = rest.trim_start_matches(' ');
    let after = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?.trim_start_matches(['—', ' ']);
    let start = doc.block(first.block).text.end - after.len() as u32;
    if let Some(next) = next.filter(|next| next.span.start == start && next.run.is_none()) {
        return Some(Last { year: next.year, month: next.month, day: next.day?, end: next.span.end });
    }
    let digits = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let (figures, word) = after.split_at(digits);
    let day = Some(figures).filter(|figures| (1..=2).contains(&figures.len())).and_then(number_value)?;
    let end = start + digits as u32 + "日".len() as u32;
    word.starts_with('日').then_some(Last { year: first.year, month: first.month, day, end })
}

fn is_day(year: Option<i32>, month: u32, day: u32) -> bool {
    days_of(year, month).is_some_and(|days| (1..=days).contains(&day))
}

fn ends_early(first: &Date, day: u32, last: &Last) -> bool {
    match (first.year, last.year) {
        (Some(from), Some(to)) => (to, last.month, last.day) < (from, first.month, day),
        (None, Some(_)) => false,
        (_, None) => last.month == first.month && last.day < day,
    }
}

/// Whether the words before make the first day one of another year or another calendar.
fn is_of_another(doc: &Document, first: &Date) -> bool {
    let before: &str = doc.slice(Span::<Read>::new(doc.block(first.block).text.start as usize, first.span.start as usize));
    LUNAR.iter().any(|word| tail(before, 18).contains(word)) || OTHER_YEAR.iter().any(|word| before.ends_with(word))
}
