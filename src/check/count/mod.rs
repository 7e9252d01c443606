//! Announced numbers of things against the things listed: 五大程序, “六进”（…）, 以下三个方面：一是….
//!
//! A number is compared only with a list that touches it, or with the points that follow it. Where it is not clear how
//! many members a list has, every count that can be read is tried, and only a number outside all of them is off.

mod after;
mod announced;
mod before;
mod clause;
mod list;
mod points;

use serde::{Deserialize, Serialize};

use super::claim::{self, Claim, Terms, Verdict};
use super::{Kind, On, Say};
use crate::document::{BlockKind, Document};
use crate::span::{Read, Span};
use announced::Announced;

/// `check: { count: { fault: listed-after } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// What to report.
    pub fault: CountFault,
}

/// Where the things stand that are more or fewer than announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CountFault {
    /// After the number, in brackets or after a colon: “六进”（进网格、…）
    ListedAfter,
    /// Before it: 公众参与、专家论证、风险评估三大程序
    ListedBefore,
    /// After it, as numbered points or headings: 以下三个方面：一是…
    Points,
}

impl Kind for Count {
    fn run(&self, on: &On, say: &mut Say) {
        claim::tell(on.claims.counts(on.doc, on.terms), self.fault, say);
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["what", "announced", "listed", "members"]
    }
}

/// Every claim of the document of this kind, in order.
pub(super) fn claims(doc: &Document, terms: &Terms) -> Vec<Claim<CountFault>> {
    let mut claims = Vec::new();
    for (id, block) in doc.iter() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading) {
            continue;
        }
        for announced in announced::in_block(doc.text(), id, block) {
            claims.extend(claim(doc, &announced, terms));
        }
    }
    claims
}

/// The claim that an announced number makes. A list on either side that fits is the one that was meant, and the others need not be read.
fn claim(doc: &Document, announced: &Announced, terms: &Terms) -> Option<Claim<CountFault>> {
    let ways: [&dyn Fn() -> Option<Claim<CountFault>>; 3] =
        [&|| after::claim(doc, announced), &|| before::claim(doc, announced, terms), &|| points::claim(doc, announced)];
    let mut best: Option<Claim<CountFault>> = None;
    for claim in ways.into_iter().filter_map(|way| way()) {
        match (claim.verdict, best.as_ref().map(|best| best.verdict)) {
            (Verdict::Held, _) => return Some(claim),
            (_, None) | (Verdict::Off(_), Some(Verdict::Left(_))) => best = Some(claim),
            _ => {}
        }
    }
    best
}

/// What was found at one place of the text that an announced number is about.
struct Found {
    /// From the first member to the last.
    at: Span<Read>,
    /// The least and the most members that can be read there.
    counts: (u32, u32),
    /// The members, for a person to count after.
    members: String,
}

/// Whether a difference is one that a slip makes: an item more or less, two in a long list. A list that misses by more was
/// not the list of what is counted.
fn is_slip(announced: u32, (least, most): (u32, u32)) -> bool {
    let off = least.saturating_sub(announced).max(announced.saturating_sub(most));
    off == 1 || off == 2 && announced > 5
}

/// How often the words of a slogan stand in each member of its list: “五看五比”（看甲比乙、…） has five members and ten of them.
fn told(announced: &Announced, text: &str, members: &[&str]) -> Vec<usize> {
    let words = || announced.words.iter().map(|word| &text[word.range()]);
    members.iter().map(|member| words().map(|word| member.matches(word).count()).sum()).collect()
}

/// Whether each member is one of those the slogan counts: it has its word, and of several words one.
fn is_told(announced: &Announced, told: &[usize]) -> bool {
    told.iter().all(|times| *times == 1 || *times > 1 && announced.words.len() == 1)
}

/// Words of a list are shown up to here.
const SHOWN: usize = 60;

impl Found {
    fn claim(self, doc: &Document, announced: &Announced, verdict: Verdict<CountFault>) -> Claim<CountFault> {
        let (least, most) = self.counts;
        let number = if least == most { least.to_string() } else { format!("{least}至{most}") };
        let unit = if verdict == Verdict::Off(CountFault::Points) { "点" } else { "项" };
        let listed = if most < announced.value { format!("只列出{number}{unit}") } else { format!("列出了{number}{unit}") };
        let mut members: String = self.members.chars().take(SHOWN).collect();
        if members.len() < self.members.len() {
            members.push('…');
        }
        let what = doc.slice(announced.span);
        Claim {
            at: announced.span,
            worked: format!("{what}：{listed}"),
            evidence: vec![(self.at, format!("这里{listed}").into())],
            verdict,
            values: vec![
                ("what", what.to_owned()),
                ("announced", announced.value.to_string()),
                ("listed", listed),
                ("members", members),
            ],
            fixes: Vec::new(),
        }
    }
}
