//! Quantities: numbers that count or measure something, with what they count, of which year, and how sure they are.

use rust_decimal::Decimal;

use super::BlockId;
use crate::span::{Read, Span};

/// A number with all that belongs to it: 近3.5万余件. Years, dates, ordinals (第七届) and numbers in the names of
/// documents are none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// All of it, hedges and measure word included.
    pub span: Span<Read>,
    pub(crate) number: Within,
    pub(crate) measure: Within,
    pub(crate) hedged: [Within; 2],
    /// Its value, scale applied: 35000. Exact.
    pub value: Decimal,
    pub(crate) step: Power,
    /// What kind of thing is measured.
    pub unit: Unit,
    /// What the words around it say about its exactness.
    pub hedge: Hedge,
    /// Whether it is written in words: 三十八.
    pub words: bool,
    /// Whether it is one end of a range: 63%~68%.
    pub range: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// How many brackets are open around it.
    pub depth: u8,
    /// The words of its clause before it, from the last mark or quantity on: 全年行政诉讼案件结案.
    pub lead: Span<Read>,
    /// The words of its clause after it, up to the next mark or quantity.
    pub tail: Span<Read>,
    /// The mark before `lead`; none where another quantity or the beginning of the block stands there.
    pub before: Option<char>,
    /// The mark after `tail`; none where another quantity or the end of the block stands there.
    pub after: Option<char>,
    /// The year it speaks of where its clause names one: 2023年, 上年, 去年同期.
    pub year: Option<i16>,
    /// Index of its sentence in [`super::Facts::sentences`].
    pub sentence: u32,
    /// The block it stands in.
    pub block: BlockId,
}

/// A stretch of a quantity, counted from where that begins. A large text has quantities by the hundred thousand, and a place in
/// one of them, which is short, needs no eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Within {
    from: u8,
    length: u8,
}

/// A power of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Power(i8);

impl Within {
    /// A part of a whole; none if the whole is longer than any quantity.
    pub(crate) fn new(whole: Span<Read>, part: Span<Read>) -> Option<Within> {
        let short = |length: u32| u8::try_from(length).ok();
        Some(Within { from: short(part.start.checked_sub(whole.start)?)?, length: short(part.end - part.start)? })
    }

    fn of(self, whole: Span<Read>) -> Span<Read> {
        let start = whole.start as usize + usize::from(self.from);
        Span::new(start, start + usize::from(self.length))
    }
}

impl From<Decimal> for Power {
    /// Of what is no power of ten, the one below it.
    fn from(step: Decimal) -> Power {
        let digits = step.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) as i8;
        Power(digits - step.scale() as i8)
    }
}

impl Quantity {
    /// The number with its scale: 3.5万.
    pub fn number(&self) -> Span<Read> {
        self.number.of(self.span)
    }

    /// The measure word, without scale: 件, 元, 个月. Empty where there is none.
    pub fn measure(&self) -> Span<Read> {
        self.measure.of(self.span)
    }

    /// What one in the last written place is worth: 1000 for 3.5万, 0.01 for 45.57%.
    pub fn step(&self) -> Decimal {
        match self.step.0 {
            power @ 0.. => Decimal::from(10_i128.pow(power.unsigned_abs().into())),
            power => Decimal::new(1, power.unsigned_abs().into()),
        }
    }

    /// The hedge before the number with its place: 约, 近, 超过.
    pub fn hedge_before(&self) -> Option<(Bound, Span<Read>)> {
        Some((self.hedge.before?, self.hedged[0].of(self.span)))
    }

    /// The hedge after the number with its place: 余, 多, 左右, 以上.
    pub fn hedge_after(&self) -> Option<(Bound, Span<Read>)> {
        Some((self.hedge.after?, self.hedged[1].of(self.span)))
    }

    /// The same with another value and step.
    pub fn worth(self, value: Decimal, step: Decimal) -> Quantity {
        Quantity { value, step: step.into(), ..self }
    }
}

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things, with a measure word: 412件.
    Count,
    /// 98%, 百分之九十, 七成, 三分之二: the value is in hundredths, 98 for 98%.
    Percent,
    /// 个百分点
    Points,
    /// 倍
    Times,
    /// Money of any scale: 96.15万元. The value is in the currency's unit.
    Money,
    /// A length of time: 30天, 三年, 6个月.
    Time,
    /// A number without measure word: 合同37、案卷6.
    Bare,
}

/// How exact a number claims to be. 近…余 has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hedge {
    /// 约, 近, 超过 … before the number.
    pub before: Option<Bound>,
    /// 余, 多, 左右, 以上 … after the number.
    pub after: Option<Bound>,
    /// 数万, 几十: the figures themselves are vague.
    pub vague: bool,
}

impl Hedge {
    /// Whether the number is exact: nothing hedges it.
    pub fn is_none(&self) -> bool {
        *self == Hedge::default()
    }
}

/// What a hedge says of the true value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// 约, 近, 左右
    About,
    /// 超过, 余, 以上
    AtLeast,
    /// 不到, 以下
    AtMost,
}

/// A sentence that holds quantities, up to its 。！？ or the end of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, with the mark that ends it.
    pub span: Span<Read>,
    /// The block it stands in.
    pub block: BlockId,
    /// Its quantities: a range of indices in [`super::Facts::quantities`].
    pub first: u32,
    /// One past its last quantity.
    pub last: u32,
}

/// Whether two measure words may count the same things, so that 3件 and 2宗 can be parts of one sum; but not 人 and 人次.
pub fn same_measure(a: &str, b: &str) -> bool {
    a == b || kind(a).is_some_and(|kind_of_a| kind(b) == Some(kind_of_a))
}

/// What a measure word counts, as far as several words count it. Asked of every two numbers of a sentence, and so no search in a list.
fn kind(measure: &str) -> Option<&'static str> {
    let mut signs = measure.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
    match sign {
        '件' | '宗' | '起' | '例' | '案' => Some("cases"),
        '人' | '名' | '位' => Some("people"),
        '场' | '次' | '期' => Some("events"),
        '家' | '个' | '所' | '处' | '间' => Some("bodies"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::same_measure;

    #[test]
    fn measures_that_count_the_same_can_be_added() {
        for (a, b, expected) in [
            ("件", "宗", true),
            ("名", "人", true),
            ("亩", "亩", true),
            ("人", "人次", false),
            ("件", "人", false),
            ("亩", "吨", false),
        ] {
            assert_eq!(same_measure(a, b), expected, "{a} {b}");
        }
    }
}
