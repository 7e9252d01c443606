//! The bytes of a file: read, parsed, linted, settled and told in every format; in another encoding it is the same.

#![no_main]

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use hegui::settle::Report;
use hegui::source::{self, Source};
use hegui_fuzz::{encoded, linters, outputs, reading, seeds, splice};

const NAME: &str = "报告.txt";

fn run(data: &[u8]) {
    let Ok(source) = source::read(NAME, data, None) else { return };
    reading::check(&source);
    let linter = linters::of(data);
    let (text, encoding) = (source.text().to_owned(), source.encoding());
    let report = outputs::check(linter, source);
    if encoding == UTF_8 {
        again(data, &text, &report);
    }
}

/// The same in another form of the file.
fn again(data: &[u8], text: &str, report: &Report) {
    let linter = linters::of(data);
    let marked = format!("\u{FEFF}{text}");
    let whole = |bytes: &[u8], encoding| match source::read(NAME, bytes, encoding) {
        Ok(source) if source.text() == text => same(report, &linter.check(&source)),
        Ok(source) => panic!("another text: {:?}", source.text()),
        Err(fault) => panic!("refused: {fault}"),
    };
    match linters::chosen(data, 5) {
        0 => whole(marked.as_bytes(), None),
        1 => whole(&encoded::bytes(&marked, UTF_16LE), None),
        2 => whole(&encoded::bytes(&marked, UTF_16BE), None),
        3 => {
            let (bytes, _, lossy) = GB18030.encode(text);
            if !lossy && GB18030.decode_without_bom_handling(&bytes).0 == text {
                whole(&bytes, Some(GB18030));
            }
        }
        _ if text.contains('\r') => {}
        _ => {
            let broken = text.replace('\n', "\r\n");
            let new = source::read(NAME, broken.as_bytes(), Some(UTF_8)).expect("only its line ends are others");
            let old = source::read(NAME, text.as_bytes(), Some(UTF_8)).expect("it was read before");
            assert_eq!(told(&new, &linter.check(&new)), told(&old, report), "with other line ends");
        }
    }
}

fn same(one: &Report, other: &Report) {
    assert_eq!(one.findings, other.findings);
    assert_eq!((&one.genre, one.year), (&other.genre, other.year));
}

/// Findings by line and column.
fn told(source: &Source, report: &Report) -> Vec<String> {
    let told = |finding: &hegui::finding::Finding| {
        let (from, to) = (source.position(finding.at.span.start as usize), source.position(finding.at.span.end as usize));
        format!("{}:{}-{}:{} {} {}", from.line, from.column, to.line, to.column, finding.rule, finding.message)
    };
    report.findings.iter().map(told).collect()
}

hegui_fuzz::target!(seeds::drafts, &splice::LINES, run);
