//! Headings as patterns: words, with `…` for anything, 〔年〕 and 〔次年〕 for the years.

use memchr::memmem;

use crate::check::words::Glance;

/// Whether words of these characters may fit `pattern`: most patterns need one that is not there.
pub(super) fn may_fit(pattern: &str, signs: &Glance) -> bool {
    pattern.chars().all(|sign| matches!(sign, '…' | '〔' | '次' | '年' | '〕') || signs.has(sign))
}

/// Whether `words` fits `pattern`. `year` is the year reported on; without it the years fit any.
pub fn fits(pattern: &str, words: &str, year: Option<i32>) -> bool {
    let mut pieces = pattern.split('…');
    let Some(mut at) = pieces.next().and_then(|first| eat(first, words, year)) else { return false };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let rest = &words[at..];
        let found = match pieces.peek() {
            None if piece.is_empty() => return true,
            None => find(piece, rest, year, |end| end == rest.len()),
            Some(_) => find(piece, rest, year, |_| true),
        };
        let Some((from, length)) = found else { return false };
        at += from + length;
    }
    at == words.len()
}

/// The first place where a piece stands and ends as wanted, with its length.
fn find(piece: &str, text: &str, year: Option<i32>, ends: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    // Most pieces are plain words; only those with a year must be tried at each place.
    let plain = piece.split('〔').next().unwrap_or_default();
    let mut from = 0;
    loop {
        from += memmem::find(&text.as_bytes()[from..], plain.as_bytes())?;
        // The end of a span, 2021—2025年, is no year of its own.
        let spanned = piece.starts_with('〔') && text[..from].ends_with(['-', '—', '–', '－', '~', '～', '至']);
        if let Some(length) = eat(piece, &text[from..], year).filter(|length| !spanned && ends(from + length)) {
            return Some((from, length));
        }
        from += text[from..].chars().next()?.len_utf8();
    }
}

/// How much of the beginning of `text` the piece takes.
fn eat(piece: &str, text: &str, year: Option<i32>) -> Option<usize> {
    let (mut piece, mut at) = (piece, 0);
    while !piece.is_empty() {
        let (distance, after) = match (piece.strip_prefix("〔年〕"), piece.strip_prefix("〔次年〕")) {
            (Some(after), _) => (0, after),
            (_, Some(after)) => (1, after),
            _ => {
                let sign = piece.chars().next()?;
                text[at..].strip_prefix(sign)?;
                (at, piece) = (at + sign.len_utf8(), &piece[sign.len_utf8()..]);
                continue;
            }
        };
        let figures = text.get(at..at + 4).filter(|figures| figures.bytes().all(|byte| byte.is_ascii_digit()))?;
        if year.is_some_and(|year| figures.parse() != Ok(year + distance)) {
            return None;
        }
        (at, piece) = (at + 4, after);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_are_anchored_but_for_their_dots() {
        let table = [
            ("…存在…不足…", "2024年推进法治政府建设存在的不足和原因", true),
            ("…存在…不足…", "不足", false),
            ("…工作情况", "2024年主要工作情况", true),
            ("…工作情况", "工作情况说明", false),
            ("主要工作", "主要工作", true),
            ("主要工作", "2024年主要工作", false),
            ("…〔次年〕年…", "2025年工作安排", true),
            ("…〔次年〕年…", "2024年工作安排", false),
            ("〔年〕年…情况", "2024年有关情况", true),
            ("…〔次年〕年…", "落实规划2021—2025年", false),
            ("…情况", "情况", true),
            ("…", "", true),
        ];
        for (pattern, words, expected) in table {
            assert_eq!(fits(pattern, words, Some(2024)), expected, "{pattern} {words}");
        }
        assert!(fits("…〔次年〕年…", "2031年打算", None));
    }
}
