//! Documents that are none, are damaged, or mean harm: one sentence each, within bounds.

use std::time::{Duration, Instant};

use hegui::source::{self, SourceError};
use proptest::prelude::*;

use super::pack::{Pack, TRANSITIONAL, list, p, r, usual_list};

fn refused(bytes: &[u8]) -> String {
    let start = Instant::now();
    let said = match source::read("报告.docx", bytes, None) {
        Ok(source) => format!("读成了“{}”", source.text().chars().take(40).collect::<String>()),
        Err(error) => error.to_string(),
    };
    // By the clock, and other programs may run beside it: seconds of a processor are counted in tests/office/bad.rs.
    assert!(start.elapsed() < Duration::from_secs(60), "{said}");
    said
}

fn inside(xml: &str) -> String {
    format!("<w:document xmlns:w=\"{TRANSITIONAL}\"><w:body>{xml}</w:body></w:document>")
}

#[test]
fn what_is_wrong_is_told_in_one_sentence() {
    let good = || Pack::body(&p("甲"));
    let whole = good().zip();
    let ole = |more: &[u8]| [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600], more].concat();
    let sealed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let relations = |target| list(&[("a", "numbering", target)]);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (whole[..whole.len() - 30].to_vec(), "不完整"),
        (whole[..whole.len() / 2].to_vec(), "不完整"),
        (ole(&[]), "旧版Office文档"),
        (ole(&sealed), "加了打开密码"),
        (Pack::document("<a/>").without("word/document.xml").zip(), "缺少word/document.xml"),
        (good().without("_rels/.rels").zip(), "缺少_rels/.rels"),
        (good().part("_rels/.rels", list(&[])).zip(), "缺少_rels/.rels"),
        (good().part("word/_rels/document.xml.rels", relations("numbering.xml")).zip(), "缺少word/numbering.xml"),
        (good().part("word/_rels/document.xml.rels", "<Relationships").zip(), "word/_rels/document.xml.rels在第"),
        (good().part("word/document.xml", inside("<w:p>")).zip(), "word/document.xml在第"),
        (good().part("word/document.xml", inside("<w:p></w:r>")).zip(), "word/document.xml在第"),
        (good().part("word/document.xml", inside("<w:p><w:r><w:t>&undefined;</w:t></w:r></w:p>")).zip(), "不是规范的XML"),
        (
            good().part("word/document.xml", inside("<w:p><w:r><w:t xml:space=\"pre<w:t>serve\">甲</w:t></w:r></w:p>")).zip(),
            "不是规范的XML",
        ),
        (good().part("word/document.xml", b"\xFF\xFE<\0w\0").zip(), "word/document.xml在第1个字节"),
        (good().part("word/document.xml", format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", inside(&p("甲")))).zip(), "DOCTYPE"),
        (Pack::body("").zip(), "空的"),
        (good().part("word/document.xml", "").zip(), "不是正文"),
        (
            good()
                .part("_rels/.rels", list(&[("a", "officeDocument", "xl/workbook.xml")]))
                .part("xl/workbook.xml", "<a/>")
                .without("word/document.xml")
                .zip(),
            "Excel",
        ),
        (Pack::document("<a/>").without("word/document.xml").without("_rels/.rels").zip(), "ZIP压缩包"),
    ];
    for (index, (bytes, expected)) in cases.iter().enumerate() {
        let said = refused(bytes);
        assert!(said.contains(expected) && !said.contains('\n'), "{index}: {said}, not {expected}");
    }
}

#[test]
fn what_costs_too_much_is_refused() {
    let deep = |levels: usize| inside(&format!("{}{}{}", "<w:ins>".repeat(levels), p("甲"), "</w:ins>".repeat(levels)));
    assert_eq!(refused(&Pack::document(&deep(240)).zip()), "读成了“甲”");
    assert!(refused(&Pack::document(&deep(300)).zip()).contains("嵌套超过了256层"));
    assert!(refused(&Pack::document(&deep(100_000)).zip()).contains("嵌套超过了256层"));
    let blanks = " ".repeat(24 << 20);
    assert!(refused(&Pack::document(&inside(&blanks)).zip()).contains("过大"));
    let huge = " ".repeat(40 << 20);
    assert!(refused(&Pack::document(&inside(&huge)).zip()).contains("过大"));
    let shapes: String = (0..30_000).map(|id| format!("<w:abstractNum w:abstractNumId=\"{id}\"/>")).collect();
    assert!(refused(&Pack::body(&p("甲")).with("numbering", &shapes).zip()).contains("过于零碎"));
    let signs: String =
        (0..1_100_000_u32).map(|at| if at.wrapping_mul(2_654_435_761) >> 31 == 0 { "&amp;" } else { "&lt;" }).collect();
    assert!(refused(&Pack::body(&format!("<w:p><w:r><w:t>{signs}</w:t></w:r></w:p>")).zip()).contains("过于零碎"));
    // Fields that are never closed cost no more than others.
    let open = "<w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/>".repeat(10_000);
    let fields: String = (0..20_000_u32).map(|at| format!("<w:t>{:x}</w:t>", at.wrapping_mul(2_654_435_761))).collect();
    assert!(refused(&Pack::body(&format!("<w:p><w:r>{open}{fields}</w:r></w:p>")).zip()).contains("读成了"));
    let mut many = Pack::body(&p("甲"));
    for index in 0..4100 {
        many = many.part(&format!("a{index}"), "");
    }
    assert!(refused(&many.zip()).contains("4096个的上限"));
}

#[test]
fn a_million_runs_end() {
    // Each with words of its own, or it would be refused for its size alone.
    let runs: String = (0..700_000_u32).map(|at| format!("<w:r><w:t>{:x}</w:t></w:r>", at.wrapping_mul(2_654_435_761))).collect();
    let said = refused(&Pack::document(&inside(&format!("<w:p>{runs}</w:p>"))).zip());
    assert!(said.contains("过于零碎"), "{said}");
    let paragraphs: String =
        (0..120_000_u32).map(|at| format!("<w:p><w:r><w:t>{:x}</w:t></w:r></w:p>", at.wrapping_mul(2_654_435_761))).collect();
    assert!(refused(&Pack::document(&inside(&paragraphs)).zip()).contains("过于零碎"));
}

#[test]
fn a_locked_archive_is_told() {
    // The flag of encryption, in the local header and in the list of parts.
    let mut bytes = Pack::body(&p("甲")).zip();
    for (sign, at) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| *four == sign).map(|(place, _)| place).collect();
        places.iter().for_each(|place| bytes[place + at] |= 1);
    }
    assert!(refused(&bytes).contains("加了密码"), "{}", refused(&bytes));
}

#[test]
fn every_error_has_a_way_out() {
    let torn = Pack::body(&p("甲")).zip();
    let error = source::read("报告.docx", &torn[..torn.len() - 30], None).unwrap_err();
    assert!(matches!(error, SourceError::Docx(_)));
    assert!(miette::Diagnostic::help(&error).is_some_and(|help| help.to_string().contains("另存为")));
}

fn rich() -> Pack {
    let row = format!("<w:tr>{}{}</w:tr>", super::tc(&p("甲")), super::tc(&p("乙")));
    let change = format!("<w:p><w:ins>{}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", r("新"));
    let body = format!("{}<w:tbl>{row}</w:tbl>{change}{}", super::pack::item(1, 0, "甲"), super::pack::item(1, 1, "乙"));
    Pack::body(&body)
        .with("numbering", &usual_list())
        .with("styles", "<w:style w:styleId=\"a\"><w:rPr><w:vanish/></w:rPr></w:style>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changed_bytes_never_panic(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>(), tear in any::<bool>()) {
        let mut bytes = rich().zip();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if tear {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = source::read("报告.docx", &bytes, None);
    }

    #[test]
    fn changed_parts_never_panic(part in 0..3_usize, places in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&;\"a-z :=0-9]"), 1..8)) {
        let name = ["word/document.xml", "word/numbering.xml", "_rels/.rels"][part];
        let mut xml = super::part(&rich().zip(), name);
        for (place, by) in places {
            let at = place.index(xml.len());
            xml[at] = by.as_bytes()[0];
        }
        let _ = source::read("报告.docx", &rich().part(name, xml).zip(), None);
    }

    #[test]
    fn any_bytes_behind_the_sign_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = source::read("报告.docx", &[b"PK\x03\x04", &bytes[..]].concat(), None);
    }

    #[test]
    fn shuffled_elements_never_panic(order in prop::collection::vec(0..14_usize, 0..60)) {
        const PIECES: [&str; 14] = ["<w:p>", "<w:r>", "<w:t>甲", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:txbxContent>", "<w:ins>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "^"];
        let (mut xml, mut open) = (String::new(), Vec::<String>::new());
        for piece in order.into_iter().map(|index| PIECES[index]) {
            if piece == "^" {
                xml += &open.pop().unwrap_or_default();
                continue;
            }
            xml += piece;
            let name = piece[1..].split(['>', ' ', '/']).next().unwrap_or_default();
            if !piece.contains("/>") {
                open.push(format!("</{name}>"));
            }
        }
        xml.extend(open.into_iter().rev());
        let _ = source::read("报告.docx", &Pack::document(&inside(&xml)).zip(), None);
    }
}
