//! From a [`Source`] to a [`Document`]. The only place that knows pest.

mod date;
mod edges;
mod facts;
mod lines;
mod opening;
mod ordinal;
mod plain;
mod quantity;
mod scope;
mod tree;
mod year;

use crate::crew::{self, Crew, alone};
use crate::document::{Document, Facts};
use crate::source::Source;

use grammar::Rule;

/// The grammar, from `grammar/`. Its files are one to pest; they are read in this order.
mod grammar {
    #![allow(missing_docs, reason = "what pest derives beside the rules is not ours to describe")]
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/lexical.pest"]
    #[grammar = "grammar/report.pest"]
    #[grammar = "grammar/inline.pest"]
    pub struct Grammar;
}

/// Parses a draft. Cannot fail: any text is a report, if only one of paragraphs.
/// `year` overrides the year found in the text.
pub fn parse(source: &Source, year: Option<i32>) -> Document<'_> {
    parse_with(alone, source, year)
}

/// The same, with the help of a crew if the text is large.
pub fn parse_with(crew: Crew, source: &Source, year: Option<i32>) -> Document<'_> {
    let text = source.reading().text();
    let blocks = tree::grow(text);
    let mut doc = Document { source, year, blocks, facts: Facts::default() };
    doc.year = year.or_else(|| year::of(&doc));
    doc.facts = facts::find(crew::for_text(crew, text), &doc);
    doc
}
