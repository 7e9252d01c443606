//! Which edits can be written as tracked changes, and how small.

use std::ops::Range;

use super::map::{Map, Spot};
use super::marks::Change;
use crate::finding::Edit;
use crate::source::{Origin, Origins, Part, Source, Stuff};
use crate::span::Span;

/// What is replaced and by what, without what is the same at the ends.
pub(super) fn smallest<'t>(old: &str, new: &'t str) -> (Range<usize>, &'t str) {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    // What is put on top of a character stays with it.
    let parts = |text: &str, at: usize| text[at..].starts_with(combines);
    let before = |at: usize| old[..at].chars().next_back().map_or(0, |c| at - c.len_utf8());
    let mut head = head;
    while head > 0 && (parts(old, head) || parts(new, head)) {
        head = before(head);
    }
    let (rest, come) = (&old[head..], &new[head..]);
    let tail: usize = rest.chars().rev().zip(come.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let mut tail = tail;
    while tail > 0 && rest[rest.len() - tail..].starts_with(combines) {
        tail -= rest[rest.len() - tail..].chars().next().map_or(tail, char::len_utf8);
    }
    (head..old.len() - tail, &come[..come.len() - tail])
}

/// Marks that show with the character before them.
fn combines(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}'
            | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The document that edits are to be written in.
pub(super) struct Page<'a> {
    pub map: &'a Map,
    pub source: &'a Source,
    pub origins: &'a Origins,
}

impl Page<'_> {
    /// The edits of a fix as tracked changes show them: all of them, or none.
    pub fn shown(&self, edits: &[Edit]) -> Option<Vec<Edit>> {
        edits.iter().map(|edit| self.smallest(edit)).collect()
    }

    /// An edit as small as it can be. None, if its characters are not plain text of one look in runs that nobody else changes, or
    /// if it would take all of a paragraph.
    ///
    /// Something always goes and something always comes, if need be a character that stays: of changes with both halves it can be
    /// told when a person accepted only one, and then the other is left alone, or words would be lost.
    fn smallest(&self, edit: &Edit) -> Option<Edit> {
        let text = self.source.text();
        let (gone, come) = smallest(text.get(edit.span.range())?, &edit.text);
        let gone = edit.span.start as usize + gone.start..edit.span.start as usize + gone.end;
        let unwritable = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if come.contains(unwritable) || come.is_empty() && (gone.is_empty() || self.is_line(&gone)) {
            return None;
        }
        let before = || text[..gone.start].char_indices().rev().find(|(_, c)| !combines(*c)).map(|(at, _)| at);
        let behind = || {
            let mut rest = text[gone.end..].char_indices().skip(1);
            (gone.end < text.len()).then(|| rest.find(|(_, c)| !combines(*c)).map_or(text.len(), |(at, _)| gone.end + at))
        };
        let whole = !gone.is_empty() && !come.is_empty();
        let ranges = match whole {
            true => [Some(gone.clone()), None],
            false => [before().map(|at| at..gone.end), behind().map(|end| gone.start..end)],
        };
        let range = ranges.into_iter().flatten().find(|range| self.stretches(range).is_some())?;
        let new = [&text[range.start..gone.start], come, &text[gone.end..range.end]].concat();
        Some(Edit { span: Span::new(range.start, range.end), text: new })
    }

    /// Such an edit as a tracked change.
    pub fn change(&self, edit: &Edit) -> Option<Change> {
        let deleted = self.stretches(&edit.span.range())?;
        let ((first, _), (_, end)) = (*deleted.first()?, *deleted.last()?);
        Some(Change { at: self.map.settled(end), text: edit.text.clone(), like: first.atom, deleted })
    }

    /// The places of characters to be deleted, in stretches of a run each.
    fn stretches(&self, gone: &Range<usize>) -> Option<Vec<(Spot, Spot)>> {
        let mut deleted: Vec<(Spot, Spot)> = Vec::new();
        let mut done = gone.start;
        for origin in self.origins.within(gone.clone()) {
            let text = (origin.text.start as usize).max(gone.start)..(origin.text.end as usize).min(gone.end);
            if text.start != done || !self.is_plain(origin) {
                return None;
            }
            done = text.end;
            let (start, end) = self.map.spots(origin, text)?;
            match deleted.last_mut() {
                Some((_, last)) if *last == start => *last = end,
                Some((_, last)) if !self.map.follows(*last, start) => return None,
                _ => deleted.push((start, end)),
            }
        }
        let looks = |spot: &Spot| {
            let run = self.map.atoms[spot.atom].run.as_ref();
            run.map(|run| run.looks(&self.map.xml))
        };
        let alike = deleted.iter().all(|(start, _)| looks(start) == looks(&deleted[0].0));
        (done == gone.end && alike).then_some(deleted)
    }

    /// Whether characters are those of a run, as they stand there, and no tracked change is around.
    fn is_plain(&self, origin: &Origin) -> bool {
        let atom = || self.map.atom_at(origin.bytes.start as usize).map(|atom| &self.map.atoms[atom]);
        let own = |run: &super::run::Run| {
            run.children.iter().any(|child| {
                child.word == "t" && child.open.end <= origin.bytes.start as usize && origin.bytes.end as usize <= child.bytes.end
            })
        };
        origin.stuff == Stuff::Text
            && origin.part == Part::Document
            && !origin.field
            && atom().is_some_and(|atom| atom.free && atom.run.as_ref().is_some_and(own))
    }

    /// Whether these are all characters of a line but a number that Word makes.
    fn is_line(&self, gone: &Range<usize>) -> bool {
        let text = self.source.text();
        let start = text[..gone.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[gone.end..].find('\n').map_or(text.len(), |at| gone.end + at);
        let others = |range: Range<usize>| self.origins.within(range).iter().all(|origin| origin.bytes.is_empty());
        (start == gone.start || others(start..gone.start)) && (end == gone.end || others(gone.end..end))
    }
}

#[cfg(test)]
mod tests {
    use super::smallest;

    #[test]
    fn what_is_the_same_at_the_ends_stays() {
        for (old, new, gone, come) in [
            ("布署", "部署", "布", "部"),
            ("35", "25", "3", "2"),
            ("甲乙", "甲丙乙", "", "丙"),
            ("甲甲", "甲", "甲", ""),
            ("甲", "甲", "", ""),
            ("e\u{301}", "e\u{300}", "e\u{301}", "e\u{300}"),
            ("𠮷野", "𠮶野", "𠮷", "𠮶"),
        ] {
            let (range, text) = smallest(old, new);
            assert_eq!((&old[range], text), (gone, come), "{old} {new}");
        }
    }
}
