//! What was typed becomes what is meant.

use super::args::Lang;
use crate::emit::{Language, Reason};
use crate::rule::RuleSet;

/// The language of everything but the messages.
pub(super) fn language(lang: impl Into<Option<Lang>>) -> Language {
    match lang.into().unwrap_or_default() {
        Lang::Zh => Language::Chinese,
        Lang::En => Language::English,
    }
}

/// Looks up the title and reason of rules, for the output for people.
pub(super) fn reasons(sets: Vec<RuleSet>, lang: Lang) -> impl Fn(&str) -> Option<Reason> + Send + Sync + 'static {
    move |id| {
        let rule = sets.iter().find_map(|set| set.rule(id))?;
        let (title, why) = match lang {
            Lang::Zh => (&rule.title, &rule.why),
            Lang::En => (&rule.en, &rule.en_why),
        };
        Some(Reason { title: title.into(), why: why.into() })
    }
}
