//! Announced numbers against what is listed: which hold, which are off, and what is left alone.

use hegui::check::{Claims, Verdict};
use hegui::parse::parse;
use hegui::{rule, source};
use proptest::prelude::*;

/// How the claims of a text about numbers of things are judged, in order: held, left, or the fault.
fn judged(text: &str) -> Vec<String> {
    let text = format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措\n{text}\n");
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let doc = parse(&source, Some(2024));
    let claims = Claims::in_full();
    let all = claims.all(&doc, &rule::builtin().terms);
    let counts = all.into_iter().filter(|judged| judged.kind == "count");
    counts
        .map(|judged| match judged.verdict {
            Verdict::Held => "held".to_owned(),
            Verdict::Left(_) => "left".to_owned(),
            Verdict::Off(fault) => fault,
        })
        .collect()
}

/// Every text of a table has exactly these verdicts.
fn all(expected: &[&str], texts: &[&str]) {
    for text in texts {
        assert_eq!(judged(text), expected, "{text}");
    }
}

#[test]
fn a_list_before_its_number_holds() {
    all(
        &["held"],
        &[
            "紧盯公众参与、专家论证、风险评估、合法性审查、集体讨论决定五大关键性程序制度，",
            "围绕依法履行职能、完善制度体系、科学民主决策、严格规范执法、强化权力监督、化解矛盾纠纷等“六大领域”，",
            "创新“信息互通、职能互补、工作互动”的“三互”检司合作模式。",
            "落实“公示”“记录”“审核”三项制度。",
            "健全覆盖区、镇（办）、村（社区）三级服务体系。",
            "健全县、乡镇、街道、村四级服务体系。",
            "健全县、乡镇、街道、村三级服务体系。",
            "开展成人仪式、宪法宣誓等十项主体活动。",
            "推进网络、实体、热线“三大平台”融合。",
            "推进企业、农户、技术人员“三位一体”的联结机制。",
            "坚持“抓早、抓小、抓苗头”三个环节。",
            // 和 joins two, or stands in one.
            "推进矛盾化解、社会管理创新和公正执法三项重点工作。",
            "推进矛盾化解、社会管理和创新、公正执法三项重点工作。",
            // The list begins after 和, or after a verb.
            "落实环保、安全等标准和规划、土地、社保、税收四个门槛。",
        ],
    );
}

#[test]
fn a_list_before_its_number_is_off() {
    all(
        &["listed-before"],
        &[
            "紧盯公众参与、专家论证、风险评估、合法性审查五大关键性程序制度，",
            "紧盯公众参与、专家论证、风险评估、合法性审查、集体讨论决定四大关键性程序制度，",
            "创新“信息互通、职能互补”的“三互”检司合作模式。",
            "落实“公示”“记录”“审核”两项制度。",
            "落实“公示”、“记录”、“审核”四项制度。",
            "健全县、乡、村四级服务体系。",
            "健全省、市、县、乡、村四级服务体系。",
            "推进网络、实体、热线“四大平台”融合。",
            "推进网络、实体、热线、窗口等三大平台融合。",
            "推进企业、农户、技术人员“四位一体”的联结机制。",
            "健全机制，建成“法润青岚”“云上调解”“一线听证”两大平台。",
            // 执行评估 is a member like the others.
            "严格履行公众参与、专家论证、风险评估、集体讨论、执行评估六个环节。",
        ],
    );
}

#[test]
fn a_list_after_its_number_holds() {
    all(
        &["held"],
        &[
            "开展人民调解“六进”（进网格、进园区、进行业、进学校、进医院、进信访）活动。",
            "开展“五看五比”（看干劲比效率、看形象比作风、看责任比质量、看变化比发展、看成绩比贡献）活动。",
            "整治“三高一低”（高能耗、高污染、高成本、低效益）企业。",
            "在3个乡镇（云溪镇、石渠镇、柳塘镇）试点。",
            "对4个部门（水务局、交通局、文旅局、林业局）开展督察。",
            "对4个部门（水务局、交通局、文旅局和林业局）开展督察。",
            "在抽查中，3个乡镇（云溪镇、石渠乡、柳塘镇）得到肯定。",
            "开展“四进”活动，推动法律进机关、进乡村、进社区、进学校，覆盖全县。",
            "开展“四进”活动，推动法律进机关、进乡村、进社区和进学校。",
            "开展“五进”活动，推动法律进机关、进乡村、进社区、进学校等。",
            "开展“三服务”行动，组织律师服务企业、服务乡村、服务基层。",
            "建立三项机制：信息通报、案件移送、联合会商。",
            "聚焦三大领域，即教育、医疗、养老。",
            "聚焦三大领域，分别是教育、医疗、养老。",
            "建立五项机制（信息通报、案件移送、联合会商等）。",
            "建立五项机制，包括信息通报、案件移送、联合会商。",
        ],
    );
}

#[test]
fn a_list_after_its_number_is_off() {
    all(
        &["listed-after"],
        &[
            "开展人民调解“六进”（进网格、进园区、进行业、进学校、进医院）活动。",
            "开展人民调解“六进”（进网格、进园区、进行业、进学校、进医院、进信访、进军营）活动。",
            "在3个乡镇（云溪镇、石渠镇、柳塘镇、青岚镇）试点。",
            "在5个乡镇（云溪镇、石渠乡、柳塘镇、青岚乡）试点。",
            "对5个部门（水务局、交通局、文旅局、林业局）开展督察。",
            "抽查中，5个部门（水务局、交通局、文旅局、林业局）得到肯定。",
            "开展“五进”活动，推动法律进机关、进乡村、进社区、进学校，覆盖全县。",
            "开展“三进”活动，推动法律进机关、进乡村、进社区、进学校等。",
            "开展“四服务”行动，组织律师服务企业、服务乡村、服务基层。",
            "建立三项机制：信息通报、案件移送、联合会商、定期评查。",
            "建立四项机制：信息通报、案件移送、联合会商。",
            "聚焦四大领域，即教育、医疗、养老。",
            "整治“三高一低”（高能耗、高污染、低效益）企业。",
            "建立两项机制（信息通报、案件移送、联合会商等）。",
        ],
    );
}

#[test]
fn points_hold_and_are_off() {
    let points = "一是培训不够；二是人手不足；三是经费紧张。";
    let cases = [
        (format!("存在以下三个方面的问题：{points}"), "held"),
        (format!("主要有三点原因。{points}"), "held"),
        (format!("主要有四点原因，{points}"), "points"),
        (format!("存在以下两个问题：{points}"), "points"),
        ("主要有三点做法。\n一是抓学习，突出两点：一是集中学；二是自学。\n二是抓审查。\n三是抓评查。".to_owned(), "held"),
        ("存在三个问题：第一，培训不够；第二，人手不足；第三，经费紧张。".to_owned(), "held"),
        ("存在四个问题：第一，培训不够；第二，人手不足；第三，经费紧张。".to_owned(), "points"),
        ("办好三件实事：（1）建站点；（2）配人员；（3）送服务。".to_owned(), "held"),
        ("办好四件实事：（1）建站点；（2）配人员；（3）送服务。".to_owned(), "points"),
        ("主要做了以下两个方面的工作：\n（一）抓学习\n培训12次。\n（二）抓审查\n审查31件。".to_owned(), "held"),
        ("主要做了以下三个方面的工作：\n（一）抓学习\n培训12次。\n（二）抓审查\n审查31件。".to_owned(), "points"),
    ];
    for (text, expected) in cases {
        assert_eq!(judged(&text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_count_is_none() {
    all(
        &[],
        &[
            "推行“三所联动”，用好四张清单，落实“五个一”“三服务”“三合一”要求。",
            "做到“两个维护”，落实三项制度、八项规定，推行“双随机、一公开”。",
            "践行“四下基层”，落实“一规划两方案”，构建“1+6+N”体系，打造“一县一业”。",
            "对24个部门、13个乡镇开展三轮检查，办理复议12件、应诉5件。",
            "“三大模块”涵盖10个子栏目，开展“法律七进”，党的二十大精神深入人心。",
            "增强“四个意识”、坚定“四个自信”、做到“两个维护”，",
            "研发新标准、新规程、新办法10项。",
            "开展“五进”活动，推动法律进机关、乡村、社区、学校。",
            "开展“五进”活动，推动法律进机关、进乡村、学校、社区。",
            "开展“五进”活动，其中进机关、进乡村、进社区、进学校最受欢迎。",
            "开展“五进”活动，受到群众欢迎。推动法律进机关、进乡村、进社区、进学校。",
            "发放手册1,234个乡镇（云溪镇、石渠镇、柳塘镇）。",
            "“二日”“三日”“五日”“七日”是指工作日。",
            "践行“两个坚持”“四个带头”“四个到位”“两个确保”，推行“一窗通办”。",
        ],
    );
}

#[test]
fn what_cannot_be_judged_is_left() {
    all(
        &["left"],
        &[
            "围绕普法、调解、审查开展两项行动。",
            "学习、宣传、贯彻五大发展理念。",
            "稳预期，开展“稳预期、扩内需、促消费”十大行动。",
            "全县13个镇（街道、园区）均设立工作站。",
            "全县4个县（市、区、旗）都已通过验收。",
            "对5个部门（水务局、交通局、文旅中心、财政所）开展督察。",
            "开展“九进”活动，推动法律进机关、进乡村、进社区、进学校。",
            // What the list is short of may stand in the clause before it.
            "修订《青岚县听证办法》，出台《应诉规则》《评查规则》《调解规则》四项制度。",
            "建立日提醒，落实周通报、季评比、年述职四项机制。",
            // Nothing says that points follow.
            "建设任务全面完成，获评两项荣誉。一是加强领导；二是配强人员；三是完善制度。",
            "年内新建示范司法所两个。一是抓组织，二是抓队伍，三是抓保障。",
            "全年审议法治建设事项四项。一是审议要点；二是审议清单；三是审议方案。",
            // The last member has a verb whose object the number may be.
            "突出领导带头、压实各级责任、夯实基层基础、落实中央五项要求。",
            "整合低保、特困供养、残疾人“两项补贴”、孤儿养育标准。",
            "实现四个变化：办理更快，服务更优，群众更满意。",
            "深化“四服务”。一是上门服务；二是预约服务；三是跟踪服务。",
        ],
    );
}

const FIGURES: [&str; 13] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const MEMBERS: [&str; 11] = [
    "公众参与",
    "专家论证",
    "风险评估",
    "依法审查",
    "集体讨论",
    "信息通报",
    "案件移送",
    "联合会商",
    "定期评查",
    "结果运用",
    "档案管理",
];

/// A list of `listed` members with the number `announced`, in one of the ways lists are written.
fn list(way: usize, from: usize, listed: usize, announced: usize) -> String {
    let number = FIGURES[announced];
    let members: Vec<_> = (0..listed).map(|at| MEMBERS[(from + at) % MEMBERS.len()]).collect();
    let joined = members.join("、");
    match way {
        0 => format!("全面落实{joined}{number}大制度，取得实效。"),
        1 => format!("全面落实“{joined}”{number}项制度，取得实效。"),
        2 => format!("全面落实“{}”{number}项制度。", members.join("”“")),
        3 => format!("全面落实{number}项制度（{joined}），取得实效。"),
        4 => format!("全面落实{number}项制度：{joined}。"),
        5 => format!("全面落实{number}项制度，分别是{joined}。"),
        6 => format!("推行“{number}查”（查{}），取得实效。", members.join("、查")),
        _ => {
            let points: Vec<_> = members.iter().enumerate().map(|(at, member)| format!("{}是{member}", ORDINALS[at])).collect();
            format!("存在{number}个方面的问题：{}。", points.join("；"))
        }
    }
}

const ORDINALS: [&str; 11] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_right_number_is_held(way in 0usize..8, from in 0usize..11, listed in 3usize..10) {
        let text = list(way, from, listed, listed);
        prop_assert_eq!(judged(&text), ["held"], "{}", text);
    }

    #[test]
    fn a_member_more_or_less_is_found(way in 0usize..8, from in 0usize..11, listed in 3usize..10, more: bool) {
        let text = list(way, from, listed, if more { listed + 1 } else { listed - 1 });
        let fault = ["listed-before", "listed-after", "points"][[0, 0, 0, 1, 1, 1, 1, 2][way]];
        prop_assert_eq!(judged(&text), [fault], "{}", text);
    }
}
