//! Set phrases with one character lost, added, replaced or moved. One half of the phrase is then still right and is found as a
//! literal; the rest is laid against what stands beside it.

use super::super::{On, Say};
use super::phrases::{Part, Phrase, Piece, Topic};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// What is put between the words of a phrase and leaves it right: 重大执法决定的法制审核.
const PARTICLES: &str = "未不的地得之了着过和与及并或等为是在对向以于到各本全我新再更要大所者性化型市县区省镇乡";

/// What may be left out of a phrase: 深刻领悟“两个确立”决定性意义.
const OPTIONAL: &str = "的之";

/// How what stands there differs from the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    Lost(char),
    Extra(char),
    Instead { there: char, meant: char },
    Moved,
}

impl Slip {
    fn told(self) -> String {
        match self {
            Slip::Lost(sign) => format!("漏了“{sign}”字"),
            Slip::Extra(sign) => format!("多了“{sign}”字"),
            Slip::Instead { there, meant } => format!("“{meant}”误作“{there}”"),
            Slip::Moved => "字序颠倒".to_owned(),
        }
    }
}

/// A phrase that is not as it should be.
struct Found<'t> {
    at: Span<Read>,
    phrase: &'t Phrase,
    slip: String,
}

/// Every slip in a phrase of this topic. One place is told once, by the phrase that covers most of it.
pub(super) fn slips(on: &On, topic: Option<Topic>, say: &mut Say) {
    let mut found: Vec<Found> = Vec::new();
    for hit in on.hits {
        let parts = on.tables.phrases.of(on.doc.slice(*hit));
        let parts = parts.filter(|part| topic.is_none_or(|topic| topic == part.phrase.topic));
        found.extend(parts.filter_map(|part| judge(on.doc.text(), *hit, part)));
    }
    found.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));
    let mut done = 0;
    for Found { at, phrase, slip } in found {
        if at.start >= done {
            done = at.end;
            let said = say.at(at);
            said.value("match", on.doc.slice(at)).value("phrase", &phrase.phrase).value("slip", slip);
            said.fix(format!("改为“{}”", phrase.phrase), at, &phrase.phrase, Safety::Offered);
        }
    }
}

fn judge<'t>(text: &str, hit: Span<Read>, part: Part<'t>) -> Option<Found<'t>> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let (before, after) = (&text[..start], &text[end..]);
    let (head, tail) = part.halves();
    let phrase = part.phrase;
    let (at, slip) = match part.piece {
        Piece::Slip => (hit, "不是固定提法".to_owned()),
        Piece::Head => {
            let mut signs = after.chars();
            if !part.may_be([signs.next(), signs.next()]) {
                return None;
            }
            let (bytes, slip) = one_off(tail.chars(), after.chars(), part.is_long())?;
            (Span::new(start, end + bytes), slip.told())
        }
        Piece::Tail => {
            let mut signs = before.chars().rev();
            if !part.may_be([signs.next(), signs.next()]) {
                return None;
            }
            let (bytes, slip) = one_off(head.chars().rev(), before.chars().rev(), part.is_long())?;
            (Span::new(start - bytes, end), slip.told())
        }
    };
    // A slip may hold all of its phrase: 全面依法治国、依法执政、依法行政共同推进.
    let whole = Some(&phrase.phrase).filter(|whole| !text[at.range()].contains(whole.as_str()));
    let right = phrase.also.iter().chain(whole).any(|form| covers(text, at, form));
    (!right).then_some(Found { at, phrase, slip })
}

/// How a text goes on (or, read backwards, went before) with the rest of a phrase but for one slip, and how many bytes that takes.
fn one_off(
    meant: impl Iterator<Item = char> + Clone,
    there: impl Iterator<Item = char> + Clone,
    long: bool,
) -> Option<(usize, Slip)> {
    if !goes_on(meant.clone(), there.clone()) {
        return None;
    }
    let meant: Vec<char> = meant.collect();
    let there: Vec<char> = there.take(meant.len() + 2).collect();
    let same = meant.iter().zip(&there).take_while(|(meant, there)| meant == there).count();
    let (left, next) = (&meant[same..], &there[same..]);
    let (signs, slip) = slip(left, next, same.checked_sub(1).map(|at| meant[at]), long)?;
    // 推行执法公示制度 is no 行政执法公示制度 that lost its second character: near its end a phrase must be told from another word.
    let beyond = there.get(same + signs);
    let apart = left.len() > 2 || beyond.is_none_or(|sign| !sign.is_alphanumeric());
    apart.then(|| (there[..same + signs].iter().map(|sign| sign.len_utf8()).sum(), slip))
}

/// Whether, behind what is the same, two characters leave it open that there is one slip: one of the next fits.
fn goes_on(mut meant: impl Iterator<Item = char>, mut there: impl Iterator<Item = char>) -> bool {
    loop {
        let (lost, sign) = (meant.next(), there.next());
        if lost.is_none() || lost != sign {
            let (other, next) = (meant.next(), there.next());
            return lost.is_some() && (other.is_none() || sign == other || next == lost || next == other);
        }
    }
}

/// The slip that makes `next` begin with what is left of a phrase, and how many characters of it that takes.
fn slip(left: &[char], next: &[char], last: Option<char>, long: bool) -> Option<(usize, Slip)> {
    let letter = |sign: char| sign.is_alphanumeric() && !sign.is_ascii();
    let (&lost, rest) = left.split_first()?;
    if next.starts_with(rest) && letter(lost) && !OPTIONAL.contains(lost) {
        return Some((rest.len(), Slip::Lost(lost)));
    }
    let (&there, more) = next.split_first()?;
    if !letter(there) || PARTICLES.contains(there) {
        return None;
    }
    if let ([other, rest @ ..], [second, more @ ..]) = (rest, more)
        && (lost, *other) == (*second, there)
        && more.starts_with(rest)
    {
        return Some((left.len(), Slip::Moved));
    }
    if more.starts_with(left) && (long || lost == there || last == Some(there)) {
        return Some((left.len() + 1, Slip::Extra(there)));
    }
    (long && letter(lost) && rest.len() > 1 && more.starts_with(rest))
        .then_some((left.len(), Slip::Instead { there, meant: lost }))
}

/// Whether a right form stands where the slip was seen, overlapping it.
fn covers(text: &str, at: Span<Read>, form: &str) -> bool {
    let (start, end) = (at.start as usize, at.end as usize);
    let from = (start.saturating_sub(form.len())..=start).find(|byte| text.is_char_boundary(*byte)).unwrap_or(start);
    let to = (end..=(end + form.len()).min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(end);
    text[from..to].match_indices(form).any(|(found, _)| from + found < end && from + found + form.len() > start)
}
