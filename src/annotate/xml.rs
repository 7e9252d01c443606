//! Small things of XML: characters, ids, and what is added at the end of a part.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::finding::Edit;
use crate::source::{Content, DocxError, Step, Tag, Walk};
use crate::span::Span;

/// Characters as they stand in a part. What XML has no place for shows as U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Takes these bytes of a part away.
pub(super) fn cut(bytes: &Range<usize>) -> Edit {
    Edit { span: Span::new(bytes.start, bytes.end), text: String::new() }
}

/// The elements of this name in a part, each as `read` makes it of its tag and its bytes.
pub(super) fn elements<T>(content: &Content, name: &str, read: impl Fn(&Tag, Range<usize>) -> T) -> Result<Vec<T>, DocxError> {
    let mut walk = Walk::new(content);
    let mut found = Vec::new();
    loop {
        match walk.step()? {
            Step::Open(tag) if tag.name() == name => {
                walk.skip()?;
                found.push(read(&tag, tag.start..walk.position()));
            }
            Step::End => return Ok(found),
            _ => {}
        }
    }
}

/// Ids that are taken, and the next that is not.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: BTreeSet<u32>,
    next: u32,
}

impl Ids {
    /// Takes note of every `w:id` of a part.
    pub fn note(&mut self, content: &Content) -> Result<(), DocxError> {
        let mut walk = Walk::new(content);
        loop {
            match walk.step()? {
                Step::Open(tag) if !tag.word().is_empty() => {
                    self.used.extend(tag.attribute("id").and_then(|id| id.trim().parse::<u32>().ok()));
                }
                Step::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// The first id that is free.
    pub fn take(&mut self) -> u32 {
        while self.used.contains(&self.next) {
            self.next += 1;
        }
        self.next += 1;
        self.next - 1
    }
}

/// Whether the outermost element of a part is this one of Word's.
pub(super) fn is_word(content: &Content, name: &str) -> bool {
    is_outermost(content, |tag| tag.word() == name)
}

/// Whether the outermost element of a part has this name.
pub(super) fn is_called(content: &Content, name: &str) -> bool {
    is_outermost(content, |tag| tag.name() == name)
}

fn is_outermost(content: &Content, it: impl FnOnce(&Tag) -> bool) -> bool {
    let mut walk = Walk::new(content);
    loop {
        match walk.step() {
            Ok(Step::Open(tag)) => return it(&tag),
            Ok(Step::Text(..)) => {}
            _ => return false,
        }
    }
}

/// How Word's elements are written in a part.
#[derive(Debug, Default, Clone)]
pub(super) struct Words {
    /// With its colon.
    prefix: String,
    /// A declaration of the prefix, where the part has none: attributes need one.
    declared: String,
    pub namespace: String,
}

impl Words {
    /// As the outermost element is written.
    pub fn of(tag: &Tag) -> Words {
        let prefix = tag.written().strip_suffix(tag.name()).unwrap_or_default().to_owned();
        let key = if prefix.is_empty() { "xmlns" } else { prefix.trim_end_matches(':') };
        Words::with(&prefix, &tag.attribute(key).unwrap_or_default())
    }

    /// With this prefix and namespace.
    pub fn with(prefix: &str, namespace: &str) -> Words {
        let namespace = namespace.to_owned();
        match prefix {
            "" => Words { prefix: "w:".to_owned(), declared: format!(" xmlns:w=\"{namespace}\""), namespace },
            prefix => Words { prefix: prefix.to_owned(), declared: String::new(), namespace },
        }
    }

    /// A start tag.
    pub fn tag(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let Words { prefix, declared, .. } = self;
        let all: String = attributes.iter().map(|(key, value)| format!(" {prefix}{key}=\"{value}\"")).collect();
        format!("<{prefix}{name}{declared}{all}>")
    }

    /// An empty element.
    pub fn empty(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut tag = self.tag(name, attributes);
        tag.insert(tag.len() - 1, '/');
        tag
    }

    /// An end tag.
    pub fn end(&self, name: &str) -> String {
        format!("</{}{name}>", self.prefix)
    }

    /// A paragraph of one run.
    pub fn paragraph(&self, text: &str) -> String {
        let (p, r, t) = (self.tag("p", &[]), self.tag("r", &[]), self.tag("t", &[]));
        let t = t.trim_end_matches('>');
        let (end_t, end_r, end_p) = (self.end("t"), self.end("r"), self.end("p"));
        format!("{p}{r}{t} xml:space=\"preserve\">{}{end_t}{end_r}{end_p}", escaped(text))
    }
}

/// A part whose outermost element holds something more at its end: `inside` is given the prefix that its elements have.
/// A part without an element is torn.
pub(super) fn added(content: &Content, inside: impl FnOnce(&str) -> String) -> Result<String, DocxError> {
    let xml = content.whole();
    let mut walk = Walk::new(content);
    let (name, open) = loop {
        match walk.step()? {
            Step::Open(tag) => break (tag, walk.position()),
            Step::End => return Err(DocxError::Torn),
            _ => {}
        }
    };
    let (name, open) = (name.written().to_owned(), name.start..open);
    let inside = inside(name.rsplit_once(':').map_or("", |(prefix, _)| &name[..=prefix.len()]));
    walk.skip()?;
    let end = walk.position();
    if end == open.end {
        // `<Types/>` opens.
        let start = xml[open.clone()].trim_end_matches('>').trim_end_matches('/');
        return Ok(format!("{}{start}>{inside}</{name}>{}", &xml[..open.start], &xml[end..]));
    }
    let close = open.end + xml[open.end..end].rfind("</").unwrap_or(0);
    Ok(format!("{}{inside}{}", &xml[..close], &xml[close..]))
}
