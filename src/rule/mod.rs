//! Rules are data: one YAML file each, the path is the id. The only place that knows YAML.

mod builtin;
mod error;
mod example;
mod file;
pub mod index;
mod inspect;
mod load;
mod locate;
mod nearest;
mod packed;
mod parse;
pub mod schema;
mod select;
mod words;
pub mod yaml;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use builtin::{builtin, builtin_files};
pub use error::{RuleError, RuleFault};
pub use example::{Examples, Marked, Unpaired};
pub use file::RuleFile;
pub use load::{Grade, Own, load};
pub use select::UnknownRule;
use select::family_names;

use crate::check::{Check, Outline, Tables, Terms};
pub use crate::check::{Laid, Specimen};
use crate::finding::Severity;
use crate::text::Text;

/// The families of rules, by what they watch over.
pub const FAMILIES: &[(&str, &str)] = &[
    ("structure", "结构"),
    ("numbering", "序号"),
    ("figures", "数据"),
    ("dates", "日期"),
    ("terms", "术语"),
    ("wording", "用语"),
    ("punctuation", "标点"),
    ("encoding", "编码"),
    ("disclosure", "公开保密"),
    ("consistency", "前后一致"),
    ("layout", "版式"),
];

/// A rule as its file says it. See `rules/README.md` for the fields and `rules/schema.json` for editors.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// `family/fault`, from the path of the file.
    #[serde(skip)]
    #[schemars(skip)]
    pub id: Arc<str>,
    /// The file it was read from.
    #[serde(skip)]
    #[schemars(skip)]
    pub file: Arc<RuleFile>,
    /// Ids it had before.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The fault in a few words, Chinese.
    pub title: Text,
    /// The fault in a few words, English.
    pub en: Text,
    /// How grave its findings are.
    pub severity: Severity,
    /// Why it matters, one or two sentences, Chinese.
    pub why: Text,
    /// Why it matters, English.
    pub en_why: Text,
    /// What it rests on: a law's article, a standard's clause, or 编辑惯例.
    #[schemars(length(min = 1))]
    pub basis: Vec<Text>,
    /// The genre of report it is for, by the name of an outline; any, if left out.
    #[serde(default)]
    pub genre: Option<String>,
    /// From how many findings in one text on they are one habit, told once with the count.
    #[serde(default)]
    pub habit: Option<usize>,
    /// What to look for.
    #[serde(with = "serde_yaml::with::singleton_map")]
    #[schemars(with = "Check")]
    pub check: Check,
    /// What is wrong, one sentence; `{…}` are values from the check.
    pub message: Text,
    /// What to do, one sentence; may use the same values.
    #[serde(default)]
    pub help: Text,
    /// Texts that prove it. At least one `bad`.
    #[schemars(with = "Vec<Example>", length(min = 1))]
    pub examples: Examples,
}

impl Rule {
    /// The family, the first part of the id.
    pub fn family(&self) -> &str {
        self.id.split_once('/').map_or(&*self.id, |(family, _)| family)
    }
}

/// One example of a rule: `bad` with ⟦ ⟧ around what is found, or `good`, which must stay silent.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// A text that has the fault, ⟦ ⟧ around each place that is found.
    #[serde(default)]
    pub bad: Option<String>,
    /// What the first finding says, word for word.
    #[serde(default)]
    pub says: Option<String>,
    /// A text that looks alike and is right.
    #[serde(default)]
    pub good: Option<String>,
    /// How the text looks on paper, for rules on layout.
    #[serde(default)]
    pub laid: Option<Laid>,
}

/// All rules and outlines in force.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Sorted by id.
    pub rules: Vec<Arc<Rule>>,
    /// By genre: the name of the file in `rules/outlines/`.
    pub outlines: Vec<(String, Arc<Outline>)>,
    /// The words that checks of figures go by.
    pub terms: Arc<Terms>,
    /// Dated and fixed terms.
    pub tables: Tables,
}

impl RuleSet {
    /// The outline of a genre.
    pub fn outline(&self, genre: &str) -> Option<&Arc<Outline>> {
        self.outlines.iter().find(|(name, _)| name == genre).map(|(_, outline)| outline)
    }

    /// The rule of this id, or that once had it.
    pub fn rule(&self, id: &str) -> Option<&Arc<Rule>> {
        self.rules.iter().find(|rule| &*rule.id == id || rule.aliases.iter().any(|alias| alias == id))
    }
}
