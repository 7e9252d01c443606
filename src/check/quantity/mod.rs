//! How a number is written: two hedges on one number, a lost measure word, figures run into a year.

mod form;
mod hedge;
mod lost;
mod sign;

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};

/// `check: { quantity: { fault: double-hedge } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantityCheck {
    /// What to report.
    pub fault: QuantityFault,
    /// For `lost-measure`: what is counted, by its last words, and its measure word.
    #[serde(default)]
    pub counted: Vec<Counted>,
    /// For `year-run-in`: measure words before which a year and a count may have run together.
    #[serde(default)]
    pub measures: Vec<String>,
}

/// Things of one measure word.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// What the words before the number end in: 调解员, 律师.
    pub of: Vec<String>,
    /// The measure word: 名.
    pub measure: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityFault {
    /// Two words that make one number vague: 近30余.
    DoubleHedge,
    /// A range whose first number has neither % nor scale: 4-6%, 5-10万人.
    RangeUnit,
    /// Figures before 千 or 百: 3千余人.
    MixedNumeral,
    /// A number without measure word where others beside it have one: 调解员17，…346个.
    LostMeasure,
    /// A year and a count in one number: 2018213名.
    YearRunIn,
    /// A measure word twice, or % with 百分点: 30件件, 5%个百分点.
    DoubledUnit,
    /// A percentage with a decimal point that has no use: 98..5%, 98.%.
    StrayPoint,
    /// A letter among the figures of a number: 2O24年.
    Letter,
    /// Congresses and plenums numbered in figures: 20届3中全会.
    Plenum,
}

impl Kind for QuantityCheck {
    fn run(&self, on: &On, say: &mut Say) {
        match self.fault {
            QuantityFault::DoubleHedge => hedge::double(on.doc, say),
            QuantityFault::RangeUnit => form::range_unit(on.doc, say),
            QuantityFault::MixedNumeral => form::mixed(on.doc, say),
            QuantityFault::DoubledUnit => form::doubled_unit(on.doc, say),
            QuantityFault::LostMeasure => lost::measure(on.doc, &self.counted, say),
            QuantityFault::YearRunIn => lost::year_run_in(on.doc, &self.measures, say),
            QuantityFault::StrayPoint => sign::stray_point(on, say),
            QuantityFault::Letter => sign::letter(on, say),
            QuantityFault::Plenum => sign::plenum(on, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            QuantityFault::DoubleHedge => vec!["number", "first", "second"],
            QuantityFault::RangeUnit | QuantityFault::StrayPoint | QuantityFault::Letter => vec!["number", "model"],
            QuantityFault::MixedNumeral => vec!["number", "sign"],
            QuantityFault::LostMeasure => vec!["number", "what", "measure"],
            QuantityFault::YearRunIn => vec!["number", "year", "rest"],
            QuantityFault::DoubledUnit => vec!["number", "unit"],
            QuantityFault::Plenum => vec!["name", "model"],
        }
    }

    fn faults(&self) -> Vec<(String, String)> {
        let lacks = |key: &str, of: &str| vec![(key.to_owned(), format!("查 {of} 要列出 {key}，否则什么也查不出"))];
        match self.fault {
            QuantityFault::LostMeasure if self.counted.is_empty() => lacks("counted", "lost-measure"),
            QuantityFault::YearRunIn if self.measures.is_empty() => lacks("measures", "year-run-in"),
            _ => Vec::new(),
        }
    }

    fn literals(&self) -> Vec<&str> {
        match self.fault {
            QuantityFault::StrayPoint => sign::POINTS.to_vec(),
            QuantityFault::Letter => sign::LETTERS.to_vec(),
            QuantityFault::Plenum => sign::CONGRESSES.to_vec(),
            _ => Vec::new(),
        }
    }
}
