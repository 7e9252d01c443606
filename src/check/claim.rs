//! What a text claims about its own figures (占25%, 其中…, 比上年增长8%, 五个环节), each worked out once and judged: it holds,
//! it is off, or it is left alone. Rules say what is off; `hegui facts` shows all of it.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::agreement::{self, AgreementFault};
use super::change::{self, ChangeFault, ChangeTerms};
use super::count::{self, CountFault};
use super::ratio::{self, RatioFault};
use super::sum::{self, SumFault, SumTerms};
use super::words::WordList;
use super::{Remedy, Say};
use crate::document::Document;
use crate::span::{Read, Span};

/// One claim of the text, judged.
#[derive(Debug, Clone)]
pub struct Claim<Fault> {
    /// The figure or words that make it: 45.57%.
    pub at: Span<Read>,
    /// What was compared, worked out: 993÷2197＝45.20%.
    pub worked: String,
    /// What it was compared with, each with a few words: 总数2197件.
    pub evidence: Vec<(Span<Read>, Cow<'static, str>)>,
    /// Whether it holds.
    pub verdict: Verdict<Fault>,
    /// What the placeholders of a rule's message stand for.
    pub values: Vec<(&'static str, String)>,
    /// Remedies, the best first.
    pub fixes: Vec<Remedy>,
}

/// How a claim was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<Fault> {
    /// It follows from what it was compared with.
    Held,
    /// It contradicts what it was compared with.
    Off(Fault),
    /// It cannot be judged, with the reason: 没有写出基数.
    Left(&'static str),
}

/// A claim with what it is about, whatever its kind: for `hegui facts`.
#[derive(Debug)]
pub struct Judged<'c> {
    /// The kind of check that worked it out: `ratio`.
    pub kind: &'static str,
    /// The figure or words that make it.
    pub at: Span<Read>,
    /// What was compared, worked out.
    pub worked: &'c str,
    /// What it was compared with.
    pub evidence: &'c [(Span<Read>, Cow<'static, str>)],
    /// Whether it holds; a fault by the name that rules give it.
    pub verdict: Verdict<String>,
}

/// The claims of a document that are off, or all of them, each kind worked out when it is first asked for.
#[derive(Debug, Default)]
pub struct Claims {
    /// Whether claims that are not off are kept as well, with their words. Rules read only those that are.
    in_full: bool,
    ratios: OnceLock<Vec<Claim<RatioFault>>>,
    sums: OnceLock<Vec<Claim<SumFault>>>,
    changes: OnceLock<Vec<Claim<ChangeFault>>>,
    counts: OnceLock<Vec<Claim<CountFault>>>,
    agreements: OnceLock<Vec<Claim<AgreementFault>>>,
}

impl Claims {
    /// All claims with their words, for a person to read.
    pub fn in_full() -> Claims {
        Claims { in_full: true, ..Claims::default() }
    }

    pub(super) fn ratios(&self, doc: &Document, terms: &Terms) -> &[Claim<RatioFault>] {
        self.ratios.get_or_init(|| self.kept(ratio::claims(doc, terms, self.in_full)))
    }

    pub(super) fn sums(&self, doc: &Document, terms: &Terms) -> &[Claim<SumFault>] {
        self.sums.get_or_init(|| self.kept(sum::claims(doc, terms, self.in_full)))
    }

    pub(super) fn changes(&self, doc: &Document, terms: &Terms) -> &[Claim<ChangeFault>] {
        self.changes.get_or_init(|| self.kept(change::claims(doc, terms)))
    }

    pub(super) fn counts(&self, doc: &Document, terms: &Terms) -> &[Claim<CountFault>] {
        self.counts.get_or_init(|| self.kept(count::claims(doc, terms)))
    }

    pub(super) fn agreements(&self, doc: &Document, terms: &Terms) -> &[Claim<AgreementFault>] {
        self.agreements.get_or_init(|| self.kept(agreement::claims(doc, terms)))
    }

    /// What is read of some claims.
    fn kept<Fault>(&self, mut claims: Vec<Claim<Fault>>) -> Vec<Claim<Fault>> {
        if !self.in_full {
            claims.retain(|claim| matches!(claim.verdict, Verdict::Off(_)));
            claims.shrink_to_fit();
        }
        claims
    }

    /// Every claim of a document by place.
    pub fn all(&self, doc: &Document, terms: &Terms) -> Vec<Judged<'_>> {
        let mut all: Vec<Judged> = Vec::new();
        all.extend(self.ratios(doc, terms).iter().map(|claim| claim.judged("ratio")));
        all.extend(self.sums(doc, terms).iter().map(|claim| claim.judged("sum")));
        all.extend(self.changes(doc, terms).iter().map(|claim| claim.judged("change")));
        all.extend(self.counts(doc, terms).iter().map(|claim| claim.judged("count")));
        all.extend(self.agreements(doc, terms).iter().map(|claim| claim.judged("agreement")));
        all.sort_by_key(|judged| judged.at);
        all
    }
}

impl<Fault> Claim<Fault> {
    /// A claim without its words.
    pub(super) fn silent(at: Span<Read>, verdict: Verdict<Fault>) -> Claim<Fault> {
        Claim { at, worked: String::new(), evidence: Vec::new(), verdict, values: Vec::new(), fixes: Vec::new() }
    }
}

impl<Fault: Copy + PartialEq + Serialize> Claim<Fault> {
    fn judged(&self, kind: &'static str) -> Judged<'_> {
        let name = |fault| match serde_json::to_value(fault) {
            Ok(serde_json::Value::String(name)) => name,
            other => unreachable!("a fault is one of a list of names: {other:?}"),
        };
        let verdict = match self.verdict {
            Verdict::Held => Verdict::Held,
            Verdict::Left(reason) => Verdict::Left(reason),
            Verdict::Off(fault) => Verdict::Off(name(fault)),
        };
        Judged { kind, at: self.at, worked: &self.worked, evidence: &self.evidence, verdict }
    }
}

/// Says every claim that is off in this way.
pub(super) fn tell<Fault: Copy + PartialEq>(claims: &[Claim<Fault>], fault: Fault, say: &mut Say) {
    for claim in claims.iter().filter(|claim| claim.verdict == Verdict::Off(fault)) {
        let said = say.at(claim.at);
        said.values.extend(claim.values.iter().map(|(name, value)| ((*name).into(), value.clone())));
        said.related.extend(claim.evidence.iter().cloned());
        said.fixes.extend(claim.fixes.iter().cloned());
    }
}

/// Words that checks of figures go by, from `rules/facts/figures.yaml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Rates by name, with what they are a share of.
    pub rates: Vec<Rate>,
    /// Words in a rate's name that narrow what it is of: 按时办结率. Its count must have the word too.
    pub qualifiers: WordList,
    /// Words in a rate's name that make it a change and no share: 增长率.
    pub changes: WordList,
    /// Verbs that take what is counted as their object: a number after 开展 counts its own things and not the list before it,
    /// and a list may begin after one in the middle of another.
    #[serde(default)]
    pub verbs: WordList,
    /// What totals and their parts are known by.
    pub sums: SumTerms,
    /// Words of comparison.
    pub comparison: ChangeTerms,
    /// What is told with growth at constant prices or on a revised base, so that printed values need not give it: 增加值, 余额.
    pub rebased: WordList,
    /// Words that say of a number that it is all of the year and the place: 全年, 全县.
    pub overall: WordList,
}

/// A rate by name: 败诉率 is 败诉 of 审结.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rate {
    /// 败诉率; it also names 综合败诉率 and the like.
    pub name: String,
    /// Words for what is counted above the line, as they stand before or after a number: 败诉.
    pub part: Vec<String>,
    /// Words for what is counted below the line: 审结, 结案.
    pub whole: WordList,
    /// Words for what some count below the line, or a part of it: such a number may make the rate right, never wrong.
    #[serde(default)]
    pub else_whole: WordList,
    /// Whether it may exceed 100%: 审结 of 受理, because of cases carried over.
    #[serde(default)]
    pub may_exceed: bool,
}

impl Rate {
    /// Whether the words around a number make it what the rate is of, or, `second` to that, what some take for it.
    pub(super) fn names(&self, (lead, tail): (&str, &str), second: bool) -> bool {
        let words = if second { &self.else_whole } else { &self.whole };
        words.any_in(lead) || words.any_in(tail)
    }
}
