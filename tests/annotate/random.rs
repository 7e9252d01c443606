//! Whatever a document is made of and whatever is found in it: valid marks, nothing lost, and a way back.

use std::collections::{HashMap, HashSet};

use hegui::finding::Safety;
use hegui::fix::{apply, propose};
use hegui::lint::{Linter, Settings};
use hegui::rule::{self, RuleFile, RuleSet};
use hegui::source::{self, Changes};
use proptest::prelude::*;

use super::pack::{Pack, escaped, p, r, tc};
use super::{annotated, part, raw, read, remove};

/// Words with what is right instead: another, a longer, a shorter, one outside the first plane, one that combines, one that is only found,
/// one that something goes before.
const WORDS: [(&str, &str); 7] = [
    ("甲乙", "丙乙"),
    ("子丑", "子寅丑"),
    ("丁丁", "丁"),
    ("𠮷野", "𡶄野"),
    ("e\u{301}丙", "e\u{300}丙"),
    ("丙丑", ""),
    ("丑丑", "甲丑丑"),
];

fn linter() -> Linter {
    let file = |(at, (wrong, right)): (usize, &(&str, &str))| {
        let yaml = include_str!("../fixes/plateau.yaml").replace("原上镇", wrong);
        let yaml = match *right {
            "" => yaml.replace(", replace: 𡶄上镇, safety: safe", ""),
            right => yaml
                .replace("𡶄上镇", right)
                .replace("safety: safe", if at % 2 == 0 { "safety: safe" } else { "safety: offered" }),
        };
        RuleFile::new(&format!("wording/word{at}.yaml"), &yaml)
    };
    let own =
        rule::load(WORDS.iter().enumerate().map(file), &RuleSet::default()).unwrap_or_else(|errors| panic!("{}", errors[0]));
    Linter::new(RuleSet::default().with(own), Settings { genre: None, ..Settings::default() })
}

/// A piece of a paragraph.
fn piece() -> impl Strategy<Value = String> {
    let text = || "[甲乙丙丁子丑𠮷野&< ]{0,5}|e\u{301}丙|甲乙|𠮷野|丑丑";
    let run = |text: String, looks: usize, kept: bool| {
        let looks = ["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/></w:rPr>"][looks];
        let space = if kept { " xml:space=\"preserve\"" } else { "" };
        format!("<w:r w:rsidR=\"00{:02X}\">{looks}<w:t{space}>{}</w:t></w:r>", looks.len(), escaped(&text))
    };
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    prop_oneof![
        12 => (text(), 0usize..3, any::<bool>()).prop_map(move |(text, looks, kept)| run(text, looks, kept)),
        2 => (text(), text()).prop_map(|(a, b)| format!("<w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t><w:lastRenderedPageBreak/><w:t>丁</w:t></w:r>", escaped(&a), escaped(&b))),
        1 => text().prop_map(|text| format!("<w:ins w:id=\"901\" w:author=\"某人\">{}</w:ins>", r(&text))),
        1 => text().prop_map(|text| format!("<w:del w:id=\"902\" w:author=\"某人\">{}</w:del>", r(&text).replace("w:t", "w:delText"))),
        1 => text().prop_map(|text| format!("<w:hyperlink w:anchor=\"a\">{}{}</w:hyperlink>", r(&text), r("乙"))),
        1 => text().prop_map(|text| format!("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", r(&text))),
        1 => text().prop_map(|text| format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", r(&text))),
        1 => text().prop_map(move |text| format!("{}<w:r><w:instrText>REF a</w:instrText></w:r>{}{}{}", field("begin"), field("separate"), r(&text), field("end"))),
        1 => text().prop_map(|text| format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("a"), r(&text))),
        1 => text().prop_map(|text| {
            let inside = format!("<w:txbxContent>{}</w:txbxContent>", p(&text));
            format!("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{inside}</mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>")
        }),
        1 => Just("<w:bookmarkStart w:id=\"903\" w:name=\"a\"/><w:bookmarkEnd w:id=\"903\"/><w:proofErr w:type=\"spellStart\"/>".to_owned()),
        1 => Just("<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>".to_owned()),
        1 => Just("<w:r><w:br/></w:r>".to_owned()),
        1 => Just("<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned()),
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    let properties = prop_oneof![
        6 => Just(""),
        2 => Just("<w:pPr><w:jc w:val=\"both\"/></w:pPr>"),
        1 => Just("<w:pPr><w:rPr><w:del w:id=\"904\" w:author=\"某人\"/></w:rPr></w:pPr>"),
        1 => Just("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
    ];
    (properties, prop::collection::vec(piece(), 0..7))
        .prop_map(|(properties, pieces)| format!("<w:p>{properties}{}</w:p>", pieces.concat()))
}

/// A body, and whether somebody commented on it.
fn document() -> impl Strategy<Value = (String, bool)> {
    let block = prop_oneof![
        6 => paragraph(),
        1 => (paragraph(), paragraph()).prop_map(|(a, b)| format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc(&a), tc(&b))),
        1 => paragraph().prop_map(|inside| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc(&inside))),
        1 => paragraph().prop_map(|inside| format!("<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>")),
    ];
    (prop::collection::vec(block, 1..5), any::<bool>(), any::<bool>()).prop_map(|(blocks, spread, commented)| {
        // Ids must not repeat, so each gets one of its own.
        let mut count = 1000;
        let mut body = p("甲") + &blocks.concat();
        for id in ["901", "902", "904"] {
            while let Some(at) = body.find(&format!("\"{id}\"")) {
                body.replace_range(at + 1..at + 4, &count.to_string());
                count += 1;
            }
        }
        let bookmark = "<w:bookmarkStart w:id=\"903\" w:name=\"a\"/><w:bookmarkEnd w:id=\"903\"/>";
        while let Some(at) = body.find(bookmark) {
            body.replace_range(at..at + bookmark.len(), &bookmark.replace("903", &count.to_string()));
            count += 1;
        }
        // One comment of somebody else's is called once.
        let comment =
            "<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
        let first = body.find(comment).map(|at| at + comment.len());
        let (head, tail) = body.split_at(first.filter(|_| commented).unwrap_or(0));
        let body = head.to_owned() + &tail.replace(comment, "");
        let body = if spread { body.replace("><", ">\n<") } else { body };
        (body, commented && first.is_some())
    })
}

fn packed(body: &str, commented: bool) -> Vec<u8> {
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("脚注甲乙。"));
    let pack = Pack::body(body).with("numbering", &super::pack::usual_list()).with("footnotes", &note);
    match commented {
        true => pack.with("comments", &format!("<w:comment w:id=\"0\" w:author=\"某人\">{}</w:comment>", p("看过"))).zip(),
        false => pack.zip(),
    }
}

/// Elements that may hold marks between words.
const HOLDS: [&str; 6] = ["w:p", "w:hyperlink", "w:ins", "w:del", "w:sdtContent", "w:fldSimple"];

/// What is wrong with the marks of a document; the words that each comment stands around.
fn marks(xml: &str, comments: &str) -> (Vec<String>, HashMap<String, String>) {
    let (mut faults, mut open, mut around) = (Vec::new(), HashSet::new(), HashMap::<String, String>::new());
    let mut stack: Vec<&str> = Vec::new();
    let (mut ids, mut called) = (HashSet::new(), HashSet::new());
    for chunk in xml.split('<').skip(1) {
        let (tag, text) = chunk.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            if stack.pop() != Some(name) {
                faults.push(format!("</{name}> closes something else"));
            }
        } else if !tag.starts_with(['?', '!']) {
            let name = tag.split([' ', '/']).next().unwrap();
            let id = tag.split_once("w:id=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default().to_owned();
            let parent = stack.last().copied().unwrap_or_default();
            let own = matches!(name, "w:ins" | "w:del" | "w:commentRangeStart" | "w:bookmarkStart");
            if own && !ids.insert(id.clone()) {
                faults.push(format!("{name} has the id {id} of another"));
            }
            if name.starts_with("w:commentRange") && !HOLDS.contains(&parent) {
                faults.push(format!("{name} in {parent}"));
            }
            match name {
                "w:commentRangeStart" => drop(open.insert(id.clone())),
                "w:commentRangeEnd" if !open.remove(&id) => faults.push(format!("{id} ends before it begins")),
                "w:commentReference" if !called.insert(id.clone()) => faults.push(format!("{id} is called twice")),
                "w:t" if stack.contains(&"w:del") => faults.push("w:t in w:del".to_owned()),
                "w:delText" if !stack.contains(&"w:del") => faults.push("w:delText outside w:del".to_owned()),
                _ => {}
            }
            if !tag.ends_with('/') {
                stack.push(name);
            }
        }
        if matches!(stack.last(), Some(&"w:t" | &"w:delText")) {
            open.iter().for_each(|id| around.entry(id.clone()).or_default().push_str(text));
        }
    }
    if !stack.is_empty() || !open.is_empty() {
        faults.push(format!("left open: {stack:?} {open:?}"));
    }
    let known: HashSet<String> =
        comments.split("<w:comment w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    if known != called && !called.is_empty() {
        faults.push(format!("{known:?} are there, {called:?} are called"));
    }
    (faults, around)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::cases()))]

    #[test]
    fn any_document_keeps_its_words((body, commented) in document()) {
        let linter = linter();
        let given = packed(&body, commented);
        let done = annotated(&linter, &given);
        let (xml, comments) = (part(&done.bytes, "word/document.xml"), part(&done.bytes, "word/comments.xml"));
        let (faults, around) = marks(&xml, &comments);
        prop_assert!(faults.is_empty(), "{:?}\n{}", faults, xml);
        prop_assert_eq!(done.left, 0);
        // Rejected it is what it was; accepted, what the fixes make of it.
        prop_assert_eq!(read(&done.bytes, Changes::Rejected), read(&given, Changes::Rejected), "{}", xml);
        let source = source::read("报告.docx", &given, None).unwrap();
        let all = propose(&linter, &source, Safety::Offered, |_, _, fix| Some(fix.edits.clone())).fixes;
        if done.told == 0 && done.changes > 0 {
            let mut edits: Vec<_> = all.into_iter().flat_map(|(_, edits)| edits).collect();
            edits.sort_by_key(|edit| edit.span);
            prop_assert_eq!(read(&done.bytes, Changes::Accepted), apply(source.text(), &edits), "{}", xml);
        }
        // A comment on a word stands around it.
        for comment in comments.split("<w:comment ").skip(1).filter(|comment| comment.contains("规则\u{FF1A}wording") && !comment.contains(">hegui ")) {
            let id = comment.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap();
            let words: String = around.get(id).map(String::as_str).unwrap_or_default().into();
            prop_assert!(comment.contains("在脚注里") || WORDS.iter().any(|(wrong, _)| words.contains(wrong) || of_changes(wrong, &words)), "{} {}\n{}", id, words, xml);
        }
        // Again it is the same, and without our marks it reads as it did.
        let again = annotated(&linter, &done.bytes);
        prop_assert_eq!(&part(&again.bytes, "word/document.xml"), &xml);
        prop_assert_eq!(part(&again.bytes, "word/comments.xml"), comments);
        let back = remove("报告.docx", &done.bytes).unwrap();
        for changes in [Changes::Accepted, Changes::Rejected] {
            prop_assert_eq!(read(&back.bytes, changes), read(&given, changes));
        }
        prop_assert!(!part(&back.bytes, "word/document.xml").contains("hegui"));
        for name in ["_rels/.rels", "word/numbering.xml", "word/footnotes.xml"] {
            prop_assert_eq!(raw(&done.bytes, name), raw(&given, name), "{}", name);
        }
    }
}

/// Whether the words around hold a wrong word with what comes for part of it in between.
fn of_changes(wrong: &str, words: &str) -> bool {
    let mut left = words.chars();
    wrong.chars().all(|c| left.any(|other| other == c))
}

/// Marks in our name that we would not write: halves, nested, empty, around somebody else's words.
fn odd() -> impl Strategy<Value = String> {
    let ours = |name: &str, inside: &str| format!("<w:{name} w:id=\"7\" w:author=\"hegui\">{inside}</w:{name}>");
    let deleted = |text: &str| r(text).replace("w:t", "w:delText");
    let theirs = format!("<w:ins w:id=\"8\" w:author=\"某人\">{}</w:ins>", r("人"));
    let gone = format!("<w:del w:id=\"8\" w:author=\"某人\">{}</w:del>", deleted("人"));
    let range = |kind: &str| format!("<w:commentRange{kind} w:id=\"0\"/>");
    prop::sample::select(vec![
        ours("ins", &r("甲")),
        ours("del", &deleted("乙")),
        ours("ins", &theirs),
        ours("ins", &gone),
        ours("del", &theirs),
        ours("del", ""),
        ours("ins", &ours("del", &deleted("丁"))),
        ours("del", &(range("Start") + &deleted("丁") + &range("End"))),
        ours("ins", &(range("Start") + &r("丁"))),
        ours("del", "<w:r><w:delText/><w:tab/></w:r>"),
        "<w:ins w:id=\"7\" w:author=\"hegui\"/>".to_owned(),
        "<w:r><w:t>丙</w:t><w:commentReference w:id=\"0\"/><w:t></w:t><w:t/></w:r>".to_owned(),
        "<w:r/>".to_owned(),
        range("Start"),
        range("End"),
        theirs.clone(),
        r("甲乙"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::cases()))]

    #[test]
    fn odd_marks_in_our_name_lose_nothing_of_others(pieces in prop::collection::vec(odd(), 0..9)) {
        let comment = format!("<w:comment w:id=\"0\" w:author=\"hegui\">{}</w:comment><w:comment/>", p("旧"));
        let body = format!("{}<w:p>{}</w:p>", p("甲"), pieces.concat());
        let given = Pack::body(&body).with("comments", &comment).zip();
        let theirs = |bytes: &[u8]| part(bytes, "word/document.xml").matches('人').count();
        let back = remove("报告.docx", &given).unwrap().bytes.into_owned();
        prop_assert_eq!(theirs(&back), theirs(&given));
        prop_assert_eq!(&remove("报告.docx", &back).unwrap().bytes[..], &back[..]);
        let done = annotated(&linter(), &given).bytes;
        prop_assert_eq!(theirs(&done), theirs(&given));
        let again = annotated(&linter(), &done).bytes;
        prop_assert_eq!(part(&again, "word/document.xml"), part(&done, "word/document.xml"));
    }
}
