//! A file of a rules folder becomes what it says or an error at its place; what it says is then run.
//!
//! An input begins with its path: `# wording/word.yaml`.

#![no_main]

use std::sync::{Arc, LazyLock};

use hegui::lint::{Linter, Settings};
use hegui::rule::{self, RuleError, RuleFile, RuleSet};
use hegui::source;
use hegui::verify::verify;
use hegui_fuzz::seeds::{self, SAMPLES};
use hegui_fuzz::{outputs, yaml};

static BUILTIN: LazyLock<RuleSet> = LazyLock::new(rule::builtin);

fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let head = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let path = head.filter(|path| path.len() < 80).unwrap_or("wording/word.yaml");
    match rule::load([RuleFile::new(path, text)], &BUILTIN) {
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a word");
            errors.iter().for_each(told);
        }
        Ok(own) => {
            let rules: Vec<Arc<_>> = own.rules.clone();
            let set = BUILTIN.with(own);
            rules.iter().flat_map(|rule| verify(rule, &set)).for_each(|error| told(&error));
            ran(set, &rules);
        }
    }
}

/// A place in the text, on boundaries of characters, and a sentence.
fn told(error: &RuleError) {
    let (text, range) = (error.file().text(), error.range());
    assert!(text.get(range.clone()).is_some(), "{range:?} is no place of the file: {error}");
    assert!(!error.to_string().is_empty());
    assert!(error.advice().is_none_or(|advice| !advice.is_empty()));
}

/// The rules of the file alone, or all, if the file has none but words and grades.
fn ran(set: RuleSet, own: &[Arc<hegui::rule::Rule>]) {
    let select = own.iter().map(|rule| rule.id.to_string()).collect();
    let linter = Linter::new(set, Settings { genre: Some("fazhi-annual-report".to_owned()), select, ..Settings::default() });
    let source = source::read("报告.txt", SAMPLES[1].as_bytes(), None).expect("the sample is a text");
    let report = linter.check(&source);
    outputs::places(&source, &report);
}

hegui_fuzz::target!(seeds::rules, &yaml::SPLICE, run);
