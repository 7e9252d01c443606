//! `hegui outline`: how a draft was understood.

use super::args::{Outline, Plain};
use super::input::{folder_of, single};
use super::scope::Scopes;
use super::settings::language;
use super::trouble::Trouble;
use super::{answer, terminal};
use crate::check::Aligned;
use crate::document::BlockId;
use crate::emit::Outlined;
use crate::parse::parse;

/// Runs the command. What is missing is shown and fails nothing: that is for `check`.
pub(super) fn run(typed: &Outline) -> Result<u8, Trouble> {
    let mut scopes = Scopes::new(&typed.choice, None, typed.lang)?;
    let scope = scopes.folder(&folder_of(&typed.path, &typed.input))?.scope.clone();
    let (path, source) = single(&typed.path, &typed.input, typed.tracked.changes())?;
    let linter = &scope.linter;
    let doc = parse(&source, linter.settings().year);
    let aligned = linter.align(&doc);
    let report = linter.check(&source);
    let findings: Vec<_> = report.findings.into_iter().filter(|finding| finding.rule.starts_with("structure/")).collect();
    let roles = aligned.as_ref().map(roles).unwrap_or_default();
    let genre = report.genre.as_deref().zip(aligned.as_ref().map(|aligned| &*aligned.outline.title));
    let outlined = Outlined { path: &path, doc: &doc, genre, roles: &roles, findings: &findings };
    match typed.format {
        Plain::Json => answer(&outlined.json())?,
        Plain::Human => answer(&outlined.text(terminal::width().min(120), language(scope.lang())))?,
    }
    Ok(0)
}

/// Which mandated part each section was taken for.
fn roles(aligned: &Aligned) -> Vec<(BlockId, String)> {
    let sections = aligned.sections.iter().map(|&id| (id, aligned.part_of(id)));
    sections.filter_map(|(id, part)| Some((id, part?.short.clone()))).collect()
}
