//! Growth and decline against the two values they compare: 比上年的4120户次下降20%, 从63%提高到68%, 增长1.5倍.
//!
//! What is compared with what is decided by the words between the numbers: they must be words of comparison alone. A base
//! is only what words call one (比上年的…, 从…到…, a difference); no number is a base for standing near.

mod judge;
mod net;
mod pair;
mod told;
mod words;

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim, Terms, Verdict};
use super::{Kind, On, Say};
use crate::document::{Document, Quantity, Unit};
use net::Net;
use pair::{ANOTHER_TIME, Pair, REACH};
pub use words::ChangeTerms;

/// `check: { change: { fault: off } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What to report.
    pub fault: ChangeFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeFault {
    /// 从4120户次减少到3296户次，下降30%: the rate does not follow from the two values.
    Rate,
    /// 从66件增加到151件，增加58件: the difference does not follow.
    Difference,
    /// 从66件减少到151件: the words go one way, the values the other.
    Direction,
    /// 从66件增加到151件，增长8倍: neither growth nor quotient.
    Times,
    /// 从2020年的66件增加到2025年的151件，年均增长38%: however the years are counted.
    Yearly,
    /// 142件，较上年增加265件: the year before would have had fewer than none.
    OverValue,
    /// 减少3倍: nothing can lose more than all of itself.
    DecreaseByTimes,
}

impl Kind for Change {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.changes(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            ChangeFault::DecreaseByTimes => vec!["stated"],
            ChangeFault::OverValue => vec!["stated", "value"],
            ChangeFault::Direction => vec!["stated", "contrary"],
            _ => vec!["stated", "change", "actual", "hint"],
        }
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<ChangeFault>> {
    let mut claims = Vec::new();
    for at in 0..doc.facts.sentences.len() as u32 {
        let quantities = doc.facts.in_sentence(at);
        // The first quantity that nothing has judged, and the first that may be compared with the one before it.
        let (mut unjudged, mut free) = (0, 1);
        for second in 0..quantities.len() {
            claims.extend(decrease_by_times(doc, terms, &quantities[second]));
            if second >= free
                && let Some(next) = in_pair(doc, terms, quantities, second, &mut claims)
            {
                (unjudged, free) = next;
            }
            if second >= unjudged {
                claims.extend(without_base(doc, terms, &quantities[second]));
            }
        }
    }
    claims
}

/// Judges the pair that ends at `second`, and all that its value is compared with; tells the first quantity that is not used
/// up, and the first that may be compared with the one before: a difference is no value of another pair.
fn in_pair(
    doc: &Document,
    terms: &Terms,
    quantities: &[Quantity],
    second: usize,
    claims: &mut Vec<Claim<ChangeFault>>,
) -> Option<(usize, usize)> {
    let mut pair = Pair::read(doc, &terms.comparison, quantities, second)?;
    claims.extend(pair.direction(doc));
    let mut next = second;
    let end = second + REACH;
    loop {
        claims.extend(pair.over_value(doc, terms, quantities, next));
        next = all_said(doc, terms, &pair, quantities, next + 1, claims);
        match pair.again(doc, &terms.comparison, quantities, next).filter(|_| next < end) {
            Some(again) => pair = again,
            None => break,
        }
    }
    let ends_in_value = quantities[next - 1].span == pair.value.span;
    Some((next, if ends_in_value { next } else { next + 1 }))
}

/// Judges what is said of a pair from `from` on, up to a rate; tells what follows that.
fn all_said(
    doc: &Document,
    terms: &Terms,
    pair: &Pair,
    quantities: &[Quantity],
    from: usize,
    claims: &mut Vec<Claim<ChangeFault>>,
) -> usize {
    let net = Net::read(doc, &terms.comparison, pair, quantities, from);
    let said_from = claims.len();
    let mut next = from;
    while let Some(said) = quantities.get(next).filter(|_| next < from + REACH) {
        if pair.again(doc, &terms.comparison, quantities, next).is_some() {
            break;
        }
        let Some(claim) = pair.judge(doc, terms, quantities, next, net) else { break };
        let of_another = claim.verdict == Verdict::Left(ANOTHER_TIME);
        claims.push(claim);
        next += 1;
        if of_another || matches!(said.unit, Unit::Percent | Unit::Times) {
            break;
        }
    }
    let said = &mut claims[said_from..];
    let off = said.iter().filter(|claim| matches!(claim.verdict, Verdict::Off(_))).count();
    let sure = said.iter().any(|claim| claim.verdict == Verdict::Held);
    for (at, claim) in said.iter_mut().enumerate().filter(|(_, claim)| matches!(claim.verdict, Verdict::Off(_))) {
        pair.explain(doc, terms, quantities, from + at, claim, sure);
        // Where both the difference and the rate are off, the slip is in what both rest on.
        if off > 1 {
            claim.fixes.clear();
        }
    }
    if next == from {
        claims.extend(pair.doubled(doc));
    }
    next
}

/// 减少3倍.
fn decrease_by_times(doc: &Document, terms: &Terms, quantity: &Quantity) -> Option<Claim<ChangeFault>> {
    if quantity.unit != Unit::Times || quantity.quoted {
        return None;
    }
    let lead = doc.slice(quantity.lead).trim_end().trim_end_matches('了').trim_end_matches('达').trim_end_matches("幅度");
    // 不少3倍: a single character is as often part of another word.
    let mut down = terms.comparison.down.iter().filter(|word| word.chars().count() > 1);
    down.any(|word| lead.ends_with(&**word)).then(|| Claim {
        at: quantity.span,
        worked: "减少不能用倍数".to_owned(),
        evidence: Vec::new(),
        verdict: Verdict::Off(ChangeFault::DecreaseByTimes),
        values: vec![("stated", doc.slice(quantity.span).to_owned())],
        fixes: Vec::new(),
    })
}

/// A rate with nothing beside it that words call its base.
fn without_base(doc: &Document, terms: &Terms, quantity: &Quantity) -> Option<Claim<ChangeFault>> {
    let phrase = matches!(quantity.unit, Unit::Percent | Unit::Times | Unit::Points)
        .then(|| words::phrase(&terms.comparison, doc.slice(quantity.lead)))
        .flatten()?;
    phrase.turn.map(|_| Claim {
        at: quantity.span,
        worked: String::new(),
        evidence: Vec::new(),
        verdict: Verdict::Left("没有写出上年数"),
        values: Vec::new(),
        fixes: Vec::new(),
    })
}
