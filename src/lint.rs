//! Runs the rules over a document. A [`Linter`] is made once and shared by every door and thread.

use std::sync::Arc;

use crate::check::{On, Outline, Said, Say};
use crate::document::Document;
use crate::finding::{Edit, Finding, Fix, Label, Notice};
use crate::parse::parse;
use crate::rule::{Rule, RuleSet};
use crate::settle::{Report, settle};
use crate::source::Source;

/// What the user asked for, already made sense of.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The genre whose outline is demanded; none for other official documents (`--profile general`).
    pub genre: Option<String>,
    /// The year reported on, when the user said which.
    pub year: Option<i32>,
    /// Ids or families to run; all, if empty.
    pub select: Vec<String>,
    /// Ids or families not to run.
    pub ignore: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { genre: Some("fazhi-annual-report".to_owned()), year: None, select: Vec::new(), ignore: Vec::new() }
    }
}

/// The rules, made ready to run.
#[derive(Debug)]
pub struct Linter {
    rules: Vec<Arc<Rule>>,
    outline: Option<Arc<Outline>>,
    settings: Settings,
}

impl Linter {
    /// Makes rules ready. Those that the settings leave out are dropped here.
    pub fn new(set: RuleSet, settings: Settings) -> Linter {
        let outline = settings.genre.as_deref().and_then(|genre| set.outline(genre)).cloned();
        let names = |list: &[String], rule: &Rule| {
            list.iter().any(|name| *name == *rule.id || rule.id.split_once('/').is_some_and(|(family, _)| family == name))
        };
        let mut rules = set.rules;
        rules.retain(|rule| (settings.select.is_empty() || names(&settings.select, rule)) && !names(&settings.ignore, rule));
        Linter { rules, outline, settings }
    }

    /// From a source to a report.
    pub fn check(&self, source: &Source) -> Report {
        let doc = parse(source, self.settings.year);
        let (findings, notices) = self.lint(&doc);
        settle(&doc, findings, notices, self.settings.genre.clone())
    }

    /// Runs every rule over a document.
    pub fn lint(&self, doc: &Document) -> (Vec<Finding>, Vec<Notice>) {
        let mut findings = Vec::new();
        for rule in &self.rules {
            let mut say = Say::default();
            rule.check.run(&On { doc, outline: self.outline.as_deref(), hits: &[] }, &mut say);
            findings.extend(say.into_said().into_iter().map(|said| finding(rule, said, doc)));
        }
        (findings, Vec::new())
    }
}

/// Puts the rule's words around what a check said, and carries places over to the written text.
fn finding(rule: &Rule, said: Said, doc: &Document) -> Finding {
    let written = |span| doc.source.reading().written(span);
    let fixes = said.fixes.iter().map(|remedy| Fix {
        title: remedy.title.clone(),
        edits: remedy.edits.iter().map(|(at, text)| Edit { span: written(*at), text: text.clone() }).collect(),
        safety: remedy.safety,
    });
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity,
        message: fill(&rule.message, &said.values),
        at: Label { span: written(said.at), message: String::new() },
        related: said.related.iter().map(|(at, words)| Label { span: written(*at), message: words.to_string() }).collect(),
        help: fill(&rule.help, &said.values),
        fixes: fixes.collect(),
        basis: rule.basis.clone().into(),
        fingerprint: String::new(),
    }
}

/// Replaces `{name}` by its value.
fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
