//! Numbers that Word makes are part of the text.

use super::pack::{Pack, item, level, p, pp, r, usual_list};
use super::text;

fn numbered(body: &[String], numbering: &str) -> String {
    text(&Pack::body(&body.concat()).with("numbering", numbering))
}

#[test]
fn levels_count_and_start_again() {
    let at = |level: u32| item(1, level, "甲");
    let body = [at(0), at(1), at(2), at(2), at(3), at(1), at(2), p("乙"), at(0), at(1)];
    let expected = "一、甲\n\u{FF08}一\u{FF09}甲\n1.甲\n2.甲\n\u{FF08}1\u{FF09}甲\n\u{FF08}二\u{FF09}甲\n1.甲\n乙\n二、甲\n\u{FF08}一\u{FF09}甲";
    assert_eq!(numbered(&body, &usual_list()), expected);
}

#[test]
fn styles_carry_numbers_through_what_they_are_based_on() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"3\"><w:basedOn w:val=\"2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"x\"><w:basedOn w:val=\"y\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"y\"><w:basedOn w:val=\"x\"/></w:style>";
    let styled = |id: &str, more: &str| pp(&format!("<w:pStyle w:val=\"{id}\"/>{more}"), &r("甲"));
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [
        styled("1", ""),
        styled("2", ""),
        styled("3", ""),
        styled("1", none),
        styled("1", ""),
        styled("x", ""),
        styled("没有", ""),
    ];
    let pack = Pack::body(&body.concat()).with("numbering", &usual_list()).with("styles", styles);
    assert_eq!(text(&pack), "一、甲\n\u{FF08}一\u{FF09}甲\n\u{FF08}二\u{FF09}甲\n甲\n二、甲\n甲\n甲");
}

#[test]
fn a_level_may_name_its_style() {
    let levels = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"1\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"2\"/><w:lvlText w:val=\"%1.%2\"/><w:isLgl/></w:lvl>";
    let list = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    let style = |id: u32| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>"
        )
    };
    let styled = |id: u32| pp(&format!("<w:pStyle w:val=\"{id}\"/>"), &r("甲"));
    let pack = Pack::body(&[styled(1), styled(2), styled(2), styled(1), styled(2)].concat());
    let pack = pack.with("numbering", &list).with("styles", &[style(1), style(2)].concat());
    assert_eq!(text(&pack), "一、甲\n1.1 甲\n1.2 甲\n二、甲\n2.1 甲");
}

#[test]
fn lists_of_one_shape_go_on_counting_unless_they_start_anew() {
    let more = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>\
        <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";
    let other = format!(
        "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
        level(0, "upperRoman", "%1)")
    );
    let body = [item(1, 0, "甲"), item(2, 0, "甲"), item(3, 0, "甲"), item(3, 0, "甲"), item(6, 0, "甲"), item(9, 0, "甲")];
    assert_eq!(numbered(&body, &[usual_list(), more.to_owned(), other].concat()), "一、甲\n二、甲\n五、甲\n六、甲\nVII)甲\n甲");
}

#[test]
fn a_gap_stands_only_where_the_number_needs_one() {
    let list = |text: &str, more: &str| {
        let level = level(0, "decimal", text).replace("</w:lvl>", &format!("{more}</w:lvl>"));
        format!(
            "<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        )
    };
    let one = |shape: &str, more: &str, words: &str| numbered(&[item(1, 0, words)], &list(shape, more));
    assert_eq!(one("%1.", "", "甲"), "1.甲");
    assert_eq!(one("%1.", "", "5亿元"), "1. 5亿元");
    assert_eq!(one("第%1章", "", "总则"), "第1章 总则");
    assert_eq!(one("第%1章", "<w:suff w:val=\"nothing\"/>", "总则"), "第1章总则");
    assert_eq!(one("100%%1%", "", "甲"), "100%1% 甲");
    assert_eq!(numbered(&[item(1, 0, "甲")], &list("", "").replace("decimal", "bullet")), "甲");
    // An empty paragraph of a list shows its number all the same.
    assert_eq!(numbered(&[pp("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", ""), p("乙")], &list("%1、", "")), "1、\n乙");
}

#[test]
fn a_list_may_take_its_levels_from_a_numbering_style() {
    let list = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"样\"/></w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\"><w:styleLink w:val=\"样\"/>{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>",
        level(0, "japaneseCounting", "%1、")
    );
    assert_eq!(numbered(&[item(1, 0, "甲"), item(2, 0, "甲")], &list), "一、甲\n二、甲");
}

#[test]
fn a_joined_paragraph_is_numbered_once_as_its_end_says() {
    let gone = "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr>";
    let body = [item(1, 0, "甲"), pp(gone, &r("乙")), item(1, 0, "丙"), item(1, 0, "丁")];
    assert_eq!(numbered(&body, &usual_list()), "一、甲\n二、乙丙\n三、丁");
    let was = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange>";
    let pack = Pack::body(&pp(was, &r("甲"))).with("numbering", &usual_list());
    assert_eq!((text(&pack), super::read(&pack, super::Changes::Rejected)), ("甲".to_owned(), "一、甲".to_owned()));
}
