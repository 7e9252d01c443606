//! A folder of the user's own rules: finds and reads the files; what is in them is for [`crate::rule`] to judge.

use std::path::Path;

use ignore::WalkBuilder;

use super::terminal;
use super::trouble::Trouble;
use crate::emit::{Human, Language};
use crate::finding::Label;
use crate::rule::{RuleError, RuleFile, RuleSet, builtin, load};
use crate::span::Span;
use crate::{source, verify};

/// Rule files are small; what is larger was put there by mistake.
const LARGEST: u64 = 1 << 20;

/// Our rules with the folder's over them.
pub(super) fn over(ours: RuleSet, folder: &Path) -> Result<RuleSet, Trouble> {
    let own = load(files(folder)?, &ours).map_err(|errors| wrong(folder, &errors))?;
    Ok(ours.with(own))
}

/// Every rule file below the folder, its path within it with `/`, sorted by path.
pub(super) fn files(folder: &Path) -> Result<Vec<RuleFile>, Trouble> {
    let wrong = |reason: String| Trouble::RuleFolder { folder: folder.display().to_string(), reason };
    if !folder.is_dir() {
        return Err(wrong("没有这个文件夹".to_owned()));
    }
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        let entry = entry.map_err(|error| wrong(format!("读不了（{error}）")))?;
        let path = entry.path();
        let yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if !yaml || !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        if entry.metadata().is_ok_and(|data| data.len() > LARGEST) {
            return Err(wrong(format!("{} 超过1MB，不会是规则文件", path.display())));
        }
        let text = std::fs::read_to_string(path).map_err(|error| wrong(format!("{} 读不了（{error}）", path.display())))?;
        let within = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
        files.push(RuleFile::new(&parts.join("/"), &text));
    }
    if files.is_empty() {
        return Err(wrong("里面没有 .yaml 文件".to_owned()));
    }
    files.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(files)
}

/// The faults of rule files. A file of the folder is named by its whole path, so that it can be opened by it.
fn wrong(folder: &Path, errors: &[RuleError]) -> Trouble {
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
