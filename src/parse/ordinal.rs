//! Finds ordinals: 一是 … 二是 …, 一要 … 二要 ….

use memchr::memmem;

use crate::document::{Block, BlockId, BlockKind, Document, Facts, Lead, Ordinal, number_value};
use crate::span::Span;

const LEADS: [(&str, Lead); 2] = [("是", Lead::Is), ("要", Lead::Must)];

/// Marks after which a new member may begin.
const MARKS: &str = "。；，：！？、”’）》…—;,:!?)\"";

/// What takes the numeral after it into its own word: 第二是, 其一是, 统一是, 说一不二是, 每周二是, 正月初一是, 始终如一是.
const TAKERS: [&str; 31] = [
    "第", "其", "之", "唯", "惟", "归", "同", "划", "单", "万", "专", "统", "不", "说", "独", "无", "每", "任", "某", "另", "合",
    "如", "逐", "周", "月", "初", "百", "零", "〇", "星期", "礼拜",
];

/// The ordinals of a block, put into the facts in their order.
pub(super) fn find(doc: &Document, id: BlockId, block: &Block, facts: &mut Facts) {
    if matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading) {
        let from = facts.ordinals.len();
        for (word, lead) in LEADS {
            with(doc, id, block, (word, lead), &mut facts.ordinals);
        }
        facts.ordinals[from..].sort_unstable_by_key(|ordinal| ordinal.span);
    }
}

fn with(doc: &Document, id: BlockId, block: &Block, (word, lead): (&str, Lead), found: &mut Vec<Ordinal>) {
    let (text, base) = (doc.words(block), block.text.start as usize);
    for at in memmem::find_iter(text.as_bytes(), word) {
        let before = text[..at].trim_end_matches(is_numeral);
        let Some(number) = number_value(&text[before.len()..at]).filter(|_| before.len() < at) else { continue };
        let lead_in = before.trim_end();
        if TAKERS.iter().any(|taker| lead_in.ends_with(taker)) {
            continue;
        }
        let previous = lead_in.chars().next_back();
        found.push(Ordinal {
            number,
            lead,
            span: Span::new(base + before.len(), base + at + word.len()),
            block: id,
            first: previous.is_none(),
            marked: previous.is_none_or(|sign| MARKS.contains(sign)),
        });
    }
}

fn is_numeral(sign: char) -> bool {
    matches!(sign, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
