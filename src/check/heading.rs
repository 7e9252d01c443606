//! The form of headings among their siblings: one that runs into its text, one that is empty, one that ends in a full stop.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};
use crate::document::{Block, BlockId, BlockKind, Document, MarkerStyle};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { heading: { fault: run-in } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// What to report.
    pub fault: HeadingFault,
}

/// What can be wrong with the form of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingFault {
    /// No mark divides it from its text.
    RunIn,
    /// Nothing stands under it, though its siblings have text.
    Empty,
    /// It ends in a full stop, though it stands alone on its line and its siblings do not.
    Stop,
    /// Its number is two levels below the heading above: 1. directly under 一、.
    Skip,
}

/// No heading that names a topic is longer, in characters.
const NAME: usize = 40;

impl Kind for Heading {
    fn run(&self, on: &On, say: &mut Say) {
        if self.fault == HeadingFault::Skip {
            return skips(on.doc, say);
        }
        for group in siblings(on.doc) {
            match self.fault {
                HeadingFault::RunIn => run_in(on.doc, &group, say),
                HeadingFault::Empty => empty(on.doc, &group, say),
                HeadingFault::Stop => stop(on.doc, &group, say),
                HeadingFault::Skip => {}
            }
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            HeadingFault::Skip => vec!["heading", "above"],
            HeadingFault::RunIn => vec!["heading", "length", "longest"],
            _ => vec!["heading", "length"],
        }
    }
}

/// Headings of the two upper levels, those with the same parent and the same form of number together.
fn siblings(doc: &Document) -> Vec<Vec<BlockId>> {
    let mut groups: Vec<Vec<BlockId>> = Vec::new();
    let parents =
        std::iter::once(None).chain(doc.iter().filter(|(_, block)| block.kind == BlockKind::Heading).map(|(id, _)| Some(id)));
    for parent in parents {
        for style in [MarkerStyle::Chinese, MarkerStyle::ChineseParen] {
            let of_style = |block: &Block| block.marker.is_some_and(|marker| marker.style == style);
            let group: Vec<BlockId> = doc.children(parent).filter(|(_, block)| of_style(block)).map(|(id, _)| id).collect();
            if group.len() > 1 {
                groups.push(group);
            }
        }
    }
    groups
}

fn length(doc: &Document, id: BlockId) -> usize {
    doc.words(doc.block(id)).chars().count()
}

/// How clauses begin that tell what was done: where two of them follow, the first was the heading.
const TELLING: [&str; 22] = [
    "在",
    "被",
    "获",
    "荣获",
    "得到",
    "我",
    "全年",
    "今年",
    "先后",
    "累计",
    "已",
    "截至",
    "并被",
    "成为",
    "受到",
    "相关",
    "先行",
    "有关",
    "其中",
    "组织召开",
    "印发",
    "出台",
];

/// （一）扎实推进队伍整合人员全部到位，在县委支持下，被列为全市试点……: the first sentence is several times as long as any
/// sibling's heading, goes on as a story, and text follows it on the line.
fn run_in(doc: &Document, group: &[BlockId], say: &mut Say) {
    let mut lengths: Vec<usize> = group.iter().map(|id| length(doc, *id)).collect();
    lengths.sort_unstable();
    let [.., third, second, longest] = lengths[..] else { return };
    // All the others are names of topics, and there are two of them at least.
    if third == 0 || second > NAME || longest <= NAME || longest <= 2 * second {
        return;
    }
    for &id in group.iter().filter(|id| doc.block(**id).run_in && length(doc, **id) == longest) {
        let (block, words) = (doc.block(id), doc.words(doc.block(id)));
        let mut clauses = words.split('\u{FF0C}');
        let first = clauses.next().unwrap_or(words);
        let story = clauses.filter(|clause| TELLING.iter().any(|word| clause.starts_with(word))).count() > 1;
        if story && !sentence(first) {
            let at = Span::new(block.span.start as usize, block.text.start as usize + first.len());
            let said = say.at(at).value("heading", first);
            said.value("length", longest.to_string()).value("longest", second.to_string());
        }
    }
}

/// The name of a topic has no more characters up to its first comma.
const NAMED_WITHIN: usize = 25;

/// Whether a first clause is the beginning of running text, and so no name of a topic: 我局坚持……, 全年审查文件31件.
fn sentence(clause: &str) -> bool {
    const BEGINNINGS: [&str; 15] =
        ["我", "本", "全年", "全县", "全市", "全区", "全镇", "全局", "今年", "一年来", "年初", "截至", "目前", "为", "组织"];
    clause.chars().count() > NAMED_WITHIN
        || clause.starts_with(|sign: char| sign.is_ascii_digit())
        || BEGINNINGS.iter().any(|word| clause.starts_with(word))
}

/// A heading that names a topic, with nothing below it.
fn empty(doc: &Document, group: &[BlockId], say: &mut Say) {
    let bare = |id: BlockId| {
        let block = doc.block(id);
        let words = doc.words(block);
        block.last == id && length(doc, id) <= NAME && !words.ends_with(['。', '\u{FF1B}', '\u{FF0C}']) && !denies(words)
    };
    // Where several are bare they are members of a list.
    if group.iter().filter(|id| bare(**id)).count() * 3 > group.len() {
        return;
    }
    for &id in group.iter().filter(|id| bare(**id)) {
        let block = doc.block(id);
        say.at(block.span).value("heading", doc.slice(block.span)).value("length", "0");
    }
}

/// Whether a heading says itself that there is nothing to tell, or tells it after a colon: 其他情况（无）, 2024年未发生复议案件.
fn denies(words: &str) -> bool {
    let end = words.trim_end_matches(['\u{FF09}', '。', ' ']);
    let beginning = words.trim_start_matches(|sign: char| sign.is_ascii_digit() || "年度全本县市区局镇乡".contains(sign));
    ["无", "没有"].iter().any(|no| end.ends_with(no))
        || ["未", "无", "没有", "不存在"].iter().any(|no| beginning.starts_with(no))
        || words.split_once('\u{FF1A}').is_some_and(|(_, text)| !text.trim().is_empty())
}

/// Stand-alone headings that end in 。 among some that do not.
fn stop(doc: &Document, group: &[BlockId], say: &mut Say) {
    let alone: Vec<&Block> = group.iter().map(|id| doc.block(*id)).filter(|block| !block.run_in).collect();
    let stopped = |block: &&&Block| doc.words(block).ends_with('。');
    if alone.iter().all(|block| stopped(&block)) || group.iter().any(|id| doc.block(*id).last == *id) {
        return;
    }
    for block in alone.iter().filter(stopped) {
        let end = block.span.end as usize;
        let at = Span::new(end - '。'.len_utf8(), end);
        let said = say.at(at);
        said.value("heading", doc.slice(block.span)).value("length", doc.words(block).chars().count().to_string());
        said.fix("删去句号", at, "", Safety::Safe);
    }
}

/// 1. directly under 一、: allowed where a text has no （一） at all, and then worth one word of advice.
fn skips(doc: &Document, say: &mut Say) {
    for (id, above) in doc.iter() {
        let Some(name) = above.marker.filter(|marker| marker.style == MarkerStyle::Chinese) else { continue };
        let items: Vec<(BlockId, &Block, Span<Read>)> = doc
            .children(Some(id))
            .filter_map(|(id, block)| Some((id, block, block.marker.filter(|marker| marker.style == MarkerStyle::Arabic)?.at)))
            .collect();
        if listed(doc, &items) {
            continue;
        }
        for (_, block, number) in items {
            say.at(block.span.cover(&number)).value("heading", doc.slice(number)).value("above", doc.slice(name.at));
        }
    }
}

/// Whether items are the members of a list in the text: a colon announces them, or a semicolon or an ellipsis closes one.
fn listed(doc: &Document, items: &[(BlockId, &Block, Span<Read>)]) -> bool {
    let ends = |at: BlockId, marks: &[char]| doc.words(doc.block(at)).ends_with(marks);
    let announced = items.first().is_some_and(|(first, ..)| ends(BlockId(first.0 - 1), &['\u{FF1A}']));
    announced || items.iter().any(|(id, block, _)| ends(*id, &['\u{FF1B}', '…']) || ends(block.last, &['\u{FF1B}', '…']))
}
