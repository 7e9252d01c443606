//! How Word strings comments together: which answers which, which are settled, and the ids they have in lists of their own.

use std::collections::HashSet;
use std::ops::Range;

use super::xml::{elements, is_called};
use crate::source::{Content, DocxError, Tag};

/// The lists that Word keeps beside the comments: their kind, their outermost element, and what holds an entry. The first two go
/// by the id of a comment's last paragraph, the third by one that the second gives.
pub(super) const LISTS: [(&str, &str, &str); 3] = [
    ("commentsExtended", "commentsEx", "commentEx"),
    ("commentsIds", "commentsIds", "commentId"),
    ("commentsExtensible", "commentsExtensible", "commentExtensible"),
];

/// An entry of such a list.
struct Entry {
    paragraph: String,
    durable: String,
    /// What it answers, or itself where it is settled.
    settles: Option<String>,
    bytes: Range<usize>,
}

/// What Word says of the comments of a document.
pub(super) struct Threads {
    lists: Vec<(Content, Vec<Entry>)>,
}

impl Threads {
    /// Reads what there is of the lists, in their order. What is no such list is left alone.
    pub fn read(lists: [Option<Content>; 3]) -> Result<Threads, DocxError> {
        let lists = lists.into_iter().zip(LISTS).filter_map(|(content, (_, list, element))| {
            let content = content.filter(|content| is_called(content, list))?;
            Some(elements(&content, element, entry).map(|entries| (content, entries)))
        });
        Ok(Threads { lists: lists.collect::<Result<_, _>>()? })
    }

    /// The comments that somebody answered or marked as settled, by their last paragraph.
    pub fn settled(&self) -> HashSet<&str> {
        self.lists.iter().flat_map(|(_, entries)| entries).filter_map(|entry| entry.settles.as_deref()).collect()
    }

    /// What goes of each list with these comments.
    pub fn without<'t>(&'t self, comments: &HashSet<&str>) -> Vec<(&'t Content, Vec<Range<usize>>)> {
        let all = || self.lists.iter().flat_map(|(_, entries)| entries);
        let durable: HashSet<&str> = all()
            .filter(|entry| comments.contains(&*entry.paragraph))
            .map(|entry| &*entry.durable)
            .filter(|id| !id.is_empty())
            .collect();
        let goes = |entry: &&Entry| match &*entry.paragraph {
            "" => durable.contains(&*entry.durable),
            paragraph => comments.contains(paragraph),
        };
        let gone = |entries: &[Entry]| entries.iter().filter(goes).map(|entry| entry.bytes.clone()).collect::<Vec<_>>();
        self.lists.iter().map(|(content, entries)| (content, gone(entries))).filter(|(_, gone)| !gone.is_empty()).collect()
    }
}

fn entry(tag: &Tag, bytes: Range<usize>) -> Entry {
    let id = |key| tag.attribute(key).unwrap_or_default().to_ascii_uppercase();
    let done = matches!(&*id("done"), "1" | "TRUE" | "ON");
    let (paragraph, answers) = (id("paraId"), id("paraIdParent"));
    let settles =
        Some(answers).filter(|id| !id.is_empty()).or_else(|| Some(paragraph.clone()).filter(|id| done && !id.is_empty()));
    Entry { paragraph, durable: id("durableId"), settles, bytes }
}
