//! Headings that lost their line break.

use super::Part;
use super::align::fits_part;
use crate::document::{BlockKind, Document};
use crate::span::{Read, Span};

/// The longest heading that is looked for, in characters.
const LONGEST: usize = 40;

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A heading 三、… inside a line, where the line breaks of the text were lost: …得到好评。三、2024年存在的不足 （一）…
pub(super) fn inline(part: &Part, doc: &Document) -> Option<Span<Read>> {
    let lines =
        doc.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading));
    for block in lines {
        let text = doc.words(block);
        for (at, _) in text.match_indices('、') {
            let before = text[..at].trim_end_matches(NUMERALS);
            let ended = before.trim_end().is_empty() || before.trim_end().ends_with(['。', '\u{FF1A}']);
            if before.len() == at || !ended {
                continue;
            }
            let rest = &text[at + '、'.len_utf8()..];
            let end = rest.find(['。', '\u{FF08}', ' ']).unwrap_or(rest.len());
            let end = rest.char_indices().nth(LONGEST).map_or(end, |(limit, _)| end.min(limit));
            if fits_part(part, &rest[..end], doc.year) {
                let start = block.text.start as usize;
                return Some(Span::new(start + before.len(), start + at + '、'.len_utf8() + end));
            }
        }
    }
    None
}
