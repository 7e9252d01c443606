//! Runs of ordinals: 一是 … 二是 … 三是 …, in one paragraph or one a paragraph.

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

use super::{Kind, On, Say, sequence};
use crate::document::{BlockId, Document, Lead, Ordinal, number_words};
use crate::finding::Safety;
use crate::span::Span;
use sequence::{Member, Trouble};

/// `check: { ordinals: { fault: gap } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// What to report.
    pub fault: OrdinalFault,
}

/// What can be wrong with a run of ordinals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OrdinalFault {
    /// 一是 … 三是
    Gap,
    /// 二是 … 二是
    Repeat,
    /// 一是 … 三是 … 二是
    Order,
    /// 一是 and no 二是.
    Lone,
    /// 抓学习二是抓审查: no mark before it.
    Unmarked,
    /// 。二是 … ；三是: the members are divided by different marks.
    Separators,
}

impl Kind for Ordinals {
    fn run(&self, on: &On, say: &mut Say) {
        let runs = runs(on.doc);
        for (at, run) in runs.iter().enumerate() {
            match self.fault {
                OrdinalFault::Gap | OrdinalFault::Repeat | OrdinalFault::Order => steps(on.doc, run, self.fault, say),
                OrdinalFault::Lone => lone(on.doc, run, runs.get(at + 1), say),
                OrdinalFault::Unmarked => unmarked(on.doc, run, say),
                OrdinalFault::Separators => separators(on.doc, run, say),
            }
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            OrdinalFault::Gap => vec!["found", "missing", "place", "lacking"],
            OrdinalFault::Repeat => vec!["found", "expected"],
            OrdinalFault::Order => vec!["found", "before", "expected"],
            OrdinalFault::Lone | OrdinalFault::Unmarked => vec!["found"],
            OrdinalFault::Separators => vec!["found", "mark", "other"],
        }
    }
}

/// Members that belong together, in order.
type Run = Vec<Ordinal>;

/// The runs of a document. A run lives under one heading; a new 一是 begins a new run, inside the open one if that goes on later:
/// the members of an outer run, one a paragraph, may have runs of their own inside.
fn runs(doc: &Document) -> Vec<Run> {
    let mut scopes: FnvHashMap<(Option<BlockId>, Lead), Vec<Ordinal>> = FnvHashMap::default();
    let mut order = Vec::new();
    for ordinal in &doc.facts.ordinals {
        let key = (scope(doc, ordinal.block), ordinal.lead);
        scopes
            .entry(key)
            .or_insert_with(|| {
                order.push(key);
                Vec::new()
            })
            .push(*ordinal);
    }
    across_headings(doc, order.iter().flat_map(|key| split(&scopes[key])))
}

/// Joins runs of which one goes on from the other under another heading: 1.一是… and 2.二是…, or 一是… and below its items 二是….
fn across_headings(doc: &Document, runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    // The last run under each heading and under the headings directly below it.
    let mut heads: FnvHashMap<(Option<BlockId>, Lead), usize> = FnvHashMap::default();
    for run in runs {
        let first = run[0];
        let heading = scope(doc, first.block);
        let above = heading.and_then(|heading| doc.block(heading).parent);
        let follows = |last: &Ordinal| last.number + 1 == first.number && last.span.end <= first.span.start;
        let goes_on = |at: &usize| first.first && joined[*at].last().is_some_and(follows);
        let at = heads.get(&(above, first.lead)).copied().filter(goes_on).unwrap_or(joined.len());
        if at == joined.len() {
            joined.push(Run::new());
        }
        joined[at].extend(run);
        heads.insert((heading, first.lead), at);
        heads.insert((above, first.lead), at);
    }
    joined.sort_by_key(|run| run[0].span);
    joined
}

/// The heading that an ordinal stands under, or which it stands in.
fn scope(doc: &Document, block: BlockId) -> Option<BlockId> {
    if doc.block(block).marker.is_some() { Some(block) } else { doc.block(block).parent }
}

/// How many runs may stand one inside the other; older ones are done.
const NESTED: usize = 4;

fn split(members: &[Ordinal]) -> Vec<Run> {
    let mut done: Vec<Run> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    let marked_after = marked_after(members);
    for (at, member) in members.iter().enumerate() {
        if open.len() > NESTED {
            done.push(open.remove(0));
        }
        let goes_on = |run: &Run| run.last().is_some_and(|last| last.number + 1 == member.number);
        // A number that follows a word without a mark counts only where a run is waiting for it and has no marked one
        // of that number to come, or, for 一是, where the run goes on from it.
        let follows = members.get(at + 1).is_some_and(|next| next.number == 2);
        let to_come = marked_after[at] == Some(member.number);
        let waited = open.iter().any(goes_on) && !to_come || member.number == 1 && follows;
        if !member.marked && !waited {
            continue;
        }
        match open.iter().rposition(goes_on) {
            Some(found) if member.number > 1 => {
                done.extend(open.drain(found + 1..));
                open[found].push(*member);
            }
            _ if member.number == 1 => open.push(vec![*member]),
            // Nothing waits for it: it goes on from the run of its own paragraph, else from the last one.
            _ => match open
                .iter()
                .rposition(|run| run.last().is_some_and(|last| last.block == member.block))
                .or(open.len().checked_sub(1))
            {
                Some(found) => {
                    done.extend(open.drain(found + 1..));
                    open[found].push(*member);
                }
                None => open.push(vec![*member]),
            },
        }
    }
    done.extend(open);
    done.sort_by_key(|run| run[0].span);
    done
}

/// For each member, the number of the next one that has its mark.
fn marked_after(members: &[Ordinal]) -> Vec<Option<u32>> {
    let mut next = None;
    let mut after: Vec<Option<u32>> =
        members.iter().rev().map(|member| if member.marked { next.replace(member.number) } else { next }).collect();
    after.reverse();
    after
}

/// Gaps, repeats and swaps. A run that begins later than 一是 has lost it only if it is a run at all.
fn steps(doc: &Document, run: &Run, fault: OrdinalFault, say: &mut Say) {
    let members: Vec<Member> = run.iter().map(|member| Member::new(Some(member.number))).collect();
    let carried = if run.len() > 1 { 0 } else { run[0].number - 1 };
    for (at, trouble) in sequence::troubles(&members, carried) {
        let (member, before) = (run[at], at.checked_sub(1).map(|before| run[before]));
        if before.is_none() && begins_otherwise(doc, &member) {
            continue;
        }
        let said = match (fault, &trouble) {
            (OrdinalFault::Gap, Trouble::Gap { missing }) => {
                let missing: Vec<String> = missing.iter().map(|number| like(doc, &member, *number)).collect();
                let said = say.at(member.span);
                sequence::tell_gap(said, before.map(|before| doc.slice(before.span)), doc.slice(member.span), &missing);
                said
            }
            (OrdinalFault::Repeat, Trouble::Repeat { expected, alone }) => {
                // The last of a run can be mended alone as well.
                let alone = *alone || at + 1 == run.len();
                told(doc, &member, *expected, alone, say)
            }
            (OrdinalFault::Order, Trouble::Order { expected, .. }) => {
                let place = before.map_or("开头".to_owned(), |before| format!("“{}”之后", doc.slice(before.span)));
                told(doc, &member, *expected, false, say).value("before", place)
            }
            _ => continue,
        };
        if let Some(before) = before {
            said.related(before.span, "前一项");
        }
    }
}

/// Says that a member should have another number, and offers it where that mends the run.
fn told<'s>(doc: &Document, member: &Ordinal, expected: u32, alone: bool, say: &'s mut Say) -> &'s mut super::Said {
    let text = like(doc, member, expected);
    let said = say.at(member.span);
    said.value("found", doc.slice(member.span)).value("expected", &text);
    if alone {
        said.fix(format!("改为“{text}”"), member.span, text, Safety::Offered);
    }
    said
}

/// Whether a run that begins with 二是 has another word for its 一是, under the same heading: 首先是…；二是….
fn begins_otherwise(doc: &Document, member: &Ordinal) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "首先",
        "首要",
        "先是",
        "第一\u{FF0C}",
        "第一、",
        "第一\u{FF1A}",
        "第一是",
        "第一要",
        "其一",
        "一方面",
        "一来",
        "一则",
        "一、",
        "1.",
    ];
    let from = scope(doc, member.block).map_or(0, |heading| doc.block(heading).text.start as usize);
    let before = &doc.text()[from.min(member.span.start as usize)..member.span.start as usize];
    BEGINNINGS.iter().any(|word| before.contains(word))
}

/// The same ordinal with another number: 三是
fn like(doc: &Document, member: &Ordinal, number: u32) -> String {
    let lead = doc.slice(member.span).chars().next_back().unwrap_or('是');
    format!("{}{lead}", number_words(number))
}

/// 一是 that nothing follows up to the next run. Other words may take its place, and then it is no fault: 一是…，另一方面…
fn lone(doc: &Document, run: &Run, next: Option<&Run>, say: &mut Say) {
    const GO_ON: [&str; 9] = ["其次", "再次", "再者", "另外", "此外", "同时", "另一", "第二", "2."];
    let [only] = run[..] else { return };
    if only.number != 1 || !only.marked {
        return;
    }
    let end =
        scope(doc, only.block).map_or(doc.block(only.block).span.end, |heading| doc.block(doc.block(heading).last).span.end);
    let end = next.map_or(end, |next| end.min(next[0].span.start));
    let rest = &doc.text()[only.span.end as usize..end.max(only.span.end) as usize];
    // 一是一、二是二: a saying.
    let saying = rest.starts_with(['一', '\u{FF0C}']);
    if !saying && !GO_ON.iter().any(|word| rest.contains(word)) && !rest.contains("二是") && !rest.contains("二要") {
        say.at(only.span).value("found", doc.slice(only.span));
    }
}

/// Only what a run was waiting for can lack its mark; 一是 after a word is how such runs often begin: 主要做法一是…
fn unmarked(doc: &Document, run: &Run, say: &mut Say) {
    let others = || run.iter().filter(|other| other.marked && !other.first && other.number > 1);
    // The mark that divides the others of the run, else a semicolon.
    let mark = others().find_map(|other| mark_before(doc, other)).unwrap_or('\u{FF1B}');
    let unclosed = |pair: &[Ordinal]| pair[1].marked && !pair[1].first && closes_only(doc, pair[0], pair[1]);
    // One bracket among real marks is a slip; several are how this run is written.
    let strict = others().filter(|other| mark_before(doc, other).is_none()).count() == 1 && others().count() > 1;
    for pair in run.windows(2).filter(|pair| !pair[1].marked || strict && unclosed(pair)) {
        let [before, member] = [pair[0], pair[1]];
        let at = member.span;
        let point = Span::new(at.start as usize, at.start as usize);
        let said = say.at(at);
        said.value("found", doc.slice(at)).related(before.span, "前一项");
        said.fix(format!("在“{}”前加“{mark}”", doc.slice(at)), point, mark, Safety::Offered);
    }
}

/// Whether all that divides two members is the end of a quotation or bracket that belongs to the first: …（全年12次）二是.
/// A stop inside the quotation or before the bracket divides them.
fn closes_only(doc: &Document, before: Ordinal, member: Ordinal) -> bool {
    let between = doc.text()[before.span.end as usize..member.span.start as usize].trim_end();
    let (open, stops) = ('\u{FF08}', ['。', '\u{FF1B}', '\u{FF0C}', '\u{FF1A}', '！', '？', '…']);
    match between.chars().next_back() {
        Some('”') => !between.trim_end_matches('”').ends_with(stops),
        Some('\u{FF09}') => between.rfind(open).is_some_and(|at| at > 0 && !between[..at].trim_end().ends_with(stops)),
        _ => false,
    }
}

/// The mark that stands before a member.
fn mark_before(doc: &Document, member: &Ordinal) -> Option<char> {
    let block = doc.block(member.block);
    let before = &doc.text()[block.span.start as usize..member.span.start as usize];
    before.trim_end().chars().next_back().filter(|mark| ['。', '\u{FF1B}', '\u{FF0C}'].contains(mark))
}

/// Members inside one paragraph closed by 。 here and by ； there. Members of several sentences must be closed by 。 and say nothing.
fn separators(doc: &Document, run: &Run, say: &mut Say) {
    let inner: Vec<(Ordinal, char)> = run
        .iter()
        .skip(1)
        .filter(|member| !member.first)
        .filter_map(|member| Some((*member, mark_before(doc, member)?)))
        .collect();
    let count = |mark: char| inner.iter().filter(|(_, found)| *found == mark).count();
    let (stops, semicolons) = (count('。'), count('\u{FF1B}'));
    let sentences = run.windows(2).any(|pair| {
        let between = &doc.text()[pair[0].span.end as usize..pair[1].span.start as usize];
        between.matches('。').count() > 1
    });
    if stops == 0 || semicolons == 0 || sentences {
        return;
    }
    let (rare, other) = if stops <= semicolons { ('。', '\u{FF1B}') } else { ('\u{FF1B}', '。') };
    if let Some((member, _)) = inner.iter().find(|(_, found)| *found == rare) {
        let said = say.at(member.span);
        said.value("found", doc.slice(member.span)).value("mark", rare).value("other", other);
    }
}
