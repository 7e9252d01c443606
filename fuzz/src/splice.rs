//! How an input becomes another. Changed bytes alone would break every Chinese character, so most changes are of lines, words and signs.

use crate::drafts::{DAMAGE, Dice};

/// How pieces of an input are told apart and where new ones come from.
pub struct Splice {
    /// Where a larger piece ends: a line, a tag.
    pub ends: char,
    /// Larger pieces to put in.
    pub pieces: fn() -> &'static [String],
    /// Words and signs to put in anywhere.
    pub signs: &'static [&'static str],
}

/// The input after a few changes; every fifth time those of libFuzzer, on bytes.
pub fn mutated(data: &mut [u8], size: usize, max_size: usize, seed: u32, splice: &Splice) -> usize {
    let mut dice = Dice((u64::from(seed) << 1 | 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for _ in 0..8 {
        dice.throw(2);
    }
    // A whole package is compressed: there is no text to change.
    if splice.signs.is_empty() || dice.throw(5) == 0 || data[..size].starts_with(b"PK") {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut text = String::from_utf8_lossy(&data[..size]).into_owned();
    for _ in 0..1 + dice.throw(4) {
        changed(&mut text, &mut dice, splice);
    }
    let mut end = text.len().min(max_size);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    data[..end].copy_from_slice(&text.as_bytes()[..end]);
    end
}

fn changed(text: &mut String, dice: &mut Dice, splice: &Splice) {
    let pieces = (splice.pieces)();
    let one = |dice: &mut Dice| pieces[dice.throw(pieces.len())].clone();
    let sign = |dice: &mut Dice| splice.signs[dice.throw(splice.signs.len())];
    match dice.throw(12) {
        0 | 1 => {
            let mut new = one(dice);
            if splice.ends == '\n' {
                new.push('\n');
            }
            let at = piece(text, dice, splice.ends).start;
            text.insert_str(at, &new);
        }
        2 => {
            let at = piece(text, dice, splice.ends);
            text.replace_range(at, "");
        }
        3 => {
            let (from, to) = (piece(text, dice, splice.ends), piece(text, dice, splice.ends).start);
            let copy = text[from].to_owned();
            text.insert_str(to, &copy);
        }
        4..=6 => {
            let at = place(text, dice);
            text.insert_str(at, sign(dice));
        }
        7 => {
            let (from, to) = stretch(text, dice);
            text.replace_range(from..to, sign(dice));
        }
        8 => {
            let (from, to) = stretch(text, dice);
            text.replace_range(from..to, "");
        }
        9 => {
            let (from, to) = stretch(text, dice);
            let (copy, at) = (text[from..to].to_owned(), place(text, dice));
            text.insert_str(at, &copy);
        }
        10 => {
            let (from, to) = DAMAGE[dice.throw(DAMAGE.len())];
            let places: Vec<_> = text.match_indices(from).map(|(at, _)| at).collect();
            if let Some(&at) = places.get(dice.throw(places.len())) {
                text.replace_range(at..at + from.len(), to);
            }
        }
        _ => {
            let digits: Vec<_> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
            if let Some(&at) = digits.get(dice.throw(digits.len())) {
                text.replace_range(at..=at, &dice.throw(10).to_string());
            }
        }
    }
}

/// A place between characters.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.throw(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A few characters.
fn stretch(text: &str, dice: &mut Dice) -> (usize, usize) {
    let from = place(text, dice);
    let count = 1 + dice.throw(12);
    (from, text[from..].char_indices().nth(count).map_or(text.len(), |(at, _)| from + at))
}

/// A larger piece, its end included.
fn piece(text: &str, dice: &mut Dice, ends: char) -> std::ops::Range<usize> {
    let at = place(text, dice);
    let from = text[..at].rfind(ends).map_or(0, |end| end + ends.len_utf8());
    let to = text[at..].find(ends).map_or(text.len(), |end| at + end + ends.len_utf8());
    from..to
}

/// Lines of reports.
pub static LINES: Splice = Splice { ends: '\n', pieces: || &crate::seeds::LINES, signs: crate::seeds::SIGNS };

/// Bytes that stand for something else: libFuzzer's own changes.
pub static BYTES: Splice = Splice { ends: '\n', pieces: || &[], signs: &[] };
