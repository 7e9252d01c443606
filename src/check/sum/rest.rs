//! What is left: 共28项，年内完成26项，其余2项….

use rust_decimal::Decimal;

use super::SumFault;
use super::doubt::{Beside, beside, overlap};
use super::judge::{Compared, add, claim, compare, met};
use super::row::Row;
use super::slip::slips;
use crate::check::claim::{Claim, Verdict};

/// Judges a rest against the total and what was named of it. What stands before `from` is parts of a list already.
pub(super) fn judge(row: &Row, at: usize, from: usize) -> Option<Claim<SumFault>> {
    if ![&row.terms.rest, &row.terms.besides].iter().any(|words| row.may_have(at, words)) {
        return None;
    }
    let lead = row.lead(at).trim_start();
    let certain = row.terms.rest.begun(lead).is_some();
    if !row.counts(at) || !certain && row.terms.besides.begun(lead).is_none() {
        return None;
    }
    let before = row.wholes(at);
    if let Some((wholes, parts)) = fitting(row, &before, at) {
        return Some(claim(row, wholes[0], &wholes, &parts, Verdict::Held));
    }
    let chain: Vec<usize> = before.iter().rev().copied().filter(|&one| one >= from).collect();
    let value = |at: usize| row.quantity(at).value;
    let largest = (0..chain.len()).max_by_key(|&place| (value(chain[place]), std::cmp::Reverse(place)))?;
    // 收到256条，办结279条，其余17条: two numbers before the rest are a total and a part, whichever is larger.
    let place = if chain.len() == 2 { 0 } else { largest };
    let (whole, mut parts) = (chain[place], chain[place + 1..].to_vec());
    let named = parts.len() == 1 || parts.len() > 1 && parts[1..].iter().all(|&part| row.separator(part).0 == Some('、'));
    parts.push(at);
    let sum = add(row, &parts);
    let hedged = parts.iter().chain([&whole]).any(|&one| !row.quantity(one).hedge.is_none());
    if !named || hedged || row.each(at) {
        return None;
    }
    // 审查文件112件，反馈意见98件，另审查合同15件: what comes on top may be something else.
    if let Some(reason) = overlap(row, &parts) {
        return Some(claim(row, whole, &[whole], &parts, Verdict::Left(reason)));
    }
    match beside(row, whole, &parts) {
        Beside::Nothing => {}
        Beside::Fits { wholes, parts } => return Some(claim(row, wholes[0], &wholes, &parts, Verdict::Held)),
        Beside::Others => return Some(claim(row, whole, &[whole], &parts, Verdict::Left("旁边的数字可能也是分项"))),
    }
    let slipped = !slips(row, whole, &parts, sum.value).is_empty();
    let fits = place == largest && value(at) < value(whole);
    let verdict = match (certain, slipped) {
        (true, true) if fits => Verdict::Off(SumFault::Off),
        // Among small numbers one changed figure makes anything fit.
        (_, true) if fits || value(whole) >= Decimal::ONE_HUNDRED => Verdict::Off(SumFault::Likely),
        (true, false) if fits => Verdict::Off(SumFault::Likely),
        _ => Verdict::Left("不能确定是哪个总数的其余部分"),
    };
    Some(claim(row, whole, &[whole], &parts, verdict))
}

/// A total before, or several together, and a run of parts behind it, that fit with the rest.
fn fitting(row: &Row, before: &[usize], at: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    (0..before.len()).find_map(|nearest| {
        (nearest + 1..before.len() + 1).find_map(|end| {
            // `before` runs from the nearest backwards.
            let mut parts: Vec<usize> = before[nearest..end].iter().rev().copied().collect();
            parts.push(at);
            let sum = add(row, &parts);
            let single = before[end..].iter().find(|&&whole| compare(sum, add(row, &[whole])) == Compared::Equal);
            let wholes = single.map(|&whole| vec![whole]).or_else(|| met(row, &before[end..], &parts))?;
            Some((wholes, parts))
        })
    })
}
