//! Characters that show as nothing or as a space: `第一批 共享` with a no-break space copied from a web page.

use super::draft::Draft;
use super::reading::Repair;

/// A line break inside a paragraph, as a Word document has it.
pub(super) const BREAK: char = '\u{2028}';

/// How an invisible character is read: as an ordinary space or not at all; nothing for visible ones.
/// U+3000, tabs and line ends are no invisible characters: they lay a page out.
pub(super) fn reads(c: char) -> Option<&'static str> {
    match c {
        '\t' | '\n' | '\r' | ' '..='\u{7E}' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' => Some(""),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Some(" "),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => Some(""),
        _ => None,
    }
}

/// Reads each of them so.
pub(super) fn clear<'a>(draft: &mut Draft<'a>, text: &'a str) {
    for (at, c) in text.char_indices() {
        if c == BREAK {
            draft.put(at, at + c.len_utf8(), Repair::Break, "\n");
        } else if let Some(read) = reads(c) {
            draft.put(at, at + c.len_utf8(), Repair::Invisible, read);
        }
    }
}
