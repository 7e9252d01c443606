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
        let made = Command::new("mkfifo").arg(folder.path().join("管道.txt")).status().is_ok_and(|status| status.success());
        let pipe = if made { "管道.txt" } else { "/dev/zero" };
        for path in [pipe, "/dev/zero"] {
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
