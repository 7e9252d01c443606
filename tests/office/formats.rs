//! A report as a Word document, ours or LibreOffice's, and as LibreOffice's web page gives the findings that its text gives.

use std::fs;
use std::path::Path;

use hegui::source;

use super::linter;
use super::pack::{Pack, p};
use super::tools::{office, skipped};

/// Rule, message and the words as they are read.
fn found(name: &str, bytes: &[u8]) -> Vec<(String, String, String)> {
    let source = source::read(name, bytes, None).unwrap();
    let reading = source.reading();
    let told = linter().check(&source).findings.into_iter().map(|finding| {
        let words = &reading.text()[reading.read_of(finding.at.span).range()];
        (finding.rule.to_string(), finding.message, words.to_owned())
    });
    told.collect()
}

/// Ours, and the real ones where they are.
fn reports() -> Vec<(String, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = |folder: &str| -> Vec<(String, String)> {
        let Ok(entries) = fs::read_dir(home.join(folder)) else {
            skipped(&format!("no {folder}, its reports were not read"));
            return Vec::new();
        };
        let paths =
            entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
        paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())).collect()
    };
    ["samples", "../shared/corpus"].into_iter().flat_map(texts).collect()
}

#[test]
fn a_report_as_a_word_document_gives_the_same_findings() {
    for (name, text) in reports() {
        let body: String = text.lines().map(p).collect();
        assert_eq!(found("报告.docx", &Pack::body(&body).zip()), found("a.txt", text.as_bytes()), "{name}");
    }
}

#[test]
fn a_report_saved_by_libreoffice_gives_the_same_findings() {
    let Some(mut office) = office() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in reports() {
        let path = |ending: &str| folder.path().join(format!("{name}.{ending}"));
        let (from, word, page) = (path("txt"), path("docx"), path("html"));
        fs::write(&from, format!("\u{FEFF}{text}")).unwrap();
        office.save(&from, &word);
        office.page(&from, &page);
        let wanted = found("a.txt", text.as_bytes());
        assert_eq!(found("a.docx", &fs::read(&word).unwrap()), wanted, "{name}.docx");
        // No-break spaces around a line are layout in a page.
        let wanted: Vec<_> = wanted.into_iter().filter(|(rule, ..)| rule != "encoding/invisible-character").collect();
        assert_eq!(found("a.html", &fs::read(&page).unwrap()), wanted, "{name}.html");
    }
}
