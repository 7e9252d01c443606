//! Dated and fixed terms: the lists of `rules/facts/` are well formed, every phrase is right by itself and every slip in it is
//! found.

use hegui::check::Table;
use hegui::lint::{Linter, Settings};
use hegui::rule::{self, RuleFile, RuleSet};
use hegui::source;

fn linter() -> Linter {
    let settings = Settings { genre: None, year: Some(2024), select: vec!["terms".to_owned()], ..Settings::default() };
    Linter::new(rule::builtin(), settings)
}

fn found(linter: &Linter, text: &str) -> Vec<String> {
    let source = source::read("稿", text.as_bytes(), None).unwrap();
    linter.check(&source).findings.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What an organisation's own lists are held to, ours are held to.
#[test]
fn the_lists_are_well_formed() {
    let lists = rule::builtin_files().filter(|file| {
        file.path().strip_prefix("facts/").is_some_and(|name| Table::NAMES.contains(&name.trim_end_matches(".yaml")))
    });
    let lists: Vec<RuleFile> = lists.collect();
    assert_eq!(lists.len(), Table::NAMES.len());
    let faults = rule::load(lists, &RuleSet::default()).err().unwrap_or_default();
    none(&faults.iter().map(|fault| format!("{}: {fault}: {}", fault.file().path(), fault.labelled())).collect::<Vec<_>>());
}

#[test]
fn a_phrase_and_its_right_forms_are_silent() {
    let linter = linter();
    let set = rule::builtin();
    let mut faults = Vec::new();
    for row in set.tables.phrases.rows() {
        for form in row.also.iter().chain([&row.phrase]) {
            let said = found(&linter, &format!("一、主要举措\n坚持“{form}”。贯彻落实{form}，推进{form}。"));
            faults.extend(said.iter().map(|said| format!("{form}: {said}")));
        }
    }
    none(&faults);
}

/// Every single character lost but 的 and 之, except where that leaves a right form: 行政处罚决定 of 行政处罚决定书.
#[test]
fn every_loss_in_a_phrase_is_found() {
    let linter = linter();
    let set = rule::builtin();
    let mut faults = Vec::new();
    for row in set.tables.phrases.rows() {
        let lost = row
            .phrase
            .char_indices()
            .filter(|(_, sign)| sign.is_alphanumeric() && !"的之".contains(*sign))
            .map(|(at, sign)| format!("{}{}", &row.phrase[..at], &row.phrase[at + sign.len_utf8()..]));
        let long = row.phrase.chars().count() >= 6;
        let wrong = lost
            .filter(|_| long)
            .filter(|form| row.also.iter().all(|also| *also != **form))
            .chain(row.slips.iter().map(String::from));
        for form in wrong {
            if found(&linter, &format!("一、主要举措\n这里写着，{form}，如上。")).is_empty() {
                faults.push(format!("{}: {form} is not found", row.phrase));
            }
        }
    }
    none(&faults);
}

fn refused(path: &str, text: &str) -> String {
    let faults = rule::load([RuleFile::new(path, text)], &rule::builtin()).err().unwrap_or_default();
    faults.iter().map(|fault| format!("{fault} | {}", fault.labelled())).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_folders_own_list_is_read_strictly() {
    let row = "- { name: 二十届三中全会, from: 2024-07-15, to: 2024-07-18, source: 公报 }\n";
    assert_eq!(refused("facts/congresses.yaml", row), "");
    let table: [(&str, &str, &str); 11] = [
        ("congresses", &row.replace("07-18", "07-14"), "止期早于起期 | 2024-07-14"),
        ("congresses", &row.replace("07-18", "07-32"), "确有这一天"),
        ("congresses", &row.replace("source", "sauce"), "不认识的键：sauce"),
        ("congresses", &row.repeat(2), "“二十届三中全会”写了两次"),
        ("laws", "- { title: 甲法, by: 乙法, source: 试 }\n", "表中没有《乙法》 | 乙法"),
        ("phrases", "- { phrase: 合法性, topic: work, source: 试 }\n", "须列出错误写法"),
        ("bodies", "- { name: 甲局, until: 2019-03-31, now: 甲局, source: 试 }\n", "现在的名称"),
        ("plans", "- { name: 甲计划, from: 2025, to: 2021, source: 试 }\n", "止期早于起期"),
        ("plans", &"- { name: 甲计划, from: 2021, to: 2025, source: 试 }\n".repeat(2), "“甲计划”写了两次"),
        ("laws", "- { title: 甲法, from: 2020-01-01, until: 2020-01-01, by: 甲法, source: 试 }\n", "止期早于起期"),
        ("titles", &"- { title: 甲规定, issued: 2020-01-01, source: 试 }\n".repeat(2), "“甲规定”写了两次"),
    ];
    for (name, text, expected) in table {
        let said = refused(&format!("facts/{name}.yaml"), text);
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_folders_own_list_takes_the_place_of_ours() {
    let file = RuleFile::new("facts/phrases.yaml", "- { phrase: 青岚治理工作法, topic: work, source: 县委文件 }\n");
    let set = rule::builtin();
    let set = set.with(rule::load([file], &set).unwrap());
    let settings = Settings { genre: None, year: Some(2024), select: vec!["terms".to_owned()], ..Settings::default() };
    let linter = Linter::new(set, settings);
    assert_eq!(found(&linter, "推广青岚治工作法。").len(), 1);
    assert_eq!(found(&linter, "这是当前今后的任务。"), [""; 0]);
}

/// What a text of a year says, and how many findings it gets.
#[test]
fn what_is_told_depends_on_the_year() {
    let linter = linter();
    let table: [(i32, &str, &str, usize); 26] = [
        (2022, "", "学习党的二十届二中全会精神。", 0),
        (2022, "2023年1月10日", "学习党的二十届二中全会精神。", 1),
        (2022, "2023年3月10日", "学习党的二十届二中全会精神。", 0),
        (2023, "", "学习党的十九届二中至六中全会精神。", 0),
        (2023, "", "学习党的十九届九中全会精神。", 1),
        (2023, "", "学习党的二十届三中全会精神。", 1),
        (2023, "", "学习共青团十九届三中全会精神、省委二十届三中全会精神。", 0),
        (2030, "", "学习党的二十届六中全会精神、党的二十一届三中全会精神。", 0),
        (2024, "", "学习党的二十届六中全会精神。", 1),
        (2021, "", "迎接党的二十大召开。", 0),
        (2021, "", "贯彻党的二十大精神。", 1),
        (2019, "", "落实中央全面依法治国工作会议精神。", 1),
        (2021, "", "落实“七五”普法规划。", 0),
        (2022, "", "落实“七五”普法规划。", 1),
        (2018, "", "落实“八五”普法规划。", 1),
        (2023, "", "落实“八五”普法规划，贯彻“十三五”规划。", 1),
        (2022, "", "落实《法治政府建设实施纲要（2015—2020年）》。", 1),
        (2021, "", "落实《法治政府建设实施纲要（2015—2020年）》。", 0),
        (2022, "", "落实《青岚县法治政府建设实施纲要（2015—2020年）》。", 0),
        (2021, "", "依据《合同法》审查合同。", 1),
        (2020, "", "依据《合同法》审查合同。", 0),
        (2022, "", "2019年依据《合同法》审查合同。", 0),
        (2019, "", "会同县环保局检查。", 0),
        (2020, "", "会同县环保局检查。", 1),
        (2020, "", "会同原县环保局、安全环保局检查，环保局长到场。", 0),
        (2020, "", "会同环境保护部门、县公安局法制办检查。", 0),
    ];
    let mut faults = Vec::new();
    for (year, date, text, expected) in table {
        let text = format!("青岚县司法局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n{text}\n\n青岚县司法局\n{date}\n");
        let source = source::read("稿", text.as_bytes(), None).unwrap();
        let (select, ignore) = (vec!["terms".to_owned()], vec!["terms/plenum-prefix".to_owned()]);
        let settings = Settings { select, ignore, ..Settings::default() };
        let findings = Linter::new(rule::builtin(), settings).check(&source).findings;
        if findings.len() != expected {
            let said: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
            faults.push(format!("{text}: {expected} expected, {said:?}"));
        }
    }
    none(&faults);
    // Without a year nothing is known to be past or yet to come.
    let ignore = vec!["terms/plenum-prefix".to_owned()];
    let settings = Settings { genre: None, select: vec!["terms".to_owned()], ignore, ..Settings::default() };
    let source = source::read("稿", "会同县环保局学习党的二十届四中全会精神。".as_bytes(), None).unwrap();
    assert!(Linter::new(rule::builtin(), settings).check(&source).findings.is_empty());
    assert_eq!(found(&linter, "会同县环保局检查。").len(), 1);
}

/// Right phrases beside each other, however they are joined, are right.
#[test]
fn phrases_side_by_side_are_silent() {
    let linter = linter();
    let set = rule::builtin();
    let phrases: Vec<&str> = set.tables.phrases.rows().iter().map(|row| row.phrase.as_str()).collect();
    let mut faults = Vec::new();
    for (nth, joint) in ["和", "、", "的", "，推进", "与全县", "”“"].into_iter().enumerate() {
        let pairs = (0..phrases.len()).flat_map(|at| (1..8).map(move |step| (at, at + step * 7 + nth)));
        let lines = pairs.map(|(a, b)| format!("坚持{}{joint}{}工作。\n", phrases[a], phrases[b % phrases.len()]));
        faults.extend(found(&linter, &format!("一、主要举措\n{}", lines.collect::<String>())));
    }
    none(&faults);
}

/// A slip that stands in several lists is one finding.
#[test]
fn one_fault_is_told_once() {
    let settings = Settings {
        genre: Some("fazhi-annual-report".to_owned()),
        year: Some(2024),
        select: vec!["terms".to_owned(), "wording".to_owned()],
        ..Settings::default()
    };
    let linter = Linter::new(rule::builtin(), settings);
    for text in ["落实重大执法决定法治审核制度。", "深入学习贯彻习近平法制思想。", "深入学习习近平法思想。"]
    {
        let told = found(&linter, &format!("青岚县司法局2024年法治政府建设年度报告\n一、主要举措\n{text}\n"));
        assert_eq!(told.len(), 1, "{text} {told:?}");
    }
}
