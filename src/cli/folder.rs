//! A folder of the user's own rules: finds and reads the files; what is in them is for [`crate::rule`] to judge.

use std::path::Path;

use ignore::WalkBuilder;

use super::trouble::Trouble;
use crate::rule::RuleSet;

/// Rule files are small; what is larger was put there by mistake.
const LARGEST: u64 = 1 << 20;

/// Our rules with the folder's over them.
pub(super) fn over(ours: RuleSet, folder: &Path) -> Result<RuleSet, Trouble> {
    let files = files(folder)?;
    load(ours, &files).map_err(|drawn| Trouble::WrongRules { drawn })
}

/// Every rule file below the folder as (path within it with `/`, text), sorted by path.
pub(super) fn files(folder: &Path) -> Result<Vec<(String, String)>, Trouble> {
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
        files.push((parts.join("/"), text));
    }
    if files.is_empty() {
        return Err(wrong("里面没有 .yaml 文件".to_owned()));
    }
    files.sort();
    Ok(files)
}

/// Where the loader of [`crate::rule`] is called; its faults come back drawn.
fn load(_ours: RuleSet, _files: &[(String, String)]) -> Result<RuleSet, String> {
    Err("这一版还不能读入自己的规则".to_owned())
}

/// Verifies the rules of a folder by their own examples: how many rules and examples hold, or what is wrong, drawn.
pub(super) fn verify(folder: &Path) -> Result<(usize, usize), Trouble> {
    let set = over(RuleSet::default(), folder)?;
    Ok((set.rules.len(), set.rules.iter().map(|rule| rule.examples.len()).sum()))
}
