//! Passages told twice: a sentence word for word, the same figures in nearly the same words, or a clause in other surroundings.

mod clause;

use std::collections::HashSet;

use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};

use super::outline::Place;
use super::words::{WordList, sentences};
use super::{Kind, On, Say};
use crate::document::{BlockId, BlockKind, Document};
use crate::span::{Read, Span};

/// `check: { repetition: { of: figures } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repetition {
    /// What is told twice.
    pub of: Repeated,
    /// Words that a clause may have before its matter in one place and lack in another: 进一步, 把.
    #[serde(default)]
    pub leads: WordList,
    /// Words of clauses that may be said wherever it matters: 精神, 根据.
    #[serde(default)]
    pub unless: WordList,
}

/// What can be told twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Repeated {
    /// A sentence, word for word.
    Sentence,
    /// Two figures in a row, with much the same words around them.
    Figures,
    /// A clause, with other words around it.
    Clause,
}

/// A sentence or member of a list, whether it speaks of next year, and whether it stands in the lead.
struct Passage {
    span: Span<Read>,
    planned: bool,
    /// The lead sums up what the sections tell.
    lead: bool,
}

/// Shorter sentences may well be the same twice, in characters.
const LONG: usize = 30;

/// Figures below this are too common to tell one fact from another: 1件, 3次.
const TELLING: u64 = 10;

/// Two passages say the same when so large a share of the shorter one's pairs of characters stands in the other.
const ALIKE: f64 = 0.45;

/// A passage is laid against so many others with the same figures.
const TRIES: usize = 8;

impl Kind for Repetition {
    fn run(&self, on: &On, say: &mut Say) {
        match self.of {
            Repeated::Sentence => word_for_word(on.doc, &passages(on), say),
            Repeated::Figures => figures(on.doc, &passages(on), say),
            Repeated::Clause => clause::clauses(on, self, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["what"]
    }
}

/// The section that tells what is planned, by its first and last block.
fn plan(on: &On) -> Option<(BlockId, BlockId)> {
    let aligned = on.outline?;
    let at = aligned.outline.parts.iter().position(|part| part.year > 0)?;
    if let Place::Section(heading) = aligned.places[at] { Some((heading, on.doc.block(heading).last)) } else { None }
}

/// The sentences of running text. What a report did and what it plans may be said in the same words.
fn passages(on: &On) -> Vec<Passage> {
    let plan = plan(on);
    let mut passages = Vec::new();
    for (id, block) in
        on.doc.iter().filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading))
    {
        let planned = plan.is_some_and(|(first, last)| first < id && id <= last);
        let mut start = block.text.start as usize;
        for sentence in sentences(on.doc.words(block)) {
            passages.push(Passage {
                span: Span::new(start, start + sentence.len()),
                planned,
                lead: block.kind == BlockKind::Lead,
            });
            start += sentence.len();
        }
    }
    passages
}

/// What a sentence is known by: how it begins, and how long it is. Eight bytes at a time, for a byte at a time costs more than all the
/// rest; the few behind the last eight may differ.
fn key(words: &str) -> u64 {
    let beginning = words.char_indices().nth(LONG / 2).map_or(words, |(end, _)| &words[..end]);
    let (eights, _) = beginning.as_bytes().as_chunks::<8>();
    let mix = |mix: u64, eight: &[u8; 8]| (mix.rotate_left(5) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x517C_C1B7_2722_0A95);
    eights.iter().fold(words.len() as u64, mix)
}

fn word_for_word(doc: &Document, passages: &[Passage], say: &mut Say) {
    // Only keys and places: a large text has hundreds of thousands of sentences.
    let mut seen: FnvHashMap<u64, u32> = FnvHashMap::default();
    for (at, passage) in passages.iter().enumerate() {
        let words = doc.slice(passage.span).trim().trim_end_matches(['。', '\u{FF1B}']);
        // Bytes first: they tell of most sentences whether they are long.
        if words.len() < LONG || words.len() < LONG * char::MAX.len_utf8() && words.chars().count() < LONG {
            continue;
        }
        let key = key(words);
        match seen.get(&key).map(|before| &passages[*before as usize]) {
            Some(before) if before.planned == passage.planned && doc.slice(before.span).trim().starts_with(words) => {
                tell(doc, passage.span, before.span, words, say);
            }
            _ => {
                seen.insert(key, at as u32);
            }
        }
    }
}

fn figures(doc: &Document, passages: &[Passage], say: &mut Say) {
    let mut seen: FnvHashMap<(&str, &str), &Passage> = FnvHashMap::default();
    // 全县12个乡镇、286个村: a noun behind the number says how large something is, and may be told as often as it matters.
    let events = doc.facts.quantities.iter().filter(|quantity| doc.slice(quantity.tail).trim().is_empty());
    let mut facts = events.map(|quantity| quantity.number()).peekable();
    for passage in passages.iter().filter(|passage| !passage.lead) {
        while facts.next_if(|fact| fact.start < passage.span.start).is_some() {}
        let mut tries = TRIES;
        let mut last = None;
        while let Some(fact) = facts.next_if(|fact| fact.end <= passage.span.end) {
            let Some(fact) = telling(doc, fact) else { continue };
            if let Some(before) = last.replace(fact) {
                match seen.get(&(before, fact)) {
                    Some(first) if tries > 0 && first.planned == passage.planned && first.span != passage.span => {
                        tries -= 1;
                        if alike(doc, first, passage) {
                            tell(doc, passage.span, first.span, &format!("{before}、{fact}"), say);
                            tries = 0;
                        }
                    }
                    Some(_) => {}
                    None => {
                        seen.insert((before, fact), passage);
                    }
                }
            }
        }
    }
}

/// A figure with its measure word, if it is large enough to tell a fact: 133件.
fn telling<'d>(doc: &'d Document, figure: Span<Read>) -> Option<&'d str> {
    let value: u64 = doc.slice(figure).split(['.', ',', '%']).next()?.parse().ok()?;
    let rest = &doc.text()[figure.end as usize..];
    let measure = rest.chars().next().filter(|sign| sign.is_alphabetic()).map_or(0, char::len_utf8);
    (value >= TELLING).then(|| &doc.text()[figure.start as usize..figure.end as usize + measure])
}

/// Whether two passages share most of their pairs of characters.
fn alike(doc: &Document, a: &Passage, b: &Passage) -> bool {
    let pairs = |passage: &Passage| {
        let signs: Vec<char> = doc.slice(passage.span).chars().filter(|sign| sign.is_alphabetic()).collect();
        signs.windows(2).map(|pair| (pair[0], pair[1])).collect::<HashSet<_>>()
    };
    if doc.slice(a.span) == doc.slice(b.span) {
        return true;
    }
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.intersection(&b).count();
    shared as f64 >= ALIKE * a.len().min(b.len()).max(1) as f64
}

/// Says that a passage tells again what stands in an earlier one.
fn tell(doc: &Document, passage: Span<Read>, before: Span<Read>, what: &str, say: &mut Say) {
    const SHOWN: usize = 20;
    let cut = what.char_indices().nth(SHOWN).map_or(what.to_owned(), |(end, _)| format!("{}……", &what[..end]));
    let trimmed = |span: Span<Read>| {
        let words = doc.slice(span);
        let start = span.start as usize + words.len() - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    };
    say.at(trimmed(passage)).value("what", cut).related(trimmed(before), "前面已经写过");
}
