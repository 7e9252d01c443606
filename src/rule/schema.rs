//! JSON Schema of the files, so that an editor completes and checks them while they are written.

use schemars::{JsonSchema, schema_for};

use super::Rule;
use crate::check::{Outline, Phrases, Terms};

/// Of a rule file.
pub fn rule() -> String {
    text::<Rule>()
}

/// Of an outline.
pub fn outline() -> String {
    text::<Outline>()
}

/// Of the words that checks of figures go by.
pub fn terms() -> String {
    text::<Terms>()
}

/// Of the lists of dated and fixed terms, each with the name of its file.
pub fn tables() -> Vec<(&'static str, String)> {
    vec![("phrases", text::<Phrases>())]
}

fn text<T: JsonSchema>() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(T)).expect("a schema is plain JSON");
    text.push('\n');
    text
}
