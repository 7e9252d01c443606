//! What an editor can do, read from what it says at the start. What it does not say it cannot.

use serde_json::{Value, json};

use super::actions::FIX_ALL;
use super::mutes::MUTE;
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
    /// It can be asked to edit.
    pub applies: bool,
    /// An edit may make a file.
    pub creates: bool,
    /// It can be asked to show a place of a file.
    pub shows: bool,
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
            applies: can("workspace/applyEdit"),
            creates: lists("workspace/workspaceEdit/resourceOperations", "create"),
            shows: can("window/showDocument/support"),
            refreshes: refreshes.map(|(_, method)| *method).collect(),
        }
    }

    /// What we can do for it; `pulls`, if it asks for diagnostics.
    pub fn offers(&self, pulls: bool) -> Value {
        let mut can = json!({
            "positionEncoding": self.units.kind(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "hoverProvider": true,
            "documentSymbolProvider": { "label": "hegui" },
            "codeActionProvider": { "codeActionKinds": ["quickfix", FIX_ALL], "resolveProvider": self.resolves_edits },
            "executeCommandProvider": { "commands": [MUTE] },
            "codeLensProvider": {},
            "inlayHintProvider": true,
        });
        if pulls {
            can["diagnosticProvider"] =
                json!({ "identifier": "hegui", "interFileDependencies": false, "workspaceDiagnostics": false });
        }
        can
    }
}
