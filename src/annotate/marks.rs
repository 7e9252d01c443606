//! Marks become bytes: an atom with a mark in it is written anew, everything else stays as it is.

use std::collections::BTreeMap;

use super::map::{Map, Spot};
use super::run::{Child, Run};
use super::xml::{Ids, escaped};
use crate::finding::Edit;
use crate::fix::apply;
use crate::span::Span;

/// Whose marks ours are.
pub(super) const AUTHOR: &str = "hegui";

/// A comment around some characters.
#[derive(Debug)]
pub(super) struct Anchor {
    pub id: u32,
    pub start: Spot,
    pub end: Spot,
}

/// A tracked change: characters that go, and characters that come.
#[derive(Debug)]
pub(super) struct Change {
    /// What goes, each stretch within one run.
    pub deleted: Vec<(Spot, Spot)>,
    /// Where the new characters stand: behind the last that go.
    pub at: Spot,
    pub text: String,
    /// The run whose looks they have.
    pub like: usize,
}

/// What stands at one place, in this order.
#[derive(Default)]
struct Place {
    inserted: String,
    ends: String,
    starts: String,
}

/// Marks of one document under way.
pub(super) struct Marks<'m> {
    map: &'m Map,
    places: BTreeMap<Spot, Place>,
    /// Where characters go.
    deleted: BTreeMap<Spot, Spot>,
}

impl<'m> Marks<'m> {
    pub fn on(map: &'m Map) -> Marks<'m> {
        Marks { map, places: BTreeMap::new(), deleted: BTreeMap::new() }
    }

    /// Adds a comment. The first one given at a place begins first.
    pub fn comment(&mut self, anchor: &Anchor) {
        let id = anchor.id.to_string();
        let id = [("id", &*id)];
        let words = &self.map.words;
        self.places.entry(anchor.start).or_default().starts += &words.empty("commentRangeStart", &id);
        let reference = format!("{}{}{}", words.tag("r", &[]), words.empty("commentReference", &id), words.end("r"));
        self.places.entry(anchor.end).or_default().ends += &(words.empty("commentRangeEnd", &id) + &reference);
    }

    /// Adds a change.
    pub fn change(&mut self, change: &Change, ids: &mut Ids) {
        let Some(run) = &self.map.atoms[change.like].run else { return };
        self.deleted.extend(change.deleted.iter().copied());
        let name = run.children.iter().find(|child| child.is_text()).map_or("w:t", |child| &child.name);
        let text = format!("<{name} xml:space=\"preserve\">{}</{name}>", escaped(&change.text));
        let id = ids.take();
        let written = self.tracked("ins", id, &run.again(&self.map.xml, &text, ids));
        self.places.entry(change.at).or_default().inserted += &written;
    }

    fn tracked(&self, name: &str, id: u32, content: &str) -> String {
        format!(
            "{}{content}{}",
            self.map.words.tag(name, &[("id", &id.to_string()), ("author", AUTHOR)]),
            self.map.words.end(name)
        )
    }

    /// The part with the marks.
    pub fn written(&self, ids: &mut Ids) -> String {
        let mut atoms: Vec<usize> = self.places.keys().chain(self.deleted.keys()).map(|spot| spot.atom).collect();
        atoms.sort_unstable();
        atoms.dedup();
        let mut edit = |atom: usize| {
            let bytes = &self.map.atoms[atom].bytes;
            Edit { span: Span::new(bytes.start, bytes.end), text: self.atom(atom, ids) }
        };
        apply(&self.map.xml, &atoms.into_iter().map(&mut edit).collect::<Vec<_>>())
    }

    /// One atom with what stands before, in and behind it.
    fn atom(&self, atom: usize, ids: &mut Ids) -> String {
        let (start, end) = (self.map.before(atom), self.map.behind(atom));
        let places = self.places.range(start..=end).map(|(spot, _)| *spot);
        let edges = self.deleted.range(start..end).flat_map(|(from, to)| [*from, *to]);
        let mut cuts: Vec<Spot> = places.chain(edges).chain([start, end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let at = |spot: &Spot| {
            self.places.get(spot).map(|place| [&*place.inserted, &place.ends, &place.starts].concat()).unwrap_or_default()
        };
        let mut written = at(&start);
        for pair in cuts.windows(2) {
            written += &self.piece(pair[0], pair[1], pair == [start, end], ids);
            written += &at(&pair[1]);
        }
        written
    }

    fn piece(&self, from: Spot, to: Spot, whole: bool, ids: &mut Ids) -> String {
        let Map { atoms, xml, .. } = self.map;
        let atom = &atoms[from.atom];
        // A change may reach over a cut that a comment makes in it.
        let deleted = self.deleted.range(..=from).next_back().is_some_and(|(_, end)| *end > from);
        let Some(run) = atom.run.as_ref().filter(|_| deleted || !whole) else { return xml[atom.bytes.clone()].to_owned() };
        let content = content(run, xml, from, to, deleted);
        let first = from == self.map.before(from.atom);
        let piece = if first { run.around(xml, &content) } else { run.again(xml, &content, ids) };
        if deleted { self.tracked("del", ids.take(), &piece) } else { piece }
    }
}

/// What a run holds between two places, its characters as they stand or as deleted.
fn content(run: &Run, xml: &str, from: Spot, to: Spot, deleted: bool) -> String {
    let mut content = String::new();
    for (at, child) in run.children.iter().enumerate() {
        if at < from.child || at > to.child || at == to.child && to.byte == 0 {
            continue;
        }
        let (first, last) = (at == from.child && from.byte > 0, at == to.child);
        let whole = !first && !last;
        let empty = child.open.end == child.bytes.end;
        if whole && (!deleted || !child.is_text() || empty) {
            content += &xml[child.bytes.clone()];
            continue;
        }
        let text = match whole {
            true => child.open.end..child.close,
            false => (if first { from.byte } else { child.shown.start })..(if last { to.byte } else { child.shown.end }),
        };
        let prefix = child.name.strip_suffix(&*child.word).unwrap_or_default();
        let name = if deleted { format!("{prefix}delText") } else { child.name.clone() };
        content += &element(child, xml, &name, &xml[text], whole);
    }
    content
}

/// An element with these characters. Part of them keep the blanks that are now at their ends.
fn element(child: &Child, xml: &str, name: &str, text: &str, whole: bool) -> String {
    match whole || child.preserved {
        true => format!("<{name}{}{text}</{name}>", &xml[child.open.start + 1 + child.name.len()..child.open.end]),
        false => format!("<{name} xml:space=\"preserve\">{text}</{name}>"),
    }
}
