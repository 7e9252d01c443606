//! Which slip of the pen in one number would explain that it does not follow from the others: two digits changed about, or
//! one lost.

use super::Remedy;
use crate::document::{Document, Quantity, Unit, amount};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// One of the numbers, written otherwise, would make it right.
pub(super) struct Slip<'q> {
    name: &'static str,
    of: &'q Quantity,
    instead: String,
    why: &'static str,
}

/// So many figures of a draft are looked at for slips, more than any report has: each takes as long as a page to read.
const MANY: usize = 3000;

/// Changed-about digits first; a lost digit only where nothing is changed about, and only if one place alone explains it.
/// `fits` is asked of the numbers in their order, one of them written otherwise.
pub(super) fn slips<'q, const N: usize>(
    doc: &Document,
    numbers: [(&'static str, &'q Quantity); N],
    fits: impl Fn(&[Quantity; N]) -> bool,
) -> Vec<Slip<'q>> {
    const SWAPPED: &str = "两个数字颠倒";
    const LOST: &str = "漏写了一个数字";
    let last = doc.facts.quantities.get(MANY);
    if numbers.iter().any(|(_, quantity)| last.is_some_and(|last| quantity.span >= last.span)) {
        return Vec::new();
    }
    let search = |why: &'static str, variants: &dyn Fn(&str) -> Vec<String>| {
        let mut found = Vec::new();
        for (at, (name, of)) in numbers.into_iter().enumerate() {
            for instead in variants(doc.slice(of.number())) {
                let Some((value, step)) = amount(&instead) else { continue };
                let mut written = numbers.map(|(_, quantity)| *quantity);
                written[at] = of.worth(value, step);
                if fits(&written) {
                    found.push(Slip { name, of, instead, why });
                }
            }
        }
        found
    };
    let about = search(SWAPPED, &|figures| swapped(figures).collect());
    match about.len() {
        1 | 2 => about,
        0 => {
            let lost = search(LOST, &|figures| with_digit_restored(figures).collect());
            if lost.len() == 1 { lost } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// What the slips come to, for the help of a finding.
pub(super) fn hint(doc: &Document, slips: &[Slip]) -> String {
    let told = slips
        .iter()
        .map(|slip| format!("若{}“{}”为“{}”则相符，疑{}", slip.name, doc.slice(slip.of.number()), slip.instead, slip.why));
    told.collect::<Vec<_>>().join("；")
}

/// How far numbers that make it right may be trusted. A rate follows from its counts and can be written anew; where it may as
/// well be a count that is wrong (2197件 or 45.57%), only the files tell, and nobody should change either in passing.
pub(super) fn safety(slips: &[Slip]) -> Safety {
    let follows = |slip: &Slip| matches!(slip.of.unit, Unit::Percent | Unit::Points | Unit::Times);
    if slips.iter().all(follows) { Safety::Offered } else { Safety::Shown }
}

/// The remedies for the slips.
pub(super) fn remedies(doc: &Document, slips: &[Slip]) -> Vec<Remedy> {
    let safety = safety(slips);
    slips.iter().map(|slip| rewritten(doc, slip.of.number(), slip.instead.clone(), safety)).collect()
}

/// Another number in the place of one.
pub(super) fn rewritten(doc: &Document, number: Span<Read>, instead: String, safety: Safety) -> Remedy {
    Remedy {
        title: format!("将“{}”改为“{instead}”", doc.slice(number)), edits: vec![(number.into(), instead)], safety
    }
}

/// All figures that differ from this one by two neighbouring digits changed about: 2197 → 2179, 2917, 1297.
fn swapped(figures: &str) -> impl Iterator<Item = String> + '_ {
    let digits: Vec<usize> = figures.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    let pairs: Vec<(usize, usize)> = digits.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter_map(move |(a, b)| {
        let mut bytes = figures.as_bytes().to_vec();
        bytes.swap(a, b);
        (bytes[a] != bytes[b] && bytes[0] != b'0').then(|| String::from_utf8(bytes).ok()).flatten()
    })
}

/// All figures that differ from this one by one digit lost: 10569 for 1569.
fn with_digit_restored(figures: &str) -> impl Iterator<Item = String> + '_ {
    let places = (0..=figures.len()).filter(|&at| figures.is_char_boundary(at));
    places.flat_map(move |at| {
        ('0'..='9')
            .filter(move |digit| at > 0 || *digit != '0')
            .map(move |digit| format!("{}{digit}{}", &figures[..at], &figures[at..]))
    })
}

#[cfg(test)]
mod tests {
    use super::{swapped, with_digit_restored};

    #[test]
    fn slips_of_digits() {
        assert_eq!(swapped("2197").collect::<Vec<_>>(), ["1297", "2917", "2179"]);
        assert_eq!(swapped("45.57").collect::<Vec<_>>(), ["54.57", "45.75"]);
        assert_eq!(swapped("100").collect::<Vec<_>>(), [""; 0]);
        assert!(with_digit_restored("1569").any(|figures| figures == "10569"));
    }
}
