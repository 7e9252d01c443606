//! Stops side by side, and 、 where the marks around it already part what is listed.

use super::super::Say;
use super::super::mark::{Mark, before};
use super::touch;
use crate::document::{BlockKind, Document};
use crate::finding::Safety;
use crate::source::Repair;
use crate::span::{Read, Span};

/// Stops of which no two stand side by side.
const STOPS: [char; 5] = ['\u{FF0C}', '。', '、', '\u{FF1B}', '\u{FF1A}'];

/// ，， and ，。. Three and more stand for dots or for the marks themselves: 。。。
pub(super) fn doubled(doc: &Document, marks: &[Mark], say: &mut Say) {
    let is_stop = |mark: &Mark| STOPS.contains(&mark.sign);
    for run in marks.chunk_by(|first, second| is_stop(first) && is_stop(second) && touch(first, second)) {
        let [first, second] = run else { continue };
        let span = first.span().cover(&second.span());
        if is_damaged(doc, span) || doc.block_at(span.start).is_none_or(|block| block.kind == BlockKind::Chrome) {
            continue;
        }
        // Which of two is meant: the same, or the graver where it comes last.
        let (delete, safety) = match (first.sign, second.sign) {
            // 8.18%。。 may have been ‰.
            (one, other) if one == other && !is_percent(doc, span) => (Some(second), Safety::Safe),
            (one, other) if one == other => (Some(second), Safety::Offered),
            (_, '。') | ('、', _) => (Some(first), Safety::Offered),
            _ => (None, Safety::Offered),
        };
        let found = doc.slice(span);
        let kept = delete.map(|gone| if gone.at == first.at { second.sign } else { first.sign });
        let expected = kept.map_or("其中一个".to_owned(), |kept| format!("“{kept}”"));
        let said = say.at(span).value("found", found).value("expected", &expected);
        if let Some(gone) = delete {
            said.fix(format!("只留{expected}"), gone.span(), "", safety);
        }
    }
}

/// Whether a place was mended, so that the mark is the mending's: rules on damage tell it.
fn is_damaged(doc: &Document, span: Span<Read>) -> bool {
    let pieces = doc.source.reading().pieces_in(span);
    pieces.iter().any(|piece| matches!(piece.repair, Repair::Shift | Repair::LostMark))
}

fn is_percent(doc: &Document, span: Span<Read>) -> bool {
    before(doc.text(), span.start as usize).is_some_and(|sign| matches!(sign, '%' | '\u{FF05}'))
}

/// “甲”、“乙” and 《甲》、《乙》: the marks part them. Behind a bracket, 《甲》（修订）、《乙》, it has its place.
pub(super) fn enumeration(marks: &[Mark], say: &mut Say) {
    for around in marks.windows(3) {
        let [before, comma, after] = around else { continue };
        let parts = matches!((before.sign, after.sign), ('”', '“') | ('》', '《'));
        if comma.sign == '、' && parts && touch(before, comma) && touch(comma, after) {
            let found = if before.sign == '”' { "并列的引号" } else { "并列的书名号" };
            say.at(comma.span()).value("found", found).fix("删去顿号", comma.span(), "", Safety::Offered);
        }
    }
}
