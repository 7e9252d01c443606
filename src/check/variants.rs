//! One thing under two names: 行政规范性文件合法性审核 here, 行政规范性文件合法性审查 there.

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};
use crate::document::{BlockKind, Document};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { variants: { pairs: [[社区矫正对象, 社区矫正人员]] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variants {
    /// Names that a text uses for one thing, the better one first.
    pub pairs: Vec<[String; 2]>,
}

impl Kind for Variants {
    fn run(&self, on: &On, say: &mut Say) {
        let mut names: FnvHashMap<&str, Vec<Span<Read>>> = FnvHashMap::default();
        for hit in on.hits.iter().filter(|hit| runs(on.doc, **hit)) {
            names.entry(on.doc.slice(*hit)).or_default().push(*hit);
        }
        for [better, other] in self.pairs.iter().filter(|_| names.len() > 1) {
            if let (Some(better), Some(other)) = (names.get(better.as_str()), names.get(other.as_str())) {
                // What is written less often is the slip; of two, the one that is not the better.
                let (used, rare) = if better.len() < other.len() { (other, better) } else { (better, other) };
                rare.iter().for_each(|at| tell(on.doc, *at, used[0], say));
            }
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["this", "other"]
    }

    fn literals(&self) -> Vec<&str> {
        self.pairs.iter().flatten().map(String::as_str).collect()
    }
}

fn tell(doc: &Document, at: Span<Read>, other: Span<Read>, say: &mut Say) {
    let (this, used) = (doc.slice(at), doc.slice(other));
    let said = say.at(at);
    said.value("this", this).value("other", used).related(other, "另一种写法");
    said.fix(format!("改为“{used}”"), at, used, Safety::Offered);
}

/// Whether a place lies in running text and in no title of a document.
fn runs(doc: &Document, at: Span<Read>) -> bool {
    /// No title is longer, in bytes.
    const TITLE: usize = 150;
    let Some(block) = doc.block_at(at.start).filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead)) else {
        return false;
    };
    let before = &doc.text()[block.span.start as usize..(at.start.max(block.span.start)) as usize];
    let near = before.char_indices().rev().take_while(|(start, _)| before.len() - start < TITLE);
    near.map(|(_, sign)| sign).find(|sign| ['《', '》'].contains(sign)) != Some('《')
}
