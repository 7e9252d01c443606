//! Announced numbers of things against the things listed: 五大程序, “六进”（…）.

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim};
use super::{Kind, On, Say};
use crate::document::Document;

/// `check: { count: { fault: off } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// What to report.
    pub fault: CountFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CountFault {
    /// A closed list has more or fewer members than announced.
    Off,
}

impl Kind for Count {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.counts(on.doc), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document) -> Vec<Claim<CountFault>> {
    let _ = doc;
    Vec::new()
}
