//! A slogan that stands in quotation marks here and bare there: 拥护“两个确立”、做到两个维护.

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};
use crate::document::{Block, BlockKind};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { quotation: { sets: [[两个确立, 两个维护]] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotation {
    /// Slogans by sets: where one of a set is quoted, all of it are to be.
    pub sets: Vec<Vec<String>>,
    /// Whether what the text itself quotes counts too, if it is called by a number: “三项制度”, “五个一”.
    #[serde(default)]
    pub numbered: bool,
    /// Slogans that another rule watches over.
    #[serde(default)]
    pub except: Vec<String>,
    /// Words that make a longer name of a slogan called by a number, which is written bare: 三项制度改革.
    #[serde(default)]
    pub longer: Vec<String>,
}

/// Numbers that slogans begin with. 一 begins too many common words, 十 and 百 count things.
const NUMBERS: [&str; 10] = ["两", "二", "三", "四", "五", "六", "七", "八", "九", "双"];
/// What follows a number that is only a number, or part of the name of a place: 三年行动, 五大工程, 六盘山.
const COUNTED: &str = "年月日季大位部省市县区镇乡体山星里城台盘亿万千百十路级类号届次批期层件常";
/// No slogan called by a number is shorter or longer, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;
/// No quotation that a slogan stands in is longer, in bytes: after more the closing mark was lost.
const QUOTATION: usize = 600;

/// A slogan without marks, and the set it is of: the slogan itself, if it is of none.
struct Bare<'d> {
    at: Span<Read>,
    set: Set<'d>,
}

/// What is to be quoted alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Set<'d> {
    Listed(usize),
    Alone(&'d str),
}

impl Kind for Quotation {
    fn run(&self, on: &On, say: &mut Say) {
        let mut quoted: FnvHashMap<Set, Span<Read>> = FnvHashMap::default();
        let mut outside = Vec::new();
        self.each(on, |block, hit, open| match open {
            true => {
                let found = self.quoted(on, block, hit);
                found.into_iter().for_each(|(set, at)| _ = quoted.entry(set).or_insert(at));
            }
            false => outside.push((block, hit)),
        });
        if quoted.is_empty() {
            return;
        }
        // Of slogans called by a number only those that are quoted somewhere matter, and a page is full of 三 and 两.
        let alone = |block: &Block, hit: Span<Read>| {
            let rest = &on.doc.text()[hit.start as usize..block.span.end as usize];
            quoted.keys().any(|set| matches!(set, Set::Alone(word) if rest.starts_with(word)))
        };
        let listed = self.sets.iter().flatten().any(|word| NUMBERS.contains(&word.as_str()));
        outside.retain(|(block, hit)| listed || !NUMBERS.contains(&on.doc.slice(*hit)) || alone(block, *hit));
        let bare: Vec<Bare> = outside.into_iter().flat_map(|(block, hit)| self.bare(on, block, hit)).collect();
        // 双随机 inside 双随机、一公开 is found twice, the shorter first.
        let mut told: Option<Span<Read>> = None;
        for Bare { at, set } in bare.into_iter().rev() {
            let Some(other) = quoted.get(&set).filter(|_| told.is_none_or(|told| !told.overlaps(&at))) else { continue };
            told = Some(at);
            let word = on.doc.slice(at);
            let said = say.at(at);
            said.value("word", word).value("other", on.doc.slice(*other)).related(*other, "这里加了引号");
            said.fix(format!("改为“{word}”"), at, format!("“{word}”"), Safety::Offered);
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["word", "other"]
    }

    fn literals(&self) -> Vec<&str> {
        let words = self.sets.iter().flatten().map(String::as_str);
        let numbers = NUMBERS.into_iter().filter(|_| self.numbered);
        ["“", "”", "《", "》", "\""].into_iter().chain(words).chain(numbers).collect()
    }
}

impl Quotation {
    /// Goes through the hits in running text: with `true` what a quotation begins at, with `false` slogans and numbers outside of any.
    fn each<'d>(&self, on: &On<'d>, mut tell: impl FnMut(&'d Block, Span<Read>, bool)) {
        let mut blocks = on.doc.blocks.iter().peekable();
        // Where a quotation or title began that has not ended yet.
        let mut open: Option<u32> = None;
        for hit in on.hits {
            while blocks.next_if(|block| block.span.end < hit.end).is_some() {
                open = None;
            }
            let Some(&block) = blocks.peek().filter(|block| block.text.start <= hit.start && is_running(block)) else { continue };
            let shut = open.is_none_or(|start| (hit.start - start) as usize > QUOTATION);
            match on.doc.slice(*hit) {
                "“" => {
                    tell(block, *hit, true);
                    open = Some(hit.start);
                }
                "《" => open = Some(hit.start),
                "\"" if shut => open = Some(hit.start),
                "”" | "》" | "\"" => open = None,
                _ if shut => tell(block, *hit, false),
                _ => {}
            }
        }
    }

    /// The slogan that a quotation is, if it is one.
    fn quoted<'d>(&self, on: &On<'d>, block: &Block, mark: Span<Read>) -> Option<(Set<'d>, Span<Read>)> {
        let rest = &on.doc.text()[mark.end as usize..(block.span.end.max(mark.end)) as usize];
        let (end, _) = rest.char_indices().take(2 * LENGTHS.end()).find(|(_, sign)| *sign == '”')?;
        let at = Span::new(mark.end as usize, mark.end as usize + end);
        let word = &rest[..end];
        let listed = self.sets.iter().position(|set| set.iter().any(|one| one == word));
        let set = match listed {
            Some(listed) => Set::Listed(listed),
            None if self.numbered && is_numbered(word) && !self.except.iter().any(|one| one == word) => Set::Alone(word),
            None => return None,
        };
        Some((set, at))
    }

    /// The slogans that may begin at a hit which stands in no quotation; a number begins one of each length.
    fn bare<'d>(&self, on: &On<'d>, block: &Block, hit: Span<Read>) -> Vec<Bare<'d>> {
        let text = on.doc.text();
        let before = text[block.text.start as usize..hit.start as usize].chars().next_back();
        let rest = &text[hit.start as usize..block.span.end as usize];
        // 第三项, 十三项, “…”三项计划: a number of something; at the beginning of a line a word is explained.
        let counts = |sign: char| {
            sign.is_ascii_digit() || "第十百千万几”》".contains(sign) || NUMBERS.iter().any(|one| one.starts_with(sign))
        };
        if before.is_none_or(|sign| counts(sign) || ['.', '．', ']', '］', '〕'].contains(&sign)) {
            return Vec::new();
        }
        let word = on.doc.slice(hit);
        if word.chars().count() == 1 && rest.chars().nth(1).is_none_or(|second| COUNTED.contains(second)) {
            return Vec::new();
        }
        if let Some(listed) = self.sets.iter().position(|set| set.iter().any(|one| one == word)) {
            return vec![Bare { at: hit, set: Set::Listed(listed) }];
        }
        let ends = rest.char_indices().map(|(end, _)| end).chain([rest.len()]);
        let ends = ends.take(LENGTHS.end() + 1).skip(*LENGTHS.start());
        let words = ends.map(|end| &rest[..end]).take_while(|word| is_numbered(word));
        let words = words.filter(|word| !self.longer.iter().any(|longer| rest[word.len()..].starts_with(longer.as_str())));
        let start = hit.start as usize;
        words.map(|word| Bare { at: Span::new(start, start + word.len()), set: Set::Alone(word) }).collect()
    }
}

fn is_running(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead)
}

/// Whether words are a number and what it is of, as slogans are called: 三项制度, not 三年行动.
fn is_numbered(word: &str) -> bool {
    let mut signs = word.chars();
    let numbered = signs.next().is_some_and(|first| NUMBERS.iter().any(|one| one.starts_with(first)));
    let second = signs.clone().next();
    numbered
        && LENGTHS.contains(&word.chars().count())
        && second.is_some_and(|second| !COUNTED.contains(second))
        && signs.all(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign))
}
