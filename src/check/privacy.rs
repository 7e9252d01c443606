//! Numbers of persons in a text that is to be published. They are found by [`Source::private`](crate::source::Source::private),
//! which also masks them in all that is shown.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Remedy, Say};
use crate::finding::Safety;
use crate::source::PrivateKind;

/// `check: { privacy: { number: identity } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// What to report.
    pub number: Number,
}

/// What a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Number {
    /// An identity card.
    Identity,
    /// A mobile phone.
    Phone,
    /// A bank card.
    Card,
}

impl Kind for Privacy {
    fn run(&self, on: &On, say: &mut Say) {
        let source = on.doc.source;
        let wanted = match self.number {
            Number::Identity => PrivateKind::Identity,
            Number::Phone => PrivateKind::Phone,
            Number::Card => PrivateKind::Card,
        };
        for number in source.private().iter().filter(|number| number.kind == wanted) {
            let masked = source.shown_words(number.span);
            let said = say.written(number.span);
            said.value("masked", &*masked);
            let edits = vec![(number.span.into(), masked.to_string())];
            said.fixes.push(Remedy { title: format!("改为“{masked}”"), edits, safety: Safety::Offered });
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["masked"]
    }
}
