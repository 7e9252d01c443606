//! Totals behind their parts: 新增3项、取消5项、变更8项，合计16项.

use super::SumFault;
use super::judge::{Compared, add, claim, compare};
use super::row::{Row, begins};
use super::slip::slips;
use crate::check::claim::{Claim, Verdict};

/// Judges a total against what was named before it.
pub(super) fn judge(row: &Row, at: usize) -> Option<Claim<SumFault>> {
    let lead = row.lead(at).trim();
    let added = at > row.first
        && begins(&row.terms.plus, row.lead(at - 1).trim()).is_some()
        && begins(&row.terms.together, lead).is_some();
    let rest = if added { "" } else { begins(&row.terms.behind, lead)? };
    if !row.counts(at) {
        return None;
    }
    let parts: Vec<usize> =
        row.wholes(at).into_iter().filter(|&part| row.quantity(part).depth == row.quantity(at).depth).collect();
    let whole = add(row, &[at]);
    let fits = |&end: &usize| matches!(compare(add(row, &parts[..end]), whole), Compared::Equal | Compared::Open);
    let run = match parts.len() {
        0 => return None,
        _ if added => parts.len().min(2),
        _ => 1 + parts.windows(2).take_while(|pair| joined(row, pair[0], pair[1])).count(),
    };
    // A bare 合计 counts all that 、 joins before it, and perhaps more.
    let least = if rest.is_empty() { run.max(2) } else { 2 };
    if let Some(end) = (least..=parts.len()).find(fits) {
        let mut fitting = parts[..end].to_vec();
        fitting.reverse();
        return Some(claim(row, at, &[at], &fitting, Verdict::Held));
    }
    // 合计办理30件 may count more than was named.
    let directly = parts[0] + 1 == at && row.separator(at).1 <= 1;
    if !rest.is_empty() || !directly || begins(&row.terms.and_so_on, row.tail(parts[0]).trim_start()).is_some() {
        return None;
    }
    // Something of another measure stands in the list: 培训3期、走访5户、讲座2场，合计8场.
    let mixed = parts[run - 1] > row.first
        && row.separator(parts[run - 1]).0 == Some('、')
        && row.quantity(parts[run - 1] - 1).depth == 0;
    let mut listed = parts[..run].to_vec();
    listed.reverse();
    let hedged = listed.iter().chain([&at]).any(|&one| !row.quantity(one).hedge.is_none());
    if run < 2 || mixed || hedged {
        return None;
    }
    let slipped = !slips(row, at, &listed, add(row, &listed).value).is_empty();
    let fault = if slipped { SumFault::Off } else { SumFault::Likely };
    Some(claim(row, at, &[at], &listed, Verdict::Off(fault)))
}

/// Whether two parts stand directly side by side in one list.
fn joined(row: &Row, later: usize, earlier: usize) -> bool {
    later == earlier + 1 && row.separator(later).0 == Some('、')
}
