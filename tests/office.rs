//! One promise: what other programs write is read, and what `hegui annotate` writes is what they expect.
//!
//! LibreOffice, python-docx and the Open XML SDK's validator take part where they are installed; `scripts/office.sh` gets them.

#[path = "office/annotated.rs"]
mod annotated;
#[path = "office/bad.rs"]
mod bad;
#[path = "office/drafts.rs"]
mod drafts;
#[path = "office/formats.rs"]
mod formats;
// It makes more than these tests need.
#[allow(dead_code)]
#[path = "docx/pack.rs"]
mod pack;
#[path = "office/quirks.rs"]
mod quirks;
#[path = "office/tools.rs"]
mod tools;
#[path = "office/writing.rs"]
mod writing;

use hegui::lint::{Linter, Settings};
use hegui::source::{self, Changes, Source};

/// All rules but those on layout, which a text has none of; `tests/layout.rs` holds these.
fn linter() -> Linter {
    Linter::new(hegui::rule::builtin(), Settings { ignore: vec!["layout".to_owned()], ..Settings::default() })
}

fn document(path: &std::path::Path, changes: Changes) -> Source {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    source::read_changes("报告.docx", &bytes, None, changes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(path: &std::path::Path, changes: Changes) -> String {
    document(path, changes).text().to_owned()
}
