//! Settings, mutes and rules of the user's own in the editor: the same as on the command line, and never a draft that only looks clean.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, abilities};
use super::{CORRECT, RULE, SHORT, actions, byte, check, edited, everywhere, rules};

/// A folder of drafts with files of the user's own.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new(files: &[(&str, &str)]) -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a folder") };
        files.iter().for_each(|(name, text)| place.write(name, text));
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        // As the system calls it, which is what the server tells.
        fs::canonicalize(self.folder.path()).expect("it is there").join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be written");
        fs::write(path, text).expect("the folder can be written");
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    pub fn client(&self) -> Client {
        Client::with(Value::Null, Some(&self.path("")))
    }
}

fn watched(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
}

/// The list that is shown in a file that is no draft.
fn shown(client: &mut Client, uri: &str) -> Vec<Value> {
    let message =
        client.wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
    message["params"]["diagnostics"].as_array().expect("a list").clone()
}

/// What `check` finds in a file, by rule and severity.
fn told(path: &Path) -> Vec<(String, u64)> {
    let grade = |word: &Value| ["", "error", "warning", "advice"].iter().position(|grade| word == grade).expect("a grade") as u64;
    check(path).iter().map(|one| (one["rule"].as_str().expect("a rule").to_owned(), grade(&one["severity"]))).collect()
}

fn said(found: &[Value]) -> Vec<(String, u64)> {
    let severity = |one: &Value| one["severity"].as_u64().expect("a number");
    found.iter().map(|one| (one["code"].as_str().expect("a rule").to_owned(), severity(one))).collect()
}

const REGRADED: &str = "profile: general\nyear: 2023\nrule-folders: [own]\nrules:\n  numbering/gap: advice\n  wording/place: error\n  punctuation/space-beside-figure: { grade: 'off', reason: 试验 }\n";

#[test]
fn a_draft_is_checked_by_the_settings_nearest_above_it() {
    let place = Place::new(&[
        ("hegui.yaml", REGRADED),
        ("own/wording/place.yaml", RULE),
        ("a.txt", SHORT),
        ("inner/hegui.yaml", "select: [punctuation]\n"),
        ("inner/b.txt", SHORT),
        ("plain.txt", CORRECT),
    ]);
    let mut client = place.client();
    for (name, text) in [("a.txt", SHORT), ("inner/b.txt", SHORT), ("plain.txt", CORRECT)] {
        client.open(&place.uri(name), "plaintext", 1, text);
        assert_eq!(said(&client.diagnostics(&place.uri(name), 1)), told(&place.path(name)), "{name}");
    }
    // One that was never saved has the settings of the workspace.
    client.open("untitled:Untitled-1", "plaintext", 1, SHORT);
    let untitled = said(&client.diagnostics("untitled:Untitled-1", 1));
    assert_eq!(untitled, told(&place.path("a.txt")));
    assert!(untitled.contains(&("numbering/gap".to_owned(), 3)) && untitled.iter().any(|(rule, _)| rule == "wording/place"));
    // What the editor says stands before what a file says.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"select": ["punctuation/space-beside-figure"]}}));
    assert_eq!(rules(&client.diagnostics(&place.uri("a.txt"), 1)), ["punctuation/space-beside-figure"]);
    client.end();
}

#[test]
fn settings_that_change_hold_whether_the_editor_says_so_or_not() {
    let place = Place::new(&[("a.txt", SHORT)]);
    let a = place.uri("a.txt");
    let mut client = place.client();
    client.open(&a, "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics(&a, 1)).contains(&"numbering/gap"));
    place.write("hegui.yaml", "rules: { numbering/gap: { grade: 'off', reason: 试验 } }\n");
    watched(&mut client, &place.uri("hegui.yaml"));
    assert!(!rules(&client.diagnostics(&a, 1)).contains(&"numbering/gap"));
    // Not said, but saved in an editor that has it open.
    place.write("hegui.yaml", "rules: { numbering/gap: advice }\n");
    client.open(&place.uri("hegui.yaml"), "yaml", 1, "");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": place.uri("hegui.yaml")}}));
    assert!(said(&client.diagnostics(&a, 1)).contains(&("numbering/gap".to_owned(), 3)));
    // Not said at all: seen when the draft is saved, or changed a second later.
    place.write("hegui.yaml", "rules: { numbering/gap: warning }\n# other\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": a}}));
    assert!(said(&client.diagnostics(&a, 1)).contains(&("numbering/gap".to_owned(), 2)));
    fs::remove_file(place.path("hegui.yaml")).expect("it is there");
    thread::sleep(Duration::from_millis(1100));
    client.change(&a, 2, json!([{"text": SHORT}]));
    assert!(said(&client.diagnostics(&a, 2)).contains(&("numbering/gap".to_owned(), 1)));
    client.end();
}

#[test]
fn a_draft_that_the_settings_pass_over_shows_nothing() {
    let place = Place::new(&[("hegui.yaml", "exclude: [旧稿/]\n"), ("旧稿/a.txt", SHORT)]);
    let mut client = place.client();
    let uri = place.uri("旧稿/a.txt");
    client.open(&uri, "plaintext", 1, SHORT);
    assert_eq!(client.diagnostics(&uri, 1), Vec::<Value>::new());
    place.write("hegui.yaml", "exclude: [新稿/]\n");
    watched(&mut client, &place.uri("hegui.yaml"));
    assert!(rules(&client.diagnostics(&uri, 1)).contains(&"numbering/gap"));
    client.end();
}

#[test]
fn what_is_wrong_with_a_file_is_shown_in_it_and_in_the_drafts_it_is_for() {
    const ENTRY: &str = "- rule: numbering/gap\n  reason: 上级文件原文如此\n";
    let place = Place::new(&[("a.txt", SHORT), ("own/wording/place.yaml", RULE), ("hegui.mutes.yaml", ENTRY)]);
    let (a, settings, mutes) = (place.uri("a.txt"), place.uri("hegui.yaml"), place.uri("hegui.mutes.yaml"));
    let mut client = place.client();
    client.open(&a, "plaintext", 1, SHORT);
    assert!(!rules(&client.diagnostics(&a, 1)).contains(&"numbering/gap"), "it is muted");
    for (name, text, file, line, words) in [
        ("hegui.yaml", "# 设置\nyaer: 2024\n", &settings, 1, "yaer"),
        ("hegui.yaml", "rules:\n  numbering/gapp: off\n", &settings, 1, "numbering/gap"),
        ("hegui.yaml", "rule-folders: [gone]\n", &settings, 0, "gone"),
        ("hegui.yaml", "exclude: ['{a']\nyear: 2024\n", &settings, 0, "读不懂"),
        ("hegui.mutes.yaml", "- rule: numbering/gap\n  reason: ''\n", &mutes, 1, "缘由"),
        ("hegui.mutes.yaml", "- rule: numbering/gapp\n  reason: 原文如此\n", &mutes, 0, "numbering/gap"),
    ] {
        place.write(name, text);
        watched(&mut client, file);
        let found = client.diagnostics(&a, 1);
        let faults = shown(&mut client, file);
        let [fault] = &faults[..] else { panic!("one fault: {faults:?}") };
        assert_eq!((fault["severity"].as_u64(), fault["range"]["start"]["line"].as_u64()), (Some(1), Some(line)), "{fault}");
        let warning = found.iter().find(|one| one["code"] == "setup").unwrap_or_else(|| panic!("a warning: {text} {found:?}"));
        assert!(warning["message"].as_str().is_some_and(|said| said.contains(name)), "{warning}");
        assert!(found.len() > 1 && format!("{fault}{warning}").contains(words), "the draft is checked all the same: {found:?}");
        let right = if name == "hegui.yaml" { "" } else { ENTRY };
        place.write(name, right);
        watched(&mut client, file);
        assert!(!rules(&client.diagnostics(&a, 1)).contains(&"setup"));
        assert_eq!(shown(&mut client, file), Vec::<Value>::new());
    }
    // A fault in a rule of a folder that the settings name is shown in that rule.
    place.write("hegui.yaml", "rule-folders: [own]\n");
    place.write("own/wording/place.yaml", &RULE.replace("severity: warning", "severity: grave"));
    watched(&mut client, &settings);
    assert!(rules(&client.diagnostics(&a, 1)).contains(&"setup"));
    assert_eq!(shown(&mut client, &place.uri("own/wording/place.yaml"))[0]["range"]["start"]["line"], 2);
    // So it is when the draft is opened last.
    let mut late = place.client();
    late.open(&a, "plaintext", 1, SHORT);
    assert!(rules(&late.diagnostics(&a, 1)).contains(&"setup"));
    assert!(!shown(&mut late, &place.uri("own/wording/place.yaml")).is_empty());
    late.end();
    client.end();
}

#[test]
fn what_is_accepted_is_not_shown_and_not_mended_and_a_mute_nothing_needs_is_a_hint() {
    let place = Place::new(&[
        ("a.txt", SHORT),
        ("b.txt", SHORT),
        (
            "hegui.mutes.yaml",
            "# 认可的\n- rule: punctuation/space-beside-figure\n  path: a.txt\n  reason: 上级文件原文如此\n\n- rule: numbering/gap\n  text: 九、\n  path: a.txt\n  reason: 已经改了\n",
        ),
    ]);
    let mut client = place.client();
    let (a, b, mutes) = (place.uri("a.txt"), place.uri("b.txt"), place.uri("hegui.mutes.yaml"));
    client.open(&a, "plaintext", 1, SHORT);
    let found = client.diagnostics(&a, 1);
    assert_eq!(said(&found), told(&place.path("a.txt")));
    assert!(rules(&found).contains(&"numbering/gap") && !rules(&found).contains(&"punctuation/space-beside-figure"));
    let hints = shown(&mut client, &mutes);
    let [hint] = &hints[..] else { panic!("one hint: {hints:?}") };
    assert_eq!((hint["severity"].as_u64(), hint["range"]["start"]["line"].as_u64()), (Some(4), Some(5)), "{hint}");
    assert_eq!(hint["range"]["end"]["line"], 8, "{hint}");
    assert!(actions(&mut client, &a, &everywhere(), Some("source.fixAll")).is_empty(), "nothing else is safe");
    client.open(&b, "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics(&b, 1)).contains(&"punctuation/space-beside-figure"), "the mute is for the other draft");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": a}}));
    assert_eq!(shown(&mut client, &mutes), Vec::<Value>::new(), "nobody knows any more");
    client.end();
}

#[test]
fn a_comment_without_a_reason_is_told_at_its_place() {
    let mut client = Client::start();
    client.initialize(json!({"capabilities": abilities()}));
    let text = "# 青岚县2024年工作情况\n\n一、工作成效\n\n<!-- hegui-ignore numbering/gap:  -->\n三、存在不足\n";
    client.open(super::A, "markdown", 1, text);
    let found = client.diagnostics(super::A, 1);
    let notice = found.iter().find(|one| one["code"] == "notice").expect("a notice");
    assert_eq!((notice["severity"].as_u64(), notice["range"]["start"]["line"].as_u64()), (Some(3), Some(4)), "{notice}");
    assert!(rules(&found).contains(&"numbering/gap"));
    client.end();
}

/// The offers for the findings of a rule that mute.
fn offers(client: &mut Client, uri: &str, found: &[Value], rule: &str) -> Vec<Value> {
    let finding = found.iter().find(|one| one["code"] == rule).expect("a finding");
    let mut all = actions(client, uri, &finding["range"], Some("quickfix"));
    all.retain(|action| {
        action["title"].as_str().is_some_and(|title| title.contains("不再提示")) && action["diagnostics"][0]["code"] == rule
    });
    all
}

/// Does what the editor is asked to do to a file that is no draft: the text that comes of it.
fn applied(place: &Place, name: &str, params: &Value) -> String {
    let changes = params["edit"]["documentChanges"].as_array().expect("changes");
    let mut text = fs::read_to_string(place.path(name)).ok();
    for change in changes {
        if change["kind"] == "create" {
            assert!(
                text.is_none() && change["uri"] == place.uri(name) && change["options"]["ignoreIfExists"] == true,
                "{change}"
            );
            text = Some(String::new());
            continue;
        }
        assert_eq!((&change["textDocument"]["uri"], &change["textDocument"]["version"]), (&json!(place.uri(name)), &Value::Null));
        let text = text.as_mut().expect("the file is there");
        for edit in change["edits"].as_array().expect("edits") {
            let (start, end) = (byte(text, &edit["range"]["start"]), byte(text, &edit["range"]["end"]));
            text.replace_range(start..end, edit["newText"].as_str().expect("words"));
        }
    }
    text.expect("something was written")
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_never_without() {
    let place = Place::new(&[("a.txt", SHORT)]);
    let (a, mutes) = (place.uri("a.txt"), place.uri("hegui.mutes.yaml"));
    let mut client = place.client();
    client.open(&a, "plaintext", 1, SHORT);
    let found = client.diagnostics(&a, 1);
    let [action] = &offers(&mut client, &a, &found, "numbering/gap")[..] else { panic!("one offer, for this is no Markdown") };
    assert!(action.get("edit").is_none(), "{action}");
    let command = &action["command"];
    assert_eq!(command["command"], "hegui.mute");

    // An editor that cannot ask: the entry stands without a reason, and the place for it is shown.
    let asked = client.ask("workspace/executeCommand", json!({"command": "hegui.mute", "arguments": command["arguments"]}));
    let wish = client.wait(|message| message["method"] == "workspace/applyEdit");
    let text = applied(&place, "hegui.mutes.yaml", &wish["params"]);
    client.send(&json!({"jsonrpc": "2.0", "id": wish["id"], "result": {"applied": true}}));
    assert_eq!(client.answer(asked).expect("it is done")["uri"], mutes);
    let show = client.wait(|message| message["method"] == "window/showDocument");
    let at = byte(&text, &show["params"]["selection"]["start"]);
    assert!(show["params"]["uri"] == mutes && text[..at].ends_with("reason: \"") && text[at..].starts_with("\"\n"), "{text}");
    assert!(client.wait(|message| message["method"] == "window/showMessage").to_string().contains("写明原因"));
    place.write("hegui.mutes.yaml", &text);
    watched(&mut client, &mutes);
    let refused = client.diagnostics(&a, 1);
    assert!(rules(&refused).contains(&"setup") && rules(&refused).contains(&"numbering/gap"), "{refused:?}");
    assert!(shown(&mut client, &mutes)[0]["message"].as_str().is_some_and(|words| words.contains("没有写明缘由")));
    // Another cannot be added to a file that is refused.
    let again = json!({"command": "hegui.mute", "arguments": command["arguments"]});
    let (code, words) = client.request("workspace/executeCommand", again).expect_err("it is refused");
    assert!(code == -32803 && words.contains("请先改正"), "{code} {words}");
    place.write("hegui.mutes.yaml", &text.replace("reason: \"\"", "reason: \"上级文件原文如此\""));
    watched(&mut client, &mutes);
    let found = client.diagnostics(&a, 1);
    assert!(!rules(&found).contains(&"numbering/gap") && !rules(&found).contains(&"setup"), "{found:?}");
    assert_eq!(said(&found), told(&place.path("a.txt")));

    // One that asks sends the reason along; what is open in it is what is added to.
    let open = fs::read_to_string(place.path("hegui.mutes.yaml")).expect("it is there") + "# 还没有保存\n";
    client.open(&mutes, "yaml", 1, &open);
    let [action] = &offers(&mut client, &a, &found, "punctuation/space-beside-figure")[..] else { panic!("one offer") };
    let mut argument = action["command"]["arguments"][0].clone();
    argument["reason"] = json!("“原文”：如此");
    client.ask("workspace/executeCommand", json!({"command": "hegui.mute", "arguments": [argument]}));
    let wish = client.wait(|message| message["method"] == "workspace/applyEdit");
    place.write("hegui.mutes.yaml", &open);
    let text = applied(&place, "hegui.mutes.yaml", &wish["params"]);
    assert!(text.starts_with(&open) && text.contains("# 还没有保存"), "{text}");
    place.write("hegui.mutes.yaml", &text);
    watched(&mut client, &mutes);
    assert!(!rules(&client.diagnostics(&a, 1)).contains(&"punctuation/space-beside-figure"));
    // A finding that is gone is not muted.
    let (_, words) =
        client.request("workspace/executeCommand", json!({"command": "hegui.mute", "arguments": [argument]})).expect_err("gone");
    assert!(words.contains("已经不在"), "{words}");
    let unknown = client.request("workspace/executeCommand", json!({"command": "hegui.other"})).expect_err("unknown");
    assert_eq!(unknown.0, -32602);
    client.end();

    // An editor that cannot be asked to edit gets the edit with the offer.
    fs::remove_file(place.path("hegui.mutes.yaml")).expect("it is there");
    let mut client = Client::start();
    client.initialize(json!({"capabilities": {}}));
    client.open(&a, "plaintext", 1, SHORT);
    let found = client.diagnostics(&a, 1);
    let [action] = &offers(&mut client, &a, &found, "numbering/gap")[..] else { panic!("one offer") };
    let edits = action["edit"]["changes"].as_object().expect("changes").values().next().expect("one file");
    assert!(
        edits[0]["newText"]
            .as_str()
            .is_some_and(|words| words.contains("reason: \"\"") && words.contains("- rule: numbering/gap"))
    );
    client.end();
}

#[test]
fn a_comment_that_is_offered_does_what_it_is_for() {
    let markdown = "# 青岚县2024年工作情况\n\n## 一、工作成效\n\n全年检查12 家。\n- 一是查处案件9 件。\n\n三、存在不足\n";
    let page = "<html><body>\n<h1>青岚县2024年工作情况</h1>\n<p>一、工作成效</p>\n<ul><li>全年检查<b>12 家</b>。</li></ul>\n<p>\n三、存在不足</p>\n</body></html>\n";
    for (uri, language, text) in [("file:///drafts/a.md", "markdown", markdown), ("file:///drafts/a.html", "html", page)] {
        for end in ["\n", "\r\n"] {
            let text = text.replace('\n', end);
            let mut client = Client::new();
            client.open(uri, language, 1, &text);
            let found = client.diagnostics(uri, 1);
            let mut tried = 0;
            for rule in
                ["numbering/gap", "punctuation/space-beside-figure"].into_iter().filter(|rule| rules(&found).contains(rule))
            {
                let offered = offers(&mut client, uri, &found, rule);
                let Some(action) = offered.iter().find(|action| action.get("edit").is_some()) else {
                    panic!("a comment for {rule} in {language}: {offered:?}")
                };
                let bare = edited(&text, action, 1);
                assert!(bare.contains(&format!("<!-- hegui-ignore {rule}:  -->")), "{bare}");
                let full = bare.replace(":  -->", ": 原文如此 -->");
                client.change(uri, 2, json!([{"text": full}]));
                let left = client.diagnostics(uri, 2);
                assert!(left.len() < found.len(), "{full}\n{left:?}");
                client.change(uri, 1, json!([{"text": text}]));
                client.diagnostics(uri, 1);
                tried += 1;
            }
            assert!(tried > 0, "{:?}", rules(&found));
            client.end();
        }
    }
}

#[test]
fn the_language_of_the_settings_is_that_of_hovers() {
    let place = Place::new(&[("hegui.yaml", "lang: en\n"), ("a.txt", SHORT)]);
    let a = place.uri("a.txt");
    let mut client = place.client();
    client.open(&a, "plaintext", 1, SHORT);
    let found = client.diagnostics(&a, 1);
    let gap = found.iter().find(|one| one["code"] == "numbering/gap").expect("a finding");
    let ask = json!({"textDocument": {"uri": a}, "position": gap["range"]["start"]});
    let words = |client: &mut Client| client.request("textDocument/hover", ask.clone()).expect("a hover").to_string();
    assert!(words(&mut client).contains("**error\u{FF1A}"), "{}", words(&mut client));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"lang": "zh"}}));
    client.diagnostics(&a, 1);
    assert!(words(&mut client).contains("**错误\u{FF1A}"), "the editor's own setting stands before the file's");
    client.end();
}

#[test]
fn a_warning_is_shown_to_the_user_once_as_long_as_it_lasts() {
    let broken = [("hegui.yaml", "yaer: 2024\n"), ("甲/hegui.yaml", "yaer: 2023\n"), ("甲/a.txt", SHORT), ("乙/b.txt", SHORT)];
    let place = Place::new(&broken);
    let mut client = place.client();
    for name in ["甲/a.txt", "乙/b.txt"] {
        client.open(&place.uri(name), "plaintext", 1, SHORT);
        assert!(rules(&client.diagnostics(&place.uri(name), 1)).contains(&"setup"));
    }
    for _ in 0..2 {
        watched(&mut client, &place.uri("other.yaml"));
        client.diagnostics(&place.uri("甲/a.txt"), 1);
        client.diagnostics(&place.uri("乙/b.txt"), 1);
    }
    let told = client.rest();
    let of = |method: &str| told.iter().filter(|message| message["method"] == method).collect::<Vec<_>>();
    assert_eq!(of("window/showMessage").len(), 2, "one for each file: {told:?}");
    let lists = of("textDocument/publishDiagnostics");
    let own = lists.iter().filter(|list| list["params"]["uri"].as_str().is_some_and(|uri| uri.ends_with(".yaml")));
    assert_eq!(own.count(), 2, "nothing is taken back that is told again: {lists:?}");
    client.end();
}
