//! Where drafts come from: files as they are named, the texts of a folder, standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;
use ignore::WalkBuilder;
use miette::Diagnostic;

use super::args::Input;
use super::check::STDIN;
use super::convert::{self, Batch};
use super::trouble::Trouble;
use crate::source::{self, Changes, Foreign, LIMIT, Source};

/// What is read in folders. Files that are named outright are read whatever their ending.
const ENDINGS: &[&str] = &["txt", "text", "docx", "md", "html", "htm", "shtml"];
/// And if there is a program that converts them: old documents, and PDF.
const OLD: &[&str] = &["doc", "wps", "rtf", "odt"];
const PDF: &[&str] = &["pdf"];
/// What Word and WPS put beside a document that is open: `~$报告.docx`.
const LOCK: &str = "~$";

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
            match texts(path, &Converters::here()) {
                Ok((files, others)) => {
                    drafts.extend(files.into_iter().map(|file| Draft {
                        shown: file.display().to_string(),
                        found: true,
                        from: From::File(file),
                    }));
                    passed_over.extend(others.map(|others| format!("{shown}\u{FF1A}另有{others}")));
                }
                Err(reason) => drafts.push(Draft { shown, found: false, from: From::Nothing(reason) }),
            }
        } else {
            drafts.push(Draft { shown, found: false, from: From::File(path.clone()) });
        }
    }
    // A file named twice, or named beside its folder, is one file; so is standard input.
    drafts.retain(|draft| match &draft.from {
        From::File(path) | From::Old(path, ..) => seen.insert(plain(path)),
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

/// Whether a name has one of these endings.
fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|its| endings.iter().any(|ending| its.eq_ignore_ascii_case(ending)))
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

/// Which old documents this machine can convert.
struct Converters {
    office: bool,
    pdf: bool,
}

impl Converters {
    fn here() -> Converters {
        Converters { office: convert::has_office(), pdf: convert::has_pdf() }
    }
}

/// The texts of a folder, sorted, and a sentence on older Word and PDF files that nothing on this machine can convert. Hidden files and
/// those in `.gitignore` are left out, links are not followed.
fn texts(folder: &Path, has_converter: &Converters) -> Result<(Vec<PathBuf>, Option<String>), String> {
    let mut found = Vec::new();
    let (mut old, mut pdf) = (0, 0);
    // What one person's git passes over everywhere is no matter of the folder: all who check it check the same files.
    for entry in WalkBuilder::new(folder).require_git(false).git_global(false).build() {
        let entry = entry.map_err(|error| format!("文件夹读不全（{error}）；请检查权限，或直接写明文件"))?;
        let lock = entry.file_name().to_string_lossy().starts_with(LOCK);
        if lock || !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let [text, is_old, is_pdf] = [ENDINGS, OLD, PDF].map(|endings| ends(entry.path(), endings));
        if text || is_old && has_converter.office || is_pdf && has_converter.pdf {
            found.push(entry.into_path());
        } else {
            old += usize::from(is_old);
            pdf += usize::from(is_pdf);
        }
    }
    found.sort();
    let others = unconverted(old, pdf);
    match (found.is_empty(), others) {
        (false, others) => Ok((found, others)),
        (true, None) => Err("文件夹里没有 .docx、.txt、.md 或 .html 文件；请确认选对了文件夹，别的后缀请直接写明文件".to_owned()),
        (true, Some(others)) => Err(format!("文件夹里没有 .docx、.txt、.md 或 .html 文件，只有{others}")),
    }
}

/// What is said of files that nothing on this machine can convert.
fn unconverted(old: usize, pdf: usize) -> Option<String> {
    let told = match (old, pdf) {
        (0, 0) => return None,
        (old, 0) => format!("{old}个.doc、.wps等旧版文档没有检查；请安装LibreOffice，或先在WPS或Word中"),
        (0, pdf) => format!("{pdf}个PDF文件没有检查；请安装pdftotext，或找到原稿，"),
        (old, pdf) => {
            format!("{old}个.doc、.wps等旧版文档和{pdf}个PDF文件没有检查；请安装LibreOffice和pdftotext，或先在WPS或Word中")
        }
    };
    Some(told + "另存为Word文档（.docx）")
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

    /// The folder whose settings hold for it: of standard input, that of the name it was given.
    pub fn folder(&self) -> PathBuf {
        let path = self.path().unwrap_or(Path::new(&self.shown));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    /// What the file is called; nothing for what cannot be read.
    pub fn file_name(&self) -> Option<&OsStr> {
        match &self.from {
            From::File(path) | From::Old(path, ..) => path.file_name(),
            From::Stdin => Path::new(&self.shown).file_name(),
            From::Nothing(_) => None,
        }
    }

    /// Its bytes as they are. The error is one sentence with its way out.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match &self.from {
            From::File(path) | From::Old(path, ..) => file(path),
            From::Stdin => whole(io::stdin().lock(), 0).map_err(|error| refused(&error)),
            From::Nothing(reason) => Err(reason.clone()),
        }
    }

    /// The file it is in; none for standard input and for what cannot be read.
    pub fn path(&self) -> Option<&Path> {
        match &self.from {
            From::File(path) | From::Old(path, ..) => Some(path),
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
pub(super) fn file(path: &Path) -> Result<Vec<u8>, String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are read in a folder that holds these, and what is said of the others.
    fn read(names: &[&str], office: bool, pdf: bool) -> Result<(Vec<String>, Option<String>), String> {
        let folder = tempfile::tempdir().expect("a folder");
        names.iter().for_each(|name| fs::write(folder.path().join(name), "x").expect("a file"));
        let (files, others) = texts(folder.path(), &Converters { office, pdf })?;
        let name = |file: PathBuf| file.file_name().expect("a name").to_string_lossy().into_owned();
        Ok((files.into_iter().map(name).collect(), others))
    }

    #[test]
    fn old_documents_are_read_where_they_can_be_converted_and_never_passed_over_in_silence() {
        let names = ["a.txt", "b.DOC", "c.wps", "d.pdf", "~$b.doc"];
        let (all, none) = read(&names, true, true).expect("texts");
        assert_eq!((&all[..], none), (&["a.txt", "b.DOC", "c.wps", "d.pdf"].map(str::to_owned)[..], None));
        for (office, pdf, count, words) in [
            (true, false, 3, "1个PDF文件没有检查"),
            (false, true, 2, "2个.doc、.wps等旧版文档没有检查"),
            (false, false, 1, "2个.doc、.wps等旧版文档和1个PDF文件没有检查"),
        ] {
            let (files, said) = read(&names, office, pdf).expect("texts");
            let said = said.expect("a sentence");
            assert!(files.len() == count && said.starts_with(words) && said.contains("；请安装"), "{files:?} {said}");
        }
        let none = read(&["b.doc"], false, true).expect_err("nothing to read");
        assert!(none.contains("只有1个.doc") && none.ends_with("另存为Word文档（.docx）"), "{none}");
        assert!(read(&["b.png"], true, true).expect_err("nothing to read").contains("没有 .docx"));
    }
}
