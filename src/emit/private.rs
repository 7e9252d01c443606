//! What must not be told of a fix: a private number that it puts in.

use crate::finding::{Fix, Safety};
use crate::source::Source;

/// Whether what a fix puts in may be shown. It cannot be masked, since whoever applies it would write the asterisks.
pub(super) fn told(source: &Source, fix: &Fix) -> bool {
    fix.edits.iter().all(|edit| *source.masked(&edit.text) == edit.text)
}

/// Whether another program may apply a fix by line and column: one that is only to be read may not, and in a Word document
/// there are no lines.
pub(super) fn applicable(source: &Source, fix: &Fix) -> bool {
    fix.safety > Safety::Shown && !source.format().is_document() && told(source, fix)
}
