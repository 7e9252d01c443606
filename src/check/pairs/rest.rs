//! Marks that found no partner in their line: which of them are slips, and which go on in the next line or are no pair at all.

use super::super::mark::{after, before, has_stop};
use super::line::Left;
use super::{DOUBLE, PAIRS, PairFault, ROUND, SINGLE, Slip, name};
use crate::document::Document;
use crate::finding::Safety;
use crate::span::Span;

/// How many lines on the end of a quotation is looked for.
const LINES: usize = 12;

/// The longest that words between two marks which look the same way may be, in bytes.
const SHORT: usize = 90;

/// All marks that are left, with the numbers of their lines.
#[derive(Default)]
pub(super) struct Rest {
    left: Vec<(usize, Left)>,
}

impl Rest {
    /// Takes what is left of a line. Marks of lists (`1）`) and faces are none of ours.
    pub fn add(&mut self, line: usize, left: Vec<Left>, text: &str) {
        let ours = left.into_iter().filter(|left| !is_list_mark(text, left) && !is_else(text, left));
        self.left.extend(ours.map(|left| (line, left)));
    }

    /// Tells what is a slip.
    pub fn settle(mut self, doc: &Document, slips: &mut Vec<Slip>) {
        self.left.retain(|(_, left)| !is_marker(doc, left));
        self.drop_ornaments();
        let mut done = vec![false; self.left.len()];
        for at in 0..self.left.len() {
            if done[at] {
                continue;
            }
            let (line, one) = self.left[at];
            let next = (at + 1..self.left.len()).find(|&next| self.left[next].1.kind == one.kind);
            if let Some(slip) = doubled(doc.text(), one) {
                slips.push(slip);
            } else if let Some(next) = next.filter(|&next| self.left[next].0 == line)
                && let Some(slip) = turned(doc.text(), one, self.left[next].1)
            {
                slips.push(slip);
                done[next] = true;
            } else if let Some(next) = next.filter(|&next| goes_on(doc.text(), self.left[at], self.left[next])) {
                done[next] = true;
            } else if !begins_each_paragraph(doc.text(), one) {
                slips.push(lone(one));
            }
        }
    }
}

impl Rest {
    /// `》》点击进入《《`: two of a kind side by side, neither with a partner.
    fn drop_ornaments(&mut self) {
        let twin = |one: &Left, next: &Left| one.mark.sign == next.mark.sign && one.mark.end() == next.mark.at as usize;
        let mut ornaments = vec![false; self.left.len()];
        for at in 1..self.left.len() {
            if twin(&self.left[at - 1].1, &self.left[at].1) {
                (ornaments[at - 1], ornaments[at]) = (true, true);
            }
        }
        let mut ornaments = ornaments.into_iter();
        self.left.retain(|_| !ornaments.next().unwrap_or_default());
    }
}

fn lone(left: Left) -> Slip {
    let (open, close, _) = PAIRS[left.kind];
    let straight = !"“”".contains(left.mark.sign) && left.kind == DOUBLE;
    let partner = match left.opens {
        _ if straight => '"',
        true => close,
        false => open,
    };
    Slip::new(PairFault::Lone, left.mark.span(), name(left.mark.sign), name(partner))
}

/// 《条例》》, 《《条例》
fn doubled(text: &str, left: Left) -> Option<Slip> {
    let sign = left.mark.sign;
    let beside = if left.opens { after(text, left.mark.end()) } else { before(text, left.mark.at as usize) };
    let span = if left.opens {
        Span::new(left.mark.at as usize, left.mark.end() + sign.len_utf8())
    } else {
        Span::new((left.mark.at as usize).checked_sub(sign.len_utf8())?, left.mark.end())
    };
    let slip = || Slip::new(PairFault::Doubled, span, format!("{sign}{sign}"), name(sign));
    (beside == Some(sign)).then(|| slip().mended(&[(left.mark, "")], Safety::Offered))
}

/// “枫桥经验“, ”枫桥经验”, ”枫桥经验“: short words between two marks without partner, the second or the first of which looks the wrong way.
fn turned(text: &str, first: Left, second: Left) -> Option<Slip> {
    let inner = &text[first.mark.end()..second.mark.at as usize];
    if inner.is_empty()
        || inner.len() > SHORT
        || has_stop(inner)
        || first.kind == DOUBLE && ![first, second].iter().all(|left| "“”".contains(left.mark.sign))
    {
        return None;
    }
    let (open, close, _) = PAIRS[first.kind];
    let (mut a, mut b) = ([0; 4], [0; 4]);
    let (open, close) = (&*open.encode_utf8(&mut a), &*close.encode_utf8(&mut b));
    let words = &text[first.mark.at as usize..second.mark.end()];
    let slip = |at| Slip::new(PairFault::Turned, at, words, format!("{open}{inner}{close}"));
    match (first.opens, second.opens) {
        (true, true) => Some(slip(second.mark.span()).mended(&[(second.mark, close)], Safety::Offered)),
        (false, false) => Some(slip(first.mark.span()).mended(&[(first.mark, open)], Safety::Offered)),
        (false, true) => {
            let both = first.mark.span().cover(&second.mark.span());
            Some(slip(both).mended(&[(first.mark, open), (second.mark, close)], Safety::Offered))
        }
        (true, false) => None,
    }
}

/// Whether the second closes what the first opened some lines above: a name that a page breaks, or a letter of several paragraphs.
fn goes_on(text: &str, (line, first): (usize, Left), (later, second): (usize, Left)) -> bool {
    if !first.opens || second.opens || later == line || later - line > LINES {
        return false;
    }
    let broken =
        !text[first.mark.end()..].lines().next().unwrap_or("").trim_end().ends_with(['。', '\u{FF1B}', '\u{FF01}', '\u{FF1F}']);
    let ends = text[second.mark.end()..].lines().next().unwrap_or("").trim_start_matches(['。', ' ']).is_empty();
    broken || ends || before(text, second.mark.at as usize) == Some('。')
}

/// A quotation of several paragraphs has “ before each and ” after the last. Its first may begin inside a line, 修改为：“（一）…；, if
/// the “ of the next one has no partner there either, or has it at the very end.
fn begins_each_paragraph(text: &str, left: Left) -> bool {
    let (open, close, _) = PAIRS[left.kind];
    let at = left.mark.at as usize;
    let first = text[..at].lines().next_back().is_none_or(|lead| lead.trim().is_empty()) || text[..at].ends_with(['\n', '\r']);
    let goes_on = |line: &str| {
        let last = line.rfind([open, close]).filter(|last| line[*last..].starts_with(close));
        let pairs = line.matches(open).count() == line.matches(close).count();
        !pairs || last.is_some_and(|last| line[last + close.len_utf8()..].trim_end_matches(['。', '\u{FF1B}']).is_empty())
    };
    let next = text[at..].lines().skip(1).map(str::trim).find(|line| !line.is_empty());
    let follows = next.is_some_and(|line| line.starts_with(open) && (first || goes_on(line)));
    left.opens && matches!(left.kind, DOUBLE | SINGLE) && follows
}

/// `1）` and `a）` at the beginning of a point.
fn is_list_mark(text: &str, left: &Left) -> bool {
    if left.kind != ROUND || left.opens {
        return false;
    }
    let lead = &text[..left.mark.at as usize];
    let number = |sign: char| sign.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(sign) || matches!(sign, '①'..='⑳');
    let rest = lead.trim_end_matches(number);
    let length = lead[rest.len()..].chars().count();
    let begins = |sign: char| sign.is_whitespace() || "。\u{FF1B}\u{FF1A}\u{FF0C}、，．.".contains(sign);
    (1..=3).contains(&length) && rest.chars().next_back().is_none_or(begins)
}

/// Faces `：）`, and marks beside Latin text: 24', `"` of inches and code.
fn is_else(text: &str, left: &Left) -> bool {
    let (lead, tail) = (before(text, left.mark.at as usize), after(text, left.mark.end()));
    let plain = |sign: Option<char>| sign.is_none_or(|sign| sign.is_ascii() || sign.is_whitespace());
    match left.kind {
        ROUND if left.opens => lead == Some('\u{FF1A}') && plain(tail),
        ROUND => {
            lead.is_some_and(|sign| "\u{FF1A}\u{FF1B}^-_=".contains(sign)) || left.mark.sign == ')' && plain(lead) && plain(tail)
        }
        DOUBLE if !"“”".contains(left.mark.sign) => plain(lead) && plain(tail),
        SINGLE => plain(lead) && plain(tail),
        _ => false,
    }
}

/// The bracket of a number before a heading: （一、. Rules on numbers tell it.
fn is_marker(doc: &Document, left: &Left) -> bool {
    let block = doc.block_at(left.mark.at).and_then(|block| block.marker.map(|marker| (block.span, marker.at)));
    left.kind == ROUND && block.is_some_and(|(span, marker)| left.mark.at >= span.start && left.mark.at <= marker.end)
}
