//! When a report was due, and when it was signed and published.

use std::borrow::Cow;

use super::super::Say;
use crate::document::{Block, BlockKind, Date, Document};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// The first year whose report the regulation of April 2019 speaks of.
const FIRST: i32 = 2019;

/// What the names of departments and of offices of governments end in.
const DEPARTMENTS: [&str; 5] = ["局", "厅", "委员会", "办公室", "委"];

/// Committees of the Party, which are no departments, whatever they end in.
const PARTY: [&str; 6] = ["省委", "市委", "县委", "区委", "党委", "工委"];

/// Places that a province's government is named by, beside 省 and 自治区.
const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

/// What a page calls the day of its publication.
const PUBLISHED: [&str; 3] = ["发布时间", "发布日期", "发表时间"];

/// The month of its own year from which on a report may be signed; before, the year is not half over.
const YEAR_NEARLY_OVER: u32 = 7;

/// A department or a local government signs after 1 March, a province's government after 1 April.
pub(super) fn late_signing(doc: &Document, say: &mut Say) {
    let Some(report) = doc.year.filter(|year| *year >= FIRST) else { return };
    let Some((date, (year, month, day))) = signed(doc) else { return };
    let Some(due) = organ(doc).and_then(due) else { return };
    if year == report + 1 && (month, day) > (due, 1) {
        let said = say.at(date.span).value("date", doc.slice(date.span));
        said.value("deadline", format!("{}年{due}月1日", report + 1)).value("report", report.to_string());
        said.related.extend(title(doc));
    }
}

/// The date stands in the first half of the report's own year, or before it, or two years after it and later.
pub(super) fn signing_year(doc: &Document, say: &mut Say) {
    let Some(report) = doc.year else { return };
    let Some((date, (year, month, _))) = signed(doc) else { return };
    let early = (year, month) < (report, YEAR_NEARLY_OVER);
    if !early && year < report + 2 {
        return;
    }
    let reason = if early { "这一年还没有过完" } else { "已隔了一年以上" };
    let said = say.at(date.span).value("date", doc.slice(date.span)).value("report", report.to_string()).value("reason", reason);
    said.related.extend(title(doc));
    // In the first months of a year people still write the old one.
    if year == report && month <= 3 {
        let start = date.span.start as usize;
        let place = Span::new(start, start + year.to_string().len());
        if doc.slice(place) == year.to_string() {
            said.fix(format!("改为{}年", year + 1), place, (year + 1).to_string(), Safety::Offered);
        }
    }
}

/// A page that furnishes the text says that it was published after 1 April.
pub(super) fn late_publication(doc: &Document, say: &mut Say) {
    let Some(report) = doc.year.filter(|year| *year >= FIRST) else { return };
    let late = doc.facts.dates.iter().find(|date| {
        let labelled = doc.block(date.block).kind == BlockKind::Chrome && is_published(doc, date);
        labelled && date.whole().is_some_and(|day| day > (report + 1, 4, 1))
    });
    if let Some(date) = late {
        let said = say.at(date.span).value("date", doc.slice(date.span));
        said.value("deadline", format!("{}年4月1日", report + 1)).value("report", report.to_string());
    }
}

/// Whether the label before a date calls it the day of publication: 发布时间：2025-11-07, but not 发布机构：… 成文日期：…
fn is_published(doc: &Document, date: &Date) -> bool {
    let before = &doc.text()[doc.block(date.block).text.start as usize..date.span.start as usize];
    let label = before.trim_end_matches([' ', '|', ':', '\u{FF1A}', ']', '］', '】', '\u{3000}', '\t']);
    PUBLISHED.iter().any(|word| label.ends_with(word))
}

/// The date that the document bears at its end, or under its title.
pub(in crate::check) fn signed<'d>(doc: &'d Document<'_>) -> Option<(&'d Date, (i32, u32, u32))> {
    let front = doc.blocks.iter().position(|block| block.kind == BlockKind::Heading).unwrap_or(0);
    let own = |date: &&Date| {
        let at = date.block.0 as usize;
        // A bare 2025-03-20 under a title is as often the page's; in brackets or below a name it is the document's.
        let named = at > 0 && doc.blocks[at - 1].kind == BlockKind::Signature;
        let bracketed = doc.words(&doc.blocks[at]).starts_with(['\u{FF08}', '(']);
        doc.blocks[at].kind == BlockKind::Date && (at >= front || named || bracketed)
    };
    doc.facts.dates.iter().rev().filter(own).find_map(|date| Some((date, date.whole()?)))
}

/// The title, as evidence of the report's year.
fn title(doc: &Document) -> Option<(Span<Read>, Cow<'static, str>)> {
    doc.title().map(|title| (title.span, "标题写明报告的年度".into()))
}

/// The organ that signs, or the words of the title before the year.
fn organ<'d>(doc: &'d Document<'_>) -> Option<&'d str> {
    let signature = doc.blocks.iter().rev().find(|block| block.kind == BlockKind::Signature);
    signature.map(|block: &Block| doc.words(block)).or_else(|| {
        let title = doc.words(doc.title()?);
        let end = title.find("关于").or_else(|| title.find(|sign: char| sign.is_ascii_digit()))?;
        Some(title[..end].trim_start_matches('《'))
    })
}

/// The month on whose first day the report of an organ was due; none for townships and bodies that are no organ.
fn due(organ: &str) -> Option<u32> {
    let name = organ.trim().trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
    if let Some(place) = name.strip_suffix("人民政府") {
        let province = place.ends_with('省') || place.ends_with("自治区") || MUNICIPALITIES.contains(&place);
        let local = place.ends_with(['市', '县', '区', '州', '盟', '旗']);
        return if province { Some(4) } else { local.then_some(3) };
    }
    let party = PARTY.iter().any(|word| name.ends_with(word));
    let township = name.contains("街道");
    (!party && !township && DEPARTMENTS.iter().any(|word| name.ends_with(word))).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::due;

    #[test]
    fn every_organ_has_its_deadline() {
        let table = [
            ("青岚县司法局", Some(3)),
            ("澄岫省教育厅", Some(3)),
            ("青岚县发展和改革委员会", Some(3)),
            ("青岚县人民政府", Some(3)),
            ("澄岫自治州人民政府", Some(3)),
            ("澄岫省人民政府", Some(4)),
            ("上海市人民政府", Some(4)),
            ("松岭镇人民政府", None),
            ("青岚县松岭街道办事处", None),
            ("松岭街道党政办公室", None),
            ("中共青岚县委", None),
            ("青岚县卫生健康委", Some(3)),
        ];
        for (organ, month) in table {
            assert_eq!(due(organ), month, "{organ}");
        }
    }
}
