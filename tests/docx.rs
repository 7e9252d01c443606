//! A Word document is read as its reader sees it, and gives the findings that its text gives.

#[path = "docx/bad.rs"]
mod bad;
#[path = "docx/numbers.rs"]
mod numbers;
#[path = "docx/pack.rs"]
mod pack;
#[path = "docx/same.rs"]
mod same;

use hegui::source::{self, Changes, Format, Part, Stuff};

use pack::{Pack, STRICT, p, pp, r, tc};

/// The text of a document.
fn text(pack: &Pack) -> String {
    read(pack, Changes::Accepted)
}

fn read(pack: &Pack, changes: Changes) -> String {
    source::read_changes("报告.docx", &pack.zip(), None, changes)
        .map_or_else(|error| format!("{error:?}"), |read| read.text().to_owned())
}

/// The text of a body.
fn body(xml: &str) -> String {
    text(&Pack::body(xml))
}

#[test]
fn a_paragraph_is_a_line_whatever_its_runs() {
    assert_eq!(body(&format!("{}{}{}", p("甲"), p(""), p("乙"))), "甲\n\n乙");
    assert_eq!(
        body("<w:p><w:r><w:t>办理</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>件</w:t></w:r></w:p>"),
        "办理12件"
    );
    // Blanks at the ends of a w:t count only if it says so.
    assert_eq!(body("<w:p><w:r><w:t> 甲 </w:t><w:t xml:space=\"preserve\"> 乙</w:t></w:r></w:p>"), "甲 乙");
    assert_eq!(body("<w:p><w:r><w:t>甲&amp;乙&#x4E19;<![CDATA[<丁>]]></w:t></w:r></w:p>"), "甲&乙丙<丁>");
    assert_eq!(body("<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>"), "甲 乙");
}

#[test]
fn what_shows_as_a_character_is_one() {
    let signs = "<w:p><w:r><w:tab/><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:cr/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>";
    assert_eq!(body(signs), "\t甲-乙\u{2028}☑");
    let source =
        source::read("报告.docx", &Pack::body("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:p/>").zip(), None)
            .unwrap();
    assert_eq!(source.reading().text(), "甲\n乙");
    assert_eq!(source.position("甲\u{2028}".len()).line, 1);
}

#[test]
fn what_stands_around_runs_does_not_hide_them() {
    for around in ["w:hyperlink", "w:smartTag", "w:customXml", "w:bdo", "w:ins"] {
        assert_eq!(body(&format!("<w:p>{}<{around}>{}</{around}></w:p>", r("甲"), r("乙"))), "甲乙", "{around}");
    }
    let sdt = format!("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("丙"));
    assert_eq!(body(&sdt), "丙");
    assert_eq!(body(&format!("<w:p><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:p>", r("qu"), r("区"))), "区");
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>现</w:t></w:r>";
    assert_eq!(body(&format!("<w:p>{hidden}{shown}</w:p>")), "现");
    let styled = "<w:r><w:rPr><w:rStyle w:val=\"h2\"/></w:rPr><w:t>藏</w:t></w:r>";
    let styles = "<w:style w:type=\"character\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"h2\"><w:basedOn w:val=\"h\"/></w:style>";
    assert_eq!(text(&Pack::body(&format!("<w:p>{styled}{}</w:p>", r("现"))).with("styles", styles)), "现");
}

#[test]
fn fields_show_their_results() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let inner = format!("{begin}{}{separate}{}{end}", code("REF a"), r("内"));
    assert_eq!(
        body(&format!("<w:p>{}{begin}{}{inner}{separate}{}{end}{}</w:p>", r("前"), code("IF "), r("果"), r("后"))),
        "前果后"
    );
    assert_eq!(body(&format!("<w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>", r("2024年"))), "2024年");
    // A table of contents repeats the headings.
    let contents = format!(
        "{}<w:p>{begin}{}{separate}{}</w:p>{}<w:p>{end}</w:p>{}",
        p("目录"),
        code(" TOC \\o \"1-3\" "),
        r("一、工作情况\t1"),
        p("二、存在不足\t2"),
        p("一、工作情况")
    );
    assert_eq!(body(&contents), "目录\n一、工作情况");
}

#[test]
fn tracked_changes_are_read_as_accepted_or_as_rejected() {
    let deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins>{}</w:ins>", r("新"));
    let moved = format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", r("此"), r("彼"));
    let changed = Pack::body(&format!("<w:p>{}{deleted}{inserted}{moved}</w:p>", r("前")));
    assert_eq!(read(&changed, Changes::Accepted), "前新彼");
    assert_eq!(read(&changed, Changes::Rejected), "前旧此");
    // A paragraph whose end is deleted goes on in the next; one whose end is new did not end.
    let ends = |mark: &str| Pack::body(&format!("{}{}", pp(&format!("<w:rPr><w:{mark}/></w:rPr>"), &r("上")), p("下")));
    assert_eq!(read(&ends("del"), Changes::Accepted), "上下");
    assert_eq!(read(&ends("del"), Changes::Rejected), "上\n下");
    assert_eq!(read(&ends("ins"), Changes::Accepted), "上\n下");
    assert_eq!(read(&ends("ins"), Changes::Rejected), "上下");
    let row = |mark: &str, text: &str| format!("<w:tr><w:trPr><w:{mark}/></w:trPr>{}</w:tr>", tc(&p(text)));
    let rows = Pack::body(&format!("<w:tbl>{}{}</w:tbl>", row("del", "旧"), row("ins", "新")));
    assert_eq!((read(&rows, Changes::Accepted), read(&rows, Changes::Rejected)), ("新".to_owned(), "旧".to_owned()));
}

#[test]
fn a_row_is_a_line_and_a_lone_cell_is_a_frame() {
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|cell| tc(cell)).collect::<String>());
    let head = row(&[&p("事项"), &p("件数")]);
    let two = format!("{}{}", p("行政"), p("处罚"));
    let table = format!("<w:tbl><w:tblPr/><w:tblGrid/>{head}{}{}</w:tbl>", row(&[&two, &p("12")]), row(&[&p(""), &p("")]));
    assert_eq!(
        body(&format!("{}{table}{}", p("如下\u{FF1A}"), p("完。"))),
        "如下\u{FF1A}\n| 事项 | 件数 |\n| 行政 处罚 | 12 |\n完。"
    );
    assert_eq!(body(&format!("<w:tbl>{}</w:tbl>", row(&[&two]))), "行政\n处罚");
    let broken = row(&["<w:p><w:r><w:t>行政</w:t><w:br/><w:t>处罚</w:t></w:r></w:p>", &p("1")]);
    assert_eq!(body(&format!("<w:tbl>{broken}</w:tbl>")), "| 行政 处罚 | 1 |");
    let nested = row(&[&table, &p("右")]);
    assert_eq!(body(&format!("<w:tbl>{nested}</w:tbl>")), "| | 事项 | 件数 | | 行政 处罚 | 12 | | 右 |");
}

#[test]
fn a_text_box_is_read_once_and_notes_follow_their_paragraph() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("框内"));
    let twice = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let call = "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r>";
    let noted = format!("<w:p>{}<w:r>{twice}</w:r>{call}{}</w:p>{}", r("正"), r("文"), p("下段"));
    let notes = |text: &str| {
        let note = |id: u32, kind: &str, text: &str| format!("<w:{{}} w:id=\"{id}\"{kind}>{}</w:{{}}>", p(text));
        format!("{}{}", note(0, " w:type=\"separator\"", "线"), note(2, "", text))
    };
    let pack = Pack::body(&noted)
        .with("footnotes", &notes("脚注").replace("{}", "footnote"))
        .with("endnotes", &notes("尾注").replace("{}", "endnote"))
        .with("header1", &p("页眉"));
    assert_eq!(text(&pack), "正文\n框内\n脚注\n尾注\n下段");
}

#[test]
fn strict_documents_and_other_prefixes_are_read() {
    let other = format!("<a:document xmlns:a=\"{STRICT}\"><a:body><a:p><a:r><a:t>甲</a:t></a:r></a:p></a:body></a:document>");
    assert_eq!(text(&Pack::document(&other)), "甲");
    let none = format!("<document xmlns=\"{STRICT}\"><body><p><r><t>甲</t></r></p></body></document>");
    assert_eq!(text(&Pack::document(&format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n{none}"))), "甲");
    let foreign = "<w:p><x:r xmlns:x=\"urn:x\"><x:t>他</x:t></x:r><w:r><w:t>甲</w:t></w:r></w:p>";
    assert_eq!(body(foreign), "甲");
}

#[test]
fn every_character_knows_where_it_stands() {
    let run = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">办理&amp;12</w:t><w:tab/></w:r>";
    let pack = Pack::body(&format!("{}{}", p("甲"), pp("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", run)))
        .with("numbering", &pack::usual_list());
    let source = source::read("报告.docx", &pack.zip(), None).unwrap();
    assert_eq!((source.format(), source.text()), (Format::Docx, "甲\n一、办理&12\t"));
    let origins = source.origins().unwrap();
    let xml = String::from_utf8(part(&pack.zip(), "word/document.xml")).unwrap();
    let at = |needle: &str| origins.at(source.text().find(needle).unwrap()).unwrap().clone();
    let bytes = |needle: &str| &xml[at(needle).bytes.start as usize..at(needle).bytes.end as usize];
    assert_eq!((at("一").stuff, at("一").run, at("一").paragraph), (Stuff::Number, None, 1));
    assert_eq!((at("办理").stuff, bytes("办理"), at("办理").part), (Stuff::Text, "办理", Part::Document));
    assert_eq!((at("&").stuff, bytes("&")), (Stuff::Escaped, "&amp;"));
    assert_eq!((at("12").stuff, bytes("12")), (Stuff::Text, "12"));
    assert_eq!(at("\t").stuff, Stuff::Element);
    assert!(bytes("\t").starts_with("<w:tab/>"));
    let its = &origins.runs[at("12").run.unwrap() as usize];
    assert_eq!(&xml[its.element.start as usize..its.element.end as usize], run);
    assert_eq!(&xml[its.properties.start as usize..its.properties.end as usize], "<w:rPr><w:b/></w:rPr>");
    assert_eq!(origins.at("甲".len()), None, "the end of a paragraph belongs to nothing");
    assert_eq!(origins.within(4.."甲\n一、办理&".len()).len(), 3);
}

#[test]
fn words_behind_a_text_box_belong_to_their_own_paragraph() {
    let inside = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("框"));
    let pack = Pack::body(&format!("<w:p>{}{inside}{}</w:p>{}", r("前"), r("后"), p("下")));
    let source = source::read("报告.docx", &pack.zip(), None).unwrap();
    let paragraphs: Vec<u32> = source.origins().unwrap().stretches.iter().map(|origin| origin.paragraph).collect();
    assert_eq!((source.text(), paragraphs), ("前后\n框\n下", vec![0, 0, 1, 2]));
}

/// A part of a package.
fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name(name).unwrap(), &mut content).unwrap();
    content
}

/// The closing line sends nobody to `hegui fix`, which does not write Word documents.
#[test]
fn nothing_is_counted_as_fixable() {
    let tally = |name: &str, bytes: &[u8]| {
        let source = source::read(name, bytes, None).unwrap();
        let report = same::linter().check(&source);
        hegui::emit::Tally::of(&hegui::emit::Checked { path: name.to_owned(), outcome: Ok((source, report)) })
    };
    let words = "全年布署工作3次。";
    let (text, word) = (tally("报告.txt", words.as_bytes()), tally("报告.docx", &Pack::body(&p(words)).zip()));
    assert_eq!((text.findings(), text.fixable), (word.findings(), 1));
    assert_eq!((word.fixable, word.offered), (0, 0));
}
