//! The words of a part in reading order: paragraphs and the rows of tables, with notes and text boxes behind the paragraph
//! that they hang on.

mod words;

use std::collections::{BTreeSet, HashMap};

use super::fault::DocxError;
use super::field::Fields;
use super::layout::{Look, Looks, RunFormat, SectionProperties};
use super::limits::PARAGRAPHS;
use super::line::{Line, holds_paragraphs, row};
use super::numbering::{Counters, Numbering};
use super::package::Content;
use super::paragraph::Properties;
use super::styles::Styles;
use super::xml::{Space, Step, Tag, Walk};
use super::{UNREAD, symbol};
use crate::source::Changes;
use crate::source::invisible::BREAK;
use crate::source::origin::{Part, Run};

/// The notes of a document by part and id, each taken where it is called.
pub(in crate::source::docx) type Notes = HashMap<(Part, String), Vec<Line>>;

/// What the parts of one document share.
pub(in crate::source::docx) struct Shared {
    pub styles: Styles,
    pub numbering: Numbering,
    pub counters: Counters,
    pub changes: Changes,
    pub notes: Notes,
    pub runs: Vec<Run>,
    pub looks: Looks,
    /// What shows and is not read, as [`super::UNREAD`] calls it.
    pub unread: BTreeSet<&'static str>,
}

/// A paragraph under way.
#[derive(Default)]
struct Paragraph {
    line: Line,
    /// Which `w:p` it began as, and which it goes on as, where the end of one was deleted.
    index: u32,
    current: u32,
    /// Lines that follow it: its text boxes and notes.
    after: Vec<Line>,
    /// Whether it has words in a table of contents, and others.
    contents: bool,
    words: bool,
}

/// Lines that belong together: the body, a cell, a text box, a note.
#[derive(Default)]
struct Flow {
    lines: Vec<Line>,
    /// A paragraph whose end is taken away, which goes on in the next.
    open: Option<(Paragraph, Properties)>,
    /// The cells of the row under way, if this is a table.
    cells: Vec<Vec<Line>>,
}

/// A run under way.
#[derive(Clone, Copy)]
struct Within {
    run: u32,
    hidden: bool,
}

/// A walk through one part.
pub(in crate::source::docx) struct Body<'a, 's> {
    walk: Walk<'a>,
    part: Part,
    shared: &'s mut Shared,
    flows: Vec<Flow>,
    paragraphs: Vec<Paragraph>,
    /// How many `w:p` began.
    count: u32,
    /// How many stretches of text there are.
    stretches: usize,
    run: Option<Within>,
    fields: Fields,
    /// How many tracked changes are open around.
    tracked: usize,
    /// Whether the paragraphs under way hide their words.
    hidden: bool,
    /// How the letters of the paragraph under way look, if they do not say.
    letters: RunFormat,
}

impl<'a, 's> Body<'a, 's> {
    pub fn new(content: &'a Content, part: Part, shared: &'s mut Shared) -> Body<'a, 's> {
        let walk = Walk::new(content);
        let (flows, paragraphs, fields) = (vec![Flow::default()], Vec::new(), Fields::default());
        let letters = RunFormat::default();
        Body {
            walk,
            part,
            shared,
            flows,
            paragraphs,
            count: 0,
            stretches: 0,
            run: None,
            fields,
            tracked: 0,
            hidden: false,
            letters,
        }
    }

    /// The lines of the document; none, if the part is something else.
    pub fn document(mut self) -> Result<Option<Vec<Line>>, DocxError> {
        loop {
            match self.walk.step()? {
                Step::Open(tag) if tag.word() == "document" => {
                    self.inside()?;
                    return Ok(Some(self.close()));
                }
                Step::Open(_) | Step::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// Reads the notes of a part.
    pub fn notes(mut self) -> Result<(), DocxError> {
        loop {
            match self.walk.step()? {
                Step::Open(tag) if matches!(tag.word(), "footnote" | "endnote") => {
                    self.flows.push(Flow::default());
                    self.inside()?;
                    let lines = self.close();
                    if tag.attribute("type").is_none_or(|kind| kind == "normal") {
                        self.shared.notes.insert((self.part, tag.attribute("id").unwrap_or_default()), lines);
                    }
                }
                Step::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// All that is inside the element that began last.
    fn inside(&mut self) -> Result<(), DocxError> {
        let mut alternatives = false;
        while let Some(tag) = self.walk.child()? {
            match (tag.space, tag.name()) {
                // The same thing said twice, for newer programs and for older ones.
                (Space::Compat, "Choice" | "Fallback") if std::mem::replace(&mut alternatives, true) => self.walk.skip()?,
                (Space::Word, name) => self.element(name, &tag)?,
                (Space::Math, "t") => self.text(&tag)?,
                (Space::Other, name) => {
                    self.note_unread(name, &tag);
                    self.inside()?;
                }
                _ => self.inside()?,
            }
        }
        Ok(())
    }

    /// Notes words that show and stand in another part, or in no paragraph.
    fn note_unread(&mut self, name: &str, tag: &Tag) {
        let known = UNREAD.iter().find(|(element, ..)| *element == name);
        let shows = |words: &str| words.is_empty() || tag.attribute(words).is_some_and(|words| !words.trim().is_empty());
        self.shared.unread.extend(known.filter(|(_, words, _)| shows(words)).map(|(.., what)| *what));
    }

    fn element(&mut self, name: &str, tag: &Tag) -> Result<(), DocxError> {
        match name {
            "p" => return self.paragraph(),
            "r" => return self.run(tag),
            "t" => return self.text(tag),
            "delText" if self.shared.changes == Changes::Rejected => return self.text(tag),
            "ins" | "moveTo" => return self.change(Changes::Accepted),
            "del" | "moveFrom" => return self.change(Changes::Rejected),
            "tr" => return self.row(),
            "tc" => return self.cell(),
            "tbl" => {
                self.flows.push(Flow::default());
                self.inside()?;
                let lines = self.close();
                self.flow().lines.extend(lines);
                return Ok(());
            }
            "txbxContent" => return self.text_box(),
            "fldSimple" => {
                self.fields.simple(&tag.attribute("instr").unwrap_or_default());
                self.inside()?;
                self.fields.end();
                return Ok(());
            }
            "fldChar" => self.fields.character(&tag.attribute("fldCharType").unwrap_or_default()),
            "instrText" => return self.instruction(),
            "footnoteReference" => self.note(Part::Footnotes, tag),
            "endnoteReference" => self.note(Part::Endnotes, tag),
            "tab" | "ptab" => self.sign("\t", tag)?,
            "br" | "cr" => self.sign(BREAK.encode_utf8(&mut [0; 4]), tag)?,
            "noBreakHyphen" => self.sign("-", tag)?,
            "sym" => {
                let (font, code) = (tag.attribute("font").unwrap_or_default(), tag.attribute("char").unwrap_or_default());
                self.sign(symbol::shown(&font, &code).encode_utf8(&mut [0; 4]), tag)?;
            }
            "altChunk" => self.note_unread(name, tag),
            "sectPr" if self.is_proper() => {
                let section = SectionProperties::read(&mut self.walk)?;
                self.shared.looks.sections.push(section);
                return Ok(());
            }
            // What only says how it looks, what was, and what stands above a character.
            "rPr" | "pPr" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx" | "tcPr" | "sdtPr" | "sdtEndPr" | "rt" | "delText"
            | "delInstrText" => {}
            _ => return self.inside(),
        }
        self.walk.skip()
    }

    /// What a tracked change put in or took out, if it counts when changes are `read` so.
    fn change(&mut self, read: Changes) -> Result<(), DocxError> {
        if self.shared.changes != read {
            return self.walk.skip();
        }
        self.tracked += 1;
        let done = self.inside();
        self.tracked -= 1;
        done
    }

    fn paragraph(&mut self) -> Result<(), DocxError> {
        if self.count as usize >= PARAGRAPHS {
            return Err(DocxError::TooMany);
        }
        let index = self.count;
        self.count += 1;
        let mut properties = Properties::default();
        let mut paragraph = match self.flow().open.take() {
            Some((open, _)) => open,
            None => Paragraph { index, ..Paragraph::default() },
        };
        let letters = self.shared.styles.paragraph_format(None).1;
        let before = (self.run.take(), self.hidden, std::mem::replace(&mut self.letters, letters));
        paragraph.current = index;
        paragraph.contents |= self.fields.in_contents();
        self.paragraphs.push(paragraph);
        while let Some(tag) = self.walk.child()? {
            match (tag.space, tag.name()) {
                (Space::Word, "pPr") => {
                    properties = Properties::read(&mut self.walk, self.shared.changes)?;
                    let style = properties.style.as_deref();
                    self.hidden = self.shared.styles.hides(style).unwrap_or(false);
                    self.letters = self.shared.styles.paragraph_format(style).1;
                }
                (Space::Word, name) => self.element(name, &tag)?,
                (Space::Math, "t") => self.text(&tag)?,
                _ => self.inside()?,
            }
        }
        (self.run, self.hidden, self.letters) = before;
        let paragraph = self.paragraphs.pop().unwrap_or_default();
        let section = properties.section.take();
        if properties.runs_on {
            self.flow().open = Some((paragraph, properties));
        } else {
            self.finish(paragraph, &properties);
        }
        if self.is_proper() {
            self.shared.looks.sections.extend(section);
        }
        Ok(())
    }

    /// Whether what stands here is of the text proper, and not of a table, a note or a text box.
    fn is_proper(&self) -> bool {
        self.part == Part::Document && self.flows.len() == 1 && self.paragraphs.is_empty()
    }

    /// A paragraph is complete: it gets its number, and its notes and boxes follow it.
    fn finish(&mut self, mut paragraph: Paragraph, properties: &Properties) {
        let proper = self.is_proper();
        let Shared { styles, numbering, counters, looks, .. } = &mut *self.shared;
        let style = properties.style.as_deref();
        let contents = paragraph.contents && !paragraph.words || styles.is_contents(style);
        if let Some(number) = numbering.next(counters, styles, properties.numbered, style, &paragraph.line.text) {
            paragraph.line.number(&number, self.part, paragraph.index);
        }
        if proper {
            let listed = properties.numbered.list.or_else(|| styles.numbered(style)?.1.list).is_some_and(|list| list != 0);
            let moved = listed && !properties.format.is_indented();
            let format = properties.format.over(&styles.paragraph_format(style).0);
            paragraph.line.look = Some(Box::new(Look { format, moved, section: looks.sections.len() }));
        }
        paragraph.line.contents = contents;
        let flow = self.flow();
        flow.lines.push(paragraph.line);
        flow.lines.append(&mut paragraph.after);
    }

    /// The flow under way; there is one as long as a part is read.
    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// Ends the flow under way and gives its lines.
    fn close(&mut self) -> Vec<Line> {
        if let Some((paragraph, properties)) = self.flow().open.take() {
            self.finish(paragraph, &properties);
        }
        self.flows.pop().unwrap_or_default().lines
    }

    fn text_box(&mut self) -> Result<(), DocxError> {
        self.flows.push(Flow::default());
        let fields = std::mem::take(&mut self.fields);
        self.inside()?;
        self.fields = fields;
        let lines = self.close();
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.after.extend(lines),
            None => self.flow().lines.extend(lines),
        }
        Ok(())
    }

    fn cell(&mut self) -> Result<(), DocxError> {
        self.flows.push(Flow::default());
        self.inside()?;
        let lines = self.close();
        self.flow().cells.push(lines);
        Ok(())
    }

    /// A row of several cells is one line. One cell alone is a frame around paragraphs, and they stay what they are; so do those of a
    /// row that has a text in a cell, as the forms have that a report is written into.
    fn row(&mut self) -> Result<(), DocxError> {
        let index = self.count;
        let mut gone = false;
        self.flow().cells.clear();
        while let Some(tag) = self.walk.child()? {
            match tag.word() {
                "trPr" => {
                    while let Some(tag) = self.walk.child()? {
                        gone |= match tag.word() {
                            "ins" => self.shared.changes == Changes::Rejected,
                            "del" => self.shared.changes == Changes::Accepted,
                            _ => false,
                        };
                        self.walk.skip()?;
                    }
                }
                "" => self.inside()?,
                name => self.element(name, &tag)?,
            }
        }
        let mut cells = std::mem::take(&mut self.flow().cells);
        if gone {
            return Ok(());
        }
        let lines = match cells.len() {
            1 => cells.remove(0),
            _ if cells.iter().any(|cell| holds_paragraphs(cell)) => cells.into_iter().flatten().collect(),
            _ => row(cells, self.part, index).into_iter().collect(),
        };
        self.flow().lines.extend(lines);
        Ok(())
    }

    /// The note that is called here follows the paragraph.
    fn note(&mut self, part: Part, tag: &Tag) {
        let id = tag.attribute("id").unwrap_or_default();
        let lines = self.shared.notes.remove(&(part, id)).unwrap_or_default();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.after.extend(lines.into_iter().filter(|line| !line.is_blank()));
        }
    }
}
