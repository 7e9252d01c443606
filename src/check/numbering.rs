//! The numbers of headings: gaps, repeats, wrong order, lost numbers, wrong marks.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say, sequence};
use crate::document::{Block, BlockId, BlockKind, Document, Marker, MarkerStyle, number_words};
use crate::finding::Safety;
use sequence::{Member, Trouble};

/// `check: { numbering: { fault: gap } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// What to report.
    pub fault: NumberingFault,
}

/// What can be wrong with the numbers of headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberingFault {
    /// 一、二、四
    Gap,
    /// （一）（二）（二）
    Repeat,
    /// 1. 3. 2. 4., or one number that fits neither neighbour.
    Order,
    /// （）
    Empty,
    /// （一）、 1、 一.
    Mark,
    /// （一)
    Brackets,
}

impl Kind for Numbering {
    fn run(&self, on: &On, say: &mut Say) {
        match self.fault {
            NumberingFault::Mark => marks(on.doc, say),
            NumberingFault::Brackets => brackets(on.doc, say),
            fault => sequences(on.doc, fault, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            NumberingFault::Gap => vec!["found", "missing", "place", "lacking"],
            NumberingFault::Repeat | NumberingFault::Empty => vec!["found", "expected"],
            NumberingFault::Order => vec!["found", "before", "expected"],
            NumberingFault::Mark | NumberingFault::Brackets => vec!["found", "expected"],
        }
    }
}

/// The styles whose numbers run, each under its own parent.
const RUNNING: [MarkerStyle; 7] = [
    MarkerStyle::Chapter,
    MarkerStyle::Article,
    MarkerStyle::Chinese,
    MarkerStyle::ChineseParen,
    MarkerStyle::Arabic,
    MarkerStyle::ArabicParen,
    MarkerStyle::Circled,
];

fn sequences(doc: &Document, fault: NumberingFault, say: &mut Say) {
    for style in RUNNING {
        let mut carried = 0;
        for Group { members: group, list } in groups(doc, style) {
            let members: Vec<Member> = group.iter().map(|(_, marker)| Member::new(marker.number)).collect();
            let mut troubles = sequence::troubles(&members, if list { 0 } else { carried });
            if doubled(doc, &group) {
                troubles.push((1, Trouble::Repeat { expected: 2, alone: true }));
            }
            for (at, trouble) in troubles {
                tell(doc, fault, &group, at, &trouble, say);
            }
            if !list {
                carried = group.iter().rev().find_map(|(_, marker)| marker.number).unwrap_or(carried);
            }
        }
    }
}

/// Headings of one style that are numbered together, in the order of the text.
struct Group {
    members: Vec<(BlockId, Marker)>,
    /// A list inside the text, its members closed by ；, which has no part in the numbers of the headings around it.
    list: bool,
}

impl Group {
    /// Whether a number follows the last one.
    fn goes_on(&self, marker: Marker) -> bool {
        let last = self.members.last().and_then(|(_, last)| last.number);
        last.is_some_and(|last| marker.number == Some(last + 1))
    }
}

/// Headings of one style, those under the same parent together.
fn groups(doc: &Document, style: MarkerStyle) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // The last that are headings, which a list may interrupt.
    let mut outer: Option<usize> = None;
    for (id, block) in doc.iter() {
        let Some(marker) = block.marker.filter(|marker| marker.style == style) else { continue };
        let words = doc.words(block);
        let semicolon = words.ends_with('\u{FF1B}');
        if semicolon && marker.number == Some(1) {
            groups.push(Group { members: vec![(id, marker)], list: true });
            continue;
        }
        let beside = |group: &Group| doc.block(group.members[0].0).parent == block.parent;
        let last = groups.len().checked_sub(1).filter(|at| beside(&groups[*at]));
        let goes_on = |at: usize| groups[at].goes_on(marker);
        // The member after the last ； belongs to the list, unless it goes on from the headings outside.
        let leaves =
            |at: usize| groups[at].list && !semicolon && outer.is_some_and(goes_on) && !(goes_on(at) && words.ends_with('。'));
        let found = match last {
            Some(at) if leaves(at) => outer.filter(|at| beside(&groups[*at])),
            last => last,
        };
        let at = found.unwrap_or(groups.len());
        if at == groups.len() {
            groups.push(Group { members: Vec::new(), list: false });
        }
        groups[at].members.push((id, marker));
        outer = if groups[at].list { outer } else { Some(at) };
    }
    groups
}

/// （一） and again （一） with nothing more: two headings with text of their own under one parent, the first of them closed.
fn doubled(doc: &Document, group: &[(BlockId, Marker)]) -> bool {
    let [(first, one), (second, other)] = *group else { return false };
    let (above, heading) = (doc.block(doc.block(first).last), doc.block(second));
    one.number == Some(1)
        && other.number == Some(1)
        && heading.parent.is_some()
        && doc.block(first).last != first
        && heading.last != second
        // A line without a stop may be a heading without a number, and then a new list begins under it.
        && doc.words(above).ends_with('。')
}

/// Says one trouble, if it is the one that was asked for.
fn tell(doc: &Document, fault: NumberingFault, group: &[(BlockId, Marker)], at: usize, trouble: &Trouble, say: &mut Say) {
    let marker = group[at].1;
    let written = |number: u32| number_like(doc, marker, number);
    let found = doc.slice(marker.at);
    let before = at.checked_sub(1).map(|before| group[before].1);
    let place = || before.map_or("开头".to_owned(), |before| format!("“{}”之后", doc.slice(before.at)));
    let fixed = |number: u32| format!("改为{}", written(number));
    let said = match (fault, trouble) {
        // …得到好评。（三）评查: the number is there, but its line break was lost. A law is quoted from any of its articles on.
        (NumberingFault::Gap, Trouble::Gap { missing })
            if before.is_none() && marker.style == MarkerStyle::Article
                || inside(doc, before, group[at].0, missing.iter().map(|number| written(*number))) =>
        {
            return;
        }
        (NumberingFault::Gap, Trouble::Gap { missing }) => {
            let said = say.at(marker.at);
            let missing: Vec<String> = missing.iter().map(|number| written(*number)).collect();
            sequence::tell_gap(said, before.map(|before| doc.slice(before.at)), found, &missing);
            said
        }
        (NumberingFault::Repeat, Trouble::Repeat { expected, alone }) => {
            let said = say.at(marker.at).value("expected", written(*expected));
            // Renumbering one of a whole shifted series would only move the repeat.
            if *alone {
                said.fix(fixed(*expected), marker.at, written(*expected), Safety::Offered);
            }
            said
        }
        (NumberingFault::Order, Trouble::Order { expected, swapped }) => {
            let said = say.at(marker.at).value("expected", written(*expected));
            said.value("before", place());
            said.fix(fixed(*expected), marker.at, written(*expected), Safety::Offered);
            // Of two that changed places both must change, or one number stands twice.
            if let (true, Some(fix), Some((_, next))) = (*swapped, said.fixes.last_mut(), group.get(at + 1)) {
                fix.edits.push((next.at.into(), written(*expected + 1)));
            }
            said
        }
        (NumberingFault::Empty, Trouble::Empty { expected, sure }) => {
            let said = say.at(marker.at).value("expected", written(*expected));
            let safety = if *sure { Safety::Safe } else { Safety::Offered };
            said.fix(format!("补为{}", written(*expected)), marker.at, written(*expected), safety)
        }
        _ => return,
    };
    if fault != NumberingFault::Gap {
        said.value("found", found);
    }
    if let Some(before) = before {
        said.related(before.at, "前一个序号");
    }
}

/// Whether numbers stand inside the text between two headings, or, for the first of a list, between it and the heading above.
fn inside(doc: &Document, before: Option<Marker>, id: BlockId, mut numbers: impl Iterator<Item = String>) -> bool {
    let block = doc.block(id);
    let above = || block.parent.map_or(0, |parent| doc.block(parent).text.start);
    let start = before.map_or_else(above, |before| before.at.end).min(block.span.start) as usize;
    let between = &doc.text()[start..block.span.start as usize];
    numbers.all(|number| between.contains(&number))
}

/// A number in the form of another: 第二部分 as 第一部分; elsewhere in the right form for its level.
fn number_like(doc: &Document, marker: Marker, number: u32) -> String {
    let found = doc.slice(marker.at);
    let Some(rest) = found.strip_prefix('第').filter(|_| marker.style == MarkerStyle::Chapter) else {
        return number_as(marker.style, number);
    };
    let digits = rest.starts_with(|sign: char| sign.is_ascii_digit());
    let kind = rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(sign));
    format!("第{}{kind}", if digits { number.to_string() } else { number_words(number) })
}

/// A number in the right form for its level: 3 as 三、 （三） 3. （3） ③
fn number_as(style: MarkerStyle, number: u32) -> String {
    match style {
        MarkerStyle::Chapter => format!("第{}", number_words(number)),
        MarkerStyle::Article => format!("第{}条", number_words(number)),
        MarkerStyle::Chinese => format!("{}、", number_words(number)),
        MarkerStyle::ChineseParen => format!("\u{FF08}{}\u{FF09}", number_words(number)),
        MarkerStyle::Arabic => format!("{number}."),
        MarkerStyle::ArabicParen => format!("\u{FF08}{number}\u{FF09}"),
        MarkerStyle::Circled => char::from_u32('①' as u32 + number - 1).filter(|_| number <= 20).unwrap_or('?').to_string(),
    }
}

/// Marks that do not belong after a number of this level (GB/T 9704-2012, 7.3.3).
fn marks(doc: &Document, say: &mut Say) {
    for marker in markers(doc) {
        let found = doc.slice(marker.at);
        let wrong = match marker.style {
            MarkerStyle::Chinese => found.ends_with(['.', '\u{FF0E}']),
            MarkerStyle::ChineseParen => found.ends_with(['.', '\u{FF0E}', '、']) || !opened(found),
            MarkerStyle::Arabic => found.ends_with('、'),
            MarkerStyle::ArabicParen => found.ends_with(['.', '\u{FF0E}', '、']) || !opened(found),
            MarkerStyle::Chapter | MarkerStyle::Article | MarkerStyle::Circled => false,
        };
        if let Some(number) = marker.number.filter(|_| wrong) {
            badly_written(marker, number, found, say);
        }
    }
}

/// The number is right and its marks are not.
fn badly_written(marker: Marker, number: u32, found: &str, say: &mut Say) {
    let right = number_as(marker.style, number);
    let said = say.at(marker.at).value("found", found).value("expected", &right);
    said.fix(format!("改为{right}"), marker.at, right, Safety::Safe);
}

/// Whether a bracketed number has its first bracket: （一）, and ㈠, which is one sign.
fn opened(found: &str) -> bool {
    found.starts_with(|sign| matches!(sign, '\u{FF08}' | '(' | '\u{3220}'..='\u{3229}'))
}

/// One bracket of a pair full-width, the other half-width: only the written text shows it, the reading has both full-width.
fn brackets(doc: &Document, say: &mut Say) {
    for marker in markers(doc) {
        let written = doc.source.reading().written(marker.at);
        let found = &*doc.source.words(written);
        let mixed = found.contains('(') && found.contains('\u{FF09}') || found.contains('\u{FF08}') && found.contains(')');
        if let Some(number) = marker.number.filter(|_| mixed) {
            badly_written(marker, number, found, say);
        }
    }
}

fn markers(doc: &Document) -> impl Iterator<Item = Marker> {
    let headings = doc.blocks.iter().filter(|block: &&Block| block.kind == BlockKind::Heading);
    headings.filter_map(|block| block.marker)
}
