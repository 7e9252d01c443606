//! Runs the rules over a document. A [`Linter`] is made once and shared by every door and thread.

use std::borrow::Cow;
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use crate::check::{Aligned, Claims, Marks, On, Outline, Said, Say, Spot, Tables, Terms};
use crate::document::Document;
use crate::finding::{Edit, Finding, Fingerprint, Fix, Label, Notice, Safety};
use crate::parse::parse;
use crate::rule::{Rule, RuleSet};
use crate::settle::{Report, settle};
use crate::source::Source;
use crate::span::{Read, Span};

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
pub struct Linter {
    rules: Vec<Arc<Rule>>,
    gate: Gate,
    outline: Option<Arc<Outline>>,
    terms: Arc<Terms>,
    tables: Tables,
    settings: Settings,
}

impl Linter {
    /// Makes rules ready. Those that the settings leave out are dropped here.
    pub fn new(set: RuleSet, settings: Settings) -> Linter {
        let outline = settings.genre.as_deref().and_then(|genre| set.outline(genre)).cloned();
        let mut rules = set.rules;
        rules.retain(|rule| (settings.select.is_empty() || named(&settings.select, rule)) && !named(&settings.ignore, rule));
        Linter { gate: Gate::new(&rules, &set.tables), rules, outline, terms: set.terms, tables: set.tables, settings }
    }

    /// From a source to a report.
    pub fn check(&self, source: &Source) -> Report {
        self.check_each(source, |_| ()).0
    }

    /// The same, with a look at the findings one by one, before those of a habit become one.
    pub fn check_each<T>(&self, source: &Source, look: impl FnOnce(&[Finding]) -> T) -> (Report, T) {
        let doc = parse(source, self.settings.year);
        let aligned = self.align(&doc);
        let (findings, notices) = self.run(&doc, aligned.as_ref());
        let seen = look(&findings);
        let genre = aligned.and(self.settings.genre.clone());
        (settle(&doc, findings, notices, genre), seen)
    }

    /// Runs every rule over a document.
    pub fn lint(&self, doc: &Document) -> (Vec<Finding>, Vec<Notice>) {
        self.run(doc, self.align(doc).as_ref())
    }

    /// The demanded outline laid against a document; none if none is demanded, or the document is of another genre.
    pub fn align(&self, doc: &Document) -> Option<Aligned<'_>> {
        self.outline.as_ref().and_then(|outline| Aligned::new(outline, doc))
    }

    /// The words that checks of figures go by.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    fn run(&self, doc: &Document, outline: Option<&Aligned>) -> (Vec<Finding>, Vec<Notice>) {
        let hits = self.gate.hits(doc.text(), self.rules.len());
        let claims = Claims::default();
        let marks = Marks::default();
        let mut findings = Vec::new();
        for (rule, hits) in self.rules.iter().zip(&hits) {
            if rule.genre.is_some() && (outline.is_none() || rule.genre != self.settings.genre) {
                continue;
            }
            let mut say = Say::default();
            let on = On { doc, outline, hits, claims: &claims, terms: &self.terms, marks: &marks, tables: &self.tables };
            rule.check.run(&on, &mut say);
            findings.extend(say.into_said().into_iter().map(|said| finding(rule, said, doc)));
        }
        (findings, self.notices(doc, outline))
    }

    /// What the user must know beside the findings: rules that did not run. Damage that was read over is told by rules.
    fn notices(&self, doc: &Document, outline: Option<&Aligned>) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(message) = doc.source.notice() {
            notices.push(Notice { message: message.to_owned() });
        } else if let (Some(wanted), None) = (&self.outline, outline) {
            let reason = doc.title().map_or("这份文稿没有标题，内容也".to_owned(), |title| {
                format!("标题“{}”", doc.words(title).lines().map(str::trim).collect::<String>())
            });
            let genre = &wanted.title;
            let message = format!("{reason}不像{genre}，没有查必备的几个部分；如果确是，请在标题中写明“{genre}”");
            notices.push(Notice { message });
        }
        notices
    }
}

/// Whether a list of ids and families names a rule.
fn named(list: &[String], rule: &Rule) -> bool {
    let family = rule.id.split_once('/').map_or(&*rule.id, |(family, _)| family);
    list.iter().any(|name| *name == *rule.id || name == family || rule.aliases.contains(name))
}

/// One automaton for the literals of all rules, so that a text is searched once however many rules there are.
struct Gate {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each literal the rules that asked for it.
    rules: Vec<Vec<usize>>,
}

impl Gate {
    fn new(rules: &[Arc<Rule>], tables: &Tables) -> Gate {
        let mut wanted = std::collections::BTreeMap::<&str, Vec<usize>>::new();
        for (at, rule) in rules.iter().enumerate() {
            for literal in rule.check.literals().into_iter().chain(rule.check.known(tables)) {
                let waiting = wanted.entry(literal).or_default();
                // A rule may name one word in two conditions; it is found once.
                if waiting.last() != Some(&at) {
                    waiting.push(at);
                }
            }
        }
        let build = || CharwiseDoubleArrayAhoCorasick::new(wanted.keys()).expect("literals are distinct and none is empty");
        let automaton = (!wanted.is_empty()).then(build);
        Gate { automaton, rules: wanted.into_values().collect() }
    }

    /// For each rule the places of its literals, in order.
    fn hits(&self, text: &str, rules: usize) -> Vec<Vec<Span<Read>>> {
        let mut hits = vec![Vec::new(); rules];
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text)) {
            for &rule in &self.rules[found.value() as usize] {
                hits[rule].push(Span::new(found.start(), found.end()));
            }
        }
        hits
    }
}

/// Puts the rule's words around what a check said, and carries places over to the written text.
fn finding(rule: &Rule, mut said: Said, doc: &Document) -> Finding {
    let written = |span| doc.source.reading().written(span);
    let spot = |spot| match spot {
        Spot::Read(span) => written(span),
        Spot::Written(span) => span,
    };
    let basis = said.source.take().map_or_else(|| rule.basis.clone(), |source| vec![source]);
    said.values.push(("source".into(), basis.join("、")));
    let fixes = said.fixes.iter().map(|remedy| {
        let edit = |(at, text): &(_, String)| Edit { span: spot(*at), text: doc.source.coded(text).into_owned() };
        let edits: Vec<Edit> = remedy.edits.iter().map(edit).collect();
        // Over a tag of a page a fix is only to be read.
        let coded = edits.iter().any(|edit| doc.source.reading().has_code(edit.span));
        Fix { title: remedy.title.clone(), edits, safety: if coded { Safety::Shown } else { remedy.safety } }
    });
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity,
        message: fill(&rule.message, &said.values),
        at: Label { span: spot(said.at), message: String::new() },
        related: said.related.iter().map(|(at, words)| Label { span: written(*at), message: words.to_string() }).collect(),
        help: fill(&rule.help, &said.values),
        fixes: fixes.collect(),
        basis: basis.into(),
        habit: rule.habit,
        fingerprint: Fingerprint::default(),
    }
}

/// Replaces each `{name}` by its value. Values are put in once: one that itself holds `{…}` stays as it is.
fn fill(template: &str, values: &[(Cow<'static, str>, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| known == name)?;
            Some((value, after))
        });
        match known {
            Some((value, after)) => {
                text.push_str(value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}
