//! The language server through its pipes: its whole life, everything it can do, and everything that may be done to it.

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/own.rs"]
mod own;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use client::{Client, PATIENCE, abilities};
use serde_json::{Value, json};

const FAULTY: &str = include_str!("../samples/faulty.txt");
const CORRECT: &str = include_str!("../samples/correct.txt");
const A: &str = "file:///drafts/a.txt";
/// Two faults: a gap in the numbers, and a space inside a word that is mended without asking.
const SHORT: &str = "青岚县2024年工作情况\n一、工作成效\n全年检查12 家。\n三、存在不足\n";

fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|one| one["code"].as_str()).collect()
}

/// A place counted in UTF-16, as a byte of the text.
fn byte(text: &str, place: &Value) -> usize {
    let line = place["line"].as_u64().expect("a line") as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut left = place["character"].as_u64().expect("a column") as usize;
    let mut at = start;
    for c in text[start..].chars() {
        if left == 0 {
            break;
        }
        left -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}

fn slice<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[byte(text, &range["start"])..byte(text, &range["end"])]
}

/// A text after the edits of an action that names the version.
fn edited(text: &str, action: &Value, version: i64) -> String {
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], version);
    let mut edits: Vec<_> = change["edits"].as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(byte(text, &edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let (start, end) = (byte(&text, &edit["range"]["start"]), byte(&text, &edit["range"]["end"]));
        text.replace_range(start..end, edit["newText"].as_str().expect("words"));
    }
    text
}

fn everywhere() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}})
}

fn actions(client: &mut Client, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let found = client.request("textDocument/codeAction", params).expect("actions are answered");
    found.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_life_from_initialize_to_exit() {
    let mut client = Client::start();
    let (code, _) = client.request("textDocument/hover", json!({})).expect_err("too early");
    assert_eq!(code, -32002);
    client.open(A, "plaintext", 1, SHORT);
    let can = client.initialize(json!({"capabilities": {}}));
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can.get("diagnosticProvider"), None, "whoever can ask would be told twice");
    assert_eq!(client.request("initialize", json!({})).expect_err("twice").0, -32600);
    client.open(A, "plaintext", 7, SHORT);
    assert!(rules(&client.diagnostics(A, 7)).contains(&"numbering/gap"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": A}}));
    let cleared = client.wait(|message| message["params"]["diagnostics"] == json!([]));
    assert_eq!(cleared["params"]["uri"], A);
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(client.request("textDocument/hover", json!({})).expect_err("too late").0, -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.status().code(), Some(0));
}

#[test]
fn an_exit_without_shutdown_and_a_lost_connection_are_failures() {
    let mut client = Client::new();
    client.notify("exit", Value::Null);
    assert_eq!(client.status().code(), Some(1));
    let mut client = Client::new();
    client.hang_up();
    assert_eq!(client.status().code(), Some(1));
}

#[test]
fn the_server_ends_with_the_process_that_started_it() {
    if !Path::new("/proc/self").exists() {
        println!("SKIPPED: this system shows no processes as files");
        return;
    }
    let mut parent = Command::new("sleep").arg("600").spawn().expect("sleep is there");
    let mut client = Client::start();
    client.initialize(json!({"processId": parent.id(), "capabilities": {}}));
    parent.kill().expect("it is ours");
    parent.wait().expect("it was ours");
    assert_eq!(client.status().code(), Some(1), "though its input is still open");
}

#[test]
fn the_editor_shows_what_check_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = format!(
        "<html><body><div id=\"content\"><h1>青岚县2024年法治政府建设年度报告</h1><p>{}</p></div></body></html>\n",
        FAULTY.replace('\n', "</p>\n<p>")
    );
    let astral = SHORT.replace("全年", "𠮷𠮷镇全年").replace('\n', "\r\n");
    let marked = format!("\u{feff}{SHORT}");
    let drafts: [(&str, &str, &str); 6] = [
        ("a.txt", "plaintext", FAULTY),
        ("b.md", "markdown", FAULTY),
        ("c.html", "html", &page),
        ("d.txt", "text", &astral),
        ("e.txt", "txt", &marked),
        ("f.txt", "plaintext", CORRECT),
    ];
    let mut client = Client::new();
    for (name, language, text) in drafts {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the folder can be written");
        let uri = format!("file://{}", path.display());
        client.open(&uri, language, 3, text);
        let shown = client.diagnostics(&uri, 3);
        let told = check(&path);
        assert_eq!(shown.is_empty(), name == "f.txt", "{name}");
        assert_eq!(shown.len(), told.len(), "{name}");
        for (shown, told) in shown.iter().zip(&told) {
            assert_eq!(shown["code"], told["rule"], "{name}");
            assert_eq!(shown["message"], told["message"]);
            assert_eq!(shown["source"], "hegui");
            assert_eq!(shown["data"]["fingerprint"], told["fingerprint"]);
            let severity = ["", "error", "warning", "advice"][shown["severity"].as_u64().expect("a number") as usize];
            assert_eq!(severity, told["severity"]);
            // A byte order mark is a character for an editor that shows it, and none of the text for `check`.
            let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
            for end in ["start", "end"] {
                assert_eq!(
                    byte(text, &shown["range"][end]),
                    told["range"][end]["byte"].as_u64().expect("a byte") as usize + mark,
                    "{name} {shown}"
                );
            }
            let related = told["related"].as_array().expect("a list");
            assert_eq!(shown["relatedInformation"].as_array().map_or(0, Vec::len), related.len().min(50));
        }
    }
    client.end();
}

/// What `hegui check --format json` finds in a file.
fn check(path: &Path) -> Vec<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .arg("check")
        .arg(path)
        .args(["--format", "json", "--fail-on", "never"])
        .output();
    let value: Value = serde_json::from_slice(&run.expect("the program starts").stdout).expect("JSON");
    value["files"][0]["findings"].as_array().expect("a list").clone()
}

#[test]
fn places_are_counted_as_the_editor_counts() {
    let text = "青岚县2024年工作情况\r\n一、𠮷𠮷工作\r\n三、不足\r\n𠮷𠮷全年检查12 家。\r\n";
    for (offered, chosen, column) in [
        (json!(["utf-8"]), "utf-8", 8),
        (json!(["utf-32", "utf-16"]), "utf-32", 2),
        (json!(["utf-9"]), "utf-16", 4),
        (Value::Null, "utf-16", 4),
    ] {
        let mut client = Client::start();
        let can = client.initialize(json!({"capabilities": {"general": {"positionEncodings": offered}}}));
        assert_eq!(can["positionEncoding"], chosen);
        // An insertion before the last line's 全 must come where the editor means it.
        client.open(A, "plaintext", 1, text);
        let at = json!({"line": 3, "character": column});
        client.change(A, 2, json!([{"range": {"start": at, "end": at}, "text": "二是二是"}]));
        let found = client.diagnostics(A, 2);
        let space = found
            .iter()
            .find(|one| one["code"] == "punctuation/space-inside")
            .or_else(|| found.iter().find(|one| one["range"]["start"]["line"] == 3));
        let space = space.unwrap_or_else(|| panic!("nothing on the last line: {:?}", rules(&found)));
        assert_eq!(space["range"]["start"]["line"], 3);
        client.end();
    }
}

#[test]
fn a_text_changed_bit_by_bit_is_the_text_it_became() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics(A, 1)).contains(&"numbering/gap"));
    let three = json!({"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 1}});
    client.change(A, 2, json!([{"range": three, "rangeLength": 1, "text": "二"}]));
    assert!(!rules(&client.diagnostics(A, 2)).contains(&"numbering/gap"));
    // Several changes in one message, each on the text that the one before left; then the whole text.
    let insert = |line: u32, character: u32, text: &str| json!({"range": {"start": {"line": line, "character": character}, "end": {"line": line, "character": character}}, "text": text});
    client.change(A, 3, json!([insert(3, 0, "二、另一项\n"), {"range": {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 1}}, "text": "四"}]));
    assert!(rules(&client.diagnostics(A, 3)).contains(&"numbering/gap"));
    client.change(A, 4, json!([{"text": CORRECT}]));
    assert_eq!(client.diagnostics(A, 4), Vec::<Value>::new());
    // Beyond the end of a line and of the text, and ends that stand the wrong way round.
    client.change(A, 5, json!([{"text": SHORT}, insert(0, 9999, "续"), insert(9999, 9, "末"), {"range": {"start": {"line": 3, "character": 1}, "end": {"line": 3, "character": 0}}, "text": "二"}]));
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).expect("symbols");
    let names: Vec<_> =
        symbols.as_array().expect("a list").iter().map(|symbol| symbol["name"].as_str().expect("a name")).collect();
    assert!(names.contains(&"一、工作成效") && names.contains(&"二、存在不足"), "{names:?}");
    client.end();
}

/// The beginning of a line that nothing is said about.
fn quiet(found: &[Value]) -> Value {
    let line = |one: &Value, end: &str| one["range"][end]["line"].as_u64().expect("a line");
    let silent = |at: &u64| found.iter().all(|one| *at < line(one, "start") || line(one, "end") < *at);
    json!({"line": (0..).find(silent), "character": 0})
}

#[test]
fn fixes_are_offered_and_do_what_fix_does() {
    let mut client = Client::new();
    client.open(A, "plaintext", 4, FAULTY);
    let found = client.diagnostics(A, 4);
    let offered = actions(&mut client, A, &everywhere(), Some("quickfix"));
    assert!(offered.iter().any(|action| action["isPreferred"] == true), "{offered:?}");
    let wrong = found.iter().find(|one| one["code"] == "figures/percentage-off").expect("a planted fault");
    let here = actions(&mut client, A, &wrong["range"], None);
    let action = here.iter().find(|action| action["diagnostics"][0]["code"] == "figures/percentage-off").expect("its fix");
    assert_eq!(action["diagnostics"][0], *wrong);
    assert!(action["title"].as_str().is_some_and(|title| title.contains("请确认后改")), "{action}");
    assert_eq!(action.get("isPreferred"), None);
    let mended = edited(FAULTY, action, 4);
    client.change(A, 5, json!([{"text": mended}]));
    assert!(client.diagnostics(A, 5).iter().all(|one| one["message"] != wrong["message"]));
    // Outside of it nothing is offered but what concerns the whole.
    let elsewhere = json!({"start": quiet(&found), "end": quiet(&found)});
    assert!(actions(&mut client, A, &elsewhere, Some("quickfix")).is_empty());
    assert!(actions(&mut client, A, &everywhere(), Some("refactor")).is_empty());
    client.end();
}

#[test]
fn fixing_all_is_what_fix_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let crlf = FAULTY.replace('\n', "\r\n");
    for (name, text) in [("a.txt", FAULTY), ("b.txt", &crlf), ("c.txt", include_str!("../samples/damaged.txt"))] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the folder can be written");
        let mut client = Client::new();
        client.open(A, "plaintext", 1, text);
        client.diagnostics(A, 1);
        let all = actions(&mut client, A, &everywhere(), Some("source.fixAll"));
        let [action] = &all[..] else { panic!("one action: {all:?}") };
        assert_eq!((action["kind"].as_str(), action.get("edit")), (Some("source.fixAll.hegui"), None));
        let resolved = client.request("codeAction/resolve", action.clone()).expect("it is resolved");
        let mended = edited(text, &resolved, 1);
        Command::new(env!("CARGO_BIN_EXE_hegui")).arg("fix").arg(&path).output().expect("the program starts");
        assert_eq!(mended, fs::read_to_string(&path).expect("it is there"), "{name}");
        assert_ne!(mended, text);
        // Of a text that has changed since, nothing is written.
        client.change(A, 2, json!([{"text": CORRECT}]));
        assert_eq!(client.request("codeAction/resolve", action.clone()).expect_err("it is stale").0, -32801);
        client.end();
    }
    // An editor that cannot ask later, nor name versions, is told at once.
    let mut client = Client::start();
    client.initialize(json!({"capabilities": {}}));
    client.open(A, "plaintext", 1, SHORT);
    let all = actions(&mut client, A, &everywhere(), Some("source"));
    let edits = all[0]["edit"]["changes"][A].as_array().expect("edits");
    assert!(!edits.is_empty());
    assert_eq!(all[0]["edit"].get("documentChanges"), None);
    client.end();
}

#[test]
fn a_hover_tells_the_rule_in_full() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, FAULTY);
    let found = client.diagnostics(A, 1);
    let wrong = found.iter().find(|one| one["code"] == "figures/percentage-off").expect("a planted fault");
    let ask = json!({"textDocument": {"uri": A}, "position": wrong["range"]["start"]});
    let hover = client.request("textDocument/hover", ask.clone()).expect("a hover");
    assert_eq!(slice(FAULTY, &hover["range"]), slice(FAULTY, &wrong["range"]));
    let words = hover["contents"]["value"].as_str().expect("words");
    for part in [
        "**错误\u{FF1A}",
        "`figures/percentage-off`",
        "帮助\u{FF1A}",
        "修改\u{FF1A}",
        "缘由\u{FF1A}",
        "依据\u{FF1A}",
        "误例\u{FF1A}",
        "正例\u{FF1A}",
        "⟦",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let nothing = json!({"textDocument": {"uri": A}, "position": quiet(&found)});
    assert_eq!(client.request("textDocument/hover", nothing), Ok(Value::Null));
    client.end();
    let mut client = Client::start();
    client.initialize(json!({"capabilities": {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}}));
    client.open(A, "plaintext", 1, FAULTY);
    let hover = client.request("textDocument/hover", ask).expect("a hover");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(!hover["contents"]["value"].as_str().expect("words").contains("**"));
    client.end();
}

#[test]
fn the_tree_of_headings_and_what_is_missing_are_shown() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, FAULTY);
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).expect("symbols");
    let top = symbols.as_array().expect("a list");
    let first =
        top.iter().find(|symbol| symbol["name"].as_str().is_some_and(|name| name.starts_with("一、"))).expect("a section");
    assert!(
        first["children"]
            .as_array()
            .is_some_and(|below| below[0]["name"].as_str().is_some_and(|name| name.starts_with("（一）")))
    );
    assert!(first["detail"].as_str().is_some_and(|part| !part.is_empty()));
    nested(symbols.as_array().expect("a list"), None);
    let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": A}})).expect("lenses");
    let title = lenses[0]["command"]["title"].as_str().expect("a title");
    assert!(title.starts_with("缺\u{FF1A}") && title.contains("第一责任人"), "{title}");
    assert_eq!(lenses[0]["range"]["start"]["line"], 0);
    assert_eq!(
        client.request("textDocument/inlayHint", json!({"textDocument": {"uri": A}, "range": everywhere()})),
        Ok(json!([]))
    );
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"hegui": {"missing": "inlay"}}}));
    let hints =
        client.request("textDocument/inlayHint", json!({"textDocument": {"uri": A}, "range": everywhere()})).expect("hints");
    assert_eq!(hints[0]["label"], title);
    client.wait(|message| message["method"] == "workspace/codeLens/refresh");
    assert_eq!(client.request("textDocument/codeLens", json!({"textDocument": {"uri": A}})), Ok(json!([])));
    // A report that has everything shows nothing; another text says why it was not asked for.
    client.open("untitled:Untitled-1", "plaintext", 1, CORRECT);
    client.open("untitled:Untitled-2", "plaintext", 1, "关于召开会议的通知\n请于3日到会。\n");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"missing": "lens"}}));
    let lens = |uri: &str| json!({"textDocument": {"uri": uri}});
    assert_eq!(client.request("textDocument/codeLens", lens("untitled:Untitled-1")), Ok(json!([])));
    let other = client.request("textDocument/codeLens", lens("untitled:Untitled-2")).expect("lenses");
    assert!(other[0]["command"]["title"].as_str().is_some_and(|title| title.contains("不像")), "{other}");
    client.end();
}

/// What is below a symbol lies inside it, and the words of each inside its range.
fn nested(symbols: &[Value], outer: Option<&Value>) {
    let place = |at: &Value| (at["line"].as_u64(), at["character"].as_u64());
    let inside = |inner: &Value, outer: &Value| {
        place(&outer["start"]) <= place(&inner["start"]) && place(&inner["end"]) <= place(&outer["end"])
    };
    for symbol in symbols {
        assert!(inside(&symbol["selectionRange"], &symbol["range"]), "{symbol}");
        assert!(outer.is_none_or(|outer| inside(&symbol["range"], outer)), "{symbol}");
        nested(symbol["children"].as_array().map_or(&[], |children| children), Some(&symbol["range"]));
    }
}

#[test]
fn settings_hold_from_the_start_and_when_they_change() {
    let mut client = Client::with(json!({"select": ["numbering"], "debounce": 50}), None);
    client.open(A, "plaintext", 1, FAULTY);
    let found = client.diagnostics(A, 1);
    assert!(!found.is_empty() && rules(&found).iter().all(|rule| rule.starts_with("numbering/")), "{:?}", rules(&found));
    // Some editors send an empty section as soon as they are connected.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    assert_eq!(client.diagnostics(A, 1), found);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"hegui": {"select": null, "ignore": "numbering"}}}));
    let found = client.diagnostics(A, 1);
    assert!(!found.is_empty() && rules(&found).iter().all(|rule| !rule.starts_with("numbering/")));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"select": [], "profile": "general"}}));
    assert!(rules(&client.diagnostics(A, 1)).iter().all(|rule| !rule.starts_with("structure/missing")));
    // What is wrong is told, with the way out, and never leaves a draft that only looks clean.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"select": ["numbring/gap"], "yaer": 2024}}));
    let told = client.wait(|message| message["method"] == "window/showMessage" && message.to_string().contains("yaer"));
    assert!(told.to_string().contains("year"), "{told}");
    let found = client.diagnostics(A, 1);
    assert!(
        rules(&found).contains(&"setup") && found[0]["message"].as_str().is_some_and(|words| words.contains("numbering/gap")),
        "{found:?}"
    );
    assert!(found.len() > 1);
    client.end();
}

const RULE: &str = "title: 用词不当\nen: Wrong word\nseverity: warning\nwhy: 试验。\nen-why: A trial.\nbasis: [编辑惯例]\ncheck:\n  pattern: { regex: 青岚, literals: [青岚] }\nmessage: 不写青岚\nexamples:\n  - bad: ⟦青岚⟧县\n  - good: 澄岫县\n";

#[test]
fn rules_of_the_user_hold_and_their_faults_are_shown_in_their_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("own/wording/place.yaml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be written");
    fs::write(&file, RULE).expect("the folder can be written");
    let uri = format!("file://{}", file.display());
    let mut client = Client::with(json!({"rules": "own"}), Some(folder.path()));
    let wish = client.wait(|message| message["method"] == "client/registerCapability");
    assert_eq!(wish["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.send(&json!({"jsonrpc": "2.0", "id": wish["id"], "result": null}));
    client.open(A, "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics(A, 1)).contains(&"wording/place"));
    let changed = json!({"changes": [{"uri": uri, "type": 2}]});
    fs::write(&file, RULE.replace("severity: warning", "severity: grave")).expect("the folder can be written");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    let told = client.wait(|message| message["params"]["uri"] == *uri);
    let fault = &told["params"]["diagnostics"][0];
    assert_eq!((fault["range"]["start"]["line"].as_u64(), fault["severity"].as_u64()), (Some(2), Some(1)), "{fault}");
    let found = client.diagnostics(A, 1);
    assert!(rules(&found).contains(&"setup") && rules(&found).contains(&"numbering/gap"), "ours hold: {:?}", rules(&found));
    fs::write(&file, RULE).expect("the folder can be written");
    // A rule file that is open is no draft; that it was saved is as good as that it changed.
    client.open(&uri, "yaml", 1, RULE);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let told = client.wait(|message| message["params"]["uri"] == *uri);
    assert_eq!(told["params"]["diagnostics"], json!([]));
    assert!(rules(&client.diagnostics(A, 1)).contains(&"wording/place"));
    fs::remove_dir_all(folder.path().join("own")).expect("it is there");
    client.notify("workspace/didChangeWatchedFiles", changed);
    let found = client.diagnostics(A, 1);
    assert!(found[0]["message"].as_str().is_some_and(|words| words.contains("没有这个文件夹")), "{found:?}");
    client.end();
}

#[test]
fn an_editor_that_wants_to_ask_is_not_told_unasked() {
    let mut client = Client::start();
    let can = client.initialize(json!({"capabilities": abilities(), "initializationOptions": {"pull": true}}));
    assert_eq!(can["diagnosticProvider"]["identifier"], "hegui");
    client.open(A, "plaintext", 1, SHORT);
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": A}})).expect("a report");
    assert!(report["kind"] == "full" && rules(report["items"].as_array().expect("a list")).contains(&"numbering/gap"));
    assert!(client.rest().iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
    client.end();
}

#[test]
fn private_numbers_are_masked_in_words_and_whole_in_edits() {
    // Not the number in the examples of rules, which hovers show.
    let phone = "13900005678";
    let text = format!("青岚县2024年法治政府建设年度报告\n一、联系电话{phone}\n三、联系 电话{phone},可咨询\n");
    let mut client = Client::new();
    client.open(A, "plaintext", 1, &text);
    let found = client.diagnostics(A, 1);
    assert!(!found.is_empty());
    let mut said = vec![json!(found)];
    said.push(client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).expect("symbols"));
    said.push(client.request("textDocument/codeLens", json!({"textDocument": {"uri": A}})).expect("lenses"));
    for one in &found {
        said.push(
            client
                .request("textDocument/hover", json!({"textDocument": {"uri": A}, "position": one["range"]["start"]}))
                .expect("a hover"),
        );
    }
    let titles: Vec<Value> = actions(&mut client, A, &everywhere(), None).iter().map(|action| action["title"].clone()).collect();
    said.push(json!(titles));
    for words in said {
        assert!(!words.to_string().contains(phone), "{words}");
    }
    client.end();
}

#[test]
fn what_is_no_message_is_told_and_passed_over() {
    let mut client = Client::new();
    client.raw(b"Content-Length: 9\r\n\r\n{\"broken\"");
    assert_eq!(client.wait(|message| message["id"].is_null() && message.get("error").is_some())["error"]["code"], -32700);
    client.raw(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(client.wait(|message| message["id"].is_null() && message.get("error").is_some())["error"]["code"], -32600);
    client.raw(b"GET / HTTP/1.1\r\nHost: here\r\n\r\nContent-Length: none\r\n\r\n\xff\xfe\r\n");
    assert_eq!(client.request("textDocument/format", json!({})).expect_err("unknown").0, -32601);
    let (code, words) = client.request("textDocument/hover", json!({"position": 3})).expect_err("wrong");
    assert_eq!(code, -32602);
    assert!(words.contains("textDocument/hover"), "{words}");
    assert_eq!(client.request("codeAction/resolve", json!({"title": "x"})).expect_err("not ours").0, -32602);
    client.notify("$/unknown", json!(null));
    client.notify("textDocument/didChange", json!({"wrong": []}));
    client.wait(|message| message["method"] == "window/showMessage");
    client.send(&json!({"jsonrpc": "2.0", "id": 999, "result": null}));
    // Text-like ids are as good as numbers.
    client
        .send(&json!({"jsonrpc": "2.0", "id": "x-1", "method": "textDocument/codeLens", "params": {"textDocument": {"uri": A}}}));
    assert_eq!(client.wait(|message| message["id"] == "x-1")["result"], Value::Null);
    client.end();
}

#[test]
fn what_is_not_open_is_left_alone() {
    let mut client = Client::new();
    client.change(A, 2, json!([{"text": FAULTY}]));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": A}}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": A}}));
    assert_eq!(
        client.request("textDocument/hover", json!({"textDocument": {"uri": A}, "position": {"line": 0, "character": 0}})),
        Ok(Value::Null)
    );
    assert_eq!(actions(&mut client, A, &everywhere(), None), Vec::<Value>::new());
    let said = client.rest();
    assert!(said.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"), "{said:?}");
    // A second opening is a newer text.
    client.open(A, "plaintext", 1, CORRECT);
    client.open(A, "plaintext", 2, SHORT);
    assert!(rules(&client.diagnostics(A, 2)).contains(&"numbering/gap"));
    client.end();
}

#[test]
fn an_empty_draft_and_what_is_no_text_are_answered() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, " \n");
    assert_eq!(client.diagnostics(A, 1), Vec::<Value>::new());
    client.change(A, 2, json!([{"text": "%PDF-1.7\n一、工作\n"}]));
    let found = client.diagnostics(A, 2);
    assert!(
        rules(&found) == ["unchecked"] && found[0]["message"].as_str().is_some_and(|words| words.contains("PDF")),
        "{found:?}"
    );
    assert_eq!(client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})), Ok(Value::Null));
    client.end();
}

#[test]
fn of_very_many_findings_a_thousand_are_shown_and_the_rest_is_counted() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, &"全年调解纠纷412件，其中婚姻家庭纠纷103件，占35%。\n".repeat(1500));
    let found = client.diagnostics(A, 1);
    assert_eq!(found.len(), 1001);
    let last = &found[1000];
    assert_eq!(last["code"], "more");
    assert!(last["message"].as_str().is_some_and(|words| words.contains("hegui check")), "{last}");
    client.end();
}

#[test]
fn ten_thousand_edits_at_once_are_one_piece_of_work() {
    let mut client = Client::new();
    client.open(A, "plaintext", 0, FAULTY);
    client.diagnostics(A, 0);
    let start = Instant::now();
    let at = json!({"start": {"line": 5, "character": 3}, "end": {"line": 5, "character": 3}});
    let after = json!({"start": {"line": 5, "character": 3}, "end": {"line": 5, "character": 4}});
    for version in (1..10_000).step_by(2) {
        client.change(A, version, json!([{"range": at, "text": "法"}]));
        client.change(A, version + 1, json!([{"range": after, "text": ""}]));
    }
    let found = client.diagnostics(A, 10_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, FAULTY).expect("the folder can be written");
    assert_eq!(found.len(), check(&path).len(), "the text is what it was");
    let lists = client.rest().iter().filter(|message| message["method"] == "textDocument/publishDiagnostics").count();
    assert!(start <= client.arrived());
    println!("10,000 edits in {:?}, {lists} lists on the way", start.elapsed());
    assert!(start.elapsed() < PATIENCE);
    if let Some(memory) = peak_memory(client.process()) {
        assert!(memory < 400_000, "{memory} kB");
    }
    client.end();
}

/// The most memory a process ever had, in kB, where the system tells.
fn peak_memory(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
fn a_draft_may_be_closed_while_it_is_checked_and_a_question_taken_back() {
    let mut client = Client::new();
    let long = CORRECT.repeat(120);
    client.open(A, "plaintext", 1, &long);
    let symbols = json!({"textDocument": {"uri": A}});
    let ids: Vec<i64> = (0..8).map(|_| client.ask("textDocument/documentSymbol", symbols.clone())).collect();
    client.notify("$/cancelRequest", json!({"id": ids[7]}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": A}}));
    // Each is answered once: with nothing, or with the error that says it was taken back.
    for id in &ids[..7] {
        assert!(client.answer(*id).is_ok());
    }
    if let Err((code, _)) = client.answer(ids[7]) {
        assert_eq!(code, -32800);
    }
    // The list that clears the draft is the last that is said about it.
    let said: Vec<Value> = client.rest().into_iter().filter(|message| message["params"]["uri"] == A).collect();
    assert_eq!(said.last().expect("it was cleared")["params"]["diagnostics"], json!([]));
    client.open(A, "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics(A, 1)).contains(&"numbering/gap"));
    client.end();
}

#[test]
fn a_draft_beyond_the_limit_is_told_and_others_go_on() {
    let mut client = Client::new();
    let huge = "法".repeat((65 << 20) / 3);
    client.open(A, "plaintext", 1, &huge);
    let found = client.diagnostics(A, 1);
    assert!(
        rules(&found) == ["unchecked"] && found[0]["message"].as_str().is_some_and(|words| words.contains("上限")),
        "{found:?}"
    );
    client.open("file:///drafts/b.txt", "plaintext", 1, SHORT);
    assert!(rules(&client.diagnostics("file:///drafts/b.txt", 1)).contains(&"numbering/gap"));
    client.change(A, 2, json!([{"text": SHORT}]));
    assert!(rules(&client.diagnostics(A, 2)).contains(&"numbering/gap"));
    client.end();
}

#[test]
fn a_long_draft_holds_up_no_other_and_a_change_gives_up_what_was_begun() {
    let mut client = Client::new();
    client.open(A, "plaintext", 1, &CORRECT.repeat(300));
    thread::sleep(Duration::from_millis(50));
    client.open("file:///drafts/b.txt", "plaintext", 1, SHORT);
    client.diagnostics("file:///drafts/b.txt", 1);
    client.change(A, 2, json!([{"text": SHORT}]));
    client.diagnostics(A, 2);
    let said = client.rest();
    assert!(said.iter().all(|message| message["params"]["version"] != 1), "the long text was shown after the short one");
    client.end();
}

#[test]
fn an_editor_that_does_not_read_is_waited_for() {
    // Everything is written before anything is read: neither side may wait for the other for ever.
    let mut client = Client::new();
    for version in 0..2000 {
        client.open(&format!("file:///drafts/{}.txt", version % 3), "plaintext", version, SHORT);
        client.ask("textDocument/codeLens", json!({"textDocument": {"uri": "file:///drafts/0.txt"}}));
    }
    client.diagnostics("file:///drafts/1.txt", 1999);
    client.end();
}
