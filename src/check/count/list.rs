//! Lists: their members, how many there are at least and at most, and whether the members are of one make.

use crate::span::{Read, Span};

/// Marks that open and close what a list is not split in.
const PAIRS: [(char, char); 7] =
    [('\u{FF08}', '\u{FF09}'), ('(', ')'), ('“', '”'), ('‘', '’'), ('《', '》'), ('〔', '〕'), ('[', ']')];

/// The members of a stretch, split at `separator` and between marks side by side: “甲”“乙”. What stands in brackets and
/// quotation marks is not split.
pub(super) fn split(text: &str, within: std::ops::Range<usize>, separator: impl Fn(char) -> bool) -> Vec<Span<Read>> {
    let (mut members, mut from, mut closers) = (Vec::new(), within.start, Vec::new());
    let mut before = None;
    for (at, sign) in text[within.clone()].char_indices() {
        let at = within.start + at;
        if closers.last() == Some(&sign) {
            closers.pop();
        } else if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == sign) {
            let side_by_side = matches!((before, sign), (Some('”'), '“') | (Some('》'), '《'));
            if closers.is_empty() && side_by_side {
                members.push(Span::new(from, at));
                from = at;
            }
            closers.push(*close);
        } else if closers.is_empty() && separator(sign) {
            members.push(Span::new(from, at));
            from = at + sign.len_utf8();
        }
        before = Some(sign);
    }
    members.push(Span::new(from, within.end));
    members.retain(|member| !text[member.range()].trim().is_empty());
    members
}

/// Words that may join two members, or stand within one: 医药和医疗器械.
pub(super) const JOINTS: [char; 5] = ['和', '及', '与', '或', '并'];

/// How many more members there may be, because a member holds 和.
pub(super) fn joints(member: &str) -> u32 {
    let mut depth = 0_u32;
    let mut count = 0;
    let mut inside = false;
    let mut waiting = false;
    for sign in member.trim().chars() {
        if PAIRS.iter().any(|(open, _)| *open == sign) {
            depth += 1;
        } else if PAIRS.iter().any(|(_, close)| *close == sign) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && JOINTS.contains(&sign) {
            // At the beginning it joins the member to the one before, and at the end it is part of a word: 公众参与.
            waiting = inside;
            continue;
        }
        count += u32::from(std::mem::take(&mut waiting) && (sign.is_alphanumeric() || sign == '“' || sign == '《'));
        inside = true;
    }
    count
}

/// The one or two members that a last member is: 丙, 丙和丁.
pub(super) fn parted(last: &str) -> impl Iterator<Item = &str> {
    let (one, other) = if joints(last) == 1 { last.split_once(JOINTS).unwrap_or((last, "")) } else { (last, "") };
    [one, other].into_iter().filter(|part| !part.is_empty())
}

/// The characters of a member without its brackets and quotation marks.
fn plain(member: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_u32;
    member.trim().chars().filter(move |sign| match sign {
        '\u{FF08}' | '(' => {
            depth += 1;
            false
        }
        '\u{FF09}' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0 && sign.is_alphanumeric(),
    })
}

/// Whether members are of one make: all in quotation marks, about as long as each other, or with a first or last character
/// in common. Only such a list has surely been split where its writer did.
pub(super) fn alike(members: &[&str]) -> bool {
    let lengths = || members.iter().map(|member| plain(member).count());
    let (Some(least), Some(most)) = (lengths().min(), lengths().max()) else { return false };
    let quoted = members.iter().all(|member| member.trim().starts_with('“') && member.trim().ends_with('”'));
    quoted || least > 1 && most <= 2 * least + 1 || most <= 2 * least + 2 && shared(members)
}

/// Whether all members begin or end with the same character.
pub(super) fn shared(members: &[&str]) -> bool {
    let same = |mut ends: Vec<Option<char>>| {
        ends.dedup();
        ends.len() == 1
    };
    same(members.iter().map(|member| plain(member).next()).collect()) || shared_end(members).is_some()
}

/// The last character of a member.
pub(super) fn end(member: &str) -> Option<char> {
    plain(member).last()
}

/// The character with which all members end.
pub(super) fn shared_end(members: &[&str]) -> Option<char> {
    let mut ends: Vec<_> = members.iter().map(|member| plain(member).last()).collect();
    ends.dedup();
    if ends.len() == 1 { ends[0] } else { None }
}

/// Whether a list is open: 甲、乙等.
pub(super) fn is_open(words: &str) -> bool {
    let words = words.trim_end_matches(['。', '\u{FF1B}', ';', '”', '\u{FF09}', ')', ' ']);
    ["等", "等等", "…", "……", "其他", "其它"].iter().any(|end| words.ends_with(end))
}
