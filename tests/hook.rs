//! A faulty report does not get into the repository: the hooks, run by the real pre-commit program and by git itself.
#![cfg(unix)]

#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "the tests of Word documents need more of it")]
mod pack;
#[path = "hook/repository.rs"]
mod repository;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pack::{Pack, p};
use repository::{Repository, said};

const CHECK: &str = "      - id: hegui\n";
const FIX: &str = "      - id: hegui-fix\n";
const GOOD: &str = include_str!("../samples/correct.txt");

/// A report that goes from 三 to 五.
fn bad() -> String {
    GOOD.replace("\n四、", "\n五、")
}

/// A report with a fault that needs no asking, 「（一)」, and no other.
fn slip() -> String {
    GOOD.replace("\n\u{FF08}一\u{FF09}带头谋划部署", "\n\u{FF08}一)带头谋划部署")
}

/// Whether there is a pre-commit to try. It is not part of the project: `python3 -m pip install pre-commit`.
fn pre_commit() -> bool {
    let there = ["git", "python3"].iter().all(|program| starts(Command::new(program).arg("--version")))
        && starts(Command::new("python3").args(["-m", "pre_commit", "--version"]));
    if !there {
        println!("SKIPPED: no pre-commit, the hooks for it were not tried; python3 -m pip install pre-commit");
    }
    there
}

fn starts(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_bad_report_blocks_and_a_good_one_passes() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(CHECK);
    repository.stage("2024年法治政府建设年度报告.txt", bad());
    let blocked = repository.commit();
    let why = said(&blocked);
    assert!(!blocked.status.success() && repository.commits() == 0, "{why}");
    assert!(why.contains("exit code: 1") && why.contains("numbering/gap"), "{why}");
    assert!(!why.contains('\u{1b}'), "colours in a pipe: {why}");
    let check = said(&repository.run("hegui", &["check", "2024年法治政府建设年度报告.txt"]));
    assert!(why.contains(check.trim()), "the hook says something else than the program: {why}");

    repository.stage("2024年法治政府建设年度报告.txt", GOOD);
    let passed = repository.commit();
    assert!(passed.status.success() && repository.commits() == 1, "{}", said(&passed));
}

#[test]
fn pages_that_are_no_reports_are_left_alone_unless_asked_for() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(&format!("{FIX}{CHECK}"));
    for name in ["README.md", "requirements.txt", "drafts/qingluan.txt", "年度报告/图.png"] {
        repository.stage(name, slip());
    }
    let passed = repository.commit();
    assert!(passed.status.success(), "{}", said(&passed));
    assert!(said(&passed).contains("Skipped"), "{}", said(&passed));

    let repository = Repository::new();
    repository.pre_commit(&format!("{CHECK}        files: '^drafts/.*\\.(docx|txt|md)$'\n        args: [--fail-on, warning]\n"));
    repository.stage("drafts/qingluan.txt", bad());
    let blocked = repository.commit();
    assert!(!blocked.status.success() && said(&blocked).contains("drafts/qingluan.txt"), "{}", said(&blocked));
}

#[test]
fn what_is_staged_is_what_is_checked() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(CHECK);
    repository.stage("报告.txt", bad());
    repository.write("报告.txt", GOOD);
    let blocked = repository.commit();
    assert!(!blocked.status.success() && said(&blocked).contains("numbering/gap"), "{}", said(&blocked));
    assert_eq!(repository.read("报告.txt"), GOOD, "the edit that was not staged is back");

    repository.stage("报告.txt", GOOD);
    repository.write("报告.txt", bad());
    let passed = repository.commit();
    assert!(passed.status.success(), "{}", said(&passed));
    assert_eq!(repository.read("报告.txt"), bad(), "the edit that was not staged is back");
    assert_eq!(repository.git(&["show", "HEAD:报告.txt"]), GOOD);
}

#[test]
fn fixes_are_left_unstaged_and_told() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(&format!("{FIX}{CHECK}"));
    repository.stage("报告.txt", slip());
    let mended = repository.commit();
    let why = said(&mended);
    assert!(!mended.status.success() && repository.commits() == 0, "{why}");
    assert!(why.contains("files were modified by this hook") && why.contains("报告.txt：改正1处"), "{why}");
    assert_eq!(repository.read("报告.txt"), GOOD);
    assert_eq!(repository.git(&["show", ":报告.txt"]), slip(), "the commit still holds what its author wrote");

    // Looked at, staged and committed.
    repository.git(&["add", "报告.txt"]);
    let passed = repository.commit();
    assert!(passed.status.success(), "{}", said(&passed));
}

#[test]
fn a_fix_does_not_run_over_an_edit_that_is_not_staged() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(FIX);
    let under_way = slip().replace("一)带头谋划部署", "一)带头谋划部署工作");
    repository.stage("报告.txt", slip());
    repository.write("报告.txt", &under_way);
    let mended = repository.commit();
    assert!(!mended.status.success(), "{}", said(&mended));
    assert_eq!(repository.read("报告.txt"), under_way);
}

#[test]
fn many_drafts_with_any_name_are_checked_by_one_process_without_a_bar() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(CHECK);
    let odd = ["2024 年 报告.txt", "年度报告/栖霞镇.md", "报告'引号\".html", "报告\u{20BB7}.TXT", "报告$(id).txt"];
    for name in odd {
        repository.stage(name, GOOD);
    }
    for number in 0..200 {
        repository.write(&format!("年度报告/第{number}份.txt"), GOOD);
    }
    repository.stage("年度报告/末份.txt", bad());
    repository.git(&["add", "-A"]);
    // With colour pre-commit gives the program a terminal of its own making.
    let run = repository.run("python3", &["-m", "pre_commit", "run", "--color", "always"]);
    let why = said(&run);
    assert!(!run.status.success() && why.contains("共检查206个文件"), "{why}");
    assert_eq!(why.matches("共检查").count(), 1, "{why}");
    assert!(why.contains("\u{1b}["), "no colours: {why}");
    assert!(!why.contains("正在检查"), "a bar in what was caught: {why}");
}

#[test]
fn what_cannot_be_read_blocks_with_a_way_out() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(CHECK);
    repository.stage("报告.docx", "PK\u{3}\u{4}, and no more");
    let blocked = repository.commit();
    let why = said(&blocked);
    assert!(!blocked.status.success() && why.contains("exit code: 2"), "{why}");
    assert!(why.contains("未能检查：报告.docx") && why.contains("请先解压"), "{why}");
}

#[test]
fn word_documents_are_checked_and_not_rewritten() {
    if !pre_commit() {
        return;
    }
    let repository = Repository::new();
    repository.pre_commit(&format!("{FIX}{CHECK}        args: [--fail-on, warning]\n"));
    repository.stage("报告.docx", word(&slip()));
    let blocked = repository.commit();
    let why = said(&blocked);
    assert!(!blocked.status.success() && why.contains("numbering/mixed-brackets"), "{why}");
    assert!(!why.contains("files were modified"), "{why}");
}

/// The text as a Word document.
fn word(text: &str) -> Vec<u8> {
    Pack::body(&text.lines().map(p).collect::<String>()).zip()
}

#[test]
fn the_manifest_and_the_examples_in_the_pages_are_valid() {
    if !pre_commit() {
        return;
    }
    let manifest = root().join(".pre-commit-hooks.yaml");
    let valid = |what: &str, path: &Path| {
        let output = Command::new("python3").args(["-m", "pre_commit", what]).arg(path).output().expect("python starts");
        assert!(output.status.success(), "{}: {}", path.display(), said(&output));
    };
    valid("validate-manifest", &manifest);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut examples = 0;
    for page in ["README.md", "README.zh-CN.md", "docs/hooks.md"] {
        let text = fs::read_to_string(root().join(page)).expect("the page is there");
        for block in text.split("```yaml\n").skip(1).filter_map(|rest| rest.split_once("\n```")) {
            if block.0.contains("repos:") {
                let path = folder.path().join("config.yaml");
                fs::write(&path, block.0).expect("a file");
                valid("validate-config", &path);
                examples += 1;
            }
        }
    }
    assert!(examples >= 3, "{examples} examples");
}

#[test]
fn the_commands_for_servers_do_their_work() {
    let page = fs::read_to_string(root().join("docs/hooks.md")).expect("the page is there");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("年度报告")).expect("a folder");
    fs::write(folder.path().join("年度报告/栖霞镇.txt"), bad()).expect("a file");
    let mut formats = Vec::new();
    for (_, rest) in page.match_indices("hegui check --format ").map(|(at, lead)| page[at..].split_at(lead.len())) {
        let arguments = rest.split(['\n', '`', '>']).next().unwrap_or_default().split_whitespace();
        let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
            .current_dir(folder.path())
            .args(["check", "--format"])
            .args(arguments.clone())
            .output()
            .expect("the program starts");
        let expected = if arguments.clone().any(|one| one == "never") { 0 } else { 1 };
        assert_eq!(output.status.code(), Some(expected), "{}: {}", arguments.collect::<Vec<_>>().join(" "), said(&output));
        assert!(said(&output).contains("numbering/gap"));
        formats.extend(rest.split_whitespace().next());
    }
    formats.dedup();
    assert_eq!(formats, ["github", "sarif", "gitlab", "short"]);
}

#[test]
fn the_hook_for_git_alone_checks_what_is_staged() {
    let repository = Repository::new();
    plain(&repository);
    repository.stage("2024 年报告.txt", bad());
    repository.write("2024 年报告.txt", GOOD);
    repository.stage("README.md", slip());
    let blocked = repository.commit();
    let why = said(&blocked);
    assert!(!blocked.status.success() && repository.commits() == 0, "{why}");
    assert!(why.contains("2024 年报告.txt:37:1") && why.contains("numbering/gap") && why.contains("--no-verify"), "{why}");
    assert!(!why.contains("README"), "{why}");

    repository.stage("2024 年报告.txt", GOOD);
    repository.stage("年度报告/栖霞镇\"引号.docx", word(GOOD));
    repository.write("2024 年报告.txt", bad());
    let passed = repository.commit();
    assert!(passed.status.success() && said(&passed).is_empty(), "{}", said(&passed));

    // What a commit takes away is not looked for, a Word document is read as one.
    repository.git(&["rm", "--quiet", "--force", "2024 年报告.txt"]);
    repository.stage("年度报告/栖霞镇\"引号.docx", word(&bad()));
    let blocked = repository.commit();
    assert!(!blocked.status.success() && said(&blocked).contains("numbering/gap"), "{}", said(&blocked));
}

#[test]
fn the_hook_for_git_alone_reads_what_a_checkout_would_give() {
    let repository = Repository::new();
    plain(&repository);
    repository.git(&["config", "hegui.files", "^drafts/"]);
    repository.stage(".gitattributes", "*.txt working-tree-encoding=GB18030\n");
    repository.stage("drafts/qingluan.txt", encoding_rs::GB18030.encode(GOOD).0);
    let passed = repository.commit();
    assert!(passed.status.success(), "{}", said(&passed));
    repository.stage("drafts/qingluan.txt", encoding_rs::GB18030.encode(&bad()).0);
    let blocked = repository.commit();
    assert!(!blocked.status.success() && said(&blocked).contains("drafts/qingluan.txt:37:1"), "{}", said(&blocked));
}

#[test]
fn the_hook_for_git_alone_says_so_when_it_could_not_check() {
    let repository = Repository::new();
    plain(&repository);
    repository.stage("报告.txt", "");
    let blocked = repository.commit();
    assert!(!blocked.status.success() && said(&blocked).contains("文件是空的"), "{}", said(&blocked));

    // The programs of the system, without hegui.
    let bare = std::env::join_paths(programs(&["git", "bash", "env"])).expect("folders");
    if std::env::split_paths(&bare).any(|folder| folder.join("hegui").exists()) {
        println!("SKIPPED: hegui is installed beside git, a missing one was not tried");
        return;
    }
    repository.stage("报告.txt", GOOD);
    let blocked = repository.run_with(&bare, "git", &["commit", "-m", "稿件"]);
    assert!(!blocked.status.success() && said(&blocked).contains("请先安装hegui"), "{}", said(&blocked));
}

/// Sets the hook for git alone up as the page says.
fn plain(repository: &Repository) {
    let hooks = repository.folder().join(".git/hooks");
    fs::create_dir_all(&hooks).expect("a folder");
    fs::copy(root().join("hooks/pre-commit"), hooks.join("pre-commit")).expect("the hook is copied with its permissions");
}

/// The folders in which programs lie.
fn programs(names: &[&str]) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let holds = |name: &&str| std::env::split_paths(&path).find(|folder| folder.join(name).is_file());
    names.iter().filter_map(holds).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
