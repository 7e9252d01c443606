//! Finds ordinals: 一是 … 二是 …, 一要 … 二要 ….

use memchr::memmem;

use crate::document::{BlockId, BlockKind, Document, Lead, Ordinal, number_value};
use crate::span::Span;

const LEADS: [(&str, Lead); 2] = [("是", Lead::Is), ("要", Lead::Must)];

/// Marks after which a new member may begin.
const MARKS: &str = "。；，：！？、”’）》…—;,:!?)\"";

/// What takes the numeral after it into its own word: 第二是, 其一是, 统一是, 说一不二是, 每周二是, 正月初一是, 始终如一是.
const TAKERS: [&str; 31] = [
    "第", "其", "之", "唯", "惟", "归", "同", "划", "单", "万", "专", "统", "不", "说", "独", "无", "每", "任", "某", "另", "合",
    "如", "逐", "周", "月", "初", "百", "零", "〇", "星期", "礼拜",
];

/// All ordinals of a document, in order.
pub fn find(doc: &Document) -> Vec<Ordinal> {
    let mut found = Vec::new();
    for (id, block) in doc.iter() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading) {
            let from = found.len();
            for (word, lead) in LEADS {
                in_block(doc, id, word, lead, &mut found);
            }
            found[from..].sort_unstable_by_key(|ordinal| ordinal.span);
        }
    }
    found
}

fn in_block(doc: &Document, id: BlockId, word: &str, lead: Lead, found: &mut Vec<Ordinal>) {
    let block = doc.block(id);
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
