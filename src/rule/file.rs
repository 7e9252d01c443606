//! A rule file as read: its path, which is the id of what it holds, and its text.

use std::borrow::Cow;
use std::sync::Arc;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::error::{RuleError, RuleFault};
use super::family_names;
use super::nearest::suggestion;
use crate::check::Table;

/// A file of a rules folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFile {
    path: String,
    text: Cow<'static, str>,
}

/// What a file is, by its path below the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// `figures/percentage-off.yaml` is the rule `figures/percentage-off`.
    Rule(&'a str),
    /// `outlines/fazhi-annual-report.yaml` is the outline of the genre `fazhi-annual-report`.
    Outline(&'a str),
    /// `facts/figures.yaml` holds the words that checks of figures go by.
    Terms,
    /// `facts/phrases.yaml` and its like hold dated and fixed terms.
    Table(&'a str),
    /// `grades.yaml` switches rules off or grades them anew.
    Grades,
}

impl RuleFile {
    /// A file with its path below the folder; `\` counts as `/`. A byte order mark is dropped: YAML would take it for
    /// a second document.
    pub fn new(path: &str, text: &str) -> RuleFile {
        RuleFile { path: path.replace('\\', "/"), text: Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()) }
    }

    pub(super) fn embedded(path: &str, text: &'static str) -> RuleFile {
        RuleFile { path: path.to_owned(), text: Cow::Borrowed(text) }
    }

    /// The path below the folder, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, which all places in errors refer to.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the file is.
    pub(super) fn place(self: &Arc<Self>) -> Result<Place<'_>, RuleError> {
        if self.path == "grades.yaml" {
            return Ok(Place::Grades);
        }
        if self.path == "facts/figures.yaml" {
            return Ok(Place::Terms);
        }
        let named = self.path.strip_suffix(".yaml").and_then(|id| Some((id, id.split_once('/')?)));
        let Some((id, (family, name))) = named.filter(|(_, (family, name))| kebab(family) && kebab(name)) else {
            let help = "应为「族名/错误名.yaml」，只用小写字母、数字和连字符，如 figures/percentage-off.yaml";
            return Err(self.misplaced(RuleFault::Path(self.path.clone())).help(help.to_owned()));
        };
        match family {
            "facts" if Table::NAMES.contains(&name) => Ok(Place::Table(name)),
            "outlines" => Ok(Place::Outline(name)),
            _ if family_names().any(|known| known == family) => Ok(Place::Rule(id)),
            _ => Err(self.misplaced(RuleFault::Family(family.to_owned())).help(suggestion(family, family_names()))),
        }
    }

    /// When the path is wrong, not the text, the first line is as good a place as any.
    fn misplaced(self: &Arc<Self>, fault: RuleFault) -> RuleError {
        RuleError::new(self, 0..self.text.lines().next().unwrap_or_default().len(), fault)
    }
}

/// Small letters, digits and single hyphens, a letter first: `percentage-off`.
fn kebab(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(plain)
}

/// As miette's own for strings, but with the name, and with columns that count characters: a rule is mostly Chinese.
impl SourceCode for RuleFile {
    fn read_span<'a>(
        &'a self,
        at: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let found = self.text().read_span(at, before, after)?;
        let head = self.text.get(..at.offset()).filter(|_| before == 0);
        let column = head.map_or(found.column(), |head| head.chars().rev().take_while(|&c| c != '\n').count());
        let name = self.path.clone();
        Ok(Box::new(MietteSpanContents::new_named(name, found.data(), *found.span(), found.line(), column, found.line_count())))
    }
}
