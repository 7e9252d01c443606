//! The small habits of a command line: where results go, how much is said, what a shell is told, and waiting for changes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const FAULTY: &str = include_str!("../samples/faulty.txt");
const CORRECT: &str = include_str!("../samples/correct.txt");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("有误.txt"), FAULTY).expect("a file");
    fs::write(folder.path().join("无误.txt"), CORRECT).expect("a file");
    folder
}

fn hegui(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    hegui(folder).args(arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries.map(|entry| text(entry.expect("an entry").file_name().as_encoded_bytes())).collect();
    names.sort();
    names
}

#[test]
fn a_file_of_results_holds_what_standard_output_would_and_the_log_says_what_it_came_to() {
    let folder = folder();
    for format in ["human", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"] {
        let printed = run(folder.path(), &["check", "有误.txt", "无误.txt", "--format", format]);
        let filed = run(folder.path(), &["check", "有误.txt", "无误.txt", "--format", format, "--output", "结果"]);
        assert_eq!((filed.status.code(), text(&filed.stdout)), (Some(1), String::new()), "{format}");
        assert_eq!(fs::read(folder.path().join("结果")).expect("the results"), printed.stdout, "{format}");
        assert!(text(&filed.stderr).starts_with("共检查2个文件：错误"), "{format}: {}", text(&filed.stderr));
    }
    assert_eq!(names(folder.path()), ["无误.txt", "有误.txt", "结果"], "nothing else is left");
}

#[test]
fn results_never_take_the_place_of_a_draft_or_of_what_is_no_file() {
    let folder = folder();
    fs::create_dir(folder.path().join("夹")).expect("a folder");
    let mut targets = vec!["有误.txt", "./有误.txt", "夹", "夹/没有/结果"];
    if cfg!(unix) {
        targets.push("/dev/null");
    }
    for target in targets {
        for path in ["有误.txt", "."] {
            let output = run(folder.path(), &["check", path, "-o", target]);
            assert_eq!(output.status.code(), Some(2), "{target}");
            let said = text(&output.stderr);
            assert!(said.starts_with(&format!("hegui：{target}：")) && said.contains('；'), "{said}");
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("有误.txt")).expect("the draft"), FAULTY);
    assert_eq!(names(folder.path()), ["夹", "无误.txt", "有误.txt"]);
}

#[cfg(unix)]
#[test]
fn results_go_through_a_link_and_keep_the_permissions_of_what_they_replace() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("旧"), "旧结果").expect("a file");
    fs::set_permissions(at("旧"), fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("旧", at("链")).expect("a link");
    symlink("有误.txt", at("稿")).expect("a link");
    assert_eq!(run(folder.path(), &["check", "有误.txt", "-o", "链", "--format", "json"]).status.code(), Some(1));
    assert!(fs::symlink_metadata(at("链")).expect("the link").is_symlink());
    assert!(fs::read_to_string(at("旧")).expect("the results").starts_with("{\"version\":1"));
    assert_eq!(fs::metadata(at("旧")).expect("the results").permissions().mode() & 0o777, 0o640);
    assert_eq!(run(folder.path(), &["check", "有误.txt", "-o", "稿"]).status.code(), Some(2), "a link to a draft is the draft");
    fs::set_permissions(at("旧"), fs::Permissions::from_mode(0o440)).expect("permissions");
    let refused = run(folder.path(), &["check", "有误.txt", "-o", "旧"]);
    assert!(text(&refused.stderr).contains("只读"), "{}", text(&refused.stderr));
}

#[test]
fn quiet_is_silent_about_what_is_well() {
    let folder = folder();
    fs::write(folder.path().join("清单.txt"), "鸡蛋十个，牛奶两盒。\n").expect("a file");
    let output = run(folder.path(), &["check", "无误.txt", "清单.txt", "--quiet"]);
    assert_eq!((output.status.code(), text(&output.stdout), text(&output.stderr)), (Some(0), String::new(), String::new()));
    let output = run(folder.path(), &["check", "无误.txt", "有误.txt", "没有.txt", "-q", "--select", "numbering/gap"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout).matches("[numbering/gap]").count(), 1);
    assert!(!text(&output.stdout).contains("共检查"));
    assert_eq!(text(&output.stderr), "未能检查：没有.txt：没有这个文件；请检查路径和文件名\n");
    let same = |quiet: &[&str]| {
        let output = hegui(folder.path()).args(["check", "清单.txt", "--format", "json"]).args(quiet).output();
        output.expect("the program starts").stdout
    };
    assert_eq!(same(&[]), same(&["--quiet"]), "what programs read is whole");
}

#[test]
fn statistics_count_what_is_listed() {
    let folder = folder();
    fs::write(folder.path().join("又.txt"), FAULTY).expect("a file");
    let listed = text(&run(folder.path(), &["check", ".", "--format", "short"]).stdout);
    let counted = run(folder.path(), &["check", ".", "--format", "short", "--statistics"]);
    assert_eq!(counted.status.code(), Some(1));
    let mut before = usize::MAX;
    let mut sum = 0;
    for line in text(&counted.stdout).lines() {
        let (count, rule) = line.split_once(' ').expect("a count");
        let (rule, title) = rule.split_once("] ").expect("a title");
        let count: usize = count.parse().expect("a number");
        assert_eq!(listed.matches(&format!(" {rule}] ")).count(), count, "{line}");
        assert!(count <= before && !title.is_empty(), "{line}");
        (before, sum) = (count, sum + count);
    }
    assert_eq!(sum, listed.lines().count());
    let json = run(folder.path(), &["check", ".", "--format", "json", "--statistics"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let counts =
        json["statistics"].as_array().expect("a list").iter().map(|row| row["count"].as_u64().expect("a number") as usize);
    assert_eq!(counts.sum::<usize>(), sum);
    assert_eq!(json["files"][0]["findings"].as_array().expect("a list").len() * 2, sum);
    let table = text(&run(folder.path(), &["check", ".", "--statistics"]).stdout);
    assert_eq!(table.lines().filter(|line| line.starts_with("2  ")).count(), text(&counted.stdout).lines().count());
    assert!(table.ends_with("加 --offered 经确认后改正。\n"), "{table}");
}

#[test]
fn colours_and_links_are_for_those_who_asked() {
    let folder = folder();
    let with = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = hegui(folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK"] {
            command.env_remove(name);
        }
        command.args(["check", "有误.txt"]).args(arguments).envs(variables.iter().copied());
        text(&command.output().expect("the program starts").stdout)
    };
    let (colour, link) = ("\x1b[1;31m", "\x1b]8;;file:///");
    assert!(!with(&[], &[]).contains('\x1b'), "a pipe is plain");
    assert!(with(&[("CLICOLOR_FORCE", "1")], &[]).contains(colour));
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]).contains(colour));
    assert!(with(&[("NO_COLOR", "1")], &["--color", "always"]).contains(colour), "what is typed counts for more");
    assert!(!with(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]).contains('\x1b'));
    let linked = with(&[("FORCE_HYPERLINK", "1")], &["--select", "numbering/gap"]);
    let (_, rest) = linked.split_once(link).expect("a link");
    assert!(rest.contains("/%E6%9C%89%E8%AF%AF.txt#24\x1b\\有误.txt:24:1\x1b]8;;\x1b\\]"), "{linked}");
    assert!(!with(&[("FORCE_HYPERLINK", "1")], &["--color", "never"]).contains('\x1b'));
    assert!(!with(&[("FORCE_HYPERLINK", "1")], &["--format", "short"]).contains('\x1b'));
    let filed = run(folder.path(), &["check", "有误.txt", "-o", "结果"]);
    assert!(filed.status.code() == Some(1) && !fs::read_to_string(folder.path().join("结果")).expect("it").contains('\x1b'));
}

/// Whether a shell takes a script; `None`, loudly, if it is not there.
fn taken(shell: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(shell).args(arguments).stdin(Stdio::null()).output() {
        Ok(output) => {
            assert!(output.status.success(), "{shell}: {}", text(&output.stderr));
            Some(text(&output.stdout))
        }
        Err(_) => {
            eprintln!("\n!! SKIPPED: no {shell}, its completions were not tried");
            None
        }
    }
}

#[test]
fn shells_complete_commands_and_options() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "nushell"] {
        let output = run(folder.path(), &["completions", shell]);
        let script = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            ["check", "--select", "statistics", "sarif"].iter().all(|word| script.contains(word.trim_start_matches('-'))),
            "{shell}"
        );
        // bash has no place for descriptions.
        assert!(shell == "bash" || script.contains("检查文件或文件夹"), "{shell}");
        fs::write(folder.path().join(shell), script).expect("a file");
    }
    let script = |shell: &str| folder.path().join(shell).display().to_string();
    let complete = format!(
        "source '{}'; COMP_WORDS=(hegui check --stat); COMP_CWORD=2; _hegui hegui --stat check; echo \"${{COMPREPLY[@]}}\"",
        script("bash")
    );
    if let Some(replies) = taken("bash", &["--norc", "-c", &complete]) {
        assert_eq!(replies, "--statistics\n");
    }
    taken("zsh", &["-n", &script("zsh")]);
    taken("fish", &["-n", &script("fish")]);
    let unknown = run(folder.path(), &["completions", "basch"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("是不是想写 bash？"), "{}", text(&unknown.stderr));
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let folder = folder();
    let output = run(folder.path(), &["man", "手册/man1"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let pages = names(&folder.path().join("手册/man1"));
    let help = text(&run(folder.path(), &["--help"]).stdout);
    let commands: Vec<_> =
        help.lines().skip_while(|line| *line != "命令：").skip(1).take_while(|line| !line.is_empty()).collect();
    assert!(commands.len() > 7);
    for command in commands {
        let name = command.split_whitespace().next().expect("a name");
        assert!(pages.contains(&format!("hegui-{name}.1")), "{name}");
    }
    let page = fs::read_to_string(folder.path().join("手册/man1/hegui-check.1")).expect("a page");
    assert!(page.contains(".SH 名称\n") && page.contains("statistics") && page.contains("退出状态"), "{page}");
    assert!(!page.lines().any(|line| line.strip_prefix(".SH ").is_some_and(str::is_ascii)), "{page}");
    assert_eq!(
        text(&run(folder.path(), &["man"]).stdout),
        fs::read_to_string(folder.path().join("手册/man1/hegui.1")).expect("it")
    );
    let again = run(folder.path(), &["man", "手册/man1"]);
    assert_eq!((again.status.code(), names(&folder.path().join("手册/man1"))), (Some(0), pages), "old pages are replaced");
    assert_eq!(run(folder.path(), &["man", "有误.txt"]).status.code(), Some(2), "a file is no folder");
}

/// A program that waits for changes, and the lines it prints.
struct Watching {
    child: std::process::Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, paths: &[&str]) -> Watching {
        let mut command = hegui(folder);
        command.args(["check", "--watch", "--format", "short", "--select", "numbering/gap"]).args(paths);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let (send, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
        for stream in streams {
            let send = send.clone();
            std::thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).all(|line| send.send(line).is_ok()));
        }
        Watching { child, lines }
    }

    /// The lines up to the one that says it waits.
    fn round(&self) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("it waits no more: {lines:?}"));
            if line.starts_with("正在等待") {
                // The other stream may be a moment behind.
                while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(50)) {
                    lines.push(line);
                }
                return lines;
            }
            lines.push(line);
        }
    }

    /// The round in which so many findings are told of a file. On a busy machine a write in two steps may be two rounds; no other file
    /// may be told of in any.
    fn until(&self, name: &str, findings: usize) {
        for _ in 0..5 {
            let round = self.round();
            assert!(round.iter().all(|line| line.contains(name)), "{round:?}");
            if found(&round, name) == findings {
                return;
            }
        }
        panic!("{name} was not told with {findings} findings");
    }

    /// Whether nothing is said for a while.
    fn silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(700)).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn found(lines: &[String], name: &str) -> usize {
    lines.iter().filter(|line| line.starts_with(&format!("{name}:"))).count()
}

const GAP: &str = "一、工作情况\n三、存在不足\n";
const NO_GAP: &str = "一、工作情况\n二、存在不足\n";

#[test]
fn what_is_changed_is_checked_again_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("夹")).expect("a folder");
    fs::write(at("夹/甲.txt"), GAP).expect("a file");
    fs::write(at("夹/乙.txt"), GAP).expect("a file");
    fs::write(at("丙.txt"), GAP).expect("a file");
    fs::write(at("旁.txt"), GAP).expect("a file");
    let watching = Watching::start(folder.path(), &["夹", "丙.txt"]);
    let first = watching.round();
    assert_eq!(["夹/甲.txt", "夹/乙.txt", "丙.txt"].map(|name| found(&first, name)), [1, 1, 1], "{first:?}");
    // Written in place.
    fs::write(at("夹/甲.txt"), format!("{GAP}五、其他\n")).expect("a file");
    watching.until("夹/甲.txt", 2);
    // Replaced, as editors do; and mended.
    fs::write(at("夹/.甲.swp"), NO_GAP).expect("a file");
    fs::rename(at("夹/.甲.swp"), at("夹/甲.txt")).expect("renamed");
    watching.until("夹/甲.txt", 0);
    // A file that was named, moved away and written anew.
    fs::rename(at("丙.txt"), at("丙.txt~")).expect("renamed");
    fs::write(at("丙.txt"), format!("{GAP}五、其他\n")).expect("a file");
    watching.until("丙.txt", 2);
    // A new file in the folder is one of those that are watched.
    fs::write(at("夹/丁.txt"), GAP).expect("a file");
    watching.until("夹/丁.txt", 1);
    // What was not asked for, and what is only looked at.
    fs::write(at("旁.txt"), NO_GAP).expect("a file");
    fs::read(at("夹/乙.txt")).expect("it is read");
    assert!(watching.silent());
}

#[cfg(unix)]
#[test]
fn watching_ends_cleanly_when_it_is_interrupted() {
    let folder = folder();
    let mut watching = Watching::start(folder.path(), &["有误.txt"]);
    watching.round();
    let interrupted = Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status();
    assert!(interrupted.is_ok_and(|status| status.success()));
    let status = watching.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = folder();
    for arguments in [&["-"][..], &["有误.txt", "--format", "json"], &["有误.txt", "-o", "结果"], &["没有/没有.txt"]] {
        let output = hegui(folder.path()).args(["check", "--watch"]).args(arguments).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
