//! Finds ordinals: 一是 … 二是 …, 一要 … 二要 ….

use memchr::memmem;

use super::tree::value;
use crate::document::{BlockId, BlockKind, Document, Lead, Ordinal};
use crate::span::Span;

const LEADS: [(&str, Lead); 2] = [("是", Lead::Is), ("要", Lead::Must)];

/// Marks after which a new member may begin.
const MARKS: &str = "。；，：！？、”’）》…—;,:!?)\"";

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
        let Some(number) = value(&text[before.len()..at]).filter(|_| before.len() < at) else { continue };
        let previous = before.trim_end().chars().next_back();
        // 第二是, 其一是, 之一是, 统一是: the numeral belongs to the word before.
        if previous.is_some_and(|sign| "第其之统唯归同划单万专".contains(sign)) {
            continue;
        }
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
    "一二三四五六七八九十".contains(sign)
}
