//! Totals against their parts: what is recognised and holds, what is off, what is left alone.

use hegui::check::{Claims, Verdict};
use hegui::parse::parse;
use hegui::{rule, source};
use proptest::prelude::*;

/// Verdicts of all sums of a paragraph: ＝ for what holds, the fault's name, ? for what is left.
fn verdicts(text: &str) -> Vec<(String, String)> {
    let terms = rule::builtin().terms;
    let source = source::read("draft.txt", format!("一、成效\n{text}\n").as_bytes(), None).expect("a text");
    let doc = parse(&source, Some(2024));
    let claims = Claims::in_full();
    let judged = claims.all(&doc, &terms);
    let sums = judged.iter().filter(|judged| judged.kind == "sum");
    let name = |verdict: &Verdict<String>| match verdict {
        Verdict::Held => "held".to_owned(),
        Verdict::Left(_) => "left".to_owned(),
        Verdict::Off(fault) => fault.clone(),
    };
    sums.map(|judged| (name(&judged.verdict), judged.worked.to_owned())).collect()
}

#[track_caller]
fn one(text: &str, verdict: &str, worked: &str) {
    assert!(verdicts(text).contains(&(verdict.to_owned(), worked.to_owned())), "{text}\n{:?}", verdicts(text));
}

#[test]
fn sums_that_fit_are_recognised() {
    let table = [
        ("审查文件216件，其中规范性文件14件、决策事项9件、政府合同157件、其他文件36件；提出意见382条", "14＋9＋157＋36＝216"),
        ("承办应诉案件9件，其中裁定驳回起诉2件，等待宣判5件，等待开庭2件，落实出庭应诉制度", "2＋5＋2＝9"),
        ("受理复议案件3件,办结2件,1件正在办理中", "2＋1＝3"),
        ("各类文件216件，其中合同200件、其他16件", "200＋16＝216"),
        ("评查48份（合同37、案卷6、文书5）", "37＋6＋5＝48"),
        ("新增3项、取消5项、变更8项，合计16项", "3＋5＋8＝16"),
        ("任务共28项，年内完成26项，另外2项延续到下年", "26＋2＝28"),
        ("收到建议74条，当年办结71条，其余3条需要统筹", "71＋3＝74"),
        ("新收申请86件，加上结转的9件，共办理95件", "86＋9＝95"),
        ("审结的90件中，维持38件，驳回12件，撤销40件", "38＋12＋40＝90"),
        ("审查文件216件。其中，规范性文件16件，合同200件", "16＋200＝216"),
        ("受理法律援助案件103件，占25%；其中民事90件（含劳动争议20件）、刑事10件，占9.7%、行政3件", "90＋10＋3＝103"),
        ("办理建议120件、提案80件，其中A类150件、B类50件", "150＋50＝120＋80"),
        ("100个站点由县级10个、乡级90个组成", "10＋90＝100"),
        ("由律师6名、调解员9名组成15名成员的服务团", "6＋9＝15"),
        ("办理援助案件25件，民事、刑事、行政分别为12件、8件、5件", "12＋8＋5＝25"),
        ("投入1.2亿元，其中县级0.75亿元、乡级4500万元", "0.75亿＋4500万＝1.2亿"),
        ("纠纷中，邻里占30%，婚姻占45%，其他占25%", "30＋45＋25＝100%"),
        ("举办培训十二场，其中县级五场、乡级七场", "五＋七＝十二"),
        ("选派律师140名、业务骨干398名、执法人员103名，共641名，组成评查组", "140＋398＋103＝641"),
        ("原有法律顾问85名，新聘250名，总数达到335名", "85＋250＝335"),
        ("新收复议申请413件，上年结转7件，共办理420件", "413＋7＝420"),
        ("上年结转7件，新收413件，共420件", "7＋413＝420"),
        // The parts of 合计 stand in its own sentence.
        ("办理案件503件，其中劳动报酬103件、交通事故212件。甲镇、乙镇分别调处纠纷272件、269件，合计541件", "272＋269＝541"),
    ];
    for (text, worked) in table {
        one(text, "held", worked);
    }
}

#[test]
fn parts_of_an_open_list_need_not_make_the_whole() {
    one("审查文件216件，其中规范性文件14件、政府合同157件", "held", "14＋157＝171＜216");
    one("累计建成142个，其中今年新建7个", "held", "7＜142");
    one("调解纠纷3650件，调解成功3577件", "held", "3577＜3650");
}

#[test]
fn sums_that_do_not_fit_are_off() {
    let table = [
        ("审查文件216件，其中规范性文件14件、决策事项9件、政府合同147件、其他文件36件", "off"),
        ("清理文件88件，继续有效71件，修改6件，废止21件", "off"),
        ("评查48份（合同37、案卷6、其他8）", "off"),
        // Brackets may hold some only.
        ("评查48份（合同37、案卷6、文书8）", "likely"),
        ("新增3项、取消5项、变更8项，合计19项", "off"),
        ("收到建议74条，当年办结71条，其余5条需要统筹", "off"),
        ("抽查120卷，评定优秀54卷、合格68卷、不合格3卷", "off"),
        ("100个站点由县级10个、乡级80个组成", "off"),
        ("由律师6名、调解员8名组成15名成员的服务团", "off"),
        ("培训干部864名，838人参加考试，未参加的36人补考", "off"),
        ("新收申请86件，加上结转的9件，共办理98件", "off"),
        ("办理援助案件25件，民事、刑事、行政分别为12件、8件、3件", "off"),
        ("共办理复议案件95件，审结90件，8件依法延期办理", "off"),
        ("受理复议案件23件，办结18件，3件正在办理", "likely"),
        ("选派律师140名、业务骨干398名、执法人员103名，共691名，组成评查组", "off"),
        ("选派律师14名、业务骨干3名，共19名，组成评查组", "likely"),
        ("原有法律顾问85名，新聘254名，总数达到335名", "likely"),
        ("新收复议申请413件，上年结转7件，共办理470件", "off"),
        ("上年结转7件，新收413件，共470件", "off"),
        ("甲镇、乙镇分别调处纠纷272件、269件，合计591件", "off"),
        ("调解纠纷820件，其中邻里纠纷1095件", "part"),
        ("调解纠纷820件，其中邻里纠纷495件、婚姻家庭纠纷410件", "more"),
        ("排查调处17128件，调处成功17356件", "result"),
        ("提出意见382条，被采纳391条", "result"),
        ("纠纷中，邻里占30%，婚姻占45%，其他占35%", "shares"),
    ];
    for (text, verdict) in table {
        let all = verdicts(text);
        assert!(all.iter().any(|(found, _)| found == verdict), "{text}\n{all:?}");
    }
}

#[test]
fn more_of_the_same_beside_the_parts_may_belong_to_them() {
    let held = [
        ("办理法律援助案件520件，其中民事390件、刑事112件、行政6件、见证帮助12件", "390＋112＋6＋12＝520"),
        ("办理法律援助案件520件，其中民事案件390件、刑事案件112件、行政案件6件，见证帮助12件", "390＋112＋6＋12＝520"),
        ("办理法律援助案件520件，民事、刑事、行政分别为390件、112件、6件，见证帮助12件", "390＋112＋6＋12＝520"),
        ("受理申请140件，转送其他机关9件，办结115件，正在审理16件", "9＋115＋16＝140"),
        ("受理案件31件，办结24件，4件正在办理，3件移送公安机关", "24＋4＋3＝31"),
        ("抽检农产品150批次，合格139批次，不合格6批次，5批次因样品破损终止检验", "139＋6＋5＝150"),
        ("督察发现问题52个，整改到位45个，正在整改4个，尚未整改3个", "45＋4＋3＝52"),
        ("排查纠纷410件，成功化解370件，未成功化解14件，正在调处26件", "370＋14＋26＝410"),
        ("新收申请150件，上年结转6件，审结141件，剩余15件结转下年", "141＋15＝150＋6"),
    ];
    for (text, worked) in held {
        let all = verdicts(text);
        assert!(all.contains(&("held".to_owned(), worked.to_owned())), "{text}\n{all:?}");
        assert!(all.iter().all(|(verdict, _)| verdict != "off" && verdict != "likely"), "{text}\n{all:?}");
    }
    let left = [
        "受理案件31件，办结24件，4件正在办理，2件移送公安机关",
        "督察发现问题52个，约谈通报5个，整改到位45个，正在整改4个",
        "收到建议74条，当年办结71条，其余5条需要统筹，6条转送上级",
        "督察单位9个，走访8家，新建站点3个、服务点4个，合计12个",
    ];
    for text in left {
        let all = verdicts(text);
        assert!(all.iter().any(|(verdict, _)| verdict == "left"), "{text}\n{all:?}");
        assert!(all.iter().all(|(verdict, _)| verdict == "left" || verdict == "held"), "{text}\n{all:?}");
    }
    // What stands behind a semicolon, or behind 其他 and parted otherwise, is none of the list.
    one("督察发现问题52个，整改到位45个，正在整改4个；约谈通报5个", "off", "45＋4＝49≠52");
    one("审查文件52件，其中合同40件、其他9件，出庭5件", "off", "40＋9＝49≠52");
}

#[test]
fn what_cannot_be_judged_is_left_alone() {
    let table = [
        "牵头开展动态调整，现有权责事项4180项，其中新增36项、取消28项、变更95项",
        "完成动态调整，动态调整后事项210项，其中新增36项、取消28项、变更95项",
        "督察发现问题52个，整改完成61个（含往年遗留问题9个）",
        "审查规范性文件130件，反馈意见117件，另审查合同12件",
        "任务共28项，年内完成26项，另外4项延续到下年",
        "调解纠纷530件，调解成功511件，另有20件引导诉讼",
        "将21个村划分为96个网格、280个微网格",
        "收到申请130件，部分为来信转来40件、部分为网上提交55件",
        "培育阵地15个，分为展示点21个、体验点9个",
        "建有法治阵地15个，分别获评省级示范4个、市级示范6个",
        "现有执法人员42人（党员26人、女性19人）",
        "现有律师61人（党员律师38人、女律师30人）",
        "党员20人、女性25人，合计35人",
        "共有调解员45名。成立调解室，由6名律师、9名调解员、4名咨询师组成",
        "聘任调解员45名，成立专家库，由6名律师、9名调解员、4名咨询师组成",
        "持证人员240人，其中40岁以下男性51人、女性47人",
        "办理援助案件25件，其中农民工民事案件9件、刑事案件5件、行政案件3件",
        "纠纷中，婚姻占32%（同比下降4个百分点），邻里占41%，其他占27%",
        "纠纷中，婚姻占32%，邻里达41%，其他占27%",
        "人员中，男性占56%、女性占44%，本科占71%、其他占29%",
        "人员中，城区占56%、乡镇占44%，专职占35%，其余占65%",
        "审查近220件，其中规范性文件14件、其他文件150件",
        "受理86件，审结90件，5件正在办理",
        "受理7976件，审结7982件",
        "调解员320人，其中女性180人、党员210人",
        "服务820人，其中接待咨询1095人次",
        "调处2487件，其中村级177件、乡级2216件、行业94件，另有38个个人调解室",
        "新增上市公司3家，总数达到50家，其中制造业30家",
        "生产影片88部，销售影片（含复映片）373部",
        "抽检超每千人6.6批次，其中快检超5万批次",
        "设工作站30个，其中县城6个，其余12个乡镇各2个",
        "完成23项，其余26项按时序推进",
        "投入194.99万元，分为县级120.33万元、乡级60.42万元、村级14.23万元",
        "5个镇（12个社区、30个村）",
        "审查合同12件（上年20件、前年15件）",
        "办理案件12541件，其中刑事1000件、民事8000件、行政500件",
        "举办培训3期、讲座5场等，合计20场次",
        "发放手册500册、传单2000份，共计2500余份",
        "培训3期、走访5户、讲座2场，合计8场",
        "公布权责清单5000项，新增3项、取消5项、变更8项",
        "本级财政收入500亿元，税收收入、非税收入中的罚没收入分别为300亿元、10亿元",
        "纠纷中，女性占52%，党员占61%",
        "抽检食品，合格3批次，不合格17批次",
        "评定优秀3卷，评定合格17卷",
        "排查纠纷10件，化解纠纷成功12件",
        "审查文件216件，其中规范性文件14件，提出意见30件，合同150件，其他文件52件",
        "查办案件100件，其中食品20件、药品10件、其他民生领域案件30件",
        "教师200人，其中高级60人、女教师120人、少数民族30人",
        "10个部门（8个科室、5个中心）",
        "公布清单19项。动态调整事项，新增3项、取消5项、变更8项",
        "办理案件110件，其中行政50件、民事30件，含劳动争议10件，其他30件",
        // Only a clause that is exactly 共N closes a list.
        "选派律师140名、业务骨干398名，共641名执法人员受训",
        "选派律师140名、业务骨干398名，共评查641名",
        "选派律师140名，业务骨干398名，共641名",
        "办理案件503件，其中劳动报酬103件、交通事故212件。合计791件",
        "原有法律顾问85名，新聘254名，退出4名，总数达到335名",
        "原有法律顾问85名，退出4名，新聘254名，总数达到335名",
        "新收申请413件，上年结转7件，共审结410件",
        "新收申请413件，结转下年7件，共办理413件",
        "受理申请413件，上年结转7件，共办理413件",
        "收到申请413件，不予受理20件，上年结转7件，共办理400件",
        "复议新收413件，赔偿新收20件，上年结转7件，共办理450件",
        "年末就业人员75825万人，比上年末增加655万人；其中城镇27331万人，新增加970万人，净增加1096万人",
        "瓜分100万元，其中负责人分得20万元，其余人员每人分得16万元",
    ];
    for text in table {
        let all = verdicts(text);
        assert!(all.iter().all(|(verdict, _)| verdict == "held" || verdict == "left"), "{text}\n{all:?}");
    }
}

/// A paragraph with a complete list, its numbers and how it is written.
fn written(form: usize, total: u32, parts: &[u32]) -> String {
    let labels = ["规范性文件", "政府合同", "决策事项", "行政协议", "其他文件"];
    let list = |measure: &str, mark: &str| {
        let labels = labels[..parts.len() - 1].iter().chain(&labels[4..]);
        labels.zip(parts).map(|(label, part)| format!("{label}{part}{measure}")).collect::<Vec<_>>().join(mark)
    };
    match form {
        0 => format!("全年审查各类文件{total}件，其中{}；提出意见382条。", list("件", "、")),
        1 => format!("全年审查各类文件{total}件（{}）。", list("", "、")),
        2 => format!("全年审查{}，合计{total}件。", list("件", "、")),
        3 => format!("全年审查各类文件{total}件。其中，{}。", list("件", "，")),
        _ => format!("全年审查各类文件{total}件，包括{}，审查更加严格。", list("件", "、")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn consistent_lists_are_held(parts in prop::collection::vec(2..900_u32, 2..=5), form in 0..5_usize) {
        let text = written(form, parts.iter().sum(), &parts);
        let all = verdicts(&text);
        prop_assert!(all.iter().any(|(verdict, _)| verdict == "held"), "{text}\n{all:?}");
        prop_assert!(all.iter().all(|(verdict, _)| verdict == "held"), "{text}\n{all:?}");
    }

    #[test]
    fn one_changed_figure_is_found(parts in prop::collection::vec(2..900_u32, 2..=5), form in 0..5_usize, at in 0..6_usize, digit in 1..9_u32) {
        let mut changed = parts.clone();
        let mut total: u32 = parts.iter().sum();
        let number = changed.get_mut(at).unwrap_or(&mut total);
        *number = if *number % 10 + digit < 10 { *number + digit } else { *number - *number % 10 + (*number % 10 + digit) % 10 };
        prop_assume!(*number > 0);
        // Without 其中, what is larger than the total is no part of it.
        prop_assume!(!matches!(form, 1 | 4) || changed.iter().all(|part| *part <= total));
        // 219件，其中…2件，…7件，…217件: two of three come to the total, and the third may be among them.
        let some = |chosen: u32| (0..changed.len()).filter(|at| chosen >> at & 1 == 1).map(|at| changed[at]).sum::<u32>();
        prop_assume!((1..1 << changed.len()).all(|chosen| some(chosen) != total));
        let text = written(form, total, &changed);
        let all = verdicts(&text);
        prop_assert!(all.iter().any(|(verdict, _)| verdict == "off" || verdict == "part"), "{text}\n{all:?}");
    }
}
