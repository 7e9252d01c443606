//! Dated and fixed terms: the lists of `rules/facts/` are well formed, every phrase is right by itself and every slip in it is
//! found.

use hegui::check::Table;
use hegui::lint::{Linter, Settings};
use hegui::rule::{self, RuleFile, RuleSet};
use hegui::source;

fn linter() -> Linter {
    let settings = Settings { genre: None, year: Some(2024), select: vec!["terms".to_owned()], ignore: Vec::new() };
    Linter::new(rule::builtin(), settings)
}

fn found(linter: &Linter, text: &str) -> Vec<String> {
    let source = source::read("稿", text.as_bytes(), None).unwrap();
    linter.check(&source).findings.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What an organisation's own lists are held to, ours are held to.
#[test]
fn the_lists_are_well_formed() {
    let lists = rule::builtin_files().filter(|file| {
        file.path().strip_prefix("facts/").is_some_and(|name| Table::NAMES.contains(&name.trim_end_matches(".yaml")))
    });
    let lists: Vec<RuleFile> = lists.collect();
    assert_eq!(lists.len(), Table::NAMES.len());
    let faults = rule::load(lists, &RuleSet::default()).err().unwrap_or_default();
    none(&faults.iter().map(|fault| format!("{}: {fault}: {}", fault.file().path(), fault.labelled())).collect::<Vec<_>>());
}

#[test]
fn a_phrase_and_its_right_forms_are_silent() {
    let linter = linter();
    let set = rule::builtin();
    let mut faults = Vec::new();
    for row in set.tables.phrases.rows() {
        for form in row.also.iter().chain([&row.phrase]) {
            let said = found(&linter, &format!("一、主要举措\n坚持“{form}”。贯彻落实{form}，推进{form}。"));
            faults.extend(said.iter().map(|said| format!("{form}: {said}")));
        }
    }
    none(&faults);
}

/// Every single character lost, except where that leaves a right form: 行政处罚决定 of 行政处罚决定书.
#[test]
fn every_loss_in_a_phrase_is_found() {
    let linter = linter();
    let set = rule::builtin();
    let mut faults = Vec::new();
    for row in set.tables.phrases.rows() {
        let lost = row
            .phrase
            .char_indices()
            .filter(|(_, sign)| sign.is_alphanumeric())
            .map(|(at, sign)| format!("{}{}", &row.phrase[..at], &row.phrase[at + sign.len_utf8()..]));
        let long = row.phrase.chars().count() >= 6;
        let wrong = lost.filter(|_| long).filter(|form| !row.also.contains(form)).chain(row.slips.iter().cloned());
        for form in wrong {
            if found(&linter, &format!("一、主要举措\n这里写着，{form}，如上。")).is_empty() {
                faults.push(format!("{}: {form} is not found", row.phrase));
            }
        }
    }
    none(&faults);
}
