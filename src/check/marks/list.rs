//! The marks that close the points of a list: one kind for all but the last.

use super::super::Say;
use crate::document::{Block, BlockId, Document, MarkerStyle};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// A list has so many points.
const POINTS: usize = 4;

/// （一）走访企业；⏎（二）公开清单。⏎（三）培训人员；⏎（四）评查案卷。
pub(super) fn points(doc: &Document, say: &mut Say) {
    let mut list: Vec<(BlockId, &Block, MarkerStyle)> = Vec::new();
    for (id, block) in doc.iter() {
        let Some(marker) = block.marker else { continue };
        let goes_on = |&(last, before, style): &(BlockId, &Block, MarkerStyle)| {
            style == marker.style && before.parent == block.parent && before.last == last && id.0 == last.0 + 1
        };
        if !list.last().is_some_and(goes_on) {
            judge(doc, &list, say);
            list.clear();
        }
        list.push((id, block, marker.style));
    }
    judge(doc, &list, say);
}

/// Tells the points that are closed otherwise than most. Points of several sentences are no list.
fn judge(doc: &Document, list: &[(BlockId, &Block, MarkerStyle)], say: &mut Say) {
    let [rest @ .., _] = list else { return };
    let ends: Option<Vec<_>> = rest.iter().map(|(_, block, _)| end(doc, block)).collect();
    let Some(ends) = ends.filter(|ends| ends.len() + 1 >= POINTS) else { return };
    let full = ends.iter().filter(|(sign, _)| *sign == '。').count();
    let (odd, right) = match full * 2 {
        0 => return,
        twice if twice < ends.len() => ('。', "\u{FF1B}"),
        twice if twice > ends.len() && full < ends.len() => ('\u{FF1B}', "。"),
        _ => return,
    };
    for (sign, at) in ends.into_iter().filter(|(sign, _)| *sign == odd) {
        let said = say.at(at).value("found", sign).value("expected", right);
        said.fix(format!("改为“{right}”"), at, right, Safety::Offered);
    }
}

/// The mark that closes a point of one sentence.
fn end(doc: &Document, block: &Block) -> Option<(char, Span<Read>)> {
    let words = doc.words(block).trim_end();
    let sign = words.chars().next_back().filter(|sign| matches!(sign, '。' | '\u{FF1B}'))?;
    let start = words.len() - sign.len_utf8();
    let at = block.text.start as usize + start;
    (!block.run_in && !words[..start].contains('。')).then(|| (sign, Span::new(at, at + sign.len_utf8())))
}
