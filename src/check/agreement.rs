//! One thing told in two ways: an indicator with two values, a document with two titles, an organ with two names.

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim};
use super::{Kind, On, Say};
use crate::document::Document;

/// `check: { agreement: { fault: value } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What to report.
    pub fault: AgreementFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementFault {
    /// One indicator has two values.
    Value,
}

impl Kind for Agreement {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.agreements(on.doc), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document) -> Vec<Claim<AgreementFault>> {
    let _ = doc;
    Vec::new()
}
