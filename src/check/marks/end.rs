//! The last stop of a paragraph.

use super::super::Say;
use super::super::mark::is_han;
use crate::document::{Block, BlockKind, Document};
use crate::finding::Safety;
use crate::span::Span;

/// A paragraph of running text has so many characters and a sentence before its last.
const LONG: usize = 40;

/// The last clause of running text has so many characters; shorter ones may be names.
const CLAUSE: usize = 4;

/// Only a text of which this many paragraphs end in a stop for each that does not takes care of it.
const CARE: usize = 5;

/// Words that lead to a list.
const LEADS: [&str; 4] = ["如下", "以下", "下列", "包括"];

/// Stops inside a sentence and at its end.
const STOPS: [char; 5] = ['\u{FF0C}', '。', '\u{FF1B}', '\u{FF1A}', '、'];

/// 帮扶中心⏎二、存在的不足: running text that breaks off before a heading or the end of its part. A line that goes on in the next was broken
/// by a page and is none.
pub(super) fn paragraphs(doc: &Document, say: &mut Say) {
    let prose = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead) && is_prose(doc.words(block));
    let closed = doc.blocks.iter().filter(prose).filter(|block| !is_open(doc.words(block))).count();
    let open = || doc.iter().filter(|(_, block)| prose(block) && is_open(doc.words(block)));
    if open().count() * CARE > closed {
        return;
    }
    for (id, block) in open() {
        let next = doc.blocks.get(id.0 as usize + 1);
        if next.is_some_and(|next| next.kind == BlockKind::Heading) {
            let words = doc.words(block).trim_end();
            let start = words.rfind(STOPS).map_or(0, |at| at + '。'.len_utf8());
            let from = block.text.start as usize;
            let end = from + words.len();
            let clause = &words[start..];
            let said = say.at(Span::new(from + start, end)).value("words", clause);
            said.fix("补上句号", Span::new(end, end), "。", Safety::Offered);
        }
    }
}

/// Running text: long, and stopped before its last sentence.
fn is_prose(words: &str) -> bool {
    words.contains('。') && words.chars().nth(LONG).is_some()
}

/// Whether the last clause has no stop behind it and leads to nothing.
fn is_open(words: &str) -> bool {
    let words = words.trim_end();
    let clause = words.rsplit(STOPS).next().unwrap_or("");
    words.ends_with(is_han) && clause.chars().count() >= CLAUSE && !LEADS.iter().any(|lead| words.ends_with(lead))
}
