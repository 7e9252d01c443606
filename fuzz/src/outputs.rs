//! What is promised of whatever is said about a draft: places inside the text and in order, outputs that their readers can read.

use hegui::check::Claims;
use hegui::emit::{Checked, Emitter, Form, Human, Language, Outlined, Sarif, Statistics, Tally, Understood};
use hegui::finding::{Finding, Label};
use hegui::lint::Linter;
use hegui::parse::parse;
use hegui::settle::Report;
use hegui::source::Source;
use hegui::span::Span;

use crate::linters::chosen;

/// What is said about a draft, in one of the formats: which one, the draft decides, so that all have their turn and each is quick.
pub fn check(linter: &Linter, source: Source) -> Report {
    let report = linter.check(&source);
    places(&source, &report);
    let turn = chosen(source.text().as_bytes(), 16);
    if turn == 0 {
        outlined(linter, &source, &report);
    }
    let checked = Checked { path: source.name().to_owned(), outcome: Ok((source, report)) };
    let human = |width| Emitter::Human(Box::new(Human::new(width, true, true, Language::Chinese, |_| None)));
    let read: fn(&str) = match turn {
        1 | 3 | 5 | 7 => json,
        2 | 4 => xml,
        _ => |_| {},
    };
    let emitter = match turn {
        1 => Emitter::Json,
        2 => Emitter::Junit(Language::Chinese),
        3 => Emitter::Sarif(Sarif::new(linter.rules(), Language::Chinese)),
        4 => Emitter::Checkstyle(Language::English),
        5 => Emitter::Gitlab(Language::English),
        6 => Emitter::Short(Language::Chinese),
        7 => Emitter::Rdjson(Language::Chinese),
        8 => Emitter::Github,
        9 => Emitter::Statistics(Statistics::new(Form::Table, linter.rules(), Language::Chinese)),
        turn => human(if turn % 2 == 0 { 40 } else { 100 }),
    };
    read(&all(&emitter, &checked));
    let Ok((_, report)) = checked.outcome else { unreachable!("it was read") };
    report
}

/// What a run over one file prints.
fn all(emitter: &Emitter, checked: &Checked) -> String {
    emitter.head() + &emitter.file(checked).out + &emitter.tail(&Tally::of(checked))
}

fn json(output: &str) {
    if let Err(fault) = serde_json::from_str::<serde_json::Value>(output) {
        panic!("no JSON: {fault}\n{output}");
    }
}

fn xml(output: &str) {
    let mut reader = quick_xml::Reader::from_str(output);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(fault) => panic!("no XML: {fault}\n{output}"),
        }
    }
}

fn outlined(linter: &Linter, source: &Source, report: &Report) {
    let doc = parse(source, None);
    let outlined = Outlined { path: source.name(), doc: &doc, genre: None, roles: &[], findings: &report.findings };
    json(&outlined.json());
    outlined.text(60, Language::Chinese);
    let claims = Claims::in_full();
    let claims = claims.all(&doc, linter.terms());
    let understood = Understood { path: source.name(), doc: &doc, claims: &claims };
    json(&understood.json());
    understood.text(60, true, Language::Chinese);
}

/// Places lie inside the text, on boundaries of characters, and come in order.
pub fn places(source: &Source, report: &Report) {
    let text = source.text();
    let inside = |span: Span, what: &dyn std::fmt::Debug| {
        assert!(text.get(span.range()).is_some(), "{:?} is no place of the text: {what:?}", span.range());
    };
    for finding in report.findings.iter().chain(report.muted.iter().map(|muted| &muted.finding)) {
        let Finding { at, related, fixes, .. } = finding;
        [at].into_iter().chain(related).for_each(|Label { span, .. }| inside(*span, finding));
        for fix in fixes {
            assert!(!fix.edits.is_empty(), "a fix without edits: {finding:?}");
            fix.edits.iter().for_each(|edit| inside(edit.span, finding));
            let in_order = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
            assert!(in_order, "edits out of order: {finding:?}");
        }
    }
    report.notices.iter().filter_map(|notice| notice.at).for_each(|at| inside(at, &"a notice"));
    let starts = |finding: &Finding| finding.at.span;
    assert!(report.findings.is_sorted_by_key(starts), "findings out of order: {:?}", report.findings);
}
