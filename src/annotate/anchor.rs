//! Where a comment stands that says something about a stretch of text.

use std::ops::Range;

use super::fit::Page;
use super::map::Spot;
use crate::source::{Content, DocxError, Origin, Part, Step, Walk};
use crate::span::Span;

/// The notes of a part: where each stands, and by what it is called.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<(Range<usize>, String)>,
}

impl Notes {
    /// Reads a part with notes.
    pub fn read(content: &Content) -> Result<Notes, DocxError> {
        let mut walk = Walk::new(content);
        let mut notes = Vec::new();
        loop {
            match walk.step()? {
                Step::Open(tag) if matches!(tag.word(), "footnote" | "endnote") => {
                    walk.skip()?;
                    notes.push((tag.start..walk.position(), tag.attribute("id").unwrap_or_default()));
                }
                Step::End => return Ok(Notes { notes }),
                _ => {}
            }
        }
    }

    fn id(&self, byte: u32) -> Option<&str> {
        let at = self.notes.partition_point(|(bytes, _)| bytes.end <= byte as usize);
        self.notes.get(at).map(|(_, id)| &**id)
    }
}

/// A stretch with the characters of it that are meant.
type Words<'o> = (&'o Origin, Range<usize>);

/// The places around some characters, and the part that these are in. Comments cannot stand in notes: there it is what calls the note.
pub(super) fn anchor(page: &Page, notes: &[(Part, Notes)], span: Span) -> Option<(Spot, Spot, Part)> {
    let stretches = stretches(page, span);
    let (first, text) = stretches.first()?;
    if first.part != Part::Document {
        let (_, its) = notes.iter().find(|(part, _)| *part == first.part)?;
        let (start, end) = page.map.calls(first.part, its.id(first.bytes.start)?)?;
        return Some((page.map.settled(start), page.map.settled(end), first.part));
    }
    let (start, mut end) = page.map.spots(first, text.clone())?;
    let flow = page.map.atoms[start.atom].flow;
    for (origin, text) in stretches.iter().filter(|(origin, _)| origin.part == Part::Document) {
        // From one cell into the next no comment reaches.
        let Some((_, upto)) = page.map.spots(origin, text.clone()) else { break };
        if page.map.atoms[upto.atom].flow != flow {
            break;
        }
        end = end.max(upto);
    }
    let (start, end) = page.map.outside(start, end);
    Some((page.map.settled(start), page.map.settled(end), Part::Document))
}

/// The characters to mark: those of the span; for none the one beside it, or what its paragraph has; at worst the nearest there are.
fn stretches<'p>(page: &'p Page, span: Span) -> Vec<Words<'p>> {
    let text = page.source.text();
    let (start, end) = (span.start as usize, span.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1)..text[end..].find('\n').map_or(text.len(), |at| end + at);
    let before = text[line.start..start].chars().next_back().map_or(start, |c| start - c.len_utf8());
    let behind = text[end..line.end].chars().next().map_or(end, |c| end + c.len_utf8());
    [start..end, before..start, end..behind, line]
        .into_iter()
        .map(|range| written(page, range))
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| nearest(page, start))
}

/// The characters of a range that stand in the document.
fn written<'p>(page: &'p Page, range: Range<usize>) -> Vec<Words<'p>> {
    let cut = |origin: &'p Origin| (origin, range.start.max(origin.text.start as usize)..range.end.min(origin.text.end as usize));
    let all = page.origins.within(range.clone()).iter().filter(|origin| !origin.bytes.is_empty());
    all.map(cut).filter(|(_, text)| !text.is_empty()).collect()
}

fn nearest<'p>(page: &'p Page, at: usize) -> Vec<Words<'p>> {
    let all = &page.origins.stretches;
    let next = all.partition_point(|origin| (origin.text.start as usize) < at);
    let there = |origin: &&Origin| !origin.bytes.is_empty();
    let found = all[..next].iter().rev().find(there).or_else(|| all[next..].iter().find(there));
    found.map(|origin| (origin, origin.text.start as usize..origin.text.end as usize)).into_iter().collect()
}
