//! Each format read back, by rules that are not ours.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// A finding as a format tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    pub rule: String,
    pub severity: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

/// The findings in an output; `text` is that of the files, for places that count bytes.
pub fn read(format: &str, out: &str, text: &str) -> Vec<Place> {
    match format {
        "short" => out.lines().map(short).collect(),
        "json" => json(&parsed(out)),
        "sarif" => sarif(&parsed(out)),
        "github" => out.lines().map(github).collect(),
        "gitlab" => parsed(out).as_array().expect("a list").iter().map(gitlab).collect(),
        "rdjson" => list(&parsed(out)["diagnostics"]).iter().map(|one| rdjson(one, text)).collect(),
        "junit" => junit(out),
        "checkstyle" => checkstyle(out),
        other => panic!("no parser for {other}"),
    }
}

fn parsed(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|fault| panic!("{fault}: {out}"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> String {
    value.as_str().expect("a word").to_owned()
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

/// The name of a severity, by what a format calls it.
fn named(theirs: &str, names: [&str; 3]) -> String {
    let at = names.iter().position(|name| *name == theirs).unwrap_or_else(|| panic!("{theirs} is none of {names:?}"));
    ["error", "warning", "advice"][at].to_owned()
}

/// `path:line:column: severity[rule] message`, where the path may hold colons.
fn short(line: &str) -> Place {
    let (head, message) = line.split_once("] ").filter(|(head, _)| head.contains('[')).expect("a severity and a rule");
    let mut split = head.rsplitn(2, ": ");
    let (grade, rule) = split.next().and_then(|words| words.split_once('[')).expect("a severity with a rule");
    let mut place = split.next().expect("a place").rsplitn(3, ':');
    let mut next = || place.next().expect("a part of the place");
    let (column, line) = (next(), next());
    Place {
        path: next().to_owned(),
        rule: rule.to_owned(),
        severity: grade.to_owned(),
        line: line.parse().expect("a line"),
        column: column.parse().expect("a column"),
        message: message.to_owned(),
    }
}

fn json(value: &Value) -> Vec<Place> {
    let place = |file: &Value, finding: &Value| Place {
        path: word(&file["path"]),
        rule: word(&finding["rule"]),
        severity: word(&finding["severity"]),
        line: number(&finding["range"]["start"]["line"]),
        column: number(&finding["range"]["start"]["column"]),
        message: word(&finding["message"]),
    };
    list(&value["files"])
        .iter()
        .flat_map(|file| list(&file["findings"]).iter().map(move |finding| place(file, finding)))
        .collect()
}

/// What nobody suppressed.
fn sarif(value: &Value) -> Vec<Place> {
    let active = list(&value["runs"][0]["results"]).iter().filter(|result| list(&result["suppressions"]).is_empty());
    let place = |result: &Value| {
        let physical = &result["locations"][0]["physicalLocation"];
        Place {
            path: plain(&word(&physical["artifactLocation"]["uri"])),
            rule: word(&result["ruleId"]),
            severity: named(result["level"].as_str().expect("a level"), ["error", "warning", "note"]),
            line: number(&physical["region"]["startLine"]),
            column: number(&physical["region"]["startColumn"]),
            message: word(&result["message"]["text"]),
        }
    };
    active.map(place).collect()
}

/// A URI as a path.
fn plain(uri: &str) -> String {
    let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    assert!(uri.chars().all(unreserved), "{uri} is no URI");
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || (rest.next().expect("two digits") as char).to_digit(16).expect("a digit") as u8;
        bytes.push(if byte == b'%' { digit() * 16 + digit() } else { byte });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// `::command key=value,key=value::message`, as the runner of GitHub Actions reads it.
fn github(line: &str) -> Place {
    let (command, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (command, properties) = command.split_once(' ').expect("properties");
    let data = |words: &str| words.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let value = |key: &str| {
        let all = properties.split(',').map(|pair| pair.split_once('=').expect("a key with a value"));
        let found = all.filter(|(known, _)| *known == key).map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{key} in {line}");
        data(&found[0].replace("%3A", ":").replace("%2C", ","))
    };
    Place {
        path: value("file"),
        rule: value("title"),
        severity: named(command, ["error", "warning", "notice"]),
        line: value("line").parse().expect("a line"),
        column: value("col").parse().expect("a column"),
        message: data(message),
    }
}

fn gitlab(issue: &Value) -> Place {
    let location = &issue["location"];
    assert_eq!(location["lines"]["begin"], location["positions"]["begin"]["line"]);
    Place {
        path: word(&location["path"]),
        rule: word(&issue["check_name"]),
        severity: named(issue["severity"].as_str().expect("a word"), ["major", "minor", "info"]),
        line: number(&location["lines"]["begin"]),
        column: number(&location["positions"]["begin"]["column"]),
        message: word(&issue["description"]),
    }
}

/// Its columns count bytes.
fn rdjson(one: &Value, text: &str) -> Place {
    let start = &one["location"]["range"]["start"];
    let (line, byte) = (number(&start["line"]), number(&start["column"]) - 1);
    let words = text.split('\n').nth(line - 1).expect("the line is there");
    Place {
        path: word(&one["location"]["path"]),
        rule: word(&one["code"]["value"]),
        severity: named(one["severity"].as_str().expect("a word"), ["ERROR", "WARNING", "INFO"]),
        line,
        column: words[..byte].chars().count() + 1,
        message: word(&one["message"]),
    }
}

/// An attribute of an element.
fn attribute(element: &BytesStart, key: &str) -> String {
    let value = element.try_get_attribute(key).expect("attributes").unwrap_or_else(|| panic!("no {key}"));
    value.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("a value").into_owned()
}

fn elements(out: &str, mut see: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(out);
    loop {
        match reader.read_event().unwrap_or_else(|fault| panic!("{fault}: {out}")) {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// A failure and a test that was skipped are findings, if they say of what kind they are.
fn junit(out: &str) -> Vec<Place> {
    let (mut places, mut case, mut counted) = (Vec::new(), None, 0);
    elements(out, |element| match element.name().as_ref() {
        "testsuite" => {
            let number = |key| attribute(element, key).parse::<usize>().expect("a number");
            assert!(number("tests") >= number("failures") + number("skipped") + number("errors"));
            counted += number("failures") + number("skipped");
        }
        "testcase" => case = Some((attribute(element, "classname"), attribute(element, "name"))),
        "failure" | "skipped" => {
            let (path, name) = case.take().expect("it is in a test");
            let mut name = name.rsplitn(3, ':');
            let mut next = || name.next().expect("rule, line and column").to_owned();
            let (column, line) = (next().parse().expect("a column"), next().parse().expect("a line"));
            let severity = attribute(element, "type");
            assert_eq!(severity == "advice", element.name().as_ref() == "skipped");
            places.push(Place { path, rule: next(), severity, line, column, message: attribute(element, "message") });
        }
        _ => {}
    });
    assert_eq!(counted, places.len(), "the suites count what is in them");
    places
}

fn checkstyle(out: &str) -> Vec<Place> {
    let (mut places, mut path) = (Vec::new(), String::new());
    elements(out, |element| match element.name().as_ref() {
        "file" => path = attribute(element, "name"),
        "error" => places.push(Place {
            path: path.clone(),
            rule: attribute(element, "source").strip_prefix("hegui.").expect("a rule of ours").replacen('.', "/", 1),
            severity: named(&attribute(element, "severity"), ["error", "warning", "info"]),
            line: attribute(element, "line").parse().expect("a line"),
            column: attribute(element, "column").parse().expect("a column"),
            message: attribute(element, "message"),
        }),
        _ => {}
    });
    places
}
