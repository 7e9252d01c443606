//! Finds quantities: 412件, 近3.5万余人次, 98%, 十二次. A scan finds the figures, the grammar reads each, and what is a date,
//! an ordinal, a code or a saying is left out.

use pest::Parser;
use pest::iterators::Pair;
use rust_decimal::Decimal;

use super::grammar::{Grammar, Rule};
use super::plain;
use super::scope::Scope;
use crate::document::{Block, BlockId, BlockKind, Bound, Document, Facts, Hedge, Quantity, Unit, Within, amount};
use crate::span::{Read, Span};

/// A number in words that begins with 百, 千 or 万 is a saying: 千家万户.
const NO_BEGINNING: &str = "百千万亿零〇";
/// What numbers in words count. The list is short, for most words after such a number make a saying of the two.
const MEASURES: &str = "件次名人起份场项条部家户例宗篇堂卷处辆套册支台天年成倍万亿";
/// What 一 alone counts: 一起, 一条, 一部, 一家, 一人 are words or half of one (一人一档).
const MEASURES_OF_ONE: &str = "次名份场件例宗篇";
/// A measure that goes on like this is the beginning of a name: 三项制度, 二十届三次全会, 七部门, 一次性, 高效办成一件事.
const NAMES: [&str; 10] = ["项制度", "次全", "部门", "部分", "次性", "次党", "次办", "件事", "支一扶", "年行动"];
/// What 期 counts stands before its number in words, as thing or verb: 培训五期, 编发五期简报. After other words it is a phase: 机场三期.
const IN_ISSUES: [&str; 13] =
    ["培训", "培训班", "讲座", "简报", "专栏", "专题", "专刊", "节目", "举办", "编发", "编印", "刊发", "播出"];
/// Before a number in words: it orders and does not count, or belongs to the word before.
const TAKERS: &str = "第其之唯统同专单划归初周月期每";

/// Hedges that may stand before a number, for the scan to look back for; the grammar reads them.
const BEFORE: [&str; 17] = [
    "大约",
    "将近",
    "接近",
    "大概",
    "超过",
    "至少",
    "不少于",
    "不低于",
    "不到",
    "不足",
    "不超过",
    "最多",
    "至多",
    "约",
    "近",
    "逾",
    "超",
];

/// Words that end like a hedge: 签约200户, 附近30家; each with what makes another word of its beginning: 环节约20个. Where the
/// end may as well be a hedge (征集约300条), it is one.
const NO_HEDGES: [(&str, &str); 9] = [
    ("签约", "面"),
    ("履约", ""),
    ("违约", ""),
    ("预约", "干"),
    ("节约", "环季细章情关"),
    ("规民约", ""),
    ("附近", ""),
    ("最近", ""),
    ("赶超", ""),
];

/// No quantity is longer, in bytes; pest looks through all that it is given.
const WINDOW: usize = 96;

/// The quantities of a block and the sentences that hold them, put into the facts.
pub(super) fn find(doc: &Document, id: BlockId, block: &Block, facts: &mut Facts) {
    use BlockKind::{Attachment, Caption, Heading, Lead, Paragraph};
    if !matches!(block.kind, Paragraph | Lead | Heading | Caption | Attachment) {
        return;
    }
    let text = &doc.text()[..block.text.end as usize];
    let mut scope = Scope::new(doc, id, facts);
    let mut at = block.text.start as usize;
    while let Some(sign) = text[at..].chars().next() {
        let numeral_sign = is_numeral(sign);
        // Most characters are neither figures nor marks.
        if !numeral_sign && ('\u{4E00}'..='\u{9FFF}').contains(&sign) {
            at += sign.len_utf8();
            continue;
        }
        let numeral = if sign.is_ascii_digit() || ('０'..='９').contains(&sign) {
            !scope.in_title()
        } else {
            numeral_sign && !scope.in_title() && counts_in_words(text, at)
        };
        if !numeral {
            at += if numeral_sign { numerals(&text[at..]) } else { scope.pass(facts, at, sign) };
            continue;
        }
        let read = read(text, scope.from(), at);
        at = read.end;
        for quantity in read.found.into_iter().flatten() {
            scope.take(facts, quantity);
        }
    }
    scope.end(facts, at);
}

/// Whether a number in words may have this sign. Asked of every character, and so no search in a list.
fn is_numeral(sign: char) -> bool {
    matches!(
        sign,
        '一' | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '零'
            | '〇'
            | '数'
            | '几'
    )
}

/// How many bytes of numerals a text begins with.
fn numerals(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_numeral).len()
}

/// Whether the number in words that begins here counts something.
fn counts_in_words(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let (number, rest) = rest.split_at(numerals(rest));
    if rest.starts_with("分之") {
        return true;
    }
    let rest = rest.trim_start_matches(['余', '多', '来']);
    let measures = if number == "一" { MEASURES_OF_ONE } else { MEASURES };
    let vague = number.starts_with(['数', '几']);
    let issues = || number != "二" && IN_ISSUES.iter().any(|word| text[..at].ends_with(word));
    !number.starts_with(|sign| NO_BEGINNING.contains(sign))
        && (!vague || number.chars().count() > 1)
        && (rest.starts_with(|sign| measures.contains(sign)) || rest.starts_with('期') && issues())
        && !NAMES.iter().any(|name| rest.starts_with(name))
        && !text[..at].ends_with(|sign| TAKERS.contains(sign))
}

/// What was read at a figure: up to two quantities, the ends of a range, and where to go on.
#[derive(Default)]
struct At {
    found: [Option<Quantity>; 2],
    end: usize,
}

/// Reads the number at `at`; a hedge before it is looked for no further back than `from`.
fn read(text: &str, from: usize, at: usize) -> At {
    // Years are the most frequent figures, and the cheapest to tell.
    if let Some(year) = year(text, at) {
        return At { end: year, ..At::default() };
    }
    let Some(first) = number(text, from, at) else { return At { end: at + figures(&text[at..]), ..At::default() } };
    let end = first.span.end as usize;
    let skipped = At { end, ..At::default() };
    let taken = text[..at].chars().next_back().is_some_and(takes);
    if let Some(second) = range_end(text, end) {
        let past = second.span.end as usize;
        let open = |quantity: &Quantity| quantity.unit == Unit::Bare;
        // 2021—2025年, 1-3月, 0851-8123456: no quantities. A range may have its unit once, at its end.
        if taken || open(&second) || is_no_count(text, &second) || is_no_count(text, &first) {
            return At { end: past, ..At::default() };
        }
        let unit = if open(&first) { second.unit } else { first.unit };
        let ends = [Quantity { range: true, unit, ..first }, Quantity { range: true, ..second }];
        return At { found: ends.map(Some), end: past };
    }
    if taken || is_no_count(text, &first) || first.unit == Unit::Bare && !stands_alone(text, at, end) {
        return skipped;
    }
    At { found: [Some(first), None], end }
}

/// Before a number that is an ordinal, a code or the end of one: 第3, 〔2024〕5, GB/T 9704, 1+6+N.
fn takes(sign: char) -> bool {
    sign.is_ascii_alphabetic() || matches!(sign, '第' | '〔' | '[' | '#' | '＃' | '+' | '＋' | '/' | '=' | '×' | '*' | '_' | '№')
}

/// How those words end that may stand before a number; asked first, of every number.
fn ends_a_hedge(sign: char) -> bool {
    matches!(sign, '约' | '近' | '概' | '到' | '足' | '过' | '少' | '多' | '于' | '逾' | '超')
}

/// Where a year ends that begins here: 2024年.
fn year(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    (digits == 4 && text[end..].starts_with('年')).then_some(end + '年'.len_utf8())
}

/// The number after the mark of a range.
fn range_end(text: &str, at: usize) -> Option<Quantity> {
    let dash = text[at..].chars().next().filter(|sign| matches!(sign, '-' | '–' | '—' | '\u{FF0D}' | '~' | '\u{FF5E}'))?;
    let next = at + dash.len_utf8();
    text[next..].starts_with(|sign: char| sign.is_ascii_digit()).then(|| number(text, next, next)).flatten()
}

/// Whether a number with a measure word counts nothing: a year, written with space or wide figures, and a code such as 0851.
fn is_no_count(text: &str, quantity: &Quantity) -> bool {
    let (number, rest) = (&text[quantity.number().range()], &text[quantity.number().end as usize..]);
    let year = rest.trim_start().starts_with('年') && number.chars().count() == 4 && !number.contains('.');
    year || number.starts_with('0') && number.len() > 1 && !number.starts_with("0.")
}

/// Whether a number without measure word stands as one of its own: after a word and before a mark, 合同37、案卷6.
/// 1.规范执法, 12348热线, 12月31日, 第三届 and 1+6+N do not.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end().chars().next_back();
    let after = text[end..].trim_start().chars().next();
    before.is_some_and(|sign| sign.is_alphabetic() && !sign.is_ascii() || sign == '\u{FF09}')
        && after.is_none_or(|sign| matches!(sign, '\u{FF0C}' | '、' | '\u{FF1B}' | '。' | '\u{FF08}' | '\u{FF09}' | '\n' | '\r'))
}

/// How many bytes of figures a text begins with.
fn figures(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|sign: char| sign.is_ascii_digit() || ('０'..='９').contains(&sign)).len();
    digits.max(numerals(text)).max(1)
}

/// The last boundary between characters that is not beyond `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The quantity whose figures begin at `at`. Its block, words and sentence are not known yet.
fn number(text: &str, from: usize, at: usize) -> Option<Quantity> {
    let before = &text[from.min(at)..at];
    let hedged = before.chars().next_back().is_some_and(ends_a_hedge);
    let hedge = BEFORE.iter().find(|word| hedged && before.ends_with(**word)).filter(|_| !ends_a_word(before));
    let hedge = hedge.map_or(0, |word| word.len());
    if hedge == 0
        && let Some(quantity) = plain::read(text, at)
    {
        return Some(quantity);
    }
    grammatical(text, at, hedge)
}

/// The quantity at `at` as the grammar alone reads it, `hedge` bytes of hedge before it.
pub(super) fn grammatical(text: &str, at: usize, hedge: usize) -> Option<Quantity> {
    let start = at - hedge;
    let window = floor_boundary(text, start + WINDOW);
    let rule = match (hedge, text[at..].starts_with(is_numeral)) {
        (0, false) => Rule::quantity,
        (0, true) => Rule::quantity_in_words,
        _ => Rule::quantity_hedged,
    };
    let pair = Grammar::parse(rule, &text[start..window]).ok()?.next()?;
    let span = |pair: &Pair<Rule>| Span::<Read>::new(start + pair.as_span().start(), start + pair.as_span().end());
    let mut draft = Draft { all: span(&pair), ..Draft::default_at(start) };
    for part in pair.into_inner() {
        let at = span(&part);
        match part.as_rule() {
            Rule::before => draft.before = bound(&part).map(|bound| (bound, at)),
            Rule::amount | Rule::amount_in_words => draft.number = at,
            Rule::percent | Rule::fraction => (draft.number, draft.measure, draft.unit) = (at, at, Unit::Percent),
            Rule::more => draft.after = Some((Bound::AtLeast, at)),
            // 3余万: the scale stands behind.
            Rule::scale => draft.number.end = at.end,
            Rule::late => draft.after = draft.after.or_else(|| Some((late(part.as_str()), at))),
            rule => (draft.measure, draft.unit) = (at, unit(rule)),
        }
    }
    draft.finish(text)
}

/// Whether the hedge that words end with is the end of another word.
fn ends_a_word(before: &str) -> bool {
    let word = |(word, unless): &(&str, &str)| {
        before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|sign| unless.contains(sign)))
    };
    NO_HEDGES.iter().any(word)
}

/// What is known of a quantity while its parts are read.
pub(super) struct Draft {
    pub all: Span<Read>,
    pub number: Span<Read>,
    pub measure: Span<Read>,
    pub unit: Unit,
    pub before: Option<(Bound, Span<Read>)>,
    pub after: Option<(Bound, Span<Read>)>,
    pub vague: bool,
}

impl Draft {
    fn default_at(at: usize) -> Draft {
        let none = Span::new(at, at);
        Draft { all: none, number: none, measure: none, unit: Unit::Bare, before: None, after: None, vague: false }
    }

    fn finish(mut self, text: &str) -> Option<Quantity> {
        let written = &text[self.number.range()];
        let worth = self.value(written, &text[self.measure.range()])?;
        if self.unit == Unit::Bare {
            self.measure = Span::new(self.number.end as usize, self.number.end as usize);
        }
        self.vague = written.contains(['数', '几']);
        let words = !written.starts_with(|sign: char| sign.is_ascii_digit() || ('０'..='９').contains(&sign));
        Some(Quantity { words, ..self.of(worth)? })
    }

    /// The quantity in figures with this value and step; where it stands is not known yet. None if it is longer than any.
    pub fn of(self, (value, step): (Decimal, Decimal)) -> Option<Quantity> {
        let none = (Bound::About, self.number);
        let within = |part| Within::new(self.all, part);
        Some(Quantity {
            span: self.all,
            number: within(self.number)?,
            measure: within(self.measure)?,
            hedged: [within(self.before.unwrap_or(none).1)?, within(self.after.unwrap_or(none).1)?],
            value,
            step: step.into(),
            unit: self.unit,
            hedge: Hedge { before: self.before.map(|one| one.0), after: self.after.map(|one| one.0), vague: self.vague },
            words: false,
            range: false,
            quoted: false,
            depth: 0,
            lead: self.all,
            tail: self.all,
            before: None,
            after: None,
            year: None,
            sentence: 0,
            block: BlockId(0),
        })
    }

    fn value(&self, written: &str, measure: &str) -> Option<(Decimal, Decimal)> {
        if let (Unit::Percent, Some((whole, part))) = (self.unit, written.split_once("分之")) {
            let (part, step) = amount(part)?;
            let (whole, _) = if whole == "百" { (Decimal::ONE_HUNDRED, Decimal::ONE) } else { amount(whole)? };
            let scale = Decimal::ONE_HUNDRED.checked_div(whole)?;
            // 三分之一 stands for anything near it.
            let step = if whole == Decimal::ONE_HUNDRED { step } else { Decimal::ONE };
            return Some((part.checked_mul(scale)?, step));
        }
        let plain: String;
        // 3余万, 20多万: between figures and scale stands the hedge.
        let number = if written.contains(['余', '多', '来']) {
            plain = written.replace(['余', '多', '来'], "");
            &plain
        } else {
            written
        };
        let (value, step) = amount(number)?;
        let scale = if measure == "成" { Decimal::TEN } else { Decimal::ONE };
        Some((value.checked_mul(scale)?, step.checked_mul(scale)?))
    }
}

/// What kind of thing a measure word measures, by the grammar's name for it.
fn unit(rule: Rule) -> Unit {
    match rule {
        Rule::share => Unit::Percent,
        Rule::points => Unit::Points,
        Rule::times => Unit::Times,
        Rule::money => Unit::Money,
        Rule::span_of_time => Unit::Time,
        _ => Unit::Count,
    }
}

fn bound(before: &Pair<Rule>) -> Option<Bound> {
    let inner = before.clone().into_inner().next()?;
    Some(match inner.as_rule() {
        Rule::about => Bound::About,
        Rule::at_least => Bound::AtLeast,
        _ => Bound::AtMost,
    })
}

fn late(word: &str) -> Bound {
    match word {
        "以上" | "之多" => Bound::AtLeast,
        "以下" | "以内" => Bound::AtMost,
        _ => Bound::About,
    }
}
