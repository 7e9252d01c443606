//! The numbers that Word makes: which number each paragraph of a list has, and how it is written.

use std::collections::{HashMap, HashSet};

use super::fault::DocxError;
use super::limits::{NAMED, SHAPE};
use super::numeral::Format;
use super::package::Content;
use super::styles::{Numbered, Styles};
use super::xml::{Step, Tag, Walk};

/// How many levels a list has.
const LEVELS: usize = 9;

/// Numbers run no further: what is larger is written by its last digits, and none of it is a report's.
const LARGEST: i64 = 1_000_000;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: Format,
    /// `%1、`
    text: String,
    /// Whether nothing stands between the number and the words.
    close: bool,
    /// Whether all numbers in it are written 1, 2, 3.
    legal: bool,
    /// After which level it starts again; 0 for never.
    restart: Option<i64>,
    /// The style whose paragraphs are on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let (start, format, text) = (0, Format::default(), String::new());
        Level { start, format, text, close: false, legal: false, restart: None, style: None }
    }
}

/// `w:abstractNum`
#[derive(Debug, Default)]
struct Shape {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that holds the levels instead.
    linked: Option<String>,
}

/// `w:num`
#[derive(Debug, Default)]
struct List {
    shape: i64,
    starts: [Option<i64>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: HashMap<i64, Shape>,
    lists: HashMap<i64, List>,
    /// Shapes by the numbering style that they are for.
    holders: HashMap<String, i64>,
}

/// How far the lists have come.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By shape: lists of one shape go on counting from each other.
    counts: HashMap<i64, [Option<i64>; LEVELS]>,
    /// Lists and levels whose own start was used.
    started: HashSet<(i64, usize)>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub fn read(content: &Content) -> Result<Numbering, DocxError> {
        let mut walk = Walk::new(content);
        let mut numbering = Numbering::default();
        loop {
            match walk.step()? {
                Step::Open(tag) => match tag.word() {
                    "abstractNum" => {
                        let id = id(&tag, "abstractNumId");
                        let (shape, holds) = shape(&mut walk)?;
                        holds.map(|style| numbering.holders.entry(style).or_insert(id));
                        numbering.shapes.insert(id, shape);
                    }
                    "num" => {
                        let id = id(&tag, "numId");
                        numbering.lists.insert(id, list(&mut walk)?);
                    }
                    _ => {}
                },
                Step::End => return Ok(numbering),
                _ => {}
            }
            if numbering.shapes.len() + numbering.lists.len() > NAMED {
                return Err(DocxError::TooMany);
            }
        }
    }

    /// The number of the next paragraph, with a gap behind it where it does not end in a mark. `own` is what the paragraph says
    /// itself, `style` its style, `words` what follows.
    pub fn next(
        &self,
        counters: &mut Counters,
        styles: &Styles,
        own: Numbered,
        style: Option<&str>,
        words: &str,
    ) -> Option<String> {
        let from_style = styles.numbered(style);
        let list = own.list.or(from_style.map(|(_, numbered)| numbered.list.unwrap_or(0))).filter(|list| *list != 0)?;
        let known = self.lists.get(&list)?;
        let (shape_id, shape) = self.shape(known.shape, styles)?;
        let of_style = || {
            let (style, numbered) = from_style.filter(|_| own.list.is_none())?;
            let its = |level: &Option<Level>| level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style));
            shape.levels.iter().position(its).map(|at| at as i64).or(numbered.level)
        };
        let at = own.level.or_else(of_style).unwrap_or(0).clamp(0, LEVELS as i64 - 1) as usize;
        let level = |at: usize| known.levels[at].as_ref().or(shape.levels[at].as_ref());
        let start = |at: usize| known.starts[at].or_else(|| level(at).map(|level| level.start)).unwrap_or(1);
        let counts = counters.counts.entry(shape_id).or_default();
        if known.starts[at].is_some() && counters.started.insert((list, at)) {
            counts[at] = None;
        }
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert(start(above));
        }
        counts[at] = Some(counts[at].map_or(start(at), |count| (count + 1).min(LARGEST)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level(below).and_then(|level| level.restart);
            if restart.is_none_or(|after| after != 0 && at < after as usize) {
                *count = None;
            }
        }
        let shown = level(at)?;
        if shown.format == Format::Bullet {
            return None;
        }
        let label = written(shown, |at| {
            let format = if shown.legal { Format::default() } else { level(at).map_or(Format::default(), |level| level.format) };
            format.write(counts[at].unwrap_or_else(|| start(at)))
        });
        (!label.trim().is_empty()).then(|| gapped(label, shown.close, words))
    }

    /// The shape of a list, also when a numbering style holds it.
    fn shape(&self, id: i64, styles: &Styles) -> Option<(i64, &Shape)> {
        let shape = self.shapes.get(&id)?;
        let Some(linked) = &shape.linked else { return Some((id, shape)) };
        let holder = self.holders.get(linked).and_then(|id| self.shapes.get(id).map(|shape| (*id, shape)));
        let by_style = || {
            let list = styles.numbered(Some(linked))?.1.list?;
            let id = self.lists.get(&list)?.shape;
            self.shapes.get(&id).map(|shape| (id, shape))
        };
        holder.or_else(by_style).or(Some((id, shape)))
    }
}

fn id(tag: &Tag, name: &str) -> i64 {
    tag.attribute(name).and_then(|id| id.trim().parse().ok()).unwrap_or(-1)
}

/// The level that an element is about.
fn level_of(tag: &Tag) -> Option<usize> {
    usize::try_from(id(tag, "ilvl")).ok().filter(|at| *at < LEVELS)
}

/// A shape, and the numbering style that it is for.
fn shape(walk: &mut Walk) -> Result<(Shape, Option<String>), DocxError> {
    let (mut shape, mut holds) = (Shape::default(), None);
    while let Some(tag) = walk.child()? {
        match tag.word() {
            "lvl" => {
                let level = level(walk)?;
                if let Some(at) = level_of(&tag) {
                    shape.levels[at] = Some(level);
                }
                continue;
            }
            "numStyleLink" => shape.linked = tag.value(),
            "styleLink" => holds = tag.value(),
            _ => {}
        }
        walk.skip()?;
    }
    Ok((shape, holds))
}

fn list(walk: &mut Walk) -> Result<List, DocxError> {
    let mut list = List::default();
    while let Some(tag) = walk.child()? {
        match tag.word() {
            "abstractNumId" => list.shape = tag.number().unwrap_or(-1),
            "lvlOverride" => {
                let at = level_of(&tag);
                while let Some(tag) = walk.child()? {
                    match (tag.word(), at) {
                        ("lvl", Some(at)) => {
                            list.levels[at] = Some(level(walk)?);
                            continue;
                        }
                        ("startOverride", Some(at)) => list.starts[at] = tag.number(),
                        _ => {}
                    }
                    walk.skip()?;
                }
                continue;
            }
            _ => {}
        }
        walk.skip()?;
    }
    Ok(list)
}

fn level(walk: &mut Walk) -> Result<Level, DocxError> {
    let mut level = Level::default();
    while let Some(tag) = walk.child()? {
        match (tag.word(), tag.name()) {
            ("start", _) => level.start = tag.number().unwrap_or(0).clamp(0, LARGEST),
            ("numFmt", _) => level.format = Format::of(&tag.value().unwrap_or_default()),
            ("lvlText", _) => level.text = tag.value().unwrap_or_default().chars().take(SHAPE).collect(),
            ("suff", _) => level.close = tag.value().as_deref() == Some("nothing"),
            ("isLgl", _) => level.legal = tag.is_on(),
            ("lvlRestart", _) => level.restart = tag.number().map(|after| after.clamp(0, LEVELS as i64)),
            ("pStyle", _) => level.style = tag.value(),
            // Around a format that older programs do not know; their one comes later and is what we know, too.
            ("", "AlternateContent") => {
                while let Some(tag) = walk.child()? {
                    while let Some(inner) = walk.child()? {
                        if inner.word() == "numFmt" && tag.name() == "Fallback" {
                            level.format = Format::of(&inner.value().unwrap_or_default());
                        }
                        walk.skip()?;
                    }
                }
                continue;
            }
            _ => {}
        }
        walk.skip()?;
    }
    Ok(level)
}

/// `第%1章` with the numbers in.
fn written(level: &Level, number: impl Fn(usize) -> String) -> String {
    let mut pieces = level.text.split('%');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| (1..=LEVELS as u32).contains(digit)) {
            Some(digit) => {
                out += &number(digit as usize - 1);
                out += &piece[1..];
            }
            None => {
                out.push('%');
                out += piece;
            }
        }
    }
    out
}

/// Marks a number can end in; behind them the gap to the words is layout, as a first-line indent is.
const MARKS: [char; 9] = ['、', '\u{FF0E}', '.', '\u{FF09}', ')', '\u{FF1A}', '。', '】', '〕'];

/// The number and what stands behind it: 一、 runs into its words as in a plain text, but 第一章 does not, nor does 1. before 2024年.
fn gapped(label: String, close: bool, words: &str) -> String {
    let marked = label.ends_with(MARKS) || label.ends_with(super::numeral::is_sign);
    let figures = label.ends_with('.') && words.starts_with(|c: char| c.is_ascii_digit());
    match close || marked && !figures || words.starts_with([' ', '\t', '\u{3000}']) {
        true => label,
        false => label + " ",
    }
}
