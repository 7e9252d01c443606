//! What a report is: a tree of blocks in reading order, and the facts found in them.

mod block;
mod date;
mod facts;
mod number;
mod quantity;
mod year;

pub use block::{Block, BlockId, BlockKind, Marker, MarkerStyle};
pub use date::{Date, YearSpan, days_of};
pub use facts::{Facts, Lead, Ordinal};
pub use number::{amount, number_value, number_words};
pub(crate) use quantity::Within;
pub use quantity::{Bound, Hedge, Quantity, Sentence, Unit, same_measure};
pub use year::{year_in, years_in};

use crate::source::Source;
use crate::span::{Read, Span};

/// A parsed draft.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text it was parsed from.
    pub source: &'s Source,
    /// The year reported on, from the title, else the headings, else the lead, unless the user said which.
    pub year: Option<i32>,
    /// All blocks in reading order; a block's children follow it directly.
    pub blocks: Vec<Block>,
    /// Values found in the text, sorted by place.
    pub facts: Facts,
}

impl Document<'_> {
    /// The reading of the text, which all spans in blocks and facts point into.
    pub fn text(&self) -> &str {
        self.source.reading().text()
    }

    /// A stretch of the reading.
    pub fn slice(&self, span: Span<Read>) -> &str {
        &self.text()[span.range()]
    }

    /// The same as it may be shown: private numbers masked.
    pub fn shown(&self, span: Span<Read>) -> &str {
        &self.source.shown_reading()[span.range()]
    }

    /// The block with this id.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// All blocks with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (BlockId, &Block)> {
        self.blocks.iter().enumerate().map(|(at, block)| (BlockId(at as u32), block))
    }

    /// Everything below a block, in reading order.
    pub fn below(&self, id: BlockId) -> impl DoubleEndedIterator<Item = (BlockId, &Block)> {
        let last = self.block(id).last;
        (id.0 + 1..=last.0).map(|at| (BlockId(at), &self.blocks[at as usize]))
    }

    /// The blocks directly below `parent`, or at the top of the document.
    pub fn children(&self, parent: Option<BlockId>) -> impl Iterator<Item = (BlockId, &Block)> {
        let end = parent.map_or(self.blocks.len(), |id| self.block(id).last.0 as usize + 1);
        let mut at = parent.map_or(0, |id| id.0 as usize + 1);
        std::iter::from_fn(move || {
            let block = (at < end).then(|| &self.blocks[at])?;
            let id = BlockId(at as u32);
            at = block.last.0 as usize + 1;
            Some((id, block))
        })
    }

    /// The block that a place of the reading lies in.
    pub fn block_at(&self, byte: u32) -> Option<&Block> {
        let at = self.blocks.partition_point(|block| block.span.start <= byte);
        self.blocks[..at].last().filter(|block| byte < block.span.end)
    }

    /// The title, if there is one. A text may have more lines that look like one, such as that of the letter it came with
    /// (关于报送年度报告的报告); the first with a year is the report's.
    pub fn title(&self) -> Option<&Block> {
        let titles = || self.blocks.iter().filter(|block| block.kind == BlockKind::Title);
        titles().find(|block| year_in(self.words(block)).is_some()).or_else(|| titles().next())
    }

    /// The first clause of the text proper, to point at what is missing above it.
    pub fn opening(&self) -> Option<Span<Read>> {
        let block = self.blocks.iter().find(|block| !matches!(block.kind, BlockKind::Chrome | BlockKind::Caption))?;
        let words = self.slice(block.span);
        let end = words.find(['\u{FF0C}', '。', '\u{FF1A}', '\u{FF1B}', '\n', '\r']).unwrap_or(words.len());
        Some(Span::new(block.span.start as usize, block.span.start as usize + end))
    }

    /// The block's own text, without its marker.
    pub fn words(&self, block: &Block) -> &str {
        self.slice(block.text)
    }
}
