//! Headers and footers: only for the number of the page.

use super::super::fault::DocxError;
use super::super::package::Content;
use super::super::styles::Styles;
use super::super::xml::{Space, Step, Tag, Walk};
use super::format::{ParagraphFormat, RunFormat};
use super::theme::Theme;
use crate::source::Changes;
use crate::source::layout::{Align, NumberForm, PageNumber, Pages};

/// So many characters on each side of a number tell how it is written.
const AROUND: usize = 16;
/// Fields within fields.
const FIELDS: usize = 8;

/// What may stand on both sides of a number.
const DASHES: [char; 9] = ['—', '–', '-', '\u{FF0D}', '―', '‐', '─', '−', '_'];

/// The first page number of a header or footer.
pub(super) fn number(content: &Content, styles: &Styles, theme: &Theme) -> Result<Option<PageNumber>, DocxError> {
    let mut edge = Edge { walk: Walk::new(content), styles, theme, line: Line::default(), boxed: false, found: None };
    loop {
        match edge.walk.step()? {
            Step::Open(tag) => edge.element(&tag)?,
            Step::End => return Ok(edge.found),
            _ => {}
        }
    }
}

struct Edge<'a, 's> {
    walk: Walk<'a>,
    styles: &'s Styles,
    theme: &'s Theme,
    line: Line,
    /// Whether the line stands in a text box or a table, whose place is not looked into.
    boxed: bool,
    found: Option<PageNumber>,
}

/// A paragraph under way.
#[derive(Default)]
struct Line {
    align: Option<Align>,
    base: RunFormat,
    run: RunFormat,
    /// Whether a tab moves what follows.
    tab: bool,
    fields: Vec<Field>,
    before: String,
    after: String,
    /// The letters of the page number.
    number: Option<RunFormat>,
}

#[derive(Default)]
struct Field {
    code: String,
    result: bool,
}

impl Field {
    fn is_page(&self) -> bool {
        self.code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("PAGE"))
    }
}

impl Edge<'_, '_> {
    fn inside(&mut self) -> Result<(), DocxError> {
        while let Some(tag) = self.walk.child()? {
            self.element(&tag)?;
        }
        Ok(())
    }

    /// An element that began, to its end.
    fn element(&mut self, tag: &Tag) -> Result<(), DocxError> {
        if tag.space == Space::Compat && tag.name() == "Fallback" {
            return self.walk.skip();
        }
        match tag.word() {
            "p" => return self.paragraph(),
            "r" => {
                self.line.run = self.line.base.clone();
                return self.inside();
            }
            "rPr" => {
                let mut style = None;
                let own = RunFormat::read(&mut self.walk, Changes::Accepted, &mut |tag| {
                    if tag.word() == "rStyle" {
                        style = tag.value();
                    }
                })?;
                let styled = style.map(|id| self.styles.run_format(&id)).unwrap_or_default();
                self.line.run = own.over(&styled).over(&self.line.base);
                return Ok(());
            }
            "txbxContent" | "tbl" => {
                let before = std::mem::replace(&mut self.boxed, true);
                let line = std::mem::take(&mut self.line);
                self.inside()?;
                (self.boxed, self.line) = (before, line);
                return Ok(());
            }
            "fldSimple" => {
                self.line.fields.push(Field { code: tag.attribute("instr").unwrap_or_default(), result: true });
                self.inside()?;
                if self.line.fields.pop().is_some_and(|field| field.is_page()) {
                    self.line.numbered();
                }
                return Ok(());
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") if self.line.fields.len() < FIELDS => self.line.fields.push(Field::default()),
                Some("separate") => self.line.fields.iter_mut().last().into_iter().for_each(|field| field.result = true),
                Some("end") if self.line.fields.pop().is_some_and(|field| field.is_page()) => self.line.numbered(),
                _ => {}
            },
            "tab" | "ptab" => self.line.tab |= self.line.number.is_none(),
            "t" | "instrText" => return self.text(tag.word() == "instrText"),
            "pPr" | "sectPr" | "tblPr" | "delText" | "del" => {}
            _ => return self.inside(),
        }
        self.walk.skip()
    }

    fn paragraph(&mut self) -> Result<(), DocxError> {
        let outer = std::mem::take(&mut self.line);
        let (format, run) = self.styles.paragraph_format(None);
        (self.line.align, self.line.base) = (aligned(&format), run);
        while let Some(tag) = self.walk.child()? {
            if tag.word() != "pPr" {
                self.element(&tag)?;
                continue;
            }
            let (mut own, mut style) = (ParagraphFormat::default(), None);
            while let Some(tag) = self.walk.child()? {
                match tag.word() {
                    "pStyle" => style = tag.value(),
                    _ => own.tag(&tag),
                }
                self.walk.skip()?;
            }
            let (format, run) = self.styles.paragraph_format(style.as_deref());
            (self.line.align, self.line.base) = (aligned(&own.over(&format)), run);
        }
        let line = std::mem::replace(&mut self.line, outer);
        let Some(letters) = line.number.filter(|_| self.found.is_none()) else { return Ok(()) };
        let align = if self.boxed || line.tab { Align::Other } else { line.align.unwrap_or(Align::Left) };
        let form = form(&line.before, &line.after);
        let font = letters.ascii.as_ref().and_then(|font| self.theme.name(font));
        self.found = Some(PageNumber { pages: Pages::All, above: false, align, size: Some(letters.sized()), font, form });
        Ok(())
    }

    /// The characters of a `w:t`, or of what a field is to work out.
    fn text(&mut self, code: bool) -> Result<(), DocxError> {
        loop {
            match self.walk.step()? {
                Step::Text(text, ..) => self.line.put(&text, code),
                Step::Open(_) => self.walk.skip()?,
                Step::Close | Step::End => return Ok(()),
            }
        }
    }
}

impl Line {
    fn put(&mut self, text: &str, code: bool) {
        let page = self.fields.iter().any(Field::is_page);
        let into = match self.fields.last_mut() {
            Some(field) if code && !field.result => &mut field.code,
            _ if code => return,
            // The letters of the result are those of the number.
            _ if page => return self.numbered(),
            _ if self.number.is_some() => &mut self.after,
            _ => &mut self.before,
        };
        if into.len() < AROUND * 4 {
            into.extend(text.chars().take(AROUND));
        }
    }

    /// A page number stands here, in the letters of this run, unless it was seen before.
    fn numbered(&mut self) {
        if self.number.is_none() {
            self.number = Some(self.run.clone());
        }
    }
}

/// Where a line stands; a frame that moves it counts first.
fn aligned(format: &ParagraphFormat) -> Option<Align> {
    format.frame.or(format.align)
}

fn form(before: &str, after: &str) -> NumberForm {
    let (before, after) = (before.trim(), after.trim());
    match (before.ends_with(DASHES), after.starts_with(DASHES)) {
        (true, true) => NumberForm::Dashed,
        _ if before.is_empty() && after.is_empty() => NumberForm::Bare,
        _ => NumberForm::Words,
    }
}
