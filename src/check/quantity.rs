//! How a number is written: two hedges on one number, a lost measure word, figures run into a year.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};

/// `check: { quantity: { fault: double-hedge } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantityCheck {
    /// What to report.
    pub fault: QuantityFault,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityFault {
    /// Two words that make one number vague: 近30余.
    DoubleHedge,
}

impl Kind for QuantityCheck {
    fn run(&self, on: &On, say: &mut Say) {
        let _ = (on, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec![]
    }
}
