//! Years in the text that disagree with the report's year: last year's draft shows through.

use super::super::{On, Place, Say};
use crate::document::{Block, BlockId, BlockKind, Document, Quantity, Unit, year_in, years_in};
use crate::span::{Read, Span};

/// The text opens with another year than the title's, or announces another: 现将2023年工作情况报告如下.
pub(super) fn opening(doc: &Document, say: &mut Say) {
    let Some((report, title)) = titled(doc) else { return };
    let lead = || doc.blocks.iter().filter(|block| block.kind == BlockKind::Lead);
    let first = lead().next().and_then(|block| opening_year(doc, block));
    // The same paragraph may tell of both years; then the first is no slip.
    let first = first.filter(|_| lead().next().is_some_and(|block| !years_in(doc.words(block)).any(|year| year == report)));
    let announced = lead().find_map(|block| announced(doc, block)).filter(|(_, years)| !years.contains(&report));
    let announced = announced.and_then(|(place, years)| Some((*years.first()?, place)));
    // Both are one slip, told at the first.
    let mut wrong = first.into_iter().chain(announced).filter(|(year, _)| *year != report);
    if let Some((year, place)) = wrong.next() {
        let said = say.at(place).value("year", year.to_string()).value("report", report.to_string());
        said.related(title, format!("标题写{report}年"));
        said.related.extend(wrong.map(|(year, place)| (place, format!("这里写{year}年").into())));
    }
}

/// The report's year and the title that says it.
fn titled(doc: &Document) -> Option<(i32, Span<Read>)> {
    let title = doc.title()?;
    let year = year_in(doc.words(title)).filter(|year| Some(*year) == doc.year)?;
    Some((year, title.span))
}

/// The year that opens a block as its own time, with its place: 2024年，我局…, 2024年度，…; none for 2021年以来，
fn opening_year(doc: &Document, block: &Block) -> Option<(i32, Span<Read>)> {
    let words = doc.words(block);
    let clause = &words[..words.find(['\u{FF0C}', ',', '。'])?];
    let year = year_in(clause)?;
    let rest = clause.strip_prefix(&year.to_string())?.trim_start_matches(' ').strip_prefix('年')?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let own = rest.is_empty() || rest == "全年" || rest == "里";
    let start = block.text.start as usize;
    own.then(|| (year, Span::new(start, start + clause.len())))
}

/// What a lead announces, with the years it names: 现将2024年工作情况报告如下
fn announced(doc: &Document, block: &Block) -> Option<(Span<Read>, Vec<i32>)> {
    let words = doc.words(block);
    let from = words.rfind("现将").or_else(|| words.rfind("现就"))?;
    let clause = &words[from..];
    let clause = &clause[..clause.find(['\u{FF1A}', ':', '。', '\n']).unwrap_or(clause.len())];
    let start = block.text.start as usize + from;
    let years: Vec<i32> = years_in(clause).collect();
    (clause.contains("如下") && !years.is_empty()).then(|| (Span::new(start, start + clause.len()), years))
}

/// How a heading that speaks of the year after ends: （四）2025年工作安排.
const PLANS: [&str; 7] = ["工作安排", "主要安排", "重点安排", "工作计划", "工作打算", "工作思路", "工作重点"];

/// What joins a plan to something else, which may be of this year: 2024年存在的问题和工作打算.
const JOINTS: [&str; 5] = ["和", "及", "与", "、", "完成"];

/// A heading begins with an earlier year, or is a plan for the year reported on, and is none of those that
/// `structure/year-mismatch` holds to the outline.
pub(super) fn heading(on: &On, unless: &[String], tells: &[String], say: &mut Say) {
    let doc = on.doc;
    let Some(report) = doc.year else { return };
    for (id, block) in doc.iter().filter(|(_, block)| block.kind == BlockKind::Heading) {
        let words = doc.words(block);
        let Some(year) = year_in(words).filter(|year| (report - 2..=report).contains(year)) else { continue };
        let plan = PLANS.iter().any(|word| words.ends_with(word)) && !JOINTS.iter().any(|word| words.contains(word));
        let expected = if plan { report + 1 } else { report };
        let begins = words.starts_with(&format!("{year}年")) && years_in(words).count() == 1;
        let own = tells.iter().any(|end| words.ends_with(end.as_str())) && !names_something(words);
        let wrong = begins && own && year != expected && !words.contains("以来") && !has(words, unless);
        if !wrong || is_held(on, id) || siblings_tell_years(doc, id, block) {
            continue;
        }
        let said = say.at(block.span).value("year", year.to_string()).value("report", report.to_string());
        said.value("expected", expected.to_string());
        said.related.extend(doc.title().map(|title| (title.span, "标题".into())));
    }
}

/// Whether a year is that of a document or a project: 2023年《普法责任清单》落实情况.
fn names_something(words: &str) -> bool {
    let after = words.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '年' | '度'));
    after.starts_with(['《', '“', '「'])
}

/// Whether a heading is a part's own: then the outline says which year it must have.
fn is_held(on: &On, id: BlockId) -> bool {
    let places = || on.outline.into_iter().flat_map(|aligned| &aligned.places);
    places().filter(|place| **place == Place::Section(id)).count() == 1
}

/// Whether a heading beside this one has a year as well: 2023年…, 2024年… are told one after the other.
fn siblings_tell_years(doc: &Document, id: BlockId, block: &Block) -> bool {
    doc.children(block.parent).any(|(other, beside)| {
        other != id && beside.kind == block.kind && year_in(doc.words(beside)).is_some() && block.level > 1
    })
}

fn has(words: &str, list: &[String]) -> bool {
    list.iter().any(|word| words.contains(word.as_str()))
}

/// A paragraph opens with the year before as its own time and tells counted results, and nothing in it compares years.
pub(super) fn stale(doc: &Document, unless: &[String], say: &mut Say) {
    let Some(report) = doc.year else { return };
    for (id, block) in doc.iter().filter(|(_, block)| block.kind == BlockKind::Paragraph && block.parent.is_some()) {
        let Some((year, place)) = opening_year(doc, block).filter(|(year, _)| year + 1 == report) else { continue };
        let counted = doc.facts.quantities_in(block.text).iter().filter(|quantity| tells_result(quantity)).count();
        let words = doc.words(block);
        let other_years = years_in(words).any(|other| other != year) || beside_tells_year(doc, id, block);
        if counted < 2 || other_years || has(words, unless) {
            continue;
        }
        let said = say.at(place).value("year", year.to_string()).value("report", report.to_string());
        said.related.extend(doc.title().map(|title| (title.span, "标题".into())));
    }
}

fn tells_result(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Count && !quantity.words
}

/// Whether a paragraph beside this one opens with a year: then the years are told one after the other.
fn beside_tells_year(doc: &Document, id: BlockId, block: &Block) -> bool {
    let near = id.0.saturating_sub(2)..=(id.0 + 2).min(doc.blocks.len() as u32 - 1);
    near.filter(|at| *at != id.0)
        .map(|at| &doc.blocks[at as usize])
        .any(|beside| beside.parent == block.parent && opening_year(doc, beside).is_some())
}
