//! Runs the rules over a document. A [`Linter`] is made once and shared by every door and thread.

mod gate;
mod turns;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::{Arc, OnceLock};

use gate::Gate;

use crate::check::{Aligned, Claims, Looks, Marks, On, Outline, Remedy, Said, Say, Spot, Tables, Terms};
use crate::crew::{self, Crew, alone, share};
use crate::document::Document;
use crate::finding::{Edit, Finding, Fingerprint, Fix, Label, Notice, Safety, Severity};
use crate::mute::directive;
use crate::parse::parse_with;
use crate::rule::{Rule, RuleSet};
use crate::settle::{Found, Report, settle};
use crate::source::Source;

/// So many findings of one rule are told of one text; of more, only those that can be mended. Nobody reads ten thousand, and a text that
/// is made of one sentence would take many times its size in memory.
const MANY: usize = 10_000;

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
    /// How grave the findings of a rule or family are, none for one that is not to run. The name of a rule counts before that of its
    /// family, and of two that name the same the later: `[("layout", Some(Warning)), ("layout/unset", None)]`.
    pub grades: Vec<(String, Option<Severity>)>,
}

impl Default for Settings {
    fn default() -> Self {
        let genre = Some("fazhi-annual-report".to_owned());
        Settings { genre, year: None, select: Vec::new(), ignore: Vec::new(), grades: Vec::new() }
    }
}

/// The rules, made ready to run.
pub struct Linter {
    /// All rules, to understand the names of those that are not run.
    names: RuleSet,
    rules: Vec<Arc<Rule>>,
    /// Made when the first text is checked.
    gate: OnceLock<Gate>,
    outline: Option<Arc<Outline>>,
    terms: Arc<Terms>,
    tables: Tables,
    settings: Settings,
    crew: Crew,
    /// The rules in the order in which they are begun.
    turns: Vec<usize>,
}

impl Linter {
    /// Makes rules ready. Those that the settings leave out are dropped here.
    pub fn new(set: RuleSet, settings: Settings) -> Linter {
        let outline = settings.genre.as_deref().and_then(|genre| set.outline(genre)).cloned();
        let names = set.clone();
        let mut rules = set.rules;
        rules.retain(|rule| (settings.select.is_empty() || named(&settings.select, rule)) && !named(&settings.ignore, rule));
        let rules: Vec<Arc<Rule>> = rules.into_iter().filter_map(|rule| graded(rule, &settings.grades)).collect();
        let turns = turns::of(&rules);
        Linter {
            names,
            gate: OnceLock::new(),
            rules,
            outline,
            terms: set.terms,
            tables: set.tables,
            settings,
            crew: alone,
            turns,
        }
    }

    /// The same linter, with help for large texts.
    pub fn with(self, crew: Crew) -> Linter {
        Linter { crew, ..self }
    }

    /// What it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// From a source to a report.
    pub fn check(&self, source: &Source) -> Report {
        self.check_each(source, |_| ()).0
    }

    /// The same, with a look at the findings one by one, before those of a habit become one. What the text itself says may
    /// stay is not among them.
    pub fn check_each<T>(&self, source: &Source, look: impl FnOnce(&[Finding]) -> T) -> (Report, T) {
        self.judge(source, look, &|| true)
    }

    /// The same as long as it is wanted, which is asked before each rule: who types on has no use for what was. None if it was given up.
    pub fn check_while(&self, source: &Source, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Report> {
        let report = self.judge(source, |_| (), wanted).0;
        wanted().then_some(report)
    }

    fn judge<T>(&self, source: &Source, look: impl FnOnce(&[Finding]) -> T, wanted: &(dyn Fn() -> bool + Sync)) -> (Report, T) {
        let doc = parse_with(self.crew, source, self.settings.year);
        let aligned = self.align(&doc);
        let (mut findings, mut notices) = self.run(&doc, aligned.as_ref(), wanted);
        let runs = |name: &str| self.runs(name, aligned.is_some());
        let muted = directive::apply(source, &self.names, &mut findings, &mut notices, runs);
        let seen = look(&findings);
        let genre = aligned.as_ref().and(self.settings.genre.clone());
        (settle(&doc, Found { findings, muted, notices }, genre), seen)
    }

    /// Runs every rule over a document.
    pub fn lint(&self, doc: &Document) -> (Vec<Finding>, Vec<Notice>) {
        self.run(doc, self.align(doc).as_ref(), &|| true)
    }

    /// The demanded outline laid against a document; none if none is demanded, or the document is of another genre.
    pub fn align(&self, doc: &Document) -> Option<Aligned<'_>> {
        self.outline.as_ref().and_then(|outline| Aligned::new(outline, doc))
    }

    /// Whether a rule, or one of a family, is run over a document; `of_genre`, if it is one that the outline is demanded of.
    pub fn runs(&self, name: &str, of_genre: bool) -> bool {
        let here = |rule: &&Arc<Rule>| rule.genre.is_none() || of_genre && rule.genre == self.settings.genre;
        self.rules.iter().filter(here).any(|rule| *rule.id == *name || rule.family() == name)
    }

    /// The rules that are run, by id.
    pub fn rules(&self) -> &[Arc<Rule>] {
        &self.rules
    }

    /// The words that checks of figures go by.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    fn run(&self, doc: &Document, outline: Option<&Aligned>, wanted: &(dyn Fn() -> bool + Sync)) -> (Vec<Finding>, Vec<Notice>) {
        let crew = crew::for_text(self.crew, doc.text());
        let gate = self.gate.get_or_init(|| Gate::new(&self.rules, &self.tables));
        let hits = gate.hits(crew, doc.text(), self.rules.len());
        let claims = Claims::default();
        let (marks, looks) = (Marks::default(), Looks::default());
        let one = |turn: usize| {
            let (at, mut findings, mut more) = (self.turns[turn], Vec::new(), 0);
            let rule = &self.rules[at];
            if !wanted() || rule.genre.is_some() && (outline.is_none() || rule.genre != self.settings.genre) {
                return (findings, more);
            }
            let words = Words::of(rule);
            let mut pass = |said: Said| match findings.len() < MANY || !said.fixes.is_empty() {
                true => findings.push(words.finding(said, doc)),
                false => more += 1,
            };
            let mut say = Say::to(&mut pass);
            let on = On {
                doc,
                outline,
                hits: hits.of_rule(at),
                claims: &claims,
                terms: &self.terms,
                marks: &marks,
                tables: &self.tables,
                looks: &looks,
            };
            rule.check.run(&on, &mut say);
            say.done();
            (findings, more)
        };
        let mut notices = self.notices(doc, outline);
        let mut found: Vec<_> = self.turns.iter().zip(share(crew, self.turns.len(), one)).collect();
        found.sort_unstable_by_key(|(at, _)| **at);
        let mut findings = Vec::with_capacity(found.iter().map(|(_, (found, _))| found.len()).sum());
        for (at, (mut found, more)) in found {
            findings.append(&mut found);
            if more > 0 {
                let rule = &self.rules[*at].id;
                notices.push(format!("{rule} 只列出{MANY}处，还有{more}处没有列出；请改正以后再检查一次").into());
            }
        }
        (findings, notices)
    }

    /// What the user must know beside the findings: rules that did not run. Damage that was read over is told by rules.
    fn notices(&self, doc: &Document, outline: Option<&Aligned>) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(what) = doc.source.origins().map(|origins| &origins.unread).filter(|what| !what.is_empty()) {
            let what = what.join("、");
            let message = format!("文档里有{what}，其中的文字没有检查；请在Word中把这些文字改成普通段落，再检查");
            notices.push(message.into());
        }
        if let Some(message) = doc.source.notice() {
            notices.push(message.to_owned().into());
        }
        let empty = doc.source.reading().text().trim().is_empty();
        if let (Some(wanted), None, false) = (&self.outline, outline, empty) {
            let reason = doc.title().map_or("这份文稿没有标题，内容也".to_owned(), |title| {
                format!("标题“{}”", doc.words(title).lines().map(str::trim).collect::<String>())
            });
            let genre = &wanted.title;
            let message = format!("{reason}不像{genre}，没有查必备的几个部分；如果确是，请在标题中写明“{genre}”");
            notices.push(message.into());
        }
        notices
    }
}

/// Whether a list of ids and families names a rule.
fn named(list: &[String], rule: &Rule) -> bool {
    list.iter().any(|name| *name == *rule.id || name == rule.family() || rule.aliases.contains(name))
}

/// A rule as grave as the settings say; none if they switch it off.
fn graded(rule: Arc<Rule>, grades: &[(String, Option<Severity>)]) -> Option<Arc<Rule>> {
    let grade = |names: &dyn Fn(&String) -> bool| grades.iter().rev().find(|(name, _)| names(name));
    let own = grade(&|name| **name == *rule.id || rule.aliases.contains(name));
    match own.or_else(|| grade(&|name| name == rule.family())) {
        None => Some(rule),
        Some((_, None)) => None,
        Some((_, Some(severity))) if *severity == rule.severity => Some(rule),
        Some((_, Some(severity))) => Some(Arc::new(Rule { severity: *severity, ..(*rule).clone() })),
    }
}

/// The words of a rule, with what all its findings share; made when the first of them is.
struct Words<'r> {
    rule: &'r Rule,
    shared: OnceCell<Shared>,
}

/// What the findings of a rule have in common: the authority, the help, and whether the words name the authority.
struct Shared {
    basis: Arc<[String]>,
    help: Arc<str>,
    cites: bool,
}

impl Words<'_> {
    fn of(rule: &Rule) -> Words<'_> {
        Words { rule, shared: OnceCell::new() }
    }

    /// Puts the rule's words around what a check said, and carries places over to the written text.
    fn finding(&self, mut said: Said, doc: &Document) -> Finding {
        let rule = self.rule;
        let Shared { basis, help, cites } = self.shared.get_or_init(|| Shared {
            basis: rule.basis.iter().map(String::from).collect(),
            help: rule.help.as_str().into(),
            cites: [&rule.message, &rule.help].iter().any(|words| words.contains("{source}")),
        });
        let basis = said.source.take().map_or_else(|| basis.clone(), |source| Arc::from([source]));
        if *cites {
            said.values.push(("source".into(), basis.join("、")));
        }
        let written = |span| doc.source.reading().written(span);
        let spot = |spot| match spot {
            Spot::Read(span) => written(span),
            Spot::Written(span) => span,
        };
        let edit = |(at, text): (Spot, String)| Edit { span: spot(at), text: doc.source.coded(&text).into_owned() };
        let fix = |Remedy { title, edits, safety }| {
            let edits: Vec<Edit> = edits.into_iter().map(edit).collect();
            // Over a tag of a page a fix is only to be read.
            let coded = edits.iter().any(|edit| doc.source.reading().has_code(edit.span));
            Fix { title, edits, safety: if coded { Safety::Shown } else { safety } }
        };
        let mut related: Vec<Label> =
            said.related.into_iter().map(|(at, message)| Label { span: written(at), message }).collect();
        related.shrink_to_fit();
        Finding {
            rule: rule.id.clone(),
            severity: rule.severity,
            message: fill(&rule.message, &said.values),
            at: Label { span: spot(said.at), message: Cow::Borrowed("") },
            related,
            help: if rule.help.contains('{') { fill(&rule.help, &said.values).into() } else { help.clone() },
            fixes: said.fixes.into_iter().map(fix).collect(),
            basis,
            habit: rule.habit,
            fingerprint: Fingerprint::default(),
        }
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
    text.push_str(rest);
    text.shrink_to_fit();
    text
}
