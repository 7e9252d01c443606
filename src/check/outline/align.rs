//! Finds the place of each part of an outline in a document.

use super::glob::fits;
use super::{Outline, Part};
use crate::document::{BlockId, BlockKind, Document, MarkerStyle};
use crate::span::{Read, Span};

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under a first-level heading of its own.
    Section(BlockId),
    /// Told by first-level headings that name topics; the first of them.
    Topics(BlockId),
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
        let mut places: Vec<Place> = outline.parts.iter().map(|part| section_of(part, &sections, doc)).collect();
        let named = places.iter().filter(|place| **place != Place::Nowhere).count();
        let recognised = |text: &str| outline.recognise.iter().any(|word| text.contains(&**word));
        // 政府工作报告 looks back and ahead as well, so two parts by their names do not make a text of this genre; three do.
        if named < 3 && !recognised(doc.title().map_or(doc.text(), |title| doc.words(title))) {
            return None;
        }
        let taken: Vec<BlockId> =
            places.iter().filter_map(|place| if let Place::Section(id) = place { Some(*id) } else { None }).collect();
        let free = sections.iter().copied().find(|id| !taken.contains(id));
        for (part, place) in outline.parts.iter().zip(&mut places) {
            if *place == Place::Nowhere {
                *place = match free {
                    Some(first) if part.topics => Place::Topics(first),
                    // Nobody misses it, so nobody need search for it.
                    _ if !part.required => Place::Nowhere,
                    _ => lesser_place(part, &sections, doc),
                };
            }
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
}

/// The first-level sections: headings 一、, else 第一部分, else whatever headings stand highest. A text without numbers
/// has its short lines as headings.
fn sections(doc: &Document) -> Vec<BlockId> {
    let of_style = |style: MarkerStyle| {
        let headings = doc.iter().filter(move |(_, block)| block.marker.is_some_and(|marker| marker.style == style));
        headings.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let numbered = [MarkerStyle::Chinese, MarkerStyle::Chapter].map(of_style).into_iter().find(|found| !found.is_empty());
    let highest =
        || doc.children(None).filter(|(_, block)| block.kind == BlockKind::Heading).map(|(id, _)| id).collect::<Vec<_>>();
    let found = numbered.unwrap_or_else(highest);
    if !found.is_empty() {
        return found;
    }
    const SHORT: usize = 45;
    let plain = |text: &str| text.chars().count() <= SHORT && !text.ends_with(['。', '；', '：', '，']);
    let lines = doc.iter().filter(|(_, block)| block.kind == BlockKind::Paragraph && plain(doc.words(block)));
    lines.map(|(id, _)| id).collect()
}

/// The section whose heading names the part. Where several do, the first.
fn section_of(part: &Part, sections: &[BlockId], doc: &Document) -> Place {
    sections.iter().find(|id| names(part, doc, **id)).map_or(Place::Nowhere, |id| Place::Section(*id))
}

/// Where else the part is.
fn lesser_place(part: &Part, sections: &[BlockId], doc: &Document) -> Place {
    let below =
        doc.iter().find(|(id, block)| block.kind == BlockKind::Heading && sections.binary_search(id).is_err() && names(part, doc, *id));
    if let Some((id, _)) = below {
        return Place::Below(id);
    }
    if let Some(span) = inline(part, doc) {
        return Place::Inline(span);
    }
    let paragraphs = || doc.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead));
    let opening = paragraphs().find_map(|block| {
        let words = doc.words(block);
        let clause = &words[..words.find(['，', '。', '：', '；', ',']).unwrap_or(words.len())];
        let opens = part.openings.iter().any(|pattern| fits(pattern, clause, doc.year));
        opens.then(|| Span::new(block.text.start as usize, block.text.start as usize + clause.len()))
    });
    if let Some(span) = opening {
        return Place::Opening(span);
    }
    let passing =
        doc.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading));
    passing
        .flat_map(|block| {
            part.mentions.iter().filter_map(|word| {
                let at = block.text.start as usize + doc.words(block).find(&**word)?;
                Some(Span::new(at, at + word.len()))
            })
        })
        .next()
        .map_or(Place::Nowhere, Place::Passing)
}

/// A heading 三、… inside a line, where the line breaks of the text were lost: …得到好评。三、2024年存在的不足 （一）…
fn inline(part: &Part, doc: &Document) -> Option<Span<Read>> {
    const LONGEST: usize = 40;
    for block in
        doc.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading))
    {
        let text = doc.words(block);
        for (at, _) in text.match_indices('、') {
            let before = text[..at].trim_end_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
            if before.len() == at || !before.trim_end().is_empty() && !before.trim_end().ends_with(['。', '\u{FF1A}']) {
                continue;
            }
            let rest = &text[at + '、'.len_utf8()..];
            let end = rest.find(['。', '\u{FF08}', ' ']).unwrap_or(rest.len());
            let end = rest.char_indices().nth(LONGEST).map_or(end, |(limit, _)| end.min(limit));
            if fits_part(part, &rest[..end], doc.year) {
                let start = block.text.start as usize;
                return Some(Span::new(start + before.len(), start + at + '、'.len_utf8() + end));
            }
        }
    }
    None
}

/// Whether the words of a heading name the part.
fn names(part: &Part, doc: &Document, id: BlockId) -> bool {
    fits_part(part, doc.words(doc.block(id)), doc.year)
}

fn fits_part(part: &Part, words: &str, year: Option<i32>) -> bool {
    let words = words.trim_end_matches(['。', '：', '；']);
    let any = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, words, year));
    any(&part.headings) && !any(&part.unless)
}
