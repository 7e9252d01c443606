//! Values found in the text, once, so that checks compare values and do not scan.

use super::BlockId;
use crate::span::{Read, Span};

/// All facts of a document, each list sorted by place.
#[derive(Debug, Default)]
pub struct Facts {
    /// 一是 … 二是 …
    pub ordinals: Vec<Ordinal>,
    /// Counted facts: 412件, 3.5万人次, 98%.
    pub figures: Vec<Span<Read>>,
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
