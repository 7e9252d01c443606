//! Sections: the paper, its margins, and which headers and footers they have.

use super::super::fault::DocxError;
use super::super::xml::Walk;
use super::format::twips;
use crate::source::layout::{Pages, Section};

/// A section as its `w:sectPr` says it.
#[derive(Debug, Default)]
pub(in crate::source::docx) struct Properties {
    /// Paper, margins and grid.
    pub page: Section,
    /// Headers (true) and footers by their relationship.
    pub edges: Vec<(bool, Pages, String)>,
    /// Whether its first page has edges of its own.
    pub title_page: bool,
    /// How its pages are numbered, if not 1, 2, 3.
    pub format: Option<String>,
}

impl Properties {
    /// Reads a `w:sectPr`.
    pub fn read(walk: &mut Walk) -> Result<Properties, DocxError> {
        let mut section = Properties::default();
        while let Some(tag) = walk.child()? {
            let length = |name| tag.attribute(name).and_then(|value| twips(&value));
            match tag.word() {
                "pgSz" => section.page.paper = length("w").zip(length("h")),
                "pgMar" => {
                    // A negative margin is kept even where the header needs more.
                    let side = |name| length(name).map(i32::saturating_abs);
                    let gutter = length("gutter").unwrap_or_default();
                    section.page.margins = (|| {
                        let left = side("left")?.saturating_add(gutter);
                        Some([side("top")?, side("right")?, side("bottom")?, left])
                    })();
                }
                "docGrid" if tag.attribute("type").is_some_and(|kind| kind != "default") => {
                    section.page.pitch = length("linePitch").filter(|pitch| *pitch > 0);
                }
                "titlePg" => section.title_page = tag.is_on(),
                "pgNumType" => section.format = tag.attribute("fmt"),
                "headerReference" | "footerReference" if section.edges.len() < 6 => {
                    let pages = match tag.attribute("type").as_deref() {
                        Some("even") => Pages::Even,
                        Some("first") => Pages::First,
                        _ => Pages::All,
                    };
                    let id = tag.attribute("id").unwrap_or_default();
                    section.edges.push((tag.word() == "headerReference", pages, id));
                }
                _ => {}
            }
            walk.skip()?;
        }
        Ok(section)
    }
}
