//! `hegui annotate`: findings as comments and fixes as tracked changes, in copies of Word documents or in place.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::args::{Annotate, FailOn};
use super::check::STDIN;
use super::input::{Draft, drafts, sentence};
use super::replace::{backup, place, replace};
use super::scope::Scopes;
use super::settings::{language, reasons};
use super::trouble::Trouble;
use super::{FAILED, FOUND, answer, many, say};
use crate::annotate::{AnnotateError, Telling, annotate, remove};
use crate::emit::{Tally, Written, WrittenSum};
use crate::finding::Severity;
use crate::fix::Accept;
use crate::settle::Report;
use crate::source::Source;

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Annotate) -> Result<u8, Trouble> {
    let (mut drafts, mut passed_over) = drafts(&typed.paths, STDIN);
    passed_over.extend(leave_out(&mut drafts, typed));
    let mut scopes = Scopes::new(&typed.choice, typed.fail_on, typed.lang)?;
    passed_over.extend(scopes.passed_over(&mut drafts)?);
    let lang = typed.lang.or_else(|| drafts.first().map(|draft| scopes.of(draft).scope.lang())).unwrap_or_default();
    let why = reasons(scopes.sets(), lang);
    let why = move |id: &str| why(id).map(|reason| reason.why);
    let work = Work {
        targets: targets(&drafts, typed)?,
        scopes,
        telling: Telling { language: language(lang), why: &why },
        written: Written { language: language(lang), removed: typed.remove },
        failing: typed.fail_on.and_then(FailOn::severity),
    };
    let (mut sum, mut failing) = (WrittenSum::default(), 0);
    let tell = |done: Done| {
        sum += done.sum;
        failing += done.failing;
        if !done.err.is_empty() {
            say(&done.err);
        }
        answer(&done.account).or_else(|trouble| if trouble.is_closed_pipe() { Ok(()) } else { Err(trouble) })
    };
    let silent = |done: &Done| done.account.is_empty() && done.err.is_empty();
    many::each(&drafts, typed.jobs, "正在批注", |draft| work.one(draft), silent, tell)?;
    passed_over.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    answer(&work.written.tail(&sum)).or_else(|trouble| if trouble.is_closed_pipe() { Ok(()) } else { Err(trouble) })?;
    Ok(match (sum.failed, failing) {
        (0, 0) => 0,
        (0, _) => FOUND,
        _ => FAILED,
    })
}

/// Of a folder only Word documents are meant, and not those that an earlier run wrote into it.
fn leave_out(drafts: &mut Vec<Draft>, typed: &Annotate) -> Option<String> {
    let named: HashSet<&Path> = typed.paths.iter().map(PathBuf::as_path).collect();
    let output = typed.output.as_deref().and_then(|output| fs::canonicalize(output).ok());
    let mut others = 0;
    drafts.retain(|draft| {
        let Some(path) = draft.path().filter(|path| !named.contains(path)) else { return true };
        let word = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
        others += usize::from(!word);
        let earlier = || output.as_ref().is_some_and(|output| fs::canonicalize(path).is_ok_and(|path| path.starts_with(output)));
        word && !earlier()
    });
    (others > 0)
        .then(|| format!("文件夹里另有{others}个文件不是Word文档（.docx），没有批注；请另存为Word文档，或用 hegui check 检查"))
}

/// Where each document goes: into its own place, to the file that is named, or into the folder that is named, under its name there.
fn targets(drafts: &[Draft], typed: &Annotate) -> Result<HashMap<PathBuf, Target>, Trouble> {
    let Some(output) = &typed.output else {
        let own = |path: &Path| (path.to_owned(), Target::Place);
        return match typed.in_place {
            true => Ok(drafts.iter().filter_map(Draft::path).map(own).collect()),
            false => Err(Trouble::NoOutput),
        };
    };
    let single = matches!(&typed.paths[..], [path] if !path.is_dir());
    let named = output.as_os_str().to_string_lossy();
    let folder = !single || output.is_dir() || named.ends_with(['/', '\\']);
    if !single && output.is_file() {
        return Err(Trouble::NoFolder(output.display().to_string()));
    }
    let inputs: HashSet<PathBuf> = drafts.iter().filter_map(|draft| fs::canonicalize(draft.path()?).ok()).collect();
    let mut taken = HashSet::new();
    let mut targets = HashMap::new();
    for path in drafts.iter().filter_map(Draft::path) {
        let to = if folder { output.join(below(path, typed)) } else { output.clone() };
        let target = if fs::canonicalize(&to).is_ok_and(|to| inputs.contains(&to)) {
            Target::Refused("输出的位置就是要读的文件，没有写；请换一个输出，或者用 --in-place 写回原文件")
        } else if !taken.insert(to.clone()) {
            Target::Refused("另有一个同名的文件要写到同一个位置，没有写；请分两次运行，写到不同的文件夹")
        } else {
            Target::File(to)
        };
        targets.insert(path.to_owned(), target);
    }
    Ok(targets)
}

/// The name of a file in the folder that it was found in, or by itself.
fn below(path: &Path, typed: &Annotate) -> PathBuf {
    let folder = typed.paths.iter().find_map(|folder| path.strip_prefix(folder).ok().filter(|rest| rest.file_name().is_some()));
    folder.map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_path_buf)
}

/// Why an output is not written. It is named, since the input is not at fault.
fn unwritten(to: &Path, reason: &str) -> String {
    format!("写不到 {}\u{FF0C}{reason}", to.display())
}

/// Where a document goes.
enum Target {
    /// Back to where it was, the old one being kept.
    Place,
    File(PathBuf),
    /// Nowhere, and why.
    Refused(&'static str),
}

/// What every document needs done.
struct Work<'t> {
    targets: HashMap<PathBuf, Target>,
    scopes: Scopes,
    telling: Telling<'t>,
    written: Written,
    failing: Option<Severity>,
}

/// What there is to print about one document.
#[derive(Default)]
struct Done {
    account: String,
    err: String,
    sum: WrittenSum,
    failing: usize,
}

impl Work<'_> {
    /// Annotates one document. A fault of ours in one does not keep the others from being annotated.
    fn one(&self, draft: &Draft) -> Done {
        let done = many::guarded(|| self.annotate(draft)).and_then(|done| done);
        done.unwrap_or_else(|reason| Done {
            err: self.written.trouble(&draft.shown, &reason),
            sum: WrittenSum { files: 1, failed: 1, ..WrittenSum::default() },
            ..Done::default()
        })
    }

    fn annotate(&self, draft: &Draft) -> Result<Done, String> {
        let bytes = draft.bytes()?;
        let path = draft.path().ok_or("批注要写进文件，不能从标准输入或管道读；请写明文件")?;
        let (new, sum, failing) = self.marked(draft, &bytes).map_err(|error| sentence(&error))?;
        let (to, notice) = match self.targets.get(path) {
            Some(Target::File(to)) => (to.clone(), place(to, path, &new).map_err(|reason| unwritten(to, &reason))?),
            Some(Target::Refused(reason)) => return Err((*reason).to_owned()),
            // Nothing to write, nothing to keep.
            _ if new == bytes => (path.to_owned(), None),
            _ => {
                let kept = backup(path, &bytes)?;
                let notice = replace(path, &bytes, &new).inspect_err(|_| drop(fs::remove_file(&kept)))?;
                (path.to_owned(), notice)
            }
        };
        let err = notice.map(|notice| self.written.notice(&draft.shown, &notice)).unwrap_or_default();
        let account = self.written.file(&draft.shown, &to.display().to_string(), &sum);
        Ok(Done { account, err, sum, failing })
    }

    /// The document with our marks, or without them; what there is to say of it, and how many findings fail the run.
    fn marked(&self, draft: &Draft, bytes: &[u8]) -> Result<(Vec<u8>, WrittenSum, usize), AnnotateError> {
        let sum = WrittenSum { files: 1, ..WrittenSum::default() };
        if self.written.removed {
            let removed = remove(&draft.shown, bytes)?;
            let sum = WrittenSum { comments: removed.comments, changes: removed.changes, kept: removed.kept(), ..sum };
            return Ok((removed.bytes.into_owned(), sum, 0));
        }
        let held = self.scopes.of(draft);
        let accept = |source: &Source, report: &mut Report| drop(held.accept(draft.file_name(), source, report));
        let accept: Option<&Accept> = if held.mutes.is_some() { Some(&accept) } else { None };
        let done = annotate(&held.scope.linter, &draft.shown, bytes, accept, &self.telling)?;
        let failing = self.failing.map_or(0, |severity| Tally::of_report(&done.report).at_least(severity));
        let (comments, changes, kept) = (done.comments, done.changes, done.kept);
        Ok((done.bytes, WrittenSum { comments, changes, told: done.told, left: done.left, kept, ..sum }, failing))
    }
}
