//! Weighs a part of the report: is it starved, does it count anything, does it say what it must?

use serde::{Deserialize, Serialize};

use super::outline::Place;
use super::words::sentences;
use super::{Kind, On, Say};
use crate::document::{BlockId, BlockKind, Document};
use crate::span::{Read, Span};

/// `check: { balance: { of: shortcomings, when: [ { measure: characters, below: 120 } ] } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Balance {
    /// The part that is weighed, by its id in the outline; the whole report, if left out.
    #[serde(default)]
    pub of: Option<String>,
    /// Parts that are not weighed: next year's plan, when a report is asked for results.
    #[serde(default)]
    pub except: Vec<String>,
    /// Conditions that must all hold for a finding.
    pub when: Vec<Condition>,
    /// Conditions that, where all of them hold, make it right.
    #[serde(default)]
    pub unless: Vec<Condition>,
}

/// One measure against its limit.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// What is counted.
    pub measure: Measure,
    /// The words, for `measure: words`.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whether the words count in the names of headings below the part as well.
    #[serde(default)]
    pub headings: bool,
    /// Counted for so many characters; in all, if left out.
    #[serde(default)]
    pub per: Option<u32>,
    /// Holds for less than this.
    #[serde(default)]
    pub below: Option<f64>,
    /// Holds for this and more.
    #[serde(default)]
    pub from: Option<f64>,
}

/// What can be counted in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Characters, without space; headings left out.
    Characters,
    /// Counted facts: 412件, 3.5万人次, 98%; dates and numbers of documents are none.
    Figures,
    /// Occurrences of the condition's words.
    Words,
    /// Sentences and members of a list.
    Clauses,
    /// Sentences and members of a list that have one of the words.
    ClausesWith,
}

impl Kind for Balance {
    fn run(&self, on: &On, say: &mut Say) {
        let Some((at, blocks, names)) = self.weighed(on) else { return };
        let characters = blocks.iter().map(|id| count_characters(on.doc.words(on.doc.block(*id)))).sum::<usize>();
        if characters == 0 {
            return;
        }
        let count = |condition: &Condition| match condition.measure {
            Measure::Characters => characters,
            Measure::Figures => blocks.iter().map(|id| figures_in(on.doc, on.doc.block(*id).text)).sum(),
            Measure::Words => {
                let names = names.iter().filter(|_| condition.headings);
                blocks.iter().chain(names).map(|id| occurrences(on, on.doc.block(*id).text, &condition.words)).sum()
            }
            Measure::Clauses => clauses(on.doc, &blocks).count(),
            Measure::ClausesWith => {
                clauses(on.doc, &blocks).filter(|clause| occurrences(on, *clause, &condition.words) > 0).count()
            }
        };
        let holds = |condition: &Condition| {
            let count = count(condition) as f64;
            let value = condition.per.map_or(count, |per| count * f64::from(per) / characters as f64);
            condition.below.is_none_or(|limit| value < limit) && condition.from.is_none_or(|limit| value >= limit)
        };
        let excused = || !self.unless.is_empty() && self.unless.iter().all(holds);
        if self.when.iter().all(holds) && !excused() {
            let figures: usize = blocks.iter().map(|id| figures_in(on.doc, on.doc.block(*id).text)).sum();
            say.at(at).value("characters", characters.to_string()).value("figures", figures.to_string());
        }
    }

    fn faults(&self) -> Vec<(String, String)> {
        let fault = |at: &str, key: &str, sentence: &str| (format!("{at}.{key}"), sentence.to_owned());
        let mut faults = Vec::new();
        let numbered = |list: &'static str| move |(at, condition)| (format!("{list}[{at}]"), condition);
        let when = self.when.iter().enumerate().map(numbered("when"));
        for (at, condition) in when.chain(self.unless.iter().enumerate().map(numbered("unless"))) {
            let worded = matches!(condition.measure, Measure::Words | Measure::ClausesWith);
            if worded == condition.words.is_empty() {
                faults.push(fault(&at, "words", "words 与 clauses-with 须列出词语，其他计量不用词语"));
            }
            if condition.words.iter().any(String::is_empty) {
                faults.push(fault(&at, "words", "words 中不能有空词"));
            }
            if condition.below.is_none() && condition.from.is_none() {
                faults.push(fault(&at, "measure", "须写明 below（低于）或 from（达到）"));
            }
        }
        faults
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["characters", "figures"]
    }

    fn literals(&self) -> Vec<&str> {
        self.when.iter().chain(&self.unless).flat_map(|condition| &condition.words).map(String::as_str).collect()
    }
}

impl Balance {
    /// Where to point, the blocks of text that are weighed, and the headings among them.
    fn weighed(&self, on: &On) -> Option<(Span<Read>, Vec<BlockId>, Vec<BlockId>)> {
        let aligned = on.outline?;
        let place = |id: &str| aligned.outline.parts.iter().position(|part| part.id == id).map(|at| aligned.places[at]);
        let running = |id: BlockId| matches!(on.doc.block(id).kind, BlockKind::Paragraph | BlockKind::Lead) || listed(on.doc, id);
        let below = |heading: BlockId| on.doc.below(heading).map(|(id, _)| id).partition::<Vec<_>, _>(|id| running(*id));
        let Some(part) = &self.of else {
            let mut blocks: Vec<BlockId> = on.doc.iter().map(|(id, _)| id).filter(|id| running(*id)).collect();
            for part in &self.except {
                if let Some(Place::Section(heading)) = place(part) {
                    let last = on.doc.block(heading).last;
                    blocks.retain(|id| *id < heading || *id > last);
                }
            }
            return Some((on.doc.title().map(|title| title.span).or_else(|| on.doc.opening())?, blocks, Vec::new()));
        };
        let heading = match place(part)? {
            // A part that shares its heading with another cannot be weighed alone.
            Place::Section(heading) if aligned.places.iter().filter(|other| **other == Place::Section(heading)).count() == 1 => {
                heading
            }
            Place::Below(heading) => heading,
            _ => return None,
        };
        let (blocks, names) = below(heading);
        Some((on.doc.block(heading).span, blocks, names))
    }
}

/// Whether a heading is text rather than the name of what stands below it: a member of a list, 1.人员不足；
fn listed(doc: &Document, id: BlockId) -> bool {
    let block = doc.block(id);
    block.kind == BlockKind::Heading && (block.last == id || doc.words(block).ends_with(['。', '\u{FF1B}']))
}

/// How many counted facts a stretch has.
fn figures_in(doc: &Document, within: Span<Read>) -> usize {
    doc.facts.quantities_in(within).len()
}

fn count_characters(text: &str) -> usize {
    let begins = |byte: &u8| (*byte as i8) >= -0x40 && !byte.is_ascii_whitespace();
    let bytes = text.as_bytes();
    let wide = memchr::memchr_iter(0xE3, bytes).filter(|at| bytes[*at..].starts_with("\u{3000}".as_bytes())).count();
    // Counted in small numbers, many bytes at a time.
    let some = |bytes: &[u8]| usize::from(bytes.iter().map(|byte| u8::from(begins(byte))).sum::<u8>());
    bytes.chunks(usize::from(u8::MAX)).map(some).sum::<usize>() - wide
}

/// How often any of the words occurs in a stretch. They were found for all rules at once.
fn occurrences(on: &On, within: Span<Read>, words: &[String]) -> usize {
    let from = on.hits.partition_point(|hit| hit.end <= within.start);
    let inside = on.hits[from..].iter().take_while(|hit| hit.end <= within.end).filter(|hit| hit.start >= within.start);
    inside.filter(|hit| words.iter().any(|word| *word == on.doc.slice(**hit))).count()
}

/// The sentences and members of lists in some blocks.
fn clauses<'a>(doc: &'a Document, blocks: &'a [BlockId]) -> impl Iterator<Item = Span<Read>> + 'a {
    blocks.iter().flat_map(move |id| {
        let block = doc.block(*id);
        let mut start = block.text.start as usize;
        sentences(doc.words(block)).filter_map(move |clause| {
            let span = Span::new(start, start + clause.len());
            start = span.end as usize;
            (!clause.trim_end_matches(['。', '\u{FF1B}']).trim().is_empty()).then_some(span)
        })
    })
}
