//! `hegui.yaml`: found upward from each draft, below the command line, and every way to write it wrongly is told at its place.

#[path = "door/mod.rs"]
mod door;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hegui::config::{self, Config, Typed};
use hegui::finding::Severity;
use hegui::rule::{self, RuleFile};
use hegui::{lint, mute};

use door::{err, hegui, out};

/// A gap in the numbers, which is an error, and a half-width mark, which is advice.
const FAULTY: &str = "一、工作情况\n　　全年办理案件412件,均已办结。\n三、存在不足\n　　执法力量不足。\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Each finding as `path severity[rule]`.
fn told(output: &Output) -> Vec<String> {
    let line = |line: &str| {
        let (path, rest) = line.split_once(':').expect("a path");
        format!("{path} {}", rest.split(' ').nth(1).expect("a rule"))
    };
    out(output).lines().map(line).collect()
}

const GENERAL: &str = "profile: general\nselect: [numbering/gap, punctuation/half-width-mark]\n";

#[test]
fn the_nearest_file_upward_holds_and_files_are_not_mixed() {
    let above = format!("{GENERAL}rules:\n  numbering/gap: warning\n");
    let below = format!("{GENERAL}rules:\n  punctuation: error\n");
    let folder =
        folder(&[("hegui.yaml", &*above), ("甲/报告.txt", FAULTY), ("乙/hegui.yaml", &*below), ("乙/丙/报告.txt", FAULTY)]);
    let expected = [
        "乙/丙/报告.txt error[punctuation/half-width-mark]",
        "乙/丙/报告.txt error[numbering/gap]",
        "甲/报告.txt advice[punctuation/half-width-mark]",
        "甲/报告.txt warning[numbering/gap]",
    ];
    assert_eq!(told(&hegui(folder.path(), &["check", "乙", "甲", "--format", "short"])), expected);
    // From within, by a way up and down, and by the whole path it is the same file.
    let inside = folder.path().join("乙/丙");
    let whole = folder.path().join("乙/丙/报告.txt");
    for path in ["报告.txt", "../丙/报告.txt", "../../乙/丙/报告.txt", whole.to_str().expect("a name")] {
        let output = hegui(&inside, &["check", path, "--format", "short"]);
        assert_eq!(out(&output).matches("error[punctuation").count(), 1, "{path}");
    }
}

#[test]
fn standard_input_has_the_settings_of_the_name_it_is_given() {
    let folder = folder(&[("甲/hegui.yaml", GENERAL), ("报告.txt", FAULTY)]);
    let check = |name: &str| {
        let input = fs::File::open(folder.path().join("报告.txt")).expect("the file is there");
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
        let arguments = ["check", "-", "--stdin-name", name, "--format", "json"];
        out(&command.current_dir(&folder).args(arguments).stdin(input).output().expect("the program starts"))
    };
    assert!(check("甲/草稿.txt").contains("\"notices\":[]"), "general asks for no outline");
    assert!(!check("草稿.txt").contains("\"notices\":[]"));
}

#[test]
fn the_command_line_stands_before_the_file() {
    let text = format!("{GENERAL}year: 2020\nfail-on: advice\nrules:\n  numbering: {{ grade: off, reason: 系统编号 }}\n");
    let folder = folder(&[("hegui.yaml", &*text), ("报告.txt", FAULTY)]);
    let run = |more: &[&str]| hegui(folder.path(), &[&["check", "报告.txt", "--format", "short"], more].concat());
    assert_eq!(told(&run(&[])), ["报告.txt advice[punctuation/half-width-mark]"]);
    assert_eq!(run(&[]).status.code(), Some(1), "fail-on of the file");
    assert_eq!(run(&["--fail-on", "error"]).status.code(), Some(0));
    // What is asked for by name runs, though the file has it off.
    assert_eq!(told(&run(&["--select", "numbering/gap"])), ["报告.txt error[numbering/gap]"]);
    assert_eq!(told(&run(&["--select", "numbering"])), ["报告.txt error[numbering/gap]"]);
    assert!(told(&run(&["--ignore", "punctuation"])).is_empty());
    let all = told(&run(&["--no-config", "--profile", "general"]));
    assert!(all.contains(&"报告.txt error[numbering/gap]".to_owned()), "{all:?}");
    let page = out(&hegui(folder.path(), &["config", "报告.txt", "--year", "2024"]));
    let line = |key: &str| page.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    assert!(line("year").contains("2024") && line("year").ends_with("命令行"), "{page}");
    assert!(line("profile").ends_with("hegui.yaml:1") && line("lang").ends_with("默认"), "{page}");
    assert!(line("rules.numbering").ends_with("hegui.yaml:6  系统编号"), "{page}");
}

#[test]
fn a_file_that_is_named_is_the_only_one() {
    let folder = folder(&[
        ("hegui.yaml", "rules:\n  punctuation: error\n"),
        ("设置/本县.yaml", GENERAL),
        ("设置/hegui.mutes.yaml", "- { rule: numbering/gap, reason: 系统编号 }\n"),
        ("报告.txt", FAULTY),
    ]);
    let output = hegui(folder.path(), &["check", "报告.txt", "--config", "设置/本县.yaml", "--format", "short"]);
    assert_eq!(told(&output), ["报告.txt advice[punctuation/half-width-mark]"], "mutes are those beside it");
    let output = hegui(folder.path(), &["check", "报告.txt", "--config", "没有.yaml"]);
    assert_eq!((output.status.code(), &*err(&output)), (Some(2), "hegui：设置文件 没有.yaml：没有这个文件；请检查路径\n"));
    let output = hegui(folder.path(), &["check", "报告.txt", "--config", "设置/本县.yaml", "--no-config"]);
    assert_eq!(output.status.code(), Some(2), "one or the other");
}

#[test]
fn ignored_paths_are_passed_over_in_folders_and_read_when_named() {
    let text = format!("{GENERAL}exclude:\n  - 旧稿*.txt\n  - 附件\\*.txt\n  - /只在这里.txt\n  - '!旧稿要看.txt'\n");
    let files = ["报告.txt", "旧稿一.txt", "旧稿要看.txt", "附件/清单.txt", "附件/说明.md", "只在这里.txt", "下/只在这里.txt"];
    let mut all = vec![("稿/hegui.yaml".to_owned(), text)];
    all.extend(files.iter().map(|name| (format!("稿/{name}"), FAULTY.to_owned())));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = folder(&all);
    let paths = |arguments: &[&str], from: &str| {
        let output = hegui(&folder.path().join(from), &[&["check", "--format", "json"], arguments].concat());
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let files = value["files"].as_array().expect("a list").iter();
        files.map(|file| file["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&["稿"], ""), ["稿/下/只在这里.txt", "稿/报告.txt", "稿/旧稿要看.txt", "稿/附件/说明.md"]);
    assert_eq!(paths(&["附件"], "稿"), ["附件/说明.md"], "from below the globs mean the same");
    assert_eq!(paths(&["稿/旧稿一.txt"], ""), ["稿/旧稿一.txt"]);
    fs::write(folder.path().join("稿/hegui.yaml"), "exclude: ['*']\n").expect("a file");
    let output = hegui(folder.path(), &["check", "稿"]);
    assert!(err(&output).contains("7个文件都按 hegui.yaml 的 exclude 跳过，没有检查"), "{}", err(&output));
}

#[test]
fn own_rules_words_and_facts_hold() {
    let rule = include_str!("../src/rule/specimen.yaml");
    let text = "profile: general\nyear: 2024\nselect: [wording, terms]\nrule-folders: [规则]\nwords:\n  wording/wrong-word:\n    - { word: 青兰县, to: 青岚县, unless: [青兰县志] }\nfacts:\n  phrases:\n    - { phrase: 青岚治理工作法, topic: work, source: 县委文件 }\n";
    let draft = "一、工作情况\n　　青兰县推广青岚治工作法，《青兰县志》已出版。\n";
    let folder = folder(&[("hegui.yaml", text), ("规则/wording/doubled-estimate.yaml", rule), ("报告.txt", draft)]);
    let output = hegui(folder.path(), &["check", "报告.txt", "--format", "short"]);
    let told = told(&output);
    assert!(told.iter().any(|line| line.contains("[wording/wrong-word]")), "{told:?} {}", err(&output));
    assert_eq!(out(&output).matches("青岚治理工作法").count(), 1, "{}", out(&output));
    assert_eq!(told.len(), 2, "{told:?}");
    let explained = hegui(folder.path(), &["explain", "wording/doubled-estimate"]);
    assert_eq!(explained.status.code(), Some(0), "{}", err(&explained));
}

/// What is told about a configuration that is refused: `fault | text under the label | help`.
fn refused(text: &str) -> String {
    let set = rule::builtin();
    let parse = || {
        let config = Config::parse(RuleFile::new("hegui.yaml", text))?;
        let set = config.rules(set.clone())?;
        config.settings(&Typed::default(), &set)
    };
    let error = parse().expect_err("it should be refused");
    format!("{error} | {} | {}", error.labelled(), error.advice().unwrap_or("-"))
}

#[test]
fn every_slip_is_told_at_its_place() {
    insta::assert_snapshot!(refused("profil: general\n"), @"不认识的键：profil | profil | 是否想写 profile？可用的有：profile、year、select、rules、rule-folders、words、facts、exclude、fail-on、lang");
    insta::assert_snapshot!(refused("profile: generl\n"), @"没有 generl 这种取值 | generl | 是否想写 general？可用的有：fazhi-annual-report、general");
    insta::assert_snapshot!(refused("year: 24\n"), @"年份不能是 24 | 24 | 写1990到2100之间的四位数字，如 year: 2024");
    insta::assert_snapshot!(refused("year: 二〇二四\n"), @"这里应是整数，写的却是文字“二〇二四” | 二〇二四 | -");
    insta::assert_snapshot!(refused("select: [numbering, numbring/gap]\n"), @"没有编号或族名为 numbring/gap 的规则 | numbring/gap | 是否想写 numbering/gap？全部规则见 hegui rules");
    insta::assert_snapshot!(refused("rules:\n  figure: advice\n"), @"没有编号或族名为 figure 的规则 | figure | 是否想写 figures？全部规则见 hegui rules");
    insta::assert_snapshot!(refused("rules:\n  figures: of\n"), @"没有 of 这种取值 | of | 是否想写 off？可用的有：off、advice、warning、error");
    insta::assert_snapshot!(refused("rules:\n  figures: { grad: off }\n"), @"不认识的键：grad | grad | 是否想写 grade？可用的有：grade、reason");
    insta::assert_snapshot!(refused("rules:\n  numbering: false\n"), @"这里应是off、advice、warning、error 之一，或写作 { grade: …, reason: … }，写的却是是或否“false” | false | -");
    insta::assert_snapshot!(refused("rules:\n  punctuation: advice\n  numbering: off\n"), @"numbering 有错误级的规则，关掉要写明缘由 | numbering | 写作 numbering: { grade: off, reason: 缘由 }");
    insta::assert_snapshot!(refused("rules:\n  numbering: { grade: off, reason: '  ' }\n"), @"numbering 有错误级的规则，关掉要写明缘由 | numbering | 写作 numbering: { grade: off, reason: 缘由 }");
    insta::assert_snapshot!(refused("rules:\n  figures: advice\n  figures: error\n"), @"figures 写了两次 | figures | 留下一个，删去另一个");
    insta::assert_snapshot!(refused("lang: zh\nlang: en\n"), @"lang 写了两次 | lang | 留下一个，删去另一个");
    insta::assert_snapshot!(refused("fail-on: 错误\n"), @"没有 错误 这种取值 | 错误 | 可用的有：error、warning、advice、never");
    insta::assert_snapshot!(refused("exclude: 附件/\n"), @"这里应是一个列表，写的却是文字“附件/” | 附件/ | 写作 [甲, 乙]，或每项另起一行、以半角 - 加空格开头");
    insta::assert_snapshot!(refused("year：2024\n"), @"键后面要用半角冒号加空格，这里是全角冒号 | ： | 写作 year: …");
    insta::assert_snapshot!(refused("select: [numbering\n"), @"YAML 写法有误：方括号没有闭合 |  | 含有冒号加空格、空格加 #，或以引号、括号开头的文字，请整个放在半角引号内");
    insta::assert_snapshot!(refused("words:\n  wording/wrong-wort:\n    - { word: 甲, to: 乙 }\n"), @"没有编号或族名为 wording/wrong-wort 的规则 | wording/wrong-wort | 是否想写 wording/wrong-word？全部规则见 hegui rules");
    insta::assert_snapshot!(refused("words:\n  numbering/gap:\n    - { word: 甲, to: 乙 }\n"), @"numbering/gap 不是词表规则，不能加词 | numbering/gap | 有词表的规则见 hegui rules --family wording 和 --family terms，如 wording/wrong-word");
    insta::assert_snapshot!(refused("words:\n  wording/wrong-word:\n    - { word: 青兰县, to: 青岚县 }\n    - { word: '', to: 乙 }\n"), @"词不能为空，…只能写一次，前后都要有字 | '' | 各项的写法见 rules/README.md 和 rules/schema.json");
    insta::assert_snapshot!(refused("facts:\n  law:\n    - { title: 甲法 }\n"), @"不认识的键：law | law | 是否想写 laws？可用的有：bodies、congresses、laws、phrases、plans、titles");
    insta::assert_snapshot!(refused("facts:\n  plans:\n    - { name: 青岚规划, from: 2021, to: 2020, source: 县政府 }\n"), @"止期早于起期 | 2020 | 写法同 hegui 的 rules/facts/plans.yaml；那里已有的不必再写");
}

#[test]
fn a_broken_file_ends_the_run_with_one_error_at_its_place() {
    let folder =
        folder(&[("甲/hegui.yaml", "profile: general\nslect: [numbering]\n"), ("甲/报告.txt", FAULTY), ("乙.txt", FAULTY)]);
    for arguments in [
        &["check", "乙.txt", "甲"][..],
        &["fix", "甲"],
        &["outline", "甲/报告.txt"],
        &["facts", "甲/报告.txt"],
        &["config", "甲"],
        &["baseline", "甲", "--reason", "无"],
    ] {
        let output = hegui(folder.path(), arguments);
        assert_eq!((output.status.code(), &*out(&output)), (Some(2), ""), "{arguments:?}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(err(&output), @r#"
            hegui：设置文件有误，什么也没有做

              × 不认识的键：slect
               ╭─[甲/hegui.yaml:2:1]
             2 │ slect: [numbering]
               · ─────
               ╰────
              帮助：是否想写 select？可用的有：profile、year、select、rules、rule-folders、
                    words、facts、exclude、fail-on、lang
            "#);
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("甲/报告.txt")).expect("the draft"), FAULTY);
    assert_eq!(hegui(folder.path(), &["check", "甲", "--no-config", "--profile", "general"]).status.code(), Some(1));
}

#[test]
fn what_is_only_wrong_on_disk_is_told_at_its_place_too() {
    let folder = folder(&[("报告.txt", FAULTY)]);
    let told = |text: &[u8]| {
        fs::write(folder.path().join("hegui.yaml"), text).expect("a file");
        let output = hegui(folder.path(), &["check", "报告.txt"]);
        assert_eq!((output.status.code(), &*out(&output)), (Some(2), ""));
        err(&output)
    };
    insta::assert_snapshot!(told("rule-folders: [没有]\n".as_bytes()), @r#"
    hegui：设置文件有误，什么也没有做

      × 没有文件夹 没有
       ╭─[hegui.yaml:1:16]
     1 │ rule-folders: [没有]
       ·                ────
       ╰────
      帮助：文件夹从设置文件所在的地方算起；请改正名称，或删去这一行
    "#);
    insta::assert_snapshot!(told("exclude: [旧稿, '附件/{甲,乙']\n".as_bytes()), @r#"
    hegui：设置文件有误，什么也没有做

      × 读不懂 附件/{甲,乙
       ╭─[hegui.yaml:1:15]
     1 │ exclude: [旧稿, '附件/{甲,乙']
       ·                 ─────────────
       ╰────
      帮助：括号要成对，写法同 .gitignore，如 附件/、旧稿*.txt
    "#);
    insta::assert_snapshot!(told(b"year: \xB2\xBB\n"), @"hegui：设置文件 hegui.yaml：不是UTF-8编码；请用记事本等打开，另存为UTF-8");
    let huge = [&b"# "[..], &vec![b'x'; config::LIMIT]].concat();
    assert!(told(&huge).contains("上限"), "{}", told(&huge));
    // A folder of that name is no file.
    fs::remove_file(folder.path().join("hegui.yaml")).expect("it was there");
    fs::create_dir(folder.path().join("hegui.yaml")).expect("a folder");
    assert_eq!(hegui(folder.path(), &["check", "报告.txt", "--profile", "general"]).status.code(), Some(1));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", "# 设置\nprofile: general\nrules:\n  numbering/gap: advice\n".replace('\n', "\r\n"));
    let config = Config::parse(RuleFile::new("hegui.yaml", &text)).expect("it is sound");
    let settings = config.settings(&Typed::default(), &rule::builtin()).expect("the names are known");
    assert_eq!((settings.genre, settings.grades), (None, vec![("numbering/gap".to_owned(), Some(Severity::Advice))]));
}

#[test]
fn grades_of_the_command_line_stand_behind_those_of_the_file_and_win() {
    let config = Config::parse(RuleFile::new("hegui.yaml", "rules:\n  numbering: advice\n")).expect("it is sound");
    let grades = vec![("numbering".to_owned(), Some(Severity::Warning))];
    let settings = config.settings(&Typed { grades, ..Typed::default() }, &rule::builtin()).expect("the names are known");
    let linter = lint::Linter::new(rule::builtin(), lint::Settings { genre: None, ..settings });
    let source = hegui::source::read("报告.txt", FAULTY.as_bytes(), None).expect("a text");
    let report = linter.check(&source);
    let gap = report.findings.iter().find(|finding| &*finding.rule == "numbering/gap").expect("it is told");
    assert_eq!(gap.severity, Severity::Warning);
}

#[test]
fn an_old_id_is_the_present_one_and_comments_say_nothing() {
    let config = Config::parse(RuleFile::new("hegui.yaml", "rules:\n  numbering/seq: advice\n")).expect("it is sound");
    let settings = config.settings(&Typed::default(), &rule::builtin()).expect("the name is known");
    assert_eq!(settings.grades, [("numbering/gap".to_owned(), Some(Severity::Advice))]);
    for text in ["", "# 只有说明\n", "\n\n"] {
        let config = Config::parse(RuleFile::new("hegui.yaml", text)).expect("it says nothing");
        let settings = config.settings(&Typed::default(), &rule::builtin()).expect("it says nothing");
        assert_eq!(format!("{settings:?}"), format!("{:?}", lint::Settings::default()));
    }
}

#[test]
fn init_writes_settings_that_hold_and_overwrites_nothing() {
    let folder = folder(&[("报告.txt", FAULTY)]);
    let output = hegui(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let written = fs::read_to_string(folder.path().join("hegui.yaml")).expect("it was written");
    assert!(written.starts_with("# yaml-language-server: $schema=.hegui.schema.json\n"));
    assert_eq!(fs::read_to_string(folder.path().join(".hegui.schema.json")).expect("beside it"), config::schema());
    assert_eq!(hegui(folder.path(), &["config"]).status.code(), Some(0));
    fs::write(folder.path().join("hegui.yaml"), GENERAL).expect("a file");
    let again = hegui(folder.path(), &["init"]);
    assert_eq!((again.status.code(), &*out(&again)), (Some(2), ""));
    assert!(err(&again).contains("已经有了，没有改动；"), "{}", err(&again));
    assert_eq!(fs::read_to_string(folder.path().join("hegui.yaml")).expect("it stays"), GENERAL);
    let nowhere = hegui(folder.path(), &["init", "没有"]);
    assert_eq!(nowhere.status.code(), Some(2));
}

/// Every line that the template has behind a `# ` as an example is right.
#[test]
fn the_template_is_right_with_all_its_lines_in_force() {
    let key = |line: &str| line.starts_with("# ") && (line.as_bytes()[2].is_ascii_lowercase() || line.starts_with("#  "));
    let lines = config::TEMPLATE.lines().skip(1);
    let all: Vec<&str> = lines.map(|line| if key(line) { &line[2..] } else { line }).collect();
    let config = Config::parse(RuleFile::new("hegui.yaml", &(all.join("\n") + "\n"))).expect("it is sound");
    let set = config.rules(rule::builtin()).expect("its rows are sound");
    config.settings(&Typed::default(), &set).expect("its names are known");
    assert_eq!((config.year, config.fail_on, config.lang), (Some(2024), Some(config::FailOn::Warning), Some(config::Lang::Zh)));
    assert_eq!((config.exclude.len(), config.rules.len(), config.words.len()), (2, 2, 1));
}

/// `UPDATE=1 cargo test --test config` writes them anew.
#[test]
fn the_schemas_are_fresh() {
    for (path, text) in [("rules/hegui.schema.json", config::schema()), ("rules/hegui.mutes.schema.json", mute::schema())] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") != text {
            assert!(std::env::var_os("UPDATE").is_some(), "{path} is stale: run UPDATE=1 cargo test --test config");
            fs::write(&file, text).expect("it can be written");
        }
    }
}
