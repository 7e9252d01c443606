//! The report's own organ named in two ways: 青岚县司法局 in the title, 青岗县司法局 under the text.

use super::{AgreementFault, twice};
use crate::check::claim::{Claim, Verdict};
use crate::document::{BlockKind, Document};
use crate::span::{Read, Span};

/// Shorter names are abbreviations, in characters.
const LONG: usize = 5;

pub(super) fn claim(doc: &Document) -> Option<Claim<AgreementFault>> {
    let title = organ_of_title(doc)?;
    let signature = doc.blocks.iter().rev().find(|block| block.kind == BlockKind::Signature)?.text;
    let (a, b): (Vec<char>, Vec<char>) = (doc.slice(title).chars().collect(), doc.slice(signature).trim().chars().collect());
    if a == b {
        return Some(twice(doc, signature, title, Verdict::Held));
    }
    let verdict = match is_slip(&a, &b) {
        true => Verdict::Off(AgreementFault::Organ),
        false => Verdict::Left("写法不同，可能是简称"),
    };
    Some(twice(doc, signature, title, verdict))
}

/// Whether two names differ by one character, changed, lost or doubled inside. Two that differ by more may be two organs, and one that lacks
/// the rank or 和 is a short form: 青岚司法局, 文化旅游局.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - same;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (one, other) = (&a[same..a.len() - tail], &b[same..b.len() - tail]);
    let changed = one.len() == 1 && other.len() == 1;
    let lost = one.len() + other.len() == 1 && same > 1 && tail > 0;
    (changed || lost) && a.len().min(b.len()) >= LONG && !one.iter().chain(other).any(|sign| is_kind(*sign) || *sign == '和')
}

/// The organ that a title begins with, before its year or 关于.
fn organ_of_title(doc: &Document) -> Option<Span<Read>> {
    let block = doc.title()?;
    let words = doc.words(block);
    let end = words.find(|sign: char| sign.is_ascii_digit() || sign == '二').into_iter().chain(words.find("关于")).min()?;
    let name = words[..end].trim_end();
    let plain = !name.is_empty() && name.chars().all(|sign| sign.is_alphabetic() && !sign.is_ascii());
    plain.then(|| Span::new(block.text.start as usize, block.text.start as usize + name.len()))
}

/// A character that makes another rank or kind of organ: 市司法局 and 县司法局, 司法厅 and 司法局.
fn is_kind(sign: char) -> bool {
    "省市县区州盟旗镇乡厅局委办部院会".contains(sign)
}
