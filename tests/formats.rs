//! One promise: the same report as plain text, in GBK, as a web page and as Markdown gives the same findings, each on its words.

#[path = "promises/pages.rs"]
mod pages;

use encoding_rs::GB18030;
use hegui::finding::Safety;
use hegui::fix::{Fixed, Why, fix};
use hegui::lint::{Linter, Settings};
use hegui::rule::builtin;
use hegui::source::{self, Format, Source};
use proptest::prelude::*;

use pages::{markdown, paragraphs, site, spans};

fn linter() -> Linter {
    Linter::new(builtin(), Settings::default())
}

fn read(name: &str, text: &str) -> Source {
    source::read(name, text.as_bytes(), None).unwrap()
}

fn page(text: &str) -> Source {
    read("报告.html", text)
}

fn reading(name: &str, text: &str) -> String {
    read(name, text).reading().text().trim_end().to_owned()
}

/// What is found: rule, message, and the words that it points at as they are read.
type Found = (String, String, String);

fn found(source: &Source) -> Vec<Found> {
    let reading = source.reading();
    let report = linter().check(source);
    let told = |finding: &hegui::finding::Finding| {
        let words = &reading.text()[reading.read_of(finding.at.span).range()];
        (finding.rule.to_string(), finding.message.clone(), words.to_owned())
    };
    report.findings.iter().map(told).collect()
}

const SAMPLES: [&str; 3] =
    [include_str!("../samples/correct.txt"), include_str!("../samples/faulty.txt"), include_str!("../samples/damaged.txt")];

/// The same report in every format but Word's, for which see tests/docx/same.rs and tests/office/formats.rs.
fn alike(sample: &str) {
    let wanted = found(&read("a.txt", sample));
    let lines: Vec<_> = sample.lines().collect();
    // A report that lost its title begins with prose, which no page sets as its title.
    let (title, rest) = lines.split_first().filter(|(first, _)| first.ends_with("报告")).unwrap_or((&"", &lines));
    let gbk = |text: &str| GB18030.encode(text).0.into_owned();
    let site_page = site(title, &paragraphs(rest, spans), "gb2312");
    let drafts = [
        ("a.txt", gbk(sample)),
        ("a.html", paragraphs(&lines, str::to_owned).into_bytes()),
        ("b.html", site(title, &paragraphs(rest, str::to_owned), "utf-8").into_bytes()),
        ("c.htm", gbk(&site_page)),
        ("d.shtml", site_page.replace("gb2312", "utf-8").into_bytes()),
        ("e.md", markdown(&lines).into_bytes()),
    ];
    for (name, bytes) in drafts {
        let source = source::read(name, &bytes, None).unwrap();
        // A run of traditional characters is as many as tags cut it into; no-break spaces around a line are layout
        // in a page and in Markdown.
        let alike = |one: &&Found| match &*one.0 {
            "encoding/traditional-characters" => !source.text().contains("<span"),
            "encoding/invisible-character" => source.format() == Format::Text,
            // What a site writes beside an article is furniture on the site's own page, and residue with marks to count anywhere else.
            "structure/web-residue" | "punctuation/half-width-throughout" => {
                !["<nav", "class=\"nav\""].iter().any(|sign| source.text().contains(sign))
            }
            _ => true,
        };
        let wanted: Vec<Found> = wanted.iter().filter(alike).cloned().collect();
        let is: Vec<Found> = found(&source).iter().filter(alike).cloned().collect();
        assert_eq!(is, wanted, "{name}\n{}", source.reading().text());
    }
}

#[test]
fn one_report_in_every_format_gives_the_same_findings() {
    SAMPLES.iter().for_each(|sample| alike(sample));
}

#[test]
fn a_real_report_in_every_format_gives_the_same_findings() {
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")) else {
        eprintln!("SKIPPED: ../shared is absent");
        return;
    };
    let paths = folder.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    for path in paths {
        eprintln!("{}", path.display());
        alike(&std::fs::read_to_string(path).unwrap());
    }
}

#[test]
fn the_ending_says_what_a_file_is() {
    for (name, format) in [
        ("报告.html", Format::Html),
        ("a.b/报告.HTM", Format::Html),
        ("报告.shtml", Format::Html),
        ("报告.md", Format::Markdown),
        ("报告.html.txt", Format::Text),
        ("html", Format::Text),
        ("", Format::Text),
    ] {
        assert_eq!(Format::of(name), format, "{name}");
    }
}

#[test]
fn a_page_is_decoded_as_its_bytes_say_and_then_as_it_says() {
    let text = "<meta charset='gb2312'><p>青岚县司法局𠮷</p>";
    for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned()] {
        assert_eq!(source::read("a.html", &bytes, None).unwrap().text(), text);
    }
    let big5 = encoding_rs::BIG5.encode("<meta charset=big5><p>法治政府建設報告</p>").0.into_owned();
    assert!(source::read("a.html", &big5, None).unwrap().text().contains("建設"));
    let ascii = source::read("a.html", b"<meta charset=\"gbk\"><p>&#38738;&#23706;</p>", None).unwrap();
    assert_eq!((ascii.encoding(), ascii.reading().text().trim()), (GB18030, "青岚"));
}

#[test]
fn blocks_are_lines_and_tags_in_a_line_are_nothing() {
    for (text, read) in [
        ("<p>一、工作</p><p>二、不足</p>", "一、工作\n二、不足"),
        ("<div>一、工<b>作</b><br>情<i></i>况<br/>好</div>", "一、工作\n情况\n好"),
        ("<table><tr><td>受理</td><td>31件</td></tr><tr><td>办结</td><td>30件</td></tr></table>", "受理\n31件\n办结\n30件"),
        ("<ul><li>调解<li>普法</ul>完", "调解\n普法\n完"),
        ("<h2>标题</h2>正文<hr>末尾", "标题\n正文\n末尾"),
        ("<p>\n    全县\n    推进\n  法治  建设\n</p>", "全县推进法治 建设"),
        ("<p>the rule\nof law</p>", "the rule of law"),
        ("<p>&nbsp;&nbsp;\u{3000}\u{3000}省长\u{3000}王某&nbsp;</p><p>县长</p>", "\u{3000}\u{3000}省长\u{3000}王某\n县长"),
        ("<p>&ldquo;三个一&rdquo;&#25195;&#x9ed1;&lt;5&amp;</p>", "“三个一”扫黑<5&"),
        ("<pre>一、工作\n二、不足</pre>", "一、工作\n二、不足"),
        ("<ruby>疁<rp>(</rp><rt>liú</rt><rp>)</rp></ruby>溪", "疁溪"),
        ("法治<script>a<b</script>政府<style>p{}</style>建<!-- 注 -->设<select><option>一</select>", "法治政府建设"),
        ("<p hidden>甲</p><p>乙</p><p style='DISPLAY : none'>丙<p>丁", "乙\n丁"),
    ] {
        assert_eq!(reading("a.html", text), read, "{text}");
    }
}

#[test]
fn the_title_is_read_once_with_the_article() {
    let body = "<p>县委、县政府：</p><p>全年审查文件31件，办结案卷42份，培训12次。</p><p>一、工作，成效，经验。</p>";
    let nav = "<ul><li><a href=1>首页</a></li></ul>";
    let title = "青岚县2024年法治政府建设年度报告";
    let pages = [
        format!("{nav}<h1>{title}</h1><div class=\"pages_content\">{body}</div>"),
        format!("<title>{title}-青岚县</title>{nav}<div class=\"article-content\">{body}</div>"),
        format!(
            "<title>{title}</title><h1>青岚县人民政府</h1>{nav}<div class='arti_title'>{title}</div><div id=vsb_content_2>{body}</div>"
        ),
        format!(
            "<title>{title}</title>{nav}<h1>{title}</h1><div id=UCAP-CONTENT><p>青岚县<br>2024年法治政府建设年度报告</p>{body}</div>"
        ),
        format!("<title>{title}_青岚县</title>{nav}<div class=title>相关信息</div>{nav}<div class=trs_editor>{body}</div>"),
        format!("{nav}<div><div><h1>{title}</h1><div class=x>{body}</div></div></div><div>关于我们</div>"),
    ];
    for text in pages {
        let read = reading("a.html", &text).replace("青岚县\n2024", "青岚县2024");
        assert!(read.starts_with(&format!("{title}\n县委")), "{text}\n{read}");
        assert!(read.ends_with("经验。") && !read.contains("首页") && !read.contains("关于我们"), "{read}");
    }
}

#[test]
fn a_page_of_links_is_named_as_one() {
    let text =
        "<title>法治政府</title><ul><li><a href=1>青岚县2024年法治政府建设年度报告</a> 2025-02-20</li></ul><footer>主办</footer>";
    let report = linter().check(&page(text));
    assert_eq!((report.findings.len(), report.notices.len()), (0, 1), "{:?}", report.findings);
    assert!(report.notices[0].message.starts_with("网页里没有找到正文"), "{:?}", report.notices);
}

/// What becomes of a draft when everything that can be is mended.
fn mended(source: &Source) -> (String, Fixed) {
    let fixed = fix(&linter(), source, Safety::Offered);
    (fixed.source.as_ref().unwrap_or(source).text().to_owned(), fixed)
}

#[test]
fn fixes_leave_tags_as_they_are() {
    let text =
        "<div class=\"zoom\">\r\n<p>全年办案31件,开展&ldquo;三个一&rdquo;活动,宣<b>传</b>31次&nbsp;。</p>\r\n<!-- 完 --></div>";
    let (new, _) = mended(&page(text));
    assert_ne!(new, text);
    let tags = |text: &str| {
        text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(tags(&new), tags(text));
    assert!(new.contains("31件\u{FF0C}开展&ldquo;三个一&rdquo;活动"), "{new}");
}

#[test]
fn a_fix_over_a_tag_is_left_with_its_reason() {
    let whole = "<p>二、工作</p><p>（一<b>)</b>成效</p><p>截止2024年12月底，办案31件。</p>";
    let split = whole.replace("截止", "截<b>止</b>");
    let (new, fixed) = mended(&page(&split));
    assert!(new.contains("截<b>止</b>2024"), "{new}");
    assert!(fixed.skipped.iter().any(|skipped| skipped.why == Why::Code), "{:?}", fixed.skipped);
    assert!(mended(&page(whole)).0.contains("截至2024"));
}

#[test]
fn markdown_is_read_without_its_marks() {
    for (text, read) in [
        ("# 报告\n\n一、**工作**情*况*\n二、不足", "报告\n一、工作情况\n二、不足"),
        ("报告\n===\n\n- 甲\n- 乙\n\n1. 规范\n2. 普法\n", "报告\n甲\n乙\n1.规范\n2.普法"),
        ("1. 甲\n1. 乙\n1. 丙\n", "1.甲\n2.乙\n3.丙"),
        ("1. 甲\n3. 乙\n4. 丙\n", "1.甲\n3.乙\n4.丙"),
        ("见[条例](http://a.cn/x(1).html)、<http://a.cn>和![图](a.png)完", "见条例、和完"),
        ("运行 `cargo` 命令\n\n```\n代码，\n```\n\n正文&amp;\\*", "运行命令\n正文&*"),
        (
            "---\ntitle: 一\n---\n\n<div>块</div>\n\n甲<br>乙<span>丙</span>\n\n| a | b |\n|---|---|\n| 一 | 二 |\n\n丁",
            "甲\n乙丙\n丁",
        ),
        ("    缩进的一段。\n    又一段。\n", "缩进的一段。\n又一段。"),
        // Sites show the title of the front matter; it is read where the text has none.
        ("---\ntitle: \"青岚县报告\"\ndate: 2025-01-01\n---\n\n县委：\n", "青岚县报告\n县委："),
        ("+++\ntitle = '报告'\n+++\n\n甲", "报告\n甲"),
        ("---\ntitle: 报告\n---\n\n# 另一个题目\n", "另一个题目"),
        ("---\ntitle: 年度报告\n---\n\n年度报告\n甲", "年度报告\n甲"),
        ("甲[^1]乙\n\n[^1]: 注释。\n", "甲乙\n注释。"),
        ("> 引文~~删~~\n> 第二行", "引文\n第二行"),
        ("甲  \n乙\\\n丙\r\n\r\n丁", "甲\n乙\n丙\n丁"),
    ] {
        assert_eq!(reading("a.md", text), read, "{text}");
    }
}

#[test]
fn mending_a_page_changes_no_tag() {
    let code = |source: &Source| {
        source
            .text()
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split_once('>'))
            .map(|(tag, _)| tag.to_owned())
            .collect::<Vec<_>>()
    };
    for sample in SAMPLES {
        let lines: Vec<_> = sample.lines().collect();
        let source = page(&site(lines[0], &paragraphs(&lines[1..], spans), "utf-8"));
        let fixed = fix(&linter(), &source, Safety::Offered);
        if let Some(new) = &fixed.source {
            assert_eq!(code(new), code(&source));
        }
    }
}

#[test]
fn what_a_fix_puts_into_a_page_is_escaped() {
    let source = page("<p>甲</p>");
    assert_eq!((&*source.coded("<5%且A&B"), &*read("a.md", "甲").coded("A&B")), ("&lt;5%且A&amp;B", "A&B"));
}

#[test]
fn places_are_those_of_the_file() {
    let text = "<html>\r\n<body>\r\n<p>一、工作</p>\r\n<p>截止2024年12月底，办案31件。</p></body></html>";
    let source = page(text);
    let report = linter().check(&source);
    let finding = report.findings.iter().find(|finding| text[finding.at.span.range()].starts_with("截止")).unwrap();
    let at = source.position(finding.at.span.start as usize);
    assert_eq!((at.line, at.column), (4, 4));
}

/// Whether the pieces of a reading lead from one text to the other and back, everything between them being the same in both.
fn leads(source: &Source) {
    let (text, reading) = (source.text(), source.reading());
    let (mut written, mut read) = (0, 0);
    for piece in reading.pieces() {
        assert!(!piece.written.is_empty() && piece.written.start as usize >= written, "{piece:?}");
        assert_eq!(text[written..piece.written.start as usize], reading.text()[read..piece.read.start as usize]);
        (written, read) = (piece.written.end as usize, piece.read.end as usize);
    }
    assert_eq!(text[written..], reading.text()[read..]);
}

fn sound(source: &Source) {
    leads(source);
    let text = source.text();
    let report = linter().check(source);
    for finding in &report.findings {
        assert!(text.get(finding.at.span.range()).is_some(), "{finding:?}");
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|edit| assert!(text.get(edit.span.range()).is_some(), "{edit:?}"));
    }
    fix(&linter(), source, Safety::Offered);
}

#[test]
fn floods_and_depths_are_read_in_their_length() {
    let prose = "<p>全年审查文件31件，办结案卷42份，培训12次。</p>".repeat(3);
    for flood in
        ["<div>", "<b>", "<p hidden>", "<table><tr><td>", "</div>", "<h1>甲", "<div class=title>甲", "<!--", "<", "&", "&ldquo;"]
    {
        let text = flood.repeat(100_000) + &prose;
        leads(&page(&text));
    }
    for flood in [">", "- ", "*", "[", "[甲](", "`", "&amp;", "<a ", "1. ", "![", "|", "\\", "[^1]"] {
        let text = flood.repeat(20_000) + "甲";
        leads(&read("a.md", &text));
    }
}

/// What pages and Markdown are made of, whole and broken.
const SOUP: [&str; 64] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<span style='a>b'>",
    "</span>",
    "<br>",
    "<br/>",
    "<td>",
    "<tr>",
    "</table>",
    "<table>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<a href=\"x\">",
    "</a>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<div id=zoom>",
    "<div class=\"nav\">",
    "<p hidden>",
    "<pre>",
    "</pre>",
    "<li>",
    "<meta charset=gbk>",
    "<",
    ">",
    "&",
    "&nbsp;",
    "&ldquo;",
    "&#24314;",
    "&#0;",
    "&amp;nbsp;",
    "\u{A0}",
    "\r\n",
    "\n",
    "\n\n",
    " ",
    "\u{3000}",
    "\t",
    "# ",
    "## ",
    "- ",
    "1. ",
    "3) ",
    "> ",
    "**",
    "*",
    "`",
    "```\n",
    "[法](u)",
    "![图](u)",
    "|",
    "---\n",
    "\\",
    "<br",
    "[^1]",
    "[^1]: ",
    "~~",
    "***",
];
const WORDS: [&str; 20] = [
    "一、工作情况",
    "（一）",
    "(二)",
    "截止2024年底",
    "，",
    "。",
    ",",
    "31件",
    "517 宗",
    "區(qū)委",
    "法治",
    "設立",
    "\u{FEFF}",
    "\u{200B}",
    "青岚县司法局",
    "2024年法治政府建设年度报告",
    "三",
    "A&B",
    "<5%",
    "11010119900307123X",
];

fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![prop::sample::select(&SOUP[..]), prop::sample::select(&WORDS[..])];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_soup_reads_soundly(text in soup()) {
        for name in ["a.html", "a.md"] {
            if let Ok(source) = source::read(name, text.as_bytes(), None) {
                sound(&source);
            }
        }
    }
}
