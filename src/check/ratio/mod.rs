//! Percentages against the counts they rest on: 占25%, 败诉率7.04%.
//!
//! What a percentage is of is decided by words, never by nearness: what 占 names, what the rate is called. Where several
//! totals could be meant, all of them must fail before anything is said.

mod hint;
mod rate;
mod share;

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::arithmetic::{middle, percentage, states, written};
use super::claim::{self, Claim, Terms, Verdict};
use super::words::WordList;
use super::{Kind, On, Say};
use crate::document::{Bound, Document, Quantity, Unit, same_measure};
use crate::span::holds;

/// `check: { ratio: { fault: share } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// What to report.
    pub fault: RatioFault,
}

/// What can be wrong with a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatioFault {
    /// 占35% of 103 in 412: no total that it can refer to gives it.
    Share,
    /// 败诉率8.04% with 结案71件, 败诉5件: a rate that the terms know, with its own counts beside it.
    Rate,
    /// 办结率98% with 受理147件, 办结133件: a rate whose base may hold more than is printed, but never less.
    AboveCounts,
    /// The named total does not give the percentage, another one of the paragraph does.
    OtherBase,
    /// 败诉率7.3% of 结案40件: no whole number of the total gives it.
    NoWholeNumber,
    /// 败诉率104%: a rate of a part cannot exceed its whole.
    OverHundred,
}

impl Kind for Ratio {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.ratios(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            RatioFault::OverHundred => vec!["stated"],
            RatioFault::NoWholeNumber => vec!["stated", "name", "whole", "below", "above"],
            RatioFault::OtherBase => vec!["stated", "part", "whole", "actual", "other", "hint"],
            _ => vec!["stated", "part", "whole", "actual", "hint"],
        }
    }
}

/// Every percentage of the document, judged, in order.
pub(super) fn claims(doc: &Document, terms: &Terms, in_full: bool) -> Vec<Claim<RatioFault>> {
    let figures = &doc.facts.quantities;
    let percents = figures.iter().enumerate().filter(|(_, figure)| figure.unit == Unit::Percent);
    let judged = percents.filter_map(|(at, figure)| {
        let place = Place { doc, figures, at, figure, in_full };
        share::claim(&place).or_else(|| rate::claim(&place, terms))
    });
    judged.collect()
}

/// A percentage and what stands around it.
struct Place<'d> {
    doc: &'d Document<'d>,
    figures: &'d [Quantity],
    at: usize,
    figure: &'d Quantity,
    /// Whether claims that are not off have their words as well.
    in_full: bool,
}

/// How far back, in quantities, a total is looked for: a paragraph of a report has fewer.
const REACH: usize = 60;

impl<'d> Place<'d> {
    fn words(&self, span: crate::span::Span<crate::span::Read>) -> &'d str {
        self.doc.slice(span)
    }

    /// The words before and after a quantity, which say what it counts.
    fn subject(&self, quantity: &Quantity) -> (&'d str, &'d str) {
        (self.words(quantity.lead), self.words(quantity.tail))
    }

    fn measure(&self, quantity: &Quantity) -> &'d str {
        self.words(quantity.measure())
    }

    /// The quantities before `at` in the same sentence, the nearest first.
    fn before_in_sentence(&self, at: usize) -> impl Iterator<Item = usize> + use<'d> {
        let (figures, sentence) = (self.figures, self.figure.sentence);
        (0..at).rev().take(REACH).take_while(move |&at| figures[at].sentence == sentence)
    }

    /// The quantities before `at` in the same block, the nearest first.
    fn before_in_block(&self, at: usize) -> impl Iterator<Item = usize> + use<'d> {
        let (figures, block) = (self.figures, self.figure.block);
        (0..at).rev().take(REACH).take_while(move |&at| figures[at].block == block)
    }

    /// Whether a quantity counts the same things as another, told as they are and not as a change (减少286项).
    fn is_alike(&self, whole: usize, part: &Quantity) -> bool {
        let other = &self.figures[whole];
        let same = match part.unit {
            Unit::Money => other.unit == Unit::Money,
            _ => other.unit == Unit::Count && same_measure(self.measure(other), self.measure(part)),
        };
        same && self.tells(other) && other.span != part.span
    }

    /// Whether a quantity tells how many there are, and is neither a change of that nor a word: 比上年增加, “最多跑一次”.
    fn tells(&self, quantity: &Quantity) -> bool {
        static CHANGES: LazyLock<WordList> = LazyLock::new(|| {
            ["增加", "增长", "增支", "增收", "减少", "下降", "压减", "比上年", "同比", "较上年"]
                .map(str::to_owned)
                .to_vec()
                .into()
        });
        !quantity.range && !quantity.quoted && !CHANGES.any_in(self.words(quantity.lead))
    }

    /// Whether the next figure is this one's share, 24起，占22%: then the share after the next count is hardly of it, though it
    /// may be, 84户，占20%，其中42户，占50%.
    fn has_share(&self, at: usize) -> bool {
        self.figures.get(at + 1).is_some_and(|next| {
            next.unit == Unit::Percent && next.sentence == self.figure.sentence && holds(self.words(next.lead), '占')
        })
    }

    /// Whether a part of a whole gives the stated percentage. 约45% is met by a twentieth more or less.
    fn holds(&self, part: &Quantity, whole: &Quantity) -> bool {
        let (stated, step) = (self.figure.value, self.figure.step());
        let about = stated / Decimal::from(20);
        percentage(part, whole).is_some_and(|range| {
            states(stated, step, &range) || self.is_about() && *range.start() <= stated + about && *range.end() >= stated - about
        })
    }

    /// Whether the percentage is hedged by 约 or 左右 only.
    fn is_about(&self) -> bool {
        let hedge = &self.figure.hedge;
        let mut hedges = hedge.before.iter().chain(&hedge.after).peekable();
        hedges.peek().is_some() && hedges.all(|bound| *bound == Bound::About)
    }

    /// Whether the percentage can contradict anything: 超过45% cannot.
    fn is_firm(&self) -> bool {
        !self.figure.range && (self.figure.hedge.is_none() || self.is_about())
    }

    /// The total that gives the percentage; one that gives it by rounding before one that gives it by cutting off.
    fn fitting(&self, part: &Quantity, wholes: &[usize]) -> Option<usize> {
        let rounded = |at: &&usize| {
            let range = percentage(part, &self.figures[**at]);
            range.is_some_and(|range| written(middle(&range), self.figure.step()) == self.figure.value)
        };
        let holds = |at: &&usize| self.holds(part, &self.figures[**at]);
        wholes.iter().find(rounded).or_else(|| wholes.iter().find(holds)).copied()
    }

    /// The named total that is off, where another one fits.
    fn other_base(&self, part: &Quantity, named: usize, fits: usize) -> Claim<RatioFault> {
        let mut claim = self.off(part, &self.figures[named], RatioFault::OtherBase);
        let other = &self.figures[fits];
        claim.values.push(("other", self.words(other.span).to_owned()));
        claim.evidence.push((other.span, format!("按{}算则相符", self.words(other.span)).into()));
        claim.fixes.clear();
        claim
    }

    /// Whether the clause of one quantity follows directly on that of another: at most a mark stands between.
    fn adjacent(&self, first: &Quantity, second: &Quantity) -> bool {
        let between = self.doc.text().get(first.tail.end as usize..second.lead.start as usize);
        between.is_some_and(|between| between.chars().count() <= 1)
    }

    /// Only exact figures can contradict each other.
    fn exact(&self, quantity: &Quantity) -> bool {
        quantity.hedge.is_none() && !quantity.range
    }

    fn held(&self, part: &Quantity, whole: &Quantity) -> Claim<RatioFault> {
        let worked = || {
            let range = percentage(part, whole).unwrap_or(Decimal::ZERO..=Decimal::ZERO);
            self.worked(part, whole, &range)
        };
        self.claim(Some(part), Some(whole), worked, Verdict::Held)
    }

    /// A percentage of several counts together, or of a total without some: 优秀54卷，合格63卷，合格率97.5% of 120卷; 受理420件，
    /// 成功400件，正在调解10件，成功率97.6%. What fits so is no contradiction.
    fn combined(&self, part: usize) -> Option<Claim<RatioFault>> {
        let counts = self.companions(part);
        let place = counts.iter().position(|&at| at == part)?;
        let sum = |run: &[usize]| Quantity { value: run.iter().map(|&at| self.figures[at].value).sum(), ..self.figures[part] };
        let told =
            |run: &[usize], mark: &str| run.iter().map(|&at| self.words(self.figures[at].span)).collect::<Vec<_>>().join(mark);
        let held = |part_words: String, whole_words: String| {
            let worked = || format!("（{part_words}）÷（{whole_words}）＝{}", self.percent(self.figure.value));
            self.claim(Some(&self.figures[part]), None, worked, Verdict::Held)
        };
        let open: Vec<(usize, usize)> = counts.iter().copied().enumerate().filter(|(_, at)| self.is_open(*at)).collect();
        for first in 0..=place {
            for last in place..counts.len() {
                let run = &counts[first..=last];
                let together = sum(run);
                for &whole in &counts[..first] {
                    let total = &self.figures[whole];
                    if last > first && total.value >= together.value && self.holds(&together, total) {
                        return Some(held(told(run, "＋"), told(&[whole], "")));
                    }
                    let rest = open.iter().filter(|(place, other)| !(first..=last).contains(place) && *other > whole);
                    for &(_, other) in rest {
                        let without = Quantity { value: total.value - self.figures[other].value, ..*total };
                        if without.value >= together.value && self.holds(&together, &without) {
                            return Some(held(told(run, "＋"), told(&[whole, other], "－")));
                        }
                    }
                }
            }
        }
        None
    }

    /// The counts beside a part that may be added to it or taken from its whole, in order.
    fn companions(&self, part: usize) -> Vec<usize> {
        const MANY: usize = 12;
        let alike = |at: &usize| self.is_alike(*at, &self.figures[part]) || *at == part;
        // 复议12件，维持9件；行政诉讼审结5件，败诉1件，败诉率20%: what stands before a semicolon is another matter.
        let mut from = self.figure.span.start as usize;
        let here = |at: &usize| {
            let between = self.doc.text().get(self.figures[*at].span.end as usize..from);
            from = self.figures[*at].span.end as usize;
            between.is_some_and(|between| !between.contains('\u{FF1B}'))
        };
        let mut counts: Vec<usize> = self.before_in_sentence(self.at).take_while(here).filter(alike).take(MANY).collect();
        counts.reverse();
        counts
    }

    /// Whether a count is told as not done yet: 正在调解10件.
    fn is_open(&self, at: usize) -> bool {
        const OPEN: [&str; 8] = ["正在", "尚", "未", "在办", "在审", "待", "撤", "除"];
        let (lead, tail) = self.subject(&self.figures[at]);
        OPEN.iter().any(|word| lead.contains(word) || tail.contains(word))
    }

    fn left(&self, part: Option<&Quantity>, reason: &'static str) -> Claim<RatioFault> {
        self.claim(part, None, String::new, Verdict::Left(reason))
    }

    fn off(&self, part: &Quantity, whole: &Quantity, fault: RatioFault) -> Claim<RatioFault> {
        let Some(range) = percentage(part, whole) else { return self.left(Some(part), "总数为零") };
        let mut claim = self.claim(Some(part), Some(whole), || self.worked(part, whole, &range), Verdict::Off(fault));
        claim.values.extend([
            ("stated", self.words(self.figure.span).to_owned()),
            ("part", self.words(part.span).to_owned()),
            ("whole", self.words(whole.span).to_owned()),
            ("actual", self.percent(middle(&range))),
        ]);
        hint::add(self, part, whole, &range, &mut claim);
        claim
    }

    /// A percentage with the places of the stated one.
    fn percent(&self, value: Decimal) -> String {
        let mut value = written(value, self.figure.step());
        value.rescale(self.figure.step().scale());
        format!("{value}%")
    }

    fn worked(&self, part: &Quantity, whole: &Quantity, range: &RangeInclusive<Decimal>) -> String {
        format!("{}÷{}＝{}", self.words(part.span), self.words(whole.span), self.percent(middle(range)))
    }

    fn claim(
        &self,
        part: Option<&Quantity>,
        whole: Option<&Quantity>,
        worked: impl FnOnce() -> String,
        verdict: Verdict<RatioFault>,
    ) -> Claim<RatioFault> {
        if !self.in_full && !matches!(verdict, Verdict::Off(_)) {
            return Claim::silent(self.figure.span, verdict);
        }
        let label = |quantity: Option<&Quantity>, name: &str| {
            quantity.map(|quantity| (quantity.span, format!("{name}{}", self.words(quantity.span)).into()))
        };
        let evidence = [label(whole, "总数"), label(part, "其中的")].into_iter().flatten().collect();
        Claim { worked: worked(), evidence, ..Claim::silent(self.figure.span, verdict) }
    }
}
