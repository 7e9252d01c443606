//! The same draft gives the same findings at every door: terminal, JSON, SARIF, the hook of git, the editor; with settings and mutes.
#![cfg(unix)]

#[path = "lsp/client.rs"]
#[allow(dead_code, reason = "the tests of the language server need more of it")]
mod client;
#[path = "hook/repository.rs"]
#[allow(dead_code, reason = "the tests of the hooks need more of it")]
mod repository;

use std::fs;
use std::process::Command;

use client::Client;
use repository::{Repository, said};
use serde_json::Value;

const FAULTY: &str = include_str!("../samples/faulty.txt");
const SETTINGS: &str = "lang: en\nrules:\n  numbering/gap: warning\n  figures/percentage-off: error\n  layout: 'off'\n  wording/until-now: error\n  structure/web-residue: 'off'\n";
/// Two entries, one for a file that is not among these.
const MUTES: &str =
    "- rule: numbering/repeat\n  reason: 上级文件原文如此\n- rule: numbering/gap\n  path: 别的报告.txt\n  reason: 原文如此\n";
const GRADES: [&str; 3] = ["error", "warning", "advice"];

/// A finding as every door tells it. Lines and columns start at 1, columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    line: u64,
    column: u64,
    rule: String,
    grade: String,
    message: String,
}

fn told(rule: &str, grade: &str, line: u64, column: u64, message: &str) -> Told {
    Told { line, column, rule: rule.to_owned(), grade: grade.to_owned(), message: message.to_owned() }
}

/// `path:line:column: severity[rule] message`
fn of_short(out: &str) -> Vec<Told> {
    let one = |text: &str| {
        let mut parts = text.splitn(4, ':').skip(1);
        let (line, column) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let (grade, rest) = parts.next()?.trim_start().split_once('[')?;
        let (rule, message) = rest.split_once("] ")?;
        Some(told(rule, grade, line, column, message))
    };
    out.lines().map(|line| one(line).unwrap_or_else(|| panic!("no finding: {line}"))).collect()
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a word")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn of_json(out: &str) -> Vec<Told> {
    let value: Value = serde_json::from_str(out).expect("JSON");
    let one = |found: &Value| {
        let start = &found["range"]["start"];
        let place = (number(&start["line"]), number(&start["column"]));
        told(word(&found["rule"]), word(&found["severity"]), place.0, place.1, word(&found["message"]))
    };
    value["files"][0]["findings"].as_array().expect("a list").iter().map(one).collect()
}

fn of_sarif(out: &str) -> Vec<Told> {
    let value: Value = serde_json::from_str(out).expect("JSON");
    let active = |found: &&Value| found["suppressions"].as_array().is_none_or(Vec::is_empty);
    let one = |found: &Value| {
        let region = &found["locations"][0]["physicalLocation"]["region"];
        let grade = if found["level"] == "note" { "advice" } else { word(&found["level"]) };
        // The remedy stands in the lines that follow.
        let message = word(&found["message"]["text"]).lines().next().unwrap_or_default();
        let place = (number(&region["startLine"]), number(&region["startColumn"]));
        told(word(&found["ruleId"]), grade, place.0, place.1, message)
    };
    value["runs"][0]["results"].as_array().expect("a list").iter().filter(active).map(one).collect()
}

/// `× error[rule] message`, folded to the width of the page, and below it `╭─[path:line:column]`.
fn of_human(out: &str) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    let mut head: Option<(String, String, String)> = None;
    for line in out.lines() {
        let words = line.trim_start_matches([' ', '×', '!', 'i', '│']);
        if let Some((grade, rest)) = words.split_once('[').filter(|(grade, _)| GRADES.contains(grade)) {
            let (rule, message) = rest.split_once(']').expect("a rule");
            head = Some((rule.to_owned(), grade.to_owned(), message.trim_start().to_owned()));
        } else if let Some((_, place)) = line.split_once("╭─[") {
            let mut parts = place.trim_end_matches(']').rsplit(':');
            let mut number = || parts.next().and_then(|part| part.parse().ok()).expect("a number");
            let (column, row) = (number(), number());
            let (rule, grade, message) = head.take().expect("a picture has a head");
            all.push(told(&rule, &grade, row, column, &message));
        } else if let Some((_, _, message)) = &mut head {
            message.push_str(words);
        }
    }
    all
}

/// What the editor shows, columns counted as it was asked to: in UTF-16.
fn of_editor(text: &str, shown: &[Value]) -> Vec<Told> {
    let lines: Vec<&str> = text.split('\n').collect();
    let one = |shown: &Value| {
        let start = &shown["range"]["start"];
        let line = number(&start["line"]);
        let mut left = number(&start["character"]) as usize;
        let before = lines[line as usize].chars().take_while(|c| {
            let counts = left > 0;
            left = left.saturating_sub(c.len_utf16());
            counts
        });
        let column = before.count() as u64 + 1;
        let grade = GRADES[number(&shown["severity"]) as usize - 1];
        told(word(&shown["code"]), grade, line + 1, column, word(&shown["message"]))
    };
    shown.iter().map(one).collect()
}

/// Without white space, which a page folds at.
fn folded(all: &[Told]) -> Vec<Told> {
    let mut all = all.to_vec();
    all.iter_mut().for_each(|one| one.message.retain(|c| !c.is_whitespace()));
    all
}

#[test]
fn every_door_tells_the_same() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("SKIPPED: no git, the doors were not compared");
        return;
    }
    let page = format!(
        "<html><body><h1>青岚县2024年法治政府建设年度报告</h1>\n<p>{}</p></body></html>\n",
        FAULTY.replace('\n', "</p>\n<p>")
    );
    // A character that is two units for the editor, before places on its line.
    let astral = FAULTY.replace("全年研究", "𠮷全年研究");
    assert_ne!(astral, FAULTY);
    for (name, language, text) in
        [("年度报告.txt", "plaintext", &*astral), ("年度 报告.md", "markdown", &astral), ("年度报告.html", "html", &page)]
    {
        let repository = Repository::new();
        repository.write("hegui.yaml", SETTINGS);
        repository.write("hegui.mutes.yaml", MUTES);
        repository.stage(name, text);
        let check = |format: &str| {
            let output = repository.run("hegui", &["check", name, "--format", format]);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            String::from_utf8(output.stdout).expect("UTF-8")
        };
        let expected = of_short(&check("short"));
        assert_eq!(of_json(&check("json")), expected, "{name}");
        assert_eq!(of_sarif(&check("sarif")), expected, "{name}");

        let hooks = repository.folder().join(".git/hooks");
        fs::create_dir_all(&hooks).expect("a folder");
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/hooks/pre-commit"), hooks.join("pre-commit")).expect("the hook is copied");
        let blocked = repository.commit();
        assert!(!blocked.status.success() && repository.commits() == 0);
        assert_eq!(folded(&of_human(&said(&blocked))), folded(&expected), "{name}: {}", said(&blocked));

        let uri = format!("file://{}", repository.folder().join(name).display()).replace(' ', "%20");
        let mut client = Client::with(Value::Null, Some(&repository.folder()));
        client.open(&uri, language, 1, text);
        assert_eq!(of_editor(text, &client.diagnostics(&uri, 1)), expected, "{name}");
        client.end();

        // What is held to be the same is what the settings and mutes make of it.
        let of = |rule: &str| expected.iter().filter(|one| one.rule == rule).map(|one| &*one.grade).collect::<Vec<_>>();
        assert!(expected.len() > 8, "{expected:?}");
        assert!(of("numbering/repeat").is_empty() && of("structure/web-residue").is_empty(), "{expected:?}");
        assert!(!of("numbering/gap").is_empty() && of("numbering/gap").iter().all(|grade| *grade == "warning"), "{expected:?}");
    }
}
