//! What a place looks like, property by property. What cannot be known for sure has no value, and lengths that rest on a font are ranges.

use crate::document::Document;
use crate::source::layout::{Align, Layout, MILLIMETRE, NumberForm, PageNumber, Pages, Paragraph, Run, Section, Spacing};
use crate::span::Span;

use super::norm::{Element, Font, Norm, Property, family, sized};
use super::survey::{Place, Survey};

/// How high a single line is at most, in heights of its letters; the fonts in use need 1.1 to 1.4.
const LINE: f64 = 1.5;
/// A line that blanks or indents move by so many characters begins on the left all the same; by so many it was moved on purpose.
const STAYS: f64 = 4.0;
const MOVED: f64 = 8.0;
/// So many characters of running text fill a page (22 lines of 28): a shorter text needs no number on it. A character has three bytes.
const PAGE: usize = 22 * 28 * 3;

/// A value that was seen, and how it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    value: Value,
    pub words: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Word(String),
    Between(f64, f64),
}

impl Seen {
    fn word(word: &str, words: impl Into<String>) -> Seen {
        Seen { value: Value::Word(word.to_owned()), words: words.into() }
    }

    fn exactly(value: f64, words: String) -> Seen {
        Seen { value: Value::Between(value, value), words }
    }

    /// Whether it can be as the norm demands.
    pub fn meets(&self, norm: &Norm) -> bool {
        match (&self.value, norm.between) {
            (Value::Between(low, high), Some([least, most])) => *low <= most && *high >= least,
            (Value::Word(word), None) => norm.is.contains(word) || norm.accepts.contains(word),
            _ => true,
        }
    }

    /// Whether it may stand within what looks otherwise.
    pub fn may_stand_within(&self, norm: &Norm) -> bool {
        matches!(&self.value, Value::Word(word) if norm.within.contains(word))
    }
}

/// What is looked at.
pub(super) struct Eye<'a> {
    pub doc: &'a Document<'a>,
    pub layout: &'a Layout,
    pub survey: &'a Survey,
    pub fonts: &'a [Font],
}

impl Eye<'_> {
    /// Whether a property belongs to letters, of which a paragraph may have several kinds.
    pub fn is_of_letters(property: Property) -> bool {
        matches!(property, Property::Font | Property::Size)
    }

    /// What a stretch of letters looks like.
    pub fn letters(&self, run: &Run, property: Property) -> Option<Seen> {
        match property {
            Property::Font => self.font(run.font.as_deref()?),
            Property::Size => Some(size(run.size)),
            _ => None,
        }
    }

    fn font(&self, name: &str) -> Option<Seen> {
        Some(Seen::word(family(self.fonts, name)?, name))
    }

    /// What a paragraph looks like, seen from the place that begins it.
    pub fn paragraph(&self, place: &Place, property: Property) -> Option<Seen> {
        let paragraph = &self.layout.paragraphs[place.paragraph];
        let size = paragraph.within(place.written).first().map(|run| run.size).filter(|size| *size > 0)?;
        let points = f64::from(size) / 2.0;
        match property {
            _ if !place.first => None,
            Property::Place => self.aligned(paragraph, place, points),
            Property::Indent => {
                let indent = self.start(paragraph, place, points)?;
                Some(Seen::exactly(indent, format!("{}字", (indent * 10.0).round() / 10.0)))
            }
            Property::Spacing => spacing(paragraph, self.layout.sections.get(paragraph.section), points),
            _ => None,
        }
    }

    /// How many characters from the margin the words begin; blanks count as what they look like.
    fn start(&self, paragraph: &Paragraph, place: &Place, points: f64) -> Option<f64> {
        let first = paragraph.first?;
        let blanks = self.doc.source.text()[paragraph.text.start as usize..place.written.start as usize].chars();
        let blanks: f64 =
            blanks.map(|c| if c == '\u{3000}' { Some(1.0) } else { (c != '\t').then_some(0.5) }).sum::<Option<f64>>()?;
        Some(f64::from(first.characters) / 100.0 + f64::from(first.twips) / (points * 20.0) + blanks)
    }

    fn aligned(&self, paragraph: &Paragraph, place: &Place, points: f64) -> Option<Seen> {
        if paragraph.align == Align::Right {
            return align(Align::Right);
        }
        match self.start(paragraph, place, points)? {
            start if start < STAYS => align(paragraph.align),
            // In the middle of what an indent leaves.
            _ if paragraph.align != Align::Left => None,
            start if start >= MOVED => Some(Seen::word("移位", "靠空格或缩进移位")),
            _ => None,
        }
    }

    /// What the pages look like.
    pub fn page(&self, property: Property) -> Option<Seen> {
        let section = self.layout.sections.get(self.survey.section?)?;
        let length = |twips: i32| {
            let millimetres = (f64::from(twips) / MILLIMETRE * 10.0).round() / 10.0;
            Seen::exactly(millimetres, format!("{}{millimetres}毫米", property.side()))
        };
        let margin = |at: usize| section.margins.map(|margins| length(margins[at]));
        match property {
            Property::Width => section.paper.map(|(width, _)| length(width)),
            Property::Height => section.paper.map(|(_, height)| length(height)),
            Property::Top => margin(0),
            Property::Right => margin(1),
            Property::Bottom => margin(2),
            Property::Left => margin(3),
            Property::Number if self.survey.length > PAGE => {
                let word = if section.numbers.as_ref()?.is_empty() { "无" } else { "有" };
                Some(Seen::word(word, word))
            }
            _ => None,
        }
    }

    /// The page numbers that an element means.
    pub fn numbers(&self, element: Element) -> Vec<&PageNumber> {
        let section = self.survey.section.and_then(|at| self.layout.sections.get(at));
        let numbers = section.and_then(|section| section.numbers.as_deref()).unwrap_or_default();
        let meant = |number: &&PageNumber| match (element, number.pages) {
            // The first page may be a cover.
            (_, Pages::First) => false,
            (Element::OddPageNumber, pages) => pages != Pages::Even,
            (Element::EvenPageNumber, pages) => pages != Pages::Odd,
            _ => true,
        };
        numbers.iter().filter(meant).collect()
    }

    /// What a page number looks like.
    pub fn number(&self, number: &PageNumber, element: Element, property: Property) -> Option<Seen> {
        match property {
            Property::Font => self.font(number.font.as_deref()?),
            Property::Size => number.size.map(size),
            Property::Place if number.above => Some(Seen::word("页眉", "在页眉")),
            Property::Place => align(match (number.align, element) {
                (Align::Outside, Element::EvenPageNumber) => Align::Left,
                (Align::Outside, _) => Align::Right,
                (align, _) => align,
            }),
            Property::Form => Some(match number.form {
                NumberForm::Dashed => Seen::word("一字线", "有一字线"),
                NumberForm::Bare => Seen::word("无一字线", "没有一字线"),
                NumberForm::Words => Seen::word("文字", "带有文字"),
                NumberForm::Other => Seen::word("非阿拉伯数字", "没有用阿拉伯数字"),
            }),
            _ => None,
        }
    }

    /// How many Chinese characters a stretch has.
    pub fn characters(&self, span: Span) -> usize {
        self.doc.source.text()[span.range()].chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).count()
    }
}

fn size(half_points: i32) -> Seen {
    let points = f64::from(half_points) / 2.0;
    Seen::exactly(points, sized(points))
}

fn align(align: Align) -> Option<Seen> {
    let word = match align {
        Align::Left => "居左",
        Align::Centre => "居中",
        Align::Right => "居右",
        Align::Outside | Align::Other => return None,
    };
    Some(Seen::word(word, word))
}

/// From line to line: what is fixed is known, a line on the grid has as much as the grid gives, and any other as much as its font needs.
fn spacing(paragraph: &Paragraph, section: Option<&Section>, points: f64) -> Option<Seen> {
    let pitch = section.and_then(|section| section.pitch).filter(|_| paragraph.on_grid).map(|pitch| f64::from(pitch) / 20.0);
    let (low, high, words) = match (paragraph.spacing, pitch) {
        (Spacing::Exactly(twips), _) => {
            let exactly = f64::from(twips) / 20.0;
            (exactly, exactly, format!("固定值{exactly}磅"))
        }
        (Spacing::AtLeast(_), Some(_)) => return None,
        (Spacing::AtLeast(twips), None) => {
            let least = f64::from(twips) / 20.0;
            (least.max(points), least.max(points * LINE), format!("最小值{least}磅"))
        }
        (Spacing::Times(part), pitch) => {
            let times = f64::from(part) / 240.0;
            let words =
                if part == 240 { "单倍行距".to_owned() } else { format!("{}倍行距", (times * 100.0).round() / 100.0) };
            match pitch {
                Some(pitch) if points * LINE <= pitch => (times * pitch, times * pitch, words),
                Some(_) => return None,
                None => (times * points, times * points * LINE, words),
            }
        }
    };
    Some(Seen { value: Value::Between(low, high), words })
}
