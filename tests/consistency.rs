//! One thing told in two ways, or told twice: what is found, where, and what looks like it and is right.

use hegui::lint::{Linter, Settings};
use hegui::{rule, source};

/// What one rule finds in a text.
fn found(id: &str, text: &str) -> Vec<String> {
    let settings = Settings { select: vec![id.to_owned()], ..Settings::default() };
    let source = source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable");
    let report = Linter::new(rule::builtin(), settings).check(&source);
    report.findings.iter().map(|finding| source.text()[finding.at.span.range()].to_owned()).collect()
}

/// The text as paragraphs of a report on 2024.
fn report(paragraphs: &str) -> String {
    format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措和成效\n{paragraphs}\n")
}

fn table(id: &str, rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(found(id, &report(text)), *expected, "{id}: {text}");
    }
}

fn silent(id: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(id, &report(text)), [""; 0], "{id}: {text}");
    }
}

#[test]
fn clauses_told_twice() {
    table(
        "consistency/repeated-clause",
        &[
            (
                "加强队伍建设，组织执法人员参加岗位技能比武。\n提高办案质量，组织执法人员参加岗位技能比武，评出能手12名。",
                &["组织执法人员参加岗位技能比武"],
            ),
            // Words before the matter do not make it another.
            (
                "加强队伍建设，积极组织执法人员参加岗位技能比武。\n提高办案质量，持续组织执法人员参加岗位技能比武，评出能手。",
                &["持续组织执法人员参加岗位技能比武"],
            ),
            // What was begun is begun again.
            ("认真组织实施行政复议规范化建设，把组织实施行政复议规范化建设作为重点。", &["把组织实施行政复议规范化建设作为重点"]),
            // A clause in three places is named in two.
            (
                "一方面，建成乡镇执法案卷评查专家库。\n另一方面，建成乡镇执法案卷评查专家库。\n此外，建成乡镇执法案卷评查专家库，抽查3次。",
                &["建成乡镇执法案卷评查专家库", "建成乡镇执法案卷评查专家库"],
            ),
        ],
    );
    silent(
        "consistency/repeated-clause",
        &[
            // A sentence that names what the next one tells.
            "开展行政执法案卷集中评查活动。全年开展3次，开展行政执法案卷集中评查活动时邀请专家。开展行政执法案卷集中评查活动。",
            // Set phrases, legal bases, names of activities and documents.
            "深入学习贯彻党的二十届三中全会精神，开展宣讲。\n深入学习贯彻党的二十届三中全会精神，举办培训。",
            "根据行政处罚法和行政强制法的规定，立案3件。\n根据行政处罚法和行政强制法的规定，结案3件。",
            "印发《青岚县行政执法案卷评查工作方案》，评查3次。\n落实《青岚县行政执法案卷评查工作方案》，评查5次。",
            "开展“法治宣传进万家”主题普法实践活动，送法3次。\n评选先进，开展“法治宣传进万家”主题普法实践活动，送法5次。",
            // Members of a list that begin alike.
            "受理涉企行政复议申请案件12件，受理涉企行政诉讼案件3件。",
            "未发生因行政执法引发的群体事件，未发生因行政执法引发的重大舆情。",
            // Short.
            "组织执法培训，评查案卷。组织执法培训，审查合同。",
        ],
    );
}

#[test]
fn what_was_done_and_what_is_planned_may_be_told_alike() {
    let text = report(
        "强化保障，组织执法人员参加岗位技能比武。\n二、存在的不足\n力量不够。\n三、2025年工作打算\n强化保障，组织执法人员参加岗位技能比武。",
    );
    assert_eq!(found("consistency/repeated-clause", &text), [""; 0]);
}

#[test]
fn slogans_quoted_and_bare() {
    table(
        "consistency/slogan-quotes",
        &[
            ("增强“四个意识”、坚定四个自信、做到“两个维护”。", &["四个自信"]),
            ("坚决做到两个维护。\n深刻领悟“两个确立”的决定性意义。", &["两个维护"]),
            ("统筹推进“五位一体”总体布局，协调推进四个全面战略布局。", &["四个全面"]),
        ],
    );
    silent(
        "consistency/slogan-quotes",
        &[
            "深刻领悟两个确立的决定性意义，坚决做到两个维护。",
            "深刻领悟“两个确立”的决定性意义，协调推进四个全面战略布局。",
            "拥护“两个确立”，学习《做到两个维护的启示》，举办“坚决做到两个维护”专题党课。",
            "拥护“两个确立”，做到\"两个维护\"。",
        ],
    );
}

#[test]
fn catchwords_quoted_and_bare() {
    table(
        "consistency/term-quotes",
        &[
            ("落实“三项制度”。\n三年规划和三项制度落地见效。", &["三项制度"]),
            ("持续推进放管服改革。\n深化“放管服”改革。", &["放管服"]),
            ("推行“双随机、一公开”监管，开展双随机、一公开抽查。", &["双随机、一公开"]),
            // Two places of one habit are one finding.
            ("推广“两函四书”。发出两函四书12份，用好两函四书，提升质量。", &["两函四书"]),
        ],
    );
    silent(
        "consistency/term-quotes",
        &[
            "落实三项制度，三项制度见效。",
            "落实“三项制度”，推进三项制度改革，落实第三项制度，共十三项制度。",
            "推行“三年行动计划”，完成三年行动计划。",
            "推行“五大工程”，五大工程见效。",
            "建立“所+庭”“庭+站”双联机制，推广“双联机制”。",
            "落实“三项制度”，举办“三项制度怎么看”讲座，印发《三项制度指引》。",
            "落实“三项制度，三项制度见效。",
        ],
    );
    let heading = "青岚县司法局2024年法治政府建设年度报告\n一、落实三项制度\n落实“三项制度”。\n";
    assert_eq!(found("consistency/term-quotes", heading), [""; 0]);
}

#[test]
fn one_thing_under_two_names() {
    table(
        "consistency/term-pair",
        &[
            ("走访社区矫正人员12人，帮扶社区矫正对象3人、社区矫正对象家属5人。", &["社区矫正人员"]),
            ("走访社区矫正人员12人、社区矫正人员家属3人，帮扶社区矫正对象3人。", &["社区矫正对象"]),
            // Of two, the better one stays.
            ("开展规范性文件合法性审查，完成规范性文件合法性审核12件。", &["规范性文件合法性审查"]),
        ],
    );
    silent(
        "consistency/term-pair",
        &[
            "开展规范性文件合法性审核12件、行政决策合法性审查3件、重大执法决定法制审核15件。",
            "落实环保督察反馈问题12项，督查工作落实3次。",
            "印发《青岚县社区矫正人员管理办法》，帮扶社区矫正对象3人。",
        ],
    );
}

#[test]
fn words_doubled_by_accident() {
    table(
        "wording/doubled-word",
        &[
            ("持续推进推进依法行政。", &["推进推进"]),
            ("加大排查的的力度，完成情况情况良好。", &["的的", "情况情况"]),
            ("加强行政执法监督加强行政执法监督工作。", &["加强行政执法监督加强行政执法监督"]),
            ("全面落实执法全过程记录制度执法全过程记录制度。", &["执法全过程记录制度执法全过程记录制度"]),
        ],
    );
    silent(
        "wording/doubled-word",
        &[
            "各级各部门研究研究、讨论讨论，人人参与，件件办结。",
            "市市场监管局、全区区级单位、创新新媒体、人民民主、社区区级网格。",
            "以守法为目的的宣传，进一步规范规范性文件管理，印发实施实施细则。",
            "问题一个一个改，一件一件办，一步一步走，共建共治共享。",
            "小微企业创业创新，县纪委监委监督，重点产业产业链，博士博士后。",
            "啊啊啊啊啊啊啊啊啊啊啊啊。",
        ],
    );
}

#[test]
fn the_organ_of_the_title_signs_with_another_name() {
    let signed = |name: &str| {
        let text = format!("青岚县市场监督管理局2024年法治政府建设年度报告\n一、主要举措\n办案12件。\n{name}\n2025年1月20日\n");
        found("consistency/organ-name", &text)
    };
    for name in ["青岗县市场监督管理局", "青岚县市场监管管理局", "青岚县市场监督管局", "青岚县市场场监督管理局"]
    {
        assert_eq!(signed(name), [name]);
    }
    for name in ["青岚县市场监督管理局", "县市场监督管理局", "市场监督管理局", "青岚市场监督管理局", "青岚县市场监管局"]
    {
        assert_eq!(signed(name), [""; 0], "{name}");
    }
}

/// Checks that go back in the text must not go back further the longer it is.
#[test]
fn long_texts_take_no_longer_a_character() {
    let rules = [
        "consistency/repeated-clause",
        "consistency/slogan-quotes",
        "consistency/term-quotes",
        "consistency/term-pair",
        "wording/doubled-word",
    ];
    let line = "落实“三项制度，开展三项制度评查、社区矫正人员帮扶（所、站），深入组织执法人员参加岗位技能比武比武比武比武比武";
    let settings = Settings { select: rules.map(str::to_owned).to_vec(), ..Settings::default() };
    let linter = Linter::new(rule::builtin(), settings);
    let spent = |times: usize| {
        let source =
            source::read("长.txt", report(&line.repeat(times)).as_bytes(), None).expect("the text of a test is readable");
        let doc = hegui::parse::parse(&source, None);
        let began = std::time::Instant::now();
        linter.lint(&doc);
        began.elapsed()
    };
    spent(100);
    let (short, long) = (spent(500), spent(5000));
    assert!(long < 60 * short + std::time::Duration::from_millis(50), "{short:?} {long:?}");
}
