//! Numbers of persons: what is one, what is none, and that no output of ours shows one.

use std::fs;
use std::path::Path;

use hegui::check::Claims;
use hegui::emit::{Checked, Emitter, Form, Human, Language, Outlined, Sarif, Statistics, Tally, Understood};
use hegui::finding::{Edit, Fix, Safety, Severity};
use hegui::lint::{Linter, Settings};
use hegui::parse::parse;
use hegui::source::{self, PrivateKind, Source, mask};
use hegui::{rule, span::Span};
use proptest::prelude::*;

const ID: &str = "110101199003071233";
const TEN: &str = "11010519491231002X";
const PHONE: &str = "13800001234";
const CARD: &str = "6222000012345673";
const LONG_CARD: &str = "6222000000123456786";

fn source(text: &str) -> Source {
    source::read("稿.txt", text.as_bytes(), Some(encoding_rs::UTF_8)).expect("a text")
}

/// The private numbers of a text as written.
fn numbers(text: &str) -> Vec<(PrivateKind, String)> {
    let source = source(text);
    source.private().iter().map(|number| (number.kind, text[number.span.range()].to_owned())).collect()
}

/// Digits as full-width characters.
fn wide(number: &str) -> String {
    let widen = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width form");
    number.chars().map(widen).collect()
}

#[test]
fn numbers_of_persons_are_found_however_they_are_written() {
    use PrivateKind::{Card, Identity, Phone};
    for (text, kind, number) in [
        (format!("身份证号{ID}。"), Identity, ID.to_owned()),
        (format!("（{TEN}）"), Identity, TEN.to_owned()),
        (format!("证件{}。", wide(ID)), Identity, wide(ID)),
        ("证件110101 19900307 1233。".to_owned(), Identity, "110101 19900307 1233".to_owned()),
        ("证件11010119900307 1233。".to_owned(), Identity, "11010119900307 1233".to_owned()),
        ("身份证号码110101900307123。".to_owned(), Identity, "110101900307123".to_owned()),
        (format!("电话{PHONE}，"), Phone, PHONE.to_owned()),
        (format!("电话:+86{PHONE}"), Phone, PHONE.to_owned()),
        (format!("电话+86 {PHONE}"), Phone, PHONE.to_owned()),
        ("手机138-0000-1234".to_owned(), Phone, "138-0000-1234".to_owned()),
        ("手机138 0000 1234".to_owned(), Phone, "138 0000 1234".to_owned()),
        ("手机138\u{200B}00001234".to_owned(), Phone, "138\u{200B}00001234".to_owned()),
        ("电话0999-8555123，138-0000-1234".to_owned(), Phone, "138-0000-1234".to_owned()),
        (format!("邮箱{PHONE}@qq.com"), Phone, PHONE.to_owned()),
        (wide(PHONE), Phone, wide(PHONE)),
        (format!("汇入{CARD}"), Card, CARD.to_owned()),
        (format!("汇入{LONG_CARD}。"), Card, LONG_CARD.to_owned()),
        ("汇入6222 0000 1234 5673。".to_owned(), Card, "6222 0000 1234 5673".to_owned()),
        ("卡号4000001234567899。".to_owned(), Card, "4000001234567899".to_owned()),
        // Parted by commas, or by the end of a line.
        ("手机138,0000,1234".to_owned(), Phone, "138,0000,1234".to_owned()),
        ("手机138\u{FF0C}0000\u{FF0C}1234".to_owned(), Phone, "138\u{FF0C}0000\u{FF0C}1234".to_owned()),
        ("证件110101,19900307,1233".to_owned(), Identity, "110101,19900307,1233".to_owned()),
        ("身份证号11010119900307\n1233。".to_owned(), Identity, "11010119900307\n1233".to_owned()),
        ("身份证号1101011990\r\n  03071233。".to_owned(), Identity, "1101011990\r\n  03071233".to_owned()),
        ("手机1380000\n1234".to_owned(), Phone, "1380000\n1234".to_owned()),
        ("手机13800\n001234。".to_owned(), Phone, "13800\n001234".to_owned()),
        ("手机138-0000-\n1234".to_owned(), Phone, "138-0000-\n1234".to_owned()),
        ("汇入6222 0000\n1234 5673".to_owned(), Card, "6222 0000\n1234 5673".to_owned()),
        ("汇入622200001\n2345673".to_owned(), Card, "622200001\n2345673".to_owned()),
    ] {
        assert_eq!(numbers(&text), [(kind, number)], "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "拨打12345、12348、110、400-800-1234和8008101234。",
        "办公电话0999-13800001、099913800001、010-12345678。",
        "统一社会信用代码11430000006120001X、91430100MA4L12345X。",
        "索引号114300000061200010，编号110101199003071234。",
        "身份证号1101**********1233，手机138****1234，卡号6222********5673。",
        "罚没款13800001234元，流水号13800001234，案件编号6222000012345673。",
        "登记号6222000012345674，单号6222000012345673。",
        "青司发〔2024〕12号，全年20241231至20250101，20240101000000。",
        "1380 0001 234 5、138 0000 1234 5678、12 138 0000 1234",
        "https://qinglan.gov.cn/art/13800001234.html?id=13800001234",
        "人口1380000.1234万，3.13800001234。",
        "证件110101199002301233、990101199003071233。",
        "人口1380000,1234户，13,800,001,234元，138,0000,1234,5678，12,345,678,901,234,567",
        "罚款13800\n001234元，收缴1380000\n1234件，1380000\n123",
        "手机\n138\n0000\n1234\n，62220000\n1234\n5673",
        "流水1380000123413900005678，编号13800001234110101199003071233。",
        "电话138000012341390000567，手机13800001234139000056789",
    ] {
        assert_eq!(numbers(text), [], "{text}");
    }
}

#[test]
fn numbers_that_run_together_are_told_apart() {
    use PrivateKind::{Card, Identity, Phone};
    let one = |kind, number: &str| (kind, number.to_owned());
    for (text, found) in [
        (format!("电话{PHONE}13900005678。"), vec![one(Phone, PHONE), one(Phone, "13900005678")]),
        (format!("{ID}{PHONE}"), vec![one(Identity, ID), one(Phone, PHONE)]),
        (format!("（{PHONE}{ID}）"), vec![one(Phone, PHONE), one(Identity, ID)]),
        (format!("{ID}{ID}{PHONE}{PHONE}"), vec![one(Identity, ID), one(Identity, ID), one(Phone, PHONE), one(Phone, PHONE)]),
        (format!("卡号{CARD}{PHONE}"), vec![one(Card, CARD), one(Phone, PHONE)]),
        (format!("卡号{LONG_CARD},{CARD}"), vec![one(Card, LONG_CARD), one(Card, CARD)]),
    ] {
        assert_eq!(numbers(&text), found, "{text}");
    }
}

/// In a page a number may have tags in it, and these digits of their own.
#[test]
fn numbers_are_masked_through_the_tags_in_them() {
    for (number, shown) in [
        ("身份证1101011990<br class=\"x9 12345\">03071233", "身份证1101******<br class=\"x9 12345\">****1233"),
        ("手机138<b id=\"x7\">0000</b>1234", "手机138<b id=\"x7\">****</b>1234"),
        ("手机138&#48;&#48;001234", "手机138&#**;&#**;**1234"),
    ] {
        let page = format!("<html><body><p>青岚县{number}。</p></body></html>");
        let source = source::read("稿.html", page.as_bytes(), None).expect("a page");
        assert!(source.shown().contains(shown), "{}", source.shown());
        assert_eq!(source.shown().len(), page.len());
        assert_eq!(source.private().len(), 1);
    }
}

/// A file of nothing but figures is looked at in stretches; the time and memory stay in step with its length.
#[test]
fn a_sea_of_figures_is_seen_through() {
    for figures in ["1", "1,", "12\n", "138 "] {
        let text = format!("手机{PHONE}。{}手机{PHONE}。", figures.repeat(200_000));
        assert_eq!(numbers(&text).len(), 2, "{figures:?}");
    }
}

#[test]
fn masks_keep_every_byte_in_its_place() {
    for (text, shown) in [
        (format!("号{ID}。"), "号1101**********1233。".to_owned()),
        ("电话138-0000-1234".to_owned(), "电话138-****-1234".to_owned()),
        (format!("卡{CARD}"), "卡6222********5673".to_owned()),
        (wide(PHONE), format!("{}＊＊＊＊{}", wide("138"), wide("1234"))),
    ] {
        let source = source(&text);
        assert_eq!((source.shown(), source.shown().len()), (&*shown, text.len()));
        assert_eq!(mask(&text), shown);
    }
    let source = source(&format!("电话{PHONE}。"));
    // Whole, within more digits, and in part, as where words were cut.
    for (words, masked) in [
        ("前213800001234后", "前2138****1234后"),
        ("13800001…", "138****1…"),
        ("…0000123件", "…****123件"),
        ("8000012", "8****12"),
        ("20241231、800001", "20241231、800001"),
    ] {
        assert_eq!(source.masked(words), masked);
    }
}

/// Texts in which every private number is as plain as can be, and in which other rules find something to say about them.
fn drafts() -> Vec<String> {
    let forms: Vec<String> = [ID, TEN, PHONE, CARD, LONG_CARD]
        .iter()
        .flat_map(|number| [(*number).to_owned(), wide(number)])
        .chain(["138-0000-1234", "138 0000 1234", "6222 0000 1234 5673", "110101 19900307 1233"].map(str::to_owned))
        .chain([format!("+86{PHONE}"), format!("{PHONE}@qq.com"), "138\u{200B}0000\u{A0}1234".to_owned()])
        .collect();
    let draft = |number: &String| {
        format!(
            "青岚县司法局{number}2024年法治政府建设年度报告\n\
             2024年，电话{number}，手机{number}。\n\
             一、主要举措{number}和成效\n\
             （一）{number}\n\
             全年办案共{number}件，同比增长{number}%，占{number}，其中{number}件、{number}人次，共计{number}件。\n\
             全年 {number} 件,办结{number}件；XX件，印发《{number}》，《》，{number}\n\
             （三）工作{number}。\n\
             联系人{number}（身份证{number}），卡号{number}，&nbsp;{number}<br>，\u{200B}{number}。2024年13月{number}日。\n\
             组织了{number}宣传，组织了{number}宣传，一是{number}；三是{number}。\n\
             三、不足\n\
             司法局{number}\n\
             2025年1月1日\n"
        )
    };
    forms.iter().map(draft).collect()
}

/// No output may hold more than so many digits of a number in a row: nothing that says whose it is.
fn assert_masked(output: &str, what: &str) {
    let plain: String = output
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '\u{A0}' | '\u{200B}' | '\u{3000}' | '\n' | '│' | '·'))
        .map(|c| if matches!(c, '\u{FF10}'..='\u{FF5A}') { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    for number in [ID, TEN, PHONE, CARD, LONG_CARD] {
        assert!(!plain.contains(number), "{what} shows {number}: {}", near(output, number));
        // Not even most of it, as where a line was cut.
        let head = &number[..number.len() - 3];
        assert!(!plain.contains(head), "{what} shows most of {number}: {}", near(output, head));
    }
    let known = mask(output);
    let differs = known.char_indices().zip(output.chars()).find(|((_, a), b)| a != b);
    assert!(differs.is_none(), "{what}: {:?}", differs.map(|((at, _), _)| output[at..].chars().take(60).collect::<String>()));
}

/// The words of an output around a number, as far as it stands there as it is.
fn near(output: &str, number: &str) -> String {
    output.lines().find(|line| line.contains(&number[..7])).map_or(String::new(), |line| line.chars().take(400).collect())
}

#[test]
fn no_output_shows_a_number() {
    let all = Linter::new(rule::builtin(), Settings::default());
    // Rules that are not about numbers of persons quote them as well.
    let select = ["structure", "numbering", "figures", "dates", "terms", "encoding"].map(str::to_owned).to_vec();
    let others = Linter::new(rule::builtin(), Settings { select, ..Settings::default() });
    for (index, text) in drafts().iter().enumerate() {
        told(index, text, if index % 2 == 0 { &all } else { &others });
    }
    drafts().iter().take(2).enumerate().for_each(|(index, text)| told(index, text, &others));
}

fn told(index: usize, text: &str, linter: &Linter) {
    let source = source(text);
    assert!(!source.private().is_empty(), "{index}: {text}");
    let report = linter.check(&source);
    let doc = parse(&source, None);
    let outlined = Outlined { path: "稿.txt", doc: &doc, genre: None, roles: &[], findings: &report.findings };
    assert_masked(&outlined.json(), "outline as JSON");
    let claims = Claims::in_full();
    let claims = claims.all(&doc, linter.terms());
    let understood = Understood { path: "稿.txt", doc: &doc, claims: &claims };
    assert_masked(&understood.json(), "facts as JSON");
    for width in [40, 120] {
        assert_masked(&outlined.text(width, Language::Chinese), "outline");
        assert_masked(&understood.text(width, true, Language::Chinese), "facts");
    }
    drop(claims);
    let checked = Checked { path: "稿.txt".to_owned(), outcome: Ok((self::source(text), report)) };
    let human = |width, language| Emitter::Human(Box::new(Human::new(width, width == 80, true, language, |_| None)));
    let emitters = [
        human(40, Language::Chinese),
        human(80, Language::English),
        human(120, Language::Chinese),
        Emitter::Short(Language::Chinese),
        Emitter::Json,
        Emitter::Sarif(Sarif::new(linter.rules(), Language::Chinese)),
        Emitter::Github,
        Emitter::Gitlab(Language::Chinese),
        Emitter::Junit(Language::Chinese),
        Emitter::Checkstyle(Language::Chinese),
        Emitter::Rdjson(Language::Chinese),
        Emitter::Statistics(Statistics::new(Form::Table, linter.rules(), Language::Chinese)),
    ];
    for emitter in emitters {
        let told = emitter.file(&checked);
        assert_masked(
            &(emitter.head() + &told.out + &told.err + &emitter.tail(&Tally::of(&checked))),
            &format!("{index} {emitter:?}"),
        );
    }
}

#[test]
fn a_fix_that_puts_in_a_number_is_not_shown_with_it() {
    let text = format!("电话{PHONE}。");
    let source = source(&text);
    let mut report = Linter::new(rule::builtin(), Settings::default()).check(&source);
    let finding = report.findings.iter_mut().find(|finding| &*finding.rule == "disclosure/mobile-number").expect("found");
    let edit = Edit { span: Span::new(0, 6), text: format!("号码{PHONE}") };
    finding.fixes = vec![Fix { title: "改写".to_owned(), edits: vec![edit], safety: Safety::Offered }];
    let checked = Checked { path: "稿.txt".to_owned(), outcome: Ok((source, report)) };
    let human = Emitter::Human(Box::new(Human::new(80, false, true, Language::Chinese, |_| None)));
    let sarif = Emitter::Sarif(Sarif::new(&[], Language::Chinese));
    for emitter in [Emitter::Json, human, sarif, Emitter::Rdjson(Language::Chinese)] {
        assert_masked(&emitter.file(&checked).out, "a fix");
    }
}

#[test]
fn what_leaves_the_program_is_cut_from_what_may_be_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit");
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let code = fs::read_to_string(&path).expect("a module");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for raw in ["source.text()", ".slice(", "doc.words(", "doc.text()"] {
            assert!(!code.contains(raw), "{} shows {raw}: use shown()", path.display());
        }
    }
}

#[test]
fn rules_tell_numbers_and_offer_to_mask_them() {
    let text = format!("身份证{ID}，电话{PHONE}，卡号{CARD}。");
    let settings = Settings { genre: None, select: vec!["disclosure".to_owned()], ..Settings::default() };
    let report = Linter::new(rule::builtin(), settings).check(&source(&text));
    let rules: Vec<_> = report.findings.iter().map(|finding| (&*finding.rule, finding.severity)).collect();
    let expected = [
        ("disclosure/identity-number", Severity::Error),
        ("disclosure/mobile-number", Severity::Warning),
        ("disclosure/bank-card", Severity::Error),
    ];
    assert_eq!(rules, expected);
    let mut mended = text.clone();
    for finding in report.findings.iter().rev() {
        let edit = &finding.fixes[0].edits[0];
        mended.replace_range(edit.span.range(), &edit.text);
    }
    assert_eq!(mended, "身份证1101**********1233，电话138****1234，卡号6222********5673。");
}

/// The check character of seventeen digits, worked out by the book.
fn check(body: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize] as char
}

proptest! {
    #[test]
    fn a_valid_identity_number_is_found_and_masked(
        place in 0usize..6, area in 0u32..10_000, year in 1900u32..2030, month in 1u32..13, day in 1u32..29, order in 0u32..1000,
        before in "[一-龥，。]{0,20}", after in "[一-龥，。]{0,20}",
    ) {
        let province = [11, 33, 43, 51, 62, 65][place];
        let body = format!("{province}{area:04}{year}{month:02}{day:02}{order:03}");
        let number = format!("{body}{}", check(&body));
        let text = format!("{before}{number}{after}");
        prop_assert_eq!(numbers(&text), [(PrivateKind::Identity, number.clone())]);
        let shown = source(&text).shown().to_owned();
        prop_assert!(!shown.contains(&number) && shown.len() == text.len());
        let wrong: Vec<char> = "0123456789".chars().filter(|digit| *digit != check(&body)).collect();
        let digit = wrong[order as usize % wrong.len()];
        let found = numbers(&format!("{before}编号{body}{digit}{after}"));
        prop_assert!(found.is_empty(), "{:?}", found);
    }

    #[test]
    fn any_text_keeps_its_length_and_only_digits_go(text in "[0-9０-９ X件一-三𠮷é\\-]{0,80}") {
        if let Ok(source) = source::read("稿", text.as_bytes(), Some(encoding_rs::UTF_8)) {
            let shown = source.shown();
            prop_assert_eq!(shown.len(), text.len());
            prop_assert!(text.chars().zip(shown.chars()).all(|(a, b)| a == b || matches!(b, '*' | '＊')));
            prop_assert!(source.shown_reading().len() == source.reading().text().len());
        }
    }
}
