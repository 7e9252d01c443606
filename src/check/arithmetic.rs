//! Comparing figures as people write them: rounded, cut off, or of rounded figures themselves; and which slip of a digit
//! would explain a difference.

use std::ops::RangeInclusive;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::document::{Quantity, Unit};

/// The values that a written number may stand for: 412件 and 30天 are what they are, 3.5万 is anything that rounds to it.
pub(super) fn span_of(quantity: &Quantity) -> RangeInclusive<Decimal> {
    let exact = matches!(quantity.unit, Unit::Count | Unit::Time) && quantity.step == Decimal::ONE;
    let half = if exact { Decimal::ZERO } else { quantity.step / Decimal::TWO };
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

/// All figures that differ from this one by two neighbouring digits changed about: 2197 → 2179, 2917, 1297.
pub(super) fn swapped(figures: &str) -> impl Iterator<Item = String> + '_ {
    let digits: Vec<usize> = figures.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    let pairs: Vec<(usize, usize)> = digits.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter_map(move |(a, b)| {
        let mut bytes = figures.as_bytes().to_vec();
        bytes.swap(a, b);
        (bytes[a] != bytes[b] && bytes[0] != b'0').then(|| String::from_utf8(bytes).ok()).flatten()
    })
}

/// All figures that differ from this one by one digit lost: 10569 for 1569.
pub(super) fn with_digit_restored(figures: &str) -> impl Iterator<Item = String> + '_ {
    let places = (0..=figures.len()).filter(|&at| figures.is_char_boundary(at));
    places.flat_map(move |at| {
        ('0'..='9')
            .filter(move |digit| at > 0 || *digit != '0')
            .map(move |digit| format!("{}{digit}{}", &figures[..at], &figures[at..]))
    })
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

    #[test]
    fn slips_of_digits() {
        assert_eq!(swapped("2197").collect::<Vec<_>>(), ["1297", "2917", "2179"]);
        assert_eq!(swapped("45.57").collect::<Vec<_>>(), ["54.57", "45.75"]);
        assert_eq!(swapped("100").collect::<Vec<_>>(), [""; 0]);
        assert!(with_digit_restored("1569").any(|figures| figures == "10569"));
    }
}
