//! What speaks against a sum that does not come out: more of the same beside its parts, parts that overlap.

use super::judge::{Compared, add, compare, met};
use super::list::cued;
use super::partition::{named, narrower};
use super::row::Row;
use crate::document::Unit;

/// So many numbers beside the parts are looked at on each side.
const FAR: usize = 6;

/// What stands beside the parts of a sum.
pub(super) enum Beside {
    /// Nothing that could be one of them.
    Nothing,
    /// With what stands beside them they make these wholes.
    Fits { wholes: Vec<usize>, parts: Vec<usize> },
    /// More of the same, which may belong to them: 维持38件，撤销12件，3件移送.
    Others,
}

/// Looks at the numbers beside the parts behind a whole, up to a semicolon.
pub(super) fn beside(row: &Row, whole: usize, parts: &[usize]) -> Beside {
    let [first, .., last] = *parts else { return Beside::Nothing };
    let rest = row.terms.rest.begun(row.label(last)).or_else(|| row.terms.besides.begun(row.label(last))).is_some();
    if passed_over(row, if rest { whole + 1 } else { first }, last, parts) {
        return Beside::Others;
    }
    let before = before(row, first, whole + 1);
    let all: Vec<usize> = before.iter().copied().chain(parts.iter().copied()).chain(behind(row, parts, last)).collect();
    if all.len() == parts.len() {
        return Beside::Nothing;
    }
    let least = before.len() + parts.len();
    for from in 0..=before.len() {
        for to in least..=all.len() {
            let run = &all[from..to];
            if let Some(wholes) = met(row, &row.wholes(run[0]), run) {
                return Beside::Fits { wholes, parts: run.to_vec() };
            }
        }
    }
    Beside::Others
}

/// Whether a number like the parts was taken for a change or an average though it stands among them, 一般事故8起、较大事故1起、其他3起,
/// or the list goes on with another measure: 男性260人、女性163人、单位7个.
fn passed_over(row: &Row, from: usize, last: usize, parts: &[usize]) -> bool {
    let aside = |at: usize| !parts.contains(&at) && row.alike(at, last) && !row.counts(at);
    let next = last + 1;
    let goes_on = next < row.last && row.separator(next).0 == Some('、') && row.quantity(next).depth == row.quantity(last).depth;
    let other = || row.quantity(next).unit == Unit::Count && !row.alike(next, last) && !row.label(next).is_empty();
    (from..=last).any(aside) || goes_on && (aside(next) || other())
}

/// The numbers like this one that stand before it, from `from` on, and up to a semicolon.
pub(super) fn before(row: &Row, at: usize, from: usize) -> Vec<usize> {
    let depth = row.quantity(at).depth;
    let mut found = Vec::new();
    for other in (from.max(row.first)..at).rev().take(FAR) {
        if ends(row.gap(other + 1)) {
            break;
        }
        if row.quantity(other).depth == depth && row.counts(other) && row.alike(at, other) {
            found.push(other);
        }
    }
    found.reverse();
    found
}

/// The numbers like the last part that stand behind it. A new list, a total and what stands behind 其他, parted otherwise than the parts,
/// are none.
fn behind(row: &Row, parts: &[usize], last: usize) -> Vec<usize> {
    let siblings = row.siblings(last);
    let rest = row.terms.others.begun(row.label(last)).or_else(|| row.terms.rest.begun(row.label(last))).is_some();
    let mut found = Vec::new();
    for next in (last + 1..row.last).take(FAR) {
        let total = row.terms.behind.begun(row.lead(next).trim()).is_some();
        let new = total || cued(row, next, &row.terms.parts) || cued(row, next, &row.terms.open);
        let otherwise = rest && row.separator(next).0 != row.separator(parts[parts.len() - 1]).0;
        if ends(row.gap(next)) || new || otherwise {
            break;
        }
        if siblings.contains(&next) {
            found.push(next);
        }
    }
    found
}

fn ends(gap: &str) -> bool {
    gap.contains(['\u{FF1B}', ';', '。'])
}

/// Why parts may not be kinds that exclude each other and make up the whole; none where nothing says so.
pub(super) fn overlap(row: &Row, parts: &[usize]) -> Option<&'static str> {
    let labels: Vec<&str> = parts.iter().map(|&part| row.label(part)).collect();
    if narrower(row, parts[0], &labels) {
        return Some("有一项说得更窄");
    }
    let many = |label: &&str| row.terms.overlapping.any_in(label);
    let complete = || named(row, parts[0], &labels) == Some(labels.len());
    if labels.iter().any(many) && !complete() {
        return Some("各项可能有重叠");
    }
    labels.iter().any(|label| row.terms.besides.begun(label).is_some()).then_some("另有的可能是别的事项")
}

/// Whether the parts come to more than the whole.
pub(super) fn exceeds(row: &Row, parts: &[usize], whole: usize) -> bool {
    compare(add(row, parts), add(row, &[whole])) == Compared::More
}
