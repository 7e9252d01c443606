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
    // Of names of unlike lengths one may be the short form; two that differ by two characters may be two organs.
    let changed: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    let [at] = changed[..] else { return Some(twice(doc, signature, title, Verdict::Left("写法不同，可能是简称"))) };
    let verdict = match a.len() == b.len() && a.len() >= LONG && !is_kind(a[at]) && !is_kind(b[at]) {
        true => Verdict::Off(AgreementFault::Organ),
        false => Verdict::Left("写法不同，可能是简称"),
    };
    Some(twice(doc, signature, title, verdict))
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
