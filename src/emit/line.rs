//! Makes text safe to print in one line: drafts and file names are strangers' bytes, and an escape
//! sequence or a line break in them must not reach a terminal or break a line-oriented reader.

use std::borrow::Cow;

/// The text on one line: line breaks and tabs become spaces, other control characters U+FFFD.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if !text.chars().any(unsafe_here) {
        return Cow::Borrowed(text);
    }
    let text = text.trim_end_matches(['\r', '\n']).replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if unsafe_here(c) { stand_in(c) } else { c }).collect())
}

/// Whether a character would do something to a terminal instead of being seen.
pub(super) fn unsafe_here(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn stand_in(c: char) -> char {
    if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { '\u{FFFD}' }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn line_breaks_become_spaces_and_escapes_are_disarmed() {
        assert_eq!(fold("一句话"), "一句话");
        assert_eq!(fold("上\r\n下\n"), "上 下");
        assert_eq!(fold("a\u{1b}[31mb\u{202e}c"), "a\u{FFFD}[31mb\u{FFFD}c");
    }
}
