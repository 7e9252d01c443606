//! The rows of the lists, and what can be wrong with them.

use serde::{Deserialize, Serialize};

use super::day::Day;
use crate::text::Text;

/// A congress or plenum of the Party, or a conference.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// As it is cited: 党的二十大, 二十届三中全会.
    pub name: Text,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// What tells of it.
    pub source: Text,
}

/// A plan or programme for some years.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What stands before its years in brackets, or its short name: “八五”普法.
    pub name: Text,
    /// Its first year.
    pub from: i32,
    /// Its last year.
    pub to: i32,
    /// When it was issued.
    #[serde(default)]
    pub issued: Option<Day>,
    /// Who issued it, or its number.
    pub source: Text,
}

/// A law or an administrative regulation.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its title, without 中华人民共和国.
    pub title: Text,
    /// Since when there is a law of this title, where that is recent.
    #[serde(default)]
    pub from: Option<Day>,
    /// Since when its present text is in force.
    #[serde(default)]
    pub revised: Option<Day>,
    /// The first day on which it was in force no more.
    #[serde(default)]
    pub until: Option<Day>,
    /// What took its place: a title of this list.
    #[serde(default)]
    pub by: Option<Text>,
    /// Whether places have laws of their own that are cited by the same words.
    #[serde(default)]
    pub local: bool,
    /// Who made it.
    pub source: Text,
}

/// A public body that has its old name no more.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The old name.
    pub name: Text,
    /// When it was renamed or merged; of local bodies, when the last of them were.
    pub until: Day,
    /// Whether it is told only behind the name of a place or government: 县环保局.
    #[serde(default)]
    pub local: bool,
    /// What took its place.
    pub now: Text,
    /// What ordered it.
    pub source: Text,
}

/// A document by its exact title.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The title, without years and status in brackets.
    pub title: Text,
    /// When it was issued or adopted.
    pub issued: Day,
    /// Who issued it.
    pub source: Text,
}

/// What is wrong with a list, each with the path of the key and a sentence.
pub(super) type Faults = Vec<(String, String)>;

pub(super) fn sessions(rows: &[Session]) -> Faults {
    let mut faults = twice(rows, "name", |row| &row.name);
    faults.extend(backward(rows, "to", |row| row.to < row.from));
    faults
}

pub(super) fn plans(rows: &[Plan]) -> Faults {
    let mut faults = backward(rows, "to", |row| row.to < row.from);
    for (at, row) in rows.iter().enumerate() {
        if rows[..at].iter().any(|other| (&other.name, other.from) == (&row.name, row.from)) {
            faults.push((format!("{at}.name"), format!("“{}”写了两次", row.name)));
        }
    }
    faults
}

pub(super) fn laws(rows: &[Law]) -> Faults {
    let mut faults = twice(rows, "title", |row| &row.title);
    faults.extend(backward(rows, "until", |row| row.until.zip(row.from).is_some_and(|(until, from)| until <= from)));
    for (at, row) in rows.iter().enumerate() {
        let Some(by) = &row.by else { continue };
        if !rows.iter().any(|other| other.title == *by) {
            faults.push((format!("{at}.by"), format!("表中没有《{by}》")));
        }
    }
    faults
}

pub(super) fn bodies(rows: &[Body]) -> Faults {
    let mut faults = twice(rows, "name", |row| &row.name);
    let empty = |row: &Body| row.now.is_empty() || row.now == row.name;
    let rows = rows.iter().enumerate().filter(|(_, row)| empty(row));
    faults.extend(rows.map(|(at, _)| (format!("{at}.now"), "要写明现在的名称".to_owned())));
    faults
}

pub(super) fn titles(rows: &[Title]) -> Faults {
    twice(rows, "title", |row| &row.title)
}

fn twice<Row>(rows: &[Row], key: &str, name: impl Fn(&Row) -> &Text) -> Faults {
    let again = |(at, row): &(usize, &Row)| rows[..*at].iter().any(|other| name(other) == name(row));
    let told = |(at, row): (usize, &Row)| (format!("{at}.{key}"), format!("“{}”写了两次", name(row)));
    rows.iter().enumerate().filter(again).map(told).collect()
}

fn backward<Row>(rows: &[Row], key: &str, wrong: impl Fn(&Row) -> bool) -> Faults {
    let told = |(at, _): (usize, &Row)| (format!("{at}.{key}"), "止期早于起期".to_owned());
    rows.iter().enumerate().filter(|(_, row)| wrong(row)).map(told).collect()
}
