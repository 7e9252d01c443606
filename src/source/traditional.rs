//! Traditional characters, read as simplified ones: `區` as `区`.

use super::draft::Draft;
use super::reading::Repair;

/// The characters the table spans.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// Standard characters of simplified texts that the dictionary folds all the same: 乾 of 乾隆, 徵 of 宫商角徵羽, and
/// surnames and given names. 薴 is left out because it would fold in two steps.
const STANDARD: [char; 12] = ['乾', '徵', '甯', '昇', '藉', '夥', '吒', '薹', '麴', '榘', '菸', '薴'];

/// Those of them that a page of traditional characters has for another: 徵集, 藉助, 瞭解.
const ON_TRADITIONAL_PAGES: [(char, char); 6] =
    [('徵', '征'), ('藉', '借'), ('瞭', '了'), ('乾', '干'), ('夥', '伙'), ('菸', '烟')];

/// 著 is the 着 of 著力 and 隨著 there, and itself in 著名 and 顯著.
const WRITTEN: char = '著';
const BEFORE_WRITTEN: &str = "显顯卓名专專原编編土昭论論译譯巨遗遺合";
const AFTER_WRITTEN: &str = "名作称稱述者录錄书書";

/// So many traditional characters make such a page; a name or a quotation has fewer.
const PAGE: usize = 20;

/// Simplified forms by offset from [`FIRST`], as `build.rs` writes them; 0 where a character stays as it is.
static SIMPLIFIED: [u16; (LAST - FIRST + 1) as usize] = include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// Whether a character is traditional.
pub(super) fn has(c: char) -> bool {
    of(c).is_some()
}

/// The simplified form of a traditional character.
fn of(c: char) -> Option<char> {
    let offset = u32::from(c).wrapping_sub(FIRST) as usize;
    match SIMPLIFIED.get(offset) {
        Some(&simplified) if simplified != 0 && !STANDARD.contains(&c) => char::from_u32(u32::from(simplified)),
        _ => None,
    }
}

/// The simplified form, or the character itself.
pub(super) fn folded(c: char) -> char {
    of(c).unwrap_or(c)
}

/// Reads each traditional character as its simplified form.
pub(super) fn fold<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let page = text.chars().filter(|&c| has(c)).take(PAGE).count() == PAGE;
    let also = |c: char| ON_TRADITIONAL_PAGES.iter().find(|(from, _)| *from == c).map(|&(_, to)| to);
    for (at, c) in text.char_indices() {
        if page && c == WRITTEN && is_for_another(text, at) {
            draft.put(at, at + c.len_utf8(), Repair::Traditional, "着");
        }
        if let Some(simplified) = of(c).or_else(|| also(c).filter(|_| page)) {
            draft.put(at, at + c.len_utf8(), Repair::Traditional, simplified.encode_utf8(&mut [0; 4]));
        }
    }
}

/// 著力, but not 顯著. Notes of a page may stand between: 顯(xiǎn)著.
fn is_for_another(text: &str, at: usize) -> bool {
    let is_note = |c: char| matches!(c, '(' | ')') || !matches!(c, '\u{2E80}'..='\u{FFEF}');
    let last = text[..at].chars().rev().find(|c| !is_note(*c));
    let next = text[at + WRITTEN.len_utf8()..].chars().find(|c| !is_note(*c));
    !last.is_some_and(|c| BEFORE_WRITTEN.contains(c)) && !next.is_some_and(|c| AFTER_WRITTEN.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_once_and_keeps_standard_characters() {
        for c in (FIRST..=LAST).filter_map(char::from_u32) {
            assert!(!has(folded(c)), "{c} folds in two steps");
        }
        let kept = "疁浈枧垓乾瞭著堃";
        assert_eq!(kept.chars().map(folded).collect::<String>(), kept);
        assert_eq!("區後於顯黨".chars().map(folded).collect::<String>(), "区后于显党");
    }
}
