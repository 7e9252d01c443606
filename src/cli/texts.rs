//! The texts of a folder: what is read in one, what is passed over, and what could not be looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use ignore::{DirEntry, WalkBuilder};

use super::convert;
use crate::scope::folder::stuck;

/// What is read in folders. Files that are named outright are read whatever their ending.
const ENDINGS: &[&str] = &["txt", "text", "docx", "md", "html", "htm", "shtml"];
/// And if there is a program that converts them: old documents, and PDF.
pub(super) const OLD: &[&str] = &["doc", "wps", "rtf", "odt"];
const PDF: &[&str] = &["pdf"];
/// What Word and WPS put beside a document that is open: `~$报告.docx`.
const LOCK: &str = "~$";

/// Lists of what is left out. The crate that reads them would wait for a pipe, and keep a line of any length.
const LISTS: &[&str] = &[".gitignore", ".ignore", ".git/info/exclude"];
/// A list of what is left out is small.
const LONGEST_LIST: u64 = 1 << 20;

/// What is in a folder.
#[derive(Default)]
pub(super) struct Texts {
    /// What is read, sorted.
    pub files: Vec<PathBuf>,
    /// What could not be looked at, each with a sentence why; the folder itself, if nothing is to be read in it.
    pub unread: Vec<(PathBuf, String)>,
    /// A sentence on what is not read in folders: who reads "nothing found" must know what was not looked at.
    pub passed_over: Option<String>,
}

/// Which old documents this machine can convert.
pub(super) struct Converters {
    office: bool,
    pdf: bool,
}

impl Converters {
    pub fn here() -> Converters {
        Converters { office: convert::has_office(), pdf: convert::has_pdf() }
    }
}

/// How many of what is not read in folders.
#[derive(Default)]
struct Others {
    old: usize,
    pdf: usize,
    links: usize,
}

/// The texts of a folder. Hidden files and those in `.gitignore` are left out, links are not followed. What can be read is, though a part
/// of the folder cannot.
pub(super) fn texts(folder: &Path, has_converter: &Converters) -> Texts {
    let mut texts = Texts::default();
    let mut others = Others::default();
    if let Some(reason) = fs::canonicalize(folder).ok().and_then(|real| real.ancestors().find_map(blocked)) {
        texts.unread.push((folder.to_owned(), reason));
        return texts;
    }
    let (blocks, told) = channel();
    let open = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let reason = if is_folder { blocked(entry.path()) } else { None };
        reason.is_none_or(|reason| blocks.send((entry.path().to_owned(), reason)).is_err())
    };
    // What one person's git passes over everywhere is no matter of the folder: all who check it check the same files.
    for entry in WalkBuilder::new(folder).require_git(false).git_global(false).filter_entry(open).build() {
        match entry {
            Ok(entry) => sort(entry, has_converter, &mut texts.files, &mut others),
            // What is gone since its folder was read is not there to be checked.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) => {}
            Err(error) => {
                let (place, reason) = stuck(&error);
                texts.unread.push((place.unwrap_or(folder).to_owned(), reason));
            }
        }
    }
    texts.unread.extend(told);
    texts.files.sort();
    texts.unread.sort();
    texts.passed_over = others.told();
    if texts.files.is_empty() && texts.unread.is_empty() {
        let none = "文件夹里没有 .docx、.txt、.md 或 .html 文件";
        let reason = match texts.passed_over.take() {
            None => format!("{none}；请确认选对了文件夹，别的后缀请直接写明文件"),
            Some(others) => format!("{none}，只有{others}"),
        };
        texts.unread.push((folder.to_owned(), reason));
    }
    texts
}

/// Puts an entry of a folder where it belongs.
fn sort(entry: DirEntry, has_converter: &Converters, files: &mut Vec<PathBuf>, others: &mut Others) {
    let Some(kind) = entry.file_type().filter(|_| !entry.file_name().to_string_lossy().starts_with(LOCK)) else { return };
    let [text, old, pdf] = [ENDINGS, OLD, PDF].map(|endings| ends(entry.path(), endings));
    if kind.is_symlink() {
        others.links += usize::from((text || old || pdf) && entry.path().is_file());
        return;
    }
    if !kind.is_file() {
        return;
    }
    if text || old && has_converter.office || pdf && has_converter.pdf {
        files.push(entry.into_path());
    } else {
        others.old += usize::from(old);
        others.pdf += usize::from(pdf);
    }
}

/// Why a folder is not entered: what it says is left out cannot be read.
fn blocked(folder: &Path) -> Option<String> {
    let is_wrong = |name: &&&str| {
        let data = fs::metadata(folder.join(name));
        data.is_ok_and(|data| !data.is_dir() && (!data.is_file() || data.len() > LONGEST_LIST))
    };
    let list = folder.join(LISTS.iter().find(is_wrong)?);
    Some(format!("{} 不是1MB以内的普通文件，文件夹没有检查；请先移走它", list.display()))
}

/// Whether a name has one of these endings.
pub(super) fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|its| endings.iter().any(|ending| its.eq_ignore_ascii_case(ending)))
}

impl Others {
    fn told(&self) -> Option<String> {
        let links = (self.links > 0).then(|| format!("{}个符号链接没有检查；要检查请直接写明文件", self.links));
        let all: Vec<String> = unconverted(self.old, self.pdf).into_iter().chain(links).collect();
        (!all.is_empty()).then(|| all.join("；另有"))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are read in a folder that holds these, and what is said of the others.
    fn read(names: &[&str], office: bool, pdf: bool) -> Result<(Vec<String>, Option<String>), String> {
        let folder = tempfile::tempdir().expect("a folder");
        names.iter().for_each(|name| fs::write(folder.path().join(name), "x").expect("a file"));
        let mut texts = texts(folder.path(), &Converters { office, pdf });
        let name = |file: PathBuf| file.file_name().expect("a name").to_string_lossy().into_owned();
        match texts.unread.pop() {
            Some((_, reason)) => Err(reason),
            None => Ok((texts.files.into_iter().map(name).collect(), texts.passed_over)),
        }
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
