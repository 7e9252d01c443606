//! Which characters are Chinese, and the half-width twins of their marks.

/// Half-width marks and the full-width ones they stand for. Written as escapes: editors flatten them.
const TWINS: [(char, char); 7] =
    [(',', '\u{FF0C}'), (';', '\u{FF1B}'), (':', '\u{FF1A}'), ('!', '\u{FF01}'), ('?', '\u{FF1F}'), ('(', OPEN), (')', CLOSE)];

/// The full-width opening bracket.
pub(super) const OPEN: char = '\u{FF08}';
/// The full-width closing bracket.
pub(super) const CLOSE: char = '\u{FF09}';

/// The full-width form of a half-width mark.
pub(super) fn full(mark: char) -> Option<char> {
    TWINS.iter().find(|(half, _)| *half == mark).map(|&(_, full)| full)
}

/// Whether a mark is the full-width form of a half-width one.
pub(super) fn is_twin(mark: char) -> bool {
    TWINS.iter().any(|(_, full)| *full == mark)
}

/// A Chinese character, `〇` included.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A mark of Chinese writing: full-width marks, `。、《》「」【】〔〕`, and curly quotation marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}')
        || matches!(c, '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}')
        || matches!(c, '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}')
}

/// A character or mark that makes its neighbours Chinese context.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || is_mark(c)
}

/// The spaces a line can hold once invisible ones are read as ordinary.
pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
}

/// The lines of a text as byte ranges, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    let mut start = 0;
    ends.map(move |end| {
        let line = (start, &text[start..end]);
        start = (end + 1).min(text.len());
        line
    })
}
