//! Messages to the editor, as JSON.

use gen_lsp_types::json_rpc::{Error, Id};
use serde::Serialize;
use serde_json::{Value, json};

/// An answer to a request.
pub(super) fn answer(id: &Id, reply: Result<Value, Error>) -> String {
    match reply {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(error) => json!({ "jsonrpc": "2.0", "id": id, "error": error }),
    }
    .to_string()
}

/// What the editor is told.
pub(super) fn notification(method: &str, params: &impl Serialize) -> String {
    written(&Message { jsonrpc: "2.0", id: None, method, params })
}

/// What the editor is asked.
pub(super) fn request(id: u64, method: &str, params: &impl Serialize) -> String {
    written(&Message { jsonrpc: "2.0", id: Some(id), method, params })
}

#[derive(Serialize)]
struct Message<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    method: &'a str,
    params: &'a P,
}

fn written(message: &impl Serialize) -> String {
    serde_json::to_string(message).expect("structs and maps with string keys always serialise")
}
