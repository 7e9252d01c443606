//! Units and scales: a range that has its unit once, figures before 千, a unit written twice.

use super::super::Say;
use crate::document::{Document, Quantity, Unit, amount};
use crate::finding::Safety;
use crate::span::Span;

/// 4-6%, 5-10万人: read by its letter the first number is 4 and 5.
pub(super) fn range_unit(doc: &Document, say: &mut Say) {
    for pair in doc.facts.quantities.windows(2).filter(|pair| pair[0].range && pair[1].range) {
        let (first, second) = (&pair[0], &pair[1]);
        let gap = (second.span.start as usize).checked_sub(first.span.end as usize).filter(|gap| *gap <= "—".len());
        if gap.is_none_or(|gap| gap == 0) || !first.measure().is_empty() || first.words {
            continue;
        }
        let (low, high) = (doc.slice(first.number()), doc.slice(second.number()));
        let digits = high.trim_end_matches(['万', '亿', '千', '百', '余', '多']);
        let share = second.unit == Unit::Percent && !low.contains('%');
        let unit = if share { doc.slice(second.measure()) } else { &high[digits.len()..] };
        // 9800-1万: the first number is whole.
        let grows = amount(low).zip(amount(digits)).is_some_and(|(low, high)| low.0 < high.0);
        if unit.is_empty() || low.ends_with(['万', '亿', '千', '百']) || !grows || unit == "成" {
            continue;
        }
        let unit = unit.trim_end_matches(['余', '多']);
        let place = first.span.cover(&second.span);
        let end = first.number().end as usize;
        let model = format!("{low}{unit}{}", &doc.text()[end..place.end as usize]);
        let said = say.at(place).value("number", doc.slice(place)).value("model", &model);
        said.fix(format!("改为“{model}”"), Span::new(end, end), unit, Safety::Offered);
    }
}

/// 3千余人, 2百份; 5千米 is a unit, 3千公顷 one of statistics.
pub(super) fn mixed(doc: &Document, say: &mut Say) {
    const UNITS: [&str; 5] = ["公里", "公顷", "安", "赫", "亩"];
    for quantity in doc.facts.quantities.iter().filter(|quantity| !quantity.words && !quantity.range) {
        let number = doc.slice(quantity.number());
        let digits = number.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let Some(sign) = number[digits.len()..].chars().find(|sign| matches!(sign, '千' | '百')) else { continue };
        let rest = &doc.text()[quantity.number().end as usize..doc.block(quantity.block).text.end as usize];
        if UNITS.iter().any(|unit| rest.starts_with(unit)) || follows_scale(doc, quantity) {
            continue;
        }
        let said = say.at(quantity.span).value("number", doc.slice(quantity.span)).value("sign", sign);
        // 3千 is 3000; 3.5千 and 3余千 are left to the writer.
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && number[digits.len()..].starts_with(sign);
        if plain {
            let start = quantity.number().start as usize;
            let place = Span::new(start, start + digits.len() + sign.len_utf8());
            let zeros = if sign == '千' { "000" } else { "00" };
            said.fix(format!("改为“{digits}{zeros}”"), place, format!("{digits}{zeros}"), Safety::Offered);
        }
    }
}

/// Whether it is the rest of a number in words and figures: 3万2千.
fn follows_scale(doc: &Document, quantity: &Quantity) -> bool {
    doc.text()[..quantity.span.start as usize].ends_with(['万', '亿'])
}

/// 30件件, 5%个百分点, 98%%.
pub(super) fn doubled_unit(doc: &Document, say: &mut Say) {
    for quantity in doc.facts.quantities.iter().filter(|quantity| !quantity.words && !quantity.measure().is_empty()) {
        let (measure, tail) = (doc.slice(quantity.measure()), doc.slice(quantity.tail));
        let end = quantity.span.end as usize;
        let share = quantity.unit == Unit::Percent && measure != "成";
        // 3名名师, 12个个性问题: only what ends its clause is the measure word again.
        let again = if share { tail.starts_with(['%', '\u{FF05}']) } else { tail == measure && quantity.after.is_some() };
        let points = ["个百分点", "百分点"].iter().any(|word| share && tail.starts_with(word));
        let (place, unit, extra) = if again {
            let sign = tail.chars().next().map_or(0, char::len_utf8);
            let doubled = Span::new(end, end + if share { sign } else { measure.len() });
            (quantity.span.cover(&doubled), measure, doubled)
        } else if points {
            let words = if tail.starts_with('个') { "个百分点" } else { "百分点" };
            (quantity.span.cover(&Span::new(end, end + words.len())), words, quantity.measure())
        } else {
            continue;
        };
        let said = say.at(place).value("number", doc.slice(place)).value("unit", unit);
        said.fix(format!("删去“{}”", doc.slice(extra)), extra, "", Safety::Offered);
    }
}
