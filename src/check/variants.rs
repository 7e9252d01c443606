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
const COMMA: &str = "、";
/// So many characters before the mark must be the same.
const SHARED: usize = 3;

impl Kind for Variants {
    fn run(&self, on: &On, say: &mut Say) {
        let mut names: FnvHashMap<&str, Vec<Span<Read>>> = FnvHashMap::default();
        for hit in on.hits {
            let name = on.doc.slice(*hit);
            if name == COMMA || name == OPEN || runs(on.doc, *hit) {
                names.entry(name).or_default().push(*hit);
            }
        }
        for [better, other] in &self.pairs {
            if let (Some(better), Some(other)) = (names.get(better.as_str()), names.get(other.as_str())) {
                // What is written less often is the slip; of two, the one that is not the better.
                let (used, rare) = if better.len() < other.len() { (other, better) } else { (better, other) };
                rare.iter().for_each(|at| tell(on.doc, *at, used[0], say));
            }
        }
        if let (Some(open), Some(commas)) = (names.get(OPEN), names.get(COMMA)) {
            marked(on.doc, open, commas, say);
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["this", "other"]
    }

    fn literals(&self) -> Vec<&str> {
        let marks: &[&str] = if self.marks { &[OPEN, COMMA] } else { &[] };
        self.pairs.iter().flatten().map(String::as_str).chain(marks.iter().copied()).collect()
    }
}

fn tell(doc: &Document, at: Span<Read>, other: Span<Read>, say: &mut Say) {
    let (this, used) = (doc.slice(at), doc.slice(other));
    let said = say.at(at);
    said.value("this", this).value("other", used).related(other, "另一种写法");
    said.fix(format!("改为“{used}”"), at, used, Safety::Offered);
}

/// 观察会、行 where 观察会（行） stands elsewhere: what precedes is the same, and no more than the bracket holds follows.
fn marked(doc: &Document, open: &[Span<Read>], commas: &[Span<Read>], say: &mut Say) {
    let mut bracketed: FnvHashMap<(&str, &str), Span<Read>> = FnvHashMap::default();
    for mark in open {
        let rest = &doc.text()[mark.end as usize..];
        let inner = rest.char_indices().take(SHARED).find(|(_, sign)| *sign == '\u{FF09}').map(|(end, _)| &rest[..end]);
        let (Some(inner), Some(shared)) = (inner.filter(|inner| is_plain(inner)), shared(doc, *mark)) else { continue };
        let start = mark.start as usize - shared.len();
        let all = Span::new(start, mark.end as usize + inner.len() + '\u{FF09}'.len_utf8());
        bracketed.entry((shared, inner)).or_insert(all);
    }
    if bracketed.is_empty() {
        return;
    }
    for mark in commas {
        let Some(shared) = shared(doc, *mark) else { continue };
        let rest = &doc.text()[mark.end as usize..];
        let end = rest.find(|sign: char| !is_han(sign)).unwrap_or(rest.len());
        // 观察会、行动: another word.
        if let Some(other) = bracketed.get(&(shared, &rest[..end])).filter(|_| runs(doc, *mark)) {
            tell(doc, Span::new(mark.start as usize - shared.len(), mark.end as usize + end), *other, say);
        }
    }
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
