//! An indicator with two values: 全年共受理行政复议案件57件 here, 75件 there.

use fnv::FnvHashMap;

use super::{AgreementFault, twice};
use crate::check::claim::{Claim, Terms, Verdict};
use crate::document::{BlockKind, Document, Quantity, Unit};

/// Fewer words may well name two things, in characters without those for the whole year.
const TELLING: usize = 6;
/// No clause that names one indicator is longer, in bytes.
const LONG: usize = 120;

/// Words that say nothing about which indicator it is.
const SAYING_NOTHING: [&str; 7] = ["截至目前", "一共", "总共", "累计", "总计", "共计", "共"];

/// Headings under which plans stand.
const PLANS: [&str; 6] = ["计划", "打算", "下一步", "下步", "思路", "安排"];

/// What was counted: words before and after, measure, year.
type Key<'d> = (String, &'d str, &'d str, Option<i32>);

pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<AgreementFault>> {
    // Most stand alone by their nearest words already, which is cheap to see.
    let mut times: FnvHashMap<(&str, &str), u32> = FnvHashMap::default();
    times.reserve(doc.facts.quantities.len());
    for quantity in &doc.facts.quantities {
        *times.entry(nearest(doc, quantity)).or_default() += 1;
    }
    let mut seen: FnvHashMap<Key, &Quantity> = FnvHashMap::default();
    let mut claims = Vec::new();
    for (at, quantity) in doc.facts.quantities.iter().enumerate() {
        if times[&nearest(doc, quantity)] < 2 {
            continue;
        }
        let next = doc.facts.quantities.get(at + 1);
        let Some(key) = key(doc, terms, quantity, next) else { continue };
        match seen.get(&key) {
            Some(first) => {
                let verdict = if first.value == quantity.value { Verdict::Held } else { Verdict::Off(AgreementFault::Value) };
                claims.push(twice(doc, quantity.span, first.span, verdict));
            }
            None => {
                seen.insert(key, quantity);
            }
        }
    }
    claims
}

/// The last two characters before a number, and its measure.
fn nearest<'d>(doc: &'d Document, quantity: &Quantity) -> (&'d str, &'d str) {
    let lead = doc.slice(quantity.lead).trim_end();
    let from = lead.char_indices().nth_back(1).map_or(0, |(at, _)| at);
    (&lead[from..], doc.slice(quantity.measure()))
}

/// What a number counts, if its clause alone tells it: exact, of the whole year or place, in no list and no plan.
fn key<'d>(doc: &'d Document, terms: &Terms, quantity: &Quantity, next: Option<&Quantity>) -> Option<Key<'d>> {
    let (lead, tail) = (doc.slice(quantity.lead).trim(), doc.slice(quantity.tail).trim());
    let exact = quantity.unit == Unit::Count
        && quantity.step() == 1.into()
        && quantity.hedge.is_none()
        && !quantity.range
        && !quantity.quoted;
    let listed =
        quantity.before == Some('、') || quantity.after == Some('、') || next.is_some_and(|next| joined(doc, quantity, next));
    if !exact || listed || quantity.depth > 0 || lead.len() > LONG || tail.len() > LONG {
        return None;
    }
    // After another number stands what belongs to that one: 开展宣传12场次，发放….
    if quantity.before.is_none() && quantity.lead.start != doc.block(quantity.block).text.start {
        return None;
    }
    if !terms.overall.any_in(lead) || lead.contains("其中") || lead.contains('每') || is_plan(doc, quantity) {
        return None;
    }
    // 石渠司法所立足职能，全年调解…: whose it is stands before.
    if !begins(doc, quantity) {
        return None;
    }
    let mut words = lead.to_owned();
    for word in terms.overall.iter().map(|word| &**word).chain(SAYING_NOTHING) {
        if words.contains(word) {
            words = words.replace(word, "");
        }
    }
    let words: String = words.chars().filter(|sign| sign.is_alphabetic() && !sign.is_ascii()).collect();
    let scope = terms.overall.iter().find(|word| lead.contains(&***word) && !is_time(word)).map_or("", |word| word);
    // All of a year may be told of each office in its own section; all of the county only once.
    let whose = scope.is_empty() && is_of_an_office(doc, quantity);
    (!whose && words.chars().count() >= TELLING)
        .then(|| (words + scope, tail, doc.slice(quantity.measure()), quantity.year.map(i32::from).or(doc.year)))
}

/// Whether the clause begins its sentence, but for a year: 2024年，全县共受理….
fn begins(doc: &Document, quantity: &Quantity) -> bool {
    const YEAR: usize = "2024年度\u{FF0C}".len();
    let sentence = doc.facts.sentences[quantity.sentence as usize].span;
    let before = doc.text().get(sentence.start as usize..quantity.lead.start as usize).unwrap_or_default().trim();
    before.is_empty() || before.len() <= YEAR && crate::document::year_in(before).is_some()
}

/// Whether the paragraph or its heading begins with the name of an office: （二）石渠司法所。全年调解….
fn is_of_an_office(doc: &Document, quantity: &Quantity) -> bool {
    const OFFICES: [&str; 14] = ["所", "站", "科", "股", "处", "室", "队", "中心", "街道", "镇", "乡", "村", "社区", "局"];
    let block = doc.block(quantity.block);
    let heading = block.parent.map(|parent| doc.words(doc.block(parent)));
    [Some(doc.words(block)), heading].into_iter().flatten().any(|words| {
        let first = words.split(['。', '\u{FF0C}', '\u{FF1A}', '、', ' ']).next().unwrap_or_default();
        OFFICES.iter().any(|office| first.ends_with(office))
    })
}

/// 全年, 今年: of time, not of place.
fn is_time(word: &str) -> bool {
    word.contains('年')
}

/// Whether two numbers are told of several things at once: 12件和15件.
fn joined(doc: &Document, a: &Quantity, b: &Quantity) -> bool {
    a.sentence == b.sentence && matches!(doc.slice(a.tail), "和" | "与" | "及")
}

/// Whether a number stands in the plan for the next year, or is an aim.
fn is_plan(doc: &Document, quantity: &Quantity) -> bool {
    const AIMS: [&str; 6] = ["力争", "确保", "目标", "争取", "预期", "计划"];
    let words = doc.slice(doc.facts.sentences[quantity.sentence as usize].span);
    if words.len() > 4 * LONG || AIMS.iter().any(|word| words.contains(word)) {
        return true;
    }
    let mut block = Some(quantity.block);
    while let Some(id) = block {
        let at = doc.block(id);
        if at.kind == BlockKind::Heading && PLANS.iter().any(|word| doc.words(at).contains(word)) {
            return true;
        }
        block = at.parent.filter(|parent| *parent != id);
    }
    false
}
