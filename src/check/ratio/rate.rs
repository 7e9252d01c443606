//! Rates by name: 败诉率7.04% of 结案71件, 败诉5件.

use rust_decimal::Decimal;

use super::super::arithmetic::{percentage, states};
use super::super::claim::{Claim, Rate, Terms, Verdict};
use super::{Place, RatioFault};
use crate::document::{Quantity, Unit};

/// Verbs between a rate's name and its value, longer ones first.
const LINKS: [&str; 27] = [
    "均达到了",
    "均达到",
    "达到了",
    "达到",
    "均为",
    "均达",
    "保持在",
    "稳定在",
    "维持在",
    "控制在",
    "提升至",
    "提高至",
    "提高到",
    "上升至",
    "下降至",
    "降至",
    "降到",
    "降为",
    "升至",
    "升到",
    "高达",
    "仅为",
    "约为",
    "达",
    "为",
    "是",
    "只有",
];

/// Between a count and its rate there may stand this many other figures: 败诉5件（含…2件），败诉率7.04%.
const BETWEEN: usize = 3;

/// Judges a percentage whose words name a rate; none if they do not.
pub(super) fn claim(place: &Place, terms: &Terms) -> Option<Claim<RatioFault>> {
    let name = name(place.words(place.figure.lead))?;
    let known = terms.rates.iter().filter(|rate| name.ends_with(&*rate.name)).max_by_key(|rate| rate.name.len());
    if terms.changes.any_in(name) {
        return None;
    }
    if place.figure.value > Decimal::ONE_HUNDRED && known.is_some_and(|rate| !rate.may_exceed) {
        let mut claim = place.claim(None, None, String::new, Verdict::Off(RatioFault::OverHundred));
        claim.values.push(("stated", format!("{name}{}", place.words(place.figure.span))));
        return Some(claim);
    }
    let wanted = Wanted::new(name, known, terms)?;
    let Some(at) = wanted.part(place) else {
        return Some(wanted.told_after(place).unwrap_or_else(|| without_part(place, wanted.rate)));
    };
    let part = &place.figures[at];
    if !place.is_firm() || !place.exact(part) {
        return Some(place.left(Some(part), "是约数"));
    }
    Some(wanted.judge(place, at, part))
}

/// The name of the rate that ends the words before a percentage: 综合纠错率 of 全年综合纠错率为.
fn name(lead: &str) -> Option<&str> {
    let lead = lead.trim_end();
    let lead = LINKS.iter().find_map(|link| lead.strip_suffix(link)).unwrap_or(lead);
    lead.ends_with('率').then_some(lead)
}

/// What is looked for: words for the part and for the whole.
struct Wanted<'t> {
    part: Vec<&'t str>,
    /// The rate, where it is known by name and nothing narrows it.
    rate: Option<&'t Rate>,
    /// Whether cases carried over make the base larger than anything printed.
    may_exceed: bool,
}

impl<'t> Wanted<'t> {
    fn new(name: &'t str, known: Option<&'t Rate>, terms: &'t Terms) -> Option<Self> {
        // 按时办结率 is of what was due: its counts must say so themselves.
        let qualified = terms.qualifiers.iter().find(|word| name.contains(&***word));
        let part = match (qualified, known) {
            (Some(word), _) => vec![word.as_str()],
            (None, Some(rate)) => rate.part.iter().map(String::as_str).collect(),
            (None, None) => vec![stem(name)?],
        };
        let known = known.filter(|_| qualified.is_none());
        Some(Wanted { part, rate: known, may_exceed: known.is_some_and(|rate| rate.may_exceed) })
    }

    /// The nearest count before the rate whose own words are the rate's.
    fn part(&self, place: &Place) -> Option<usize> {
        let mut counts = place.before_in_sentence(place.at).filter(|&at| place.figures[at].unit == Unit::Count).take(BETWEEN + 1);
        counts.find(|&at| self.is_part(place, at))
    }

    /// Whether a count's words are the rate's. Of several side by side only one that says it directly: 办理建议202件、
    /// 提案402件，办理率… is of both.
    fn is_part(&self, place: &Place, at: usize) -> bool {
        let figure = &place.figures[at];
        let (lead, tail) = place.subject(figure);
        let listed = figure.before == Some('、') || figure.after == Some('、');
        let says = |word: &&str| {
            let rate = |text: &str| text.match_indices('率').any(|(at, _)| text[..at].ends_with(word));
            let said = |text: &str| text.contains(word) && !rate(text);
            if listed { lead.ends_with(word) } else { said(lead) || said(tail) }
        };
        place.tells(figure) && self.part.iter().any(says) && !negated(lead, &self.part)
    }

    /// 败诉率为7.04%，全年审结的71件中败诉5件: the counts follow the rate in its sentence.
    fn told_after(&self, place: &Place) -> Option<Claim<RatioFault>> {
        let rate = self.rate.filter(|_| !self.may_exceed && place.is_firm())?;
        let sentence = place.figure.sentence;
        let ahead = place.at + 1..(place.at + 2 + BETWEEN).min(place.figures.len());
        let follows = |at: &usize| place.figures[*at].sentence == sentence && place.figures[*at].unit == Unit::Count;
        let counts: Vec<usize> = ahead.take_while(follows).collect();
        let at = *counts.iter().skip(1).find(|&&at| self.is_part(place, at))?;
        let part = &place.figures[at];
        let is_base = |&&whole: &&usize| {
            whole < at && rate.names(place.subject(&place.figures[whole]), false) && place.is_alike(whole, part)
        };
        let whole = &place.figures[*counts.iter().find(is_base)?];
        if !place.exact(part) || !place.exact(whole) || place.figure.value == Decimal::ONE_HUNDRED {
            return None;
        }
        Some(if place.holds(part, whole) { place.held(part, whole) } else { place.off(part, whole, RatioFault::Rate) })
    }

    fn judge(&self, place: &Place, at: usize, part: &Quantity) -> Claim<RatioFault> {
        let before = place.before_in_block(at).filter(|&at| place.is_alike(at, part));
        let (all, fewer): (Vec<usize>, Vec<usize>) = before.partition(|&at| place.figures[at].value >= part.value);
        let named = |second: bool| all.iter().copied().filter(move |&at| self.is_whole(place, at, second));
        let meant: Vec<usize> = named(false).collect();
        let fitting = place.fitting(part, &meant).or_else(|| place.fitting(part, &named(true).collect::<Vec<_>>()));
        // What a rate is really of outweighs what some take it to be of.
        let near = |at: &&usize| {
            place.figures[**at].sentence == part.sentence && place.exact(&place.figures[**at]) && !place.has_share(**at)
        };
        let certain = meant.iter().find(near).copied();
        if let Some(whole) = fitting.filter(|whole| meant.contains(whole) || certain.is_none()) {
            return place.held(part, &place.figures[whole]);
        }
        let exceeded = || fewer.iter().find(|at| near(at) && self.is_whole(place, **at, false)).copied();
        if place.figure.value == Decimal::ONE_HUNDRED && certain.is_some() {
            return place.left(Some(part), "基数可能不是所列的数");
        }
        // 已完成整改80个，长期整改4个，整改率93%: the count further off is meant.
        let others = place.before_in_sentence(at).filter(|&other| place.is_alike(other, part) && self.is_part(place, other));
        if let Some(claim) = place.combined(at).or_else(|| self.over_two(place, part)).or_else(|| {
            let fits = |other: usize| Some((other, place.fitting(&place.figures[other], &meant)?));
            others.take(BETWEEN).find_map(fits).map(|(other, whole)| place.held(&place.figures[other], &place.figures[whole]))
        }) {
            return claim;
        }
        match (certain, place.fitting(part, &all)) {
            (Some(named), _) if self.may_exceed => self.carried(place, part, named),
            (Some(named), Some(other)) if other < named => place.other_base(part, named, other),
            (_, Some(other)) => place.held(part, &place.figures[other]),
            (Some(named), None) => place.off(part, &place.figures[named], RatioFault::Rate),
            (None, None) => match exceeded().filter(|_| !self.may_exceed) {
                Some(whole) => place.off(part, &place.figures[whole], RatioFault::Rate),
                None => place.left(Some(part), "没有写出基数"),
            },
        }
    }

    /// 一审审结71件，败诉5件，二审审结20件，败诉2件，败诉率7.69%: the rate of all of them.
    fn over_two(&self, place: &Place, part: &Quantity) -> Option<Claim<RatioFault>> {
        let rate = self.rate?;
        let counts: Vec<usize> = place
            .before_in_sentence(place.at)
            .filter(|&at| place.is_alike(at, part) || place.figures[at].span == part.span)
            .collect();
        let total = |is: &dyn Fn(usize) -> bool| -> Decimal {
            counts.iter().filter(|&&at| is(at)).map(|&at| place.figures[at].value).sum()
        };
        let is_part = |at: usize| self.is_part(place, at);
        let is_whole = |at: usize| !self.is_part(place, at) && rate.names(place.subject(&place.figures[at]), false);
        let (parts, wholes) = (Quantity { value: total(&is_part), ..*part }, Quantity { value: total(&is_whole), ..*part });
        (wholes.value > parts.value && place.holds(&parts, &wholes)).then(|| {
            let worked = || format!("{}÷{}＝{}", parts.value, wholes.value, place.percent(place.figure.value));
            place.claim(Some(part), None, worked, Verdict::Held)
        })
    }

    /// Cases of the year before may be in the base, so that the rate is lower than the printed counts give; higher it
    /// cannot be.
    fn carried(&self, place: &Place, part: &Quantity, named: usize) -> Claim<RatioFault> {
        let whole = &place.figures[named];
        match percentage(part, whole) {
            Some(range) if place.figure.value - place.figure.step() > *range.end() => {
                place.off(part, whole, RatioFault::AboveCounts)
            }
            _ => place.left(Some(part), "基数可能含上年结转"),
        }
    }

    /// Whether a count's words make it the rate's whole.
    fn is_whole(&self, place: &Place, at: usize, second: bool) -> bool {
        self.rate.is_some_and(|rate| rate.names(place.subject(&place.figures[at]), second))
    }
}

/// The verb or quality that a rate is named for: 采纳 of 意见采纳率.
fn stem(name: &str) -> Option<&str> {
    let body = name.strip_suffix('率')?;
    let (at, _) = body.char_indices().nth_back(1)?;
    Some(&body[at..])
}

/// 不合格3卷 is no part of 合格率.
fn negated(lead: &str, words: &[&str]) -> bool {
    let mut there = words.iter().filter(|word| lead.contains(**word));
    there.any(|word| ["不", "未", "没有", "无"].iter().any(|not| lead.contains(&format!("{not}{word}"))))
}

/// Measure words of what is decided one by one. 7个县市 and 四项排查 are no totals of cases.
const CASES: &str = "件宗起例案";

/// A rate without its count: of some total that is printed a whole number must give it.
fn without_part(place: &Place, known: Option<&Rate>) -> Claim<RatioFault> {
    let left = place.left(None, "没有写出率的那个数");
    let Some(rate) = known.filter(|rate| !rate.may_exceed && place.figure.step() < Decimal::ONE && place.exact(place.figure))
    else {
        return left;
    };
    let totals: Vec<usize> = place.before_in_block(place.at).filter(|&at| place.figures[at].unit == Unit::Count).collect();
    let named = |at: &&usize| {
        let figure = &place.figures[**at];
        let measure = place.measure(figure);
        let counts = !measure.is_empty() && CASES.contains(measure) && place.tells(figure);
        counts && figure.sentence == place.figure.sentence && rate.names(place.subject(figure), false)
    };
    match totals.iter().find(named) {
        Some(&at) if !totals.iter().any(|&at| gives(place, &place.figures[at])) => {
            no_whole_number(place, rate, &place.figures[at])
        }
        _ => left,
    }
}

/// Whether some whole number of a total gives the percentage; a vague total may, and of one of nothing or beyond reckoning nothing is said.
fn gives(place: &Place, whole: &Quantity) -> bool {
    let Some(middle) = below(place, whole).filter(|_| place.exact(whole) && !whole.value.is_zero()) else { return true };
    let parts = [middle - Decimal::ONE, middle, middle + Decimal::ONE];
    parts.into_iter().any(|part| {
        let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole.value));
        share.is_some_and(|share| states(place.figure.value, place.figure.step(), &(share..=share)))
    })
}

/// The whole number at or below what the percentage is of a total.
fn below(place: &Place, whole: &Quantity) -> Option<Decimal> {
    Some((place.figure.value.checked_mul(whole.value)? / Decimal::ONE_HUNDRED).floor())
}

fn no_whole_number(place: &Place, rate: &Rate, whole: &Quantity) -> Claim<RatioFault> {
    let Some(below) = below(place, whole) else { return place.left(None, "总数太大") };
    let mut claim = place.claim(None, Some(whole), String::new, Verdict::Off(RatioFault::NoWholeNumber));
    let share = |part: Decimal| format!("{part}÷{}＝{}", whole.value, place.percent(part * Decimal::ONE_HUNDRED / whole.value));
    claim.worked = format!("{}，{}", share(below), share(below + Decimal::ONE));
    claim.values.extend([
        ("stated", place.words(place.figure.span).to_owned()),
        ("name", rate.name.clone()),
        ("whole", place.words(whole.span).to_owned()),
        ("below", share(below)),
        ("above", share(below + Decimal::ONE)),
    ]);
    claim
}
