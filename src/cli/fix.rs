//! `hegui fix`: mends drafts where they are, or shows what it would do.

use std::collections::HashSet;
use std::fs;
use std::io::{IsTerminal, stdout};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::args::{DiffForm, Fix};
use super::check::STDIN;
use super::input::{Draft, drafts, sentence};
use super::replace::replace;
use super::scope::Scopes;
use super::settings::language;
use super::trouble::Trouble;
use super::{FAILED, FOUND, answer, deliver, many, say, terminal};
use crate::emit::{Difference, Mended, MendedSum};
use crate::finding::Safety;
use crate::fix::{Accept, Fixed, fix_but};
use crate::settle::Report;
use crate::source::{Changes, Format, Source};

/// What is said of Word documents.
const NOT_WRITTEN: &str =
    "Word文档不直接改写；请用 hegui annotate 报告.docx -o 批注.docx，把改法作成修订，再在Word或WPS里逐处接受";

/// What is said of documents that are read through another program.
const NOT_REWRITTEN: &str = "不能直接改写；请用 hegui check 查看改法，在Word或WPS里另存为Word文档（.docx）再改";

/// Runs the command and gives the exit status.
pub(super) fn run(typed: &Fix) -> Result<u8, Trouble> {
    let (mut drafts, mut passed_over) = drafts(&typed.paths, typed.input.stdin_name.as_deref().unwrap_or(STDIN));
    let stdin = drafts.iter().any(Draft::is_stream);
    if stdin && drafts.len() > 1 {
        return Err(Trouble::NotAlone);
    }
    // A link and what it leads to are one file, to be written once.
    let mut seen = HashSet::new();
    drafts.retain(|draft| draft.path().and_then(|path| fs::canonicalize(path).ok()).is_none_or(|path| seen.insert(path)));
    let mut scopes = Scopes::new(&typed.choice, None, typed.lang)?;
    passed_over.extend(scopes.passed_over(&mut drafts)?);
    let lang = drafts.first().map(|draft| scopes.of(draft).scope.lang());
    let shown = typed.diff.is_some();
    let level = if typed.offered { Safety::Offered } else { Safety::Safe };
    let work = Work {
        scopes,
        encoding: typed.input.encoding,
        deed: deed(typed),
        mended: Mended { language: language(typed.lang.or(lang)), shown, level },
    };
    let aside = stdin || shown;
    let mut sum = MendedSum::default();
    let tell = |done: Done| {
        sum += done.sum;
        deliver(&done.out)?;
        if !done.err.is_empty() {
            say(&done.err);
        }
        account(&done.account, aside)
    };
    let silent = |done: &Done| done.out.is_empty() && done.err.is_empty() && done.account.is_empty();
    many::each(&drafts, typed.work.jobs, "正在改正", |draft| work.one(draft), silent, tell)?;
    passed_over.iter().for_each(|sentence| say(&format!("提示：{sentence}\n")));
    account(&work.mended.tail(&sum), aside)?;
    Ok(match (sum.failed, shown && sum.mended > 0) {
        (0, false) => 0,
        (0, true) => FOUND,
        _ => FAILED,
    })
}

/// Says what was done: `aside`, where standard output is for a text or a difference. A reader that has gone away does not
/// keep the other files from being mended.
fn account(text: &str, aside: bool) -> Result<(), Trouble> {
    if aside {
        if !text.is_empty() {
            say(text);
        }
        return Ok(());
    }
    answer(text).or_else(|trouble| if trouble.is_closed_pipe() { Ok(()) } else { Err(trouble) })
}

/// What is done with a mended draft.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// It takes the place of the draft; that of standard input goes to standard output.
    Write,
    /// The changed characters in their sentences, in colour or not.
    Words { color: bool },
    /// What `patch` applies.
    Patch,
}

fn deed(typed: &Fix) -> Deed {
    match typed.diff {
        None => Deed::Write,
        Some(DiffForm::Patch) => Deed::Patch,
        Some(DiffForm::Auto) if !stdout().is_terminal() => Deed::Patch,
        Some(DiffForm::Words | DiffForm::Auto) => Deed::Words { color: terminal::color(typed.work.color) },
    }
}

/// What every draft needs done.
struct Work {
    scopes: Scopes,
    encoding: Option<&'static Encoding>,
    deed: Deed,
    mended: Mended,
}

/// What there is to print about one draft.
#[derive(Default)]
struct Done {
    out: Vec<u8>,
    account: String,
    err: String,
    sum: MendedSum,
}

impl Work {
    /// Mends one draft. A fault of ours in one does not keep the others from being mended.
    fn one(&self, draft: &Draft) -> Done {
        let done = many::guarded(|| self.mend(draft)).and_then(|done| done);
        done.unwrap_or_else(|reason| Done {
            err: self.mended.trouble(&draft.shown, &reason),
            sum: MendedSum { files: 1, failed: 1, ..MendedSum::default() },
            ..Done::default()
        })
    }

    fn mend(&self, draft: &Draft) -> Result<Done, String> {
        if let Some(title) = draft.old() {
            return Err(format!("{title}{NOT_REWRITTEN}"));
        }
        let (source, bytes) = draft.read_bytes(self.encoding, Changes::Accepted)?;
        if source.format() == Format::Docx {
            return Err(NOT_WRITTEN.to_owned());
        }
        if source.format().is_document() {
            return Err(format!("这种文档{NOT_REWRITTEN}"));
        }
        let held = self.scopes.of(draft);
        let accept = |source: &Source, report: &mut Report| drop(held.accept(draft.file_name(), source, report));
        let accept: Option<&Accept> = if held.mutes.is_some() { Some(&accept) } else { None };
        let fixed = fix_but(&held.scope.linter, &source, self.mended.level, accept);
        let mut done = self.deed(draft, &source, bytes, &fixed)?;
        done.account = self.mended.file(&draft.shown, &source, &fixed);
        done.sum = MendedSum::of(&fixed);
        Ok(done)
    }

    fn deed(&self, draft: &Draft, source: &Source, bytes: Vec<u8>, fixed: &Fixed) -> Result<Done, String> {
        let stdin = draft.path().is_none();
        let Some(new) = &fixed.source else {
            let out = if stdin && matches!(self.deed, Deed::Write) { bytes } else { Vec::new() };
            return Ok(Done { out, ..Done::default() });
        };
        let difference = Difference { name: &draft.shown, old: source, new };
        // Whoever looks at a difference is told as well that it could not be written.
        let encoding = source.keeping(&bytes).map_err(|error| sentence(&error))?;
        let mended = new.encode(encoding).map_err(|error| sentence(&error))?;
        let mut notice = None;
        let out = match (self.deed, draft.path()) {
            (Deed::Words { color }, _) => difference.words(color).into_bytes(),
            (Deed::Patch, _) => {
                let (head, body) = difference.patch();
                if [UTF_16LE, UTF_16BE].contains(&encoding) {
                    notice = Some("文件是UTF-16编码，补丁只供查看，patch 和 git apply 用不上".to_owned());
                } else if !source.private().is_empty() {
                    notice = Some("稿件中的个人号码在补丁里已遮盖，含号码的补丁不能应用；改正请直接用 hegui fix".to_owned());
                }
                let body = if encoding == UTF_8 { body.into_bytes() } else { encoding.encode(&body).0.into_owned() };
                [head.into_bytes(), body].concat()
            }
            (Deed::Write, None) => mended,
            (Deed::Write, Some(path)) => {
                notice = replace(path, &bytes, &mended)?;
                Vec::new()
            }
        };
        let err = notice.map(|notice| self.mended.notice(&draft.shown, &notice)).unwrap_or_default();
        Ok(Done { out, err, ..Done::default() })
    }
}
