//! Where results go: standard output, or a file that is there when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::answer;
use super::input::Draft;
use super::replace::{closed, in_the_way, refused};
use super::temporary::{Temporary, beside};
use super::trouble::Trouble;

/// Takes what is printed.
pub(super) enum Sink {
    /// Standard output.
    Screen,
    /// A file beside the target, that becomes the target when all is written.
    File { file: BufWriter<File>, temporary: Temporary, target: PathBuf },
}

impl Sink {
    /// For a file, or for standard output if there is none. A file that holds one of the drafts is refused, whatever its name.
    pub fn open(path: Option<&Path>, drafts: &[Draft]) -> Result<Sink, Trouble> {
        let Some(path) = path else { return Ok(Sink::Screen) };
        let unwritable = |reason| Trouble::Unwritable { path: path.display().to_string(), reason };
        // A link stays, and what it leads to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let there = fs::metadata(&target).ok();
        if let Some(reason) = in_the_way(path) {
            return Err(unwritable(reason.to_owned()));
        }
        if there.is_some() && drafts.iter().filter_map(Draft::path).any(|draft| is_same(draft, &target)) {
            return Err(unwritable("这是要检查的文稿，不能用结果替换它；请换一个文件名".to_owned()));
        }
        if there.as_ref().is_some_and(|data| data.permissions().readonly()) {
            return Err(unwritable("文件是只读的，没有改动；请先去掉只读属性，或者换一个文件名".to_owned()));
        }
        let (file, temporary) = beside(&target, 0o666).map_err(|error| unwritable(closed(&error)))?;
        if let Some(data) = there {
            file.set_permissions(data.permissions()).map_err(|error| unwritable(refused(&error)))?;
        }
        Ok(Sink::File { file: BufWriter::new(file), temporary, target })
    }

    /// Takes some more.
    pub fn write(&mut self, text: &str) -> Result<(), Trouble> {
        match self {
            Sink::Screen => answer(text),
            Sink::File { file, target, .. } => file.write_all(text.as_bytes()).map_err(|error| failed(target, &error)),
        }
    }

    /// All is written.
    pub fn close(self) -> Result<(), Trouble> {
        let Sink::File { file, temporary, target } = self else { return Ok(()) };
        let written = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        written.and_then(|()| temporary.rename(&target)).map_err(|error| failed(&target, &error))
    }
}

/// Whether two paths lead to one file.
fn is_same(draft: &Path, target: &Path) -> bool {
    fs::canonicalize(draft).is_ok_and(|draft| draft == target)
}

fn failed(path: &Path, error: &io::Error) -> Trouble {
    Trouble::Unwritable { path: path.display().to_string(), reason: refused(error) }
}
