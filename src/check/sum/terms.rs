//! The words that sums are known by.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::check::words::WordList;
use crate::text::Text;

/// Words of totals and parts, from `rules/facts/figures.yaml`. Each list is matched as it stands in the text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SumTerms {
    /// What begins parts of the whole before it, which need not be all: 其中.
    pub parts: WordList,
    /// What begins parts, or other things that the whole holds: 包括, 含.
    pub open: WordList,
    /// What makes the number before it the whole of those behind: 90件中.
    pub among: WordList,
    /// What begins a list of parts that is complete: 分为.
    pub closed: WordList,
    /// Words that hold one of those and begin no complete list: 划分为, 部分为.
    pub not_closed: WordList,
    /// What ends a complete list that 由 begins: 组成.
    pub made_up: WordList,
    /// What tells that figures follow for names told before: 分别.
    pub respective: WordList,
    /// A part that is all that is left: 其余, 剩余.
    pub rest: WordList,
    /// A part that is left over, or something that comes on top: 另外, 另有.
    pub besides: WordList,
    /// The last kind of a classification: 其他.
    pub others: WordList,
    /// A total behind its parts: 合计, 共计.
    pub behind: WordList,
    /// A total behind its parts where it is all of its clause and a list stands right before it: 共.
    pub alone: WordList,
    /// How two numbers are added to make the third.
    pub additions: Vec<Addition>,
    /// What makes the contrary of a word: 未参加.
    pub not: WordList,
    /// What tells a number of each of several: 各.
    pub each: WordList,
    /// What tells of what came in, to which what was left from the year before is added: 受理.
    pub intake: WordList,
    /// Measures of people, of whom one may belong to several kinds: 人.
    pub people: WordList,
    /// A quantity in whose clause one of these stands is neither part nor total: 同比, 上年, 平均.
    pub asides: WordList,
    /// What shows before a part that a list names only some: 主要, 例如.
    pub partial: WordList,
    /// What shows behind a part that a list names only some: 等.
    pub and_so_on: WordList,
    /// Words that kinds may share at their ends and then exclude each other: 婚姻家庭纠纷 and 邻里纠纷.
    pub kinds: WordList,
    /// A result that cannot be more than what it is a result of: 调解成功, 采纳.
    pub results: WordList,
    /// Measures of what is not counted but measured, and rounded: 亩, 公里.
    pub measured: WordList,
    /// Kinds of which a thing may be several, so that they need not add up: 党员 and 女性.
    pub overlapping: WordList,
    /// What may stand before a kind without making it narrower: 依法 in 依法撤回, but not 涉农 in 涉农民事.
    pub plain: WordList,
    /// Kinds of one thing that together are all of it.
    pub partitions: Vec<Partition>,
    /// The words of all of those together, each with the bit of its partition.
    #[serde(skip)]
    kind_words: OnceLock<(WordList, Vec<u64>)>,
}

impl SumTerms {
    /// Of which partitions a label may name a kind, one bit for each; the 65th shares that of the first.
    pub(super) fn may_be_of(&self, label: &str) -> u64 {
        let (words, partitions) = self.kind_words.get_or_init(|| {
            let of = |(at, partition): (usize, &Partition)| {
                partition.words().map(|word| (word.clone(), 1 << (at % 64))).collect::<Vec<(Text, u64)>>()
            };
            let (words, partitions): (Vec<Text>, Vec<u64>) = self.partitions.iter().enumerate().flat_map(of).unzip();
            (WordList::from(words), partitions)
        });
        words.which_in(label).fold(0, |of, (word, _)| of | partitions[word])
    }
}

/// Two numbers and their total, clause by clause: 新收86件，上年结转9件，共办理95件.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// What the first number's words have one of; empty where any number may be added to.
    #[serde(default)]
    pub to: WordList,
    /// What begins the second one's words: 上年结转, 加上.
    pub more: WordList,
    /// What begins the words of their total: 共.
    pub total: WordList,
    /// What may follow that in the total's words: 办理, but not 审结.
    #[serde(default)]
    pub of: WordList,
    /// Whether some may have been lost in between, so that the total may well be less: 原有85名，新聘20名，总数达到100名.
    #[serde(default)]
    pub may_lose: bool,
}

/// Kinds of one thing: a list that names one of each is complete.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// Words of which one must stand beside the whole, if any are given: 法律援助.
    #[serde(default)]
    pub of: WordList,
    /// The kinds that a complete list has, each by all its words. A word of one character must be the whole label: 男.
    pub kinds: Vec<WordList>,
    /// Further kinds that may stand in the list: 失效.
    #[serde(default)]
    pub also: WordList,
    /// Whether what was left from the year before may be among the parts, so that they may be more than the whole: 办结 of 受理.
    #[serde(default)]
    pub carried: bool,
}

impl Partition {
    /// The words of all kinds.
    pub(super) fn words(&self) -> impl Iterator<Item = &Text> {
        self.kinds.iter().flat_map(|kind| kind.iter()).chain(self.also.iter())
    }
}
