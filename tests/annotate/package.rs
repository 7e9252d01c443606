//! What a package says of its parts: where the comments are, what they are, and what Word lists beside them.

use hegui::annotate::annotate;
use hegui::source::Changes;

use super::pack::{Pack, TRANSITIONAL, list, p};
use super::{annotated, end, inner, linter, names, part, raw, read, remove, start, telling};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const LINKS: &str = "word/_rels/document.xml.rels";

fn faulty() -> Pack {
    Pack::body(&p("全年布署工作3次。"))
}

fn linked(pack: Pack, target: &str) -> Pack {
    pack.part(LINKS, list(&[("c", "comments", target)]))
}

fn comments(inside: &str) -> String {
    format!("<w:comments xmlns:w=\"{TRANSITIONAL}\">{inside}</w:comments>")
}

/// Comments written there would be lost, or the document would not open any more.
#[test]
fn what_is_no_part_of_comments_is_refused() {
    let outside = list(&[("c", "comments", "http://example.invalid/c.xml\" TargetMode=\"External")]);
    let cases = [
        (linked(faulty(), "document.xml"), "word/document.xml登记为批注，却不是批注"),
        (linked(faulty(), "comments.xml").part("word/comments.xml", "<a/>"), "word/comments.xml登记为批注，却不是批注"),
        (linked(faulty(), "comments.xml").part("word/comments.xml", ""), "word/comments.xml登记为批注，却不是批注"),
        (linked(faulty(), "NULL"), "word/NULL登记为批注，却不是批注"),
        (faulty().part(LINKS, outside), "批注登记在文档之外"),
        (faulty().part("[Content_Types].xml", ""), "不完整"),
        (faulty().part("[Content_Types].xml", "<a/>"), "不完整"),
        (faulty().without("[Content_Types].xml"), "缺少[Content_Types].xml"),
        (faulty().part(LINKS, ""), "不完整"),
    ];
    for (pack, said) in cases {
        let error = annotate(&linter(&["wording"]), "报告.docx", &pack.zip(), None, &telling()).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        let help = miette::Diagnostic::help(&error).unwrap().to_string();
        assert!(help.contains("另存为Word文档"), "{help}");
    }
}

#[test]
fn a_part_that_is_named_and_not_there_is_written_where_it_is_named() {
    let given = linked(faulty(), "notes/said.xml").zip();
    let done = annotated(&linter(&["wording"]), &given).bytes;
    assert_eq!(part(&done, LINKS), part(&given, LINKS), "no second relationship");
    assert!(part(&done, "word/notes/said.xml").contains("规则：wording/"));
    let one = format!("<Override PartName=\"/word/notes/said.xml\" ContentType=\"{COMMENTS}\"/>");
    assert_eq!(part(&done, "[Content_Types].xml").matches(&one).count(), 1);
    assert_eq!(annotated(&linter(&["wording"]), &done).bytes, done);
}

#[test]
fn comments_get_their_content_type_once() {
    let one = format!("<Override PartName=\"/word/comments.xml\" ContentType=\"{COMMENTS}\"/>");
    let typed = |inside: &str| format!("<Types xmlns=\"{TYPES}\">{inside}</Types>");
    let there = || linked(faulty(), "comments.xml").part("word/comments.xml", comments(""));
    let default = format!("<Default Extension=\"XML\" ContentType=\"{COMMENTS}\"/>");
    let other = one.replace("word/comments", "WORD/Comments");
    for (pack, types) in [
        (there(), typed(&one)),
        (there().part("[Content_Types].xml", typed(&one)), typed(&one)),
        (there().part("[Content_Types].xml", typed(&other)), typed(&other)),
        (there().part("[Content_Types].xml", typed(&default)), typed(&default)),
        // An entry that was left behind by a part that is gone belongs to no new part.
        (
            faulty().part("[Content_Types].xml", typed(&one)),
            typed(&(one.clone() + &one.replace("comments.xml", "comments1.xml"))),
        ),
    ] {
        let done = annotated(&linter(&["wording"]), &pack.zip()).bytes;
        assert_eq!(part(&done, "[Content_Types].xml"), types);
    }
}

#[test]
fn a_part_of_ours_goes_with_its_last_comment() {
    let typed = faulty().part("[Content_Types].xml", format!("<Types xmlns=\"{TYPES}\"></Types>"));
    let strict = Pack::document(&format!(
        "<w:document xmlns:w=\"{}\"><w:body>{}</w:body></w:document>",
        super::STRICT,
        p("全年布署工作。")
    ));
    for given in [typed.zip(), faulty().without(LINKS).zip(), strict.zip()] {
        let done = annotated(&linter(&["wording"]), &given).bytes;
        assert!(names(&done).contains(&"word/comments.xml".to_owned()));
        let back = remove("报告.docx", &done).unwrap().bytes;
        assert_eq!(names(&back), names(&given));
        assert!(!part(&back, "[Content_Types].xml").contains("comments"));
        if names(&given).contains(&LINKS.to_owned()) {
            assert_eq!(part(&back, LINKS), part(&given, LINKS));
        }
        assert_eq!(annotated(&linter(&["wording"]), &done).bytes, done);
    }
    // What others made stays, empty or not; so does a part of ours that somebody else refers to, or that refers to something.
    let done = annotated(&linter(&["wording"]), &faulty().zip()).bytes;
    let made = |relations: String| {
        Pack::document(&part(&done, "word/document.xml"))
            .part("word/comments.xml", part(&done, "word/comments.xml"))
            .part("[Content_Types].xml", part(&done, "[Content_Types].xml"))
            .part(LINKS, relations)
    };
    let theirs = linked(faulty(), "comments.xml").part("word/comments.xml", comments("")).zip();
    let twice = list(&[("c", "comments", "comments.xml"), ("d", "other", "../word/comments.xml")]);
    for kept in [
        annotated(&linter(&["wording"]), &theirs).bytes,
        made(twice).zip(),
        made(part(&done, LINKS)).part("word/_rels/comments.xml.rels", list(&[("a", "image", "a.png")])).zip(),
    ] {
        let back = remove("报告.docx", &kept).unwrap();
        assert_eq!((back.comments, names(&back.bytes)), (2, names(&kept)));
        assert!(!part(&back.bytes, "word/comments.xml").contains("hegui"));
    }
}

/// The document as Word saves it: every comment has an entry in three lists. `marks` is what is said of the second of ours.
fn saved(marks: &str) -> (Vec<u8>, [String; 3]) {
    let done = annotated(&linter(&["wording"]), &faulty().zip()).bytes;
    let theirs = format!("<w:comment w:id=\"9\" w:author=\"某人\">{}</w:comment>", p("看过"));
    let mut comments = part(&done, "word/comments.xml").replace("</w:comments>", &format!("{theirs}</w:comments>"));
    comments =
        comments.replace("<w:comments ", "<w:comments xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" ");
    let ends: Vec<usize> = comments.match_indices("</w:comment>").map(|(at, _)| at).collect();
    for (number, end) in ends.iter().enumerate().rev() {
        let last = comments[..*end].rfind("<w:p>").unwrap();
        comments.replace_range(last..last + "<w:p>".len(), &format!("<w:p w14:paraId=\"0000000{number}\">"));
    }
    let lists = [
        ("commentsEx", "word/2012/wordml", "commentEx x:paraId=\"0000000{}\""),
        ("commentsIds", "word/2016/wordml/cid", "commentId x:paraId=\"0000000{}\" x:durableId=\"2000000{}\""),
        ("commentsExtensible", "word/2018/wordml/cex", "commentExtensible x:durableId=\"2000000{}\""),
    ];
    let lists = lists.map(|(root, space, one)| {
        let entry = |number: usize| {
            let more = if root == "commentsEx" && number == 1 { marks } else { "" };
            format!("<x:{}{more}/>", one.replace("{}", &number.to_string()))
        };
        let entries: String = (0..3).map(entry).collect();
        format!("<x:{root} xmlns:x=\"http://schemas.microsoft.com/office/{space}\">{entries}</x:{root}>")
    });
    let kinds = ["commentsExtended", "commentsIds", "commentsExtensible"];
    let files = kinds.map(|kind| format!("{kind}.xml"));
    let links: Vec<_> = kinds.iter().zip(&files).map(|(kind, file)| (*kind, *kind, &**file)).collect();
    let mut pack = Pack::document(&part(&done, "word/document.xml"))
        .part("word/comments.xml", comments)
        .part(LINKS, list(&[&[("c", "comments", "comments.xml")][..], &links].concat()));
    for (file, list) in files.iter().zip(&lists) {
        pack = pack.part(&format!("word/{file}"), list);
    }
    (pack.zip(), lists)
}

#[test]
fn what_word_lists_of_our_comments_goes_with_them() {
    let (saved, _) = saved("");
    let back = remove("报告.docx", &saved).unwrap();
    assert_eq!((back.comments, back.kept()), (2, 0));
    for (name, left) in [("commentsExtended", "00000002"), ("commentsIds", "00000002"), ("commentsExtensible", "20000002")] {
        let xml = part(&back.bytes, &format!("word/{name}.xml"));
        assert!(xml.matches("Id=").count() <= 2 && xml.contains(left), "{xml}");
        assert!(!xml.contains("00000000") && !xml.contains("20000000") && !xml.contains("0000001"), "{xml}");
    }
    // Without ids of ours there, none of others go.
    let plain = part(&saved, "word/comments.xml").replace("w14:paraId=\"00000000\"", "").replace("w14:paraId=\"00000001\"", "");
    let (again, lists) = (repacked(&saved, "word/comments.xml", &plain), super::package::saved("").1);
    let back = remove("报告.docx", &again).unwrap().bytes;
    assert_eq!(part(&back, "word/commentsExtensible.xml"), lists[2]);
    assert_eq!(raw(&back, "word/commentsIds.xml"), raw(&again, "word/commentsIds.xml"));
}

fn repacked(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let pack = names(bytes).iter().fold(Pack::body(""), |pack, name| pack.part(name, part(bytes, name)));
    pack.part(name, text).zip()
}

#[test]
fn a_comment_that_is_marked_as_settled_stays_and_is_not_told_again() {
    let (settled, _) = saved(" x:done=\"1\"");
    let linter = linter(&["wording"]);
    let again = annotated(&linter, &settled);
    assert_eq!((again.comments, again.changes, again.kept), (1, 1, 1));
    assert!(inner(&again.bytes).contains(&start(1)) && inner(&again.bytes).contains(&end(1)));
    assert_eq!(part(&again.bytes, "word/comments.xml").matches("规则：wording/").count(), 2);
    assert_eq!(annotated(&linter, &again.bytes).bytes, again.bytes);
    let (open, _) = saved(" x:done=\"0\"");
    assert_eq!(annotated(&linter, &open).kept, 0);
    // The same fault in another place is another finding.
    let more = part(&settled, "word/document.xml").replace("<w:sectPr/>", &(p("明年布署工作。") + "<w:sectPr/>"));
    let again = annotated(&linter, &repacked(&settled, "word/document.xml", &more));
    assert_eq!((again.comments, again.changes, again.kept), (2, 2, 1));
}

/// No id may stand twice in a document, and each half keeps what somebody changed of its looks.
#[test]
fn a_tracked_change_of_looks_has_its_own_id_in_every_piece() {
    let looks = "<w:rPr><w:b/><w:rPrChange w:id=\"3\" w:author=\"x w:id=&quot;\"><w:rPr/></w:rPrChange></w:rPr>";
    let given = Pack::body(&format!("<w:p><w:r>{looks}<w:t>全年布署工作3次。</w:t></w:r></w:p>")).zip();
    let linter = linter(&["wording"]);
    let done = annotated(&linter, &given);
    assert_eq!((done.comments, done.changes), (2, 1));
    let body = inner(&done.bytes);
    let mut ids: Vec<&str> = body.split("<w:rPrChange w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!((ids.len(), ids[0]), (5, "3"), "{body}");
    let tracked = ["<w:ins w:id=\"", "<w:del w:id=\""].map(|mark| body.split(mark).nth(1).unwrap().split('"').next().unwrap());
    ids.extend(tracked);
    ids.extend(["0", "1"]);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 9, "{body}");
    assert_eq!(inner(&annotated(&linter, &done.bytes).bytes), body);
    let back = remove("报告.docx", &done.bytes).unwrap().bytes;
    assert_eq!(read(&back, Changes::Accepted), "全年布署工作3次。");
    assert_eq!(inner(&back).matches("<w:rPrChange").count(), 4);
}

/// Who has too much is told before all of it is searched.
#[test]
fn limits_hold_for_taking_away_as_well() {
    // What differs does not compress to a trap.
    let one = |at: u32| format!("<w:p w:rsidR=\"{:08X}\"/>", at.wrapping_mul(2_654_435_761));
    let many = Pack::body(&(0..100_001).map(one).collect::<String>()).zip();
    let error = remove("报告.docx", &many).unwrap_err();
    assert!(error.to_string().contains("过于零碎"), "{error}");
}
