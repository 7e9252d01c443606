//! What a comment says: about one finding, and about the document as a whole.

use std::collections::BTreeMap;

use crate::emit::{Language, Tally};
use crate::finding::{Finding, Severity};
use crate::settle::Report;
use crate::source::{Part, Source};
use crate::span::Span;

/// How findings are told.
pub struct Telling<'t> {
    /// In which language the fixed words are.
    pub language: Language,
    /// The reason of a rule, by its id.
    pub why: &'t (dyn Fn(&str) -> Option<String> + Sync),
}

/// How many characters of another place are shown, and how many such places.
const SHOWN: usize = 30;
const PLACES: usize = 4;
/// How many messages and rules a summary names.
const NAMED: usize = 20;

/// What became of the fixes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Done {
    /// At how many places it is a tracked change.
    pub tracked: usize,
    /// At how many places the finding is.
    pub places: usize,
}

impl Telling<'_> {
    fn is_chinese(&self) -> bool {
        self.language == Language::Chinese
    }

    /// One language's words.
    fn pick(&self, chinese: &str, english: &str) -> String {
        if self.is_chinese() { chinese.to_owned() } else { english.to_owned() }
    }

    fn labelled(&self, label: (&str, &str), words: &str) -> String {
        if self.is_chinese() { format!("{}\u{FF1A}{words}", label.0) } else { format!("{}: {words}", label.1) }
    }

    /// A comment on a finding, by paragraph. The rule comes last.
    pub(super) fn finding(&self, source: &Source, finding: &Finding, part: Part, done: Done) -> Vec<String> {
        let severity = self.language.severity(finding.severity);
        let mut lines = vec![self.labelled((severity, severity), &finding.message)];
        if let Some((chinese, english)) = note(part) {
            let words = quoted(source, finding.at.span);
            lines.push(self.labelled((chinese, english), &words));
        }
        if done.places == 1 {
            let related = finding.related.iter().filter(|label| !label.span.is_empty()).take(PLACES);
            lines.extend(related.map(|label| {
                let message = if label.message.is_empty() { String::new() } else { format!("——{}", label.message) };
                self.labelled(("另见", "see"), &format!("{}{message}", quoted(source, label.span)))
            }));
        }
        if let Some(why) = (self.why)(&finding.rule).filter(|why| !why.is_empty()) {
            lines.push(self.labelled(("缘由", "why"), &why));
        }
        if !finding.basis.is_empty() {
            lines.push(self.labelled(("依据", "basis"), &finding.basis.join("\u{FF1B}")));
        }
        if !finding.help.is_empty() {
            lines.push(self.labelled(("帮助", "help"), &finding.help));
        }
        if let Some(fix) = finding.fixes.first() {
            lines.push(self.labelled(("修改", "fix"), &self.fix(&fix.title, done)));
        }
        lines.push(self.labelled(("规则", "rule"), &finding.rule));
        lines
    }

    fn fix(&self, title: &str, done: Done) -> String {
        match (self.is_chinese(), done.tracked) {
            (true, 0) => format!("{title}\u{FF08}没有作修订，请自行改\u{FF09}"),
            (true, n) if n < done.places => format!("{title}\u{FF08}其中{n}处已作修订，请接受或拒绝，其余请自行改\u{FF09}"),
            (true, _) => format!("{title}\u{FF08}已作修订，请接受或拒绝\u{FF09}"),
            (false, 0) => format!("{title} (not tracked, change it by hand)"),
            (false, n) if n < done.places => format!("{title} (tracked at {n} places, change the others by hand)"),
            (false, _) => format!("{title} (tracked, accept or reject it)"),
        }
    }

    /// The comment on the document as a whole.
    pub(super) fn summary(&self, report: &Report, changes: usize, beyond: usize) -> Vec<String> {
        let tally = Tally::of_report(report);
        let name = concat!("hegui ", env!("CARGO_PKG_VERSION"));
        let mut lines = vec![self.labelled((name, name), &self.counts(&tally))];
        let structure = report.findings.iter().filter(|finding| finding.rule.starts_with("structure/"));
        lines.extend(structure.take(NAMED).map(|finding| self.labelled(("结构", "structure"), &finding.message)));
        if changes > 0 {
            let english = format!("{changes} changes are tracked; accept or reject each");
            lines.push(self.pick(&format!("已作修订{changes}处，请逐处接受或拒绝"), &english));
        }
        if beyond > 0 {
            let english = format!("{beyond} more findings have no comment; see them with hegui check");
            lines.push(self.pick(&format!("另有{beyond}处没有批注，请用 hegui check 查看"), &english));
        }
        lines.extend(report.notices.iter().map(|notice| self.labelled(("提示", "notice"), &notice.message)));
        if tally.findings() > 0 {
            lines.push(self.labelled(("规则", "rules"), &rules(report, if self.is_chinese() { "、" } else { ", " })));
        }
        lines
    }

    fn counts(&self, tally: &Tally) -> String {
        let counts = [(Severity::Error, tally.errors), (Severity::Warning, tally.warnings), (Severity::Advice, tally.advice)];
        let some = counts.iter().filter(|(_, count)| *count > 0);
        let some: Vec<String> = match self.is_chinese() {
            true => some.map(|(severity, count)| format!("{}{count}处", self.language.severity(*severity))).collect(),
            false => some.map(|(severity, count)| format!("{count} {}", self.language.severity(*severity))).collect(),
        };
        match some.is_empty() {
            true => self.pick("没有发现问题", "nothing found"),
            false => some.join(if self.is_chinese() { "\u{FF0C}" } else { ", " }),
        }
    }
}

/// The rules of a report with how often each is named, most first.
fn rules(report: &Report, between: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    report.findings.iter().for_each(|finding| *counts.entry(&finding.rule).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = counts.len() > NAMED;
    let named = counts.iter().take(NAMED).map(|(rule, count)| match count {
        1 => (*rule).to_owned(),
        count => format!("{rule}×{count}"),
    });
    let named = named.collect::<Vec<_>>().join(between);
    if more { named + " …" } else { named }
}

/// Words of the text as they may be shown, cut short.
fn quoted(source: &Source, span: Span) -> String {
    let words = source.shown_words(span);
    let mut short: String = words.chars().take(SHOWN).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("“{short}”")
}

/// What is said where the comment cannot stand at the words.
fn note(part: Part) -> Option<(&'static str, &'static str)> {
    match part {
        Part::Document => None,
        Part::Footnotes => Some(("在脚注里", "in the footnote")),
        Part::Endnotes => Some(("在尾注里", "in the endnote")),
    }
}
