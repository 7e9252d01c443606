//! A real Neovim, without a screen: it opens the faulty sample, shows the diagnostics at the right places, takes a fix, and the
//! diagnostic goes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// What is mended: a fault with a fix that is offered.
const RULE: &str = "figures/percentage-off";
/// How long the whole may take.
const PATIENCE: Duration = Duration::from_secs(150);

#[test]
fn neovim_shows_and_mends_a_fault() {
    if Command::new("nvim").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("SKIPPED: no Neovim (nvim) on this machine, the server was not tried in it");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, report) = (folder.path().join("草稿.txt"), folder.path().join("report.json"));
    let text = include_str!("../samples/faulty.txt");
    fs::write(&draft, text).expect("the folder can be written");
    run(folder.path(), &draft, &report);
    let seen: Value = serde_json::from_str(&fs::read_to_string(&report).expect("Neovim reported")).expect("JSON");
    assert_eq!(seen["reason"], "done", "{seen}");

    let told = check(&draft);
    let mut shown: Vec<Place> = seen["before"].as_array().expect("a list").iter().map(place).collect();
    // Neovim keeps them in an order of its own, and counts columns in bytes.
    let mut expected: Vec<Place> = told.iter().map(|one| expected(text, one)).collect();
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);

    let wrong = told.iter().find(|one| one["rule"] == RULE).expect("a planted fault");
    let line = text.lines().nth(wrong["range"]["start"]["line"].as_u64().expect("a line") as usize - 1).expect("the line");
    assert_eq!(seen["line"], line.replace("占35%", "占25%"), "{}", seen["title"]);
    assert_ne!(seen["line"], line);
    let after = seen["after"].as_array().expect("a list");
    assert_eq!(after.len(), told.len() - 1);
    assert!(seen["symbols"].as_u64().is_some_and(|symbols| symbols > 3), "{seen}");
    println!("tried in Neovim {}", seen["version"]);
}

/// Rule, line and column where it begins and ends, from 0, columns in bytes.
type Place = (String, u64, u64, u64, u64);

fn place(shown: &Value) -> Place {
    let number = |key: &str| shown[key].as_u64().expect("a number");
    (shown["code"].as_str().expect("a code").to_owned(), number("lnum"), number("col"), number("end_lnum"), number("end_col"))
}

fn expected(text: &str, told: &Value) -> Place {
    let end = |key: &str| {
        let at = &told["range"][key];
        let (line, byte) = (at["line"].as_u64().expect("a line") - 1, at["byte"].as_u64().expect("a byte"));
        (line, byte - text.split_inclusive('\n').take(line as usize).map(str::len).sum::<usize>() as u64)
    };
    let ((line, column), (end_line, end_column)) = (end("start"), end("end"));
    (told["rule"].as_str().expect("a rule").to_owned(), line, column, end_line, end_column)
}

/// Runs Neovim to its end, or ends it.
fn run(folder: &Path, draft: &Path, report: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/nvim.lua");
    let mut nvim = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S"])
        .arg(script)
        .arg(draft)
        .env("HEGUI", env!("CARGO_BIN_EXE_hegui"))
        .env("HEGUI_REPORT", report)
        .env("HEGUI_RULE", RULE)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .env("XDG_CACHE_HOME", folder)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Neovim starts");
    let end = Instant::now() + PATIENCE;
    while nvim.try_wait().expect("it can be waited for").is_none() {
        if Instant::now() > end {
            let _ = nvim.kill();
            let _ = nvim.wait();
            panic!("Neovim did not end");
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// What `hegui check --format json` finds in a file.
fn check(path: &Path) -> Vec<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .arg("check")
        .arg(path)
        .args(["--format", "json", "--fail-on", "never"])
        .output();
    let value: Value = serde_json::from_slice(&run.expect("the program starts").stdout).expect("JSON");
    value["files"][0]["findings"].as_array().expect("a list").clone()
}
