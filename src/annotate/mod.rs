//! Findings as comments in a Word document, fixes as tracked changes. Pure: a package in, a package out.
//!
//! ```text
//! package ─remove→ without our marks ─read, lint→ findings ─anchor, fit→ marks ─splice→ package
//! ```
//!
//! A part is changed by bytes: what no mark stands in stays as it is, and so does every part without a mark. What hegui wrote before is
//! taken away first, so that a document annotated again is the same, and a change that was accepted is simply text.

mod anchor;
mod comments;
mod fit;
mod map;
mod marks;
mod package;
mod remove;
mod run;
mod threads;
mod words;
mod xml;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use anchor::{Notes, anchor};
use comments::Comment;
use fit::Page;
use map::Map;
use marks::{Anchor, Change, Marks};
use package::Parts;
use threads::Threads;
use words::Done;
pub use words::Telling;
use xml::{Ids, Words, added, cut, is_word};

use crate::finding::{Edit, Finding, Fix, Safety};
use crate::fix::{Accept, Proposal, apply, propose};
use crate::lint::Linter;
use crate::parse::parse;
use crate::settle::Report;
use crate::source::{self, Content, DocxError, Foreign, Package, Part, Refusal, Relations, SourceError};
use crate::span::Span;

/// How many comments are written at most. A report has some ten.
pub const COMMENTS: usize = 2000;

/// Why a document could not be annotated.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum AnnotateError {
    /// It cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Unread(#[from] SourceError),
    /// It is a text, and comments can only stand in a Word document.
    #[error("不是Word文档（.docx），不能加批注")]
    #[diagnostic(help("请在Word或WPS中另存为Word文档（.docx）；纯文本、网页等请用 hegui check 查看，用 hegui fix 改正"))]
    NotWord,
    /// It can be read, but only through another program.
    #[error("这是{kind}，不能加批注")]
    #[diagnostic(help("请用Word或WPS打开，选“另存为”→“Word文档（.docx）”，再给另存的文件加批注"))]
    Old {
        /// What it is called.
        kind: &'static str,
    },
    /// Comments would break its signature.
    #[error("Word文档带有数字签名，加批注会使签名失效，没有写")]
    #[diagnostic(help("请在Word或WPS中另存一份去掉签名的副本，再给副本加批注"))]
    Signed,
    /// What should hold the comments holds something else; comments in it would be lost.
    #[error("Word文档里的{part}登记为批注，却不是批注，没有写")]
    #[diagnostic(help("请用Word或WPS打开，另存为Word文档（.docx）后再加批注"))]
    Comments {
        /// The part.
        part: String,
    },
    /// The comments lie outside of the document.
    #[error("Word文档的批注登记在文档之外，没有写")]
    #[diagnostic(help("请用Word或WPS打开，另存为Word文档（.docx）后再加批注"))]
    Outside,
    /// A part cannot be copied.
    #[error("Word文档的压缩包有重名或损坏的部件，不能原样写回")]
    #[diagnostic(help("请用Word或WPS打开，另存为Word文档（.docx）后再加批注"))]
    Unpacked,
}

impl From<DocxError> for AnnotateError {
    fn from(error: DocxError) -> AnnotateError {
        SourceError::from(error).into()
    }
}

/// A document with marks of ours.
#[derive(Debug)]
pub struct Annotated {
    /// The package.
    pub bytes: Vec<u8>,
    /// What is said about the document.
    pub report: Report,
    /// How many comments there are, that on the whole included.
    pub comments: usize,
    /// How many places are changed, tracked.
    pub changes: usize,
    /// How many findings have a fix that is only told, since it cannot be written as a tracked change.
    pub told: usize,
    /// How many findings have no comment: there was no character to set it at, or there were too many.
    pub left: usize,
    /// How many comments of ours stay as they are because somebody answered or settled them.
    pub kept: usize,
}

/// A document without marks of ours.
#[derive(Debug)]
pub struct Removed<'b> {
    /// The package; as it was, if there were none.
    pub bytes: Cow<'b, [u8]>,
    /// How many comments went.
    pub comments: usize,
    /// How many tracked changes went.
    pub changes: usize,
    /// The comments that stay because somebody answered or settled them.
    kept: Vec<Comment>,
}

impl Removed<'_> {
    /// How many comments stay because somebody answered or settled them.
    pub fn kept(&self) -> usize {
        self.kept.len()
    }
}

/// Takes all marks of ours out of a document. `name` is how it is called in messages.
///
/// # Errors
/// [`AnnotateError`], when it cannot be read or written.
pub fn remove<'b>(name: &str, bytes: &'b [u8]) -> Result<Removed<'b>, AnnotateError> {
    let mut opened = Opened::of(name, bytes)?;
    let threads = opened.threads()?;
    let (ours, content) = match opened.comments()? {
        Some(content) => (comments::read(&content)?, Some(content)),
        None => (Vec::new(), None),
    };
    let settled = threads.settled();
    let (kept, gone): (Vec<Comment>, Vec<Comment>) =
        ours.into_iter().filter(|comment| comment.ours).partition(|comment| settled.contains(&*comment.last));
    let ids: HashSet<String> = gone.iter().map(|comment| comment.id.clone()).collect();
    let body = remove::remove(&opened.main, &ids)?;
    let mut parts = Parts::default();
    if !body.edits.is_empty() {
        parts.put(&opened.main.name, apply(&opened.main.whole(), &body.edits));
    }
    if let Some(content) = content.filter(|_| !gone.is_empty()) {
        let left = without(&content, gone.iter().map(|comment| &comment.bytes));
        let ours = left == comments::part(&body.namespace, "");
        if !ours || !parts.retract(&mut opened.package, &opened.main.name, &content.name)? {
            parts.put(&content.name, left);
        }
    }
    let last = gone.iter().map(|comment| &*comment.last).filter(|id| !id.is_empty()).collect();
    threads.without(&last).iter().for_each(|(content, gone)| parts.put(&content.name, without(content, gone)));
    let bytes = if parts.is_empty() { Cow::Borrowed(bytes) } else { parts.into(bytes)?.into() };
    Ok(Removed { bytes, comments: gone.len(), changes: body.changes, kept })
}

/// A part without some of its bytes.
fn without<'r>(content: &Content, gone: impl IntoIterator<Item = &'r Range<usize>>) -> String {
    apply(&content.whole(), &gone.into_iter().map(cut).collect::<Vec<_>>())
}

/// Lints a document and writes what there is to say into it, but for what `accept` says may stay.
///
/// # Errors
/// [`AnnotateError`], when it cannot be read or written.
pub fn annotate(
    linter: &Linter,
    name: &str,
    bytes: &[u8],
    accept: Option<&Accept>,
    telling: &Telling,
) -> Result<Annotated, AnnotateError> {
    let removed = remove(name, bytes)?;
    let source = source::read(name, &removed.bytes, None)?;
    let mut opened = Opened::of(name, &removed.bytes)?;
    let map = Map::read(&opened.main)?;
    let origins = source.origins().ok_or(AnnotateError::NotWord)?;
    let page = Page { map: &map, source: &source, origins };
    let fits = |report: &Report, finding: &Finding, fix: &Fix| {
        page.shown(&fix.edits).filter(|_| report.findings.iter().any(|told| tells(told, finding)))
    };
    let proposal = propose(linter, &source, Safety::Offered, accept, fits);
    let notes = [Part::Footnotes, Part::Endnotes].into_iter().zip(["footnotes", "endnotes"]);
    let notes = notes.map(|(part, kind)| {
        Ok((part, opened.related(kind)?.map(|content| Notes::read(&content)).transpose()?.unwrap_or_default()))
    });
    let notes = notes.collect::<Result<Vec<_>, DocxError>>()?;
    Draft { page, notes, telling, proposal, kept: removed.kept }.written(&mut opened, &removed.bytes)
}

/// Whether a finding of a report tells of a finding by itself: of the same, or as a habit.
fn tells(told: &Finding, finding: &Finding) -> bool {
    let habit = || told.habit.is_some() && told.related.iter().any(|label| label.span == finding.at.span);
    told.rule == finding.rule && (told.at.span == finding.at.span || habit())
}

/// A package, its main part and where the others are.
struct Opened<'b> {
    package: Package<'b>,
    relations: Relations,
    main: Content,
}

impl<'b> Opened<'b> {
    fn of(name: &str, bytes: &'b [u8]) -> Result<Opened<'b>, AnnotateError> {
        // What is no package of Word's is told of as when it is read.
        let foreign = || match Foreign::of(bytes) {
            Some(kind) => AnnotateError::Old { kind: kind.title() },
            None => source::read(name, bytes, None).map_or_else(AnnotateError::from, |_| AnnotateError::NotWord),
        };
        if bytes.len() > source::LIMIT {
            return Err(foreign());
        }
        let mut package = match Package::open(bytes) {
            Ok(package) => package,
            Err(Refusal::NotWord) => return Err(foreign()),
            Err(Refusal::Fault(fault)) => return Err(fault.into()),
        };
        let top = package.relations("")?;
        let Some(main) = top.of("officeDocument").map(str::to_owned) else { return Err(foreign()) };
        // Its kind is `…/digital-signature/origin`.
        if top.of("origin").is_some() {
            return Err(AnnotateError::Signed);
        }
        let relations = package.relations(&main)?;
        let main = package.part(&main).map_err(|_| foreign())?;
        if !is_word(&main, "document") {
            return Err(foreign());
        }
        Ok(Opened { package, relations, main })
    }

    /// A part that the main part refers to.
    fn related(&mut self, kind: &str) -> Result<Option<Content>, DocxError> {
        let name = self.relations.of(kind).filter(|name| self.package.has(name));
        name.map(|name| self.package.part(name)).transpose()
    }

    /// The part with the comments.
    fn comments(&mut self) -> Result<Option<Content>, AnnotateError> {
        if self.relations.is_outside("comments") {
            return Err(AnnotateError::Outside);
        }
        match self.related("comments")? {
            Some(content) if !is_word(&content, "comments") => Err(AnnotateError::Comments { part: content.name }),
            content => Ok(content),
        }
    }

    /// What Word says of the comments.
    fn threads(&mut self) -> Result<Threads, DocxError> {
        let [extended, ids, extensible] = threads::LISTS.map(|(kind, ..)| self.related(kind));
        Threads::read([extended?, ids?, extensible?])
    }
}

/// A document about to get its marks.
struct Draft<'a> {
    page: Page<'a>,
    notes: Vec<(Part, Notes)>,
    telling: &'a Telling<'a>,
    proposal: Proposal,
    kept: Vec<Comment>,
}

/// A comment to write.
struct Note {
    anchor: Anchor,
    lines: Vec<String>,
}

impl Draft<'_> {
    fn written(self, opened: &mut Opened, bytes: &[u8]) -> Result<Annotated, AnnotateError> {
        let there = opened.comments()?;
        let mut ids = Ids::default();
        ids.note(&opened.main)?;
        there.as_ref().map(|content| ids.note(content)).transpose()?;
        let changes = self.changes();
        let (notes, left, told) = self.comments(changes.len(), &mut ids);
        let mut marks = Marks::on(self.page.map);
        notes.iter().for_each(|note| marks.comment(&note.anchor));
        changes.iter().for_each(|change| marks.change(change, &mut ids));
        let mut parts = Parts::default();
        parts.put(&opened.main.name, marks.written(&mut ids));
        let text = |words: &Words| -> String {
            notes.iter().map(|note| comments::written(words, note.anchor.id, &note.lines)).collect()
        };
        let namespace = self.page.map.words.namespace.clone();
        match there {
            Some(content) => {
                parts.put(&content.name, added(&content, |prefix| text(&Words::with(prefix, &namespace)))?);
                parts.typed(&mut opened.package, &content.name)?;
            }
            None => {
                let whole = comments::part(&namespace, &text(&Words::with("w:", &namespace)));
                let named = opened.relations.of("comments");
                parts.comments(&mut opened.package, &opened.main.name, named, &namespace, whole)?;
            }
        }
        let (comments, changes, kept) = (notes.len(), changes.len(), self.kept.len());
        let report = self.proposal.report;
        Ok(Annotated { bytes: parts.into(bytes)?, report, comments, changes, told, left, kept })
    }

    /// The comments, that on the whole first; how many findings have none, and how many have a fix that is only told.
    fn comments(&self, changes: usize, ids: &mut Ids) -> (Vec<Note>, usize, usize) {
        let (mut notes, mut left, mut told) = (Vec::new(), 0, 0);
        for finding in &self.proposal.report.findings {
            let done = self.done(finding);
            told += usize::from(!finding.fixes.is_empty() && done.tracked < done.places);
            let Some((start, end, part)) = anchor(&self.page, &self.notes, self.extent(finding)) else {
                left += 1;
                continue;
            };
            let lines = self.telling.finding(self.page.source, finding, part, done);
            let said = |kept: &Comment| kept.lines.first() == lines.first() && kept.lines.last() == lines.last();
            if self.kept.iter().any(|kept| said(kept) && self.page.map.is_commented(&kept.id, start)) {
                continue;
            }
            if notes.len() + 1 >= COMMENTS {
                left += 1;
                continue;
            }
            notes.push(Note { anchor: Anchor { id: 0, start, end }, lines });
        }
        let lines = self.telling.summary(&self.proposal.report, changes, left);
        if let Some((start, end, _)) =
            anchor(&self.page, &self.notes, self.title()).filter(|_| !self.kept.iter().any(|kept| kept.lines == lines))
        {
            notes.insert(0, Note { anchor: Anchor { id: 0, start, end }, lines });
        }
        notes.iter_mut().for_each(|note| note.anchor.id = ids.take());
        (notes, left, told)
    }

    /// What became of the fixes of a finding, or of a habit.
    fn done(&self, finding: &Finding) -> Done {
        let tracked = self.proposal.fixes.iter().filter(|(its, _)| tells(finding, its)).count();
        let places = if finding.habit.is_some() { finding.related.len() + 1 } else { 1 };
        Done { tracked, places: places.max(tracked) }
    }

    /// What the comment on a finding stands around: its words, and what is changed of the same paragraph for it.
    fn extent(&self, finding: &Finding) -> Span {
        let text = self.page.source.text();
        let at = finding.at.span;
        let line = text[..at.start as usize].rfind('\n').map_or(0, |end| end + 1)
            ..text[at.end as usize..].find('\n').map_or(text.len(), |end| at.end as usize + end);
        let own = self.proposal.fixes.iter().filter(|(its, _)| its.rule == finding.rule && its.at.span == at);
        let edits = own.flat_map(|(_, edits)| edits);
        let near = edits.filter(|edit| line.start <= edit.span.start as usize && edit.span.end as usize <= line.end);
        near.fold(at, |extent, edit| extent.cover(&edit.span))
    }

    /// The changes, by place; what two fixes ask for is one.
    fn changes(&self) -> Vec<Change> {
        let mut edits: Vec<&Edit> = self.proposal.fixes.iter().flat_map(|(_, edits)| edits).collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        edits.into_iter().filter_map(|edit| self.page.change(edit)).collect()
    }

    /// The title; if there is none, the first words.
    fn title(&self) -> Span {
        let source = self.page.source;
        let doc = parse(source, None);
        let first = || source.text().len() - source.text().trim_start().len();
        match doc.title() {
            Some(title) => source.reading().written(title.span),
            None => Span::new(first(), source.text()[first()..].find('\n').map_or(source.text().len(), |end| first() + end)),
        }
    }
}
