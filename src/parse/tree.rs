//! From pest's pairs to blocks.

use pest::iterators::{Pair, Pairs};

use super::Rule;
use crate::document::{Block, BlockId, BlockKind, Marker, MarkerStyle};
use crate::span::{Read, Span};

/// Grows the tree of blocks from what the grammar found.
pub fn grow(report: Pairs<Rule>, text: &str) -> Vec<Block> {
    let mut tree = Tree { text, blocks: Vec::new(), open: Vec::new() };
    for part in report.flat_map(Pair::into_inner) {
        tree.take(part);
    }
    tree.close(0);
    tree.settle_front();
    tree.blocks
}

struct Tree<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The headings that the next block stands under, outermost first.
    open: Vec<BlockId>,
}

impl Tree<'_> {
    /// Takes one pair and all below it.
    fn take(&mut self, pair: Pair<Rule>) {
        let style = match pair.as_rule() {
            Rule::front | Rule::lead | Rule::back => return pair.into_inner().for_each(|inner| self.take(inner)),
            Rule::chapter => MarkerStyle::Chapter,
            Rule::article => MarkerStyle::Article,
            Rule::section => MarkerStyle::Chinese,
            Rule::subsection => MarkerStyle::ChineseParen,
            Rule::item => MarkerStyle::Arabic,
            Rule::subitem => MarkerStyle::ArabicParen,
            Rule::point => MarkerStyle::Circled,
            other => return self.leaf(other, pair),
        };
        let depth = self.open.len();
        let mut inner = pair.into_inner();
        let heading = inner.next().expect("a section of any level begins with its heading");
        self.heading(style, heading);
        inner.for_each(|below| self.take(below));
        self.close(depth);
    }

    /// A line that is no heading.
    fn leaf(&mut self, rule: Rule, pair: Pair<Rule>) {
        let kind = match rule {
            Rule::title => BlockKind::Title,
            // Whether it is the title shows only when the front is known.
            Rule::caption => BlockKind::Caption,
            Rule::reference => BlockKind::Reference,
            Rule::addressee => BlockKind::Addressee,
            Rule::byline => BlockKind::Signature,
            Rule::date_line => BlockKind::Date,
            Rule::furniture | Rule::stamp_line => BlockKind::Chrome,
            Rule::attachment => BlockKind::Attachment,
            Rule::paragraph => BlockKind::Paragraph,
            _ => return,
        };
        let span = self.trimmed(span_of(&pair));
        self.push(Block {
            kind,
            level: self.level(),
            span,
            text: span,
            marker: None,
            run_in: false,
            parent: self.parent(),
            last: BlockId(0),
        });
    }

    /// A heading, and the text that follows it on its line as a paragraph of its own.
    fn heading(&mut self, style: MarkerStyle, pair: Pair<Rule>) {
        let mut inner = pair.into_inner();
        let number = inner.next().expect("a heading begins with its number");
        let at = self.trimmed(span_of(&number));
        let marker = Marker { style, number: number.into_inner().next().and_then(|figures| value(figures.as_str())), at };
        let (mut text, mut run_in) = (Span::new(at.end as usize, at.end as usize), None);
        for part in inner {
            match part.as_rule() {
                Rule::heading_words => text = self.trimmed(span_of(&part)),
                Rule::heading_stop => text = text.cover(&span_of(&part)),
                Rule::run_in => run_in = Some(self.trimmed(span_of(&part))),
                _ => {}
            }
        }
        let (parent, level) = (self.parent(), self.level() + 1);
        let id = self.push(Block {
            kind: BlockKind::Heading,
            level,
            span: at.cover(&text),
            text,
            marker: Some(marker),
            run_in: run_in.is_some(),
            parent,
            last: BlockId(0),
        });
        self.open.push(id);
        if let Some(span) = run_in {
            let parent = Some(id);
            self.push(Block {
                kind: BlockKind::Paragraph,
                level,
                span,
                text: span,
                marker: None,
                run_in: false,
                parent,
                last: BlockId(0),
            });
        }
    }

    fn push(&mut self, mut block: Block) -> BlockId {
        let id = BlockId(self.blocks.len() as u32);
        block.last = id;
        self.blocks.push(block);
        id
    }

    fn parent(&self) -> Option<BlockId> {
        self.open.last().copied()
    }

    fn level(&self) -> u8 {
        self.open.len() as u8
    }

    /// Ends the headings below `depth`.
    fn close(&mut self, depth: usize) {
        let last = BlockId(self.blocks.len().saturating_sub(1) as u32);
        for id in self.open.drain(depth..) {
            self.blocks[id.0 as usize].last = last;
        }
    }

    /// A first short line is the title when no other line is; paragraphs above the first heading are the lead,
    /// when there is a heading at all.
    fn settle_front(&mut self) {
        let heading = self.blocks.iter().position(|block| block.kind == BlockKind::Heading);
        let titled = self.blocks.iter().any(|block| block.kind == BlockKind::Title);
        if let (false, Some(first)) = (titled, self.blocks.iter_mut().find(|block| block.kind != BlockKind::Chrome))
            && first.kind == BlockKind::Caption
        {
            first.kind = BlockKind::Title;
        }
        for block in &mut self.blocks[..heading.unwrap_or(0)] {
            if block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::Lead;
            }
        }
    }

    /// The span without the space around it.
    fn trimmed(&self, span: Span<Read>) -> Span<Read> {
        let text = &self.text[span.range()];
        let start = span.start as usize + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }
}

fn span_of(pair: &Pair<Rule>) -> Span<Read> {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// The value of 12, １２, 十二, 二十, 一百零三, 廿三, ③. None for 百百.
pub fn value(figures: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for sign in figures.chars() {
        let unit = match sign {
            '十' => 10,
            '百' => 100,
            '廿' => 20,
            '〇' | '零' => continue,
            _ => 1,
        };
        match (unit, sign) {
            (1, _) => {
                let next = figure(sign)?;
                digit = Some(if sign.is_ascii_digit() || ('０'..='９').contains(&sign) {
                    digit.unwrap_or(0) * 10 + next
                } else {
                    next
                });
            }
            (20, _) => total += 20,
            (unit, _) => total += unit * digit.take().unwrap_or(1),
        }
    }
    Some(total + digit.unwrap_or(0)).filter(|&value| value > 0)
}

fn figure(sign: char) -> Option<u32> {
    const SIGNS: &str = "〇一二三四五六七八九";
    match sign {
        '０'..='９' => Some(sign as u32 - '０' as u32),
        '①'..='⑳' => Some(sign as u32 - '①' as u32 + 1),
        _ => sign.to_digit(10).or_else(|| SIGNS.chars().position(|known| known == sign).map(|at| at as u32)),
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numbers_of_headings_have_values() {
        let table = [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("一百零三", 103),
            ("廿三", 23),
            ("12", 12),
            ("１２", 12),
            ("⑫", 12),
        ];
        for (figures, expected) in table {
            assert_eq!(value(figures), Some(expected), "{figures}");
        }
        assert_eq!(value("0"), None);
    }
}
