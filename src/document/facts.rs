//! Values found in the text, once, so that checks compare values and do not scan.

use super::{BlockId, Date, Quantity, Sentence, YearSpan};
use crate::span::{Read, Span};

/// All facts of a document, each list sorted by place.
#[derive(Debug, Default)]
pub struct Facts {
    /// 一是 … 二是 …
    pub ordinals: Vec<Ordinal>,
    /// 412件, 3.5万人次, 98%.
    pub quantities: Vec<Quantity>,
    /// The sentences that hold quantities.
    pub sentences: Vec<Sentence>,
    /// 2024年12月31日, 12月, 2025-02-21.
    pub dates: Vec<Date>,
    /// 2021—2025年.
    pub spans: Vec<YearSpan>,
}

impl Facts {
    /// The quantities of a sentence.
    pub fn in_sentence(&self, at: u32) -> &[Quantity] {
        let sentence = &self.sentences[at as usize];
        &self.quantities[sentence.first as usize..sentence.last as usize]
    }

    /// The quantities that lie in a stretch.
    pub fn quantities_in(&self, within: Span<Read>) -> &[Quantity] {
        let from = self.quantities.partition_point(|quantity| quantity.span.start < within.start);
        let to = self.quantities.partition_point(|quantity| quantity.span.start < within.end);
        &self.quantities[from..to.max(from)]
    }
}

/// What follows the number of an ordinal. Only members that share it belong to one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lead {
    /// 一是
    Is,
    /// 一要
    Must,
}

/// One member of a run of ordinals: 一是加强学习.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// Its value, from 1.
    pub number: u32,
    /// What follows the number.
    pub lead: Lead,
    /// Number and lead: 一是.
    pub span: Span<Read>,
    /// The block it stands in.
    pub block: BlockId,
    /// Whether it begins its block.
    pub first: bool,
    /// Whether a mark, or the beginning of the block, stands before it; 「得到肯定二是推进」 has none.
    pub marked: bool,
}
