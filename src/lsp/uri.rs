//! Names of documents: paths as URIs and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

use crate::emit::file_uri;
use crate::source::Format;

/// The file that a URI names; none if it is of another kind, as `untitled:Untitled-1`.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let path = percent_decode_str(&rest[rest.find('/')?..]).decode_utf8().ok()?.into_owned();
    // `/c:/drafts` is a path of Windows.
    let drive = path.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    Some(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The URI of a file.
pub(super) fn of(path: &Path) -> Uri {
    Uri(file_uri(&path.to_string_lossy()))
}

/// The last part of the path, in which the kind of a file shows.
pub(super) fn name(uri: &Uri) -> String {
    let last = uri.0.rsplit(['/', ':']).next().unwrap_or_default();
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

/// A name in which the format of a document shows, by the editor's word for its language where that says it, else by its ending;
/// none for YAML, which is no draft.
pub(super) fn format(language: &str, uri: &Uri) -> Option<&'static str> {
    match (language, Format::of(&name(uri))) {
        ("yaml", _) => None,
        ("markdown", _) | (_, Format::Markdown) => Some("draft.md"),
        ("html" | "xhtml", _) | (_, Format::Html) => Some("draft.html"),
        _ if is_yaml(uri) => None,
        _ => Some("draft.txt"),
    }
}

/// Whether a document is YAML, as files of settings, mutes and rules are.
pub(super) fn is_yaml(uri: &Uri) -> bool {
    [".yaml", ".yml"].iter().any(|ending| uri.0.to_ascii_lowercase().ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back() {
        let path_ = Path::new("/drafts/青岚县 2024#1.txt");
        let uri = of(path_);
        assert!(uri.0.is_ascii() && !uri.0.contains([' ', '#']), "{uri}");
        assert_eq!(path(&uri).as_deref(), Some(path_));
        assert_eq!(name(&uri), "青岚县 2024#1.txt");
        assert_eq!(path(&Uri::from("untitled:Untitled-1")), None);
        assert_eq!(path(&Uri::from("file://")), None);
        assert_eq!(name(&Uri::from("untitled:Untitled-1")), "Untitled-1");
    }
}
