//! What the outputs promise: places that are right, underlines that stand under their characters, lines that fit.

use std::sync::Arc;

use hegui::emit::{Checked, Emitter, Human, Language, Reason, Tally};
use hegui::finding::{Edit, Finding, Fingerprint, Fix, Label, Notice, Safety, Severity};
use hegui::settle::Report;
use hegui::source;
use hegui::span::Span;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// A finding at the first occurrence of `needle`.
fn at(text: &str, needle: &str, message: &str) -> Finding {
    Finding {
        rule: "numbering/gap".into(),
        severity: Severity::Error,
        message: message.to_owned(),
        at: label(text, needle, ""),
        related: Vec::new(),
        help: "".into(),
        fixes: Vec::new(),
        basis: Arc::new([]),
        habit: None,
        fingerprint: Fingerprint(15),
    }
}

fn label(text: &str, needle: &str, message: &str) -> Label {
    let start = text.find(needle).expect("the text holds the needle");
    Label { span: Span::new(start, start + needle.len()), message: message.to_owned().into() }
}

fn empty_label(byte: usize) -> Label {
    Label { span: Span::new(byte, byte), message: "".into() }
}

fn checked(text: &str, findings: Vec<Finding>) -> Checked {
    let source = source::read("稿.txt", text.as_bytes(), None).expect("the text is a text");
    let report = Report { findings, muted: Vec::new(), notices: Vec::new(), genre: None, year: None };
    Checked { path: "稿.txt".to_owned(), outcome: Ok((source, report)) }
}

fn human(width: usize) -> Emitter {
    Emitter::Human(Box::new(Human::new(width, false, true, Language::Chinese, |_| None)))
}

/// What a person at a terminal of so many cells reads of one finding.
fn drawn(width: usize, text: &str, finding: Finding) -> String {
    let out = human(width).file(&checked(text, vec![finding])).out;
    for line in out.lines() {
        assert!(line.width() <= width, "{} cells at {width}: {line}\n{out}", line.width());
    }
    out
}

/// The characters that stand above the underline, measured in cells, and the header's place.
fn underlined(out: &str) -> (String, String) {
    let lines: Vec<_> = out.lines().collect();
    let mark = |line: &&str| line.contains(['─', '┬', '▲']) && line.trim_start().starts_with('·');
    let index = lines.iter().position(mark).unwrap_or_else(|| panic!("nothing is underlined:\n{out}"));
    let (start, end) = cells_of(lines[index]);
    let mut column = 0;
    let mut under = String::new();
    for c in lines[index - 1].chars() {
        let width = c.to_string().width();
        if column >= start && column + width <= end {
            under.push(c);
        }
        column += width;
    }
    let header = out.lines().find_map(|line| line.split_once("─[")).map_or("", |(_, rest)| rest.trim_end_matches(']'));
    (under, header.to_owned())
}

/// From which cell to which the first underline of a line goes.
fn cells_of(line: &str) -> (usize, usize) {
    let is_mark = |c: char| matches!(c, '─' | '┬' | '▲');
    let from = line.find(is_mark).expect("the line has an underline");
    let rest = &line[from..];
    let to = rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
    let start = line[..from].width();
    (start, start + rest[..to].chars().count())
}

#[test]
fn underlines_stand_under_wide_characters() {
    let text = "标题\n一、全年办理ABC案件412件，占35%。后一句。\n";
    for needle in ["办理", "ABC", "412件", "占35%", "。", "一、", "后一句。"] {
        for width in [40, 60, 80, 120] {
            let out = drawn(width, text, at(text, needle, "这里不对"));
            let column = text[text.find('一').unwrap()..text.find(needle).unwrap()].chars().count() + 1;
            assert_eq!(underlined(&out), (needle.to_owned(), format!("稿.txt:2:{column}")), "{out}");
        }
    }
}

#[test]
fn only_the_sentence_is_shown() {
    let text = "前一句说别的。全年办理“案件”412件。后一句又说别的。";
    let out = drawn(80, text, at(text, "412件", "数不对"));
    assert!(out.contains("全年办理“案件”412件。\n"), "{out}");
    assert!(!out.contains("前一句") && !out.contains("后一句"), "{out}");
}

#[test]
fn a_closing_quotation_mark_stays_with_its_sentence() {
    let text = "他说“好的。”全年办理412件。";
    let out = drawn(80, text, at(text, "412件", "数不对"));
    assert!(out.contains("│ 全年"), "{out}");
}

#[test]
fn a_paragraph_of_1500_characters_is_cut_to_the_width() {
    let (before, after) = ("甲乙丙丁戊".repeat(150), "己庚辛壬癸".repeat(150));
    let text = format!("{before}错字{after}\n");
    for width in [40, 61, 80, 100, 120, 300] {
        let out = drawn(width.min(120), &text, at(&text, "错字", "有错字"));
        assert_eq!(underlined(&out), ("错字".to_owned(), "稿.txt:1:751".to_owned()), "{out}");
        assert_eq!(out.matches('…').count(), 2, "cut on both sides: {out}");
    }
}

#[test]
fn room_that_one_side_does_not_need_goes_to_the_other() {
    let text = format!("开头错字{}", "后".repeat(200));
    let out = drawn(80, &text, at(&text, "错字", "有错字"));
    let line = out.lines().find(|line| line.contains("开头")).unwrap();
    assert!(line.width() > 70, "{out}");
}

#[test]
fn a_place_without_width_is_marked_inside_a_line() {
    let text = "得到肯定二是推进落实\n";
    let mut finding = at(text, "二是", "前面缺标点");
    finding.at = empty_label(text.find("二是").unwrap());
    let out = drawn(80, text, finding);
    assert!(out.contains('▲'), "{out}");
    assert_eq!(cells_of(out.lines().find(|line| line.contains('▲')).unwrap()).0, " 1 │ 得到肯定".width());
}

#[test]
fn a_place_without_width_at_the_end_is_marked_on_the_last_visible_character() {
    for text in ["一、工作\n正文到此为止。", "一、工作\n正文到此为止。\n", "一、工作\r\n正文到此为止。　 \r\n\r\n"]
    {
        let mut finding = at(text, "一、", "缺落款和日期");
        finding.at = empty_label(text.len());
        let (under, place) = underlined(&drawn(80, text, finding));
        assert_eq!(under, "。", "{text:?}");
        assert!(place.starts_with("稿.txt:2:"), "{place}");
    }
}

#[test]
fn a_span_over_lines_is_marked_at_its_beginning_and_says_how_far_it_goes() {
    let text = "一、工作成效\n第一段。\n第二段。\n二、不足\n";
    let mut finding = at(text, "一、工作成效", "这一部分太短");
    finding.at.span = Span::new(0, text.find("二、").unwrap());
    let out = drawn(80, text, finding);
    assert_eq!(underlined(&out).0, "一、工作成效");
    assert!(out.contains("所指文字共16字，到第3行为止"), "{out}");
}

#[test]
fn a_long_span_is_marked_for_forty_characters_at_most() {
    let text = "长".repeat(300);
    let out = drawn(120, &text, at(&text, &text, "这一句太长"));
    assert_eq!(underlined(&out).0, "长".repeat(40), "{out}");
    assert!(out.contains("所指文字共300字"), "{out}");
    drawn(40, &text, at(&text, &text, "这一句太长"));
}

#[test]
fn windows_line_ends_do_not_show() {
    let text = "标题\r\n一、工作\r\n三、不足\r\n";
    let out = drawn(80, text, at(text, "三、", "缺二、"));
    assert_eq!(underlined(&out), ("三、".to_owned(), "稿.txt:3:1".to_owned()));
    assert!(!out.contains('\r'), "{out:?}");
}

#[test]
fn tabs_before_a_label_keep_it_in_place() {
    let text = "甲\t乙\t错字在此\n";
    assert_eq!(underlined(&drawn(80, text, at(text, "错字", "有错字"))).0, "错字");
}

#[test]
fn sequences_for_the_terminal_are_disarmed() {
    let text = "甲\u{1b}[31m乙\u{7}错字\u{202e}丙\u{9b}丁\n";
    let out = drawn(80, text, at(text, "错字", "错\u{1b}[0m\n字"));
    assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']), "{out:?}");
    assert_eq!(underlined(&out).0, "错字");
}

#[test]
fn a_near_place_is_marked_in_the_same_picture() {
    let text = "全年共办理412件，其中婚姻103件，占35%，比上年好。\n";
    for needle in ["412件", "103件", "比上年"] {
        let mut finding = at(text, "35%", "应为25%");
        finding.related = vec![label(text, needle, "见此")];
        let out = drawn(80, text, finding);
        assert!(out.contains("╰── 见此"), "{out}");
        assert!(!out.contains("另见"), "{out}");
        let header = out.lines().find_map(|line| line.split_once("─[稿.txt:1:")).unwrap().1;
        assert_eq!(header, "21]", "the header is the finding's own place: {out}");
    }
}

#[test]
fn words_beside_labels_fit_or_stand_below() {
    let text = format!("{}甲处{}乙处{}。\n", "前".repeat(60), "中".repeat(8), "后".repeat(60));
    for width in [40, 56, 80, 120] {
        for words in ["短", "稍长的几个字", "相当长的一串字说明这里究竟有什么不对而且还没有说完因为还要说"]
        {
            let mut finding = at(&text, "乙处", "有误");
            finding.at.message = words.to_owned().into();
            finding.related = vec![label(&text, "甲处", words)];
            let out = drawn(width, &text, finding.clone());
            let all: String = out.split_whitespace().collect();
            assert_eq!(all.matches(words).count(), 2, "{out}");
            std::mem::swap(&mut finding.at, &mut finding.related[0]);
            drawn(width, &text, finding);
        }
    }
}

#[test]
fn a_far_place_is_named_below_the_picture() {
    let text = "全年共办理412件。\n中间一段。\n其中婚姻103件，占35%，比上年好。\n末尾合计413件，较好。\n";
    let mut finding = at(text, "35%", "应为25%");
    finding.related = vec![label(text, "412件", "总数"), label(text, "合计413件", "")];
    let out = drawn(80, text, finding);
    assert!(out.contains("  另见：第1行第6字 全年共办理412件 —— 总数\n"), "{out}");
    assert!(out.contains("  另见：第4行第3字 末尾合计413件\n"), "{out}");
}

#[test]
fn a_place_that_lies_over_another_is_named_below() {
    let text = "一、全年工作成效\n";
    let mut finding = at(text, "工作", "重复");
    finding.related = vec![label(text, "全年工作成效", "整个标题")];
    let out = drawn(80, text, finding);
    assert_eq!(underlined(&out).0, "工作");
    assert!(out.contains("另见：第1行第3字"), "{out}");
}

#[test]
fn many_places_are_listed_by_line() {
    let text = "第一。\n".repeat(30);
    let mut finding = at(&text, "第一", "重复");
    finding.related = (1..30).map(|line| Label { span: Span::new(line * 10, line * 10 + 6), message: "".into() }).collect();
    let out = drawn(80, &text, finding);
    assert!(out.contains("  另见：第2、3、4、5、6、7、8、9、10、11、12、13行等29处\n"), "{out}");
}

#[test]
fn spans_that_are_off_draw_something_and_never_fail() {
    let text = "甲乙丙\n";
    for (start, end) in [(0, 0), (1, 2), (4, 100), (100, 200), (9, 10), (10, 10)] {
        let mut finding = at(text, "甲", "测试");
        finding.at.span = Span::new(start, end);
        finding.related = vec![Label { span: Span::new(end, end + 5), message: "处".into() }];
        if end <= text.len() {
            drawn(80, text, finding);
        }
    }
}

#[test]
fn help_fixes_and_basis_stand_below_and_wrap() {
    let text = "一、工作\n三、不足\n";
    let mut finding = at(text, "三、", "一级标题的序号由“一、”跳到“三、”");
    finding.help =
        "请核对是否漏写“二、”一节；如没有漏写，请把本标题及以后的一级标题依次改号，并同时核对正文中提到序号的地方是否一致".into();
    finding.basis = Arc::new(["GB/T 9704-2012 第7.3.3条".to_owned(), "编辑惯例".to_owned()]);
    let edit = |text: &str| vec![Edit { span: finding.at.span, text: text.to_owned() }];
    finding.fixes = vec![
        Fix { title: "改为“二、”".to_owned(), edits: edit("二、"), safety: Safety::Offered },
        Fix { title: "改号".to_owned(), edits: edit("二、"), safety: Safety::Safe },
        Fix { title: "删去".to_owned(), edits: edit(""), safety: Safety::Shown },
    ];
    let out = drawn(80, text, finding);
    assert!(out.starts_with("  × 错误[numbering/gap] 一级标题的序号由“一、”跳到“三、”\n"), "{out}");
    assert!(out.contains("  修改：改为“二、”（请确认后改）\n"), "{out}");
    assert!(out.contains("  修改：改号 “三、” → “二、”（可照改）\n"), "{out}");
    assert!(out.contains("  修改：删去 “三、”（仅供参考）\n"), "{out}");
    assert!(out.contains("  依据：GB/T 9704-2012 第7.3.3条；编辑惯例\n"), "{out}");
    let wrapped = out.lines().skip_while(|line| !line.contains("帮助")).nth(1).unwrap();
    assert!(wrapped.starts_with("        ") && !wrapped.trim_start().starts_with(['，', '；', '。']), "{out}");
}

#[test]
fn the_reason_comes_with_the_first_finding_of_a_rule() {
    let text = "一、工作\n三、不足\n五、计划\n";
    let reason = |_: &str| Some(Reason { title: "A gap".to_owned(), why: "读者会以为漏了一节。".to_owned() });
    let emitter = Emitter::Human(Box::new(Human::new(80, false, true, Language::Chinese, reason)));
    let out = emitter.file(&checked(text, vec![at(text, "三、", "缺二、"), at(text, "五、", "缺四、")])).out;
    assert_eq!(out.matches("  缘由：读者会以为漏了一节。").count(), 1, "{out}");
    let emitter = Emitter::Human(Box::new(Human::new(80, false, true, Language::English, reason)));
    let out = emitter.file(&checked(text, vec![at(text, "三、", "缺二、")])).out;
    assert!(out.contains("error[numbering/gap] 缺二、") && out.contains("  rule: A gap. 读者"), "{out}");
}

#[test]
fn colour_is_only_where_it_was_asked_for() {
    let text = "一、工作\n三、不足\n";
    let mut finding = at(text, "三、", "缺二、");
    finding.help = "补上".into();
    let told = |color| {
        let emitter = Emitter::Human(Box::new(Human::new(80, color, true, Language::Chinese, |_| None)));
        emitter.file(&checked(text, vec![finding.clone()])).out
    };
    assert!(!told(false).contains('\u{1b}'));
    assert!(told(true).contains("\u{1b}[1;31m错误[numbering/gap]\u{1b}[0m"));
}

#[test]
fn after_two_hundred_pictures_the_rest_is_listed_and_nothing_is_lost() {
    let text = "错。\n".repeat(300);
    let findings: Vec<_> = (0..300)
        .map(|line| Finding {
            at: Label { span: Span::new(line * 7, line * 7 + 3), message: "".into() },
            ..at(&text, "错", "有错")
        })
        .collect();
    let out = human(80).file(&checked(&text, findings)).out;
    assert_eq!(out.matches("─[稿.txt:").count(), 200);
    assert!(out.contains("其余100处每处只列一行"), "{out}");
    assert!(out.contains("\n稿.txt:201:1: error[numbering/gap] 有错\n") && out.contains("\n稿.txt:300:1: "), "{out}");
}

#[test]
fn a_fault_in_a_rule_file_is_drawn_like_a_finding() {
    let yaml = "title: 序号有缺\nseverty: error\n";
    let source = source::read("rules/gap.yaml", yaml.as_bytes(), Some(encoding_rs::UTF_8)).unwrap();
    let human = Human::new(80, false, true, Language::Chinese, |_| None);
    let out = human.fault(&source, label(yaml, "severty", ""), "没有名为 severty 的键", "是不是想写 severity？");
    assert!(out.starts_with("  × 没有名为 severty 的键\n") && out.contains("─[rules/gap.yaml:2:1]"), "{out}");
    assert!(out.ends_with("  帮助：是不是想写 severity？\n"), "{out}");
}

#[test]
fn short_is_one_line_a_finding() {
    let text = "标题\n一、工作\n";
    let mut finding = at(text, "工作", "第一行\n第二行");
    finding.severity = Severity::Warning;
    let told = Emitter::Short(Language::Chinese).file(&checked(text, vec![finding]));
    assert_eq!(told.out, "稿.txt:2:3: warning[numbering/gap] 第一行 第二行\n");
}

#[test]
fn what_is_no_finding_goes_to_standard_error() {
    let mut one = checked("一、工作\n", Vec::new());
    if let Ok((_, report)) = &mut one.outcome {
        report.notices.push(Notice::from("按GB18030读取".to_owned()));
    }
    let unreadable = Checked { path: "坏.txt".to_owned(), outcome: Err("不是文本；请另存为纯文本".to_owned()) };
    for emitter in [human(80), Emitter::Short(Language::Chinese)] {
        assert_eq!(emitter.file(&one).err, "提示：稿.txt：按GB18030读取\n");
        assert_eq!(emitter.file(&one).out, "");
        assert_eq!(emitter.file(&unreadable).err, "未能检查：坏.txt：不是文本；请另存为纯文本\n");
    }
    let json = Emitter::Json.file(&unreadable);
    assert_eq!(json.err, "");
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["error"], "不是文本；请另存为纯文本");
    assert_eq!(value["findings"], serde_json::json!([]));
}

#[test]
fn json_is_version_one_to_the_letter() {
    let text = "标题\r\n全年𠮷412件，占35%。\r\n";
    let mut finding = at(text, "35%", "应为25%");
    finding.help = "请核对".into();
    finding.related = vec![label(text, "412件", "总数")];
    finding.fixes = vec![Fix {
        title: "改为25%".to_owned(),
        edits: vec![Edit { span: finding.at.span, text: "25%".to_owned() }],
        safety: Safety::Offered,
    }];
    finding.basis = Arc::new(["编辑惯例".to_owned()]);
    let checked = checked(text, vec![finding]);
    let json = Emitter::Json;
    let tally = Tally::of(&checked);
    let all = json.head() + &json.file(&checked).out + &json.tail(&tally);
    let range = |column: usize, byte: usize, length: usize, bytes: usize| {
        format!(
            r#"{{"start":{{"line":2,"column":{column},"byte":{byte}}},"end":{{"line":2,"column":{},"byte":{}}}}}"#,
            column + length,
            byte + bytes
        )
    };
    let (here, total) = (range(10, 30, 3, 3), range(4, 18, 4, 6));
    let expected = format!(
        r#"{{"version":1,"tool":{{"name":"hegui","version":"{}"}},"files":[
{{"path":"稿.txt","format":"text","encoding":"utf-8","genre":null,"year":null,"findings":[{{"rule":"numbering/gap","severity":"error","message":"应为25%","help":"请核对","range":{here},"text":"35%","related":[{{"range":{total},"message":"总数"}}],"fixes":[{{"title":"改为25%","safety":"offered","edits":[{{"range":{here},"text":"25%"}}]}}],"basis":["编辑惯例"],"fingerprint":"000000000000000f"}}],"muted":[],"notices":[]}}
],"summary":{{"files":1,"errors":1,"warnings":0,"advice":0}}}}
"#,
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(all, expected);
}

#[test]
fn the_closing_line_counts_what_there_is() {
    let tally = Tally { files: 3, errors: 4, warnings: 2, advice: 1, fixable: 2, offered: 1, ..Tally::default() };
    assert_eq!(
        human(80).tail(&tally),
        "共检查3个文件：错误4处，警告2处，建议1处；其中2处可用 hegui fix 直接改正，1处加 --offered 经确认后改正。\n"
    );
    assert_eq!(human(80).tail(&Tally { files: 2, ..Tally::default() }), "共检查2个文件，没有发现问题。\n");
    let tally = Tally { files: 2, unreadable: 1, ..Tally::default() };
    assert_eq!(human(80).tail(&tally), "共检查1个文件，没有发现问题；1个文件未能检查。\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the text and wherever the labels: the picture is drawn, fits, and the place is the right one.
    #[test]
    fn any_picture_is_drawn_and_fits(
        text in "甲[甲乙a1，。“”；\u{3000}\u{200b}\t\r\n𠮷é ]{1,120}",
        cuts in prop::collection::vec(0usize..400, 4),
        words in "[短话 ]{0,30}",
        width in 40usize..120,
    ) {
        let bounds: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let cut = |n: usize| bounds[cuts[n] % bounds.len()];
        let span = |a: usize, b: usize| Span::new(a.min(b), a.max(b));
        let mut finding = at(&text, "", "有误");
        finding.at = Label { span: span(cut(0), cut(1)), message: words.clone().into() };
        finding.related = vec![Label { span: span(cut(2), cut(3)), message: words.into() }];
        let out = drawn(width, &text, finding.clone());
        prop_assert!(!out.contains("Failed"), "{}", out);
        let short = Emitter::Short(Language::Chinese).file(&checked(&text, vec![finding])).out;
        prop_assert_eq!(short.lines().count(), 1);
    }
}
