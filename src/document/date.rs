//! Dates and spans of years, as texts write them.

use super::BlockId;
use crate::span::{Read, Span};

/// A date with a month at least: 2024年12月31日, 12月31日, 13月, 2025-02-21; or one that lost its 月: 1231日.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// All of it.
    pub span: Span<Read>,
    /// The year, where it is written.
    pub year: Option<i32>,
    /// The month as written, also one that no calendar has; 0 where it is not told apart from the day.
    pub month: u32,
    /// The day as written; none for 2024年12月.
    pub day: Option<u32>,
    /// The figures before 日 that hold month and day, where 月 is lost: 1231.
    pub run: Option<Span<Read>>,
    /// Whether it stands in the name of a document.
    pub named: bool,
    /// The block it stands in.
    pub block: BlockId,
}

/// A span of years: 2021—2025年; also one whose mark is lost, 20212025年.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearSpan {
    /// All of it, with the 年 that ends it.
    pub span: Span<Read>,
    /// The year it begins with.
    pub from: i32,
    /// The year it ends with.
    pub to: i32,
    /// The mark between them, empty where it is lost.
    pub mark: Span<Read>,
    /// Whether 年 follows.
    pub worded: bool,
    /// The block it stands in.
    pub block: BlockId,
}

/// How many days a month has; 29 for a February of no year. None for a month that there is not.
pub fn days_of(year: Option<i32>, month: u32) -> Option<u32> {
    let leap = year.is_none_or(|year| year % 4 == 0 && year % 100 != 0 || year % 400 == 0);
    match month {
        2 => Some(if leap { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

impl Date {
    /// Year, month and day, where all are written; they compare as time does.
    pub fn whole(&self) -> Option<(i32, u32, u32)> {
        Some((self.year?, self.month, self.day?)).filter(|_| self.run.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::days_of;

    #[test]
    fn months_have_their_days() {
        let table = [
            (None, 2, Some(29)),
            (Some(2024), 2, Some(29)),
            (Some(2025), 2, Some(28)),
            (Some(1900), 2, Some(28)),
            (Some(2000), 2, Some(29)),
            (None, 11, Some(30)),
            (None, 12, Some(31)),
            (None, 13, None),
            (None, 0, None),
        ];
        for (year, month, days) in table {
            assert_eq!(days_of(year, month), days, "{year:?} {month}");
        }
    }
}
