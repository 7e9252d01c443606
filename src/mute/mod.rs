//! What an office accepted: findings that are told no more, and why. Pure.
//!
//! `hegui.mutes.yaml` names findings by their words and neighbours, never by lines, so that a mute outlives edits elsewhere
//! ([`Mutes`]); Markdown and pages may say it in a comment beside the words ([`directive`]).

pub mod directive;
mod entry;
mod index;
mod write;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Muted, Notice};
use crate::rule::{RuleError, RuleFile, RuleSet, yaml};
use crate::settle::Report;
use crate::source::Source;

pub use entry::Entry;
use index::Index;
pub use write::{HEAD, Unwritable, add, behind, entries_of, prune};

/// What the file is called.
pub const NAME: &str = "hegui.mutes.yaml";

/// The largest file of mutes, in bytes: some fifty thousand.
pub const LIMIT: usize = 16 << 20;

/// The mutes of a file.
#[derive(Debug, Default)]
pub struct Mutes {
    file: Arc<RuleFile>,
    entries: Vec<Entry>,
    /// Which apply to a path, by the path they are limited to.
    by_path: HashMap<String, Vec<usize>>,
    everywhere: Vec<usize>,
}

/// How often each mute was needed that could have been: by its place in the file, the places muted.
pub type Uses = Vec<(usize, usize)>;

impl Mutes {
    /// Reads the text of a file; old ids become the present ones.
    ///
    /// # Errors
    /// What is wrong first, at its place: an unknown key or rule, a mute without a reason.
    pub fn parse(file: RuleFile, set: &RuleSet) -> Result<Mutes, RuleError> {
        let file = Arc::new(file);
        let mut mutes = Mutes { entries: yaml::read(&file, LIMIT)?.unwrap_or_default(), file, ..Mutes::default() };
        for at in 0..mutes.entries.len() {
            let entry = &mut mutes.entries[at];
            let Some(rule) = set.rule(&entry.rule) else {
                if set.families().contains(&&*entry.rule) {
                    let help =
                        format!("写明其中一条，见 hegui rules --family {}；整类关掉在 hegui.yaml 的 rules 下写", entry.rule);
                    return Err(yaml::fault(&mutes.file, &format!("{at}.rule"), format!("{} 是一类规则", entry.rule), help));
                }
                return Err(yaml::unknown(&mutes.file, &format!("{at}.rule"), false, &entry.rule, set));
            };
            entry.rule = rule.id.to_string();
            entry.sound(&mutes.file, at)?;
            match &entry.path {
                Some(path) => mutes.by_path.entry(plain(path)).or_default().push(at),
                None => mutes.everywhere.push(at),
            }
        }
        Ok(mutes)
    }

    /// The file they were read from.
    pub fn file(&self) -> &RuleFile {
        &self.file
    }

    /// The mutes, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Moves what is accepted from the findings of a report to its muted ones. `path` is that of the draft from the
    /// folder of the file on, none for a draft elsewhere. `runs` tells which rules were run: a mute of another is not stale.
    pub fn apply(&self, report: &mut Report, source: &Source, path: Option<&str>, runs: impl Fn(&str) -> bool) -> Uses {
        let path = path.map(plain);
        let chosen = self.chosen(path.as_deref());
        if chosen.is_empty() {
            return Uses::new();
        }
        let mut index = Index::of(&self.entries, &chosen);
        let mut kept = Vec::with_capacity(report.findings.len());
        for finding in std::mem::take(&mut report.findings) {
            match index.take(source, &finding) {
                Some(at) => {
                    let Entry { reason, who, when, .. } = self.entries[at].clone();
                    report.muted.push(Muted { finding, reason, in_source: false, who, when });
                }
                None => kept.push(finding),
            }
        }
        report.findings = kept;
        report.muted.sort_by_key(|muted| muted.finding.at.span);
        let mut uses = index.uses();
        uses.retain(|(at, used)| *used > 0 || runs(&self.entries[*at].rule));
        let stale = self.needless(&uses, path.as_deref());
        report.notices.extend(self.stale(&stale).map(Notice::from));
        uses
    }

    /// Which mutes are for one draft alone and were not needed for it.
    pub fn needless(&self, uses: &Uses, path: Option<&str>) -> Vec<usize> {
        let own = |at: usize| path.is_some() && self.entries[at].path.as_deref().map(plain) == path.map(plain);
        uses.iter().filter(|(at, used)| *used == 0 && own(*at)).map(|(at, _)| *at).collect()
    }

    /// Where a mute stands in its file.
    pub fn place(&self, at: usize) -> Range<usize> {
        let item = yaml::items(&self.file).get(at).cloned().unwrap_or_default();
        let words = self.file.text().get(item.clone()).unwrap_or_default();
        // Comments and empty lines behind it belong to the next one.
        let own = words.split_inclusive('\n').take_while(|line| !line.starts_with('#') && !line.trim().is_empty());
        item.start..item.start + own.collect::<String>().trim_end().len()
    }

    /// A sentence on mutes that match nothing any more; nothing, if there are none.
    pub fn stale(&self, at: &[usize]) -> Option<String> {
        const SHOWN: usize = 8;
        if at.is_empty() {
            return None;
        }
        let items = yaml::items(&self.file);
        let line = |at: &usize| items.get(*at).map_or(1, |item| yaml::number(self.file.text(), item.start)).to_string();
        let lines: Vec<_> = at.iter().take(SHOWN).map(line).collect();
        let more = if at.len() > SHOWN { "等" } else { "" };
        let (count, lines) = (at.len(), lines.join("、"));
        Some(format!("{NAME} 有{count}条已经对不上任何问题（第{lines}{more}行）；可用 hegui baseline --prune 删去"))
    }

    /// The mutes that apply to a path: of no path, of this one, of a folder above it.
    fn chosen(&self, path: Option<&str>) -> Vec<usize> {
        let mut chosen = self.everywhere.clone();
        let path = path.filter(|_| !self.by_path.is_empty()).unwrap_or_default();
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for name in folders.chain([path]) {
            chosen.extend(self.by_path.get(name).into_iter().flatten());
        }
        chosen.sort_unstable();
        chosen
    }
}

/// A path as it is compared: with `/`, without `./` and without a stroke at its end.
fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// JSON Schema of the file.
pub fn schema() -> String {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Vec<Entry>));
    schema.expect("a schema is plain JSON") + "\n"
}
