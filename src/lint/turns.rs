//! In which order the rules are begun. Rules of one kind look at what the first of them works out, and would wait for it if they were
//! begun together: so the first of each kind come first, then the second of each.

use std::collections::HashMap;
use std::sync::Arc;

use crate::rule::Rule;

/// The places of rules, in the order in which they are begun.
pub(super) fn of(rules: &[Arc<Rule>]) -> Vec<usize> {
    let mut begun: HashMap<&str, usize> = HashMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::with_capacity(rules.len());
    for (at, rule) in rules.iter().enumerate() {
        let round = begun.entry(rule.check.kind()).or_default();
        turns.push((*round, at));
        *round += 1;
    }
    turns.sort_unstable();
    turns.into_iter().map(|(_, at)| at).collect()
}
