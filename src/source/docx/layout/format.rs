//! What styles, paragraphs and runs say of their looks. What one leaves unsaid, the next below says: docDefaults, the style's
//! ancestors, the style, the paragraph, the character style, the run.

use std::sync::Arc;

use super::super::fault::DocxError;
use super::super::xml::{Tag, Walk};
use crate::source::Changes;
use crate::source::layout::{Align, Indent, Spacing};

/// A font by name, or as a place in the theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source::docx) enum Font {
    Named(Arc<str>),
    /// `majorEastAsia`
    Theme(Arc<str>),
}

/// What is said of letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::source::docx) struct RunFormat {
    /// Of Chinese characters.
    pub east: Option<Font>,
    /// Of digits and Latin letters.
    pub ascii: Option<Font>,
    /// Half points.
    pub size: Option<i32>,
}

/// What is said of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::source::docx) struct ParagraphFormat {
    pub align: Option<Align>,
    /// `w:framePr`: the paragraph stands in a frame, and where that stands.
    pub frame: Option<Align>,
    first: Measure,
    left: Measure,
    line: Option<i32>,
    rule: Option<Rule>,
    pub on_grid: Option<bool>,
}

/// One indent: its twips, and its characters, which count before them unless they are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Measure {
    twips: Option<i32>,
    characters: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Exactly,
    AtLeast,
    Times,
}

/// What Word writes in if nobody says: 10 point, single lines.
const SIZE: i32 = 20;
const SINGLE: i32 = 240;

impl RunFormat {
    /// Reads a `w:rPr`; `other` sees what is none of these.
    pub fn read(walk: &mut Walk, changes: Changes, other: &mut dyn FnMut(&Tag)) -> Result<RunFormat, DocxError> {
        let mut format = RunFormat::default();
        while let Some(tag) = walk.child()? {
            match tag.word() {
                "rFonts" => {
                    let font = |theme, name| {
                        let theme = tag.attribute(theme).map(|slot| Font::Theme(slot.into()));
                        theme.or_else(|| tag.attribute(name).map(|name| Font::Named(name.into())))
                    };
                    (format.east, format.ascii) = (font("eastAsiaTheme", "eastAsia"), font("asciiTheme", "ascii"));
                }
                "sz" => format.size = tag.value().and_then(|value| half_points(&value)),
                // What it was before: it comes whole, and counts when changes are rejected.
                "rPrChange" if changes == Changes::Rejected => {
                    while let Some(tag) = walk.child()? {
                        if tag.word() == "rPr" {
                            format = RunFormat::read(walk, Changes::Accepted, &mut |_| ())?;
                        } else {
                            walk.skip()?;
                        }
                    }
                    continue;
                }
                _ => other(&tag),
            }
            walk.skip()?;
        }
        Ok(format)
    }

    /// This, and what it leaves unsaid from `below`.
    pub fn over(&self, below: &RunFormat) -> RunFormat {
        let font = |own: &Option<Font>, below: &Option<Font>| own.as_ref().or(below.as_ref()).cloned();
        RunFormat { east: font(&self.east, &below.east), ascii: font(&self.ascii, &below.ascii), size: self.size.or(below.size) }
    }

    /// The size that the letters have.
    pub fn sized(&self) -> i32 {
        self.size.unwrap_or(SIZE)
    }
}

impl ParagraphFormat {
    /// Reads one child of a `w:pPr`, whose end is still to come.
    pub fn tag(&mut self, tag: &Tag) {
        let length = |name| tag.attribute(name).and_then(|value| twips(&value));
        let count = |name| tag.attribute(name).and_then(|value| value.trim().parse().ok());
        match tag.word() {
            "jc" => self.align = tag.value().map(|value| align(&value)),
            "framePr" => self.frame = Some(tag.attribute("xAlign").map_or(Align::Other, |value| align(&value))),
            "snapToGrid" => self.on_grid = Some(tag.is_on()),
            "spacing" => {
                self.line = length("line").or(self.line);
                self.rule = match tag.attribute("lineRule").as_deref() {
                    Some("exact") => Some(Rule::Exactly),
                    Some("atLeast") => Some(Rule::AtLeast),
                    Some("auto") => Some(Rule::Times),
                    _ => self.rule,
                };
            }
            "ind" => {
                self.left =
                    Measure { twips: length("left").or(length("start")), characters: count("leftChars").or(count("startChars")) };
                let back = |value: Option<i32>| value.map(i32::saturating_neg);
                let hanging = Measure { twips: back(length("hanging")), characters: back(count("hangingChars")) };
                self.first = Measure {
                    twips: hanging.twips.or(length("firstLine")),
                    // A hanging indent takes away the other, however that was measured.
                    characters: hanging.characters.or(count("firstLineChars")).or(hanging.twips.and(Some(0))),
                };
            }
            _ => {}
        }
    }

    /// This, and what it leaves unsaid from `below`.
    pub fn over(&self, below: &ParagraphFormat) -> ParagraphFormat {
        ParagraphFormat {
            align: self.align.or(below.align),
            frame: self.frame.or(below.frame),
            first: self.first.over(below.first),
            left: self.left.over(below.left),
            line: self.line.or(below.line),
            rule: self.rule.or(below.rule),
            on_grid: self.on_grid.or(below.on_grid),
        }
    }

    /// Whether it says where its first line begins.
    pub fn is_indented(&self) -> bool {
        self.first != Measure::default()
    }

    /// How far its first line and its others begin from the margin.
    pub fn indents(&self) -> (Indent, Indent) {
        let (first, left) = (self.first.indent(), self.left.indent());
        let both = Indent {
            twips: first.twips.saturating_add(left.twips),
            characters: first.characters.saturating_add(left.characters),
        };
        (both, left)
    }

    /// From line to line.
    pub fn spacing(&self) -> Spacing {
        let line = self.line.unwrap_or(SINGLE);
        match self.rule {
            Some(Rule::Exactly) => Spacing::Exactly(line),
            Some(Rule::AtLeast) => Spacing::AtLeast(line),
            Some(Rule::Times) | None => Spacing::Times(line),
        }
    }
}

impl Measure {
    fn over(self, below: Measure) -> Measure {
        Measure { twips: self.twips.or(below.twips), characters: self.characters.or(below.characters) }
    }

    fn indent(self) -> Indent {
        match self.characters {
            Some(characters) if characters != 0 => Indent { twips: 0, characters },
            _ => Indent { twips: self.twips.unwrap_or_default(), characters: 0 },
        }
    }
}

fn align(value: &str) -> Align {
    match value {
        "left" | "start" | "both" => Align::Left,
        "center" => Align::Centre,
        "right" | "end" => Align::Right,
        "outside" => Align::Outside,
        _ => Align::Other,
    }
}

/// Units that strict documents may measure in, with their twips.
const UNITS: [(&str, f64); 6] =
    [("mm", 1440.0 / 25.4), ("cm", 1440.0 / 2.54), ("in", 1440.0), ("pt", 20.0), ("pc", 240.0), ("pi", 240.0)];

/// A length in twips, written as such or with its unit: `640`, `32pt`.
pub(in crate::source::docx) fn twips(value: &str) -> Option<i32> {
    let value = value.trim();
    let unit = UNITS.iter().find_map(|(unit, twips)| Some((value.strip_suffix(unit)?, twips)));
    match unit {
        Some((number, twips)) => number.parse::<f64>().ok().map(|number| (number * twips).round() as i32),
        // Some programs write 640.0.
        None => value.parse().ok().or_else(|| value.parse::<f64>().ok().map(|number| number.round() as i32)),
    }
}

/// A size in half points: `32`, `16pt`.
fn half_points(value: &str) -> Option<i32> {
    match value.trim().strip_suffix("pt") {
        Some(points) => points.parse::<f64>().ok().map(|points| (points * 2.0).round() as i32),
        None => twips(value),
    }
}

#[cfg(test)]
mod tests {
    use super::{half_points, twips};

    #[test]
    fn lengths_come_with_and_without_units() {
        for (value, length) in
            [("640", Some(640)), ("-20", Some(-20)), ("32pt", Some(640)), ("37mm", Some(2098)), ("1in", Some(1440))]
        {
            assert_eq!(twips(value), length, "{value}");
        }
        assert_eq!([twips("640.0"), twips("wide"), twips(""), twips("mm")], [Some(640), None, None, None]);
        assert_eq!([half_points("32"), half_points("16pt")], [Some(32), Some(32)]);
    }
}
