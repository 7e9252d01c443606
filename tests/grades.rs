//! Settings grade a rule or a whole family anew, or switch it off.

use hegui::finding::Severity::{self, Advice, Error, Warning};
use hegui::lint::{Linter, Settings};
use hegui::{rule, source};

/// The rules that speak about a text with a gap in its numbers and a half-width mark, each with its severity.
fn told(grades: &[(&str, Option<Severity>)]) -> Vec<(String, Severity)> {
    let grades = grades.iter().map(|(name, grade)| ((*name).to_owned(), *grade)).collect();
    let select = ["numbering/gap", "punctuation/half-width-mark"].map(str::to_owned).to_vec();
    let linter = Linter::new(rule::builtin(), Settings { genre: None, select, grades, ..Settings::default() });
    let source = source::read("稿", "一、工作情况\n全年办理案件,均已办结。\n三、存在不足\n".as_bytes(), None).unwrap();
    let mut told: Vec<_> =
        linter.check(&source).findings.iter().map(|finding| (finding.rule.to_string(), finding.severity)).collect();
    told.sort();
    told
}

#[test]
fn rules_and_families_are_graded_anew() {
    let [gap, mark] = [0, 1].map(|at| told(&[])[at].clone());
    assert_eq!((&*gap.0, &*mark.0), ("numbering/gap", "punctuation/half-width-mark"));
    let as_gap = |severity| (gap.0.clone(), severity);
    for severity in [Advice, Warning, Error] {
        assert_eq!(told(&[("numbering", Some(severity))]), [as_gap(severity), mark.clone()]);
        assert_eq!(told(&[("numbering/gap", Some(severity))]), [as_gap(severity), mark.clone()]);
    }
    assert_eq!(told(&[("numbering", None)]), std::slice::from_ref(&mark));
    // The rule counts before its family, whichever is named first; of two that name the same, the later.
    assert_eq!(told(&[("numbering/gap", Some(Advice)), ("numbering", None)]), [as_gap(Advice), mark.clone()]);
    assert_eq!(told(&[("numbering", None), ("numbering", Some(Warning))]), [as_gap(Warning), mark.clone()]);
    assert_eq!(told(&[("no/such", None)]), [gap, mark]);
}
