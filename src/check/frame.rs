//! What frames the text: title above, signature and date below.

use serde::{Deserialize, Serialize};

use super::{On, Say};
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

impl Frame {
    pub(super) fn run(&self, on: &On, say: &mut Say) {
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

    pub(super) fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    pub(super) fn placeholders(&self) -> Vec<&str> {
        vec!["what"]
    }

    pub(super) fn literals(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The last clause of the text, or the date or name that stands alone there.
fn ending(doc: &Document) -> Option<Span<Read>> {
    let block = doc.blocks.iter().rev().find(|block| !matches!(block.kind, BlockKind::Chrome | BlockKind::Attachment))?;
    let words = doc.slice(block.span);
    let closed = words.trim_end_matches(['。', '！', '”']);
    let start = closed.rfind(['\u{FF0C}', '。', '\u{FF1B}', '、']).map_or(0, |at| at + '。'.len_utf8());
    Some(Span::new(block.span.start as usize + start, block.span.end as usize))
}
