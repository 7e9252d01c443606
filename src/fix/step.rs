//! One round: the chosen fixes are tried together, and those after which something new is found are left out.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::choose::{Choice, Map, Taken, apply, choose, edits, qualified};
use super::{Accept, Skipped, Why};
use crate::finding::{Edit, Finding, Fix, Muted, Safety};
use crate::lint::Linter;
use crate::settle::Report;
use crate::source::Source;
use crate::span::Span;

/// How often a round lints at most to tell which fixes are at fault. Two or three of a hundred take some twenty.
const TRIALS: usize = 150;

/// How a draft is mended.
pub(super) struct Mending<'a> {
    pub linter: &'a Linter,
    pub level: Safety,
    pub accept: Option<&'a Accept<'a>>,
}

/// The places that somebody accepted, and the words with them.
type Accepted = HashMap<(Arc<str>, Span), Muted>;

/// The draft at one point of the way.
pub(super) struct State {
    /// None for the draft as it was given.
    pub source: Option<Source>,
    pub report: Report,
    pub choice: Choice,
    /// How much each rule finds that has no fix to apply.
    stuck: BTreeMap<Arc<str>, usize>,
    /// What is left alone.
    accepted: Accepted,
}

impl State {
    /// A draft, and the state and the edits that it came from.
    pub fn of(on: &Mending, source: &Source, from: Option<(&State, &[Edit])>) -> State {
        let look = |findings: &[Finding]| (choose(source, findings, on.level), stuck(findings, on.level));
        if on.accept.is_none() {
            let (report, (choice, stuck)) = on.linter.check_each(source, look);
            return State { source: None, report, choice, stuck, accepted: Accepted::new() };
        }
        let (report, findings, accepted) = judged(on, source, from);
        let (choice, stuck) = look(&findings);
        State { source: None, report, choice, stuck, accepted }
    }

    /// The draft as it was given, with a choice only among the fixes that `fits` lets pass, with the edits that it makes of theirs.
    pub fn fitting(on: &Mending, source: &Source, fits: impl Fn(&Report, &Finding, &Fix) -> Option<Vec<Edit>>) -> State {
        let (report, findings, accepted) = judged(on, source, None);
        let stuck = stuck(&findings, on.level);
        let fitted = |finding: Finding| {
            let fix = qualified(&finding, on.level)?;
            let fix = Fix { edits: fits(&report, &finding, fix)?, ..fix.clone() };
            Some(Finding { fixes: vec![fix], ..finding })
        };
        let findings: Vec<Finding> = findings.into_iter().filter_map(fitted).collect();
        State { source: None, choice: choose(source, &findings, on.level), report, stuck, accepted }
    }

    /// The draft, `given` being the first.
    pub fn draft<'a>(&'a self, given: &'a Source) -> &'a Source {
        self.source.as_ref().unwrap_or(given)
    }

    /// A rule that finds more without a fix than it did in `before`.
    fn worse(&self, before: &State) -> Option<&Arc<str>> {
        let more = |(rule, count): &(&Arc<str>, &usize)| **count > before.stuck.get(*rule).copied().unwrap_or(0);
        self.stuck.iter().find(more).map(|(rule, _)| rule)
    }
}

/// What there is to say about a draft, the findings one by one without those that somebody accepted, and the places of these.
fn judged(on: &Mending, source: &Source, from: Option<(&State, &[Edit])>) -> (Report, Vec<Finding>, Accepted) {
    let (mut report, mut findings) = on.linter.check_each(source, <[Finding]>::to_vec);
    if let Some(accept) = on.accept {
        accept(source, &mut report);
    }
    if let Some((state, edits)) = from {
        carry(&mut report, &state.accepted, &Map::of(edits));
    }
    let places = |muted: &Muted| {
        let finding = &muted.finding;
        let others = if finding.habit.is_some() { &finding.related[..] } else { &[] };
        let spans: Vec<Span> = std::iter::once(&finding.at).chain(others).map(|label| label.span).collect();
        spans.into_iter().map(|span| ((finding.rule.clone(), span), muted.clone())).collect::<Vec<_>>()
    };
    let accepted: Accepted = report.muted.iter().flat_map(places).collect();
    findings.retain(|finding| !accepted.contains_key(&(finding.rule.clone(), finding.at.span)));
    (report, findings, accepted)
}

/// Moves to the muted findings of a report what was accepted before the edits.
fn carry(report: &mut Report, accepted: &Accepted, map: &Map) {
    for finding in std::mem::take(&mut report.findings) {
        match accepted.get(&(finding.rule.clone(), map.back(finding.at.span))) {
            Some(muted) => report.muted.push(Muted { finding, ..muted.clone() }),
            None => report.findings.push(finding),
        }
    }
}

/// How much each rule finds that has no fix to apply.
fn stuck(findings: &[Finding], level: Safety) -> BTreeMap<Arc<str>, usize> {
    let mut stuck = BTreeMap::new();
    let without = findings.iter().filter(|finding| qualified(finding, level).is_none());
    without.for_each(|finding| *stuck.entry(finding.rule.clone()).or_default() += 1);
    stuck
}

/// The way from one state to the next.
#[derive(Default)]
pub(super) struct Step {
    pub taken: Vec<Taken>,
    pub edits: Vec<Edit>,
    /// What was tried and left out.
    pub refused: Vec<Skipped>,
}

impl Step {
    /// The step from a state, and where it leads; nowhere, if nothing is to be done.
    pub fn from(on: &Mending, draft: &Source, state: &State) -> (Step, Option<State>) {
        let mut trial = Trial { on, draft, state, left: TRIALS, kept: Vec::new(), refused: Vec::new(), next: None };
        trial.run(&(0..state.choice.taken.len()).collect::<Vec<_>>());
        let Trial { kept, refused, next, .. } = trial;
        let taken: Vec<Taken> = kept.iter().map(|&at| state.choice.taken[at].clone()).collect();
        (Step { edits: edits(&taken), taken, refused }, next)
    }
}

/// Fixes being tried on a draft.
struct Trial<'a> {
    on: &'a Mending<'a>,
    draft: &'a Source,
    state: &'a State,
    left: usize,
    /// The fixes that can be applied together, and the draft after them.
    kept: Vec<usize>,
    next: Option<State>,
    refused: Vec<Skipped>,
}

impl Trial<'_> {
    /// Adds a set of fixes to those that are kept; if that makes anything worse, each half of it by itself.
    fn run(&mut self, set: &[usize]) {
        if set.is_empty() {
            return;
        }
        let taken = &self.state.choice.taken;
        let all: Vec<usize> = self.kept.iter().chain(set).copied().collect();
        let edits = edits(all.iter().map(|&at| &taken[at]));
        let source = self.draft.with_text(apply(self.draft.text(), &edits));
        let after = State::of(self.on, &source, Some((self.state, &edits)));
        self.left = self.left.saturating_sub(1);
        match after.worse(self.state).cloned() {
            None => {
                self.kept = all;
                self.next = Some(State { source: Some(source), ..after });
            }
            Some(rule) if set.len() == 1 || self.left == 0 => {
                let refused = |&at: &usize| Skipped { finding: taken[at].finding.clone(), why: Why::Uncovers(rule.clone()) };
                self.refused.extend(set.iter().map(refused));
            }
            Some(_) => {
                let (first, second) = set.split_at(set.len() / 2);
                self.run(first);
                self.run(second);
            }
        }
    }
}
