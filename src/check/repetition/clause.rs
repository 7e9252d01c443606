//! Clauses told twice: the same clause in two places, or one that takes up in a sentence what the one before it began with.

use fnv::FnvHashMap;

use super::{Repetition, plan, tell};
use crate::check::{On, Say};
use crate::document::{Block, BlockKind, Document};
use crate::span::{Read, Span};

/// The beginning of a clause that tells its matter from others, in bytes: twelve characters. Shorter clauses are set phrases.
const HEAD: usize = 36;
/// The end of a clause by which it is looked up, in bytes.
const TAIL: usize = 12;

/// A clause: where, the words before its matter, and its matter.
#[derive(Debug, Clone, Copy)]
struct Clause<'d> {
    at: Span<Read>,
    lead: &'d str,
    matter: &'d str,
    sentence: Span<Read>,
}

/// What of a block's clauses may be told twice.
pub(super) fn clauses(on: &On, check: &Repetition, say: &mut Say) {
    let plan = plan(on);
    let mut seen = FnvHashMap::default();
    for (id, block) in on.doc.iter() {
        // The lead sums up what the sections tell; what was done and what is planned may be said in the same words.
        let done = block.kind == BlockKind::Paragraph && plan.is_none_or(|(first, last)| id <= first || last < id);
        let mut before: Option<Clause> = None;
        for clause in told(on.doc, check, block) {
            if let Some(other) = before.filter(|before| takes_up(before, &clause)) {
                tell(on.doc, clause.at, other.at, shared(clause.matter, other.matter), say);
            } else if done {
                again(on.doc, check, clause, &mut seen, say);
            }
            before = Some(clause);
        }
    }
}

/// The same clause further above, in a sentence that is not the same as a whole.
fn again<'d>(
    doc: &'d Document,
    check: &Repetition,
    clause: Clause<'d>,
    seen: &mut FnvHashMap<(usize, &'d [u8]), Clause<'d>>,
    say: &mut Say,
) {
    let matter = clause.matter;
    let first = *seen.entry((matter.len(), &matter.as_bytes()[matter.len() - TAIL..])).or_insert(clause);
    let copied = || doc.slice(first.sentence) == doc.slice(clause.sentence);
    // 开展案卷评查。 is a heading of what follows, which may take it up.
    let heads = |one: &Clause| one.at.len() + '。'.len_utf8() >= one.sentence.len();
    if first.at != clause.at
        && first.matter == matter
        && !heads(&first)
        && !heads(&clause)
        && !copied()
        && !check.unless.any_in(matter)
    {
        tell(doc, clause.at, first.at, matter, say);
    }
}

/// Whether a clause begins with what the one before it began with, only the words before it being others: 深入学习…，把学习….
fn takes_up(before: &Clause, clause: &Clause) -> bool {
    before.sentence == clause.sentence && before.lead != clause.lead && head(before.matter) == head(clause.matter)
}

/// What two clauses begin with alike.
fn shared<'d>(a: &'d str, b: &str) -> &'d str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at);
    a[..end].trim_end_matches('、')
}

/// The clauses of a block's running text that are long enough to tell.
fn told<'d>(doc: &'d Document, check: &Repetition, block: &Block) -> impl Iterator<Item = Clause<'d>> {
    let running = matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead);
    let words = if running { doc.words(block) } else { "" };
    let sentences = pieces(words, block.text.start as usize, &['。', '\u{FF1B}']).filter(|(_, sentence)| sentence.len() >= HEAD);
    sentences.flat_map(move |(start, sentence)| {
        let whole = Span::new(start, start + sentence.len());
        let long = pieces(sentence, start, &['\u{FF0C}', '\u{FF1A}']).filter(|(_, words)| words.len() >= HEAD);
        long.filter_map(move |(at, words)| {
            let mut matter = words;
            while let Some(rest) = check.leads.begun(matter) {
                matter = rest;
            }
            let lead = &words[..words.len() - matter.len()];
            let at = Span::new(at, at + words.len());
            head(matter).map(|_| Clause { at, lead, matter, sentence: whole })
        })
    })
}

/// A text by what stands between marks, each with its place, `base` being that of the text. All the marks begin with one of two bytes.
fn pieces<'t, const N: usize>(text: &'t str, base: usize, marks: &'static [char; N]) -> impl Iterator<Item = (usize, &'t str)> {
    let mut start = 0;
    let is_mark = move |at: &usize| text[*at..].starts_with(marks);
    let ends = memchr::memchr2_iter(b'\xe3', b'\xef', text.as_bytes()).filter(is_mark).chain([text.len()]);
    ends.map(move |end| {
        let words = &text[start..end];
        let at = base + start + words.len() - words.trim_start().len();
        start = (end + '。'.len_utf8()).min(text.len());
        (at, words.trim())
    })
}

/// What a clause begins with, if it is words throughout.
fn head(matter: &str) -> Option<&str> {
    let head = matter.get(..HEAD)?;
    // The bytes that characters begin with from U+4000 to U+9FFF.
    head.as_bytes().chunks_exact(3).all(|sign| (0xe4..=0xe9).contains(&sign[0])).then_some(head)
}
