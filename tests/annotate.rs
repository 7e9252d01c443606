//! Findings become comments at their words and fixes tracked changes; everything else of a document stays as it is.

#[path = "annotate/door.rs"]
mod door;
#[path = "annotate/others.rs"]
mod others;
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "the words for XML are shared with the tests of reading")]
mod pack;
#[path = "annotate/package.rs"]
mod package;
#[path = "annotate/random.rs"]
mod random;

use std::io::{Cursor, Read};

use hegui::annotate::{Annotated, Telling, annotate, remove};
use hegui::emit::Language;
use hegui::lint::{Linter, Settings};
use hegui::source::{self, Changes};
use pack::{Pack, STRICT, TRANSITIONAL, p, r, tc};

fn only(rules: &[&str]) -> Settings {
    let select = rules.iter().map(|rule| (*rule).to_owned()).collect();
    Settings { genre: None, select, ..Settings::default() }
}

/// A linter that knows only these rules, so that a text may be short.
fn linter(rules: &[&str]) -> Linter {
    Linter::new(hegui::rule::builtin(), only(rules))
}

fn telling() -> Telling<'static> {
    Telling { language: Language::Chinese, why: &|_| Some("缘由在此".to_owned()) }
}

fn annotated(linter: &Linter, bytes: &[u8]) -> Annotated {
    annotate(linter, "报告.docx", bytes, None, &telling()).unwrap_or_else(|error| panic!("{error}"))
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut content).unwrap();
    content
}

/// A part as it is compressed, with where its name and time come.
fn raw(bytes: &[u8], name: &str) -> (Option<zip::DateTime>, Vec<u8>) {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let index = zip.index_for_name(name).unwrap();
    let mut entry = zip.by_index_raw(index).unwrap();
    let mut content = Vec::new();
    entry.read_to_end(&mut content).unwrap();
    (entry.last_modified(), content)
}

/// The parts of a package, in order.
fn names(bytes: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len()).map(|at| zip.name_for_index(at).unwrap().unwrap().into_owned()).collect()
}

/// How many documents a property is tried on; more with `HEGUI_GENERATOR`.
fn cases() -> u32 {
    std::env::var("HEGUI_GENERATOR").ok().and_then(|count| count.parse().ok()).unwrap_or(64)
}

/// What stands in the body, annotated by the rules on words.
fn body(inside: &str) -> String {
    inner(&annotated(&linter(&["wording", "terms"]), &Pack::body(inside).zip()).bytes)
}

fn inner(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let start = xml.find("<w:body>").unwrap() + "<w:body>".len();
    xml[start..xml.find("</w:body>").unwrap()].trim_end_matches("<w:sectPr/>").to_owned()
}

fn read(bytes: &[u8], changes: Changes) -> String {
    source::read_changes("报告.docx", bytes, None, changes).unwrap().text().to_owned()
}

fn start(id: u32) -> String {
    format!("<w:commentRangeStart w:id=\"{id}\"/>")
}

fn end(id: u32) -> String {
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}

fn ins(id: u32, run: &str) -> String {
    format!("<w:ins w:id=\"{id}\" w:author=\"hegui\">{run}</w:ins>")
}

fn del(id: u32, run: &str) -> String {
    format!("<w:del w:id=\"{id}\" w:author=\"hegui\">{}</w:del>", run.replace("w:t>", "w:delText>").replace("w:t ", "w:delText "))
}

/// A run with its looks, as it is written when it was cut.
fn run(looks: &str, text: &str) -> String {
    format!("<w:r w:rsidR=\"00AB\"><w:rPr>{looks}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn a_run_is_cut_at_the_words_and_keeps_its_looks() {
    let looks = "<w:b/><w:sz w:val=\"32\"/>";
    let one = format!(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r w:rsidR=\"00AB\"><w:rPr>{looks}</w:rPr><w:t>全年布署工作3次。</w:t></w:r></w:p>"
    );
    let cut = format!(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>{}{}{}{}{}{}{}{}{}</w:p>",
        start(0),
        run(looks, "全年"),
        start(1),
        del(3, &run(looks, "布")),
        ins(2, &run(looks, "部")),
        run(looks, "署"),
        end(1),
        run(looks, "工作3次。"),
        end(0),
    );
    assert_eq!(body(&one), cut);
}

#[test]
fn whole_runs_are_wrapped_as_they_are() {
    let three = format!("<w:p>{}<w:r><w:t>布</w:t></w:r>{}</w:p>", r("全年"), r("署工作3次。"));
    let marked = body(&three);
    assert!(marked.contains(&del(3, "<w:r><w:t>布</w:t></w:r>")), "{marked}");
    assert!(marked.contains(&ins(2, &r("部"))), "{marked}");
    assert!(marked.starts_with(&format!("<w:p>{}{}{}", start(0), r("全年"), start(1))), "{marked}");
}

#[test]
fn blanks_that_did_not_show_do_not_show_in_a_half() {
    let marked = Pack::body("<w:p><w:r><w:t>\n  全年布署工作 3次。\n</w:t></w:r></w:p>").zip();
    let done = annotated(&linter(&["wording"]), &marked).bytes;
    assert_eq!(read(&done, Changes::Rejected), read(&marked, Changes::Accepted));
    assert_eq!(read(&done, Changes::Accepted), "全年部署工作 3次。");
}

#[test]
fn what_cannot_be_a_change_is_told_in_the_comment() {
    let field = "<w:fldSimple w:instr=\"REF a\"><w:r><w:t>布署</w:t></w:r></w:fldSimple>";
    let inserted = format!("<w:ins w:id=\"5\" w:author=\"某人\">{}</w:ins>", r("布署"));
    let control = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", r("布署"));
    let ruby = format!("<w:r><w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("布署"));
    for inside in [field, &inserted, &control, &ruby] {
        let done =
            annotated(&linter(&["wording"]), &Pack::body(&format!("<w:p>{}{inside}{}</w:p>", r("全年"), r("工作。"))).zip());
        assert_eq!((done.comments, done.changes, done.told), (2, 0, 1), "{inside}");
        assert!(part(&done.bytes, "word/comments.xml").contains("没有作修订"), "{inside}");
        let marked = inner(&done.bytes);
        // Of others' insertions and ours the words are marked where they stand; what cannot be cut is marked around.
        let words = if inside.starts_with("<w:ins") { &*r("布署") } else { inside };
        assert!(marked.contains(&(start(1) + words + &end(1))), "{marked}");
    }
}

#[test]
fn a_comment_says_what_why_on_what_authority_and_how() {
    let done = annotated(&linter(&["wording"]), &Pack::body(&p("全年布署工作3次。")).zip());
    let comments = part(&done.bytes, "word/comments.xml");
    let lines: Vec<&str> = comments.split("</w:p>").collect();
    let text = |at: usize| lines[at].rsplit('>').nth(2).map(|text| text.split('<').next().unwrap()).unwrap();
    assert_eq!(text(0), concat!("hegui ", env!("CARGO_PKG_VERSION"), "：警告1处"));
    assert!(comments.contains("w:author=\"hegui\" w:initials=\"合规\""));
    assert!(!comments.contains("w:date"));
    for words in ["警告：", "缘由：缘由在此", "依据：", "已作修订，请接受或拒绝", "规则：wording/"] {
        assert!(comments.contains(words), "{words}: {comments}");
    }
}

#[test]
fn a_document_without_findings_says_so() {
    let done = annotated(&linter(&["wording"]), &Pack::body(&p("一切都好。")).zip());
    assert_eq!((done.comments, done.changes), (1, 0));
    assert!(part(&done.bytes, "word/comments.xml").contains("没有发现问题"));
}

#[test]
fn annotating_again_adds_nothing_and_removing_gives_the_text_back() {
    let faulty: String = include_str!("../samples/faulty.txt").lines().map(p).collect();
    let original = Pack::body(&faulty).zip();
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    let once = annotated(&linter, &original).bytes;
    let twice = annotated(&linter, &once).bytes;
    for name in ["word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"] {
        assert_eq!(part(&once, name), part(&twice, name), "{name}");
    }
    let back = remove("报告.docx", &once).unwrap();
    assert!(back.comments > 10 && back.changes > 3);
    assert_eq!(read(&back.bytes, Changes::Accepted), read(&original, Changes::Accepted));
    let said = |bytes: &[u8]| {
        let source = source::read("报告.docx", bytes, None).unwrap();
        linter.check(&source).findings
    };
    assert_eq!(said(&back.bytes), said(&original));
    assert!(!part(&back.bytes, "word/document.xml").contains("hegui"));
    assert_eq!(names(&back.bytes), names(&original));
    // A document without our marks is not written anew.
    assert_eq!(remove("报告.docx", &original).unwrap().bytes, original);
}

#[test]
fn a_row_is_marked_within_its_cell_and_a_note_where_it_is_called() {
    let row = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc(&p("布署工作")), tc(&p("12")));
    let first = format!("<w:p>{}{}{}</w:p>", start(0), r("布署工作"), end(0));
    assert!(body(&row).contains(&tc(&first)), "{}", body(&row));
    let call = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("全年布署工作。"));
    let pack = Pack::body(&format!("<w:p>{}{call}</w:p>", r("正文。"))).with("footnotes", &note);
    let done = annotated(&linter(&["wording"]), &pack.zip());
    assert!(inner(&done.bytes).contains(&format!("{}{call}{}", start(1), end(1))), "{}", inner(&done.bytes));
    assert!(part(&done.bytes, "word/comments.xml").contains("在脚注里：“布署”"));
    assert_eq!(done.changes, 0);
}

/// Word keeps a text box and words in one run: a mark on the box stands around it alone, also when the run was cut for the words.
#[test]
fn a_text_box_in_a_run_with_words_is_marked_the_same_a_second_time() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("布署"));
    let boxed = format!("<w:pict><v:textbox>{inside}</v:textbox></w:pict>");
    let pack = Pack::body(&format!("<w:p><w:r>{boxed}<w:t>全年布署工作。</w:t></w:r></w:p>"));
    let linter = linter(&["wording"]);
    let once = annotated(&linter, &pack.zip()).bytes;
    let marked = inner(&once);
    assert!(marked.contains(&format!("<w:r>{boxed}</w:r>{}", end(2))), "{marked}");
    assert_eq!(inner(&annotated(&linter, &once).bytes), marked);
}

#[test]
fn strict_documents_and_other_prefixes_get_marks_of_their_own_kind() {
    let other = format!("<a:document xmlns:a=\"{STRICT}\"><a:body><a:p><a:r><a:t>布署</a:t></a:r></a:p></a:body></a:document>");
    let done = annotated(&linter(&["wording"]), &Pack::document(&other).zip()).bytes;
    let xml = part(&done, "word/document.xml");
    assert!(
        xml.contains("<a:del a:id=\"3\" a:author=\"hegui\"><a:r><a:delText xml:space=\"preserve\">布</a:delText></a:r></a:del>"),
        "{xml}"
    );
    assert!(part(&done, "word/comments.xml").contains(&format!("<w:comments xmlns:w=\"{STRICT}\">")));
    assert!(
        part(&done, "word/_rels/document.xml.rels").contains("http://purl.oclc.org/ooxml/officeDocument/relationships/comments")
    );
    let none = format!(
        "\u{FEFF}<?xml version=\"1.0\"?>\r\n<document xmlns=\"{TRANSITIONAL}\"><body><p><r><t>布署</t></r></p></body></document>"
    );
    let done = annotated(&linter(&["wording"]), &Pack::document(&none).zip()).bytes;
    let xml = part(&done, "word/document.xml");
    assert!(
        xml.contains(&format!(
            "<w:ins xmlns:w=\"{TRANSITIONAL}\" w:id=\"2\" w:author=\"hegui\"><r><t xml:space=\"preserve\">部</t></r></w:ins>"
        )),
        "{xml}"
    );
    assert_eq!(read(&done, Changes::Accepted), "部署");
    assert_eq!(read(&remove("报告.docx", &done).unwrap().bytes, Changes::Accepted), "布署");
}
