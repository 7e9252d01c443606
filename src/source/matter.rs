//! The title in the front matter of a Markdown file, which sites show above the text.

use std::ops::Range;

/// So many lines are looked at for a heading of the text's own, and so many bytes for its words.
const LINES: usize = 400;
const HEAD: usize = 1 << 12;

/// Where the title stands in the front matter at `block`, if the text itself begins without one.
pub(super) fn title(text: &str, block: Range<usize>) -> Option<Range<usize>> {
    let value = text[block.clone()].lines().find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?.trim();
        let quoted = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark));
        Some(quoted.unwrap_or(value))
    })?;
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let rest = &text[block.end..];
    let head = (0..4).find_map(|less| rest.get(..HEAD.min(rest.len()).saturating_sub(less))).unwrap_or_default();
    let own = rest.lines().take(LINES).any(|line| line.starts_with("# ") || line.starts_with("==="));
    // A value that YAML writes otherwise is not what a reader sees.
    let written = value.contains(['\\', '{', '|', '>']) || value.is_empty();
    let start = value.as_ptr() as usize - text.as_ptr() as usize;
    (!own && !written && !plain(head).contains(&plain(value))).then(|| start..start + value.len())
}
