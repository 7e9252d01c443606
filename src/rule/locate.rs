//! Finds the place of a key or value in YAML. Slow and exact; only errors come here.

use std::ops::Range;

use marked_yaml::{LoaderOptions, Marker, Node};

/// Where a path of keys leads: `check.pattern.regex`, `examples[1].bad`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The last key; for a member of a list, its value.
    pub key: Range<usize>,
    /// The value if it is a single text, number or word, else the last key.
    pub value: Range<usize>,
}

/// The members of a list that is all of a text, each from the line it begins on to the next one's.
pub(super) fn members(text: &str) -> Vec<Range<usize>> {
    let Ok(Node::Sequence(list)) = marked_yaml::parse_yaml_with_options(0, text, LoaderOptions::default().toplevel_sequence())
    else {
        return Vec::new();
    };
    // All markers in one pass: a look for each by itself would be quadratic.
    let lines: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let start = |node: &Node| {
        let first = match node {
            Node::Mapping(map) => map.keys().next().and_then(|key| key.span().start()),
            other => other.span().start(),
        };
        first.or(node.span().start()).map_or(0, |marker| marker.line().saturating_sub(1))
    };
    let starts: Vec<usize> = list.iter().map(|node| lines.get(start(node)).copied().unwrap_or(text.len())).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end.max(start)).collect()
}

/// Follows a path as far as it goes: of a missing key, the place where it is missing is found.
/// If the text cannot be walked at all (anchors, tags), the first line.
pub(super) fn locate(text: &str, path: &str) -> Found {
    let first = line(text, 0);
    let mut found = Found { key: first.clone(), value: first };
    // A rule is a map, a list of terms is a list.
    let list = |_| marked_yaml::parse_yaml_with_options(0, text, LoaderOptions::default().toplevel_sequence());
    let Ok(root) = marked_yaml::parse_yaml(0, text).or_else(list) else { return found };
    let (mut node, mut flow) = (&root, false);
    for step in path.split(['.', '[', ']']).filter(|step| !step.is_empty()) {
        flow |= opens_flow(text, node);
        let (key, value) = match node {
            Node::Mapping(map) => match map.iter().find(|(key, _)| key.as_str() == step) {
                Some((key, value)) => (scalar(text, byte(text, key.span().start()), true, flow), value),
                None => break,
            },
            Node::Sequence(list) => match step.parse().ok().and_then(|at: usize| list.get(at)) {
                Some(value) => (member(text, value, flow), value),
                None => break,
            },
            Node::Scalar(_) => break,
        };
        let value_at = match value {
            Node::Scalar(scalar_node) => scalar(text, byte(text, scalar_node.span().start()), false, flow),
            _ => key.clone(),
        };
        found = Found { key, value: value_at };
        node = value;
    }
    found
}

/// A member of a list. A map in it begins with its first key; its own marker lies behind that.
fn member(text: &str, value: &Node, flow: bool) -> Range<usize> {
    let own = byte(text, value.span().start());
    match value {
        Node::Scalar(_) => scalar(text, own, false, flow),
        Node::Mapping(map) if !opens_flow(text, value) => {
            line(text, map.keys().next().map_or(own, |key| byte(text, key.span().start())))
        }
        _ => line(text, own),
    }
}

/// The nth occurrence of `needle` inside a place; all of the place if there is none.
pub(super) fn within(text: &str, place: Range<usize>, needle: &str, nth: usize) -> Range<usize> {
    let found = text.get(place.clone()).and_then(|inside| inside.match_indices(needle).nth(nth));
    found.map_or(place.clone(), |(at, _)| place.start + at..place.start + at + needle.len())
}

/// The key or value that begins at a byte: up to its closing quote, the colon, the end of the line, or of the block.
pub(super) fn scalar(text: &str, start: usize, key: bool, flow: bool) -> Range<usize> {
    if let Some(body) = block_body(text, start).filter(|_| !key) {
        return block(text, body);
    }
    let rest = text.get(start..).unwrap_or_default();
    let first = rest.lines().next().unwrap_or_default();
    let length = match rest.as_bytes().first() {
        Some(b'"') => quoted(rest, '"', '\\'),
        Some(b'\'') => quoted(rest, '\'', '\''),
        _ => {
            let ends = |needle: &str| first.find(needle).unwrap_or(first.len());
            let mut end = ends(" #");
            if key {
                end = end.min(ends(": ")).min(first.strip_suffix(':').map_or(first.len(), str::len));
            }
            if flow {
                end = end.min(first.find([',', ']', '}']).unwrap_or(first.len()));
            }
            first[..end].trim_end().len()
        }
    };
    start..start + length
}

/// The line that a byte lies in, from that byte on, without space at its end.
pub(super) fn line(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    start..start + rest.trim_end().len()
}

/// The length of a quoted text with its quotes; `escape` before a quote, or a doubled one, keeps it open.
fn quoted(rest: &str, quote: char, escape: char) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = chars.peek().is_some_and(|&(_, next)| next == quote);
        if c == escape && (escape != quote || doubled) {
            chars.next();
        } else if c == quote {
            return at + quote.len_utf8();
        }
    }
    rest.len()
}

/// Where the lines of a block text begin, if one begins here. One reader points at its `|`, the other at its first word.
fn block_body(text: &str, start: usize) -> Option<usize> {
    if text.get(start..)?.starts_with(['|', '>']) {
        return text[start..].find('\n').map(|at| start + at + 1);
    }
    let body = text[..start].rfind('\n')? + 1;
    let header = text[..body].trim_end().trim_end_matches(['-', '+']);
    (text[body..start].trim().is_empty() && (header.ends_with(" |") || header.ends_with(" >"))).then_some(body)
}

/// The lines of a block text, without the indentation of the first and the empty ones at the end.
fn block(text: &str, body: usize) -> Range<usize> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines = || text[body..].split_inclusive('\n');
    let depth = lines().find(|line| !line.trim().is_empty()).map_or(0, indent);
    let inside: usize = lines().take_while(|line| line.trim().is_empty() || indent(line) >= depth.max(1)).map(str::len).sum();
    let inner = text[body..body + inside].trim_end();
    body + depth.min(inner.len())..body + inner.len()
}

/// Whether a list or map is written with brackets.
fn opens_flow(text: &str, node: &Node) -> bool {
    !matches!(node, Node::Scalar(_)) && text[byte(text, node.span().start())..].starts_with(['{', '['])
}

/// The byte of a marker, which counts lines and characters from 1.
fn byte(text: &str, marker: Option<&Marker>) -> usize {
    let Some(marker) = marker else { return 0 };
    let start: usize = text.split_inclusive('\n').take(marker.line().saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start + rest.char_indices().nth(marker.column().saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# 一个文件
title: 误作  # 注
'why': \"说\\\"明\"
check:
  lexicon:
    - { wrong: 截止, right: 截至 }
    - wrong: 部属
      right: '部''署'
text: |
  第一行
  第二行

last: 末
";

    fn at(path: &str) -> (&str, &str) {
        let found = locate(TEXT, path);
        (&TEXT[found.key], &TEXT[found.value])
    }

    #[test]
    fn keys_and_values_are_found_in_every_style() {
        assert_eq!(at("title"), ("title", "误作"));
        assert_eq!(at("why"), ("'why'", "\"说\\\"明\""));
        assert_eq!(at("check.lexicon[0].wrong"), ("wrong", "截止"));
        assert_eq!(at("check.lexicon.0.right"), ("right", "截至"));
        assert_eq!(at("check.lexicon[1]").0, "wrong: 部属");
        assert_eq!(at("check.lexicon[1].right"), ("right", "'部''署'"));
        assert_eq!(at("text"), ("text", "第一行\n  第二行"));
        assert_eq!(at("last"), ("last", "末"));
    }

    #[test]
    fn a_missing_key_is_found_where_it_is_missing() {
        assert_eq!(at("check.lexicon[7].wrong").0, "lexicon");
        assert_eq!(at("nothing").0, "# 一个文件");
    }
}
