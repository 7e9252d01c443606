//! What a Markdown file or a page says of itself in a comment: `<!-- hegui-ignore numbering/gap: 原文如此 -->` for the line
//! that follows, `<!-- hegui-ignore-file terms: 缘由 -->` for all of it.

use std::ops::Range;

use memchr::memmem;

use crate::finding::{Finding, Muted, Notice};
use crate::rule::RuleSet;
use crate::source::Source;
use crate::span::Span;

/// What a directive begins with.
const WORD: &str = "hegui-ignore";

/// How many directives of a file are looked at.
const MOST: usize = 1000;

/// A directive of a text, understood.
struct Directive {
    comment: Span,
    line: usize,
    /// Ids and families.
    rules: Vec<String>,
    reason: String,
    /// The part of the text as written that it is for.
    over: Range<u32>,
    used: bool,
}

/// Takes from the findings what the text itself says may stay. Notices tell of directives that cannot be understood, and of those
/// that are for nothing; `runs` says whether a rule or one of a family is run at all.
pub fn apply(
    source: &Source,
    names: &RuleSet,
    findings: &mut Vec<Finding>,
    notices: &mut Vec<Notice>,
    runs: impl Fn(&str) -> bool,
) -> Vec<Muted> {
    if memmem::find(source.text().as_bytes(), WORD.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut tell = |message: String, at: Option<Span>| notices.push(Notice { message, at });
    let mut directives = Vec::new();
    let mut comments: Vec<Span> = source.comments().into_iter().filter(|comment| is_directive(source, *comment)).collect();
    if comments.len() > MOST {
        tell(format!("{WORD} 超过{MOST}处，后面的没有采用；请改用 hegui.mutes.yaml"), None);
        comments.truncate(MOST);
    }
    for comment in comments {
        match understood(source, comment, names) {
            Ok(directive) => directives.push(directive),
            Err(sentence) => tell(sentence, Some(comment)),
        }
    }
    let mut muted = Vec::new();
    for finding in std::mem::take(findings) {
        let family = finding.rule.split_once('/').map_or(&*finding.rule, |(family, _)| family);
        let covers = |directive: &&mut Directive| {
            directive.over.contains(&finding.at.span.start)
                && directive.rules.iter().any(|name| **name == *finding.rule || *name == family)
        };
        match directives.iter_mut().find(covers) {
            Some(directive) => {
                directive.used = true;
                muted.push(Muted { finding, reason: directive.reason.clone(), in_source: true, who: None, when: None });
            }
            None => findings.push(finding),
        }
    }
    for directive in directives.iter().filter(|directive| !directive.used && directive.rules.iter().all(|name| runs(name))) {
        let Directive { line, rules, comment, .. } = directive;
        let rules = rules.join("、");
        tell(format!("第{line}行的 {WORD} 没有用上：所指的地方没有 {rules} 的问题；可以删去"), Some(*comment));
    }
    muted
}

/// The comment that accepts the findings of a rule in the line behind it.
pub fn written(rule: &str, reason: &str) -> String {
    format!("<!-- {WORD} {rule}: {reason} -->")
}

fn is_directive(source: &Source, comment: Span) -> bool {
    source.text()[comment.range()].trim_start_matches("<!--").trim_start().starts_with(WORD)
}

/// What a comment says, or a sentence on what is wrong with it.
fn understood(source: &Source, comment: Span, names: &RuleSet) -> Result<Directive, String> {
    let line = source.position(comment.start as usize).line;
    let text = source.shown()[comment.range()].trim_start_matches("<!--").trim_end_matches("-->").trim();
    let words = text.strip_prefix(WORD).unwrap_or(text);
    let (whole, words) = words.strip_prefix("-file").map_or((false, words), |words| (true, words));
    let form = format!("写作 <!-- {WORD}{} 规则: 缘由 -->", if whole { "-file" } else { "" });
    let unfit = |what: &str| format!("第{line}行的 {WORD} {what}，没有采用；{form}");
    if !words.starts_with(char::is_whitespace) {
        return Err(unfit("没有写明规则"));
    }
    let Some((list, reason)) = words.split_once([':', '\u{FF1A}']).filter(|(_, reason)| !reason.trim().is_empty()) else {
        return Err(unfit("没有写明缘由"));
    };
    let list = list.split([',', '\u{FF0C}', '、', ' ', '\n', '\t']).map(str::trim).filter(|name| !name.is_empty());
    let given: Vec<String> = list.map(str::to_owned).collect();
    if given.is_empty() {
        return Err(unfit("没有写明规则"));
    }
    let rules =
        names.resolve(&given).map_err(|unknown| format!("第{line}行的 {WORD} 没有采用：{unknown}（全部规则见 hegui rules）"))?;
    let over = if whole { 0..u32::MAX } else { next_line(source, comment) };
    Ok(Directive { comment, line, rules, reason: reason.trim().to_owned(), over, used: false })
}

/// The line of the reading that the first words behind a comment stand on, as written.
fn next_line(source: &Source, comment: Span) -> Range<u32> {
    let (reading, read) = (source.reading(), source.reading().text());
    let behind = (reading.read_of(Span::new(comment.end as usize, comment.end as usize)).start as usize).min(read.len());
    let blank = read[behind..].len() - read[behind..].trim_start().len();
    let at = behind + blank;
    if at == read.len() {
        return 0..0;
    }
    let start = read[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = read[at..].find('\n').map_or(read.len(), |length| at + length);
    let written = reading.written(Span::new(start, end));
    // The empty end of a line is of the line.
    written.start..written.end.max(written.start) + 1
}
