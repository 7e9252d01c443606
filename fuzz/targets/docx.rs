//! A Word document: read, laid out, annotated, annotated again, the marks removed.
//!
//! An input is a body of XML with other parts behind lines `%%styles`, `%%numbering`, …; one that begins with `PK` is a package as it is.

#![no_main]

use std::io::{Cursor, Read};

use hegui::annotate::{Telling, annotate, remove};
use hegui::emit::Language;
use hegui::source::{self, Changes};
use hegui_fuzz::pack::Pack;
use hegui_fuzz::{linters, markup, outputs, reading, seeds};

const NAME: &str = "报告.docx";
const PARTS: [&str; 8] = ["styles", "numbering", "footnotes", "endnotes", "comments", "settings", "theme", "footer"];

/// The package that an input means.
fn package(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let text = String::from_utf8_lossy(data);
    let mut parts = text.split("\n%%");
    let body = parts.next().unwrap_or_default();
    let pack = if body.starts_with("<?xml") { Pack::document(body) } else { Pack::body(body) };
    let with = |pack: Pack, part: &str| match part.split_once('\n') {
        Some((name, inside)) if PARTS.contains(&name) => pack.with(name, inside),
        _ => pack,
    };
    parts.fold(pack, with).zip()
}

fn text(bytes: &[u8], changes: Changes) -> String {
    let read = source::read_changes(NAME, bytes, None, changes);
    read.map_or_else(|fault| format!("{fault:?}"), |source| source.text().to_owned())
}

fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = String::new();
    zip.by_name(name).ok()?.read_to_string(&mut content).ok()?;
    Some(content)
}

fn run(data: &[u8]) {
    let given = package(data);
    let linter = linters::of(data);
    let Ok(source) = source::read(NAME, &given, None) else {
        let telling = Telling { language: Language::Chinese, why: &|_| None };
        assert!(annotate(linter, NAME, &given, None, &telling).is_err(), "annotated, but not read");
        return;
    };
    reading::check(&source);
    outputs::places(&source, &linter.check(&source));
    let telling = Telling { language: Language::Chinese, why: &|_| Some("缘由在此".to_owned()) };
    let (Ok(base), Ok(done)) = (remove(NAME, &given), annotate(linter, NAME, &given, None, &telling)) else { return };
    outputs::places(&source, &done.report);
    let both = [Changes::Accepted, Changes::Rejected];
    let [_, rejected] = both.map(|changes| text(&base.bytes, changes));
    assert_eq!(text(&done.bytes, Changes::Rejected), rejected, "rejected, it is what it was");
    let again = annotate(linter, NAME, &done.bytes, None, &telling).expect("what we wrote is annotated again");
    for name in ["word/document.xml", "word/comments.xml"] {
        assert_eq!(part(&again.bytes, name), part(&done.bytes, name), "{name} after a second time");
    }
    let back = remove(NAME, &done.bytes).expect("our marks are removed");
    for changes in both {
        assert_eq!(text(&back.bytes, changes), text(&base.bytes, changes), "without our marks it reads as it did");
    }
    assert_eq!(remove(NAME, &back.bytes).expect("removed again").bytes, back.bytes, "there is nothing more to remove");
}

hegui_fuzz::target!(seeds::documents, &markup::DOCUMENT, run);
