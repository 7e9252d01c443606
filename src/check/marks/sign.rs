//! Marks in another form than their own: — or -- for ——, ● for ·.

use super::super::Say;
use super::super::mark::{Mark, after, before, has_stop, is_han};
use super::touch;
use crate::document::Document;
use crate::finding::Safety;
use crate::span::{Read, Span};

/// How many marks back and ahead the ends of a name are looked for.
const NEAR: usize = 6;

/// What follows a dash in a name is a phrase of its own from so many characters on; shorter words are the ends of a span: 青岚—澄岫.
const PHRASE: usize = 6;

/// A shorter word before it is one of two parties: “青岚—某某联合会合作纲要”.
const WORD: usize = 4;

/// Words that tell a span of places or stages: “青岚—澄岫高速公路”.
const SPANS: [&str; 12] =
    ["高速", "铁路", "公路", "走廊", "经济带", "城市群", "航线", "线路", "管道", "产业链", "一体化", "全过程"];

/// Marks that are taken for the middle dot.
const DOTS: [char; 8] = ['\u{25CF}', '\u{2022}', '\u{FF0E}', '\u{30FB}', '\u{2027}', '\u{2219}', '\u{22C5}', '\u{FF65}'];

/// A single — inside a name, as in “律师助手—办案人手边的工具书”, and two hyphens anywhere between Chinese.
pub(super) fn dash(doc: &Document, marks: &[Mark], say: &mut Say) {
    let is_dash = |mark: &Mark| matches!(mark.sign, '-' | '\u{2014}' | '\u{FF0D}');
    let mut end = 0;
    while let Some(start) = marks[end..].iter().position(is_dash).map(|at| end + at) {
        let more = marks[start..].windows(2).take_while(|pair| is_dash(&pair[1]) && touch(&pair[0], &pair[1])).count();
        end = start + more + 1;
        let run = &marks[start..end];
        let [first, .., last] = run else {
            if run[0].sign == '\u{2014}' && parts_phrases(doc.text(), marks, start) {
                tell(doc, run[0].span(), "——", Safety::Offered, say);
            }
            continue;
        };
        let hyphens = run.len() == 2 && first.sign == last.sign && first.sign != '\u{2014}';
        let (lead, tail) = (before(doc.text(), first.at as usize), after(doc.text(), last.end()));
        let begins = lead.is_none_or(|sign| is_han(sign) || "\n\u{3000} ”》".contains(sign));
        if hyphens && begins && tail.is_some_and(|sign| is_han(sign) || "“《".contains(sign)) {
            tell(doc, first.span().cover(&last.span()), "——", Safety::Offered, say);
        }
    }
}

/// Whether the dash is the only one of a name and parts it into a word and a phrase.
fn parts_phrases(text: &str, marks: &[Mark], at: usize) -> bool {
    let Some((open, close)) = name_around(marks, at) else { return false };
    let (lead, tail) = (&text[open.end()..marks[at].at as usize], &text[marks[at].end()..close.at as usize]);
    let joined = |side: &str| side.contains(['\u{2014}', '-', '\u{2013}']) || side.bytes().any(|byte| byte.is_ascii_digit());
    let words = lead.chars().count() >= WORD && tail.chars().count() >= PHRASE;
    words
        && after(tail, 0).is_some_and(is_han)
        && ![lead, tail].into_iter().any(joined)
        && !SPANS.iter().any(|word| tail.contains(word))
}

/// “乡村振兴●法治同行”
pub(super) fn interpunct(doc: &Document, marks: &[Mark], say: &mut Say) {
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| DOTS.contains(&mark.sign)) {
        let beside = [before(doc.text(), mark.at as usize), after(doc.text(), mark.end())];
        if beside.into_iter().all(|sign| sign.is_some_and(is_han)) && name_around(marks, at).is_some() {
            tell(doc, mark.span(), "·", Safety::Safe, say);
        }
    }
}

fn tell(doc: &Document, at: Span<Read>, expected: &str, safety: Safety, say: &mut Say) {
    let said = say.at(at).value("found", doc.slice(at)).value("expected", expected);
    said.fix(format!("改为“{expected}”"), at, expected, safety);
}

/// The marks around the quotation or title that a mark stands in, if it is short enough to be a name and all in one clause.
fn name_around(marks: &[Mark], at: usize) -> Option<(&Mark, &Mark)> {
    let ends = |mark: &&Mark| "“”《》‘’〈〉".contains(mark.sign) || has_stop(mark.sign.encode_utf8(&mut [0; 4]));
    let open = marks[..at].iter().rev().take(NEAR).find(ends).filter(|mark| "“《‘〈".contains(mark.sign))?;
    let close = marks[at + 1..].iter().take(NEAR).find(ends).filter(|mark| "”》’〉".contains(mark.sign))?;
    Some((open, close))
}
