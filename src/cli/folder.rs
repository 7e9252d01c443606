//! What is wrong with files of the user's own, drawn; and their rules verified.

use std::path::Path;

use super::terminal;
use super::trouble::Trouble;
use crate::emit::{Human, Language};
use crate::finding::Label;
use crate::rule::{RuleError, builtin, load};
use crate::scope::folder::files;
use crate::span::Span;
use crate::{source, verify};

/// The faults of rule files. A file of the folder is named by its whole path, so that it can be opened by it.
pub(super) fn wrong(folder: &Path, errors: &[RuleError]) -> Trouble {
    let draw = |error: &RuleError| {
        let whole = folder.join(error.file().path());
        let name = if whole.is_file() { whole.display().to_string() } else { error.file().path().to_owned() };
        drawn(&name, error)
    };
    let drawn: Vec<_> = errors.iter().map(draw).collect();
    Trouble::WrongRules { count: errors.len(), drawn: drawn.join("\n").trim_end().to_owned() }
}

/// A fault of a file, drawn.
pub(super) fn drawn(name: &str, error: &RuleError) -> String {
    let human = Human::new(terminal::width(), false, terminal::draws(), Language::Chinese, |_| None);
    let at = Label { span: Span::new(error.range().start, error.range().end), message: "".into() };
    let (fault, help) = (error.fault().to_string(), error.advice().unwrap_or_default());
    match source::read(name, error.file().text().as_bytes(), Some(encoding_rs::UTF_8)) {
        Ok(text) => human.fault(&text, at, &fault, help),
        // An empty file has no place to point at.
        Err(_) => format!("  {name}\u{FF1A}{fault}；{help}\n"),
    }
}

/// Verifies the rules of a folder by their own examples: how many rules and examples hold, or what is wrong, drawn.
pub(super) fn verify(folder: &Path) -> Result<(usize, usize), Trouble> {
    let ours = builtin();
    let own = load(files(folder)?, &ours).map_err(|errors| wrong(folder, &errors))?;
    let rules = own.rules.clone();
    let set = ours.with(own);
    let mut errors: Vec<_> = rules.iter().flat_map(|rule| verify::verify(rule, &set)).collect();
    errors.extend(verify::quarrels(&set));
    match errors.is_empty() {
        true => Ok((rules.len(), rules.iter().map(|rule| rule.examples.len()).sum())),
        false => Err(wrong(folder, &errors)),
    }
}
