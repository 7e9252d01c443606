//! Texts that are made to hurt are read like any other. How time grows with them is measured by `scripts/growth.py`.

use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source::{self, Source};

const WORDS: &str = "县司法局全年举办法治讲座4期，参加人员260人次。";

fn read(name: &str, text: &str) -> Source {
    source::read(name, text.as_bytes(), None).expect("a text")
}

/// A page of one paragraph whose tag has these attributes, as it is read.
fn page(attributes: &str) -> String {
    read("page.html", &format!("<html><body><p{attributes}>{WORDS}</p><p>完。</p></body></html>")).reading().text().to_owned()
}

#[test]
fn a_tag_may_have_any_number_of_attributes() {
    for attribute in [" a=\"b\"", " a=\"=\"", " a=\" b\"", "\na=\"\"", " a = \"b\" "] {
        let many = attribute.repeat(20_000);
        assert!(page(&many).contains(WORDS), "{attribute}");
        let hidden = page(&format!("{many} style=\"display:none\""));
        assert!(!hidden.contains(WORDS) && hidden.contains('完'), "{attribute}");
    }
}

#[test]
fn a_text_of_private_numbers_shows_none() {
    let numbers: Vec<String> = (1..3000).map(|number| format!("138{:08}", number * 4_827_113_u64 % 100_000_000)).collect();
    let all =
        |numbers: &[String]| read("numbers.txt", &numbers.iter().map(|number| format!("联系电话{number}，")).collect::<String>());
    let source = all(&numbers);
    assert_eq!(source.private().len(), numbers.len());
    for number in &numbers {
        assert!(!source.shown().contains(number.as_str()));
        assert!(!source.masked(number).contains(&number[3..7]), "{number}");
    }
    // Seven digits tell a number too, and of those only the inner ones are hidden.
    let few = all(&["13826719345".to_owned(), "15908816042".to_owned()]);
    assert_eq!(few.masked("致电13826719345"), "致电138****9345");
    assert_eq!(few.masked("尾数8267193、5908816"), "尾数8****93、59****6");
    assert_eq!(few.masked("第826719号"), "第826719号");
    let report = Linter::new(rule::builtin(), Settings::default()).check(&source);
    assert!(report.findings.iter().any(|finding| finding.rule.starts_with("disclosure/")));
}

#[test]
fn spaces_of_a_line_are_judged_by_all_of_it() {
    let linter = Linter::new(rule::builtin(), Settings::default());
    let spaces = |text: &str| {
        let report = linter.check(&read("spaces.txt", text));
        report.findings.iter().filter(|finding| finding.rule.contains("space")).count()
    };
    // The stop that makes it running text may stand far behind the space.
    let long = "办理行政复议案件".repeat(2000);
    assert_eq!(spaces(&format!("办结517 宗，{long}。\n")), 1);
    assert_eq!(spaces(&format!("办结517 宗{long}\n")), 0);
}
