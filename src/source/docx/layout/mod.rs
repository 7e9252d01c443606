//! The layout of a document: what its styles, paragraphs and runs say of their looks, resolved.
//!
//! Everything here is beside the text: where a part of it is torn or missing, nothing is known of it, and the text is read all the same.

mod edge;
mod format;
mod section;
mod theme;

use std::collections::HashMap;
use std::sync::Arc;

pub(super) use format::{ParagraphFormat, RunFormat};
pub(super) use section::Properties as SectionProperties;
use theme::Theme;

use super::line::Line;
use super::package::{Package, Relations};
use super::styles::Styles;
use super::xml::{Step, Walk};
use crate::source::layout::{Align, Indent, Layout, NumberForm, PageNumber, Pages, Paragraph, Run, Section};
use crate::span::Span;

/// How a paragraph of the text proper looks.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub format: ParagraphFormat,
    /// Whether a list moves it, and it does not say itself where it stands.
    pub moved: bool,
    pub section: usize,
}

/// What the body says of looks, while it is read.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// By run.
    pub runs: Vec<RunFormat>,
    /// Those that ended.
    pub sections: Vec<SectionProperties>,
}

/// What `word/settings.xml` says.
#[derive(Debug, Default)]
struct Settings {
    /// Whether the eastern language of the theme is simplified Chinese.
    chinese: bool,
    /// Whether even pages have edges of their own.
    even: bool,
}

/// The layout of paragraphs, each with its beginning in the text.
pub(super) fn resolve(
    package: &mut Package,
    relations: &Relations,
    styles: &Styles,
    looks: Looks,
    lines: &[(u32, Line)],
) -> Layout {
    let settings = relations.of("settings").and_then(|name| Settings::read(&mut Walk::new(&package.part(name).ok()?)));
    let settings = settings.unwrap_or_default();
    let theme = relations.of("theme").and_then(|name| Theme::read(&package.part(name).ok()?, settings.chinese).ok());
    let theme = theme.unwrap_or_default();
    let Looks { runs, sections } = looks;
    let mut edges = Edges { package, relations, styles, theme: &theme, read: HashMap::new() };
    let mut laid: Vec<Section> = Vec::new();
    let mut inherited: Vec<(bool, Pages, String)> = Vec::new();
    for mut section in sections {
        // An edge that a section does not name is that of the section before.
        let own = std::mem::take(&mut section.edges);
        inherited.retain(|(above, pages, _)| !own.iter().any(|(mine, of, _)| (mine, of) == (above, pages)));
        inherited.extend(own);
        let numbers = edges.numbers(&inherited, &section, settings.even);
        // Equal ones are one: a document may have as many sections as paragraphs.
        let numbers = laid.last().and_then(|last| last.numbers.clone()).filter(|last| numbers.as_ref() == Some(last)).or(numbers);
        laid.push(Section { numbers, ..section.page });
    }
    let mut fonts: HashMap<Arc<str>, Arc<str>> = HashMap::new();
    let letters = |run: Option<u32>| {
        let format = runs.get(run? as usize)?;
        let name = format.east.as_ref().and_then(|font| theme.name(font));
        let font = name.map(|name| fonts.entry(name).or_insert_with_key(Arc::clone).clone());
        Some((font, format.sized()))
    };
    let paragraphs = paragraphs(lines, letters);
    Layout { sections: laid, paragraphs }
}

fn paragraphs(lines: &[(u32, Line)], mut letters: impl FnMut(Option<u32>) -> Option<(Option<Arc<str>>, i32)>) -> Vec<Paragraph> {
    let written = lines.iter().filter(|(_, line)| !line.is_blank());
    let laid = written.filter_map(|(start, line)| Some((*start, line, line.look.as_deref()?)));
    laid.map(|(start, line, Look { format, moved, section })| {
        let mut runs: Vec<Run> = Vec::new();
        for origin in &line.origins {
            let Some((font, size)) = letters(origin.run) else { continue };
            let text = Span::new((start + origin.text.start) as usize, (start + origin.text.end) as usize);
            match runs.last_mut().filter(|last| last.text.end == text.start && (&last.font, last.size) == (&font, size)) {
                Some(last) => last.text.end = text.end,
                None => runs.push(Run { text, font, size }),
            }
        }
        let (first, left) = format.indents();
        let known = |indent: Indent| (!moved).then_some(indent);
        Paragraph {
            text: Span::new(start as usize, start as usize + line.text.len()),
            section: *section,
            align: format.align.unwrap_or(Align::Left),
            first: known(first),
            left: known(left),
            spacing: format.spacing(),
            on_grid: format.on_grid.unwrap_or(true),
            runs,
        }
    })
    .collect()
}

/// Headers and footers, each read once.
struct Edges<'p, 'a> {
    package: &'p mut Package<'a>,
    relations: &'p Relations,
    styles: &'p Styles,
    theme: &'p Theme,
    /// By part; an outer none if it could not be read.
    read: HashMap<String, Option<Option<PageNumber>>>,
}

impl Edges<'_, '_> {
    /// The page numbers of a section; none if a part of it cannot be read.
    fn numbers(&mut self, edges: &[(bool, Pages, String)], section: &SectionProperties, even: bool) -> Option<Arc<[PageNumber]>> {
        let mut numbers = Vec::new();
        for (above, pages, id) in edges {
            let shown = match pages {
                Pages::First => section.title_page,
                Pages::Even => even,
                Pages::All | Pages::Odd => true,
            };
            let name = self.relations.id(id).filter(|_| shown);
            let Some(number) = name.map(|name| self.number(name)) else { continue };
            let Some(mut number) = number? else { continue };
            number.above = *above;
            number.pages = if *pages == Pages::All && even { Pages::Odd } else { *pages };
            match section.format.as_deref() {
                None | Some("decimal") => {}
                Some("numberInDash") => number.form = NumberForm::Dashed,
                Some(_) => number.form = NumberForm::Other,
            }
            numbers.push(number);
        }
        Some(numbers.into())
    }

    fn number(&mut self, name: &str) -> Option<Option<PageNumber>> {
        if let Some(read) = self.read.get(name) {
            return read.clone();
        }
        let content = self.package.part(name).ok();
        let read = content.and_then(|content| edge::number(&content, self.styles, self.theme).ok());
        self.read.insert(name.to_owned(), read.clone());
        read
    }
}

impl Settings {
    fn read(walk: &mut Walk) -> Option<Settings> {
        let mut settings = Settings::default();
        loop {
            match walk.step().ok()? {
                Step::Open(tag) => match tag.word() {
                    "themeFontLang" => settings.chinese = tag.attribute("eastAsia").is_some_and(|language| language == "zh-CN"),
                    "evenAndOddHeaders" => settings.even = tag.is_on(),
                    "rsids" | "compat" => walk.skip().ok()?,
                    _ => {}
                },
                Step::End => return Some(settings),
                _ => {}
            }
        }
    }
}
