//! The same report in every format that is converted gives the findings of its Word document.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{has, hegui, is_clean, office, run, text};

const SAMPLES: [(&str, &str); 3] = [
    ("correct", include_str!("../../samples/correct.txt")),
    ("faulty", include_str!("../../samples/faulty.txt")),
    ("damaged", include_str!("../../samples/damaged.txt")),
];

/// A page as a word processor sets it: rich text with a title in the middle, indents, and page numbers.
fn rich(report: &str) -> String {
    let coded = |line: &str| line.encode_utf16().map(|unit| format!("\\u{}?", unit as i16)).collect::<String>();
    let line = |(at, line): (usize, &str)| match at {
        0 => format!("\\pard\\qc\\fs44 {}\\par\n\\pard\\par\n", coded(line)),
        _ if line.ends_with('\u{FF1A}') => format!("\\pard\\fs32 {}\\par\n", coded(line)),
        _ => format!("\\pard\\qj\\fi640\\sl560\\slmult0\\fs32 {}\\par\n", coded(line.trim_start_matches('\u{3000}'))),
    };
    let lines: String = report.lines().enumerate().map(line).collect();
    format!(
        "{{\\rtf1\\ansi\\uc1\\paperw11906\\paperh16838\\margl1587\\margr1474{{\\fonttbl{{\\f0 Noto Serif CJK SC;}}}}\
         {{\\footer\\pard\\qc \\u8212? {{\\field{{\\*\\fldinst PAGE}}}} \\u8212?\\par}}\\f0\n{lines}}}"
    )
}

fn reports(folder: &Path, files: &[String]) -> Vec<Value> {
    // Old documents are not looked at for their layout.
    let arguments = ["check", "--format", "json", "--layout", "off"].into_iter().chain(files.iter().map(|file| &**file));
    let output = run(folder, &arguments.collect::<Vec<_>>());
    let all: Value = serde_json::from_slice(&output.stdout).expect("machine output is JSON");
    all["files"].as_array().expect("a list").clone()
}

/// Rule, message and words of each finding.
fn found(file: &Value) -> Vec<String> {
    let findings = file["findings"].as_array().unwrap_or_else(|| panic!("{file}"));
    findings.iter().map(|finding| format!("{} {} {}", finding["rule"], finding["message"], finding["text"])).collect()
}

#[test]
fn a_report_is_the_same_in_every_format() {
    if !has("soffice") {
        return;
    }
    let pdf = has("pdftotext");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for (name, sample) in SAMPLES {
        fs::write(folder.join(format!("{name}.rtf")), rich(sample)).expect("a file");
    }
    let names = SAMPLES.map(|(name, _)| format!("{name}.rtf"));
    for to in ["docx", "doc:MS Word 97", "odt", "pdf"] {
        office(folder, &names.each_ref().map(|name| &**name), to, &[]);
    }
    for (name, _) in SAMPLES {
        fs::copy(folder.join(format!("{name}.doc")), folder.join(format!("{name}.wps"))).expect("a copy");
        let files = ["docx", "rtf", "doc", "wps", "odt", "pdf"].map(|ending| format!("{name}.{ending}"));
        let [docx, others @ ..] = &reports(folder, &files)[..] else { panic!("six files") };
        let wanted = found(docx);
        assert_eq!(wanted.is_empty(), name == "correct", "{wanted:?}");
        for (file, format) in others.iter().zip(["rtf", "doc", "doc", "odt", "pdf"]) {
            let page = format == "pdf";
            // What damage there is between the characters is lost on a page.
            if page && (!pdf || name == "damaged") {
                continue;
            }
            let notice = if page { "pdftotext" } else { "LibreOffice" };
            assert_eq!(found(file), wanted, "{name} {format}");
            assert_eq!(file["format"], format, "{file}");
            assert!(file["notices"][0]["message"].as_str().is_some_and(|said| said.contains(notice)), "{file}");
        }
    }
    assert!(is_clean(folder));
}

#[test]
fn the_content_says_what_a_file_is() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.rtf"), rich(SAMPLES[1].1)).expect("a file");
    office(folder, &["a.rtf"], "docx", &[]);
    office(folder, &["a.rtf"], "doc:MS Word 97", &[]);
    for (from, to, format) in [("a.docx", "新.doc", "docx"), ("a.doc", "旧.docx", "doc"), ("a.rtf", "-稿.txt", "rtf")] {
        fs::rename(folder.join(from), folder.join(to)).expect("a new name");
        assert_eq!(reports(folder, &[format!("./{to}")])[0]["format"], format, "{to}");
    }
    // Standard input is told by its content as well, and another document's name does not matter.
    let input = fs::File::open(folder.join("旧.docx")).expect("the file");
    let output = hegui(folder, &["outline", "-"]).stdin(input).output().expect("the program starts");
    assert!(output.status.success() && text(&output.stdout).contains("法治政府建设年度报告"), "{}", text(&output.stderr));
    assert!(is_clean(folder));
}

#[test]
fn tracked_changes_of_an_old_document_are_read_either_way() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let rtf = "{\\rtf1\\ansi\\uc0{\\*\\revtbl{Unknown;}{a;}}\\revisions \\u26631 \\u39064 \\par\\par \\u20840 \\u24180 {\\deleted\\revauthdel1\\revdttmdel1 40}\
               {\\revised\\revauth1\\revdttm1 50}\\u20214 \\par}";
    fs::write(folder.path().join("a.rtf"), rtf).expect("a file");
    for (arguments, number) in [(&["facts", "a.rtf"][..], "50"), (&["facts", "a.rtf", "--original"], "40")] {
        let output = run(folder.path(), arguments);
        let said = text(&output.stdout);
        assert!(said.contains(&format!("{number}件")) && said.contains("段"), "{said}{}", text(&output.stderr));
    }
}

#[test]
fn a_folder_is_converted_and_fix_refuses_what_it_cannot_write() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let drafts = folder.path().join("各单位报告");
    fs::create_dir(&drafts).expect("a folder");
    fs::write(drafts.join("甲.rtf"), rich(SAMPLES[0].1)).expect("a file");
    office(&drafts, &["甲.rtf"], "doc:MS Word 97", &[]);
    fs::remove_dir_all(drafts.join("profile")).expect("our profile");
    fs::write(drafts.join("乙.doc"), [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[7; 900]].concat()).expect("a file");
    fs::write(drafts.join("丙.txt"), SAMPLES[0].1).expect("a file");
    let output = run(folder.path(), &["check", "各单位报告", "--format", "short"]);
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{said}");
    assert!(said.contains("未能检查：各单位报告/乙.doc：这是旧版Office文档"), "{said}");
    assert_eq!(said.matches("先由LibreOffice转换").count(), 2, "{said}");
    let before = fs::read(drafts.join("甲.doc")).expect("the file");
    let output = run(folder.path(), &["fix", "各单位报告/甲.doc"]);
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("不能直接改写；") && said.contains(".docx"), "{said}");
    assert_eq!(fs::read(drafts.join("甲.doc")).expect("the file"), before);
    assert!(is_clean(folder.path()));
}

#[test]
fn a_pdf_that_gives_no_words_is_told_why() {
    if !has("pdftotext") || !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.rtf"), rich(SAMPLES[0].1)).expect("a file");
    let locked = "pdf:writer_pdf_Export:{\"EncryptFile\":{\"type\":\"boolean\",\"value\":\"true\"},\
                  \"DocumentOpenPassword\":{\"type\":\"string\",\"value\":\"x\"}}";
    office(folder, &["a.rtf"], locked, &[]);
    fs::write(folder.join("b.rtf"), "{\\rtf1 }").expect("a file");
    office(folder, &["b.rtf"], "pdf", &[]);
    fs::write(folder.join("c.pdf"), b"%PDF-1.7 rubbish").expect("a file");
    for (file, word) in [("a.pdf", "加了密码"), ("b.pdf", "扫描件"), ("c.pdf", "取不出文字")] {
        let output = run(folder, &["check", file]);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains(word) && said.contains('；'), "{file}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert!(is_clean(folder));
}
