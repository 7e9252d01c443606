//! What LibreOffice makes of a report gives the findings that the report gives.

use std::fs;
use std::path::Path;

use hegui::source;

use super::linter;
use super::tools::office;

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

#[test]
fn a_report_saved_by_libreoffice_gives_the_same_findings() {
    let Some(mut office) = office() else { return };
    let folder = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for name in ["correct", "faulty", "damaged"] {
        let text = fs::read(samples.join(format!("{name}.txt"))).unwrap();
        let (from, word, page) =
            (folder.path().join("a.txt"), folder.path().join(format!("{name}.docx")), folder.path().join(format!("{name}.html")));
        fs::write(&from, [b"\xEF\xBB\xBF", &text[..]].concat()).unwrap();
        office.save(&from, &word);
        office.page(&from, &page);
        let wanted = found("a.txt", &text);
        for path in [word, page] {
            let is = found(path.to_str().expect("a name"), &fs::read(&path).unwrap());
            assert_eq!(is, wanted, "{}", path.display());
        }
    }
}
