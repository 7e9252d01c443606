//! A list before its number: 公众参与、专家论证、风险评估三大程序, “甲”“乙”两项制度, “甲、乙、丙”的“三互”.

use std::ops::Range;

use super::announced::{Announced, Measure};
use super::{CountFault, Found, is_slip, is_told, list, told};
use crate::check::claim::{Claim, Terms, Verdict};
use crate::document::Document;
use crate::span::{Read, Span, holds};

/// No list is longer, in bytes.
const WINDOW: usize = 900;

/// Before the number, and part of neither it nor the list: 甲、乙、丙等共三项, 这三项.
const BETWEEN: [&str; 6] = ["共计", "共", "这", "合计", "总共", "上述"];

/// Levels of government from above, with the words for each. 乡镇 and 街道 are one level.
const LEVELS: [&[&str]; 7] = [
    &["国家", "中央", "国"],
    &["省", "自治区"],
    &["市", "州", "盟", "地市"],
    &["县", "区", "旗", "县区", "区县", "市区", "县市", "县市区", "区市县"],
    &["乡", "镇", "街道", "乡镇", "镇街", "街镇", "街", "镇乡", "苏木"],
    &["村", "社区", "村居", "嘎查", "居", "村社区"],
    &["组", "网格", "小组", "户", "屯", "楼栋", "小区"],
];

/// The claim that a list before the number makes.
pub(super) fn claim(doc: &Document, announced: &Announced, terms: &Terms) -> Option<Claim<CountFault>> {
    let text = doc.text();
    let (within, open) = place(text, doc.block(announced.block).text.start as usize, announced)?;
    let listed = Listed::read(text, within);
    let shown: Vec<&str> = listed.members.iter().map(|member| text[member.range()].trim()).collect();
    // 合同3份、案卷5份: numbers of their own.
    let numbers = shown.iter().any(|member| member.contains(|sign: char| sign.is_ascii_digit()));
    // 审查、评查等纳入“五大战役”: the list ends before the number's own clause.
    let ended = shown.last().is_some_and(|last| last.contains('等'));
    if shown.len() < 2 || numbers || ended {
        return None;
    }
    let mut readings = readings(&shown, terms);
    readings.extend(listed.also);
    let verdict = verdict(text, announced, &listed, &shown, &readings, open, terms);
    // Names and things stand after lists for many reasons; only where they fit is it clear that they sum them up.
    let loose = matches!(announced.measure, Measure::Slogan | Measure::Thing);
    if loose && matches!(verdict, Verdict::Left(_)) {
        return None;
    }
    let at = listed.members.first()?.cover(listed.members.last()?);
    Some(Found { at, counts: readings[0], members: shown.join("、") }.claim(doc, announced, verdict))
}

/// Where a list before the number may stand, and whether it is open (甲、乙等三项).
fn place(text: &str, start: usize, announced: &Announced) -> Option<(Range<usize>, bool)> {
    // 甲、乙、丙10项: the number counts what its clause is about. 三项工程等: it is itself one of a list.
    let counted = announced.words.first().is_some_and(|words| !words.is_empty());
    let own = &text[announced.from..announced.to];
    if announced.measure == Measure::Point || !counted && !announced.together || holds(own, '等') {
        return None;
    }
    let from = (start.max(announced.from.saturating_sub(WINDOW))..=announced.from).find(|at| text.is_char_boundary(*at))?;
    let all = text[from..announced.from].trim_end();
    let words = BETWEEN.iter().find_map(|word| all.strip_suffix(word)).unwrap_or(all);
    let open = words.ends_with('等');
    let mut words = words.trim_end_matches('等');
    let slogan = announced.measure == Measure::Slogan;
    if slogan && words.ends_with("”的") {
        // “甲、乙、丙”的“三互”
        words = words.trim_end_matches('的');
    } else if announced.quoted && all.ends_with('”') {
        // “二日”“三日”“五日”, “四个意识”“两个维护”: it is itself one of a list.
        return None;
    }
    let last = words.chars().next_back()?;
    let joined = last.is_alphabetic() && !last.is_ascii() || "”》\u{FF09})".contains(last);
    (joined && !is_own(last)).then_some((from..from + words.len(), open))
}

/// After these the number counts what its own clause is about: 甲、乙各三项, 甲、乙的三项.
fn is_own(sign: char) -> bool {
    matches!(
        sign,
        '的' | '各'
            | '均'
            | '都'
            | '有'
            | '是'
            | '为'
            | '成'
            | '到'
            | '达'
            | '出'
            | '了'
            | '分'
            | '列'
            | '起'
            | '中'
            | '外'
            | '内'
            | '上'
            | '下'
            | '在'
            | '对'
            | '向'
            | '以'
            | '从'
            | '将'
            | '把'
            | '按'
            | '新'
            | '别'
            | '现'
            | '再'
            | '设'
            | '还'
            | '又'
            | '也'
            | '仅'
            | '只'
    )
}

/// Judges a list against the numbers of members that can be read in it.
fn verdict(
    text: &str,
    announced: &Announced,
    listed: &Listed,
    members: &[&str],
    readings: &[(u32, u32)],
    open: bool,
    terms: &Terms,
) -> Verdict<CountFault> {
    let value = announced.value;
    let fits = readings.iter().any(|(least, most)| (*least..=*most).contains(&value) || open && value > *least);
    match announced.measure {
        Measure::Level => levels(members, value),
        _ if listed.free && !open && after_verb(members, terms) => Verdict::Left("数词前是动词"),
        _ if fits => Verdict::Held,
        _ if listed.free && !open && has_verb(members, terms) => Verdict::Left("数词前有动词"),
        _ if !readings.iter().any(|counts| is_slip(value, *counts)) => Verdict::Left("相差太多，所列未必就是所数的"),
        _ if readings.iter().all(|(_, most)| value > *most) && listed.told_before(text, terms) => {
            Verdict::Left("前面的分句可能还列着一项")
        }
        _ if is_sum(text, announced, listed, members) => Verdict::Off(CountFault::ListedBefore),
        _ => Verdict::Left("所列未必就是所数的"),
    }
}

/// Whether the number is the object of a verb at the end of the last member: 围绕普法、调解、审查开展三项行动. In 公众参与、专家论证、
/// 合法性审查 the last word is one too, but there the member is no longer than the others.
fn after_verb(members: &[&str], terms: &Terms) -> bool {
    let Some((last, others)) = members.split_last() else { return false };
    let length = |member: &str| member.chars().count();
    let usual = others.iter().skip(1).map(|member| length(member)).max().unwrap_or(0);
    length(last) > usual + 1 && terms.verbs.found_in(last).any(|(verb, at)| at + verb.len() == last.len())
}

/// Whether the last member has a verb of its own, so that the number may be its object: 深入贯彻中央八项规定精神学习教育. In
/// 公众参与、专家论证、风险评估、执行评估 no other member has one, and the last is as long as they are: it is a name like them.
fn has_verb(members: &[&str], terms: &Terms) -> bool {
    let [_, others @ .., last] = members else { return false };
    let verb = |member: &str| terms.verbs.begun(member).map(|rest| member.len() - rest.len());
    let Some(verb_length) = verb(last) else { return false };
    let length = |member: &str| member.chars().count();
    let lengths = || others.iter().map(|member| length(member));
    let usual = lengths().min().unwrap_or(0)..=lengths().max().unwrap_or(0);
    let named = others.len() > 1 && length(&last[verb_length..]) > 1 && usual.contains(&length(last));
    !named || others.iter().any(|member| verb(member).is_some())
}

/// What is listed before a number.
#[derive(Default)]
struct Listed {
    members: Vec<Span<Read>>,
    /// Another number of members that may be meant: “甲、乙，丙、丁” are two or four.
    also: Option<(u32, u32)>,
    /// Whether its members stand in the sentence, and not in quotation marks, together or each in its own.
    free: bool,
}

impl Listed {
    /// The members before `to`: back to the mark, the open bracket or the open quotation mark that ends the list.
    fn read(text: &str, within: Range<usize>) -> Listed {
        let Range { start: from, end: to } = within;
        let mut closed = 0_u32;
        let begin = text[from..to].char_indices().rev().find(|(_, sign)| match sign {
            '”' | '》' | '\u{FF09}' | ')' | '’' => {
                closed += 1;
                false
            }
            '“' | '《' | '\u{FF08}' | '(' | '‘' if closed > 0 => {
                closed -= 1;
                false
            }
            '“' | '《' | '\u{FF08}' | '(' | '‘' => true,
            '。' | '\u{FF01}' | '\u{FF1F}' | '\n' => true,
            '\u{FF0C}' | ',' | '\u{FF1B}' | ';' | '\u{FF1A}' | ':' | '—' | '*' => closed == 0,
            _ => false,
        });
        let begin = begin.map_or(from, |(at, sign)| from + at + sign.len_utf8());
        let mut members = list::split(text, begin..to, |sign| sign == '、');
        if let [only] = members[..] {
            return Listed::quoted(text, only).unwrap_or_default();
        }
        if let Some(first) = members.first_mut() {
            // 深入实施“绿色”、“碧水”: the words before the mark are none of the member's; in 《办法》和“绿色” they may be one.
            let words = &text[first.range()];
            let joins = |at: &usize| words[..*at].ends_with(list::JOINTS);
            if let Some(at) = words.ends_with('”').then(|| words.rfind('“')).flatten().filter(|at| !joins(at)) {
                *first = Span::new(first.start as usize + at, first.end as usize);
            }
        }
        let quoted = |member: &Span<Read>| text[member.range()].starts_with('“') && text[member.range()].ends_with('”');
        let free = !members.iter().all(quoted);
        Listed { members, also: None, free }
    }

    /// Whether a clause before the list's own, in its sentence, may hold what the list is short of: 修订《A》，出台《B》《C》三项制度.
    fn told_before(&self, text: &str, terms: &Terms) -> bool {
        let Some(first) = self.members.first() else { return false };
        let from = (first.start as usize).saturating_sub(WINDOW);
        let from = (from..=first.start as usize).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let words = &text[from..first.start as usize];
        let sentence = words.rfind(['。', '\u{FF01}', '\u{FF1F}', '\n', '\u{FF1A}', ':']).map_or(words, |at| &words[at..]);
        let clauses = sentence.rfind(['\u{FF0C}', ',', '\u{FF1B}', ';']).map_or("", |at| &sentence[..at]);
        clauses.contains(['、', '《']) || terms.verbs.any_in(clauses)
    }

    /// What is listed within the quotation marks at the end of a stretch: 坚持“甲、乙、丙”.
    fn quoted(text: &str, only: Span<Read>) -> Option<Listed> {
        let words = text[only.range()].trim_end();
        let open = words.ends_with('”').then(|| words.rfind('“')).flatten()?;
        let within = only.start as usize + open + '“'.len_utf8()..only.start as usize + words.len() - '”'.len_utf8();
        let clauses = list::split(text, within.clone(), |sign| matches!(sign, '\u{FF0C}' | ',' | '\u{FF1B}' | ';'));
        let members = list::split(text, within, |sign| matches!(sign, '、' | '\u{FF0C}' | ',' | '\u{FF1B}' | ';'));
        let groups = clauses.len() as u32;
        Some(Listed { also: (groups > 1 && clauses.len() < members.len()).then_some((groups, groups)), members, free: false })
    }
}

/// How many members the list may have, all of them first; each from least to most. It may begin in the middle, after a verb
/// (规范执法、抓好普法、调解两项) or a joint (安全等标准和规划、土地两个).
fn readings(members: &[&str], terms: &Terms) -> Vec<(u32, u32)> {
    let joints: Vec<u32> = members.iter().map(|member| list::joints(member)).collect();
    let count = |from: usize| {
        let least = (members.len() - from) as u32;
        (least, least + joints[from..].iter().sum::<u32>())
    };
    let mut readings = vec![count(0)];
    for at in 1..members.len() {
        let begins = terms.verbs.begun(members[at]).is_some_and(|rest| !rest.is_empty());
        let long =
            members[at].chars().count() > 2 * members.iter().skip(at + 1).map(|member| member.chars().count()).max().unwrap_or(0);
        // 对接、融入“甲”、乙、丙: words before a quotation mark are none of the member's.
        let opens = members[at].find('“').is_some_and(|at| at > 0);
        if joints[at] > 0 || begins || opens || long && at + 1 < members.len() {
            readings.push(count(at));
        }
    }
    // 推进甲和乙、丙: the first one has words before the list, and a joint there may be none of the list's.
    readings
}

/// 省、市、县三级: as many as there are levels, or members.
fn levels(members: &[&str], value: u32) -> Verdict<CountFault> {
    let level = |member: &str| {
        let plain: String = bare(member);
        LEVELS.iter().position(|words| words.contains(&plain.as_str()))
    };
    let mut known: Vec<usize> = members[1..].iter().filter_map(|member| level(member)).collect();
    if known.len() + 1 < members.len() {
        return Verdict::Left("各项不都是层级");
    }
    let first = bare(members[0]);
    let last = LEVELS.iter().position(|words| words.iter().any(|word| first.ends_with(word)));
    let Some(last) = last else { return Verdict::Left("各项不都是层级") };
    known.push(last);
    known.sort_unstable();
    known.dedup();
    match (known.len() as u32..=members.len() as u32).contains(&value) {
        true => Verdict::Held,
        false => Verdict::Off(CountFault::ListedBefore),
    }
}

/// A member without its brackets.
fn bare(member: &str) -> String {
    let end = member.find(['\u{FF08}', '(']).unwrap_or(member.len());
    member[..end].trim().to_owned()
}

/// Whether a list that does not fit is surely the list of what is counted.
fn is_sum(text: &str, announced: &Announced, listed: &Listed, members: &[&str]) -> bool {
    let words = || announced.words.iter().map(|word| &text[word.range()]);
    // 残疾人“两项补贴”、孤儿养育: a name that is itself one of a list.
    if announced.quoted && listed.free && text[announced.to..].starts_with(['、', '和', '及', '与']) {
        return false;
    }
    // The first one has the words before the list with it, and the last may be two: 甲、乙和丙.
    let Some((last, rest)) = members[1..].split_last() else { return false };
    let rest: Vec<&str> = rest.iter().copied().chain(list::parted(last)).collect();
    let alike = rest.len() > 1 && list::alike(&rest);
    match announced.measure {
        // “甲互通、乙互补、丙互动”的“三互”: each member has the word, once.
        Measure::Slogan if !alike => is_told(announced, &told(announced, text, members)),
        Measure::Kind | Measure::Slogan => !listed.free || alike,
        // 甲镇、乙镇、丙镇两个村: only what is counted by its own name.
        Measure::Thing => match list::shared_end(&rest) {
            Some(end) => words().any(|word| word.ends_with(end)),
            None => !listed.free || alike && !text[announced.span.range()].starts_with(|sign: char| sign.is_ascii_digit()),
        },
        Measure::Level | Measure::Point => false,
    }
}
