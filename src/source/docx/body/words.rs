//! Runs, and the characters in them.

use std::ops::Range;

use super::super::fault::DocxError;
use super::super::layout::RunFormat;
use super::super::limits::{RUNS, STRETCHES};
use super::super::xml::{Space, Step, Tag};
use super::{Body, Within};
use crate::source::origin::{Origin, Run, Stuff};

impl Body<'_, '_> {
    /// A run, with its place and whether it is hidden.
    pub(super) fn run(&mut self, tag: &Tag) -> Result<(), DocxError> {
        let index = self.shared.runs.len();
        if index >= RUNS {
            return Err(DocxError::TooMany);
        }
        let (part, tracked) = (self.part, self.tracked > 0);
        self.shared.runs.push(Run { part, element: 0..0, properties: 0..0, tracked });
        self.shared.looks.runs.push(self.letters.clone());
        let before = self.run.replace(Within { run: index as u32, hidden: self.hidden });
        while let Some(child) = self.walk.child()? {
            match (child.space, child.name()) {
                (Space::Word, "rPr") => {
                    let hidden = self.run_properties(index)?;
                    self.run = Some(Within { run: index as u32, hidden: hidden.unwrap_or(self.hidden) });
                    self.shared.runs[index].properties = child.start as u32..self.walk.position() as u32;
                }
                (Space::Word, name) => self.element(name, &child)?,
                _ => self.inside()?,
            }
        }
        self.run = before;
        self.shared.runs[index].element = tag.start as u32..self.walk.position() as u32;
        Ok(())
    }

    /// The properties of a run: notes how it looks, and gives whether they hide it, if they say.
    fn run_properties(&mut self, index: usize) -> Result<Option<bool>, DocxError> {
        let (mut hidden, mut style) = (None, None);
        let own = RunFormat::read(&mut self.walk, self.shared.changes, &mut |tag| match tag.word() {
            "vanish" => hidden = Some(tag.is_on()),
            "rStyle" => style = tag.value(),
            _ => {}
        })?;
        let styles = &self.shared.styles;
        let styled = style.as_deref().map(|id| styles.run_format(id)).unwrap_or_default();
        self.shared.looks.runs[index] = own.over(&styled).over(&self.letters);
        Ok(hidden.or_else(|| style.as_deref().and_then(|id| styles.hides(Some(id)))))
    }

    /// What a field is to work out.
    pub(super) fn instruction(&mut self) -> Result<(), DocxError> {
        loop {
            match self.walk.step()? {
                Step::Text(text, ..) => self.fields.instruction(&text),
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => return Ok(()),
            }
        }
    }

    /// The characters of a `w:t`. Blanks at its ends count only if it says so.
    pub(super) fn text(&mut self, tag: &Tag) -> Result<(), DocxError> {
        let mut pieces = Vec::new();
        loop {
            match self.walk.step()? {
                Step::Text(..) if self.stretches + pieces.len() > STRETCHES => return Err(DocxError::TooMany),
                Step::Text(text, bytes, plain) => pieces.push((text, bytes, if plain { Stuff::Text } else { Stuff::Escaped })),
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => break,
            }
        }
        let kept = tag.attribute("space").is_some_and(|value| value == "preserve");
        let blank = |c: char| c.is_ascii_whitespace();
        let last = pieces.len().saturating_sub(1);
        for (at, (text, mut bytes, stuff)) in pieces.into_iter().enumerate() {
            let mut shown = &*text;
            if !kept && stuff == Stuff::Text {
                let start = if at == 0 { shown.len() - shown.trim_start_matches(blank).len() } else { 0 };
                shown = &shown[start..];
                shown = if at == last { shown.trim_end_matches(blank) } else { shown };
                bytes = bytes.start + start..bytes.start + start + shown.len();
            }
            let bytes = bytes.start as u32..bytes.end as u32;
            match shown.contains(|c: char| c.is_control() && c != '\t') {
                true => self.put(&shown.replace(|c: char| c.is_ascii_control() && c != '\t', " "), stuff, bytes),
                false => self.put(shown, stuff, bytes),
            }
        }
        Ok(())
    }

    /// An element that shows as a character. Its end is still to come.
    pub(super) fn sign(&mut self, sign: &str, tag: &Tag) -> Result<(), DocxError> {
        if self.stretches > STRETCHES {
            return Err(DocxError::TooMany);
        }
        let bytes = tag.start as u32..self.walk.position() as u32;
        self.put(sign, Stuff::Element, bytes);
        Ok(())
    }

    /// Adds what shows to the paragraph under way.
    fn put(&mut self, text: &str, stuff: Stuff, bytes: Range<u32>) {
        let hidden = self.run.map_or(self.hidden, |within| within.hidden);
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !text.is_empty() && !hidden && self.fields.shows()) else {
            return;
        };
        self.stretches += 1;
        if self.fields.in_contents() {
            paragraph.contents = true;
        } else {
            paragraph.words |= !text.trim().is_empty();
        }
        let (run, field) = (self.run.map(|within| within.run), self.fields.any());
        let origin = Origin { text: 0..0, stuff, part: self.part, paragraph: paragraph.current, run, bytes, field };
        paragraph.line.put(text, origin);
    }
}
