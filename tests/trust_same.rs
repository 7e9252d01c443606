//! Same input, same bytes: whatever the number of threads, the folder, the environment, the hour and the run.

#[path = "trust/drafts.rs"]
mod drafts;
#[path = "trust/offered.rs"]
#[allow(dead_code, reason = "shared with the traced runs, which ask for commands too")]
mod offered;
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "made for the tests of reading, and lent")]
mod pack;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Surroundings that a run must not show: threads, and what the environment says.
const AROUND: &[(&str, &[(&str, &str)])] = &[
    ("1", &[("LC_ALL", "C"), ("TZ", "UTC"), ("HOME", "/nonexistent"), ("LANG", "C")]),
    ("2", &[("LC_ALL", "zh_CN.GB18030"), ("TZ", "Asia/Shanghai"), ("USER", "somebody")]),
    ("8", &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/St_Johns"), ("COLUMNS", "40"), ("SOURCE_DATE_EPOCH", "1")]),
];

/// So many runs of each; `HEGUI_RUNS` says more.
fn runs() -> usize {
    std::env::var("HEGUI_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(AROUND.len())
}

/// What a run gave: its answer, what it said beside, its status, and every file there is after it.
type Given = (Vec<u8>, Vec<u8>, Option<i32>, BTreeMap<PathBuf, Vec<u8>>);

/// Runs the program in a fresh copy of the drafts, in surroundings by their number.
fn run(arguments: &[&str], number: usize) -> Given {
    let (threads, environment) = AROUND[number % AROUND.len()];
    let place = tempfile::tempdir().expect("a folder");
    // The folder's own name is another each time, and the temporary folder too.
    let (work, temporary) = (place.path().join("work"), place.path().join("tmp"));
    drafts::write(&work);
    fs::create_dir(&temporary).expect("a folder");
    // What one person's git passes over everywhere.
    fs::create_dir_all(place.path().join("config/git")).expect("a folder");
    fs::write(place.path().join("config/git/ignore"), if number.is_multiple_of(2) { "" } else { "*.txt\n*.docx\n" })
        .expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(&work).args(arguments).env("TMPDIR", &temporary).env("XDG_CONFIG_HOME", place.path().join("config"));
    command.envs(environment.iter().copied());
    if ["check", "fix", "annotate", "baseline"].contains(&arguments[0]) {
        command.args(["-j", threads]);
    }
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    assert_eq!(fs::read_dir(&temporary).expect("it is there").count(), 0, "{arguments:?} left something behind");
    (output.stdout, output.stderr, output.status.code(), files(&work))
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let below = path.strip_prefix(folder).expect("it is below").to_owned();
                    found.insert(below, fs::read(&path).expect("a file"));
                }
            }
        }
    }
    found
}

/// Runs it again and again; every run must give what the first gave.
fn same(arguments: &[&str]) -> Given {
    let first = run(arguments, 0);
    for number in 1..runs() {
        let next = run(arguments, number);
        assert_eq!(String::from_utf8_lossy(&next.0), String::from_utf8_lossy(&first.0), "{arguments:?}: answer {number}");
        assert_eq!(String::from_utf8_lossy(&next.1), String::from_utf8_lossy(&first.1), "{arguments:?}: aside {number}");
        assert!(next == first, "{arguments:?}: status or files of run {number}");
    }
    first
}

#[test]
fn every_format_of_check_is_the_same_in_every_run() {
    for format in offered::formats("check") {
        let (out, _, status, after) = same(&["check", "a", "b", "c", "--format", &format]);
        assert!(!out.is_empty() && status == Some(1), "{format}: {status:?}");
        let place = tempfile::tempdir().expect("a folder");
        drafts::write(place.path());
        assert_eq!(after, files(place.path()), "{format}: check writes nothing");
    }
    for format in ["human", "short", "json"] {
        same(&["check", "a", "b", "c", "--statistics", "--format", format]);
    }
}

#[test]
fn what_is_written_is_the_same_in_every_run() {
    let written = |arguments: &[&str], name: &str| {
        let (out, err, status, after) = same(arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
        assert!(after.contains_key(Path::new(name)), "{arguments:?}");
    };
    written(&["fix", "a", "b", "c/damaged.txt", "c/gbk.txt", "--offered"], "a/faulty.txt");
    written(&["annotate", "c/report.docx", "-o", "out.docx"], "out.docx");
    written(&["baseline", "a", "b", "c", "--reason", "原文如此"], "a/hegui.mutes.yaml");
    written(&["baseline", "a", "b", "--prune"], "a/hegui.mutes.yaml");
    written(&["init", "c"], "c/hegui.yaml");
    written(&["man", "pages"], "pages/hegui.1");
}

#[test]
fn every_other_command_is_the_same_in_every_run() {
    for command in ["outline", "facts"] {
        for format in offered::formats(command) {
            same(&[command, "a/faulty.txt", "--format", &format]);
        }
    }
    same(&["fix", "a", "b", "c", "--diff", "--offered"]);
    same(&["fix", "a", "b", "c", "--diff=words", "--offered"]);
    same(&["config", "a/faulty.txt"]);
    same(&["rules"]);
    same(&["rules", "test", "a/own"]);
    same(&["explain", "numbering/gap"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "nushell"] {
        same(&["completions", shell]);
    }
}

/// Findings come in the order in which drafts are given; those of a folder in the order of their names.
#[test]
fn each_file_gives_the_same_wherever_it_stands() {
    let place = tempfile::tempdir().expect("a folder");
    drafts::write(place.path());
    let check = |paths: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
        command.current_dir(place.path()).args(["check", "--format", "short", "--no-config"]).args(paths);
        let out = command.output().expect("the program starts").stdout;
        let mut lines: Vec<String> = String::from_utf8(out).expect("UTF-8").lines().map(str::to_owned).collect();
        assert!(!lines.is_empty());
        lines.sort();
        lines
    };
    let forward = check(&["a", "b", "c"]);
    assert_eq!(check(&["c", "b", "a"]), forward);
    assert_eq!(check(&["b/faulty.txt", "c", "a/faulty.txt", "b"]), forward);
    assert_eq!(check(&["."]).iter().map(|line| line.trim_start_matches("./").to_owned()).collect::<Vec<_>>(), forward);
}
