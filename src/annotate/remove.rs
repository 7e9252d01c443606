//! Takes away what hegui wrote: comments and their marks, insertions, and the marks around deletions, whose characters come back.
//!
//! Nothing of others goes: a comment of ours that somebody answered stays, and so does a change of ours that somebody changed in turn.

use std::collections::HashSet;

use super::map::BETWEEN;
use super::marks::AUTHOR;
use super::run::Run;
use super::xml::{Words, cut};
use crate::finding::Edit;
use crate::source::{Content, DocxError, PARAGRAPHS, RUNS, Step, Tag, Walk};
use crate::span::Span;

/// What only says how something looks, or of a mark that is no words.
const PROPERTIES: [&str; 8] = ["pPr", "rPr", "trPr", "tcPr", "tblPr", "tblPrEx", "sectPr", "sdtPr"];
/// What goes of a part.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// By place.
    pub edits: Vec<Edit>,
    /// How many changes of ours go, a deletion and the insertion behind it being one.
    pub changes: usize,
    /// What namespace Word's elements have there.
    pub namespace: String,
}

/// What goes of the main part, the comments with these ids being among it.
pub(super) fn remove(content: &Content, comments: &HashSet<String>) -> Result<Gone, DocxError> {
    let xml = content.whole();
    let mut pass =
        Pass { walk: Walk::new(content), xml: &xml, comments, gone: Gone::default(), change: None, paragraphs: 0, runs: 0 };
    pass.run()?;
    pass.settle();
    let mut gone = pass.gone;
    gone.edits.sort_by_key(|edit| edit.span);
    Ok(gone)
}

struct Pass<'a> {
    walk: Walk<'a>,
    xml: &'a str,
    comments: &'a HashSet<String>,
    gone: Gone,
    /// A change under way: deletions, and an insertion behind them. They go together or stay: where a person accepted one half, the
    /// words would else be lost or stand there twice.
    change: Option<Taken>,
    /// How much was passed: what has more than is read need not be walked to its end.
    paragraphs: usize,
    runs: usize,
}

/// What would go of a change.
struct Taken {
    edits: Vec<Edit>,
    /// Whether all of it is as we wrote it.
    sound: bool,
    /// Whether it has its insertion.
    whole: bool,
}

impl Pass<'_> {
    fn run(&mut self) -> Result<(), DocxError> {
        loop {
            let tag = match self.walk.step()? {
                Step::End => return Ok(()),
                Step::Open(tag) => tag,
                Step::Close => {
                    self.settle();
                    continue;
                }
                Step::Text(..) => continue,
            };
            if self.gone.namespace.is_empty() {
                self.gone.namespace = Words::of(&tag).namespace;
            }
            match tag.word() {
                word if PROPERTIES.contains(&word) => self.walk.skip()?,
                "r" => {
                    self.runs += 1;
                    let run = Run::read(&mut self.walk, &tag, self.xml)?;
                    if !self.reference(&run) {
                        self.settle();
                    }
                }
                word if BETWEEN.contains(&word) => self.beside(&tag)?,
                "ins" if is_ours(&tag) => self.change(&tag, true)?,
                "del" if is_ours(&tag) => self.change(&tag, false)?,
                word => {
                    self.paragraphs += usize::from(word == "p");
                    self.settle();
                }
            }
            if self.paragraphs > PARAGRAPHS || self.runs > RUNS {
                return Err(DocxError::TooMany);
            }
        }
    }

    fn take(&mut self, start: usize, end: usize) {
        self.gone.edits.push(cut(&(start..end)));
    }

    /// Takes the mark of a comment of ours out of a run, or the run that is there for it. Tells whether it is.
    fn reference(&mut self, run: &Run) -> bool {
        let its = |child: &&super::run::Child| {
            child.word == "commentReference" && child.id.as_ref().is_some_and(|id| self.comments.contains(id))
        };
        let marks: Vec<_> = run.children.iter().filter(its).map(|child| child.bytes.clone()).collect();
        if !marks.is_empty() && marks.len() == run.children.len() {
            self.take(run.bytes.start, run.bytes.end);
            return true;
        }
        marks.into_iter().for_each(|mark| self.take(mark.start, mark.end));
        false
    }

    /// Something between words: a mark of a comment of ours goes.
    fn beside(&mut self, tag: &Tag) -> Result<(), DocxError> {
        self.walk.skip()?;
        let ours = tag.word().starts_with("comment") && tag.attribute("id").is_some_and(|id| self.comments.contains(&id));
        if ours {
            self.take(tag.start, self.walk.position());
        }
        Ok(())
    }

    /// A change of ours.
    fn change(&mut self, tag: &Tag, insertion: bool) -> Result<(), DocxError> {
        let open = tag.start..self.walk.position();
        let (mut edits, mut sound) = (Vec::new(), true);
        let mut end = open.end;
        loop {
            let child = match self.walk.step()? {
                Step::Text(..) => {
                    end = self.walk.position();
                    continue;
                }
                Step::Close | Step::End => break,
                Step::Open(child) => child,
            };
            match child.word() {
                "r" => {
                    let run = Run::read(&mut self.walk, &child, self.xml)?;
                    if !self.reference(&run) {
                        sound &= characters(&run, insertion, &mut edits);
                    }
                }
                word if BETWEEN.contains(&word) => {
                    let before = self.gone.edits.len();
                    self.beside(&child)?;
                    // The mark of somebody's comment on a word of ours would go with it.
                    sound &= !insertion || self.gone.edits.len() > before;
                }
                _ => {
                    self.walk.skip()?;
                    sound = false;
                }
            }
            end = self.walk.position();
        }
        let close = self.walk.position();
        match insertion {
            // Marks of comments that are taken out inside go with all of it.
            true => edits = vec![cut(&(open.start..close))],
            false => edits.extend([cut(&open), cut(&(end..close))]),
        }
        let alone = insertion && self.change.is_none();
        let taken = self.change.get_or_insert(Taken { edits: Vec::new(), sound: true, whole: false });
        taken.edits.extend(edits);
        taken.sound &= sound && !alone;
        taken.whole |= insertion;
        if insertion {
            self.settle();
        }
        Ok(())
    }

    /// The change under way ends.
    fn settle(&mut self) {
        let Some(taken) = self.change.take().filter(|taken| taken.sound && taken.whole) else { return };
        self.gone.changes += 1;
        // What lies in an insertion that goes is gone with it.
        let within = |edit: &Edit, whole: &Edit| whole.span.start <= edit.span.start && edit.span.end <= whole.span.end;
        self.gone.edits.retain(|edit| !taken.edits.iter().any(|whole| within(edit, whole)));
        self.gone.edits.extend(taken.edits);
    }
}

/// Whether a run has nothing but characters; those of a deletion become text again.
fn characters(run: &Run, insertion: bool, edits: &mut Vec<Edit>) -> bool {
    let word = if insertion { "t" } else { "delText" };
    for child in run.children.iter().filter(|child| child.word == "delText") {
        let prefix = child.name.len() - child.word.len();
        let start = child.open.start + 1 + prefix;
        edits.push(text(start));
        // `<w:delText/>` has no end tag.
        if child.close < child.bytes.end {
            edits.push(text(child.close + 2 + prefix));
        }
    }
    run.children.iter().all(|child| child.word == word || !insertion && child.word == "lastRenderedPageBreak")
}

/// `delText` becomes `t`.
fn text(start: usize) -> Edit {
    Edit { span: Span::new(start, start + "delText".len()), text: "t".to_owned() }
}

fn is_ours(tag: &Tag) -> bool {
    tag.attribute("author").is_some_and(|author| author == AUTHOR)
}
