//! Any text is a report: parsing never fails, blocks nest, spans lie on characters. And what a report looks like is recognised
//! in the forms that people give it.

use hegui::document::{BlockKind, Document, MarkerStyle};
use hegui::parse::parse;
use hegui::source::{self, Source};
use proptest::prelude::*;

fn source(text: &str) -> Source {
    source::read("试.txt", text.as_bytes(), None).expect("the text of a test is readable")
}

/// The headings as an indented outline: number, then words.
fn outline(doc: &Document) -> Vec<String> {
    let headings = doc.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    headings
        .map(|block| {
            let marker = block.marker.expect("a heading has a number");
            format!("{}{}|{}", "  ".repeat(block.level as usize - 1), doc.slice(marker.at), doc.words(block))
        })
        .collect()
}

fn kinds(doc: &Document) -> Vec<(BlockKind, String)> {
    doc.blocks.iter().map(|block| (block.kind, doc.slice(block.span).to_owned())).collect()
}

fn sound(doc: &Document) {
    let text = doc.text();
    for (id, block) in doc.iter() {
        for span in [Some(block.span), Some(block.text), block.marker.map(|marker| marker.at)].into_iter().flatten() {
            assert!(text.get(span.range()).is_some(), "{block:?} cuts a character or leaves the text");
        }
        assert!(block.last >= id, "{block:?} ends before it begins");
        if let Some(parent) = block.parent {
            assert!(parent < id && doc.block(parent).last >= block.last, "{block:?} leaves its parent");
            assert_eq!(doc.block(parent).kind, BlockKind::Heading);
        }
    }
    assert!(doc.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "blocks overlap or are out of order");
    let covered: usize =
        doc.blocks.iter().map(|block| doc.slice(block.span).chars().filter(|sign| !sign.is_whitespace()).count()).sum();
    assert_eq!(covered, text.chars().filter(|sign| !sign.is_whitespace()).count(), "some text belongs to no block");
}

#[test]
fn a_report_has_its_parts() {
    let text = "青岚县司法局\n关于2024年度法治政府建设情况的报告\n青司发〔2025〕3号\n\n县委、县政府：\n　　2024年，我局依法办事。现将有关情况报告如下。\n\
                一、主要工作\n（一）学习\n1.集中学习12次。\n（1）党章；\n（2）宪法。\n2．培训3次。其中线上1次。\n（二）审查。全年审查31件。\n\
                二、存在不足\n审查不够快。\n附件：1.清单\n　　　　　　青岚县司法局\n　　　　　　2025年2月21日\n打印 关闭窗口\n";
    let source = source(text);
    let doc = parse(&source, None);
    sound(&doc);
    assert_eq!(doc.year, Some(2024));
    assert_eq!(
        outline(&doc),
        [
            "一、|主要工作",
            "  （一）|学习",
            "    1.|集中学习12次。",
            "      （1）|党章；",
            "      （2）|宪法。",
            "    2．|培训3次。",
            "  （二）|审查。",
            "二、|存在不足"
        ]
    );
    let front: Vec<BlockKind> = doc.blocks.iter().take(4).map(|block| block.kind).collect();
    assert_eq!(front, [BlockKind::Title, BlockKind::Reference, BlockKind::Addressee, BlockKind::Lead]);
    let back: Vec<BlockKind> = doc.blocks.iter().rev().take(4).map(|block| block.kind).collect();
    assert_eq!(back, [BlockKind::Chrome, BlockKind::Date, BlockKind::Signature, BlockKind::Attachment]);
}

#[test]
fn the_front_of_a_web_page_is_told_apart() {
    let text = "您的位置：首页 > 政务公开\n工作报告\n青岚县2023年度法治政府建设情况报告\n索引号：Q-01 发布时间：2024-03-28\n来源：县政府办\n\
                字体：【大 中 小】 打印\n青岚县2023年度法治政府建设情况报告\n青岚县人民政府\n（2024年1月31日）\n2023年，我县依法办事，现总结如下：\n一、主要成效\n办案31件。\n";
    let source = source(text);
    let doc = parse(&source, None);
    sound(&doc);
    let found: Vec<BlockKind> = kinds(&doc).into_iter().map(|(kind, _)| kind).collect();
    use BlockKind::{Chrome, Date, Heading, Lead, Paragraph, Signature, Title};
    assert_eq!(found, [Chrome, Title, Title, Chrome, Chrome, Chrome, Title, Signature, Date, Lead, Heading, Paragraph]);
    assert_eq!(doc.title().map(|title| doc.words(title)), Some("青岚县2023年度法治政府建设情况报告"));
}

#[test]
fn what_looks_like_a_number_is_none() {
    for line in [
        "1.5亿元投入水利。",
        "1、2、3号楼已经验收。",
        "一、二季度办案31件。",
        "一、二、三产业协调发展。",
        "2024.1.3召开会议。",
        "（一般情况下）三日办结。",
        "12.4国家宪法日办活动3场。",
        "100.5分",
    ] {
        let text = format!("2024年，依法办事。\n{line}\n");
        let source = source(&text);
        let doc = parse(&source, None);
        assert_eq!(outline(&doc), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn numbers_are_known_in_their_damaged_forms() {
    let cases = [
        ("(一)学习", MarkerStyle::ChineseParen, Some(1)),
        ("（二)审查", MarkerStyle::ChineseParen, Some(2)),
        ("（）培训", MarkerStyle::ChineseParen, None),
        ("（\n三）评查", MarkerStyle::ChineseParen, Some(3)),
        ("四）普法", MarkerStyle::ChineseParen, Some(4)),
        ("（五）、调解", MarkerStyle::ChineseParen, Some(5)),
        ("六.公证", MarkerStyle::Chinese, Some(6)),
        ("十二、援助", MarkerStyle::Chinese, Some(12)),
        ("1、集中学习", MarkerStyle::Arabic, Some(1)),
        ("2 .集中培训", MarkerStyle::Arabic, Some(2)),
        ("3）党章", MarkerStyle::ArabicParen, Some(3)),
        ("④宪法", MarkerStyle::Circled, Some(4)),
        ("第一部分 总体情况", MarkerStyle::Chapter, Some(1)),
        ("第三条 依法办事。", MarkerStyle::Article, Some(3)),
    ];
    for (line, style, number) in cases {
        let text = format!("2024年，依法办事。\n{line}\n办案31件。\n");
        let source = source(&text);
        let doc = parse(&source, None);
        let found: Vec<_> =
            doc.blocks.iter().filter_map(|block| block.marker).map(|marker| (marker.style, marker.number)).collect();
        assert_eq!(found, [(style, number)], "{line}");
    }
}

#[test]
fn ordinals_are_found_with_their_marks() {
    let text = "一、做法\n一是抓学习，得到肯定二是抓审查；三是抓评查。统一是前提，第二是关键。\n一要学，二要用。\n";
    let source = source(text);
    let doc = parse(&source, None);
    let found: Vec<(&str, bool, bool)> = doc.facts.ordinals.iter().map(|o| (doc.slice(o.span), o.first, o.marked)).collect();
    assert_eq!(
        found,
        [("一是", true, true), ("二是", false, false), ("三是", false, true), ("一要", true, true), ("二要", false, true)]
    );
}

/// Pieces that reports are made of, whole and broken, to be strung together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "（一）",
        "（）",
        "(三)",
        "1.",
        "1、",
        "（1）",
        "①",
        "第一条 ",
        "一是",
        "二是",
        "现将有关情况报告如下：",
        "。",
        "，",
        "；",
        "：",
        "“",
        "”",
        "《",
        "》",
        "\n",
        "\r\n",
        "\r",
        "　　",
        " ",
        "\t",
        "\u{A0}",
        "2024年",
        "2025年2月21日",
        "青岚县司法局",
        "法治政府建设年度报告",
        "字体：【",
        "打印",
        "附件：",
        "〔2025〕3号",
        "县委、县政府：",
        "（",
        "）",
        "十",
        "12",
        "，办案31件",
        "\u{FFFD}",
        "區(qū)",
        "?",
        "𠮷",
        "法",
        "\u{200B}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_report(text in any::<String>()) {
        if let Ok(source) = source::read("试.txt", text.as_bytes(), None) {
            sound(&parse(&source, None));
        }
    }

    #[test]
    fn any_string_of_pieces_is_a_report(text in pieces()) {
        if let Ok(source) = source::read("试.txt", text.as_bytes(), None) {
            sound(&parse(&source, None));
        }
    }
}
