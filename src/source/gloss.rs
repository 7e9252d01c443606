//! Pinyin notes that a page carries behind its characters: `區(qū)委`.

use pinyin::ToPinyinMulti;

use super::draft::Draft;
use super::reading::Repair;
use super::script::{self, CLOSE, OPEN};

/// So many toned notes make a glossed page. A report may explain one rare place name, and that note is text.
const ENOUGH: usize = 3;

/// The longest syllable has six letters: zhuàng.
const LONGEST: usize = 6;

/// Letters with tones.
const TONED: &str = "āáǎàēéěèêếīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";

/// A pinyin syllable at the start of a text.
#[derive(Clone, Copy)]
pub(super) struct Syllable<'a> {
    pub text: &'a str,
    pub toned: bool,
}

/// Whether a letter of pinyin carries a tone; nothing when it is no letter of pinyin. `ɑ` and `ɡ` are what some
/// input methods write for `a` and `g`.
fn tone(c: char) -> Option<bool> {
    match c {
        'a'..='z' | 'ü' | 'ɑ' | 'ɡ' => Some(false),
        _ if c.is_ascii() => None,
        _ => TONED.contains(c).then_some(true),
    }
}

/// The syllable a text starts with, if what follows it is a closing bracket. A capital first letter is allowed.
pub(super) fn syllable(text: &str) -> Option<Syllable<'_>> {
    let mut toned = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if matches!(c, ')' | CLOSE) {
            return (count > 0).then_some(Syllable { text: &text[..at], toned });
        }
        let lower = if count == 0 { c.to_lowercase().next().unwrap_or(c) } else { c };
        toned |= tone(lower)?;
        if count == LONGEST {
            return None;
        }
    }
    None
}

/// One form for comparing: lower case, `ü` for `v`.
pub(super) fn normal(syllable: &str) -> String {
    let one = |c: char| match c {
        'v' => 'ü',
        'ɑ' => 'a',
        'ɡ' => 'g',
        _ => c,
    };
    syllable.chars().flat_map(char::to_lowercase).map(one).collect()
}

/// Whether a character is read so, tones included.
pub(super) fn reads_as(c: char, syllable: &str) -> bool {
    let syllable = normal(syllable);
    c.to_pinyin_multi().is_some_and(|all| all.into_iter().any(|one| one.with_tone() == syllable))
}

/// A note in brackets behind a character.
struct Note<'a> {
    start: usize,
    end: usize,
    syllable: Syllable<'a>,
    /// The character it explains; of a doubled note, `報(bào)(bào)`, the same.
    of: char,
}

/// All notes of a text, toned or not, in order.
fn notes(text: &str) -> impl Iterator<Item = Note<'_>> {
    let mut last: Option<(usize, char)> = None;
    memchr::memchr2_iter(b'(', 0xEF, text.as_bytes()).filter_map(move |start| {
        let open = text[start..].chars().next().filter(|&c| c == '(' || c == OPEN)?;
        let inside = start + open.len_utf8();
        let syllable = syllable(&text[inside..])?;
        // Spaces between are seen through: they may turn out to be stray.
        let before = text[..start].trim_end_matches(script::is_gap);
        let of = match last {
            Some((end, of)) if end >= before.len() => of,
            _ => before.chars().next_back().filter(|&c| script::is_han(c))?,
        };
        let close = inside + syllable.text.len();
        let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
        last = Some((end, of));
        Some(Note { start, end, syllable, of })
    })
}

/// Skips the notes of a glossed page. A note without tone, `(de)`, counts only behind a character that is read so.
pub(super) fn skip<'a>(draft: &mut Draft<'a>, text: &'a str) {
    if notes(text).filter(|note| note.syllable.toned).take(ENOUGH).count() < ENOUGH {
        return;
    }
    for note in notes(text) {
        if note.syllable.toned || reads_as(note.of, note.syllable.text) {
            draft.put(note.start, note.end, Repair::Gloss, "");
        }
    }
}
