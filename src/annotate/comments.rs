//! The comments of a document: whose they are, what they say, which are answered.

use std::ops::Range;

use super::marks::AUTHOR;
use super::xml::{Words, escaped};
use crate::source::{Content, DocxError, Step, Tag, Walk};

/// What stands in the margin for the author.
const INITIALS: &str = "合规";

/// A comment that is there.
#[derive(Debug)]
pub(super) struct Comment {
    pub id: String,
    /// Its bytes in the part.
    pub bytes: Range<usize>,
    pub ours: bool,
    /// Its words by paragraph.
    pub lines: Vec<String>,
    /// What answers call it by: the id of its last paragraph, if it has one.
    pub last: String,
}

/// Reads the part with the comments.
pub(super) fn read(content: &Content) -> Result<Vec<Comment>, DocxError> {
    let mut walk = Walk::new(content);
    let mut comments = Vec::new();
    loop {
        match walk.step()? {
            Step::Open(tag) if tag.word() == "comment" => comments.push(one(&mut walk, &tag)?),
            Step::End => return Ok(comments),
            _ => {}
        }
    }
}

fn one(walk: &mut Walk, tag: &Tag) -> Result<Comment, DocxError> {
    let ours = tag.attribute("author").is_some_and(|author| author == AUTHOR);
    let mut comment =
        Comment { id: tag.attribute("id").unwrap_or_default(), bytes: 0..0, ours, lines: Vec::new(), last: String::new() };
    let (mut inside, mut text) = (1, 0);
    while inside > 0 {
        match walk.step()? {
            Step::Open(tag) => {
                inside += 1;
                match tag.word() {
                    "p" => {
                        comment.lines.push(String::new());
                        comment.last = tag.attribute("paraId").unwrap_or_default().to_ascii_uppercase();
                    }
                    "t" => text = inside,
                    _ => {}
                }
            }
            Step::Text(words, ..) if text == inside => {
                if let Some(line) = comment.lines.last_mut() {
                    line.push_str(&words);
                }
            }
            Step::Text(..) => {}
            Step::Close => inside -= 1,
            Step::End => break,
        }
    }
    comment.bytes = tag.start..walk.position();
    Ok(comment)
}

/// A comment of ours. It has no date, so that one document always gives the same bytes.
pub(super) fn written(words: &Words, id: u32, lines: &[String]) -> String {
    let id = id.to_string();
    let start = words.tag("comment", &[("id", &id), ("author", AUTHOR), ("initials", INITIALS)]);
    let lines: String = lines.iter().map(|line| words.paragraph(line)).collect();
    format!("{start}{lines}{}", words.end("comment"))
}

/// A part with these comments and no others.
pub(super) fn part(namespace: &str, comments: &str) -> String {
    let namespace = escaped(namespace);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\">{comments}</w:comments>"
    )
}
