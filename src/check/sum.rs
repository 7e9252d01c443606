//! Totals against their parts: 其中, 分别, 合计, lists in brackets.

use serde::{Deserialize, Serialize};

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
    /// The parts of a closed list do not make the total.
    Off,
}

impl Kind for Sum {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.sums(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<SumFault>> {
    let _ = (doc, terms);
    Vec::new()
}
