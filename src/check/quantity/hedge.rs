//! Two hedges on one number: 近30余件, 约300人左右, 超过50%以上, 数万余人.

use super::super::Say;
use crate::document::{Bound, Document, Quantity, Unit};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// Before a hedge these may make another word with it: 契约200余份, 贴近30余家. Where that is possible nothing is said, though
/// the number is read as hedged (征集约300余条); what is never a hedge is told when numbers are read.
const ENDINGS: [(&str, &str); 3] = [
    ("约", "签预邀节履公违相条契合租特续解赴集制隐聘要简失毁缔盟民网誓守践新商婚立"),
    ("近", "附最靠邻临就新远相贴亲走拉切抵迫逼"),
    ("超", "赶反高"),
];

/// The two hedges of one number, by place.
type Pair = (Span<Read>, Span<Read>);

/// Says every number that is made vague twice, and offers to drop the later word.
pub(super) fn double(doc: &Document, say: &mut Say) {
    for quantity in doc.facts.quantities.iter().filter(|quantity| !quantity.hedge.is_none()) {
        let Some((first, second)) = pair(doc, quantity) else { continue };
        let said = say.at(quantity.span).value("number", doc.slice(quantity.span));
        said.value("first", doc.slice(first)).value("second", doc.slice(second));
        said.fix(format!("删去“{}”", doc.slice(second)), second, "", Safety::Offered);
    }
}

fn pair(doc: &Document, quantity: &Quantity) -> Option<Pair> {
    let after = quantity.hedge_after().filter(|(_, at)| !begins_a_word(doc, quantity, *at));
    if let (Some(before), Some(after)) = (quantity.hedge_before(), after) {
        return said_twice(doc, quantity, before, after).then_some((before.1, after.1));
    }
    // 30余人左右: the words after the measure are a second hedge.
    let more = after.map(|(_, at)| at).filter(|at| at.end <= quantity.measure().start.max(quantity.number().end));
    let late = Span::new(quantity.measure().end.max(quantity.number().end) as usize, quantity.span.end as usize);
    if let Some(more) = more.filter(|more| !late.is_empty() && more.end <= late.start && quantity.unit != Unit::Bare) {
        return Some((more, late));
    }
    let (_, at) = after.filter(|(bound, at)| quantity.hedge.vague && (*bound == Bound::About || is_more(doc, *at)))?;
    Some((vague_sign(doc, quantity)?, at))
}

/// Whether the hedge before and the one after both speak of the number.
fn said_twice(doc: &Document, quantity: &Quantity, before: (Bound, Span<Read>), after: (Bound, Span<Read>)) -> bool {
    let word = doc.slice(before.1);
    let block = doc.block(quantity.block).text;
    let lead = &doc.text()[block.start as usize..before.1.start as usize];
    let part_of_word = ENDINGS.iter().any(|(hedge, ends)| word == *hedge && lead.ends_with(|sign| ends.contains(sign)));
    // 近3年多, 近10余年: 近 is “recent”.
    let recent = word == "近" && quantity.unit == Unit::Time;
    // 排查不足20余项: a noun.
    let noun = word == "不足" && after.0 != Bound::AtMost;
    !part_of_word && !recent && !noun
}

/// Whether the hedge after a number is the beginning of another word: 200来自各地, 20多元化, 30余下.
fn begins_a_word(doc: &Document, quantity: &Quantity, hedge: Span<Read>) -> bool {
    match doc.slice(hedge) {
        "来" => quantity.unit == Unit::Bare,
        "多" => quantity.unit == Unit::Bare && quantity.measure().is_empty() || doc.slice(quantity.measure()) == "元",
        "余" => quantity.unit == Unit::Bare && doc.slice(quantity.tail).starts_with('下'),
        _ => false,
    }
}

fn is_more(doc: &Document, hedge: Span<Read>) -> bool {
    matches!(doc.slice(hedge), "余" | "多" | "来")
}

/// Before 数 these make a noun with it: 调解件数十余件.
const NOUNS: &str = "件次人户总场份个天分基多少无页字指系级位倍篇";

/// The sign that makes the figures vague: 数 of 数万, 几 of 几十.
fn vague_sign(doc: &Document, quantity: &Quantity) -> Option<Span<Read>> {
    let (at, sign) = doc.slice(quantity.number()).char_indices().find(|(_, sign)| matches!(sign, '数' | '几'))?;
    let start = quantity.number().start as usize + at;
    let noun = sign == '数' && doc.text()[..start].ends_with(|before| NOUNS.contains(before));
    (!noun).then(|| Span::new(start, start + sign.len_utf8()))
}
