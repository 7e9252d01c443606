//! Tables of words: what a row finds and leaves alone, what is refused when a table is loaded, and that replacing words
//! comes to an end.

use hegui::check::{Check, Row};
use hegui::finding::Finding;
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::rule::{self, RuleError, RuleFile, RuleSet};
use hegui::{source, verify};

/// A rule with these settings of its table; the example is of its first word, 法制.
fn table(settings: &str) -> String {
    format!(
        "\
title: 试
en: trial
severity: warning
why: 试
en-why: trial
basis: [编辑惯例]
check:
  lexicon:
    {settings}
message: “{{word}}”{{note}}
examples:
  - bad: 开展⟦法制⟧讲座。
"
    )
}

const FIRST: &str = "{ word: 法制, to: 法治 }";

fn load(yaml: &str) -> Result<RuleSet, Vec<RuleError>> {
    let base = RuleSet::default();
    rule::load([RuleFile::new("wording/trial.yaml", yaml)], &base).map(|own| base.with(own))
}

fn words(rows: &str) -> String {
    table(&format!("words: [{rows}]"))
}

/// What is told about a table that is refused: `fault | text under the label`.
fn refused(rows: &str) -> String {
    let errors = load(&words(rows)).expect_err("it should be refused");
    errors.iter().map(|error| format!("{error} | {}", error.labelled())).collect::<Vec<_>>().join("\n")
}

fn lint(linter: &Linter, text: &str, year: Option<i32>) -> Vec<Finding> {
    let source = source::read("text", text.as_bytes(), None).expect("it is a text");
    let mut findings = linter.lint(&parse(&source, year)).0;
    findings.sort_by_key(|finding| finding.at.span);
    findings
}

fn general(set: RuleSet) -> Linter {
    Linter::new(set, Settings { genre: None, ..Settings::default() })
}

/// The places that a table finds in a sentence.
fn found(settings: &str, text: &str) -> Vec<String> {
    let linter = general(load(&table(settings)).expect("the table is sound"));
    let text = format!("一、主要举措\n{text}");
    lint(&linter, &text, Some(2024)).iter().map(|finding| text[finding.at.span.range()].to_owned()).collect()
}

#[test]
fn the_longest_of_overlapping_rows_is_told() {
    let settings = "words: [{ word: 法制, to: 法治 }, { word: 法制建设, to: 法治建设 }, { word: 设立法, to: 设立 }]";
    assert_eq!(found(settings, "推进法制建设立法制。"), ["法制建设", "法制"]);
}

#[test]
fn names_of_documents_keep_their_words() {
    let words = "words: [{ word: 法制, to: 法治 }]";
    assert_eq!(found(words, "《青岚法制报》刊登法制专栏，《法制周报》。"), ["法制"]);
    assert_eq!(found(&format!("titles: true\n    {words}"), "《青岚法制报》"), ["法制"]);
}

#[test]
fn a_row_may_be_dated() {
    assert_eq!(found("words: [{ word: 法制, since: 2018 }, { word: 法制科, until: 2023 }]", "设法制科。"), ["法制"]);
    assert!(found("words: [{ word: 法制, since: 2025 }]", "设法制科。").is_empty());
}

/// What stands beside a word is a word, or one of the classes; the ends of a paragraph are marks and stops.
#[test]
fn a_row_may_want_something_beside_its_word() {
    // What is wanted, a sentence that has it there, and one that has not.
    let table = [
        ("after: [date]", "2024年法制讲座", "全年法制讲座"),
        ("after: [date]", "十二月法制讲座", "第12法制讲座"),
        ("after: [digit]", "第12法制讲座", "第十二法制讲座"),
        ("after: [mark]", "开设“法制讲座”", "开设法制讲座"),
        ("after: [mark]", "法制讲座", "举办12法制讲座"),
        ("after: [stop]", "组织培训，法制科承办", "组织培训“法制科承办"),
        ("after: [stop]", "法制讲座", "开设法制讲座"),
        ("after: [普及, 加强]", "加强法制", "开展法制"),
        ("before: [date]", "法制12月讲座", "法制12场讲座"),
        ("before: [digit]", "法制12场讲座", "法制十二场讲座"),
        ("before: [mark]", "开设“法制”讲座", "开设法制讲座"),
        ("before: [stop]", "加强法制，组织培训", "加强“法制”培训"),
    ];
    for (wanted, with, without) in table {
        let row = format!("words: [{{ word: 法制, {wanted} }}]");
        assert_eq!(found(&row, with), ["法制"], "{wanted}: {with}");
        assert_eq!(found(&row, without), [""; 0], "{wanted}: {without}");
    }
}

#[test]
fn a_finding_rests_on_the_row_and_offers_its_words() {
    let rows = "{ word: 法制, to: [法治, 法律], source: 宪法修正案（2018年）, note: ，此处指治理 }, { word: 布署, to: 部署 }";
    let linter = general(load(&words(rows)).expect("the table is sound"));
    let findings = lint(&linter, "一、主要举措\n开展法制讲座，作出布署。\n", None);
    let told: Vec<_> = findings.iter().map(|finding| (finding.message.as_str(), &finding.basis[..])).collect();
    let of_row = ["宪法修正案（2018年）".to_owned()];
    let of_rule = ["编辑惯例".to_owned()];
    assert_eq!(told, [("“法制”，此处指治理", &of_row[..]), ("“布署”", &of_rule[..])]);
    let offered: Vec<_> = findings[0].fixes.iter().map(|fix| fix.edits[0].text.as_str()).collect();
    assert_eq!(offered, ["法治", "法律"]);
}

#[test]
fn faults_of_a_row_are_told_with_their_place() {
    let with = |row: &str| refused(&format!("{FIRST}, {row}"));
    insta::assert_snapshot!(with("{ word: '' }"), @"词不能为空，…只能写一次，前后都要有字 | ''");
    insta::assert_snapshot!(with("{ word: 加强…的…制度 }"), @"词不能为空，…只能写一次，前后都要有字 | 加强…的…制度");
    insta::assert_snapshot!(with("{ word: 布署, to: [部署, ''] }"), @"to 中不能有空词 | ''");
    insta::assert_snapshot!(with("{ word: 布署, unless: [布] }"), @"“布署”里总有“布”，这一行永远查不出来 | 布");
    insta::assert_snapshot!(with("{ word: 布署, unless: [安排] }"), @"“安排”与“布署”没有相接的字，起不了作用 | 安排");
    insta::assert_snapshot!(with("{ word: 布署, before: [data] }"), @"没有 data 这一类，可用的有：date、digit、mark、stop | data");
    insta::assert_snapshot!(with("{ word: 法制, to: 法律 }"), @"“法制”在词表里写了两次 | 法制");
    insta::assert_snapshot!(with("{ word: 布署, to: 布署好 }"), @"“布署好”里仍有“布署”，改了还会查出来 | 布署好");
    insta::assert_snapshot!(with("{ word: 布署, to: [部署, 安排], safety: safe }"), @"有几种改法的，不能不问就改：请写 safety: offered | to");
    insta::assert_snapshot!(with("{ word: 布署, since: 2024, until: 2020 }"), @"since 不能晚于 until | 2024");
    insta::assert_snapshot!(with("{ word: 布署, too: 部署 }"), @"不认识的键：too | too");
    insta::assert_snapshot!(with("{ word: 布署, to: { 部: 署 } }"), @"这里应是一个词，或几个词的列表，写的却是一组键和值 | { 部: 署");
    insta::assert_snapshot!(refused(""), @"词表里一个词也没有 | words");
}

#[test]
fn a_replacement_may_hold_its_word_where_that_is_right() {
    assert!(load(&words(&format!("{FIRST}, {{ word: 示范村, to: 民主法治示范村, unless: [法治示范村] }}"))).is_ok());
}

#[test]
fn words_that_turn_each_other_back_are_refused() {
    insta::assert_snapshot!(refused(&format!("{FIRST}, {{ word: 法治, to: 法制 }}")), @r"
    与 wording/trial 的改法互相抵消 | 法制
    与 wording/trial 的改法互相抵消 | 法治
    ");
    insta::assert_snapshot!(refused(&format!("{FIRST}, {{ word: 治, to: 制 }}")), @"与 wording/trial 的改法互相抵消 | 法制");
}

#[test]
fn a_row_that_does_not_hold_is_told() {
    let unheld = |rows: &str| {
        let set = load(&words(rows)).expect("the table is sound");
        let errors = verify::verify(&set.rules[0], &set);
        errors.iter().map(|error| format!("{error} | {}", error.labelled())).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(unheld(&format!("{FIRST}, {{ word: 部署, before: [工作], unless: [署工作] }}")), @"这一行的词没有查出来 | 部署");
}

/// All tables of the program.
fn tables() -> Vec<(String, Vec<Row>)> {
    let rules = rule::builtin().rules;
    let table = |rule: &std::sync::Arc<rule::Rule>| match &rule.check {
        Check::lexicon(lexicon) => Some((rule.id.to_string(), lexicon.words.clone())),
        _ => None,
    };
    rules.iter().filter_map(table).collect()
}

#[test]
fn the_tables_are_long_and_no_word_is_in_two() {
    let tables = tables();
    assert!(tables.iter().map(|(_, rows)| rows.len()).sum::<usize>() >= 600);
    let mut known = std::collections::BTreeMap::new();
    for (rule, rows) in &tables {
        for row in rows {
            let other = known.insert(&row.word, rule).filter(|other| *other != rule);
            assert!(other.is_none(), "{} stands in {rule} and in {}", row.word, other.unwrap_or(rule));
        }
    }
}

/// Applies the first fix of each finding of a rule until nothing changes.
fn mended(linter: &Linter, rule: &str, mut text: String) -> String {
    for _ in 0..8 {
        let findings = lint(linter, &text, Some(2024));
        let mut fixes = findings.iter().filter(|finding| &*finding.rule == rule).filter_map(|finding| finding.fixes.first());
        let Some(edit) = fixes.next_back().map(|fix| fix.edits[0].clone()) else { return text };
        text.replace_range(edit.span.range(), &edit.text);
    }
    panic!("replacing does not end: {text}");
}

#[test]
fn replacing_comes_to_an_end() {
    let linter = general(rule::builtin());
    for (rule, rows) in tables() {
        for row in rows.iter().filter(|row| !row.to.is_empty() && !row.word.contains('…')) {
            for to in &row.to {
                let text = format!("一、主要举措\n本县{to}。\n");
                let after = mended(&linter, &rule, text.clone());
                assert_eq!(after, text, "{rule}: {} becomes {to}, which is not left alone", row.word);
            }
        }
    }
}
