//! `hegui baseline`: accepts what is found today, with a reason, and takes out what is accepted and gone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Baseline;
use super::check::STDIN;
use super::input::{Draft, convert_old, drafts};
use super::ledger::Ledger;
use super::replace::{create, replace};
use super::scope::{Held, Scopes, shown};
use super::trouble::Trouble;
use super::{FAILED, answer, many, say};
use crate::mute::{self, Entry, Mutes, Uses, entries_of};
use crate::rule::{RuleFile, RuleSet};
use crate::scope::Found;

/// What came of a draft.
struct Done {
    folder: PathBuf,
    outcome: Result<(Vec<Entry>, Uses), String>,
    shown: String,
}

/// What is to be written to one file.
struct Target {
    mutes: Arc<Mutes>,
    set: RuleSet,
    more: Vec<Entry>,
}

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Baseline) -> Result<u8, Trouble> {
    let reason = typed.reason.as_deref().map(str::trim).unwrap_or_default();
    if typed.reason.is_some() && reason.is_empty() {
        return Err(Trouble::NoReason);
    }
    let (mut drafts, mut aside) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let mut scopes = Scopes::new(&typed.choice, None, None)?;
    aside.extend(scopes.passed_over(&mut drafts)?);
    convert_old(&mut drafts);
    let mut targets: BTreeMap<PathBuf, Target> = BTreeMap::new();
    let (mut ledger, mut failed) = (Ledger::default(), 0);
    let work = |draft: &Draft| Done {
        folder: draft.folder(),
        outcome: many::guarded(|| found(typed, scopes.of(draft), draft, reason)).and_then(|found| found),
        shown: draft.shown.clone(),
    };
    let tell = |Done { folder, outcome, shown }: Done| {
        match outcome {
            Ok((more, uses)) => {
                ledger.note(&scopes, &folder, uses);
                let held = scopes.by_folder(&folder);
                targets.entry(file(held).path).or_insert_with(|| target(held)).more.extend(more);
            }
            Err(reason) => {
                failed += 1;
                say(&format!("未能处理：{shown}：{reason}\n"));
            }
        }
        Ok(())
    };
    many::each(&drafts, typed.work.jobs, "正在检查", work, |done| done.outcome.is_ok(), tell)?;
    aside.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    if typed.prune && failed > 0 {
        say("提示：有文件没能检查，没有删去任何条目；请先让它们能读，或不写它们\n");
    }
    for (path, target) in &targets {
        write(typed, path, target, &ledger, typed.prune && failed == 0)?;
    }
    Ok(if failed > 0 { FAILED } else { 0 })
}

/// What a draft has that is not accepted yet.
fn found(typed: &Baseline, held: &Held, draft: &Draft, reason: &str) -> Result<(Vec<Entry>, Uses), String> {
    let source = draft.read(typed.input.encoding, typed.tracked.changes())?;
    let mut report = held.scope.linter.check(&source);
    let uses = held.accept(draft.file_name(), &source, &mut report);
    if reason.is_empty() {
        return Ok((Vec::new(), uses));
    }
    let folder = file(held).folder;
    let mut more = entries_of(&report, &source, held.path(draft.file_name(), &folder).as_deref(), reason);
    for entry in &mut more {
        let who = typed.who.as_deref().map(|who| source.masked(who).into_owned());
        (entry.who, entry.when) = (who, typed.when.clone());
    }
    Ok((more, uses))
}

/// The file that mutes of a folder are written to.
fn file(held: &Held) -> Found {
    held.mutes_file(std::env::current_dir().ok().as_deref())
}

fn target(held: &Held) -> Target {
    let name = file(held).path.display().to_string();
    let new = || Mutes::parse(RuleFile::new(&name, ""), &held.scope.set).unwrap_or_default();
    let text = held.mutes.as_ref().map(|mutes| mutes.1.file().clone());
    let mutes = text.and_then(|file| Mutes::parse(file, &held.scope.set).ok()).unwrap_or_else(new);
    Target { mutes: Arc::new(mutes), set: held.scope.set.clone(), more: Vec::new() }
}

/// Writes one file of mutes, if there is anything to change in it, and says what was done.
fn write(typed: &Baseline, path: &Path, target: &Target, ledger: &Ledger, prune: bool) -> Result<(), Trouble> {
    let name = shown(path).display().to_string();
    let refused = |reason: String| Trouble::Unwritten { path: name.clone(), reason };
    let account = ledger.accounts().find(|account| account.mutes.0.path == *path).filter(|_| prune);
    let judged = account.map(|account| account.judged(&typed.paths)).unwrap_or_default();
    let gone = judged.values().filter(|used| **used == 0).count();
    let unwritable = |fault: mute::Unwritable| refused(fault.to_string());
    let kept = mute::prune(&target.mutes, |at| judged.get(&at).copied(), &target.set).map_err(unwritable)?;
    let kept = Mutes::parse(RuleFile::new(target.mutes.file().path(), &kept), &target.set).unwrap_or_default();
    let text = match target.more.is_empty() {
        true => kept.file().text().to_owned(),
        false => mute::add(&kept, &target.more, &target.set).map_err(unwritable)?,
    };
    if text.len() > mute::LIMIT {
        return Err(refused("条目太多，写不下了；请先改正一部分，或用 --select 分开认可".to_owned()));
    }
    if text != target.mutes.file().text() {
        match fs::read(path) {
            Ok(was) if !same(&was, target.mutes.file()) => {
                return Err(refused("里面有这次没有读到的条目，没有改动；请再运行一次，不要加 --no-config".to_owned()));
            }
            Ok(was) => drop(replace(path, &was, &bytes(&was, &text)).map_err(refused)?),
            Err(_) => create(path, text.as_bytes()).map_err(refused)?,
        }
    }
    let mut done = Vec::new();
    done.extend(typed.reason.as_ref().map(|_| format!("加了{}条", target.more.len())));
    done.extend(prune.then(|| format!("删去{gone}条对不上的")));
    answer(&format!("{name}：{}。\n", done.join("\u{FF0C}")))
}

/// Whether a file still holds what was read of it.
fn same(was: &[u8], read: &RuleFile) -> bool {
    std::str::from_utf8(was).is_ok_and(|was| RuleFile::new(read.path(), was).text() == read.text())
}

/// The text as the file had it: with its byte order mark.
fn bytes(was: &[u8], text: &str) -> Vec<u8> {
    const BOM: &[u8] = b"\xEF\xBB\xBF";
    let bom = if was.starts_with(BOM) { BOM } else { b"" };
    [bom, text.as_bytes()].concat()
}
