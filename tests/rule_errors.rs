//! Every way to write a rule wrongly is told in Chinese, with the place in the YAML and what would have been right.

use hegui::rule::{self, Grade, Own, RuleError, RuleFile, RuleSet};

const GOOD: &str = "\
title: 误作截止
en: Wrong word for up to now
severity: warning
why: 二词不同。
en-why: They differ.
basis: [编辑惯例]
check:
  pattern:
    regex: 截止目前
    literals: [截止]
message: “{match}”应作截至目前
examples:
  - bad: ⟦截止目前⟧，已办结。
    says: “截止目前”应作截至目前
  - good: 截至目前，已办结。
";

const PATH: &str = "wording/deadline.yaml";

fn load(files: &[(&str, &str)]) -> Result<Own, Vec<RuleError>> {
    rule::load(files.iter().map(|(path, text)| RuleFile::new(path, text)), &RuleSet::default())
}

/// What is told about these files, a line each: `fault | text under the label | help`.
fn told(files: &[(&str, &str)]) -> String {
    let errors = load(files).expect_err("it should be refused");
    let line = |error: &RuleError| format!("{error} | {} | {}", error.labelled(), error.advice().unwrap_or("-"));
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The same about the good rule with one thing changed.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    told(&[(PATH, &GOOD.replacen(from, to, 1))])
}

#[test]
fn the_good_rule_loads() {
    let own = load(&[(PATH, GOOD)]).unwrap();
    assert_eq!(&*own.rules[0].id, "wording/deadline");
    assert_eq!(own.rules[0].family(), "wording");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(load(&[(PATH, &format!("\u{feff}{GOOD}"))]).is_ok());
    assert!(load(&[(PATH, &GOOD.replace('\n', "\r\n"))]).is_ok());
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(changed("title:", "titel:"), @"不认识的键：titel | titel | 是否想写 title？可用的有：aliases、title、en、severity、why、en-why、basis、genre、habit、check、message、help、examples");
}

#[test]
fn unknown_key_inside_a_check() {
    insta::assert_snapshot!(changed("literals:", "literal:"), @"不认识的键：literal | literal | 是否想写 literals？可用的有：regex、literals、blocks、where、unless、unquoted、replace、safety");
    insta::assert_snapshot!(changed("    regex: 截止目前\n    literals: [截止]", "    { regex: 截止目前, literal: [截止] }"), @"不认识的键：literal | literal | 是否想写 literals？可用的有：regex、literals、blocks、where、unless、unquoted、replace、safety");
}

#[test]
fn unknown_key_in_an_example() {
    insta::assert_snapshot!(changed("says:", "say:"), @"不认识的键：say | say | 是否想写 says？可用的有：bad、says、good、laid");
}

#[test]
fn unknown_check() {
    insta::assert_snapshot!(changed("  pattern:", "  patern:"), @"没有 patern 这种检查 | patern | 是否想写 pattern？可用的有：agreement、balance、change、count、damage、date、doubled、frame、heading、layout、lexicon、marks、numbering、ordinals、outline、pairs、pattern、privacy、quantity、quotation、ratio、repetition、space、sum、term、variants、width");
}

#[test]
fn no_check_or_two() {
    insta::assert_snapshot!(changed("message:", "  outline: { part: outlook }\nmessage:"), @"check 下面要写一种检查，不能多也不能少 | check | 可用的有：agreement、balance、change、count、damage、date、doubled、frame、heading、layout、lexicon、marks、numbering、ordinals、outline、pairs、pattern、privacy、quantity、quotation、ratio、repetition、space、sum、term、variants、width");
    insta::assert_snapshot!(changed("  pattern:\n    regex: 截止目前\n    literals: [截止]\n", "  {}\n"), @"check 下面要写一种检查，不能多也不能少 | check | 可用的有：agreement、balance、change、count、damage、date、doubled、frame、heading、layout、lexicon、marks、numbering、ordinals、outline、pairs、pattern、privacy、quantity、quotation、ratio、repetition、space、sum、term、variants、width");
    insta::assert_snapshot!(changed("  pattern:\n    regex: 截止目前\n    literals: [截止]\n", "  pattern\n"), @"check 下面要写一种检查，不能多也不能少 | check | 可用的有：agreement、balance、change、count、damage、date、doubled、frame、heading、layout、lexicon、marks、numbering、ordinals、outline、pairs、pattern、privacy、quantity、quotation、ratio、repetition、space、sum、term、variants、width");
}

#[test]
fn unknown_severity() {
    insta::assert_snapshot!(changed("severity: warning", "severity: waring"), @"没有 waring 这种取值 | waring | 是否想写 warning？可用的有：advice、warning、error");
    insta::assert_snapshot!(changed("severity: warning", "severity: 严重  # 需改"), @"没有 严重 这种取值 | 严重 | 可用的有：advice、warning、error");
}

#[test]
fn missing_key() {
    insta::assert_snapshot!(changed("title: 误作截止\n", ""), @"缺少 title | en: Wrong word for up to now | 请补上一行 title: …");
    insta::assert_snapshot!(changed("basis: [编辑惯例]\n", ""), @"缺少 basis | title: 误作截止 | 请补上一行 basis: …");
    insta::assert_snapshot!(changed("    literals: [截止]\n", ""), @"在正文中查找时须列出 literals：句中至少要有其中一个词，才会尝试正则表达式 | pattern | pattern 的各项设置见 rules/schema.json");
}

#[test]
fn key_set_twice() {
    insta::assert_snapshot!(changed("why: 二词不同。", "why: 二词不同。\ntitle: 又一个"), @"title 写了两次 | title | 留下一个，删去另一个");
}

#[test]
fn value_of_another_type() {
    insta::assert_snapshot!(changed("[编辑惯例]", "编辑惯例"), @"这里应是一个列表，写的却是文字“编辑惯例” | 编辑惯例 | 写作 [甲, 乙]，或每项另起一行、以半角 - 加空格开头");
    insta::assert_snapshot!(changed("message:", "habit: 三\nmessage:"), @"这里应是整数，写的却是文字“三” | 三 | -");
}

#[test]
fn empty_words() {
    insta::assert_snapshot!(changed("[编辑惯例]", "[]"), @"basis 不能为空 | basis | 写明所依据的条文或标准条款；没有的写 编辑惯例");
    insta::assert_snapshot!(changed("[编辑惯例]", "['']"), @"basis 不能为空 | '' | 写明所依据的条文或标准条款；没有的写 编辑惯例");
    insta::assert_snapshot!(changed("二词不同。", "\"\""), @"why 不能为空 | why | 用一两句话说明为什么要紧");
}

#[test]
fn no_bad_example() {
    insta::assert_snapshot!(changed("  - bad: ⟦截止目前⟧，已办结。\n    says: “截止目前”应作截至目前\n", ""), @"每条规则至少要有一个 bad 示例 | examples | 补一个有错的例句，用 ⟦ ⟧ 标出错处：- bad: 截止⟦目前⟧");
}

#[test]
fn bad_example_without_marks() {
    insta::assert_snapshot!(changed("⟦截止目前⟧，", "截止目前，"), @"bad 示例没有用 ⟦ ⟧ 标出错处 | 截止目前，已办结。 | 把应当查出的字放进 ⟦ ⟧");
    insta::assert_snapshot!(changed("bad: ⟦截止目前⟧，已办结。", "bad: |\n      一、截止目前\n      二、明年"), @r"
    bad 示例没有用 ⟦ ⟧ 标出错处 | 一、截止目前
          二、明年 | 把应当查出的字放进 ⟦ ⟧
    ");
}

#[test]
fn marks_that_do_not_pair() {
    insta::assert_snapshot!(changed("⟦截止目前⟧，", "⟦截止目前，"), @"⟦ 与 ⟧ 不成对 | ⟦ | 每个 ⟦ 后面要有一个 ⟧");
    insta::assert_snapshot!(changed("bad: ⟦截止目前⟧，已办结。", "bad: |\n      一、截止目前\n      二、⟦明年"), @"⟦ 与 ⟧ 不成对 | ⟦ | 每个 ⟦ 后面要有一个 ⟧");
    insta::assert_snapshot!(changed("⟦截止目前⟧，", "⟦截止⟧目前⟧，"), @"⟦ 与 ⟧ 不成对 | ⟧ | 每个 ⟦ 后面要有一个 ⟧");
}

#[test]
fn marks_in_a_good_example() {
    insta::assert_snapshot!(changed("good: 截至目前", "good: ⟦截至⟧目前"), @"good 示例不应有 ⟦ ⟧ | ⟦ | 有错的例句用 bad");
}

#[test]
fn example_that_is_both_or_neither() {
    insta::assert_snapshot!(changed("  - good:", "    good:"), @"一个示例只能是 bad 或 good 之一 | bad: ⟦截止目前⟧，已办结。 | 写 - bad: 有错的例句，或 - good: 无错的例句");
    insta::assert_snapshot!(changed("  - bad: ⟦截止目前⟧，已办结。\n    says", "  - bad: ⟦截止目前⟧\n  - says"), @"一个示例只能是 bad 或 good 之一 | says: “截止目前”应作截至目前 | 写 - bad: 有错的例句，或 - good: 无错的例句");
    insta::assert_snapshot!(changed("  - good: 截至目前，已办结。", "  - good: 截至目前，已办结。\n    says: 无"), @"says 只能与 bad 同写 | says | 无错的例句什么也查不出，删去 says");
}

#[test]
fn placeholder_that_nobody_fills() {
    insta::assert_snapshot!(changed("message: “{match}”", "message: “{mach}”"), @"检查 pattern 不提供 {mach} | {mach} | 是否想写 match？可用的有：match");
    insta::assert_snapshot!(changed("examples:", "help: 改为{right}\nexamples:"), @"检查 pattern 不提供 {right} | {right} | 可用的有：match");
    insta::assert_snapshot!(changed("message: “{match}”", "message: “{match”"), @"花括号不成对 | { | 占位写作 {名称}");
}

#[test]
fn unknown_genre() {
    let outline = ("outlines/fazhi-annual-report.yaml", "title: 法治政府建设年度报告\nrecognise: [法治政府]\nparts: []\n");
    let rule = GOOD.replace("check:", "genre: fazhi-anual-report\ncheck:");
    insta::assert_snapshot!(told(&[outline, (PATH, &rule)]), @"没有名为 fazhi-anual-report 的文种 | fazhi-anual-report | 是否想写 fazhi-annual-report？可用的有：fazhi-annual-report");
    assert!(load(&[outline, (PATH, &rule.replace("anual", "annual"))]).is_ok());
}

#[test]
fn same_id_twice() {
    insta::assert_snapshot!(told(&[(PATH, GOOD), ("wording\\deadline.yaml", GOOD)]), @"编号 wording/deadline 重复 | 误作截止 | 每条规则各用一个文件名");
}

#[test]
fn old_id_that_is_taken() {
    let other = GOOD.replace("severity:", "aliases: [wording/until-now, wording/deadline]\nseverity:");
    insta::assert_snapshot!(told(&[(PATH, GOOD), ("wording/cutoff.yaml", &other)]), @r"
    旧编号 wording/deadline 已为 wording/deadline 所用 | wording/deadline | 换一个名称，或删去这一行
    旧编号 wording/deadline 已为 wording/cutoff 所用 | 误作截止 | 换一个名称，或删去这一行
    ");
    insta::assert_snapshot!(told(&[("wording/deadline.yaml", &other)]), @"旧编号 wording/deadline 已为 wording/deadline 所用 | wording/deadline | 换一个名称，或删去这一行");
}

#[test]
fn syntax() {
    insta::assert_snapshot!(changed("二词不同。", "“截止: 误”: 误"), @"YAML 写法有误：这里不应有冒号 | : 误”: 误 | 含有冒号加空格、空格加 #，或以引号、括号开头的文字，请整个放在半角引号内");
    insta::assert_snapshot!(changed("[编辑惯例]", "[编辑惯例"), @"YAML 写法有误：方括号没有闭合 | : | 含有冒号加空格、空格加 #，或以引号、括号开头的文字，请整个放在半角引号内");
}

#[test]
fn nothing_in_the_file() {
    insta::assert_snapshot!(told(&[(PATH, "")]), @"YAML 写法有误：文件里什么也没有 |  | -");
    insta::assert_snapshot!(told(&[(PATH, &format!("{GOOD}---\n{GOOD}"))]), @"YAML 写法有误：一个文件只能写一条规则，不要用 --- 分开 | title: 误作截止 | -");
}

#[test]
fn full_width_colon() {
    insta::assert_snapshot!(changed("title: ", "title\u{ff1a}"), @"键后面要用半角冒号加空格，这里是全角冒号 | ： | 写作 title: …");
    insta::assert_snapshot!(changed("why: ", "why\u{ff1a}"), @"键后面要用半角冒号加空格，这里是全角冒号 | ： | 写作 why: …");
    insta::assert_snapshot!(changed("    says: ", "    says\u{ff1a}"), @"键后面要用半角冒号加空格，这里是全角冒号 | ： | 写作 says: …");
}

#[test]
fn indentation() {
    insta::assert_snapshot!(changed("    regex", "\tregex"), @"缩进要用半角空格，这里不是 | 	 | 每层缩进两个半角空格");
    insta::assert_snapshot!(changed("    regex", "\u{3000}\u{3000}regex"), @"缩进要用半角空格，这里不是 | 　 | 每层缩进两个半角空格");
}

#[test]
fn too_large() {
    let big = format!("{GOOD}# {}\n", "x".repeat(1 << 20));
    insta::assert_snapshot!(told(&[(PATH, &big)]), @"文件超过 1024 KB 的上限 | title: 误作截止 | 请确认选对了文件，并删去多余的内容");
}

#[test]
fn path_that_is_no_id() {
    for path in [
        "deadline.yaml",
        "wording/Deadline.yaml",
        "wording/截止.yaml",
        "wording/dead_line.yaml",
        "wording/a/b.yaml",
        "wording/a.yml",
    ] {
        let told = told(&[(path, GOOD)]);
        assert!(told.starts_with(&format!("文件名 {path} 不能作规则的编号 | title: 误作截止 | 应为")), "{told}");
    }
}

#[test]
fn unknown_family() {
    insta::assert_snapshot!(told(&[("wordings/deadline.yaml", GOOD)]), @"没有名为 wordings 的规则族 | title: 误作截止 | 是否想写 wording？可用的有：structure、numbering、figures、dates、terms、wording、punctuation、encoding、disclosure、consistency、layout");
}

#[test]
fn grade_of_an_unknown_rule() {
    let grades = "wording: off\nwording/dedline: error\n";
    insta::assert_snapshot!(told(&[(PATH, GOOD), ("grades.yaml", grades)]), @"没有编号或族名为 wording/dedline 的规则 | wording/dedline | 是否想写 wording/deadline？");
    insta::assert_snapshot!(told(&[("grades.yaml", "wording: aus\n")]), @"没有 aus 这种取值 | aus | 可用的有：off、advice、warning、error");
}

#[test]
fn grade_given_twice() {
    insta::assert_snapshot!(told(&[("grades.yaml", "wording: off\ndates: off\nwording: error\n")]), @"wording 写了两次 | wording | 留下一个，删去另一个");
}

/// Whatever one slip of the hand does to a file, loading does not panic, and its errors point at whole characters.
#[test]
fn any_slip_is_survived() {
    for (at, c) in GOOD.char_indices() {
        let (head, tail) = (&GOOD[..at], &GOOD[at + c.len_utf8()..]);
        for slip in ["", ":", "\"", "'", "{", "]", "|", "&", "\t", "\n", "\u{ff1a}", "\u{3000}", "⟦", "⟧"] {
            let text = format!("{head}{slip}{tail}");
            for error in load(&[(PATH, &text)]).err().unwrap_or_default() {
                assert!(error.file().text().get(error.range()).is_some(), "{error}: {:?}\n{text}", error.range());
            }
        }
    }
}

#[test]
fn all_faults_of_all_files_are_told() {
    let two = GOOD.replace("[编辑惯例]", "[]").replace("{match}", "{mach}");
    let errors = load(&[("wording/b.yaml", &two), ("wording/a.yaml", "title: 无\n")]).unwrap_err();
    let places: Vec<_> = errors.iter().map(|error| error.file().path()).collect();
    assert_eq!(places, ["wording/a.yaml", "wording/b.yaml", "wording/b.yaml"]);
}

#[test]
fn an_error_is_drawn_with_its_place_in_characters() {
    let error = load(&[(PATH, &GOOD.replace("{match}", "{mach}"))]).unwrap_err().remove(0);
    let mut drawn = String::new();
    let handler = miette::NarratableReportHandler::new();
    handler.render_report(&mut drawn, &error).unwrap();
    insta::assert_snapshot!(drawn, @r"
    检查 pattern 不提供 {mach}
        Diagnostic severity: error
    Begin snippet for wording/deadline.yaml starting at line 10, column 1

    snippet line 10:     literals: [截止]
    snippet line 11: message: “{mach}”应作截至目前
        label at line 11, columns 11 to 16
    snippet line 12: examples:
    diagnostic help: 是否想写 match？可用的有：match
    ");
}

#[test]
fn own_rules_replace_ours_and_grades_apply() {
    let base = RuleSet::default().with(load(&[(PATH, GOOD), ("wording/other.yaml", GOOD), ("dates/third.yaml", GOOD)]).unwrap());
    let mine = GOOD.replace("误作截止", "我们的").replace("severity:", "aliases: [wording/cutoff]\nseverity:");
    let files = [(PATH, &*mine), ("grades.yaml", "wording: off\nwording/cutoff: error\ndates: advice\n")];
    let own = rule::load(files.map(|(path, text)| RuleFile::new(path, text)), &base).unwrap();
    assert_eq!(own.grades["wording/deadline"], Grade::Error, "an old id is understood");

    let set = base.with(own);
    let left: Vec<_> = set.rules.iter().map(|rule| (&*rule.id, &*rule.title, format!("{:?}", rule.severity))).collect();
    let expected = [("dates/third", "误作截止", "Advice".to_owned()), ("wording/deadline", "我们的", "Error".to_owned())];
    assert_eq!(left, expected);
    assert_eq!(set.families(), ["dates", "wording"]);
}

#[test]
fn names_are_resolved_or_the_nearest_is_offered() {
    let rule = GOOD.replace("severity:", "aliases: [wording/cutoff]\nseverity:");
    let set = RuleSet::default().with(load(&[(PATH, &rule)]).unwrap());
    let resolve = |name: &str| set.resolve(&[name.to_owned()]);
    assert_eq!(resolve("wording/cutoff").unwrap(), ["wording/deadline"]);
    assert_eq!(resolve("wording").unwrap(), ["wording"]);
    assert_eq!(resolve("deadlin").unwrap_err().nearest.as_deref(), Some("wording/deadline"));
    insta::assert_snapshot!(resolve("wordng").unwrap_err(), @"没有编号或族名为 wordng 的规则，是否想写 wording？");
    insta::assert_snapshot!(resolve("全无此事").unwrap_err(), @"没有编号或族名为 全无此事 的规则");
}
