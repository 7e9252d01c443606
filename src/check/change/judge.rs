//! Whether a change follows from two values, each known to the rounding it is written in. All in decimals: a yearly rate is
//! found by raising, not by drawing a root.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::words::Turn;
use crate::check::arithmetic::{middle, quotient, span_of, states};
use crate::document::Quantity;

/// What a value may be.
pub(super) type Range = RangeInclusive<Decimal>;

/// How well a stated number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Follows,
    /// Only if the values were rounded before they were printed.
    ByRounding,
    No,
}

/// Reports have no larger values, and their sums and products stay far from what a decimal can hold.
const LARGEST: i64 = 10_000_000_000_000_000;

/// What a quantity may be: 412件 is exact, 3.5万件 is rounded. None for what no report counts.
pub(super) fn known(quantity: &Quantity) -> Option<Range> {
    (quantity.value.abs() <= LARGEST.into()).then(|| span_of(quantity))
}

pub(super) fn is_exact(range: &Range) -> bool {
    range.start() == range.end()
}

pub(super) fn scaled(range: &Range, by: Decimal) -> Range {
    range.start() * by..=range.end() * by
}

/// A base from a value and how far it went.
pub(super) fn before(value: &Range, difference: &Range, turn: Turn) -> Range {
    match turn {
        Turn::Up => value.start() - difference.end()..=value.end() - difference.start(),
        Turn::Down => value.start() + difference.start()..=value.end() + difference.end(),
    }
}

/// How far two values lie from one another.
pub(super) fn distance(a: &Range, b: &Range) -> Range {
    let (low, high) = if middle(a) >= middle(b) { (b, a) } else { (a, b) };
    (high.start() - low.end()).max(Decimal::ZERO)..=high.end() - low.start()
}

/// A change in hundredths as a distance: 20 for 4120 → 3296.
fn apart(change: Range) -> Range {
    if middle(&change) < Decimal::ZERO { -*change.end()..=-*change.start() } else { change }
}

/// The change from a base in hundredths. Always positive.
pub(super) fn rate(base: &Range, value: &Range) -> Option<Range> {
    let ratio = quotient(value, base)?;
    Some(apart(ratio.start() - Decimal::ONE_HUNDRED..=ratio.end() - Decimal::ONE_HUNDRED))
}

/// The change a year over so many years in hundredths, compound to the places of `step`, and plain.
pub(super) fn yearly(base: &Range, value: &Range, years: u32, step: Decimal) -> Option<[Range; 2]> {
    let compound = compound(*base.end(), *value.start(), years, step)?..=compound(*base.start(), *value.end(), years, step)?;
    let plain = scaled(&rate(base, value)?, Decimal::ONE.checked_div(years.into())?);
    Some([apart(compound), plain])
}

/// The rate that takes a base to a value in so many years, rounded to the places of `step`: the first at which half a step
/// more is too much.
fn compound(base: Decimal, value: Decimal, years: u32, step: Decimal) -> Option<Decimal> {
    let too_much = |steps: i64| grown(base, step * (Decimal::from(steps) + Decimal::new(5, 1)), years).is_none_or(|g| g > value);
    let everything =
        i64::try_from(Decimal::ONE_HUNDRED.checked_div(step)?.trunc()).ok().filter(|steps| *steps < 1_000_000_000)?;
    let (mut low, mut high) = (-everything, everything);
    while !too_much(high) {
        high = high.checked_mul(2).filter(|high| *high < 1_000_000_000_000)?;
    }
    while low < high {
        let half = low + (high - low) / 2;
        if too_much(half) { high = half } else { low = half + 1 }
    }
    Some(step * Decimal::from(low))
}

/// What a base grows to at so many hundredths a year; none if that is more than any value.
fn grown(base: Decimal, percent: Decimal, years: u32) -> Option<Decimal> {
    let factor = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    (0..years).try_fold(base, |value, _| value.checked_mul(factor).filter(|value| *value <= LARGEST.into()))
}

/// Whether a stated number is one of `actual` to its places, by rounding or by cutting off. Where the values are rounded
/// themselves, one in the last place does not count.
pub(super) fn fits(stated: &Quantity, actual: &Range) -> bool {
    let slack = if is_exact(actual) { Decimal::ZERO } else { stated.step() / Decimal::TWO };
    states(stated.value, stated.step(), &(*actual.start()..=actual.end() + slack))
}

/// Whether a stated difference is that of two values.
pub(super) fn fit_difference(stated: &Quantity, base: &Range, value: &Range) -> Option<Fit> {
    let (stated, actual) = (known(stated)?, distance(base, value));
    Some(if (middle(value) - middle(base)).abs() == middle(&stated) {
        Fit::Follows
    } else if stated.end() >= actual.start() && stated.start() <= actual.end() {
        Fit::ByRounding
    } else {
        Fit::No
    })
}

/// Whether a yearly change fails even with so much slack.
pub(super) fn is_far(stated: &Quantity, actual: &Range, slack: Decimal) -> bool {
    stated.value < actual.start() - slack || stated.value > actual.end() + slack
}

/// How far a yearly rate may be off where the years may be counted otherwise.
pub(super) fn loose(stated: &Quantity, actual: &Range) -> Decimal {
    stated.step() * Decimal::TWO + actual.end().abs() * Decimal::new(3, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: i64) -> Range {
        Decimal::from(value)..=Decimal::from(value)
    }

    #[test]
    fn a_yearly_rate_is_found_without_a_root() {
        // 1000 → 1331 in three years is 10% a year; by a third of 33.1% plain.
        let table = [(1000, 1331, 3, 1, "10.0"), (1331, 1000, 3, 2, "9.09"), (7203, 12011, 5, 1, "10.8"), (5, 5, 4, 0, "0")];
        for (base, value, years, places, expected) in table {
            let found = yearly(&exact(base), &exact(value), years, Decimal::new(1, places)).unwrap();
            assert_eq!(found[0], Decimal::from_str_exact(expected).unwrap()..=Decimal::from_str_exact(expected).unwrap());
        }
        assert_eq!(yearly(&exact(100), &exact(200), 5, Decimal::ONE).unwrap()[1], exact(20));
        assert_eq!(yearly(&exact(1), &exact(LARGEST), 1, Decimal::new(1, 9)), None, "there is an end to looking");
    }
}
