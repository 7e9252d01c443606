//! One look through a text for the literals of all rules, however many there are.
//!
//! A literal is known by its last two characters. For nearly every place of a text one bit tells that none ends there; where it is set,
//! the few with this ending are compared. An automaton takes longer to build than a report to check.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::check::Tables;
use crate::crew::{Crew, share};
use crate::rule::Rule;
use crate::span::{Read, Span};

/// Keys are numbers below this power of two, one bit each; so many of them share a drawer.
const KEYS: u32 = 16;
const SHARED: u32 = 4;

/// A stretch of a text that is looked through by itself has at least so many bytes.
const STRETCH: usize = 1 << 18;

/// What stands before the first character: none that a text has.
const NOTHING: u32 = u32::MAX;

/// What literals of one character have for the other.
const ALONE: u32 = 0;

/// The literals of all rules, by their endings.
pub(super) struct Gate {
    /// The literals, one behind the other.
    words: String,
    /// One bit for each key, set where a literal has it.
    bits: Box<[u64; 1 << (KEYS - 6)]>,
    /// Where the literals of each drawer begin; one more for the end of the last.
    drawers: Vec<u32>,
    /// By drawer; in a drawer the longest first, and equal ones side by side.
    wanted: Vec<Wanted>,
}

/// A literal that a rule asked for.
#[derive(Clone, Copy)]
struct Wanted {
    key: u16,
    from: u32,
    length: u32,
    rule: u32,
    /// The same literal as the one before it in the drawer.
    again: bool,
}

impl Gate {
    pub(super) fn new(rules: &[Arc<Rule>], tables: &Tables) -> Gate {
        let (mut words, mut wanted) = (String::new(), Vec::new());
        for (at, rule) in rules.iter().enumerate() {
            for literal in rule.check.literals().into_iter().chain(rule.check.known(tables)).filter(|word| !word.is_empty()) {
                let (from, length) = (words.len() as u32, literal.len() as u32);
                wanted.push(Wanted { key: ending(literal), from, length, rule: at as u32, again: false });
                words.push_str(literal);
            }
        }
        let mut gate = Gate { words, bits: Box::new([0; 1 << (KEYS - 6)]), drawers: Vec::new(), wanted: Vec::new() };
        wanted.iter().for_each(|one| gate.bits[usize::from(one.key >> 6)] |= 1 << (one.key & 63));
        gate.put_away(wanted);
        gate
    }

    /// Puts literals into their drawers.
    fn put_away(&mut self, wanted: Vec<Wanted>) {
        let mut ends = vec![0; (1 << (KEYS - SHARED)) + 1];
        wanted.iter().for_each(|one| ends[one.drawer() + 1] += 1);
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        self.drawers.clone_from(&ends);
        self.wanted.clone_from(&wanted);
        for one in wanted {
            let next = &mut ends[one.drawer()];
            self.wanted[*next as usize] = one;
            *next += 1;
        }
        let word = |one: &Wanted| &self.words[one.from as usize..one.end()];
        for ends in self.drawers.windows(2).filter(|ends| ends[0] + 1 < ends[1]) {
            let drawer = &mut self.wanted[ends[0] as usize..ends[1] as usize];
            drawer.sort_by(|a, b| (Reverse(a.length), word(a), a.rule).cmp(&(Reverse(b.length), word(b), b.rule)));
            for at in 1..drawer.len() {
                drawer[at].again = word(&drawer[at]) == word(&drawer[at - 1]);
            }
        }
    }

    /// For each of so many rules the places of its literals, by their ends, the longest first. No literal reaches over the end of a line.
    pub(super) fn hits(&self, crew: Crew, text: &str, rules: usize) -> Hits {
        let stretches = stretches(text);
        let found = share(crew, stretches.len() - 1, |at| self.found(text, stretches[at]..stretches[at + 1]));
        Hits::of(found, &self.wanted, rules)
    }

    /// The literals in a stretch of a text, each with the rule that asked for it.
    fn found(&self, text: &str, within: Range<usize>) -> Vec<Hit> {
        let mut found = Vec::with_capacity(within.len() / 32);
        let (bytes, mut end, mut before) = (&text.as_bytes()[..within.end], within.start, NOTHING);
        while let Some((length, sign)) = sign(bytes, end) {
            end += length;
            let (pair, alone) = (key(before, sign), key(ALONE, sign));
            if self.has(pair) {
                self.look(pair, &bytes[..end], &mut found);
            }
            if self.has(alone) && alone != pair {
                self.look(alone, &bytes[..end], &mut found);
            }
            before = sign;
        }
        found
    }

    #[inline]
    fn has(&self, key: u16) -> bool {
        self.bits[usize::from(key >> 6)] >> (key & 63) & 1 != 0
    }

    /// The literals of a key that a text ends with. A rule may name one word in two conditions; it is found once.
    #[inline]
    fn look(&self, key: u16, text: &[u8], found: &mut Vec<Hit>) {
        let drawer = usize::from(key >> SHARED);
        let (first, end) = (self.drawers[drawer], self.drawers[drawer + 1]);
        let mut there = false;
        for (at, one) in (first..end).zip(&self.wanted[first as usize..end as usize]).filter(|(_, one)| one.key == key) {
            if !one.again {
                there = text.ends_with(&self.words.as_bytes()[one.from as usize..one.end()]);
            }
            if there {
                let same = |last: &Hit| {
                    let before = &self.wanted[last.wanted as usize];
                    last.end as usize == text.len() && (before.rule, before.length) == (one.rule, one.length)
                };
                if !found.last().is_some_and(same) {
                    found.push(Hit { wanted: at, end: text.len() as u32 });
                }
            }
        }
    }
}

/// A literal that was found, by its place in [`Gate::wanted`], and where it ends. A large text has millions.
#[derive(Clone, Copy)]
struct Hit {
    wanted: u32,
    end: u32,
}

/// Where literals stand in a text, those of one rule side by side.
pub(super) struct Hits {
    spans: Vec<Span<Read>>,
    /// For each rule where its places end among all.
    ends: Vec<u32>,
}

impl Hits {
    fn of(found: Vec<Vec<Hit>>, wanted: &[Wanted], rules: usize) -> Hits {
        let wanted = |hit: &Hit| wanted[hit.wanted as usize];
        let mut ends = vec![0; rules + 1];
        found.iter().flatten().for_each(|hit| ends[wanted(hit).rule as usize + 1] += 1);
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        let mut spans = vec![Span::new(0, 0); found.iter().map(Vec::len).sum()];
        for hit in found.into_iter().flatten() {
            let (one, end) = (wanted(&hit), hit.end as usize);
            let next: &mut u32 = &mut ends[one.rule as usize];
            spans[*next as usize] = Span::new(end - one.length as usize, end);
            *next += 1;
        }
        Hits { spans, ends }
    }

    /// The places of a rule.
    pub(super) fn of_rule(&self, rule: usize) -> &[Span<Read>] {
        let start = rule.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.spans[start as usize..self.ends[rule] as usize]
    }
}

impl Wanted {
    /// Where it ends among all.
    fn end(&self) -> usize {
        self.from as usize + self.length as usize
    }

    fn drawer(&self) -> usize {
        usize::from(self.key >> SHARED)
    }
}

/// Where the stretches of a text begin and the last ends, each but the last with the end of a line.
fn stretches(text: &str) -> Vec<usize> {
    let mut bounds = vec![0];
    while let Some(line) = text.as_bytes().get(bounds[bounds.len() - 1] + STRETCH..).and_then(|rest| memchr::memchr(b'\n', rest))
    {
        bounds.push(bounds[bounds.len() - 1] + STRETCH + line + 1);
    }
    bounds.push(text.len());
    bounds
}

/// The key of a literal.
fn ending(word: &str) -> u16 {
    let mut signs = word.char_indices().rev().map(|(at, _)| sign(word.as_bytes(), at).map_or(ALONE, |(_, sign)| sign));
    let last = signs.next().unwrap_or(ALONE);
    key(signs.next().unwrap_or(ALONE), last)
}

/// Mixes two characters: the upper bits of the product have something of all of them.
#[inline]
fn key(before: u32, last: u32) -> u16 {
    ((before.rotate_left(11) ^ last).wrapping_mul(0x9E37_79B1) >> KEYS) as u16
}

/// How many bytes the character at a place has, and these as a number.
#[inline]
fn sign(text: &[u8], at: usize) -> Option<(usize, u32)> {
    let four = match text.get(at..at + 4) {
        Some(&[first, second, third, fourth]) => [first, second, third, fourth],
        _ => std::array::from_fn(|next| text.get(at + next).copied().unwrap_or_default()),
    };
    let length = match four[0] {
        _ if at >= text.len() => return None,
        0xE0..0xF0 => 3,
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xF0.. => 4,
    };
    Some((length, u32::from_le_bytes(four) & u32::MAX >> (32 - 8 * length)))
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeSet;

    use super::{Gate, Hits, STRETCH, stretches};
    use crate::crew::alone;
    use crate::rule::builtin;

    /// What a search for each literal by itself finds, the gate finds, in its order, and nothing else.
    #[test]
    fn every_literal_is_found_wherever_it_stands() {
        let set = builtin();
        let sample = include_str!("../../samples/faulty.txt");
        let all: String = set.rules.iter().flat_map(|rule| rule.check.literals()).collect();
        for text in [sample, &all, "", "人", "a人𠮷\u{FF0C}民主示范村"] {
            let hits = Gate::new(&set.rules, &set.tables).hits(alone, text, set.rules.len());
            for (at, rule) in set.rules.iter().enumerate() {
                let found = hits.of_rule(at);
                let words = rule.check.literals().into_iter().chain(rule.check.known(&set.tables));
                let words: BTreeSet<&str> = words.filter(|word| !word.is_empty()).collect();
                let starts =
                    |word: &str| (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(word.as_bytes())).collect();
                let places = words.iter().flat_map(|word| {
                    let starts: Vec<usize> = starts(word);
                    starts.into_iter().map(|at| (at + word.len(), Reverse(word.len())))
                });
                let expected: BTreeSet<(usize, Reverse<usize>)> = places.collect();
                let found: Vec<_> = found.iter().map(|at| (at.end as usize, Reverse(at.len()))).collect();
                assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{}", rule.id);
            }
        }
    }

    /// Nothing is lost or found twice where the stretches of a large text meet.
    #[test]
    fn a_large_text_is_looked_through_in_stretches() {
        let set = builtin();
        let gate = Gate::new(&set.rules, &set.tables);
        let line = include_str!("../../samples/faulty.txt").replace('\n', "");
        let large = format!("{line}\r\n{line}\n").repeat(2 * STRETCH / line.len());
        assert!(stretches(&large).len() > 3);
        let (hits, whole) = (gate.hits(alone, &large, set.rules.len()), gate.found(&large, 0..large.len()));
        let once = Hits::of(vec![whole], &gate.wanted, set.rules.len());
        assert!(!once.spans.is_empty());
        (0..set.rules.len()).for_each(|rule| assert_eq!(hits.of_rule(rule), once.of_rule(rule)));
    }
}
