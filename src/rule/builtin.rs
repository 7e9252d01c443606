//! The rules that come with the program.

use super::RuleSet;

/// The rules in the binary.
pub fn builtin() -> RuleSet {
    RuleSet::default()
}
