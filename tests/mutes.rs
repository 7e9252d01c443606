//! What is accepted is told no more and is not lost; what is new is told; what is accepted and gone is said to be.

#[path = "door/mod.rs"]
mod door;

use std::fs;
use std::path::Path;
use std::time::Instant;

use hegui::finding::Safety;
use hegui::fix::fix_but;
use hegui::lint::{Linter, Settings};
use hegui::mute::{self, Entry, Mutes};
use hegui::rule::{self, RuleFile};
use hegui::settle::Report;
use hegui::source::{self, Source};

use door::{err, hegui, out};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    files.iter().for_each(|(name, text)| put(folder.path(), name, text));
    folder
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn get(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

const GENERAL: &str = "profile: general\n";
const FAULTY: &str = "一、工作情况\n　　全年办理案件412件，按排完善。\n三、存在不足\n　　执法力量不足。\n";

/// What `check` says of a folder: its status, its lines, what stands beside.
fn check(folder: &Path) -> (Option<i32>, Vec<String>, String) {
    let output = hegui(folder, &["check", ".", "--format", "short"]);
    (output.status.code(), out(&output).lines().map(str::to_owned).collect(), err(&output))
}

fn linter() -> Linter {
    Linter::new(rule::builtin(), Settings { genre: None, year: Some(2024), ..Settings::default() })
}

fn read(name: &str, text: &str) -> Source {
    source::read(name, text.as_bytes(), None).expect("a text")
}

fn mutes(text: &str) -> Mutes {
    Mutes::parse(RuleFile::new(mute::NAME, text), &rule::builtin()).expect("they are sound")
}

/// The rules that are told and muted under these mutes.
fn told(mutes: &Mutes, name: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let (source, linter) = (read(name, text), linter());
    let mut report = linter.check(&source);
    mutes.apply(&mut report, &source, Some(name), |rule| linter.runs(rule, false));
    rules(&report)
}

fn rules(report: &Report) -> (Vec<String>, Vec<String>) {
    let told = report.findings.iter().map(|finding| finding.rule.to_string());
    let muted = report.muted.iter().map(|muted| muted.finding.rule.to_string());
    (told.collect(), muted.collect())
}

#[test]
fn from_baseline_to_new_finding_to_stale_to_pruned() {
    let folder = folder(&[("hegui.yaml", GENERAL), ("稿/报告.txt", FAULTY)]);
    let at = folder.path();
    let (status, lines, _) = check(at);
    assert_eq!((status, lines.len()), (Some(1), 2), "{lines:?}");
    let output = hegui(at, &["baseline", "稿", "--reason", "上级文件原文如此", "--who", "青岚县司法局", "--when", "2025-03-01"]);
    assert_eq!((output.status.code(), &*out(&output)), (Some(0), "hegui.mutes.yaml：加了2条。\n"), "{}", err(&output));
    insta::assert_snapshot!(get(at, "hegui.mutes.yaml"), @r#"
    # 已经认可、不再提示的问题。每条对应文稿里的一处，按文字认，不按行号；改了这几个字就会重新提示。
    # 由 hegui baseline 写入，也可以手写；reason 必须写明。对不上的条目用 hegui baseline --prune 删去。

    - rule: numbering/gap
      path: "稿/报告.txt"
      text: "三、"
      near: ["", "存在不足"]
      reason: "上级文件原文如此"
      who: "青岚县司法局"
      when: "2025-03-01"

    - rule: wording/wrong-word
      path: "稿/报告.txt"
      text: "按排"
      near: ["全年办理案件件，", "完善。"]
      reason: "上级文件原文如此"
      who: "青岚县司法局"
      when: "2025-03-01"
    "#);
    assert_eq!(check(at), (Some(0), vec![], String::new()));
    let summary = out(&hegui(at, &["check", "."]));
    assert_eq!(summary, "共检查1个文件，没有发现问题；另有2处已按 hegui.mutes.yaml 或文中说明不再提示。\n");
    // Nothing is added twice.
    assert_eq!(out(&hegui(at, &["baseline", "稿", "--reason", "无"])), "hegui.mutes.yaml：加了0条。\n");

    // Edits elsewhere, other line numbers, another encoding, another figure beside it: still accepted. What is new is told.
    let edited = format!("（初稿）\n\n{}四、下步安排\n　　执法力量按排充实。\n", FAULTY.replace("412", "3510"));
    let (gbk, ..) = encoding_rs::GB18030.encode(&edited);
    fs::write(at.join("稿/报告.txt"), &gbk).expect("a file");
    let (status, lines, beside) = check(at);
    assert_eq!((status, lines.len(), &*beside), (Some(0), 1, ""), "{lines:?}");
    assert!(lines[0].contains(":7:") && lines[0].contains("[wording/"), "{lines:?}");

    // What was mended leaves its mute behind.
    put(at, "稿/报告.txt", &FAULTY.replace("按排", "安排"));
    let (status, lines, beside) = check(at);
    assert_eq!((status, lines.len()), (Some(0), 0));
    let expected = "提示：./稿/报告.txt：hegui.mutes.yaml 有1条已经对不上任何问题（第12行）；可用 hegui baseline --prune 删去\n";
    assert_eq!(beside, expected);
    let output = hegui(at, &["baseline", "稿", "--prune"]);
    assert_eq!(out(&output), "hegui.mutes.yaml：删去1条对不上的。\n", "{}", err(&output));
    assert_eq!(check(at), (Some(0), vec![], String::new()));
    let left = get(at, "hegui.mutes.yaml");
    assert!(left.contains("numbering/gap") && !left.contains("wording/"), "{left}");
}

#[test]
fn of_two_equal_findings_with_one_accepted_one_is_told() {
    let twice = "一、工作情况\n　　机制按排完善。\n　　机制按排完善。\n";
    let (all, _) = told(&mutes(""), "报告.txt", twice);
    assert_eq!(all.len(), 2, "{all:?}");
    let source = read("报告.txt", "一、工作情况\n　　机制按排完善。\n");
    let entries = mute::entries_of(&linter().check(&source), &source, None, "原文如此");
    let text = mute::add(&mutes(""), &entries, &rule::builtin()).expect("it is written by us");
    let (left, muted) = told(&mutes(&text), "报告.txt", twice);
    assert_eq!((left.len(), muted.len()), (1, 1));
    // Both accepted are one entry with a count; when one is mended, the count goes down.
    let source = read("报告.txt", twice);
    let entries = mute::entries_of(&linter().check(&source), &source, None, "原文如此");
    assert_eq!((entries.len(), entries[0].count), (1, Some(2)));
    let both = mutes(&mute::add(&mutes(""), &entries, &rule::builtin()).expect("it is written by us"));
    assert_eq!(told(&both, "报告.txt", twice).0.len(), 0);
    let one = mute::prune(&both, |_| Some(1), &rule::builtin()).expect("it is written by us");
    assert_eq!(mutes(&one).entries()[0].count, Some(1), "{one}");
}

#[test]
fn a_mute_by_hand_says_as_much_as_it_likes() {
    let text = "一、工作情况\n　　机制按排完善。\n　　能力按排提升。\n三、存在不足\n";
    let left = |mute: &str| told(&mutes(mute), "甲/报告.txt", text).0.len();
    assert_eq!(left(""), 3);
    for (mute, expected) in [
        ("- { rule: numbering/gap, reason: 系统编号 }", 2),
        ("- { rule: numbering/seq, reason: 旧名称 }", 2),
        ("- { rule: wording/wrong-word, reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, count: 1, reason: 原文如此 }", 2),
        ("- { rule: wording/wrong-word, text: 按排, reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, text: 按…, reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, text: 按排, near: [能力, 提升。], reason: 原文如此 }", 2),
        ("- { rule: wording/wrong-word, text: 按排, near: [能力, 提高。], reason: 原文如此 }", 3),
        ("- { rule: wording/wrong-word, text: 松驰, reason: 原文如此 }", 3),
        ("- { rule: wording/wrong-word, path: 甲/报告.txt, reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, path: '.\\甲\\报告.txt', reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, path: 甲/, reason: 原文如此 }", 1),
        ("- { rule: wording/wrong-word, path: 乙, reason: 原文如此 }", 3),
        ("- { rule: wording/wrong-word, path: 甲/报告, reason: 原文如此 }", 3),
    ] {
        assert_eq!(left(mute), expected, "{mute}");
    }
}

/// The words of a mute are those of the text: with other figures it is another finding.
#[test]
fn another_figure_is_another_finding() {
    let text = "一、工作情况\n　　全年调解纠纷412件，其中婚姻家庭纠纷103件，占35%。\n";
    let source = read("报告.txt", text);
    let entries = mute::entries_of(&linter().check(&source), &source, None, "口径不同");
    assert_eq!(entries.len(), 1, "{entries:?}");
    let mutes = mutes(&mute::add(&mutes(""), &entries, &rule::builtin()).expect("it is written by us"));
    assert_eq!(told(&mutes, "报告.txt", text).0.len(), 0);
    assert_eq!(told(&mutes, "报告.txt", &text.replace("35%", "53%")).0, ["figures/percentage-off"]);
}

#[test]
fn a_habit_is_accepted_in_as_many_places_as_it_had() {
    let text = |places: usize| {
        format!("一、工作情况\n{}", (0..places).map(|_| "　　接待，登记，办理,回访，归档，评查。\n").collect::<String>())
    };
    let source = read("报告.txt", &text(6));
    let report = linter().check(&source);
    assert_eq!((report.findings.len(), report.findings[0].related.len()), (1, 5));
    let entries = mute::entries_of(&report, &source, None, "网页抄录");
    assert_eq!((entries[0].count, &entries[0].text, &entries[0].near), (Some(6), &None, &None));
    let mutes = mutes(&mute::add(&mutes(""), &entries, &rule::builtin()).expect("it is written by us"));
    for (places, left) in [(6, 0), (5, 0), (1, 0), (7, 1)] {
        assert_eq!(told(&mutes, "报告.txt", &text(places)).0.len(), left, "{places}");
    }
}

#[test]
fn what_is_accepted_is_left_alone_by_fix() {
    let text = "一、工作情况\n　　机制按排完善,能力按排提升。\n";
    let source = read("报告.txt", text);
    let linter = linter();
    let entries: Vec<Entry> = mute::entries_of(&linter.check(&source), &source, None, "原文如此");
    let first: Vec<Entry> =
        entries.into_iter().filter(|entry| entry.near.as_ref().is_some_and(|near| near[0] == "机制")).collect();
    assert_eq!(first.len(), 1);
    let mutes = mutes(&mute::add(&mutes(""), &first, &rule::builtin()).expect("it is written by us"));
    let accept = |source: &Source, report: &mut Report| drop(mutes.apply(report, source, None, |_| true));
    let fixed = fix_but(&linter, &source, Safety::Offered, Some(&accept));
    // The comma beside it is mended, which changes its neighbours; it stays accepted all the same.
    assert_eq!(fixed.source.expect("something is mended").text(), "一、工作情况\n　　机制按排完善，能力安排提升。\n");
    assert_eq!(rules(&fixed.left), (vec![], vec!["wording/wrong-word".to_owned()]));

    let folder = folder(&[
        ("hegui.yaml", GENERAL),
        ("报告.txt", text),
        ("hegui.mutes.yaml", "- { rule: wording/wrong-word, text: 按排, reason: 原文如此 }\n"),
    ]);
    let output = hegui(folder.path(), &["fix", "报告.txt", "--offered"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(get(folder.path(), "报告.txt"), text.replace(',', "，"));
}

#[test]
fn machine_output_keeps_what_is_accepted_with_its_reason() {
    let text = "- rule: numbering/gap\n  reason: 系统编号\n  who: 青岚县司法局\n  when: 2025-03-01\n";
    let folder = folder(&[("hegui.yaml", GENERAL), ("报告.txt", FAULTY), ("hegui.mutes.yaml", text)]);
    let output = hegui(folder.path(), &["check", "报告.txt", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let muted = &value["files"][0]["muted"][0];
    assert_eq!((&muted["rule"], &muted["reason"]), (&"numbering/gap".into(), &"系统编号".into()));
    assert_eq!((&muted["who"], &muted["when"]), (&"青岚县司法局".into(), &"2025-03-01".into()));
    assert_eq!(muted["range"]["start"]["line"], 3);
    assert_eq!(value["summary"]["errors"], 0, "they do not count");
    let all = hegui(folder.path(), &["check", "报告.txt", "--format", "json", "--no-config", "--profile", "general"]);
    let all: serde_json::Value = serde_json::from_slice(&all.stdout).expect("JSON");
    let gap = all["files"][0]["findings"].as_array().expect("a list").iter().find(|finding| finding["rule"] == "numbering/gap");
    assert_eq!(gap.expect("it is told")["fingerprint"], muted["fingerprint"]);
}

#[test]
fn sarif_has_what_is_accepted_as_suppressed() {
    let text = MARKDOWN.replace("{}", "<!-- hegui-ignore wording: 原文如此 -->");
    let mute = "- { rule: numbering/gap, reason: 系统编号 }\n";
    let folder = folder(&[("hegui.yaml", GENERAL), ("报告.md", &*text), ("hegui.mutes.yaml", mute)]);
    let output = hegui(folder.path(), &["check", "报告.md", "--format", "sarif"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let results = value["runs"][0]["results"].as_array().expect("a list").iter();
    let suppressed = |result: &serde_json::Value| {
        let why = &result["suppressions"][0];
        format!("{} {} {}", result["ruleId"], why["kind"], why["justification"]).replace('"', "")
    };
    let mut told: Vec<String> = results.map(suppressed).collect();
    told.sort();
    let expected = ["numbering/gap external 系统编号", "wording/wrong-word inSource 原文如此", "wording/wrong-word null null"];
    assert_eq!(told, expected);
}

#[test]
fn people_are_told_how_many_and_no_more() {
    let folder = folder(&[
        ("hegui.yaml", GENERAL),
        ("报告.txt", FAULTY),
        ("hegui.mutes.yaml", "- { rule: numbering/gap, reason: 系统编号 }\n"),
    ]);
    for format in ["human", "short"] {
        let output = out(&hegui(folder.path(), &["check", "报告.txt", "--format", format]));
        assert!(!output.contains("numbering/gap") && output.contains("wording/wrong-word"), "{output}");
    }
    let english = out(&hegui(folder.path(), &["check", "报告.txt", "--lang", "en"]));
    assert!(english.ends_with("; 1 accepted before.\n"), "{english}");
}

/// What is told about a file of mutes that is refused: `fault | text under the label | help`.
fn refused(text: &str) -> String {
    let error = Mutes::parse(RuleFile::new(mute::NAME, text), &rule::builtin()).expect_err("it should be refused");
    format!("{error} | {} | {}", error.labelled(), error.advice().unwrap_or("-"))
}

#[test]
fn every_slip_is_told_at_its_place() {
    insta::assert_snapshot!(refused("- rule: numbering/gap\n"), @"缺少 reason | rule: numbering/gap | 请补上一行 reason: …");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  reason: ' '\n"), @"没有写明缘由 | ' ' | 写明为什么可以不改，如 reason: 上级文件原文如此");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  reason: 甲\n- rule: numbering/gaps\n  reason: 乙\n"), @"没有编号或族名为 numbering/gaps 的规则 | numbering/gaps | 是否想写 numbering/gap？全部规则见 hegui rules");
    insta::assert_snapshot!(refused("- rule: numbering\n  reason: 甲\n"), @"numbering 是一类规则 | numbering | 写明其中一条，见 hegui rules --family numbering；整类关掉在 hegui.yaml 的 rules 下写");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  file: 报告.txt\n  reason: 甲\n"), @"不认识的键：file | file | 可用的有：rule、path、text、near、count、reason、who、when");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  reason: 甲\n  reason: 乙\n"), @"reason 写了两次 | reason | 留下一个，删去另一个");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  text: 三、\n  near: [甲]\n  reason: 乙\n"), @r#"要写前后两段文字 | near | 写作 near: ["前面几个字", "后面几个字"]；手写时可以不写 near"#);
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  near: [甲, 丙]\n  reason: 乙\n"), @"写了 near 就要写 text | near | 补上 text: 所指的文字，或删去 near");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  count: 0\n  reason: 乙\n"), @"至少是一处 | 0 | 写 1 以上的整数，或删去整条");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  text: …\n  reason: 乙\n"), @"… 前面要有文字 | … | 写出所指文字的开头，或删去 text");
    insta::assert_snapshot!(refused("mutes:\n  - rule: numbering/gap\n    reason: 乙\n"), @"这里应是一个列表，写的却是一组键和值 | mutes: | 写作 [甲, 乙]，或每项另起一行、以半角 - 加空格开头");
    insta::assert_snapshot!(refused("- rule: numbering/gap\n  reason：乙\n"), @"键后面要用半角冒号加空格，这里是全角冒号 | ： | 写作 reason: …");
}

#[test]
fn a_broken_file_ends_the_run() {
    let folder = folder(&[("hegui.yaml", GENERAL), ("报告.txt", FAULTY), ("hegui.mutes.yaml", "- rule: numbering/gap\n")]);
    for arguments in [&["check", "报告.txt"][..], &["fix", "报告.txt"], &["baseline", "报告.txt", "--reason", "无"], &["config"]]
    {
        let output = hegui(folder.path(), arguments);
        assert_eq!((output.status.code(), &*out(&output)), (Some(2), ""), "{arguments:?}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(err(&output), @r#"
            hegui：设置文件有误，什么也没有做

              × 缺少 reason
               ╭─[hegui.mutes.yaml:1:3]
             1 │ - rule: numbering/gap
               ·   ───────────────────
               ╰────
              帮助：请补上一行 reason: …
            "#);
        }
    }
    assert_eq!(get(folder.path(), "hegui.mutes.yaml"), "- rule: numbering/gap\n");
}

#[test]
fn baseline_wants_a_reason_and_keeps_what_others_wrote() {
    let folder = folder(&[("hegui.yaml", GENERAL), ("报告.txt", FAULTY)]);
    let at = folder.path();
    let output = hegui(at, &["baseline", "报告.txt"]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(err(&output).contains("--reason"), "{}", err(&output));
    let output = hegui(at, &["baseline", "报告.txt", "--reason", "  "]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("请写明为什么可以不改"), "{}", err(&output));
    assert!(!at.join("hegui.mutes.yaml").exists());

    let own = "\u{feff}# 司法局的约定\r\n\r\n# 甲说的\r\n- rule: wording/wrong-word\r\n  text: 按排 # 原文\r\n  reason: 原文如此\r\n\r\n# 乙说的\r\n- rule: wording/wrong-word\r\n  path: 没有了.txt\r\n  reason: 原文如此\r\n\r\n# 末尾\r\n";
    put(at, "hegui.mutes.yaml", own);
    let output = hegui(at, &["baseline", ".", "--reason", "含“引号”: # 和 \\ 的缘由", "--prune"]);
    assert_eq!(out(&output), "hegui.mutes.yaml：加了1条，删去1条对不上的。\n", "{}", err(&output));
    let now = get(at, "hegui.mutes.yaml");
    assert!(
        now.starts_with("\u{feff}# 司法局的约定\r\n\r\n# 甲说的\r\n- rule: wording/wrong-word\r\n  text: 按排 # 原文\r\n"),
        "{now}"
    );
    assert!(now.contains("# 末尾") && !now.contains("没有了.txt"), "{now}");
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count(), "{now}");
    assert_eq!(check(at).1, Vec::<String>::new());
    assert_eq!(mutes(&now).entries()[1].reason, "含“引号”: # 和 \\ 的缘由");
    // A file that is not written line by line is left as it is.
    put(at, "报告.txt", "一、甲\n三、乙\n五、丙\n");
    for odd in
        ["[{ rule: wording/wrong-word, reason: 原文如此 }]\n", "- &a { rule: wording/wrong-word, reason: 原文如此 }\n- *a\n"]
    {
        put(at, "hegui.mutes.yaml", odd);
        let output = hegui(at, &["baseline", "报告.txt", "--reason", "无"]);
        assert_eq!((output.status.code(), get(at, "hegui.mutes.yaml")), (Some(2), odd.to_owned()));
        assert!(err(&output).contains("不便改动，没有改；"), "{}", err(&output));
    }
}

#[test]
fn mutes_stand_beside_the_settings_or_where_one_works() {
    let folder = folder(&[("甲/hegui.yaml", GENERAL), ("甲/下/报告.txt", FAULTY), ("乙/报告.txt", FAULTY)]);
    let at = folder.path();
    assert_eq!(out(&hegui(at, &["baseline", "甲", "--reason", "无"])), "甲/hegui.mutes.yaml：加了2条。\n");
    assert!(get(at, "甲/hegui.mutes.yaml").contains("path: \"下/报告.txt\""));
    let general = ["--profile", "general"];
    assert_eq!(out(&hegui(at, &[&["baseline", "乙", "--reason", "无"], &general[..]].concat())), "hegui.mutes.yaml：加了2条。\n");
    assert!(get(at, "hegui.mutes.yaml").contains("path: \"乙/报告.txt\""));
    // The nearest file alone holds.
    assert_eq!(hegui(&at.join("甲/下"), &["check", "报告.txt"]).status.code(), Some(0));
    assert_eq!(hegui(&at.join("乙"), &[&["check", "报告.txt"], &general[..]].concat()).status.code(), Some(0));
    // The same words in another file are not accepted.
    put(at, "乙/新稿.txt", FAULTY);
    assert_eq!(hegui(at, &[&["check", "乙/新稿.txt"], &general[..]].concat()).status.code(), Some(1));
}

/// A run over less than all, or with fewer rules, does not know that a mute is of no use.
#[test]
fn only_what_was_looked_at_is_called_stale() {
    let text = "- { rule: wording/wrong-word, text: 按排, reason: 原文如此 }\n- { rule: wording/wrong-word, path: 走了.txt, reason: 原文如此 }\n";
    let folder = folder(&[
        ("hegui.yaml", GENERAL),
        ("甲/报告.txt", "一、工作情况\n"),
        ("乙/报告.txt", FAULTY),
        ("hegui.mutes.yaml", text),
    ]);
    let at = folder.path();
    let said = |arguments: &[&str]| err(&hegui(at, &[&["check", "--format", "short"], arguments].concat()));
    assert!(!said(&["甲"]).contains("第1行"), "{}", said(&["甲"]));
    assert!(said(&["."]).contains("有1条已经对不上任何问题（第2行）"), "{}", said(&["."]));
    put(at, "乙/报告.txt", "一、工作情况\n");
    assert!(said(&["."]).contains("有2条已经对不上任何问题（第1、2行）"), "{}", said(&["."]));
    assert!(!said(&[".", "--select", "numbering"]).contains("第1"), "{}", said(&[".", "--select", "numbering"]));
    put(at, "乙/空.txt", "");
    assert!(!said(&["."]).contains("对不上"), "{}", said(&["."]));
    let output = hegui(at, &["baseline", ".", "--prune"]);
    assert_eq!((output.status.code(), get(at, "hegui.mutes.yaml")), (Some(2), text.to_owned()), "{}", out(&output));
    fs::remove_file(at.join("乙/空.txt")).expect("it was there");
    assert_eq!(out(&hegui(at, &["baseline", ".", "--prune"])), "hegui.mutes.yaml：删去2条对不上的。\n");
    assert_eq!(mutes(&get(at, "hegui.mutes.yaml")).entries().len(), 0);
}

#[test]
fn baseline_does_not_write_over_what_it_did_not_read() {
    let mute = "- { rule: wording/wrong-word, reason: 原文如此 }\n";
    let folder = folder(&[("报告.txt", FAULTY), ("hegui.mutes.yaml", mute)]);
    let arguments = ["baseline", "报告.txt", "--reason", "无", "--no-config", "--profile", "general"];
    let output = hegui(folder.path(), &arguments);
    assert_eq!((output.status.code(), get(folder.path(), "hegui.mutes.yaml")), (Some(2), mute.to_owned()));
    assert!(err(&output).contains("没有改动；请再运行一次，不要加 --no-config"), "{}", err(&output));
}

/// Whatever stands beside a finding, its mute can be written, read and fits.
#[test]
fn any_words_are_written_so_that_they_fit() {
    let words = "\u{7f}\u{85}\u{9f}\u{feff}\u{2028}\u{e000}\u{ffff}\"'\\#: 😀𠮷\t- [{…";
    let mut tried = 0;
    for beside in words.chars() {
        let text = format!("一、工作情况\n　　机制{beside}按排{beside}完善。\n　　{beside}三、不足{beside}{beside}\n");
        // Too many signs that are none make a short text no text.
        let Ok(source) = source::read("报告.txt", text.as_bytes(), None) else { continue };
        tried += 1;
        let report = linter().check(&source);
        let entries = mute::entries_of(&report, &source, Some("报告.txt"), &format!("缘由{beside}如此"));
        let written = mute::add(&mutes(""), &entries, &rule::builtin()).unwrap_or_else(|fault| panic!("{beside:?}: {fault}"));
        let (left, muted) = told(&mutes(&written), "报告.txt", &text);
        assert_eq!((left.len(), muted.len()), (0, report.findings.len()), "{beside:?} {left:?}\n{written}");
    }
    assert!(tried > 15, "{tried}");
}

#[test]
fn private_numbers_are_masked_in_what_is_written() {
    let text = "一、工作情况\n　　联系电话13800138000,请咨询。身份证号11010519491231002X。\n";
    let folder = folder(&[("hegui.yaml", GENERAL), ("报告.txt", text)]);
    let output = hegui(folder.path(), &["baseline", "报告.txt", "--reason", "电话13800138000可以公开"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let written = get(folder.path(), "hegui.mutes.yaml");
    assert!(written.contains("disclosure/"), "{written}");
    assert!(!written.contains("13800138000") && !written.contains("110105194912310"), "{written}");
    assert_eq!(check(folder.path()).1, Vec::<String>::new(), "and they still fit");
}

const PAGE: &str =
    "<html><body><p>一、工作情况</p>\n{}<p>机制按排完善。</p>\n<p>三、存在不足</p><p>能力按排提升。</p></body></html>";
const MARKDOWN: &str = "一、工作情况\n\n{}\n机制按排完善。\n\n三、存在不足\n\n能力按排提升。\n";

#[test]
fn a_comment_mutes_the_line_behind_it() {
    for (name, text) in [("报告.html", PAGE), ("报告.md", MARKDOWN)] {
        let (linter, without) = (linter(), read(name, &text.replace("{}", "")));
        let all = rules(&linter.check(&without));
        assert_eq!((all.0.len(), all.1.len()), (3, 0), "{name} {all:?}");
        for (comment, left, notices) in [
            ("<!-- hegui-ignore wording/wrong-word: 原文如此 -->", 2, 0),
            ("<!-- hegui-ignore wording：原文如此 -->", 2, 0),
            ("<!--hegui-ignore numbering/gap, wording/wrong-word : 原文如此-->", 2, 0),
            ("<!-- hegui-ignore-file wording、numbering/seq: 原文如此 -->", 0, 0),
            ("<!-- hegui-ignore-file wording: 原文\n如此 -->", 1, 0),
            ("<!-- 说明 -->", 3, 0),
            ("<!-- hegui-ignore wording/wrong-word: 原文如此 -->\n<!-- 说明 -->", 2, 0),
            ("<!-- hegui-ignore figures: 原文如此 -->", 3, 1),
            ("<!-- hegui-ignore wording/wrong-word -->", 3, 1),
            ("<!-- hegui-ignore wording/wrong-word: -->", 3, 1),
            ("<!-- hegui-ignore : 原文如此 -->", 3, 1),
            ("<!-- hegui-ignore wording/wrong-wort: 原文如此 -->", 3, 1),
        ] {
            let source = read(name, &text.replace("{}", comment));
            let report = linter.check(&source);
            let (told, muted) = rules(&report);
            assert_eq!((told.len(), report.notices.len()), (left, notices), "{name} {comment} {told:?} {:?}", report.notices);
            assert_eq!(told.len() + muted.len(), 3);
            assert!(report.muted.iter().all(|muted| muted.reason.starts_with("原文")));
            // A comment is no text.
            assert_eq!(source.reading().text().replace('\n', ""), without.reading().text().replace('\n', ""), "{name} {comment}");
        }
    }
}

#[test]
fn a_directive_that_is_wrong_says_what_is_right() {
    let said = |comment: &str| {
        let report = linter().check(&read("报告.md", &MARKDOWN.replace("{}", comment)));
        report.notices.iter().map(|notice| notice.message.clone()).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(said("<!-- hegui-ignore wording/wrong-wort: 甲 -->"), @"第3行的 hegui-ignore 没有采用：没有编号或族名为 wording/wrong-wort 的规则，是否想写 wording/wrong-word？（全部规则见 hegui rules）");
    insta::assert_snapshot!(said("<!-- hegui-ignore wording/wrong-word -->"), @"第3行的 hegui-ignore 没有写明缘由，没有采用；写作 <!-- hegui-ignore 规则: 缘由 -->");
    insta::assert_snapshot!(said("<!-- hegui-ignore-file: 甲 -->"), @"第3行的 hegui-ignore 没有写明规则，没有采用；写作 <!-- hegui-ignore-file 规则: 缘由 -->");
    insta::assert_snapshot!(said("<!-- hegui-ignore figures, dates: 甲 -->"), @"第3行的 hegui-ignore 没有用上：所指的地方没有 figures、dates 的问题；可以删去");
    assert_eq!(said("").len(), 0);
    let last = linter().check(&read("报告.md", "一、工作情况\n\n机制按排完善。\n\n<!-- hegui-ignore wording: 甲 -->"));
    assert_eq!((last.muted.len(), last.notices.len()), (0, 1), "behind the last line there is none");
    // In code, in plain text and in a script it is what it is: no directive.
    assert_eq!(said("```\n<!-- hegui-ignore figures: 甲 -->\n```"), "");
    assert_eq!(said("`<!-- hegui-ignore figures: 甲 -->`"), "");
    let page = PAGE.replace("{}", "<script>var a = '<!-- hegui-ignore figures: 甲 -->';</script>");
    assert!(linter().check(&read("报告.html", &page)).notices.is_empty());
    let text = linter().check(&read("报告.txt", "一、工作情况\n<!-- hegui-ignore wording: 甲 -->\n机制按排完善。\n"));
    assert_eq!((text.muted.len(), text.notices.len()), (0, 0));
    // A rule that is not run cannot be wrong about it.
    let settings = Settings { genre: None, select: vec!["numbering".to_owned()], ..Settings::default() };
    let linter = Linter::new(rule::builtin(), settings);
    let source = read("报告.md", &MARKDOWN.replace("{}", "<!-- hegui-ignore wording/wrong-word: 甲 -->"));
    assert!(linter.check(&source).notices.is_empty());
}

#[test]
fn what_a_comment_accepts_is_left_alone_by_fix() {
    let text = MARKDOWN.replace("{}", "<!-- hegui-ignore wording/wrong-word: 原文如此 -->");
    let fixed = fix_but(&linter(), &read("报告.md", &text), Safety::Offered, None);
    let mended = fixed.source.expect("one is mended");
    assert!(mended.text().contains("机制按排完善") && mended.text().contains("能力安排提升"), "{}", mended.text());
}

#[test]
fn any_comment_is_read_in_step_with_its_length() {
    let many = "<!-- hegui-ignore wording: 甲 -->\n\n机制按排完善。\n\n".repeat(20_000);
    let open = "<!-- hegui-ignore ".repeat(50_000);
    for (name, text) in [("报告.md", &many), ("报告.html", &many), ("报告.md", &open), ("报告.html", &open)] {
        let started = Instant::now();
        linter().check(&read(name, text));
        assert!(started.elapsed().as_secs() < 40, "{name}: {:?}", started.elapsed());
    }
}

/// Ten thousand mutes cost their reading and no more than a look-up a finding.
#[test]
fn many_mutes_cost_in_step_with_their_number() {
    let draft = |faults: usize| {
        let line = |at: usize| format!("　　第{}项机制按排完善。\n", "甲乙丙丁戊己庚辛".chars().nth(at % 8).expect("eight"));
        format!("一、工作情况\n{}", (0..faults).map(line).collect::<String>())
    };
    let time = |entries: usize| {
        let entry = |at: usize| {
            format!(
                "- {{ rule: wording/wrong-word, path: 稿/{at}.txt, text: 按排, near: [甲项机制{at}, 完善。], reason: 原文如此 }}\n- {{ rule: wording/wrong-word, text: 按排, near: [机制, 乙{at}], reason: 原文如此 }}\n"
            )
        };
        let text: String = (0..entries / 2).map(entry).collect();
        let started = Instant::now();
        let mutes = mutes(&text);
        let (source, mut report) = (read("报告.txt", &draft(200)), linter().check(&read("报告.txt", &draft(200))));
        mutes.apply(&mut report, &source, Some("稿/7.txt"), |_| true);
        started.elapsed()
    };
    let (few, many) = (time(1_000), time(10_000));
    assert!(many < few * 40 + std::time::Duration::from_millis(500), "{few:?} {many:?}");
}
