//! Files that others change, move or take away while the program works on them. Strace holds the program up between two calls, and
//! something is done meanwhile.

use std::fs;

use super::desk::{Desk, RIGHT, Told, WRONG, can, document, is_temporary};

fn may_hold_up() -> bool {
    can(&["strace", "-qq", "-o", "/dev/null", "true"], "nothing was changed in the middle of a run")
}

/// Something happens to the draft after it was read and before the mended one takes its place: the mended one is given up.
#[test]
fn a_draft_that_another_program_changed_is_not_overwritten() {
    if !may_hold_up() {
        return;
    }
    const CHANGED: &str = "文件刚刚被别的程序改动过，没有覆盖";
    let cases = [
        // As many bytes as before, and the time of before.
        ("touch -r 报告.txt 时; echo 乙年在青岚县原上镇办件12件。 > 报告.txt; touch -r 时 报告.txt; rm 时", CHANGED),
        ("echo 又加一行。 >> 报告.txt", CHANGED),
        (": > 报告.txt", CHANGED),
        ("truncate -s 10G 报告.txt", CHANGED),
        ("echo 别人的稿件 > 另; mv 另 报告.txt", CHANGED),
        ("rm 报告.txt; mkfifo 报告.txt", CHANGED),
        ("rm 报告.txt; mkdir 报告.txt", CHANGED),
        ("rm 报告.txt", "文件刚刚被移走或改名，没有改动"),
        ("mv 报告.txt 旧稿.txt", "文件刚刚被移走或改名，没有改动"),
    ];
    for (meanwhile, words) in cases {
        let desk = Desk::new();
        desk.write("报告.txt", format!("{WRONG}\n"));
        // What it is after the other program, and nothing else.
        let told = desk.held_up("fsync", 400, &["fix", "报告.txt"], &format!("{meanwhile}; stat -c '%s %F' 报告.txt 2>&1"));
        told.says(2, words);
        let now = desk.shell(&[], "stat -c '%s %F' 报告.txt 2>&1").out;
        assert!(told.out.starts_with(&now), "{meanwhile}: {now} {told:?}");
        assert!(
            !desk.files().iter().any(|(name, bytes)| is_temporary(name) || bytes.starts_with(RIGHT.as_bytes())),
            "{meanwhile}"
        );
    }
}

#[test]
fn a_document_and_a_file_of_mutes_are_not_overwritten_either() {
    if !may_hold_up() {
        return;
    }
    let desk = Desk::new();
    desk.write("报告.docx", document(20));
    desk.write("批注.docx", document(2));
    let output = ["annotate", "报告.docx", "-o", "批注.docx"];
    desk.held_up("fsync", 400, &output, "echo 别人的 > 批注.docx").says(2, "文件刚刚被别的程序改动过");
    assert_eq!(fs::read_to_string(desk.at("批注.docx")).expect("a file"), "别人的\n");
    desk.write("报告.txt", WRONG);
    let told =
        desk.held_up("fsync", 400, &["baseline", "报告.txt", "--reason", "原文如此"], "echo '# 别人的' > hegui.mutes.yaml");
    told.says(2, "已经有这个文件，没有改动");
    assert_eq!(fs::read_to_string(desk.at("hegui.mutes.yaml")).expect("a file"), "# 别人的\n");
    assert!(!desk.files().keys().any(|name| is_temporary(name)));
}

/// Between the list of a folder and the reading of its files: a pipe stands before them and is written to only then.
fn while_listed(meanwhile: &str) -> (Desk, Told) {
    let desk = Desk::new();
    for name in ["甲.txt", "乙.txt", "丙.txt"] {
        desk.write(format!("各局/{name}"), WRONG);
    }
    let check = "$HEGUI check 先 各局 $OWN --format short --jobs 1";
    let told = desk.shell(&[], &format!("mkfifo 先; {check} & exec 3>先; {meanwhile}; echo 已经列完。 >&3; exec 3>&-; wait $!"));
    (desk, told)
}

#[test]
fn a_file_of_a_folder_that_is_gone_is_named_and_the_rest_is_checked() {
    let (_desk, told) = while_listed("rm 各局/甲.txt");
    told.says(2, "各局/甲.txt：没有这个文件");
    assert!(told.out.contains("各局/丙.txt:1:7") && told.out.contains("各局/乙.txt:1:7"), "{told:?}");
    let (_desk, told) = while_listed("truncate -s 10G 各局/甲.txt; : > 各局/乙.txt");
    told.says(2, "各局/甲.txt：文件有10240MB，超过了64MB的上限");
    told.says(2, "各局/乙.txt：文件是空的");
    let (_desk, told) = while_listed("rm 各局/甲.txt; mkfifo 各局/甲.txt; rm 各局/乙.txt; mkdir 各局/乙.txt");
    told.says(2, "各局/甲.txt：这是管道，不是普通文件");
    told.says(2, "各局/乙.txt：这是文件夹，不是普通文件");
}

/// A folder from which somebody takes files and puts others while it is read, over and over: no run hangs or fails to end as promised.
#[test]
fn in_a_folder_in_full_change_every_run_ends_as_promised() {
    let desk = Desk::new();
    (0..60).for_each(|number| desk.write(format!("各局/{number:02}.txt"), WRONG));
    let script = "(while [ ! -e 止 ]; do for n in 03 17 30 59; do rm -f 各局/$n.txt; echo 改稿 > 各局/新$n.txt; mv 各局/新$n.txt 各局/$n.txt; mkdir -p 各局/夹$n; rmdir 各局/夹$n; done; done) & 
        for i in 1 2 3 4 5 6; do $HEGUI check 各局 $OWN --format json > 规则/$i.json 2>>规则/err; echo $?; $HEGUI fix 各局 $OWN >>规则/out 2>>规则/err; echo $?; done
        touch 止; wait";
    let told = desk.shell(&[], script);
    assert_eq!(told.out.lines().filter(|status| ["0", "2"].contains(status)).count(), 12, "{told:?}");
    for number in 1..=6 {
        let json = fs::read(desk.at(format!("规则/{number}.json"))).expect("a file");
        serde_json::from_slice::<serde_json::Value>(&json).expect("JSON, whole");
    }
    assert!(!desk.files().keys().any(|name| is_temporary(name)));
    assert!(
        desk.files()
            .iter()
            .filter(|(name, _)| name.starts_with("各局/"))
            .all(|(_, bytes)| { [RIGHT.as_bytes(), WRONG.as_bytes(), "改稿\n".as_bytes()].contains(&&bytes[..]) })
    );
}
