//! A page as tags and text, each with its place.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::article::is_block;
use super::element::{self, Kind};

/// Longer names are none of those we know.
const LONGEST_NAME: usize = 24;
/// Of an id or a class so much is looked at.
const LONGEST_VALUE: usize = 400;

/// So many attributes in a row the tokenizer may read before it must return.
const CALLS: usize = 32;

/// What stands at one place of a page.
pub(super) enum Event<'t> {
    /// A start tag, from its `<`.
    Open(&'t Tag, usize),
    /// An end tag, and where it ends.
    Close(&'t str, usize),
    /// Text with its entities.
    Text(usize, usize),
}

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// In small letters; empty, if it is too long.
    pub name: String,
    /// Id and classes in small letters, by spaces.
    names: String,
    /// Whether it says that it is not shown.
    pub hidden: bool,
}

impl Tag {
    /// Its id and its classes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.split_ascii_whitespace()
    }

    fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.names.clear();
        self.hidden = false;
        push(&mut self.name, name, LONGEST_NAME);
    }

    fn attribute(&mut self, name: Attribute, value: &[u8]) {
        match name {
            Attribute::Name => {
                self.names.push(' ');
                push(&mut self.names, &value[..value.len().min(LONGEST_VALUE)], LONGEST_VALUE);
            }
            Attribute::Style => {
                let style: String = String::from_utf8_lossy(&value[..value.len().min(LONGEST_VALUE)])
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                self.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            Attribute::AriaHidden => self.hidden |= value == b"true",
            Attribute::Other => {}
        }
    }
}

/// Adds a name in small letters.
fn push(to: &mut String, name: &[u8], longest: usize) {
    if name.len() <= longest {
        to.extend(String::from_utf8_lossy(name).chars().map(|c| c.to_ascii_lowercase()));
    }
}

/// Attributes that are looked at.
#[derive(Debug, Clone, Copy)]
enum Attribute {
    Name,
    Style,
    AriaHidden,
    Other,
}

/// Goes through a part of a page.
pub(super) fn scan(text: &str, range: Range<usize>, tell: &mut dyn FnMut(Event)) {
    let part = &text[range.clone()];
    let mut tag = Tag::default();
    let mut attribute = Attribute::Other;
    let mut opened = 0;
    let mut closed = String::new();
    let event = |event: CallbackEvent, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag.open(name);
                opened = range.start + span.start;
            }
            CallbackEvent::AttributeName { name } => {
                attribute = match name {
                    b"id" | b"class" => Attribute::Name,
                    b"style" => Attribute::Style,
                    b"aria-hidden" => Attribute::AriaHidden,
                    b"hidden" => {
                        tag.hidden = true;
                        Attribute::Other
                    }
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => tag.attribute(attribute, value),
            CallbackEvent::CloseStartTag { .. } => tell(Event::Open(&tag, opened)),
            CallbackEvent::EndTag { name } => {
                closed.clear();
                push(&mut closed, name, LONGEST_NAME);
                tell(Event::Close(&closed, (range.start + span.end).min(range.end)));
            }
            CallbackEvent::String { .. } => {
                let (start, end) = (range.start + span.start, range.start + span.end);
                if text.get(start..end).is_some() {
                    tell(Event::Text(start, end));
                }
            }
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(event);
    emitter.naively_switch_states(true);
    // All is told through the events; of itself the tokenizer gives nothing, and reading a string cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(&*in_reach(part), emitter).finish();
}

/// The places of the comments of a page.
pub(in crate::source) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let event = |event: CallbackEvent, span: Span<usize>| -> Option<Infallible> {
        if let CallbackEvent::Comment { .. } = event
            && text.get(span.start..span.end).is_some()
        {
            found.push(span.start..span.end);
        }
        None
    };
    let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(event);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&*in_reach(text), emitter).finish();
    found
}

/// A page as the tokenizer may have it: it calls itself for each attribute in double quotes that follows another, and a tag with some
/// thousand of them would be the end of its stack. A slash between two attributes says nothing and lets it return, so now and then the space
/// behind a quotation mark becomes one. Only places are told of a text, and none of them moves.
fn in_reach(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let ends = memchr::memchr_iter(b'"', bytes).filter(|&at| bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace));
    let (mut slashes, mut since) = (Vec::new(), 0);
    for end in ends {
        since += 1;
        // `class=" narrow"`: there the mark begins a value, as far as one sees.
        if since >= CALLS && !page[..end].ends_with('=') || since >= 2 * CALLS {
            slashes.push(end + 1);
            since = 0;
        }
    }
    if slashes.is_empty() {
        return Cow::Borrowed(page);
    }
    let mut page = page.to_owned();
    slashes.into_iter().for_each(|at| page.replace_range(at..=at, "/"));
    Cow::Owned(page)
}

/// Tells what stands in a part of a page with the kind of its element, but for elements that are left out: of such a one only that it
/// begins, as a line or a part of one.
pub(super) fn seen(text: &str, range: Range<usize>, tell: &mut dyn FnMut(Event, Kind)) {
    let mut left = Left::default();
    scan(text, range, &mut |event| {
        let kind = match &event {
            Event::Open(tag, _) => element::kind(&tag.name),
            Event::Close(name, _) => element::kind(name),
            Event::Text(..) => Kind::Inline,
        };
        if left.holds(&event, is_block(kind)) {
            return;
        }
        match &event {
            Event::Open(tag, _) if element::is_left_out(tag) => {
                left.open(tag);
                // Its end is not told, so that nothing is kept or linked by it.
                let kind = match kind {
                    Kind::Kept => Kind::Block,
                    Kind::Link => Kind::Inline,
                    kind => kind,
                };
                tell(event, kind);
            }
            _ => tell(event, kind),
        }
    });
}

/// An element that is left out, until it ends.
#[derive(Debug, Default)]
pub(super) struct Left {
    name: String,
    depth: usize,
}

impl Left {
    /// Begins to leave an element out.
    pub fn open(&mut self, tag: &Tag) {
        self.name.clone_from(&tag.name);
        self.depth = 1;
    }

    /// Whether what comes is left out, this event included.
    pub fn holds(&mut self, event: &Event, block: bool) -> bool {
        if self.depth == 0 {
            return false;
        }
        match event {
            // A paragraph ends where another block begins.
            Event::Open(..) if block && self.name == "p" => {
                self.depth = 0;
                return false;
            }
            Event::Open(tag, _) if tag.name == self.name => self.depth += 1,
            Event::Close(name, _) if *name == self.name => self.depth -= 1,
            _ => {}
        }
        true
    }
}
