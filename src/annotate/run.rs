//! A run as it is written: its tag, its properties and what it holds, by bytes of the part.

use std::ops::Range;

use super::xml::Ids;
use crate::source::{DocxError, Tag, Walk};

/// A `w:r`.
#[derive(Debug)]
pub(super) struct Run {
    /// All of it.
    pub bytes: Range<usize>,
    /// Its start tag.
    pub open: Range<usize>,
    /// Its `w:rPr`, empty if it has none.
    pub properties: Range<usize>,
    /// Where these hold ids of their own: of a tracked change of the looks.
    ids: Vec<Range<usize>>,
    /// What else it holds.
    pub children: Vec<Child>,
    /// How it is called: `w:r`.
    pub name: String,
}

/// An element in a run.
#[derive(Debug)]
pub(super) struct Child {
    /// All of it.
    pub bytes: Range<usize>,
    /// Its start tag.
    pub open: Range<usize>,
    /// How it is called: `w:t`.
    pub name: String,
    /// Its name, if it is one of Word's: `t`.
    pub word: String,
    /// Its `w:id`: of a note or a comment that is called here.
    pub id: Option<String>,
    /// What shows of a `w:t`: blanks at its ends count only if it says so.
    pub shown: Range<usize>,
    /// Whether it says so.
    pub preserved: bool,
    /// Where its end tag begins; its end, if it has none.
    pub close: usize,
}

impl Child {
    /// Whether it holds characters that stand, or stood, in the text.
    pub fn is_text(&self) -> bool {
        matches!(&*self.word, "t" | "delText")
    }
}

impl Run {
    /// Reads the run that has just begun. `xml` is the whole part.
    pub fn read(walk: &mut Walk, tag: &Tag, xml: &str) -> Result<Run, DocxError> {
        let (open, name) = (tag.start..walk.position(), tag.written().to_owned());
        let mut run = Run { bytes: open.clone(), open, properties: 0..0, ids: Vec::new(), children: Vec::new(), name };
        while let Some(tag) = walk.child()? {
            if tag.word() == "rPr" {
                run.look(walk, &tag)?;
                continue;
            }
            let open = tag.start..walk.position();
            walk.skip()?;
            let bytes = open.start..walk.position();
            let preserved = tag.attribute("space").is_some_and(|value| value == "preserve");
            let close = xml[open.end..bytes.end].rfind("</").map_or(bytes.end, |at| open.end + at);
            let shown = shown(xml, open.end..close, preserved);
            let (name, word) = (tag.written().to_owned(), tag.word().to_owned());
            run.children.push(Child { bytes, open, name, word, id: tag.attribute("id"), shown, preserved, close });
        }
        run.bytes.end = walk.position();
        Ok(run)
    }

    /// Reads its properties.
    fn look(&mut self, walk: &mut Walk, tag: &Tag) -> Result<(), DocxError> {
        while let Some(inside) = walk.child()? {
            self.ids.extend(inside.place("id").filter(|_| inside.word() == "rPrChange"));
            walk.skip()?;
        }
        self.properties = tag.start..walk.position();
        Ok(())
    }

    /// Its tags and properties around part of its content.
    pub fn around(&self, xml: &str, content: &str) -> String {
        let (open, properties) = (&xml[self.open.clone()], &xml[self.properties.clone()]);
        format!("{open}{properties}{content}</{}>", self.name)
    }

    /// The same around content that is not the first: no id may stand in a document twice.
    pub fn again(&self, xml: &str, content: &str, ids: &mut Ids) -> String {
        let properties = self.with(xml, || ids.take().to_string());
        format!("{}{properties}{content}</{}>", &xml[self.open.clone()], self.name)
    }

    /// What makes it look as it does: two runs of one look have the same.
    pub fn looks(&self, xml: &str) -> String {
        self.with(xml, String::new)
    }

    /// Its properties with other ids.
    fn with(&self, xml: &str, mut id: impl FnMut() -> String) -> String {
        let (mut properties, mut done) = (String::new(), self.properties.start);
        for place in &self.ids {
            properties += &xml[done..place.start];
            properties += &id();
            done = place.end;
        }
        properties + &xml[done..self.properties.end]
    }
}

/// What shows of what stands between two tags.
fn shown(xml: &str, inside: Range<usize>, preserved: bool) -> Range<usize> {
    if preserved {
        return inside;
    }
    let text = &xml[inside.clone()];
    let blank = |c: char| c.is_ascii_whitespace();
    let start = inside.start + text.len() - text.trim_start_matches(blank).len();
    start..start.max(inside.start + text.trim_end_matches(blank).len())
}
