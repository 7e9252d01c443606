//! The year a report is about.

use crate::document::{BlockKind, Document, year_in};

/// The year in the title, else in the first-level headings, else in the lead.
pub fn of(doc: &Document) -> Option<i32> {
    let years = |kind: BlockKind| {
        let blocks = doc.blocks.iter().filter(move |block| block.kind == kind && block.level <= 1);
        blocks.filter_map(|block| year_in(doc.words(block)))
    };
    // 四、2025年推进法治政府建设的主要安排 speaks of the year after: the smallest year of the headings is the report's.
    years(BlockKind::Title).next().or_else(|| years(BlockKind::Heading).min()).or_else(|| years(BlockKind::Lead).next())
}
