//! Where drafts come from: files as they are named, the texts of a folder, standard input.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use encoding_rs::Encoding;
use ignore::WalkBuilder;
use miette::Diagnostic;

use super::args::Input;
use super::check::STDIN;
use super::trouble::Trouble;
use crate::source::{self, Changes, LIMIT, Source};

/// What is read in folders. Files that are named outright are read whatever their ending.
const ENDINGS: &[&str] = &["txt", "text", "docx", "md", "html", "htm", "shtml"];
/// What Word and WPS put beside a document that is open: `~$报告.docx`.
const LOCK: &str = "~$";
/// What people keep beside it, and how to get it read.
const OFFICE: &[&str] = &["doc", "wps", "pdf"];

/// One thing to check.
#[derive(Debug)]
pub(super) struct Draft {
    /// What it is called in the output.
    pub shown: String,
    from: From,
}

#[derive(Debug)]
enum From {
    File(PathBuf),
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
            drafts.push(Draft { shown: stdin_name.to_owned(), from: From::Stdin });
        } else if path.is_dir() {
            match texts(path) {
                Ok((files, office)) => {
                    drafts.extend(
                        files.into_iter().map(|file| Draft { shown: file.display().to_string(), from: From::File(file) }),
                    );
                    passed_over.extend((office > 0).then(|| {
                        format!(
                            "{shown}\u{FF1A}另有{office}个.doc、.wps或PDF文件没有检查；请先在WPS或Word中另存为Word文档（.docx）"
                        )
                    }));
                }
                Err(reason) => drafts.push(Draft { shown, from: From::Nothing(reason) }),
            }
        } else {
            drafts.push(Draft { shown, from: From::File(path.clone()) });
        }
    }
    // A file named twice, or named beside its folder, is one file; so is standard input.
    drafts.retain(|draft| match &draft.from {
        From::File(path) => seen.insert(plain(path)),
        From::Stdin => seen.insert(PathBuf::from("-")),
        From::Nothing(_) => true,
    });
    (drafts, passed_over)
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

/// The path without `./`: `./a.txt` is `a.txt`.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// The texts of a folder, sorted, and how many older Word and PDF files lie beside them. Hidden files and those in `.gitignore`
/// are left out, links are not followed.
fn texts(folder: &Path) -> Result<(Vec<PathBuf>, usize), String> {
    let mut found = Vec::new();
    let mut office = 0;
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.map_err(|error| format!("文件夹读不全（{error}）；请检查权限，或直接写明文件"))?;
        let lock = entry.file_name().to_string_lossy().starts_with(LOCK);
        if lock || !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let has = |endings: &[&str]| {
            entry.path().extension().is_some_and(|its| endings.iter().any(|ending| its.eq_ignore_ascii_case(ending)))
        };
        if has(ENDINGS) {
            found.push(entry.into_path());
        } else if has(OFFICE) {
            office += 1;
        }
    }
    found.sort();
    match (found.is_empty(), office) {
        (false, _) => Ok((found, office)),
        (true, 0) => Err("文件夹里没有 .docx、.txt、.md 或 .html 文件；请确认选对了文件夹，别的后缀请直接写明文件".to_owned()),
        (true, count) => Err(format!(
            "文件夹里没有 .docx、.txt、.md 或 .html 文件，只有{count}个.doc、.wps或PDF文件；请先在WPS或Word中另存为Word文档（.docx）"
        )),
    }
}

impl Draft {
    /// Reads it. The error is one sentence with its way out.
    pub fn read(&self, encoding: Option<&'static Encoding>, changes: Changes) -> Result<Source, String> {
        self.read_bytes(encoding, changes).map(|(source, _)| source)
    }

    /// Reads it, and gives the bytes as well.
    pub fn read_bytes(&self, encoding: Option<&'static Encoding>, changes: Changes) -> Result<(Source, Vec<u8>), String> {
        let bytes = self.bytes()?;
        let source = source::read_changes(&self.shown, &bytes, encoding, changes).map_err(|error| sentence(&error))?;
        Ok((source, bytes))
    }

    /// Its bytes as they are. The error is one sentence with its way out.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match &self.from {
            From::File(path) => file(path),
            From::Stdin => whole(io::stdin().lock(), 0).map_err(|error| refused(&error)),
            From::Nothing(reason) => Err(reason.clone()),
        }
    }

    /// The file it is in; none for standard input and for what cannot be read.
    pub fn path(&self) -> Option<&Path> {
        match &self.from {
            From::File(path) => Some(path),
            From::Stdin | From::Nothing(_) => None,
        }
    }
}

/// What is wrong with the bytes, and what to do about it.
pub(super) fn sentence(error: &(impl Diagnostic + ?Sized)) -> String {
    match error.help() {
        Some(help) => format!("{error}；{help}"),
        None => error.to_string(),
    }
}

/// The bytes of a file; of a huge one only as many as show that it is too large.
fn file(path: &Path) -> Result<Vec<u8>, String> {
    let data = fs::metadata(path).map_err(|error| refused(&error))?;
    if !data.is_file() {
        // Opening a named pipe would wait for a writer, for ever if there is none.
        return Err("不是普通文件；要读取管道请用“-”从标准输入读".to_owned());
    }
    let file = File::open(path).map_err(|error| refused(&error))?;
    whole(file, data.len()).map_err(|error| refused(&error))
}

/// At most one byte more than the limit: [`source::read`] then says so.
fn whole(from: impl Read, expected: u64) -> io::Result<Vec<u8>> {
    let most = LIMIT as u64 + 1;
    let mut bytes = Vec::with_capacity(expected.min(most) as usize);
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why the system refused, in words.
fn refused(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件；请检查路径和文件名".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取的权限；请检查文件属性".to_owned(),
        _ => format!("读不了（{error}）；请检查文件是否被占用或损坏"),
    }
}
