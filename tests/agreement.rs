//! One thing told in two ways.

use hegui::check::{Claims, Terms, Verdict};
use hegui::{parse::parse, source};

/// The faults found in a report with this text.
fn faults(text: &str, signature: &str) -> Vec<String> {
    let report = format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措\n{text}\n{signature}\n2025年1月20日\n");
    let source = source::read("draft.txt", report.as_bytes(), None).expect("a text");
    let doc = parse(&source, None);
    let terms = Terms { overall: vec!["全年".to_owned(), "全县".to_owned()].into(), ..Terms::default() };
    let claims = Claims::in_full();
    let off =
        claims.all(&doc, &terms).into_iter().filter(|claim| claim.kind == "agreement").filter_map(|claim| match claim.verdict {
            Verdict::Off(fault) => Some(fault),
            _ => None,
        });
    off.collect()
}

#[test]
fn one_indicator_has_one_value() {
    let found = |text: &str| faults(text, "青岚县司法局");
    assert_eq!(found("全县共受理行政复议案件57件。\n2024年，全县受理行政复议案件75件。"), ["value"]);
    assert_eq!(found("全年提出审查意见213条。\n全年提出审查意见123条，集中在两个方面。"), ["value"]);
    let fine = [
        "全县共受理行政复议案件57件。\n全县受理行政复议案件57件。",
        "全县开展普法宣传活动423场。\n全县开展各类普法宣传活动34场。",
        "受理行政复议案件57件。\n受理行政复议案件75件。",
        "全县受理行政复议案件57件。\n2023年全县受理行政复议案件75件。",
        "全县受理行政复议案件近57件。\n全县受理行政复议案件75件。",
        "全县受理行政复议案件57件。\n力争全县受理行政复议案件75件。",
        // Whose they are stands before, or in the heading.
        "云溪所发挥作用，全县调解矛盾纠纷120件。\n石渠所立足职能，全县调解矛盾纠纷98件。",
        "云溪司法所。全年调解矛盾纠纷120件。\n石渠司法所。全年调解矛盾纠纷98件。",
        "上半年，全县受理行政复议案件62件。\n下半年，全县受理行政复议案件93件。",
    ];
    for text in fine {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn titles_with_a_slip_are_told_from_two_documents() {
    let found = |a: &str, b: &str| faults(&format!("印发《{a}》。\n落实《{b}》。"), "青岚县司法局");
    assert_eq!(found("青岚县重大行政决策程序暂行规定文本", "青岚县重大行政绝策程序暂行规定文本"), ["title"]);
    let fine = [
        ("青岚县重大行政决策程序暂行规定文本", "青岚县重大行政决策程序暂行规定文本"),
        ("青岚县行政执法监督工作实施办法文本", "青岚县行政执法公示工作实施办法文本"),
        ("青岚县春季森林防火执法工作通知文本", "青岚县秋季森林防火执法工作通知文本"),
        ("关于全面推行河长制工作的实施意见", "关于全面推行林长制工作的实施意见"),
        ("青岚县法治政府建设第一批示范项目名单", "青岚县法治政府建设第二批示范项目名单"),
        ("青岚县法治政府建设示范创建实施方案", "青岚县法治政府建设示范创建实施细则"),
    ];
    for (a, b) in fine {
        assert_eq!(found(a, b), [""; 0], "{a} {b}");
    }
}

#[test]
fn the_signature_names_the_organ_of_the_title() {
    assert_eq!(faults("组织培训。", "青岗县司法局"), ["organ"]);
    for signature in ["青岚县司法局", "县司法局", "青岚市司法局", "青岚县法制办公室"] {
        assert_eq!(faults("组织培训。", signature), [""; 0], "{signature}");
    }
}
