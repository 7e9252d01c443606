//! What a number lost in copying: its measure word (调解员17，), or the sign between it and a year (2018213名).

use super::super::{Said, Say};
use super::Counted;
use crate::document::{Document, Quantity, Unit};
use crate::finding::Safety;
use crate::span::Span;

/// 共选聘专职人民调解员17（2019年新增7），共调解纠纷993件: the one beside them has its measure word.
pub(super) fn measure(doc: &Document, counted: &[Counted], say: &mut Say) {
    let quantities = &doc.facts.quantities;
    for (at, quantity) in quantities.iter().enumerate().filter(|(_, quantity)| is_bare(quantity)) {
        let Some((what, measure)) = counted_by(doc.slice(quantity.lead), counted) else { continue };
        let ends = matches!(quantity.after, Some('\u{FF0C}' | ',' | '。' | '\u{FF1B}' | ';' | '\u{FF08}' | '('));
        let beside = measured_beside(quantities, at).filter(|_| ends && quantity.depth == 0);
        let Some(beside) = beside else { continue };
        tell(doc, quantity, what, measure, say).related(beside.span, "同一句的这个数有量词");
        // The number in the bracket right behind it counts the same: （2019年新增7）
        let inner = quantities.get(at + 1).filter(|next| is_bare(next) && next.sentence == quantity.sentence);
        let inner = inner.filter(|next| next.depth == 1 && matches!(next.after, Some('\u{FF09}' | ')')));
        let opens = quantity.tail.is_empty() && matches!(quantity.after, Some('\u{FF08}' | '('));
        if let Some(inner) = inner.filter(|next| opens && matches!(next.before, Some('\u{FF08}' | '('))) {
            tell(doc, inner, what, measure, say);
        }
    }
}

fn is_bare(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare
        && quantity.hedge.is_none()
        && !(quantity.words || quantity.range || quantity.quoted)
        && quantity.value.is_integer()
        && quantity.tail.is_empty()
}

/// What the words before a number say it counts, with its measure word.
fn counted_by<'s>(lead: &str, counted: &'s [Counted]) -> Option<(&'s str, &'s str)> {
    let ends = |kind: &'s Counted| kind.of.iter().find(|word| lead.ends_with(word.as_str())).map(|word| (word.as_str(), kind));
    counted.iter().find_map(ends).map(|(word, kind)| (word, kind.measure.as_str()))
}

/// How many numbers before and behind are looked at.
const BESIDE: usize = 12;

/// A number beside it in its sentence that has its measure word, where all have: in a list none need have one.
fn measured_beside(quantities: &[Quantity], at: usize) -> Option<&Quantity> {
    let own = &quantities[at];
    let near = &quantities[at.saturating_sub(BESIDE)..(at + BESIDE).min(quantities.len())];
    let beside = || near.iter().filter(|other| other.sentence == own.sentence && other.depth == 0 && other.span != own.span);
    let listed = beside().any(|other| other.unit == Unit::Bare);
    beside().find(|other| other.unit == Unit::Count && !other.words).filter(|_| !listed)
}

fn tell<'s>(doc: &Document, quantity: &Quantity, what: &str, measure: &str, say: &'s mut Say) -> &'s mut Said {
    let end = quantity.number().end as usize;
    let said =
        say.at(quantity.number()).value("number", doc.slice(quantity.number())).value("what", what).value("measure", measure);
    said.fix(format!("补上“{measure}”"), Span::new(end, end), measure, Safety::Offered)
}

/// How far from the report's year the year in a run of figures may lie.
const NEAR: i32 = 2;

/// 完成2018213名人员: 2018年213名, or a number typed wrong.
pub(super) fn year_run_in(doc: &Document, measures: &[String], say: &mut Say) {
    let Some(report) = doc.year else { return };
    for quantity in doc.facts.quantities.iter().filter(|quantity| quantity.unit == Unit::Count && quantity.hedge.is_none()) {
        let digits = doc.slice(quantity.number());
        // Four figures of a year and three or four of a count; 2,018,213 is meant as one.
        if !(7..=8).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let (year, rest) = digits.split_at(4);
        let near = year.parse::<i32>().is_ok_and(|year| (report - NEAR..=report + 1).contains(&year));
        if near && !rest.starts_with('0') && measures.iter().any(|word| word == doc.slice(quantity.measure())) {
            let said = say.at(quantity.span).value("number", doc.slice(quantity.span));
            said.value("year", year).value("rest", format!("{rest}{}", doc.slice(quantity.measure())));
        }
    }
}
