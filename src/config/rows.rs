//! Own rows for the tables of words and facts: they are put behind ours, and held to the same.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Config;
use crate::check::{Body, Check, Law, Lexicon, Phrase, Plan, Session, Table, Tables, Title};
use crate::rule::{Rule, RuleError, RuleSet, yaml};

/// Rows for the lists in `rules/facts/`, by the names of their files.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// 更名或撤并的机构。
    pub bodies: Vec<Body>,
    /// 党的全国代表大会、中央全会和会议。
    pub congresses: Vec<Session>,
    /// 法律和行政法规。
    pub laws: Vec<Law>,
    /// 固定提法。
    pub phrases: Vec<Phrase>,
    /// 规划、纲要。
    pub plans: Vec<Plan>,
    /// 文件的准确名称。
    pub titles: Vec<Title>,
}

impl Facts {
    /// How many rows each list has that has some.
    pub(super) fn counted(&self) -> Vec<(&'static str, usize)> {
        let all = [
            ("bodies", self.bodies.len()),
            ("congresses", self.congresses.len()),
            ("laws", self.laws.len()),
            ("phrases", self.phrases.len()),
            ("plans", self.plans.len()),
            ("titles", self.titles.len()),
        ];
        all.into_iter().filter(|(_, rows)| *rows > 0).collect()
    }
}

/// The rules with the configuration's rows.
pub(super) fn over(config: &Config, mut set: RuleSet) -> Result<RuleSet, RuleError> {
    for (name, rows) in &config.words {
        let path = format!("words.{name}");
        let Some(at) = set.rules.iter().position(|rule| set.rule(name).is_some_and(|known| known.id == rule.id)) else {
            return Err(yaml::unknown(&config.file, &path, true, name, &set));
        };
        let rule = &set.rules[at];
        let Check::lexicon(ours) = &rule.check else {
            let help = "有词表的规则见 hegui rules --family wording 和 --family terms，如 wording/wrong-word".to_owned();
            return Err(yaml::fault_of_key(&config.file, &path, format!("{name} 不是词表规则，不能加词"), help));
        };
        let joined = Check::lexicon(ours.joined(rows));
        sound(config, &path, rule, ours, &joined)?;
        set.rules[at] = Arc::new(Rule { check: joined, ..(**rule).clone() });
    }
    for (name, ours, table) in joined(&config.facts, &set.tables) {
        if let Some((path, sentence)) = table.faults().into_iter().next() {
            let (row, key) = path.split_once('.').unwrap_or((&path, ""));
            let own = row.parse::<usize>().map_or(0, |row| row.saturating_sub(ours));
            let help = format!("写法同 hegui 的 rules/facts/{name}.yaml；那里已有的不必再写");
            return Err(yaml::fault(&config.file, &format!("facts.{name}.{own}.{key}"), sentence, help));
        }
        set.tables.replace(table);
    }
    Ok(set)
}

/// Own rows of words must be as good as ours.
fn sound(config: &Config, path: &str, rule: &Rule, ours: &Lexicon, joined: &Check) -> Result<(), RuleError> {
    if let Some((fault, sentence)) = joined.faults().into_iter().next() {
        let mut steps = fault.splitn(3, '.').skip(1);
        let own = steps.next().and_then(|at| at.parse::<usize>().ok()).map_or(0, |at| at.saturating_sub(ours.words.len()));
        let key = steps.next().unwrap_or_default();
        let help = "各项的写法见 rules/README.md 和 rules/schema.json".to_owned();
        return Err(yaml::fault(&config.file, &format!("{path}.{own}.{key}"), sentence, help));
    }
    let given = joined.placeholders();
    let wants = |words: &str| words.contains("{to}") && !given.contains(&"to");
    if wants(&rule.message) || wants(&rule.help) {
        let at = config.words.values().flatten().position(|row| row.to.is_empty()).unwrap_or(0);
        let sentence = "这个表的每一行都要写 to".to_owned();
        return Err(yaml::fault(&config.file, &format!("{path}.{at}"), sentence, "补上正确的写法，如 to: 法治".to_owned()));
    }
    Ok(())
}

/// The lists that have rows of their own: the name, how many rows are ours, and the whole.
fn joined(own: &Facts, ours: &Tables) -> Vec<(&'static str, usize, Table)> {
    fn rows<T: Clone>(ours: &[T], own: &[T]) -> Arc<Vec<T>> {
        Arc::new(ours.iter().chain(own).cloned().collect())
    }
    let whole = |name| match name {
        "bodies" => (ours.bodies.len(), Table::Bodies(rows(&ours.bodies, &own.bodies))),
        "congresses" => (ours.congresses.len(), Table::Congresses(rows(&ours.congresses, &own.congresses))),
        "laws" => (ours.laws.len(), Table::Laws(rows(&ours.laws, &own.laws))),
        "phrases" => (ours.phrases.len(), Table::Phrases(Arc::new(ours.phrases.joined(&own.phrases)))),
        "plans" => (ours.plans.len(), Table::Plans(rows(&ours.plans, &own.plans))),
        _ => (ours.titles.len(), Table::Titles(rows(&ours.titles, &own.titles))),
    };
    own.counted().into_iter().map(|(name, _)| (name, whole(name))).map(|(name, (ours, table))| (name, ours, table)).collect()
}
