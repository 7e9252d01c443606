//! A folder of the user's own rules: finds and reads the files; what is in them is for [`crate::rule`] to judge.

use std::io;
use std::path::Path;

use ignore::WalkBuilder;

use super::What;
use super::system::unread;
use crate::rule::{RuleFile, RuleSet, load};

/// Rule files are small; what is larger was put there by mistake.
const LARGEST: u64 = 1 << 20;

/// Rules with the folder's over them.
///
/// # Errors
/// A folder that cannot be read, or what is wrong with its rules.
pub fn over(ours: RuleSet, folder: &Path) -> Result<RuleSet, What> {
    let own = load(files(folder)?, &ours).map_err(|errors| What::Rules { folder: folder.to_owned(), errors })?;
    Ok(ours.with(own))
}

/// Every rule file below the folder, its path within it with `/`, sorted by path.
///
/// # Errors
/// A folder that cannot be read, with the reason.
pub fn files(folder: &Path) -> Result<Vec<RuleFile>, What> {
    let wrong = |reason: String| What::Folder { folder: folder.to_owned(), reason };
    if !folder.is_dir() {
        return Err(wrong("没有这个文件夹；请检查路径".to_owned()));
    }
    let mut files = Vec::new();
    for entry in walk(folder).build() {
        let entry = entry.map_err(|error| wrong(in_words(&error)))?;
        let path = entry.path();
        let yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if !yaml || !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        if entry.metadata().is_ok_and(|data| data.len() > LARGEST) {
            return Err(wrong(format!("{} 超过1MB，不会是规则文件；请移走它", path.display())));
        }
        let text =
            std::fs::read_to_string(path).map_err(|error| wrong(format!("{}\u{FF1A}{}", path.display(), unreadable(&error))))?;
        let within = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
        files.push(RuleFile::new(&parts.join("/"), &text));
    }
    if files.is_empty() {
        return Err(wrong("里面没有 .yaml 文件；请确认选对了文件夹".to_owned()));
    }
    files.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(files)
}

/// What is looked at in a folder.
pub(super) fn walk(folder: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).hidden(true);
    walk
}

/// Where a walk got stuck, if it is known, and why.
pub fn stuck(error: &ignore::Error) -> (Option<&Path>, String) {
    let reason = error.io_error().map_or_else(|| format!("读不了（{error}）；请检查文件夹"), unreadable);
    (place(error), reason)
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

fn in_words(error: &ignore::Error) -> String {
    let (place, reason) = stuck(error);
    place.map_or_else(|| reason.clone(), |place| format!("{}\u{FF1A}{reason}", place.display()))
}

fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::InvalidData => "不是UTF-8编码；请用记事本等打开，另存为UTF-8".to_owned(),
        _ => unread(error, "请检查文件夹的权限"),
    }
}
