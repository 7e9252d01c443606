//! However writing ends, there is the whole document or none, and the draft is as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::pack::{Pack, p};
use super::tools::{hegui, skipped};

/// A folder with a draft in it.
struct Desk {
    folder: tempfile::TempDir,
    bytes: Vec<u8>,
}

impl Desk {
    fn new(paragraphs: usize) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let body: String = (0..paragraphs).map(|at| p(&format!("第{at}村布署工作{at}次，走访{at}户。"))).collect();
        // What does not compress, so that the document is larger than a small disk.
        let noise: Vec<u8> =
            (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ (at.wrapping_mul(at) >> 9) as u8).collect();
        let bytes = Pack::body(&body).part("word/media/image1.bin", noise).zip();
        fs::write(folder.path().join("报告.docx"), &bytes).unwrap();
        Desk { folder, bytes }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Annotates into a file, which must fail with these words and leave nothing.
    fn fails(&self, to: &Path, expected: &str) {
        let output = hegui(self.folder.path(), &["annotate", "报告.docx", "-o", to.to_str().expect("a name")]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}, not {expected}");
        self.unchanged();
    }

    fn unchanged(&self) {
        assert!(fs::read(self.path("报告.docx")).unwrap() == self.bytes, "the draft stays as it is");
    }
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_draft_itself_is_not_overwritten() {
    let desk = Desk::new(3);
    for to in ["报告.docx", "./报告.docx"] {
        desk.fails(Path::new(to), "--in-place");
    }
    assert_eq!(names(desk.folder.path()), ["报告.docx"]);
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let desk = Desk::new(3);
    let output = hegui(desk.folder.path(), &["annotate", "报告.docx", "-o", "批注/报告.docx"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(names(&desk.path("批注")), ["报告.docx"]);
    desk.unchanged();
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_file_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(3);
    let folder = desk.path("只读");
    fs::create_dir(&folder).unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&folder, 0o555);
    // Root may write everywhere, and nobody may not; then the program must be in a folder that nobody may enter.
    let mut command = if fs::write(folder.join("试"), "").is_ok() {
        fs::remove_file(folder.join("试")).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_hegui"), desk.path("hegui")).unwrap();
        mode(desk.folder.path(), 0o755);
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(desk.path("hegui"));
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_hegui"))
    };
    let output = command.current_dir(desk.folder.path()).args(["annotate", "报告.docx", "-o", "只读/批注.docx"]).output();
    let Ok(output) = output else {
        skipped("this user may write everywhere and there is no setpriv, a read-only folder was not tried");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("权限"), "{said}");
    assert_eq!(names(&folder), Vec::<String>::new());
    desk.unchanged();
    mode(&folder, 0o755);
}

/// A file system of 64 KB, as long as it is needed.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf) -> Option<Small> {
        fs::create_dir(&at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&at).output();
        mount.is_ok_and(|output| output.status.success()).then_some(Small(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_behind() {
    let desk = Desk::new(200);
    let Some(disk) = Small::mount(desk.path("小盘")) else {
        skipped("no file system can be mounted here, a full disk was not tried");
        return;
    };
    assert!(desk.bytes.len() > 64 << 10, "{} bytes", desk.bytes.len());
    desk.fails(&disk.0.join("批注.docx"), "磁盘已满");
    assert_eq!(names(&disk.0), Vec::<String>::new());
    // What was there before stays.
    fs::write(disk.0.join("批注.docx"), "旧").unwrap();
    let to = disk.0.join("批注.docx");
    hegui(desk.folder.path(), &["annotate", "报告.docx", "-o", to.to_str().expect("a name")]);
    assert_eq!((names(&disk.0), fs::read(&to).unwrap()), (vec!["批注.docx".to_owned()], "旧".into()));
}

#[test]
fn a_run_that_is_killed_leaves_the_whole_document_or_none() {
    let desk = Desk::new(200);
    let out = desk.path("批注.docx");
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
        command.current_dir(desk.folder.path()).args(["annotate", "报告.docx", "-o", "批注.docx"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    };
    let since = Instant::now();
    assert_eq!(start().wait().expect("it ends").code(), Some(0));
    let (run, whole) = (since.elapsed(), fs::read(&out).unwrap());
    let (mut none, mut done) = (0, 0);
    let writing = || names(desk.folder.path()).iter().any(|name| name.starts_with(".hegui-"));
    for round in 0..20_u32 {
        fs::remove_file(&out).unwrap_or_default();
        let mut child = start();
        if round % 2 == 0 {
            std::thread::sleep(run.mul_f64(f64::from(round) / 20.0));
        } else {
            // As soon as something is written, and a little later.
            while !writing() && child.try_wait().expect("a child").is_none() {}
            std::thread::sleep(Duration::from_micros(u64::from(round) * 20));
        }
        child.kill().expect("it can be ended");
        child.wait().expect("it ends");
        match fs::read(&out) {
            Ok(bytes) => {
                assert!(bytes == whole, "{} bytes of {}", bytes.len(), whole.len());
                done += 1;
            }
            Err(_) => none += 1,
        }
        desk.unchanged();
        for name in names(desk.folder.path()).iter().filter(|name| name.starts_with(".hegui-")) {
            fs::remove_file(desk.path(name)).unwrap();
        }
    }
    eprintln!("killed 20 times: {none} without a document, {done} with the whole one");
    assert!(none > 0, "no run was killed before its end");
}
