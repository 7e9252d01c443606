//! The layout of a Word document: how it is resolved, and what is said of it. A text has none.

#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "made for the tests of reading, and lent")]
mod pack;

use std::fs;
use std::io::Write;
use std::process::Command;

use hegui::finding::Severity;
use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source::layout::{Align, NumberForm, Pages, Spacing};
use hegui::source::{self, Changes, Source};
use pack::{Pack, escaped, p, pp, r, tc};

const CORRECT: &str = include_str!("../samples/correct.txt");

fn read(pack: &Pack) -> Source {
    source::read("报告.docx", &pack.zip(), None).unwrap_or_else(|error| panic!("{error}"))
}

/// What the rules on layout say of a document, by rule.
fn said(source: &Source) -> Vec<(String, String)> {
    let linter = Linter::new(rule::builtin(), Settings { select: vec!["layout".to_owned()], ..Settings::default() });
    let told = linter.check(source).findings.into_iter();
    told.map(|finding| (finding.rule.trim_start_matches("layout/").to_owned(), finding.message)).collect()
}

/// A run in a font and a size, as far as they are given.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{}</w:t></w:r>", escaped(text))
}

fn east(font: &str) -> String {
    format!("<w:rFonts w:eastAsia=\"{font}\"/>")
}

fn style(kind: &str, id: &str, based_on: &str, inside: &str) -> String {
    let usual = if id == "a" { " w:default=\"1\"" } else { "" };
    let based = if based_on.is_empty() { String::new() } else { format!("<w:basedOn w:val=\"{based_on}\"/>") };
    format!("<w:style w:type=\"{kind}\"{usual} w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{based}{inside}</w:style>")
}

fn letters(properties: &str) -> String {
    format!("<w:rPr>{properties}</w:rPr>")
}

/// The font and size of the first letters of a document.
fn first(pack: &Pack) -> (Option<String>, i32) {
    let source = read(pack);
    let run = &source.layout().unwrap().paragraphs[0].runs[0];
    (run.font.as_deref().map(str::to_owned), run.size)
}

fn looks(font: &str, size: i32) -> (Option<String>, i32) {
    (Some(font.to_owned()), size)
}

#[test]
fn what_one_leaves_unsaid_the_next_below_says() {
    let defaults = format!(
        "<w:docDefaults><w:rPrDefault>{}</w:rPrDefault><w:pPrDefault><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:pPrDefault></w:docDefaults>",
        letters(&format!("{}<w:sz w:val=\"21\"/>", east("宋体")))
    );
    let usual = style("paragraph", "a", "", &letters("<w:sz w:val=\"32\"/>"));
    let base = style("paragraph", "b", "a", &letters(&east("仿宋")));
    let heading = style("paragraph", "h", "b", &letters("<w:sz w:val=\"44\"/>"));
    let strong = style("character", "s", "", &letters(&east("黑体")));
    let stronger = style("character", "t", "s", &letters("<w:sz w:val=\"30\"/>"));
    let styles = [defaults.as_str(), &usual, &base, &heading, &strong, &stronger].concat();
    let of = |body: String| first(&Pack::body(&body).with("styles", &styles));
    let styled = |style: &str, run: &str| pp(&format!("<w:pStyle w:val=\"{style}\"/>"), run);
    // Nothing named: docDefaults under the usual style. A style that there is not is the usual one.
    assert_eq!(of(p("甲")), looks("宋体", 32));
    assert_eq!(of(styled("none", &r("甲"))), looks("宋体", 32));
    assert_eq!(of(styled("b", &r("甲"))), looks("仿宋", 32));
    assert_eq!(of(styled("h", &r("甲"))), looks("仿宋", 44));
    assert_eq!(of(styled("h", &run("<w:rStyle w:val=\"s\"/>", "甲"))), looks("黑体", 44));
    assert_eq!(of(styled("h", &run("<w:rStyle w:val=\"t\"/>", "甲"))), looks("黑体", 30));
    assert_eq!(of(styled("h", &run(&format!("<w:rStyle w:val=\"t\"/>{}", east("楷体")), "甲"))), looks("楷体", 30));
    // The mark at the end of a paragraph has letters of its own, which are nobody's.
    assert_eq!(of(pp(&letters(&format!("{}<w:sz w:val=\"10\"/>", east("隶书"))), &r("甲"))), looks("宋体", 32));
    // Without any styles Word writes 10 point.
    assert_eq!(first(&Pack::body(&p("甲"))), (None, 20));
    assert_eq!(read(&Pack::body(&p("甲")).with("styles", &styles)).layout().unwrap().paragraphs[0].align, Align::Centre);
    // A ring of styles ends.
    let ring = [style("paragraph", "x", "y", ""), style("paragraph", "y", "x", &letters("<w:sz w:val=\"26\"/>"))].concat();
    assert_eq!(first(&Pack::body(&styled("x", &r("甲"))).with("styles", &ring)), (None, 26));
}

#[test]
fn fonts_of_the_theme_are_looked_up_there() {
    let theme = |east: &str| {
        format!(
            "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:fontScheme>\
             <a:majorFont><a:latin typeface=\"Cambria\"/><a:ea typeface=\"黑体\"/></a:majorFont>\
             <a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"{east}\"/><a:font script=\"Jpan\" typeface=\"明朝\"/>\
             <a:font script=\"Hans\" typeface=\"宋体\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
        )
    };
    let of = |slot: &str, theme: &str, language: &str| {
        let run = run(&format!("<w:rFonts w:eastAsiaTheme=\"{slot}\" w:eastAsia=\"楷体\"/>"), "甲");
        let pack = Pack::body(&format!("<w:p>{run}</w:p>"));
        first(
            &pack
                .with("settings", &format!("<w:themeFontLang w:eastAsia=\"{language}\"/>"))
                .with("theme", "")
                .part("word/theme.xml", theme),
        )
        .0
    };
    assert_eq!(of("majorEastAsia", &theme(""), "").as_deref(), Some("黑体"));
    assert_eq!(of("minorEastAsia", &theme("仿宋"), "").as_deref(), Some("仿宋"));
    // An empty one is that of the language, if the document says which.
    assert_eq!(of("minorEastAsia", &theme(""), "zh-CN").as_deref(), Some("宋体"));
    assert_eq!(of("minorEastAsia", &theme(""), "ja-JP"), None);
    // A torn theme leaves the text as it is, and the font unknown.
    assert_eq!(of("minorEastAsia", "<a:theme><a:minor", "zh-CN"), None);
    let without = Pack::body(&format!("<w:p>{}</w:p>", run("<w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/>", "甲")));
    assert_eq!(first(&without), (None, 20));
}

#[test]
fn indents_and_lines_are_resolved_attribute_by_attribute() {
    let styles = style(
        "paragraph",
        "a",
        "",
        "<w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/></w:pPr>",
    );
    let of = |properties: &str| {
        let source = read(&Pack::body(&pp(properties, &r("甲"))).with("styles", &styles));
        let paragraph = &source.layout().unwrap().paragraphs[0];
        let first = paragraph.first.map(|first| (first.twips, first.characters));
        (first, paragraph.spacing)
    };
    assert_eq!(of(""), (Some((0, 200)), Spacing::Exactly(560)));
    assert_eq!(of("<w:spacing w:line=\"580\" w:before=\"10\"/>").1, Spacing::Exactly(580));
    assert_eq!(of("<w:spacing w:line=\"360\" w:lineRule=\"auto\"/>").1, Spacing::Times(360));
    assert_eq!(of("<w:spacing w:line=\"28pt\" w:lineRule=\"atLeast\"/>").1, Spacing::AtLeast(560));
    // Characters count before the length, unless they are 0.
    assert_eq!(of("<w:ind w:firstLine=\"640\"/>").0, Some((0, 200)));
    assert_eq!(of("<w:ind w:firstLineChars=\"0\" w:firstLine=\"640\"/>").0, Some((640, 0)));
    assert_eq!(of("<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>").0, Some((0, 0)));
    assert_eq!(of("<w:ind w:left=\"640\" w:hanging=\"640\"/>").0, Some((0, 0)));
    // A list moves its paragraphs, how far is not looked into.
    assert_eq!(of("<w:numPr><w:numId w:val=\"3\"/></w:numPr>").0, None);
    assert_eq!(of("<w:numPr><w:numId w:val=\"3\"/></w:numPr><w:ind w:firstLineChars=\"100\"/>").0, Some((0, 100)));
}

#[test]
fn tables_boxes_and_made_numbers_are_not_of_the_text_proper() {
    let cell = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc(&p("甲")), tc(&p("乙")));
    let boxed = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict><w:t>丙</w:t></w:r></w:p>";
    let source = read(&Pack::body(&format!("{cell}{boxed}{}", pack::item(1, 0, "丁"))).with("numbering", &pack::usual_list()));
    assert_eq!(source.text(), "| 甲 | 乙 |\n丙\n框\n一、丁");
    let layout = source.layout().unwrap();
    let texts: Vec<&str> = layout.paragraphs.iter().map(|paragraph| &source.text()[paragraph.text.range()]).collect();
    assert_eq!(texts, ["丙", "一、丁"]);
    let runs: Vec<&str> = layout.paragraphs[1].runs.iter().map(|run| &source.text()[run.text.range()]).collect();
    assert_eq!(runs, ["丁"]);
    assert!(layout.paragraph(0).is_none());
    assert_eq!(layout.paragraph("| 甲 | 乙 |\n".len() as u32).map(|paragraph| paragraph.text), Some(layout.paragraphs[0].text));
}

#[test]
fn runs_that_look_alike_are_one_and_changes_count_as_they_are_read() {
    let changed =
        |was: &str| format!("{}<w:rPrChange w:id=\"1\" w:author=\"x\">{}</w:rPrChange>", east("宋体"), letters(&east(was)));
    let body =
        format!("<w:p>{}{}{}{}</w:p>", run(&east("仿宋"), "甲"), run(&east("仿宋"), "乙"), run(&changed("楷体"), "丙"), r("丁"));
    let fonts = |changes: Changes| {
        let source = source::read_changes("报告.docx", &Pack::body(&body).zip(), None, changes).unwrap();
        let runs = source.layout().unwrap().paragraphs[0].runs.clone();
        runs.into_iter()
            .map(|run| (source.text()[run.text.range()].to_owned(), run.font.unwrap_or_default().to_string()))
            .collect::<Vec<_>>()
    };
    let told = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    assert_eq!(fonts(Changes::Accepted), told(&[("甲乙", "仿宋"), ("丙", "宋体"), ("丁", "")]));
    assert_eq!(fonts(Changes::Rejected), told(&[("甲乙", "仿宋"), ("丙", "楷体"), ("丁", "")]));
}

/// A document with footers: the sections' own properties, and what the footers hold by id.
fn footed(sections: &[&str], footers: &[(&str, &str)], settings: &str) -> Source {
    let body: String = sections[1..].iter().map(|section| pp(&format!("<w:sectPr>{section}</w:sectPr>"), &r("甲"))).collect();
    let xml = format!(
        "<w:document xmlns:w=\"{}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}{}<w:sectPr>{}</w:sectPr></w:body></w:document>",
        pack::TRANSITIONAL,
        p("乙"),
        sections[0]
    );
    let mut relations = vec![("s", "settings", "settings.xml")];
    relations.extend(footers.iter().map(|(id, _)| (*id, "footer", *id)));
    let mut pack = Pack::document(&xml)
        .part("word/_rels/document.xml.rels", pack::list(&relations))
        .part("word/settings.xml", format!("<w:settings xmlns:w=\"{}\">{settings}</w:settings>", pack::TRANSITIONAL));
    for (id, inside) in footers {
        pack = pack.part(&format!("word/{id}"), format!("<w:ftr xmlns:w=\"{}\">{inside}</w:ftr>", pack::TRANSITIONAL));
    }
    read(&pack)
}

/// A page number in its runs, with what stands around it.
fn page_number(before: &str, after: &str, properties: &str) -> String {
    let sign = |kind: &str| format!("<w:r>{}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>", letters(properties));
    let code = "<w:r><w:instrText xml:space=\"preserve\"> PAGE  \\* MERGEFORMAT </w:instrText></w:r>";
    let words = |text: &str| if text.is_empty() { String::new() } else { run(properties, text) };
    [words(before), sign("begin"), code.to_owned(), sign("separate"), run(properties, "1"), sign("end"), words(after)].concat()
}

#[test]
fn page_numbers_are_found_in_footers() {
    let serif = "<w:rFonts w:ascii=\"宋体\"/><w:sz w:val=\"28\"/>";
    let right = pp("<w:jc w:val=\"right\"/>", &page_number("— ", " —", serif));
    let left = pp("<w:jc w:val=\"left\"/>", "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>2</w:t></w:r></w:fldSimple>");
    let edges = "<w:footerReference w:type=\"default\" r:id=\"f1\"/><w:footerReference w:type=\"even\" r:id=\"f2\"/>";
    let odd_and_even = footed(&[edges], &[("f1", &right), ("f2", &left)], "<w:evenAndOddHeaders/>");
    let section = &odd_and_even.layout().unwrap().sections[0];
    let numbers = section.numbers.clone().unwrap();
    let seen: Vec<_> = numbers.iter().map(|n| (n.pages, n.align, n.form, n.size, n.font.as_deref())).collect();
    assert_eq!(
        seen,
        [
            (Pages::Odd, Align::Right, NumberForm::Dashed, Some(28), Some("宋体")),
            (Pages::Even, Align::Left, NumberForm::Bare, Some(20), None)
        ]
    );
    // Without the switch the even footer is not shown.
    let all = footed(&[edges], &[("f1", &right), ("f2", &left)], "");
    assert_eq!(all.layout().unwrap().sections[0].numbers.as_deref().unwrap().len(), 1);
    // A section without an edge has that of the one before; the last of these says how its numbers are written.
    let inherited = footed(&["<w:pgNumType w:fmt=\"upperRoman\"/>", edges], &[("f1", &right), ("f2", &left)], "");
    let forms: Vec<_> = inherited.layout().unwrap().sections.iter().map(|s| s.numbers.as_deref().unwrap()[0].form).collect();
    assert_eq!(forms, [NumberForm::Dashed, NumberForm::Other]);
    // None, one that cannot be read, and one whose place is not looked into.
    assert_eq!(footed(&[""], &[], "").layout().unwrap().sections[0].numbers.as_deref(), Some(&[][..]));
    assert_eq!(footed(&[edges], &[("f1", "<w:p>"), ("f2", &left)], "").layout().unwrap().sections[0].numbers, None);
    let tabbed = format!("<w:p><w:r><w:tab/></w:r>{}</w:p>", page_number("第", "页", ""));
    let tabbed = footed(&[edges], &[("f1", &tabbed), ("f2", &left)], "");
    let number = &tabbed.layout().unwrap().sections[0].numbers.as_deref().unwrap()[0];
    assert_eq!((number.align, number.form), (Align::Other, NumberForm::Words));
    // A field within the number of all pages is none of the page.
    let pages = pp("", &page_number("", "", "").replace(" PAGE ", " NUMPAGES "));
    assert_eq!(
        footed(&[edges], &[("f1", &pages), ("f2", "")], "").layout().unwrap().sections[0].numbers.as_deref(),
        Some(&[][..])
    );
}

/// A document as it should be, part by part, so that a test can spoil one.
struct Report<'a> {
    page: &'a str,
    title: [&'a str; 3],
    body: [&'a str; 3],
    heading: [&'a str; 2],
    second: [&'a str; 2],
    footer: &'a str,
    signature: &'a str,
}

const RIGHT: Report<'static> = Report {
    page: "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"/>",
    title: ["方正小标宋简体", "44", "center"],
    body: [
        "仿宋_GB2312",
        "32",
        "<w:spacing w:line=\"570\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
    ],
    heading: ["黑体", "32"],
    second: ["楷体_GB2312", "32"],
    footer: "<w:jc w:val=\"center\"/>",
    signature: "right",
};

impl Report<'_> {
    fn pack(&self) -> Pack {
        let [font, size, around] = self.body;
        let body = |text: &str| pp(around, &run(&format!("{}<w:sz w:val=\"{size}\"/>", east(font)), text));
        let name =
            |[font, size]: [&str; 2], text: &str| pp(around, &run(&format!("{}<w:sz w:val=\"{size}\"/>", east(font)), text));
        let [font, size, align] = self.title;
        let jc = |align: &str| format!("<w:jc w:val=\"{align}\"/>");
        let mut inside =
            pp(&jc(align), &run(&format!("{}<w:sz w:val=\"{size}\"/>", east(font)), "青岚县司法局2024年法治政府建设年度报告"));
        let words = "全年审查规范性文件31件，提出意见62条，均被采纳。".repeat(8);
        for at in ["一、主要举措和成效", "二、存在的不足和原因"] {
            inside += &name(self.heading, at);
            inside += &name(self.second, "\u{FF08}一\u{FF09}规范文件审查");
            inside += &(body(&words) + &body(&words) + &body(&words));
        }
        let foot = run("<w:sz w:val=\"32\"/>", "青岚县司法局");
        inside += &(pp("", "")
            + &pp(&jc(self.signature), &foot)
            + &pp(&jc(self.signature), &foot.replace("青岚县司法局", "2025年1月20日")));
        let footer = pp(self.footer, &page_number("— ", " —", "<w:rFonts w:ascii=\"宋体\"/><w:sz w:val=\"28\"/>"));
        let xml = format!(
            "<w:document xmlns:w=\"{}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{inside}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"f\"/>{}</w:sectPr></w:body></w:document>",
            pack::TRANSITIONAL,
            self.page
        );
        Pack::document(&xml)
            .part("word/_rels/document.xml.rels", pack::list(&[("f", "footer", "f.xml")]))
            .part("word/f.xml", format!("<w:ftr xmlns:w=\"{}\">{footer}</w:ftr>", pack::TRANSITIONAL))
    }

    fn said(&self) -> Vec<(String, String)> {
        said(&read(&self.pack()))
    }
}

#[test]
fn one_thing_out_of_place_is_one_finding() {
    assert_eq!(RIGHT.said(), []);
    let one = |report: Report<'_>| {
        let said = report.said();
        assert_eq!(said.len(), 1, "{said:?}");
        let (rule, message) = &said[0];
        format!("{rule}: {message}")
    };
    let page = |page| one(Report { page, ..RIGHT });
    let a4 = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1440\" w:left=\"1588\"/>";
    assert_eq!(page(a4), "margins: 页边距下25.4毫米，应为下34至36毫米");
    let letter =
        "<w:pgSz w:w=\"12240\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"/>";
    assert_eq!(page(letter), "paper: 纸张宽215.9毫米，A4纸宽210毫米、高297毫米");
    let title = |title| one(Report { title, ..RIGHT });
    assert_eq!(title(["宋体", "44", "center"]), "title-font: 标题用的是宋体，应当用小标宋");
    assert_eq!(title(["方正小标宋_GBK", "36", "center"]), "title-size: 标题是小二（18磅），应当用二号（22磅）");
    assert_eq!(title(["方正小标宋_GBK", "44", "both"]), "title-place: 标题居左，应当居中");
    let body = |font, size, around| one(Report { body: [font, size, around], ..RIGHT });
    // Signature and headings have the size of their own; what is off in six paragraphs is one finding.
    assert_eq!(body("宋体", "32", RIGHT.body[2]), "body-font: 正文用的是宋体，应当用仿宋（全文共6处）");
    assert_eq!(body("FangSong", "28", RIGHT.body[2]), "body-size: 正文是四号（14磅），应当用三号（16磅）（全文共6处）");
    let lines = "<w:spacing w:line=\"440\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"640\"/>";
    assert_eq!(body("仿宋", "32", lines), "line-spacing: 正文行距是固定值22磅，应当用固定值28至30磅（全文共6处）");
    let flush = "<w:spacing w:line=\"570\" w:lineRule=\"exact\"/>";
    assert_eq!(body("仿宋", "32", flush), "body-indent: 这一段首行缩进0字，应当左空两个字（全文共6处）");
    let heading = one(Report { heading: ["仿宋", "32"], ..RIGHT });
    assert_eq!(heading, "first-heading-font: 一级标题用的是仿宋，应当用黑体（全文共2处）");
    assert_eq!(
        one(Report { second: ["黑体", "32"], ..RIGHT }),
        "second-heading-font: 二级标题用的是黑体，应当用楷体（全文共2处）"
    );
    assert_eq!(
        one(Report { second: ["楷体", "36"], ..RIGHT }),
        "heading-size: 二级标题字号是小二（18磅），应当用三号（16磅）（全文共2处）"
    );
    // A number to the right on all pages is right on odd ones.
    let footer = one(Report { footer: "<w:jc w:val=\"right\"/>", ..RIGHT });
    assert_eq!(footer, "page-number-place: 双数页页码位置是居右，应当居左");
    assert_eq!(one(Report { signature: "left", ..RIGHT }), "signature-place: 署名位置是居左，应当靠右（全文共2处）");
}

/// Numbers that no program writes, and places where they do not belong.
#[test]
fn senseless_values_are_read_and_judged_without_harm() {
    for value in ["0", "-1", "2147483647", "-2147483648", "99999999999", "1e99", "NaN", "inf", "", "mm", "-5pt"] {
        let page = format!(
            "<w:pgSz w:w=\"{value}\" w:h=\"{value}\"/><w:pgMar w:top=\"{value}\" w:right=\"{value}\" w:bottom=\"{value}\" w:left=\"{value}\" w:gutter=\"{value}\"/>\
             <w:docGrid w:type=\"lines\" w:linePitch=\"{value}\"/><w:pgNumType w:fmt=\"{value}\"/>"
        );
        let around = format!(
            "<w:spacing w:line=\"{value}\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"{value}\" w:left=\"{value}\" w:leftChars=\"{value}\" w:hanging=\"{value}\"/>"
        );
        for page in [page.as_str(), RIGHT.page] {
            for around in [around.as_str(), RIGHT.body[2]] {
                for size in [value, "32"] {
                    let report = Report { page, title: ["", size, value], body: [value, size, around], ..RIGHT };
                    let said = report.said();
                    assert!(
                        said.iter().all(|(_, message)| !message.contains("NaN") && !message.contains("inf")),
                        "{value}: {said:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn equal_fonts_have_many_names_and_unknown_ones_are_left() {
    for font in [
        "仿宋",
        "FangSong",
        "fangsong_gb2312",
        "方正仿宋_GBK",
        "方正仿宋简体",
        "华文仿宋",
        "STFangsong",
        "CESI仿宋-GB2312",
        "某某体",
        "Times New Roman",
    ] {
        assert_eq!(Report { body: [font, "32", RIGHT.body[2]], ..RIGHT }.said(), [], "{font}");
    }
    for font in ["小标宋体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "方正大标宋简体"] {
        assert_eq!(Report { title: [font, "44", "center"], ..RIGHT }.said(), [], "{font}");
    }
    for font in ["SimSun", "新宋体", "等线", "Microsoft YaHei", "微软雅黑", "楷体", "黑体"] {
        assert_eq!(Report { body: [font, "32", RIGHT.body[2]], ..RIGHT }.said().len(), 1, "{font}");
    }
}

#[test]
fn a_document_with_another_layout_is_told_so_once() {
    let other = Report {
        page: "",
        title: ["黑体", "36", "left"],
        body: ["宋体", "24", "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/>"],
        heading: ["宋体", "24"],
        second: ["宋体", "24"],
        ..RIGHT
    };
    let said = other.said();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "unset");
    // Three things are three findings.
    let three = Report { title: ["黑体", "36", "left"], ..RIGHT }.said();
    assert_eq!(three.len(), 3, "{three:?}");
}

#[test]
fn a_text_has_no_layout_and_one_word_grades_it() {
    assert_eq!(said(&source::read("报告.txt", CORRECT.as_bytes(), None).unwrap()), []);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("报告.docx"), Report { heading: ["仿宋", "32"], ..RIGHT }.pack().zip()).unwrap();
    let hegui = |more: &[&str]| {
        let arguments = [&["check", "报告.docx", "--format", "short", "--select", "layout"], more].concat();
        let output = Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder.path()).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let told = |severity: &str| {
        format!("报告.docx:2:1: {severity}[layout/first-heading-font] 一级标题用的是仿宋，应当用黑体（全文共2处）\n")
    };
    assert_eq!(hegui(&[]), (Some(0), told("advice")));
    assert_eq!(hegui(&["--layout", "advice"]), (Some(0), told("advice")));
    assert_eq!(hegui(&["--layout", "warning", "--fail-on", "warning"]), (Some(1), told("warning")));
    assert_eq!(hegui(&["--layout", "off"]), (Some(0), String::new()));
    assert_eq!(hegui(&["--layout", "loud"]).0, Some(2));
}

#[test]
fn an_organisations_own_norms_take_the_place_of_ours() {
    let norms = rule::RuleFile::new("facts/layout.yaml", "- { norm: body-size, of: body, property: size, between: [14, 15] }\n");
    let ours = rule::builtin();
    let set = ours.with(rule::load([norms], &ours).unwrap());
    let linter = Linter::new(set, Settings { select: vec!["layout".to_owned()], ..Settings::default() });
    let report = linter.check(&read(&RIGHT.pack()));
    let said: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, ["正文是三号（16磅），应当用14至15磅（全文共6处）"]);
    for wrong in ["between: [3, 2]", "is: [仿宋]", "is: [仿宋], between: [2, 3]"] {
        let norms = rule::RuleFile::new("facts/layout.yaml", &format!("- {{ norm: a, of: body, property: size, {wrong} }}\n"));
        assert_eq!(rule::load([norms], &ours).unwrap_err().len(), 1, "{wrong}");
    }
}

#[test]
fn every_rule_on_layout_is_advice() {
    let set = rule::builtin();
    let rules: Vec<_> = set.rules.iter().filter(|rule| rule.family() == "layout").collect();
    assert!(rules.len() > 15);
    assert!(rules.iter().all(|rule| rule.severity == Severity::Advice));
    // Each norm has its rule, and each rule its norm.
    let mut norms: Vec<&str> = set.tables.layout.iter().map(|row| row.norm.as_str()).collect();
    norms.sort();
    norms.dedup();
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule.id.strip_prefix("layout/")).filter(|id| *id != "unset").collect();
    assert_eq!(ids, norms);
}

/// Says what was not tried. Not by eprintln!, which is swallowed in a test that passes.
fn skipped(reason: &str) {
    let _ = writeln!(std::io::stderr(), "\n!! SKIPPED: {reason}");
}

/// What a program of Python makes of a text; none, if there is none with python-docx.
fn python(program: &str, text: &str) -> Option<Source> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.txt"), text).unwrap();
    let run =
        |program: &str| Command::new("python3").current_dir(folder.path()).env("PYTHONUTF8", "1").args(["-c", program]).output();
    if !run("import docx").is_ok_and(|output| output.status.success()) {
        skipped("no python3 with python-docx, its documents were not looked at");
        return None;
    }
    let output = run(program).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(source::read("out.docx", &fs::read(folder.path().join("out.docx")).unwrap(), None).unwrap())
}

const PLAIN: &str = "import docx
d = docx.Document()
for line in open('in.txt', encoding='utf-8').read().rstrip('\\n').split('\\n'):
    d.add_paragraph(line)
d.save('out.docx')
";

const LAID_OUT: &str = include_str!("layout/laid_out.py");

#[test]
fn a_report_laid_out_with_python_docx_is_silent_and_a_bare_one_gets_one_advice() {
    let Some(right) = python(LAID_OUT, CORRECT) else { return };
    assert_eq!(said(&right), []);
    let Some(bare) = python(PLAIN, CORRECT) else { return };
    let said = said(&bare);
    assert_eq!(said.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["unset"]);
}

/// Real reports, which are not part of the project.
#[test]
fn real_reports_as_bare_documents_get_one_advice_each() {
    let Ok(folder) = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")) else {
        return skipped("../shared is absent, real reports were not looked at");
    };
    let texts = folder.flatten().filter(|file| file.path().extension().is_some_and(|ending| ending == "txt"));
    for file in texts {
        let Some(bare) = python(PLAIN, &fs::read_to_string(file.path()).unwrap()) else { return };
        assert_eq!(said(&bare).len(), 1, "{}", file.path().display());
    }
}

#[test]
fn libreoffice_keeps_the_layout() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.docx"), RIGHT.pack().part("[Content_Types].xml", CONTENT_TYPES).zip()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let convert = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", "in.docx"];
    let output = Command::new("soffice").current_dir(folder.path()).arg(&profile).args(convert).output();
    if !output.is_ok_and(|output| output.status.success()) {
        return skipped("no soffice, documents of LibreOffice were not looked at");
    }
    let source = source::read("out.docx", &fs::read(folder.path().join("out/in.docx")).unwrap(), None).unwrap();
    assert_eq!(said(&source), []);
    let layout = source.layout().unwrap();
    assert_eq!(layout.paragraphs[0].runs[0].font.as_deref(), Some("方正小标宋简体"));
    assert!(layout.sections[0].paper.is_some() && !layout.sections[0].numbers.as_deref().unwrap().is_empty());
}

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/f.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
