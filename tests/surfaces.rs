//! One draft, one set of findings: whatever door it comes through, however it is encoded, however badly it is damaged.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use encoding_rs::{GB18030, GBK};
use hegui::emit::{Checked, Emitter, Human, Language, Outlined, Sarif, Tally};
use hegui::finding::{Finding, Label, Severity};
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::rule;
use hegui::settle::Report;
use hegui::source::{self, Source};
use hegui::span::Span;
use proptest::prelude::*;

const FAULTY: &str = include_str!("../samples/faulty.txt");
const CORRECT: &str = include_str!("../samples/correct.txt");
const DAMAGED: &str = include_str!("../samples/damaged.txt");

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(rule::builtin(), Settings::default()));

fn read(bytes: &[u8]) -> Source {
    source::read("稿.txt", bytes, None).expect("the draft is a text")
}

/// A finding as every surface tells it: rule, severity, line, column.
type Place = (String, String, usize, usize);

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

/// What the library finds.
fn found(bytes: &[u8]) -> Vec<Place> {
    let source = read(bytes);
    let place = |finding: &Finding| {
        let at = source.position(finding.at.span.start as usize);
        (finding.rule.to_string(), severity(finding.severity).to_owned(), at.line, at.column)
    };
    LINTER.check(&source).findings.iter().map(place).collect()
}

fn program(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder).arg("check").args(arguments).output();
    String::from_utf8(output.expect("the program starts").stdout).expect("the output is UTF-8")
}

/// `path:line:column: severity[rule] message`
fn of_short(out: &str) -> Vec<Place> {
    let place = |line: &str| {
        let mut parts = line.splitn(4, ':').skip(1);
        let mut number = || parts.next()?.parse().ok();
        let (row, column) = (number()?, number()?);
        let (grade, rest) = parts.next()?.trim_start().split_once('[')?;
        let (rule, _) = rest.split_once(']')?;
        Some((rule.to_owned(), grade.to_owned(), row, column))
    };
    out.lines().map(|line| place(line).unwrap_or_else(|| panic!("no finding: {line}"))).collect()
}

fn of_json(out: &str) -> Vec<Place> {
    let value: serde_json::Value = serde_json::from_str(out).expect("machine output is JSON");
    let place = |finding: &serde_json::Value| {
        let word = |key: &str| finding[key].as_str().expect("a word").to_owned();
        let number = |key: &str| finding["range"]["start"][key].as_u64().expect("a number") as usize;
        (word("rule"), word("severity"), number("line"), number("column"))
    };
    value["files"][0]["findings"].as_array().expect("a list").iter().map(place).collect()
}

/// `× error[rule] message`, and below it `╭─[path:line:column]`.
fn of_human(out: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut head = None;
    for line in out.lines() {
        let words = line.trim_start_matches([' ', '×', '!', 'i']);
        if let Some((grade, rest)) = words.split_once('[').filter(|(grade, _)| ["error", "warning", "advice"].contains(grade)) {
            head = rest.split_once(']').map(|(rule, _)| (rule.to_owned(), grade.to_owned()));
        } else if let Some((_, place)) = line.split_once("╭─[") {
            let mut parts = place.trim_end_matches(']').rsplit(':');
            let mut number = || parts.next().and_then(|part| part.parse().ok()).expect("a number");
            let (column, row) = (number(), number());
            let (rule, grade) = head.take().expect("a picture has a head");
            places.push((rule, grade, row, column));
        }
    }
    places
}

#[test]
fn every_surface_tells_the_same_findings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for text in [FAULTY, CORRECT, DAMAGED] {
        fs::write(folder.path().join("稿.txt"), text).expect("a file");
        let expected = found(text.as_bytes());
        let told = |format| program(folder.path(), &["稿.txt", "--format", format, "--lang", "en"]);
        assert_eq!(of_short(&told("short")), expected);
        assert_eq!(of_json(&told("json")), expected);
        assert_eq!(of_human(&told("human")), expected);
    }
}

/// The same text as different programs save it.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |bom: &str, bytes: fn(u16) -> [u8; 2]| (bom.to_owned() + text).encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let dos = text.replace('\n', "\r\n");
    let mut all = vec![
        ("UTF-8", text.into()),
        ("UTF-8 with a mark", format!("\u{feff}{text}").into()),
        ("UTF-16LE", wide("\u{feff}", u16::to_le_bytes)),
        ("UTF-16BE", wide("\u{feff}", u16::to_be_bytes)),
        ("UTF-16LE without a mark", wide("", u16::to_le_bytes)),
        ("GB18030", GB18030.encode(text).0.into_owned()),
        ("CRLF", dos.clone().into()),
        ("GB18030 and CRLF", GB18030.encode(&dos).0.into_owned()),
    ];
    // Not every character of a damaged text is in GBK.
    let (gbk, _, lossy) = GBK.encode(text);
    all.extend((!lossy).then(|| ("GBK", gbk.into_owned())));
    all
}

#[test]
fn an_encoding_changes_no_finding_and_no_place() {
    for text in [FAULTY, CORRECT, DAMAGED] {
        let expected = found(text.as_bytes());
        for (name, bytes) in encoded(text) {
            assert_eq!(found(&bytes), expected, "{name}");
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (number, text) in [FAULTY, CORRECT, DAMAGED].iter().enumerate() {
        for (name, bytes) in encoded(text) {
            fs::write(folder.path().join(format!("{number} {name}.txt")), bytes).expect("a file");
        }
    }
    for format in ["human", "short", "json", "sarif", "junit", "rdjson"] {
        let told = |jobs| program(folder.path(), &[".", "--format", format, "-j", jobs]);
        let one = told("1");
        assert!(one.lines().count() > 27, "{format}");
        assert_eq!(one, told("2"), "{format}");
        assert_eq!(one, told("2"), "{format}, once more");
    }
}

/// Whether a span can be shown.
fn sound(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} in {} bytes", text.len());
}

fn spans_are_sound(text: &str, report: &Report) {
    for finding in report.findings.iter().chain(report.muted.iter().map(|muted| &muted.finding)) {
        std::iter::once(&finding.at).chain(&finding.related).for_each(|Label { span, .. }| sound(text, *span));
        for fix in &finding.fixes {
            fix.edits.iter().for_each(|edit| sound(text, edit.span));
            let apart = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
            assert!(apart, "edits of one fix are in order and apart: {fix:?}");
        }
    }
}

/// From bytes to every output. What cannot be read is one sentence.
fn through_everything(bytes: &[u8]) {
    let outcome = source::read("稿.txt", bytes, None).map_err(|error| error.to_string());
    let outcome = outcome.map(|source| {
        let report = LINTER.check(&source);
        spans_are_sound(source.text(), &report);
        let doc = parse(&source, None);
        let outlined = Outlined { path: "稿.txt", doc: &doc, genre: None, roles: &[], findings: &report.findings };
        outlined.text(80, Language::Chinese);
        serde_json::from_str::<serde_json::Value>(&outlined.json()).expect("the outline is JSON");
        (source, report)
    });
    let checked = Checked { path: "稿.txt".to_owned(), outcome };
    let tally = Tally::of(&checked);
    let human = |width, color| Emitter::Human(Box::new(Human::new(width, color, true, Language::Chinese, |_| None)));
    let english = Language::English;
    let services = [Emitter::Gitlab(english), Emitter::Rdjson(english), Emitter::Sarif(Sarif::new(LINTER.rules(), english))];
    let others = [Emitter::Json, Emitter::Github, Emitter::Junit(english), Emitter::Checkstyle(english)];
    let people = [human(80, false), human(40, true), Emitter::Short(english)];
    for emitter in people.into_iter().chain(services).chain(others) {
        let told = emitter.file(&checked);
        let whole = emitter.head() + &told.out + &emitter.tail(&tally);
        if matches!(emitter, Emitter::Json | Emitter::Gitlab(_) | Emitter::Rdjson(_) | Emitter::Sarif(_)) {
            serde_json::from_str::<serde_json::Value>(&whole).expect("machine output is JSON");
        }
    }
}

/// One thing that goes wrong with a text on its way, at places given in thousandths of its length.
#[derive(Debug, Clone)]
enum Mishap {
    Deleted(usize, usize),
    Doubled(usize, usize),
    Swapped(usize, usize, usize),
    Put(usize, char),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    let at = 0..1000_usize;
    let sign =
        prop::sample::select("一二三（）()、.。；\n\r\u{3000} 1２Ⅲ是年月日㈠①\u{200b}\u{feff}ū吖𠮷".chars().collect::<Vec<_>>());
    prop_oneof![
        (at.clone(), 1..60_usize).prop_map(|(at, length)| Mishap::Deleted(at, length)),
        (at.clone(), 1..60_usize).prop_map(|(at, length)| Mishap::Doubled(at, length)),
        (at.clone(), at.clone(), 1..40_usize).prop_map(|(one, other, length)| Mishap::Swapped(one, other, length)),
        (at, sign).prop_map(|(at, sign)| Mishap::Put(at, sign)),
    ]
}

impl Mishap {
    fn befall(&self, text: &mut Vec<char>) {
        let size = text.len();
        let place = |thousandth: usize| thousandth * size / 1000;
        let slice = |at: usize, length: usize| place(at)..(place(at) + length).min(size);
        match *self {
            Mishap::Deleted(at, length) => drop(text.drain(slice(at, length))),
            Mishap::Doubled(at, length) => {
                let copy = text[slice(at, length)].to_vec();
                text.splice(place(at)..place(at), copy);
            }
            Mishap::Swapped(one, other, length) => {
                let pairs = slice(one, length).zip(slice(other, length));
                pairs.for_each(|(one, other)| text.swap(one, other));
            }
            Mishap::Put(at, sign) => text.insert(place(at), sign),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_bytes_pass_through(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        through_everything(&bytes);
    }

    /// Bytes that look more like a text reach further.
    #[test]
    fn any_signs_pass_through(text in "([一二三四]、|（[一二]）|[0-9]\\.|\\(一）|\\?。ㄒ唬┥|[0-9年月日，。；是“”\\n\\r\u{3000} 法治政府建设报告不足原因]|\\PC){0,300}") {
        through_everything(text.as_bytes());
    }

    #[test]
    fn damaged_samples_pass_through(
        sample in prop::sample::select(vec![FAULTY, CORRECT, DAMAGED]),
        mishaps in prop::collection::vec(mishap(), 1..12),
        flipped in prop::collection::vec((0..1000_usize, 0..8_u32), 0..3),
    ) {
        let mut text: Vec<char> = sample.chars().collect();
        mishaps.iter().for_each(|mishap| mishap.befall(&mut text));
        let text: String = text.into_iter().collect();
        through_everything(text.as_bytes());
        let mut bytes = text.into_bytes();
        let size = bytes.len();
        flipped.iter().for_each(|(at, bit)| bytes[at * size / 1000] ^= 1 << bit);
        through_everything(&bytes);
        let (mut bytes, ..) = GBK.encode(sample);
        flipped.iter().for_each(|(at, bit)| { let at = at * bytes.len() / 1000; bytes.to_mut()[at] ^= 1 << bit });
        through_everything(&bytes);
    }
}
