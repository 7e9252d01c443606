//! What was made of a draft: the text as read and what was found in it, or why there is nothing.

use std::ops::Range;

use encoding_rs::UTF_8;
use gen_lsp_types::Range as Places;
use miette::Diagnostic as _;

use super::desk::Draft;
use crate::finding::Finding;
use crate::guard::guarded;
use crate::settle::Report;
use crate::source::{self, Format, Source, SourceError};
use crate::span::Span;

/// What was made of a draft.
pub(super) enum Analysis {
    Checked(Box<Checked>),
    /// There is nothing in it yet, which in an editor is no fault.
    Blank,
    /// The settings pass it over.
    PassedOver,
    /// It could not be checked; one sentence with its way out.
    Failed(String),
}

/// A draft that was checked.
pub(super) struct Checked {
    pub source: Source,
    pub report: Report,
    /// Mutes that are for this draft alone and that it does not need.
    pub needless: Vec<usize>,
    /// Bytes of the editor's text before the text as read: a byte order mark.
    skipped: usize,
}

impl Analysis {
    /// Checks a draft, as long as that is `wanted`; none if it was given up. A fault of ours is told like one of the draft.
    pub fn of(draft: &Draft, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Analysis> {
        guarded(|| Analysis::made(draft, wanted)).unwrap_or_else(|reason| Some(Analysis::Failed(reason)))
    }

    fn made(draft: &Draft, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Analysis> {
        let (text, held, file) = (draft.text.as_str(), &draft.setup.held, draft.file.as_deref());
        if held.excludes(file) {
            return Some(Analysis::PassedOver);
        }
        let source = match source::read(draft.name, text.as_bytes(), Some(UTF_8)) {
            Ok(source) if source.format() != Format::Docx => source,
            Ok(_) => return Some(Analysis::Failed("这是Word文档，编辑器里不能检查；请用 hegui check 检查这个文件".to_owned())),
            Err(SourceError::Empty) => return Some(Analysis::Blank),
            Err(error) => {
                let way_out = error.help().map(|help| format!("；{help}")).unwrap_or_default();
                return Some(Analysis::Failed(format!("{error}{way_out}")));
            }
        };
        let mut report = draft.setup.linter().check_while(&source, wanted)?;
        let uses = held.accept(file, &source, &mut report);
        let path = held.mutes.as_ref().and_then(|mutes| held.path(file, &mutes.0.folder));
        let needless = held.mutes.as_ref().map(|mutes| mutes.1.needless(&uses, path.as_deref())).unwrap_or_default();
        let skipped = text.len() - source.text().len();
        Some(Analysis::Checked(Box::new(Checked { source, report, needless, skipped })))
    }

    /// What was found; none if the draft was not checked.
    pub fn checked(&self) -> Option<&Checked> {
        match self {
            Analysis::Checked(checked) => Some(checked),
            Analysis::Blank | Analysis::PassedOver | Analysis::Failed(_) => None,
        }
    }
}

impl Checked {
    /// Where a span of the text as read stands in the editor's.
    pub fn places(&self, draft: &Draft, span: Span) -> Places {
        let Range { start, end } = span.range();
        draft.text.range(start + self.skipped..end + self.skipped)
    }

    /// How many findings the text itself accepts in a comment.
    pub fn in_source(&self) -> usize {
        self.report.muted.iter().filter(|muted| muted.in_source).count()
    }

    /// How many findings there are beside those.
    pub fn in_all(&self) -> usize {
        self.report.findings.len() + self.report.muted.len() - self.in_source()
    }

    /// The findings that touch a stretch of the editor's text.
    pub fn touching(&self, bytes: Range<usize>) -> impl Iterator<Item = &Finding> {
        let touches = move |span: Span| {
            let Range { start, end } = span.range();
            start + self.skipped <= bytes.end && bytes.start <= end + self.skipped
        };
        self.report.findings.iter().filter(move |finding| touches(finding.at.span))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::lsp::settings::Options;
    use crate::lsp::shelf::Shelf;
    use crate::lsp::text::{Text, Units};

    fn draft(text: &str) -> Draft {
        let (setup, _) = Shelf::new(Options::default(), Path::new(".")).setup(&"untitled:a.txt".into());
        let text = Arc::new(Text::new(text.to_owned(), Units::Utf16));
        Draft { uri: "file:///a.txt".into(), version: 1, stamp: 1, name: "draft.txt", file: None, text, setup }
    }

    #[test]
    fn a_fault_of_ours_is_told_like_one_of_the_draft() {
        let broken = || panic!("no such rule");
        let Some(Analysis::Failed(reason)) = Analysis::of(&draft("一、工作\n"), &broken) else { panic!("it was told") };
        assert!(reason.contains("程序内部出错"), "{reason}");
    }

    #[test]
    fn what_is_no_longer_wanted_is_given_up() {
        assert!(Analysis::of(&draft("一、工作\n"), &|| false).is_none());
        assert!(Analysis::of(&draft("一、工作\n"), &|| true).is_some());
    }
}
