//! `hegui outline`: how a draft was understood.

use super::args::{Outline, Plain};
use super::check::STDIN;
use super::input::drafts;
use super::settings::{language, rules, settings};
use super::trouble::Trouble;
use super::{answer, terminal};
use crate::check::Aligned;
use crate::document::BlockId;
use crate::emit::Outlined;
use crate::lint::Linter;
use crate::parse::parse;

/// Runs the command. What is missing is shown and fails nothing: that is for `check`.
pub(super) fn run(typed: &Outline) -> Result<u8, Trouble> {
    let set = rules(typed.choice.own.rules.as_deref())?;
    let settings = settings(&typed.choice, &set)?;
    let path = std::slice::from_ref(&typed.path);
    let unreadable = |path: &str, reason: String| Trouble::Unreadable { path: path.to_owned(), reason };
    let shown = typed.path.display().to_string();
    if typed.path.is_dir() {
        return Err(unreadable(&shown, "这是文件夹；请写明其中一个文件".to_owned()));
    }
    let (drafts, _) = drafts(path, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let draft = drafts.first().expect("one path that is no folder is one draft");
    let source = draft.read(typed.input.encoding).map_err(|reason| unreadable(&draft.shown, reason))?;
    let doc = parse(&source, settings.year);
    let linter = Linter::new(set, settings);
    let aligned = linter.align(&doc);
    let report = linter.check(&source);
    let findings: Vec<_> = report.findings.into_iter().filter(|finding| finding.rule.starts_with("structure/")).collect();
    let roles = aligned.as_ref().map(roles).unwrap_or_default();
    let genre = report.genre.as_deref().zip(aligned.as_ref().map(|aligned| &*aligned.outline.title));
    let outlined = Outlined { path: &draft.shown, doc: &doc, genre, roles: &roles, findings: &findings };
    match typed.format {
        Plain::Json => answer(&outlined.json())?,
        Plain::Human => answer(&outlined.text(terminal::width().min(120), language(typed.lang)))?,
    }
    Ok(0)
}

/// Which mandated part each section was taken for.
fn roles(aligned: &Aligned) -> Vec<(BlockId, String)> {
    let sections = aligned.sections.iter().map(|&id| (id, aligned.part_of(id)));
    sections.filter_map(|(id, part)| Some((id, part?.short.clone()))).collect()
}
