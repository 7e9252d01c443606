//! Totals behind their parts: 新增3项、取消5项、变更8项，合计16项. 原有法律顾问85名，新聘250名，总数达到335名.

use rust_decimal::Decimal;

use super::SumFault;
use super::doubt::{before, exceeds, overlap};
use super::judge::{Compared, add, claim, compare};
use super::row::Row;
use super::slip::slips;
use crate::check::claim::{Claim, Verdict};
use crate::check::words::WordList;

/// How a number says that it is the total of what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// 合计16项
    All,
    /// 合计办理30件: perhaps of more than was named.
    AndMore,
    /// 共691名, and nothing else in its clause.
    Alone,
    /// 加上结转的9件，共办理95件: the two before it.
    Added,
    /// 新收86件，上年结转9件，共办理95件: the two before it, which say so themselves. What `may_lose` some in between,
    /// 原有85名，新聘20名，总数达到100名, is not certain.
    Told { may_lose: bool },
}

/// Judges a total against what was named before it in its sentence.
pub(super) fn judge(row: &Row, at: usize) -> Option<Claim<SumFault>> {
    if !row.counts(at) || !may_be_total(row, at) {
        return None;
    }
    let mut parts = row.wholes(at);
    parts.retain(|&part| part >= row.first && row.quantity(part).depth == row.quantity(at).depth);
    let way = Way::of(row, at, &parts)?;
    let added = matches!(way, Way::Added | Way::Told { .. });
    let run = if added { 2 } else { 1 + parts.windows(2).take_while(|pair| joined(row, pair[0], pair[1])).count() };
    if parts.len() < run || way == Way::Alone && run < 2 {
        return None;
    }
    let whole = add(row, &[at]);
    let fits = |&end: &usize| matches!(compare(add(row, &parts[..end]), whole), Compared::Equal | Compared::Open);
    // A bare 合计 counts all that 、 joins before it, and perhaps more.
    let least = if way == Way::AndMore { 2 } else { run.max(2) };
    if let Some(end) = (least..=parts.len()).find(fits) {
        let mut fitting = parts[..end].to_vec();
        fitting.reverse();
        return Some(claim(row, at, &[at], &fitting, Verdict::Held));
    }
    let directly = parts[0] + 1 == at && row.separator(at).1 <= 1;
    // 复议新收40件，赔偿新收2件，上年结转9件: which of them is added is not clear. 受理86件，上年结转9件，共办理86件: the first may
    // have been counted with what was left.
    let told = matches!(way, Way::Told { .. }) && (parts.len() > 2 || compare(add(row, &parts[1..]), whole) == Compared::Equal);
    if way == Way::AndMore || told || !directly || row.terms.and_so_on.begun(row.tail(parts[0]).trim_start()).is_some() {
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
    // Among small numbers one changed figure makes anything fit.
    let doubtful = match way {
        Way::Told { may_lose } => may_lose,
        Way::Alone => whole.value < Decimal::ONE_HUNDRED,
        _ => false,
    };
    // 党员20人、女性25人，共35人: one may be both, but then the total is not more than their sum.
    let overlaps = overlap(row, &listed).filter(|_| exceeds(row, &listed, at));
    let others = || (!before(row, listed[0], row.first).is_empty()).then_some("旁边的数字可能也是分项");
    if let Some(reason) = overlaps.or_else(others) {
        return Some(claim(row, at, &[at], &listed, Verdict::Left(reason)));
    }
    let slipped = !slips(row, at, &listed, add(row, &listed).value).is_empty();
    let fault = if slipped && !doubtful { SumFault::Off } else { SumFault::Likely };
    Some(claim(row, at, &[at], &listed, Verdict::Off(fault)))
}

/// Whether the words of a number are those of a total at all, before more is asked.
fn may_be_total(row: &Row, at: usize) -> bool {
    let told = |words: &WordList| row.may_have(at, words) && words.begun(row.lead(at).trim()).is_some();
    told(&row.terms.behind) || told(&row.terms.alone) || row.terms.additions.iter().any(|addition| told(&addition.total))
}

impl Way {
    /// How the number at `at` is a total; `parts` stand before it, the nearest first.
    fn of(row: &Row, at: usize, parts: &[usize]) -> Option<Way> {
        let lead = row.lead(at).trim();
        if let Some(way) = Way::added(row, at, parts, lead) {
            return Some(way);
        }
        if let Some(rest) = row.terms.behind.begun(lead) {
            return Some(if rest.is_empty() { Way::All } else { Way::AndMore });
        }
        let ends = row.quantity(at).after.is_some_and(|mark| "\u{FF0C},\u{FF1B};。".contains(mark)) || at + 1 == row.last;
        let clause = matches!(row.separator(at), (Some('\u{FF0C}' | ','), 1)) && row.tail(at).trim().is_empty() && ends;
        (clause && row.terms.alone.iter().any(|word| word == lead)).then_some(Way::Alone)
    }

    /// Whether the two numbers before are told as added to each other.
    fn added(row: &Row, at: usize, parts: &[usize], lead: &str) -> Option<Way> {
        let &[more, to, ..] = parts else { return None };
        row.terms.additions.iter().find_map(|addition| {
            let rest = addition.total.begun(lead)?;
            let total = rest.is_empty() || addition.of.begun(rest).is_some();
            let told = more + 1 == at && addition.more.begun(row.lead(more).trim()).is_some();
            if addition.to.is_empty() {
                return (total && told).then_some(Way::Added);
            }
            // 不予受理 is no 受理.
            let words = row.lead(to);
            let first = addition.to.any_in(words) && !row.terms.not.any_in(words) && !words.contains('不');
            (total && told && first && to + 1 == more && row.separator(more).1 <= 1)
                .then_some(Way::Told { may_lose: addition.may_lose })
        })
    }
}

/// Whether two parts stand directly side by side in one list. With 分别 a list begins: 苇汀镇、砚岭镇分别调处3件、5件.
fn joined(row: &Row, later: usize, earlier: usize) -> bool {
    later == earlier + 1 && row.separator(later).0 == Some('、') && !row.terms.respective.any_in(row.lead(later))
}
