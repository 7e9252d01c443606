//! Comparing figures as people write them: rounded, cut off, or of rounded figures themselves.

use std::ops::RangeInclusive;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::document::{Quantity, Unit};

/// The values that a written number may stand for: 412件 and 30天 are what they are, 3.5万 is anything that rounds to it.
pub(super) fn span_of(quantity: &Quantity) -> RangeInclusive<Decimal> {
    let exact = matches!(quantity.unit, Unit::Count | Unit::Time) && quantity.step() == Decimal::ONE;
    let half = if exact { Decimal::ZERO } else { quantity.step() / Decimal::TWO };
    quantity.value - half..=quantity.value + half
}

/// Whether a stated figure is what a value in `range` gives, by rounding or by cutting off; `step` is its last place.
pub(super) fn states(stated: Decimal, step: Decimal, range: &RangeInclusive<Decimal>) -> bool {
    let half = step / Decimal::TWO;
    // Rounded: stated ± half a unit. Cut off: from stated to just below the next. For negatives the other way round.
    let cut = if stated.is_sign_negative() { stated - step } else { stated + step };
    let (low, high) = ((stated - half).min(cut), (stated + half).max(cut));
    let open =
        |value: &Decimal| *value < high && *value > low || *value == stated - half || *value == stated + half || *value == stated;
    open(range.start()) || open(range.end()) || *range.start() <= low && *range.end() >= high
}

/// A percentage of two counts: all values that it may have. None if the whole may be nothing.
pub(super) fn percentage(part: &Quantity, whole: &Quantity) -> Option<RangeInclusive<Decimal>> {
    quotient(&span_of(part), &span_of(whole))
}

/// One range in hundredths of another. None if that may be nothing.
pub(super) fn quotient(part: &RangeInclusive<Decimal>, whole: &RangeInclusive<Decimal>) -> Option<RangeInclusive<Decimal>> {
    let divide = |a: &Decimal, b: &Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*b);
    (*whole.start() > Decimal::ZERO).then_some(())?;
    Some(divide(part.start(), whole.end())?..=divide(part.end(), whole.start())?)
}

/// A value as it would be written with the places of `step`, rounded half up.
pub(super) fn written(value: Decimal, step: Decimal) -> Decimal {
    value.round_dp_with_strategy(step.scale(), RoundingStrategy::MidpointAwayFromZero)
}

/// The middle of what a percentage may be, for showing.
pub(super) fn middle(range: &RangeInclusive<Decimal>) -> Decimal {
    (range.start() + range.end()) / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn rounding_and_cutting_off_are_both_accepted() {
        let table = [
            ("45.57", "0.01", "45.198", false),
            ("45.20", "0.01", "45.198", true),
            ("45.19", "0.01", "45.198", true),
            ("45.21", "0.01", "45.198", false),
            ("49.66", "0.01", "49.6688", true),
            ("12.5", "0.1", "12.55", true),
            ("12.6", "0.1", "12.55", true),
            ("67", "1", "66.66", true),
            ("66", "1", "66.66", true),
            ("65", "1", "66.66", false),
            ("25", "1", "25", true),
            ("24", "1", "25", false),
            ("26", "1", "25", false),
            ("8.6", "0.1", "8.51", false),
        ];
        for (stated, step, value, expected) in table {
            let value = decimal(value);
            assert_eq!(states(decimal(stated), decimal(step), &(value..=value)), expected, "{stated} for {value}");
        }
    }
}
