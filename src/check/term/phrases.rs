//! The list of set phrases, and the pieces by which they are found.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// What a set phrase is about, by which rules choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Names of the guiding thought and what is said with them: 习近平法治思想.
    Thought,
    /// The duties of the first responsible person: 第一责任人职责.
    Duty,
    /// Terms of the work: 执法全过程记录制度.
    Work,
}

/// A set phrase.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The phrase. One of fewer than six characters is looked for by its `slips` alone.
    pub phrase: String,
    /// What it is about.
    pub topic: Topic,
    /// Right forms that differ from it by one character: 规范文件 beside 规范性文件.
    #[serde(default)]
    pub also: Vec<String>,
    /// Wrong forms that differ by more, or that a short phrase is known by: 当前今后.
    #[serde(default)]
    pub slips: Vec<String>,
    /// The document or law that has it.
    pub source: String,
}

/// For each literal the phrases it is a piece of, by their places in the list.
type Pieces = HashMap<Box<str>, Vec<(usize, Piece)>>;

/// The list of set phrases.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrases {
    rows: Vec<Phrase>,
    #[serde(skip)]
    index: OnceLock<Pieces>,
}

/// What of a phrase a literal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Its first half: with one character wrong in the phrase, one half is right.
    Head,
    /// Its second half.
    Tail,
    /// All of a wrong form.
    Slip,
}

/// Shorter phrases are one slip away from too much that is right.
const SHORTEST: usize = 6;

impl Phrase {
    /// The two halves, if it is long enough to be aligned with what stands in a text.
    pub(super) fn halves(&self) -> Option<(&str, &str)> {
        let signs = self.phrase.chars().count();
        let (at, _) = self.phrase.char_indices().nth(signs / 2).filter(|_| signs >= SHORTEST)?;
        Some(self.phrase.split_at(at))
    }

    fn pieces(&self) -> impl Iterator<Item = (&str, Piece)> {
        let halves = self.halves().map(|(head, tail)| [(head, Piece::Head), (tail, Piece::Tail)]);
        halves.into_iter().flatten().chain(self.slips.iter().map(|slip| (slip.as_str(), Piece::Slip)))
    }
}

impl Phrases {
    /// The phrases.
    pub fn rows(&self) -> &[Phrase] {
        &self.rows
    }

    /// What to search a text for.
    pub(super) fn literals(&self, topic: Option<Topic>) -> Vec<&str> {
        let wanted = self.rows.iter().filter(|row| topic.is_none_or(|topic| topic == row.topic));
        wanted.flat_map(Phrase::pieces).map(|(literal, _)| literal).collect()
    }

    /// The phrases that a literal is a piece of.
    pub(super) fn of(&self, literal: &str) -> impl Iterator<Item = (&Phrase, Piece)> {
        let index = self.index.get_or_init(|| {
            let mut index = Pieces::new();
            for (at, row) in self.rows.iter().enumerate() {
                row.pieces().for_each(|(literal, piece)| index.entry(literal.into()).or_default().push((at, piece)));
            }
            index
        });
        index.get(literal).into_iter().flatten().map(|(at, piece)| (&self.rows[*at], *piece))
    }

    pub(super) fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let fault = |key: &str, sentence: String| (format!("{at}.{key}"), sentence);
            if row.halves().is_none() && row.slips.is_empty() {
                faults.push(fault("phrase", format!("不足{SHORTEST}个字的提法只按 slips 查，须列出错误写法")));
            }
            if row.slips.iter().any(|slip| slip.is_empty() || *slip == row.phrase) {
                faults.push(fault("slips", "错误写法不能为空，也不能就是提法本身".to_owned()));
            }
            if self.rows[..at].iter().any(|other| other.phrase == row.phrase) {
                faults.push(fault("phrase", format!("“{}”写了两次", row.phrase)));
            }
        }
        faults
    }
}

impl schemars::JsonSchema for Phrases {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Phrases".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<Phrase>::json_schema(generator)
    }
}
