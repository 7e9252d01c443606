//! One mute: which findings it is about, and why they may stay.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::rule::{RuleError, RuleFile, yaml};
use crate::source::Source;

/// How many characters each side of a place take part in its identity.
const NEIGHBOURS: usize = 8;

/// From how many characters on a text is written by its beginning alone, and how many of them then.
const LONG: usize = 60;
const BEGINNING: usize = 40;

/// Stands at the end of a text that goes on.
pub(super) const MORE: char = '…';

/// What an other place of a habit is called.
const SAME: &str = "同样";

/// A mute. Findings of `rule` are muted whose words are `text` between the words `near`, as far as they are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 规则的名称，如 numbering/gap。
    pub rule: String,
    /// 只对这个文件，或这个文件夹里的文件；从本文件所在的文件夹算起，用 / 分隔。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// 所指的文字；以 … 结尾的只比开头。不写就是这条规则的任何一处。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 紧挨在前面和后面的几个字（数字和空白不算），由 hegui baseline 写出；手写时可以不写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(equal = 2))]
    pub near: Option<Vec<String>>,
    /// 最多对几处起作用。不写时，写了 near 的是一处，没有写的不限。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub count: Option<usize>,
    /// 缘由。
    #[schemars(length(min = 1))]
    pub reason: String,
    /// 谁认可的。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// 什么时候认可的。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

impl Entry {
    /// Whether it says something that can be held to.
    pub(super) fn sound(&self, file: &Arc<RuleFile>, at: usize) -> Result<(), RuleError> {
        let fault = |key: &str, sentence: &str, help: &str| {
            Err(yaml::fault(file, &format!("{at}.{key}"), sentence.to_owned(), help.to_owned()))
        };
        if self.reason.trim().is_empty() {
            return fault("reason", "没有写明缘由", "写明为什么可以不改，如 reason: 上级文件原文如此");
        }
        if self.near.as_ref().is_some_and(|near| near.len() != 2) {
            return fault("near", "要写前后两段文字", "写作 near: [\"前面几个字\", \"后面几个字\"]；手写时可以不写 near");
        }
        if self.near.is_some() && self.text.is_none() {
            return fault("near", "写了 near 就要写 text", "补上 text: 所指的文字，或删去 near");
        }
        if self.count == Some(0) {
            return fault("count", "至少是一处", "写 1 以上的整数，或删去整条");
        }
        let only_more = |text: &str| text.contains(MORE) && bare(text).trim_end_matches(MORE).is_empty();
        if self.near.is_none() && self.text.as_deref().is_some_and(only_more) {
            return fault("text", "… 前面要有文字", "写出所指文字的开头，或删去 text");
        }
        Ok(())
    }

    /// How many places it may mute.
    pub(super) fn capacity(&self) -> usize {
        self.count.unwrap_or(if self.near.is_some() { 1 } else { usize::MAX })
    }

    /// The mute of a finding alone, or of a habit in as many places as it has.
    pub fn of(finding: &Finding, source: &Source, path: Option<&str>, reason: &str) -> Entry {
        let places = places(finding);
        let words = (places == 1).then(|| Words::of(finding, source));
        let long = |text: String| match text.chars().count() > LONG {
            true => text.chars().take(BEGINNING).chain([MORE]).collect(),
            false => text,
        };
        Entry {
            rule: finding.rule.to_string(),
            path: path.map(super::plain),
            count: (places > 1).then_some(places),
            near: words.as_ref().map(|words| words.near.to_vec()),
            text: words.map(|words| long(words.text)),
            reason: source.masked(reason).into_owned(),
            who: None,
            when: None,
        }
    }
}

/// How many places a finding is about: a habit has several.
pub(super) fn places(finding: &Finding) -> usize {
    let others = finding.related.iter().filter(|label| label.message == SAME).count();
    if finding.habit.is_some() { 1 + others } else { 1 }
}

/// The words of a finding as mutes compare them; private numbers are masked.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Words {
    pub text: String,
    pub near: [String; 2],
}

impl Words {
    /// Of a finding.
    pub fn of(finding: &Finding, source: &Source) -> Words {
        let shown = source.shown();
        let span = finding.at.span.range();
        let line = |c: &char| *c != '\n';
        let mut before: Vec<char> =
            shown[..span.start].chars().rev().take_while(line).filter(|c| counts(*c)).take(NEIGHBOURS).collect();
        before.reverse();
        let after = shown[span.end..].chars().take_while(line).filter(|c| counts(*c)).take(NEIGHBOURS);
        Words { text: bare(&shown[span]), near: [before.into_iter().collect(), after.collect()] }
    }
}

/// Whether a neighbour takes part: figures and masks do not, so that next year's figures make no difference.
fn counts(c: char) -> bool {
    !c.is_whitespace() && !c.is_numeric() && !['*', '\u{FF0A}'].contains(&c)
}

/// Neighbours as they are compared, whoever wrote them.
pub(super) fn neighbours(words: &str) -> String {
    words.chars().filter(|c| counts(*c)).collect()
}

/// Words without white space.
pub(super) fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}
