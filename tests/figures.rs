//! Paragraphs as reports write them, with figures that belong together: as they are, nothing is said about them; with one digit
//! changed so that they no longer do, something is.
//!
//! The paragraphs are made from a number, so that every run reads the same ones. `cargo test` reads 2,000 of them; 10,000 take a
//! debug build most of a minute, and `.ci/run` reads them with `HEGUI_GENERATOR=10000 cargo test --test figures`.
//! `-- --nocapture` shows the table by form.

#[path = "figures/draft.rs"]
mod draft;
#[path = "figures/forms.rs"]
mod forms;
#[path = "figures/oracle.rs"]
mod oracle;

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::sync::LazyLock;

use draft::{Dice, Draft};
use forms::FORMS;
use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source;

/// Of a hundred changed paragraphs of each form, and of all, so many must be found.
const LEAST: usize = 98;
/// Forms of which fewer are found, with how many.
const FEWER: &[(&str, usize)] = &[
    // One case may be of two kinds, so that the parts may be more than the whole; only a part that is larger by itself is found.
    ("parts of an open list", 25),
    // In 决策公布、执行评估两个环节 the 执行 may be a verb with the two for its object.
    ("list before its number", 90),
    // One in the last place of a yearly rate may come of rounding on the way, and the plain rate is accepted too.
    ("growth a year", 80),
    // 2024年4月25日至2月17日 may end in the year after, though that is seldom left unsaid.
    ("from day to day of a year", 75),
    // 受理的1408件行政复议案件 has its noun behind: which words of a clause are the indicator's is not known then.
    ("total repeated", 0),
    // Without 共 or another word for all, 法治讲座196场 and the 146场 that a share is of may be two counts.
    ("total repeated as a base", 50),
    // Cases of the year before may be in the base, so that a rate below what is printed says nothing.
    ("rate 办结率", 20),
    // A number that lost its first figure may leave a list of which several parts are larger than the whole.
    ("sum in brackets, bare", 90),
];

/// The families that judge figures.
const FAMILIES: [&str; 3] = ["figures", "dates", "consistency"];

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let select = FAMILIES.map(str::to_owned).to_vec();
    Linter::new(rule::builtin(), Settings { genre: None, year: Some(2024), select, ..Settings::default() })
});

/// How many paragraphs are read.
fn paragraphs() -> usize {
    std::env::var("HEGUI_GENERATOR").map_or(2000, |many| many.parse().expect("HEGUI_GENERATOR is a number"))
}

/// What is said about a paragraph, by rule and message.
fn said(paragraph: &str) -> Vec<String> {
    let text = format!("一、主要举措和成效\n{paragraph}\n");
    let source = source::read("稿.txt", text.as_bytes(), None).expect("the text is a text");
    let findings = LINTER.check(&source).findings;
    findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

#[test]
fn figures_that_belong_together_get_no_finding() {
    let offenders = (0..paragraphs()).filter_map(|number| {
        let draft = Draft::number(number);
        let said = said(&draft.text);
        (!said.is_empty()).then(|| format!("{number} {}\n  {}\n  {}", draft.form.name, draft.text, said.join("\n  ")))
    });
    let offenders: Vec<String> = offenders.collect();
    let first: Vec<&str> = offenders.iter().take(20).map(String::as_str).collect();
    assert!(offenders.is_empty(), "{} of {} paragraphs got findings:\n{}", offenders.len(), paragraphs(), first.join("\n"));
}

/// What became of the changed paragraphs of a form.
#[derive(Default)]
struct Tally {
    changed: usize,
    found: usize,
    missed: Vec<String>,
}

impl Tally {
    /// Found of a hundred, not rounded up.
    fn share(&self) -> usize {
        (self.found * 100).checked_div(self.changed).unwrap_or(100)
    }
}

#[test]
fn a_changed_digit_is_found() {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for number in 0..paragraphs() {
        let draft = Draft::number(number);
        let Some(broken) = draft.broken(&mut Dice(!(number as u64))) else { continue };
        let tally = tallies.entry(draft.form.name).or_default();
        tally.changed += 1;
        match said(&broken.text).is_empty() {
            false => tally.found += 1,
            true if tally.missed.len() < 2 => tally.missed.push(format!("{}: {}", broken.change, broken.text)),
            true => {}
        }
    }
    let sum = |all: bool| {
        let counted = tallies.iter().filter(|(name, _)| all || !FEWER.iter().any(|(form, _)| form == *name));
        let (found, changed) =
            counted.fold((0, 0), |(found, changed), (_, tally)| (found + tally.found, changed + tally.changed));
        Tally { found, changed, missed: Vec::new() }
    };
    let (settled, all) = (sum(false), sum(true));
    println!("{:>5} of {:>5} found  all forms, those that are left on purpose included", all.found, all.changed);
    tallies.insert("all forms but those", settled);
    let mut below = Vec::new();
    for (name, tally) in &tallies {
        println!("{:>5} of {:>5} found  {name}", tally.found, tally.changed);
        tally.missed.iter().for_each(|missed| println!("      missed {missed}"));
        let least = FEWER.iter().find(|(form, _)| form == name).map_or(LEAST, |(_, least)| *least);
        if tally.share() < least {
            below.push(format!("{name}: {}%, at least {least}%\n  {}", tally.share(), tally.missed.join("\n  ")));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn every_form_belongs_together_and_can_be_broken() {
    let mut breakable = HashSet::new();
    for number in 0..FORMS.len() * 30 {
        let draft = Draft::number(number);
        assert!(!draft.relations.is_empty() && draft.holds(), "{}: {}", draft.form.name, draft.text);
        assert!(!draft.text.contains(['[', ']', '<', '>', '{', '}', '|']), "{}", draft.text);
        for figure in &draft.figures {
            assert_eq!(draft.text[figure.start..figure.end], figure.written(), "{}", draft.text);
        }
        assert_eq!(Draft::number(number).text, draft.text, "one number is one text");
        if let Some(broken) = draft.broken(&mut Dice(number as u64)) {
            let differing = broken.text.chars().zip(draft.text.chars()).filter(|(new, old)| new != old).count();
            assert_eq!(differing, 1, "{}: {}", broken.change, broken.text);
            breakable.insert(draft.form.name);
        }
    }
    assert!(FORMS.len() >= 40);
    assert_eq!(breakable.len(), FORMS.len(), "names are told apart, and each form can be broken");
    assert!(FEWER.iter().all(|(name, _)| breakable.contains(name)));
}

#[test]
fn the_oracle_rounds_and_cuts_off() {
    // 29/135 is 21.481…%, 5/71 is 7.042…%, 2/3 is 66.666…%.
    let table = [
        (29, 135, 215, 1, true),
        (29, 135, 214, 1, true),
        (29, 135, 213, 1, false),
        (29, 135, 192, 1, false),
        (5, 71, 704, 2, true),
        (5, 71, 705, 2, false),
        (2, 3, 66, 0, true),
        (2, 3, 67, 0, true),
        (2, 3, 68, 0, false),
        (5, 0, 0, 0, false),
    ];
    for (part, whole, percent, places, fits) in table {
        assert_eq!(oracle::rounds(part, whole, percent, places), fits, "{part}/{whole} {percent}");
    }
    // 1000 to 1331 in three years is 10% a year.
    assert_eq!((oracle::yearly(1000, 1331, 3, 1), oracle::yearly(7203, 12011, 5, 1)), (100, 108));
}
