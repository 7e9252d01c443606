//! Markdown: its marks are skipped; front matter (but for a title that the text has not), code, tables and HTML are left alone.
//!
//! A heading, an item of a list and a line of a paragraph are a line each, because Chinese drafts are not wrapped by hand.
//! Lines that are indented by spaces are read as lines, not as code. The number of an item is the number that stands in the
//! file and belongs to the text, unless all items have the same: then they are counted, as every reader of Markdown does.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::draft::Draft;
use super::flow::Flow;
use super::matter;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// A list, and how far its items were read.
struct List {
    first: Option<u64>,
    items: u64,
}

/// Reads the words of a Markdown file.
pub(super) fn read<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut flow = Flow::of(draft, text);
    flow.kept_lines = true;
    let mut lists: Vec<List> = Vec::new();
    let mut depth = 0_usize;
    // How deep the element lies that is left out.
    let mut left = None;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if is_line(&tag) {
                    flow.line();
                }
                if left.is_none() && is_left_out(&tag) {
                    flow.left_out();
                    left = Some(depth);
                }
                match tag {
                    Tag::MetadataBlock(_) => {
                        if let Some(title) = matter::title(text, range) {
                            flow.plain(title.start, title.end);
                            flow.line();
                        }
                    }
                    Tag::List(first) => lists.push(List { first, items: 0 }),
                    Tag::Item if left.is_none() => item(&mut flow, text, range.start, lists.last_mut()),
                    _ => {}
                }
            }
            Event::End(end) => {
                left = left.filter(|left| *left != depth);
                depth = depth.saturating_sub(1);
                if let pulldown_cmark::TagEnd::List(_) = end {
                    lists.pop();
                }
                if !is_inline(end) {
                    flow.line();
                }
            }
            _ if left.is_some() => {}
            Event::Text(words) if text[range.clone()] == *words => flow.plain(range.start, range.end),
            Event::Text(words) => flow.read_as(range.start, range.end, &words),
            Event::SoftBreak | Event::HardBreak | Event::Rule => flow.line(),
            Event::Code(_) => flow.left_out(),
            Event::InlineHtml(code) if code.starts_with("<br") => flow.line(),
            _ => {}
        }
    }
    flow.finish();
}

/// The places of comments: in HTML, not in code.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let mut from = range.start;
        while let (Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_), Some(open)) = (&event, text[from..range.end].find(OPEN)) {
            let open = from + open;
            let end = text[open..range.end].find(CLOSE).map_or(range.end, |close| open + close + CLOSE.len());
            found.push(open..end);
            from = end;
        }
    }
    found
}

/// The number of a list's item.
fn item(flow: &mut Flow, text: &str, at: usize, list: Option<&mut List>) {
    let Some(List { first: Some(first), items }) = list else { return };
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let Ok(number) = text[at..at + digits].parse::<u64>() else { return };
    let counted = *first + *items;
    let number = if number == *first { counted } else { number };
    *items += 1;
    flow.read_as(at, at + digits + 1, &format!("{number}."));
}

/// Whether an element is a line of its own.
fn is_line(tag: &Tag) -> bool {
    !is_inline(tag.to_end())
}

fn is_inline(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

/// Whether an element is no words of the text: code, tables, HTML, pictures, addresses, what is struck out.
fn is_left_out(tag: &Tag) -> bool {
    match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::HtmlBlock | Tag::Table(_) | Tag::MetadataBlock(_) => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        Tag::Image { .. } | Tag::Strikethrough => true,
        _ => false,
    }
}
