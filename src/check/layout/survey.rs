//! What in a text is which part of its layout. The parts are those of the parsed text, whatever styles they have in Word.

use crate::document::{Block, BlockKind, Document, MarkerStyle};
use crate::source::layout::{Align, Layout};
use crate::span::{Read, Span};

use super::norm::Element;

/// No heading is longer, in characters; what is, is text with a number.
const HEADING: usize = 40;

/// A stretch of the text with a part to play in the layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub element: Element,
    /// All of it.
    pub span: Span<Read>,
    /// The same as written.
    pub written: Span,
    /// Its paragraph, as an index.
    pub paragraph: usize,
    /// Whether it begins the paragraph.
    pub first: bool,
}

/// The places of a text.
#[derive(Debug)]
pub(super) struct Survey {
    pub places: Vec<Place>,
    /// The section with most of the text.
    pub section: Option<usize>,
    /// How many bytes of running text there are.
    pub length: usize,
    /// Where to point at for what is of no place: the title, else the first words.
    pub top: Option<Span<Read>>,
}

impl Survey {
    pub fn of(doc: &Document, layout: &Layout) -> Survey {
        let mut places = Vec::new();
        let title = doc.title().map(|title| title.span);
        let text = |block: &Block| matches!(block.kind, BlockKind::Lead | BlockKind::Heading | BlockKind::Paragraph);
        let ends = |block: &Block| matches!(block.kind, BlockKind::Signature | BlockKind::Date);
        // What comes behind the signature has a layout of its own: attachments, 抄送：各乡镇人民政府。
        let first = doc.blocks.iter().position(text).unwrap_or(0);
        let signed = doc.blocks[first..].iter().position(ends).map_or(doc.blocks.len(), |at| first + at);
        let closing = doc.blocks[signed..].iter().take_while(|block| ends(block)).count();
        let own = &doc.blocks[..signed + closing];
        let last = own.iter().rposition(text).unwrap_or(0);
        for (at, block) in own.iter().enumerate() {
            let element = match block.kind {
                BlockKind::Title if Some(block.span) == title => Some(Element::Title),
                BlockKind::Lead | BlockKind::Paragraph if doc.words(block).contains('。') => Some(Element::Body),
                BlockKind::Heading => heading(doc, block),
                BlockKind::Signature if at > last => Some(Element::Signature),
                BlockKind::Date if at > last => Some(Element::Date),
                _ => None,
            };
            places.extend(element.and_then(|element| place(doc, layout, element, block.span)));
        }
        let mut weights = vec![0; layout.sections.len()];
        let body = || places.iter().filter(|place| place.element == Element::Body);
        for place in body() {
            if let Some(weight) = weights.get_mut(layout.paragraphs[place.paragraph].section) {
                *weight += place.span.len();
            }
        }
        let section = (0..weights.len()).rev().max_by_key(|&at| weights[at]);
        let length = body().map(|place| place.span.len()).sum();
        Survey { section, length, top: title.or_else(|| doc.opening()), places }
    }
}

/// A heading whose number says the level that it has: the second level is （一） and not 1., so only then is it clear how it should look.
fn heading(doc: &Document, block: &Block) -> Option<Element> {
    let words = doc.words(block).trim_end_matches('。');
    let name = !words.contains('。') && words.chars().count() <= HEADING;
    match (block.level, block.marker?.style) {
        _ if !name => None,
        (1, MarkerStyle::Chinese) => Some(Element::Heading1),
        (2, MarkerStyle::ChineseParen) => Some(Element::Heading2),
        (3, MarkerStyle::Arabic) => Some(Element::Heading3),
        (4, MarkerStyle::ArabicParen) => Some(Element::Heading4),
        _ => None,
    }
}

/// A block in its paragraph; none, if it stands in a table or a note, or is a caption set in the middle.
fn place(doc: &Document, layout: &Layout, element: Element, span: Span<Read>) -> Option<Place> {
    let written = doc.source.reading().written(span);
    let after = layout.paragraphs.partition_point(|paragraph| paragraph.text.start <= written.start);
    let paragraph = after.checked_sub(1)?;
    let around = &layout.paragraphs[paragraph];
    if written.start >= around.text.end || element == Element::Body && around.align != Align::Left {
        return None;
    }
    let before = &doc.source.text()[around.text.start as usize..written.start as usize];
    let first = before.chars().all(|c| c.is_whitespace() && c != '\u{2028}');
    Some(Place { element, span, written, paragraph, first })
}
