//! The facts of a document, found stretch by stretch: no fact reaches from one block into another.

use std::ops::Range;

use super::{date, ordinal, quantity};
use crate::crew::{Crew, share};
use crate::document::{Block, BlockId, Document, Facts};

/// A large text is shared out in about so many jobs: more than there are threads, so that none is long waited for, and few, for each
/// holds a list of its own until they are joined.
const JOBS: u32 = 32;

/// A job takes at least so many bytes.
const LEAST: u32 = 1 << 16;

/// All facts of a document.
pub(super) fn find(crew: Crew, doc: &Document) -> Facts {
    let stretches = stretches(&doc.blocks);
    let found = share(crew, stretches.len(), |at| {
        let mut facts = Facts::default();
        let blocks = || stretches[at].clone().map(|at| (BlockId(at as u32), &doc.blocks[at]));
        blocks().for_each(|(id, block)| ordinal::find(doc, id, block, &mut facts));
        blocks().for_each(|(id, block)| quantity::find(doc, id, block, &mut facts));
        blocks().for_each(|(id, block)| date::find(doc, id, block, &mut facts));
        facts
    });
    joined(found)
}

/// The blocks in stretches.
fn stretches(blocks: &[Block]) -> Vec<Range<usize>> {
    let (mut stretches, mut from) = (Vec::new(), 0);
    let long = (blocks.last().map_or(0, |last| last.span.end) / JOBS).max(LEAST);
    for (at, block) in blocks.iter().enumerate() {
        if block.span.end - blocks[from].span.start >= long || at + 1 == blocks.len() {
            stretches.push(from..at + 1);
            from = at + 1;
        }
    }
    stretches
}

/// The facts of stretches one behind the other, their indices made those of the whole.
fn joined(found: Vec<Facts>) -> Facts {
    let mut stretches = found.into_iter();
    let mut all = stretches.next().unwrap_or_default();
    for mut facts in stretches {
        let (sentences, quantities) = (all.sentences.len() as u32, all.quantities.len() as u32);
        facts.quantities.iter_mut().for_each(|quantity| quantity.sentence += sentences);
        for sentence in &mut facts.sentences {
            sentence.first += quantities;
            sentence.last += quantities;
        }
        all.ordinals.append(&mut facts.ordinals);
        all.quantities.append(&mut facts.quantities);
        all.sentences.append(&mut facts.sentences);
        all.dates.append(&mut facts.dates);
        all.spans.append(&mut facts.spans);
    }
    all
}
