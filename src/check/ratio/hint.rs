//! What slip would explain a percentage that is off: two digits changed about, or one lost, in any of its three numbers.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::super::Remedy;
use super::super::arithmetic::{middle, percentage, states, swapped, with_digit_restored};
use super::super::claim::Claim;
use super::{Place, RatioFault};
use crate::document::{Quantity, amount};
use crate::finding::Safety;

/// One of the three numbers, written otherwise, would make it right.
struct Slip<'q> {
    name: &'static str,
    of: &'q Quantity,
    instead: String,
    why: &'static str,
}

/// Adds the hint and the remedies to a claim that is off.
pub(super) fn add(
    place: &Place,
    part: &Quantity,
    whole: &Quantity,
    range: &RangeInclusive<Decimal>,
    claim: &mut Claim<RatioFault>,
) {
    let slips = slips(place, part, whole);
    let hint = match &slips[..] {
        [] => String::new(),
        slips => {
            let told = slips.iter().map(|slip| {
                format!("若{}“{}”为“{}”则相符，疑{}", slip.name, place.words(slip.of.number), slip.instead, slip.why)
            });
            told.collect::<Vec<_>>().join("；")
        }
    };
    claim.values.push(("hint", hint));
    claim.fixes.extend(slips.iter().map(|slip| Remedy {
        title: format!("将“{}”改为“{}”", place.words(slip.of.number), slip.instead),
        edits: vec![(slip.of.number, slip.instead.clone())],
        safety: Safety::Offered,
    }));
    let right = super::written(middle(range), place.figure.step).to_string();
    if place.figure.words {
        return;
    }
    claim.fixes.push(Remedy {
        title: format!("将“{}”改为“{right}”", place.words(place.figure.number)),
        edits: vec![(place.figure.number, right)],
        safety: Safety::Offered,
    });
}

/// Changed-about digits first; a lost digit only where nothing is changed about, and only if one place alone explains it.
fn slips<'q>(place: &Place<'q>, part: &'q Quantity, whole: &'q Quantity) -> Vec<Slip<'q>> {
    const SWAPPED: &str = "两个数字颠倒";
    const LOST: &str = "漏写了一个数字";
    let three = [("总数", whole), ("分项", part), ("百分比", place.figure)];
    let search = |why: &'static str, variants: &dyn Fn(&str) -> Vec<String>| {
        let mut found = Vec::new();
        for (name, of) in three {
            for instead in variants(place.words(of.number)) {
                if fits_with(place, part, whole, of, &instead) {
                    found.push(Slip { name, of, instead, why });
                }
            }
        }
        found
    };
    let about = search(SWAPPED, &|figures| swapped(figures).collect());
    match about.len() {
        1 | 2 => about,
        0 => {
            let lost = search(LOST, &|figures| with_digit_restored(figures).collect());
            if lost.len() == 1 { lost } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Whether all is right once one of the three numbers is written otherwise.
fn fits_with(place: &Place, part: &Quantity, whole: &Quantity, changed: &Quantity, figures: &str) -> bool {
    let Some((value, step)) = amount(figures) else { return false };
    let with = |quantity: &Quantity| {
        if quantity.span == changed.span { Quantity { value, step, ..*quantity } } else { *quantity }
    };
    let (part, whole, stated) = (with(part), with(whole), with(place.figure));
    stated.step == place.figure.step
        && part.value <= whole.value
        && percentage(&part, &whole).is_some_and(|range| states(stated.value, stated.step, &range))
}
