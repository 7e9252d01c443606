//! The year a report is about.

use crate::document::{Block, BlockKind, Document, year_in};

/// Words of headings that speak of the year after: 四、2025年推进法治政府建设的主要安排.
const AHEAD: [&str; 12] =
    ["安排", "计划", "打算", "思路", "设想", "展望", "谋划", "下一", "下步", "目标", "重点工作", "重点任务"];

/// The year in the title. Without it, the year that the first-level headings and the beginning of the text agree on;
/// where they do not agree, nobody can say.
pub fn of(doc: &Document) -> Option<i32> {
    let title = doc.title().and_then(|title| year_in(doc.words(title)));
    title.or_else(|| match (of_headings(doc), of_lead(doc)) {
        (Some(heading), Some(lead)) if heading != lead => None,
        (heading, lead) => heading.or(lead),
    })
}

/// The least year of the headings that look back; where only one that looks ahead has a year, the year before that.
fn of_headings(doc: &Document) -> Option<i32> {
    let headings = || doc.blocks.iter().filter(|block| block.kind == BlockKind::Heading && block.level == 1);
    let ahead = |block: &&Block| AHEAD.iter().any(|word| doc.words(block).contains(word));
    let back = headings().filter(|block| !ahead(block)).filter_map(|block| year_in(doc.words(block))).min();
    back.or_else(|| headings().filter(ahead).filter_map(|block| year_in(doc.words(block))).min().map(|next| next - 1))
}

/// The year that begins the text, 2024年，我局…, or that is announced, 现将2024年工作情况报告如下.
fn of_lead(doc: &Document) -> Option<i32> {
    let heading = doc.blocks.iter().position(|block| block.kind == BlockKind::Heading).unwrap_or(doc.blocks.len());
    let lead = || doc.blocks[..heading].iter().filter(|block| matches!(block.kind, BlockKind::Lead | BlockKind::Paragraph));
    let announced = lead().find_map(|block| {
        let words = doc.words(block);
        let at = words.rfind("现将").or_else(|| words.rfind("现就"))?;
        year_in(&words[at..])
    });
    announced.or_else(|| {
        let words = doc.words(lead().next()?);
        let clause = &words[..words.find(['\u{FF0C}', '。', '\u{FF1A}']).unwrap_or(words.len())];
        // 2024年， 2024年度， 2024年以来， but not 2021年行政处罚法修订以来，
        const SHORT: usize = "2024年以来".len();
        year_in(clause).filter(|year| clause.starts_with(&year.to_string()) && clause.len() <= SHORT)
    })
}
