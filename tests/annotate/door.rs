//! The command: where documents go, what is refused, and what is said.

use std::fs;
use std::path::Path;
use std::process::Command;

use hegui::source::Changes;

use super::pack::{Pack, list, p};
use super::{part, read};

/// What became of a run: status, what was answered, what else was said.
fn hegui(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder).arg("annotate").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
}

fn faulty() -> Vec<u8> {
    Pack::body(&p("全年布署工作3次。")).zip()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn one_document_goes_to_a_file_and_stays_itself() {
    let folder = folder(&[("报告.docx", &faulty())]);
    let at = folder.path();
    let (status, out, err) = hegui(at, &["报告.docx", "-o", "批注.docx", "--select", "wording"]);
    assert_eq!((status, &*err), (0, ""));
    assert_eq!(out, "报告.docx → 批注.docx：批注2条，修订1处\n共处理1个文件：批注2条，修订1处。\n");
    assert_eq!(fs::read(at.join("报告.docx")).unwrap(), faulty());
    let written = fs::read(at.join("批注.docx")).unwrap();
    assert_eq!(read(&written, Changes::Accepted), "全年部署工作3次。");
    // Again onto its own output, the same; and away again.
    let (status, ..) = hegui(at, &["报告.docx", "-o", "批注.docx", "--select", "wording"]);
    assert_eq!((status, fs::read(at.join("批注.docx")).unwrap() == written), (0, true));
    let (status, out, _) = hegui(at, &["--remove", "批注.docx", "-o", "还原.docx"]);
    assert!(status == 0 && out.starts_with("批注.docx → 还原.docx：去掉批注2条、修订1处\n"), "{out}");
    assert_eq!(read(&fs::read(at.join("还原.docx")).unwrap(), Changes::Accepted), "全年布署工作3次。");
    assert_eq!(fs::read_dir(at).unwrap().count(), 3, "nothing else is left behind");
    let (status, out, _) =
        hegui(at, &["报告.docx", "-o", "批注.docx", "--select", "wording", "--fail-on", "warning", "--lang", "en"]);
    assert_eq!((status, out.contains("2 comments, 1 tracked changes")), (1, true), "{out}");
}

#[test]
fn several_go_to_a_folder_under_their_names() {
    let folder = folder(&[("全县/甲.docx", &faulty()), ("全县/镇/乙.docx", &faulty()), ("全县/丙.txt", "一句。".as_bytes())]);
    let at = folder.path();
    let (status, out, err) = hegui(at, &["全县", "-o", "全县/批注"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.ends_with("共处理2个文件：批注4条，修订2处。\n") || out.contains("共处理2个文件"), "{out}");
    assert!(err.contains("另有1个文件不是Word文档"), "{err}");
    assert!(at.join("全县/批注/甲.docx").is_file() && at.join("全县/批注/镇/乙.docx").is_file());
    // What an earlier run wrote is not read.
    let (_, out, _) = hegui(at, &["全县", "-o", "全县/批注"]);
    assert!(out.contains("共处理2个文件"), "{out}");
    let (status, _, err) = hegui(at, &["全县/甲.docx", "全县/镇/乙.docx", "-o", "全县/丙.txt"]);
    assert!(status == 2 && err.contains("请换成文件夹"), "{err}");
    fs::write(at.join("甲.docx"), faulty()).unwrap();
    let (status, _, err) = hegui(at, &["甲.docx", "全县/甲.docx", "-o", "另"]);
    assert!(status == 2 && err.contains("另有一个同名的文件"), "{err}");
}

#[test]
fn an_input_is_overwritten_only_when_asked_and_kept_then() {
    let folder = folder(&[("报告.docx", &faulty()), ("报告.docx.bak", b"old")]);
    let at = folder.path();
    for output in ["报告.docx", "./报告.docx", "."] {
        let (status, _, err) = hegui(at, &["报告.docx", "-o", output]);
        assert!(status == 2 && err.contains("--in-place"), "{err}");
    }
    let (status, _, err) = hegui(at, &["报告.docx"]);
    assert!(status == 2 && err.contains("请用 -o 写明") && err.contains("--in-place"), "{err}");
    assert_eq!(fs::read(at.join("报告.docx")).unwrap(), faulty());
    let (status, ..) = hegui(at, &["报告.docx", "--in-place"]);
    assert_eq!(status, 0);
    assert_eq!(fs::read(at.join("报告.docx.bak")).unwrap(), b"old");
    assert_eq!(fs::read(at.join("报告.docx.bak1")).unwrap(), faulty());
    let written = fs::read(at.join("报告.docx")).unwrap();
    assert!(part(&written, "word/comments.xml").contains("hegui"));
    // Nothing new: nothing is written, nothing kept.
    let (status, ..) = hegui(at, &["报告.docx", "--in-place"]);
    assert_eq!((status, at.join("报告.docx.bak2").exists()), (0, false));
    assert_eq!(fs::read_dir(at).unwrap().count(), 3);
}

#[test]
fn what_cannot_be_annotated_is_refused_with_a_way_out() {
    let links = [("a", "officeDocument", "word/document.xml"), ("b", "origin", "_xmlsignatures/origin.sigs")];
    let signed = Pack::body(&p("布署工作。")).part("_rels/.rels", list(&links)).zip();
    let whole = faulty();
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
    let files: [(&str, &[u8], &str); 10] = [
        ("旧稿.doc", &old, "“Word文档（.docx）”，再给另存的文件加批注"),
        ("旧稿.rtf", b"{\\rtf1 a}", "“Word文档（.docx）”，再给另存的文件加批注"),
        ("旧稿.pdf", b"%PDF-1.4\n", "“Word文档（.docx）”，再给另存的文件加批注"),
        ("换名.docx", b"%PDF-1.4\n", "这是PDF文档（.pdf），不能加批注"),
        ("文本.txt", "布署工作。".as_bytes(), "另存为Word文档"),
        ("旧.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "另存为"),
        ("签名.docx", &signed, "去掉签名的副本"),
        ("半个.docx", &whole[..whole.len() / 2], "重新取得文件"),
        ("空.docx", b"", "请确认选对了文件"),
        ("正文.docx", &Pack::document("<a/>").zip(), "另存为Word文档"),
    ];
    let folder = folder(&files.map(|(name, bytes, _)| (name, bytes)));
    for (name, _, way) in files {
        for more in [&[][..], &["--remove"]] {
            let (status, out, err) = hegui(folder.path(), &[&[name, "-o", "出.docx"], more].concat());
            assert_eq!((status, &*out), (2, "1个文件未能批注。\n"), "{name}: {err}");
            assert!(err.starts_with(&format!("未能批注：{name}：")) && err.contains(way), "{err}");
            assert!(!folder.path().join("出.docx").exists());
        }
    }
    // An output that cannot be written is named, and nothing of it is left.
    fs::write(folder.path().join("好.docx"), &whole).unwrap();
    let (status, _, err) = hegui(folder.path(), &["好.docx", "-o", "文本.txt/批注.docx"]);
    assert!(status == 2 && err.starts_with("未能批注：好.docx：写不到 文本.txt/批注.docx，"), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), files.len() + 1);
    let (status, _, err) = hegui(folder.path(), &["没有.docx", "-o", "出.docx"]);
    assert!(status == 2 && err.contains("没有这个文件"), "{err}");
    let (status, _, err) = hegui(folder.path(), &["-", "-o", "出.docx"]);
    assert!(status == 2 && err.contains("标准输入"), "{err}");
}
