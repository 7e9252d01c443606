//! No number of a person leaves the program whole: by no command, in no format, to no editor, into no comment.
//!
//! `tests/privacy.rs` holds what is such a number and every emitter to all forms of them; here the program itself is asked, in
//! every format that it says it has.

#[path = "lsp/client.rs"]
#[allow(dead_code, reason = "shared with the tests of the language server")]
mod client;
#[path = "trust/offered.rs"]
mod offered;
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "made for the tests of reading, and lent")]
mod pack;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pack::{Pack, p};
use serde_json::json;

const ID: &str = "330102198506153006";
const TEN: &str = "33010219850615309X";
const PHONE: &str = "13655558765";
const CARD: &str = "6228480030567892";
const LONG_CARD: &str = "6217001234567890122";
const NUMBERS: [&str; 5] = [ID, TEN, PHONE, CARD, LONG_CARD];

/// A draft in which rules of every family quote the words around a number, in every form that people write it in.
fn draft() -> String {
    let mut text = format!(
        "青岚县司法局{PHONE}2024年法治政府建设年度报告\n县委、县政府：\n现将有关情况报告如下：\n一、主要举措{ID}和成效\n"
    );
    // Every number in every place would take a debug build minutes: each place has two numbers, each number all places of one line.
    for pair in [[ID, "136-5555-8765"], [TEN, "6228 4800 3056 7892"], [PHONE, LONG_CARD], [CARD, "+8613655558765"]] {
        let [one, other] = pair;
        text += &format!(
            "（一）{one}\n全年办案{other}件，同比增长{one}%，占{other}，共计{one}件。\n\
             全年 {one} 件,印发《{other}》，《》，{one}。布署工作{other}次，组织了{one}宣传，组织了{one}宣传，一是{other}；三是{one}。\n\
             联系人{other}（身份证{one}），卡号{other}\n"
        );
    }
    text + "三、不足\n司法局\n2025年1月1日\n"
}

/// An output shows no number whole, nor most of one, however it is set.
fn assert_masked(output: &str, what: &str) {
    let plain: String = output
        .replace("\\n", "")
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '\u{A0}' | '\u{200B}' | '\u{3000}' | '\n' | '│' | '·'))
        .map(|c| if matches!(c, '\u{FF10}'..='\u{FF5A}') { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    for number in NUMBERS {
        let most = &number[..number.len() - 3];
        if let Some(at) = plain.find(most) {
            let start = plain[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
            panic!("{what} shows {number}: …{}…", plain[start..].chars().take(120).collect::<String>());
        }
    }
}

/// The drafts, as text in two encodings, as a page, as Markdown and as a Word document.
fn write(folder: &Path) {
    let text = draft();
    let page: String = text.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let document = Pack::body(&text.lines().map(p).collect::<String>()).zip();
    let files: [(&str, Vec<u8>); 5] = [
        ("a.txt", text.clone().into_bytes()),
        ("b.txt", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ("c.html", format!("<html><body>\n{page}</body></html>\n").into_bytes()),
        ("d.md", text.replace('\n', "\n\n").into_bytes()),
        ("e.docx", document),
    ];
    files.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).expect("a file"));
}

fn hegui(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("the program starts")
}

/// What a run said, on both ways out.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let Output { stdout, stderr, .. } = hegui(folder, arguments);
    let said = format!("{}\n{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(said.len() > 2, "{arguments:?} said nothing");
    said
}

/// Runs commands in a folder with the drafts; none may show a number.
fn all_masked(runs: &[&[&str]]) {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path());
    for arguments in runs {
        assert_masked(&said(place.path(), arguments), &format!("{arguments:?}"));
    }
}

#[test]
fn no_format_of_check_shows_a_number() {
    let formats = offered::formats("check");
    assert!(formats.len() >= 9, "{formats:?}");
    for format in &formats {
        let place = tempfile::tempdir().expect("a folder");
        write(place.path());
        let arguments = ["check", ".", "--format", format, "--layout", "warning", "--color", "always"];
        assert_masked(&said(place.path(), &arguments), &format!("{arguments:?}"));
        // Without the rules that are about such numbers, others quote the same words.
        let arguments = ["check", "a.txt", "--format", format, "--ignore", "disclosure", "--lang", "en", "-o", "out"];
        assert_masked(&said(place.path(), &arguments), &format!("{arguments:?}"));
        assert_masked(&fs::read_to_string(place.path().join("out")).expect("it was written"), &format!("{arguments:?}"));
    }
    for format in ["human", "short", "json"] {
        all_masked(&[&["check", ".", "--statistics", "--format", format]]);
    }
}

#[test]
fn no_other_command_shows_a_number() {
    let mut tried: BTreeSet<&str> = ["check", "lsp", "fix", "annotate", "baseline"].into();
    for command in ["outline", "facts"] {
        for format in offered::formats(command) {
            for name in ["a.txt", "c.html", "e.docx"] {
                all_masked(&[&[command, name, "--format", &format]]);
            }
        }
        tried.insert(command);
    }
    // These never read a draft.
    tried.extend(["init", "config", "rules", "explain", "completions", "man"]);
    let untried: Vec<_> = offered::commands().into_iter().filter(|command| !tried.contains(&**command)).collect();
    assert!(untried.is_empty(), "{untried:?} may show numbers");
}

/// What is mended goes into the file, or with `-` to where the text goes, as it is; what is told about it is masked.
#[test]
fn what_fix_tells_shows_no_number() {
    for form in ["--diff", "--diff=words", "--diff=patch"] {
        all_masked(&[&["fix", "a.txt", "c.html", form]]);
    }
    all_masked(&[&["fix", "a.txt", "--diff", "--offered"], &["fix", ".", "--lang", "en"]]);
}

#[test]
fn what_annotate_writes_beside_the_words_shows_no_number() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path());
    assert_masked(&said(place.path(), &["annotate", "e.docx", "-o", "out.docx"]), "annotate");
    let bytes = fs::read(place.path().join("out.docx")).expect("it was written");
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut comments = String::new();
    package.by_name("word/comments.xml").expect("there are comments").read_to_string(&mut comments).expect("XML");
    assert!(comments.matches("<w:comment ").count() > 10, "{comments}");
    assert_masked(&comments, "comments");
}

#[test]
fn what_is_accepted_is_kept_without_numbers() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path());
    let reason = format!("联系人{PHONE}、{ID}认可");
    assert_masked(&said(place.path(), &["baseline", ".", "--reason", &reason, "--who", &format!("电话{PHONE}")]), "baseline");
    let mutes = fs::read_to_string(place.path().join("hegui.mutes.yaml")).expect("it was written");
    assert!(mutes.matches("- rule:").count() > 10, "{mutes}");
    assert_masked(&mutes, "hegui.mutes.yaml");
    assert_masked(&said(place.path(), &["check", ".", "--format", "json"]), "what is muted");
    // Stale ones are told with their words.
    fs::write(place.path().join("a.txt"), "青岚县2024年工作情况\n一、工作\n").expect("a file");
    assert_masked(&said(place.path(), &["check", "."]), "what is stale");
    assert_masked(&said(place.path(), &["baseline", ".", "--prune"]), "what is pruned");
}

/// Whoever writes such a number into a file of settings, mutes or rules is told of a fault there without it.
#[test]
fn faults_in_files_of_ones_own_are_told_without_numbers() {
    let contact = format!("联系电话{PHONE}，身份证{ID}，卡号{CARD}");
    for (name, text) in [
        ("hegui.yaml", format!("profil: {contact}\n")),
        ("hegui.yaml", format!("year: {contact}\n")),
        ("hegui.yaml", format!("rules:\n  numbering/gap: {{ grade: off, reson: {contact} }}\n")),
        ("hegui.yaml", format!("words:\n  wording/wrong-word:\n    - {{ word: {contact}, too: 青岚县 }}\n")),
        ("hegui.mutes.yaml", format!("- {{ rule: numbering/gap, text: {contact} }}\n")),
        ("hegui.mutes.yaml", format!("- {{ rule: numbering/gapp, text: {contact}, reason: {contact} }}\n")),
        ("own/wording/one.yaml", format!("title: {contact}\nbasis: {contact}\n")),
    ] {
        let place = tempfile::tempdir().expect("a folder");
        write(place.path());
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &text).expect("a file");
        let mut arguments = vec!["check", "a.txt"];
        if name.starts_with("own") {
            arguments.extend(["--rules", "own"]);
        }
        let output = hegui(place.path(), &arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}: {told}");
        assert_masked(&told, &format!("a fault in {name}: {text}"));
    }
}

/// Words that are typed are told back when they are wrong.
#[test]
fn what_is_typed_wrongly_is_told_without_numbers() {
    let contact = format!("电话{PHONE}");
    for arguments in [
        &["check", "a.txt", "--select", &*contact][..],
        &["check", "a.txt", "--format", &contact],
        &["check", "a.txt", "--year", &contact],
        &["explain", &contact],
        &["chek", &contact],
        &["check", "a.txt", &format!("--{contact}")],
    ] {
        all_masked(&[arguments]);
    }
}

#[test]
fn an_editor_is_told_no_number() {
    let text = draft();
    let mut client = client::Client::new();
    let uri = "file:///drafts/a.txt";
    client.open(uri, "plaintext", 1, &text);
    let diagnostics = client.diagnostics(uri, 1);
    assert!(diagnostics.len() > 10, "{diagnostics:?}");
    assert_masked(&json!(diagnostics).to_string(), "diagnostics");
    let document = json!({"textDocument": {"uri": uri}});
    let outline = client.request("textDocument/documentSymbol", document).expect("an outline");
    assert_masked(&outline.to_string(), "outline");
    for one in diagnostics.iter().take(60) {
        let place = json!({"textDocument": {"uri": uri}, "position": one["range"]["start"]});
        let hover = client.request("textDocument/hover", place).expect("an answer");
        assert_masked(&hover.to_string(), "hover");
    }
    // The edits themselves belong to the editor's own text; their titles are words of ours.
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}});
    let asked = json!({"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", asked).expect("actions");
    let titles: Vec<_> = actions.as_array().expect("a list").iter().map(|action| action["title"].clone()).collect();
    assert!(!titles.is_empty());
    assert_masked(&json!(titles).to_string(), "titles of actions");
    let rest = client.rest();
    assert_masked(&json!(rest).to_string(), "what else is said");
    client.end();
}

/// A draft through a pipe: its name is what was typed, and what is said of it is masked.
#[test]
fn a_draft_from_standard_input_is_masked_too() {
    for arguments in [&["check", "-"][..], &["fix", "-", "--diff"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
        let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the program starts");
        process.stdin.take().expect("it was piped").write_all(draft().as_bytes()).expect("it reads");
        let output = process.wait_with_output().expect("it ends");
        assert_masked(&String::from_utf8_lossy(&[output.stdout, output.stderr].concat()), &format!("{arguments:?}"));
    }
}
