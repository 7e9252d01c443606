//! What frames a text, settled once all its blocks are known: which line of the front is the title, which names and
//! dates are the text's own, and where it ends.

use pest::Parser;

use super::{Rule, grammar::Grammar};
use crate::document::{Block, BlockId, BlockKind};

/// No organ's name has more characters.
const NAME: usize = 30;

/// How many lines may stand below the date: 抄送：…, （此件公开发布）, — 8 —
const TAIL: usize = 24;

/// No line below the date is longer, if it does not say what it is.
const NOTE: usize = 60;

/// What a line below the date begins with, however long it is.
const NOTES: [&str; 7] = ["抄送", "抄报", "主送", "分送", "联系", "\u{FF08}", "("];

/// Settles a text whose first `front` blocks stand above it, and the texts that begin at the `seams`.
pub fn settle(blocks: &mut [Block], text: &str, front: usize, seams: &[usize]) {
    let mut edges = Edges { blocks, text };
    let mut from = front;
    for &to in seams {
        edges.close(from, to);
        from = to;
    }
    edges.close(from, edges.blocks.len());
    edges.open(front);
}

struct Edges<'d> {
    blocks: &'d mut [Block],
    text: &'d str,
}

impl Edges<'_> {
    /// Settles the front: a first short line is the title when no other line is; a name is a signature only under the
    /// title, else that of the site; paragraphs above the first heading are the lead, when there is a heading at all.
    fn open(&mut self, front: usize) {
        if !self.blocks.iter().any(|block| block.kind == BlockKind::Title) {
            let first = (0..front).find(|&at| self.blocks[at].kind != BlockKind::Chrome && !self.is_letterhead(at));
            if let Some(first) = first.filter(|&at| self.blocks[at].kind == BlockKind::Caption) {
                self.blocks[first].kind = BlockKind::Title;
            }
        }
        let mut titled = false;
        for block in &mut self.blocks[..front] {
            match block.kind {
                BlockKind::Signature if !titled => block.kind = BlockKind::Caption,
                BlockKind::Title => titled = true,
                BlockKind::Signature | BlockKind::Date | BlockKind::Chrome => {}
                _ => titled = false,
            }
        }
        let heading = self.blocks.iter().position(|block| block.kind == BlockKind::Heading);
        for block in &mut self.blocks[..heading.unwrap_or(0)] {
            if block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::Lead;
            }
        }
    }

    /// 青岚县司法局文件 or 签发人：陈禾, above the title.
    fn is_letterhead(&self, at: usize) -> bool {
        let words = self.words(at);
        self.blocks[at].kind == BlockKind::Caption && (words.ends_with("文件") || words.contains(['\u{FF1A}', ':']))
    }

    /// Finds the signature and the date that close a text, and takes them and what stands below out of its sections.
    /// Other dates alone on a line are text.
    fn close(&mut self, from: usize, to: usize) {
        let signed = self.signed(from, to);
        let begin = signed.map_or(to, |(begin, end)| {
            for at in begin..=end {
                if self.blocks[at].kind == BlockKind::Paragraph {
                    self.blocks[at].kind = BlockKind::Signature;
                }
            }
            begin
        });
        for block in &mut self.blocks[from..begin] {
            if block.kind == BlockKind::Date {
                block.kind = BlockKind::Paragraph;
            }
        }
        self.detach(begin, to);
    }

    /// The lines of signature and date: a date with the name above it, however that ends; else one of them alone.
    fn signed(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let tail = (from..to).rev().take(TAIL).take_while(|&at| self.is_tail(at));
        let dates: Vec<usize> = tail.filter(|&at| self.blocks[at].kind == BlockKind::Date).collect();
        let named = dates.iter().copied().find(|&date| date > from && self.is_name(date - 1));
        if let Some(date) = named {
            let above = (from..date - 1).rev().take(TAIL).take_while(|&at| self.is_organ(at)).last();
            return Some((above.unwrap_or(date - 1), date));
        }
        if let Some(&date) = dates.first() {
            let below = Some(date + 1).filter(|&at| at < to && self.is_organ(at));
            return Some((date, below.unwrap_or(date)));
        }
        let furniture = |at: &usize| matches!(self.blocks[*at].kind, BlockKind::Chrome | BlockKind::Attachment);
        let last = (from..to).rev().find(|at| !furniture(at)).filter(|&at| self.is_organ(at))?;
        Some((last, last))
    }

    /// A short line without marks, which needs a date below it to be a name: 青岚县发展和改革委（盖章）
    fn is_name(&self, at: usize) -> bool {
        let words = sealed(self.words(at));
        let marked = |c: char| c.is_numeric() || "。、《》“”|\u{FF0C}\u{FF1B}\u{FF1A}\u{FF01}\u{FF1F}".contains(c);
        self.is_line(at)
            && (3..=NAME).contains(&words.chars().take(NAME + 1).count())
            && !words.contains(marked)
            && !words.starts_with("特此")
    }

    /// A name that shows by its ending what it is: 青岚县司法局
    fn is_organ(&self, at: usize) -> bool {
        self.is_name(at) && Grammar::parse(Rule::organ_line, sealed(self.words(at))).is_ok()
    }

    /// Whether it is a paragraph that begins its line.
    fn is_line(&self, at: usize) -> bool {
        let runs_in = at.checked_sub(1).is_some_and(|above| self.blocks[above].run_in);
        self.blocks[at].kind == BlockKind::Paragraph && !runs_in
    }

    /// What may stand below the date, the date itself included.
    fn is_tail(&self, at: usize) -> bool {
        match self.blocks[at].kind {
            BlockKind::Chrome | BlockKind::Attachment | BlockKind::Date => true,
            BlockKind::Paragraph => {
                let words = self.words(at);
                let note = words.chars().take(NOTE + 1).count() <= NOTE && !words.contains('。');
                note || NOTES.iter().any(|opening| words.starts_with(opening))
            }
            _ => false,
        }
    }

    /// Takes the lines from `begin` on out of the sections they stand in.
    fn detach(&mut self, begin: usize, end: usize) {
        let Some(first) = self.blocks[..end].get(begin) else { return };
        let mut heading = first.parent;
        while let Some(id) = heading {
            let section = &mut self.blocks[id.0 as usize];
            section.last = BlockId(begin as u32 - 1);
            heading = section.parent;
        }
        for block in &mut self.blocks[begin..end] {
            (block.parent, block.level) = (None, 0);
        }
    }

    fn words(&self, at: usize) -> &str {
        &self.text[self.blocks[at].span.range()]
    }
}

/// A name without the note that its seal is there: 青岚县司法局（盖章）
fn sealed(name: &str) -> &str {
    let bare = name.strip_suffix(['\u{FF09}', ')']).and_then(|name| name.rsplit_once(['\u{FF08}', '('])).map(|(name, _)| name);
    bare.unwrap_or(name).trim_end()
}
