//! What an editor can do, read from what it says at the start. What it does not say it cannot.

use serde_json::Value;

use super::text::Units;

/// The abilities that make a difference to us.
#[derive(Debug, Clone, Default)]
pub(super) struct Client {
    /// The first of its encodings of places that we have as well.
    pub units: Units,
    /// Edits may name the version of the text that they are for.
    pub versioned_edits: bool,
    /// It asks for the edit of an action once somebody takes it.
    pub resolves_edits: bool,
    /// Diagnostics may point at other places.
    pub related: bool,
    /// Diagnostics may be marked as about something superfluous.
    pub unnecessary: bool,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// It can ask for diagnostics.
    pub pulls: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// What it can be asked to ask for again.
    pub refreshes: Vec<&'static str>,
}

/// The key of a capability in `workspace`, and the request that makes the editor ask again.
const REFRESHES: [(&str, &str); 3] = [
    ("codeLens", "workspace/codeLens/refresh"),
    ("inlayHint", "workspace/inlayHint/refresh"),
    ("diagnostics", "workspace/diagnostic/refresh"),
];

impl Client {
    /// Reads the parameters of `initialize`. Shapes that are not expected count as not said.
    pub fn of(params: &Value) -> Client {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, wanted: &str| {
            at(path).and_then(Value::as_array).is_some_and(|list| list.iter().any(|one| one == wanted))
        };
        let encodings = at("general/positionEncodings").and_then(Value::as_array);
        let units = encodings.and_then(|list| list.iter().filter_map(Value::as_str).find_map(Units::of));
        let tags = at("textDocument/publishDiagnostics/tagSupport/valueSet").and_then(Value::as_array);
        let refreshes = REFRESHES.iter().filter(|(key, _)| can(&format!("workspace/{key}/refreshSupport")));
        Client {
            units: units.unwrap_or_default(),
            versioned_edits: can("workspace/workspaceEdit/documentChanges"),
            resolves_edits: can("textDocument/codeAction/dataSupport")
                && lists("textDocument/codeAction/resolveSupport/properties", "edit"),
            related: can("textDocument/publishDiagnostics/relatedInformation"),
            unnecessary: tags.is_some_and(|tags| tags.iter().any(|tag| tag == 1)),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            pulls: at("textDocument/diagnostic").is_some_and(Value::is_object),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            refreshes: refreshes.map(|(_, method)| *method).collect(),
        }
    }
}
