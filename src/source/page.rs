//! What the intact part of a damaged page teaches: which characters follow which, and how they are read.

use std::collections::{HashMap, HashSet};

use encoding_rs::GBK;
use fnv::{FnvBuildHasher, FnvHashMap, FnvHashSet};

use super::gloss;
use super::{script, traditional};

/// How much of a text is learned from, in bytes. A report has some 15 KB.
const ENOUGH: usize = 1 << 20;

/// How many places are searched for a vanished pair of bytes; each costs some thousand look-ups.
const SEARCHES: usize = 1 << 12;

/// First bytes of GBK.
const FIRST: std::ops::RangeInclusive<u8> = 0x81..=0xFE;
/// Second bytes of GBK.
const SECOND: std::ops::RangeInclusive<u8> = 0x40..=0xFE;

/// What was learned.
pub(super) struct Page {
    /// Neighbours seen, notes between them left out.
    pairs: FnvHashSet<(char, char)>,
    /// Characters seen.
    known: FnvHashSet<char>,
    /// Characters with the notes seen behind them.
    notes: FnvHashSet<(char, String)>,
    /// Characters by first byte and reading, once looked for.
    found: FnvHashMap<(u8, String), Vec<char>>,
    searches: usize,
}

/// The two GBK bytes of a character.
pub(super) fn halves(c: char) -> Option<(u8, u8)> {
    match *GBK.encode(c.encode_utf8(&mut [0; 4])).0 {
        [first, second] if FIRST.contains(&first) => Some((first, second)),
        _ => None,
    }
}

/// The character of two GBK bytes.
pub(super) fn whole(first: u8, second: u8) -> Option<char> {
    let bytes = [first, second];
    let decoded = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let mut characters = decoded.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) if !matches!(c, '\u{E000}'..='\u{F8FF}') => Some(c),
        _ => None,
    }
}

/// Whether a decoder drops these two bytes.
pub(super) fn is_gone(first: u8, second: u8) -> bool {
    FIRST.contains(&first) && whole(first, second).is_none()
}

impl Page {
    /// Learns from a text.
    pub fn learn(text: &str) -> Page {
        let mut page = Page {
            pairs: HashSet::with_hasher(FnvBuildHasher::default()),
            known: HashSet::with_hasher(FnvBuildHasher::default()),
            notes: HashSet::with_hasher(FnvBuildHasher::default()),
            found: HashMap::with_hasher(FnvBuildHasher::default()),
            searches: 0,
        };
        for (start, line) in script::lines(text) {
            if start > ENOUGH {
                break;
            }
            page.learn_line(line);
        }
        page
    }

    fn learn_line(&mut self, line: &str) {
        let mut last = None;
        let mut characters = line.char_indices().take(ENOUGH);
        while let Some((at, c)) = characters.next() {
            let note = if c == '(' { gloss::syllable(&line[at + 1..]) } else { None };
            if let (Some(note), Some(last)) = (note, last) {
                self.notes.insert((last, gloss::normal(note.text)));
                for _ in 0..=note.text.chars().count() {
                    characters.next();
                }
                continue;
            }
            let c = script::full(c).unwrap_or(c);
            let next = Some(c).filter(|&c| script::is_chinese(c));
            if let (Some(last), Some(next)) = (last, next) {
                self.pairs.insert((last, next));
            }
            self.known.extend(next);
            last = next;
        }
    }

    /// Whether the page has these neighbours.
    pub fn has_seen(&self, one: char, next: char) -> bool {
        self.pairs.contains(&(one, next))
    }

    /// Whether a character may stand after another: as neighbours seen, or behind a mark if the page has it at all.
    pub fn suits(&self, last: char, c: char) -> bool {
        if script::is_han(last) { self.has_seen(last, c) } else { self.known.contains(&c) }
    }

    /// Whether a character is read so, by the page's own notes or by the dictionary.
    pub fn is_read(&self, c: char, syllable: &str) -> bool {
        self.notes.contains(&(c, gloss::normal(syllable))) || gloss::reads_as(c, syllable)
    }

    /// The character that starts with this byte and is read so. Of several, one that the page has a note behind comes
    /// first, then one that the page has after `last`, then a traditional one; nothing if that leaves a choice.
    pub fn read_so(&mut self, first: u8, syllable: &str, last: Option<char>) -> Option<char> {
        let key = (first, gloss::normal(syllable));
        if !self.found.contains_key(&key) {
            let all = SECOND.filter_map(|second| whole(first, second)).filter(|&c| self.is_read(c, syllable)).collect();
            self.found.insert(key.clone(), all);
        }
        let rank = |&c: &char| {
            let noted = self.notes.contains(&(c, key.1.clone()));
            let seen = last.is_some_and(|last| self.has_seen(last, c));
            // 碀 is as rare on a traditional page as on another.
            let rare = halves(c).is_some_and(|(first, second)| first < 0xB0 || second < 0xA1);
            (noted, seen, traditional::has(c), !rare)
        };
        let all = self.found.get(&key)?;
        let best = all.iter().map(rank).max()?;
        let mut best = all.iter().copied().filter(|c| rank(c) == best);
        best.next().filter(|_| best.next().is_none())
    }

    /// The one character, of those that a lost byte can complete, that the page has between two neighbours.
    pub fn one_of(&mut self, complete: impl Fn(u8) -> Option<char>, last: char, next: char) -> Option<char> {
        self.searches += 1;
        if self.searches > SEARCHES {
            return None;
        }
        let seen = |&c: &char| self.has_seen(last, c) && self.has_seen(c, next);
        let mut found = SECOND.filter_map(complete).filter(seen);
        found.next().filter(|_| found.next().is_none())
    }

    /// The two characters between `last` and what follows, if a pair of bytes between `first` and `second` is gone and
    /// the page leaves exactly one choice: `有?進` with 效推 between, of which one pair of bytes vanished.
    pub fn between(&mut self, last: char, first: u8, second: u8) -> Option<[char; 2]> {
        self.searches += 1;
        if self.searches > SEARCHES {
            return None;
        }
        let mut choice = None;
        for a in SECOND {
            let Some(one) = whole(first, a).filter(|&one| self.suits(last, one)) else { continue };
            for b in FIRST.filter(|&b| is_gone(a, b)) {
                let Some(two) = whole(b, second).filter(|&two| self.has_seen(one, two)) else { continue };
                if choice.replace([one, two]).is_some() {
                    return None;
                }
            }
        }
        choice
    }
}
