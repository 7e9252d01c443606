//! From a [`Source`] to a [`Document`]. The only place that knows pest.

use crate::document::{Document, Facts};
use crate::source::Source;

/// Parses a draft. Cannot fail: any text is a report, if only one of paragraphs.
/// `year` overrides the year found in the text.
pub fn parse(source: &Source, year: Option<i32>) -> Document<'_> {
    Document { source, year, blocks: Vec::new(), facts: Facts::default() }
}
