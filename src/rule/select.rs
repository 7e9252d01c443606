//! Names of rules as users give them: ids, old ids, families.

use super::nearest::nearest;
use super::{FAMILIES, RuleSet};

/// A name that is no rule's and no family's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有编号或族名为 {given} 的规则{}", nearest.as_ref().map_or_else(String::new, |near| format!("，是否想写 {near}？")))]
pub struct UnknownRule {
    /// What was given.
    pub given: String,
    /// What was probably meant.
    pub nearest: Option<String>,
}

impl miette::Diagnostic for UnknownRule {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new("用 hegui rules 查看全部规则"))
    }
}

impl RuleSet {
    /// Understands the names given to `--select` and `--ignore`: an id or family stays, an old id becomes the present one.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first that is neither.
    pub fn resolve(&self, names: &[String]) -> Result<Vec<String>, UnknownRule> {
        let known = |name: &String| {
            let unknown = || UnknownRule { given: name.clone(), nearest: self.nearest(name).map(str::to_owned) };
            self.name(name).map(str::to_owned).ok_or_else(unknown)
        };
        names.iter().map(known).collect()
    }

    /// The families that have rules here, in the order of [`FAMILIES`].
    pub fn families(&self) -> Vec<&'static str> {
        family_names().filter(|family| self.rules.iter().any(|rule| rule.family() == *family)).collect()
    }

    /// The id or family that a name stands for. A family counts even when it has no rules.
    pub(super) fn name(&self, given: &str) -> Option<&str> {
        let family: Option<&str> = family_names().find(|family| *family == given);
        family.or_else(|| self.rule(given).map(|rule| &*rule.id))
    }

    /// The id, old id or family nearest to a wrong name.
    pub(super) fn nearest(&self, given: &str) -> Option<&str> {
        let mut names: Vec<&str> = self.rules.iter().map(|rule| &*rule.id).collect();
        names.extend(self.rules.iter().flat_map(|rule| rule.aliases.iter().map(String::as_str)));
        for family in family_names() {
            names.push(family);
        }
        nearest(given, names)
    }
}

/// The names of the families there may be.
pub(super) fn family_names() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(family, _)| *family)
}
