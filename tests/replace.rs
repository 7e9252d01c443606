//! `hegui fix` puts a mended draft in the place of the old one in one step, and leaves everything else about the file as it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use encoding_rs::GBK;

/// Rules of the tests, so that they do not depend on what the program's own rules find.
const RULE: &str = include_str!("fixes/plateau.yaml");
const WRONG: &str = "全年在青岚县原上镇办件12件。";
const RIGHT: &str = "全年在青岚县塬上镇办件12件。";

/// A folder with a rule that mends one word by another; drafts go beside it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("规则")).expect("a folder");
    write(folder.path(), "规则/wording/place.yaml", RULE.replace('𡶄', "塬"));
    folder
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    let own = ["--rules", "规则", "--profile", "general", "--select", "wording/place"];
    command.current_dir(folder).stdin(Stdio::null()).arg("fix").args(arguments).args(own);
    command
}

fn fix(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Names in a folder, hidden ones included.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn gbk_stays_gbk_and_every_other_byte_stays() {
    let folder = folder();
    let whole = |place: &str| GBK.encode(&format!("一、概况\r\n{place}\r\n二、其他")).0.into_owned();
    write(folder.path(), "报告.txt", whole(WRONG));
    let output = fix(folder.path(), &["报告.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(fs::read(folder.path().join("报告.txt")).expect("a file"), whole(RIGHT));
    assert_eq!(names(folder.path()), ["报告.txt", "规则"]);
    assert_eq!(
        text(&output.stdout),
        "报告.txt：改正1处\n  第2行 wording/place 改为“塬上镇”\n共处理1个文件，改正了1个，计1处。\n"
    );
}

#[test]
fn what_would_not_come_back_is_refused_with_the_place() {
    let folder = folder();
    let bytes = [&GBK.encode(&format!("一、{WRONG}\n收入3万")).0, &b"\xA2\xE3"[..], &GBK.encode("和").0, b"\x80\n"].concat();
    write(folder.path(), "报告.txt", &bytes);
    for arguments in [&["报告.txt"][..], &["报告.txt", "--diff"]] {
        let output = fix(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.starts_with("未能改正：报告.txt：第2行第7字“€”") && said.contains("另存为UTF-8"), "{said}");
    }
    assert_eq!(fs::read(folder.path().join("报告.txt")).expect("a file"), bytes);
}

#[test]
fn a_folder_is_mended_file_by_file_and_what_has_no_fault_is_not_written() {
    let folder = folder();
    for number in 0..300 {
        let place = if number % 3 == 0 { WRONG } else { RIGHT };
        write(folder.path(), &format!("各局/{number:03}.txt"), format!("{place}\n"));
    }
    let before = fs::metadata(folder.path().join("各局/001.txt")).and_then(|data| data.modified()).expect("a time");
    let output = fix(folder.path(), &["各局", "各局/000.txt"]);
    assert!(text(&output.stdout).ends_with("共处理300个文件，改正了100个，计100处。\n"), "{}", text(&output.stdout));
    assert!((0..300).all(|number| read(folder.path(), &format!("各局/{number:03}.txt")).starts_with(RIGHT)));
    let after = fs::metadata(folder.path().join("各局/001.txt")).and_then(|data| data.modified()).expect("a time");
    assert_eq!(before, after);
}

/// In a pipe a difference is a patch, in the encoding of the file.
#[test]
fn a_difference_can_be_applied() {
    let folder = folder();
    let lines: String = (1..=30).map(|n| format!("{}\r\n", if n % 11 == 0 { WRONG } else { "全县建成。" })).collect();
    let drafts = [
        ("甲 局.txt", lines.clone().into_bytes()),
        ("乙局.txt", GBK.encode(&lines).0.into_owned()),
        ("丙局.txt", format!("\u{FEFF}{WRONG}\n{}", lines.trim_end()).into_bytes()),
    ];
    drafts.iter().for_each(|(name, bytes)| write(folder.path(), name, bytes));
    let output = fix(folder.path(), &["--diff", "."]);
    assert_eq!(output.status.code(), Some(1));
    drafts.iter().for_each(|(name, bytes)| assert_eq!(&fs::read(folder.path().join(name)).expect("a file"), bytes));
    write(folder.path(), "改.patch", &output.stdout);
    let apply = Command::new("git").args(["apply", "-p1", "改.patch"]).current_dir(folder.path()).output();
    let Ok(applied) = apply else {
        eprintln!("SKIPPED: git is not installed, the patch was not applied");
        return;
    };
    assert!(applied.status.success(), "{}", text(&applied.stderr));
    let patched = drafts.each_ref().map(|(name, _)| fs::read(folder.path().join(name)).expect("a file"));
    drafts.iter().for_each(|(name, bytes)| write(folder.path(), name, bytes));
    assert_eq!(fix(folder.path(), &["."]).status.code(), Some(0));
    assert_eq!(patched, drafts.each_ref().map(|(name, _)| fs::read(folder.path().join(name)).expect("a file")));
}

#[cfg(unix)]
mod unix {
    use std::io::Read;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::*;

    fn mode(folder: &Path, name: &str) -> u32 {
        fs::metadata(folder.join(name)).expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn permissions_stay() {
        let folder = folder();
        write(folder.path(), "报告.txt", WRONG);
        fs::set_permissions(folder.path().join("报告.txt"), fs::Permissions::from_mode(0o640)).expect("a mode");
        assert_eq!(fix(folder.path(), &["报告.txt"]).status.code(), Some(0));
        assert_eq!((mode(folder.path(), "报告.txt"), read(folder.path(), "报告.txt").as_str()), (0o640, RIGHT));
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_mended_once() {
        let folder = folder();
        write(folder.path(), "正本/报告.txt", WRONG);
        symlink("正本/报告.txt", folder.path().join("链接.txt")).expect("a link");
        let output = fix(folder.path(), &["链接.txt", "正本/报告.txt"]);
        assert!(text(&output.stdout).ends_with("共处理1个文件，改正了1个，计1处。\n"), "{}", text(&output.stderr));
        assert!(fs::symlink_metadata(folder.path().join("链接.txt")).expect("a link").is_symlink());
        assert_eq!(read(folder.path(), "正本/报告.txt"), RIGHT);
        assert_eq!(names(&folder.path().join("正本")), ["报告.txt"]);
    }

    #[test]
    fn of_hard_links_the_named_one_is_mended_and_the_others_are_told() {
        let folder = folder();
        write(folder.path(), "报告.txt", WRONG);
        fs::hard_link(folder.path().join("报告.txt"), folder.path().join("备份.txt")).expect("a link");
        let output = fix(folder.path(), &["报告.txt"]);
        assert_eq!(text(&output.stderr), "提示：报告.txt：这个文件另有1个硬链接，那里仍是改正前的文字\n");
        assert_eq!((read(folder.path(), "报告.txt"), read(folder.path(), "备份.txt")), (RIGHT.to_owned(), WRONG.to_owned()));
    }

    #[test]
    fn what_is_read_only_is_refused() {
        let folder = folder();
        write(folder.path(), "报告.txt", WRONG);
        fs::set_permissions(folder.path().join("报告.txt"), fs::Permissions::from_mode(0o444)).expect("a mode");
        let output = fix(folder.path(), &["报告.txt"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("文件是只读的"), "{}", text(&output.stderr));
        assert_eq!((read(folder.path(), "报告.txt").as_str(), names(folder.path()).len()), (WRONG, 2));
    }

    #[test]
    fn a_folder_that_takes_no_file_is_told() {
        let folder = folder();
        write(folder.path(), "正本/报告.txt", WRONG);
        fs::set_permissions(folder.path().join("正本"), fs::Permissions::from_mode(0o555)).expect("a mode");
        let may_all = fs::write(folder.path().join("正本/试"), "").is_ok();
        let output = fix(folder.path(), &["正本/报告.txt"]);
        fs::set_permissions(folder.path().join("正本"), fs::Permissions::from_mode(0o755)).expect("a mode");
        if may_all {
            eprintln!("SKIPPED: this user may write everywhere");
            return;
        }
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("所在的文件夹不能新建文件"), "{}", text(&output.stderr));
    }

    #[test]
    fn a_name_as_long_as_names_can_be_is_no_hindrance() {
        let folder = folder();
        let name = format!("{}.txt", "报".repeat(83));
        write(folder.path(), &name, WRONG);
        assert_eq!(fix(folder.path(), &[&name]).status.code(), Some(0));
        assert_eq!(read(folder.path(), &name), RIGHT);
    }

    #[test]
    fn a_reader_that_goes_away_does_not_stop_the_mending() {
        let folder = folder();
        (0..600).for_each(|number| write(folder.path(), &format!("各局/{number:03}.txt"), WRONG));
        let mut child = command(folder.path(), &["各局"]).stdout(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
        assert!((0..600).all(|number| read(folder.path(), &format!("各局/{number:03}.txt")) == RIGHT));
    }

    /// Ended at any moment, the program leaves the old file or the new one, whole.
    #[test]
    fn a_run_that_is_killed_leaves_the_old_file_or_the_new_one() {
        let folder = folder();
        let whole = |place: &str| format!("{place}\n{}", "全县法治政府建设稳步推进。\n".repeat(2_500));
        let (old, new) = (whole(WRONG), whole(RIGHT));
        let path = folder.path().join("报告.txt");
        fs::write(&path, &old).expect("a file");
        let since = Instant::now();
        assert_eq!(fix(folder.path(), &["报告.txt"]).status.code(), Some(0));
        let whole_run = since.elapsed();
        assert!(read(folder.path(), "报告.txt") == new);
        let temporary = || names(folder.path()).into_iter().find(|name| name.contains(".hegui-"));
        let (mut left, mut mended) = (0, 0);
        let until = Instant::now() + Duration::from_secs(5);
        for round in 0..80_u32 {
            if Instant::now() > until {
                break;
            }
            fs::write(&path, &old).expect("a file");
            let inode = fs::metadata(&path).expect("a file").ino();
            let mut child =
                command(folder.path(), &["报告.txt"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
            if round % 3 == 0 {
                sleep(whole_run.mul_f64(f64::from(round * 37 % 80) / 80.0));
            } else {
                // As soon as something is written, and a little later.
                while temporary().is_none() && child.try_wait().expect("a child").is_none() {}
                sleep(Duration::from_micros(u64::from(round) * 5));
            }
            child.kill().expect("it can be ended");
            child.wait().expect("it ends");
            let now = read(folder.path(), "报告.txt");
            assert!(now == old || now == new, "{} bytes, neither the old text nor the new one", now.len());
            if now == old {
                left += 1;
                assert_eq!(fs::metadata(&path).expect("a file").ino(), inode, "the old text is in the old file");
            } else {
                mended += 1;
            }
            if let Some(name) = temporary() {
                fs::remove_file(folder.path().join(name)).expect("what was left behind can be removed");
            }
        }
        eprintln!("killed {} times: {left} old, {mended} new", left + mended);
        assert!(left > 0, "no run was killed before its end");
    }

    #[test]
    fn standard_input_goes_to_standard_output_with_its_bytes() {
        let folder = folder();
        write(folder.path(), "报告.txt", GBK.encode(&format!("{WRONG}\r\n")).0);
        let input = fs::File::open(folder.path().join("报告.txt")).expect("a file");
        let mut child = command(folder.path(), &["-"]).stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let (mut out, mut err) = (Vec::new(), String::new());
        let child = child.as_mut().expect("the program starts");
        child.stdout.take().expect("a pipe").read_to_end(&mut out).expect("bytes");
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
        assert!(child.wait().expect("it ends").success());
        assert_eq!(out, GBK.encode(&format!("{RIGHT}\r\n")).0.as_ref());
        assert!(err.starts_with("标准输入：改正1处\n"), "{err}");
    }
}
