//! Totals against their parts: 其中, 分别, 合计, lists in brackets.

mod behind;
mod doubt;
mod judge;
mod list;
mod partition;
mod rest;
mod result;
mod row;
mod share;
mod slip;
mod terms;

use serde::{Deserialize, Serialize};

use self::row::Row;
pub use self::terms::SumTerms;
use super::claim::{self, Claim, Terms};
use super::{Kind, On, Say};
use crate::document::Document;

/// `check: { sum: { fault: off } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// What to report.
    pub fault: SumFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SumFault {
    /// The parts of a complete list do not make the total.
    Off,
    /// The parts of a list that looks complete do not make the total.
    Likely,
    /// A part is larger than its whole.
    Part,
    /// Kinds that exclude each other are more than the whole.
    More,
    /// A result is larger than what it is a result of.
    Result,
    /// The shares of a complete list do not make 100%.
    Shares,
}

impl Kind for Sum {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.sums(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            SumFault::Off | SumFault::Likely => vec!["sum", "total", "hint"],
            SumFault::More => vec!["sum", "total"],
            SumFault::Shares => vec!["sum"],
            SumFault::Part | SumFault::Result => vec!["part", "total"],
        }
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms, in_full: bool) -> Vec<Claim<SumFault>> {
    let mut claims = Vec::new();
    let mut sentences = 0..doc.facts.sentences.len();
    for block in doc.facts.sentences.chunk_by(|a, b| a.block == b.block) {
        let looks = row::looks(doc, &terms.sums, block);
        for at in sentences.by_ref().take(block.len()) {
            in_sentence(&Row::new(doc, &terms.sums, &looks, at, in_full), &mut claims);
        }
    }
    claims.sort_by_key(|claim| claim.at);
    claims
}

fn in_sentence(row: &Row, claims: &mut Vec<Claim<SumFault>>) {
    // Up to where the quantities are parts of a list already.
    let mut taken = row.first;
    for at in row.first..row.last {
        if let Some((claim, end)) = list::judge(row, at, taken) {
            claims.push(claim);
            taken = taken.max(end);
            continue;
        }
        if at < taken {
            continue;
        }
        claims.extend(rest::judge(row, at, taken).or_else(|| behind::judge(row, at)).or_else(|| result::judge(row, at)));
    }
    claims.extend(share::judge(row));
}
