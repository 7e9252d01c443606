//! Shares: 103件，占25%; 占全年矛盾纠纷调解总数的45.57%; 占全年186场的7.5%.

use std::collections::HashSet;

use super::super::claim::Claim;
use super::{Place, REACH, RatioFault};
use crate::document::{Quantity, Unit};

/// Words of a total's name that name nothing.
const GENERAL: [&str; 14] =
    ["总数量", "总数", "总量", "总额", "总和", "全部", "全年", "本年", "年度", "各类", "比例", "比重", "的", "比"];

/// How much of a total's name must stand in the words around a number that it is to be: 矛盾纠纷调解总数 and
/// 人民调解组织共调处各类矛盾纠纷2197件 share four pairs of characters of five.
const NAMED: f64 = 0.8;

/// Scopes: a share of all of 全省 is of a number that says so itself.
const SCOPES: [&str; 9] = ["全国", "全省", "全市", "全区", "全县", "全州", "全盟", "世界", "全球"];

/// Judges a percentage that is told as a share; none if it is not.
pub(super) fn claim(place: &Place) -> Option<Claim<RatioFault>> {
    let lead = place.words(place.figure.lead);
    let previous = place.before_in_sentence(place.at).next().map(|at| &place.figures[at]);
    // 占全年186场的7.5%: the total stands inside.
    let within = |whole: &Quantity| place.words(whole.lead).contains('占') && whole.tail == place.figure.lead;
    if lead.ends_with('的') && previous.is_some_and(within) {
        return Some(of_number(place, place.at - 1));
    }
    if let Some((part, whole)) = respective(place) {
        return Some(if place.holds(part, whole) { place.held(part, whole) } else { place.off(part, whole, RatioFault::Share) });
    }
    let (before, name) = lead.split_once('占')?;
    let name = name.trim_end_matches(['达', '到', '为', '约', '近', '超']).trim();
    if ["由", "从", "较", "比上"].iter().any(|word| name.contains(word)) {
        return Some(place.left(None, "说的是占比的变化"));
    }
    let Some(part) = part(place, before).filter(|part| place.tells(part)) else {
        return Some(place.left(None, "没有写出占比的那个数"));
    };
    if before.contains("分别") || lead.contains("分别") {
        return Some(place.left(Some(part), "分别占，各有各的基数"));
    }
    if !place.is_firm() || !place.exact(part) {
        return Some(place.left(Some(part), "是约数"));
    }
    Some(judge(place, part, name))
}

/// 受理2615件，其中民事1002件、刑事1171件，分别占38.32%、44.78%: which count a share is of, and of which total. Without 其中 each
/// may have a base of its own.
fn respective<'d>(place: &Place<'d>) -> Option<(&'d Quantity, &'d Quantity)> {
    let figures = place.figures;
    let told = |at: usize| figures[at].unit == Unit::Percent && figures[at].sentence == place.figure.sentence;
    let joins = |at: usize| matches!(place.words(figures[at].lead).trim(), "" | "和" | "与" | "及");
    let mut first = place.at;
    while place.at - first < REACH && joins(first) && first > 0 && told(first - 1) {
        first -= 1;
    }
    place.words(figures[first].lead).trim_start().starts_with("分别占").then_some(())?;
    let many = 1 + (first + 1..figures.len()).take(REACH).take_while(|&at| told(at) && joins(at)).count();
    let (whole, parts) = figures[..first].get(first.checked_sub(many + 1)?..)?.split_first()?;
    let of_one_list = parts.iter().enumerate().all(|(at, part)| {
        let joined = if at == 0 { place.words(part.lead).trim_start().starts_with("其中") } else { part.before == Some('、') };
        joined && place.exact(part) && place.is_alike(first - many - 1, part)
    });
    let adjacent = place.adjacent(whole, &parts[0]) && place.adjacent(parts.last()?, &figures[first]);
    (of_one_list && adjacent && place.exact(whole) && place.is_firm()).then(|| (&parts[place.at - first], whole))
}

/// The number whose share is told: the one directly before, with nothing told in between.
fn part<'d>(place: &Place<'d>, before: &str) -> Option<&'d Quantity> {
    let at = place.before_in_sentence(place.at).next()?;
    let part = &place.figures[at];
    let counts = matches!(part.unit, Unit::Count | Unit::Money);
    // 103件，其中外来人员占25%: the share is of others.
    let bare = before.is_empty() || ["约", "仅", "共", "只", "就", "均", "各", "也", "已", "分别"].contains(&before);
    // 103件，涉及金额大，占25%: a clause stands between.
    (counts && bare && place.adjacent(part, place.figure) && place.figure.depth >= part.depth).then_some(part)
}

fn judge(place: &Place, part: &Quantity, name: &str) -> Claim<RatioFault> {
    let content = GENERAL.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    let before = place.before_in_block(place.at).filter(|&at| place.figures[at].span.start < part.span.start);
    let (all, fewer): (Vec<usize>, Vec<usize>) = before
        .filter(|&at| place.is_alike(at, part) && goes_back(place, part, at))
        .partition(|&at| place.figures[at].value >= part.value);
    let meant = if content.is_empty() { unnamed(place, part, &all) } else { named(place, &all, name, &content) };
    if let Some(whole) = place.fitting(part, &meant) {
        return place.held(part, &place.figures[whole]);
    }
    let firm = |at: &usize| place.exact(&place.figures[*at]) && !place.has_share(*at);
    let exact: Vec<usize> = meant.into_iter().filter(firm).collect();
    if let Some(fits) = place.fitting(part, &all) {
        // Another total may fit by chance; it is worth a word only where the sentence has named one.
        return match exact.first() {
            Some(&named) if !content.is_empty() => place.other_base(part, named, fits),
            _ => place.held(part, &place.figures[fits]),
        };
    }
    if let Some(group) = group(place, part) {
        return place.left(Some(group), "并列的几项，看不出占比的是哪一项");
    }
    let at = place.before_in_sentence(place.at).find(|&at| place.figures[at].span == part.span);
    if let Some(claim) = at.and_then(|at| place.combined(at)) {
        return claim;
    }
    // 经费500万元，争取补助80万元，其中县级20万元，占4%: the share may be of the sum further out.
    let larger = |at: &usize| place.is_alike(*at, part) && place.figures[*at].value >= part.value;
    let further: Vec<usize> = place.before_in_sentence(place.at).filter(larger).collect();
    if place.fitting(part, &further).is_some() {
        return place.left(Some(part), "按前面另一个数算相符");
    }
    match exact.first().or(below(place, part, &fewer, name, &content).as_ref()) {
        // 370件，其中871件，占235%: the percentage follows; the part is for another rule.
        Some(&whole) if place.holds(part, &place.figures[whole]) => place.held(part, &place.figures[whole]),
        Some(&whole) => place.off(part, &place.figures[whole], RatioFault::Share),
        None => place.left(Some(part), "没有写出基数"),
    }
}

/// The total that a share names, or that 其中 goes back to, though it is less than the part: 受理370件，其中871件，占90%; 在收到的2543件申请中，
/// 网上提交3429件，占56%.
fn below(place: &Place, part: &Quantity, fewer: &[usize], name: &str, content: &str) -> Option<usize> {
    let named = named(place, fewer, name, content);
    let among = |whole: &Quantity| {
        place.words(part.lead).trim_start().starts_with("其中") || place.words(whole.tail).trim_end().ends_with('中')
    };
    let directly = |at: &&usize| place.adjacent(&place.figures[**at], part) && among(&place.figures[**at]);
    let found = named.first().or_else(|| fewer.iter().find(|at| content.is_empty() && directly(at))).copied();
    found.filter(|&at| place.exact(&place.figures[at]) && !place.has_share(at))
}

/// The totals whose words share most of what the share names.
fn named(place: &Place, all: &[usize], name: &str, content: &str) -> Vec<usize> {
    let scope = SCOPES.iter().find(|scope| name.contains(**scope));
    // 占全省四分之一 says where and not what.
    let wanted = pairs(&scope.map_or(content.to_owned(), |scope| content.replace(scope, "")));
    let shares = |at: &usize| {
        let (lead, tail) = place.subject(&place.figures[*at]);
        if scope.is_some_and(|scope| !lead.contains(scope)) {
            return false;
        }
        let there = pairs(&format!("{lead}{tail}"));
        wanted.intersection(&there).count() as f64 >= NAMED * wanted.len().max(1) as f64
    };
    if wanted.is_empty() { Vec::new() } else { all.iter().copied().filter(shares).collect() }
}

/// Sums of money stand side by side without belonging together (产值2584亿元, 税收120亿元): a total is only what 其中 goes
/// back to directly.
fn goes_back(place: &Place, part: &Quantity, whole: usize) -> bool {
    if part.unit != Unit::Money {
        return true;
    }
    let after = place.figures[whole].span.end as usize;
    let between = place.doc.text().get(after..part.span.start as usize).unwrap_or_default();
    let Some(at) = between.find("其中").filter(|_| !between.contains('。')) else { return false };
    let next = place.figures[whole + 1..].iter().find(|figure| figure.unit == Unit::Money);
    next.is_some_and(|next| next.span.start as usize > after + at)
}

/// The totals of the sentence, where the share names none; of the sentence before, where 其中 begins this one.
fn unnamed(place: &Place, part: &Quantity, all: &[usize]) -> Vec<usize> {
    let within = |sentence: u32| -> Vec<usize> {
        let there = |at: &usize| place.figures[*at].sentence == sentence && place.figures[*at].depth <= part.depth;
        all.iter().copied().filter(there).collect()
    };
    let first = place.doc.facts.sentences[part.sentence as usize].span.start;
    let begins = place.words(part.lead).trim_start().starts_with("其中") && part.lead.start <= first + 6;
    let here = within(part.sentence);
    if here.is_empty() && begins { part.sentence.checked_sub(1).map(within).unwrap_or_default() } else { here }
}

/// Whether the part is one of several side by side, 建议202件、提案402件，占…: the share may be of all of them.
fn group<'q>(place: &Place, part: &'q Quantity) -> Option<&'q Quantity> {
    let before = place.before_in_sentence(place.at).nth(1).map(|at| &place.figures[at])?;
    let joined = part.before == Some('、') || ["和", "及", "与"].iter().any(|word| place.words(part.lead).starts_with(word));
    let labelled = !place.words(part.lead).contains("其中");
    (joined && labelled && before.unit == part.unit).then_some(part)
}

/// 占全年186场的7.5%: the total is the number inside, the part the one before it.
fn of_number(place: &Place, whole: usize) -> Claim<RatioFault> {
    let total = &place.figures[whole];
    let part = place.before_in_sentence(whole).next().map(|at| &place.figures[at]);
    let adjacent = |part: &&Quantity| place.adjacent(part, total) && place.words(total.lead).starts_with('占');
    let Some(part) = part.filter(adjacent).filter(|part| place.is_alike(whole, part)) else {
        return place.left(None, "没有写出占比的那个数");
    };
    if !place.is_firm() || !place.exact(part) || !place.exact(total) {
        return place.left(Some(part), "是约数");
    }
    if place.holds(part, total) { place.held(part, total) } else { place.off(part, total, RatioFault::Share) }
}

/// The pairs of neighbouring characters of some words.
fn pairs(words: &str) -> HashSet<(char, char)> {
    let signs: Vec<char> = words.chars().filter(|sign| sign.is_alphabetic()).collect();
    signs.windows(2).map(|pair| (pair[0], pair[1])).collect()
}
