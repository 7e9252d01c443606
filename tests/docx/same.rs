//! The same report as .docx and as .txt gives the same findings.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hegui::lint::{Linter, Settings};
use hegui::source::{self, Source};
use proptest::prelude::*;

use super::pack::{Pack, item, p, r, usual_list};

const SAMPLES: [(&str, &str); 2] =
    [("correct", include_str!("../../samples/correct.txt")), ("faulty", include_str!("../../samples/faulty.txt"))];

fn document(bytes: &[u8]) -> Source {
    source::read("报告", bytes, None).unwrap_or_else(|error| panic!("{error}"))
}

/// What is said about a draft: rule, place, message.
fn said(linter: &Linter, source: &Source) -> Vec<(String, usize, usize, String)> {
    let report = linter.check(source);
    let told = report.findings.iter().map(|finding| {
        let at = source.position(finding.at.span.start as usize);
        (finding.rule.to_string(), at.line, at.column, finding.message.clone())
    });
    told.collect()
}

#[test]
fn samples_give_the_same_findings() {
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    for (name, text) in SAMPLES {
        let plain = said(&linter, &document(text.as_bytes()));
        let written: String = text.lines().map(p).collect();
        let split: String = text
            .lines()
            .map(|line| format!("<w:p>{}</w:p>", line.chars().map(|c| r(&c.to_string())).collect::<String>()))
            .collect();
        for body in [written, split] {
            assert_eq!(said(&linter, &document(&Pack::body(&body).zip())), plain, "{name}");
        }
        assert_eq!(plain.is_empty(), name == "correct");
    }
}

/// The headings of a text as paragraphs whose number Word makes: each starts where the text says, faults and all.
fn auto_numbered(text: &str) -> (String, String, usize) {
    let (mut body, mut lists) = (String::new(), usual_list());
    let mut count = 1;
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches('\u{3000}').len();
        match number(&line[indent..]) {
            Some((level, number, length)) if indent == 0 => {
                count += 1;
                lists += &format!(
                    "<w:num w:numId=\"{count}\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{number}\"/></w:lvlOverride></w:num>"
                );
                body += &item(count, level, &line[length..]);
            }
            _ => body += &p(line),
        }
    }
    (body, lists, count as usize - 1)
}

/// 一、 → level 0, 1; （二） → level 1, 2; with its length.
fn number(line: &str) -> Option<(u32, usize, usize)> {
    const FIGURES: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    FIGURES.iter().enumerate().find_map(|(at, figure)| {
        let marks = [(0, format!("{figure}、")), (1, format!("\u{FF08}{figure}\u{FF09}"))];
        marks.iter().find(|(_, mark)| line.starts_with(mark)).map(|(level, mark)| (*level, at + 1, mark.len()))
    })
}

#[test]
fn headings_that_word_numbers_give_the_same_findings() {
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    for (name, text) in SAMPLES {
        let (body, lists, count) = auto_numbered(text);
        assert!(count > 5, "{name} has {count} numbered headings");
        let source = document(&Pack::body(&body).with("numbering", &lists).zip());
        assert_eq!(source.text().trim_end(), text.trim_end(), "{name}");
        assert_eq!(said(&linter, &source), said(&linter, &document(text.as_bytes())), "{name}");
    }
}

#[test]
fn a_table_notes_and_a_text_box_change_nothing_that_is_said() {
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|cell| super::tc(&p(cell))).collect::<String>());
    let rows = [row(&["序号", "事项", "件数"]), row(&["一、", "行政处罚", "7"]), row(&["\u{FF08}一\u{FF09}", "行政许可", "912"])];
    let lines: Vec<&str> = SAMPLES[0].1.trim_end().lines().collect();
    let middle = lines.iter().rposition(|line| line.starts_with("二、")).unwrap_or(lines.len() / 2);
    let mut body: String = lines[..middle].iter().map(|line| p(line)).collect();
    body += &format!("<w:tbl>{}</w:tbl>", rows.concat());
    body += &lines[middle..].iter().map(|line| p(line)).collect::<String>();
    assert_eq!(said(&linter, &document(&Pack::body(&body).zip())), vec![]);
}

/// A program of Python, run if there is one and it has the module; what it writes is read back.
fn python_docx(program: &str, input: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.txt"), input).unwrap();
    let run =
        |program: &str| Command::new("python3").current_dir(folder.path()).env("PYTHONUTF8", "1").args(["-c", program]).output();
    if !run("import docx").is_ok_and(|output| output.status.success()) {
        eprintln!("\n!! SKIPPED: no python3 with python-docx, its documents were not read");
        return None;
    }
    let output = run(program).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(fs::read(folder.path().join("out.docx")).unwrap())
}

#[test]
fn documents_of_python_docx_give_the_same_findings() {
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    let program = "import docx\nd = docx.Document()\n\
        for line in open('in.txt', encoding='utf-8').read().rstrip('\\n').split('\\n'):\n    d.add_paragraph(line)\n\
        d.sections[0].header.paragraphs[0].text = '页眉'\nd.save('out.docx')\n";
    for (name, text) in SAMPLES {
        let Some(bytes) = python_docx(program, text) else { return };
        assert_eq!(said(&linter, &document(&bytes)), said(&linter, &document(text.as_bytes())), "{name}");
    }
}

#[test]
fn lists_tables_and_breaks_of_python_docx_are_read() {
    let program = "import docx\nd = docx.Document()\nd.add_heading('甲', 1)\n\
        d.add_paragraph('乙', style='List Number')\nd.add_paragraph('丙', style='List Number')\nd.add_paragraph('丁', style='List Bullet')\n\
        t = d.add_table(rows=2, cols=2)\nt.cell(0, 0).text = '子'\nt.cell(1, 1).text = '丑\\n寅'\n\
        q = d.add_paragraph('戊\\t己\\n庚')\nq.add_run('辛').bold = True\nd.add_page_break()\nd.save('out.docx')\n";
    let Some(bytes) = python_docx(program, "") else { return };
    assert_eq!(document(&bytes).text(), "甲\n1.乙\n2.丙\n丁\n| 子 |  |\n|  | 丑 寅 |\n戊\t己\u{2028}庚辛\n\u{2028}");
}

#[test]
fn documents_of_libreoffice_give_the_same_findings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.txt"), SAMPLES[1].1).unwrap();
    let convert = |to: &str, from: &str| {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        Command::new("soffice").current_dir(folder.path()).args([&profile, "--headless", "--convert-to", to, from]).output()
    };
    if !convert("docx:MS Word 2007 XML", "in.txt").is_ok_and(|output| output.status.success()) {
        eprintln!("\n!! SKIPPED: no soffice, documents of LibreOffice were not read");
        return;
    }
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    let bytes = fs::read(folder.path().join("in.docx")).unwrap();
    assert_eq!(said(&linter, &document(&bytes)), said(&linter, &document(SAMPLES[1].1.as_bytes())));
}

fn hegui(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder).args(arguments).output().expect("the program starts")
}

#[test]
fn the_command_line_reads_documents_and_does_not_write_them() {
    let folder = tempfile::tempdir().unwrap();
    let body: String = SAMPLES[1].1.lines().map(p).collect();
    let bytes = Pack::body(&body).zip();
    fs::write(folder.path().join("报告.docx"), &bytes).unwrap();
    fs::write(folder.path().join("~$报告.docx"), "锁").unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let json = hegui(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(json.status.code(), Some(1), "{}", text(&json.stderr));
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["files"].as_array().unwrap().len(), 1);
    assert_eq!((&value["files"][0]["format"], &value["files"][0]["path"]), (&"docx".into(), &"./报告.docx".into()));
    let human = text(&hegui(folder.path(), &["check", "报告.docx"]).stdout);
    assert!(human.contains("段") && !human.contains("行第"), "{human}");
    for command in ["outline", "facts"] {
        assert_eq!(hegui(folder.path(), &[command, "报告.docx"]).status.code(), Some(0), "{command}");
    }
    let fix = hegui(folder.path(), &["fix", "报告.docx"]);
    assert_eq!(fix.status.code(), Some(2));
    assert!(text(&fix.stderr).contains("Word文档不直接改写；请用 hegui annotate"), "{}", text(&fix.stderr));
    assert_eq!(fs::read(folder.path().join("报告.docx")).unwrap(), bytes);
    let changed = Pack::body(&format!("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{}</w:p>", r("新"))).zip();
    fs::write(folder.path().join("改.docx"), changed).unwrap();
    let outline = |more: &[&str]| text(&hegui(folder.path(), &[&["outline", "改.docx"], more].concat()).stdout);
    assert!(outline(&[]).contains("新") && !outline(&[]).contains("旧"));
    assert!(outline(&["--original"]).contains("旧新"), "{}", outline(&["--original"]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_in_any_runs_comes_back(lines in prop::collection::vec(prop::collection::vec("[一-龥a-z0-9&<>\"' 。]{0,6}", 0..5), 1..8)) {
        let body: String = lines.iter().map(|runs| format!("<w:p>{}</w:p>", runs.iter().map(|run| r(run)).collect::<String>())).collect();
        let expected = lines.iter().map(|runs| runs.concat()).collect::<Vec<_>>().join("\n");
        match source::read("报告.docx", &Pack::body(&body).zip(), None) {
            Ok(source) => {
                prop_assert_eq!(source.text(), expected.trim_end_matches('\n'));
                let origins = source.origins().expect("a document has origins");
                let covered: usize = origins.stretches.iter().map(|origin| origin.text.len()).sum();
                prop_assert_eq!(covered, expected.len() - (lines.len() - 1));
            }
            Err(error) => prop_assert!(expected.trim().is_empty(), "{error}"),
        }
    }
}
