//! Tables of words that are wrong, one row a word, each with the longer words in which the same characters are right.

mod proof;
mod row;

use std::sync::OnceLock;

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

pub use proof::Specimen;
pub use row::Row;

use super::{Kind, On, Remedy, Say};
use crate::document::{Block, BlockKind};
use crate::finding::Safety;
use crate::span::{Read, Span};
use crate::text::Text;

/// `check: { lexicon: { words: [{ word: …, to: … }, …] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// The words, one row each. Where rows overlap in a text, the longest is told.
    pub words: Vec<Row>,
    /// How far replacements may be trusted, where the row does not say.
    #[serde(default = "offered")]
    pub safety: Safety,
    /// Whether names of documents, 《…》, are looked into as well: they keep the words that they were given.
    #[serde(default)]
    pub titles: bool,
    /// For each literal the rows that it may be a hit of; made at the first use.
    #[serde(skip)]
    #[schemars(skip)]
    rows: OnceLock<FnvHashMap<String, Vec<usize>>>,
}

fn offered() -> Safety {
    Safety::Offered
}

/// Blocks whose words are nobody's prose.
const NO_PROSE: [BlockKind; 3] = [BlockKind::Chrome, BlockKind::Reference, BlockKind::Date];

/// The longest name of a document that is looked back for, in characters.
const LONGEST_NAME: usize = 80;

/// A row that is told, and where.
struct Told<'a> {
    at: Span<Read>,
    row: &'a Row,
}

impl Kind for Lexicon {
    fn run(&self, on: &On, say: &mut Say) {
        let mut found: Vec<Told> = Vec::new();
        for hit in on.hits {
            let prose = |block: &&Block| !NO_PROSE.contains(&block.kind) && hit.end <= block.span.end;
            let Some(block) = on.doc.block_at(hit.start).filter(prose) else { continue };
            found.extend(self.told(on, block, *hit));
        }
        found.sort_by_key(|told| told.at);
        let mut kept: Vec<Told> = Vec::new();
        for told in found {
            match kept.last_mut().filter(|last| last.at.overlaps(&told.at)) {
                Some(last) if last.at.len() < told.at.len() => *last = told,
                Some(_) => {}
                None => kept.push(told),
            }
        }
        kept.iter().for_each(|told| self.tell(told, say));
    }

    fn placeholders(&self) -> Vec<&str> {
        let all_mended = self.words.iter().all(|row| !row.to.is_empty());
        ["word", "source", "note"].into_iter().chain(all_mended.then_some("to")).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        proof::faults(self)
    }

    fn literals(&self) -> Vec<&str> {
        self.words.iter().map(Row::literal).collect()
    }
}

impl Lexicon {
    /// The same table with more rows behind it.
    pub(crate) fn joined(&self, own: &[Row]) -> Lexicon {
        Lexicon { words: self.words.iter().chain(own).cloned().collect(), rows: OnceLock::new(), ..*self }
    }

    /// The rows that a hit tells.
    fn told<'a>(&'a self, on: &On, block: &Block, hit: Span<Read>) -> impl Iterator<Item = Told<'a>> {
        let (text, base) = (on.doc.slice(block.span), block.span.start as usize);
        let local = hit.start as usize - base..hit.end as usize - base;
        let rows = self.rows().get(&text[local.clone()]).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|&at| &self.words[at]).filter_map(move |row| {
            let at = row.found(text, local.clone()).filter(|_| row.holds_in(on.doc.year))?;
            let told = self.titles || !named(&text[..at.start]);
            told.then(|| Told { at: Span::new(base + at.start, base + at.end), row })
        })
    }

    fn rows(&self) -> &FnvHashMap<String, Vec<usize>> {
        self.rows.get_or_init(|| {
            let mut rows: FnvHashMap<String, Vec<usize>> = FnvHashMap::default();
            for (at, row) in self.words.iter().enumerate() {
                rows.entry(row.literal().to_owned()).or_default().push(at);
            }
            rows
        })
    }

    fn tell(&self, told: &Told, say: &mut Say) {
        let Told { at, row } = told;
        let said = say.at(*at);
        said.value("word", &row.word).value("to", row.to.join("”或“"));
        said.value("note", row.note.as_deref().unwrap_or_default());
        said.source = row.source.as_ref().map(String::from);
        if row.gap().is_none() {
            let safety = row.safety.unwrap_or(self.safety);
            let remedy =
                |to: &Text| Remedy { title: format!("改为“{to}”"), edits: vec![((*at).into(), to.into())], safety };
            said.fixes.extend(row.to.iter().map(remedy));
        }
    }
}

/// Whether the name of a document is open where a text ends.
fn named(before: &str) -> bool {
    before.chars().rev().take(LONGEST_NAME).find(|c| ['《', '》'].contains(c)) == Some('《')
}
