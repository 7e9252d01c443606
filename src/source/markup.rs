//! Tags and entities that a web page left in its text: `法治<br>建设`, `&ldquo;三个一&rdquo;`.

use super::draft::Draft;
use super::reading::Repair;

/// The longest tag and the longest entity, in bytes; beyond, `<` and `&` are signs of the text.
const TAG: usize = 400;
const ENTITY: usize = 10;

/// Entities and what they stand for.
const ENTITIES: [(&str, &str); 24] = [
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", "\u{3000}"),
    ("thinsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("laquo", "《"),
    ("raquo", "》"),
    ("middot", "·"),
    ("bull", "•"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("times", "×"),
    ("deg", "°"),
    ("permil", "‰"),
    ("yen", "¥"),
];

/// Tags that a text does not have of its own; one that ends a line of a page is read as a line end.
const TAGS: [(&str, bool); 37] = [
    ("a", false),
    ("b", false),
    ("blockquote", true),
    ("body", true),
    ("br", true),
    ("center", true),
    ("dd", true),
    ("div", true),
    ("em", false),
    ("font", false),
    ("h1", true),
    ("h2", true),
    ("h3", true),
    ("h4", true),
    ("head", true),
    ("html", true),
    ("i", false),
    ("img", false),
    ("li", true),
    ("link", false),
    ("meta", false),
    ("o:p", false),
    ("ol", true),
    ("p", true),
    ("script", false),
    ("section", true),
    ("span", false),
    ("strong", false),
    ("style", false),
    ("sub", false),
    ("sup", false),
    ("table", true),
    ("tbody", false),
    ("td", false),
    ("title", true),
    ("tr", true),
    ("u", false),
];

/// Reads tags as nothing or a line end, and entities as their characters.
pub(super) fn strip<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut done = 0;
    for at in memchr::memchr2_iter(b'<', b'&', text.as_bytes()) {
        if at < done {
            continue;
        }
        let rest = &text[at..];
        let found = if rest.starts_with('<') { tag(rest) } else { entity(rest) };
        if let Some((length, read)) = found {
            done = at + length;
            draft.put(at, done, Repair::Markup, &read);
        }
    }
}

/// The tag a text starts with: its length, and how it is read.
fn tag(rest: &str) -> Option<(usize, String)> {
    let bytes = &rest.as_bytes()[..rest.len().min(TAG)];
    let end = memchr::memchr(b'>', bytes)? + 1;
    let inside = &rest[1..end - 1];
    if inside.starts_with("!--") {
        return Some((end, String::new()));
    }
    let (closes, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let name = name.split([' ', '/', '\t', '\n']).next()?.to_ascii_lowercase();
    let breaks = TAGS.iter().find(|(known, _)| *known == name)?.1 && (closes || name == "br");
    let at_end = rest[end..].chars().next().is_none_or(|c| matches!(c, '\n' | '\r'));
    Some((end, if breaks && !at_end { "\n" } else { "" }.to_owned()))
}

/// The entity a text starts with: its length, and the character it stands for.
pub(super) fn entity(rest: &str) -> Option<(usize, String)> {
    let bytes = &rest.as_bytes()[..rest.len().min(ENTITY)];
    let end = memchr::memchr(b';', bytes)?;
    let name = &rest[1..end];
    let read = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| !c.is_control())?.to_string().replace('\u{A0}', " ")
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((end + 1, read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_read_and_signs_are_not() {
        for (text, read) in [
            ("法治<br>建设", "法治\n建设"),
            ("<p style=\"a\">法治</p>\n建设", "法治\n建设"),
            ("&ldquo;法治&rdquo;&#24314;&#x8bbe;", "“法治”建设"),
            ("占比<5%且>3%", "占比<5%且>3%"),
            ("A&B公司;R&D中心", "A&B公司;R&D中心"),
            ("<青岚发布>平台", "<青岚发布>平台"),
        ] {
            let mut draft = Draft::of(text);
            strip(&mut draft, text);
            assert_eq!(draft.finish().map_or_else(|| text.to_owned(), |done| done.text), read);
        }
    }
}
