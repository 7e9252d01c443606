//! `hegui rules` and `hegui explain`: what is checked, and why.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::args::{Explain, Lang, Own, Plain, Rules, RulesCommand};
use super::scope::Scopes;
use super::settings::language;
use super::trouble::Trouble;
use super::{answer, folder};
use crate::emit::Language;
use crate::finding::Severity;
use crate::rule::{Example, FAMILIES, Rule, RuleSet};
use crate::text::Text;

/// One rule in machine output.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    family: &'a str,
    severity: Severity,
    title: &'a str,
    en: &'a str,
    why: &'a str,
    en_why: &'a str,
    basis: &'a [Text],
    kind: &'a str,
}

/// All rules in machine output.
#[derive(Serialize)]
struct List<'a> {
    version: u32,
    rules: Vec<Listed<'a>>,
}

/// `hegui rules`
pub(super) fn rules(typed: &Rules) -> Result<u8, Trouble> {
    if let Some(RulesCommand::Test { folder }) = &typed.command {
        let (rules, examples) = folder::verify(folder)?;
        answer(&format!("{rules}条规则、{examples}个例子，全部成立。\n"))?;
        return Ok(0);
    }
    let set = here(&typed.own)?;
    let chosen = chosen(&set, typed.family.as_deref())?;
    match typed.format {
        Plain::Json => answer(&json(&chosen))?,
        Plain::Human => answer(&table(&chosen, typed.lang))?,
    }
    Ok(0)
}

/// The rules in force in the folder of work.
fn here(own: &Own) -> Result<RuleSet, Trouble> {
    Ok(Scopes::of_rules(own)?.folder(Path::new("."))?.scope.set.clone())
}

/// The rules of a family, or all, in the order of families.
fn chosen<'a>(set: &'a RuleSet, only: Option<&str>) -> Result<Vec<&'a Arc<Rule>>, Trouble> {
    let only = set.resolve(only.map(str::to_owned).as_slice())?;
    let place = |rule: &Rule| FAMILIES.iter().position(|(family, _)| *family == rule.family());
    let named = |rule: &Rule| only.iter().all(|name| *name == *rule.id || *name == rule.family());
    let mut rules: Vec<_> = set.rules.iter().filter(|rule| named(rule)).collect();
    rules.sort_by_cached_key(|rule| (place(rule), rule.id.clone()));
    Ok(rules)
}

fn json(rules: &[&Arc<Rule>]) -> String {
    let listed = rules.iter().map(|rule| Listed {
        id: &rule.id,
        family: rule.family(),
        severity: rule.severity,
        title: &rule.title,
        en: &rule.en,
        why: &rule.why,
        en_why: &rule.en_why,
        basis: &rule.basis,
        kind: rule.check.kind(),
    });
    let list = List { version: 1, rules: listed.collect() };
    serde_json::to_string(&list).expect("plain structs with string keys always serialise") + "\n"
}

/// One line a rule, a heading a family.
fn table(rules: &[&Arc<Rule>], lang: Lang) -> String {
    let words = language(lang);
    let wide = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let word = |rule: &Rule| words.severity(rule.severity);
    let grade = rules.iter().map(|rule| word(rule).chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    let mut last = "";
    for rule in rules {
        if rule.family() != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            last = rule.family();
            let name = FAMILIES.iter().find(|(known, _)| *known == last && lang == Lang::Zh).map_or("", |(_, name)| name);
            let _ = writeln!(text, "{gap}{}", format!("{last} {name}").trim_end());
        }
        let title = if lang == Lang::En { &rule.en } else { &rule.title };
        let _ = writeln!(text, "  {:grade$} {:wide$}  {title}", word(rule), rule.id);
    }
    let _ = match lang {
        Lang::Zh => writeln!(text, "\n共{}条规则；逐条说明见 hegui explain <规则>。", rules.len()),
        Lang::En => writeln!(text, "\n{} rules; for one in full: hegui explain <rule> --lang en", rules.len()),
    };
    text
}

/// `hegui explain`
pub(super) fn explain(typed: &Explain) -> Result<u8, Trouble> {
    let set = here(&typed.own)?;
    let Some(rule) = set.rule(&typed.rule) else {
        let names = set.resolve(std::slice::from_ref(&typed.rule))?;
        return Err(Trouble::Family(names.concat()));
    };
    answer(&full(rule, typed.lang))?;
    Ok(0)
}

/// Everything about a rule.
fn full(rule: &Rule, lang: Lang) -> String {
    let words: Language = language(lang);
    let labels: [&str; 5] = match lang {
        Lang::Zh => ["缘由：", "依据：", "提示：", "帮助：", "例子："],
        Lang::En => ["Why: ", "Basis: ", "Says: ", "Help: ", "Examples:"],
    };
    let (title, other, why) = match lang {
        Lang::Zh => (&rule.title, &rule.en, &rule.why),
        Lang::En => (&rule.en, &rule.title, &rule.en_why),
    };
    let mut text = format!("{}[{}] {title}\n{other}\n\n", words.severity(rule.severity), rule.id);
    // What it says of its first example tells more than the template.
    let says = rule.examples.iter().find_map(|example| example.says.clone()).unwrap_or_else(|| blanks(&rule.message));
    let lines = [(labels[0], String::from(why)), (labels[1], rule.basis.join("；")), (labels[2], says)];
    for (label, line) in lines.iter().chain([&(labels[3], blanks(&rule.help))]) {
        if !line.is_empty() {
            let _ = writeln!(text, "{label}{line}");
        }
    }
    let _ = writeln!(text, "\n{}", labels[4]);
    for example in rule.examples.iter() {
        text += &shown(example, lang);
    }
    text
}

/// A template as a reader understands it: what is filled in is left open.
fn blanks(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, (_, after))) = rest.split_once('{').and_then(|(before, name)| Some((before, name.split_once('}')?))) {
        text += before;
        text.push('…');
        rest = after;
    }
    text + rest
}

/// An example, indented, with what is said about it.
fn shown(example: &Example, lang: Lang) -> String {
    let (bad, good) = if lang == Lang::En { ("bad ", "good") } else { ("有误", "正确") };
    let block = |mark: &str, text: &str| {
        let mut lines = text.trim_end().lines();
        let first = format!("  {mark}  {}\n", lines.next().unwrap_or_default());
        lines.fold(first, |block, line| format!("{block}        {line}\n"))
    };
    let mut text = String::new();
    if let Some(example) = &example.bad {
        text += &block(bad, example);
    }
    let laid =
        example.laid.as_ref().map(|laid| format!("        {}{laid}\n", if lang == Lang::En { "layout: " } else { "版式：" }));
    let laid = laid.unwrap_or_default();
    if example.bad.is_some() {
        text += &laid;
    }
    if let Some(says) = &example.says {
        let _ = writeln!(text, "        → {says}");
    }
    if let Some(example) = &example.good {
        text += &block(good, example);
        text += &laid;
    }
    text
}
