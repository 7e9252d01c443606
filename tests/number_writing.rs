//! How numbers are written: what is found, where, with which fix, and what looks like it and is right.

use hegui::lint::{Linter, Settings};
use hegui::{rule, source};

/// What one rule finds in a paragraph of a report on 2024: each place with what its fix would leave there.
fn found(id: &str, paragraph: &str) -> Vec<(String, String)> {
    let settings = Settings { select: vec![format!("figures/{id}")], ..Settings::default() };
    let text = format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措和成效\n{paragraph}\n");
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let report = Linter::new(rule::builtin(), settings).check(&source);
    let place = |span: hegui::span::Span| source.text()[span.range()].to_owned();
    let fixed = |finding: &hegui::finding::Finding| {
        let Some(edit) = finding.fixes.first().and_then(|fix| fix.edits.first()) else { return String::new() };
        let (at, words) = (finding.at.span, place(finding.at.span));
        let (from, to) = ((edit.span.start - at.start) as usize, (edit.span.end - at.start) as usize);
        format!("{}{}{}", &words[..from], edit.text, &words[to..])
    };
    report.findings.iter().map(|finding| (place(finding.at.span), fixed(finding))).collect()
}

fn table(id: &str, rows: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in rows {
        let expected: Vec<_> = expected.iter().map(|(place, fix)| ((*place).to_owned(), (*fix).to_owned())).collect();
        assert_eq!(found(id, text), expected, "{id}: {text}");
    }
}

fn silent(id: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(id, text), [], "{id}: {text}");
    }
}

#[test]
fn one_number_is_hedged_once() {
    table(
        "double-hedge",
        &[
            ("走访近30余户。", &[("近30余户", "近30户")]),
            ("培训约300人左右。", &[("约300人左右", "约300人")]),
            ("教育群众达数万余人。", &[("数万余人", "数万人")]),
            ("占超过50%以上。", &[("超过50%以上", "超过50%")]),
            ("至少10次以上，最多5件以下。", &[("至少10次以上", "至少10次"), ("最多5件以下", "最多5件")]),
            ("约80件以上，接近20余场。", &[("约80件以上", "约80件"), ("接近20余场", "接近20场")]),
            ("投入超100万元以上，超过3万余人次。", &[("超100万元以上", "超100万元"), ("超过3万余人次", "超过3万人次")]),
            (
                "化解30余件左右，几十余人，十几名左右。",
                &[("30余件左右", "30余件"), ("几十余人", "几十人"), ("十几名左右", "十几名")],
            ),
        ],
    );
    silent(
        "double-hedge",
        &[
            "近年来化解20余件，近3年多来，近10余年，近3个多月。",
            "100多件，20余次，数千人，数万人，约300人，40件左右，几十人以上，超额完成。",
            "签约200余户，特约30余名监督员，村规民约20余条，附近40余家，最近20余次，赶超30多家。",
            "调解件数十余件，受教育人数万余人，排查不足50余项，约200来自外县的群众，近20多元化解纷点。",
            "超过5000家规模以上企业，不少于20人，最多跑一次。",
        ],
    );
}

#[test]
fn both_ends_of_a_range_have_their_unit() {
    table(
        "range-unit",
        &[
            ("提高4-6%。", &[("4-6%", "4%-6%")]),
            ("提高8—8.5%。", &[("8—8.5%", "8%—8.5%")]),
            ("惠及5-10万人。", &[("5-10万人", "5万-10万人")]),
            ("投资30～50亿元。", &[("30～50亿元", "30亿～50亿元")]),
        ],
    );
    silent("range-unit", &["63%~68%，100~150件，2021—2025年，1-3月，3—5名，9800-1万人，5万-10万人，电话0816-23456万一打不通。"]);
}

#[test]
fn figures_go_with_ten_thousands_only() {
    table(
        "mixed-numeral",
        &[
            ("培训3千余人，发放2百份。", &[("3千余人", "3000余人")]),
            ("发放2百份。", &[("2百份", "200份")]),
            ("投入3.5千元。", &[("3.5千元", "")]),
        ],
    );
    silent("mixed-numeral", &["5千米，3万，942万份，5.33千公顷，500强，三千余人，3千瓦，2百货大楼，1万2千多人。"]);
}

#[test]
fn letters_are_no_figures() {
    table(
        "letter-in-number",
        &[("2O24年办案1O件。", &[("2O24", "2024"), ("1O", "10")]), ("满意率98.l5%，2l件。", &[("98.l5", "98.15")])],
    );
    silent("letter-in-number", &["O2O模式，2O项目，5I人才，G2O峰会，B2O件，T1O4年，VOL年，A3O1O年，Oo。"]);
    assert_eq!(found("zero-in-year", "二零二四年办案。"), [("零".to_owned(), "〇".to_owned())]);
    silent("zero-in-year", &["二〇二四年，一百零二件，二零一工程。"]);
}

#[test]
fn congresses_are_numbered_in_words() {
    table(
        "plenum-in-digits",
        &[
            ("学习20届3中全会精神。", &[("20届3中全会", "二十届三中全会")]),
            ("学习20届三中全会精神。", &[("20届三中全会", "二十届三中全会")]),
            ("学习二十届3中全会精神。", &[("届3中全会", "届三中全会")]),
            (
                "贯彻11届全国人大1次会议、14届全国政协精神。",
                &[("11届全国人大1次会议", "十一届全国人大一次会议"), ("14届全国政协", "十四届全国政协")],
            ),
            ("学习党的20大精神。", &[("党的20大", "党的二十大")]),
        ],
    );
    silent(
        "plenum-in-digits",
        &[
            "第11期，第七届，第20届论坛，第14届全国人大常委会，二十届三中全会，党的20大举措，党的10大工程，3届党代表，第3届全运会。",
        ],
    );
}

#[test]
fn a_number_has_its_measure_word_where_others_have() {
    table(
        "lost-measure",
        &[
            ("共选聘人民调解员17（2024年新增7），共调解纠纷993件。", &[("17", "17名"), ("7", "7名")]),
            ("配备律师12，调解组织36个。", &[("12", "12名")]),
            ("受理案件315，办结302件。", &[("315", "315件")]),
        ],
    );
    silent(
        "lost-measure",
        &[
            "评查48份（合同37、案卷6、文书5）。",
            "审查案件12，规范性文件36，提出意见45条。",
            "接听12348热线31次，拨打12345、119各3次。",
            "满意度居全省第2，指数105，得分98.5，排名第3，新增2家。",
            "网格员3、4号岗共12个，案件数量。",
            "共选聘人民调解员17名（新增7名），共调解纠纷993件。",
            "选聘调解员17。",
        ],
    );
}

#[test]
fn a_year_and_a_count_run_together() {
    table("year-run-in", &[("完成2023186名人员换证。", &[("2023186名", "")]), ("办理20241231件。", &[("20241231件", "")])]);
    silent(
        "year-run-in",
        &["942782人次，2023186元，2023186人次，2018213名，2023012件，202412件，2024000名，20231名，1024186名，2,023,186名。"],
    );
}

#[test]
fn a_unit_stands_once() {
    table(
        "doubled-unit",
        &[
            ("办结30件件，调解12件。", &[("30件件", "30件")]),
            ("满意率98%%，提高。", &[("98%%", "98%")]),
            ("提高5%个百分点，下降3%百分点。", &[("5%个百分点", "5个百分点"), ("3%百分点", "3百分点")]),
            ("投入30万元元。", &[("30万元元", "30万元")]),
        ],
    );
    silent("doubled-unit", &["12个个性问题，3名名师，20家家政公司，5起起诉案件，提高5个百分点，一件件办好，户户通，3条条款。"]);
    assert_eq!(found("stray-point", "满意率98..5%，办结率96.%。").len(), 2);
    assert_eq!(found("stray-point", "满意率98..5%。"), [("98..5%".to_owned(), "98.5%".to_owned())]);
    silent("stray-point", &["满意率98.5%，目录1.2.3版，等等...5%，1.万里长征，见V1..2%。"]);
}
