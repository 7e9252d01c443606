//! Reports for people and machines, one file a format. Every emitter is pure: it writes what it is given.

use crate::settle::Report;
use crate::source::Source;

/// What became of one file.
#[derive(Debug)]
pub struct Checked {
    /// The path as it was given.
    pub path: String,
    /// The draft and what was found, or why it could not be read, in one sentence with its way out.
    pub outcome: Result<(Source, Report), String>,
}
