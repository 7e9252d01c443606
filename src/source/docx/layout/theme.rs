//! The theme: fonts that styles name by their place in it.

use std::sync::Arc;

use super::super::fault::DocxError;
use super::super::package::Content;
use super::super::xml::{Step, Walk};
use super::format::Font;

/// The fonts of the headings and of the text.
#[derive(Debug, Default)]
pub(in crate::source::docx) struct Theme {
    major: Fonts,
    minor: Fonts,
}

#[derive(Debug, Default)]
struct Fonts {
    latin: Option<Arc<str>>,
    east: Option<Arc<str>>,
    /// What is used in simplified Chinese where `east` is empty.
    hans: Option<Arc<str>>,
}

impl Theme {
    /// Reads `word/theme/theme1.xml`. `chinese` says whether the document's eastern language is Chinese.
    pub fn read(content: &Content, chinese: bool) -> Result<Theme, DocxError> {
        let mut walk = Walk::new(content);
        let mut theme = Theme::default();
        loop {
            match walk.step()? {
                Step::Open(tag) => match tag.name() {
                    "majorFont" => theme.major = Fonts::read(&mut walk, chinese)?,
                    "minorFont" => theme.minor = Fonts::read(&mut walk, chinese)?,
                    "clrScheme" | "fmtScheme" => walk.skip()?,
                    _ => {}
                },
                Step::End => return Ok(theme),
                _ => {}
            }
        }
    }

    /// The name of a font, if that is certain.
    pub fn name(&self, font: &Font) -> Option<Arc<str>> {
        let slot = match font {
            Font::Named(name) => return Some(name.clone()).filter(|name| !name.trim().is_empty()),
            Font::Theme(slot) => slot,
        };
        let fonts = if slot.starts_with("major") { &self.major } else { &self.minor };
        match slot.ends_with("EastAsia") {
            true => fonts.east.clone().or_else(|| fonts.hans.clone()),
            false => fonts.latin.clone(),
        }
    }
}

impl Fonts {
    fn read(walk: &mut Walk, chinese: bool) -> Result<Fonts, DocxError> {
        let mut fonts = Fonts::default();
        while let Some(tag) = walk.child()? {
            let face = || tag.attribute("typeface").filter(|face| !face.trim().is_empty()).map(Arc::from);
            match tag.name() {
                "latin" => fonts.latin = face(),
                "ea" => fonts.east = face(),
                "font" if chinese && tag.attribute("script").as_deref() == Some("Hans") => fonts.hans = face(),
                _ => {}
            }
            walk.skip()?;
        }
        Ok(fonts)
    }
}
