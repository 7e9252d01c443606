//! What an editor shows over a finding: the rule in full, with an example of each kind.

use std::fmt::Write;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::analysis::Checked;
use super::client::Client;
use super::desk::Draft;
use crate::emit::Language;
use crate::finding::{Finding, Safety};
use crate::rule::Rule;

/// The characters that may be signs of Markdown.
const SIGNS: &str = "\\`*_[]<>#|~&$";
/// Findings at one place that are told at most.
const MOST: usize = 4;

/// What there is to say about a byte of the editor's text.
pub(super) fn of(draft: &Draft, checked: &Checked, byte: usize, client: &Client) -> Option<Hover> {
    let mut found: Vec<&Finding> = checked.touching(byte..byte).collect();
    // The narrowest first: it is what is pointed at.
    found.sort_by_key(|finding| finding.at.span.len());
    let first = found.first()?;
    let range = Some(checked.places(draft, first.at.span));
    let page = Page { markdown: client.markdown, language: draft.setup.language() };
    let told =
        found.iter().take(MOST).map(|finding| page.finding(finding, draft.setup.set().rule(&finding.rule).map(|rule| &**rule)));
    let value = told.collect::<Vec<_>>().join(if page.markdown { "\n\n---\n\n" } else { "\n\n" });
    let kind = if page.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: Contents::MarkupContent(MarkupContent { kind, value }), range })
}

/// How it is written.
struct Page {
    markdown: bool,
    language: Language,
}

impl Page {
    fn finding(&self, finding: &Finding, rule: Option<&Rule>) -> String {
        let mut text = self.head(finding, rule);
        self.line(&mut text, "", &finding.message);
        self.line(&mut text, "帮助", &finding.help);
        for fix in finding.fixes.iter().filter(|fix| fix.safety > Safety::Shown) {
            self.line(&mut text, "修改", &fix.title);
        }
        self.line(&mut text, "缘由", rule.map_or("", |rule| self.either(&rule.why, &rule.en_why)));
        self.line(&mut text, "依据", &finding.basis.join("；"));
        let examples = || rule.iter().flat_map(|rule| rule.examples.iter());
        let bad = examples().find_map(|example| example.bad.as_deref());
        let good = examples().find_map(|example| example.good.as_deref());
        for (label, example) in [("误例", bad), ("正例", good)] {
            self.example(&mut text, label, example.unwrap_or_default());
        }
        text.trim_end().to_owned()
    }

    /// Severity, title, id.
    fn head(&self, finding: &Finding, rule: Option<&Rule>) -> String {
        let severity = self.language.severity(finding.severity);
        let title = rule.map_or("", |rule| self.either(&rule.title, &rule.en));
        match self.markdown {
            true => format!("**{severity}\u{FF1A}{}** `{}`\n\n", escaped(title), finding.rule),
            false => format!("{severity}[{}] {title}\n", finding.rule),
        }
    }

    fn either<'w>(&self, chinese: &'w str, english: &'w str) -> &'w str {
        if self.language == Language::English { english } else { chinese }
    }

    fn line(&self, text: &mut String, label: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let label = if label.is_empty() { String::new() } else { format!("{label}\u{FF1A}") };
        let _ = match self.markdown {
            true => write!(text, "{label}{}\n\n", escaped(words)),
            false => writeln!(text, "{label}{words}"),
        };
    }

    /// An example as it stands in the rule, ⟦ ⟧ around what is wrong.
    fn example(&self, text: &mut String, label: &str, example: &str) {
        let example = example.trim_end();
        if example.is_empty() {
            return;
        }
        let _ = match self.markdown {
            true => write!(text, "{label}\u{FF1A}\n\n{}\n\n", indented(example)),
            false => writeln!(text, "{label}\u{FF1A}{example}"),
        };
    }
}

/// As code, which needs no fence that the text could end.
fn indented(example: &str) -> String {
    example.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// Words in which nothing is a sign of Markdown.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' | '\r' => text.push(' '),
            c if SIGNS.contains(c) => text.extend(['\\', c]),
            c => text.push(c),
        }
    }
    text
}
