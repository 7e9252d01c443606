//! Shares of one whole: A占30%、B占45%、其他占25%.

use rust_decimal::Decimal;

use super::SumFault;
use super::doubt::overlap;
use super::judge::claim;
use super::partition::complete;
use super::row::Row;
use crate::check::claim::{Claim, Verdict};
use crate::document::Unit;

/// Judges the shares of a sentence, one claim for each list that is complete or comes to 100%.
pub(super) fn judge(row: &Row) -> Vec<Claim<SumFault>> {
    let shares: Vec<usize> = (row.first..row.last).filter(|&at| is_share(row, at)).collect();
    let mut claims = Vec::new();
    for run in shares.chunk_by(|&a, &b| follows(row, a, b)) {
        let mut rest = run;
        // 男性占58%、女性占42%，本科占76%、其他占24%: what makes 100% is a list, and the next begins anew.
        while let Some(end) = whole(row, rest) {
            claims.push(told(row, &rest[..end], Verdict::Held));
            rest = &rest[end..];
        }
        // What stands before and is parted otherwise may belong to it.
        let alone = run[0] == shares[0];
        if rest.len() > 1 && alone && is_off(row, rest) {
            claims.push(told(row, rest, Verdict::Off(SumFault::Shares)));
        }
    }
    claims
}

fn sum(row: &Row, run: &[usize]) -> Decimal {
    run.iter().map(|&at| row.quantity(at).value).sum()
}

/// How many of the first shares make 100%. Each is rounded or cut off.
fn whole(row: &Row, shares: &[usize]) -> Option<usize> {
    let (mut sum, mut slack) = (Decimal::ZERO, Decimal::ZERO);
    let ends = shares.iter().enumerate().map_while(|(at, &share)| {
        let share = row.quantity(share);
        (sum, slack) = (sum.checked_add(share.value)?, slack.checked_add(share.step())?);
        Some((at + 1, (sum - Decimal::ONE_HUNDRED).abs() <= slack))
    });
    ends.skip(1).find_map(|(end, fits)| fits.then_some(end))
}

/// Whether a list that does not make 100% is complete.
fn is_off(row: &Row, run: &[usize]) -> bool {
    let label = row.label(run[run.len() - 1]);
    let other = row.terms.others.begun(label).or_else(|| row.terms.rest.begun(label)).is_some();
    let exact = run.iter().all(|&at| row.quantity(at).hedge.is_none());
    exact && (other || complete(row, run) == Some(run.len())) && overlap(row, run).is_none()
}

fn told(row: &Row, run: &[usize], verdict: Verdict<SumFault>) -> Claim<SumFault> {
    let sum = sum(row, run);
    let mut claim = claim(row, run[run.len() - 1], &[], run, verdict);
    if claim.worked.is_empty() {
        return claim;
    }
    claim.worked = worked(row, run, sum);
    claim.values = vec![("sum", format!("{}%", sum.normalize()))];
    claim
}

/// 占30%: a share, with nothing between word and number.
fn is_share(row: &Row, at: usize) -> bool {
    let quantity = row.quantity(at);
    quantity.unit == Unit::Percent
        && !quantity.range
        && (row.lead(at).trim_end().ends_with('占') || row.lead(at).trim_end().ends_with("占比"))
}

/// Whether two shares stand in one list; the counts they are shares of may stand between them. What stands in brackets, and what
/// counts nothing, parts no list: A占30%（同比下降5个百分点）、B占45%.
fn follows(row: &Row, a: usize, b: usize) -> bool {
    let depth = row.quantity(a).depth;
    let parts = |&at: &usize| row.quantity(at).depth == depth && (row.counts(at) || row.quantity(at).unit == Unit::Percent);
    let between = 1 + (a + 1..b).filter(parts).count();
    let bare = |at: usize| !row.lead(at).trim_start().starts_with('占');
    // 占30%、占45%: what they are shares of is told by the counts before them.
    (between == 1 && bare(a) && bare(b) || between == 2 && !bare(a) && !bare(b)) && row.quantity(a).depth == row.quantity(b).depth
}

fn worked(row: &Row, run: &[usize], sum: Decimal) -> String {
    let terms: Vec<&str> = run.iter().map(|&at| row.doc.slice(row.quantity(at).number())).collect();
    format!("{}＝{}%", terms.join("＋"), sum.normalize())
}
