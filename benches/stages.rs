//! How long each stage takes, over one report and over a hundred of them in one text: `cargo bench`.
//!
//! The whole process, folders and large files are timed by `scripts/bench.sh`.

use std::fmt;

use divan::Bencher;
use divan::counter::BytesCount;
use hegui::emit::{Checked, Emitter};
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::rule;
use hegui::settle::{Found, settle};
use hegui::source::{self, Source};

const REPORT: &str = include_str!("../samples/correct.txt");

/// What the stages work on.
#[derive(Clone, Copy)]
enum Draft {
    /// As most drafts are, some 14 KB.
    Report,
    /// 1.5 MB, to see whether a stage stays linear.
    Hundred,
}

const DRAFTS: [Draft; 2] = [Draft::Report, Draft::Hundred];

impl Draft {
    fn text(self) -> String {
        match self {
            Draft::Report => REPORT.to_owned(),
            Draft::Hundred => REPORT.repeat(1_500_000 / REPORT.len()),
        }
    }

    fn source(self) -> Source {
        source::read("draft.txt", self.text().as_bytes(), None).expect("the sample is a text")
    }
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Draft::Report => "one report",
            Draft::Hundred => "1.5 MB",
        })
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn main() {
    divan::main();
}

#[divan::bench]
fn rules_load(bencher: Bencher) {
    bencher.bench(|| Linter::new(rule::builtin(), Settings::default()));
}

#[divan::bench(args = DRAFTS)]
fn read(bencher: Bencher, draft: Draft) {
    let text = draft.text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| source::read("draft.txt", text.as_bytes(), None));
}

#[divan::bench(args = DRAFTS, name = "parse")]
fn parse_(bencher: Bencher, draft: Draft) {
    let source = draft.source();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| parse(&source, None));
}

#[divan::bench(args = DRAFTS)]
fn lint(bencher: Bencher, draft: Draft) {
    let linter = Linter::new(rule::builtin(), Settings::default());
    let source = draft.source();
    let doc = parse(&source, None);
    bencher.counter(BytesCount::of_str(source.text())).bench(|| linter.lint(&doc));
}

#[divan::bench(args = DRAFTS, name = "settle")]
fn settle_(bencher: Bencher, draft: Draft) {
    let linter = Linter::new(rule::builtin(), Settings::default());
    let source = draft.source();
    let doc = parse(&source, None);
    let found = linter.lint(&doc);
    bencher.counter(BytesCount::of_str(source.text())).with_inputs(|| found.clone()).bench_values(|(findings, notices)| {
        settle(&doc, Found { findings, notices, ..Found::default() }, Settings::default().genre)
    });
}

#[divan::bench(args = DRAFTS)]
fn emit_json(bencher: Bencher, draft: Draft) {
    let linter = Linter::new(rule::builtin(), Settings::default());
    let source = draft.source();
    let size = BytesCount::of_str(source.text());
    let report = linter.check(&source);
    let checked = Checked { path: "draft.txt".to_owned(), outcome: Ok((source, report)) };
    bencher.counter(size).bench(|| Emitter::Json.file(&checked));
}
