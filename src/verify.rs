//! Runs rules over their own examples: what an example marks must be found, exactly there, and nothing else.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, Safety};
use crate::fix;
use crate::lint::{Linter, Settings};
use crate::parse::parse;
use crate::rule::{Example, Laid, Marked, Rule, RuleError, RuleFault, RuleSet, Specimen};
use crate::source;

/// Holds a rule to its examples, alone; `set` lends the outlines.
/// A `bad` text must give findings at its marks and nowhere else, say what it says, and be rid of what its fixes mend.
/// A `good` text must give none.
pub fn verify(rule: &Arc<Rule>, set: &RuleSet) -> Vec<RuleError> {
    let linter = alone(rule, set);
    let examples = rule.examples.iter().enumerate();
    let held =
        examples.filter_map(|(at, example)| hold(rule, at, example, |text| find_laid(&linter, text, example.laid.as_ref())));
    held.chain(rows(rule, set)).collect()
}

/// Holds each row of a table of words to itself: its word must be found, and not where a longer word makes it right.
/// All sentences of one year are one text, whatever its genre.
fn rows(rule: &Rule, set: &RuleSet) -> Vec<RuleError> {
    let mut by_year: BTreeMap<Option<i32>, Vec<Specimen>> = BTreeMap::new();
    for one in rule.specimens() {
        by_year.entry(one.year).or_default().push(one);
    }
    let linter = alone(&Arc::new(Rule { genre: None, ..rule.clone() }), set);
    by_year.iter().flat_map(|(year, specimens)| unheld(rule, &linter, *year, specimens)).collect()
}

/// The faults of rows that are dated alike.
fn unheld(rule: &Rule, linter: &Linter, year: Option<i32>, specimens: &[Specimen]) -> Vec<RuleError> {
    let mut text = "一、主要举措\n".to_owned();
    let mut starts = Vec::new();
    for one in specimens {
        starts.push(text.len());
        text += &one.text;
        text.push('\n');
    }
    let found: HashSet<_> = find_in(linter, &text, year, None).iter().map(|finding| finding.at.span.range()).collect();
    let pairs = specimens.iter().zip(starts);
    let unheld = pairs.filter(|(one, start)| found.contains(&(start + one.at.start..start + one.at.end)) != one.wrong);
    let error = |(one, _): (&Specimen, usize)| {
        let fault = if one.wrong { "这一行的词没有查出来" } else { "写在 unless 里，仍然查了出来" };
        let help = format!("试的是「{}」", one.text);
        RuleError::new(&rule.file, rule.row_place(&one.path), RuleFault::Check(fault.to_owned())).help(help)
    };
    unheld.map(error).collect()
}

/// Rules that undo each other: what one makes of its own bad example, another turns back. Applying them would never end.
pub fn quarrels(set: &RuleSet) -> Vec<RuleError> {
    let mut linters = BTreeMap::new();
    let mut errors = Vec::new();
    for rule in &set.rules {
        let own = alone(rule, set);
        let all = linters.entry(rule.genre.clone()).or_insert_with(|| linter(set.clone(), rule.genre.clone()));
        for (at, _, bad) in rule.bad() {
            let Ok(marked) = Marked::of(bad) else { continue };
            let (mended, _) = mend(&marked.text, &find(&own, &marked.text));
            if mended == marked.text {
                continue;
            }
            let undoes = undone_by(rule, &marked.text, &mended, find(all, &mended));
            errors.extend(undoes.map(|other| {
                let help = format!("一条改为「{mended}」，另一条又改回「{}」", marked.text);
                RuleError::new(&rule.file, rule.place(at, "bad"), RuleFault::Undone(other.to_string())).help(help)
            }));
        }
    }
    errors
}

/// The rule whose fixes, of what was found in a mended text, bring back the text that it was.
fn undone_by(rule: &Rule, was: &str, mended: &str, found: Vec<Finding>) -> Option<Arc<str>> {
    let mut others: BTreeMap<Arc<str>, Vec<Finding>> = BTreeMap::new();
    for finding in found.into_iter().filter(|finding| finding.rule != rule.id) {
        others.entry(finding.rule.clone()).or_default().push(finding);
    }
    others.into_iter().find(|(_, findings)| mend(mended, findings).0 == was).map(|(other, _)| other)
}

/// The most trusted fix that a rule offers for its bad examples.
pub fn offers(rule: &Arc<Rule>, set: &RuleSet) -> Option<Safety> {
    let linter = alone(rule, set);
    let texts = rule.bad().filter_map(|(_, _, bad)| Marked::of(bad).ok());
    let found = texts.flat_map(|marked| find(&linter, &marked.text));
    found.flat_map(|finding| finding.fixes).map(|fix| fix.safety).max()
}

/// A linter of this rule only.
fn alone(rule: &Arc<Rule>, set: &RuleSet) -> Linter {
    linter(RuleSet { rules: vec![rule.clone()], ..set.clone() }, rule.genre.clone())
}

fn linter(set: RuleSet, genre: Option<String>) -> Linter {
    Linter::new(set, Settings { genre, ..Settings::default() })
}

/// The raw findings by place: habits are not merged. The encoding is given, or damage shown on purpose would be guessed away.
fn find(linter: &Linter, text: &str) -> Vec<Finding> {
    find_laid(linter, text, None)
}

/// The same in a year that the text need not say.
fn find_in(linter: &Linter, text: &str, year: Option<i32>, laid: Option<&Laid>) -> Vec<Finding> {
    let Ok(mut source) = source::read("example.txt", text.as_bytes(), Some(encoding_rs::UTF_8)) else { return Vec::new() };
    if let Some(laid) = laid {
        source = source.laid_out(laid.layout(text));
    }
    let (mut findings, _) = linter.lint(&parse(&source, year));
    findings.sort_by_key(|finding| finding.at.span);
    findings
}

/// The same in a text that looks so on paper.
fn find_laid(linter: &Linter, text: &str, laid: Option<&Laid>) -> Vec<Finding> {
    find_in(linter, text, None, laid)
}

/// Compares one example with what is found in it.
fn hold(rule: &Rule, at: usize, example: &Example, find: impl Fn(&str) -> Vec<Finding>) -> Option<RuleError> {
    if let Some(good) = &example.good {
        let good = Marked::of(good).ok()?.text;
        let found = find(&good);
        let first = found.first()?;
        let place = rule.place_of(at, "good", &good[first.at.span.range()], 0);
        return Some(RuleError::new(&rule.file, place, RuleFault::NotGood).help(told(&good, &found)));
    }
    let Marked { text, places } = Marked::of(example.bad.as_ref()?).ok()?;
    let found = find(&text);
    let error = |place, fault| Some(RuleError::new(&rule.file, place, fault));

    let spans: Vec<Range<usize>> = found.iter().map(|finding| finding.at.span.range()).collect();
    if let Some(silent) = lacking(&places, &spans) {
        return error(rule.marked_place(at, silent), RuleFault::Silent)?.help(told(&text, &found)).into();
    }
    if let Some(noisy) = lacking(&spans, &places) {
        let words = &text[spans[noisy].clone()];
        let help = format!("多查出的是：{}", told(&text, &found[noisy..=noisy]));
        return error(rule.place_of(at, "bad", words, 0), RuleFault::Noisy)?.help(help).into();
    }
    let first = found.first()?;
    if example.says.as_ref().is_some_and(|says| says.trim_end() != first.message) {
        return error(rule.place(at, "says"), RuleFault::Says)?.help(format!("所说的是：{}", first.message)).into();
    }
    let (mended, unmended) = mend(&text, &found);
    let left = if mended == text { Vec::new() } else { find(&mended) };
    if left.len() > unmended {
        let help = format!("改后为「{mended}」，{}", told(&mended, &left));
        return error(rule.marked_place(at, 0), RuleFault::FixKeepsFault)?.help(help).into();
    }
    None
}

/// The first of `wanted` that is not in `there`, each of which counts once. Both are sorted.
fn lacking(wanted: &[Range<usize>], there: &[Range<usize>]) -> Option<usize> {
    let mut left = there.to_vec();
    wanted.iter().position(|place| match left.iter().position(|other| other == place) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    })
}

/// What was found, in words.
fn told(text: &str, found: &[Finding]) -> String {
    if found.is_empty() {
        return "什么也没有查出".to_owned();
    }
    let one = |finding: &Finding| format!("「{}」{}", &text[finding.at.span.range()], finding.message);
    format!("查出：{}", found.iter().map(one).collect::<Vec<_>>().join("；"))
}

/// Applies the first fix of every finding that has one to apply, and counts the findings left as they are.
fn mend(text: &str, findings: &[Finding]) -> (String, usize) {
    let first = |finding: &'_ Finding| finding.fixes.first().is_some_and(|fix| fix.safety >= Safety::Offered);
    let fixes = findings.iter().filter(|finding| first(finding)).map(|finding| (finding, &finding.fixes[0])).collect();
    let (edits, taken) = fix::pick(fixes);
    (fix::apply(text, &edits), findings.len() - taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Edit, Fingerprint, Fix, Label, Severity};
    use crate::rule::{RuleFile, load};
    use crate::span::Span;

    const RULE: &str = "\
title: 误作截止
en: Wrong word for up to now
severity: warning
why: 二词不同。
en-why: They differ.
basis: [编辑惯例]
check:
  pattern: { regex: 截止, literals: [截止] }
message: 应作截至
examples:
  - bad: ⟦截止⟧2024年底，⟦截止⟧目前。
    says: 应作截至
  - good: 截至2024年底。
";

    /// Stands for a linter that finds a word, and mends it with another.
    fn finder(word: &'static str, right: &'static str) -> impl Fn(&str) -> Vec<Finding> {
        move |text| {
            let found = text.match_indices(word).map(|(at, _)| {
                let span = Span::new(at, at + word.len());
                let edit = Edit { span, text: right.to_owned() };
                Finding {
                    rule: "wording/deadline".into(),
                    severity: Severity::Warning,
                    message: "应作截至".to_owned(),
                    at: Label { span, message: "".into() },
                    related: Vec::new(),
                    help: "".into(),
                    fixes: vec![Fix { title: String::new(), edits: vec![edit], safety: Safety::Safe }],
                    basis: Arc::default(),
                    habit: None,
                    fingerprint: Fingerprint::default(),
                }
            });
            found.collect()
        }
    }

    fn held(yaml: &str, find: impl Fn(&str) -> Vec<Finding>) -> Vec<(String, String, String)> {
        let own = load([RuleFile::new("wording/deadline.yaml", yaml)], &RuleSet::default()).unwrap();
        let rule = &own.rules[0];
        let errors = rule.examples.iter().enumerate().filter_map(|(at, example)| hold(rule, at, example, &find));
        let told =
            |error: RuleError| (error.to_string(), error.labelled().to_owned(), error.advice().unwrap_or_default().to_owned());
        errors.map(told).collect()
    }

    fn only(yaml: &str, find: impl Fn(&str) -> Vec<Finding>) -> (String, String, String) {
        let mut errors = held(yaml, find);
        assert_eq!(errors.len(), 1, "{errors:?}");
        errors.remove(0)
    }

    #[test]
    fn examples_that_hold_are_silent() {
        assert_eq!(held(RULE, finder("截止", "截至")), []);
    }

    #[test]
    fn a_place_that_is_not_found_is_underlined() {
        let (fault, label, help) = only(RULE, finder("截止目前", "截至目前"));
        assert_eq!((&*fault, &*label), ("标出的地方没有查出来", "⟦截止⟧"));
        assert_eq!(help, "查出：「截止目前」应作截至");
        let (_, _, help) = only(RULE, |_| Vec::new());
        assert_eq!(help, "什么也没有查出");
    }

    #[test]
    fn the_second_mark_is_blamed_when_the_first_is_found() {
        let yaml = RULE.replace("，⟦截止⟧目前", "，⟦目前⟧");
        let (_, label, _) = only(&yaml, finder("截止", "截至"));
        assert_eq!(label, "⟦目前⟧");
    }

    #[test]
    fn a_finding_without_mark_is_underlined() {
        let yaml = RULE.replace("⟦截止⟧目前", "限期");
        let (fault, label, help) = only(&yaml, |text| [finder("截止", "截至")(text), finder("限期", "期限")(text)].concat());
        assert_eq!((&*fault, &*label), ("没有标出的地方查出了问题", "限期"));
        assert_eq!(help, "多查出的是：查出：「限期」应作截至");
    }

    #[test]
    fn a_good_text_must_stay_silent() {
        let (fault, label, help) = only(&RULE.replace("good: 截至", "good: 截止"), finder("截止", "截至"));
        assert_eq!((&*fault, &*label), ("good 示例查出了问题", "截止"));
        assert_eq!(help, "查出：「截止」应作截至");
    }

    #[test]
    fn words_other_than_says_are_told() {
        let (fault, label, help) = only(&RULE.replace("says: 应作截至", "says: 错了"), finder("截止", "截至"));
        assert_eq!((&*fault, &*label), ("查出后所说的与 says 不同", "错了"));
        assert_eq!(help, "所说的是：应作截至");
    }

    #[test]
    fn a_replacement_that_contains_its_fault_is_refused() {
        let (fault, label, _) = only(RULE, finder("截止", "截止到"));
        assert_eq!((&*fault, &*label), ("照改之后仍有同样的问题", "⟦截止⟧"));
    }

    #[test]
    fn a_rule_that_turns_back_what_another_mends_is_named() {
        let own = load([RuleFile::new("wording/until.yaml", RULE)], &RuleSet::default()).unwrap();
        let back = finder("截至", "截止")("截至目前");
        let undone = |was| undone_by(&own.rules[0], was, "截至目前", back.clone());
        assert_eq!(undone("截止目前").as_deref(), Some("wording/deadline"));
        assert_eq!(undone("截自目前"), None);
    }
}
