//! A conversation with the language server: drafts opened, changed bit by bit in every unit of places, asked about, and nonsense between.
//!
//! Every question is answered. At the end a second draft is opened with the text that a plain model of the changes has, and all that is
//! said about the two is the same.

#![no_main]

use hegui_fuzz::dialogue::{Dialogue, fail};
use hegui_fuzz::model::{Model, Units};
use hegui_fuzz::{seeds, splice};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Value, json};

const CHANGES: usize = 24;
const DRAFTS: [(&str, &str); 3] = [("txt", "plaintext"), ("md", "markdown"), ("html", "html")];
/// What is asked about a whole draft.
const QUESTIONS: [&str; 4] =
    ["textDocument/diagnostic", "textDocument/documentSymbol", "textDocument/codeLens", "textDocument/inlayHint"];

fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let _ = talked(&mut input);
}

fn talked(input: &mut Unstructured) -> Result<()> {
    let units = *input.choose(&[Units::Utf16, Units::Utf8, Units::Utf32])?;
    let (ending, language) = *input.choose(&DRAFTS)?;
    let uri = |name: &str| format!("untitled:{name}.{ending}");
    let mut dialogue = Dialogue::open(units);
    let mut model = Model::new(text(input)?, units);
    dialogue.tell(
        "textDocument/didOpen",
        &json!({"textDocument": {"uri": uri("a"), "languageId": language, "version": 1, "text": model.text}}),
    );
    let mut version = 1;
    while !input.is_empty() && version < CHANGES {
        match input.int_in_range(0..=9)? {
            0 => drop(dialogue.ask(*input.choose(&QUESTIONS)?, &whole(&uri("a")))),
            1 => drop(
                dialogue
                    .ask("textDocument/hover", &json!({"textDocument": {"uri": uri("a")}, "position": place(input, &model)?})),
            ),
            2 => nonsense(input, &mut dialogue, &uri("a"))?,
            _ => {
                version += 1;
                let changes = (0..input.int_in_range(1..=3)?).map(|_| change(input, &mut model)).collect::<Result<Vec<_>>>()?;
                let document = json!({"uri": uri("a"), "version": version});
                dialogue.tell("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
            }
        }
    }
    let told = said(&mut dialogue, &uri("a"), &model);
    dialogue.tell(
        "textDocument/didOpen",
        &json!({"textDocument": {"uri": uri("b"), "languageId": language, "version": version, "text": model.text}}),
    );
    let meant = said(&mut dialogue, &uri("b"), &model);
    let same = |value: &Value| value.to_string().replace(&uri("b"), &uri("a"));
    for (told, meant) in told.iter().zip(&meant) {
        let (told, meant) = (same(told), same(meant));
        if told != meant {
            fail(&format!("another text than that of the model, {:?}:\n{told}\n{meant}", model.text));
        }
    }
    dialogue.end();
    Ok(())
}

/// All that is said about a draft.
fn said(dialogue: &mut Dialogue, uri: &str, model: &Model) -> Vec<Value> {
    let mut asked: Vec<i64> = QUESTIONS.iter().map(|question| dialogue.ask(question, &whole(uri))).collect();
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": u32::MAX, "character": 0}});
    let actions = json!({"textDocument": {"uri": uri}, "range": all, "context": {"diagnostics": []}});
    asked.push(dialogue.ask("textDocument/codeAction", &actions));
    for byte in [0, model.text.len() / 3, model.text.len() / 2] {
        let (line, character) = model.place(byte);
        asked.push(dialogue.ask(
            "textDocument/hover",
            &json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}),
        ));
    }
    asked.into_iter().map(|id| dialogue.answer(id)).collect()
}

fn whole(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}})
}

/// Some lines of reports, or a sign.
fn text(input: &mut Unstructured) -> Result<String> {
    let lines = &seeds::LINES;
    let mut text = String::new();
    for _ in 0..input.int_in_range(0..=6)? {
        text += &lines[input.int_in_range(0..=lines.len() - 1)?];
        text += *input.choose(&["\n", "\n", "\r\n", "\r", ""])?;
    }
    Ok(text)
}

/// A place, mostly in the text.
fn place(input: &mut Unstructured, model: &Model) -> Result<Value> {
    let (line, character) = match input.int_in_range(0..=7)? {
        0 => (input.arbitrary::<u8>()?.into(), input.arbitrary::<u16>()?.into()),
        1 => (u32::MAX, u32::MAX),
        _ => {
            let mut at = input.int_in_range(0..=model.text.len())?;
            while !model.text.is_char_boundary(at) {
                at -= 1;
            }
            let (line, character) = model.place(at);
            (line, character + u32::from(input.ratio(1u8, 8u8)?))
        }
    };
    Ok(json!({"line": line, "character": character}))
}

/// A change, made in the model as well.
fn change(input: &mut Unstructured, model: &mut Model) -> Result<Value> {
    let words = match input.int_in_range(0..=4)? {
        0 => text(input)?,
        1 => String::new(),
        _ => (*input.choose(splice::LINES.signs)?).to_owned(),
    };
    if input.ratio(1u8, 16u8)? {
        model.text.clone_from(&words);
        return Ok(json!({"text": words}));
    }
    let (start, end) = (place(input, model)?, place(input, model)?);
    let at = |place: &Value| model.byte(number(&place["line"]), number(&place["character"]));
    let (from, to) = (at(&start), at(&end));
    model.text.replace_range(from.min(to)..from.max(to), &words);
    Ok(json!({"range": {"start": start, "end": end}, "text": words}))
}

fn number(value: &Value) -> u32 {
    value.as_u64().and_then(|number| number.try_into().ok()).expect("it was one")
}

/// What no editor would say. It is answered with an error or passed over, and changes no text.
fn nonsense(input: &mut Unstructured, dialogue: &mut Dialogue, uri: &str) -> Result<()> {
    let methods = [
        "textDocument/hover",
        "textDocument/codeAction",
        "codeAction/resolve",
        "workspace/executeCommand",
        "textDocument/diagnostic",
        "textDocument/inlayHint",
        "initialize",
        "textDocument/rename",
        "$/setTrace",
        "",
        "workspace/didChangeConfiguration",
    ];
    let values = [
        json!(null),
        json!(-1),
        json!([]),
        json!({}),
        json!("x"),
        json!({"textDocument": {"uri": uri}}),
        json!({"textDocument": {"uri": "file:///%FF/a.txt"}}),
        json!({"textDocument": {"uri": uri}, "position": {"line": -1, "character": 1.5}}),
        json!({"textDocument": {"uri": uri}, "position": {"line": u32::MAX, "character": u32::MAX}}),
        json!({"textDocument": {"uri": uri}, "range": {"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 0}}, "context": {"diagnostics": [{}]}}),
        json!({"title": "x", "data": {"uri": uri, "version": 7}}),
        json!({"command": "hegui.mute", "arguments": [{"uri": uri, "rule": "x"}]}),
    ];
    let value = input.choose(&values)?;
    match input.int_in_range(0..=3)? {
        0 => dialogue
            .raw(format!("Content-Length: 9\r\n\r\n{}", input.choose(&["nonsense!", "{\"id\": 3}", "[1, 2, 3]"])?).as_bytes()),
        1 => dialogue
            .tell(*input.choose(&["textDocument/didSave", "$/cancelRequest", "x/y", "workspace/didChangeWatchedFiles"])?, value),
        2 => dialogue.raw(b"Content-Type: x\r\n\r\n"),
        _ => drop(dialogue.ask(*input.choose(&methods[..])?, value)),
    }
    Ok(())
}

hegui_fuzz::target!(seeds::nothing, &splice::BYTES, run);
