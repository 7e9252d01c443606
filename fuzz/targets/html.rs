//! A web page or Markdown: read, and told in every format; a byte order mark changes nothing.

#![no_main]

use encoding_rs::UTF_8;
use hegui::source;
use hegui_fuzz::{linters, markup, outputs, reading, seeds};

fn run(data: &[u8]) {
    let markdown = data.first().is_some_and(|first| b"#-*>`|".contains(first));
    let name = if markdown { "报告.md" } else { "报告.html" };
    let Ok(source) = source::read(name, data, None) else { return };
    reading::check(&source);
    assert!(source.comments().iter().all(|at| source.text().get(at.range()).is_some()), "a comment beside the text");
    let (text, encoding) = (source.text().to_owned(), source.encoding());
    let report = outputs::check(linters::of(data), source);
    if encoding == UTF_8 && linters::chosen(data, 3) == 0 {
        let marked = source::read(name, format!("\u{FEFF}{text}").as_bytes(), None).expect("only a mark is more");
        assert_eq!(linters::of(data).check(&marked).findings, report.findings, "with a byte order mark");
    }
}

hegui_fuzz::target!(seeds::pages, &markup::PAGE, run);
