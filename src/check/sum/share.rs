//! Shares of one whole: A占30%、B占45%、其他占25%.

use rust_decimal::Decimal;

use super::SumFault;
use super::judge::claim;
use super::partition::complete;
use super::row::{Row, begins};
use crate::check::claim::{Claim, Verdict};
use crate::document::Unit;

/// Judges the shares of a sentence, one claim for each list that is complete or comes to 100%.
pub(super) fn judge(row: &Row) -> Vec<Claim<SumFault>> {
    let shares: Vec<usize> = (row.first..row.last).filter(|&at| is_share(row, at)).collect();
    let mut claims = Vec::new();
    for run in shares.chunk_by(|&a, &b| follows(row, a, b)).filter(|run| run.len() > 1) {
        let sum: Decimal = run.iter().map(|&at| row.quantity(at).value).sum();
        // Each share is rounded or cut off.
        let slack: Decimal = run.iter().map(|&at| row.quantity(at).step).sum();
        let off = (sum - Decimal::ONE_HUNDRED).abs() > slack;
        let hedged = run.iter().any(|&at| !row.quantity(at).hedge.is_none());
        let last = run[run.len() - 1];
        let other = begins(&row.terms.others, row.label(last)).or_else(|| begins(&row.terms.rest, row.label(last))).is_some();
        let closed = other || complete(row, run) == Some(run.len());
        let verdict = match (off, closed) {
            (false, _) => Verdict::Held,
            (true, true) if !hedged => Verdict::Off(SumFault::Shares),
            _ => continue,
        };
        let mut claim = claim(row, last, &[], run, verdict);
        claim.worked = worked(row, run, sum);
        claim.values = vec![("sum", format!("{}%", sum.normalize()))];
        claims.push(claim);
    }
    claims
}

/// 占30%: a share, with nothing between word and number.
fn is_share(row: &Row, at: usize) -> bool {
    let quantity = row.quantity(at);
    quantity.unit == Unit::Percent
        && !quantity.range
        && (row.lead(at).trim_end().ends_with('占') || row.lead(at).trim_end().ends_with("占比"))
}

/// Whether two shares stand in one list; the counts they are shares of may stand between them.
fn follows(row: &Row, a: usize, b: usize) -> bool {
    let between = b - a;
    let bare = |at: usize| !row.lead(at).trim_start().starts_with('占');
    // 占30%、占45%: what they are shares of is told by the counts before them.
    (between == 1 && bare(a) && bare(b) || between == 2 && !bare(a) && !bare(b)) && row.quantity(a).depth == row.quantity(b).depth
}

fn worked(row: &Row, run: &[usize], sum: Decimal) -> String {
    let terms: Vec<&str> = run.iter().map(|&at| row.doc.slice(row.quantity(at).number)).collect();
    format!("{}＝{}%", terms.join("＋"), sum.normalize())
}
