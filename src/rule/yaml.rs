//! Other YAML files of a user, read as strictly as rules, with errors that point as well.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::error::{RuleError, RuleFault};
use super::file::RuleFile;
use super::locate::{line, locate, members};
use super::nearest::suggestion;
use super::parse::{bounded, is_blank};
use super::{RuleSet, family_names};

/// Reads a file of at most `limit` bytes; nothing, if there are only comments in it.
///
/// # Errors
/// What is wrong first, with its place.
pub fn read<T: DeserializeOwned>(file: &Arc<RuleFile>, limit: usize) -> Result<Option<T>, RuleError> {
    if is_blank(file) && file.text().len() <= limit { Ok(None) } else { bounded(file, limit).map(Some) }
}

/// The same for a file with keys of the user's own: a map of Rust takes a key twice, which this refuses.
///
/// # Errors
/// What is wrong first, with its place.
pub fn read_map<T: DeserializeOwned>(file: &Arc<RuleFile>, limit: usize) -> Result<Option<T>, RuleError> {
    read::<serde_yaml::Value>(file, limit)?;
    read(file, limit)
}

/// A fault at the value that a path of keys leads to: `exclude.2`.
pub fn fault(file: &Arc<RuleFile>, path: &str, sentence: String, help: String) -> RuleError {
    let found = locate(file.text(), path);
    RuleError::new(file, found.value, RuleFault::Check(sentence)).help(help)
}

/// A fault at the last key of a path.
pub fn fault_of_key(file: &Arc<RuleFile>, path: &str, sentence: String, help: String) -> RuleError {
    let found = locate(file.text(), path);
    RuleError::new(file, found.key, RuleFault::Check(sentence)).help(help)
}

/// The line, from 1, of the key that a path leads to.
pub fn line_of(file: &RuleFile, path: &str) -> usize {
    number(file.text(), locate(file.text(), path).key.start)
}

/// The members of a list that is the whole of a file: the lines of each, from its own to the next one's.
pub fn items(file: &RuleFile) -> Vec<Range<usize>> {
    members(file.text())
}

/// The line, from 1, that a byte lies in.
pub fn number(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

/// A name that no rule or family has, at its place.
pub fn unknown(file: &Arc<RuleFile>, path: &str, key: bool, name: &str, set: &RuleSet) -> RuleError {
    let found = locate(file.text(), path);
    let at = if key { found.key } else { found.value };
    let help = match set.nearest(name) {
        Some(near) => format!("是否想写 {near}？全部规则见 hegui rules"),
        None => format!("{}；全部规则见 hegui rules", suggestion(name, family_names())),
    };
    let at = if at.is_empty() { line(file.text(), 0) } else { at };
    RuleError::new(file, at, RuleFault::Grade(name.to_owned())).help(help)
}
