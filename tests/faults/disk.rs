//! Disks that are full, read-only or closed to this user; output that nobody takes.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};

use super::desk::{Desk, RIGHT, WRONG, can, document, is_root, is_temporary};

const FORMATS: &[&str] = &["human", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];
/// Namespaces in which a user may mount disks of his own.
const MOUNTS: &[&str] = &["unshare", "-rm"];

fn may_mount() -> bool {
    can(&["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], "no disk was filled or made read-only")
}

/// Every command that writes a file, and what it writes.
const WRITERS: &[(&str, &str)] = &[
    ("fix", "fix 报告.txt"),
    ("check", "check 报告.txt --format json -o 结果.json"),
    ("baseline", "baseline 报告.txt --reason 原文如此"),
    ("annotate", "annotate 报告.docx -o 批注.docx"),
    ("annotate", "annotate 报告.docx --in-place"),
    ("init", "init ."),
];

fn drafts(desk: &Desk, folder: &str) {
    desk.write(format!("{folder}/报告.txt"), format!("{WRONG}\n").repeat(800));
    desk.write(format!("{folder}/报告.docx"), document(400));
}

/// A script that runs each of the commands in `盘`, and says how each ended and what lies there then.
fn each_writer() -> String {
    let run = |(command, line): &(&str, &str)| {
        let own = if *command == "init" { "" } else { "--rules ../规则 --profile general --select wording/place" };
        format!(
            "$HEGUI {line} {own}; echo \"{line}=$?\"; ls -A | tr '\\n' ' '; echo; cmp 报告.txt ../原稿/报告.txt && cmp 报告.docx ../原稿/报告.docx || echo CHANGED\n"
        )
    };
    WRITERS.iter().map(run).collect()
}

#[track_caller]
fn all_refused(told: &super::desk::Told, words: &str) {
    for (_, line) in WRITERS {
        assert!(told.out.contains(&format!("{line}=2\n")), "{line}: {told:?}");
    }
    assert!(!told.out.contains("CHANGED") && !told.out.contains(".hegui-"), "{told:?}");
    assert!(
        ["结果.json", "批注.docx", ".bak", "hegui.yaml"].iter().all(|name| !told.out.contains(&format!("{name} "))),
        "{told:?}"
    );
    assert_eq!(told.err.matches(words).count(), WRITERS.len(), "{told:?}");
    assert!(!told.err.contains("os error"), "{}", told.err);
}

#[test]
fn on_a_full_disk_nothing_changes_and_every_command_says_so() {
    if !may_mount() {
        return;
    }
    let desk = Desk::new();
    drafts(&desk, "原稿");
    fs::create_dir(desk.at("盘")).expect("a folder");
    let fill =
        "set -e; mount -t tmpfs -o size=96k none 盘; cp 原稿/* 盘; cd 盘; cat /dev/zero > 占满 2>/dev/null || true; set +e\n";
    all_refused(&desk.shell(MOUNTS, &(fill.to_owned() + &each_writer())), "磁盘已满");
}

#[test]
fn on_a_read_only_disk_as_well() {
    if !may_mount() {
        return;
    }
    let desk = Desk::new();
    drafts(&desk, "原稿");
    fs::create_dir(desk.at("盘")).expect("a folder");
    let mount = "set -e; mount --bind 原稿 盘; mount -o remount,ro,bind 盘; cd 盘; set +e\n";
    all_refused(&desk.shell(MOUNTS, &(mount.to_owned() + &each_writer())), "磁盘是只读的");
}

#[test]
fn output_that_is_not_taken_ends_with_status_2_whatever_the_format() {
    let desk = Desk::new();
    desk.write("报告.txt", WRONG);
    for format in FORMATS {
        let told = desk.shell(&[], &format!("$HEGUI check 报告.txt $OWN --format {format} >/dev/full"));
        told.says(2, "结果没有写完，磁盘已满");
    }
    for command in ["outline", "facts", "rules", "explain", "config", "man", "completions", "check"] {
        let line = match command {
            "outline" | "facts" => format!("{command} 报告.txt"),
            "explain" => "explain numbering/gap".to_owned(),
            "completions" => "completions bash".to_owned(),
            "check" => "--help".to_owned(),
            other => other.to_owned(),
        };
        desk.shell(&[], &format!("$HEGUI {line} >/dev/full")).says(2, "结果没有写完，磁盘已满");
    }
    // What was mended stays mended, and whoever reads only the status knows that not all was told.
    desk.shell(&[], "$HEGUI fix 报告.txt $OWN >/dev/full").says(2, "结果没有写完");
    assert_eq!(fs::read_to_string(desk.at("报告.txt")).expect("a file"), RIGHT);
    desk.shell(&[], "$HEGUI fix - $OWN <报告.txt >/dev/full").says(2, "结果没有写完");
}

#[test]
fn a_reader_that_goes_away_and_closed_streams_end_quietly() {
    let desk = Desk::new();
    (0..400).for_each(|number| desk.write(format!("各局/{number}.txt"), format!("{WRONG}\n").repeat(20)));
    for format in FORMATS {
        let told =
            desk.shell(&[], &format!("$HEGUI check 各局 $OWN --format {format} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"));
        told.ends(0);
        assert_eq!(told.err, "", "{format}");
    }
    // Without streams the work is done and the status is that of the work; standard input that is closed is empty.
    desk.shell(&[], "$HEGUI check 各局/1.txt $OWN --fail-on warning >&-").ends(1);
    desk.shell(&[], "$HEGUI check 各局/1.txt 没有.txt $OWN 2>&-").ends(2);
    desk.shell(&[], "$HEGUI fix 各局 $OWN <&- >&- 2>&-").ends(0);
    assert!(fs::read_to_string(desk.at("各局/7.txt")).expect("a file").starts_with(RIGHT));
    desk.shell(&[], "$HEGUI check - $OWN <&-").says(2, "文件是空的");
}

/// A limit on the size of files is a signal that ends the program, as a kill does.
#[test]
fn at_the_limit_of_file_sizes_the_draft_stays() {
    let desk = Desk::new();
    let draft = format!("{WRONG}\n").repeat(800);
    desk.write("报告.txt", &draft);
    let told = desk.shell(&[], "ulimit -f 2; $HEGUI fix 报告.txt $OWN");
    assert_ne!(told.status, Some(0));
    assert_eq!(fs::read_to_string(desk.at("报告.txt")).expect("a file"), draft);
    desk.run(&["fix", "报告.txt"]).ends(0);
    assert!(!desk.files().keys().any(|name| is_temporary(name)), "what was left is gone");
}

/// Root may read and write everything, so these are tried as somebody else.
fn other_user() -> Option<&'static [&'static str]> {
    const OTHER: &[&str] = &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    if !is_root() {
        return Some(&["env"]);
    }
    let words = [OTHER, &[env!("CARGO_BIN_EXE_hegui"), "--version"]].concat();
    can(&words, "permissions were not tried").then_some(OTHER)
}

#[test]
fn what_may_not_be_read_or_written_is_named_and_the_rest_is_done() {
    let Some(other) = other_user() else { return };
    let desk = Desk::new();
    for name in ["卷/读得.txt", "卷/读不得.txt", "卷/进不得/报告.txt", "卷/只能进/报告.txt", "卷/只读/报告.txt"]
    {
        desk.write(name, WRONG);
    }
    let mode = |name: &str, mode| fs::set_permissions(desk.at(name), fs::Permissions::from_mode(mode)).expect("a mode");
    if is_root() {
        for name in
            ["卷", "卷/读得.txt", "卷/读不得.txt", "卷/进不得", "卷/只能进", "卷/只能进/报告.txt", "卷/只读", "卷/只读/报告.txt"]
        {
            chown(desk.at(name), Some(65534), Some(65534)).expect("an owner");
        }
    }
    for (name, bits) in [("卷/读不得.txt", 0o200), ("卷/进不得", 0), ("卷/只能进", 0o311), ("卷/只读", 0o555)] {
        mode(name, bits);
    }
    let check = desk.run_as(other, &["check", "卷", "--format", "short", "--fail-on", "warning"]);
    check.says(2, "卷/读不得.txt：没有读取的权限");
    check.says(2, "卷/进不得：没有读取的权限");
    check.says(2, "卷/只能进：没有读取的权限");
    let check = desk.run_as(other, &["check", "卷", "--format", "json"]);
    check.ends(2);
    let json: serde_json::Value = serde_json::from_str(&check.out).expect("JSON, whole");
    let files = json["files"].as_array().expect("files");
    let of = |path: &str| files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {json}"));
    assert_eq!(of("卷/读得.txt")["findings"].as_array().expect("findings").len(), 1);
    assert!(of("卷/进不得")["error"].is_string() && of("卷/读不得.txt")["error"].is_string());
    // A file in a folder that lists nothing is read if it is named.
    desk.run_as(other, &["check", "卷/只能进/报告.txt"]).ends(0);
    let fix = desk.run_as(other, &["fix", "卷"]);
    fix.says(2, "卷/只读/报告.txt：所在的文件夹不能新建文件");
    assert!(fix.out.contains("改正了1个"), "{fix:?}");
    desk.run_as(other, &["check", "卷/读得.txt", "-o", "卷/只读/结果.txt"]).says(2, "所在的文件夹不能新建文件");
    desk.run_as(other, &["init", "卷/只读"]).says(2, "所在的文件夹不能新建文件");
    desk.run_as(other, &["check", "卷/读得.txt", "-o", "没有/结果.txt"]).says(2, "所在的文件夹不存在");
    mode("卷/进不得", 0o755);
    mode("卷/只能进", 0o755);
}
