//! What others wrote into a document stays, and what they said to us is not said again.

use hegui::source::Changes;

use super::pack::{Pack, p, r};
use super::{annotated, del, end, inner, ins, linter, part, read, remove, start};

const EXTENDED: &str = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">";

/// Somebody's answer to the comment with this id, as Word writes it.
fn answered(bytes: &[u8], id: u32) -> Vec<u8> {
    let (body, comments) = (part(bytes, "word/document.xml"), part(bytes, "word/comments.xml"));
    let ours = comments.find(&format!("<w:comment w:id=\"{id}\"")).unwrap();
    let last = ours + comments[ours..].find("</w:comment>").unwrap();
    let last = comments[..last].rfind("<w:p>").unwrap();
    let comments = format!("{}<w:p w14:paraId=\"0000000a\">{}", &comments[..last], &comments[last + "<w:p>".len()..]);
    let answer =
        "<w:comment w:id=\"77\" w:author=\"某人\"><w:p w14:paraId=\"0000000B\"><w:r><w:t>这里不改</w:t></w:r></w:p></w:comment>";
    let comments = comments.replace("</w:comments>", &format!("{answer}</w:comments>"));
    let comments =
        comments.replace("<w:comments ", "<w:comments xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" ");
    let called = |text: String, mark: &str, more: &str| text.replace(mark, &format!("{mark}{more}"));
    let body = called(body, &start(id), &start(77));
    let body = called(body, &end(id), &end(77));
    let links = [("rId1", "comments", "comments.xml"), ("rId2", "commentsExtended", "commentsExtended.xml")];
    let extended = format!(
        "{EXTENDED}<w15:commentEx w15:paraId=\"0000000A\"/><w15:commentEx w15:paraId=\"0000000B\" w15:paraIdParent=\"0000000A\"/></w15:commentsEx>"
    );
    Pack::document(&body)
        .part("word/comments.xml", comments)
        .part("word/_rels/document.xml.rels", super::pack::list(&links))
        .part("word/commentsExtended.xml", extended)
        .zip()
}

#[test]
fn an_answered_comment_stays_and_its_finding_is_not_told_twice() {
    let linter = linter(&["wording"]);
    let once = annotated(&linter, &Pack::body(&p("全年布署工作3次。")).zip());
    let answered = answered(&once.bytes, 1);
    let again = annotated(&linter, &answered);
    assert_eq!((again.comments, again.changes, again.kept), (1, 1, 1));
    let comments = part(&again.bytes, "word/comments.xml");
    assert_eq!(comments.matches("规则：wording/").count(), 2, "{comments}");
    assert!(comments.contains("这里不改"));
    let removed = remove("报告.docx", &again.bytes).unwrap();
    assert_eq!((removed.comments, removed.changes, removed.kept()), (1, 1, 1));
    assert!(inner(&removed.bytes).contains(&start(1)) && inner(&removed.bytes).contains(&end(77)));
    assert_eq!(read(&removed.bytes, Changes::Accepted), "全年布署工作3次。");
    let third = annotated(&linter, &again.bytes);
    assert_eq!(inner(&third.bytes), inner(&again.bytes));
}

#[test]
fn comments_and_changes_of_others_stay() {
    let theirs = format!("{}{}{}", start(0), r("全年"), end(0));
    let changed = format!(
        "<w:del w:id=\"3\" w:author=\"某人\">{}</w:del><w:ins w:id=\"4\" w:author=\"某人\">{}</w:ins>",
        r("旧").replace("w:t", "w:delText"),
        r("新")
    );
    let comment = format!("<w:comment w:id=\"0\" w:author=\"某人\">{}</w:comment>", p("看过"));
    let given = Pack::body(&format!("<w:p>{theirs}{}{changed}</w:p>", r("布署工作"))).with("comments", &comment).zip();
    let done = annotated(&linter(&["wording"]), &given).bytes;
    let marked = inner(&done);
    assert!(marked.replace(&start(1), "").contains(&theirs) && marked.contains(&changed), "{marked}");
    // A comment that ends in their insertion ends behind it, so that it stays when they are rejected.
    assert!(marked.ends_with(&(changed.clone() + &end(1) + "</w:p>")), "{marked}");
    // Ids of theirs are not used again.
    assert!(marked.contains(&start(2)) && marked.contains(&(del(6, &r("布")) + &ins(5, &r("部")))), "{marked}");
    assert!(part(&done, "word/comments.xml").contains(&comment));
    let back = remove("报告.docx", &done).unwrap().bytes;
    assert!(inner(&back).contains(&theirs) && inner(&back).contains(&changed));
    assert_eq!(part(&back, "word/comments.xml"), part(&given, "word/comments.xml"));
    assert_eq!(read(&back, Changes::Rejected), "全年布署工作旧");
}

#[test]
fn an_accepted_change_is_text_and_a_rejected_one_is_proposed_again() {
    let linter = linter(&["wording"]);
    let done = annotated(&linter, &Pack::body(&p("全年布署工作3次。")).zip()).bytes;
    let (deleted, inserted) = (del(3, &r("布")), ins(2, &r("部")));
    let with = |from: &str, to: &str| {
        let xml = part(&done, "word/document.xml").replace(&deleted, if from == "gone" { "" } else { &deleted });
        let xml = xml
            .replace(&deleted, if to == "back" { "布" } else { &deleted })
            .replace(&inserted, if to == "back" { "" } else { "部" });
        let text = |word: &str| xml.replace(word, &r(word));
        let xml = if to == "back" { text("布") } else { text("部") };
        Pack::document(&xml)
            .part("word/comments.xml", part(&done, "word/comments.xml"))
            .part("word/_rels/document.xml.rels", part(&done, "word/_rels/document.xml.rels"))
            .zip()
    };
    let accepted = annotated(&linter, &with("gone", "new"));
    assert_eq!((accepted.comments, accepted.changes), (1, 0));
    assert_eq!(read(&accepted.bytes, Changes::Rejected), "全年部署工作3次。");
    let rejected = annotated(&linter, &with("kept", "back"));
    assert_eq!((rejected.comments, rejected.changes), (2, 1));
    assert_eq!(read(&rejected.bytes, Changes::Rejected), "全年布署工作3次。");
}

/// Whoever accepted only one half has the other still to decide on, and no word is lost or doubled.
#[test]
fn half_a_change_stays() {
    let linter = linter(&["wording"]);
    let done = annotated(&linter, &Pack::body(&p("全年布署工作3次。")).zip()).bytes;
    let (deleted, inserted) = (del(3, &r("布")), ins(2, &r("部")));
    let both = format!("{deleted}{inserted}");
    for (now, rejected) in [(inserted.clone(), "全年署工作3次。"), (format!("{deleted}{}", r("部")), "全年布部署工作3次。")]
    {
        let pack = Pack::document(&part(&done, "word/document.xml").replace(&both, &now))
            .part("word/comments.xml", part(&done, "word/comments.xml"))
            .part("word/_rels/document.xml.rels", part(&done, "word/_rels/document.xml.rels"))
            .zip();
        let again = annotated(&linter, &pack).bytes;
        assert!(inner(&again).contains(&now), "{}", inner(&again));
        assert_eq!(read(&again, Changes::Accepted), "全年部署工作3次。");
        assert_eq!(read(&again, Changes::Rejected), rejected);
        assert_eq!(inner(&annotated(&linter, &again).bytes), inner(&again));
    }
}

/// The note would lie between two halves of a deletion, and in the way of taking it back.
#[test]
fn a_change_does_not_reach_over_a_note_and_does_over_a_bookmark() {
    let call = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let one = "<w:r><w:t>布</w:t><w:footnoteReference w:id=\"2\"/><w:t>署</w:t></w:r>".to_owned();
    let mark = "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:bookmarkEnd w:id=\"1\"/>";
    let rule = include_str!("../fixes/plateau.yaml").replace("𡶄上镇", "安排").replace("原上镇", "布署");
    let own = hegui::rule::load([hegui::rule::RuleFile::new("wording/plan.yaml", &rule)], &Default::default());
    let set = hegui::rule::RuleSet::default().with(own.unwrap_or_else(|errors| panic!("{}", errors[0])));
    let linter = hegui::lint::Linter::new(set, hegui::lint::Settings { genre: None, ..Default::default() });
    for (words, changes) in [
        (format!("{}{call}{}", r("布"), r("署")), 0),
        (one, 0),
        (format!("<w:hyperlink w:anchor=\"a\">{}</w:hyperlink>{}", r("布"), r("署")), 0),
        (format!("{}{mark}{}", r("布"), r("署")), 1),
    ] {
        let given = Pack::body(&format!("<w:p>{}{words}{}</w:p>", r("全年"), r("工作。"))).zip();
        let done = annotated(&linter, &given);
        assert_eq!((done.changes, done.told), (changes, 1 - changes), "{words}");
        assert!(
            changes == 1 || inner(&done.bytes).contains(&words) || words.starts_with("<w:r><w:t>布"),
            "{}",
            inner(&done.bytes)
        );
        let back = remove("报告.docx", &done.bytes).unwrap().bytes;
        assert_eq!(inner(&back).matches("hegui").count(), 0);
        assert_eq!(read(&back, Changes::Accepted), "全年布署工作。");
    }
}

#[test]
fn a_change_that_somebody_changed_stays_whole() {
    let linter = linter(&["wording"]);
    let done = annotated(&linter, &Pack::body(&p("全年布署工作3次。")).zip()).bytes;
    let inserted = ins(2, &r("部"));
    let theirs = format!("<w:del w:id=\"80\" w:author=\"某人\">{}</w:del>", r("部").replace("w:t", "w:delText"));
    for changed in [
        format!("<w:ins w:id=\"2\" w:author=\"hegui\">{theirs}</w:ins>"),
        format!(
            "<w:ins w:id=\"2\" w:author=\"hegui\">{}<w:ins w:id=\"80\" w:author=\"某人\">{}</w:ins></w:ins>",
            r("部"),
            r("安")
        ),
        "<w:ins w:id=\"2\" w:author=\"hegui\"><w:r><w:t>部</w:t><w:tab/></w:r></w:ins>".to_owned(),
    ] {
        let xml = part(&done, "word/document.xml").replace(&inserted, &changed);
        let pack = Pack::document(&xml)
            .part("word/comments.xml", part(&done, "word/comments.xml"))
            .part("word/_rels/document.xml.rels", part(&done, "word/_rels/document.xml.rels"))
            .zip();
        let back = remove("报告.docx", &pack).unwrap();
        assert_eq!((back.comments, back.changes), (2, 0), "{changed}");
        // The deletion stays as well, or the word would stand there twice.
        assert!(inner(&back.bytes).contains(&(del(3, &r("布")) + &changed)), "{}", inner(&back.bytes));
        assert_eq!(read(&back.bytes, Changes::Accepted), read(&pack, Changes::Accepted));
    }
}

#[test]
fn parts_that_are_not_touched_are_copied_as_they_are() {
    let given = Pack::body(&p("全年布署工作3次。"))
        .with("styles", "")
        .part("customXml/item1.xml", "<a>一</a>")
        .part("word\\media\\a.bin", [7; 999])
        .zip();
    let done = annotated(&linter(&["wording"]), &given).bytes;
    for name in ["_rels/.rels", "word/styles.xml", "customXml/item1.xml", "word\\media\\a.bin"] {
        assert_eq!(super::raw(&done, name), super::raw(&given, name), "{name}");
    }
    let (before, mut after) = (super::names(&given), super::names(&done));
    assert_eq!(after.pop().as_deref(), Some("word/comments.xml"));
    assert_eq!(before, after);
    // The document around the marks as well.
    let xml = part(&given, "word/document.xml");
    let (head, tail) = xml.split_once(&p("全年布署工作3次。")).unwrap();
    let marked = part(&done, "word/document.xml");
    assert!(marked.starts_with(head) && marked.ends_with(tail));
}
