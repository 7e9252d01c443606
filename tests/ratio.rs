//! Percentages: what each is of, and whether it holds.

use hegui::check::{Claims, Verdict};
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::{rule, source};
use proptest::prelude::*;

/// How each percentage of a paragraph is judged, in order: `held 5件÷71件＝7.04%`, `off share …`, `left`.
fn judged(text: &str) -> Vec<String> {
    let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
    let doc = parse(&source, Some(2024));
    let claims = Claims::in_full();
    let terms = rule::builtin().terms;
    let ratios = claims.all(&doc, &terms).into_iter().filter(|claim| claim.kind == "ratio");
    let told = ratios.map(|claim| match claim.verdict {
        Verdict::Held => format!("held {}", claim.worked),
        Verdict::Off(fault) => format!("off {fault} {}", claim.worked),
        Verdict::Left(_) => "left".to_owned(),
    });
    told.collect()
}

/// A share of more than a whole is told and not put in: it would be found again.
#[test]
fn no_share_of_more_than_a_hundred_is_proposed() {
    let text = "一、成效\n检查企业412家次，其中发现隐患603家次，占35%。\n";
    let source = source::read("draft.txt", text.as_bytes(), None).expect("a text");
    let report = Linter::new(rule::builtin(), Settings::default()).check(&source);
    let off = report.findings.iter().find(|finding| &*finding.rule == "figures/percentage-off").expect("it is told");
    assert!(off.fixes.iter().flat_map(|fix| &fix.edits).all(|edit| edit.text != "146"), "{:?}", off.fixes);
}

#[test]
fn what_a_percentage_is_of_is_decided_by_words() {
    let table: &[(&str, &[&str])] = &[
        ("调解纠纷412件，其中家事纠纷103件，占25%。", &["held 103件÷412件＝25%"]),
        ("调解纠纷412件，其中家事纠纷103件，占35%。", &["off share 103件÷412件＝25%"]),
        // Each of a list has its own.
        (
            "受理纠纷3650件，调解成功3577件；受理的纠纷中，家事1095件，占30%，邻里876件，占24%。",
            &["held 1095件÷3650件＝30%", "held 876件÷3577件＝24%"],
        ),
        // The total is named, further off.
        ("全年共调处矛盾纠纷3172件。专职调解员24名，调解1269件，占调处矛盾纠纷总数的40.01%。", &["held 1269件÷3172件＝40.01%"]),
        (
            "全年共调处矛盾纠纷3172件。专职调解员24名，调解1269件，占调处矛盾纠纷总数的41.01%。",
            &["off share 1269件÷3172件＝40.01%"],
        ),
        // The total stands inside.
        ("面向新业态的只有14场，占全年186场的7.5%。", &["held 14场÷186场＝7.5%"]),
        ("面向新业态的只有14场，占全年186场的8.5%。", &["off share 14场÷186场＝7.5%"]),
        // A group that has a share may be what the next is a share of.
        ("检查企业420户，问题企业84户，占20%，其中安全类42户，占50%。", &["held 84户÷420户＝20%", "held 42户÷84户＝50%"]),
        ("受理186件，其中涉企31件，占三分之一。", &["off share 31件÷186件＝17%"]),
        // Of other things, of a change, of a place that is not ours, of several, of nothing printed.
        ("走访企业216家，收集诉求95条，占比42%。", &["left"]),
        ("受理140件，比上年增加31件，占总量的60%。", &["left"]),
        ("培育园区100家，其中国家级24家，占全省总量48%。", &["left"]),
        ("办理建议202件、提案402件，占总数的31%。", &["left"]),
        ("占比由31%提高到38%。", &["left"]),
        // 分别占 is of one total only where 其中 names it.
        (
            "受理2615件，其中民事1002件、刑事1171件，分别占38.32%、54.78%。",
            &["held 1002件÷2615件＝38.32%", "off share 1171件÷2615件＝44.78%"],
        ),
        ("办理建议100件、提案555件、议案536件，分别占15%、84%和81%。", &["left"]),
        // A part that is more than its total: the percentage may still follow.
        ("受理申请370件，其中网上受理871件，占235%。", &["held 871件÷370件＝235%"]),
        ("受理申请370件，其中网上受理871件，占90%。", &["off share 871件÷370件＝235%"]),
        // Money: of the sum that 其中 goes back to, unless it fits the one before.
        ("投入经费500万元，争取补助80万元，其中县级20万元，占35%。", &["off share 20万元÷80万元＝25%"]),
        ("投入经费500万元，争取补助80万元，其中县级20万元，占4%。", &["left"]),
        // Hedged: a bound cannot contradict, 约 can, if it is far off.
        ("调解纠纷412件，其中家事纠纷103件，占24%以上。", &["left"]),
        ("调解纠纷412件，其中家事纠纷105件，约占25%。", &["held 105件÷412件＝25%"]),
        ("调解纠纷412件，其中家事纠纷103件，占约35%。", &["off share 103件÷412件＝25%"]),
    ];
    for (text, expected) in table {
        assert_eq!(judged(text), *expected, "{text}");
    }
}

/// What is more than its total is miscounted, and no percentage mends that.
#[test]
fn no_share_above_a_hundred_is_offered() {
    let offered = |text: &str| {
        let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
        let settings = Settings { genre: None, select: vec!["figures/percentage-off".to_owned()], ..Settings::default() };
        let findings = Linter::new(rule::builtin(), settings).check(&source).findings;
        assert_eq!(findings.len(), 1, "{text}");
        findings[0].fixes.iter().map(|fix| fix.edits[0].text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(offered("受理申请370件，其中网上受理871件，占90%。"), [""; 0]);
    assert_eq!(offered("受理申请871件，其中网上受理370件，占90%。"), ["42"]);
}

#[test]
fn a_rate_is_of_what_its_name_says() {
    let table: &[(&str, &[&str])] = &[
        ("行政诉讼案件结案71件，败诉5件（含开发区），败诉率7.04%。", &["held 5件÷71件＝7.04%"]),
        ("行政诉讼案件结案71件，败诉5件（含开发区），败诉率7.40%。", &["off rate 5件÷71件＝7.04%"]),
        ("行政诉讼案件审结47件，年内新收52件，败诉4件，败诉率为8.5%。", &["held 4件÷47件＝8.5%"]),
        ("抽查案卷120卷，优秀54卷、合格63卷、不合格3卷，合格率52.5%。", &["held 63卷÷120卷＝52.5%"]),
        // Several counts together, a total without what is open, two instances: any of these may be meant.
        ("评查案卷120卷，优秀54卷，合格63卷，不合格3卷，合格率97.5%。", &["held （54卷＋63卷）÷（120卷）＝97.5%"]),
        ("受理纠纷420件，调解成功400件，正在调解10件，调解成功率97.6%。", &["held （400件）÷（420件－10件）＝97.6%"]),
        ("复议12件，维持9件，撤销1件；行政诉讼审结5件，败诉1件，败诉率25%。", &["off rate 1件÷5件＝20%"]),
        ("一审审结71件，败诉5件，二审审结20件，败诉2件，败诉率7.69%。", &["held 7÷91＝7.69%"]),
        ("开庭审理行政案件40件，正职出庭5件、副职出庭33件，出庭应诉率95%。", &["held （5件＋33件）÷（40件）＝95%"]),
        // A rate that cases carried over can lower, not raise.
        ("受理案件147件，审结133件，审结率83.4%。", &["left"]),
        ("受理案件147件，审结133件，审结率95.2%。", &["off above-counts 133件÷147件＝90.5%"]),
        // What narrows the rate must narrow its count.
        ("受理案件147件，办结133件，按期办结率98.6%。", &["left"]),
        // Two counts share one rate.
        ("办理建议202件、提案402件，办理率和满意率均达100%。", &["left"]),
        // Not known by name.
        ("城镇新增就业1.9万人，失业人员再就业4425人，登记失业率3.2%。", &["left"]),
        ("审查意见采纳率104%，任务完成率103%。", &["off over-hundred ", "left"]),
        ("办结行政诉讼案件40件，败诉率7.3%。", &["off no-whole-number 2÷40＝5.0%，3÷40＝7.5%"]),
        ("办理复议125件，办结95件，纠错率12.63%。", &["left"]),
        ("出具审查意见书35份，意见采纳率98.2%。", &["left"]),
        ("抽检860批次，合格847批次，其中农产品360批次，合格358批次，合格率99.4%。", &["held 358批次÷360批次＝99.4%"]),
        ("办理应诉案件42件，出庭应诉率97.4%。", &["left"]),
    ];
    for (text, expected) in table {
        assert_eq!(judged(text), *expected, "{text}");
    }
}

proptest! {
    /// A share that was computed holds, rounded or cut off; with a digit of it changed it is off, unless that still fits.
    #[test]
    fn computed_shares_hold_and_changed_ones_do_not(whole in 50_u64..5000, part in 1_u64..50, places in 0_u32..3, add in 1_u64..9) {
        let scale = 10_u64.pow(places);
        let exact = part * 100 * scale;
        let (rounded, cut) = ((2 * exact + whole) / (2 * whole), exact / whole);
        let shown = |value: u64| {
            if places == 0 { format!("{value}%") } else { format!("{}.{:0width$}%", value / scale, value % scale, width = places as usize) }
        };
        let text = |share: String| format!("调解纠纷{whole}件，其中家事纠纷{part}件，占{share}。");
        for value in [rounded, cut] {
            prop_assert!(judged(&text(shown(value)))[0].starts_with("held"), "{}", text(shown(value)));
        }
        let changed = rounded + add;
        prop_assert!(judged(&text(shown(changed)))[0].starts_with("off share"), "{}", text(shown(changed)));
    }
}
