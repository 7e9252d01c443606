//! What can be wrong with a rule that parses: examples that prove nothing, placeholders that nobody fills.

use std::ops::Range;
use std::sync::Arc;

use super::error::{RuleError, RuleFault};
use super::example::Marked;
use super::locate::{locate, within};
use super::nearest::suggestion;
use super::{Example, Rule, RuleFile};

/// Looks a rule over by itself; `genres` are the outlines there are.
pub(super) fn inspect(rule: &Rule, genres: &[&str]) -> Vec<RuleError> {
    let mut faults = Faults { file: &rule.file, found: Vec::new() };
    words(rule, &mut faults);
    check(rule, &mut faults);
    if let Some(genre) = rule.genre.as_deref().filter(|genre| !genres.contains(genre)) {
        let help = suggestion(genre, genres.iter().copied());
        faults.value("genre", RuleFault::Genre(genre.to_owned()), help);
    }
    for (at, example) in rule.examples.iter().enumerate() {
        inspect_example(at, example, &mut faults);
    }
    if rule.bad().next().is_none() {
        faults.key("examples", RuleFault::NoBad, "补一个有错的例句，用 ⟦ ⟧ 标出错处：- bad: 截止⟦目前⟧");
    }
    faults.found
}

/// Collects the faults of one file.
struct Faults<'a> {
    file: &'a Arc<RuleFile>,
    found: Vec<RuleError>,
}

impl Faults<'_> {
    fn at(&mut self, at: Range<usize>, fault: RuleFault, help: impl Into<String>) {
        self.found.push(RuleError::new(self.file, at, fault).help(help.into()));
    }

    fn key(&mut self, path: &str, fault: RuleFault, help: impl Into<String>) {
        self.at(locate(self.file.text(), path).key, fault, help);
    }

    fn value(&mut self, path: &str, fault: RuleFault, help: impl Into<String>) {
        self.at(locate(self.file.text(), path).value, fault, help);
    }

    /// Blames the nth occurrence of some words in a value.
    fn words(&mut self, path: &str, words: &str, nth: usize, fault: RuleFault, help: impl Into<String>) {
        let text = self.file.text();
        self.at(within(text, locate(text, path).value, words, nth), fault, help);
    }
}

/// What the rule says of itself must be said.
fn words(rule: &Rule, faults: &mut Faults) {
    let said = [
        ("title", &rule.title, "用几个字说明错在哪里"),
        ("en", &rule.en, "the fault in a few English words"),
        ("why", &rule.why, "用一两句话说明为什么要紧"),
        ("en-why", &rule.en_why, "why it matters, in English"),
        ("message", &rule.message, "查出后对使用者说的一句话"),
    ];
    for (key, words, help) in said {
        if words.trim().is_empty() {
            faults.key(key, RuleFault::Empty(key.to_owned()), help);
        }
    }
    let authority = "写明所依据的条文或标准条款；没有的写 编辑惯例";
    if rule.basis.is_empty() {
        faults.key("basis", RuleFault::Empty("basis".to_owned()), authority);
    }
    for at in (0..rule.basis.len()).filter(|&at| rule.basis[at].trim().is_empty()) {
        faults.key(&format!("basis.{at}"), RuleFault::Empty("basis".to_owned()), authority);
    }
}

/// The check's own settings, and the placeholders that it gives to the rule's words.
fn check(rule: &Rule, faults: &mut Faults) {
    let kind = rule.check.kind();
    let wrong = rule.check.faults();
    for (path, sentence) in &wrong {
        faults.value(
            &format!("check.{kind}.{path}"),
            RuleFault::Check(sentence.clone()),
            format!("{kind} 的各项设置见 rules/schema.json"),
        );
    }
    if !wrong.is_empty() {
        return; // a check with faulty settings cannot say which placeholders it has
    }
    let given = rule.check.placeholders();
    for (key, words) in [("message", &rule.message), ("help", &rule.help)] {
        for piece in words.split('{').skip(1) {
            let Some((name, _)) = piece.split_once('}') else {
                faults.words(key, "{", 0, RuleFault::Brace, "占位写作 {名称}");
                continue;
            };
            if !given.contains(&name) {
                let fault = RuleFault::Placeholder { check: kind.to_owned(), name: name.to_owned() };
                faults.words(key, &format!("{{{name}}}"), 0, fault, suggestion(name, given.iter().copied()));
            }
        }
    }
}

/// An example is either a text with marks or one without.
fn inspect_example(at: usize, example: &Example, faults: &mut Faults) {
    let path = format!("examples.{at}");
    let both = "写 - bad: 有错的例句，或 - good: 无错的例句";
    match (&example.bad, &example.good) {
        (Some(bad), None) => marks(&format!("{path}.bad"), bad, faults),
        (None, Some(good)) => {
            let path_good = format!("{path}.good");
            if Marked::of(good).is_ok_and(|marked| marked.places.is_empty()) {
                if example.says.is_some() {
                    faults.key(&format!("{path}.says"), RuleFault::SaysWithoutBad, "无错的例句什么也查不出，删去 says");
                }
            } else {
                let mark = if good.contains('⟦') { "⟦" } else { "⟧" };
                faults.words(&path_good, mark, 0, RuleFault::MarkedGood, "有错的例句用 bad");
            }
        }
        _ => faults.key(&path, RuleFault::BadOrGood, both),
    }
}

fn marks(path: &str, bad: &str, faults: &mut Faults) {
    match Marked::of(bad) {
        Ok(marked) if marked.places.is_empty() => {
            faults.value(path, RuleFault::Unmarked, "把应当查出的字放进 ⟦ ⟧");
        }
        Ok(_) => {}
        Err(unpaired) => {
            let help = "每个 ⟦ 后面要有一个 ⟧";
            faults.words(path, &unpaired.mark.to_string(), unpaired.nth, RuleFault::Unbalanced, help);
        }
    }
}
