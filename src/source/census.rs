//! One look through a text: what is in it that some step of reading must see to.

use super::{garbled, invisible, script, traditional};

/// What a text holds. A clean text holds nothing, and its reading is the text itself.
pub(super) struct Census(u32);

impl Census {
    /// A half-width mark that may stand for a full-width one.
    pub const MARK: u32 = 1;
    /// A space inside a line.
    pub const GAP: u32 = 1 << 1;
    /// A character that shows as nothing, or as an ordinary space.
    pub const INVISIBLE: u32 = 1 << 2;
    /// A letter with a tone, as pinyin has them.
    pub const TONE: u32 = 1 << 3;
    /// A traditional character.
    pub const TRADITIONAL: u32 = 1 << 4;
    /// A `?` that may be half a character.
    pub const BROKEN: u32 = 1 << 5;
    /// A `<` or `&` that may begin a tag or an entity.
    pub const MARKUP: u32 = 1 << 6;
    /// A character that UTF-8 read in another encoding is full of.
    pub const GARBLED: u32 = 1 << 7;
    /// A radical that stands for a character.
    pub const RADICAL: u32 = 1 << 8;

    /// Looks through a text once.
    pub fn of(text: &str) -> Census {
        let mut found = 0;
        let mut inside = false;
        for c in text.chars() {
            if matches!(c, '\u{4E00}'..='\u{9FFF}') {
                found |= u32::from(traditional::has(c)) * Self::TRADITIONAL;
                found |= u32::from(garbled::is_sign(c)) * Self::GARBLED;
                inside = true;
                continue;
            }
            found |= match c {
                '\n' | '\r' => 0,
                ' ' | '\t' | '\u{3000}' => u32::from(inside) * Self::GAP,
                '?' => Self::MARK | Self::BROKEN,
                invisible::BREAK => Self::INVISIBLE,
                '\u{FFFD}' => Self::BROKEN,
                '<' | '&' => Self::MARKUP,
                _ if c.is_ascii() && script::full(c).is_some() => Self::MARK,
                '\u{E2}'..='\u{EF}' => Self::TONE | Self::GARBLED,
                '\u{E0}'..='\u{17F}' | '\u{1CD}'..='\u{1DC}' | '\u{1F8}' | '\u{1F9}' => Self::TONE,
                '\u{20AC}' => Self::GARBLED,
                '\u{2E80}'..='\u{2FD5}' => Self::RADICAL,
                _ if invisible::reads(c).is_some() => Self::INVISIBLE | Self::GAP,
                _ if traditional::has(c) => Self::TRADITIONAL,
                _ => 0,
            };
            inside = match c {
                '\n' | '\r' => false,
                _ => inside || !script::is_gap(c),
            };
        }
        Census(found)
    }

    /// Whether any of `what` is there.
    pub fn has(&self, what: u32) -> bool {
        self.0 & what != 0
    }
}
