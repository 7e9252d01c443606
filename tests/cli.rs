//! What the command line promises. Each file or folder in `tests/cli/` is one behaviour; what needs a file system
//! that git cannot hold is below.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// `TRYCMD=overwrite cargo test --test cli` writes what is said now; read the difference before committing it.
#[test]
fn behaviours() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}

const TEXT: &str = "一、工作情况\n　　全年开展培训3场。\n";
/// Options under which a text has no findings, whatever the rules.
const QUIET: &[&str] = &["--profile", "general", "--select", "layout"];

fn hegui(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    hegui(folder).arg("check").args(arguments).args(QUIET).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder with so many texts.
fn folder(texts: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for number in 0..texts {
        fs::write(folder.path().join(format!("{number:04}.txt")), TEXT).expect("a file");
    }
    folder
}

/// The paths in the machine output, in its order.
fn paths(output: &Output) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("machine output is JSON");
    let files = value["files"].as_array().expect("files is a list");
    files.iter().map(|file| file["path"].as_str().expect("a path is a string").to_owned()).collect()
}

#[test]
fn hidden_and_ignored_files_are_left_out_but_not_when_named() {
    let folder = folder(1);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write(".gitignore", "旧稿*.txt\n");
    write("旧稿一.txt", TEXT);
    write(".隐藏.txt", TEXT);
    assert_eq!(paths(&check(folder.path(), &[".", "--format", "json"])), ["./0000.txt"]);
    assert_eq!(paths(&check(folder.path(), &["旧稿一.txt", "--format", "json"])), ["旧稿一.txt"]);
}

#[test]
fn the_output_does_not_depend_on_the_number_of_jobs() {
    let folder = folder(600);
    let one = check(folder.path(), &[".", "--format", "json", "-j", "1"]);
    let four = check(folder.path(), &[".", "--format", "json", "-j", "4"]);
    assert_eq!(paths(&one).len(), 600);
    assert!(paths(&one).is_sorted());
    assert_eq!(one.stdout, four.stdout);
    assert_eq!(text(&check(folder.path(), &["."]).stdout), "共检查600个文件，没有发现问题。\n");
}

#[test]
fn a_pipe_gets_plain_text_and_no_bar_whatever_the_locale() {
    let folder = folder(60);
    let output = hegui(folder.path()).args(["check", "."]).args(QUIET).env("LC_ALL", "C").output().expect("the program starts");
    assert_eq!(text(&output.stdout), "共检查60个文件，没有发现问题。\n");
    assert_eq!(text(&output.stderr), "");
}

/// A report of a place that does not exist, with four faults.
const FAULTY: &str = include_str!("cli/findings.in/报告.txt");

/// A run without the quietening options.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    hegui(folder).args(arguments).output().expect("the program starts")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("machine output is JSON")
}

/// The names of an object's keys, sorted.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn machine_output_has_the_promised_shape() {
    let folder = folder(0);
    fs::write(folder.path().join("报告.txt"), FAULTY).expect("a file");
    let output = run(folder.path(), &["check", "报告.txt", "没有.txt", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let value = json(&output);
    assert_eq!(keys(&value), ["files", "summary", "tool", "version"]);
    assert_eq!((&value["version"], &value["tool"]["name"]), (&1.into(), &"hegui".into()));
    assert_eq!(value["summary"], serde_json::json!({"files": 2, "errors": 1, "warnings": 2, "advice": 1}));
    let file = &value["files"][0];
    assert_eq!(keys(file), ["encoding", "findings", "format", "genre", "muted", "notices", "path", "year"]);
    assert_eq!((&file["year"], &file["genre"]), (&2024.into(), &"fazhi-annual-report".into()));
    assert_eq!(keys(&value["files"][1]), ["error", "findings", "muted", "notices", "path"]);
    assert_eq!(value["files"][1]["findings"], serde_json::json!([]));
    for finding in file["findings"].as_array().expect("a list") {
        let expected = ["basis", "fingerprint", "fixes", "help", "message", "range", "related", "rule", "severity", "text"];
        assert_eq!(keys(finding), expected);
        assert_eq!(
            (keys(&finding["range"]), keys(&finding["range"]["start"])),
            (vec!["end", "start"], vec!["byte", "column", "line"])
        );
        let place = |end: &str| finding["range"][end]["byte"].as_u64().expect("a number") as usize;
        assert_eq!(&FAULTY[place("start")..place("end")], finding["text"], "bytes, lines and text say the same");
    }
    let mark = &file["findings"][2];
    assert_eq!(mark["fixes"][0]["edits"], serde_json::json!([{"range": mark["range"], "text": "1."}]));
    assert_eq!(file["findings"][0]["related"][0]["range"]["start"], serde_json::json!({"line": 7, "column": 1, "byte": 297}));
}

#[test]
fn an_old_name_explains_the_present_rule() {
    let folder = folder(0);
    let explain = |name| text(&run(folder.path(), &["explain", name]).stdout);
    assert_eq!(explain("numbering/seq"), explain("numbering/gap"));
    assert!(explain("numbering/gap").starts_with("错误[numbering/gap]"));
}

#[test]
fn standard_input_that_is_named_twice_is_read_once() {
    let folder = folder(0);
    let file = folder.path().join("报告.txt");
    fs::write(&file, FAULTY).expect("a file");
    let input = fs::File::open(&file).expect("the file is there");
    let output = hegui(folder.path()).args(["check", "-", "-", "--format", "short"]).stdin(input).output();
    let output = output.expect("the program starts");
    assert_eq!((output.status.code(), text(&output.stdout).lines().count()), (Some(1), 4), "{}", text(&output.stderr));
}

/// Files that are no drafts, and a word of what is said about each.
fn no_drafts() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let noise: Vec<u8> = (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    vec![
        ("二进制.txt", noise, "二进制文件"),
        ("报告.docx", b"PK\x03\x04\x14\0\x06\0\x08\0word/document.xml\0\0".to_vec(), "Word文档"),
        ("旧稿.doc", [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 500]].concat(), "旧版Office文档"),
        ("扫描件.pdf", b"%PDF-1.7 \xE2\xE3".to_vec(), "PDF文档"),
        ("空.txt", Vec::new(), "文件是空的"),
        ("空白.txt", "\n　\n \n".into(), "文件是空的"),
        ("巨大.txt", "青岚县\n".repeat(6_800_000).into_bytes(), "超过了64MB的上限"),
    ]
}

#[test]
fn what_is_no_draft_is_told_in_one_line_and_the_others_are_checked() {
    let folder = folder(0);
    fs::write(folder.path().join("报告.txt"), FAULTY).expect("a file");
    let mut arguments = vec!["check", "--format", "short"];
    let files = no_drafts();
    for (name, bytes, _) in &files {
        fs::write(folder.path().join(name), bytes).expect("a file");
        arguments.push(name);
    }
    arguments.push("报告.txt");
    let output = run(folder.path(), &arguments);
    assert_eq!((output.status.code(), text(&output.stdout).lines().count()), (Some(2), 4));
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), files.len(), "{said}");
    for (line, (name, _, word)) in said.lines().zip(&files) {
        assert!(line.starts_with(&format!("未能检查：{name}：")) && line.contains(word), "{line}");
        // Every sentence has a way out.
        assert!(line.contains('；'), "{line}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_reader_that_goes_away_is_no_failure() {
        let folder = folder(1500);
        let mut command = hegui(folder.path());
        command.args(["check", ".", "--format", "json"]).args(QUIET).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    }

    #[test]
    fn links_that_go_round_end() {
        let folder = folder(2);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
        assert_eq!(paths(&check(folder.path(), &[".", "--format", "json"])).len(), 2);
        let named = check(folder.path(), &["loop/0000.txt", "--format", "json"]);
        assert_eq!(paths(&named), ["loop/0000.txt"]);
    }

    #[test]
    fn what_is_no_file_is_refused_and_not_waited_for() {
        let folder = folder(1);
        std::os::unix::net::UnixListener::bind(folder.path().join("套接字.txt")).expect("a socket");
        for path in ["套接字.txt", "/dev/zero"] {
            let output = check(folder.path(), &[path, "0000.txt"]);
            assert_eq!(output.status.code(), Some(2));
            assert!(text(&output.stderr).contains("不是普通文件"), "{}", text(&output.stderr));
            assert!(text(&output.stdout).starts_with("共检查1个文件"), "the other one was checked");
        }
    }

    #[test]
    fn a_name_that_is_no_utf_8_is_read_and_shown_as_far_as_possible() {
        let folder = folder(0);
        // 报告.txt in GBK, as old archives unpack.
        let name = std::ffi::OsStr::from_bytes(b"\xb1\xa8\xb8\xe6.txt");
        if fs::write(folder.path().join(name), TEXT).is_err() {
            return;
        }
        let output = hegui(folder.path()).arg("check").arg(name).args(["--format", "json"]).args(QUIET).output();
        let output = output.expect("the program starts");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(paths(&output)[0].ends_with(".txt"));
        assert_eq!(paths(&check(folder.path(), &[".", "--format", "json"])).len(), 1);
    }
}

/// What is not recognised is not called clean in silence.
#[test]
fn a_text_of_no_known_genre_is_told_so() {
    let folder = folder(0);
    fs::write(folder.path().join("清单.txt"), "鸡蛋十个，牛奶两盒。\n").expect("a file");
    let output = hegui(folder.path()).args(["check", "清单.txt"]).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("没有查必备的几个部分"), "{}", text(&output.stderr));
}
