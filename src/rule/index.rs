//! The page about all rules, `rules/README.md`: how one is written, and the index.

use super::{FAMILIES, Rule, RuleSet};
use crate::finding::{Safety, Severity};
use std::fmt::Write;
use std::sync::Arc;

/// The path and text of the rule that the page shows; it is proved like any other.
pub const SPECIMEN: (&str, &str) = ("wording/doubled-estimate.yaml", include_str!("specimen.yaml"));

const INTRODUCTION: &str = include_str!("introduction.md");

/// The page, in Markdown. What a rule offers as a fix is learned by running it, so the caller says.
pub fn markdown(set: &RuleSet, offers: impl Fn(&Arc<Rule>) -> Option<Safety>) -> String {
    let (path, text) = SPECIMEN;
    let mut page = INTRODUCTION.replace("{path}", path).replace("{rule}", text.trim_end());
    write!(page, "\n## 规则目录\n\n共 {} 条。\n", set.rules.len()).expect("a string takes all");
    for (family, name) in FAMILIES {
        let mut rules = set.rules.iter().filter(|rule| rule.family() == *family).peekable();
        if rules.peek().is_none() {
            continue;
        }
        write!(page, "\n### {name} `{family}`\n\n| 编号 | 查什么 | 级别 | 修改 | 依据 |\n|---|---|---|---|---|\n")
            .expect("a string takes all");
        for rule in rules {
            page.push_str(&row(rule, offers(rule)));
        }
    }
    page
}

fn row(rule: &Rule, offers: Option<Safety>) -> String {
    let severity = match rule.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Advice => "建议",
    };
    let fix = match offers {
        Some(Safety::Safe) => "自动",
        Some(Safety::Offered) => "经确认",
        Some(Safety::Shown) => "仅提示",
        None => "",
    };
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    format!("| `{}` | {} | {severity} | {fix} | {} |\n", rule.id, cell(&rule.title), cell(&rule.basis.join("；")))
}
