//! Which fixes are applied together, and the text after them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Skipped, Why};
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::source::Source;
use crate::span::Span;

/// The fixes of one round.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The findings that are mended, by place.
    pub taken: Vec<Taken>,
    /// What qualified and can never be applied. What only lies over another fix is not here: the next round finds it again.
    pub skipped: Vec<Skipped>,
}

/// A finding whose fix is applied.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub finding: Finding,
    /// The fix's title.
    pub title: String,
    /// Its edits, none over those of another.
    pub edits: Vec<Edit>,
}

/// The edits of some that go together, by place; an edit that two ask for is one.
pub(super) fn edits<'t>(taken: impl IntoIterator<Item = &'t Taken>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = taken.into_iter().flat_map(|taken| taken.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    edits
}

/// Chooses fixes for a draft.
pub(super) fn choose(source: &Source, findings: &[Finding], level: Safety) -> Choice {
    let mut choice = Choice::default();
    let mut sound = Vec::new();
    for finding in findings {
        let Some(fix) = qualified(finding, level) else {
            if is_over_code(source, finding) {
                choice.skipped.push(Skipped { finding: finding.clone(), why: Why::Code });
            }
            continue;
        };
        match unfit(source, fix) {
            Some(why) => choice.skipped.push(Skipped { finding: finding.clone(), why }),
            None => sound.push((finding, fix)),
        }
    }
    let taken =
        |(finding, fix): (&Finding, &Fix)| Taken { finding: finding.clone(), title: fix.title.clone(), edits: fix.edits.clone() };
    choice.taken = pick(sound).1.into_iter().map(taken).collect();
    choice.skipped.sort_by_key(|skipped| skipped.finding.at.span);
    choice
}

/// The first fix of a finding that is trusted enough.
pub(super) fn qualified(finding: &Finding, level: Safety) -> Option<&Fix> {
    let level = level.max(Safety::Offered);
    finding.fixes.iter().find(|fix| fix.safety >= level && !fix.edits.is_empty())
}

/// Whether a finding has a fix that is only to be read because it reaches over code of the file's format.
fn is_over_code(source: &Source, finding: &Finding) -> bool {
    let over = |fix: &Fix| fix.edits.iter().any(|edit| source.reading().has_code(edit.span));
    finding.fixes.first().is_some_and(|fix| fix.safety == Safety::Shown && over(fix))
}

/// Why a fix cannot be applied at all.
fn unfit(source: &Source, fix: &Fix) -> Option<Why> {
    let text = source.text();
    let Some(replaced) = fix.edits.iter().map(|edit| text.get(edit.span.range())).collect::<Option<Vec<_>>>() else {
        return Some(Why::Unsound);
    };
    let mut own = Layout::default();
    if !fix.edits.iter().all(|edit| own.lay(edit) == Lie::Free) {
        return Some(Why::Unsound);
    }
    if replaced.iter().zip(&fix.edits).all(|(old, edit)| **old == *edit.text) {
        return Some(Why::Idle);
    }
    fix.edits.iter().find_map(|edit| source.lacks(&edit.text)).map(Why::Encoding)
}

/// Takes as many fixes as go together, by place: each whole or not at all, none over one that was taken before. Of
/// two at one place the more trusted comes first, then the graver. Touching is no overlap, and one edit that two
/// findings ask for is one edit. Gives the edits by place, and the fixes that brought one of their own.
pub fn pick<'f>(mut fixes: Vec<(&'f Finding, &'f Fix)>) -> (Vec<Edit>, Vec<(&'f Finding, &'f Fix)>) {
    let place = |fix: &Fix| fix.edits.iter().map(|edit| edit.span).min();
    fixes.sort_by(|(a, one), (b, two)| {
        let key = |finding: &'f Finding, fix: &Fix| (place(fix), Reverse(fix.safety), Reverse(finding.severity), &*finding.rule);
        key(a, one).cmp(&key(b, two))
    });
    let mut layout = Layout::default();
    let mut taken = Vec::new();
    for (finding, fix) in fixes {
        let lies: Vec<_> = fix.edits.iter().map(|edit| layout.lie(edit)).collect();
        if lies.contains(&Lie::Over) || !lies.contains(&Lie::Free) {
            continue;
        }
        for edit in &fix.edits {
            layout.lay(edit);
        }
        taken.push((finding, fix));
    }
    let edits = layout
        .edits
        .into_iter()
        .map(|((start, end), text)| Edit { span: Span::new(start as usize, end as usize), text: text.to_owned() });
    (edits.collect(), taken)
}

/// How an edit lies to those that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Free,
    /// It is there already.
    Same,
    /// It would change what another changes, or stand at one place with another insertion, in an order that nobody gave.
    Over,
}

/// Edits, none over another, by the ends of their spans.
#[derive(Default)]
struct Layout<'f> {
    edits: BTreeMap<(u32, u32), &'f str>,
}

impl<'f> Layout<'f> {
    fn lie(&self, edit: &Edit) -> Lie {
        let Span { start, end, .. } = edit.span;
        if let Some(there) = self.edits.get(&(start, end)) {
            return if **there == *edit.text { Lie::Same } else { Lie::Over };
        }
        // Their ends are sorted as their beginnings are.
        let near = self.edits.range(..=(end, u32::MAX)).rev().map(|(span, _)| span).take_while(|(_, other)| *other >= start);
        if near.into_iter().any(|&(from, to)| from < end && start < to) { Lie::Over } else { Lie::Free }
    }

    fn lay(&mut self, edit: &'f Edit) -> Lie {
        let lie = self.lie(edit);
        if lie == Lie::Free {
            self.edits.insert((edit.span.start, edit.span.end), &edit.text);
        }
        lie
    }
}

/// The text after edits, which stand by place and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    for edit in edits {
        mended += &text[done..edit.span.start as usize];
        mended += &edit.text;
        done = edit.span.end as usize;
    }
    mended + &text[done..]
}

/// The way back over the edits of one round: for each its beginning and end after and before.
pub(super) struct Map {
    edits: Vec<[(usize, usize); 2]>,
}

impl Map {
    pub fn of(edits: &[Edit]) -> Map {
        let (mut grown, mut shrunk) = (0, 0);
        let ends = |edit: &Edit| {
            let was = (edit.span.start as usize, edit.span.end as usize);
            let start = was.0 + grown - shrunk;
            grown += edit.text.len();
            shrunk += edit.span.len();
            [(start, start + edit.text.len()), was]
        };
        Map { edits: edits.iter().map(ends).collect() }
    }

    /// Where a span of the text after the edits was before. An end inside an edit moves out to the edit's.
    pub fn back(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let before = |at: usize| self.edits.partition_point(|[now, _]| now.1 <= at);
        let carry = |at: usize, edge: fn((usize, usize)) -> usize| {
            let next = before(at);
            match (self.edits.get(next), next.checked_sub(1)) {
                (Some([now, was]), _) if now.0 < at => edge(*was),
                (_, Some(last)) => self.edits[last][1].1 + (at - self.edits[last][0].1),
                (_, None) => at,
            }
        };
        let start = carry(start, |was| was.0);
        Span::new(start, carry(end, |was| was.1).max(start))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::{Label, Severity};

    fn finding(rule: &str, edits: &[(usize, usize, &str)], safety: Safety) -> Finding {
        let edits: Vec<_> =
            edits.iter().map(|&(start, end, text)| Edit { span: Span::new(start, end), text: text.to_owned() }).collect();
        Finding {
            rule: rule.into(),
            severity: Severity::Warning,
            message: String::new(),
            at: Label { span: edits[0].span, message: "".into() },
            related: Vec::new(),
            help: "".into(),
            fixes: vec![Fix { title: String::new(), edits, safety }],
            basis: Arc::default(),
            habit: None,
            fingerprint: crate::finding::Fingerprint::default(),
        }
    }

    /// The text after, and the rules that were taken.
    fn after(text: &str, findings: &[Finding]) -> (String, Vec<String>) {
        let (edits, taken) = pick(findings.iter().map(|finding| (finding, &finding.fixes[0])).collect());
        (apply(text, &edits), taken.iter().map(|(finding, _)| finding.rule.to_string()).collect())
    }

    const SAFE: Safety = Safety::Safe;

    #[test]
    fn touching_is_no_overlap() {
        let all =
            [finding("a/x", &[(0, 1, "A")], SAFE), finding("a/y", &[(1, 1, "-")], SAFE), finding("a/z", &[(1, 2, "B")], SAFE)];
        assert_eq!(after("abc", &all), ("A-Bc".to_owned(), vec!["a/x".to_owned(), "a/y".to_owned(), "a/z".to_owned()]));
    }

    #[test]
    fn a_fix_goes_whole_or_not_at_all() {
        let all = [finding("a/x", &[(1, 2, "B")], SAFE), finding("a/y", &[(0, 1, "A"), (3, 4, "D")], SAFE)];
        assert_eq!(after("abcd", &all).0, "ABcD");
        let all = [finding("a/x", &[(0, 2, "AB")], SAFE), finding("a/y", &[(1, 2, "b"), (3, 4, "D")], SAFE)];
        assert_eq!(after("abcd", &all), ("ABcd".to_owned(), vec!["a/x".to_owned()]));
        // An insertion inside a replacement is over it.
        let all = [finding("a/x", &[(0, 2, "AB")], SAFE), finding("a/y", &[(1, 1, "-")], SAFE)];
        assert_eq!(after("abcd", &all).0, "ABcd");
    }

    #[test]
    fn one_edit_of_two_findings_is_one() {
        let all = [finding("a/x", &[(1, 1, "-")], SAFE), finding("a/y", &[(1, 1, "-")], SAFE)];
        assert_eq!(after("ab", &all), ("a-b".to_owned(), vec!["a/x".to_owned()]));
        let all = [finding("a/x", &[(1, 1, "-")], SAFE), finding("a/y", &[(1, 1, "-"), (2, 2, "!")], SAFE)];
        assert_eq!(after("ab", &all), ("a-b!".to_owned(), vec!["a/x".to_owned(), "a/y".to_owned()]));
        // Two insertions at one place have no order.
        let all = [finding("a/x", &[(1, 1, "-")], SAFE), finding("a/y", &[(1, 1, "+")], SAFE)];
        assert_eq!(after("ab", &all).0, "a-b");
    }

    #[test]
    fn at_one_place_the_more_trusted_comes_first() {
        let all = [finding("a/x", &[(0, 1, "x")], Safety::Offered), finding("a/y", &[(0, 1, "y")], SAFE)];
        assert_eq!(after("ab", &all).0, "yb");
    }

    #[test]
    fn places_are_carried_back() {
        let edits = [(0, 1, ""), (2, 2, "--"), (4, 5, "EE")];
        let edits = edits.map(|(start, end, text)| Edit { span: Span::new(start, end), text: text.to_owned() });
        assert_eq!(apply("abcdef", &edits), "b--cdEEf");
        let map = Map::of(&edits);
        let back = |start, end| {
            let span = map.back(Span::new(start, end));
            (span.start, span.end)
        };
        assert_eq!(back(0, 1), (1, 2));
        assert_eq!(back(3, 4), (2, 3));
        assert_eq!(back(6, 7), (4, 5));
        assert_eq!(back(7, 8), (5, 6));
    }
}
