//! A sentence with its quantities, as sums look at them: what stands between them, what they are called, which can be added.

use super::terms::{Addition, SumTerms};
use crate::check::words::{Glance, WordList};
use crate::document::{Document, Quantity, Sentence, Unit, same_measure};
use crate::span::Span;
use crate::text::Text;

/// No total is looked for further back, counted in quantities.
const BACK: usize = 16;
/// No list is longer.
const LONG: usize = 48;

/// A sentence and what stands before it.
pub(super) struct Row<'d> {
    pub(super) doc: &'d Document<'d>,
    pub(super) terms: &'d SumTerms,
    /// The sentence's own quantities: a range of indices in the facts.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The first quantity of the sentence before it, if that stands directly before; else `first`.
    back: usize,
    sentence: usize,
    /// What each quantity of its block looks like.
    looks: &'d Looks,
    /// Whether claims that are not off have their words as well.
    pub(super) in_full: bool,
}

impl<'d> Row<'d> {
    pub(super) fn new(doc: &'d Document<'d>, terms: &'d SumTerms, looks: &'d Looks, at: usize, in_full: bool) -> Self {
        let sentences = &doc.facts.sentences;
        let sentence = &sentences[at];
        let before = at.checked_sub(1).map(|at| &sentences[at]).filter(|before| {
            before.block == sentence.block && doc.text()[before.span.end as usize..sentence.span.start as usize].trim().is_empty()
        });
        let first = sentence.first as usize;
        let back = before.map_or(first, |before| before.first as usize).max(first.saturating_sub(BACK));
        let (last, sentence) = (sentence.last as usize, sentence.span.start as usize);
        Row { doc, terms, first, last, back, sentence, looks, in_full }
    }

    pub(super) fn quantity(&self, at: usize) -> &'d Quantity {
        &self.doc.facts.quantities[at]
    }

    /// What stands between a quantity and the one before it, or the beginning of the sentence.
    pub(super) fn gap(&self, at: usize) -> &'d str {
        let from = if at > self.first { self.quantity(at - 1).span.end as usize } else { self.sentence };
        let to = self.quantity(at).span.start as usize;
        &self.doc.text()[from.min(to)..to]
    }

    pub(super) fn lead(&self, at: usize) -> &'d str {
        self.doc.slice(self.quantity(at).lead)
    }

    pub(super) fn tail(&self, at: usize) -> &'d str {
        self.doc.slice(self.quantity(at).tail)
    }

    pub(super) fn measure(&self, at: usize) -> &'d str {
        self.doc.slice(self.quantity(at).measure())
    }

    /// What a quantity is called: the words before it, without 其中; where there are none, those behind: 1件正在办理中.
    pub(super) fn label(&self, at: usize) -> &'d str {
        let lead = self.lead(at).trim();
        let lead = self.terms.parts.begun(lead).or_else(|| self.terms.open.begun(lead)).map_or(lead, str::trim);
        if lead.is_empty() { self.tail(at).trim() } else { lead }
    }

    /// Whether a quantity counts things that can be added: no share, no change, no average, no end of a range.
    pub(super) fn counts(&self, at: usize) -> bool {
        at >= self.back && self.looks.get(at).is_some_and(|look| look.counts)
    }

    /// Whether a word of a list may stand beside a quantity, before or after it in its clause; if not, none does. Most lists are asked for
    /// at every quantity, and met at few.
    pub(super) fn may_have(&self, at: usize, words: &WordList) -> bool {
        self.looks.get(at).is_some_and(|look| look.signs.meets(words.glance()))
    }

    /// Whether a number is told of each of several: 其余12个乡镇各2个.
    pub(super) fn each(&self, at: usize) -> bool {
        self.may_have(at, &self.terms.each) && self.terms.each.any_in(self.tail(at).trim())
    }

    /// Whether two quantities can be part and whole by their measure: 3件 and 2宗; 37 in brackets behind 48份.
    pub(super) fn alike(&self, a: usize, b: usize) -> bool {
        let (one, other) = (self.quantity(a), self.quantity(b));
        match (one.unit, other.unit) {
            (Unit::Bare, Unit::Count | Unit::Bare) => one.depth > other.depth,
            (Unit::Count, Unit::Bare) => other.depth > one.depth,
            (a_unit, b_unit) => {
                let (a, b) = (self.measure(a), self.measure(b));
                a_unit == b_unit && (a == b || a_unit == Unit::Count && same_measure(a, b))
            }
        }
    }

    /// Whether a whole stands directly before a part: nothing between them but shares and changes, 216件，占25%，同比增加3件，其中….
    pub(super) fn adjoins(&self, whole: usize, part: usize) -> bool {
        let from = if whole < self.first { self.first } else { whole + 1 };
        // A whole at the end of the sentence before: 审查文件216件。其中，….
        let ends = whole >= self.first || whole + 1 == self.first && self.quantity(whole).after == Some('。');
        ends && (from..=part).all(|at| (at == part || !self.counts(at)) && (at == self.first || self.separator(at).1 <= 1))
            && (whole >= self.first || self.terms.parts.begun(self.gap(self.first).trim_start()).is_some())
    }

    /// The words of the sentence.
    pub(super) fn sentence_words(&self) -> &'d str {
        self.doc.slice(self.doc.facts.sentences[self.quantity(self.first).sentence as usize].span)
    }

    /// The quantities before `at` that may be its whole, the nearest first.
    pub(super) fn wholes(&self, at: usize) -> Vec<usize> {
        let depth = self.quantity(at).depth;
        (self.back.max(at.saturating_sub(BACK))..at)
            .rev()
            .filter(|&whole| self.quantity(whole).depth <= depth && self.counts(whole) && self.alike(at, whole))
            .collect()
    }

    /// The quantities from `at` on that can be parts beside it, all of one measure and at one depth. What stands between them in
    /// brackets or with another measure, 103件（占25%）, is passed over.
    pub(super) fn siblings(&self, at: usize) -> Vec<usize> {
        let depth = self.quantity(at).depth;
        let mut siblings = vec![at];
        for next in at + 1..self.last.min(at + LONG) {
            if self.quantity(next).depth < depth || depth > 0 && reopened(self.gap(next)) {
                break;
            }
            let fits = match (self.quantity(at).unit, self.quantity(next).unit) {
                (Unit::Bare, Unit::Bare) => true,
                (Unit::Bare, _) | (_, Unit::Bare) => false,
                _ => self.alike(at, next),
            };
            if self.quantity(next).depth == depth && fits && self.counts(next) {
                siblings.push(next);
            }
        }
        siblings
    }

    /// The mark that parts a quantity from the one before it, outside brackets, and how many such clauses lie between.
    pub(super) fn separator(&self, at: usize) -> (Option<char>, usize) {
        let mut depth = 0;
        let mut first = None;
        let mut clauses = 0;
        for sign in self.gap(at).chars() {
            match sign {
                '\u{FF08}' | '(' => depth += 1,
                '\u{FF09}' | ')' if depth > 0 => depth -= 1,
                '\u{FF09}' | ')' => {}
                '、' | '\u{FF0C}' | '\u{FF1B}' | ',' | ';' | '。' if depth == 0 => {
                    first = first.or(Some(sign));
                    clauses += usize::from(sign != '、');
                }
                _ => {}
            }
        }
        (first, clauses)
    }
}

/// What is seen of a quantity at one look.
pub(super) struct Look {
    /// Whether it can be added.
    counts: bool,
    /// The characters beside it: from the quantity before it, or from where its clause begins, to where its clause ends.
    signs: Glance,
}

/// What the quantities of a block look like. No row reaches beyond its block, and to keep them for all of a large text would take as
/// much memory as that.
pub(super) struct Looks {
    first: usize,
    looks: Vec<Look>,
}

impl Looks {
    fn get(&self, quantity: usize) -> Option<&Look> {
        self.looks.get(quantity.checked_sub(self.first)?)
    }
}

/// What each quantity of the sentences of a block looks like.
pub(super) fn looks(doc: &Document, terms: &SumTerms, block: &[Sentence]) -> Looks {
    let first = block[0].first as usize;
    let mut end = first.checked_sub(1).map_or(0, |before| doc.facts.quantities[before].span.end);
    let look = |quantity: &Quantity| {
        let sentence = doc.facts.sentences[quantity.sentence as usize].span.start;
        let from = sentence.max(end).min(quantity.lead.start).min(quantity.span.start);
        let signs = Glance::of([Span::new(from as usize, quantity.span.start as usize), quantity.tail].map(|at| doc.slice(at)));
        end = quantity.span.end;
        Look { counts: can_be_added(doc, terms, quantity, &signs), signs }
    };
    let last = block[block.len() - 1].last as usize;
    Looks { first, looks: doc.facts.quantities[first..last].iter().map(look).collect() }
}

fn can_be_added(doc: &Document, terms: &SumTerms, quantity: &Quantity, signs: &Glance) -> bool {
    let lead = doc.slice(quantity.lead).trim();
    let may_be_aside = || [&terms.asides, &terms.each].iter().any(|words| signs.meets(words.glance()));
    matches!(quantity.unit, Unit::Count | Unit::Money | Unit::Bare | Unit::Time)
        && !quantity.range
        && !quantity.hedge.vague
        && !quantity.quoted
        // 5220 1件 was one number.
        && !lead.ends_with(|sign: char| sign.is_ascii_digit())
        // 由360项调整为366项: the first is what was, and no total.
        && !lead.ends_with(['由', '从'])
        && (!may_be_aside() || !is_aside(terms, lead) || is_added(terms, lead))
}

/// Whether these words tell of what a total has besides: 加上上年的, 上年结转.
fn is_added(terms: &SumTerms, lead: &str) -> bool {
    let whole = |word: &Text| lead.starts_with(word.as_str()) && is_aside(terms, word);
    let adds = |addition: &Addition| {
        if addition.to.is_empty() { addition.more.begun(lead).is_some() } else { addition.more.iter().any(whole) }
    };
    terms.additions.iter().any(adds)
}

/// Whether these words tell a change, a comparison or an average. One character does so at the beginning only: 比2023年的4120户次;
/// what tells of each does so at the end: 乡镇各2个, but not 各类文件216件.
fn is_aside(terms: &SumTerms, lead: &str) -> bool {
    let tells = |(word, at): (&str, usize)| at == 0 || word.chars().nth(1).is_some();
    let each = |(word, at): (&str, usize)| at + word.len() == lead.len();
    terms.asides.found_in(lead).any(tells) || terms.each.found_in(lead).any(each)
}

/// Whether brackets are closed and opened again: the 30 of 50件（20件）和60件（30件） is no sibling of the 20.
fn reopened(gap: &str) -> bool {
    let Some(closed) = gap.find(['\u{FF09}', ')']) else { return false };
    let opened = gap.find(['\u{FF08}', '(']);
    opened.is_none_or(|opened| closed < opened)
}
