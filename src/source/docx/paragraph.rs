//! What a paragraph says of itself: its style, its number, its look, and whether its end was taken away.

use super::fault::DocxError;
use super::layout::{ParagraphFormat, SectionProperties};
use super::styles::Numbered;
use super::xml::{Tag, Walk};
use crate::source::Changes;

/// The properties that show in the text.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    pub numbered: Numbered,
    /// Whether its words go on in the next paragraph: the mark at its end was deleted, or is hidden.
    pub runs_on: bool,
    /// What it says of its look beside its style.
    pub format: ParagraphFormat,
    /// The section that ends with it.
    pub section: Option<SectionProperties>,
}

impl Properties {
    /// Reads a `w:pPr`.
    pub fn read(walk: &mut Walk, changes: Changes) -> Result<Properties, DocxError> {
        let mut properties = Properties::default();
        while let Some(tag) = walk.child()? {
            match tag.word() {
                "pStyle" => properties.style = tag.value(),
                "numPr" => {
                    properties.numbered = Numbered::read(walk)?;
                    continue;
                }
                "rPr" => {
                    while let Some(tag) = walk.child()? {
                        properties.runs_on |= takes_end(&tag, changes);
                        walk.skip()?;
                    }
                    continue;
                }
                // What the properties were before: they come whole, and count when changes are rejected.
                "pPrChange" if changes == Changes::Rejected => {
                    while let Some(tag) = walk.child()? {
                        if tag.word() == "pPr" {
                            let was = Properties::read(walk, changes)?;
                            (properties.style, properties.numbered, properties.format) = (was.style, was.numbered, was.format);
                        } else {
                            walk.skip()?;
                        }
                    }
                    continue;
                }
                "sectPr" => {
                    properties.section = Some(SectionProperties::read(walk)?);
                    continue;
                }
                _ => properties.format.tag(&tag),
            }
            walk.skip()?;
        }
        Ok(properties)
    }
}

fn takes_end(tag: &Tag, changes: Changes) -> bool {
    match tag.word() {
        "ins" | "moveTo" => changes == Changes::Rejected,
        "del" | "moveFrom" => changes == Changes::Accepted,
        "vanish" | "specVanish" => tag.is_on(),
        _ => false,
    }
}
