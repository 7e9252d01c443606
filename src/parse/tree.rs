//! From pest's pairs to blocks.

use pest::iterators::Pair;

use super::lines::{self, Heading, Line};
use super::{Rule, edges};
use crate::document::{Block, BlockId, BlockKind, Marker, MarkerStyle, number_value};
use crate::span::{Read, Span};

/// Grows the tree of blocks from what the grammar finds in a text.
pub fn grow(text: &str) -> Vec<Block> {
    let mut tree = Tree {
        text,
        from: 0,
        law: None,
        blocks: Vec::new(),
        open: Vec::new(),
        list: None,
        front: None,
        headed: false,
        seams: Vec::new(),
    };
    for line in lines::of(text) {
        match line {
            Line::Front(from, line) => {
                tree.from = from;
                line.into_inner().for_each(|line| tree.take(line));
            }
            Line::Frame(kind, span) => tree.leaf(kind, tree.trimmed(span)),
            Line::Text(from, line) => {
                tree.from = from;
                tree.front.get_or_insert(tree.blocks.len());
                line.into_inner().for_each(|line| tree.take(line));
            }
            Line::Paragraph(span) => {
                tree.front.get_or_insert(tree.blocks.len());
                tree.leaf(BlockKind::Paragraph, tree.trimmed(span));
            }
            Line::Heading(heading) => {
                tree.front.get_or_insert(tree.blocks.len());
                tree.numbered(heading);
            }
        }
    }
    tree.close(None);
    let front = tree.front.unwrap_or(tree.blocks.len());
    edges::settle(&mut tree.blocks, text, front, &tree.seams);
    tree.blocks
}

/// How a heading is numbered.
fn style_of(line: &Pair<Rule>) -> Option<MarkerStyle> {
    let number = line.clone().into_inner().next().filter(|_| line.as_rule() == Rule::heading)?;
    Some(match number.as_rule() {
        Rule::chapter_number => MarkerStyle::Chapter,
        Rule::article_number => MarkerStyle::Article,
        Rule::section_number => MarkerStyle::Chinese,
        Rule::subsection_number => MarkerStyle::ChineseParen,
        Rule::item_number => MarkerStyle::Arabic,
        Rule::subitem_number => MarkerStyle::ArabicParen,
        _ => MarkerStyle::Circled,
    })
}

/// Whether articles are the structure of a text whose first heading has this style, as in a law. A report may quote one:
/// 第三条 下列事项应当公开：
fn is_law(first: MarkerStyle, text: &str) -> bool {
    // Only a text that may be one is looked through for it.
    if !matches!(first, MarkerStyle::Chapter | MarkerStyle::Article) {
        return false;
    }
    let (mut articles, mut others) = (0, 0);
    for line in lines::of(text) {
        let style = match line {
            Line::Text(_, line) => line.into_inner().next().and_then(|line| style_of(&line)),
            Line::Heading(heading) => Some(heading.style),
            _ => None,
        };
        match style {
            Some(MarkerStyle::Article) => articles += 1,
            Some(MarkerStyle::Chapter | MarkerStyle::Chinese) => others += 1,
            _ => {}
        }
    }
    articles > others
}

struct Tree<'t> {
    text: &'t str,
    /// Where the lines begin that are taken; the grammar counts from there.
    from: usize,
    /// Whether it is a law, once its first heading is known.
    law: Option<bool>,
    blocks: Vec<Block>,
    /// The headings that the next block stands under, outermost first.
    open: Vec<BlockId>,
    /// The list that the line above belongs to.
    list: Option<List>,
    /// How many blocks the front has, once it is passed.
    front: Option<usize>,
    /// Whether there was a heading.
    headed: bool,
    /// Where one text ends and another begins: at a second title, at 附件.
    seams: Vec<usize>,
}

/// A list whose members look like headings and are none.
#[derive(Clone, Copy)]
struct List {
    kind: BlockKind,
    style: MarkerStyle,
    /// The number that its next member has.
    next: u32,
}

impl Tree<'_> {
    fn take(&mut self, pair: Pair<Rule>) {
        let kind = match pair.as_rule() {
            Rule::heading => return self.numbered(self.heading_of(pair)),
            Rule::signed_line => return pair.into_inner().for_each(|part| self.take(part)),
            Rule::title => BlockKind::Title,
            // Whether it is the title shows only when the front is known.
            Rule::caption => BlockKind::Caption,
            Rule::reference => BlockKind::Reference,
            Rule::addressee => BlockKind::Addressee,
            Rule::byline => BlockKind::Signature,
            // Whether it is the text's own shows only when its end is known.
            Rule::date_line | Rule::signed_day => BlockKind::Date,
            Rule::furniture | Rule::page_line | Rule::label => BlockKind::Chrome,
            Rule::attachment | Rule::annex => BlockKind::Attachment,
            Rule::paragraph | Rule::signed_name => BlockKind::Paragraph,
            _ => return,
        };
        let span = self.trimmed(self.span_of(&pair));
        match kind {
            BlockKind::Title => self.retitled(span),
            BlockKind::Attachment => self.attached(span, pair.as_rule() == Rule::annex),
            _ => self.leaf(kind, span),
        }
    }

    /// A line that is no heading.
    fn leaf(&mut self, kind: BlockKind, span: Span<Read>) {
        self.list = None;
        self.push(kind, span, self.level());
    }

    /// A title. Below the front it heads what a letter sends, but only above all headings; a table's may stand further down.
    fn retitled(&mut self, span: Span<Read>) {
        self.leaf(if self.headed { BlockKind::Paragraph } else { BlockKind::Title }, span);
        if !self.headed {
            self.seam(1);
        }
    }

    /// 附件：1.目录 may go on below with 2.…; 附件 alone, or below the date, ends the text.
    fn attached(&mut self, span: Span<Read>, alone: bool) {
        if alone || self.blocks.last().is_some_and(|above| above.kind == BlockKind::Date) {
            self.close(None);
            self.seam(0);
        }
        self.leaf(BlockKind::Attachment, span);
        let named = self.text[span.range()].strip_prefix("附件").and_then(|rest| rest.strip_prefix(['\u{FF1A}', ':']));
        let next = match named.map(str::trim_start) {
            Some("") => Some(1),
            Some(first)
                if first.strip_prefix(['1', '\u{FF11}']).is_some_and(|rest| rest.starts_with(['.', '\u{FF0E}', '、'])) =>
            {
                Some(2)
            }
            _ => None,
        };
        self.list = next.map(|next| List { kind: BlockKind::Attachment, style: MarkerStyle::Arabic, next });
    }

    /// Another text begins `back` blocks above.
    fn seam(&mut self, back: usize) {
        if self.front.is_some() {
            self.seams.push(self.blocks.len() - back);
        }
    }

    /// The parts of a heading that the grammar read.
    fn heading_of(&self, pair: Pair<Rule>) -> Heading {
        let style = style_of(&pair).expect("a heading begins with its number");
        let line = self.span_of(&pair);
        let mut parts = pair.into_inner();
        let number = parts.next().expect("a heading begins with its number");
        let at = self.span_of(&number);
        let number = number.into_inner().next().and_then(|figures| number_value(figures.as_str()));
        let words = Span::new(at.end as usize, at.end as usize);
        let mut heading = Heading { style, number, at, line, words, stop: None, run_in: None };
        for part in parts {
            let span = self.span_of(&part);
            match part.as_rule() {
                Rule::heading_words => heading.words = span,
                Rule::heading_stop => heading.stop = Some(span),
                _ => heading.run_in = Some(span),
            }
        }
        heading
    }

    /// A numbered line: a heading, if it is not quoted or listed.
    fn numbered(&mut self, heading: Heading) {
        let (style, line) = (heading.style, self.trimmed(heading.line));
        let law = *self.law.get_or_insert_with(|| is_law(style, self.text));
        if style == MarkerStyle::Article && !law {
            return self.leaf(BlockKind::Paragraph, line);
        }
        let marker = Marker { style, number: heading.number, at: self.trimmed(heading.at) };
        match self.listed(marker, line) {
            Some(kind) => {
                self.push(kind, line, self.level());
            }
            None => self.heading(marker, &heading),
        }
    }

    /// The kind of a list's member, if the line is one. A list is announced by a colon, begins anew with 1 inside a
    /// heading of its own kind or below an article, and its members are half-sentences: （一）…条件：⏎（一）涉及公共利益的；
    fn listed(&mut self, marker: Marker, line: Span<Read>) -> Option<BlockKind> {
        let going = self.list.take().filter(|list| (list.style, Some(list.next)) == (marker.style, marker.number));
        let list = match going {
            Some(list) => list,
            None if marker.number == Some(1) && self.announced(marker.style) => {
                List { kind: BlockKind::Paragraph, style: marker.style, next: 1 }
            }
            None => return None,
        };
        let goes_on = list.kind == BlockKind::Attachment || self.text[line.range()].ends_with('\u{FF1B}');
        if goes_on {
            self.list = Some(List { next: list.next + 1, ..list });
        }
        (goes_on || going.is_some() && self.text[line.range()].ends_with('。')).then_some(list.kind)
    }

    /// Whether the line above opens a list numbered in this way.
    fn announced(&self, style: MarkerStyle) -> bool {
        let Some(above) = self.blocks.last() else { return false };
        let words = &self.text[above.span.range()];
        let inside = self.open.iter().any(|&id| self.blocks[id.0 as usize].marker.is_some_and(|open| open.style == style));
        let quoted = self.law != Some(true) && words.starts_with('第') && words.contains('条');
        words.ends_with('\u{FF1A}') && (inside || quoted)
    }

    /// A heading, and the text that follows it on its line as a paragraph of its own.
    fn heading(&mut self, marker: Marker, parts: &Heading) {
        let mut text = self.trimmed(parts.words);
        if let Some(stop) = parts.stop {
            text = text.cover(&stop);
        }
        let mut run_in = parts.run_in.map(|span| self.trimmed(span));
        if let Some(colon) = name_end(&self.text[text.range()]) {
            let rest = Span::new(text.start as usize + colon, run_in.unwrap_or(text).end as usize);
            (text, run_in) = (Span::new(text.start as usize, rest.start as usize), Some(self.trimmed(rest)));
        }
        self.close(Some(marker.style));
        self.headed = true;
        let level = self.level() + 1;
        let id = self.push(BlockKind::Heading, marker.at.cover(&text), level);
        let heading = &mut self.blocks[id.0 as usize];
        (heading.text, heading.marker, heading.run_in) = (text, Some(marker), run_in.is_some());
        self.open.push(id);
        if let Some(span) = run_in {
            self.push(BlockKind::Paragraph, span, level);
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span<Read>, level: u8) -> BlockId {
        let (id, parent) = (BlockId(self.blocks.len() as u32), self.open.last().copied());
        self.blocks.push(Block { kind, level, span, text: span, marker: None, run_in: false, parent, last: id });
        id
    }

    fn level(&self) -> u8 {
        self.open.len() as u8
    }

    /// Ends the headings that one numbered like this does not stand under; all of them, without a number.
    fn close(&mut self, style: Option<MarkerStyle>) {
        let last = BlockId(self.blocks.len().saturating_sub(1) as u32);
        while let Some(&id) = self.open.last() {
            let heading = &mut self.blocks[id.0 as usize];
            if style.is_some() && heading.marker.map(|marker| marker.style) < style {
                break;
            }
            heading.last = last;
            self.open.pop();
        }
    }

    fn span_of(&self, pair: &Pair<Rule>) -> Span<Read> {
        let span = pair.as_span();
        Span::new(self.from + span.start(), self.from + span.end())
    }

    /// The span without the space around it.
    fn trimmed(&self, span: Span<Read>) -> Span<Read> {
        let text = &self.text[span.range()];
        let start = span.start as usize + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }
}

/// No heading that a colon ends has more characters.
const NAME: usize = 25;

/// Where the colon ends that ends the words of a heading: 加强组织领导：|全年召开…; a colon inside quotes or brackets ends none.
fn name_end(words: &str) -> Option<usize> {
    let (before, after) = words.split_once('\u{FF1A}')?;
    let count = |signs: &[char]| before.matches(signs).count();
    let whole = count(&['\u{201C}', '《', '\u{FF08}', '(']) == count(&['\u{201D}', '》', '\u{FF09}', ')']);
    let named = !before.trim().is_empty() && before.chars().take(NAME + 1).count() <= NAME;
    (whole && named && !after.trim().is_empty()).then_some(before.len() + '\u{FF1A}'.len_utf8())
}
