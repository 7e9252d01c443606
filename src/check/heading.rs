//! The form of headings among their siblings: one that runs into its text, one that is empty, one that ends in a full stop.

use serde::{Deserialize, Serialize};

use super::{On, Say};
use crate::document::{Block, BlockId, BlockKind, Document, MarkerStyle};
use crate::finding::Safety;
use crate::span::Span;

/// `check: { heading: { fault: run-in } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// What to report.
    pub fault: HeadingFault,
}

/// What can be wrong with the form of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingFault {
    /// No mark divides it from its text.
    RunIn,
    /// Nothing stands under it, though its siblings have text.
    Empty,
    /// It ends in a full stop, though it stands alone on its line and its siblings do not.
    Stop,
    /// Its number is two levels below the heading above: 1. directly under 一、.
    Skip,
}

/// No heading that names a topic is longer, in characters.
const NAME: usize = 40;

impl Heading {
    pub(super) fn run(&self, on: &On, say: &mut Say) {
        if self.fault == HeadingFault::Skip {
            return skips(on.doc, say);
        }
        for group in siblings(on.doc) {
            match self.fault {
                HeadingFault::RunIn => run_in(on.doc, &group, say),
                HeadingFault::Empty => empty(on.doc, &group, say),
                HeadingFault::Stop => stop(on.doc, &group, say),
                HeadingFault::Skip => {}
            }
        }
    }

    pub(super) fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    pub(super) fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            HeadingFault::Skip => vec!["heading", "above"],
            _ => vec!["heading", "length"],
        }
    }

    pub(super) fn literals(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Headings of the two upper levels, those with the same parent and the same form of number together.
fn siblings(doc: &Document) -> Vec<Vec<BlockId>> {
    let mut groups: Vec<Vec<BlockId>> = Vec::new();
    let parents =
        std::iter::once(None).chain(doc.iter().filter(|(_, block)| block.kind == BlockKind::Heading).map(|(id, _)| Some(id)));
    for parent in parents {
        for style in [MarkerStyle::Chinese, MarkerStyle::ChineseParen] {
            let of_style = |block: &Block| block.marker.is_some_and(|marker| marker.style == style);
            let group: Vec<BlockId> = doc.children(parent).filter(|(_, block)| of_style(block)).map(|(id, _)| id).collect();
            if group.len() > 1 {
                groups.push(group);
            }
        }
    }
    groups
}

fn length(doc: &Document, id: BlockId) -> usize {
    doc.words(doc.block(id)).chars().count()
}

/// （一）大力推进协调工作顺利完成机构改革，在县委领导下，在全市率先……: the first sentence is several times as long as any
/// sibling's heading, and text follows it on the line.
fn run_in(doc: &Document, group: &[BlockId], say: &mut Say) {
    let mut lengths: Vec<usize> = group.iter().map(|id| length(doc, *id)).collect();
    lengths.sort_unstable();
    let [.., second, longest] = lengths[..] else { return };
    for &id in group {
        let block = doc.block(id);
        let clauses = doc.words(block).split('\u{FF0C}').count();
        let others = if length(doc, id) == longest { second } else { longest };
        if block.run_in && length(doc, id) > NAME && length(doc, id) > 2 * others && clauses > 2 && others > 0 {
            let words = doc.words(block);
            let first = words.find('\u{FF0C}').unwrap_or(words.len());
            let at = Span::new(block.span.start as usize, block.text.start as usize + first);
            say.at(at).value("heading", &words[..first]).value("length", length(doc, id).to_string());
        }
    }
}

/// A heading that names a topic, with nothing below it.
fn empty(doc: &Document, group: &[BlockId], say: &mut Say) {
    let bare = |id: BlockId| {
        let block = doc.block(id);
        block.last == id && length(doc, id) <= NAME && !doc.words(block).ends_with(['。', '\u{FF1B}', '\u{FF0C}'])
    };
    // Where several are bare they are members of a list.
    if group.iter().filter(|id| bare(**id)).count() * 3 > group.len() {
        return;
    }
    for &id in group.iter().filter(|id| bare(**id)) {
        let block = doc.block(id);
        say.at(block.span).value("heading", doc.slice(block.span)).value("length", "0");
    }
}

/// Stand-alone headings that end in 。 among some that do not.
fn stop(doc: &Document, group: &[BlockId], say: &mut Say) {
    let alone: Vec<&Block> = group.iter().map(|id| doc.block(*id)).filter(|block| !block.run_in).collect();
    let stopped = |block: &&&Block| doc.words(block).ends_with('。');
    if alone.iter().all(|block| stopped(&block)) || group.iter().any(|id| doc.block(*id).last == *id) {
        return;
    }
    for block in alone.iter().filter(stopped) {
        let end = block.span.end as usize;
        let at = Span::new(end - '。'.len_utf8(), end);
        let said = say.at(at);
        said.value("heading", doc.slice(block.span)).value("length", doc.words(block).chars().count().to_string());
        said.fix("删去句号", at, "", Safety::Safe);
    }
}

/// 1. directly under 一、: allowed where a text has no （一） at all, and then worth one word of advice.
fn skips(doc: &Document, say: &mut Say) {
    for (_, block) in doc.iter() {
        let (Some(marker), Some(parent)) = (block.marker, block.parent) else { continue };
        let above = doc.block(parent);
        if marker.style == MarkerStyle::Arabic && above.marker.is_some_and(|above| above.style == MarkerStyle::Chinese) {
            say.at(block.span.cover(&marker.at))
                .value("heading", doc.slice(marker.at))
                .value("above", doc.slice(above.marker.map_or(above.span, |m| m.at)));
        }
    }
}
