//! Paths as URIs: `各局 报告/a.txt` is `%E5%90%84%E5%B1%80%20%E6%8A%A5%E5%91%8A/a.txt`.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what a path may hold as it is (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path with `/` between its parts, on Windows too.
pub(super) fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// A whole path as a URI: `file:///drafts/a%20b.txt`, `file:///C:/a.txt`.
pub(crate) fn file_uri(path: &str) -> String {
    // So Windows calls a path whose links are followed; nobody else does.
    let path = slashed(path.strip_prefix(r"\\?\").filter(|_| cfg!(windows)).unwrap_or(path));
    let (drive, rest) = match path.split_once(":/") {
        Some((drive, _)) if cfg!(windows) && drive.len() == 1 => path.split_at(drive.len() + 1),
        _ => path.split_at(0),
    };
    let root = if path.starts_with('/') { "file://" } else { "file:///" };
    format!("{root}{drive}{}", utf8_percent_encode(rest, RESERVED))
}

/// The path as a URI, and whether it is relative. `C:/a.txt` and `/a.txt` are not.
pub(super) fn uri(path: &str) -> (String, bool) {
    match Path::new(path).has_root() {
        true => (file_uri(path), false),
        false => (utf8_percent_encode(&slashed(path), RESERVED).to_string(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::{file_uri, uri};

    #[test]
    fn a_whole_path_is_an_address() {
        assert_eq!(file_uri("/tmp/张 三"), "file:///tmp/%E5%BC%A0%20%E4%B8%89");
        #[cfg(windows)]
        for path in ["C:\\Users\\a#b", r"\\?\C:\Users\a#b"] {
            assert_eq!(file_uri(path), "file:///C:/Users/a%23b");
            assert_eq!(uri(path), (file_uri(path), false));
        }
    }

    #[test]
    fn all_but_plain_signs_is_encoded() {
        let relative = |path| uri(path);
        assert_eq!(relative("各局 报告/a#1?.txt"), ("%E5%90%84%E5%B1%80%20%E6%8A%A5%E5%91%8A/a%231%3F.txt".to_owned(), true));
        assert_eq!(relative("a:b%.txt"), ("a%3Ab%25.txt".to_owned(), true));
        assert_eq!(relative("/报/a.txt"), ("file:///%E6%8A%A5/a.txt".to_owned(), false));
    }
}
