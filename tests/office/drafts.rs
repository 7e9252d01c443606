//! A draft of twenty pages, as python-docx writes it and as LibreOffice does, is read alike.

use std::path::{Path, PathBuf};

use super::tools::{office, python};
use super::{document, linter, text};
use hegui::finding::Finding;
use hegui::source::Changes;

/// What is wrong with the draft.
pub const TOLD: [(&str, &str, Place); 12] = [
    ("wording/doubled-word", "的的", Place::Plain),
    ("punctuation/half-width-mark", ",", Place::Plain),
    ("figures/rate-off", "84.5%", Place::Plain),
    ("wording/wrong-word", "布署", Place::Other),
    ("wording/wrong-word", "布署", Place::Other),
    ("wording/wrong-word", "布署", Place::Plain),
    ("wording/until-now", "截止", Place::Plain),
    ("wording/until-now", "截止", Place::Other),
    ("figures/sum-off", "95件", Place::Other),
    ("figures/sum-off", "642件", Place::Other),
    ("structure/buried-part", "\u{FF08}五\u{FF09}压实第一责任人责任。", Place::Other),
    ("structure/missing-signature", "二0二五年二月十四日", Place::Other),
];

/// What the fault stands in.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    /// Words of the body that a fix is known for.
    Plain,
    /// Another's insertion, a note, a text box, or a fault without a fix.
    Other,
}

/// The draft by the writer of that name.
pub fn draft(folder: &Path, writer: &str) -> Option<PathBuf> {
    let path = folder.join(format!("{writer}.docx"));
    if writer == "python-docx" {
        python("docx.comments, lxml", "draft.py", &[&path])?;
    } else {
        let flat = folder.join("flat.fodt");
        python("sys", "flat.py", &[&flat])?;
        office()?.save(&flat, &path);
    }
    Some(path)
}

/// Where a finding is and what it says: line, rule, words.
pub type Told = (usize, String, String);

/// What is told of a document.
pub fn told(path: &Path) -> Vec<(Told, Finding)> {
    let source = document(path, Changes::Accepted);
    let findings = linter().check(&source).findings;
    let told = findings.into_iter().map(|finding| {
        let line = source.position(finding.at.span.start as usize).line;
        ((line, finding.rule.to_string(), source.words(finding.at.span).into_owned()), finding)
    });
    told.collect()
}

#[test]
fn both_writers_make_the_same_draft() {
    let folder = tempfile::tempdir().unwrap();
    for writer in ["python-docx", "LibreOffice"] {
        let Some(path) = draft(folder.path(), writer) else { continue };
        let found = told(&path);
        let rules: Vec<(&str, &str)> = found.iter().map(|((_, rule, words), _)| (&**rule, &**words)).collect();
        assert_eq!(rules, TOLD.map(|(rule, words, _)| (rule, words)), "{writer}");
        let text = text(&path, Changes::Accepted);
        for line in [
            "一、2024年推进法治政府建设的主要举措和成效",
            "| 村 | 走访 | 讲座 |",
            "2.清理存量文件。",
            "三、2025年推进法治政府建设的主要安排",
        ] {
            assert!(text.lines().any(|is| is.starts_with(line)), "{writer}: {line}");
        }
        assert!(!text.contains("内部资料") && !text.contains("请与民政核对"), "{writer}");
    }
}
