//! Figures that nobody would write, nothing at all and numbers of 27 digits, are survived wherever a rule reckons with one.

#[path = "promises/drafts.rs"]
#[allow(dead_code, reason = "only the examples are needed")]
mod drafts;

use std::ops::Range;

use hegui::lint::{Linter, Settings};
use hegui::{rule, source};

/// Where figures stand in a text.
fn figures(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

#[test]
fn figures_of_any_size_are_survived() {
    let linter = Linter::new(rule::builtin(), Settings { genre: None, ..Settings::default() });
    let check = |text: &str| {
        if let Ok(source) = source::read("草稿.txt", text.as_bytes(), None) {
            linter.check(&source);
        }
    };
    let (large, small) = ("7".repeat(27), format!("0.{}", "7".repeat(26)));
    let set = rule::builtin();
    let good = set.rules.iter().flat_map(|rule| rule.examples.iter().filter_map(|example| example.good.clone()));
    for text in drafts::examples().into_iter().map(|(_, _, text)| text).chain(good) {
        for figure in ["0", &large, &small] {
            let mut all = text.clone();
            for at in figures(&text).into_iter().rev() {
                let mut one = text.clone();
                one.replace_range(at.clone(), figure);
                check(&one);
                all.replace_range(at, figure);
            }
            check(&all);
        }
    }
    // The rate of nothing.
    check("全年办结行政诉讼案件0件，败诉率为7.3%。\n");
}
