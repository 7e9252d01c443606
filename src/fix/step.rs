//! One round: the chosen fixes are tried together, and those after which something new is found are left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choose::{Choice, Taken, apply, choose, edits, qualified};
use super::{Skipped, Why};
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::lint::Linter;
use crate::settle::Report;
use crate::source::Source;

/// How often a round lints at most to tell which fixes are at fault. Two or three of a hundred take some twenty.
const TRIALS: usize = 150;

/// The draft at one point of the way.
pub(super) struct State {
    /// None for the draft as it was given.
    pub source: Option<Source>,
    pub report: Report,
    pub choice: Choice,
    /// How much each rule finds that has no fix to apply.
    stuck: BTreeMap<Arc<str>, usize>,
}

impl State {
    /// The draft as it was given.
    pub fn of(linter: &Linter, source: &Source, level: Safety) -> State {
        let look = |findings: &[Finding]| (choose(source, findings, level), stuck(findings, level));
        let (report, (choice, stuck)) = linter.check_each(source, look);
        State { source: None, report, choice, stuck }
    }

    /// The same with a choice only among the fixes that `fits` lets pass, with the edits that it makes of theirs.
    pub fn fitting(
        linter: &Linter,
        source: &Source,
        level: Safety,
        fits: impl Fn(&Report, &Finding, &Fix) -> Option<Vec<Edit>>,
    ) -> State {
        let (report, findings) = linter.check_each(source, <[Finding]>::to_vec);
        let stuck = stuck(&findings, level);
        let fitted = |finding: Finding| {
            let fix = qualified(&finding, level)?;
            let fix = Fix { edits: fits(&report, &finding, fix)?, ..fix.clone() };
            Some(Finding { fixes: vec![fix], ..finding })
        };
        let findings: Vec<Finding> = findings.into_iter().filter_map(fitted).collect();
        State { source: None, choice: choose(source, &findings, level), report, stuck }
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
    pub fn from(linter: &Linter, draft: &Source, state: &State, level: Safety) -> (Step, Option<State>) {
        let mut trial = Trial { linter, draft, state, level, left: TRIALS, kept: Vec::new(), refused: Vec::new(), next: None };
        trial.run(&(0..state.choice.taken.len()).collect::<Vec<_>>());
        let Trial { kept, refused, next, .. } = trial;
        let taken: Vec<Taken> = kept.iter().map(|&at| state.choice.taken[at].clone()).collect();
        (Step { edits: edits(&taken), taken, refused }, next)
    }
}

/// Fixes being tried on a draft.
struct Trial<'a> {
    linter: &'a Linter,
    draft: &'a Source,
    state: &'a State,
    level: Safety,
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
        let text = apply(self.draft.text(), &edits(all.iter().map(|&at| &taken[at])));
        let source = self.draft.with_text(text);
        let after = State::of(self.linter, &source, self.level);
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
