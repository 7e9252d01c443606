//! Settings and mutes become what they say or an error at their place; mutes are applied, added to and pruned.
//!
//! An input that begins with `-` is `hegui.mutes.yaml`, any other `hegui.yaml`.

#![no_main]

use std::sync::LazyLock;

use hegui::config::{self, Config, Typed};
use hegui::lint::Linter;
use hegui::mute::{self, Mutes};
use hegui::rule::{self, RuleError, RuleFile, RuleSet};
use hegui::source::{self, Source};
use hegui_fuzz::linters::{REPORT, chosen};
use hegui_fuzz::seeds::{self, SAMPLES};
use hegui_fuzz::{outputs, yaml};

static BUILTIN: LazyLock<RuleSet> = LazyLock::new(rule::builtin);

fn sample() -> Source {
    source::read("报告.txt", SAMPLES[1].as_bytes(), None).expect("the sample is a text")
}

fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let held =
        if text.trim_start_matches('\u{FEFF}').starts_with('-') { mutes(text) } else { settings(text, chosen(data, 8) == 0) };
    if let Err(error) = held {
        let range = error.range();
        assert!(error.file().text().get(range.clone()).is_some(), "{range:?} is no place of the file: {error}");
        assert!(!error.to_string().is_empty());
    }
}

fn settings(text: &str, lint: bool) -> Result<(), RuleError> {
    let config = Config::parse(RuleFile::new(config::NAME, text))?;
    let set = config.rules(BUILTIN.clone())?;
    let settings = config.settings(&Typed::default(), &set)?;
    if lint {
        let source = sample();
        outputs::places(&source, &Linter::new(set, settings).check(&source));
    }
    Ok(())
}

fn mutes(text: &str) -> Result<(), RuleError> {
    let mutes = Mutes::parse(RuleFile::new(mute::NAME, text), &BUILTIN)?;
    let source = sample();
    let mut report = REPORT.check(&source);
    let before = report.findings.len();
    let uses = mutes.apply(&mut report, &source, Some("报告.txt"), |rule| REPORT.runs(rule, true));
    assert_eq!(report.findings.len() + report.muted.len(), before, "nothing disappears: it moves");
    (0..mutes.entries().len()).for_each(|at| assert!(mutes.file().text().get(mutes.place(at)).is_some(), "mute {at}"));
    // What is left is accepted; then nothing is left.
    let more = mute::entries_of(&report, &source, Some("报告.txt"), "已核实");
    if let Ok(added) = mute::add(&mutes, &more, &BUILTIN) {
        assert!(added.starts_with(mutes.file().text()), "what stood there stands there");
        let all = Mutes::parse(RuleFile::new(mute::NAME, &added), &BUILTIN)?;
        let mut report = REPORT.check(&source);
        all.apply(&mut report, &source, Some("报告.txt"), |rule| REPORT.runs(rule, true));
        assert!(report.findings.is_empty(), "accepted and told again: {:?}", report.findings);
    }
    let used = |at: usize| uses.iter().find(|(known, _)| *known == at).map(|(_, used)| *used);
    if let Ok(pruned) = mute::prune(&mutes, used, &BUILTIN) {
        Mutes::parse(RuleFile::new(mute::NAME, &pruned), &BUILTIN)?;
    }
    Ok(())
}

hegui_fuzz::target!(seeds::settings, &yaml::SPLICE, run);
