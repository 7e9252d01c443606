//! A Word document as text: what the reader sees, a line a paragraph.
//!
//! | in the document | in the text |
//! |---|---|
//! | paragraph | a line |
//! | row of a table | one line, `\| 行政处罚 \| 12 \|`; a row of one cell, or with a text in a cell, is a frame around paragraphs |
//! | footnote, endnote, text box | lines behind the paragraph that it hangs on |
//! | number that Word makes | 一、 before the words; a space behind it only where it does not end in a mark |
//! | manual break, tab | U+2028 (read as a line end), a tab |
//! | field | its result |
//! | tracked change | as accepted, or as rejected |
//! | header, footer, table of contents, comment, hidden text, bullet | not there |
//!
//! The limits are in [`limits`]; where each character stands in the document is in [`super::origin`].

mod body;
mod fault;
mod field;
mod layout;
mod limits;
mod line;
mod numbering;
mod numeral;
mod package;
mod paragraph;
mod styles;
mod symbol;
mod xml;

use std::collections::BTreeSet;

use body::{Body, Notes, Shared};
pub use fault::DocxError;
pub(crate) use fault::Refusal;
use layout::Looks;
pub(crate) use limits::{PARAGRAPHS, RUNS};
use line::{Line, moved};
use numbering::{Counters, Numbering};
pub(crate) use package::{Content, Package, Relations, list_of};
use styles::Styles;
pub(crate) use xml::{Step, Tag, Walk};

use super::Changes;
use super::layout::Layout;
use super::origin::{Origin, Origins, Part};

/// Elements whose words show and are not read: the attribute that must have words, if it is one, and how people call it.
const UNREAD: [(&str, &str, &str); 3] =
    [("altChunk", "", "嵌入的其他文件"), ("relIds", "", "SmartArt图形"), ("textpath", "string", "旧式艺术字")];

/// The text of a document, and where it stands in it.
pub(super) struct Words {
    pub text: String,
    pub origins: Origins,
    pub layout: Layout,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8], changes: Changes) -> Result<Words, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.relations("")?.of("officeDocument").map(str::to_owned) else {
        return Err(match package.has("word/document.xml") {
            true => DocxError::Missing { part: "_rels/.rels".to_owned() }.into(),
            false => Refusal::NotWord,
        });
    };
    let relations = package.relations(&main)?;
    let content = match package.part(&main) {
        Err(DocxError::Missing { .. }) if !main.starts_with("word/") => return Err(Refusal::NotWord),
        content => content?,
    };
    let mut part = |kind: &str| relations.of(kind).map(|name| package.part(name)).transpose();
    let styles = part("styles")?.map(|content| Styles::read(&content)).transpose()?.unwrap_or_default();
    let numbering = part("numbering")?.map(|content| Numbering::read(&content)).transpose()?.unwrap_or_default();
    let notes = [(Part::Footnotes, part("footnotes")?), (Part::Endnotes, part("endnotes")?)];
    let (counters, runs) = (Counters::default(), Vec::new());
    let mut shared = Shared {
        styles,
        numbering,
        counters,
        changes,
        notes: Notes::new(),
        runs,
        looks: Looks::default(),
        unread: BTreeSet::new(),
    };
    for (part, content) in notes {
        if let Some(content) = content {
            Body::new(&content, part, &mut shared).notes()?;
        }
    }
    match Body::new(&content, Part::Document, &mut shared).document()? {
        Some(lines) => {
            let (text, lines) = joined(lines);
            let looks = std::mem::take(&mut shared.looks);
            let layout = layout::resolve(&mut package, &relations, &shared.styles, looks, &lines);
            let moved = |(by, line): (u32, Line)| {
                line.origins.into_iter().map(move |origin| Origin { text: moved(&origin.text, by), ..origin })
            };
            let stretches = lines.into_iter().flat_map(moved).collect();
            Ok(Words {
                text,
                origins: Origins { stretches, runs: shared.runs, unread: shared.unread.into_iter().collect() },
                layout,
            })
        }
        None if main.starts_with("word/") => Err(DocxError::Other { part: main }.into()),
        None => Err(Refusal::NotWord),
    }
}

/// The lines as one text, those of a table of contents left out, and where each begins.
fn joined(lines: Vec<Line>) -> (String, Vec<(u32, Line)>) {
    let mut text = String::new();
    let mut placed = Vec::new();
    for line in lines.into_iter().filter(|line| !line.contents) {
        let start = text.len() as u32;
        text += &line.text;
        text.push('\n');
        placed.push((start, line));
    }
    text.truncate(text.trim_end_matches('\n').len());
    (text, placed)
}
