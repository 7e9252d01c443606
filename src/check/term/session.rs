//! Congresses and plenums: one that had not been held, or never was, and a plenum named without its Party.

use super::super::{On, Say};
use super::day::Day;
use super::rows::Session;
use super::when::{Around, in_title, latest};
use crate::document::number_value;
use crate::finding::Safety;
use crate::span::{Read, Span};

/// What ends the name of a plenum.
pub(super) const PLENUM: &str = "中全会";

const NUMERALS: &str = "一二三四五六七八九十";

/// What may stand between the plenums of one congress: 二中、三中全会, 二中至六中全会.
const BETWEEN: &str = "中、和至到与及\u{FF0C}";

/// Words with which a text speaks of what is yet to come.
#[rustfmt::skip]
const AHEAD: [&str; 18] = [
    "迎接", "喜迎", "筹备", "召开前", "将召开", "即将", "拟", "胜利召开", "期间", "安保", "维稳", "信访保障", "安全保障", "护航", "献礼", "召开后",
    "将于", "届时",
];

/// Words that take it for held.
const HELD: [&str; 8] = ["精神", "报告", "决定", "决策", "部署", "以来", "要求", "审议"];

/// What plenums of others than the Party's central committee are named after: 省委, 民盟, 共青团.
const OTHERS: [&str; 12] = ["委", "民进", "民建", "民革", "民盟", "九三学社", "农工党", "致公党", "台盟", "团", "联", "第"];

/// What shows that a plenum is the Party's.
const PARTY: [&str; 4] = ["党的", "中共", "共产党", "中央"];

/// The plenums that a place names: congress 十九, plenums 二 and 六 of 十九届二中至六中全会.
struct Mention<'d> {
    at: Span<Read>,
    before: &'d str,
    congress: &'d str,
    plenums: Vec<&'d str>,
}

impl<'d> Mention<'d> {
    /// Reads back from 中全会.
    fn ending(text: &'d str, hit: Span<Read>) -> Option<Mention<'d>> {
        let head = &text[..hit.start as usize];
        let list = head.trim_end_matches(|sign| NUMERALS.contains(sign) || BETWEEN.contains(sign));
        let rest = list.strip_suffix('届')?;
        let before = rest.trim_end_matches(|sign| NUMERALS.contains(sign));
        let (congress, list) = (&rest[before.len()..], &head[list.len()..]);
        let plenums: Vec<&str> = list.split(|sign| !NUMERALS.contains(sign)).filter(|part| !part.is_empty()).collect();
        let known = number_value(congress).is_some() && !plenums.is_empty();
        let ours = !OTHERS.iter().any(|other| before.ends_with(other));
        let at = Span::new(before.len(), hit.end as usize);
        (known && ours).then_some(Mention { at, before, congress, plenums })
    }
}

/// A session that is taken for held, and was not when the report was written.
pub(super) fn future(on: &On, say: &mut Say) {
    let Some(latest) = latest(on.doc) else { return };
    let rows = &on.tables.congresses;
    for hit in on.hits {
        let word = on.doc.slice(*hit);
        let found = if word == PLENUM {
            Mention::ending(on.doc.text(), *hit).and_then(|mention| {
                let early = |plenum: &&str| unheld(rows, mention.congress, plenum, latest);
                let (name, reason) = mention.plenums.iter().find_map(early)?;
                Some((mention.at, name, reason))
            })
        } else {
            let row = rows.iter().find(|row| row.name == word && row.from > latest);
            row.map(|row| (*hit, String::from(&row.name), opened(row)))
        };
        let Some((at, name, reason)) = found else { continue };
        let Some(around) = Around::of(on.doc, at) else { continue };
        let held = word == PLENUM || HELD.iter().any(|word| around.after.contains(word));
        if held && !around.clause_has(&AHEAD) {
            let said = say.at(at).value("match", on.doc.slice(at)).value("name", name).value("reason", reason);
            said.value("report", on.doc.year.map(|year| year.to_string()).unwrap_or_default());
        }
    }
}

/// Why a plenum cannot have been held by then, with its full name; none if it can.
fn unheld(rows: &[Session], congress: &str, plenum: &str, latest: Day) -> Option<(String, String)> {
    let name = format!("{congress}届{plenum}{PLENUM}");
    let named = format!("党的{name}");
    if let Some(row) = rows.iter().find(|row| *row.name == *name) {
        return (row.from > latest).then(|| (named, opened(row)));
    }
    let last = rows
        .iter()
        .filter(|row| row.name.strip_prefix(congress).is_some_and(|rest| rest.starts_with('届')))
        .max_by_key(|row| row.to)?;
    let over = rows.iter().any(|row| row.from > last.to && row.name.starts_with("党的"));
    if over {
        return Some((named, format!("这一届最后一次是{}", last.name)));
    }
    (latest <= last.to).then(|| (named, "当时还没有召开".to_owned()))
}

fn opened(row: &Session) -> String {
    format!("{}才召开", row.from)
}

/// The text follows a congress, and never names the one that was held since, before the report's year began.
pub(super) fn stale(on: &On, say: &mut Say) {
    let Some(report) = on.doc.year else { return };
    let congress = |hit: &Span<Read>| {
        let name = on.doc.slice(*hit);
        on.tables.congresses.iter().find(|row| row.name == name && name.ends_with('大'))
    };
    let newest =
        on.tables.congresses.iter().filter(|row| row.name.ends_with('大') && row.to.year < report).max_by_key(|row| row.to);
    let Some(newest) = newest else { return };
    let follows = |hit: &&Span<Read>| {
        let older = congress(hit).is_some_and(|row| row.to < newest.from);
        older && Around::of(on.doc, **hit).is_some_and(|around| around.after.contains("精神") && !in_title(&around))
    };
    let Some(hit) = on.hits.iter().find(follows) else { return };
    // 二十大 alone or 二十届 names the new one as well.
    let number = newest.name.trim_start_matches("党的").trim_end_matches('大');
    let text = on.doc.text();
    if !text.contains(&format!("{number}大")) && !text.contains(&format!("{number}届")) {
        say.at(*hit).value("match", on.doc.slice(*hit)).value("name", &newest.name).value("report", report.to_string());
    }
}

/// The first plenum of a text stands without 党的, and nothing before it in its sentence tells whose it is.
pub(super) fn bare(on: &On, say: &mut Say) {
    let rows = &on.tables.congresses;
    let mentions = on.hits.iter().filter(|hit| on.doc.slice(**hit) == PLENUM);
    let Some(first) = mentions.filter_map(|hit| Mention::ending(on.doc.text(), *hit)).next() else { return };
    let ours = rows.iter().any(|row| row.name.strip_prefix(first.congress).is_some_and(|rest| rest.starts_with('届')));
    let titled = Around::of(on.doc, first.at).is_none_or(|around| in_title(&around));
    let before = first.before.rsplit('。').next().unwrap_or_default();
    if !ours || titled || PARTY.iter().any(|word| before.contains(word)) {
        return;
    }
    let name = on.doc.slice(first.at);
    let said = say.at(first.at).value("match", name).value("name", format!("党的{name}"));
    said.fix(format!("改为“党的{name}”"), first.at, format!("党的{name}"), Safety::Offered);
}
