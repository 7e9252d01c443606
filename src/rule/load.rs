//! Loads a folder of rules strictly: all files are looked at, and every fault of every file is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::error::{RuleError, RuleFault};
use super::file::{Place, RuleFile};
use super::inspect::inspect;
use super::locate::locate;
use super::nearest::suggestion;
use super::packed::Packed;
use super::parse::{parse, quick};
use super::words::undone;
use super::{Rule, RuleSet};
use crate::check::{Outline, Table, Terms};
use crate::finding::Severity;

/// What `grades.yaml` makes of a rule or a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not run.
    Off,
    /// Style or convention.
    Advice,
    /// Almost surely a slip.
    Warning,
    /// A binding rule is broken.
    Error,
}

impl Grade {
    /// The severity; none for what is switched off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Grade::Off => None,
            Grade::Advice => Some(Severity::Advice),
            Grade::Warning => Some(Severity::Warning),
            Grade::Error => Some(Severity::Error),
        }
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Off => "off",
            Grade::Advice => "advice",
            Grade::Warning => "warning",
            Grade::Error => "error",
        }
    }
}

/// What a folder holds: the rules of an organisation, to lay over the built-in ones with [`RuleSet::with`].
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Sorted by id.
    pub rules: Vec<Arc<Rule>>,
    /// By genre.
    pub outlines: Vec<(String, Arc<Outline>)>,
    /// From `facts/figures.yaml`: takes the place of the built-in words.
    pub terms: Option<Arc<Terms>>,
    /// From the other files of `facts/`: each takes the place of the built-in one.
    pub tables: Vec<Table>,
    /// From `grades.yaml`, by id (an old id already replaced by the present one) or family.
    pub grades: BTreeMap<String, Grade>,
}

/// Loads the files of a folder, to be laid over `base`; the caller reads them.
///
/// # Errors
/// Every fault found, by file and place.
pub fn load(files: impl IntoIterator<Item = RuleFile>, base: &RuleSet) -> Result<Own, Vec<RuleError>> {
    let mut own = Own::default();
    let mut errors = Vec::new();
    let mut grades = None;
    for file in files.into_iter().map(Arc::new) {
        match read(&file, &mut own, &mut errors) {
            Ok(Some(read)) => grades = Some((file.clone(), read)),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    let whole = errors.is_empty();
    own.rules.sort_by(|a, b| a.id.cmp(&b.id));
    errors.extend(repeated(&own.rules));

    let set = base.with(own.clone());
    let genres: Vec<&str> = set.outlines.iter().map(|(name, _)| name.as_str()).collect();
    errors.extend(own.rules.iter().flat_map(|rule| inspect(rule, &genres)));
    errors.extend(own.rules.iter().flat_map(|rule| collisions(rule, &set)));
    errors.extend(own.rules.iter().flat_map(|rule| undone(rule, &set)));
    // A rule that could not be read must not be called unknown as well.
    if let Some((file, read)) = grades.filter(|_| whole) {
        for (name, grade) in read {
            match set.name(&name) {
                Some(known) => {
                    own.grades.insert(known.to_owned(), grade);
                }
                None => errors.push(ungraded(&file, &name, &set)),
            }
        }
    }
    if errors.is_empty() {
        return Ok(own);
    }
    errors.sort_by_key(|error| (error.file().path().to_owned(), error.range().start));
    Err(errors)
}

/// Puts what a file holds where it belongs; grades are handed back, for they are understood last.
fn read(file: &Arc<RuleFile>, own: &mut Own, errors: &mut Vec<RuleError>) -> Result<Option<BTreeMap<String, Grade>>, RuleError> {
    match file.place()? {
        Place::Grades => {
            parse::<serde_yaml::Mapping>(file)?; // which, unlike a map of Rust, refuses a key set twice
            return parse(file).map(Some);
        }
        Place::Rule(id) => own.rules.push(Arc::new(named(parse(file)?, id, file))),
        Place::Terms => own.terms = Some(Arc::new(parse(file)?)),
        Place::Table(name) => {
            let table = table(name, file, Packed::default())?;
            errors.extend(untenable(&table, file));
            own.tables.push(table);
        }
        Place::Outline(genre) => own.outlines.push((genre.to_owned(), Arc::new(parse(file)?))),
    }
    Ok(None)
}

/// Reads a list of dated or fixed terms by its name; what is packed of it, if there is anything.
pub(super) fn table(name: &str, file: &Arc<RuleFile>, packed: Packed) -> Result<Table, RuleError> {
    match name {
        "bodies" => Ok(Table::Bodies(Arc::new(quick(file, packed)?))),
        "congresses" => Ok(Table::Congresses(Arc::new(quick(file, packed)?))),
        "fonts" => Ok(Table::Fonts(Arc::new(quick(file, packed)?))),
        "laws" => Ok(Table::Laws(Arc::new(quick(file, packed)?))),
        "layout" => Ok(Table::Layout(Arc::new(quick(file, packed)?))),
        "phrases" => Ok(Table::Phrases(Arc::new(quick(file, packed)?))),
        "plans" => Ok(Table::Plans(Arc::new(quick(file, packed)?))),
        "titles" => Ok(Table::Titles(Arc::new(quick(file, packed)?))),
        _ => unreachable!("a place is a table only by a name that there is"),
    }
}

/// Rows of a list that contradict themselves or each other.
fn untenable(table: &Table, file: &Arc<RuleFile>) -> Vec<RuleError> {
    let error =
        |(path, sentence): (String, String)| RuleError::new(file, locate(file.text(), &path).value, RuleFault::Check(sentence));
    table.faults().into_iter().map(error).collect()
}

/// Gives a rule what its path says.
pub(super) fn named(mut rule: Rule, id: &str, file: &Arc<RuleFile>) -> Rule {
    rule.id = id.into();
    rule.file = file.clone();
    rule
}

/// The same id twice, as `a/b.yaml` and `a\b.yaml`. `rules` are sorted.
fn repeated(rules: &[Arc<Rule>]) -> impl Iterator<Item = RuleError> {
    rules.windows(2).filter(|pair| pair[0].id == pair[1].id).map(|pair| {
        let at = locate(pair[1].file.text(), "title").value;
        RuleError::new(&pair[1].file, at, RuleFault::SameId(pair[1].id.to_string())).help("每条规则各用一个文件名".to_owned())
    })
}

/// Old ids that are another rule's id or old id: `--ignore` could not tell them apart.
fn collisions(rule: &Rule, set: &RuleSet) -> Vec<RuleError> {
    let others = || set.rules.iter().filter(|other| other.id != rule.id);
    let clash = |path: &str, alias: &str, taken: &Rule| {
        let at = locate(rule.file.text(), path);
        let fault = RuleFault::Alias { alias: alias.to_owned(), taken: taken.id.to_string() };
        RuleError::new(&rule.file, at.value, fault).help("换一个名称，或删去这一行".to_owned())
    };
    let mut errors = Vec::new();
    for (at, alias) in rule.aliases.iter().enumerate() {
        let path = format!("aliases.{at}");
        if *alias == *rule.id || rule.aliases[..at].contains(alias) {
            errors.push(clash(&path, alias, rule));
        } else if let Some(taken) = others().find(|other| *other.id == **alias || other.aliases.contains(alias)) {
            errors.push(clash(&path, alias, taken));
        }
    }
    if let Some(taken) = others().find(|other| other.aliases.iter().any(|alias| **alias == *rule.id)) {
        errors.push(clash("title", &rule.id, taken));
    }
    errors
}

fn ungraded(file: &Arc<RuleFile>, name: &str, set: &RuleSet) -> RuleError {
    let help = match set.nearest(name) {
        Some(near) => format!("是否想写 {near}？"),
        None => suggestion(name, set.families()),
    };
    RuleError::new(file, locate(file.text(), name).key, RuleFault::Grade(name.to_owned())).help(help)
}

impl RuleSet {
    /// Lays the rules of an organisation over these: a rule or outline of the same name replaces ours, then grades apply,
    /// a rule's own before its family's.
    pub fn with(&self, own: Own) -> RuleSet {
        let mut set = self.clone();
        set.rules.retain(|rule| own.rules.iter().all(|mine| mine.id != rule.id));
        set.rules.extend(own.rules);
        set.rules.sort_by(|a, b| a.id.cmp(&b.id));
        set.outlines.retain(|(genre, _)| own.outlines.iter().all(|(mine, _)| mine != genre));
        set.outlines.extend(own.outlines);
        set.terms = own.terms.unwrap_or(set.terms);
        own.tables.into_iter().for_each(|table| set.tables.replace(table));
        set.rules = set.rules.into_iter().filter_map(|rule| graded(rule, &own.grades)).collect();
        set
    }
}

/// A rule with its new grade; none if it is switched off.
fn graded(rule: Arc<Rule>, grades: &BTreeMap<String, Grade>) -> Option<Arc<Rule>> {
    let Some(grade) = grades.get(&*rule.id).or_else(|| grades.get(rule.family())) else { return Some(rule) };
    grade.severity().map(|severity| Arc::new(Rule { severity, ..(*rule).clone() }))
}
