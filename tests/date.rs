//! Dates and years: what is found, where, with which fix, and what looks like it and is right.

use hegui::lint::{Linter, Settings};
use hegui::{rule, source};

/// What one rule finds in a text: each place with what its fix would write there, nothing where there is none.
fn found(id: &str, text: &str) -> Vec<(String, Option<String>)> {
    let settings = Settings { select: vec![format!("dates/{id}")], ..Settings::default() };
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let report = Linter::new(rule::builtin(), settings).check(&source);
    let place = |span: hegui::span::Span| source.text()[span.range()].to_owned();
    let fixed = |finding: &hegui::finding::Finding| {
        let edit = finding.fixes.first()?.edits.first()?.clone();
        let (at, words) = (finding.at.span, place(finding.at.span));
        let (from, to) = ((edit.span.start - at.start) as usize, (edit.span.end - at.start) as usize);
        Some(format!("{}{}{}", &words[..from], edit.text, &words[to..]))
    };
    report.findings.iter().map(|finding| (place(finding.at.span), fixed(finding))).collect()
}

/// The text as a paragraph of a report on 2024.
fn report(paragraph: &str) -> String {
    format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措和成效\n{paragraph}\n")
}

/// Each text of a table with all that is found in it.
fn table(id: &str, rows: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in rows {
        let found = found(id, &report(text));
        let expected: Vec<_> =
            expected.iter().map(|(place, fix)| ((*place).to_owned(), (!fix.is_empty()).then(|| (*fix).to_owned()))).collect();
        assert_eq!(found, expected, "{id}: {text}");
    }
}

fn silent(id: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(id, &report(text)), [], "{id}: {text}");
    }
}

#[test]
fn days_that_no_calendar_has() {
    table(
        "impossible-date",
        &[
            ("2月30日前办结。", &[("2月30日", "")]),
            ("2025年2月29日和2024年2月29日开会。", &[("2025年2月29日", "")]),
            ("11月31日、13月5日、4月31日评查。", &[("11月31日", ""), ("13月5日", ""), ("4月31日", "")]),
            (
                "12月32日、6月0日，2024年13月印发，13月份公示。",
                &[("12月32日", ""), ("6月0日", ""), ("2024年13月", ""), ("13月", "")],
            ),
            ("二〇二五年二月二十九日召开，九月三十一日结束。", &[("二〇二五年二月二十九日", ""), ("九月三十一日", "")]),
            ("公开时间2025-02-30，更新2025.4.31。", &[("2025-02-30", ""), ("2025.4.31", "")]),
        ],
    );
    silent(
        "impossible-date",
        &[
            "2月29日、12月31日、10月31号、1月1日开会，补发13月薪。",
            "参加9.18纪念活动和12·4宪法宣传，(2024)川0703民初13号案件已结。",
            "农历二月三十日举办庙会普法，服务15个月，共13月龄。",
            "放映《2月30日》，1—2月办案12件，2024年上半年开会。",
            "参观2025.2.30.1号展位，3月50余人参加，2月31号文件已废止。",
        ],
    );
}

#[test]
fn the_date_of_the_document_is_held_to_the_calendar() {
    let text = report("全年办案31件。") + "青岚县司法局\n2025年2月30日\n";
    assert_eq!(found("impossible-date", &text), [("2025年2月30日".to_owned(), None)]);
}

#[test]
fn dates_that_lost_their_month() {
    table(
        "lost-month",
        &[
            ("截至1231日，调解31件。", &[("1231日", "12月31日")]),
            ("2024年1231日召开。", &[("2024年1231日", "2024年12月31日")]),
            ("自0101日至1231日，共31件。", &[("0101日", "1月1日"), ("1231日", "12月31日")]),
            // Read two ways: no fix.
            ("截至111日，调解31件。", &[("111日", "")]),
            ("截至131日，调解31件。", &[("131日", "1月31日")]),
        ],
    );
    silent(
        "lost-month",
        &[
            "奋战200日，苦干120日，连续365日值守，用时100日。",
            "在1001日内办结，截至120日内未回复的，1231日攻坚行动。",
            "累计1130日无事故，到1332日为止，12月31日、1月1日开会。",
        ],
    );
}

#[test]
fn spans_that_do_not_run_forward() {
    table(
        "backward-span",
        &[
            ("落实规划（2025—2021年）。", &[("2025—2021年", "")]),
            ("落实规划（4022—2024年）、方案（2024—1025年）。", &[("4022—2024年", ""), ("2024—1025年", "")]),
            ("行动方案（2023-2023），2021年至2012年。", &[("2023-2023", ""), ("2021年至2012年", "")]),
        ],
    );
    silent(
        "backward-span",
        &[
            "落实规划（2021—2025年），电话0816-2023-2021，标准GB 2022-2015。",
            "每吨2080—2050元，由2030—2010元下调，地块2080-2050。",
            "文号〔2023-2022〕，编号2024-2023-15，2023年12月—2024年3月，2024-12-31。",
            "2024年1月—2024年12月，HT-2023-2021。",
            "投入3000至2025年，编号4022-2024年，碑刻（1644—1911年）。",
        ],
    );
}

#[test]
fn days_that_do_not_run_forward() {
    table(
        "backward-days",
        &[
            ("5月6日至5月5日，开展检查。", &[("5月6日至5月5日", "")]),
            ("7月17日至10日，开展检查。", &[("7月17日至10日", "")]),
            ("2024年7月23日-7月17日，开展检查。", &[("2024年7月23日-7月17日", "")]),
            ("自2024年7月23日起至2024年6月30日。", &[("2024年7月23日起至2024年6月30日", "")]),
        ],
    );
    silent(
        "backward-days",
        &[
            "12月28日至1月3日，2024年11月15日至3月15日，7月17日至20日。",
            "7月23日至2025年7月17日，2024年7月23日至2025年7月17日。",
            "上年12月26日至12月25日，农历7月17日至10日，6月31日至6月5日，《7月17日至10日》。",
        ],
    );
}

#[test]
fn spans_that_lost_their_dash() {
    table(
        "lost-dash",
        &[
            ("落实《纲要(20212025年)》。", &[("20212025年", "2021—2025年")]),
            ("规划（20232027）任务。", &[("20232027", "2023—2027")]),
        ],
    );
    silent("lost-dash", &["登记号20212025，日期20241231，20252021年，工号（20241231），资金20212025元。"]);
}

#[test]
fn hyphens_in_spans_are_told_once() {
    table(
        "hyphen-span",
        &[
            ("落实规划(2021-2025年)。", &[("2021-2025年", "2021—2025年")]),
            ("落实规划2023－2027。", &[("2023－2027", "2023—2027")]),
            ("落实规划2021——2025年。", &[("2021——2025年", "2021—2025年")]),
        ],
    );
    assert_eq!(found("hyphen-span", &report("规划2021-2025年，方案2023-2027年，纲要2020-2025年。")).len(), 1);
    silent("hyphen-span", &["2021—2025年，2021～2025年，2021~2025年，2021年至2025年，2024-12-31，0816-2021-2025，2021-2025-3。"]);
}

/// A report on 2024 with this beginning.
fn opened(lead: &str) -> String {
    format!("青岚县司法局2024年法治政府建设年度报告\n{lead}\n一、主要举措和成效\n全年办案31件。\n")
}

#[test]
fn the_opening_speaks_of_the_year_of_the_title() {
    let found = |lead: &str| found("opening-year", &opened(lead)).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
    assert_eq!(found("2023年，我局扎实工作。现报告如下："), ["2023年"]);
    assert_eq!(found("2023年，我局扎实工作。现将2023年工作情况报告如下："), ["2023年"]);
    assert_eq!(found("按照要求，现将我局2025年法治政府建设情况汇报如下："), ["现将我局2025年法治政府建设情况汇报如下"]);
    let right = [
        "2024年，我局扎实工作。现报告如下：",
        "2024年度，我局扎实工作。现将2024年工作情况和2025年工作安排报告如下：",
        "2023年以来，我局扎实工作。现报告如下：",
        "2023年，我局获评先进；2024年再获表彰。现报告如下：",
        "根据《2023年度案例选编》，现将有关情况报告如下：",
        "2021年行政处罚法修订后，我局组织学习。现报告如下：",
    ];
    for lead in right {
        assert_eq!(found(lead), [""; 0], "{lead}");
    }
}

#[test]
fn headings_and_paragraphs_left_from_last_year() {
    table(
        "heading-year",
        &[("（一）2023年重点任务完成情况\n办案31件。\n（二）执法监督\n评查36卷。", &[("（一）2023年重点任务完成情况", "")])],
    );
    table("heading-year", &[("（一）执法监督\n评查36卷。\n（二）2024年工作安排\n继续推进。", &[("（二）2024年工作安排", "")])]);
    silent(
        "heading-year",
        &[
            "（一）2023年督察反馈问题整改情况\n整改12个。",
            "（一）2024年工作计划完成情况\n办案31件。\n（二）2025年工作安排\n继续推进。",
            "（一）2023年情况\n办案31件。\n（二）2024年情况\n办案36件。",
            "（一）落实2023年任务\n办案31件。",
            "（一）2023年以来的工作\n办案31件。",
            "（一）2023年度行政执法案卷评查问题“回头看”\n办案31件。",
            "（一）2023年“互联网+监管”平台升级\n办案31件。",
            "（一）2023年《责任清单》落实情况\n办案31件。",
            "（一）2023年法治督察整改\n办案31件。",
        ],
    );
    table("stale-paragraph", &[("2023年，共办理案件31件，调解纠纷412件。", &[("2023年", "")])]);
    silent(
        "stale-paragraph",
        &[
            "2023年，共办理案件31件，调解纠纷412件，2024年为36件。",
            "2023年，共办理案件31件，调解纠纷412件。\n2024年，共办理案件36件，调解纠纷398件。",
            "2023年以来，共办理案件31件，调解纠纷412件。",
            "2023年，办理案件31件，比上一年多5件，调解12件。",
            "2022年，建成工作站12个，调解室36个。",
            "2023年，县政府出台意见，明确规则。",
            "2023年，我县在12个乡镇试点联合检查，检查企业120家。",
            "2023年，下放事项86项、承接36项，为全面推开奠定了基础。",
        ],
    );
}

/// What a report on 2024 with this organ and date gets from a rule.
fn signed(id: &str, organ: &str, date: &str) -> Vec<(String, Option<String>)> {
    let text = format!("{organ}2024年法治政府建设年度报告\n一、主要举措和成效\n全年办案31件。\n{organ}\n{date}\n");
    found(id, &text)
}

#[test]
fn reports_are_due_on_their_day() {
    let table = [
        ("青岚县司法局", "2025年3月9日", true),
        ("青岚县司法局", "2025年3月1日", false),
        ("青岚县司法局", "2025年2月21日", false),
        ("青岚县人民政府", "2025年3月9日", true),
        ("澄岫省人民政府", "2025年3月9日", false),
        ("澄岫省人民政府", "2025年4月9日", true),
        ("澄岫省司法厅", "2025年3月9日", true),
        ("松岭镇人民政府", "2025年3月9日", false),
    ];
    for (organ, date, late) in table {
        assert_eq!(!signed("late-signing", organ, date).is_empty(), late, "{organ} {date}");
    }
    // A page's own day under the title is not the document's.
    let page = "青岚县司法局2024年法治政府建设年度报告\n2025-03-20\n一、主要举措和成效\n全年办案31件。\n";
    assert_eq!(found("late-signing", page), []);
}

#[test]
fn the_date_of_the_document_follows_its_year() {
    let one = |date: &str| signed("signing-year", "青岚县司法局", date);
    assert_eq!(one("2024年1月20日"), [("2024年1月20日".to_owned(), Some("2025年1月20日".to_owned()))]);
    assert_eq!(one("2023年12月20日"), [("2023年12月20日".to_owned(), None)]);
    assert_eq!(one("2026年1月20日"), [("2026年1月20日".to_owned(), None)]);
    for right in ["2024年12月9日", "2024年11月25日", "2025年1月20日", "2025年12月9日"] {
        assert_eq!(one(right), [], "{right}");
    }
    assert_eq!(signed("two-digit-signing-year", "青岚县司法局", "25年2月21日").len(), 1);
    assert_eq!(signed("two-digit-signing-year", "青岚县司法局", "2025年2月21日"), []);
}

#[test]
fn a_page_says_when_it_was_published() {
    let page = |line: &str| found("late-publication", &format!("{line}\n{}", report("全年办案31件。")));
    assert_eq!(page("发布时间：2025-11-07"), [("2025-11-07".to_owned(), None)]);
    for right in ["发布时间：2025-03-28", "更新时间：2025-11-07", "发布机构：青岚县司法局", "成文日期：2025-11-07"]
    {
        assert_eq!(page(right), [], "{right}");
    }
}

#[test]
fn old_reports_are_not_held_to_the_regulation() {
    let text = "青岚县司法局2017年法治政府建设年度报告\n一、主要举措和成效\n全年办案31件。\n青岚县司法局\n2018年3月20日\n";
    assert_eq!(found("late-signing", text), []);
}
