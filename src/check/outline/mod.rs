//! Holds the mandated outline against the headings there are: every part that is missing, buried, out of order or
//! told under another year's number, with the neighbours it should have.

mod align;
mod glob;
mod inline;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

pub use align::{Aligned, Place};

use super::{Kind, On, Say};
use crate::document::{Block, BlockId, Document, number_words, year_in, years_in};
use crate::span::{Read, Span};

/// What a genre of report must contain. One file each in `rules/outlines/`, named as the genre.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outline {
    /// The genre's name in Chinese: 法治政府建设年度报告.
    pub title: String,
    /// Words of which a title of this genre has at least one. A text whose title has none is of another genre,
    /// unless its headings say otherwise; a text without a title is taken as of this one.
    pub recognise: Vec<String>,
    /// Titles of other genres that have such words as well, in the form of `headings`: …通知, …述法…报告.
    #[serde(default)]
    pub foreign: Vec<String>,
    /// Endings of titles of other genres, unless the title says 报告, 总结, 汇报 or 情况: …方案.
    #[serde(default)]
    pub foreign_kinds: Vec<String>,
    /// Words that headings begin with that name topics: 强化组织领导.
    #[serde(default)]
    pub slogans: Vec<String>,
    /// The parts in the order of the regulation.
    pub parts: Vec<Part>,
}

/// One mandated part.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// A key for rules: `shortcomings`.
    pub id: String,
    /// What the regulation calls it.
    pub name: String,
    /// What people call it, for messages: 存在的不足和原因.
    pub short: String,
    /// Whether a report without it breaks the regulation.
    #[serde(default = "yes")]
    pub required: bool,
    /// Which year its heading speaks of, as distance from the year reported on: 0, or 1 for next year's plan.
    #[serde(default)]
    pub year: i32,
    /// Headings that count as it. `…` stands for any words, 〔年〕 for the year reported on, 〔次年〕 for the year after.
    pub headings: Vec<String>,
    /// Headings that look like it and are not, in the same form.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What a heading below the first level must fit as well; those of `headings` are enough, if left out.
    #[serde(default)]
    pub below: Vec<String>,
    /// A first-level heading in the right form, to show.
    pub model: String,
    /// Whether no report of another genre has this part.
    #[serde(default)]
    pub telling: bool,
    /// First clauses of paragraphs that open it without a heading, in the same form.
    #[serde(default)]
    pub openings: Vec<String>,
    /// Words that touch on it in passing.
    #[serde(default)]
    pub mentions: Vec<String>,
    /// Whether first-level headings that fit no part are this part told by topics.
    #[serde(default)]
    pub topics: bool,
    /// What demands it.
    pub basis: String,
}

fn yes() -> bool {
    true
}

/// What can be wrong with the parts of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutlineFault {
    /// The part is not there, or only touched on in passing.
    Missing,
    /// The part stands below the first level, or in a paragraph without a heading.
    Buried,
    /// The part is told by topics: first-level headings stand for it that do not name it.
    Topics,
    /// The part was not recognised, but a heading stands where it would be.
    Unsure,
    /// One heading serves two parts.
    Merged,
    /// The part stands elsewhere than in the regulation's order.
    Moved,
    /// The heading of the part names another year than the report.
    Year,
    /// The headings agree on another year than the title's.
    TitleYear,
}

/// `check: { outline: { fault: missing, part: shortcomings } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlineCheck {
    /// What to report.
    pub fault: OutlineFault,
    /// The part it is about; any, if left out.
    #[serde(default)]
    pub part: Option<String>,
}

impl Kind for OutlineCheck {
    fn run(&self, on: &On, say: &mut Say) {
        let Some(aligned) = on.outline else { return };
        match self.fault {
            OutlineFault::Moved => return moved(on.doc, aligned, say),
            OutlineFault::TitleYear => return title_year(on.doc, aligned, say),
            _ => {}
        }
        for (at, part) in aligned.outline.parts.iter().enumerate() {
            if self.part.as_ref().is_some_and(|wanted| *wanted != part.id) {
                continue;
            }
            match self.fault {
                OutlineFault::Missing if part.required => missing(on.doc, aligned, at, say),
                OutlineFault::Buried if part.required => buried(on.doc, aligned, at, say),
                OutlineFault::Unsure => unsure(on.doc, aligned, at, say),
                OutlineFault::Topics => topics(on.doc, aligned, at, say),
                OutlineFault::Merged => merged(on.doc, aligned, at, say),
                OutlineFault::Year => year(on.doc, aligned, at, say),
                _ => {}
            }
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            OutlineFault::Missing => vec!["part", "place", "state", "model"],
            OutlineFault::Buried => vec!["part", "where", "model"],
            OutlineFault::Unsure => vec!["part", "heading", "model"],
            OutlineFault::Topics => vec!["part", "headings", "model"],
            OutlineFault::Merged => vec!["part", "other", "heading"],
            OutlineFault::Moved => vec!["part", "order"],
            OutlineFault::Year => vec!["part", "year", "expected", "report"],
            OutlineFault::TitleYear => vec!["year", "expected"],
        }
    }
}

/// The part is nowhere, or only in a sentence.
fn missing(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    let part = &aligned.outline.parts[at];
    let mention = match aligned.places[at] {
        Place::Nowhere => None,
        Place::Passing(span) => Some(span),
        _ => return,
    };
    let (before, after) = (aligned.neighbour(..at), aligned.neighbour(at + 1..));
    let anchor = before.or(after).or(aligned.sections.last().copied());
    let span = anchor.map_or_else(|| first_words(doc), |id| doc.block(id).span);
    let name = |id: BlockId| format!("“{}”", heading(doc, doc.block(id)));
    let place = match (before, after) {
        (Some(before), Some(after)) => format!("应在{}之后、{}之前", name(before), name(after)),
        (Some(before), None) => format!("应在{}之后", name(before)),
        (None, Some(after)) => format!("应在{}之前", name(after)),
        (None, None) => "应单列一个部分".to_owned(),
    };
    let said = say.at(span);
    said.value("part", &part.short).value("place", place);
    said.value("state", if mention.is_some() { "没有专门的标题，只在行文中提到" } else { "全文没有写到" });
    said.value("model", model(doc, aligned, at));
    if let Some(span) = mention {
        said.related(span, "文中提到的一处");
    }
}

/// The part is there, but a reader who looks at the first-level headings does not find it.
fn buried(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    let (span, place) = match aligned.places[at] {
        Place::Below(id) => {
            let block = doc.block(id);
            let above =
                block.parent.map_or_else(String::new, |parent| format!("，写在“{}”之下", heading(doc, doc.block(parent))));
            (block.span, format!("只是下一级标题{above}"))
        }
        Place::Inline(span) => (span, "标题夹在一行文字中间，没有另起一行".to_owned()),
        Place::Opening(span) => (span, "只是一段文字，没有自己的标题".to_owned()),
        _ => return,
    };
    say.at(span).value("part", &aligned.outline.parts[at].short).value("where", place).value("model", model(doc, aligned, at));
}

/// A heading was not recognised and stands where the part would be: it may be the part under another name.
fn unsure(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    if let Place::Unsure(id) = aligned.places[at] {
        let said = say.at(doc.block(id).span).value("part", &aligned.outline.parts[at].short);
        said.value("heading", heading(doc, doc.block(id))).value("model", model(doc, aligned, at));
    }
}

/// First-level headings name topics instead of the part.
fn topics(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    if let Place::Topics(first) = aligned.places[at] {
        let said = say.at(doc.block(first).span);
        said.value("part", &aligned.outline.parts[at].short).value("headings", list(doc, &aligned.topics(doc)));
        said.value("model", model(doc, aligned, at));
    }
}

/// The heading of this part is the heading of a later part as well.
fn merged(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    let Place::Section(id) = aligned.places[at] else { return };
    let parts = &aligned.outline.parts;
    for later in at + 1..parts.len() {
        if aligned.places[later] == Place::Section(id) {
            let said = say.at(doc.block(id).span);
            said.value("part", &parts[at].short)
                .value("other", &parts[later].short)
                .value("heading", heading(doc, doc.block(id)));
        }
    }
}

/// For each part under a heading of its own with a year: the part, the heading, and the years it names.
fn dated(doc: &Document, aligned: &Aligned) -> Vec<(usize, BlockId, Vec<i32>)> {
    let own = |at: usize| match aligned.places[at] {
        Place::Section(id) if aligned.places.iter().filter(|place| **place == Place::Section(id)).count() == 1 => Some(id),
        _ => None,
    };
    let years = |id: BlockId| years_in(doc.words(doc.block(id))).collect::<Vec<_>>();
    (0..aligned.places.len())
        .filter_map(|at| own(at).map(|id| (at, id, years(id))))
        .filter(|(.., years)| !years.is_empty())
        .collect()
}

/// The year that all dated headings agree on, if there are two at least and it is not the title's: then it is the title
/// that was not brought up to date. A year that the user gave stands.
fn outvoted(doc: &Document, aligned: &Aligned) -> Option<i32> {
    doc.title().and_then(|title| year_in(doc.words(title))).filter(|year| Some(*year) == doc.year)?;
    let dated = dated(doc, aligned);
    let base =
        |(at, _, years): &(usize, BlockId, Vec<i32>)| (years.len() == 1).then(|| years[0] - aligned.outline.parts[*at].year);
    let year = base(dated.first()?)?;
    (dated.len() > 1 && Some(year) != doc.year && dated.iter().all(|heading| base(heading) == Some(year))).then_some(year)
}

/// The heading speaks of another year than the report does. It may name more years than its own:
/// 2023年督察反馈问题整改和2024年工作情况.
fn year(doc: &Document, aligned: &Aligned, at: usize, say: &mut Say) {
    let Some(report) = doc.year.filter(|_| outvoted(doc, aligned).is_none()) else { return };
    let part = &aligned.outline.parts[at];
    let expected = report + part.year;
    for (_, id, years) in dated(doc, aligned).iter().filter(|(part, ..)| *part == at) {
        if years.contains(&expected) {
            continue;
        }
        let said = say.at(doc.block(*id).span);
        said.value("part", &part.short).value("year", years[0].to_string());
        said.value("expected", expected.to_string()).value("report", report.to_string());
        if let Some(title) = doc.title() {
            said.related(title.span, "标题中的年份");
        }
    }
}

/// The title kept last year's number.
fn title_year(doc: &Document, aligned: &Aligned, say: &mut Say) {
    let (Some(expected), Some(title)) = (outvoted(doc, aligned), doc.title()) else { return };
    let Some(found) = year_in(doc.words(title)) else { return };
    let said = say.at(title.span).value("year", found.to_string()).value("expected", expected.to_string());
    for (_, id, _) in dated(doc, aligned) {
        said.related(doc.block(id).span, "这一部分的年份");
    }
}

/// The parts that stand in another order than the regulation's: the fewest that would have to move.
fn moved(doc: &Document, aligned: &Aligned, say: &mut Say) {
    let parts = &aligned.outline.parts;
    let sections = aligned.places.iter().enumerate().filter_map(|(at, place)| match place {
        Place::Section(id) => Some((*id, at)),
        _ => None,
    });
    let mut actual: Vec<(BlockId, usize)> = sections.collect();
    let expected: Vec<usize> = actual.iter().map(|(_, at)| *at).collect();
    actual.sort_unstable();
    let found: Vec<usize> = actual.iter().map(|(_, at)| *at).collect();
    let order = parts.iter().filter(|part| part.required).map(|part| &*part.short).collect::<Vec<_>>().join("、");
    for op in capture_diff_slices(Algorithm::Myers, &expected, &found) {
        let (DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. }) = op else { continue };
        for (id, at) in &actual[new_index..new_index + new_len] {
            say.at(doc.block(*id).span).value("part", &parts[*at].short).value("order", &order);
        }
    }
}

/// A heading as it reads, its number included, cut where it is long.
fn heading(doc: &Document, block: &Block) -> String {
    const LONG: usize = 24;
    let words = doc.slice(block.span).trim_end_matches(['。', '\u{FF1A}']);
    match words.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}……", &words[..end]),
        None => words.to_owned(),
    }
}

/// Some headings in one line.
fn list(doc: &Document, sections: &[BlockId]) -> String {
    const SHOWN: usize = 4;
    let shown = sections.iter().take(SHOWN).map(|id| heading(doc, doc.block(*id))).collect::<Vec<_>>().join("；");
    if sections.len() > SHOWN { format!("{shown}；等{}节", sections.len()) } else { shown }
}

/// How the heading of a part could read in this report: 二、2024年推进法治政府建设存在的不足和原因
fn model(doc: &Document, aligned: &Aligned, at: usize) -> String {
    let part = &aligned.outline.parts[at];
    let year = |distance: i32| doc.year.map_or_else(String::new, |year| format!("{}年", year + distance));
    let words = part.model.replace("〔年〕年", &year(0)).replace("〔次年〕年", &year(1));
    format!("{}、{words}", number_words(at as u32 + 1))
}

/// Where to point when there is no heading: the beginning of the first block of text.
fn first_words(doc: &Document) -> Span<Read> {
    doc.opening().unwrap_or_else(|| Span::new(0, 0))
}
