//! Where the article of a page is, and its title: by the names that government sites give them, else by where the prose is.

use std::ops::Range;

use super::element::{self, Kind, PLACES};
use super::furniture;
use super::scan::{Event, Left, Tag, scan};
use crate::source::markup;

/// So many elements of a page are remembered. A page has some hundreds.
const ELEMENTS: usize = 1 << 16;
/// Sentence marks of one line that count, so that one long paragraph is not taken for the article.
const MARKS: usize = 3;
/// A page with links has an article if so many sentence marks stand outside them.
const PROSE: usize = 4;
/// No title has more signs, and so many elements are looked at for it.
const LONGEST: usize = 200;
const TITLES: usize = 16;
/// A title that stands inside the page's name has so many signs.
const NAME: usize = 8;
/// The beginning of an article in which its title is looked for.
const HEAD: usize = 1 << 14;

/// The parts of a page that are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Article {
    /// The title, where it stands above the body.
    pub title: Option<Range<usize>>,
    /// The body, without the furniture in it.
    pub body: Vec<Range<usize>>,
}

/// An element that may hold others.
#[derive(Debug)]
struct Node {
    range: Range<usize>,
    weight: Weight,
    kind: Kind,
    article: bool,
    title: bool,
}

/// What was counted, up to a place or in an element.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    prose: usize,
    signs: usize,
}

#[derive(Default)]
struct Finder {
    nodes: Vec<Node>,
    /// What is open: the place in the table of elements, and the node.
    open: Vec<(usize, usize)>,
    counts: Vec<usize>,
    left: Left,
    linked: bool,
    links: usize,
    /// Whether it has an element that is left out by its name.
    furnished: bool,
    so_far: Weight,
    /// Sentence marks of the line.
    marks: usize,
    named: Option<Range<usize>>,
    in_title: bool,
}

/// Finds the article of a page; none, if it is all links.
pub(super) fn find(text: &str) -> Option<Article> {
    let mut finder = Finder { counts: vec![0; PLACES], ..Finder::default() };
    scan(text, 0..text.len(), &mut |event| finder.take(text, &event));
    while !finder.open.is_empty() {
        finder.close(text.len());
    }
    finder.line();
    let body = finder.body(text.len())?;
    let title = finder.title(text, &body);
    let within = |node: &&Node| body.start <= node.range.start && node.range.end <= body.end && node.range != body;
    let boxes = finder.nodes.iter().filter(within).map(|node| (node.range.clone(), node.weight.signs));
    // A page without links and furniture is a draft that was saved as a page: what a site left in it is for a rule to tell.
    let body = if finder.links == 0 && !finder.furnished { vec![body] } else { furniture::without(text, &body, boxes) };
    Some(Article { title, body })
}

impl Finder {
    fn take(&mut self, text: &str, event: &Event) {
        if let (Event::Text(start, end), true) = (event, self.in_title) {
            self.named.get_or_insert(*start..*end);
        }
        let block = matches!(event, Event::Open(tag, _) if is_block(element::kind(&tag.name)));
        self.in_title = matches!(event, Event::Open(tag, _) if tag.name == "title");
        if self.left.holds(event, block) {
            return;
        }
        match event {
            Event::Open(tag, at) => self.begin(tag, *at),
            Event::Close(name, end) => self.end(name, *end),
            Event::Text(start, end) => self.count(&text[*start..*end]),
        }
    }

    fn begin(&mut self, tag: &Tag, at: usize) {
        if element::is_left_out(tag) {
            self.furnished |= element::kind(&tag.name) != Kind::Left;
            return self.left.open(tag);
        }
        let kind = element::kind(&tag.name);
        match kind {
            Kind::Link => self.linked = true,
            Kind::Break => self.line(),
            _ if is_block(kind) => self.push(tag, kind, at),
            _ => {}
        }
    }

    fn push(&mut self, tag: &Tag, kind: Kind, at: usize) {
        self.line();
        self.linked = false;
        let Some(place) = element::place(&tag.name) else { return };
        while self.open.last().is_some_and(|(open, _)| ends(*open, &tag.name)) {
            self.close(at);
        }
        if self.nodes.len() < ELEMENTS {
            self.open.push((place, self.nodes.len()));
            self.counts[place] += 1;
            let (article, title) = (element::is_article(tag), element::is_title(tag));
            self.nodes.push(Node { range: at..at, weight: self.so_far, kind, article, title });
        }
    }

    fn end(&mut self, name: &str, end: usize) {
        match element::kind(name) {
            Kind::Link => self.linked = false,
            kind if is_block(kind) => {
                self.line();
                let Some(place) = element::place(name).filter(|place| self.counts[*place] > 0) else { return };
                while self.close(end) != Some(place) {}
            }
            _ => {}
        }
    }

    /// Closes the innermost element.
    fn close(&mut self, end: usize) -> Option<usize> {
        let (place, node) = self.open.pop()?;
        self.counts[place] -= 1;
        let node = &mut self.nodes[node];
        node.range.end = end;
        node.weight = Weight { prose: self.so_far.prose - node.weight.prose, signs: self.so_far.signs - node.weight.signs };
        Some(place)
    }

    fn line(&mut self) {
        self.so_far.prose += std::mem::take(&mut self.marks).min(MARKS);
    }

    fn count(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                _ if c.is_whitespace() => {}
                _ if self.linked => self.links += 1,
                '\u{FF0C}' | '。' | '\u{FF1B}' | '、' => {
                    self.marks += 1;
                    self.so_far.signs += 1;
                }
                _ => self.so_far.signs += 1,
            }
        }
    }

    /// Where the article is: in the element that is named so, unless much more of the prose stands in another.
    fn body(&self, end: usize) -> Option<Range<usize>> {
        let all = self.so_far;
        // Nested elements that hold nearly all of the prose; the last to be opened is the innermost.
        let dense = |node: &&Node| node.kind == Kind::Box && node.weight.prose * 5 >= all.prose * 4;
        let dense = self.nodes.iter().rfind(dense).filter(|_| all.prose > 0);
        let named = || self.nodes.iter().filter(|node| node.article && node.weight.signs > 0);
        let largest = named().max_by_key(|node| node.weight.signs);
        let within = |outer: &Node, node: &&Node| {
            outer.range.start <= node.range.start
                && node.range.end <= outer.range.end
                && node.weight.signs * 10 >= outer.weight.signs * 9
        };
        let named = largest.and_then(|outer| named().rfind(|node| within(outer, node)));
        if let Some(named) = named
            && named.weight.prose * 2 >= dense.map_or(0, |dense| dense.weight.prose)
            && (named.weight.prose > 0 || self.links == 0 || named.weight.signs > self.links)
        {
            return Some(named.range.clone());
        }
        match dense {
            _ if self.links == 0 => Some(0..end),
            Some(dense) if all.prose >= PROSE => Some(dense.range.clone()),
            _ if all.prose >= PROSE => Some(0..end),
            _ => None,
        }
    }

    /// The title above the body: the element whose words the page is called by, else what the page is called, if that is a
    /// report's title, else the nearest element. None, if the body begins with it.
    fn title(&self, text: &str, body: &Range<usize>) -> Option<Range<usize>> {
        let page = self.named.clone().map(|range| letters(text, range)).unwrap_or_default();
        let head = (0..4).filter_map(|less| (body.start + HEAD).checked_sub(less)).find(|end| text.is_char_boundary(*end));
        let head = letters(text, body.start..head.unwrap_or(body.end).min(body.end));
        let fits = |node: &&Node| (1..=LONGEST).contains(&node.weight.signs) && node.range.len() <= HEAD;
        let above = self.nodes.iter().rev().filter(|node| node.title && node.range.end <= body.start).filter(fits);
        let above: Vec<_> = above.take(TITLES).map(|node| (node, letters(text, node.range.clone()))).collect();
        let begins = above.iter().find(|(_, words)| page.starts_with(&**words));
        let named = || above.iter().find(|(_, words)| words.chars().count() >= NAME && page.contains(&**words));
        let name = page.split(['_', '|', '-']).next().unwrap_or_default();
        let report = ["报告", "总结", "情况"].iter().any(|word| name.contains(word));
        let nearest = || above.first().filter(|_| !report);
        if let Some((node, words)) = begins.or_else(named).or_else(nearest) {
            return (!head.contains(&**words)).then(|| node.range.clone());
        }
        let named = self.named.clone().filter(|named| report && !head.contains(name) && named.end <= body.start)?;
        let end = text[named.clone()].find(['_', '|', '-']).map_or(named.end, |end| named.start + end);
        Some(named.start..end)
    }
}

/// Whether a block ends the element that is open, though no tag says so.
fn ends(open: usize, name: &str) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| element::place(name) == Some(open));
    match name {
        "tr" => is(&["p", "td", "th", "tr"]),
        "td" | "th" => is(&["p", "td", "th"]),
        "li" => is(&["p", "li"]),
        "dt" | "dd" => is(&["p", "dt", "dd"]),
        _ => is(&["p"]),
    }
}

/// Whether an element is a line of its own.
pub(super) fn is_block(kind: Kind) -> bool {
    matches!(kind, Kind::Block | Kind::Box | Kind::Kept)
}

/// The words of a part of a page, without white space.
fn letters(text: &str, range: Range<usize>) -> String {
    let mut letters = String::new();
    let mut left = Left::default();
    scan(text, range, &mut |event| {
        if left.holds(&event, false) {
            return;
        }
        match event {
            Event::Open(tag, _) if element::is_left_out(tag) => left.open(tag),
            Event::Text(start, end) => {
                let mut rest = &text[start..end];
                while let Some(c) = rest.chars().next() {
                    let entity = if c == '&' { markup::entity(rest) } else { None };
                    let (length, read) = entity.unwrap_or_else(|| (c.len_utf8(), c.to_string()));
                    letters.extend(read.chars().filter(|c| !c.is_whitespace()));
                    rest = &rest[length..];
                }
            }
            _ => {}
        }
    });
    letters
}
