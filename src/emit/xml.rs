//! Elements of the XML formats. quick-xml escapes; what XML cannot hold at all becomes U+FFFD.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// The first line of a document.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Elements on their way into a string.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Xml {
        Xml(Writer::new_with_indent(Vec::new(), b' ', 2))
    }

    /// An element with others in it.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.write(Event::Start(start(name, attributes)));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        self.write(Event::Text(BytesText::new(&possible(words))));
    }

    /// What was written.
    pub fn done(self) -> String {
        let mut written = String::from_utf8(self.0.into_inner()).expect("quick-xml writes the strings it is given");
        written.push('\n');
        written
    }

    fn write(&mut self, event: Event) {
        // Writing to a vector cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    attributes.iter().for_each(|(key, value)| start.push_attribute((*key, &*possible(value))));
    start
}

/// The words without what no XML document may hold (XML 1.0, section 2.2).
fn possible(words: &str) -> Cow<'_, str> {
    let forbidden = |c: char| (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if words.contains(forbidden) { words.replace(forbidden, "\u{FFFD}").into() } else { words.into() }
}
