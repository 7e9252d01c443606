//! Paths that lead to no plain file, names that nobody would type, folders that are huge or deep.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::desk::{Desk, RIGHT, WRONG, can};

const SHORT: &[&str] = &["--format", "short", "--fail-on", "never"];

fn check(desk: &Desk, paths: &[&str]) -> super::desk::Told {
    desk.run(&[&["check"], paths, SHORT].concat())
}

#[test]
fn what_is_no_file_is_named_as_what_it_is() {
    let desk = Desk::new();
    let _socket = UnixListener::bind(desk.at("套接字.txt")).expect("a socket");
    symlink("圈.txt", desk.at("圈.txt")).expect("a link");
    symlink("没有.txt", desk.at("断.txt")).expect("a link");
    desk.write("报告.txt", WRONG);
    symlink("报告.txt", desk.at("链.txt")).expect("a link");
    for (path, words) in [
        ("套接字.txt", "这是套接字，不是普通文件"),
        ("/dev/zero", "这是设备，不是普通文件"),
        ("/dev/null", "这是设备，不是普通文件"),
        ("/dev/full", "这是设备，不是普通文件"),
        ("/dev/tty", "这是设备，不是普通文件"),
        ("圈.txt", "符号链接绕成了圈"),
        ("断.txt", "没有这个文件"),
        ("报告.txt/其一", "路径中间有一段不是文件夹"),
        (&"长".repeat(100), "路径或文件名太长"),
    ] {
        let told = check(&desk, &[path, "链.txt"]);
        told.says(2, words);
        assert!(told.out.starts_with("链.txt:1:7"), "the other one is checked: {told:?}");
        if path != "/dev/null" {
            desk.run(&["fix", path]).says(2, words);
        }
    }
}

/// Nothing is put in the place of what is no file. A device would be lost for the whole machine.
#[test]
fn results_do_not_take_the_place_of_devices_pipes_and_broken_links() {
    let desk = Desk::new();
    desk.write("报告.docx", super::desk::document(3));
    desk.shell(&[], "mkfifo 管道; ln -s 没有 断; mkdir 夹; touch 没有改; ln -s 没有改 链").ends(0);
    let _socket = UnixListener::bind(desk.at("套接字")).expect("a socket");
    let kinds = "stat -c '%F %N' 管道 断 夹 套接字";
    let before = desk.shell(&[], kinds).out;
    for (to, words) in [("管道", "不是普通文件"), ("断", "断开的符号链接"), ("套接字", "不是普通文件")] {
        desk.run(&["annotate", "报告.docx", "-o", to]).says(2, words);
        desk.run(&["check", "报告.docx", "-o", to, "--fail-on", "never"]).says(2, words);
    }
    desk.run(&["check", "报告.docx", "-o", "夹", "--fail-on", "never"]).says(2, "这是文件夹");
    assert_eq!(desk.shell(&[], kinds).out, before);
    // A link that leads somewhere stays.
    desk.run(&["check", "报告.docx", "-o", "链", "--fail-on", "never"]).ends(0);
    assert!(fs::symlink_metadata(desk.at("链")).is_ok_and(|data| data.is_symlink()));
}

/// In a folder what is no file is not read, and links are counted, for who reads "nothing found" must know what was not looked at.
#[test]
fn of_a_folder_files_are_read_and_nothing_is_waited_for() {
    let desk = Desk::new();
    desk.write("各局/报告.txt", WRONG);
    let _socket = UnixListener::bind(desk.at("各局/套接字.txt")).expect("a socket");
    desk.shell(&[], "cd 各局; mkfifo 管道.txt; ln -s 圈.txt 圈.txt; ln -s 没有.txt 断.txt; ln -s . 自己; ln -s 报告.txt 链.txt")
        .ends(0);
    let told = check(&desk, &["各局"]);
    told.ends(0);
    assert_eq!(told.out.lines().count(), 1, "{told:?}");
    assert!(told.err.contains("另有1个符号链接没有检查；要检查请直接写明文件"), "{told:?}");
    desk.shell(&[], "rm 各局/报告.txt; mv 各局/链.txt 各局/甲.txt; ln -sf ../规则/wording/place.yaml 各局/甲.txt").ends(0);
    check(&desk, &["各局"]).says(2, "文件夹里没有 .docx、.txt、.md 或 .html 文件，只有1个符号链接没有检查");
}

/// Lists of what is left out are read by a crate that waits for pipes and keeps lines of any length.
#[test]
fn a_list_of_what_is_left_out_that_is_no_file_blocks_its_folder_and_nothing_else() {
    for (make, of) in
        [("mkfifo", ".gitignore"), ("mkfifo", ".ignore"), ("ln -s /dev/zero", ".gitignore"), ("truncate -s 9G", ".ignore")]
    {
        let desk = Desk::new();
        desk.write("各局/甲/报告.txt", WRONG);
        desk.write("各局/乙/报告.txt", WRONG);
        desk.shell(&[], &format!("{make} 各局/甲/{of}")).ends(0);
        let told = check(&desk, &["各局"]);
        told.says(2, "不是1MB以内的普通文件，文件夹没有检查");
        assert!(told.out.starts_with("各局/乙/报告.txt:1:7") && told.err.contains("各局/甲"), "{told:?}");
        check(&desk, &["各局/甲"]).says(2, "没有检查");
        check(&desk, &["各局/甲/报告.txt"]).ends(0);
        // Nor is one above the folder waited for.
        desk.shell(&[], &format!("mv 各局/甲/{of} 各局/{of}")).ends(0);
        check(&desk, &["各局/乙"]).says(2, "没有检查");
    }
}

#[test]
fn pipes_with_names_are_read_as_standard_input_is() {
    let desk = Desk::new();
    desk.write("报告.txt", WRONG);
    let told = desk.shell(&[], "$HEGUI check <(cat 报告.txt) <(echo 全县建成。) 报告.txt $OWN --format short");
    told.ends(0);
    assert_eq!(told.out.lines().count(), 2, "{told:?}");
    let told = desk.shell(&[], "$HEGUI fix <(cat 报告.txt) $OWN");
    assert_eq!((told.status, told.out.as_str()), (Some(0), RIGHT), "{told:?}");
    desk.shell(&[], "$HEGUI fix <(cat 报告.txt) 报告.txt $OWN").says(2, "不能和别的路径同时写");
    desk.shell(&[], "$HEGUI check --watch <(cat 报告.txt) $OWN").says_so(2, "不能同时使用");
    desk.shell(&[], "$HEGUI annotate <(cat 报告.txt) $OWN -o 批注.docx").says(2, "不能从标准输入或管道读");
    // One to which nobody writes is not waited for.
    let since = Instant::now();
    desk.shell(&[], "mkfifo 管道.txt; $HEGUI check 管道.txt 报告.txt $OWN").says(2, "管道.txt：这是管道，5秒内没有程序往里写");
    assert!(since.elapsed() < Duration::from_secs(30));
    // One that never ends is read to the limit.
    desk.shell(&[], "$HEGUI check <(yes) $OWN").says(2, "超过了64MB的上限");
}

/// Names as bytes; the longest leaves no room for an ending.
const NAMES: &[&[u8]] = &[
    b"\xb1\xa8\xb8\xe6.txt",
    b"\xff\xfe.txt",
    b"a\nb.txt",
    b"a\rb.txt",
    b"a\tb.txt",
    b" .txt",
    b"-x.txt",
    b"--help.txt",
    b"\x1b[31m.txt",
    b"%41&#x41;\"'<>].txt",
    "\u{202E}txt.报告.txt".as_bytes(),
    "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长.txt"
        .as_bytes(),
];

#[test]
fn drafts_are_checked_and_mended_whatever_their_names() {
    let desk = Desk::new();
    for name in NAMES {
        assert!(name.len() <= 255);
        desk.write([b"names/", *name].concat().as_slice().as_os(), WRONG);
    }
    for format in ["human", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"] {
        let told = desk.run(&["check", "names", "--format", format, "--fail-on", "never"]);
        told.ends(0);
        let lines = told.out.lines().filter(|line| line.contains("地名用字有误")).count();
        assert!(lines >= NAMES.len(), "{format}: {lines}");
        if ["json", "sarif", "gitlab", "rdjson"].contains(&format) {
            serde_json::from_str::<serde_json::Value>(&told.out).expect(format);
        }
        // A name cannot break a line or paint the terminal.
        if ["human", "short"].contains(&format) {
            assert!(!told.out.contains(['\u{1B}', '\r', '\u{202E}']), "{format}");
        }
    }
    desk.run(&["check", "names", "-o", "结果.txt", "--fail-on", "never"]).ends(0);
    let told = desk.run(&["fix", "names"]);
    told.ends(0);
    for name in NAMES {
        let path = desk.at([b"names/", *name].concat().as_slice().as_os());
        assert_eq!(fs::read_to_string(&path).expect("a file"), RIGHT, "{}", path.display());
    }
    // Named, and not listed.
    let own = "--rules ../规则 --profile general --select wording/place --fail-on warning";
    desk.shell(&[], &format!("cd names; $HEGUI check {own} -- *")).ends(0);
    desk.shell(&[], &format!("cd names; $HEGUI check ./* {own}")).ends(0);
}

trait AsOs {
    fn as_os(&self) -> &OsStr;
}

impl AsOs for [u8] {
    fn as_os(&self) -> &OsStr {
        OsStr::from_bytes(self)
    }
}

/// Its backup cannot be called after a document whose name is as long as names can be; nothing is changed then.
#[test]
fn a_document_whose_backup_would_have_too_long_a_name_is_left_alone() {
    let desk = Desk::new();
    let name = format!("{}.docx", "长".repeat(83));
    desk.write(&name, super::desk::document(3));
    let before = desk.files();
    desk.run(&["annotate", &name, "--in-place"]).says(2, "路径或文件名太长，没有改动");
    assert!(desk.files() == before);
    desk.run(&["annotate", &name, "-o", "批注.docx"]).ends(0);
}

/// Deeper than a path can be long: what lies so deep is named, and the rest is checked.
#[test]
fn a_folder_deeper_than_paths_can_be_is_told() {
    let desk = Desk::new();
    desk.write("深/报告.txt", WRONG);
    let script = "cd 深; for i in $(seq 120); do mkdir 层层层层层层层层层层层层层层层层层层层层; cd 层层层层层层层层层层层层层层层层层层层层 || exit 1; done; echo 底 > 底.txt";
    desk.shell(&[], script).ends(0);
    let told = check(&desk, &["深"]);
    told.says(2, "路径或文件名太长");
    assert!(told.out.starts_with("深/报告.txt:1:7"), "{told:?}");
    desk.shell(&[], "rm -r 深").ends(0);
}

/// Files without end in one folder, with few files open at once. `HEGUI_FILES=100000` is the long run.
#[test]
fn a_huge_folder_takes_time_and_memory_in_step_with_its_files() {
    let files = std::env::var("HEGUI_FILES").ok().and_then(|files| files.parse().ok()).unwrap_or(2_000_u32);
    let desk = Desk::new();
    for (number, folder) in (0..files).zip((0..10).cycle()) {
        desk.write(format!("卷/{folder}/{number:06}.txt"), WRONG);
    }
    if can(&["script", "-qec", "true", "/dev/null"], "it was not seen whether a bar is shown") {
        let line = "script -qec 'stty cols 80 rows 24; $HEGUI check 卷 $OWN --format short --quiet --fail-on never' /dev/null";
        assert!(desk.shell(&[], line).out.contains("正在检查"), "a bar is shown on a terminal");
    }
    let measure = "ulimit -n 32; exec /usr/bin/time -f '%e s, %M KB' $HEGUI check 卷 $OWN --format short";
    let words = ["bash", "-c", measure].map(str::to_owned);
    let told = desk.start(&[], &words, Stdio::null());
    if told.status == Some(127) || told.status == Some(126) {
        eprintln!("SKIPPED: /usr/bin/time is not here, memory was not measured");
        return;
    }
    told.ends(0);
    assert_eq!(told.out.lines().count(), files as usize);
    let figures = told.err.lines().last().unwrap_or_default();
    eprintln!("{files} files: {figures}");
    let kilobytes: u32 = figures.split(", ").nth(1).and_then(|figure| figure.split(' ').next()?.parse().ok()).expect("a figure");
    assert!(kilobytes < 60_000 + files, "{figures}");
}
