//! A number before its points: 以下三个方面：一是…二是…, or before the headings that follow.

use super::announced::{Announced, Measure};
use super::{CountFault, Found, is_slip};
use crate::check::claim::{Claim, Verdict};
use crate::document::{Block, BlockId, BlockKind, Document, Ordinal, number_words};
use crate::span::{Read, Span};

/// Words that say the points follow: 以下三个方面.
const FOLLOW: [&str; 5] = ["以下", "如下", "下列", "下面", "以下这"];
/// How far a search for the next point goes, in bytes.
const REACH: usize = 6000;

/// How many blocks are looked through for headings that are points.
const SIBLINGS: usize = 60;

/// The claim that points after the number make.
pub(super) fn claim(doc: &Document, announced: &Announced) -> Option<Claim<CountFault>> {
    let block = doc.block(announced.block);
    let end = block.text.end as usize;
    let rest = &doc.text()[announced.to..end];
    let words = rest.trim_start_matches(|sign: char| MARKS.contains(sign) || sign.is_whitespace());
    let at = end - words.len();
    if words.is_empty() {
        return next_block(doc, announced, block, rest);
    }
    if words.len() == rest.len() {
        return None;
    }
    if let Some(first) = ordinal_at(doc, at) {
        return ordinals(doc, announced, first);
    }
    numbered(doc, announced, at, end)
}

/// Why a number that does not fit may not be about the points after it.
fn doubtful(doc: &Document, announced: &Announced, count: u32) -> Option<&'static str> {
    match announced.measure {
        // 打造“三足鼎筑”。一是…: a name.
        Measure::Slogan => Some("引号里的是名称"),
        _ if announced.quoted => Some("引号里的是名称"),
        _ if !announces(doc, announced) => Some("未必说的是后面各点"),
        _ => (!is_slip(announced.value, (count, count))).then_some("相差太多，未必说的是后面各点"),
    }
}

/// Words that say that points of this kind follow: 三个方面, 四点原因, 主要有三点.
const CUES: [&str; 9] = ["以下", "如下", "下列", "下面", "主要", "方面", "问题", "原因", "做到"];

/// Whether a number says that points follow: directly before a colon, or before its noun with one of the words that say so. 获评两项荣誉。
/// and 新建司法所两个。 do not.
fn announces(doc: &Document, announced: &Announced) -> bool {
    let block = doc.block(announced.block).text;
    let behind = doc.text()[announced.to..block.end as usize].trim_start();
    if behind.starts_with(['\u{FF1A}', ':']) {
        return true;
    }
    let before = &doc.text()[block.start as usize..announced.from];
    let clause = before.rfind(['\u{FF0C}', ',', '\u{FF1B}', ';', '。', '\u{FF1A}', ':']).map_or(0, |at| at);
    let words = &doc.text()[block.start as usize + clause..announced.to];
    let own = doc.slice(announced.span);
    let noun =
        announced.measure == Measure::Point || own.ends_with("方面") || announced.words.iter().any(|word| word.start < word.end);
    noun && CUES.iter().any(|cue| words.contains(cue))
}

/// Marks between a number and its points.
const MARKS: &str = "\u{FF1A}:。\u{FF0C},\u{FF1B}—";

/// The first point of a run of ordinals that begins exactly here.
fn ordinal_at(doc: &Document, at: usize) -> Option<usize> {
    let ordinals = &doc.facts.ordinals;
    let index = ordinals.partition_point(|ordinal| (ordinal.span.start as usize) < at);
    ordinals.get(index).filter(|ordinal| ordinal.span.start as usize == at && ordinal.number == 1).map(|_| index)
}

/// 一是…二是…, in the block or each at the beginning of its own.
fn ordinals(doc: &Document, announced: &Announced, first: usize) -> Option<Claim<CountFault>> {
    let all = &doc.facts.ordinals;
    let start = all[first];
    let (mut last, mut fits, mut clear) = (start, false, true);
    for next in all[first + 1..].iter().filter(|next| next.lead == start.lead) {
        let here = next.block == last.block;
        if next.number != last.number + 1 || !here && !next.first {
            // A run within a point, or a slip in the numbers themselves, which is for another rule to say.
            clear = !here && (next.number == 1 || !next.first);
            break;
        }
        // What goes on in the next paragraph may belong to the run around this one.
        fits |= !here && last.number == announced.value;
        last = *next;
    }
    let count = last.number;
    // 二是突出两个重点：一是…；二是…。三是…: the points around it go on after its own.
    let nested = first
        .checked_sub(1)
        .map(|before| all[before])
        .is_some_and(|before| before.block == announced.block && before.lead == start.lead);
    let verdict = if fits || count == announced.value {
        Verdict::Held
    } else if let Some(reason) = doubtful(doc, announced, count) {
        Verdict::Left(reason)
    } else if !clear || nested && count > announced.value {
        Verdict::Left("各点的序号有出入")
    } else {
        Verdict::Off(CountFault::Points)
    };
    let shown = |ordinal: &Ordinal| doc.slice(ordinal.span).to_owned();
    let members = format!("“{}”至“{}”", shown(&start), shown(&last));
    let at = start.span.cover(&last.span);
    (count > 1).then(|| Found { at, counts: (count, count), members }.claim(doc, announced, verdict))
}

/// How points within a block are numbered: what stands before the number and after it.
type Style = (&'static str, &'static str);

/// 第一，甲；（一）甲；（1）甲；1.甲；1、甲
const STYLES: [Style; 7] =
    [("第", "\u{FF0C}"), ("第", "、"), ("第", "是"), ("\u{FF08}", "\u{FF09}"), ("(", ")"), ("", "."), ("", "、")];

/// The number of a point: 第二，
fn label((open, close): Style, number: u32, arabic: bool) -> String {
    let number = if arabic { number.to_string() } else { number_words(number) };
    format!("{open}{number}{close}")
}

/// Points numbered otherwise, in the block, the first of them at `from`.
fn numbered(doc: &Document, announced: &Announced, from: usize, end: usize) -> Option<Claim<CountFault>> {
    // Every style begins like one of these.
    if !doc.text()[from..].starts_with(['第', '\u{FF08}', '(', '一', '1']) {
        return None;
    }
    let window = (from..=end.min(from + REACH)).rev().find(|at| doc.text().is_char_boundary(*at))?;
    let text = &doc.text()[..window];
    let ways = STYLES.into_iter().flat_map(|style| [(style, false), (style, true)]);
    let (style, arabic) = ways.into_iter().find(|(style, arabic)| text[from..].starts_with(&label(*style, 1, *arabic)))?;
    let (mut at, mut count) = (from, 0);
    loop {
        let name = label(style, count + 1, arabic);
        let found = text[at..]
            .match_indices(name.as_str())
            .map(|(found, _)| at + found)
            .find(|found| *found == from || text[..*found].trim_end().ends_with(['。', '\u{FF1B}', ';', '\u{FF0C}', ',']));
        let Some(found) = found else { break };
        (count, at) = (count + 1, found + name.len());
    }
    let verdict = if count == announced.value {
        Verdict::Held
    } else if let Some(reason) = doubtful(doc, announced, count) {
        Verdict::Left(reason)
    } else if window < end {
        Verdict::Left("各点相隔太远")
    } else {
        Verdict::Off(CountFault::Points)
    };
    let members = format!("“{}”至“{}”", label(style, 1, arabic), label(style, count.max(1), arabic));
    (count > 1).then(|| Found { at: Span::new(from, at), counts: (count, count), members }.claim(doc, announced, verdict))
}

/// The points are the paragraphs or headings that follow the block, which ends with the number.
fn next_block(doc: &Document, announced: &Announced, block: &Block, rest: &str) -> Option<Claim<CountFault>> {
    let text = doc.text();
    let next_id = BlockId(announced.block.0 + 1);
    let next = doc.blocks.get(next_id.0 as usize)?;
    if let Some(first) = ordinal_at(doc, next.text.start as usize) {
        return ordinals(doc, announced, first);
    }
    let before = &text[block.text.start as usize..announced.from];
    let follow = FOLLOW.iter().any(|word| before.trim_end().ends_with(word)) || rest.contains(['\u{FF1A}', ':']);
    let style = next.marker.filter(|marker| marker.number == Some(1))?.style;
    if !follow || next.kind != BlockKind::Heading || block.kind == BlockKind::Heading {
        return None;
    }
    let (mut last, mut count, mut clear) = (next.marker?.at, 0_u32, true);
    for sibling in siblings(doc, next_id).take(SIBLINGS) {
        let Some(marker) = sibling.marker.filter(|marker| marker.style == style) else { continue };
        if marker.number != Some(count + 1) {
            clear = marker.number == Some(1);
            break;
        }
        (last, count) = (marker.at, count + 1);
    }
    let verdict = if count == announced.value {
        Verdict::Held
    } else if let Some(reason) = doubtful(doc, announced, count) {
        Verdict::Left(reason)
    } else if clear {
        Verdict::Off(CountFault::Points)
    } else {
        Verdict::Left("各点的序号有出入")
    };
    let shown = |at: Span<Read>| doc.slice(at).to_owned();
    let first = next.marker?.at;
    let members = format!("“{}”至“{}”", shown(first), shown(last));
    (count > 1).then(|| Found { at: first.cover(&last), counts: (count, count), members }.claim(doc, announced, verdict))
}

/// A block and those that stand under the same heading after it.
fn siblings<'d>(doc: &'d Document, first: BlockId) -> impl Iterator<Item = &'d Block> {
    let parent = doc.block(first).parent;
    let mut at = first.0 as usize;
    std::iter::from_fn(move || {
        let block = doc.blocks.get(at).filter(|block| block.parent == parent)?;
        at = block.last.0 as usize + 1;
        Some(block)
    })
}
