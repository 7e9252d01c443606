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
    use BlockKind::{Caption, Chrome, Date, Heading, Lead, Paragraph, Signature, Title};
    // The name of the column, 工作报告, is no title.
    assert_eq!(found, [Chrome, Caption, Title, Chrome, Chrome, Chrome, Title, Signature, Date, Lead, Heading, Paragraph]);
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
        "1.5年以上的案件3件",
        "3.15活动发放资料200份",
        "1、2月办案31件。",
        "2.5个月办结",
        "第一部分的任务已经完成。",
        "第一部分、第二部分已经完成",
        "第一部分任务已经完成，第二部分正在推进。",
        "第一章程修正案通过",
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
        ("第二部分 2024年主要举措", MarkerStyle::Chapter, Some(2)),
        ("第三部分：存在的不足", MarkerStyle::Chapter, Some(3)),
        ("第四部分工作安排", MarkerStyle::Chapter, Some(4)),
        ("㈤普法", MarkerStyle::ChineseParen, Some(5)),
        ("1.2024年初制定计划。", MarkerStyle::Arabic, Some(1)),
        ("4.2025年工作安排", MarkerStyle::Arabic, Some(4)),
        ("2、2024 年度任务全部完成。", MarkerStyle::Arabic, Some(2)),
        ("3. 2024年办案31件。", MarkerStyle::Arabic, Some(3)),
        ("2.5月，完成评查。", MarkerStyle::Arabic, Some(2)),
        ("3.15日前完成整改。", MarkerStyle::Arabic, Some(3)),
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

/// The kinds of a text's blocks, headings left out.
fn frame(text: &str) -> Vec<(BlockKind, String)> {
    let source = source(text);
    let doc = parse(&source, None);
    sound(&doc);
    kinds(&doc).into_iter().filter(|(kind, _)| *kind != BlockKind::Heading).collect()
}

#[test]
fn particulars_above_the_title_furnish_the_page() {
    for line in [
        "云泽市政府网|简体|繁体",
        "2026-01-20 17:01  |  云泽市水务局",
        "• 2026-01-29 09:57",
        "• 公文种类：",
        "• 有效性/截止日期：",
        "[ 索引号 ] 1150/2026-00004 [ 发文字号 ]",
        "- [ 体裁分类 ] 工作报告",
        "生效日期：| 2022-02-18 | 废止日期：| |",
        "文 号： | 所属主题： | 其他信息 |",
        "| 名称： | |||",
        "文件编号 | 云水发〔2024〕1号 |",
        "您现在所在的位置 ： 首页 > 云泽市水务局 > 年度报告",
        "首页 >> 政务公开 >> 云泽市水务局关于2019年度法治政府建设情况的报告",
        "首页→ 网站公告",
        "- 设为首页",
        "无障碍 简体| 繁体",
        "名 称： 云泽市水务局2024年法治政府建设工作报告",
        "- 文 号：无",
        "分类：通知",
        "— 8 —",
    ] {
        let found = frame(&format!("{line}\n云泽市水务局2024年法治政府建设工作报告\n全市依法治水。\n一、做法\n办案31件。\n"));
        let kinds: Vec<BlockKind> = found.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [BlockKind::Chrome, BlockKind::Title, BlockKind::Lead, BlockKind::Paragraph], "{line}");
    }
}

#[test]
fn furniture_ends_with_its_line() {
    let found = frame("一、做法\n打印\n| --- | --- |\n办案31件。\n附件\n名单\n");
    use BlockKind::{Attachment, Chrome, Paragraph};
    let table =
        [(Chrome, "打印"), (Paragraph, "| --- | --- |"), (Paragraph, "办案31件。"), (Attachment, "附件"), (Paragraph, "名单")];
    assert_eq!(found, table.map(|(kind, words)| (kind, words.to_owned())));
}

#[test]
fn whom_it_is_addressed_to() {
    let kind = |line: &str| frame(&format!("云泽市水务局2024年法治政府建设工作报告\n{line}\n一、做法\n办案31件。\n"))[1].0;
    for line in ["县委、县政府：", "各位代表：", "云泽市人民政府：", "中共云泽市委员会，云泽市人民政府：", "新区党工委、管委会："]
    {
        assert_eq!(kind(line), BlockKind::Addressee, "{line}");
    }
    for line in ["按照有关要求，现将工作情况总结如下：", "现报告如下：", "有关情况：现汇报如下：", "目标：办案31件，调解12件"]
    {
        assert_eq!(kind(line), BlockKind::Lead, "{line}");
    }
}

#[test]
fn a_title_has_its_own_two_lines_only() {
    let title = |text: &str| {
        let source = source(&format!("{text}\n一、做法\n办案31件。\n"));
        let doc = parse(&source, None);
        doc.title().map(|title| doc.words(title).to_owned())
    };
    assert_eq!(title("水务局\n\n2024年法治政府建设工作总结").as_deref(), Some("水务局\n\n2024年法治政府建设工作总结"));
    for broken in [
        "云泽市水务局2024年度法治政府建设\n情况报告",
        "云泽市水务局\n2024年度法治政府建设\n情况报告",
        "中共云泽市委\n云泽市人民政府\n关于2024年度法治政府建设情况的报告",
    ] {
        assert_eq!(title(broken).as_deref(), Some(broken));
    }
    let site = "云泽市人民政府\n松岭镇2024年法治政府建设工作总结";
    assert_eq!(title(site).as_deref(), Some("松岭镇2024年法治政府建设工作总结"));
    let letterhead = "云泽市水务局文件\n签发人：陈禾\n依法治水年报";
    assert_eq!(title(letterhead).as_deref(), Some("依法治水年报"));
}

#[test]
fn only_a_name_under_the_title_signs() {
    let found = frame("云泽市人民政府\n云泽市2024年法治政府建设工作报告\n云泽市人民政府\n全市依法治水。\n一、做法\n办案31件。\n");
    let kinds: Vec<BlockKind> = found.into_iter().map(|(kind, _)| kind).take(3).collect();
    assert_eq!(kinds, [BlockKind::Caption, BlockKind::Title, BlockKind::Signature]);
}

#[test]
fn what_a_letter_sends_has_its_title() {
    let found = frame(
        "云泽市水务局关于报送工作报告的函\n市委：\n现将报告报上。\n附件：工作报告\n云泽市水务局\n2025年2月21日\n\n\
         云泽市水务局\n关于2024年度法治政府建设情况的报告\n全市依法治水。\n一、做法\n办案31件。\n",
    );
    use BlockKind::{Addressee, Attachment, Caption, Date, Lead, Paragraph, Signature, Title};
    let kinds: Vec<BlockKind> = found.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Caption, Addressee, Lead, Attachment, Signature, Date, Title, Lead, Paragraph]);
}

#[test]
fn a_name_above_the_date_signs_whatever_it_ends_in() {
    use BlockKind::{Attachment, Chrome, Date, Paragraph, Signature};
    let cases: [(&str, &[BlockKind]); 16] = [
        ("云泽市发展和改革委\n2025年2月21日", &[Signature, Date]),
        ("云泽市档案馆（盖章）\n二〇二五年二月二十一日", &[Signature, Date]),
        ("松岭镇\n2025年2月", &[Signature, Date]),
        ("云泽市残联（公章）\n2025.2.21", &[Signature, Date]),
        ("松岭市场监督管理所\n2025年2月21日", &[Signature, Date]),
        ("云泽市供水有限公司\n（2025年2月21日）", &[Signature, Date]),
        ("中共云泽市委\n云泽市人民政府\n2025年2月21日", &[Signature, Signature, Date]),
        ("云泽市水务局　　2025年2月21日", &[Signature, Date]),
        ("2025年2月21日\n云泽市水务局", &[Date, Signature]),
        ("2025年2月21日", &[Date]),
        ("云泽市水务局", &[Signature]),
        (
            "松岭镇\n2025年2月21日\n抄送：市委办公室，市人大常委会办公室。\n云泽市水务局办公室　2025年2月21日印发",
            &[Signature, Date, Paragraph, Paragraph],
        ),
        (
            "松岭镇\n2025年2月21日\n（联系人：陈禾，电话：0000-0000000）\n（此件公开发布）",
            &[Signature, Date, Paragraph, Paragraph],
        ),
        ("松岭镇\n2025年2月21日\n— 8 —", &[Signature, Date, Chrome]),
        ("松岭镇\n2025年2月21日\n附件\n规范性文件目录", &[Signature, Date, Attachment, Paragraph]),
        ("松岭镇\n2025年2月21日\n名词解释\n三项制度是公示、记录和审核三项制度。", &[Signature, Date, Attachment, Paragraph]),
    ];
    for (end, expected) in cases {
        let text = format!("一、做法\n办案31件。\n\n{end}\n");
        let source = source(&text);
        let doc = parse(&source, None);
        sound(&doc);
        let found: Vec<BlockKind> = doc.blocks[2..].iter().map(|block| block.kind).collect();
        assert_eq!(found, expected, "{end}");
        assert!(doc.blocks[2..].iter().all(|block| block.parent.is_none()), "{end}");
    }
}

#[test]
fn a_date_inside_the_text_signs_nothing() {
    let found = frame("一、做法\n会议时间\n2024年3月1日\n会议研究了全年的工作。\n二、安排\n增加人手。\n");
    assert!(found.iter().all(|(kind, _)| *kind == BlockKind::Paragraph), "{found:?}");
}

#[test]
fn nothing_attached_belongs_to_a_section() {
    for line in ["附件", "附件1", "附件：", "名词解释"] {
        let text = format!("一、做法\n办案31件。\n四、安排\n增加人手。\n{line}\n目录\n1.关于审查的意见\n2.关于调解的通知\n");
        let source = source(&text);
        assert_eq!(outline(&parse(&source, None))[1..], ["四、|安排", "1.|关于审查的意见", "2.|关于调解的通知"], "{line}");
    }
}

#[test]
fn a_list_of_attachments_is_no_list_of_headings() {
    for text in ["四、安排\n附件：1.目录\n　　　2.清单\n　　　3.名单\n", "四、安排\n附件：\n1.目录\n2.清单\n"]
    {
        let source = source(text);
        assert_eq!(outline(&parse(&source, None)), ["四、|安排"], "{text}");
    }
}

#[test]
fn an_article_is_structure_in_a_law_only() {
    let report = "一、做法\n（一）审查\n第三条 下列文件应当审查：\n（一）涉及公共利益的；\n（二）经过听证的；\n（三）其他文件。\n\
                  全年审查31件。\n（二）调解\n调解12件。\n二、安排\n增加人手。\n";
    let law = "第一条 为了审查文件，制定本办法。\n第二条 下列文件应当审查：\n（一）涉及公共利益的；\n（二）其他文件。\n第三条 本办法公布之日起施行。\n";
    let source_of = |text| source(text);
    let (report, law) = (source_of(report), source_of(law));
    let doc = parse(&report, None);
    sound(&doc);
    assert_eq!(outline(&doc), ["一、|做法", "  （一）|审查", "  （二）|调解", "二、|安排"]);
    let expected = [
        "第一条|为了审查文件，制定本办法。",
        "第二条|下列文件应当审查：",
        "  （一）|涉及公共利益的；",
        "  （二）|其他文件。",
        "第三条|本办法公布之日起施行。",
    ];
    assert_eq!(outline(&parse(&law, None)), expected);
}

#[test]
fn a_colon_ends_the_words_of_a_heading() {
    let text =
        "（一）加强组织领导：全年召开会议4次。\n（二）落实“一个原则：依法”的要求。全年落实。\n（三）下列工作：\n其他：无\n";
    let source = source(text);
    let doc = parse(&source, None);
    sound(&doc);
    assert_eq!(outline(&doc), ["（一）|加强组织领导：", "（二）|落实“一个原则：依法”的要求。", "（三）|下列工作："]);
    assert_eq!(kinds(&doc)[1], (BlockKind::Paragraph, "全年召开会议4次。".to_owned()));
    assert!(doc.blocks[0].run_in && !doc.block(hegui::document::BlockId(4)).run_in);
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
        "附件\n",
        "名词解释\n",
        "第三条 下列情形：",
        "㈠",
        "首页 > ",
        "| ",
        "[ 文号 ]",
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
