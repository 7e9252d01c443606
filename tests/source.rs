//! Reading: bytes become a text, and damaged text is read as it was meant.

#[path = "promises/encoded.rs"]
mod encoded;
#[path = "promises/reading.rs"]
mod promised;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use hegui::source::{self, LIMIT, Repair, Source, SourceError};
use hegui::span::Span;
use proptest::prelude::*;

use encoded::bytes;
use promised::check;

fn read(text: &str) -> Source {
    source::read("草稿.txt", text.as_bytes(), None).unwrap()
}

/// How a text reads. Full-width marks are written as escapes in this file: editors flatten them.
fn reading(text: &str) -> String {
    read(text).reading().text().to_owned()
}

fn failure(bytes: &[u8], encoding: Option<&'static Encoding>) -> SourceError {
    source::read("草稿.txt", bytes, encoding).unwrap_err()
}

const TEXT: &str = "一、青浦岭镇工作情况\n2031年\u{FF0C}镇政府办结案件517宗。\n";

#[test]
fn every_encoding_gives_the_same_text() {
    let bom = |mark: &[u8], body: Vec<u8>| [mark.to_vec(), body].concat();
    let cases = [
        (TEXT.as_bytes().to_vec(), UTF_8, false),
        (bom(b"\xEF\xBB\xBF", TEXT.into()), UTF_8, true),
        (GBK.encode(TEXT).0.into_owned(), GB18030, false),
        (bytes(TEXT, UTF_16LE), UTF_16LE, false),
        (bytes(TEXT, UTF_16BE), UTF_16BE, false),
        (bom(b"\xFF\xFE", bytes(TEXT, UTF_16LE)), UTF_16LE, true),
        (bom(b"\xFE\xFF", bytes(TEXT, UTF_16BE)), UTF_16BE, true),
        (bytes("2031 report", UTF_16LE), UTF_16LE, false),
    ];
    for (bytes, encoding, bom) in cases {
        let source = source::read("a.txt", &bytes, None).unwrap();
        assert_eq!((source.encoding(), source.has_bom()), (encoding, bom));
        assert!([TEXT, "2031 report"].contains(&source.text()), "{:?}", source.text());
    }
    let source = source::read("a.txt", &GBK.encode(TEXT).0, Some(GBK)).unwrap();
    assert_eq!((source.encoding(), source.text()), (GB18030, TEXT));
}

#[test]
fn what_is_no_text_is_refused_with_a_way_out() {
    for nothing in ["", "\u{FEFF}", " \n\u{3000}\r\n\u{A0}\u{200B}"] {
        assert_eq!(failure(nothing.as_bytes(), None), SourceError::Empty);
    }
    assert_eq!(failure(&vec![b'a'; LIMIT + 1], None), SourceError::TooLarge { size: LIMIT + 1 });
    let binary: [(&[u8], &str); 5] = [
        (b"PK\x03\x04....xl/workbook.xml", "Excel表格（.xlsx）"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "旧版Office文档（.doc、.wps或.xls）"),
        (b"%PDF-1.7", "PDF文档（.pdf）"),
        (b"\x89PNG\r\n\x1A\n", "PNG图片"),
        (b"\x01\0\x02\x03\xFF\x07", "二进制文件"),
    ];
    for (bytes, what) in binary {
        let SourceError::Binary { kind, help } = failure(bytes, None) else { panic!("{what}") };
        assert_eq!(kind, what);
        assert!(help.starts_with("请") || help.contains("请"), "{help}");
    }
}

#[test]
fn nothing_is_decoded_with_losses() {
    let undecodable = |encoding, offset| SourceError::Undecodable { encoding, offset };
    let mut broken = TEXT.repeat(4).into_bytes();
    broken[100] = 0xFF;
    let offset = TEXT.repeat(4).char_indices().map(|(at, _)| at).take_while(|&at| at <= 100).last().unwrap();
    assert_eq!(failure(&broken, None), undecodable("UTF-8", offset));
    assert_eq!(failure("青浦".as_bytes(), Some(encoding_rs::BIG5)), undecodable("Big5", 0));
    assert_eq!(failure(b"\xC7\xE0\xC6\xD6\xFF", Some(GBK)), undecodable("gb18030", 4));
    assert_eq!(failure(b"\xEF\xBB\xBFa\xFF", None), undecodable("UTF-8", 4));
    // A replacement character that the file itself holds is text.
    assert_eq!(read("青浦\u{FFFD}镇").text(), "青浦\u{FFFD}镇");
}

/// Text as written, and how it reads.
fn table(rows: &[(&str, &str)]) {
    for (written, meant) in rows {
        assert_eq!(&reading(written), meant, "{written}");
        assert_eq!(&reading(meant), meant, "read again");
    }
}

#[test]
fn marks_in_chinese_context_are_full_width() {
    table(&[
        ("会上,他说:好;对!", "会上\u{FF0C}他说\u{FF1A}好\u{FF1B}对\u{FF01}"),
        ("办结517件, 调解30件", "办结517件\u{FF0C}调解30件"),
        ("(一)加强领导", "\u{FF08}一\u{FF09}加强领导"),
        ("行动计划(2031-2033年),按期完成", "行动计划\u{FF08}2031-2033年\u{FF09}\u{FF0C}按期完成"),
        ("村(居)平台(APP)上线", "村\u{FF08}居\u{FF09}平台\u{FF08}APP\u{FF09}上线"),
        ("(1)加强领导", "\u{FF08}1\u{FF09}加强领导"),
        ("\u{FF08}一)加强领导", "\u{FF08}一\u{FF09}加强领导"),
        ("1)加强领导", "1\u{FF09}加强领导"),
        ("怎么办?他问", "怎么办\u{FF1F}他问"),
        ("网址:https://qpl.example.cn/a?b=1,2;c", "网址\u{FF1A}https://qpl.example.cn/a?b=1,2;c"),
    ]);
    for kept in [
        "1,234 10:03 2.27:1 3.6 : 48 f(x)",
        "rule of law, justice (a, b)",
        "1. 加强领导",
        "f(x)的值",
        "a&other;法",
        "<说明>-\"带\"~",
        "浈(zhēn)江",
    ] {
        assert_eq!(reading(kept), kept);
    }
}

#[test]
fn stray_spaces_are_skipped_and_layout_stays() {
    table(&[
        ("全年办结517 宗,调解 室12个。", "全年办结517宗\u{FF0C}调解室12个。"),
        ("发展“青浦岭经验” , 强化对接。", "发展“青浦岭经验”\u{FF0C}强化对接。"),
        ("《甲方案》 《乙方案》已经印发。", "《甲方案》《乙方案》已经印发。"),
        ("年 度 报 告", "年度报告"),
        ("2031 年 3 月 9 日", "2031年3月9日"),
        ("一、 工作情况", "一、工作情况"),
        ("  推进“法治园区 平安青浦”活动,成效明显。  ", "  推进“法治园区 平安青浦”活动\u{FF0C}成效明显。  "),
        ("全年\u{A0}共办结\u{200B}三件\u{FF0C}均已归档立卷。", "全年共办结三件\u{FF0C}均已归档立卷。"),
    ]);
    for kept in [
        "镇长\u{3000}李某某",
        "字体\u{FF1A}大 中 小",
        "\u{3000}\u{3000}各位代表",
        "单位\t件数\t占比",
        "GB/T 9704和 AI 技术\u{FF0C}均已应用。",
        "青浦岭镇司法所    2031年3月9日",
        "第十二条 行政机关应当公开\u{FF0C}及时准确。",
        "姓名\u{FF08} \u{FF09}",
    ] {
        assert_eq!(reading(kept), kept);
    }
}

#[test]
fn notes_are_skipped_on_glossed_pages_only() {
    let page = "區(qū)委領(lǐng)導(Dǎo)\u{FF08}dǎo\u{FF09}的(de)平臺(APP)和女(nǚ)兒";
    assert_eq!(reading(page), "区委领导的平台\u{FF08}APP\u{FF09}和女儿");
    assert_eq!(reading("浈(zhēn)江區,疁城"), "浈(zhēn)江区\u{FF0C}疁城");
}

#[test]
fn positions_go_back_to_what_is_written() {
    let source = read("全區(qū)會(huì)議開(kāi)了517 次,三件");
    let reading = source.reading();
    assert_eq!(reading.text(), "全区会议开了517次\u{FF0C}三件");
    let written = |part: &str| {
        let at = reading.text().find(part).unwrap();
        &source.text()[reading.written(Span::new(at, at + part.len())).range()]
    };
    assert_eq!(written("区会议"), "區(qū)會(huì)議");
    assert_eq!(written("区"), "區");
    assert_eq!(written("议"), "議");
    assert_eq!(written("517次\u{FF0C}"), "517 次,");
    assert_eq!(written("全"), "全");
    let gloss = source.text().find("(qū)").unwrap();
    assert!(reading.read_of(Span::new(gloss, gloss + 5)).is_empty());
    let at = source.text().find("會").unwrap();
    assert_eq!(&reading.text()[reading.read_of(Span::new(at, at + 3)).range()], "会");
    // In a run of traditional characters places inside are carried over one by one.
    let source = read("國務會議");
    assert_eq!(source.reading().pieces().len(), 1);
    assert_eq!(source.reading().written(Span::new(3, 6)), Span::new(3, 6));
}

#[test]
fn a_clean_text_is_shared() {
    let source = read(TEXT);
    assert!(source.reading().pieces().is_empty());
    assert_eq!(source.text().as_ptr(), source.reading().text().as_ptr());
}

// ——— the one-byte shift ———

/// A page as a plug-in writes it: traditional characters, each changed one with its reading behind it.
fn glossed(text: &str) -> String {
    use pinyin::ToPinyin;
    let mut page = String::new();
    for (simplified, traditional) in text.chars().zip(hanconv::s2t(text).chars()) {
        page.push(traditional);
        if simplified != traditional
            && let Some(reading) = simplified.to_pinyin()
        {
            page.push_str(&format!("({})", reading.with_tone()));
        }
    }
    page
}

/// Cuts the GBK bytes of a page where `。` or U+FF0C seems to stand across two characters, and decodes what is left.
fn damage(page: &str) -> (String, usize) {
    let bytes = GBK.encode(page).0;
    let (mut damaged, mut cuts, mut at) = (String::new(), 0, 0);
    let mark = |pair: &[u8]| matches!(pair, [0xA1, 0xA3] | [0xA3, 0xAC]);
    while at < bytes.len() {
        let pair = &bytes[at..(at + 2).min(bytes.len())];
        if pair[0] < 0x80 {
            damaged.push(pair[0] as char);
            at += 1;
        } else if bytes.get(at + 1..at + 3).is_some_and(mark) && !mark(pair) {
            damaged.push('?');
            cuts += 1;
            at += 1;
        } else if pair.len() < 2 || pair[1] == b'(' {
            damaged.push('?');
            at += 2;
        } else if pair[1] < 0x40 {
            damaged.push('?');
            at += 1;
        } else {
            let whole = GBK.decode_without_bom_handling(pair).0;
            damaged.extend(whole.chars().filter(|c| !matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')));
            at += 2;
        }
    }
    (damaged, cuts)
}

/// An invented report, its headings indented with a full-width space.
fn report() -> String {
    let mut report = String::from("2031年\u{FF0C}青浦岭镇认真贯彻落实法治建设要求。现将有关情况报告如下\u{FF1A}\n");
    let subjects = ["法治政府建设", "行政执法监督", "矛盾纠纷调解", "普法宣传教育", "营商环境优化", "行政复议应诉"];
    let actions = ["深入推进", "有效推动", "进一步加强", "全面开展", "认真落实", "严格规范"];
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    for (part, &action) in actions.iter().enumerate() {
        for (number, &subject) in subjects.iter().enumerate() {
            let numeral = numerals[(part + number) % 10];
            report += &format!("\u{3000}\u{FF08}{numeral}\u{FF09}{action}{subject}工作\n");
            report += &format!(
                "一是{action}{subject}。镇党委对{subject}进行专题研究\u{FF0C}{action}各项任务。现已办结{}件。\n",
                number + 7
            );
        }
    }
    report
}

#[test]
fn shifted_runs_are_put_together_again() {
    let clean = report();
    let (damaged, cuts) = damage(&glossed(&clean));
    assert!(cuts >= 30, "{cuts}");
    let read = read(&damaged);
    let (mut lines, mut whole) = (0, 0);
    for ((clean, damaged), read) in clean.lines().zip(damaged.lines()).zip(read.reading().text().lines()) {
        if damaged.contains('?') {
            lines += 1;
            let exact = clean.trim_start_matches('\u{3000}') == read;
            whole += usize::from(exact);
            if !exact {
                eprintln!("{damaged}\n  {read}\n  {clean}");
            }
        }
    }
    eprintln!("restored {whole} of {lines} damaged lines, {cuts} cuts");
    assert!(whole * 10 >= lines * 9, "restored only {whole} of {lines}");
}

/// The shift of a single character each way, on a page that has the character elsewhere.
#[test]
fn a_cut_beside_a_mark_is_mended_from_the_page() {
    let teaching = "範圍較小\u{FF0C}基層(céng)力量不足。人人守法\u{FF0C}全面推進(jìn)。現(xiàn)聚焦全民守法\u{FF0C}。\n";
    for line in
        ["業務較小\u{FF0C}基層(céng)公證員(yuán)缺口大\n", "\u{3000}\u{FF08}三\u{FF09}聚焦全民守法\u{FF0C}全面推進(jìn)\n"]
    {
        let (damaged, cuts) = damage(line);
        assert!(cuts > 0 && damaged.contains('?'), "{damaged}");
        let clean = reading(&format!("{teaching}{line}"));
        let clean = clean.lines().nth(1).unwrap().trim_start_matches('\u{3000}');
        assert_eq!(reading(&format!("{teaching}{damaged}")).lines().nth(1), Some(clean), "{damaged}");
    }
}

#[test]
fn characters_of_traditional_pages_are_folded_only_there() {
    let page = "黨國區導學習貫徹實際廣東這裡麼們來開會議題認識";
    assert_eq!(reading(&format!("{page}徵集")).chars().rev().take(2).collect::<String>(), "集征");
    assert_eq!(reading("宫商角徵羽\u{FF0C}乾隆年间"), "宫商角徵羽\u{FF0C}乾隆年间");
}

/// The same damage done to real pages: how much comes back. Some of it cannot, so the bound is loose.
#[test]
fn most_of_a_damaged_real_page_comes_back() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let (mut lines, mut exact, mut characters, mut wrong) = (0, 0, 0, 0);
    for name in ["jiading-2024.txt", "xingguo-2023.txt", "zhenjiang-2024.txt"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("SKIPPED: ../shared is absent");
            return;
        };
        let source = source::read(name, &bytes, None).unwrap();
        let indent = |line: &str| if line.starts_with('\u{FF08}') { format!("\u{3000}{line}\n") } else { format!("{line}\n") };
        let clean: String = source.reading().text().lines().map(indent).collect();
        let (damaged, _) = damage(&glossed(&clean));
        for ((clean, damaged), read) in clean.lines().zip(damaged.lines()).zip(reading(&damaged).lines()) {
            let clean = clean.trim_start_matches('\u{3000}');
            characters += clean.chars().count();
            if damaged.contains('?') {
                lines += 1;
                exact += usize::from(clean == read);
            }
            if clean != read {
                let changes = similar::TextDiff::from_chars(clean, read);
                wrong += changes.iter_all_changes().filter(|c| c.tag() == similar::ChangeTag::Delete).count();
            }
        }
    }
    eprintln!("{exact} of {lines} damaged lines exact; {wrong} of {characters} characters wrong");
    assert!(exact * 2 > lines && wrong * 50 < characters, "{exact} of {lines}, {wrong} of {characters}");
}

#[test]
fn the_damaged_report_reads_clean() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pingqiao-2024.txt");
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("SKIPPED: ../shared is absent");
        return;
    };
    let source = source::read("pingqiao", &bytes, None).unwrap();
    let text = source.reading().text();
    let line = |number: usize| text.lines().nth(number - 1).unwrap();
    let heads = [
        (5, "一", "深入贯彻落实“一规划两方案”"),
        (9, "二", "有效推进法治建设"),
        (11, "三", "高位推进法治政府建设"),
        (17, "四", "推动法治环境"),
        (27, "一", "法治建设认识"),
        (29, "三", "法治建设氛围"),
        (31, "一", "进一步提升"),
        (33, "三", "进一步开展"),
    ];
    for (number, numeral, head) in heads {
        assert!(line(number).starts_with(&format!("\u{FF08}{numeral}\u{FF09}{head}")), "{}", line(number));
    }
    assert!(line(1).contains("成效。现将"));
    assert!(line(24).contains("日报《"));
    let damage =
        |c: char| matches!(c, '?' | '(' | ')' | ',' | '\u{3100}'..='\u{312F}' | '\u{2500}'..='\u{257F}' | '\u{C0}'..='\u{24F}');
    assert_eq!(text.matches(damage).collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(hanconv::t2s(text), text);
    let runs = source.reading().pieces().iter().filter(|p| matches!(p.repair, Repair::Shift | Repair::LostMark));
    assert_eq!(runs.count(), 10);
}

// ——— properties ———

const PARTS: [&str; 44] = [
    "法",
    "治",
    "區",
    "導",
    "報",
    "一",
    "日",
    "第",
    "条",
    "\u{FF0C}",
    "。",
    "、",
    "“",
    "”",
    "《",
    "》",
    ",",
    ";",
    ":",
    "?",
    "!",
    "(",
    ")",
    " ",
    " ",
    "\u{3000}",
    "\t",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "\n",
    "\r\n",
    "(qū)",
    "(dǎo)",
    "(bào)",
    "(de)",
    "5",
    "12",
    "APP",
    "%",
    "?,F(xiàn)",
    "?。ㄒ唬┓ㄖ谓ㄔO",
    "?qǐng)",
    "\u{FF08}",
];

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{1,200}|[ -~]{1,100}") {
        if let Ok(source) = source::read("a", text.as_bytes(), None) {
            check(&source);
        }
    }

    #[test]
    fn any_report_like_text_is_read_and_read_again_the_same(parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 1..60)) {
        if let Ok(source) = source::read("a", parts.concat().as_bytes(), None) {
            check(&source);
            let once = source.reading().text();
            if let Ok(again) = source::read("a", once.as_bytes(), None) {
                prop_assert_eq!(again.reading().text(), once);
            }
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for encoding in [None, Some(UTF_8), Some(GBK), Some(UTF_16LE), Some(encoding_rs::REPLACEMENT), Some(encoding_rs::ISO_2022_JP)] {
            if let Ok(source) = source::read("a", &bytes, encoding) {
                check(&source);
            }
        }
    }
}
