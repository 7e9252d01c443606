//! Tables of words: where a row stands in its file, and rows that undo each other across the tables of all rules, as when
//! 甲 is to become 乙 here, and 乙 becomes 甲 there.

use std::ops::Range;
use std::sync::Arc;

use super::error::{RuleError, RuleFault};
use super::locate::locate;
use super::{Rule, RuleSet};
use crate::check::{Check, Row, Specimen};

/// Rows of a rule whose replacement another row of the set turns back.
pub(super) fn undone(rule: &Arc<Rule>, set: &RuleSet) -> Vec<RuleError> {
    let others: Vec<(&str, &Row)> = set.rules.iter().flat_map(|other| rows(other).iter().map(|row| (&*other.id, row))).collect();
    let mut errors = Vec::new();
    for (at, row) in rows(rule).iter().enumerate() {
        for (other, to, text) in row.undone_by(&others) {
            let place = rule.row_place(&format!("words.{at}.word"));
            let help = format!("这里把“{}”改为“{to}”，那里又改成“{text}”", row.word);
            errors.push(RuleError::new(&rule.file, place, RuleFault::Undone(other.to_owned())).help(help));
        }
    }
    errors
}

/// The rows of a rule's table; none, if it has no table.
fn rows(rule: &Rule) -> &[Row] {
    match &rule.check {
        Check::lexicon(lexicon) => &lexicon.words,
        _ => &[],
    }
}

impl Rule {
    /// The sentences that the rows of its table are tried on.
    pub(crate) fn specimens(&self) -> Vec<Specimen> {
        match &self.check {
            Check::lexicon(lexicon) => lexicon.specimens(),
            _ => Vec::new(),
        }
    }

    /// Where the value of a key of its table stands in the file.
    pub(crate) fn row_place(&self, path: &str) -> Range<usize> {
        locate(self.file.text(), &format!("check.lexicon.{path}")).value
    }
}
