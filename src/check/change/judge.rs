//! Whether a change follows from two values, each known to the rounding it is written in.

use rust_decimal::prelude::ToPrimitive;

use super::words::Turn;
use crate::document::{Quantity, Unit};

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Interval {
    pub low: f64,
    pub high: f64,
}

/// How well a stated number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Follows,
    /// Only if the values were rounded before they were printed.
    ByRounding,
    No,
}

/// Two printed numbers that are the same, after arithmetic in floating point.
const NOTHING: f64 = 1e-9;

impl Interval {
    /// What a quantity may be: 412件 is exact, 3.5万件 is rounded.
    pub fn of(quantity: &Quantity) -> Interval {
        let (value, step) = (number(quantity.value), number(quantity.step));
        let counted = matches!(quantity.unit, Unit::Count | Unit::Time) && step == 1.0;
        let half = if counted { 0.0 } else { step / 2.0 };
        Interval { low: value - half, high: value + half }
    }

    pub fn is_exact(self) -> bool {
        self.high - self.low < NOTHING
    }

    pub fn middle(self) -> f64 {
        (self.low + self.high) / 2.0
    }

    pub fn scaled(self, by: f64) -> Interval {
        Interval { low: self.low * by, high: self.high * by }
    }

    /// A base from a value and how far it went.
    pub fn before(self, difference: Interval, turn: Turn) -> Interval {
        match turn {
            Turn::Up => Interval { low: self.low - difference.high, high: self.high - difference.low },
            Turn::Down => Interval { low: self.low + difference.low, high: self.high + difference.high },
        }
    }

    /// How far two values lie from one another.
    pub fn distance(self, other: Interval) -> Interval {
        let (low, high) = if self.middle() >= other.middle() { (other, self) } else { (self, other) };
        Interval { low: (high.low - low.high).max(0.0), high: high.high - low.low }
    }

    /// This divided by another, both positive.
    pub fn over(self, other: Interval) -> Interval {
        Interval { low: self.low / other.high, high: self.high / other.low }
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Interval {
        let (a, b) = (change(self.low), change(self.high));
        Interval { low: a.min(b), high: a.max(b) }
    }
}

fn number(value: rust_decimal::Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// The change from a base in hundredths: 20 for 4120 → 3296. Always positive.
pub(super) fn rate(base: Interval, value: Interval) -> Interval {
    let ratio = value.over(base);
    let change = ratio.map(|ratio| (ratio - 1.0) * 100.0);
    if ratio.middle() < 1.0 { change.map(|change| -change) } else { change }
}

/// The change a year over so many years, compound and plain.
pub(super) fn yearly(base: Interval, value: Interval, years: f64) -> [Interval; 2] {
    let ratio = value.over(base);
    let sign = if ratio.middle() < 1.0 { -1.0 } else { 1.0 };
    let compound = ratio.map(|ratio| sign * (ratio.powf(1.0 / years) - 1.0) * 100.0);
    [compound, ratio.map(|ratio| sign * (ratio - 1.0) / years * 100.0)]
}

/// Whether a stated number is one of `actual` to its places, by rounding or by truncation. Where the values are rounded
/// themselves, one in the last place does not count.
pub(super) fn fit(stated: &Quantity, actual: Interval) -> bool {
    let (value, step) = (number(stated.value), number(stated.step));
    let above = if actual.is_exact() { step / 2.0 } else { step };
    value > actual.low - step - NOTHING && value < actual.high + above + NOTHING
}

/// Whether a stated difference is that of two values.
pub(super) fn fit_difference(stated: &Quantity, base: Interval, value: Interval) -> Fit {
    let stated = Interval::of(stated);
    let actual = base.distance(value);
    let printed = (value.middle() - base.middle()).abs();
    if (printed - stated.middle()).abs() < NOTHING {
        return Fit::Follows;
    }
    if stated.high >= actual.low - NOTHING && stated.low <= actual.high + NOTHING { Fit::ByRounding } else { Fit::No }
}

/// Whether a yearly change fails clearly: the years may be counted otherwise and the values rounded.
pub(super) fn is_far(stated: &Quantity, actual: Interval) -> bool {
    let (value, step) = (number(stated.value), number(stated.step));
    let slack = 2.0 * step + 0.03 * actual.high.abs();
    value < actual.low - slack || value > actual.high + slack
}
