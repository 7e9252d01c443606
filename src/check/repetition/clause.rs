//! Clauses told twice: the same clause in two places, or one that takes up in a sentence what the one before it began with.

use fnv::FnvHashMap;

use super::{Repetition, plan, tell};
use crate::check::{On, Say};
use crate::document::{Block, BlockKind, Document};
use crate::span::{Read, Span};

/// The beginning of a clause that tells its matter from others, in bytes: twelve characters. Shorter clauses are set phrases.
const HEAD: usize = 36;

/// A clause: where, the words before its matter, and its matter.
#[derive(Debug, Clone, Copy)]
struct Clause {
    at: Span<Read>,
    /// Where its matter begins.
    matter: u32,
    /// Where its sentence begins.
    sentence: u32,
    /// It is all of its sentence, as 开展案卷评查。 which names what follows and may be taken up there.
    alone: bool,
}

impl Clause {
    fn lead<'d>(&self, doc: &'d Document) -> &'d str {
        &doc.text()[self.at.start as usize..self.matter as usize]
    }

    fn matter<'d>(&self, doc: &'d Document) -> &'d str {
        &doc.text()[self.matter as usize..self.at.end as usize]
    }
}

/// What of a document's clauses is told twice.
pub(super) fn clauses(on: &On, check: &Repetition, say: &mut Say) {
    let plan = plan(on);
    let mut seen = FnvHashMap::default();
    for (id, block) in on.doc.iter().filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead)) {
        // The lead sums up what the sections tell; what was done and what is planned may be said in the same words.
        let done = block.kind == BlockKind::Paragraph && plan.is_none_or(|(first, last)| id <= first || last < id);
        let mut before: Option<Clause> = None;
        each(on.doc, check, block, |clause| {
            if let Some(other) = before.filter(|before| takes_up(on.doc, before, &clause)) {
                tell(on.doc, clause.at, other.at, shared(clause.matter(on.doc), other.matter(on.doc)), say);
            } else if done {
                again(on.doc, check, clause, &mut seen, say);
            }
            before = Some(clause);
        });
    }
}

/// The same clause further above, in a sentence that is not the same as a whole.
fn again(doc: &Document, check: &Repetition, clause: Clause, seen: &mut FnvHashMap<u64, Clause>, say: &mut Say) {
    let matter = clause.matter(doc);
    let tail = matter.as_bytes().last_chunk().map_or(0, |tail: &[u8; 8]| u64::from_le_bytes(*tail));
    let first = *seen.entry(tail ^ matter.len() as u64).or_insert(clause);
    let told_again = first.at != clause.at && first.matter(doc) == matter && !first.alone && !clause.alone;
    if told_again && !copied(doc, &first, &clause) && !check.unless.any_in(matter) {
        tell(doc, clause.at, first.at, matter, say);
    }
}

/// Whether the sentences of two clauses are the same, as far as one looks.
fn copied(doc: &Document, one: &Clause, other: &Clause) -> bool {
    /// No sentence that is told twice is longer on one side of a clause, in bytes.
    const REACH: usize = 900;
    let text = doc.text().as_bytes();
    let before = |clause: &Clause| &text[clause.sentence as usize..clause.at.start as usize];
    let after = |clause: &Clause| {
        let rest = &text[clause.at.end as usize..];
        let rest = &rest[..rest.len().min(REACH)];
        &rest[..memchr::memmem::find(rest, "。".as_bytes()).unwrap_or(rest.len())]
    };
    let (a, b) = (before(one), before(other));
    a.len() < REACH && a == b && after(one) == after(other)
}

/// Whether a clause begins with what the one before it began with, only the words before it being others: 深入学习…，把学习….
fn takes_up(doc: &Document, before: &Clause, clause: &Clause) -> bool {
    before.sentence == clause.sentence
        && before.lead(doc) != clause.lead(doc)
        && head(before.matter(doc)) == head(clause.matter(doc))
}

/// What two clauses begin with alike.
fn shared<'d>(a: &'d str, b: &str) -> &'d str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at);
    a[..end].trim_end_matches('、')
}

/// Goes through the clauses of a block that are long enough to tell. All marks that end one begin with one of two bytes.
fn each(doc: &Document, check: &Repetition, block: &Block, mut tell: impl FnMut(Clause)) {
    let (words, base) = (doc.words(block), block.text.start as usize);
    let bytes = words.as_bytes();
    let (mut start, mut sentence) = (0, 0);
    for end in memchr::memchr2_iter(b'\xe3', b'\xef', bytes).chain([bytes.len()]) {
        let stops = match bytes.get(end + 1..end + 3) {
            Some([0x80, 0x82] | [0xbc, 0x9b]) | None => true, // 。 \u{FF1B}
            Some([0xbc, 0x8c | 0x9a]) => false,               // \u{FF0C} \u{FF1A}
            _ => continue,
        };
        if end >= start + HEAD {
            let clause = words[start..end].trim_start();
            let from = base + end - clause.len();
            let clause = clause.trim_end();
            let mut matter = clause;
            while let Some(rest) = check.leads.begun(matter) {
                matter = rest;
            }
            let at = Span::new(from, from + clause.len());
            if head(matter).is_some() {
                let (matter, alone) = (at.end - matter.len() as u32, stops && start == sentence);
                tell(Clause { at, matter, sentence: (base + sentence) as u32, alone });
            }
        }
        start = end + '。'.len_utf8();
        if stops {
            sentence = start;
        }
    }
}

/// What a clause begins with, if it is words throughout.
fn head(matter: &str) -> Option<&str> {
    let head = matter.get(..HEAD)?;
    // The bytes that characters begin with from U+4000 to U+9FFF.
    head.as_bytes().chunks_exact(3).all(|sign| (0xe4..=0xe9).contains(&sign[0])).then_some(head)
}
