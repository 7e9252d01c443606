//! What there is of room, and what the program promises to take of it at most.

use std::fs;

use super::desk::{Desk, RIGHT, WRONG, can, is_temporary};

/// An environment without anything, and one in which everything is wrong.
#[test]
fn no_variable_of_the_environment_is_needed() {
    let desk = Desk::new();
    desk.write("报告.txt", WRONG);
    for environment in [
        "env -i",
        "env -u HOME -u TMPDIR -u LANG -u LC_ALL",
        "env HOME=/没有 TMPDIR=/没有 XDG_CONFIG_HOME=/没有 LC_ALL=xx_XX.GBK LANG=zh_CN.GB18030 TZ=/没有 TERM= COLUMNS=0",
        "env HOME= PATH= TMPDIR=/dev/null COLUMNS=99999999999",
        "env HOME=$'\\xff' LC_ALL=C TMPDIR=$'\\xff'",
    ] {
        let told = desk.shell(&[], &format!("{environment} $HEGUI check 报告.txt $OWN --format short --fail-on warning"));
        assert_eq!((told.status, told.out.lines().count()), (Some(1), 1), "{environment}: {told:?}");
        assert!(told.out.contains("地名用字有误"), "{environment}: {told:?}");
    }
}

/// The year of a report comes from the report. Here there is none before 1970 or after 2100.
#[test]
fn a_clock_that_is_far_off_changes_nothing() {
    let desk = Desk::new();
    desk.write("报告.txt", include_str!("../../samples/faulty.txt"));
    let check = |clock: &str| desk.shell(&[], &format!("{clock} $HEGUI check 报告.txt --format json; $HEGUI facts 报告.txt")).out;
    let now = check("");
    for time in ["@0", "2200-01-01"] {
        desk.shell(&[], &format!("touch -d {time} 报告.txt")).ends(0);
        assert!(check("") == now, "the time of a file counts for nothing");
    }
    if can(&["faketime", "2037-01-01", "true"], "no other clock was tried") {
        ["1971-01-01", "2037-01-01"].iter().for_each(|time| assert!(check(&format!("faketime {time}")) == now, "{time}"));
    }
}

/// The folder of work is gone.
#[test]
fn a_folder_of_work_that_is_gone_is_no_hindrance() {
    let desk = Desk::new();
    desk.write("报告.txt", WRONG);
    let there = "H=$HEGUI; T=$PWD; mkdir 去; cd 去; rmdir ../去;";
    for line in ["check", "fix --diff", "facts", "outline"] {
        let own = "--rules $T/规则 --profile general --select wording/place";
        let own = if line == "facts" || line == "outline" { "" } else { own };
        let told = desk.shell(&[], &format!("{there} $H {line} $T/报告.txt {own}; [ $? -lt 2 ]"));
        told.ends(0);
    }
    desk.shell(&[], &format!("{there} $H init")).says(2, "所在的文件夹不存在");
}

#[test]
fn nothing_and_too_much_are_refused_at_once() {
    let desk = Desk::new();
    desk.write("空.txt", "");
    desk.write("空白.txt", " \n\u{3000}\r\n\u{FEFF}");
    for (name, size) in [("大.txt", "10G"), ("大.docx", "10G"), ("大.md", "64M"), ("大.html", "65M")] {
        desk.shell(&[], &format!("truncate -s {size} {name}")).ends(0);
    }
    for name in ["空.txt", "空白.txt"] {
        for command in ["check", "fix", "outline", "facts"] {
            desk.shell(&[], &format!("$HEGUI {command} {name}")).says(2, "文件是空的，或者只有空白");
        }
    }
    // By its size, before a byte is read: in memory that would not hold it.
    for name in ["大.txt", "大.docx"] {
        for line in
            [format!("check {name}"), format!("fix {name}"), format!("outline {name}"), format!("annotate {name} -o 批注.docx")]
        {
            desk.shell(&[], &format!("ulimit -v 150000; $HEGUI {line}")).says(2, "文件有10240MB，超过了64MB的上限");
        }
    }
    desk.shell(&[], "$HEGUI check 大.html").says(2, "文件有65MB，超过了64MB的上限");
    desk.shell(&[], "$HEGUI check 大.md").ends(2);
}

/// Files of ours that are too large, or cannot be read, end the run before anything is called clean.
#[test]
fn settings_mutes_and_rules_are_refused_beyond_their_sizes() {
    let desk = Desk::new();
    desk.write("各局/报告.txt", WRONG);
    for (name, megabytes, words) in
        [("hegui.yaml", 2, "文件超过 1024 KB 的上限"), ("hegui.mutes.yaml", 17, "文件超过 16384 KB 的上限")]
    {
        let path = format!("各局/{name}");
        desk.write(&path, "# 空行\n".repeat(megabytes * 120_000));
        desk.run(&["check", "各局"]).says_so(2, words);
        desk.write(&path, b"\xff\xfe\xff");
        desk.run(&["check", "各局"]).says(2, "不是UTF-8编码");
        fs::remove_file(desk.at(&path)).expect("a file");
    }
    desk.write("规则/大.yaml", "# 空行\n".repeat(240_000));
    desk.run(&["check", "各局"]).says(2, "超过1MB，不会是规则文件");
    // What is no file is no setting, and is not waited for.
    desk.shell(&[], "rm 规则/大.yaml; mkfifo 规则/管道.yaml 各局/hegui.yaml 各局/hegui.mutes.yaml").ends(0);
    desk.run(&["check", "各局"]).ends(0);
    desk.run(&["check", "各局", "--config", "各局/hegui.yaml"]).says(2, "不是普通文件");
}

/// Too little memory ends the program in the middle; what it was writing is as it was. A draft that does not fit is told.
#[test]
fn without_memory_no_draft_is_lost() {
    let desk = Desk::new();
    let draft = format!("{WRONG}\n").repeat(60_000);
    desk.write("报告.txt", &draft);
    let (mut refused, mut ended, mut done) = (0, 0, 0);
    for megabytes in [6, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 512] {
        desk.write("报告.txt", &draft);
        let told =
            desk.shell(&[], &format!("ulimit -c 0; ulimit -v {}; exec $HEGUI fix 报告.txt $OWN --jobs 1", megabytes * 1024));
        let now = fs::read_to_string(desk.at("报告.txt")).expect("a file");
        match told.status {
            Some(0) => done += 1,
            Some(2) => refused += 1,
            _ => ended += 1,
        }
        assert!(now == draft || now == draft.replace(WRONG, RIGHT), "{megabytes} MB: {told:?}");
        assert!(told.status != Some(0) || now != draft, "{megabytes} MB: {told:?}");
    }
    eprintln!("with too little memory: {refused} refused, {ended} ended, {done} done");
    assert!(done > 0 && ended + refused > 0);
    desk.write("报告.txt", WRONG);
    desk.run(&["fix", "报告.txt"]).ends(0);
    assert!(!desk.files().keys().any(|name| is_temporary(name)));
}

/// Few files may be open at once.
#[test]
fn with_few_open_files_the_work_is_done_or_refused() {
    let desk = Desk::new();
    (0..50).for_each(|number| desk.write(format!("各局/{number}.txt"), WRONG));
    let script = |files| format!("export HEGUI OWN; ulimit -n {files}; exec $HEGUI fix 各局 $OWN --jobs 8");
    desk.shell(&[], &script(24)).ends(0);
    desk.shell(&[], "for f in 各局/*; do echo 全年在青岚县原上镇办件12件。 > $f; done").ends(0);
    for files in 4..16 {
        let told = desk.shell(&[], &script(files));
        assert!(matches!(told.status, Some(0 | 2 | 127)), "{files}: {told:?}");
        if told.status == Some(2) {
            told.says(2, "打开的文件太多");
        }
    }
    assert!(!desk.files().keys().any(|name| is_temporary(name)));
}

/// Where documents are converted there must be room for copies.
#[test]
fn a_temporary_folder_that_cannot_be_used_is_told() {
    if !can(&["soffice", "--version"], "no document was converted without room") {
        return;
    }
    let desk = Desk::new();
    desk.write("旧.rtf", r"{\rtf1\ansi\uc0\u20840\u24180\u21150\u20214.}");
    for (folder, words) in [("/没有", "没有这个文件夹"), ("/proc", "没有这个文件夹"), ("报告.txt", "用不了")]
    {
        desk.shell(&[], &format!("touch 报告.txt; TMPDIR={folder} $HEGUI check 旧.rtf $OWN")).says(2, words);
    }
    // What a killed run left there is gone after the next.
    let killed = "mkdir 临时; export TMPDIR=$PWD/临时; $HEGUI check 旧.rtf $OWN & p=$!
        for i in $(seq 300); do [ -e 临时/hegui-*/lock ] && break; sleep 0.01; done
        kill -9 $p; wait $p
        # What it started ends of itself.
        for i in $(seq 300); do pgrep -f $TMPDIR/ >/dev/null || break; sleep 0.1; done
        ls 临时 | grep -c hegui-; $HEGUI check 旧.rtf $OWN >/dev/null; ls 临时 | grep -c hegui-";
    let told = desk.shell(&[], killed);
    assert_eq!(told.out, "1\n0\n", "{told:?}");
}
