//! Writes a file of mutes: new ones are put behind what is there, and single ones taken out, so that the words and comments
//! of others stay as they are.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::{Entry, Mutes, NAME};
use crate::rule::{RuleFile, RuleSet, yaml};
use crate::settle::Report;
use crate::source::Source;

/// What a new file begins with.
pub const HEAD: &str = "\
# 已经认可、不再提示的问题。每条对应文稿里的一处，按文字认，不按行号；改了这几个字就会重新提示。
# 由 hegui baseline 写入，也可以手写；reason 必须写明。对不上的条目用 hegui baseline --prune 删去。
";

/// A file that is written in such a way that it cannot be added to or taken from line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{NAME} 的写法不便改动，没有改；请把每一条写成以“- rule:”开头的几行，不用方括号和 --- ")]
pub struct Unwritable;

/// The mutes of all that a report tells, sorted; equal ones are one with a count.
pub fn entries_of(report: &Report, source: &Source, path: Option<&str>, reason: &str) -> Vec<Entry> {
    /// By rule, text and neighbours.
    type Key = (String, Option<String>, Option<Vec<String>>);
    let mut counted: BTreeMap<Key, Entry> = BTreeMap::new();
    for finding in &report.findings {
        let entry = Entry::of(finding, source, path, reason);
        let key = (entry.rule.clone(), entry.text.clone(), entry.near.clone());
        counted
            .entry(key)
            .and_modify(|known| known.count = Some(known.count.unwrap_or(1) + entry.count.unwrap_or(1)))
            .or_insert(entry);
    }
    counted.into_values().collect()
}

/// The text of a file with more mutes behind those that are there.
///
/// # Errors
/// If the file is written otherwise than line by line.
pub fn add(was: &Mutes, more: &[Entry], set: &RuleSet) -> Result<String, Unwritable> {
    let mut text = if was.file.text().is_empty() { HEAD.to_owned() } else { was.file.text().to_owned() };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.ends_with('\n') {
        text.push_str(end);
    }
    for entry in more {
        if !text.ends_with(&[end, end].concat()) {
            text.push_str(end);
        }
        text.push_str(&written(entry).replace('\n', end));
    }
    let expected: Vec<Entry> = was.entries.iter().chain(more).cloned().collect();
    proved(was, text, &expected, set)
}

/// What comes behind the text of a file so that it has one more mute, and where in that the reason stands. An empty reason is left for
/// a person to write, between the quotation marks that stand there; until then the file is refused.
///
/// # Errors
/// If the file is written otherwise than line by line.
pub fn behind(was: &Mutes, entry: Entry, set: &RuleSet) -> Result<(String, Range<usize>), Unwritable> {
    const KEY: &str = "  reason: \"";
    let given = !entry.reason.trim().is_empty();
    let entry = if given { entry } else { Entry { reason: NAME.to_owned(), ..entry } };
    let text = add(was, std::slice::from_ref(&entry), set)?;
    let mut more = text.strip_prefix(was.file.text()).ok_or(Unwritable)?.to_owned();
    let start = more.rfind(KEY).ok_or(Unwritable)? + KEY.len();
    let end = start + quoted(&entry.reason).len() - 2;
    if given {
        return Ok((more, start..end));
    }
    more.replace_range(start..end, "");
    Ok((more, start..start))
}

/// The text of a file without the mutes that are not needed any more, and with no more places than are.
/// `used` tells the places that a mute was needed for, none where that is not known.
///
/// # Errors
/// If the file is written otherwise than line by line.
pub fn prune(was: &Mutes, used: impl Fn(usize) -> Option<usize>, set: &RuleSet) -> Result<String, Unwritable> {
    let text = was.file.text();
    let items = yaml::items(&was.file);
    let (mut kept, mut expected) = (String::new(), Vec::new());
    let mut done = 0;
    for (at, entry) in was.entries.iter().enumerate() {
        let item = items.get(at).cloned().ok_or(Unwritable)?;
        let own = item.end - comments_behind(&text[item.clone()]);
        kept.push_str(&text[done..item.start]);
        done = own;
        match (used(at), entry.count) {
            (Some(0), _) => {
                let behind = text[own..item.end].split_inclusive('\n').take_while(|line| line.trim().is_empty());
                done += behind.map(str::len).sum::<usize>();
            }
            (Some(places), Some(count)) if places < count => {
                let lines = text[item.start..own].split_inclusive('\n');
                let lower = |line: &str| match line.trim_start_matches(['-', ' ']).strip_prefix("count:") {
                    Some(_) => line.replacen(&count.to_string(), &places.to_string(), 1),
                    None => line.to_owned(),
                };
                kept.extend(lines.map(lower));
                expected.push(Entry { count: Some(places), ..entry.clone() });
            }
            _ => {
                kept.push_str(&text[item.start..own]);
                expected.push(entry.clone());
            }
        }
    }
    kept.push_str(&text[done..]);
    proved(was, kept, &expected, set)
}

/// How many bytes at the end of an item are comments and empty lines: they belong to the next one.
fn comments_behind(item: &str) -> usize {
    let foreign = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    item.split_inclusive('\n').rev().take_while(foreign).map(str::len).sum()
}

/// A text, if it says what it is meant to.
fn proved(was: &Mutes, text: String, expected: &[Entry], set: &RuleSet) -> Result<String, Unwritable> {
    let read = Mutes::parse(RuleFile::new(was.file.path(), &text), set).map_err(|_| Unwritable)?;
    if read.entries == expected { Ok(text) } else { Err(Unwritable) }
}

/// A mute as it stands in the file.
fn written(entry: &Entry) -> String {
    let mut text = format!("- rule: {}\n", entry.rule);
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "  {key}: {value}");
    };
    let keys = [("path", &entry.path), ("text", &entry.text)];
    keys.into_iter().for_each(|(key, value)| value.iter().for_each(|words| line(key, quoted(words))));
    if let Some(near) = &entry.near {
        line("near", format!("[{}]", near.iter().map(|words| quoted(words)).collect::<Vec<_>>().join(", ")));
    }
    entry.count.iter().for_each(|count| line("count", count.to_string()));
    line("reason", quoted(&entry.reason));
    let keys = [("who", &entry.who), ("when", &entry.when)];
    keys.into_iter().for_each(|(key, value)| value.iter().for_each(|words| line(key, quoted(words))));
    text
}

/// Words between quotation marks, as JSON and YAML both write them. YAML takes fewer characters as they are.
fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    for c in serde_json::Value::from(words).to_string().chars() {
        match c {
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{7F}'..='\u{9F}' => {
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text
}
