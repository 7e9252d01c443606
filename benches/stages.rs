//! How long each stage takes, over one report and over a hundred of them in one text: `cargo bench`.
//!
//! The whole process, folders and large files are timed by `scripts/bench.sh`, instructions are counted by `scripts/counts.sh`.

use std::fmt;

use divan::Bencher;
use divan::counter::BytesCount;
use hegui::emit::{Checked, Emitter, Language};
use hegui::finding::Safety;
use hegui::fix;
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::rule;
use hegui::settle::{Found, settle};
use hegui::source::{self, Source};

const REPORT: &str = include_str!("../samples/correct.txt");
const FAULTY: &str = include_str!("../samples/faulty.txt");
const DAMAGED: &str = include_str!("../samples/damaged.txt");

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

/// A linter with these families of rules; with all of them, where none is named.
fn linter(families: &[&str]) -> Linter {
    let select = families.iter().map(|family| (*family).to_owned()).collect();
    Linter::new(rule::builtin(), Settings { select, ..Settings::default() })
}

fn main() {
    divan::main();
}

#[divan::bench]
fn rules_load(bencher: Bencher) {
    bencher.bench(|| linter(&[]));
}

#[divan::bench(args = DRAFTS)]
fn read(bencher: Bencher, draft: Draft) {
    let text = draft.text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| source::read("draft.txt", text.as_bytes(), None));
}

/// The same report as other files; how much a format costs beside plain text.
#[divan::bench(args = ["GBK", "page", "Markdown", "damaged"])]
fn read_as(bencher: Bencher, form: &str) {
    let lines = || REPORT.lines().map(|line| format!("<p>{line}</p>\n"));
    let (name, bytes) = match form {
        "GBK" => ("draft.txt", encoding_rs::GBK.encode(REPORT).0.into_owned()),
        "page" => ("draft.html", format!("<html><body>{}</body></html>", lines().collect::<String>()).into_bytes()),
        "Markdown" => ("draft.md", REPORT.as_bytes().to_vec()),
        _ => ("draft.txt", DAMAGED.as_bytes().to_vec()),
    };
    bencher.counter(BytesCount::new(bytes.len())).bench(|| source::read(name, &bytes, None));
}

/// Blocks and facts.
#[divan::bench(args = DRAFTS, name = "parse")]
fn parse_(bencher: Bencher, draft: Draft) {
    let source = draft.source();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| parse(&source, None));
}

#[divan::bench(args = DRAFTS)]
fn lint(bencher: Bencher, draft: Draft) {
    lint_with(bencher, draft, &[]);
}

/// By family, over one report.
#[divan::bench(args = ["figures", "terms", "wording", "punctuation", "encoding", "structure", "numbering", "dates", "consistency", "disclosure"])]
fn lint_family(bencher: Bencher, family: &str) {
    lint_with(bencher, Draft::Report, &[family]);
}

fn lint_with(bencher: Bencher, draft: Draft, families: &[&str]) {
    let linter = linter(families);
    let source = draft.source();
    let doc = parse(&source, None);
    bencher.counter(BytesCount::of_str(source.text())).bench(|| linter.lint(&doc));
}

#[divan::bench(args = DRAFTS, name = "settle")]
fn settle_(bencher: Bencher, draft: Draft) {
    let linter = linter(&[]);
    let source = draft.source();
    let doc = parse(&source, None);
    let found = linter.lint(&doc);
    bencher.counter(BytesCount::of_str(source.text())).with_inputs(|| found.clone()).bench_values(|(findings, notices)| {
        settle(&doc, Found { findings, notices, ..Found::default() }, Settings::default().genre)
    });
}

#[divan::bench(args = ["short", "json", "github", "gitlab", "junit", "checkstyle", "rdjson"])]
fn emit(bencher: Bencher, format: &str) {
    let emitter = match format {
        "short" => Emitter::Short(Language::default()),
        "json" => Emitter::Json,
        "github" => Emitter::Github,
        "gitlab" => Emitter::Gitlab(Language::default()),
        "junit" => Emitter::Junit(Language::default()),
        "checkstyle" => Emitter::Checkstyle(Language::default()),
        _ => Emitter::Rdjson(Language::default()),
    };
    let source = source::read("draft.txt", FAULTY.as_bytes(), None).expect("the sample is a text");
    let report = linter(&[]).check(&source);
    let checked = Checked { path: "draft.txt".to_owned(), outcome: Ok((source, report)) };
    bencher.bench(|| emitter.file(&checked));
}

/// All that `fix --offered` does: choosing, applying, reading and checking again until nothing changes.
#[divan::bench(name = "fix")]
fn fix_(bencher: Bencher) {
    let linter = linter(&[]);
    let source = source::read("draft.txt", FAULTY.as_bytes(), None).expect("the sample is a text");
    bencher.bench(|| fix::fix(&linter, &source, Safety::Offered));
}
