//! Brings findings into order: sorted, one for each wrong word, habits merged, each with its fingerprint.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::Arc;

use fnv::FnvHasher;

use crate::document::Document;
use crate::finding::{Finding, Fingerprint, Fix, Label, Muted, Notice};
use crate::source::Source;
use crate::span::Span;

/// What is to be said about one draft.
#[derive(Debug)]
pub struct Report {
    /// By place.
    pub findings: Vec<Finding>,
    /// Findings that somebody accepted.
    pub muted: Vec<Muted>,
    /// What else the user must know.
    pub notices: Vec<Notice>,
    /// The genre whose outline was demanded; none if the text was taken as another official document.
    pub genre: Option<String>,
    /// The year reported on, if known.
    pub year: Option<i32>,
}

/// What was found in a document.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// As the rules said it, in any order.
    pub findings: Vec<Finding>,
    /// What the text itself says may stay.
    pub muted: Vec<Muted>,
    /// What else the user must know.
    pub notices: Vec<Notice>,
}

/// Settles what was found in a document.
pub fn settle(doc: &Document, found: Found, genre: Option<String>) -> Report {
    let Found { mut findings, mut muted, mut notices } = found;
    muted.sort_by(|a, b| (a.finding.at.span, &a.finding.rule).cmp(&(b.finding.at.span, &b.finding.rule)));
    findings.sort_by(|a, b| (a.at.span, &a.rule).cmp(&(b.at.span, &b.rule)));
    findings.dedup_by(|a, b| a.rule == b.rule && a.at.span == b.at.span && a.message == b.message);
    one_a_place(&mut findings);
    let mut findings = merge_habits(findings);
    let mut all: Vec<&mut Finding> = findings.iter_mut().chain(muted.iter_mut().map(|muted| &mut muted.finding)).collect();
    all.sort_by_key(|finding| finding.at.span);
    mark(doc.source.text(), &mut all);
    mask(doc.source, &mut all, &mut notices);
    Report { findings, muted, notices, genre, year: doc.year }
}

/// The families whose rules find wrong words, and the rule on titles told in two ways: one slip may be in the tables of several.
const OF_WORDS: [&str; 3] = ["terms/", "wording/", "consistency/document-title"];

/// One fault, one finding: of two findings of wrong words that share characters the graver stands, of equals the one that can be
/// mended without asking, then the longer. 重大执法决定法治审核制度 is a wrong word and a wrong set phrase.
fn one_a_place(findings: &mut Vec<Finding>) {
    let weight = |finding: &Finding| {
        let safe = finding.fixes.iter().map(|fix| fix.safety).max();
        (finding.severity, safe, finding.at.span.len())
    };
    // Own rules on wording are told beside ours.
    let of_terms = |finding: &Finding| finding.rule.starts_with("terms/");
    let one_fault = |a: &Finding, b: &Finding| a.rule != b.rule && (of_terms(a) || of_terms(b)) && a.at.span.overlaps(&b.at.span);
    let mut kept: Option<usize> = None;
    let mut lost = vec![false; findings.len()];
    for (at, finding) in findings.iter().enumerate() {
        if !OF_WORDS.iter().any(|family| finding.rule.starts_with(family)) {
            continue;
        }
        match kept.filter(|&last| one_fault(&findings[last], finding)) {
            Some(last) if weight(finding) > weight(&findings[last]) => (lost[last], kept) = (true, Some(at)),
            Some(_) => lost[at] = true,
            None => kept = Some(at),
        }
    }
    let mut lost = lost.into_iter();
    findings.retain(|_| !lost.next().unwrap_or_default());
}

/// Makes one finding of what a text does throughout: the first place carries the count, the others are named beside it.
fn merge_habits(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut counts: HashMap<Arc<str>, usize> = HashMap::new();
    for finding in &findings {
        *counts.entry(finding.rule.clone()).or_default() += 1;
    }
    for finding in &findings {
        if finding.habit.is_none_or(|from| counts.get(&finding.rule).is_some_and(|count| *count < from.max(2))) {
            counts.remove(&finding.rule);
        }
    }
    // In place: a text of 50 MB may have a hundred thousand findings.
    let mut first: HashMap<Arc<str>, usize> = HashMap::new();
    let mut kept = 0;
    for at in 0..findings.len() {
        let count = counts.get(&findings[at].rule);
        match count.and_then(|_| first.get(&findings[at].rule)) {
            Some(&habit) => {
                let (before, rest) = findings.split_at_mut(at);
                absorb(&mut before[habit], &mut rest[0]);
            }
            None => {
                if let Some(count) = count {
                    let finding = &mut findings[at];
                    first.insert(finding.rule.clone(), kept);
                    finding.message = format!("{}\u{FF08}全文共{count}处\u{FF09}", finding.message);
                    finding.related.clear();
                }
                findings.swap(kept, at);
                kept += 1;
            }
        }
    }
    findings.truncate(kept);
    findings
}

/// Takes one more place of a habit into the finding that tells it. Fixes of one habit are one fix, as safe as the least safe of them.
fn absorb(habit: &mut Finding, finding: &mut Finding) {
    if habit.help != finding.help {
        habit.help = "各处分别改正".into();
    }
    habit.related.push(Label { span: finding.at.span, message: "同样".into() });
    match (habit.fixes.first_mut(), finding.fixes.drain(..).next()) {
        (Some(Fix { title, edits, safety }), Some(more)) => {
            if *title != more.title {
                *title = "全部改正".to_owned();
            }
            edits.extend(more.edits);
            *safety = more.safety.min(*safety);
        }
        (Some(_), None) => habit.fixes.clear(),
        _ => {}
    }
}

/// Masks the private numbers of the text in all words about it. What a fix puts in is left as it is, so that it can be applied.
fn mask(source: &Source, findings: &mut [&mut Finding], notices: &mut [Notice]) {
    if source.private().is_empty() {
        return;
    }
    let mask = |words: &mut String| {
        if let Cow::Owned(masked) = source.masked(words) {
            *words = masked;
        }
    };
    let mask_label = |label: &mut Label| {
        if let Cow::Owned(masked) = source.masked(&label.message) {
            label.message = masked.into();
        }
    };
    for finding in findings {
        mask(&mut finding.message);
        if let Cow::Owned(masked) = source.masked(&finding.help) {
            finding.help = masked.into();
        }
        mask_label(&mut finding.at);
        finding.related.iter_mut().for_each(mask_label);
        finding.fixes.iter_mut().for_each(|fix| mask(&mut fix.title));
    }
    notices.iter_mut().for_each(|notice| mask(&mut notice.message));
}

/// How many characters each side of a place take part in its identity.
const NEIGHBOURS: usize = 8;

/// Gives each finding its fingerprint: the rule, the words found and a few on each side, figures and space left out, so that
/// it survives edits elsewhere and new figures in the same sentence. Equals are counted.
fn mark(text: &str, findings: &mut [&mut Finding]) {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for finding in findings {
        let Span { start, end, .. } = finding.at.span;
        let (before, after) = (&text[..start as usize], &text[end as usize..]);
        let mut hash = FnvHasher::default();
        hash.write(finding.rule.as_bytes());
        let mut add = |part: &mut dyn Iterator<Item = char>| {
            hash.write_u8(0xFF);
            part.filter(|sign| !sign.is_whitespace() && !sign.is_numeric())
                .for_each(|sign| hash.write(sign.encode_utf8(&mut [0; 4]).as_bytes()));
        };
        add(&mut text[start as usize..end as usize].chars());
        add(&mut before.chars().rev().take_while(|sign| *sign != '\n').take(NEIGHBOURS));
        add(&mut after.chars().take_while(|sign| *sign != '\n').take(NEIGHBOURS));
        let base = hash.finish();
        let counter = seen.entry(base).or_default();
        *counter += 1;
        hash.write(&counter.to_le_bytes());
        finding.fingerprint = Fingerprint(hash.finish());
    }
}
