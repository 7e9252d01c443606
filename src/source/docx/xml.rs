//! A part as a stream of elements and text, under limits. What prefix a namespace has does not matter, nor whether it is
//! the transitional or the strict one.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::fault::DocxError;
use super::limits::DEPTH;
use super::package::Content;

/// Whose an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Word's own: `w:`.
    Word,
    /// What programs need not understand: `mc:`.
    Compat,
    /// Formulas: `m:`.
    Math,
    /// Any other.
    Other,
}

/// The namespaces, transitional and strict.
const SPACES: [(&str, Space); 5] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Space::Word),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Space::Compat),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Space::Math),
];

/// An element begins.
pub(crate) struct Tag<'a> {
    /// Whose it is.
    pub space: Space,
    /// Its first byte in the part.
    pub start: usize,
    start_tag: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        let name = self.start_tag.name().into_inner();
        name.split_once(':').map_or(name, |(_, name)| name)
    }

    /// Its name, if it is one of Word's: `p` for `w:p`.
    pub fn word(&self) -> &str {
        if self.space == Space::Word { self.name() } else { "" }
    }

    /// Its name as it is written: `w:p`.
    pub fn written(&self) -> &str {
        self.start_tag.name().into_inner()
    }

    /// The value of an attribute, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.found(name)?.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Where the value of an attribute stands in the part.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        let value = self.found(name)?.value;
        // The value is lent from the tag: how far apart they lie is how far into it the value stands.
        let start = self.start + "<".len() + (value.as_ptr().addr().checked_sub(self.start_tag.as_ptr().addr())?);
        Some(start..start + value.len())
    }

    fn found(&self, name: &str) -> Option<Attribute<'_>> {
        let mut all = self.start_tag.attributes();
        all.with_checks(false);
        all.flatten().find(|attribute| attribute.key.local_name().into_inner() == name)
    }

    /// `w:val`
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number.
    pub fn number(&self) -> Option<i64> {
        self.value()?.trim().parse().ok()
    }

    /// Whether an element that switches something on does so: `<w:vanish/>` and not `<w:vanish w:val="0"/>`.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// One step through a part.
pub(crate) enum Step<'a> {
    /// An element begins; its end will come, even of an empty one.
    Open(Tag<'a>),
    /// The last element that began ends.
    Close,
    /// Text, the bytes it stands in, and whether it stands there as it is.
    Text(Cow<'a, str>, Range<usize>, bool),
    /// The part ends.
    End,
}

/// A walk through a part.
pub(crate) struct Walk<'a> {
    reader: NsReader<&'a [u8]>,
    name: &'a str,
    skipped: usize,
    depth: usize,
}

impl<'a> Walk<'a> {
    /// A walk from the beginning.
    pub fn new(content: &'a Content) -> Walk<'a> {
        let mut reader = NsReader::from_str(&content.text);
        reader.config_mut().expand_empty_elements = true;
        Walk { reader, name: &content.name, skipped: content.skipped, depth: 0 }
    }

    /// How far the walk has come, in bytes of the part.
    pub fn position(&self) -> usize {
        self.skipped + self.reader.buffer_position() as usize
    }

    /// What is wrong at this place.
    pub fn malformed(&self) -> DocxError {
        DocxError::Malformed { part: self.name.to_owned(), offset: self.position() }
    }

    /// The next step.
    pub fn step(&mut self) -> Result<Step<'a>, DocxError> {
        loop {
            let start = self.position();
            let Ok((space, event)) = self.reader.read_resolved_event() else { return Err(self.malformed()) };
            let text = match event {
                // A tag in a tag is no XML, though the reader takes it for a value: Word opens no such part either.
                Event::Start(start_tag) if start_tag.contains('<') => return Err(self.malformed()),
                Event::Start(start_tag) => {
                    let space = whose(&space);
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(DocxError::TooDeep { part: self.name.to_owned() });
                    }
                    return Ok(Step::Open(Tag { space, start, start_tag }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Event::Eof if self.depth > 0 => return Err(self.malformed()),
                Event::Eof => return Ok(Step::End),
                Event::DocType(_) => return Err(DocxError::Declared { part: self.name.to_owned() }),
                Event::Text(text) => (text.into_inner(), true),
                Event::CData(text) => (text.into_inner(), false),
                Event::GeneralRef(reference) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned),
                        Err(_) => None,
                    };
                    (Cow::Owned(known.ok_or_else(|| self.malformed())?), false)
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => continue,
            };
            return Ok(Step::Text(text.0, start..self.position(), text.1));
        }
    }

    /// Leaves the element that began last.
    pub fn skip(&mut self) -> Result<(), DocxError> {
        let mut inside = 1;
        while inside > 0 {
            match self.step()? {
                Step::Open(_) => inside += 1,
                Step::Close => inside -= 1,
                Step::Text(..) => {}
                Step::End => return Ok(()),
            }
        }
        Ok(())
    }

    /// The next element inside the one that began last; none, when that ends.
    pub fn child(&mut self) -> Result<Option<Tag<'a>>, DocxError> {
        loop {
            match self.step()? {
                Step::Open(tag) => return Ok(Some(tag)),
                Step::Close | Step::End => return Ok(None),
                Step::Text(..) => {}
            }
        }
    }
}

fn whose(space: &ResolveResult) -> Space {
    let ResolveResult::Bound(Namespace(uri)) = space else { return Space::Other };
    SPACES.iter().find(|(known, _)| known == uri).map_or(Space::Other, |(_, space)| *space)
}
