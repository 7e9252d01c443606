//! What is read as a quantity, and what only looks like one.

use hegui::document::{Quantity, Unit};
use hegui::parse::parse;
use hegui::source;

/// The quantities of a paragraph, each shown by `show`.
fn read<T>(text: &str, show: impl Fn(&Quantity, &dyn Fn(hegui::span::Span<hegui::span::Read>) -> String) -> T) -> Vec<T> {
    let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
    let doc = parse(&source, Some(2024));
    doc.facts.quantities.iter().map(|quantity| show(quantity, &|span| doc.slice(span).to_owned())).collect()
}

fn figures(text: &str) -> Vec<String> {
    read(text, |quantity, slice| slice(quantity.span))
}

#[test]
fn dates_ordinals_codes_and_names_count_nothing() {
    let nothing = [
        "2024年12月31日，2021—2025年，2024年度，10时30分，12月底",
        "第7次会议，第七届，第3季度",
        "拨打12348热线，致电0851-8123456，文号青司发〔2024〕5号，标准GB/T 9704-2012",
        "1.规范执法。编印《2024年案例100篇》。“1+6+N”工作法",
        "第三次会议，一些，一定，一批，进一步，一系列，一起，一部分，一人一档，一次性办好一件事",
        "两个维护，三项制度，二十届三次全会，七部门，千家万户，二〇二四年十二月，统一名称，三年行动",
        "机场三期扩建，污水处理厂二期，“十四五”期间，“十三五时期”，培训基地三期，“三期叠加”，培训二期",
    ];
    for text in nothing {
        assert_eq!(figures(text), [""; 0], "{text}");
    }
}

#[test]
fn a_quantity_has_its_hedges_and_its_measure() {
    assert_eq!(
        figures("办理412件、近3.5万余人次，占98%，上升2.5个百分点，增长1.5倍，约占三分之二，用时30个工作日"),
        ["412件", "近3.5万余人次", "98%", "2.5个百分点", "1.5倍", "三分之二", "30个工作日"]
    );
    assert_eq!(
        figures("开会十二次，审查三十八件，新招一名，培训两场，走访三十余人，占百分之九十，数万余人"),
        ["十二次", "三十八件", "一名", "两场", "三十余人", "百分之九十", "数万余人"]
    );
    assert_eq!(figures("举办培训五期、讲座十二期，编发三期简报，提出意见三十条"), ["五期", "十二期", "三期", "三十条"]);
    assert_eq!(figures("合同37、案卷6、文书5，共选聘调解员17（新增7）"), ["37", "6", "5", "17", "7"]);
    assert_eq!(figures("3千余人，1464余万元，2,197件，１２件"), ["3千余人", "1464余万元", "2,197件", "１２件"]);
}

#[test]
fn the_end_of_another_word_is_no_hedge() {
    assert_eq!(
        figures("签约200户，附近30家，村规民约20条，节约12万元，预约60人次，赶超3个县"),
        ["200户", "30家", "20条", "12万元", "60人次", "3个"]
    );
    assert_eq!(
        figures("征集约300条，村民约200人，涉及环节约20个，干预约30次，培训近500人"),
        ["约300条", "约200人", "约20个", "约30次", "近500人"]
    );
}

#[test]
fn values_are_exact() {
    let values =
        read("3.5万人次，45.57%，1464余万元，百分之九十，七成，三十八件，2,197件", |quantity, _| {
            (quantity.value.normalize().to_string(), quantity.step().normalize().to_string(), quantity.unit)
        });
    let expected = [
        ("35000", "1000", Unit::Count),
        ("45.57", "0.01", Unit::Percent),
        ("14640000", "10000", Unit::Money),
        ("90", "10", Unit::Percent),
        ("70", "10", Unit::Percent),
        ("38", "1", Unit::Count),
        ("2197", "1", Unit::Count),
    ];
    assert_eq!(values, expected.map(|(value, step, unit)| (value.to_owned(), step.to_owned(), unit)));
}

#[test]
fn a_range_has_two_ends_of_one_unit() {
    let ends = read("占63～68%，每场100-150人次，2023-2024年", |quantity, slice| {
        (slice(quantity.span), quantity.unit, quantity.range)
    });
    let expected = [("63", Unit::Percent), ("68%", Unit::Percent), ("100", Unit::Count), ("150人次", Unit::Count)];
    assert_eq!(ends, expected.map(|(text, unit)| (text.to_owned(), unit, true)));
}

#[test]
fn a_quantity_knows_its_clause_its_brackets_and_its_year() {
    let text = "2023年，共受理案件57件。今年调解室（站）建成142个（其中新建7个），比上年的130个多；“法律七进”示范点50个。";
    let seen = read(text, |quantity, slice| (slice(quantity.lead), slice(quantity.tail), quantity.depth, quantity.year));
    let row = |lead: &str, tail: &str, depth, year| (lead.to_owned(), tail.to_owned(), depth, year);
    assert_eq!(
        seen,
        [
            row("共受理案件", "", 0, Some(2023)),
            row("今年调解室（站）建成", "", 0, None),
            row("其中新建", "", 1, None),
            row("比上年的", "多", 0, Some(2023)),
            row("“法律七进”示范点", "", 0, None),
        ]
    );
}

#[test]
fn sentences_hold_their_quantities() {
    let source =
        source::read("draft.txt", "一、成效\n办理3件。没有数。调解5件，成功4件。\n接访7人。\n".as_bytes(), None).expect("a text");
    let doc = parse(&source, None);
    let counts: Vec<_> = (0..doc.facts.sentences.len() as u32).map(|at| doc.facts.in_sentence(at).len()).collect();
    assert_eq!(counts, [1, 2, 1]);
    assert_eq!(doc.slice(doc.facts.sentences[1].span), "调解5件，成功4件。");
}

#[test]
fn a_sentence_holds_no_quantities_of_other_blocks() {
    let source = source::read("draft.txt", "一、成效\n办理3件。\n调解5件，成功4件。\n".as_bytes(), None).expect("a text");
    let doc = parse(&source, None);
    let counts: Vec<_> = (0..doc.facts.sentences.len() as u32).map(|at| doc.facts.in_sentence(at).len()).collect();
    assert_eq!(counts, [1, 2]);
}
