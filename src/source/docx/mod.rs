//! A Word document as text: what the reader sees, a line a paragraph.
//!
//! | in the document | in the text |
//! |---|---|
//! | paragraph | a line |
//! | row of a table | one line, `\| 行政处罚 \| 12 \|`; a row of one cell is a frame around its paragraphs |
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
mod limits;
mod line;
mod numbering;
mod numeral;
mod package;
mod paragraph;
mod styles;
mod symbol;
mod xml;

use body::{Body, Notes, Shared};
pub use fault::DocxError;
pub(crate) use fault::Refusal;
use line::{Line, moved};
use numbering::{Counters, Numbering};
pub(crate) use package::{Content, Package, list_of};
use styles::Styles;
pub(crate) use xml::{Step, Tag, Walk};

use super::Changes;
use super::origin::{Origin, Origins, Part};

/// The text of a document, and where it stands in it.
pub(super) struct Words {
    pub text: String,
    pub origins: Origins,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8], changes: Changes) -> Result<Words, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.relations("")?.remove("officeDocument") else {
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
    let mut part = |kind: &str| relations.get(kind).map(|name| package.part(name)).transpose();
    let styles = part("styles")?.map(|content| Styles::read(&content)).transpose()?.unwrap_or_default();
    let numbering = part("numbering")?.map(|content| Numbering::read(&content)).transpose()?.unwrap_or_default();
    let notes = [(Part::Footnotes, part("footnotes")?), (Part::Endnotes, part("endnotes")?)];
    let (counters, runs) = (Counters::default(), Vec::new());
    let mut shared = Shared { styles, numbering, counters, changes, notes: Notes::new(), runs };
    for (part, content) in notes {
        if let Some(content) = content {
            Body::new(&content, part, &mut shared).notes()?;
        }
    }
    match Body::new(&content, Part::Document, &mut shared).document()? {
        Some(lines) => Ok(joined(lines, shared)),
        None if main.starts_with("word/") => Err(DocxError::Other { part: main }.into()),
        None => Err(Refusal::NotWord),
    }
}

/// The lines as one text, those of a table of contents left out.
fn joined(lines: Vec<Line>, shared: Shared) -> Words {
    let mut text = String::new();
    let mut stretches: Vec<Origin> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.contents) {
        let by = text.len() as u32;
        text += &line.text;
        text.push('\n');
        stretches.extend(line.origins.into_iter().map(|origin| Origin { text: moved(&origin.text, by), ..origin }));
    }
    text.truncate(text.trim_end_matches('\n').len());
    Words { text, origins: Origins { stretches, runs: shared.runs } }
}
