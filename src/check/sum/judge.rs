//! Adding parts up and comparing them with a whole, with the tolerance that rounding and hedges ask for.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::SumFault;
use super::row::Row;
use super::slip::{Slip, convincing, slips};
use crate::check::Remedy;
use crate::check::claim::{Claim, Verdict};
use crate::document::{Quantity, Unit};
use crate::finding::Safety;

/// What parts come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Total {
    pub(super) value: Decimal,
    /// By how much rounding may have moved it.
    slack: Decimal,
    /// Whether one of the numbers is 近 or 余.
    hedged: bool,
}

/// How parts compare with a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    Equal,
    /// Hedges or rounding leave it open.
    Open,
    Less,
    More,
}

/// Adds quantities up.
pub(super) fn add(row: &Row, parts: &[usize]) -> Total {
    let none = Total { value: Decimal::ZERO, slack: Decimal::ZERO, hedged: false };
    parts.iter().map(|&part| of(row, part)).fold(none, |sum, part| Total {
        value: sum.value.saturating_add(part.value),
        slack: sum.slack.saturating_add(part.slack),
        hedged: sum.hedged || part.hedged,
    })
}

fn of(row: &Row, at: usize) -> Total {
    let quantity = row.quantity(at);
    let slack = if is_exact(row, at) { Decimal::ZERO } else { quantity.step() / Decimal::TWO };
    Total { value: quantity.value, slack, hedged: !quantity.hedge.is_none() }
}

/// Whether a number counts to the last one: 412件, but neither 3.5万件 nor 412亩.
fn is_exact(row: &Row, at: usize) -> bool {
    let quantity = row.quantity(at);
    let counted = matches!(quantity.unit, Unit::Count | Unit::Bare | Unit::Time);
    let plain = quantity.step() == Decimal::ONE || quantity.words;
    counted && plain && !row.terms.measured.has(row.measure(at))
}

/// Compares what parts come to with what a whole, or several wholes together, are.
pub(super) fn compare(parts: Total, whole: Total) -> Compared {
    let off = parts.value - whole.value;
    if off.abs() <= parts.slack + whole.slack {
        return Compared::Equal;
    }
    // 近200件 and 全年共审查20余件 are met by what is about as much.
    if parts.hedged || whole.hedged {
        let near = whole.value.max(parts.value) / Decimal::from(5);
        return if off.abs() <= near {
            Compared::Open
        } else if off < Decimal::ZERO {
            Compared::Less
        } else {
            Compared::More
        };
    }
    if off < Decimal::ZERO { Compared::Less } else { Compared::More }
}

/// The whole that parts come to, among single quantities, the nearest first, and runs of those directly before the parts:
/// 建议120件、提案80件，其中….
pub(super) fn met(row: &Row, wholes: &[usize], parts: &[usize]) -> Option<Vec<usize>> {
    let sum = add(row, parts);
    let fits = |run: &[usize]| matches!(compare(sum, add(row, run)), Compared::Equal | Compared::Open);
    let single = wholes.chunks(1).find(|one| fits(one));
    let longest = wholes.len().min(4);
    let run = || (2..=longest).map(|count| &wholes[..count]).find(|run| fits(run));
    single.or_else(run).map(|run| run.iter().rev().copied().collect())
}

/// A claim about a whole and its parts.
pub(super) fn claim(row: &Row, at: usize, wholes: &[usize], parts: &[usize], verdict: Verdict<SumFault>) -> Claim<SumFault> {
    if !row.in_full && !matches!(verdict, Verdict::Off(_)) {
        return Claim::silent(row.quantity(at).span, verdict);
    }
    let sum = add(row, parts);
    let whole = add(row, wholes);
    let sign = match (compare(sum, whole), verdict) {
        (Compared::Equal, _) => "＝",
        (Compared::Open, _) => "≈",
        (_, Verdict::Off(SumFault::Off | SumFault::Likely)) => "≠",
        (Compared::Less, _) => "＜",
        (Compared::More, _) => "＞",
    };
    let terms = |list: &[usize]| list.iter().map(|&part| figures(row, part)).collect::<Vec<_>>().join("＋");
    let worked = match parts {
        _ if wholes.is_empty() => terms(parts),
        [_] => format!("{}{sign}{}", terms(parts), terms(wholes)),
        _ if sign == "＝" => format!("{}＝{}", terms(parts), terms(wholes)),
        _ => format!("{}＝{}{sign}{}", terms(parts), scaled(row, sum.value, parts[0], false), terms(wholes)),
    };
    let related = |&other: &usize| {
        let words = if wholes.contains(&other) { "总数" } else { "分项" };
        (row.quantity(other).span, Cow::Owned(format!("{words}{}", row.doc.slice(row.quantity(other).span))))
    };
    let evidence = wholes.iter().chain(parts).filter(|&&other| other != at).map(related).collect();
    let mut claim = Claim { at: row.quantity(at).span, worked, evidence, verdict, values: Vec::new(), fixes: Vec::new() };
    if let Verdict::Off(fault) = verdict {
        let written = |at: &usize| row.doc.slice(row.quantity(*at).span).to_owned();
        let like = wholes.first().copied().unwrap_or(at);
        claim.values.push(("sum", scaled(row, sum.value, like, true)));
        claim.values.push(("total", wholes.iter().map(written).collect::<Vec<_>>().join("、")));
        claim.values.push(("part", parts.first().map(written).unwrap_or_default()));
        let slips = if matches!(fault, SumFault::Off | SumFault::Likely) && wholes.len() == 1 {
            slips(row, wholes[0], parts, sum.value)
        } else {
            Vec::new()
        };
        tell_slip(row, &mut claim, convincing(&slips));
    }
    claim
}

/// Puts the slip that explains a wrong sum into the claim, as a hint and as a fix.
fn tell_slip(row: &Row, claim: &mut Claim<SumFault>, slip: Option<&Slip>) {
    let hint = slip.map_or(String::new(), |slip| {
        let number = row.quantity(slip.at).number();
        claim.fixes.push(Remedy {
            title: format!("改为“{}”", slip.figures),
            edits: vec![(number.into(), slip.figures.clone())],
            // Which of the counts is wrong only the files tell.
            safety: Safety::Shown,
        });
        format!("；若“{}”为“{}”则相符", row.doc.slice(number), slip.figures)
    });
    claim.values.push(("hint", hint));
}

/// A number as it is written, without measure.
fn figures(row: &Row, at: usize) -> String {
    row.doc.slice(row.quantity(at).number()).to_owned()
}

/// A value written like a quantity: in its scale, and with its measure if wanted.
pub(super) fn scaled(row: &Row, value: Decimal, like: usize, measure: bool) -> String {
    let quantity: &Quantity = row.quantity(like);
    let number = row.doc.slice(quantity.number());
    let signs = [("万亿", 1_000_000_000_000_u64), ("亿", 100_000_000), ("万", 10_000)];
    let (sign, scale) = signs.into_iter().find(|(sign, _)| number.ends_with(sign)).unwrap_or(("", 1));
    let plain = (value / Decimal::from(scale)).normalize();
    format!("{plain}{sign}{}", if measure { row.measure(like) } else { "" })
}
