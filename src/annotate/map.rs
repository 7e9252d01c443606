//! Where marks can stand in the body of a document.
//!
//! The content of a paragraph is a row of *atoms*: runs, and what no mark can stand in (formulas, content controls, pictures with
//! their text boxes). Marks stand between atoms, and in a run between its characters; what lies deeper is marked around its atom.

use std::collections::HashMap;
use std::ops::Range;

use super::run::{Child, Run};
use super::xml::Words;
use crate::source::{Content, DocxError, Origin, Part, Step, Stuff, Walk};

/// What stands around runs and may hold marks as a paragraph does.
const THROUGH: [&str; 4] = ["hyperlink", "smartTag", "customXml", "dir"];
/// Tracked changes, which may as well; nothing of ours is changed in them.
const TRACKED: [&str; 4] = ["ins", "del", "moveTo", "moveFrom"];

/// What is no words and may stand between the parts of a change.
pub(super) const BETWEEN: [&str; 7] =
    ["bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd"];

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) struct Atom {
    /// All of it.
    pub bytes: Range<usize>,
    /// Where what its paragraph is part of begins: the body, a cell.
    pub flow: usize,
    /// Whether no tracked change is around it.
    pub free: bool,
    /// If it is a run.
    pub run: Option<Run>,
    /// Whether it is no words.
    between: bool,
    /// What it stands in inside its paragraph, as an index of the map's edges.
    pub around: Option<usize>,
}

impl Atom {
    fn children(&self) -> &[Child] {
        self.run.as_ref().map_or(&[], |run| &run.children)
    }
}

/// A place for a mark: which atom, before which of its children, or at which byte inside that. Ordered as the part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub atom: usize,
    pub child: usize,
    /// A byte of the part inside a `w:t`; 0 before the child.
    pub byte: usize,
}

/// The body of a document.
#[derive(Debug)]
pub(super) struct Map {
    /// The part as it is, with its byte order mark.
    pub xml: String,
    /// In order; none overlap.
    pub atoms: Vec<Atom>,
    /// How Word's elements are written.
    pub words: Words,
    /// The beginning and the end of each hyperlink or tracked change that stands in a paragraph, as atoms without bytes.
    edges: Vec<(usize, usize)>,
    /// Which atom calls a note.
    notes: HashMap<(Part, String), usize>,
    /// Between which atoms the comments stand, by their ids.
    comments: HashMap<String, (usize, usize)>,
}

/// An open element.
#[derive(Clone, Copy)]
struct Level {
    start: usize,
    paragraph: bool,
    tracked: bool,
    /// The outermost of what stands around inside the paragraph.
    around: Option<usize>,
}

impl Map {
    /// Reads the main part.
    pub fn read(content: &Content) -> Result<Map, DocxError> {
        let (mut atoms, notes, mut comments) = (Vec::new(), HashMap::new(), HashMap::<String, (usize, usize)>::new());
        let mut walk = Walk::new(content);
        let xml = content.whole();
        let mut words = Words::default();
        let mut levels: Vec<Level> = Vec::new();
        let mut edges: Vec<(usize, usize)> = Vec::new();
        let edge = |at: usize, flow: usize| Atom { bytes: at..at, flow, free: false, run: None, between: false, around: None };
        loop {
            let tag = match walk.step()? {
                Step::End => break,
                Step::Close => {
                    let ended = levels.pop().map(|level| (level.around, level.start));
                    let left = levels.last().and_then(|level| level.around);
                    if let (Some((Some(around), flow)), None) = (ended, left) {
                        edges[around].1 = atoms.len();
                        atoms.push(edge(walk.position(), flow));
                    }
                    continue;
                }
                Step::Text(..) => continue,
                Step::Open(tag) => tag,
            };
            let word = tag.word();
            let Some(&Level { start, paragraph, tracked, around }) = levels.last() else {
                words = Words::of(&tag);
                levels.push(Level { start: tag.start, paragraph: false, tracked: false, around: None });
                continue;
            };
            if let "commentRangeStart" | "commentRangeEnd" = word {
                comments.entry(tag.attribute("id").unwrap_or_default()).or_insert((atoms.len(), usize::MAX)).1 = match word {
                    "commentRangeEnd" => atoms.len(),
                    _ => usize::MAX,
                };
            }
            let changes = TRACKED.contains(&word);
            if !paragraph {
                // What a paragraph stands in begins where that begins.
                let (paragraph, start) = if word == "p" { (true, start) } else { (false, tag.start) };
                levels.push(Level { start, paragraph, tracked: tracked || changes, around });
            } else if changes || THROUGH.contains(&word) {
                let around = around.unwrap_or_else(|| {
                    edges.push((atoms.len(), atoms.len()));
                    atoms.push(edge(tag.start, start));
                    edges.len() - 1
                });
                levels.push(Level { start, paragraph, tracked: tracked || changes, around: Some(around) });
            } else {
                let between = BETWEEN.contains(&word);
                let run = if word == "r" { Some(Run::read(&mut walk, &tag, &xml)?) } else { None };
                if run.is_none() {
                    walk.skip()?;
                }
                atoms.push(Atom { bytes: tag.start..walk.position(), flow: start, free: !tracked, run, between, around });
            }
        }
        let mut map = Map { xml, atoms, words, edges, notes, comments };
        map.note_calls();
        Ok(map)
    }

    fn note_calls(&mut self) {
        for (at, atom) in self.atoms.iter().enumerate() {
            for child in atom.children() {
                let part = match &*child.word {
                    "footnoteReference" => Part::Footnotes,
                    "endnoteReference" => Part::Endnotes,
                    _ => continue,
                };
                self.notes.entry((part, child.id.clone().unwrap_or_default())).or_insert(at);
            }
        }
    }

    /// The atom that calls a note.
    pub fn calls(&self, part: Part, id: &str) -> Option<(Spot, Spot)> {
        self.notes.get(&(part, id.to_owned())).map(|&atom| (self.before(atom), self.behind(atom)))
    }

    /// Whether a place lies in what the comment of this id stands around; so it does for all that is known, where its marks are gone.
    pub fn is_commented(&self, id: &str, spot: Spot) -> bool {
        self.comments.get(id).is_none_or(|(start, end)| (*start..*end).contains(&spot.atom))
    }

    /// The atom in which a byte of the part stands.
    pub fn atom_at(&self, byte: usize) -> Option<usize> {
        let at = self.atoms.partition_point(|atom| atom.bytes.end <= byte);
        self.atoms.get(at).filter(|atom| atom.bytes.start <= byte).map(|_| at)
    }

    /// The places before and behind some characters of a stretch of the main part; `text` lies within it.
    pub fn spots(&self, origin: &Origin, text: Range<usize>) -> Option<(Spot, Spot)> {
        let bytes = origin.bytes.start as usize..origin.bytes.end as usize;
        let atom = self.atom_at(bytes.start)?;
        let by = |byte: usize| bytes.start + (byte - origin.text.start as usize);
        let bytes = if origin.stuff == Stuff::Text { by(text.start)..by(text.end) } else { bytes };
        let children = self.atoms[atom].children();
        let child = children.partition_point(|child| child.bytes.end <= bytes.start);
        let Some(its) = children.get(child).filter(|child| child.bytes.start <= bytes.start) else {
            return Some((self.before(atom), self.behind(atom)));
        };
        if !its.is_text() && origin.stuff == Stuff::Text {
            // A text box may share its run with words. Around the whole run the mark would stand elsewhere once that was cut.
            return Some((Spot { atom, child, byte: 0 }, Spot { atom, child: child + 1, byte: 0 }));
        }
        let within = |byte: usize| match byte {
            _ if !its.is_text() => None,
            byte if byte <= its.shown.start || byte >= its.shown.end => None,
            byte => Some(Spot { atom, child, byte }),
        };
        let start = within(bytes.start).unwrap_or(Spot { atom, child, byte: 0 });
        Some((start, within(bytes.end).unwrap_or(Spot { atom, child: child + 1, byte: 0 })))
    }

    /// The same places, moved out of a hyperlink or tracked change that only one of them is in: whoever rejects it takes away what
    /// stands in it, and half a comment would be left.
    pub fn outside(&self, start: Spot, end: Spot) -> (Spot, Spot) {
        let around = |spot: Spot| self.atoms[spot.atom].around;
        if around(start) == around(end) {
            return (start, end);
        }
        let first = around(start).map_or(start, |around| self.before(self.edges[around].0));
        (first, around(end).map_or(end, |around| self.behind(self.edges[around].1)))
    }

    /// Whether two stretches of characters follow each other with no words between.
    pub fn follows(&self, end: Spot, start: Spot) -> bool {
        let edges = || end == self.behind(end.atom) && start == self.before(start.atom);
        let between = || self.atoms[end.atom + 1..start.atom].iter().all(|atom| atom.between);
        end == start || end.atom < start.atom && edges() && between()
    }

    /// One name for one place: behind an atom is before the next, if nothing stands between. Where a run was cut before, a mark
    /// then stands as if it were not.
    pub fn settled(&self, spot: Spot) -> Spot {
        let (here, next) = (&self.atoms[spot.atom], self.atoms.get(spot.atom + 1));
        let follows = |next: &&Atom| here.bytes.end == next.bytes.start && here.around == next.around;
        match next.filter(follows) {
            Some(next) if spot == self.behind(spot.atom) && !here.bytes.is_empty() && !next.bytes.is_empty() => {
                self.before(spot.atom + 1)
            }
            _ => spot,
        }
    }

    /// The place before an atom.
    pub fn before(&self, atom: usize) -> Spot {
        Spot { atom, child: 0, byte: 0 }
    }

    /// The place behind an atom.
    pub fn behind(&self, atom: usize) -> Spot {
        Spot { atom, child: self.atoms[atom].children().len().max(1), byte: 0 }
    }
}
