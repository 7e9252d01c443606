//! Growth and decline against the two values they compare: 比上年增长8%.

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim};
use super::{Kind, On, Say};
use crate::document::Document;

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
    /// The change does not follow from the two values.
    Off,
}

impl Kind for Change {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.changes(on.doc), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document) -> Vec<Claim<ChangeFault>> {
    let _ = doc;
    Vec::new()
}
