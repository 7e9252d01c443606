//! Two values that words call earlier and later.

use rust_decimal::Decimal;

use super::judge::{self, Range};
use super::words::{self, ChangeTerms, Phrase, Since, Turn};
use crate::check::claim::Terms;
use crate::document::{Bound, Document, Quantity, Unit, same_measure, year_in, years_in};
use crate::span::{Read, Span};

/// A value and where it came from.
#[derive(Clone, Copy)]
pub(super) struct Pair<'q> {
    pub value: &'q Quantity,
    pub base: Base<'q>,
    /// The quantity that stands last.
    pub last: &'q Quantity,
    /// The words between the two.
    pub between: Span<Read>,
    pub phrase: Phrase,
    /// Where the words about the pair begin.
    pub from: u32,
}

#[derive(Clone, Copy)]
pub(super) enum Base<'q> {
    /// 从66件 增加到151件, 151件，比上年的66件
    Printed(&'q Quantity),
    /// 2023年办理66件，2024年办理151件
    YearBefore(&'q Quantity),
    /// 151件，增加85件
    By(&'q Quantity, Turn),
}

/// How many years lie between the two values.
#[derive(Clone, Copy)]
pub(super) struct Years {
    pub many: u32,
    /// Whether each value has its year beside it, and is exact.
    pub certain: bool,
}

/// Ranks go up by falling: 从第10位上升到第3位. They do not become more or fewer.
const RANKS: [&str; 3] = ["位", "名", "级"];
const NO_RANKS: [char; 5] = ['增', '减', '多', '少', '扩'];

/// How far back the words about an indicator are looked for, in bytes.
const NEAR: u32 = 150;

/// How far back, in quantities of one sentence, another one is looked for.
pub(super) const REACH: usize = 60;

/// Why a change is not judged against a base of another time.
pub(super) const ANOTHER_TIME: &str = "比较的基期可能不同";

/// More years are not compared: 三千年.
const LONGEST: i32 = 100;

/// The words between two quantities, if they may be words of comparison.
pub(super) fn phrase(doc: &Document, terms: &ChangeTerms, a: &Quantity, b: &Quantity) -> Option<(Span<Read>, Phrase)> {
    let between = between(a, b)?;
    Some((between, words::phrase(terms, doc.slice(between))?))
}

fn between(a: &Quantity, b: &Quantity) -> Option<Span<Read>> {
    if a.block != b.block || a.span.end > b.span.start || b.depth > a.depth + 1 || b.range || a.range {
        return None;
    }
    Some(Span::new(a.span.end as usize, b.span.start as usize))
}

/// Whether two quantities tell one thing of two years in a row: 2023年办理案件941件，2024年办理1186件.
fn in_two_years(doc: &Document, a: &Quantity, b: &Quantity) -> bool {
    // Without a mark between them the words after one are the words before the other: 2024年两场2024年两场.
    if a.tail.end > b.lead.start {
        return false;
    }
    let told = |quantity: &Quantity| {
        let words = doc.slice(quantity.lead).trim_start();
        let year = words.starts_with(|sign: char| sign.is_ascii_digit()).then(|| year_in(words.trim_end())).flatten()?;
        let words = words.trim_end();
        let rest = words.strip_prefix(&year.to_string())?.strip_prefix('年')?.trim_start_matches('度');
        Some((year, rest.trim_start_matches("全年").trim_start_matches('共')))
    };
    let Some(((first, of), (second, same))) = told(a).zip(told(b)) else { return false };
    let apart = doc.slice(Span::new(a.tail.end as usize, b.lead.start as usize));
    let (a_tail, b_tail) = (doc.slice(a.tail), doc.slice(b.tail));
    second == first + 1
        && a.before != Some('、')
        && of.starts_with(same)
        && (b_tail.is_empty() || a_tail == b_tail)
        && matches!(apart.trim(), "\u{FF0C}" | "\u{FF1B}" | "、")
}

impl<'q> Pair<'q> {
    /// The pair whose second number is this.
    pub fn read(doc: &Document, terms: &ChangeTerms, quantities: &'q [Quantity], second: usize) -> Option<Pair<'q>> {
        let (a, b) = (&quantities[second - 1], &quantities[second]);
        let measure = |quantity: &Quantity| doc.slice(quantity.measure());
        if a.unit != b.unit || !matches!(a.unit, Unit::Count | Unit::Money | Unit::Percent | Unit::Time) {
            return None;
        }
        if !same_measure(measure(a), measure(b)) || a.quoted {
            return None;
        }
        let pair = |value, base, between, phrase| Some(Pair { value, base, last: b, between, phrase, from: a.lead.start });
        if in_two_years(doc, a, b) {
            return pair(b, Base::YearBefore(a), between(a, b)?, Phrase::default());
        }
        let (between, phrase) = phrase(doc, terms, a, b)?;
        let marked = doc.slice(between).starts_with(['\u{FF0C}', '、']);
        if phrase.to && !marked && !phrase.compares && words::is_origin(doc.slice(a.lead)) {
            return pair(b, Base::Printed(a), between, phrase);
        }
        // 比上年增加30件: how far another value went is none itself.
        if terms.ends_in_turn(doc.slice(a.lead)) {
            return None;
        }
        let bracketed = b.depth > a.depth && phrase.when && phrase.turn.is_none();
        if !phrase.to && phrase.turn.is_none() && (bracketed || phrase.compares || phrase.is && phrase.when) && b.depth >= a.depth
        {
            return pair(a, Base::Printed(b), between, phrase);
        }
        match phrase.turn {
            Some(turn) if !phrase.to && !phrase.yearly && marked && a.unit != Unit::Percent => {
                pair(a, Base::By(b, turn), between, phrase)
            }
            _ => None,
        }
    }

    /// The same value compared with another time by the quantity that follows what was said: 155件，比上年增加30件，比2022年
    /// 增加55件; also 比2022年的100件.
    pub fn again(&self, doc: &Document, terms: &ChangeTerms, quantities: &'q [Quantity], at: usize) -> Option<Pair<'q>> {
        let other = quantities.get(at)?;
        let measure = |quantity: &Quantity| doc.slice(quantity.measure());
        if other.unit != self.value.unit || !same_measure(measure(other), measure(self.value)) {
            return None;
        }
        let (between, phrase) = phrase(doc, terms, &quantities[at - 1], other)?;
        let own = phrase.compares && phrase.since.is_some() && !phrase.to && !phrase.yearly && !phrase.is;
        if !own || phrase.since == self.since(doc, terms) || !doc.slice(between).starts_with(['\u{FF0C}', '、']) {
            return None;
        }
        let base = match phrase.turn {
            None => Base::Printed(other),
            Some(turn) if other.unit != Unit::Percent => Base::By(other, turn),
            Some(_) => return None,
        };
        Some(Pair { base, last: other, between, phrase, ..*self })
    }

    /// The time that the base is of, where words name it.
    fn since(&self, doc: &Document, terms: &ChangeTerms) -> Option<Since> {
        match self.base {
            Base::YearBefore(base) => year_in(doc.slice(base.lead)).map(Since::Year),
            Base::Printed(base) if base.span < self.value.span => terms.origin(doc.slice(base.lead)),
            _ => self.phrase.since,
        }
    }

    /// What the base may be, and the value.
    pub fn ends(&self) -> Option<(Range, Range)> {
        let value = judge::known(self.value)?;
        let base = match self.base {
            Base::Printed(base) | Base::YearBefore(base) => judge::known(base)?,
            Base::By(difference, turn) => judge::before(&value, &judge::known(difference)?, turn),
        };
        Some((base, value))
    }

    /// The quantity beside the value.
    pub fn other(&self) -> &'q Quantity {
        match self.base {
            Base::Printed(base) | Base::YearBefore(base) => base,
            Base::By(difference, _) => difference,
        }
    }

    /// The same with two other quantities in the place of value and other.
    pub fn with<'w>(&self, value: &'w Quantity, other: &'w Quantity) -> Pair<'w>
    where
        'q: 'w,
    {
        let base = match self.base {
            Base::Printed(_) => Base::Printed(other),
            Base::YearBefore(_) => Base::YearBefore(other),
            Base::By(_, turn) => Base::By(other, turn),
        };
        Pair { value, base, ..*self }
    }

    /// Which way the values go, if rounding cannot hide it.
    pub fn went(&self) -> Option<Turn> {
        let (base, value) = self.ends()?;
        match self.base {
            Base::By(_, turn) => Some(turn),
            _ if value.start() > base.end() => Some(Turn::Up),
            _ if value.end() < base.start() => Some(Turn::Down),
            _ => None,
        }
    }

    /// Whether the values may be ranks, which go up by falling: 从132名升至32名, but not 从32名增加到132名.
    pub fn is_rank(&self, doc: &Document, last: &Quantity) -> bool {
        let ends = [self.value, self.other()];
        let words = doc.slice(Span::new(self.from as usize, last.span.start as usize));
        RANKS.contains(&doc.slice(self.last.measure()))
            && ends.iter().all(|end| end.value < 1000.into() && end.step() == Decimal::ONE)
            && !words.contains(NO_RANKS)
    }

    /// Whether more than one thing is compared at once: 分别.
    pub fn mixed(&self, doc: &Document, last: &Quantity) -> bool {
        let words = doc.slice(Span::new(self.from as usize, last.span.start as usize));
        let before = doc.text()[..self.from as usize].ends_with(['和', '与', '及']);
        let series = ["和", "与", "及", "、"].iter().any(|join| doc.slice(last.tail) == *join)
            || last.tail.start == last.tail.end && last.after == Some('、');
        before || series || words.contains("分别") || words.contains('各')
    }

    /// How many years lie between the two, as their words name them: 2020年的…2025年的…, 五年来.
    pub fn years(&self, doc: &Document) -> Option<Years> {
        let words = doc.slice(Span::new(self.from as usize, self.last.span.start as usize));
        let named: Vec<i32> = years_in(words).collect();
        if let [first, .., last] = named[..] {
            let many = Some(last - first).filter(|years| (1..=LONGEST).contains(years))?;
            let exact = self.ends().is_some_and(|(base, value)| judge::is_exact(&base) && judge::is_exact(&value));
            // From the beginning of one year to the end of another is one more.
            let certain = named.len() == 2 && exact && !words.contains('初');
            return Some(Years { many: many as u32, certain });
        }
        let quantities = doc.facts.in_sentence(self.value.sentence);
        let first = quantities.partition_point(|quantity| quantity.span.end <= self.from.max(1));
        let told = quantities[..first].iter().rev().take(REACH).find(|quantity| doc.slice(quantity.measure()) == "年")?;
        let many = u32::try_from(told.value.trunc()).ok().filter(|years| (1..=LONGEST as u32).contains(years))?;
        Some(Years { many, certain: false })
    }

    /// Why the pair may not be what the words speak of.
    pub fn doubt(&self, doc: &Document, terms: &Terms, said: &Quantity, phrase: Phrase) -> Option<&'static str> {
        let sentence = doc.facts.sentences[said.sentence as usize].span;
        let hedged = [self.value, self.other()].iter().any(|quantity| !quantity.hedge.is_none());
        let bound = [said.hedge.before, said.hedge.after].into_iter().flatten().any(|bound| bound != Bound::About);
        let start = boundary(doc.text(), self.from.saturating_sub(NEAR).max(sentence.start));
        let end = boundary(doc.text(), (said.span.end + NEAR / 2).min(sentence.end));
        let about = doc.slice(Span::new(start, end));
        let doubts = [
            (self.is_rank(doc, said) && !matches!(self.base, Base::By(..)), "可能是名次"),
            (hedged || bound || !said.hedge.is_none(), "是约数"),
            (self.mixed(doc, said) || self.mixed(doc, self.last), "分别对应几项"),
            (self.another_time(doc, &terms.comparison, phrase), ANOTHER_TIME),
            (said.quoted || said.words, "是概略的说法"),
            (terms.rebased.iter().any(|word| about.contains(&**word)), "可能按可比价或者调整后的基数"),
        ];
        doubts.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    }

    /// Whether the change is told against a time of its own: 从2019年的100件增加到2024年的200件，比上年增长15%. Where the base
    /// names no time, that cannot be known.
    fn another_time(&self, doc: &Document, terms: &ChangeTerms, phrase: Phrase) -> bool {
        let base = self.since(doc, terms);
        match phrase.since {
            None => (phrase.compares || phrase.when) && base.is_none() && !self.phrase.compares,
            Some(told) => base.is_none_or(|since| !self.is_same(doc, told, since)),
        }
    }

    /// Whether the change is told against another time than the base is known to be of.
    pub fn speaks_of_another(&self, doc: &Document, terms: &ChangeTerms, phrase: Phrase) -> bool {
        phrase.since.zip(self.since(doc, terms)).is_some_and(|(told, since)| told != since && !self.is_same(doc, told, since))
    }

    fn is_same(&self, doc: &Document, told: Since, since: Since) -> bool {
        let is_before = |year: i32| matches!(self.base, Base::YearBefore(_)) || doc.year == Some(year + 1);
        match (told, since) {
            (Since::Other, Since::Other) => false,
            (Since::Year(year), Since::YearBefore) | (Since::YearBefore, Since::Year(year)) => is_before(year),
            (told, since) => told == since,
        }
    }
}

/// The first boundary between characters from here on.
fn boundary(text: &str, at: u32) -> usize {
    (at as usize..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
