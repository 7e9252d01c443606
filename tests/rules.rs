//! Every rule keeps what it promises: it proves itself by its examples, says why and on what authority, and the pages
//! about the rules are what the code would write. `UPDATE=1` writes them anew.

use std::path::Path;

use hegui::rule::{self, RuleError, RuleFile, RuleSet};
use hegui::verify;

/// Fails with one paragraph a fault, so that one run shows all.
fn none(errors: &[String]) {
    assert!(errors.is_empty(), "\n{}", errors.join("\n\n"));
}

fn told(error: &RuleError) -> String {
    let line = error.file().text()[..error.range().start].matches('\n').count() + 1;
    let help = error.advice().unwrap_or_default();
    format!("{}:{line}: {error}\n  {}\n  {help}", error.file().path(), error.labelled())
}

#[test]
fn built_in_rules_load_as_strictly_as_anybodys() {
    let errors = rule::load(rule::builtin_files(), &RuleSet::default()).err().unwrap_or_default();
    none(&errors.iter().map(told).collect::<Vec<_>>());
    let set = rule::builtin();
    // Files of facts are neither: the words that checks of figures go by, and the lists of terms.
    let facts = 1 + hegui::check::Table::NAMES.len();
    assert_eq!(set.rules.len() + set.outlines.len() + facts, rule::builtin_files().count(), "a file was passed over");
    assert!(!set.terms.rates.is_empty(), "facts/figures.yaml was passed over");
}

#[test]
fn every_rule_is_proved_by_its_examples() {
    let set = rule::builtin();
    let errors: Vec<_> = set.rules.iter().flat_map(|rule| verify::verify(rule, &set)).map(|error| told(&error)).collect();
    none(&errors);
}

#[test]
fn no_two_rules_undo_each_other() {
    none(&verify::quarrels(&rule::builtin()).iter().map(told).collect::<Vec<_>>());
}

#[test]
fn ids_are_unique_and_sorted() {
    let set = rule::builtin();
    assert!(set.rules.is_sorted_by(|a, b| a.id < b.id));
}

/// Editors and converters flatten full-width marks; between two Chinese characters a half-width one is that, or a slip.
#[test]
fn no_mark_is_flattened_in_what_a_rule_says() {
    let set = rule::builtin();
    let mut errors = Vec::new();
    for rule in &set.rules {
        for (key, words) in [("title", &rule.title), ("why", &rule.why), ("message", &rule.message), ("help", &rule.help)] {
            errors.extend(flattened(words).map(|at| format!("{}: {key}: {at}", rule.id)));
        }
    }
    none(&errors);
}

fn flattened(text: &str) -> Option<String> {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let characters: Vec<char> = text.chars().collect();
    let wrong = |three: &&[char]| chinese(three[0]) && ",.:;!?()[]".contains(three[1]) && chinese(three[2]);
    characters.windows(3).find(wrong).map(|three| three.iter().collect())
}

#[test]
fn flattened_marks_are_seen() {
    assert_eq!(flattened("公开数据,读者").as_deref(), Some("据,读"));
    assert_eq!(flattened("公开数据\u{ff0c}读者(2024年)"), None);
}

/// The rule that the page shows is as good as those in the program.
#[test]
fn the_specimen_loads() {
    let (path, text) = rule::index::SPECIMEN;
    let own = rule::load([RuleFile::new(path, text)], &RuleSet::default());
    none(&own.as_ref().err().into_iter().flatten().map(told).collect::<Vec<_>>());
}

#[test]
fn the_specimen_is_proved_by_its_examples() {
    let (path, text) = rule::index::SPECIMEN;
    let set = RuleSet::default().with(rule::load([RuleFile::new(path, text)], &RuleSet::default()).unwrap());
    none(&verify::verify(&set.rules[0], &set).iter().map(told).collect::<Vec<_>>());
}

#[test]
fn the_index_of_rules_is_fresh() {
    let set = rule::builtin();
    fresh("rules/README.md", &rule::index::markdown(&set, |rule| verify::offers(rule, &set)));
}

#[test]
fn the_schemas_are_fresh() {
    fresh("rules/schema.json", &rule::schema::rule());
    fresh("rules/outlines/schema.json", &rule::schema::outline());
    fresh("rules/facts/schema.json", &rule::schema::terms());
    for (name, text) in rule::schema::tables() {
        fresh(&format!("rules/facts/{name}.schema.json"), &text);
    }
}

/// Compares a generated file with what would be generated now; with `UPDATE=1`, writes it.
fn fresh(path: &str, text: &str) {
    let text = &text.replace("\r\n", "\n"); // a checkout on Windows may have put them there
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let there = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if there == *text {
        return;
    }
    assert!(std::env::var_os("UPDATE").is_some(), "{path} is stale: run UPDATE=1 cargo test --test rules");
    std::fs::create_dir_all(file.parent().expect("it lies in the package")).unwrap();
    std::fs::write(&file, text).unwrap();
}

/// A word that two conditions of one rule name is one occurrence, not two.
#[test]
fn a_word_named_twice_is_counted_once() {
    let text = r#"
title: 试
en: trial
severity: warning
genre: fazhi-annual-report
why: 试
en-why: trial
basis: [编辑惯例]
check:
  balance:
    when:
      - { measure: words, words: [鹭鸶], from: 1 }
      - { measure: words, words: [鹭鸶, 白鹤], below: 2 }
message: 试
examples:
  - bad: |-
      ⟦青岚县司法局2024年法治政府建设年度报告⟧
      一、主要举措
      湿地里有鹭鸶。
"#;
    let base = rule::builtin();
    let own = rule::load([RuleFile::new("wording/trial.yaml", text)], &base).expect("the rule is sound");
    let set = base.with(own.clone());
    none(&verify::verify(&own.rules[0], &set).iter().map(told).collect::<Vec<_>>());
}
