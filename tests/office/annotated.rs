//! A draft goes through every program and comes back mended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hegui::finding::{Edit, Finding, Safety};
use hegui::source::{Changes, Part, Source, Stuff};
use serde_json::Value;

use super::drafts::{Place, TOLD, Told, draft, told};
use super::quirks::{CUTS, package, wps};
use super::tools::{Office, faults, hegui, office, python};
use super::{document, text};

#[test]
fn a_draft_goes_through_every_program_and_comes_back_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut held = Vec::new();
    let planted = TOLD.iter().filter(|(_, _, place)| *place == Place::Plain);
    let planted: Vec<(&str, &str)> = planted.map(|(rule, words, _)| (*rule, *words)).collect();
    for writer in ["python-docx", "LibreOffice"] {
        let Some(path) = draft(folder.path(), writer) else { continue };
        let (out, gone) = through(&path);
        if let Some(gone) = gone {
            let gone: Vec<(&str, &str)> = gone.iter().map(|((_, rule, words), _)| (&**rule, &**words)).collect();
            assert_eq!(gone, planted, "{writer}");
        }
        held.extend([path, out]);
    }
    compare_faults(&held);
}

#[test]
fn what_wps_writes_goes_through_every_program_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut held = Vec::new();
    for cut in CUTS {
        let path = folder.path().join(format!("{cut:?}.docx"));
        fs::write(&path, wps(include_str!("../../samples/faulty.txt"), cut)).unwrap();
        let (out, gone) = through(&path);
        if let Some(gone) = gone {
            assert!(gone.iter().any(|((_, rule, _), _)| rule == "wording/until-now"), "{cut:?} {gone:#?}");
        }
        held.extend([path, out]);
    }
    compare_faults(&held);
}

/// What a paragraph may hold, each around or beside a fault: 布署 and 截止2024年底. Where no change can stand, a comment can.
const BODIES: [(&str, &str); 16] = [
    ("change of format", "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>全年布</w:t></w:r><w:r><w:t>署工作3次。</w:t></w:r></w:p>"),
    (
        "content control",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>全年布署工作3次。</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ),
    (
        "content control in a line",
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>全年布署工作3次。</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    ),
    (
        "link",
        "<w:p><w:hyperlink w:anchor=\"a\"><w:r><w:t>全年布</w:t></w:r></w:hyperlink><w:r><w:t>署工作3次。</w:t></w:r></w:p>",
    ),
    ("simple field", "<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>全年布署工作3次。</w:t></w:r></w:fldSimple></w:p>"),
    (
        "field",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
         <w:r><w:t>全年布</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>署工作3次。</w:t></w:r></w:p>",
    ),
    (
        "moved words",
        "<w:p><w:moveToRangeStart w:id=\"1\" w:author=\"林\" w:name=\"m\"/><w:moveTo w:id=\"2\" w:author=\"林\"><w:r><w:t>全年布署</w:t></w:r></w:moveTo>\
         <w:moveToRangeEnd w:id=\"1\"/><w:r><w:t>工作3次。</w:t></w:r></w:p>",
    ),
    (
        "deleted end of a paragraph",
        "<w:p><w:pPr><w:rPr><w:del w:id=\"4\" w:author=\"林\"/></w:rPr></w:pPr><w:r><w:t>全年布</w:t></w:r></w:p><w:p><w:r><w:t>署工作3次。</w:t></w:r></w:p>",
    ),
    (
        "insertion within words",
        "<w:p><w:r><w:t>全年布</w:t></w:r><w:ins w:id=\"7\" w:author=\"林\"><w:r><w:t>署</w:t></w:r></w:ins><w:r><w:t>工作3次。</w:t></w:r></w:p>",
    ),
    (
        "deletion within words",
        "<w:p><w:r><w:t>全年布</w:t></w:r><w:del w:id=\"7\" w:author=\"林\"><w:r><w:delText>下</w:delText></w:r></w:del><w:r><w:t>署工作3次。</w:t></w:r></w:p>",
    ),
    (
        "formula",
        "<w:p><w:r><w:t>全年</w:t></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:t>布署工作3次。</w:t></w:r></w:p>",
    ),
    ("tab and break", "<w:p><w:r><w:t>全年</w:t><w:tab/><w:t>布署工作</w:t><w:br/><w:t>截止2024年底共3次。</w:t></w:r></w:p>"),
    ("smart tag", "<w:p><w:smartTag w:uri=\"u\" w:element=\"e\"><w:r><w:t>全年布署工作3次。</w:t></w:r></w:smartTag></w:p>"),
    ("direction", "<w:p><w:bdo w:val=\"ltr\"><w:r><w:t>全年布署工作3次。</w:t></w:r></w:bdo></w:p>"),
    ("instructions and remarks of XML", "<w:p><!-- 布署 --><w:r><w:t>全年布<?a b?>署工作<!-- x -->3次。</w:t></w:r></w:p>"),
    (
        "large numbers",
        "<w:p><w:bookmarkStart w:id=\"2147483647\" w:name=\"a\"/><w:bookmarkEnd w:id=\"2147483647\"/><w:ins w:id=\"2147483646\" w:author=\"林\">\
         <w:r><w:t>全年</w:t></w:r></w:ins><w:r><w:t>布署工作3次。</w:t></w:r></w:p>",
    ),
];

#[test]
fn whatever_stands_around_a_fault_what_comes_out_is_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let mut held = Vec::new();
    for (name, body) in BODIES {
        let path = folder.path().join(format!("{name}.docx"));
        fs::write(&path, package(body)).unwrap();
        let out = annotated(&path);
        if let Some(seen) = seen_by_python(&out) {
            assert!(seen["comments"].as_array().expect("a list").len() >= 2, "{name}: {seen}");
        }
        if let Some(mut office) = office() {
            office.save(&out, &path.with_extension("存.docx"));
        }
        held.extend([path, out]);
    }
    compare_faults(&held);
}

/// Takes a draft through our program, python-docx and LibreOffice; gives what came out, and the findings that accepting all changes
/// there has settled.
fn through(path: &Path) -> (PathBuf, Option<Vec<(Told, Finding)>>) {
    let out = annotated(path);
    comments(path, &out);
    let gone = office().map(|mut office| {
        printed(&mut office, path, &out);
        rejected(&mut office, path, &out);
        accepted(&mut office, path, &out)
    });
    (out, gone)
}

/// Annotates a draft, which stays as it is; again, which adds nothing; and takes the marks away again.
fn annotated(path: &Path) -> PathBuf {
    let folder = path.parent().expect("it lies in a folder");
    let before = fs::read(path).unwrap();
    let [out, again, without] = ["批注", "再批注", "去批注"].map(|name| path.with_extension(format!("{name}.docx")));
    let run = |more: &[&str], from: &Path, to: &Path| {
        let (from, to) = (from.to_str().expect("a name"), to.to_str().expect("a name"));
        let output = hegui(folder, &[&["annotate", from, "-o", to], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["--layout", "off"], path, &out);
    assert_eq!(fs::read(path).unwrap(), before, "the draft stays as it is");
    run(&["--layout", "off"], &out, &again);
    assert!(fs::read(&out).unwrap() == fs::read(&again).unwrap(), "a second run changes nothing");
    run(&["--remove"], &out, &without);
    assert_eq!(text(&without, Changes::Accepted), text(path, Changes::Accepted));
    assert_eq!(text(&without, Changes::Rejected), text(path, Changes::Rejected));
    assert_eq!(told(&without), told(path));
    out
}

fn seen_by_python(path: &Path) -> Option<Value> {
    let said = python("docx.comments, lxml", "comments.py", &[path])?;
    Some(serde_json::from_str(&said).expect("JSON"))
}

/// Comments as python-docx sees them: others' as they were, ours at the words of the findings.
fn comments(path: &Path, out: &Path) {
    let (Some(old), Some(new)) = (seen_by_python(path), seen_by_python(out)) else { return };
    let list = |value: &Value| value["comments"].as_array().expect("a list").clone();
    let (ours, others): (Vec<Value>, Vec<Value>) = list(&new).into_iter().partition(|comment| comment["author"] == "hegui");
    assert_eq!(others, list(&old), "comments of others stay");
    let ours: Vec<[&str; 3]> =
        ours.iter().map(|one| ["initials", "text", "words"].map(|key| one[key].as_str().unwrap_or_default())).collect();
    assert!(ours.iter().all(|[initials, ..]| *initials == "合规"), "{ours:#?}");
    let (whole, ours): (Vec<[&str; 3]>, Vec<[&str; 3]>) = ours.into_iter().partition(|[_, said, _]| said.starts_with("hegui "));
    assert_eq!(whole.len(), 1, "one at the title sums up: {whole:#?}");
    let source = document(path, Changes::Accepted);
    let found = told(path);
    assert_eq!(ours.len(), found.len(), "{ours:#?}");
    for ((line, rule, words), finding) in &found {
        let about = |said: &str| said.contains(&**rule) && said.contains(&finding.message);
        let its: Vec<&[&str; 3]> = ours.iter().filter(|[_, said, _]| about(said)).collect();
        assert!(!its.is_empty(), "{line} {rule} {words} in {ours:#?}");
        if exact(&source, finding) {
            assert!(its.iter().any(|[_, _, anchor]| anchor == words), "{line} {rule} {words} at {its:?}");
        }
        let [_, said, _] = its[0];
        for wanted in finding.basis.iter().map(|basis| &**basis).chain([&*finding.help]) {
            assert!(said.contains(wanted), "{wanted} in {said}");
        }
    }
    let missed: Vec<&String> =
        found.iter().map(|((_, rule, _), _)| rule).filter(|rule| !whole[0][1].contains(&***rule)).collect();
    assert!(missed.is_empty(), "{missed:?} in {whole:?}");
}

/// Whether a finding can stand at its very words: they are text of the body, not of a note or a number that Word makes. What is in a
/// text box stands at the paragraph that the box hangs on.
fn exact(source: &Source, finding: &Finding) -> bool {
    let span = finding.at.span;
    let origins = source.origins().expect("a document has origins").within(span.range());
    let plain = origins.iter().all(|origin| origin.stuff == Stuff::Text && origin.part == Part::Document);
    let line = source.position(span.start as usize).line;
    let boxed = source.line(line).is_some_and(|line| source.words(line).starts_with("内部征求意见稿"));
    !span.is_empty() && plain && !boxed
}

/// LibreOffice shows the comments beside the words.
fn printed(office: &mut Office, path: &Path, out: &Path) {
    let pdf = |path: &Path| path.with_extension("pdf");
    let (Some(old), Some(new)) = (office.printed(path, &pdf(path)), office.printed(out, &pdf(out))) else { return };
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let missed: Vec<String> =
        told(path).into_iter().map(|(_, finding)| words(&finding.message)).filter(|said| !new.contains(said)).collect();
    assert!(missed.is_empty() && !old.contains("hegui"), "{missed:#?} in {new}");
}

/// All changes accepted: the words are those that were to stand there, what was fixed is told no more, and the rest as before.
fn accepted(office: &mut Office, path: &Path, out: &Path) -> Vec<(Told, Finding)> {
    let [base, mended] = ["旧受", "新受"].map(|name| path.with_extension(format!("{name}.docx")));
    office.settle("accept", path, &base);
    office.settle("accept", out, &mended);
    let (before, after) = (told(&base), told(&mended));
    let kept = |told: &Told| after.iter().any(|(left, _)| left == told);
    let gone: Vec<(Told, Finding)> = before.iter().filter(|(told, _)| !kept(told)).cloned().collect();
    assert_eq!(after.len() + gone.len(), before.len(), "nothing new is told: {after:#?}");
    assert_eq!(text(&mended, Changes::Accepted), with_fixes(&text(&base, Changes::Accepted), &gone));
    assert_eq!(text(out, Changes::Accepted), with_fixes(&text(path, Changes::Accepted), &gone), "and so it is read before");
    gone
}

/// A text with the first fix of each of these findings.
fn with_fixes(text: &str, findings: &[(Told, Finding)]) -> String {
    let fixes = findings.iter().map(|(told, finding)| {
        let fix = finding.fixes.iter().find(|fix| fix.safety >= Safety::Offered);
        fix.unwrap_or_else(|| panic!("{told:?} has no fix"))
    });
    let edits: BTreeMap<u32, &Edit> = fixes.flat_map(|fix| &fix.edits).map(|edit| (edit.span.start, edit)).collect();
    let mut new = text.to_owned();
    for edit in edits.values().rev() {
        new.replace_range(edit.span.range(), &edit.text);
    }
    new
}

/// All changes rejected: the words as they were.
fn rejected(office: &mut Office, path: &Path, out: &Path) {
    let [base, left] = ["旧拒", "新拒"].map(|name| path.with_extension(format!("{name}.docx")));
    office.settle("reject", path, &base);
    office.settle("reject", out, &left);
    assert_eq!(text(&left, Changes::Accepted), text(&base, Changes::Accepted));
}

/// The validator has nothing against an annotated file that it did not have against the draft: pairs of draft and annotated.
fn compare_faults(pairs: &[PathBuf]) {
    let paths: Vec<&Path> = pairs.iter().map(PathBuf::as_path).collect();
    let Some(found) = faults(&paths) else { return };
    for (path, pair) in paths.chunks(2).zip(found.chunks(2)) {
        let mut new = pair[1].clone();
        for old in &pair[0] {
            new.iter().position(|fault| fault == old).map(|at| new.remove(at));
        }
        assert_eq!(new, Vec::<String>::new(), "{}", path[1].display());
    }
}
