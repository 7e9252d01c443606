//! Two values that words call earlier and later, and what is said of the change between them.

use super::ChangeFault;
use super::judge::{self, Fit, Interval};
use super::words::{self, Phrase, Turn};
use crate::check::claim::{Claim, Terms, Verdict};
use crate::document::{Bound, Document, Quantity, Unit, same_measure, years_in};
use crate::span::{Read, Span};

/// A value and where it came from.
pub(super) struct Pair<'q> {
    value: &'q Quantity,
    base: Base<'q>,
    /// The quantity that stands last.
    last: &'q Quantity,
    /// The words between the two.
    between: Span<Read>,
    phrase: Phrase,
    /// Where the words about the pair begin.
    from: u32,
}

#[derive(Clone, Copy)]
enum Base<'q> {
    /// 从66件 增加到151件, 151件，比上年的66件
    Printed(&'q Quantity),
    /// 151件，增加85件
    By(&'q Quantity, Turn),
}

/// Ranks go up by falling: 从第10位上升到第3位.
const RANKS: [&str; 3] = ["位", "名", "级"];

/// How far back the words about an indicator are looked for, in bytes.
const NEAR: u32 = 150;

/// The words between two quantities, if they may be words of comparison.
fn phrase(doc: &Document, a: &Quantity, b: &Quantity) -> Option<(Span<Read>, Phrase)> {
    if a.block != b.block || a.span.end > b.span.start || b.depth > a.depth + 1 || b.range || a.range {
        return None;
    }
    let between = Span::new(a.span.end as usize, b.span.start as usize);
    Some((between, words::phrase(doc.slice(between))?))
}

impl<'q> Pair<'q> {
    /// The pair whose second number is this.
    pub fn read(doc: &Document, quantities: &'q [Quantity], second: usize) -> Option<Pair<'q>> {
        let (a, b) = (&quantities[second - 1], &quantities[second]);
        let measure = |quantity: &Quantity| doc.slice(quantity.measure);
        if a.unit != b.unit || !matches!(a.unit, Unit::Count | Unit::Money | Unit::Percent | Unit::Time) {
            return None;
        }
        if !same_measure(measure(a), measure(b)) || a.quoted {
            return None;
        }
        let (between, phrase) = phrase(doc, a, b)?;
        let marked = doc.slice(between).starts_with(['\u{FF0C}', '、']);
        let pair = |value, base, from: u32| Some(Pair { value, base, last: b, between, phrase, from });
        if phrase.to && !marked && !phrase.compares && words::is_origin(doc.slice(a.lead)) {
            return pair(b, Base::Printed(a), a.lead.start);
        }
        let bracketed = b.depth > a.depth && phrase.when && phrase.turn.is_none();
        if !phrase.to && phrase.turn.is_none() && (bracketed || phrase.compares || phrase.is && phrase.when) && b.depth >= a.depth
        {
            return pair(a, Base::Printed(b), a.lead.start);
        }
        match phrase.turn {
            Some(turn) if !phrase.to && !phrase.yearly && marked && a.unit != Unit::Percent => {
                pair(a, Base::By(b, turn), a.lead.start)
            }
            _ => None,
        }
    }

    fn base(&self) -> Interval {
        match self.base {
            Base::Printed(base) => Interval::of(base),
            Base::By(difference, turn) => Interval::of(self.value).before(Interval::of(difference), turn),
        }
    }

    /// The words of the base as shown: 66件, 151件－85件.
    fn shown(&self, doc: &Document) -> String {
        let value = doc.slice(self.value.span);
        match self.base {
            Base::Printed(base) => doc.slice(base.span).to_owned(),
            Base::By(difference, Turn::Up) => format!("{value}减{}", doc.slice(difference.span)),
            Base::By(difference, Turn::Down) => format!("{value}加{}", doc.slice(difference.span)),
        }
    }

    fn other(&self) -> &'q Quantity {
        match self.base {
            Base::Printed(base) => base,
            Base::By(difference, _) => difference,
        }
    }

    /// Which way the values go, if rounding cannot hide it.
    fn went(&self) -> Option<Turn> {
        let (base, value) = (self.base(), Interval::of(self.value));
        match self.base {
            Base::By(_, turn) => Some(turn),
            _ if value.low > base.high => Some(Turn::Up),
            _ if value.high < base.low => Some(Turn::Down),
            _ => None,
        }
    }

    fn claim(&self, doc: &Document, at: Span<Read>, worked: String, verdict: Verdict<ChangeFault>) -> Claim<ChangeFault> {
        let say = |quantity: &Quantity| doc.slice(quantity.span).to_owned();
        let values = vec![("stated", doc.slice(at).to_owned()), ("base", self.shown(doc)), ("value", say(self.value))];
        let what = if matches!(self.base, Base::By(..)) { "差额" } else { "原数" };
        let other = self.other();
        let mut evidence = vec![
            (self.value.span, format!("现数{}", say(self.value)).into()),
            (other.span, format!("{what}{}", say(other)).into()),
        ];
        evidence.sort_by_key(|(span, _): &(Span<Read>, std::borrow::Cow<str>)| *span);
        Claim { at, worked, evidence, verdict, values, fixes: Vec::new() }
    }

    /// 从66件减少到151件.
    pub fn direction(&self, doc: &Document) -> Option<Claim<ChangeFault>> {
        let turn = self.phrase.turn?;
        let (Base::Printed(_), true) = (self.base, self.value.unit != Unit::Time) else { return None };
        let verdict = match self.went()? {
            went if went == turn => Verdict::Held,
            _ if self.mixed(doc, self.last) => Verdict::Left("不止一项"),
            _ if self.is_rank(doc) => Verdict::Left("可能是名次"),
            _ => Verdict::Off(ChangeFault::Direction),
        };
        let worked = format!("{}→{}", self.shown(doc), doc.slice(self.value.span));
        let words = doc.slice(self.between);
        let start = self.between.start as usize + words.len() - words.trim_start().len();
        let at = Span::new(start, start + words.trim().len());
        Some(self.claim(doc, at, worked, verdict))
    }

    /// Whether the values may be ranks, which go up by falling: 从132名升至32名.
    fn is_rank(&self, doc: &Document) -> bool {
        let ends = [self.value, self.other()];
        RANKS.contains(&doc.slice(self.last.measure)) && ends.iter().all(|end| end.value < 1000.into() && end.step == 1.into())
    }

    /// Whether more than one thing is compared at once: 分别.
    fn mixed(&self, doc: &Document, last: &Quantity) -> bool {
        let words = doc.slice(Span::new(self.from as usize, last.span.start as usize));
        let before = doc.text()[..self.from as usize].ends_with(['和', '与', '及']);
        let series = ["和", "与", "及", "、"].iter().any(|join| doc.slice(last.tail) == *join)
            || last.tail.start == last.tail.end && last.after == Some('、');
        before || series || words.contains("分别") || words.contains('各')
    }

    /// Judges what is said of this pair by a quantity that follows it; none if that speaks of something else.
    pub fn judge(&self, doc: &Document, terms: &Terms, quantities: &[Quantity], at: usize) -> Option<Claim<ChangeFault>> {
        let said = &quantities[at];
        let (_, phrase) = phrase(doc, &quantities[at - 1], said)?;
        let times = said.unit == Unit::Times;
        let difference = said.unit == self.value.unit && same_measure(doc.slice(said.measure), doc.slice(self.value.measure))
            || self.value.unit == Unit::Percent && said.unit == Unit::Points;
        let rate = matches!(said.unit, Unit::Percent | Unit::Times) && self.value.unit != Unit::Percent;
        if phrase.to || phrase.is || !(rate || difference) || phrase.turn.is_none() && !(times && self.phrase.is) {
            return None;
        }
        let (base, value) = (self.base(), Interval::of(self.value));
        if base.low <= 0.0 || value.low <= 0.0 {
            return None;
        }
        let doubt = self.doubt(doc, terms, said, phrase);
        let shares = self.value.unit == Unit::Percent && said.unit == Unit::Percent;
        let (actual, verdict) = if shares {
            (base.distance(value), Verdict::Left("百分数之间的变化"))
        } else if phrase.turn.zip(self.went()).is_some_and(|(told, went)| told != went) {
            (Interval { low: 0.0, high: 0.0 }, Verdict::Off(ChangeFault::Direction))
        } else if phrase.yearly {
            self.yearly(doc, said, base, value)
        } else if difference {
            let verdict = match judge::fit_difference(said, base, value) {
                Fit::Follows => Verdict::Held,
                Fit::ByRounding => Verdict::Left("尾数可能出于四舍五入"),
                Fit::No => Verdict::Off(ChangeFault::Difference),
            };
            (base.distance(value), verdict)
        } else if times {
            let (growth, quotient) = (judge::rate(base, value).scaled(0.01), value.over(base));
            let fits = judge::fit(said, growth) || judge::fit(said, quotient);
            (growth, if fits { Verdict::Held } else { Verdict::Off(ChangeFault::Times) })
        } else {
            self.rate(doc, said, base, value)
        };
        let verdict = match (verdict, doubt) {
            (Verdict::Off(_), Some(reason)) => Verdict::Left(reason),
            (verdict, _) => verdict,
        };
        let actual = self.written(doc, said, actual);
        let worked = format!("{}→{}：{actual}", self.shown(doc), doc.slice(self.value.span));
        let mut claim = self.claim(doc, said.span, worked, verdict);
        claim.values.push(("actual", actual));
        claim.values.push(("hint", self.hint(doc, said)));
        Some(claim)
    }

    fn rate(&self, doc: &Document, said: &Quantity, base: Interval, value: Interval) -> (Interval, Verdict<ChangeFault>) {
        let actual = judge::rate(base, value);
        let actual = match self.base {
            // 842 of 4580: the difference is told, and more exact than the distance of two intervals.
            Base::By(difference, _) => Interval::of(difference).over(base).scaled(100.0),
            Base::Printed(_) => actual,
        };
        if judge::fit(said, actual) {
            return (actual, Verdict::Held);
        }
        let by_year = self.years(doc).is_some_and(|years| {
            years > 1.0 && judge::yearly(base, value, years).iter().any(|yearly| !judge::is_far(said, *yearly))
        });
        (actual, if by_year { Verdict::Left("可能是年均数") } else { Verdict::Off(ChangeFault::Rate) })
    }

    fn yearly(&self, doc: &Document, said: &Quantity, base: Interval, value: Interval) -> (Interval, Verdict<ChangeFault>) {
        let Some(years) = self.years(doc) else { return (base, Verdict::Left("没有写出年数")) };
        if said.unit != Unit::Percent {
            return (base, Verdict::Left("年均的差额"));
        }
        let each = [years, years - 1.0, years + 1.0].into_iter().filter(|years| *years >= 1.0);
        let far = each.flat_map(|years| judge::yearly(base, value, years)).all(|actual| judge::is_far(said, actual));
        let verdict = if far { Verdict::Off(ChangeFault::Yearly) } else { Verdict::Held };
        (judge::yearly(base, value, years)[0], verdict)
    }

    /// How many years lie between the two, as their words name them: 2020年的…2025年的….
    fn years(&self, doc: &Document) -> Option<f64> {
        let words = doc.slice(Span::new(self.from as usize, self.last.span.start as usize));
        let mut named = years_in(words);
        if let (Some(first), Some(last)) = (named.next(), named.last()) {
            return (last > first).then(|| f64::from(last - first));
        }
        let mut before =
            doc.facts.in_sentence(self.value.sentence).iter().filter(|quantity| quantity.span.end <= self.from.max(1));
        let told = before.rfind(|quantity| doc.slice(quantity.measure) == "年")?;
        Some(Interval::of(told).middle())
    }

    /// Why the pair may not be what the words speak of.
    fn doubt(&self, doc: &Document, terms: &Terms, said: &Quantity, phrase: Phrase) -> Option<&'static str> {
        let sentence = doc.facts.sentences[said.sentence as usize].span;
        let words = doc.slice(Span::new(self.from as usize, self.last.span.start as usize));
        let hedged = [self.value, self.other()].iter().any(|quantity| !quantity.hedge.is_none());
        let bound = [said.hedge.before, said.hedge.after].into_iter().flatten().any(|(bound, _)| bound != Bound::About);
        let start = boundary(doc.text(), self.from.saturating_sub(NEAR).max(sentence.start));
        let end = boundary(doc.text(), (said.span.end + NEAR / 2).min(sentence.end));
        let about = doc.slice(Span::new(start, end));
        let own = phrase.compares || phrase.when;
        let year_before = ["上年", "去年", "同期", "上一年"].iter().any(|word| words.contains(word));
        let same =
            matches!(self.base, Base::By(..)) && phrase.compares && self.phrase.compares && !phrase.when && !self.phrase.when;
        let doubts = [
            (self.is_rank(doc) && !matches!(self.base, Base::By(..)), "可能是名次"),
            (hedged || bound || !said.hedge.is_none(), "是约数"),
            (self.mixed(doc, said) || self.mixed(doc, self.last), "分别对应几项"),
            (own && !year_before && !same, "比较的基期可能不同"),
            (said.quoted || said.words, "是概略的说法"),
            (terms.rebased.iter().any(|word| about.contains(&**word)), "可能按可比价或者调整后的基数"),
        ];
        doubts.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    }

    /// 翻一番 after a pair: about twice as much.
    pub fn doubled(&self, doc: &Document) -> Option<Claim<ChangeFault>> {
        const WORDS: [(&str, f64); 5] = [("翻一番", 2.0), ("翻了一番", 2.0), ("翻两番", 4.0), ("翻了两番", 4.0), ("翻番", 2.0)];
        let start = self.last.span.end as usize;
        let rest = doc.text()[start..].trim_start_matches(['\u{FF0C}', '、']).trim_start_matches("实现");
        let (word, times) = WORDS.into_iter().find(|(word, _)| rest.starts_with(word))?;
        let ratio = Interval::of(self.value).over(self.base());
        let verdict = match ratio.middle() {
            _ if !self.value.hedge.is_none() || !self.other().hedge.is_none() => Verdict::Left("是约数"),
            ratio if ratio < times * 0.9 || ratio > times * 1.5 => Verdict::Off(ChangeFault::Times),
            _ => Verdict::Held,
        };
        let at = doc.text().len() - rest.len();
        let actual = format!("{}倍", trimmed(ratio.middle(), 2));
        let worked = format!("{}→{}：{actual}", self.shown(doc), doc.slice(self.value.span));
        let mut claim = self.claim(doc, Span::new(at, at + word.len()), worked, verdict);
        claim.values.push(("actual", format!("到{actual}")));
        claim.values.push(("hint", String::new()));
        Some(claim)
    }

    /// The recomputed value in the places and the measure of the stated one.
    fn written(&self, doc: &Document, said: &Quantity, actual: Interval) -> String {
        let number = doc.slice(said.number);
        let scale = match () {
            () if number.contains('亿')
                || doc.slice(Span::new(said.number.start as usize, said.span.end as usize)).contains('亿') =>
            {
                1e8
            }
            () if doc.slice(Span::new(said.number.start as usize, said.span.end as usize)).contains('万') => 1e4,
            () => 1.0,
        };
        let unit = if scale > 1e4 {
            "亿"
        } else if scale > 1.0 {
            "万"
        } else {
            ""
        };
        let places = if scale > 1.0 { 2 } else { (said.step.scale() as usize).min(2) };
        let measure = if said.unit == Unit::Percent { "%" } else { doc.slice(said.measure).trim_start_matches(['万', '亿']) };
        format!("{}{unit}{measure}", trimmed(actual.middle() / scale, places))
    }

    /// What would make it right: the same number in 万 instead of 亿, two digits changed about.
    fn hint(&self, doc: &Document, said: &Quantity) -> String {
        let Base::Printed(base) = self.base else { return String::new() };
        let (base, value) = (Interval::of(base), Interval::of(self.value));
        let fits = |base: Interval, value: Interval| match said.unit {
            Unit::Percent => judge::fit(said, judge::rate(base, value)),
            Unit::Times => judge::fit(said, judge::rate(base, value).scaled(0.01)) || judge::fit(said, value.over(base)),
            _ => judge::fit_difference(said, base, value) == Fit::Follows,
        };
        let written = |quantity: &Quantity| doc.slice(quantity.span).to_owned();
        if [1e4, 1e-4].iter().any(|scale| fits(base.scaled(*scale), value)) {
            return "若其中一个数的万、亿写错，则相符。".to_owned();
        }
        let whole = |digits: String| digits.parse().ok().map(|digits: f64| Interval { low: digits, high: digits });
        for (quantity, is_base) in [(self.other(), true), (self.value, false)] {
            for digits in crate::check::arithmetic::swapped(doc.slice(quantity.number)) {
                let Some(other) = whole(digits.clone()) else { continue };
                if if is_base { fits(other, value) } else { fits(base, other) } {
                    return format!("若{}为{digits}则相符，疑数字换位。", written(quantity));
                }
            }
        }
        String::new()
    }
}

/// The first boundary between characters from here on.
fn boundary(text: &str, at: u32) -> usize {
    (at as usize..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// A number with at most so many places and no zeros at its end.
fn trimmed(number: f64, places: usize) -> String {
    let written = format!("{number:.places$}");
    if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.').to_owned() } else { written }
}
