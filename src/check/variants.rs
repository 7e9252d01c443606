//! One thing under two names: 行政规范性文件合法性审核 here, 行政规范性文件合法性审查 there; 观察会（行） here, 观察会、行 there.

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
    #[serde(default)]
    pub pairs: Vec<[String; 2]>,
    /// Whether what brackets join in one place, and 、 in another, counts too: 观察会（行） and 观察会、行.
    #[serde(default)]
    pub marks: bool,
}

const OPEN: &str = "\u{FF08}";
/// So many characters before the mark must be the same, and fewer stand in the bracket.
const SHARED: usize = 3;
/// More names with brackets are not looked for.
const MANY: usize = 16;

impl Kind for Variants {
    fn run(&self, on: &On, say: &mut Say) {
        if self.marks {
            marked(on, say);
        }
        let mut names: FnvHashMap<&str, Vec<Span<Read>>> = FnvHashMap::default();
        for hit in on.hits.iter().filter(|hit| !self.pairs.is_empty() && runs(on.doc, **hit)) {
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
        self.pairs.iter().flatten().map(String::as_str).chain(self.marks.then_some(OPEN)).collect()
    }
}

fn tell(doc: &Document, at: Span<Read>, other: Span<Read>, say: &mut Say) {
    let (this, used) = (doc.slice(at), doc.slice(other));
    let said = say.at(at);
    said.value("this", this).value("other", used).related(other, "另一种写法");
    said.fix(format!("改为“{used}”"), at, used, Safety::Offered);
}

/// 观察会、行 where 观察会（行） stands elsewhere: what precedes is the same, and no more than the bracket holds follows.
fn marked(on: &On, say: &mut Say) {
    let doc = on.doc;
    let mut bracketed: Vec<(String, Span<Read>)> = Vec::new();
    for mark in on.hits {
        let Some((shared, inner)) = shared(doc, *mark).zip(inner(doc, *mark)) else { continue };
        let other = format!("{shared}、{inner}");
        if bracketed.len() < MANY && bracketed.iter().all(|(known, _)| *known != other) {
            let end = mark.end as usize + inner.len() + '\u{FF09}'.len_utf8();
            bracketed.push((other, Span::new(mark.start as usize - shared.len(), end)));
        }
    }
    for (other, used) in bracketed {
        for start in memchr::memmem::find_iter(doc.text().as_bytes(), &other) {
            let at = Span::new(start, start + other.len());
            // 观察会、行动: another word.
            let ends = !doc.text()[at.end as usize..].starts_with(is_han);
            if ends && runs(doc, at) {
                tell(doc, at, used, say);
            }
        }
    }
}

/// What a bracket holds, if it is a word or two characters.
fn inner<'d>(doc: &'d Document, open: Span<Read>) -> Option<&'d str> {
    let rest = &doc.text()[open.end as usize..];
    let (end, _) = rest.char_indices().take(SHARED).find(|(_, sign)| *sign == '\u{FF09}')?;
    Some(&rest[..end]).filter(|words| is_plain(words))
}

/// The characters before a mark, if they are words.
fn shared<'d>(doc: &'d Document, mark: Span<Read>) -> Option<&'d str> {
    let before = &doc.text()[..mark.start as usize];
    let (start, _) = before.char_indices().nth_back(SHARED - 1)?;
    Some(&before[start..]).filter(|words| is_plain(words))
}

fn is_plain(words: &str) -> bool {
    !words.is_empty() && words.chars().all(is_han)
}

fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
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
