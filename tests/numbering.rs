//! Numbers that run are left alone, and one that does not is found: reports made at random, right ones and ones with a slip.

use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source;
use proptest::prelude::*;

const FIGURES: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// A report of sections with so many subsections each; `slip` replaces the number of one subsection, counted through.
fn report(sections: &[usize], slip: Option<(usize, usize)>) -> String {
    let mut text = "青岚县司法局2024年法治政府建设年度报告\n".to_owned();
    let mut count = 0;
    for (section, subsections) in sections.iter().enumerate() {
        text += &format!("{}、第{}个方面的工作\n", FIGURES[section], section + 1);
        for subsection in 0..*subsections {
            let number = slip.filter(|(at, _)| *at == count).map_or(subsection, |(_, number)| number);
            text += &format!(
                "\u{FF08}{}\u{FF09}做好这项工作\n全年办理案件31件。一是抓学习；二是抓审查；三是抓评查。\n",
                FIGURES[number]
            );
            count += 1;
        }
    }
    text
}

/// The findings about numbers that are more than advice.
fn found(linter: &Linter, text: &str) -> usize {
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let report = linter.check(&source);
    report.findings.iter().filter(|finding| finding.severity > hegui::finding::Severity::Advice).count()
}

fn linter() -> Linter {
    Linter::new(rule::builtin(), Settings { genre: None, select: vec!["numbering".to_owned()], ..Settings::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn right_numbers_are_left_alone(sections in prop::collection::vec(0usize..9, 1..9)) {
        prop_assert_eq!(found(&linter(), &report(&sections, None)), 0);
    }

    /// Any other number in the middle of a list: between two neighbours it cannot be right.
    #[test]
    fn one_wrong_number_is_found(
        sections in prop::collection::vec(4usize..9, 1..6),
        section in 0usize..6,
        place in 1usize..7,
        number in 0usize..12,
    ) {
        let section = section % sections.len();
        let place = 1 + place % (sections[section] - 2);
        prop_assume!(number != place);
        let at = sections[..section].iter().sum::<usize>() + place;
        prop_assert!(found(&linter(), &report(&sections, Some((at, number)))) > 0);
    }
}
