//! Finds the place of each part of an outline in a document.

use std::borrow::Cow;

use super::glob::{fits, may_fit};
use super::inline::inline;
use super::{Outline, Part};
use crate::check::words::Glance;
use crate::document::{Block, BlockId, BlockKind, Document, MarkerStyle};
use crate::span::{Read, Span};

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under a first-level heading of its own, or shared with another part.
    Section(BlockId),
    /// Told by first-level headings that name topics; the first of them.
    Topics(BlockId),
    /// Perhaps under a first-level heading that was not recognised, where the part would stand.
    Unsure(BlockId),
    /// Under a heading of a lower level.
    Below(BlockId),
    /// Under a heading that stands inside a line of text, after the end of a sentence.
    Inline(Span<Read>),
    /// In a paragraph that opens like it.
    Opening(Span<Read>),
    /// Touched on in passing.
    Passing(Span<Read>),
    /// Nowhere.
    Nowhere,
}

/// An outline laid against a document.
#[derive(Debug)]
pub struct Aligned<'a> {
    /// The outline.
    pub outline: &'a Outline,
    /// The first-level sections of the document, in order.
    pub sections: Vec<BlockId>,
    /// The place of each part of the outline.
    pub places: Vec<Place>,
}

impl<'a> Aligned<'a> {
    /// Lays an outline against a document; none, if the document is of another genre.
    pub fn new(outline: &'a Outline, doc: &Document) -> Option<Aligned<'a>> {
        let sections = sections(doc);
        let mut places = sections_of(outline, &sections, doc);
        if !is_of_genre(outline, doc, &sections, &places) {
            return None;
        }
        let (topics, mut unknown) = unplaced(outline, doc, &sections, &places);
        for at in 0..places.len() {
            let part = &outline.parts[at];
            // Nobody misses what is not demanded, so nobody need search for it.
            if places[at] != Place::Nowhere || !part.required {
                continue;
            }
            let slot = unknown.iter().position(|id| in_slot(*id, at, &places));
            places[at] = match (topics.first(), slot) {
                (Some(first), _) if part.topics => Place::Topics(*first),
                (_, Some(found)) => Place::Unsure(unknown.remove(found)),
                _ => lesser_place(part, &sections, doc),
            };
        }
        Some(Aligned { outline, sections, places })
    }

    /// The section nearest to a part among the parts of a range: the last of those before it, the first of those after.
    pub fn neighbour(&self, range: impl std::ops::RangeBounds<usize>) -> Option<BlockId> {
        let before = matches!(range.start_bound(), std::ops::Bound::Unbounded);
        let sections = self.places.iter().enumerate().filter(|(at, _)| range.contains(at)).filter_map(|(_, place)| match place {
            Place::Section(id) => Some(*id),
            Place::Topics(_) if before => self.sections.last().copied(),
            _ => None,
        });
        if before { sections.max() } else { sections.min() }
    }

    /// The part that a section is, if any.
    pub fn part_of(&self, section: BlockId) -> Option<&'a Part> {
        let at = self.places.iter().position(|place| *place == Place::Section(section))?;
        Some(&self.outline.parts[at])
    }

    /// The sections that name topics.
    pub fn topics(&self, doc: &Document) -> Vec<BlockId> {
        let free = self.sections.iter().filter(|id| self.part_of(**id).is_none());
        free.copied().filter(|id| self.outline.is_topic(doc.words(doc.block(*id)))).collect()
    }
}

impl Outline {
    /// Whether a heading names a topic, 强化组织领导，夯实法治基础, and no part of a report.
    fn is_topic(&self, words: &str) -> bool {
        const LONG: usize = 20;
        words.contains('\u{FF0C}') || words.chars().count() > LONG || self.slogans.iter().any(|word| words.starts_with(&**word))
    }
}

/// Whether a document is of the outline's genre. The title decides: 关于做好年度报告工作的通知 is no report. A title that says
/// nothing of it is outvoted by headings that do; without a title the words of the genre must occur.
fn is_of_genre(outline: &Outline, doc: &Document, sections: &[BlockId], places: &[Place]) -> bool {
    let recognised = |text: &str| outline.recognise.iter().any(|word| text.contains(&**word));
    let Some(title) = doc.title() else { return recognised(doc.text()) };
    let words = doc.words(title);
    let words = words[..words.find(['_', '|']).unwrap_or(words.len())].trim_end();
    let words =
        words.strip_suffix('\u{FF09}').and_then(|inner| Some(&inner[..inner.rfind('\u{FF08}')?])).unwrap_or(words).trim_end();
    let any = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, words, doc.year));
    let report = ["报告", "总结", "汇报", "情况"].iter().any(|word| words.contains(word));
    if any(&outline.foreign) || !report && any(&outline.foreign_kinds) {
        return false;
    }
    // 政府工作报告 looks back and ahead as well, and so does any office's 工作总结.
    let named = outline.parts.iter().zip(places).filter(|(part, place)| part.required && **place != Place::Nowhere).count();
    let telling = outline.parts.iter().zip(places).any(|(part, place)| part.telling && *place != Place::Nowhere);
    let headed = || sections.iter().any(|id| recognised(doc.words(doc.block(*id))));
    recognised(words) || named >= 3 && (telling || headed())
}

/// The first-level sections: headings of the form that stands highest. A text without numbers has its short lines as headings.
fn sections(doc: &Document) -> Vec<BlockId> {
    let of_style = |style: MarkerStyle| {
        let headings = doc.iter().filter(move |(_, block)| block.marker.is_some_and(|marker| marker.style == style));
        headings.map(|(id, _)| id).collect::<Vec<_>>()
    };
    // One 第一部分 alone is an odd line; two divide the text.
    let chapters = of_style(MarkerStyle::Chapter);
    let numbered = if chapters.len() > 1 { chapters } else { of_style(MarkerStyle::Chinese) };
    if !numbered.is_empty() {
        return numbered;
    }
    let highest: Vec<BlockId> =
        doc.children(None).filter(|(_, block)| block.kind == BlockKind::Heading).map(|(id, _)| id).collect();
    if !highest.is_empty() {
        return highest;
    }
    const SHORT: usize = 45;
    let plain = |text: &str| text.chars().count() <= SHORT && !text.ends_with(['。', '\u{FF1B}', '\u{FF1A}', '\u{FF0C}']);
    let lines = doc.iter().filter(|(_, block)| block.kind == BlockKind::Paragraph && plain(doc.words(block)));
    lines.map(|(id, _)| id).collect()
}

/// The section of each part. A section that only this part could be goes before one that may be another's, the first
/// before later ones; next year's plan is the last.
fn sections_of(outline: &Outline, sections: &[BlockId], doc: &Document) -> Vec<Place> {
    let fitting =
        |id: &BlockId| outline.parts.iter().map(|part| fits_part(part, doc.words(doc.block(*id)), doc.year)).collect::<Vec<_>>();
    let table: Vec<Vec<bool>> = sections.iter().map(fitting).collect();
    let place = |part: usize| {
        let candidates = || (0..sections.len()).filter(|row| table[*row][part]);
        let own = |row: &usize| table[*row].iter().filter(|fits| **fits).count() == 1;
        let found = match outline.parts[part].year {
            0 => candidates().find(own).or_else(|| candidates().next()),
            _ => candidates().rev().find(own).or_else(|| candidates().next_back()),
        };
        found.map_or(Place::Nowhere, |row| Place::Section(sections[row]))
    };
    (0..outline.parts.len()).map(place).collect()
}

/// The sections that are no part: those that name topics, and those under whose names a part may stand.
fn unplaced(outline: &Outline, doc: &Document, sections: &[BlockId], places: &[Place]) -> (Vec<BlockId>, Vec<BlockId>) {
    let free = sections.iter().copied().filter(|id| !places.contains(&Place::Section(*id)));
    let (topics, mut unknown): (Vec<_>, Vec<_>) = free.partition(|id| {
        let words = doc.words(doc.block(*id));
        outline.is_topic(words) && !outline.parts.iter().any(|part| fits_part(part, words, doc.year))
    });
    // Among topics an unusual heading is a topic as well: 法治政府建设水平持续提升.
    unknown.retain(|id| topics.last().is_none_or(|last| id > last));
    (topics, unknown)
}

/// Whether a section stands after all parts that come before a part, and before all that come after it.
fn in_slot(section: BlockId, part: usize, places: &[Place]) -> bool {
    places.iter().enumerate().all(|(at, place)| match place {
        Place::Section(id) | Place::Topics(id) if at < part => *id < section,
        Place::Section(id) if at > part => *id > section,
        _ => true,
    })
}

/// Where else the part is.
fn lesser_place(part: &Part, sections: &[BlockId], doc: &Document) -> Place {
    let below = doc.iter().find(|(id, block)| {
        block.kind == BlockKind::Heading && sections.binary_search(id).is_err() && fits_below(part, doc.words(block), doc.year)
    });
    if let Some((id, _)) = below {
        return Place::Below(id);
    }
    if let Some(span) = inline(part, doc) {
        return Place::Inline(span);
    }
    let paragraphs = || doc.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead));
    let opening = |block: &Block| {
        let words = doc.words(block);
        let clause = &words[..words.find(['\u{FF0C}', '。', '\u{FF1A}', '\u{FF1B}', ',']).unwrap_or(words.len())];
        let opens = part.openings.iter().any(|pattern| fits(pattern, clause, doc.year));
        opens.then(|| Span::new(block.text.start as usize, block.text.start as usize + clause.len()))
    };
    if let Some(span) = paragraphs().find_map(opening) {
        return Place::Opening(span);
    }
    // The most telling word goes first: 第一责任人 before 主要负责人.
    let mention = |word: &String| {
        let (block, at) = paragraphs().find_map(|block| Some((block, doc.words(block).find(&**word)?)))?;
        let start = block.text.start as usize + at;
        Some(Span::new(start, start + word.len()))
    };
    part.mentions.iter().find_map(mention).map_or(Place::Nowhere, Place::Passing)
}

/// Whether the words of a lower heading name the part; there more is asked than of a section.
fn fits_below(part: &Part, words: &str, year: Option<i32>) -> bool {
    fits_part(part, words, year) && (part.below.is_empty() || part.below.iter().any(|pattern| fits(pattern, words, year)))
}

/// Whether the words of a heading name the part. What documents are called is left out: 落实《…问题整改方案》情况.
pub(super) fn fits_part(part: &Part, words: &str, year: Option<i32>) -> bool {
    let words = words.trim_end_matches(['。', '\u{FF1A}', '\u{FF1B}']);
    let plain = if words.contains('《') { Cow::Owned(without_names(words)) } else { Cow::Borrowed(words) };
    let signs = Glance::of([&*plain]);
    let any = |patterns: &[String]| patterns.iter().any(|pattern| may_fit(pattern, &signs) && fits(pattern, &plain, year));
    any(&part.headings) && !any(&part.unless)
}

/// The words outside 《》.
fn without_names(words: &str) -> String {
    let mut named = 0;
    let outside = |sign: &char| {
        named += usize::from(*sign == '《');
        let keep = named == 0;
        named -= usize::from(*sign == '》').min(named);
        keep
    };
    words.chars().filter(outside).collect()
}
