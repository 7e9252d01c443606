//! What stands on a page beside its text: its number, and the line that heads or ends every page.

use std::collections::HashMap;

use super::line::Line;

/// A line that heads so many pages, and half of all, is none of the text.
const PAGES: usize = 3;
/// A bare number is that of a page if it is not much larger than there are pages.
const MORE: usize = 50;

/// The pages without numbers and running lines, each line's indent counted from the page's left edge.
pub(super) fn without_furniture(mut pages: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let most = pages.len() + MORE;
    for page in &mut pages {
        page.pop_if(|line| is_number(line.text, most));
        if page.first().is_some_and(|line| is_number(line.text, most)) {
            page.remove(0);
        }
    }
    drop_running(&mut pages, |page| (!page.is_empty()).then_some(0));
    drop_running(&mut pages, |page| page.len().checked_sub(1));
    for page in &mut pages {
        let edge = page.iter().map(|line| line.indent).min().unwrap_or(0);
        page.iter_mut().for_each(|line| line.indent -= edge);
    }
    pages
}

/// Drops a line at one end of the pages that is the same on most, but for its figures.
fn drop_running(pages: &mut [Vec<Line>], end: fn(&[Line]) -> Option<usize>) {
    let key = |page: &[Line]| {
        let text = page[end(page)?].text;
        let key: String = text.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect();
        (!key.is_empty()).then_some(key)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    pages.iter().filter_map(|page| key(page)).for_each(|key| *counts.entry(key).or_default() += 1);
    let running = |count: &usize| *count >= PAGES && *count * 2 >= pages.len();
    counts.retain(|_, count| running(count));
    for page in pages.iter_mut() {
        if let (Some(at), true) = (end(page), key(page).is_some_and(|key| counts.contains_key(&key))) {
            page.remove(at);
        }
    }
}

/// Whether a line is the number of a page: `— 3 —`, `- 3 -`, 第3页, 第3页 共12页, 3/12, 3.
fn is_number(text: &str, most: usize) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let dashed = plain.trim_matches(['—', '–', '-', '―', '－', '─', '_', '·', '~']);
    let paged = plain.strip_prefix('第').and_then(|rest| rest.split_once('页')).filter(|(_, rest)| {
        rest.is_empty() || rest.trim_start_matches(['/', '\u{FF0C}', ',']).starts_with('共') && rest.ends_with('页')
    });
    let figures = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = |text: &str| figures(text) && text.parse().is_ok_and(|number: usize| number <= most);
    let of = plain.split_once('/').is_some_and(|(page, all)| bare(page) && bare(all));
    figures(dashed) && dashed.len() < plain.len() || paged.is_some_and(|(page, _)| figures(page)) || of || bare(&plain)
}

/// A full-width figure as a plain one.
fn narrow(c: char) -> char {
    match c {
        '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_of_pages_are_told_from_lines() {
        for text in ["— 3 —", "—3—", "- 12 -", "第3页", "第 3 页 共 12 页", "第3页/共12页", "3/12", "３", "3", "－３－"]
        {
            assert!(is_number(text, 60), "{text}");
        }
        for text in ["", "—", "2024", "2024年", "第3条", "一、", "3件", "12345", "-", "第一页", "办结3"] {
            assert!(!is_number(text, 60), "{text}");
        }
    }
}
