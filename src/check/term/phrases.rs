//! The list of set phrases, and the pieces by which they are found.

use std::hash::Hasher;
use std::sync::OnceLock;

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use crate::text::Text;

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
    pub phrase: Text,
    /// What it is about.
    pub topic: Topic,
    /// Right forms that differ from it by one character: 规范文件 beside 规范性文件.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Wrong forms that differ by more, or that a short phrase is known by: 当前今后.
    #[serde(default)]
    pub slips: Vec<Text>,
    /// The document or law that has it.
    pub source: Text,
}

/// The list of set phrases.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrases {
    rows: Vec<Phrase>,
    #[serde(skip)]
    pieces: OnceLock<Vec<Known>>,
}

/// A piece of a phrase of the list, to be looked up by its literal.
#[derive(Debug)]
struct Known {
    hash: u64,
    row: usize,
    piece: Piece,
    /// Where the second half of the phrase begins.
    half: usize,
    long: bool,
    /// The two characters of the other half that stand next to this one, the nearer first.
    beside: [char; 2],
}

/// A piece of a phrase that a text has.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub phrase: &'t Phrase,
    pub piece: Piece,
    known: &'t Known,
}

/// In shorter phrases only what is lost, doubled or moved is sure: 法治政府建设 is near to much that is right.
const LONG: usize = 8;

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
    fn halves(&self) -> Option<(&str, &str)> {
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
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The same list with more rows behind it.
    pub(crate) fn joined(&self, own: &[Phrase]) -> Phrases {
        Phrases { rows: self.rows.iter().chain(own).cloned().collect(), pieces: OnceLock::new() }
    }

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
    pub(super) fn of(&self, literal: &str) -> impl Iterator<Item = Part<'_>> {
        let known = self.pieces.get_or_init(|| known(&self.rows));
        let hash = hash(literal);
        let from = known.partition_point(|known| known.hash < hash);
        let same = known[from..].iter().take_while(move |known| known.hash == hash);
        same.map(|known| Part { phrase: &self.rows[known.row], piece: known.piece, known })
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

impl<'t> Part<'t> {
    /// The two halves of the phrase.
    pub(super) fn halves(&self) -> (&'t str, &'t str) {
        self.phrase.phrase.split_at(self.known.half)
    }

    /// Whether the phrase is so long that a replaced or added character is sure to be a slip.
    pub(super) fn is_long(&self) -> bool {
        self.known.long
    }

    /// Whether the two characters next to this half, the nearer first, leave it open that there is one slip in the other half: most
    /// halves are words that stand in other company too.
    pub(super) fn may_be(&self, there: [Option<char>; 2]) -> bool {
        there.iter().flatten().any(|sign| self.known.beside.contains(sign))
    }
}

/// The pieces of phrases by their hashes. There are some thousand, of which a text has a few dozen: they are kept by number, for copies of
/// them would cost more than the text.
fn known(rows: &[Phrase]) -> Vec<Known> {
    let mut pieces = Vec::with_capacity(rows.len() * 2);
    for (row, phrase) in rows.iter().enumerate() {
        let (head, tail) = phrase.halves().unwrap_or(("", ""));
        let long = phrase.phrase.chars().count() >= LONG;
        pieces.extend(phrase.pieces().map(|(literal, piece)| {
            let (mut ahead, mut back) = (tail.chars(), head.chars());
            let mut next = || if piece == Piece::Tail { back.next_back() } else { ahead.next() }.unwrap_or_default();
            Known { hash: hash(literal), row, piece, half: head.len(), long, beside: [next(), next()] }
        }));
    }
    pieces.sort_by_key(|known| known.hash);
    pieces
}

fn hash(literal: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(literal.as_bytes());
    hasher.finish()
}

impl schemars::JsonSchema for Phrases {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Phrases".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<Phrase>::json_schema(generator)
    }
}
