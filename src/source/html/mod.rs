//! Web pages: the article is read, its tags skipped; what furnishes the page is left out.

mod article;
mod element;
mod furniture;
mod scan;

use std::ops::Range;

use article::is_block;
use element::Kind;
pub(super) use scan::comments;
use scan::{Event, seen};

use super::draft::Draft;
use super::flow::Flow;

/// Reads the article of a page. Paragraphs, list items, headings and cells of tables are lines each; entities are their
/// characters; white space closes up as a browser closes it. Of a page without an article nothing is read.
pub(super) fn read<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut flow = Flow::of(draft, text);
    if let Some(article) = article::find(text) {
        if let Some(title) = article.title {
            lay_out(&mut flow, text, title);
            flow.line();
        }
        for part in article.body {
            lay_out(&mut flow, text, part);
            flow.line();
        }
    }
    flow.finish();
}

fn lay_out(flow: &mut Flow, text: &str, range: Range<usize>) {
    let mut kept = 0;
    seen(text, range, &mut |event, kind| {
        match event {
            Event::Text(start, end) => return flow.coded(start, end),
            Event::Open(..) if kind == Kind::Kept => kept += 1,
            Event::Close(..) if kind == Kind::Kept => kept = usize::saturating_sub(kept, 1),
            _ => {}
        }
        flow.kept_lines = kept > 0;
        if is_block(kind) || kind == Kind::Break {
            flow.line();
        }
    });
    flow.kept_lines = false;
}

/// The encoding that a page says it has, in the tag that browsers look for: `<meta charset="gb2312">`.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const LOOKED_AT: usize = 4096;
    const NAME: &[u8] = b"charset";
    let head = bytes[..bytes.len().min(LOOKED_AT)].to_ascii_lowercase();
    memchr::memmem::find_iter(&head, NAME).find_map(|at| {
        let tag = head[..at].iter().rposition(|byte| *byte == b'<')?;
        let value = head[at + NAME.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| b"\"' ;/>".contains(byte))?;
        encoding_rs::Encoding::for_label_no_replacement(&value[..end]).filter(|_| head[tag..].starts_with(b"<meta"))
    })
}
