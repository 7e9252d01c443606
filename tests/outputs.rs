//! One run, many formats: all tell the same findings, at the same places, as gravely. Each is read back by a parser of its own kind.

#[path = "outputs/accept.rs"]
mod accept;
#[path = "outputs/parsers.rs"]
mod parsers;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use hegui::emit::{Checked, Emitter, Human, Language, Sarif, Tally};
use hegui::finding::{Edit, Finding, Fingerprint, Fix, Label, Muted, Notice, Safety, Severity};
use hegui::rule;
use hegui::settle::Report;
use hegui::source;
use hegui::span::Span;
use parsers::Place;

/// Signs that one format or another could stumble over, in a path, a text and a message.
const PATH: &str = "各局 报告/青岚县,a:b%\u{201C}1\u{201D}&'2'<3>].txt";
const TEXT: &str =
    "青岚县𠮷𠮷报告\r\n一、全年𠮷办结12件，占3%。\n\u{3000}\u{3000}“引号”与]]>和<b>&amp;\"直\"'单'，末行没有换行𠮷甲";
const MESSAGE: &str = "“甲”与\"乙\"、'丙'不符：100%，]]>，<b>&amp;，::error::，\u{1F600}𠮷；\n另起一行, a:b";

fn at(text: &str, needle: &str, rule: &str, severity: Severity, message: &str) -> Finding {
    let start = text.find(needle).expect("the text holds the needle");
    Finding {
        rule: rule.into(),
        severity,
        message: message.to_owned(),
        at: Label { span: Span::new(start, start + needle.len()), message: "".into() },
        related: vec![Label { span: Span::new(0, 9), message: "别处\"'<&>]]>".into() }],
        help: "请核对".into(),
        fixes: Vec::new(),
        basis: Arc::new(["编辑惯例".to_owned()]),
        habit: None,
        fingerprint: Fingerprint(start as u64),
    }
}

fn fix(finding: &mut Finding, text: &str, safety: Safety) {
    let edits = vec![Edit { span: finding.at.span, text: text.to_owned() }];
    finding.fixes.push(Fix { title: format!("改为“{text}”"), edits, safety });
}

/// A file of findings of all severities, one of them accepted and one with a fix; the same in another encoding and as a document; a
/// file without any and one that cannot be read.
fn run() -> Vec<Checked> {
    let report = || {
        let mut first = at(TEXT, "12件", "figures/percentage-off", Severity::Error, MESSAGE);
        fix(&mut first, "13件\"<𠮷", Safety::Offered);
        let mut last = at(TEXT, "𠮷甲", "numbering/gap", Severity::Advice, "句末");
        fix(&mut last, "仅供参考", Safety::Shown);
        let findings = vec![
            first,
            at(TEXT, "直\"'单'，末行", "punctuation/half-width", Severity::Warning, MESSAGE),
            // Over two lines, and beyond a line end of two characters.
            at(TEXT, "报告\r\n一", "structure/empty-section", Severity::Error, "跨行"),
            last,
        ];
        let finding = at(TEXT, "全年", "wording/until-now", Severity::Error, "已认可的一处");
        let muted = vec![Muted { finding, reason: "原文“如此”".to_owned(), in_source: false, who: None, when: None }];
        let notices = vec![Notice::from("没有查必备的几个部分".to_owned())];
        Report { findings, muted, notices, genre: None, year: None }
    };
    let read = |path: &str, bytes: &[u8], report| {
        let source = source::read(path, bytes, None).expect("the text is a text");
        assert_eq!(source.text(), TEXT);
        Checked { path: path.to_owned(), outcome: Ok((source, report)) }
    };
    let none = Report { findings: Vec::new(), ..report() };
    let none = Report { muted: Vec::new(), notices: Vec::new(), ..none };
    vec![
        read("没有问题.txt", TEXT.as_bytes(), none),
        read(PATH, TEXT.as_bytes(), report()),
        Checked {
            path: "没有, 这个%文件.txt".to_owned(), outcome: Err("没有这个文件；<请>检查\"路径\"]]>".to_owned())
        },
        read("gb.txt", &encoding_rs::GB18030.encode(TEXT).0, report()),
    ]
}

fn emitters() -> Vec<(&'static str, Emitter)> {
    vec![
        ("short", Emitter::Short(Language::Chinese)),
        ("json", Emitter::Json),
        ("sarif", Emitter::Sarif(Sarif::new(&rule::builtin().rules, Language::Chinese))),
        ("github", Emitter::Github),
        ("gitlab", Emitter::Gitlab(Language::Chinese)),
        ("junit", Emitter::Junit(Language::Chinese)),
        ("checkstyle", Emitter::Checkstyle(Language::Chinese)),
        ("rdjson", Emitter::Rdjson(Language::Chinese)),
    ]
}

/// What the program writes to its two streams.
fn printed(emitter: &Emitter, run: &[Checked]) -> (String, String) {
    let (mut out, mut err) = (emitter.head(), String::new());
    let mut tally = Tally::default();
    let mut begun = false;
    for checked in run {
        let told = emitter.file(checked);
        out += if begun && !told.out.is_empty() { emitter.between() } else { "" };
        begun |= !told.out.is_empty();
        out += &told.out;
        err += &told.err;
        tally += Tally::of(checked);
    }
    (out + &emitter.tail(&tally), err)
}

/// What every format must tell.
fn expected(run: &[Checked]) -> Vec<Place> {
    let mut places = Vec::new();
    for Checked { path, outcome } in run {
        let Ok((source, report)) = outcome else { continue };
        for finding in &report.findings {
            let at = source.position(finding.at.span.start as usize);
            let severity = ["advice", "warning", "error"][finding.severity as usize].to_owned();
            places.push(Place {
                path: path.clone(),
                rule: finding.rule.to_string(),
                severity,
                line: at.line,
                column: at.column,
                message: finding.message.clone(),
            });
        }
    }
    places
}

#[test]
fn every_format_tells_the_same_findings() {
    let run = run();
    let expected = expected(&run);
    assert_eq!(expected.len(), 8);
    for (name, emitter) in emitters() {
        let (out, err) = printed(&emitter, &run);
        let told = parsers::read(name, &out, TEXT);
        assert_eq!(told.len(), expected.len(), "{name}: {out}");
        for (told, expected) in told.iter().zip(&expected) {
            assert_eq!(
                Place { message: String::new(), ..told.clone() },
                Place { message: String::new(), ..expected.clone() },
                "{name}"
            );
            let whole = [expected.message.clone(), format!("{}\n请核对", expected.message), expected.message.replace('\n', " ")];
            assert!(whole.contains(&told.message), "{name}: {:?}", told.message);
        }
        let unreadable = format!("{out}{err}");
        assert!(unreadable.contains("没有这个文件；"), "{name} is silent about the file that could not be read: {err}");
        assert!(unreadable.contains("没有查必备的几个部分"), "{name} is silent about a notice");
    }
}

#[test]
fn a_run_without_findings_is_well_formed_and_so_is_one_without_files() {
    let clean = || run().into_iter().filter(|checked| checked.path == "没有问题.txt");
    for files in [Vec::new(), clean().collect(), clean().chain(clean()).collect()] {
        for (name, emitter) in emitters() {
            assert_eq!(parsers::read(name, &printed(&emitter, &files).0, TEXT), [], "{name}");
        }
    }
}

fn sarif(run: &[Checked]) -> serde_json::Value {
    let emitter = Emitter::Sarif(Sarif::new(&rule::builtin().rules, Language::Chinese));
    serde_json::from_str(&printed(&emitter, run).0).expect("SARIF is JSON")
}

#[test]
fn what_is_muted_is_suppressed_in_sarif_and_nowhere_else_told() {
    let run = run();
    let log = sarif(&run);
    let results = log["runs"][0]["results"].as_array().expect("a list");
    let (muted, active): (Vec<_>, Vec<_>) = results.iter().partition(|result| result["suppressions"] != serde_json::json!([]));
    assert_eq!((muted.len(), active.len()), (2, 8));
    assert!(
        muted.iter().all(|result| result["suppressions"][0]["kind"] == "external" && result["ruleId"] == "wording/until-now")
    );
    assert!(muted.iter().all(|result| result["suppressions"][0]["justification"] == "原文“如此”"));
    for (name, emitter) in emitters().into_iter().filter(|(name, _)| !["json", "sarif"].contains(name)) {
        let (out, err) = printed(&emitter, &run);
        assert!(!out.contains("已认可的一处") && !err.contains("已认可的一处"), "{name}");
    }
}

#[test]
fn sarif_says_how_the_run_went_and_with_which_rules() {
    let run = run();
    let log = sarif(&run);
    let one = &log["runs"][0];
    assert_eq!(one["columnKind"], "unicodeCodePoints");
    let driver = &one["tool"]["driver"];
    for result in one["results"].as_array().expect("a list") {
        let Some(index) = result["ruleIndex"].as_u64() else { continue };
        assert_eq!(driver["rules"][index as usize]["id"], result["ruleId"]);
    }
    let numbered = one["results"].as_array().expect("a list").iter().filter(|result| result["ruleIndex"].is_u64());
    assert!(numbered.count() >= 8, "the rules are those there are");
    assert_eq!(one["invocations"][0]["executionSuccessful"], false);
    let said = one["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list");
    assert_eq!(said.iter().map(|told| told["level"].as_str().expect("a word")).collect::<Vec<_>>(), ["note", "error", "note"]);
    let encodings: Vec<_> = one["artifacts"].as_array().expect("a list").iter().map(|file| file["encoding"].as_str()).collect();
    assert_eq!(encodings, [Some("UTF-8"), Some("UTF-8"), None, Some("gb18030")]);
    assert_eq!(sarif(&run[..1])["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

/// The text with the stretch between two places replaced, both counted in characters from 1.
fn replaced(text: &str, region: &serde_json::Value, new: &str) -> String {
    let byte = |line: &str, column: &str| {
        let (line, column) = (region[line].as_u64().expect("a line"), region[column].as_u64().expect("a column"));
        let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        start + text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    let (start, end) = (byte("startLine", "startColumn"), byte("endLine", "endColumn"));
    format!("{}{new}{}", &text[..start], &text[end..])
}

#[test]
fn fixes_apply_by_their_places_in_any_encoding_and_those_to_be_read_are_left_out() {
    let mended = TEXT.replace("12件", "13件\"<𠮷");
    let log = sarif(&run());
    let results = log["runs"][0]["results"].as_array().expect("a list");
    let fixes: Vec<_> = results.iter().flat_map(|result| result["fixes"].as_array().into_iter().flatten()).collect();
    assert_eq!(fixes.len(), 2, "one a file");
    for fix in fixes {
        let replacement = &fix["artifactChanges"][0]["replacements"][0];
        let new = replacement["insertedContent"]["text"].as_str().expect("a text");
        assert_eq!(replaced(TEXT, &replacement["deletedRegion"], new), mended);
    }
    let (out, _) = printed(&Emitter::Rdjson(Language::Chinese), &run());
    let log: serde_json::Value = serde_json::from_str(&out).expect("rdjson is JSON");
    let diagnostics = log["diagnostics"].as_array().expect("a list");
    let suggested: Vec<_> = diagnostics.iter().filter(|one| one["suggestions"].is_array()).collect();
    // Reviewdog writes UTF-8.
    assert_eq!(suggested.len(), 1);
    let (range, new) = (&suggested[0]["suggestions"][0]["range"], &suggested[0]["suggestions"][0]["text"]);
    let byte = |end: &str| {
        let (line, column) = (range[end]["line"].as_u64().expect("a line"), range[end]["column"].as_u64().expect("a column"));
        TEXT.split_inclusive('\n').take(line as usize - 1).map(str::len).sum::<usize>() + column as usize - 1
    };
    assert_eq!(format!("{}{}{}", &TEXT[..byte("start")], new.as_str().expect("a text"), &TEXT[byte("end")..]), mended);
}

#[test]
fn gitlab_tells_two_files_with_the_same_words_apart() {
    let log: serde_json::Value =
        serde_json::from_str(&printed(&Emitter::Gitlab(Language::Chinese), &run()).0).expect("the report is JSON");
    let mut seen: Vec<_> = log.as_array().expect("a list").iter().map(|issue| issue["fingerprint"].to_string()).collect();
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (8, 8));
}

#[test]
fn what_xml_cannot_hold_is_replaced() {
    let text = "甲\u{1}乙";
    let source = source::read("a\u{1b}.txt", text.as_bytes(), None).expect("a text");
    let finding = at("甲乙甲乙", "乙", "numbering/gap", Severity::Error, "有\u{0}\u{1b}\u{fffe}误");
    let finding = Finding { related: Vec::new(), ..finding };
    let report = Report { findings: vec![finding], muted: Vec::new(), notices: Vec::new(), genre: None, year: None };
    let files = [Checked { path: "a\u{1b}.txt".to_owned(), outcome: Ok((source, report)) }];
    for (name, emitter) in emitters().into_iter().filter(|(name, _)| ["junit", "checkstyle"].contains(name)) {
        let (out, _) = printed(&emitter, &files);
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{name}: {out:?}");
        assert_eq!(parsers::read(name, &out, text)[0].message, "有\u{FFFD}\u{FFFD}\u{FFFD}误");
    }
}

const FAULTY: &str = include_str!("../samples/faulty.txt");

fn hegui(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder).args(arguments).output().expect("the program starts")
}

/// The same through the program: real findings of a real folder, paths as they are given and as they are seen from the folder.
#[test]
fn the_program_tells_the_same_in_every_format() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("各局 报告")).expect("a folder");
    let path = "各局 报告/青岚 县%.txt";
    fs::write(folder.path().join(path), FAULTY).expect("a file");
    let whole = folder.path().canonicalize().expect("it is there").join(path).display().to_string();
    let told = |format: &str, path: &str| {
        let output = hegui(folder.path(), &["check", path, "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        parsers::read(format, &String::from_utf8(output.stdout).expect("UTF-8"), FAULTY)
    };
    let expected = told("json", path);
    assert!(expected.len() > 10);
    let places = |told: Vec<Place>| told.into_iter().map(|place| Place { message: String::new(), ..place }).collect::<Vec<_>>();
    for (name, _) in emitters() {
        assert_eq!(places(told(name, path)), places(expected.clone()), "{name}");
        if !["short", "json"].contains(&name) {
            assert_eq!(places(told(name, &whole)), places(expected.clone()), "{name}, with the whole path");
            assert_eq!(places(told(name, &format!("./{path}"))), places(expected.clone()), "{name}, with ./");
        }
    }
}

/// A document has no lines that another program could edit.
#[test]
#[cfg(feature = "docx")]
fn a_document_has_places_and_no_fixes() {
    use pack::{Pack, p, r};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let body: String = FAULTY.lines().map(|line| p(&r(&line.replace('&', "&amp;").replace('<', "&lt;")))).collect();
    let bytes = Pack::body(&body).zip();
    fs::write(folder.path().join("报告.docx"), &bytes).expect("a file");
    let text = source::read("报告.docx", &bytes, None).expect("a document").text().to_owned();
    let places = |name: &str, out: &str| {
        let told = parsers::read(name, out, &text).into_iter();
        told.map(|place| Place { message: String::new(), ..place }).collect::<Vec<_>>()
    };
    let told = |format: &str| {
        let output = hegui(folder.path(), &["check", "报告.docx", "--format", format]);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let expected = places("json", &told("json"));
    assert!(expected.len() > 10);
    for (name, _) in emitters() {
        assert_eq!(places(name, &told(name)), expected, "{name}");
    }
    assert!(!told("sarif").contains("\"fixes\"") && !told("rdjson").contains("\"suggestions\""));
    assert!(told("json").contains("\"edits\""), "there are fixes to leave out");
}

#[cfg(feature = "docx")]
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "shared with the tests of documents, which use all of it")]
mod pack;

#[test]
fn a_person_is_told_as_many() {
    let human = Emitter::Human(Box::new(Human::new(80, false, true, Language::Chinese, |_| None)));
    let (out, _) = printed(&human, &run());
    assert_eq!(out.lines().filter(|line| line.contains("╭─[")).count(), 8);
    assert!(out.ends_with("共检查3个文件：错误4处，警告2处，建议2处；其中2处可用 hegui fix --offered 改正，请先加 --diff 看过；另有2处已按 hegui.mutes.yaml 或文中说明不再提示；1个文件未能检查。\n"), "{out}");
}
