//! What is said of the change between two values, judged.

use rust_decimal::Decimal;

use super::ChangeFault;
use super::judge::{self, Fit, Range};
use super::net::Net;
use super::pair::{ANOTHER_TIME, Base, Pair, REACH, phrase};
use super::words::{Phrase, Since, Turn};
use crate::check::arithmetic::{middle, quotient, written};
use crate::check::claim::{Claim, Terms, Verdict};
use crate::check::slip;
use crate::document::{Document, Quantity, Unit, amount, same_measure};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// What a change should be, where that can be said, and whether it is.
pub(super) type Outcome = (Option<Range>, Verdict<ChangeFault>);

impl Pair<'_> {
    /// The words of the base as shown: 66件, 151件减85件.
    fn shown(&self, doc: &Document) -> String {
        let value = doc.slice(self.value.span);
        match self.base {
            Base::Printed(base) | Base::YearBefore(base) => doc.slice(base.span).to_owned(),
            Base::By(difference, Turn::Up) => format!("{value}减{}", doc.slice(difference.span)),
            Base::By(difference, Turn::Down) => format!("{value}加{}", doc.slice(difference.span)),
        }
    }

    fn claim(&self, doc: &Document, at: Span<Read>, worked: String, verdict: Verdict<ChangeFault>) -> Claim<ChangeFault> {
        let say = |quantity: &Quantity| doc.slice(quantity.span).to_owned();
        let values = vec![("stated", doc.slice(at).to_owned()), ("change", self.told(doc)), ("value", say(self.value))];
        let other = self.other();
        let mut evidence = vec![
            (self.value.span, format!("现数{}", say(self.value)).into()),
            (other.span, format!("{}{}", self.name_of_other(), say(other)).into()),
        ];
        evidence.sort_by_key(|(span, _): &(Span<Read>, std::borrow::Cow<str>)| *span);
        Claim { at, worked, evidence, verdict, values, fixes: Vec::new() }
    }

    /// The pair in words: 由66件到151件; 本年155件，增加30件，则上年应为125件.
    fn told(&self, doc: &Document) -> String {
        let value = doc.slice(self.value.span);
        let Base::By(difference, turn) = self.base else { return format!("由{}到{value}", self.shown(doc)) };
        let (word, difference_words) = (if turn == Turn::Up { "增加" } else { "减少" }, doc.slice(difference.span));
        let (this, before) = if self.phrase.since == Some(Since::YearBefore) { ("本年", "上年") } else { ("", "原来") };
        let base = self.ends().map(|(base, _)| written_like(doc, difference, middle(&base))).unwrap_or_default();
        format!("{this}{value}，{word}{difference_words}，则{before}应为{base}")
    }

    /// Which way the values go, against the words: 5296件比4120件多.
    fn contrary(&self, doc: &Document) -> String {
        let way = if self.went() == Some(Turn::Up) { "多" } else { "少" };
        match self.base {
            Base::By(difference, turn) => {
                format!("前面写{}{}", if turn == Turn::Up { "增加" } else { "减少" }, doc.slice(difference.span))
            }
            _ if self.value.unit == Unit::Percent => {
                let way = if way == "多" { "高" } else { "低" };
                format!("{}比{}{way}", doc.slice(self.value.span), self.shown(doc))
            }
            _ => format!("{}比{}{way}", doc.slice(self.value.span), self.shown(doc)),
        }
    }

    fn name_of_other(&self) -> &'static str {
        if matches!(self.base, Base::By(..)) { "差额" } else { "原数" }
    }

    /// 从66件减少到151件.
    pub fn direction(&self, doc: &Document) -> Option<Claim<ChangeFault>> {
        let turn = self.phrase.turn?;
        let (Base::Printed(_), true) = (self.base, self.value.unit != Unit::Time) else { return None };
        let verdict = match self.went()? {
            went if went == turn => Verdict::Held,
            _ if self.mixed(doc, self.last) => Verdict::Left("不止一项"),
            _ if self.is_rank(doc, self.last) => Verdict::Left("可能是名次"),
            _ => Verdict::Off(ChangeFault::Direction),
        };
        let worked = format!("{}→{}", self.shown(doc), doc.slice(self.value.span));
        let words = doc.slice(self.between);
        let start = self.between.start as usize + words.len() - words.trim_start().len();
        let at = Span::new(start, start + words.trim().len());
        let mut claim = self.claim(doc, at, worked, verdict);
        claim.values.push(("contrary", self.contrary(doc)));
        Some(claim)
    }

    /// 142件，较上年增加265件: of what is counted there cannot be fewer than none. Words that compare must say so, or a rate
    /// that follows: 建成服务点20个，增加岗位30个 compares nothing.
    pub fn over_value(
        &self,
        doc: &Document,
        terms: &Terms,
        quantities: &[Quantity],
        second: usize,
    ) -> Option<Claim<ChangeFault>> {
        let Base::By(difference, Turn::Up) = self.base else { return None };
        let (base, _) = self.ends()?;
        if *base.end() >= Decimal::ZERO || self.value.unit != Unit::Count {
            return None;
        }
        let rate = quantities.get(second + 1).filter(|next| next.unit == Unit::Percent);
        let told = rate.and_then(|next| phrase(doc, &terms.comparison, difference, next));
        if !self.phrase.compares && told.is_none_or(|(_, phrase)| phrase.turn != Some(Turn::Up)) {
            return None;
        }
        let measure = |quantity: &Quantity| doc.slice(quantity.measure());
        let earlier = quantities[..second - 1].iter().rev().take(REACH);
        let another = earlier.filter(|other| same_measure(measure(other), measure(difference)) && other.value > difference.value);
        let verdict = match self.doubt(doc, terms, difference, self.phrase) {
            Some(reason) => Verdict::Left(reason),
            None if another.count() > 0 => Verdict::Left("可能是前面一项的增加数"),
            None => Verdict::Off(ChangeFault::OverValue),
        };
        let worked = format!("{}，小于零", self.shown(doc));
        Some(self.claim(doc, difference.span, worked, verdict))
    }

    /// Judges what is said of this pair by a quantity that follows it; none if that speaks of something else.
    pub fn judge(
        &self,
        doc: &Document,
        terms: &Terms,
        quantities: &[Quantity],
        at: usize,
        net: Option<Net>,
    ) -> Option<Claim<ChangeFault>> {
        let said = &quantities[at];
        let (_, phrase) = phrase(doc, &terms.comparison, &quantities[at - 1], said)?;
        let rate = matches!(said.unit, Unit::Percent | Unit::Times) && self.value.unit != Unit::Percent;
        let multiple = said.unit == Unit::Times && self.phrase.is;
        if phrase.to || phrase.is || !(rate || self.is_difference(doc, said)) || phrase.turn.is_none() && !multiple {
            return None;
        }
        let outcome = self.outcome(doc, said, phrase)?;
        let (actual, verdict) = net.map_or_else(|| outcome.clone(), |net| net.judge(self, outcome.clone()));
        let verdict = match verdict {
            _ if self.speaks_of_another(doc, &terms.comparison, phrase) => Verdict::Left(ANOTHER_TIME),
            Verdict::Off(fault) => self.doubt(doc, terms, said, phrase).map_or(Verdict::Off(fault), Verdict::Left),
            verdict => verdict,
        };
        let shown = actual.as_ref().map(|actual| written_like(doc, said, middle(actual)));
        let colon = shown.as_ref().map_or(String::new(), |shown| format!("：{shown}"));
        let whole = if net.is_some() && verdict == Verdict::Held { "，增减相抵" } else { "" };
        let worked = format!("{}→{}{colon}{whole}", self.shown(doc), doc.slice(self.value.span));
        let against = verdict == Verdict::Off(ChangeFault::Direction);
        let at = if against { turn_word(&quantities[at - 1], phrase) } else { said.span };
        let mut claim = self.claim(doc, at, worked, verdict);
        let verb = match said.unit {
            Unit::Times if self.phrase.is => "是",
            Unit::Times => "增长",
            _ => "",
        };
        claim.values.push(("actual", format!("{verb}{}", shown.unwrap_or_default())));
        if against {
            claim.values.push(("contrary", self.contrary(doc)));
        }
        Some(claim)
    }

    /// Whether a quantity tells how far two of this measure lie apart.
    fn is_difference(&self, doc: &Document, said: &Quantity) -> bool {
        said.unit == self.value.unit && same_measure(doc.slice(said.measure()), doc.slice(self.value.measure()))
            || self.value.unit == Unit::Percent && said.unit == Unit::Points
    }

    /// What the change is, and whether the stated one is that.
    fn outcome(&self, doc: &Document, said: &Quantity, phrase: Phrase) -> Option<Outcome> {
        let (base, value) = self.ends()?;
        if *base.start() <= Decimal::ZERO || *value.start() <= Decimal::ZERO {
            return None;
        }
        let held = |holds: bool, fault| if holds { Verdict::Held } else { Verdict::Off(fault) };
        if self.value.unit == Unit::Percent && said.unit == Unit::Percent {
            return Some((Some(judge::distance(&base, &value)), Verdict::Left("百分数之间的变化")));
        }
        if phrase.turn.zip(self.went()).is_some_and(|(told, went)| told != went) {
            return Some((None, Verdict::Off(ChangeFault::Direction)));
        }
        if phrase.yearly {
            return self.yearly(doc, said, &base, &value);
        }
        if self.is_difference(doc, said) {
            let verdict = match judge::fit_difference(said, &base, &value)? {
                Fit::Follows => Verdict::Held,
                Fit::ByRounding => Verdict::Left("尾数可能出于四舍五入"),
                Fit::No => Verdict::Off(ChangeFault::Difference),
            };
            return Some((Some(judge::distance(&base, &value)), verdict));
        }
        if said.unit == Unit::Times {
            let hundredth = Decimal::new(1, 2);
            let growth = judge::scaled(&judge::rate(&base, &value)?, hundredth);
            let multiple = judge::scaled(&quotient(&value, &base)?, hundredth);
            // The reading that fits is the one to show.
            let readings = if self.phrase.is { [multiple, growth] } else { [growth, multiple] };
            let fitting = readings.iter().find(|reading| judge::fits(said, reading));
            let shown = fitting.unwrap_or(&readings[0]).clone();
            return Some((Some(shown), held(fitting.is_some(), ChangeFault::Times)));
        }
        self.rate(doc, said, &base, &value)
    }

    fn rate(&self, doc: &Document, said: &Quantity, base: &Range, value: &Range) -> Option<Outcome> {
        let actual = match self.base {
            // 842 of 4580: the difference is told, and more exact than the distance of two ranges.
            Base::By(difference, _) => quotient(&judge::known(difference)?, base)?,
            _ => judge::rate(base, value)?,
        };
        if judge::fits(said, &actual) {
            return Some((Some(actual), Verdict::Held));
        }
        let by_year = self.years(doc).filter(|years| years.many > 1).is_some_and(|years| {
            let yearly = judge::yearly(base, value, years.many, said.step());
            yearly.is_some_and(|each| each.iter().any(|yearly| !judge::is_far(said, yearly, judge::loose(said, yearly))))
        });
        Some((Some(actual), if by_year { Verdict::Left("可能是年均数") } else { Verdict::Off(ChangeFault::Rate) }))
    }

    /// Where the number of years is certain, the rate must be the compound or the plain one, give or take one in the last place;
    /// else they may be counted otherwise.
    fn yearly(&self, doc: &Document, said: &Quantity, base: &Range, value: &Range) -> Option<Outcome> {
        let Some(years) = self.years(doc) else { return Some((None, Verdict::Left("没有写出年数"))) };
        if said.unit != Unit::Percent {
            return Some((None, Verdict::Left("年均的差额")));
        }
        let each = |many| judge::yearly(base, value, many, said.step());
        let [compound, plain] = each(years.many)?;
        let far = if years.certain {
            [&compound, &plain].into_iter().all(|actual| judge::is_far(said, actual, said.step()))
        } else {
            let around = [years.many, years.many - 1, years.many + 1].into_iter().filter(|many| *many > 0);
            around.filter_map(each).flatten().all(|actual| judge::is_far(said, &actual, judge::loose(said, &actual)))
        };
        Some((Some(compound), if far { Verdict::Off(ChangeFault::Yearly) } else { Verdict::Held }))
    }

    /// 翻一番 after a pair: about twice as much.
    pub fn doubled(&self, doc: &Document) -> Option<Claim<ChangeFault>> {
        const WORDS: [(&str, i64); 5] = [("翻一番", 2), ("翻了一番", 2), ("翻两番", 4), ("翻了两番", 4), ("翻番", 2)];
        let start = self.last.span.end as usize;
        let rest = doc.text()[start..].trim_start_matches(['\u{FF0C}', '、']).trim_start_matches("实现");
        let (word, times) = WORDS.into_iter().find(|(word, _)| rest.starts_with(word))?;
        let (base, value) = self.ends()?;
        let multiple = middle(&quotient(&value, &base)?) / Decimal::ONE_HUNDRED;
        let times = Decimal::from(times);
        let verdict = match multiple {
            _ if !self.value.hedge.is_none() || !self.other().hedge.is_none() => Verdict::Left("是约数"),
            multiple if multiple < times * Decimal::new(9, 1) || multiple > times * Decimal::new(15, 1) => {
                Verdict::Off(ChangeFault::Times)
            }
            _ => Verdict::Held,
        };
        let at = doc.text().len() - rest.len();
        let actual = format!("{}倍", written(multiple, Decimal::new(1, 2)).normalize());
        let worked = format!("{}→{}：{actual}", self.shown(doc), doc.slice(self.value.span));
        let mut claim = self.claim(doc, Span::new(at, at + word.len()), worked, verdict);
        claim.values.push(("actual", format!("是{actual}")));
        claim.values.push(("hint", String::new()));
        Some(claim)
    }

    /// Adds what slip would explain a claim that is off, and remedies. Where something else follows from the two values, only
    /// what is said can be wrong.
    pub fn explain(
        &self,
        doc: &Document,
        terms: &Terms,
        quantities: &[Quantity],
        at: usize,
        claim: &mut Claim<ChangeFault>,
        sure: bool,
    ) {
        let said = &quantities[at];
        let Some((_, phrase)) = phrase(doc, &terms.comparison, &quantities[at - 1], said) else { return };
        let actual = self.outcome(doc, said, phrase).and_then(|(actual, _)| actual);
        let holds =
            |pair: Pair, said: &Quantity| pair.outcome(doc, said, phrase).is_some_and(|(_, verdict)| verdict == Verdict::Held);
        let ten_thousand = Decimal::from(10_000);
        let scaled = |scale: Decimal| Quantity { value: self.other().value * scale, ..*self.other() };
        if !sure
            && [scaled(ten_thousand), scaled(Decimal::new(1, 4))].iter().any(|other| holds(self.with(self.value, other), said))
        {
            claim.values.push(("hint", "若其中一个数的万、亿写错则相符".to_owned()));
            return;
        }
        let name = match said.unit {
            Unit::Percent => "百分比",
            Unit::Times => "倍数",
            _ => "增减数",
        };
        let slips = if sure {
            slip::slips(doc, [(name, said)], |[stated]| holds(*self, stated))
        } else {
            let numbers = [("现数", self.value), (self.name_of_other(), self.other()), (name, said)];
            slip::slips(doc, numbers, |[value, other, stated]| holds(self.with(value, other), stated))
        };
        claim.values.push(("hint", slip::hint(doc, &slips)));
        claim.fixes.extend(slip::remedies(doc, &slips));
        let recomputed = actual.filter(|_| slips.is_empty()).and_then(|actual| self.recomputed(doc, said, &actual));
        claim.fixes.extend(recomputed.map(|figures| slip::rewritten(doc, said.number(), figures, Safety::Offered)));
    }

    /// The figures that should stand in the place of a rate or a difference, where all that they rest on is exact.
    fn recomputed(&self, doc: &Document, said: &Quantity, actual: &Range) -> Option<String> {
        let (base, value) = self.ends()?;
        let plain = amount(doc.slice(said.number())).is_some() && !said.words && said.unit != Unit::Times;
        if !plain || !judge::is_exact(&base) || !judge::is_exact(&value) {
            return None;
        }
        let scale = Scale::of(doc, said);
        let figures = written(middle(actual) / scale.by, scale.step(said));
        (figures > Decimal::ZERO).then(|| format!("{}{}", figures.normalize(), scale.word))
    }
}

/// The word of growth or decline in the words that follow a quantity.
fn turn_word(before: &Quantity, phrase: Phrase) -> Span<Read> {
    let (from, length) = phrase.turn_at;
    let start = (before.span.end + from) as usize;
    Span::new(start, start + length as usize)
}

/// What a number's figures are taken times: 万 in 3.5万.
struct Scale<'d> {
    word: &'d str,
    by: Decimal,
}

impl<'d> Scale<'d> {
    fn of(doc: &'d Document, quantity: &Quantity) -> Scale<'d> {
        let number = doc.slice(quantity.number());
        let word = number.trim_start_matches(|sign: char| !matches!(sign, '百' | '千' | '万' | '亿'));
        let by = amount(&format!("1{word}")).map(|(by, _)| by);
        by.map_or(Scale { word: "", by: Decimal::ONE }, |by| Scale { word, by })
    }

    /// What one in the last written figure is worth: 0.1 for 3.5万.
    fn step(&self, quantity: &Quantity) -> Decimal {
        (quantity.step() / self.by).normalize()
    }
}

/// A value in the places and the measure of a stated one; where that has a scale, with two places: 1.85万件.
fn written_like(doc: &Document, said: &Quantity, value: Decimal) -> String {
    let scale = Scale::of(doc, said);
    let step = if scale.word.is_empty() { scale.step(said).max(Decimal::new(1, 2)) } else { Decimal::new(1, 2) };
    let measure = if said.unit == Unit::Percent { "%" } else { doc.slice(said.measure()) };
    format!("{}{}{measure}", written(value / scale.by, step).normalize(), scale.word)
}
