//! What frames the text: title above, signature and date below.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Say};
use crate::document::{BlockKind, Document};
use crate::span::{Read, Span};

/// `check: { frame: { lacks: title } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// What is missed.
    pub lacks: Lack,
}

/// What a draft can lack at its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// A title.
    Title,
    /// The organ's name, the date, or both.
    Signature,
}

impl Kind for Frame {
    fn run(&self, on: &On, say: &mut Say) {
        let doc = on.doc;
        let has = |kind: BlockKind| doc.blocks.iter().any(|block| block.kind == kind);
        match self.lacks {
            Lack::Title if !has(BlockKind::Title) => {
                if let Some(at) = doc.opening() {
                    say.at(at).value("what", "标题");
                }
            }
            Lack::Signature => {
                let what = match (has(BlockKind::Signature), has(BlockKind::Date)) {
                    (true, true) => return,
                    (true, false) => "成文日期",
                    (false, true) => "发文机关署名",
                    (false, false) => "发文机关署名和成文日期",
                };
                if let Some(at) = ending(doc) {
                    say.at(at).value("what", what);
                }
            }
            Lack::Title => {}
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["what"]
    }
}

/// The last clause of the text, or the date or name that stands alone there. What stands below them (抄送：…) or is
/// attached (附件1⏎1.…) is not the text's end.
fn ending(doc: &Document) -> Option<Span<Read>> {
    let first = doc.blocks.iter().position(|block| block.kind == BlockKind::Heading).unwrap_or(doc.blocks.len());
    let annex = doc.blocks[first..].iter().position(|block| block.kind == BlockKind::Attachment && block.parent.is_none());
    let text = &doc.blocks[..annex.map_or(doc.blocks.len(), |at| first + at)];
    let own = |at: usize, kind: BlockKind| match kind {
        BlockKind::Chrome | BlockKind::Attachment => false,
        BlockKind::Paragraph => at < first || text[at].parent.is_some(),
        _ => true,
    };
    let (_, block) = text.iter().enumerate().rfind(|&(at, block)| own(at, block.kind))?;
    let words = doc.slice(block.span);
    let closed = words.trim_end_matches(['。', '！', '”']);
    let start = closed.rfind(['\u{FF0C}', '。', '\u{FF1B}', '、']).map_or(0, |at| at + '。'.len_utf8());
    Some(Span::new(block.span.start as usize + start, block.span.end as usize))
}
