//! Lists of parts behind their whole: 其中A 3件、B 5件; 48份（合同37、案卷6、文书5）; 共20件：A 3件、B 5件、C 12件.

use rust_decimal::Decimal;

use super::SumFault;
use super::doubt::{Beside, beside, overlap};
use super::judge::{Compared, add, claim, compare, met};
use super::partition::{carried, complete, named};
use super::row::Row;
use super::slip::slips;
use crate::check::claim::{Claim, Verdict};
use crate::check::words::WordList;
use crate::span::holds;

/// How a list says that it names all parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closure {
    /// It does not.
    Open,
    /// A word says so: 其他, 其余, 组成; or a set of kinds that is complete.
    Certain,
    /// Its form says so: a list in brackets or behind a colon.
    Form,
}

/// A list of parts.
pub(super) struct List {
    /// The parts that may belong to it, in order.
    pub(super) parts: Vec<usize>,
    /// How many of them surely do, parted by one and the same mark.
    pub(super) sure: usize,
    start: Start,
    closure: Closure,
    /// Up to where the quantities are parts of lists before it.
    taken: usize,
}

/// How a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// 其中
    Parts,
    /// 包括
    Cue,
    /// 分为
    Closed,
    /// 由…组成
    MadeUp,
    /// Brackets.
    Bracket,
    /// A colon, or 分别 with a name for each figure.
    Form,
    /// 民事、刑事、行政分别为
    Respective,
    /// Nothing but the whole before it, and kinds that are complete.
    Kinds,
}

/// Judges the list that begins at a quantity, if one does, and tells where it ends. What stands before `taken` is parts of lists
/// already.
pub(super) fn judge(row: &Row, at: usize, taken: usize) -> Option<(Claim<SumFault>, usize)> {
    if !row.counts(at) {
        return None;
    }
    let start = start(row, at).or_else(|| if at >= taken { kinds(row, at) } else { None })?;
    let mut wholes = if start == Start::MadeUp { made_of(row, at) } else { row.wholes(at) };
    if start == Start::Kinds {
        wholes.retain(|&whole| whole >= row.first);
    }
    if wholes.is_empty() {
        let left = start == Start::Parts;
        return left.then(|| (claim(row, at, &[], &[at], Verdict::Left("没有写出同一计量单位的总数")), at + 1));
    }
    List::read(row, at, start, taken).judge(row, &wholes)
}

/// Whether and how words or marks begin a list at a quantity.
fn start(row: &Row, at: usize) -> Option<Start> {
    let (lead, quantity) = (row.lead(at).trim_start(), row.quantity(at));
    if holds(lead, '由') && made_up(row, at).is_some() {
        return Some(Start::MadeUp);
    }
    if row.may_have(at, &row.terms.closed) && row.terms.closed.any_in(lead) && !row.terms.not_closed.any_in(lead) {
        return Some(Start::Closed);
    }
    if is_respective(row, at) {
        return Some(if itemised(row, at) { Start::Form } else { Start::Respective });
    }
    if cued(row, at, &row.terms.parts) || among(row, at) {
        return Some(Start::Parts);
    }
    if cued(row, at, &row.terms.open) {
        return Some(Start::Cue);
    }
    let bracket = matches!(quantity.before, Some('\u{FF08}' | '('));
    let colon = matches!(quantity.before, Some('\u{FF1A}' | ':'));
    let whole = at.checked_sub(1).filter(|&whole| whole >= row.first && (bracket || colon))?;
    let nested = row.quantity(whole).depth + u8::from(bracket) == quantity.depth;
    let directly = row.quantity(whole).after == quantity.before && row.tail(whole).chars().count() <= 6;
    let form = if bracket { Start::Bracket } else { Start::Form };
    (nested && directly && row.counts(whole) && row.alike(at, whole)).then_some(form)
}

/// The part at which 由…组成 ends.
fn made_up(row: &Row, at: usize) -> Option<usize> {
    row.siblings(at).into_iter().find(|&part| row.terms.made_up.begun(row.tail(part).trim()).is_some())
}

/// What 由…组成 makes up: a number directly before it, 15人服务团由…组成, or directly behind, 由…组成15人服务团.
fn made_of(row: &Row, at: usize) -> Vec<usize> {
    let before = at.checked_sub(1).filter(|&whole| whole >= row.first && row.separator(at).0.is_none());
    let last = made_up(row, at);
    let behind = last.map(|last| last + 1).filter(|&whole| {
        whole < row.last && row.terms.made_up.begun(row.gap(whole).trim()).is_some_and(|rest| rest.trim().is_empty())
    });
    before.into_iter().chain(behind).filter(|&whole| row.counts(whole) && row.alike(at, whole)).collect()
}

/// Whether 分别 gives figures for names: 分别为3件、5件; 甲镇、乙镇分别调处3件、5件. In 分别获评省级示范3个、市级示范5个 it does not.
fn is_respective(row: &Row, at: usize) -> bool {
    if !row.may_have(at, &row.terms.respective) {
        return false;
    }
    let lead = row.lead(at).trim();
    let Some(rest) =
        row.terms.respective.iter().find_map(|word| lead.find(word.as_str()).map(|place| &lead[place + word.len()..]))
    else {
        return false;
    };
    rest.is_empty() || rest.starts_with(IS) || (2..=row.siblings(at).len()).any(|count| respective(row, at, count).is_some())
}

/// What may stand between 分别 and its figures.
const IS: [char; 4] = ['为', '是', '有', '达'];

/// Whether complete kinds begin at a quantity, without a word that says so: 88件，继续有效71件，修改6件，废止11件. A 合计 behind them
/// is their whole.
fn kinds(row: &Row, at: usize) -> Option<Start> {
    if at + 1 >= row.last || !may_be_kinds(row, at) {
        return None;
    }
    let siblings = row.siblings(at);
    let end = siblings[complete(row, &siblings)? - 1] + 1;
    (end >= row.last || row.terms.behind.begun(row.lead(end).trim()).is_none()).then_some(Start::Kinds)
}

/// Whether kinds may begin at a quantity, before more is asked: it is one, or one of those behind it may be its contrary.
fn may_be_kinds(row: &Row, at: usize) -> bool {
    let contrary = |next: usize| row.may_have(next, &row.terms.not) && row.terms.not.any_in(row.label(next));
    row.terms.may_be_of(row.label(at)) != 0 || (at + 1..row.last.min(at + 5)).any(contrary)
}

/// Whether each figure behind 分别 has its own name: 90件，分别为维持38件、驳回52件, but not 城乡分别为38件和52件.
fn itemised(row: &Row, at: usize) -> bool {
    let siblings = row.siblings(at);
    let label = |part: usize| row.lead(part).trim().trim_start_matches(['和', '与', '及']);
    let first = row.terms.respective.begun(label(at)).map(|rest| rest.trim_start_matches(IS));
    siblings.len() > 1 && first.is_some_and(|rest| !rest.is_empty()) && siblings[1..].iter().all(|&part| !label(part).is_empty())
}

/// The names of 民事、刑事、行政分别为, if figures for so many follow.
fn respective<'d>(row: &Row<'d>, at: usize, count: usize) -> Option<Vec<&'d str>> {
    let gap = row.gap(at);
    let words = row.terms.respective.iter().find_map(|word| gap.rfind(word.as_str()).map(|end| &gap[..end]))?;
    let clause = words.rsplit(['\u{FF0C}', '\u{FF1B}', ',', ';']).next()?;
    let names: Vec<&str> = clause.split(['、', '和', '与', '及']).collect();
    (names.len() == count).then_some(names)
}

/// Whether one of these words begins the clause of a quantity, or stands before it as one of its own: 其中，民事….
pub(super) fn cued(row: &Row, at: usize, cues: &WordList) -> bool {
    if !row.may_have(at, cues) {
        return false;
    }
    let gap = row.gap(at);
    cues.any_in(gap)
        && cues.iter().any(|cue| {
            gap.rfind(cue.as_str()).is_some_and(|place| {
                let (before, after) = (gap[..place].trim_end(), &gap[place + cue.len()..]);
                let after = after.trim_start_matches(['\u{FF0C}', '\u{FF1A}', ',', ':']);
                let begins =
                    before.is_empty() || before.ends_with(|sign| "\u{FF08}(\u{FF0C},\u{FF1B};\u{FF1A}:。".contains(sign));
                begins && !after.contains(['\u{FF0C}', '\u{FF1B}', '。', ',', ';', '\u{FF09}', ')'])
            })
        })
}

/// 审结的90件中，维持38件
fn among(row: &Row, at: usize) -> bool {
    let directly = |rest: &str| rest.starts_with(['\u{FF0C}', ',']) && row.separator(at).1 == 1;
    at > row.first && row.terms.among.begun(row.gap(at)).is_some_and(directly)
}

impl List {
    fn read(row: &Row, at: usize, start: Start, taken: usize) -> List {
        let mut parts = row.siblings(at);
        // The next 其中, or 含, begins a list of its own.
        let nested = |part: usize| cued(row, part, &row.terms.parts) || cued(row, part, &row.terms.open);
        if let Some(next) = parts.iter().skip(1).position(|&part| nested(part)) {
            parts.truncate(next + 1);
        }
        let own = parts.get(1).map(|&part| row.separator(part).0);
        let follows = |part: usize| own == Some(row.separator(part).0) && row.separator(part).1 <= 1;
        let sure = 1 + parts.iter().skip(1).take_while(|&&part| follows(part)).count();
        let mut list = List { parts, sure, start, closure: Closure::Open, taken };
        list.close(row);
        list
    }

    /// Finds out whether and where the list says that it is complete.
    fn close(&mut self, row: &Row) {
        let terms = row.terms;
        if self.parts.iter().take(self.sure).any(|&part| partial(row, part)) {
            return;
        }
        // 其他 and 其余 end the list they stand in.
        // 其他民生领域案件 are some of the others only.
        let others = |label: &str| terms.others.begun(label).is_some_and(|rest| rest.chars().count() <= 4);
        let last = |label: &str| others(label) || terms.rest.begun(label).is_some();
        if let Some(end) = self.parts.iter().position(|&part| last(row.label(part))).filter(|&end| end > 0) {
            // In 其中部门11个、乡镇7个，发现问题43个，整改41个，其余2个 the rest is that of another list.
            // 其中食品60件、药品20件，其他部门移送15件: so is what is parted otherwise.
            let apart = end > 1 && row.separator(self.parts[end]).0 != row.separator(self.parts[1]).0;
            if end <= self.sure && !row.each(self.parts[end]) && !apart {
                self.end(end + 1, Closure::Certain);
            }
            return;
        }
        if let Some(end) = complete(row, &self.parts) {
            return self.end(end, Closure::Certain);
        }
        if self.start == Start::Respective {
            if respective(row, self.parts[0], self.sure)
                .is_some_and(|names| named(row, self.parts[0], &names) == Some(names.len()))
            {
                self.end(self.sure, Closure::Certain);
            }
            return;
        }
        let labelled = self.parts.iter().all(|&part| !row.label(part).is_empty());
        match self.start {
            Start::Closed if self.sure > 1 => self.end(self.sure, Closure::Certain),
            Start::MadeUp => {
                match made_up(row, self.parts[0]).and_then(|last| self.parts.iter().position(|&part| part == last)) {
                    Some(last) if last > 0 => self.end(last + 1, Closure::Certain),
                    _ => {}
                }
            }
            Start::Form | Start::Bracket if labelled && self.sure > 1 && self.sure == self.parts.len() => {
                self.end(self.sure, Closure::Form)
            }
            _ => {}
        }
    }

    fn end(&mut self, count: usize, closure: Closure) {
        self.parts.truncate(count);
        (self.sure, self.closure) = (self.sure.min(count), closure);
    }

    fn judge(&self, row: &Row, wholes: &[usize]) -> Option<(Claim<SumFault>, usize)> {
        let nearest = if matches!(self.start, Start::Form | Start::Bracket) { &wholes[..1] } else { wholes };
        let past = |count: usize| self.parts[count - 1] + 1;
        // Where the list ends can be in doubt; an end at which it fits is the right one.
        let least = if self.closure == Closure::Open { 2 } else { self.parts.len() };
        let ends = std::iter::once(self.sure).chain(least..=self.parts.len()).filter(|&end| end >= least);
        if let Some((end, whole)) = ends.into_iter().find_map(|end| Some((end, met(row, nearest, &self.parts[..end])?))) {
            return Some((claim(row, whole[0], &whole, &self.parts[..end], Verdict::Held), past(end)));
        }
        if self.closure == Closure::Open {
            let judged = (self.start == Start::Parts).then(|| self.judge_open(row, wholes));
            return judged.map(|claim| (claim, past(self.sure)));
        }
        let whole = self.whole(row, nearest)?;
        let verdict = match self.off(row, whole) {
            Verdict::Off(fault) if self.start != Start::MadeUp => match beside(row, whole, &self.parts) {
                Beside::Nothing => Verdict::Off(fault),
                Beside::Others => Verdict::Left("旁边的数字可能也是分项"),
                Beside::Fits { wholes, parts } => {
                    let end = parts.last().map_or(past(self.parts.len()), |last| last + 1);
                    return Some((claim(row, wholes[0], &wholes, &parts, Verdict::Held), end));
                }
            },
            verdict => verdict,
        };
        Some((claim(row, whole, &[whole], &self.parts, verdict), past(self.parts.len())))
    }

    /// The whole of a complete list that meets none: the nearest that is not less than any part, else the nearest.
    fn whole(&self, row: &Row, wholes: &[usize]) -> Option<usize> {
        let holds = |&&whole: &&usize| self.parts.iter().all(|&part| row.quantity(part).value <= row.quantity(whole).value);
        wholes.iter().find(holds).or(wholes.first()).copied()
    }

    /// A complete list that does not come to its whole.
    fn off(&self, row: &Row, whole: usize) -> Verdict<SumFault> {
        let (sum, total) = (add(row, &self.parts), add(row, &[whole]));
        let inexact = |&at: &usize| !row.quantity(at).hedge.is_none();
        if inexact(&whole) || self.parts.iter().any(inexact) {
            return Verdict::Left("含约数");
        }
        let more = sum.value > total.value;
        if let Some(reason) = overlap(row, &self.parts) {
            return Verdict::Left(reason);
        }
        // 将12个乡镇分为3个片区、5个督导组: other things.
        let renamed = |&part: &usize| !row.tail(part).trim().is_empty() && row.tail(part).trim() != row.tail(whole).trim();
        if self.start == Start::Closed && self.parts.iter().any(renamed) {
            return Verdict::Left("分出的可能是别的东西");
        }
        // 将18个社区分为120个网格: what is more than the whole is no part of it. In brackets one such number is a slip.
        let larger = self.parts.iter().filter(|&&part| row.quantity(part).value > total.value).count();
        if self.start != Start::Parts && larger > usize::from(self.start != Start::Closed) {
            return Verdict::Left("有一项比总数还大，不像是分项");
        }
        if carried(row, whole, &self.parts) {
            return if more { Verdict::Left("可能含上年结转") } else { Verdict::Off(SumFault::Likely) };
        }
        if self.mixed(row, whole) {
            return Verdict::Left("可能有一项不在其中");
        }
        let far = sum.value > total.value * Decimal::TWO || sum.value * Decimal::TWO < total.value;
        let slip = !slips(row, whole, &self.parts, sum.value).is_empty();
        let slipped = || !far && slip && self.parts.iter().all(|&part| row.quantity(part).value <= total.value);
        let people = || row.terms.people.iter().any(|measure| measure == row.measure(whole));
        // In 民事30件，含劳动争议10件，其他30件 the others may be those of a list further out.
        let nested = whole >= row.first && whole < self.taken;
        let sure = match self.closure {
            _ if nested && self.start == Start::Cue => return Verdict::Left("不能确定列举到哪里为止"),
            Closure::Certain if self.start == Start::Kinds => slipped(),
            Closure::Certain => !nested && row.adjoins(whole, self.parts[0]),
            // Of people, one may be both 高级 and 女性.
            _ => !(more && people()) && slipped(),
        };
        match self.closure {
            // 12个（省级2个、市级6个）: brackets may hold some only.
            Closure::Form if sure && self.start == Start::Bracket => Verdict::Off(SumFault::Likely),
            _ if sure => Verdict::Off(SumFault::Off),
            _ if slip && row.adjoins(whole, self.parts[0]) || !far && self.closure == Closure::Certain => {
                Verdict::Off(SumFault::Likely)
            }
            _ => Verdict::Left("不像是同一事项的总数和分项"),
        }
    }

    /// Whether something else seems to stand among the parts: 规范性文件14件，提出意见30件，其他文件52件; or whether the parts are no kinds
    /// of the whole, but what it has: 5个镇（12个社区、30个村）.
    fn mixed(&self, row: &Row, whole: usize) -> bool {
        let total = add(row, &[whole]);
        let without = |out: usize| {
            let parts: Vec<usize> = self.parts.iter().copied().filter(|&part| part != out).collect();
            compare(add(row, &parts), total) == Compared::Equal
        };
        let commas = self.parts.len() > 2 && self.parts[1..].iter().any(|&part| row.separator(part).0 != Some('、'));
        let holds = matches!(self.start, Start::Form | Start::Bracket)
            && !row.tail(whole).trim().is_empty()
            && self.parts.iter().all(|&part| row.lead(part).trim().is_empty());
        holds || commas && self.parts[1..self.parts.len() - 1].iter().any(|&part| without(part))
    }

    /// A list that need not be complete: no part, and no sum of kinds that exclude each other, is more than the whole.
    fn judge_open(&self, row: &Row, wholes: &[usize]) -> Claim<SumFault> {
        const UNSURE: Verdict<SumFault> = Verdict::Left("不能确定是哪个总数的一部分");
        let (sure, whole) = (&self.parts[..self.sure], wholes[0]);
        let above = |parts: &[usize], wholes: &[usize]| compare(add(row, parts), add(row, wholes)) == Compared::More;
        let more = |parts: &[usize]| wholes.iter().all(|&whole| above(parts, &[whole])) && above(parts, wholes);
        if let Some(part) = sure.iter().find(|&&part| above(&[part], &[whole])) {
            let plain = more(&[*part])
                && row.measure(*part) == row.measure(whole)
                && (*part == sure[0] || row.separator(*part).0 == Some('、'))
                && row.adjoins(whole, sure[0])
                && row.tail(whole).trim().is_empty()
                && row.quantity(whole).hedge.is_none();
            return claim(row, *part, &[whole], &[*part], if plain { Verdict::Off(SumFault::Part) } else { UNSURE });
        }
        let verdict = match sure {
            [_, _, ..] if !above(sure, &[whole]) => Verdict::Held,
            [_, _, ..] if !more(sure) => UNSURE,
            [_, _, ..] if overlap(row, sure).is_none() && exclusive(row, sure) && row.adjoins(whole, sure[0]) => {
                Verdict::Off(SumFault::More)
            }
            [_, _, ..] => Verdict::Left("各项可能有重叠"),
            _ => Verdict::Held,
        };
        claim(row, whole, &[whole], sure, verdict)
    }
}

/// Whether a list says at this part that it names only some: 主要有…, …等.
fn partial(row: &Row, part: usize) -> bool {
    row.terms.and_so_on.begun(row.tail(part).trim_start()).is_some()
        || row.may_have(part, &row.terms.partial) && row.terms.partial.any_in(row.lead(part))
}

/// Whether parts are kinds of one thing that exclude each other: 婚姻家庭纠纷, 邻里纠纷.
fn exclusive(row: &Row, parts: &[usize]) -> bool {
    let labels: Vec<&str> = parts.iter().map(|&part| row.label(part)).collect();
    row.terms.kinds.iter().any(|kind| labels.iter().all(|label| label.ends_with(kind.as_str()) && label.len() > kind.len()))
        && labels.iter().enumerate().all(|(at, label)| !labels[..at].contains(label))
}
