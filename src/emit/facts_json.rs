//! The figures of a draft and what was compared with what, for programs.

use std::borrow::Cow;

use serde::Serialize;

use super::facts::{Understood, unit};
use super::json::{self, Range, Tool};
use crate::check::{Judged, Verdict};
use crate::document::{Bound, Date, Quantity, Unit, YearSpan};
use crate::span::{Read, Span};

/// A file in machine output.
#[derive(Serialize)]
struct File<'a> {
    version: u32,
    tool: Tool,
    path: &'a str,
    year: Option<i32>,
    quantities: Vec<Number<'a>>,
    dates: Vec<Day<'a>>,
    spans: Vec<Years<'a>>,
    claims: Vec<Claim<'a>>,
    summary: Summary,
}

/// A quantity. Values are strings, so that no reader makes a binary fraction of them.
#[derive(Serialize)]
struct Number<'a> {
    range: Range,
    text: &'a str,
    value: String,
    step: String,
    unit: &'static str,
    measure: &'a str,
    hedge: Option<Hedge<'a>>,
    interval: bool,
    approximate: bool,
    in_words: bool,
    quoted: bool,
    depth: u8,
    year: Option<i32>,
    lead: &'a str,
    tail: &'a str,
}

/// What makes a number inexact.
#[derive(Serialize)]
struct Hedge<'a> {
    before: Option<Limit<'a>>,
    after: Option<Limit<'a>>,
    vague: bool,
}

#[derive(Serialize)]
struct Limit<'a> {
    text: &'a str,
    bound: &'static str,
}

/// A date as it is written; a month that no calendar has is told as it stands, 0 where it is lost.
#[derive(Serialize)]
struct Day<'a> {
    range: Range,
    text: &'a str,
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
}

/// A span of years.
#[derive(Serialize)]
struct Years<'a> {
    range: Range,
    text: &'a str,
    from: i32,
    to: i32,
}

/// What the text claims about its figures, judged.
#[derive(Serialize)]
struct Claim<'a> {
    kind: &'a str,
    range: Range,
    text: &'a str,
    worked: Cow<'a, str>,
    verdict: &'static str,
    fault: Option<&'a str>,
    reason: Option<&'a str>,
    evidence: Vec<Evidence<'a>>,
}

/// Another place that takes part in a claim.
#[derive(Serialize)]
struct Evidence<'a> {
    range: Range,
    message: Cow<'a, str>,
}

#[derive(Serialize)]
struct Summary {
    quantities: usize,
    claims: usize,
    held: usize,
    off: usize,
    left: usize,
}

impl Understood<'_> {
    /// For programs, as one line.
    pub fn json(&self) -> String {
        let [held, off, left] = self.verdicts();
        let facts = &self.doc.facts;
        let quantities: Vec<_> = facts.quantities.iter().map(|quantity| self.number(quantity)).collect();
        let claims: Vec<_> = self.claims.iter().map(|claim| self.claimed(claim)).collect();
        json::written(&File {
            version: json::VERSION,
            tool: json::TOOL,
            path: self.path,
            year: self.doc.year,
            summary: Summary { quantities: quantities.len(), claims: claims.len(), held, off, left },
            quantities,
            dates: facts.dates.iter().map(|date| self.day(date)).collect(),
            spans: facts.spans.iter().map(|span| self.years(span)).collect(),
            claims,
        }) + "\n"
    }

    fn number(&self, quantity: &Quantity) -> Number<'_> {
        let &Quantity { hedge, range, .. } = quantity;
        let limit = |bound: Option<(Bound, Span<Read>)>| {
            bound.map(|(bound, at)| Limit { text: self.doc.shown(at), bound: bounds(bound) })
        };
        let hedged =
            || Hedge { before: limit(quantity.hedge_before()), after: limit(quantity.hedge_after()), vague: hedge.vague };
        Number {
            range: self.range(quantity.span),
            text: self.written(quantity.span),
            value: self.masked(&quantity.value.normalize().to_string()).into_owned(),
            step: quantity.step().normalize().to_string(),
            unit: kind(quantity.unit),
            measure: unit(self.doc, quantity),
            hedge: (!hedge.is_none()).then(hedged),
            interval: range,
            approximate: range || !hedge.is_none(),
            in_words: quantity.words,
            quoted: quantity.quoted,
            depth: quantity.depth,
            year: quantity.year.map(i32::from),
            lead: self.doc.shown(quantity.lead),
            tail: self.doc.shown(quantity.tail),
        }
    }

    fn day(&self, date: &Date) -> Day<'_> {
        let &Date { year, month, day, .. } = date;
        Day { range: self.range(date.span), text: self.written(date.span), year, month, day }
    }

    fn years(&self, span: &YearSpan) -> Years<'_> {
        Years { range: self.range(span.span), text: self.written(span.span), from: span.from, to: span.to }
    }

    fn claimed<'c>(&'c self, claim: &'c Judged) -> Claim<'c> {
        let (verdict, fault, reason) = match &claim.verdict {
            Verdict::Held => ("held", None, None),
            Verdict::Off(fault) => ("off", Some(&**fault), None),
            Verdict::Left(reason) => ("left", None, Some(*reason)),
        };
        let evidence = claim.evidence.iter().map(|(at, words)| Evidence { range: self.range(*at), message: self.masked(words) });
        Claim {
            kind: claim.kind,
            range: self.range(claim.at),
            text: self.written(claim.at),
            worked: self.masked(claim.worked),
            verdict,
            fault,
            reason,
            evidence: evidence.collect(),
        }
    }

    fn range(&self, span: Span<Read>) -> Range {
        let source = self.doc.source;
        json::range(source, source.reading().written(span))
    }
}

fn kind(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Percent => "percent",
        Unit::Points => "points",
        Unit::Times => "times",
        Unit::Money => "money",
        Unit::Time => "time",
        Unit::Bare => "bare",
    }
}

fn bounds(bound: Bound) -> &'static str {
    match bound {
        Bound::About => "about",
        Bound::AtLeast => "at-least",
        Bound::AtMost => "at-most",
    }
}
