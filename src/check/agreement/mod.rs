//! One thing told in two ways: an indicator with two values, a document with two titles, an organ with two names.

mod name;
mod title;
mod value;

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim, Terms, Verdict};
use super::{Kind, On, Say};
use crate::document::Document;
use crate::span::{Read, Span};

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
    /// One document has two titles.
    Title,
    /// The organ of the title signs with another name.
    Organ,
}

impl Kind for Agreement {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.agreements(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["this", "other"]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<AgreementFault>> {
    let mut claims = value::claims(doc, terms);
    claims.extend(title::claims(doc));
    claims.extend(name::claim(doc));
    claims.sort_by_key(|claim| claim.at);
    claims
}

/// One thing told at two places.
fn twice(doc: &Document, at: Span<Read>, other: Span<Read>, verdict: Verdict<AgreementFault>) -> Claim<AgreementFault> {
    let (this, before) = (doc.slice(at).to_owned(), doc.slice(other).to_owned());
    Claim {
        at,
        worked: format!("{before}，{this}"),
        evidence: vec![(other, format!("另一处写作{before}").into())],
        verdict,
        values: vec![("this", this), ("other", before)],
        fixes: Vec::new(),
    }
}
