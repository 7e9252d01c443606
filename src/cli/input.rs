//! Where drafts come from: files as they are named, the texts of a folder, standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;
use miette::Diagnostic;

use super::args::Input;
use super::bytes::{file, is_pipe, pipe, stdin};
use super::check::STDIN;
use super::convert::{self, Batch};
use super::texts::{Converters, OLD, ends, texts};
use super::trouble::Trouble;
use crate::source::{self, Changes, Foreign, LIMIT, Source};

/// One thing to check.
#[derive(Debug)]
pub(super) struct Draft {
    /// What it is called in the output.
    pub shown: String,
    /// Whether it was found in a folder, not named.
    pub found: bool,
    from: From,
}

#[derive(Debug)]
enum From {
    File(PathBuf),
    /// A pipe with a name, as shells give for `<(…)`.
    Pipe(PathBuf),
    /// An old document, at its place among those that are converted with it.
    Old(PathBuf, Arc<Batch>, usize),
    Stdin,
    /// A path that gives nothing to read, and why.
    Nothing(String),
}

/// All drafts behind the given paths: in the order given, a folder's by path. With them, a sentence on each folder whose
/// Word and PDF files were passed over: who reads "nothing found" must know what was not looked at.
pub(super) fn drafts(paths: &[PathBuf], stdin_name: &str) -> (Vec<Draft>, Vec<String>) {
    let mut drafts = Vec::new();
    let mut passed_over = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let shown = path.display().to_string();
        if path.as_os_str() == "-" {
            drafts.push(Draft { shown: stdin_name.to_owned(), found: false, from: From::Stdin });
        } else if path.is_dir() {
            let read = texts(path, &Converters::here());
            let found = |file: PathBuf| Draft { shown: file.display().to_string(), found: true, from: From::File(file) };
            drafts.extend(read.files.into_iter().map(found));
            let unread = |(place, reason): (PathBuf, String)| Draft {
                shown: place.display().to_string(),
                found: false,
                from: From::Nothing(reason),
            };
            drafts.extend(read.unread.into_iter().map(unread));
            passed_over.extend(read.passed_over.map(|others| format!("{shown}\u{FF1A}另有{others}")));
        } else {
            let from = if is_pipe(path) { From::Pipe(path.clone()) } else { From::File(path.clone()) };
            drafts.push(Draft { shown, found: false, from });
        }
    }
    // A file named twice, or named beside its folder, is one file; so is standard input.
    drafts.retain(|draft| match &draft.from {
        From::File(path) | From::Old(path, ..) | From::Pipe(path) => seen.insert(plain(path)),
        From::Stdin => seen.insert(PathBuf::from("-")),
        From::Nothing(_) => true,
    });
    (drafts, passed_over)
}

/// Converts the old documents among the drafts together, with a bar of their own, before the work on all drafts begins: those that are
/// still to be read, by their ending. One under another name is converted by itself when its bytes are seen.
pub(super) fn convert_old(drafts: &mut [Draft]) {
    let old: Vec<&mut Draft> = drafts.iter_mut().filter(|draft| draft.path().is_some_and(|path| ends(path, OLD))).collect();
    if old.is_empty() {
        return;
    }
    let paths = old.iter().filter_map(|draft| draft.path().map(Path::to_owned));
    let batch = Arc::new(Batch::of(paths.collect()));
    for (at, draft) in old.into_iter().enumerate() {
        if let From::File(path) = &mut draft.from {
            draft.from = From::Old(std::mem::take(path), batch.clone(), at);
        }
    }
    batch.convert();
}

/// The one draft behind a path, read, with what it is called: for commands that describe a draft.
pub(super) fn single(path: &PathBuf, input: &Input, changes: Changes) -> Result<(String, Source), Trouble> {
    let unreadable = |path: String, reason: String| Trouble::Unreadable { path, reason };
    if path.is_dir() {
        return Err(unreadable(path.display().to_string(), "这是文件夹；请写明其中一个文件".to_owned()));
    }
    let (drafts, _) = drafts(std::slice::from_ref(path), input.stdin_name.as_deref().unwrap_or(STDIN));
    let draft = drafts.into_iter().next().expect("one path that is no folder is one draft");
    match draft.read(input.encoding, changes) {
        Ok(source) => Ok((draft.shown, source)),
        Err(reason) => Err(unreadable(draft.shown, reason)),
    }
}

/// The folder whose settings hold for a path.
pub(super) fn folder_of(path: &Path, input: &Input) -> PathBuf {
    let shown = if path.as_os_str() == "-" {
        input.stdin_name.as_deref().unwrap_or(STDIN).to_owned()
    } else {
        path.display().to_string()
    };
    if path.is_dir() {
        return path.to_owned();
    }
    let from = if path.as_os_str() == "-" { From::Stdin } else { From::File(path.to_owned()) };
    Draft { shown, found: false, from }.folder()
}

/// The path without `./`: `./a.txt` is `a.txt`.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

impl Draft {
    /// Reads it. The error is one sentence with its way out.
    pub fn read(&self, encoding: Option<&'static Encoding>, changes: Changes) -> Result<Source, String> {
        self.read_bytes(encoding, changes).map(|(source, _)| source)
    }

    /// Reads it, and gives the bytes as well.
    pub fn read_bytes(&self, encoding: Option<&'static Encoding>, changes: Changes) -> Result<(Source, Vec<u8>), String> {
        let bytes = self.bytes()?;
        let source = match Foreign::of(&bytes).filter(|_| bytes.len() <= LIMIT) {
            Some(kind) => {
                let converted = match &self.from {
                    From::Old(_, batch, at) => batch.bytes(*at)?,
                    _ => convert::one(kind, &bytes)?,
                };
                source::read_converted(&self.shown, kind, &converted, changes)
            }
            None => source::read_changes(&self.shown, &bytes, encoding, changes),
        };
        Ok((source.map_err(|error| sentence(&error))?, bytes))
    }

    /// What it is called, if another program must open it first, as far as its beginning tells.
    pub fn old(&self) -> Option<&'static str> {
        self.path().and_then(convert::guess).map(Foreign::title)
    }

    /// The folder whose settings hold for it: of standard input, that of the name it was given; of a pipe, the folder of work.
    pub fn folder(&self) -> PathBuf {
        if matches!(self.from, From::Pipe(_)) {
            return PathBuf::from(".");
        }
        let path = self.path().unwrap_or(Path::new(&self.shown));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    /// What the file is called; nothing for what cannot be read.
    pub fn file_name(&self) -> Option<&OsStr> {
        match &self.from {
            From::File(path) | From::Old(path, ..) | From::Pipe(path) => path.file_name(),
            From::Stdin => Path::new(&self.shown).file_name(),
            From::Nothing(_) => None,
        }
    }

    /// Its bytes as they are. The error is one sentence with its way out.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match &self.from {
            From::File(path) | From::Old(path, ..) => file(path),
            From::Pipe(path) => pipe(path),
            From::Stdin => stdin(),
            From::Nothing(reason) => Err(reason.clone()),
        }
    }

    /// The file it is in; none for standard input, a pipe, and what cannot be read.
    pub fn path(&self) -> Option<&Path> {
        match &self.from {
            From::File(path) | From::Old(path, ..) => Some(path),
            From::Stdin | From::Pipe(_) | From::Nothing(_) => None,
        }
    }

    /// Whether it can be read once, and not be written to.
    pub fn is_stream(&self) -> bool {
        matches!(self.from, From::Stdin | From::Pipe(_))
    }
}

/// What is wrong with the bytes, and what to do about it.
pub(super) fn sentence(error: &(impl Diagnostic + ?Sized)) -> String {
    match error.help() {
        Some(help) => format!("{error}；{help}"),
        None => error.to_string(),
    }
}
