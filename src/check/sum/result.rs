//! Results against what they are results of: 调处17128件，调处成功17356件 cannot be.

use super::SumFault;
use super::judge::{Compared, add, claim, compare};
use super::row::Row;
use crate::check::claim::{Claim, Verdict};

/// Judges a result against the number in the clause before it.
pub(super) fn judge(row: &Row, at: usize) -> Option<Claim<SumFault>> {
    if !row.may_have(at, &row.terms.results) {
        return None;
    }
    let lead = row.lead(at).trim();
    let word = row.terms.results.iter().filter(|word| lead.ends_with(word.as_str())).max_by_key(|word| word.len())?;
    if !row.counts(at) || row.separator(at).1 > 1 {
        return None;
    }
    let wholes: Vec<usize> = row.wholes(at).into_iter().filter(|&whole| row.measure(whole) == row.measure(at)).collect();
    let base = *wholes.first().filter(|&&base| base + 1 == at && row.quantity(base).depth == row.quantity(at).depth)?;
    let part = add(row, &[at]);
    let more = wholes.iter().all(|&whole| compare(part, add(row, &[whole])) == Compared::More);
    if !more {
        return Some(claim(row, at, &[base], &[at], Verdict::Held));
    }
    let certain = row.quantity(base).hedge.is_none() && follows(row, &lead[..lead.len() - word.len()], word, row.lead(base));
    // 整改完成56个（含历史遗留问题13个）
    if holds_more(row, at) {
        return Some(claim(row, at, &[base], &[at], Verdict::Left("括号中说明含有其他事项")));
    }
    certain.then(|| claim(row, at, &[base], &[at], Verdict::Off(SumFault::Result)))
}

/// Whether brackets behind a result tell what else it holds: （含…）, （包括…）.
fn holds_more(row: &Row, at: usize) -> bool {
    let behind = &row.doc.text()[row.quantity(at).span.end as usize..];
    let inside = behind.strip_prefix(['\u{FF08}', '(']);
    inside.is_some_and(|inside| row.terms.open.begun(inside).or_else(|| row.terms.parts.begun(inside)).is_some())
}

/// Whether a result is told of what the clause before counts: that has its verb (调处…，调处成功…), or the result brings nothing of
/// its own but a small word (被采纳). 不合格 is no kind of 合格, and 合格 none of 优秀.
fn follows(row: &Row, own: &str, word: &str, base: &str) -> bool {
    let verb: String = own.chars().chain(word.chars()).take(2).collect();
    let denied = row.terms.not.iter().any(|not| own.ends_with(not.as_str())) || own.ends_with('不');
    let plain = matches!(own, "" | "被" | "已" | "其中" | "评定" | "评为") && word != "成功";
    !denied && !row.terms.results.any_in(base) && (base.contains(&verb) || plain)
}
