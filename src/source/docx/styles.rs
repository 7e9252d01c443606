//! Styles: which number their paragraphs, which hide their text, which are the lines of a table of contents, and how they look.

use std::collections::HashMap;

use super::fault::DocxError;
use super::layout::{ParagraphFormat, RunFormat};
use super::limits::{NAMED, STYLES};
use super::package::Content;
use super::xml::{Step, Tag, Walk};
use crate::source::Changes;

/// What of a style shows in the text.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbered: Numbered,
    hidden: Option<bool>,
    contents: bool,
    paragraph: ParagraphFormat,
    run: RunFormat,
}

/// By which list a paragraph or a style is numbered, and on which level, as far as it says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    /// `w:numId`; 0 takes the number away.
    pub list: Option<i64>,
    /// `w:ilvl`
    pub level: Option<i64>,
}

impl Numbered {
    /// Reads a `w:numPr`.
    pub fn read(walk: &mut Walk) -> Result<Numbered, DocxError> {
        let mut numbered = Numbered::default();
        while let Some(tag) = walk.child()? {
            match tag.word() {
                "numId" => numbered.list = tag.number(),
                "ilvl" => numbered.level = tag.number(),
                _ => {}
            }
            walk.skip()?;
        }
        Ok(numbered)
    }
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What paragraphs are that name no style.
    usual: Option<String>,
    /// What all paragraphs and runs are that no style says more of.
    paragraph: ParagraphFormat,
    run: RunFormat,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub fn read(content: &Content) -> Result<Styles, DocxError> {
        let mut walk = Walk::new(content);
        let mut styles = Styles::default();
        loop {
            match walk.step()? {
                Step::Open(tag) => match tag.word() {
                    "style" => styles.style(&mut walk, &tag)?,
                    "docDefaults" => styles.defaults(&mut walk)?,
                    "latentStyles" => walk.skip()?,
                    _ => {}
                },
                Step::End => return Ok(styles),
                _ => {}
            }
        }
    }

    /// Reads `w:docDefaults`.
    fn defaults(&mut self, walk: &mut Walk) -> Result<(), DocxError> {
        while let Some(kind) = walk.child()? {
            while let Some(tag) = walk.child()? {
                match (kind.word(), tag.word()) {
                    ("rPrDefault", "rPr") => self.run = RunFormat::read(walk, Changes::Accepted, &mut |_| ())?,
                    ("pPrDefault", "pPr") => {
                        while let Some(tag) = walk.child()? {
                            self.paragraph.tag(&tag);
                            walk.skip()?;
                        }
                    }
                    _ => walk.skip()?,
                }
            }
        }
        Ok(())
    }

    fn style(&mut self, walk: &mut Walk, tag: &Tag) -> Result<(), DocxError> {
        if self.styles.len() >= NAMED {
            return Err(DocxError::TooMany);
        }
        let id = tag.attribute("styleId").unwrap_or_default();
        let usual = tag.attribute("default").is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
        if usual && tag.attribute("type").as_deref() == Some("paragraph") {
            self.usual = Some(id.clone());
        }
        let mut style = Style::default();
        while let Some(tag) = walk.child()? {
            match tag.word() {
                "name" => style.contents = tag.value().is_some_and(|name| name.to_ascii_lowercase().starts_with("toc ")),
                "basedOn" => style.based_on = tag.value(),
                "pPr" => {
                    while let Some(tag) = walk.child()? {
                        match tag.word() {
                            "numPr" => style.numbered = Numbered::read(walk)?,
                            _ => {
                                style.paragraph.tag(&tag);
                                walk.skip()?;
                            }
                        }
                    }
                    continue;
                }
                "rPr" => {
                    style.run = RunFormat::read(walk, Changes::Accepted, &mut |tag| {
                        if tag.word() == "vanish" {
                            style.hidden = Some(tag.is_on());
                        }
                    })?;
                    continue;
                }
                _ => {}
            }
            walk.skip()?;
        }
        self.styles.insert(id, style);
        Ok(())
    }

    /// A style and those that it is based on, nearest first.
    fn line<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let named = move |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let first = id.or(self.usual.as_deref()).and_then(named);
        std::iter::successors(first, move |(_, style)| style.based_on.as_deref().and_then(named)).take(STYLES)
    }

    /// By which list the paragraphs of a style are numbered, and which style says so.
    pub fn numbered<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Numbered)> {
        self.line(id).find(|(_, style)| style.numbered.list.is_some()).map(|(id, style)| (id, style.numbered))
    }

    /// Whether a style hides its text, if it says.
    pub fn hides(&self, id: Option<&str>) -> Option<bool> {
        self.line(id).find_map(|(_, style)| style.hidden)
    }

    /// How the paragraphs of a style look, and their letters. A style that there is not is the usual one.
    pub fn paragraph_format(&self, id: Option<&str>) -> (ParagraphFormat, RunFormat) {
        let known = id.filter(|id| self.styles.contains_key(*id));
        let own = (ParagraphFormat::default(), RunFormat::default());
        let (paragraph, run) =
            self.line(known).fold(own, |(paragraph, run), (_, style)| (paragraph.over(&style.paragraph), run.over(&style.run)));
        (paragraph.over(&self.paragraph), run.over(&self.run))
    }

    /// What a style of characters says of them.
    pub fn run_format(&self, id: &str) -> RunFormat {
        self.line(Some(id)).fold(RunFormat::default(), |run, (_, style)| run.over(&style.run))
    }

    /// Whether the paragraphs of a style are lines of a table of contents.
    pub fn is_contents(&self, id: Option<&str>) -> bool {
        self.line(id).any(|(_, style)| style.contents)
    }
}
