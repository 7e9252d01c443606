//! Paths as URIs: `各局 报告/a.txt` is `%E5%90%84%E5%B1%80%20%E6%8A%A5%E5%91%8A/a.txt`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what a path may hold as it is (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path with `/` between its parts, on Windows too.
pub(super) fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// The path as a URI, and whether it is relative. `C:/a.txt` and `/a.txt` are not.
pub(super) fn uri(path: &str) -> (String, bool) {
    let path = slashed(path);
    if let Some(rest) = path.strip_prefix('/') {
        return (format!("file:///{}", utf8_percent_encode(rest, RESERVED)), false);
    }
    match path.split_once(":/") {
        Some((drive, rest)) if cfg!(windows) && drive.len() == 1 => {
            (format!("file:///{drive}:/{}", utf8_percent_encode(rest, RESERVED)), false)
        }
        _ => (utf8_percent_encode(&path, RESERVED).to_string(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn all_but_plain_signs_is_encoded() {
        let relative = |path| uri(path);
        assert_eq!(relative("各局 报告/a#1?.txt"), ("%E5%90%84%E5%B1%80%20%E6%8A%A5%E5%91%8A/a%231%3F.txt".to_owned(), true));
        assert_eq!(relative("a:b%.txt"), ("a%3Ab%25.txt".to_owned(), true));
        assert_eq!(relative("/报/a.txt"), ("file:///%E6%8A%A5/a.txt".to_owned(), false));
    }
}
