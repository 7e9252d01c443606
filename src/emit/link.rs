//! Places that a terminal opens when they are clicked (OSC 8).

use super::uri::uri;

/// A picture in which the place of the finding, `a.txt:17:5`, is a link to the line of the file.
pub(super) fn linked(picture: String, place: &str, file: &str, line: Option<usize>) -> String {
    let Some(at) = picture.find(place) else { return picture };
    let (before, rest) = picture.split_at(at);
    let (url, _) = uri(file);
    let line = line.map_or(String::new(), |line| format!("#{line}"));
    format!("{before}\x1b]8;;{url}{line}\x1b\\{place}\x1b]8;;\x1b\\{}", &rest[place.len()..])
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn a_place_becomes_a_link_and_nothing_else_changes() {
        let picture = "  ╭─[稿.txt:17:5]\n".to_owned();
        let expected = "  ╭─[\x1b]8;;file:///a%20b/%E7%A8%BF.txt#17\x1b\\稿.txt:17:5\x1b]8;;\x1b\\]\n";
        assert_eq!(linked(picture.clone(), "稿.txt:17:5", "/a b/稿.txt", Some(17)), expected);
        assert_eq!(linked(picture.clone(), "稿.txt:18:5", "/a b/稿.txt", Some(17)), picture);
    }
}
