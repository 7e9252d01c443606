//! What slip would explain a percentage that is off: two digits changed about, or one lost, in any of its three numbers.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::super::arithmetic::{middle, percentage, states};
use super::super::claim::{Claim, Verdict};
use super::super::slip;
use super::{Place, RatioFault};
use crate::document::Quantity;

/// Adds the hint and the remedies to a claim that is off.
pub(super) fn add(
    place: &Place,
    part: &Quantity,
    whole: &Quantity,
    range: &RangeInclusive<Decimal>,
    claim: &mut Claim<RatioFault>,
) {
    let numbers = [("总数", whole), ("分项", part), ("百分比", place.figure)];
    let slips = slip::slips(place.doc, numbers, |[whole, part, stated]| {
        stated.step == place.figure.step
            && part.value <= whole.value
            && percentage(part, whole).is_some_and(|range| states(stated.value, stated.step, &range))
    });
    claim.values.push(("hint", slip::hint(place.doc, &slips)));
    claim.fixes.extend(slip::remedies(place.doc, &slips));
    // A share of more than a whole is never what was meant; a rate may be: more may be closed in a year than came in.
    let beyond = part.value > whole.value && matches!(claim.verdict, Verdict::Off(RatioFault::Share));
    if !place.figure.words && !beyond {
        let right = super::written(middle(range), place.figure.step).to_string();
        claim.fixes.push(slip::rewritten(place.doc, place.figure.number, right, slip::safety(&slips)));
    }
}
