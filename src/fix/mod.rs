//! Mends a draft: the one path for every surface. Pure: a draft in, a draft out.
//!
//! ```text
//! lint → choose fixes that are safe enough, none over another → apply → lint again, until nothing changes
//! ```
//!
//! A fix after which a fault is found that was not there before, and that cannot be mended in turn, is left to a person.

mod choose;
mod diff;
mod step;

use std::sync::Arc;

use choose::{Map, Taken};
pub use choose::{apply, pick};
pub use diff::{Hunk, Line, Piece, Sign, diff};
use step::{State, Step};

use crate::finding::{Edit, Finding, Fix, Safety};
use crate::lint::Linter;
use crate::settle::Report;
use crate::source::Source;
use crate::span::Span;

/// How often a draft is mended before it is given up that it settles. One round is the rule; a second is needed where
/// one fix uncovers another fault, as when a stray space is gone from a number.
pub const ROUNDS: usize = 8;

/// What became of a draft.
#[derive(Debug)]
pub struct Fixed {
    /// The mended draft; none, if nothing was changed.
    pub source: Option<Source>,
    /// What was done, by round and place.
    pub applied: Vec<Applied>,
    /// What was safe enough and could not be done all the same.
    pub skipped: Vec<Skipped>,
    /// What there is to say about the draft as it is now.
    pub left: Report,
}

/// A fix that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The rule whose finding it mends.
    pub rule: Arc<str>,
    /// What it does.
    pub title: String,
    /// Where the finding is, in the draft as it was given.
    pub at: Span,
}

/// A fix that was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The finding that stays, with its place in the draft as it is now.
    pub finding: Finding,
    /// Why.
    pub why: Why,
}

/// Why a fix was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The file's encoding has no such character.
    Encoding(char),
    /// This rule would then find something that it does not find now, and has no fix for.
    Uncovers(Arc<str>),
    /// The text did not settle: what this fix does another undoes, or it does not mend what it is for.
    Unsettled,
    /// It would rewrite code of the file's format with the words, as where a tag stands between two characters.
    Code,
    /// Its edits lie over each other or off the text, which is a fault of the rule.
    Unsound,
    /// It would leave everything as it is, which is a fault of the rule.
    Idle,
}

/// Mends a draft by the fixes of what `linter` finds that are at least as trusted as `level`. Fixes that are only
/// to be read are never applied.
pub fn fix(linter: &Linter, source: &Source, level: Safety) -> Fixed {
    let mut states = vec![State::of(linter, source, level)];
    let mut steps: Vec<Step> = Vec::new();
    let settled = loop {
        let last = &states[states.len() - 1];
        let (step, next) = Step::from(linter, last.draft(source), last, level);
        steps.push(step);
        let Some(next) = next else { break true };
        let text = next.draft(source).text();
        if states.len() > ROUNDS || states.iter().any(|state| state.draft(source).text() == text) {
            break false;
        }
        states.push(next);
    };
    outcome(states, steps, settled)
}

/// Fixes to be laid before a person, on a draft that stays as it is.
#[derive(Debug)]
pub struct Proposal {
    /// What there is to say about the draft.
    pub report: Report,
    /// The fixes that go together and uncover nothing, by place, each with the finding that it mends, which is told by itself
    /// here where the report tells a habit.
    pub fixes: Vec<(Finding, Vec<Edit>)>,
}

/// Chooses as the first round of [`fix`] does, among the fixes that `fits` lets pass, with the edits that it makes of theirs.
pub fn propose(
    linter: &Linter,
    source: &Source,
    level: Safety,
    fits: impl Fn(&Report, &Finding, &Fix) -> Option<Vec<Edit>>,
) -> Proposal {
    let state = State::fitting(linter, source, level, fits);
    let (step, _) = Step::from(linter, source, &state, level);
    let mut fixes: Vec<_> = step.taken.into_iter().map(|taken| (taken.finding, taken.edits)).collect();
    fixes.sort_by_key(|(_, edits)| edits.iter().map(|edit| edit.span).min());
    Proposal { report: state.report, fixes }
}

/// The last state; if the draft did not settle, the first of those with the fewest findings.
fn outcome(mut states: Vec<State>, mut steps: Vec<Step>, settled: bool) -> Fixed {
    let last = states.len() - 1;
    let fewest = || (0..=last).min_by_key(|&at| states[at].report.findings.len()).unwrap_or(0);
    let best = if settled { last } else { fewest() };
    let (State { source, report, choice, .. }, step) = (states.swap_remove(best), steps.swap_remove(best));
    let maps: Vec<Map> = steps.iter().take(best).map(|step| Map::of(&step.edits)).collect();
    let mut applied = Vec::new();
    for (at, step) in steps.into_iter().take(best).enumerate() {
        let back = |span: Span| maps[..at].iter().rev().fold(span, |span, map| map.back(span));
        let done = |Taken { finding, title, .. }| Applied { at: back(finding.at.span), rule: finding.rule, title };
        applied.extend(step.taken.into_iter().map(done));
    }
    // What the next step would have done is what the draft did not settle by.
    let unsettled = step.taken.into_iter().map(|taken| Skipped { finding: taken.finding, why: Why::Unsettled });
    let skipped = choice.skipped.into_iter().chain(step.refused).chain(unsettled).collect();
    Fixed { source, applied, skipped, left: report }
}
