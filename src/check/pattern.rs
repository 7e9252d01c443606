//! The escape hatch: one regular expression over chosen blocks.

use std::sync::OnceLock;

use regex_lite::{Captures, Regex};
use serde::{Deserialize, Serialize};

use super::words::WordList;
use super::{Kind, On, Say};
use crate::document::{Block, BlockKind, Document};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// `check: { pattern: { regex: …, literals: […] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The expression, for the reading: full-width marks, simplified characters. Its named groups become placeholders,
    /// `{match}` is all of the match. What a group named `at` takes is what the finding points at.
    pub regex: String,
    /// The expression is tried only on sentences that hold one of these. May be left out where `blocks` names only lines that are few and short.
    #[serde(default)]
    pub literals: Vec<String>,
    /// Where to look: in running text and headings, if left out.
    #[serde(default)]
    pub blocks: Vec<BlockKind>,
    /// Only above the first heading, or only below the last one; everywhere, if left out.
    #[serde(default, rename = "where")]
    pub place: Option<Ends>,
    /// An expression that, where it is found in the same sentence, makes it right.
    #[serde(default)]
    pub unless: Option<String>,
    /// Whether what stands inside “” or 《》 is left alone: 《XX局办案指引》.
    #[serde(default)]
    pub unquoted: bool,
    /// What the place is replaced by; `$name` stands for a group.
    #[serde(default)]
    pub replace: Option<String>,
    /// How far the replacement may be trusted.
    #[serde(default = "offered")]
    pub safety: Safety,
    /// The compiled forms, made at the first use.
    #[serde(skip)]
    #[schemars(skip)]
    compiled: OnceLock<(Regex, Option<Unless>)>,
}

/// What makes a sentence right.
#[derive(Debug, Clone)]
enum Unless {
    /// One of these words: (报告|总结). They are looked for at once, and an expression tries them in turn at every character.
    Words(WordList),
    Expression(Regex),
}

impl Unless {
    fn new(source: &str) -> Unless {
        let inner = source.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(source);
        let words: Vec<String> = inner.split('|').map(str::to_owned).collect();
        if words.iter().all(|word| !word.is_empty() && word.chars().all(|sign| sign.is_alphabetic() && !sign.is_ascii())) {
            return Unless::Words(words.into());
        }
        Unless::Expression(Regex::new(source).expect("rules are checked when they are loaded"))
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Unless::Words(words) => words.any_in(text),
            Unless::Expression(regex) => regex.is_match(text),
        }
    }
}

/// An end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// Above the first heading.
    Start,
    /// Below the last heading.
    End,
}

fn offered() -> Safety {
    Safety::Offered
}

/// Blocks that are few and short enough to try an expression on each.
const SMALL: [BlockKind; 7] = [
    BlockKind::Title,
    BlockKind::Addressee,
    BlockKind::Signature,
    BlockKind::Date,
    BlockKind::Reference,
    BlockKind::Caption,
    BlockKind::Chrome,
];

/// Blocks that begin in this stretch are looked at.
struct Within {
    first: u32,
    last: u32,
    title: Option<Span<Read>>,
}

impl Kind for Pattern {
    fn run(&self, on: &On, say: &mut Say) {
        let within = self.within(on.doc);
        let reads = |block: &&Block| self.reads(block, &within);
        if !self.literals.is_empty() {
            let mut done = 0;
            for hit in on.hits.iter() {
                if hit.start < done {
                    continue;
                }
                let Some(block) = on.doc.block_at(hit.start).filter(reads) else { continue };
                let sentence = sentence(on.doc, block, *hit);
                done = sentence.end;
                self.look(on.doc, sentence, say);
            }
        } else {
            on.doc.blocks.iter().filter(reads).for_each(|block| self.look(on.doc, block.text, say));
        }
    }

    fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        for (key, source) in [("regex", Some(&self.regex)), ("unless", self.unless.as_ref())] {
            match source.map(|source| Regex::new(source)) {
                Some(Err(error)) => faults.push((key.to_owned(), format!("正则表达式有误：{error}"))),
                Some(Ok(regex)) if regex.is_match("") => {
                    faults.push((key.to_owned(), "正则表达式能匹配空文本，处处都会命中".to_owned()))
                }
                _ => {}
            }
        }
        if self.literals.is_empty() && (self.blocks.is_empty() || self.blocks.iter().any(|kind| !SMALL.contains(kind))) {
            faults.push((
                "literals".to_owned(),
                "在正文中查找时须列出 literals：句中至少要有其中一个词，才会尝试正则表达式".to_owned(),
            ));
        }
        if self.literals.iter().any(String::is_empty) {
            faults.push(("literals".to_owned(), "literals 中不能有空词".to_owned()));
        }
        faults
    }

    fn placeholders(&self) -> Vec<&str> {
        // The names of groups, read from the source so that they can be borrowed: (?P<name>…) and (?<name>…).
        let groups =
            self.regex.split("(?").skip(1).filter_map(|rest| rest.trim_start_matches('P').strip_prefix('<')?.split_once('>'));
        std::iter::once("match").chain(groups.map(|(name, _)| name)).collect()
    }

    fn literals(&self) -> Vec<&str> {
        self.literals.iter().map(String::as_str).collect()
    }
}

impl Pattern {
    /// Where to look, and which of several lines that look like a title is the report's.
    fn within(&self, doc: &Document) -> Within {
        let title = self.blocks.is_empty() || self.blocks.contains(&BlockKind::Title);
        let mut headings = doc.blocks.iter().filter(|block| block.kind == BlockKind::Heading).map(|block| block.span.start);
        let (first, last) = match self.place {
            None => (0, u32::MAX),
            Some(Ends::Start) => (0, headings.next().unwrap_or(0)),
            Some(Ends::End) => (headings.next_back().map_or(u32::MAX, |start| start + 1), u32::MAX),
        };
        Within { first, last, title: title.then(|| doc.title()).flatten().map(|title| title.span) }
    }

    fn reads(&self, block: &Block, within: &Within) -> bool {
        const TEXT: [BlockKind; 4] = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Lead, BlockKind::Title];
        let kinds = if self.blocks.is_empty() { &TEXT[..] } else { &self.blocks };
        kinds.contains(&block.kind)
            && (within.first..within.last).contains(&block.span.start)
            && (block.kind != BlockKind::Title || within.title == Some(block.span))
    }

    /// Every match in one stretch of text.
    fn look(&self, doc: &Document, within: Span<Read>, say: &mut Say) {
        let text = doc.slice(within);
        let (regex, unless) = self.compiled.get_or_init(|| {
            let regex = Regex::new(&self.regex).expect("rules are checked when they are loaded");
            (regex, self.unless.as_deref().map(Unless::new))
        });
        if unless.as_ref().is_some_and(|unless| unless.is_in(text)) {
            return;
        }
        for found in regex.captures_iter(text) {
            if self.unquoted && quoted(text, found.get(0).map_or(0, |all| all.start())) {
                continue;
            }
            self.tell(doc, regex, &found, within.start as usize, say);
        }
    }

    fn tell(&self, doc: &Document, regex: &Regex, found: &Captures, base: usize, say: &mut Say) {
        let Some(at) = found.name("at").or(found.get(0)) else { return };
        let span = Span::new(base + at.start(), base + at.end());
        let said = say.at(span);
        said.value("match", &found[0]);
        for name in regex.capture_names().flatten() {
            let value = found.name(name).map_or("", |group| group.as_str());
            said.values.push((name.to_owned().into(), value.to_owned()));
        }
        if let Some(template) = &self.replace {
            let mut text = String::new();
            found.expand(template, &mut text);
            let title = if text.is_empty() { "删去".to_owned() } else { format!("改为“{text}”") };
            let span = if text.is_empty() { whole_line(doc, span) } else { span };
            said.fix(title, span, text, self.safety);
        }
    }
}

/// The sentence of a block that a place lies in.
fn sentence(doc: &Document, block: &Block, at: Span<Read>) -> Span<Read> {
    let (from, to) = (block.text.start.min(at.start) as usize, block.text.end.max(at.end) as usize);
    let text = doc.text();
    let start = text[from..at.start as usize].rfind('。').map_or(from, |stop| from + stop + '。'.len_utf8());
    let end = text[at.end as usize..to].find('。').map_or(to, |stop| at.end as usize + stop + '。'.len_utf8());
    Span::new(start, end)
}

/// The line with its end, if a place is all of it: what is deleted leaves no empty line behind.
fn whole_line(doc: &Document, place: Span<Read>) -> Span<Read> {
    let (before, after) = (&doc.text()[..place.start as usize], &doc.text()[place.end as usize..]);
    let ends = |sign| matches!(sign, '\n' | '\r');
    let gap = |sign: char| sign.is_whitespace() && !ends(sign);
    let (before, behind) = (before.trim_end_matches(gap), after.trim_start_matches(gap));
    if !before.is_empty() && !before.ends_with(ends) || !behind.is_empty() && !behind.starts_with(ends) {
        return place;
    }
    let (start, rest) = (before.len(), after.len() - behind.len());
    let end = ["\r\n", "\n", "\r"].iter().find(|end| after[rest..].starts_with(**end)).map_or(0, |end| end.len());
    Span::new(start, place.end as usize + rest + end)
}

/// Whether a quotation or the name of a document is open at a place.
fn quoted(text: &str, at: usize) -> bool {
    /// None is longer, in bytes.
    const LONGEST: usize = 900;
    let from = (at.saturating_sub(LONGEST)..at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    let open = |(start, end): (char, char)| text[from..at].rfind(start) > text[from..at].rfind(end);
    [('“', '”'), ('《', '》')].into_iter().any(open)
}
