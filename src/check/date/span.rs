//! Spans of years: 2021—2025年.

use super::super::{Said, Say};
use crate::document::{Document, YearSpan};
use crate::finding::Safety;

/// No plan and no programme runs longer; years further apart are two numbers.
const LONGEST: i32 = 30;

/// 2025—2021年, 2023-2023.
pub(super) fn backward(doc: &Document, say: &mut Say) {
    for span in doc.facts.spans.iter().filter(|span| !span.mark.is_empty() && span.to <= span.from && is_of_years(doc, span)) {
        let reason = if span.to == span.from { "起止是同一年" } else { "止年早于起年" };
        say.at(span.span).value("span", doc.slice(span.span)).value("reason", reason);
    }
}

/// Whether 年 makes the figures years, or a bracket that holds nothing else: a price may fall from 2080 to 2050.
fn is_of_years(doc: &Document, span: &YearSpan) -> bool {
    let (before, after) = doc.text().split_at(span.span.end as usize);
    let opened = before[..span.span.start as usize].ends_with(['\u{FF08}', '(']);
    span.worded || opened && after.starts_with(['\u{FF09}', ')'])
}

/// （20212025年）
pub(super) fn lost_dash(doc: &Document, say: &mut Say) {
    for span in doc.facts.spans.iter().filter(|span| span.mark.is_empty()) {
        let runs = (1..=LONGEST).contains(&(span.to - span.from));
        // Without 年 only what is all that a bracket holds is a span, not a code.
        let opened = doc.text()[..span.span.start as usize].ends_with(['\u{FF08}', '(']);
        if runs && (span.worded || opened) {
            tell(doc, span, say);
        }
    }
}

/// 2023-2027, 2021——2025年
pub(super) fn hyphen(doc: &Document, say: &mut Say) {
    for span in doc.facts.spans.iter().filter(|span| span.from < span.to) {
        let mark = doc.slice(span.mark);
        if !mark.is_empty() && !matches!(mark, "—" | "~" | "\u{FF5E}" | "至") {
            tell(doc, span, say).value("mark", mark);
        }
    }
}

/// Says a span with how it should read, and offers that.
fn tell<'s>(doc: &Document, span: &YearSpan, say: &'s mut Say) -> &'s mut Said {
    let words = doc.slice(span.span);
    let (before, after) = words.split_at((span.mark.start - span.span.start) as usize);
    let model = format!("{before}—{}", &after[span.mark.len()..]);
    let title = if span.mark.is_empty() { "补上“—”".to_owned() } else { "改用“—”".to_owned() };
    let said = say.at(span.span).value("span", words).value("model", model);
    said.fix(title, span.mark, "—", Safety::Offered)
}
