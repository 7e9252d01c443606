//! JSON Schema of the files, so that an editor completes and checks them while they are written.

use schemars::{JsonSchema, schema_for};

use super::Rule;
use crate::check::{Body, Font, Law, Norm, Outline, Phrases, Plan, Session, Terms, Title};

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
    vec![
        ("bodies", text::<Vec<Body>>()),
        ("congresses", text::<Vec<Session>>()),
        ("fonts", text::<Vec<Font>>()),
        ("laws", text::<Vec<Law>>()),
        ("layout", text::<Vec<Norm>>()),
        ("phrases", text::<Phrases>()),
        ("plans", text::<Vec<Plan>>()),
        ("titles", text::<Vec<Title>>()),
    ]
}

fn text<T: JsonSchema>() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(T)).expect("a schema is plain JSON");
    text.push('\n');
    text
}
