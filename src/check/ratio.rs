//! Percentages and rates against the counts they rest on: 占25%, 败诉率7.04%.

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim, Terms};
use super::{Kind, On, Say};
use crate::document::Document;

/// `check: { ratio: { fault: off } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// What to report.
    pub fault: RatioFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatioFault {
    /// The percentage follows from none of the counts it can refer to.
    Off,
}

impl Kind for Ratio {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.ratios(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<RatioFault>> {
    let _ = (doc, terms);
    Vec::new()
}
