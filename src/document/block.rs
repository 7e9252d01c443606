//! The pieces a report is made of.

use crate::span::{Read, Span};

/// Index of a block in [`super::Document::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// What part a block plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// 青岚县司法局2024年法治政府建设年度报告
    Title,
    /// 县委、县政府：
    Addressee,
    /// The opening paragraphs before the first heading.
    Lead,
    /// 一、… （一）… 1.… （1）…
    Heading,
    /// Running text.
    Paragraph,
    /// The organ's name at the end or under the title.
    Signature,
    /// The date at the end or under the title.
    Date,
    /// 附件：…
    Attachment,
    /// A document number: 青司发〔2025〕3号
    Reference,
    /// A short line above the text that is none of these: 县长　某某某
    Caption,
    /// What a web page left: 字体：大 中 小 打印
    Chrome,
}

/// How a number before a heading is written. The order is the order of levels (GB/T 9704-2012, 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerStyle {
    /// 第一章, 第一部分
    Chapter,
    /// 第一条, of laws and rules.
    Article,
    /// 一、
    Chinese,
    /// （一）
    ChineseParen,
    /// 1.
    Arabic,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
}

/// The number before a heading or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: MarkerStyle,
    /// Its value; none when the brackets are empty: `（）`.
    pub number: Option<u32>,
    /// Number and marks together: `（一）`.
    pub at: Span<Read>,
}

/// A stretch of the report with one part to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its part.
    pub kind: BlockKind,
    /// How deep it stands: 1 for a first-level heading and what stands directly under it, 0 above the first heading.
    pub level: u8,
    /// All of it, marker included, without space around it.
    pub span: Span<Read>,
    /// Its words, without the marker.
    pub text: Span<Read>,
    /// The number before it.
    pub marker: Option<Marker>,
    /// For a heading: whether more text follows on its line.
    pub run_in: bool,
    /// The heading it stands under.
    pub parent: Option<BlockId>,
    /// The last block below it; itself, if there is none.
    pub last: BlockId,
}
