//! Which slip of the pen in exactly one number would make a sum fit: 157 for 147, 2197 for 2179.

use rust_decimal::Decimal;

use super::row::Row;
use crate::document::Quantity;

/// A number that fits in the place of a written one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Index of the quantity.
    pub(super) at: usize,
    /// Its figures as they should be, written like those it replaces.
    pub(super) figures: String,
    kind: SlipKind,
}

/// How a number was mistyped. That two swapped figures fit is rarely chance; that a changed one does often is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SlipKind {
    Swapped,
    Length,
    Changed,
}

/// All numbers that one slip away would make the sum fit. `total` is what is written, `sum` what the parts come to.
pub(super) fn slips(row: &Row, total: usize, parts: &[usize], sum: Decimal) -> Vec<Slip> {
    let off = sum - row.quantity(total).value;
    let whole = std::iter::once((total, off));
    whole.chain(parts.iter().map(|&part| (part, -off))).filter_map(|(at, by)| slip(row, at, by)).collect()
}

/// The one slip that is convincing: the only one there is, or the only one of two swapped figures in a number of three or more.
pub(super) fn convincing(slips: &[Slip]) -> Option<&Slip> {
    let mut swapped = slips.iter().filter(|slip| slip.kind == SlipKind::Swapped && slip.figures.len() > 2);
    let swap = swapped.next().filter(|_| swapped.next().is_none());
    swap.or(if let [only] = slips { Some(only) } else { None })
}

fn slip(row: &Row, at: usize, by: Decimal) -> Option<Slip> {
    let quantity = row.quantity(at);
    let written = row.doc.slice(quantity.number());
    let places = written.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(written.len());
    let (figures, scale) = written.split_at(places);
    if !matches!(scale, "" | "百" | "千" | "万" | "亿" | "万亿") {
        return None;
    }
    let wanted = meant(quantity, figures, by)?;
    let kind = kind(figures.as_bytes(), wanted.as_bytes())?;
    Some(Slip { at, figures: format!("{wanted}{scale}"), kind })
}

/// The figures of a number that is larger by so much, with as many decimals; none where it would not be one.
fn meant(quantity: &Quantity, figures: &str, by: Decimal) -> Option<String> {
    let written = Decimal::from_str_exact(figures).ok()?;
    let scale = quantity.value.checked_div(written)?;
    let wanted = (quantity.value + by).checked_div(scale)?;
    let places = figures.split_once('.').map_or(0, |(_, decimals)| decimals.len()) as u32;
    (wanted > Decimal::ZERO && wanted.round_dp(places) == wanted).then(|| format!("{wanted:.0$}", places as usize))
}

/// How one run of figures could have become the other.
fn kind(written: &[u8], wanted: &[u8]) -> Option<SlipKind> {
    let same = written.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    let (a, b) = (&written[same..], &wanted[same..]);
    match (a, b) {
        ([w, rest @ ..], [m, others @ ..]) if a.len() == b.len() && rest == others => {
            (*w != b'.' && *m != b'.').then_some(SlipKind::Changed)
        }
        ([w, x, rest @ ..], [m, n, others @ ..]) if w == n && x == m && rest == others && a.len() == b.len() => {
            Some(SlipKind::Swapped)
        }
        (_, [m, others @ ..]) if a == others && *m != b'.' && !written.is_empty() => Some(SlipKind::Length),
        ([w, rest @ ..], _) if rest == b && *w != b'.' => Some(SlipKind::Length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{SlipKind, kind};

    #[test]
    fn a_slip_is_one_figure_or_two_swapped() {
        let table = [
            ("2197", "2179", Some(SlipKind::Swapped)),
            ("157", "147", Some(SlipKind::Changed)),
            ("157", "1157", Some(SlipKind::Length)),
            ("157", "15", Some(SlipKind::Length)),
            ("157", "57", Some(SlipKind::Length)),
            ("1616.85", "1616.65", Some(SlipKind::Changed)),
            ("157", "157", None),
            ("157", "248", None),
            ("157", "571", None),
        ];
        for (written, wanted, expected) in table {
            assert_eq!(kind(written.as_bytes(), wanted.as_bytes()), expected, "{written} {wanted}");
        }
    }
}
