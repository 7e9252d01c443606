//! The parts of a report are known by the headings that people give them, in any order and with any year, and nothing is
//! called missing that may stand under another name.

use hegui::check::Place;
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::rule;
use hegui::source;

const PARTS: [&str; 4] = ["measures", "shortcomings", "first-responsible", "plan"];

/// A report with these first-level headings, and one paragraph under each.
fn report(title: &str, headings: &[&str]) -> String {
    const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
    let sections =
        headings.iter().zip(NUMBERS).map(|(heading, number)| format!("{number}、{heading}\n我局依法办事，办案31件。\n"));
    format!("{title}\n{}", sections.collect::<String>())
}

/// For each of the four parts the heading under which it was found, or why it was not.
fn found(text: &str) -> Vec<String> {
    let linter = Linter::new(rule::builtin(), Settings::default());
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let doc = parse(&source, None);
    let Some(aligned) = linter.align(&doc) else { return vec!["of another genre".to_owned()] };
    let place = |id: &str| {
        let at = aligned.outline.parts.iter().position(|part| part.id == id).expect("the outline has the part");
        match aligned.places[at] {
            Place::Section(id) => doc.words(doc.block(id)).to_owned(),
            Place::Topics(_) => "topics".to_owned(),
            Place::Unsure(id) => format!("perhaps {}", doc.words(doc.block(id))),
            Place::Below(_) => "below".to_owned(),
            Place::Inline(_) => "inline".to_owned(),
            Place::Opening(_) => "opening".to_owned(),
            Place::Passing(_) => "passing".to_owned(),
            Place::Nowhere => "nowhere".to_owned(),
        }
    };
    PARTS.map(place).to_vec()
}

const TITLE: &str = "青岚县司法局2024年法治政府建设年度报告";

/// Headings for each part, counted in published reports or of the same making.
const NAMES: [&[&str]; 4] = [
    &[
        "2024年推进法治政府建设的主要举措和成效",
        "2024年度法治政府建设工作情况",
        "推进法治政府建设的主要举措与成效",
        "主要举措和突出成效",
        "主要措施及成效",
        "工作开展情况",
        "2024年主要工作",
        "前段工作开展情况",
        "主要工作及成效",
        "总体完成情况",
        "成效和主要举措",
        "基本情况和主要成效",
        "上一年度推进法治政府建设的主要举措和成效",
        "2023年督察反馈问题整改和2024年推进法治政府建设的主要举措和成效",
        "2024年推进《法治政府建设实施纲要（2021—2025年）》落实的举措和成效",
        "主要做法",
        "亮点工作",
    ],
    &[
        "2024年推进法治政府建设存在的不足和原因",
        "存在的问题",
        "存在不足和原因",
        "工作中存在的主要问题",
        "面临的困难和挑战",
        "问题与短板",
        "主要困难",
        "薄弱环节和问题",
        "差距和短板",
        "不足之处及成因",
        "推进中的问题",
        "主要短板",
        "不足分析",
    ],
    &[
        "党政主要负责人履行推进法治建设第一责任人职责情况",
        "2024年主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
        "区政府主要负责同志履行推进法治建设第一责任人职责情况",
        "单位主要负责人履行推进法治政府建设第一责任职责的情况",
        "主要负责人履职情况",
        "主要领导履职情况",
        "党政主要负责人述法情况",
        "党政“一把手”履职情况",
        "党委书记、局长履行推进法治建设职责情况",
    ],
    &[
        "2025年推进法治政府建设的主要安排",
        "2025年法治政府建设工作计划",
        "下一步工作打算",
        "2025年度重点工作措施",
        "下步工作",
        "2025年法治政府建设主要工作设想",
        "下一年度推进法治政府建设的主要安排",
        "工作展望",
        "改进方向",
        "努力的方向",
        "接下来的工作",
        "后续工作",
        "来年工作思路",
    ],
];

#[test]
fn each_part_is_known_by_its_names() {
    for part in 0..4 {
        for name in NAMES[part] {
            let mut headings = NAMES.map(|names| names[0]);
            headings[part] = name;
            assert_eq!(found(&report(TITLE, &headings)), headings, "{name}");
        }
    }
}

#[test]
fn the_order_does_not_matter() {
    let names = NAMES.map(|names| names[1]);
    for order in [[2, 0, 1, 3], [0, 2, 1, 3], [3, 2, 1, 0], [1, 0, 3, 2]] {
        let headings = order.map(|at| names[at]);
        assert_eq!(found(&report(TITLE, &headings)), names, "{headings:?}");
    }
}

#[test]
fn what_is_missing_is_told_from_what_may_stand_under_another_name() {
    let table: [(&[&str], [&str; 4]); 8] = [
        // Topics are the measures; nothing else is there.
        (&["强化组织领导，夯实法治基础", "规范执法行为"], ["topics", "nowhere", "nowhere", "nowhere"]),
        (
            &["强化组织领导", "法治水平持续提升", "规范执法", "存在的不足", "下一步打算"],
            ["topics", "存在的不足", "nowhere", "下一步打算"],
        ),
        // A heading nobody knows, just where the part would be.
        (
            &["主要举措和成效", "几点反思", "第一责任人履职情况", "2025年安排"],
            ["主要举措和成效", "perhaps 几点反思", "第一责任人履职情况", "2025年安排"],
        ),
        (
            &["主要举措和成效", "存在不足", "第一责任人履职情况", "推进措施"],
            ["主要举措和成效", "存在不足", "第一责任人履职情况", "perhaps 推进措施"],
        ),
        // One heading for two parts.
        (
            &["主要举措和成效", "存在问题及下一步打算"],
            ["主要举措和成效", "存在问题及下一步打算", "nowhere", "存在问题及下一步打算"],
        ),
        (
            &["2024年工作情况及2025年工作打算", "存在的不足"],
            ["2024年工作情况及2025年工作打算", "存在的不足", "nowhere", "2024年工作情况及2025年工作打算"],
        ),
        // A part of its own goes before one that it might share.
        (
            &["主要举措和成效", "存在的问题及改进措施", "第一责任人履职情况", "下一步工作打算"],
            ["主要举措和成效", "存在的问题及改进措施", "第一责任人履职情况", "下一步工作打算"],
        ),
        (
            &[
                "坚持问题导向，着力解决突出问题",
                "做好2025年前期准备，提升执法成效",
                "存在的不足",
                "第一责任人履职情况",
                "下一步重点工作",
            ],
            ["topics", "存在的不足", "第一责任人履职情况", "下一步重点工作"],
        ),
    ];
    for (headings, expected) in table {
        assert_eq!(found(&report(TITLE, headings)), expected, "{headings:?}");
    }
}

#[test]
fn other_genres_are_left_alone() {
    let parts = NAMES.map(|names| names[0]);
    for title in [
        "2025年青岚县人民政府工作报告",
        "关于做好2024年度法治政府建设年度报告有关工作的通知",
        "青岚县法治政府建设实施方案（2021—2025年）",
        "青岚县2024年法治政府建设工作要点",
        "《青岚县2024年法治政府建设年度报告》解读",
        "青岚县司法局局长2024年述法报告",
        "青岚县2024年政府信息公开工作年度报告",
    ] {
        assert_eq!(found(&report(title, &parts)), ["of another genre"], "{title}");
    }
    let untold = ["2024年工作总结", "存在问题", "2025年工作计划"];
    assert_eq!(found(&report("青岚县水利局2024年工作总结及2025年工作计划", &untold)), ["of another genre"]);
    for title in
        ["青岚县司法局关于2024年度法治政府建设情况的报告", "青岚县水利局2024年依法行政工作总结", "2024年青岚镇法治政府建设情况"]
    {
        assert_eq!(found(&report(title, &parts)), parts, "{title}");
    }
}

/// The year that a text is about, by its title, else by what headings and opening agree on.
#[test]
fn the_year_is_what_the_text_agrees_on() {
    let table = [
        ("青岚县2024年法治政府建设年度报告\n一、2023年工作情况\n办案31件。\n", Some(2024)),
        ("2024年，我局推进法治政府建设。\n一、主要成效\n办案31件。\n四、2025年工作安排\n加快审查。\n", Some(2024)),
        ("我局推进法治政府建设。现将2024年度情况报告如下：\n一、主要成效\n办案31件。\n", Some(2024)),
        ("一、主要成效\n办案31件。\n二、2025年工作安排\n加快审查。\n", Some(2024)),
        ("一、2024年主要成效\n办案31件。\n二、2025年工作安排\n加快审查。\n", Some(2024)),
        // The two disagree: nobody can say.
        ("2024年，我局推进法治政府建设。\n一、落实2023年督察反馈情况\n办案31件。\n", None),
        ("2021年行政处罚法修订以来，我局规范执法。\n", None),
    ];
    for (text, expected) in table {
        let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
        assert_eq!(parse(&source, None).year, expected, "{text}");
    }
}
