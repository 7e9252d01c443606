//! Drafts that another program must open first: `.doc`, `.wps`, `.rtf`, `.odt` through LibreOffice, `.pdf` through pdftotext.
//!
//! Both are programs of the user's own machine, are given copies in a folder of ours, and end with us.

mod batch;
mod find;
mod group;
mod office;
mod pdf;
#[cfg(test)]
mod tests;

pub(super) use batch::Batch;
pub(super) use find::{has_office, has_pdf};

use std::env;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::scope::system;
use crate::source::Foreign;

/// What a file seems to be by its beginning; none, if it needs no other program or cannot be opened: reading it tells why.
pub(super) fn guess(path: &Path) -> Option<Foreign> {
    let mut head = Vec::with_capacity(Foreign::HEAD);
    // Opening a named pipe would wait for a writer.
    path.metadata().ok().filter(|data| data.is_file())?;
    File::open(path).ok()?.take(Foreign::HEAD as u64).read_to_end(&mut head).ok()?;
    Foreign::guess(&head)
}

/// What came out of the conversion of one file.
pub(super) fn one(kind: Foreign, bytes: &[u8]) -> Result<Vec<u8>, String> {
    match kind {
        Foreign::Pdf => pdf::text(bytes),
        kind => Batch::single(kind, bytes.to_vec()).bytes(0),
    }
}

/// What is said when the program for a kind of file is not there.
fn missing(kind: Foreign) -> String {
    let title = kind.title();
    match kind {
        Foreign::Pdf => format!(
            "这是{title}，本机没有找到取出文字用的pdftotext；请取得报告的Word文档（.docx），或安装poppler-utils（Windows上为Poppler或Xpdf工具）后再检查"
        ),
        _ => format!(
            "这是{title}，本机没有找到转换用的LibreOffice；请用Word或WPS打开，选“另存为”→“Word文档（.docx）”，或安装LibreOffice后再检查"
        ),
    }
}

/// What is said when there is no room for copies and results.
fn no_room(error: &io::Error) -> String {
    let other = format!("{error}");
    let why = match (error.kind(), system::told(error)) {
        (io::ErrorKind::NotFound, _) => "没有这个文件夹",
        (io::ErrorKind::PermissionDenied, _) => "不能在里面新建文件",
        (_, Some((why, _))) => why,
        (_, None) => &other,
    };
    let place = env::temp_dir();
    format!("临时文件夹 {} 用不了，{why}；请检查磁盘空间和权限，或用环境变量TMPDIR（Windows为TMP）另指一处", place.display())
}
