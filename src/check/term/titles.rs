//! Titles in 《》: a slip in the title of a document that is known.

use super::super::{On, Say};
use super::rows::{Law, Title};
use crate::document::Document;
use crate::finding::Safety;
use crate::span::{Read, Span};

/// What stands before a title and is often left out.
const LEAD: [&str; 12] = [
    "中共中央办公厅",
    "国务院办公厅",
    "中共中央",
    "国务院",
    "中央宣传部",
    "最高人民法院",
    "最高人民检察院",
    "司法部",
    "、",
    " ",
    "关于",
    "中华人民共和国",
];

/// Words that a title has or has not without being another: 《重大行政决策程序条例》.
#[rustfmt::skip]
const DROPPED: [&str; 25] = [
    "暂行", "试行", "若干", "工作", "管理", "全面", "进一步", "全国", "国家", "实施", "的", "与", "和", "及", "、", "于", "“", "”", " ", "加快",
    "地方", "有关", "综合", "特别", "安全",
];

const NUMERALS: &str = "一二三四五六七八九十";

/// From so many characters on a title may have lost one, or several.
const SHORT: usize = 5;
const LONG: usize = 16;

/// Titles of laws and documents in the order of their cores, to be looked up.
#[derive(Debug)]
pub(super) struct Names {
    sorted: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    /// The title without what is often left out.
    core: Box<str>,
    /// As it is told.
    title: Box<str>,
    /// Which law it is, in their list.
    law: Option<usize>,
}

impl Names {
    pub(super) fn new(laws: &[Law], titles: &[Title]) -> Names {
        let name = |title: &str, law| Name { core: core(title).into(), title: title.into(), law };
        let laws = laws.iter().enumerate().map(|(at, law)| name(&law.title, Some(at)));
        let mut sorted: Vec<Name> = laws.chain(titles.iter().map(|title| name(&title.title, None))).collect();
        sorted.sort_by(|a, b| a.core.cmp(&b.core));
        Names { sorted }
    }

    /// The place in their list of the law of this title.
    pub(super) fn law(&self, title: &str) -> Option<usize> {
        let from = self.sorted.partition_point(|name| &*name.core < title);
        self.sorted[from..].iter().take_while(|name| &*name.core == title).find_map(|name| name.law)
    }

    /// The title that this one is a slip of; none if it is itself known.
    fn slip_of(&self, given: &str) -> Option<&Name> {
        // Slips are told only behind two characters that are right.
        let first = &given[..given.char_indices().nth(2)?.0];
        let from = self.sorted.partition_point(|name| &*name.core < first);
        let begun = self.sorted[from..].iter().take_while(|name| name.core.starts_with(first));
        let mut near = None;
        for name in begun {
            if &*name.core == given {
                return None;
            }
            if near.is_none() && is_slip(&name.core, given) {
                near = Some(name);
            }
        }
        near
    }
}

/// A title without issuer, 关于 and 中华人民共和国 before it, and without what stands in brackets behind it.
fn core(title: &str) -> &str {
    let mut rest = title;
    while let Some(more) = LEAD.iter().find_map(|lead| rest.strip_prefix(lead)) {
        rest = more;
    }
    match rest.find('\u{FF08}') {
        Some(at) if rest.ends_with('\u{FF09}') => &rest[..at],
        _ => rest,
    }
}

/// Whether a title differs from a known one by one stretch so short that it must be a slip, with both ends intact.
fn is_slip(known: &str, given: &str) -> bool {
    if known.len().abs_diff(given.len()) > 12 {
        return false;
    }
    let (known, given): (Vec<char>, Vec<char>) = (known.chars().collect(), given.chars().collect());
    let head = known.iter().zip(&given).take_while(|(a, b)| a == b).count();
    let (known_rest, given_rest) = (&known[head..], &given[head..]);
    let tail = known_rest.iter().rev().zip(given_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (lost, added) = (&known_rest[..known_rest.len() - tail], &given_rest[..given_rest.len() - tail]);
    let law = known.last() == Some(&'法');
    // 噪声污染防治办法 is no 噪声污染防治法.
    let ends = head >= 2 && tail >= if law { 1 } else { 2 } && !(law && given.ends_with(&['办', '法']));
    let dropped = |signs: &[char]| DROPPED.contains(&signs.iter().collect::<String>().as_str());
    if !ends || dropped(lost) || dropped(added) {
        return false;
    }
    let signs = known.len();
    match (lost, added) {
        (lost, []) => lost.len() <= if signs >= LONG { 4 } else { usize::from(signs >= SHORT) },
        ([], added) => added.len() <= usize::from(signs >= SHORT) + usize::from(signs >= LONG),
        // 第十三个五年规划 and 第十四个五年规划 are two plans.
        ([meant], [there]) => signs >= if law { 8 } else { 12 } && !(NUMERALS.contains(*meant) && NUMERALS.contains(*there)),
        ([first, second], [there, next]) => signs >= SHORT && (first, second) == (next, there),
        (lost, added) => signs >= LONG && lost.len() + added.len() <= 3,
    }
}

/// The titles that a text names, each without its marks, with what stands in them.
pub(super) fn named<'d>(doc: &'d Document, hits: &'d [Span<Read>]) -> impl Iterator<Item = (Span<Read>, &'d str)> {
    hits.iter().filter(|hit| doc.slice(**hit) == "《").filter_map(|hit| {
        let block = doc.block_at(hit.start)?;
        let rest = doc.text().get(hit.end as usize..block.span.end as usize)?;
        let end = rest.find(['》', '《', '\n'])?;
        let whole = rest[end..].starts_with('》');
        whole.then(|| (Span::new(hit.end as usize, hit.end as usize + end), &rest[..end]))
    })
}

/// Every title that is a slip of a known one.
pub(super) fn slips(on: &On, say: &mut Say) {
    let names = on.tables.names();
    for (at, title) in named(on.doc, on.hits) {
        let given = core(title);
        let Some(name) = names.slip_of(given) else { continue };
        let start = at.start as usize + title.find(given).unwrap_or(0);
        let place = Span::new(start, start + given.len());
        let said = say.at(place).value("match", given).value("title", &*name.title);
        said.fix(format!("改为“{}”", name.core), place, &*name.core, Safety::Offered);
    }
}

#[cfg(test)]
mod tests {
    use super::{core, is_slip};

    #[test]
    fn a_slip_is_told_from_another_title() {
        let known = "党政主要负责人履行推进法治建设第一责任人职责规定";
        assert!(is_slip(known, "党政主要负责人履行推进第一责任人职责规定"));
        assert!(!is_slip(known, "党政主要负责人履行推进法治建设第一责任人职责清单"));
        assert!(is_slip("行政处罚法", "行政罚处法") && is_slip("行政处罚法", "行政处法"));
        assert!(!is_slip("行政许可法", "行政诉讼法"));
        assert!(!is_slip("重大行政决策程序暂行条例", "重大行政决策程序条例"));
    }

    #[test]
    fn what_is_often_left_out_does_not_count() {
        assert_eq!(core("中华人民共和国行政处罚法"), "行政处罚法");
        assert_eq!(core("国务院办公厅关于深入推进跨部门综合监管的指导意见"), "深入推进跨部门综合监管的指导意见");
        assert_eq!(core("法治政府建设实施纲要\u{FF08}2021—2025年\u{FF09}"), "法治政府建设实施纲要");
    }
}
