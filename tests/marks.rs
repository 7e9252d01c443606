//! Marks: pairs, width, spaces, and marks out of place.

use hegui::finding::Finding;
use hegui::lint::{Linter, Settings};
use hegui::{rule, source};
use proptest::prelude::*;

thread_local! {
    static LINTER: Linter = Linter::new(
        rule::builtin(),
        Settings { genre: None, select: vec!["punctuation".to_owned()], ..Settings::default() },
    );
}

/// What the rules on marks find in a text.
fn findings(text: &str) -> Vec<Finding> {
    let source = source::read("draft.txt", text.as_bytes(), None).expect("a text");
    LINTER.with(|linter| linter.check(&source).findings)
}

/// The rules that find something in a paragraph, each with the words it points at: `lone-mark 《`.
fn told(paragraph: &str) -> Vec<String> {
    let text = format!("一、成效\n{paragraph}\n");
    let name = |finding: &Finding| finding.rule.trim_start_matches("punctuation/").to_owned();
    findings(&text).iter().map(|finding| format!("{} {}", name(finding), &text[finding.at.span.range()])).collect()
}

#[track_caller]
fn holds(table: &[(&str, &[&str])]) {
    for (paragraph, expected) in table {
        assert_eq!(told(paragraph), *expected, "{paragraph}");
    }
}

#[test]
fn one_slip_in_a_pair_is_one_finding() {
    holds(&[
        ("按照“十三五规划的要求，落实“一窗受理”，修订《普法办法》。", &["lone-mark “"]),
        ("按照十三五”规划的要求，落实“一窗受理”。", &["lone-mark ”"]),
        ("印发《关于执行〈普法办法〉的通知，修订《执法规范》。", &["lone-mark 《"]),
        ("印发《普法办法（试行》，修订《执法规范》。", &["lone-mark （"]),
        ("印发《普法办法》》，修订《执法规范》。", &["doubled-pair-mark 》》"]),
        ("印发《普法办法〉》，修订《执法规范》。", &["lone-mark 〉"]),
        ("坚持“枫桥经验“，调解纠纷42件。", &["turned-mark “"]),
        ("坚持”枫桥经验“，调解纠纷42件。", &["turned-mark ”枫桥经验“"]),
        ("坚持“枫桥经验’，调解纠纷42件。", &["mixed-pair ’"]),
        ("考核真正\"带电”，坚持“枫桥经验\"，落实“一窗受理”。", &["mixed-pair \"", "mixed-pair \""]),
        ("落实“他说\"好\"就好”的要求。", &["nested-quotation \"好\""]),
        ("修订“普法（2024年版”清单）。", &["crossed-pairs （2024年版”清单）"]),
        ("开展“弘扬“枫桥经验”、服务乡村”活动。", &["nested-quotation “枫桥经验”"]),
        ("印发《贯彻<普法清单>方案》和《关于《执法规范》的说明》。", &["nested-title <普法清单>", "nested-title 《执法规范》"]),
    ]);
}

#[test]
fn pairs_that_only_look_wrong_are_right() {
    for right in [
        "“‘青’字当头 ‘岚’启新程”活动吸引群众参加。",
        "1）走访企业；2）公开清单；a）压缩时限。",
        "一）走访企业。",
        "屏宽55\"，路名Xi’an路，’24版清单。",
        "办结率<95%的说明原因，>98%的通报表扬。",
        "“各镇要讲清政策。\n“各村要算清细账。”",
        "信中写道：“感谢各位。\n祝工作顺利。”",
        "印发《关于做好普法\n工作的通知》。",
        "》》点击进入专题《《",
        "谢谢：）",
    ] {
        assert_eq!(told(right), [""; 0], "{right}");
    }
}

#[test]
fn the_habit_of_a_text_decides_on_width() {
    holds(&[
        ("走访企业216家,收集诉求95条,办结率100%;公开清单(3类)。", &["half-width-throughout ,"]),
        ("走访企业216家，收集诉求95条，办结率100%;公开清单（3类）。", &["half-width-mark ;"]),
        ("走访企业1,216家，10:03开会，见www.example.cn:80，比例3:1，“Law, Order”。", &[]),
        ("举办“守护青山?2024”演练，办好三件实事。", &[]),
    ]);
}

#[test]
fn stray_spaces_are_told_and_designed_ones_are_not() {
    holds(&[
        ("办结案件517 宗，建成人民调解 室142个。", &["space-beside-figure  ", "stray-space  "]),
        ("印发《执法规范》 《普法办法》，坚持“枫桥经验” ，办好实事。", &["stray-space  ", "stray-space  "]),
        ("开展“三所联动 驻村有我”活动，编印《邻里起纠纷 调解来帮忙》，执行GB/T 9704，推广AI 助手。", &[]),
        ("县长　王某", &[]),
    ]);
}

#[test]
fn marks_out_of_place() {
    holds(&[
        ("走访企业216家，，收集诉求95条，。", &["doubled-stop ，，", "doubled-stop ，。"]),
        ("回应“怎么办？”，完善制度……清单——管理。。。", &[]),
        ("发布“办案助手—执法人员手边的工具书”。", &["short-dash —"]),
        ("执行2021—2025年规划，开通“青岚—澄岫城际高速公路”，推行“县—镇—村”联动，签订“青岚—澄岫两县合作纲要”。", &[]),
        ("举办“乡村和美●法治相伴”活动。", &["wrong-interpunct ●"]),
        ("●举办“乡村和美·法治相伴”活动，●编印读本。", &[]),
        ("打造“一窗受理”、“一网通办”和“一次办”、“就近办”。", &["comma-between-marks 、"]),
        ("修订《清单》（2024年版）、《办法》。", &[]),
        ("印发《执法规范》（试行）和《普法办法》（征求意见稿）。", &["trial-outside-title 》（试行）"]),
    ]);
}

#[test]
fn points_are_closed_alike() {
    holds(&[
        ("1.走访企业；\n2.公开清单。\n3.培训人员；\n4.评查案卷；\n5.答复来信。", &["mixed-point-stops 。"]),
        ("1.走访企业；\n2.公开清单；\n3.培训人员；\n4.评查案卷。", &[]),
        ("1.走访企业。收集诉求；\n2.公开清单。\n3.培训人员；\n4.评查案卷。", &[]),
    ]);
}

#[test]
fn numbers_of_documents() {
    holds(&[
        ("青政发（2024）5号、青政发[2024] 6号。", &["document-number （2024）5号", "document-number [2024] 6号"]),
        ("青政发〔2024〕第5号、青政发〔2024〕06号。", &["document-number 〔2024〕第5号", "document-number 〔2024〕06号"]),
        ("（青政发〔2024〕5）已印发。", &["document-number 〔2024〕5"]),
        (
            "青政发〔2024〕5号，青政发〔2024〕5、6号，县公告〔2024〕第5号，（2024）青01行初2号，青公行罚决字（2024）第5号，2023年（2024）新增。",
            &[],
        ),
    ]);
}

/// Applies what can be mended, until nothing more can.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..6 {
        let mut edits: Vec<_> = Vec::new();
        for fix in findings(&text).iter().filter_map(|finding| finding.fixes.first()) {
            let free = |edit: &hegui::finding::Edit| {
                edits
                    .iter()
                    .all(|(span, _): &(hegui::span::Span, String)| span.end <= edit.span.start || edit.span.end <= span.start)
            };
            if fix.edits.iter().all(free) {
                edits.extend(fix.edits.iter().map(|edit| (edit.span, edit.text.clone())));
            }
        }
        if edits.is_empty() {
            return text;
        }
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        for (span, new) in edits.iter().rev() {
            text.replace_range(span.range(), new);
        }
    }
    panic!("mending goes on: {text}");
}

#[test]
fn mending_ends_and_leaves_nothing_that_can_be_mended() {
    for (text, expected) in [
        (
            "走访企业216家, 收集诉求95条,,办结率100%;印发《执法规范》(试行).",
            "走访企业216家，收集诉求95条，办结率100%；印发《执法规范（试行）》.",
        ),
        ("考核真正\"带电”，打造“一窗受理”、“一网通办”、“一次办”。", "考核真正“带电”，打造“一窗受理”“一网通办”“一次办”。"),
        ("印发《贯彻《普法清单》方案》》，坚持“枫桥经验“。", "印发《贯彻〈普法清单〉方案》，坚持“枫桥经验”。"),
        ("建成调解 室142 个，印发青政发(2024) 05号。", "建成调解室142个，印发青政发〔2024〕5号。"),
    ] {
        assert_eq!(mended(&format!("一、成效\n{text}\n")), format!("一、成效\n{expected}\n"));
    }
}

/// Words and pairs in each other, as they should be: inner quotations and titles in single marks.
fn nested(quotation: usize, title: usize, depth: u32) -> BoxedStrategy<String> {
    let word = prop::sample::select(vec!["法治", "清单，", "公开", "。调解", "受理", "年度"]).prop_map(str::to_owned);
    if depth == 0 {
        return word.boxed();
    }
    let inside =
        move |quotation, title| prop::collection::vec(nested(quotation, title, depth - 1), 1..3).prop_map(|parts| parts.concat());
    let pair = |open: &'static str, close: &'static str, inner: BoxedStrategy<String>| {
        inner.prop_map(move |inner| format!("{open}政务{inner}办法{close}")).boxed()
    };
    let (open, close) = [("“", "”"), ("‘", "’")][quotation];
    let (from, to) = [("《", "》"), ("〈", "〉")][title];
    prop_oneof![
        2 => word,
        2 => pair(open, close, inside(1 - quotation, title).boxed()),
        2 => pair(from, to, inside(quotation, 1 - title).boxed()),
        1 => pair("（", "）", inside(quotation, title).boxed()),
        1 => pair("【", "】", inside(quotation, title).boxed()),
    ]
    .boxed()
}

fn on_pairs(paragraph: &str) -> Vec<String> {
    const PAIRS: [&str; 6] = ["lone-mark", "turned-mark", "mixed-pair", "doubled-pair", "nested", "crossed"];
    told(paragraph).into_iter().filter(|told| PAIRS.iter().any(|rule| told.starts_with(rule))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_nested_marks_are_silent(parts in prop::collection::vec(nested(0, 0, 3), 1..4)) {
        prop_assert_eq!(on_pairs(&format!("全年{}推进。", parts.join("和"))), [""; 0]);
    }

    #[test]
    fn one_lost_mark_is_found(parts in prop::collection::vec(nested(0, 0, 3), 1..4), lost in any::<prop::sample::Index>()) {
        let whole = format!("全年{}推进。", parts.join("和"));
        let marks: Vec<(usize, char)> = whole.char_indices().filter(|(_, sign)| "“”‘’《》〈〉（）【】".contains(*sign)).collect();
        prop_assume!(!marks.is_empty());
        let (at, sign) = marks[lost.index(marks.len())];
        let text = format!("{}{}", &whole[..at], &whole[at + sign.len_utf8()..]);
        prop_assert!(!on_pairs(&text).is_empty(), "{}", text);
    }

    #[test]
    fn any_marks_are_read_through(text in "[“”‘’\"《》<>（）()【】〔〕，。、;法2 \n—-]{0,60}") {
        told(&text);
    }
}

/// A pair may reach over a dozen lines, however their ends are written.
#[test]
fn line_ends_of_windows_change_no_finding() {
    let names = "青岚镇、苇汀镇、\n".repeat(9);
    for text in [
        format!("一、成效\n在下列乡镇试行\u{FF08}{names}鹿栖镇\u{FF09}。\n"),
        "一、成效\n坚持\"枫桥经验\"\n\"一窗受理\"全年办件412件。\n".to_owned(),
        include_str!("../samples/faulty.txt").to_owned(),
    ] {
        let told = |text: &str| -> Vec<String> {
            let found = findings(text);
            found.iter().map(|finding| format!("{} {}", finding.rule, &text[finding.at.span.range()])).collect()
        };
        assert_eq!(told(&text.replace('\n', "\r\n")), told(&text), "{text}");
    }
}

/// Between Latin letters brackets stay as they are written, and are called brackets.
#[test]
fn half_width_brackets_are_called_by_their_name() {
    let found = findings("一、成效\n平台接口F(全年调用412次。\n");
    let lone = found.iter().find(|finding| &*finding.rule == "punctuation/lone-mark");
    assert_eq!(lone.map(|finding| finding.message.as_str()), Some("左括号没有与之成对的右括号"));
}
