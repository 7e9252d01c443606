//! A day of the calendar, as the lists write it: 2024-07-18.

use serde::{Deserialize, Serialize};

use crate::document::days_of;
use crate::text::Text;

/// A day. Days compare as time does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "Text", into = "String")]
#[schemars(with = "String")]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl TryFrom<Text> for Day {
    type Error = String;

    fn try_from(text: Text) -> Result<Day, String> {
        let read = || {
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let whole = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
            let day = Day { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
            let real = days_of(Some(day.year), day.month).is_some_and(|days| (1..=days).contains(&day.day));
            (whole && real).then_some(day)
        };
        read().ok_or_else(|| format!("日期应写作 2024-07-18 的样子，且确有这一天，写的却是“{text}”"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}
