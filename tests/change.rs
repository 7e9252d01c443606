//! Growth and decline: what holds, what is off, what is left alone.

use hegui::check::{Claims, Verdict};
use hegui::lint::{Linter, Settings};
use hegui::{parse::parse, source};
use proptest::prelude::*;

/// How the claims of a text about changes are judged: `held`, a fault, or the reason to leave it.
fn judged(text: &str) -> Vec<String> {
    let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
    let doc = parse(&source, Some(2024));
    let terms = hegui::rule::builtin().terms;
    let (claims, mut told) = (Claims::in_full(), Vec::new());
    for claim in claims.all(&doc, &terms).into_iter().filter(|claim| claim.kind == "change") {
        told.push(match claim.verdict {
            Verdict::Held => "held".to_owned(),
            Verdict::Off(fault) => fault,
            Verdict::Left(reason) => reason.to_owned(),
        });
    }
    told
}

fn all_are(expected: &str, texts: &[&str]) {
    for text in texts {
        let told = judged(text);
        assert!(told.last().is_some_and(|last| last == expected), "{text}: {told:?}");
    }
}

#[test]
fn what_follows_holds() {
    all_are(
        "held",
        &[
            "入企检查3296户次，比2023年的4120户次下降20%。",
            "检查由4120户次降至3296户次，下降20%。",
            "受理5422件，同比增加842件，增长18.38%。",
            "审结151件（上年66件），增长128.78%。",
            "审结151件，比上年的66件增加85件。",
            "编制由3.23万人减至1.67万人，减少48.5%。",
            "出庭率从63%提高到68%，提高5个百分点。",
            "调解由66件增加到198件，增长2倍。",
            "调解198件，是上年66件的3倍。",
            "调解由66件增加到140件，翻一番。",
            "案件由2019年的100件增加到2024年的200件，年均增长14.9%。",
            "五年来，案件由100件增加到200件，年均增长14.9%。",
        ],
    );
}

#[test]
fn what_does_not_follow_is_off() {
    all_are("rate", &["入企检查3296户次，比2023年的4120户次下降30%。", "受理5422件，同比增加842件，增长19.38%。"]);
    all_are("difference", &["审结151件，比上年的66件增加58件。", "出庭率从63%提高到68%，提高15个百分点。"]);
    all_are("direction", &["检查由3296户次减少到4120户次。", "检查3296户次，比上年的4120户次增长20%。"]);
    all_are("times", &["调解由66件增加到198件，增长5倍。", "调解由66件增加到298件，翻一番。"]);
    all_are("yearly", &["案件由2019年的100件增加到2024年的200件，年均增长35%。"]);
    all_are("decrease-by-times", &["投诉量下降1.5倍。"]);
}

#[test]
fn a_base_below_nothing_is_off() {
    let verdicts = |text| judged(text).into_iter().filter(|verdict| verdict == "over-value").count();
    assert_eq!(verdicts("办结142件，较上年增加265件，增幅56%。"), 1);
    assert_eq!(verdicts("办结142件，同比增加265件。"), 1);
    assert_eq!(verdicts("新建服务点20个，增加80个，增长57%。"), 1);
    for text in [
        "完成利润3亿元，同比增加5亿元。",
        "新聘20名，增加30名。",
        "受理165件，办结20件，同比增加31件。",
        "办结约20件，同比增加31件。",
    ] {
        assert_eq!(verdicts(text), 0, "{text}");
    }
}

/// The help and the fixes of what is found about changes.
fn helped(text: &str) -> Vec<(String, Vec<String>)> {
    let settings = Settings { genre: None, year: Some(2024), select: vec!["figures".to_owned()], ..Settings::default() };
    let linter = Linter::new(hegui::rule::builtin(), settings);
    let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
    let findings = linter.check(&source).findings.into_iter();
    findings
        .map(|finding| {
            let fixes = finding.fixes.iter().map(|fix| fix.title.clone()).collect();
            (finding.help.to_string(), fixes)
        })
        .collect()
}

#[test]
fn remedies_follow_from_what_is_exact() {
    let table: [(&str, &str, &[&str]); 6] = [
        ("事项由363项减至141项，减少64.2%。", "", &["将“64.2”改为“61.2”"]),
        ("现有调解员651名，比上年的476名增加183名。", "", &["将“183”改为“175”"]),
        // The rate follows, so neither of the values is wrong.
        ("受理1321件，比上年的1100件增加212件，增长20.1%。", "增减数“212”为“221”", &["将“212”改为“221”"]),
        ("经费由1.5万元增加到2.8万元，增长68%。", "百分比“68”为“86”", &["将“68”改为“86”"]),
        ("编制由3.23万人减至1.67万人，减少40.5%。", "", &[]),
        ("产业规模由3.2亿元增加到4000万元，增长25%。", "", &[]),
    ];
    for (text, hint, fixes) in table {
        let helped = helped(text);
        assert!(!helped.is_empty(), "{text}");
        assert!(helped.iter().any(|(help, _)| help.contains(hint)), "{text}: {helped:?}");
        assert_eq!(helped.iter().flat_map(|(_, fixes)| fixes).collect::<Vec<_>>(), fixes, "{text}");
    }
    assert!(helped("经费由3.2万元增加到4.0亿元，增长25%。").iter().any(|(help, _)| help.contains("万、亿")));
}

#[test]
fn two_years_in_a_row_are_compared() {
    all_are("rate", &["2023年办理处罚案件941件，2024年办理1186件，增长25.5%。"]);
    all_are(
        "held",
        &["2023年办理处罚案件941件，2024年办理1186件，比上年增长26%。", "2023年办案941件，2024年1186件，增加245件。"],
    );
    all_are("比较的基期可能不同", &["2023年办理处罚案件941件，2024年办理1186件，比2021年增长25.5%。"]);
    for text in [
        "2022年办理处罚案件941件，2024年办理1186件，增长25.5%。",
        "2023年办理处罚案件941件，2024年办理许可1186件，增长25.5%。",
        "2022年、2023年办理处罚案件941件，2024年办理1186件，增长25.5%。",
    ] {
        assert_eq!(judged(text), ["没有写出上年数"], "{text}");
    }
}

#[test]
fn a_yearly_rate_is_strict_only_where_the_years_are_certain() {
    all_are("yearly", &["办证由2021年的456件增加到2024年的1165件，年均增长37.1%。"]);
    let held = [
        "办证由2021年的456件增加到2024年的1165件，年均增长36.8%。",
        "办证由2021年的456件增加到2024年的1165件，年均增长51.8%。",
        "办证由2021年初的456件增加到2024年的1165件，年均增长26.4%。",
        "三年来，办证由456件增加到1165件，年均增长37.1%。",
    ];
    all_are("held", &held);
}

#[test]
fn what_cannot_be_judged_is_left() {
    all_are("没有写出上年数", &["受理57件，比上年增长8倍。"]);
    all_are("没有写出年数", &["案件由100件增加到200件，年均增长35%。"]);
    all_are("可能按可比价或者调整后的基数", &["工业增加值由288亿元增加到1052亿元，增长110%。"]);
    all_are("百分数之间的变化", &["出庭率从63%提高到68%，提高5%。"]);
    all_are("是约数", &["检查由近400户次降至300余户次，下降50%。"]);
    all_are("尾数可能出于四舍五入", &["出庭率从63.4%提高到68.1%，提高4.6个百分点。"]);
    all_are("可能是名次", &["排名由132名跃升至32名。"]);
    all_are("difference", &["现有调解员651名，比上年的476名增加183名。"]);
}

#[test]
fn another_thing_is_not_compared() {
    for text in ["事项由363项减至141项，审批效率提高80%。", "组织由142个增加到150个，调解员增加58名。"]
    {
        assert!(judged(text).iter().all(|verdict| verdict == "held"), "{text}");
    }
    assert_eq!(judged("受理3296件，办结4120件。"), [""; 0]);
}

#[test]
fn a_comparison_with_another_time_has_its_own_base() {
    let table: [(&str, &[&str]); 10] = [
        ("受理155件，比上年增加30件，增长24%，比2022年增加55件，增长55%。", &["held", "held"]),
        ("受理155件，比上年增加30件，增长24%，比2022年增加55件，增长65%。", &["held", "rate"]),
        ("受理155件，比上年增加30件，比2022年的100件增加55件。", &["held"]),
        ("受理155件，比上年增加30件，比2022年的100件增加65件。", &["difference"]),
        ("受理155件，比上年增加30件，比2022年减少5件。", &[]),
        ("信访286批，较上年的420批减少134批，较2022年下降45.6%。", &["held", "比较的基期可能不同"]),
        ("到庭率98.3%，比上年的96.5%提高1.8个百分点，比2022年提高7.1个百分点。", &["held", "比较的基期可能不同"]),
        ("四季度44件，同比增加9件，环比增长15.8%。", &["比较的基期可能不同"]),
        ("余额960亿元，比年初增加201亿元，比年初增长26.5%。", &["held"]),
        // The report is of 2024: 上年 is 2023.
        ("受理155件，比2023年的125件增加30件，同比增长34%。", &["held", "rate"]),
    ];
    for (text, expected) in table {
        assert_eq!(judged(text), expected, "{text}");
    }
}

#[test]
fn a_difference_is_no_value() {
    for text in ["案件增加30件，比2022年增加55件，增长90%。", "受理案件，比上年增加30件，比2022年的100件增加55件。"]
    {
        assert!(judged(text).iter().all(|verdict| verdict == "没有写出上年数"), "{text}");
    }
    assert_eq!(judged("受理较多，增加30件，比2022年的100件增加55件。"), [""; 0]);
}

#[test]
fn what_came_in_and_what_went_out_is_taken_together() {
    all_are("held", &["事项由312项调整为318项，增加8项，减少2项。", "事项由86项增加到92项，增加9项，取消3项。"]);
    all_are("增减各有几项", &["事项由312项调整为318项，增加8项，减少3项。", "事项318项，增加8项，减少2项，增长1.9%。"]);
    all_are("difference", &["事项由312项调整为318项，增加8项，办结2项。"]);
}

#[test]
fn one_unit_of_the_last_place_is_too_much() {
    all_are("rate", &["案件由100件增加到125件，增长24%。", "案件由100件减少到80件，下降19%。"]);
    all_are("times", &["案件由12件增加到84件，增长5倍。"]);
    all_are(
        "held",
        &["案件由100件增加到125件，增长25%。", "案件由300件增加到500件，增长66%。", "案件由300件增加到500件，增长67%。"],
    );
}

#[test]
fn the_reading_that_fits_is_shown() {
    let shown = |text: &str| {
        let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
        let doc = parse(&source, Some(2024));
        let (claims, terms) = (Claims::in_full(), hegui::rule::builtin().terms);
        claims.all(&doc, &terms).last().map(|claim| claim.worked.to_owned()).unwrap_or_default()
    };
    assert_eq!(shown("访问126万次，是上年42万次的3倍。"), "42万次→126万次：3倍");
    assert_eq!(shown("调解由66件增加到198件，增长2倍。"), "66件→198件：2倍");
    assert_eq!(shown("调解由66件增加到198件，增长3倍。"), "66件→198件：3倍");
    assert_eq!(shown("事项由312项调整为318项，减少2项，增加8项。"), "312项→318项：6项，增减相抵");
}

/// Thousands of comparisons in one sentence: what looks back or ahead has an end. Scanning the sentence for each of them would take
/// minutes here.
#[test]
fn a_long_sentence_takes_no_longer_for_each_of_its_words() {
    for clause in ["由30件增加到40件，增长20%，", "比上年增加30件，比2022年增加55件，", "增加8件，减少2件，"]
    {
        let began = std::time::Instant::now();
        judged(&format!("案件155件，{}结束。", clause.repeat(4_000)));
        assert!(began.elapsed().as_secs() < 20, "{clause}: {:?}", began.elapsed());
    }
}

/// A number with one of its digits replaced.
fn changed(number: u32, place: usize, by: u8) -> String {
    let mut digits = number.to_string().into_bytes();
    let at = place % digits.len();
    let digit = digits[at] - b'0';
    digits[at] = b'0' + if at == 0 { (digit - 1 + by % 8 + 1) % 9 + 1 } else { (digit + 1 + by % 9) % 10 };
    String::from_utf8(digits).expect("digits")
}

proptest! {
    #[test]
    fn what_is_computed_holds_and_a_changed_digit_is_found(base in 100u32..9000, more in 10u32..900, place in 0usize..4, by in 0u8..9) {
        let value = base + more;
        let rate = f64::from(more) / f64::from(base) * 100.0;
        let text = format!("审结{value}件，比上年的{base}件增加{more}件，增长{rate:.2}%。");
        prop_assert!(judged(&text).iter().all(|verdict| verdict == "held"), "{text}");
        let wrong = changed(more, place, by);
        prop_assume!(wrong != more.to_string());
        let text = format!("审结{value}件，比上年的{base}件增加{wrong}件，增长{rate:.2}%。");
        prop_assert!(judged(&text).iter().any(|verdict| verdict == "difference"), "{text}");
    }
}
