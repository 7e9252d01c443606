//! Marks out of place: doubled, of the wrong form, in the wrong spot, missing at the end of a paragraph.

mod end;
mod list;
mod number;
mod sign;
mod stop;

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use super::{Kind, On, Say};

/// `check: { marks: { fault: doubled } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarksCheck {
    /// What to report.
    pub fault: MarkFault,
}

/// What can be wrong with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkFault {
    /// Two stops side by side: ，， or ，。.
    Doubled,
    /// A short dash or hyphens for ——.
    Dash,
    /// ● or • for · inside a name.
    Interpunct,
    /// 、 between two quotations or two titles.
    Enumeration,
    /// 《办法》（试行）
    Trial,
    /// The number of a document: (2024)5号, 〔2024〕第05号.
    Number,
    /// A paragraph without its last stop.
    End,
    /// Points of one list closed by ； and by 。.
    Points,
}

impl Kind for MarksCheck {
    fn run(&self, on: &On, say: &mut Say) {
        let marks = on.marks.list(on.doc);
        match self.fault {
            MarkFault::Doubled => stop::doubled(on.doc, marks, say),
            MarkFault::Enumeration => stop::enumeration(marks, say),
            MarkFault::Dash => sign::dash(on.doc, marks, say),
            MarkFault::Interpunct => sign::interpunct(on.doc, marks, say),
            MarkFault::Trial => number::trial(on.doc, marks, say),
            MarkFault::Number => number::malformed(on.doc, marks, say),
            MarkFault::End => end::paragraphs(on.doc, say),
            MarkFault::Points => list::points(on.doc, say),
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self.fault {
            MarkFault::Enumeration => vec!["found"],
            MarkFault::End => vec!["words"],
            _ => vec!["found", "expected"],
        }
    }
}

/// Whether the second mark stands right behind the first.
fn touch(first: &Mark, second: &Mark) -> bool {
    first.end() == second.at as usize
}
