//! Documents that are none, are damaged, or mean harm, through the whole program: one sentence, exit 2, within bounds, and nothing
//! written.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::pack::{Pack, TRANSITIONAL, list, p};
use super::tools::python;

/// Seconds of a processor and megabytes, of the unoptimized program. The limits of a document are in docs/architecture.md.
const SECONDS: f64 = 20.0;
/// Seconds by the clock: other programs run beside it.
const PATIENCE: u32 = 120;
const MEGABYTES: f64 = 400.0;

fn inside(xml: &str) -> String {
    format!("<w:document xmlns:w=\"{TRANSITIONAL}\"><w:body>{xml}</w:body></w:document>")
}

fn good() -> Pack {
    Pack::body(&p("全年布署工作3次。"))
}

/// An old binary document, or a sealed one: what it holds is not looked at.
fn compound(stream: &str) -> Vec<u8> {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 1200], &name, &[0; 3000]].concat()
}

/// Runs without end, each with words of its own, or they would be refused for their size alone.
fn runs(count: u32) -> String {
    (0..count).map(|at| format!("<w:r><w:t>{:x}</w:t></w:r>", at.wrapping_mul(2_654_435_761))).collect()
}

fn laughs() -> String {
    let levels = (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)));
    let entities = format!("<!DOCTYPE w [<!ENTITY l0 \"哈\">{}]>", levels.collect::<String>());
    format!("{entities}{}", inside("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"))
}

/// A package whose parts say that they are small, and are not.
fn false_size() -> Vec<u8> {
    let mut bytes = Pack::document(&inside(&" ".repeat(30 << 20))).zip();
    for (sign, at) in [(&b"PK\x03\x04"[..], 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| *four == sign).map(|(place, _)| place).collect();
        for place in places {
            bytes[place + at..place + at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    bytes
}

/// What is wrong, the bytes, and a word of the sentence.
fn cases() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = good().zip();
    let document = |xml: &str| Pack::document(xml).zip();
    let deep = inside(&format!("{}{}{}", "<w:ins>".repeat(100_000), p("甲"), "</w:ins>".repeat(100_000)));
    let relations = |kind, target| good().part("word/_rels/document.xml.rels", list(&[("a", kind, target)])).zip();
    vec![
        ("zip bomb", document(&inside(&" ".repeat(40 << 20))), "过大"),
        (
            "zip bomb of many parts",
            (0..60)
                .fold(good(), |pack, at| pack.part(&format!("word/{at}.xml"), vec![b' '; 1 << 20]))
                .part("word/document.xml", inside(&" ".repeat(24 << 20)))
                .zip(),
            "过大",
        ),
        ("sizes that are not true", false_size(), "解压不出来"),
        ("entity bomb", document(&laughs()), "DOCTYPE"),
        ("deep nesting", document(&deep), "256层"),
        ("a million runs", document(&inside(&format!("<w:p>{}</w:p>", runs(1_000_000)))), "过于零碎"),
        ("no main part", good().without("word/document.xml").zip(), "缺少word/document.xml"),
        ("no list of parts", good().without("_rels/.rels").zip(), "缺少_rels/.rels"),
        ("a part that is referred to", relations("numbering", "numbering.xml"), "缺少word/numbering.xml"),
        (
            "relationships that are none",
            good().part("word/_rels/document.xml.rels", "<Relationships").zip(),
            "word/_rels/document.xml.rels",
        ),
        ("locked", compound("EncryptedPackage"), "加了打开密码"),
        ("a .doc renamed", compound("WordDocument"), "请用Word或WPS打开"),
        ("half an archive", whole[..whole.len() / 2].to_vec(), "不完整"),
        ("an archive without its end", whole[..whole.len() - 30].to_vec(), "不完整"),
        ("nothing", Vec::new(), "空的"),
    ]
}

/// What is wrong for writing alone: parts that reading never looks at.
fn unwritable() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let comments = |xml: &str| {
        good()
            .part("word/_rels/document.xml.rels", list(&[("a", "comments", "comments.xml")]))
            .part("word/comments.xml", xml)
            .zip()
    };
    let root = |inside: &str| format!("<w:comments xmlns:w=\"{TRANSITIONAL}\">{inside}</w:comments>");
    vec![
        ("text", "全年布署工作3次。".into(), "不是Word文档"),
        ("comments torn", comments("<w:comments"), "word/comments.xml"),
        ("comments with entities", comments(&laughs()), "word/comments.xml"),
        ("comments too large", comments(&root(&" ".repeat(40 << 20))), "过大"),
        ("no types", good().without("[Content_Types].xml").zip(), ""),
        ("types torn", good().part("[Content_Types].xml", "<Types").zip(), ""),
        ("types with entities", good().part("[Content_Types].xml", laughs()).zip(), ""),
    ]
}

#[test]
fn a_document_that_can_be_read_but_not_written_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("报告.docx");
    let (from, to) = (path.to_str().expect("a name"), folder.path().join("批注.docx"));
    for case in unwritable() {
        fs::write(&path, &case.1).unwrap();
        if !holds(&path, &["annotate", from, "-o", to.to_str().expect("a name")], &case) {
            return;
        }
    }
}

/// Runs a command on the only file of a folder; the folder holds afterwards what it held before.
fn refused(folder: &Path, arguments: &[&str]) -> Option<Value> {
    let names = || {
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut all: Vec<_> = all.collect();
        all.sort();
        all
    };
    let (before, seconds) = (names(), PATIENCE.to_string());
    let program = env!("CARGO_BIN_EXE_hegui");
    let whole: Vec<&Path> = [&seconds, program].into_iter().chain(arguments.iter().copied()).map(Path::new).collect();
    let said: Value = serde_json::from_str(&python("resource", "measure.py", &whole)?).expect("JSON");
    assert_eq!(names(), before, "{arguments:?}");
    Some(said)
}

/// Holds a command to its promises over a bad document, the only file of the folder; whether it could be tried.
fn holds(path: &Path, command: &[&str], (name, bytes, expected): &(&str, Vec<u8>, &str)) -> bool {
    let Some(said) = refused(path.parent().expect("a folder"), command) else { return false };
    let (error, what) = (said["err"].as_str().expect("text"), format!("{} {name}: {said}", command[0]));
    assert_eq!(said["code"], 2, "{what}");
    assert!(error.contains(expected) && error.contains("报告.docx") && !error.contains("panicked"), "{what}");
    let (seconds, megabytes) = (said["seconds"].as_f64().expect("a number"), said["mb"].as_f64().expect("a number"));
    eprintln!("{name}: {} took {seconds:.1} s and {megabytes:.0} MB: {error}", command[0]);
    assert!(seconds < SECONDS && megabytes < MEGABYTES, "{what}");
    assert!(fs::read(path).unwrap() == *bytes, "{what}");
    true
}

#[test]
fn a_bad_document_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("报告.docx");
    let (from, to) = (path.to_str().expect("a name"), folder.path().join("批注.docx"));
    for case in cases() {
        fs::write(&path, &case.1).unwrap();
        for command in [&["check", from][..], &["annotate", from, "-o", to.to_str().expect("a name")]] {
            if !holds(&path, command, &case) {
                return;
            }
        }
    }
}
