//! Runs of digits, and which of them are numbers of a person.

use std::ops::Range;

use super::PrivateKind;
use super::kind::{Around, CALLS, CARDS, CODES, parts};

/// The shortest number that is looked for has so many digits, and so many bytes.
const SHORTEST: usize = 11;
const LONGEST: usize = 19;
/// At most so many numbers without anything between them are told apart.
const TOGETHER: usize = 4;
/// So many bytes without anything but digits and what stands between them are looked at together: a file may have nothing else.
const STRETCH: usize = 1 << 16;

/// A digit of a run: where, as what, and its value as ASCII.
#[derive(Clone, Copy)]
pub(in crate::source) struct Digit {
    pub at: usize,
    pub sign: char,
    pub value: u8,
}

/// Digits with at most one separator between two of them.
pub(in crate::source) struct Run {
    pub digits: Vec<Digit>,
    /// The ranges of `digits` that stand together, and the separator behind each but the last.
    groups: Vec<(Range<usize>, char)>,
}

/// The value of a digit of either width.
fn value(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8),
        '\u{FF10}'..='\u{FF19}' => Some((u32::from(c) - 0xFF10) as u8 + b'0'),
        _ => None,
    }
}

/// The last character of an identity number may be one.
fn is_ten(c: char) -> bool {
    matches!(c, 'X' | 'x' | '\u{FF38}' | '\u{FF58}')
}

/// Whether a character is of a number itself.
pub(super) fn is_sign(c: char) -> bool {
    value(c).is_some() || is_ten(c)
}

/// The signs of a number as ASCII.
pub(super) fn of(number: &str) -> Vec<u8> {
    number.chars().filter_map(|c| value(c).or(is_ten(c).then_some(b'X'))).collect()
}

/// What people put between the groups of a number, or cannot see there. A line may end in the middle of one.
fn is_separator(c: char) -> bool {
    is_blank(c) || matches!(c, '-' | '.' | '/' | '_' | '·' | ',' | '\u{FF0C}' | '\u{2010}'..='\u{2014}' | '\u{FEFF}' | '\u{FF0D}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{2028}' | '\u{A0}' | '\u{3000}' | '\u{200B}')
}

/// What parts two groups when both signs stand between them. A line end adds nothing to what stands before or behind it; else
/// two different separators divide as no single one does.
fn between(one: char, other: char) -> char {
    match (one, other) {
        _ if one == other => one,
        ('\n', blank) | (blank, '\n') if is_blank(blank) => '\n',
        ('\n', mark) | (mark, '\n') => mark,
        _ => '\0',
    }
}

fn belongs(c: char) -> bool {
    value(c).is_some() || is_separator(c)
}

/// The runs of at least so many digits. Only one byte in so many is looked at, since such a run covers one of them:
/// a text without long numbers costs next to nothing.
pub(in crate::source) fn runs(text: &str, least: usize) -> impl Iterator<Item = Run> {
    let bytes = text.as_bytes();
    let (mut at, mut done) = (0, 0);
    std::iter::from_fn(move || {
        while at < bytes.len() {
            // Inside a character: back to its first byte.
            let mut here = at;
            while !text.is_char_boundary(here) {
                here -= 1;
            }
            at += least;
            // These are most of what there is, and never digits.
            if matches!(bytes[here], 0xE4..=0xE9) || !text[here..].chars().next().is_some_and(belongs) {
                continue;
            }
            let start = text[done..here].rfind(|c| !belongs(c)).map_or(done, |last| done + last);
            let start = start + text[start..].chars().next().filter(|c| !belongs(*c)).map_or(0, char::len_utf8);
            let limit = (here + STRETCH..text.len()).find(|limit| text.is_char_boundary(*limit)).unwrap_or(text.len());
            let end = here + text[here..limit].find(|c| !belongs(c)).unwrap_or(limit - here);
            done = end;
            at = at.max(end);
            if let Some(run) = Run::of(text, start, end, least) {
                return Some(run);
            }
        }
        None
    })
}

impl Run {
    /// The digits of a stretch; none if they are too few.
    fn of(text: &str, start: usize, end: usize, least: usize) -> Option<Run> {
        let ten = text[end..].chars().next().filter(|c| is_ten(*c) && text[..end].ends_with(|c| value(c).is_some()));
        let mut digits = Vec::new();
        let mut groups: Vec<(Range<usize>, char)> = Vec::new();
        let mut parted = None;
        let stretch = text[start..end].char_indices().map(|(at, c)| (start + at, c)).chain(ten.map(|c| (end, c)));
        for (at, sign) in stretch {
            let Some(value) = value(sign).or(is_ten(sign).then_some(b'X')) else {
                let sign = if sign == '\u{2028}' { '\n' } else { sign };
                parted = Some(parted.map_or(sign, |last| between(last, sign)));
                continue;
            };
            match (groups.last_mut(), parted.take()) {
                (Some((group, _)), None) => group.end += 1,
                (last, separator) => {
                    if let (Some((_, after)), Some(separator)) = (last, separator) {
                        *after = separator;
                    }
                    groups.push((digits.len()..digits.len() + 1, '\0'));
                }
            }
            digits.push(Digit { at, sign, value });
        }
        (digits.len() >= least).then_some(Run { digits, groups })
    }

    /// The bytes that some digits stand at.
    fn place(&self, digits: &Range<usize>) -> Range<usize> {
        let last = self.digits[digits.end - 1];
        self.digits[digits.start].at..last.at + last.sign.len_utf8()
    }

    /// The numbers of the run.
    fn numbers(&self, text: &str) -> Vec<(PrivateKind, Range<usize>)> {
        let mut found = Vec::new();
        let mut first = 0;
        while first < self.groups.len() {
            let mut line_ends = 0;
            let most = self.groups[first..].iter().take_while(|(group, separator)| {
                let fits = group.end - self.groups[first].0.start <= LONGEST && line_ends <= 1;
                line_ends += usize::from(*separator == '\n');
                fits
            });
            let beyond = first + most.count();
            let taken = (first..beyond).rev().find_map(|last| Some((last, self.number(text, first, last)?)));
            match taken {
                Some((last, number)) => {
                    found.push(number);
                    first = last;
                }
                None => found.extend(self.together(text, first)),
            }
            first += 1;
        }
        found
    }

    /// The number that the groups `first..=last` make.
    fn number(&self, text: &str, first: usize, last: usize) -> Option<(PrivateKind, Range<usize>)> {
        let mut digits = self.groups[first].0.start..self.groups[last].0.end;
        if digits.len() < SHORTEST || first < last && self.is_joined(first, last) {
            return None;
        }
        let mut lengths: Vec<usize> = self.groups[first..=last].iter().map(|(group, _)| group.len()).collect();
        let whole = self.place(&digits);
        // `+8613812345678`, `008613812345678`: the country is no part of it.
        let country = match self.digits[digits.clone()].iter().take(4).map(|digit| digit.value).collect::<Vec<_>>()[..] {
            [b'8', b'6', ..] if lengths == [13] && text[..self.digits[digits.start].at].ends_with(['+', '\u{FF0B}']) => 2,
            [b'0', b'0', b'8', b'6'] if lengths == [15] => 4,
            _ => 0,
        };
        if country > 0 {
            (digits.start, lengths[0]) = (digits.start + country, 11);
        }
        let place = self.place(&digits);
        let values: Vec<u8> = self.digits[digits.clone()].iter().map(|digit| digit.value).collect();
        let beside = |at: usize| self.groups[at].1 == '/' && self.groups[at..=at + 1].iter().all(|(group, _)| group.len() > 6);
        let around = Around::of(text, &whole, (first > 0 && beside(first - 1), last + 1 < self.groups.len() && beside(last)))?;
        if self.groups[first..last].iter().all(|(_, separator)| *separator != '\n') {
            return around.kind(&values, &lengths).map(|kind| (kind, place));
        }
        // Figures one below the other are rarely one number: where nothing proves that they are, a word must say so.
        let kind = around.kind(&values, &lengths).or_else(|| around.kind(&values, &self.unbroken(first, last)))?;
        (kind != PrivateKind::Phone || around.has(&CALLS)).then_some((kind, place))
    }
}

impl Run {
    /// Whether some groups, with no more than one line end between them, go on before or behind, or are parted by different signs.
    fn is_joined(&self, first: usize, last: usize) -> bool {
        let inside = &self.groups[first..last];
        // `138-0000-1234` with a line end in it is parted by hyphens all the same.
        let separator = inside.iter().map(|(_, other)| *other).find(|other| *other != '\n').unwrap_or(self.groups[first].1);
        let country = first == 1 && self.groups[0].0.len() == 2 && self.digits[0].value == b'8';
        let goes_on = self.groups[last].1 == separator || first > 0 && self.groups[first - 1].1 == separator && !country;
        // 1380000.1234 and 138/00001234 may be a decimal and a ratio, 138.0000.1234 is neither.
        let digits = self.groups[last].0.end - self.groups[first].0.start;
        let doubtful = digits == SHORTEST && matches!(separator, '.' | '/' | '_' | ',' | '\u{FF0C}') && last - first < 2;
        goes_on || doubtful || inside.iter().any(|(_, other)| *other == '\0' || *other != separator && *other != '\n')
    }

    /// The lengths of some groups, those that only a line end parts taken together.
    fn unbroken(&self, first: usize, last: usize) -> Vec<usize> {
        let mut lengths = vec![0];
        for (group, separator) in &self.groups[first..=last] {
            if let Some(length) = lengths.last_mut() {
                *length += group.len();
            }
            if *separator != '\n' {
                lengths.push(0);
            }
        }
        lengths.retain(|length| *length > 0);
        lengths
    }

    /// The numbers of a group that is several without anything between them. Nothing may be left over, and an identity card or a
    /// word before them must bear them out.
    fn together(&self, text: &str, group: usize) -> Vec<(PrivateKind, Range<usize>)> {
        let digits = self.groups[group].0.clone();
        if !(2 * SHORTEST..=TOGETHER * LONGEST).contains(&digits.len()) {
            return Vec::new();
        }
        let Some(around) = Around::of(text, &self.place(&digits), (false, false)) else { return Vec::new() };
        let values: Vec<u8> = self.digits[digits.clone()].iter().map(|digit| digit.value).collect();
        let Some(parts) = parts(&values, TOGETHER) else { return Vec::new() };
        let proved = parts.iter().any(|(kind, _)| *kind == PrivateKind::Identity);
        if !proved && !around.has(&CALLS) && !around.has(&CARDS) || around.has(&CODES) && !around.has(&CALLS) {
            return Vec::new();
        }
        let mut start = digits.start;
        let place = |(kind, length): (PrivateKind, usize)| {
            start += length;
            (kind, self.place(&(start - length..start)))
        };
        parts.into_iter().map(place).collect()
    }
}

/// The private numbers of a text, in order.
pub(in crate::source) fn find(text: &str) -> impl Iterator<Item = (PrivateKind, Range<usize>)> {
    runs(text, SHORTEST).flat_map(|run| run.numbers(text))
}
