//! Old documents that are converted together, when the first of them is asked for.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::no_room;
use super::office::{self, Converted};
use crate::cli::progress::Progress;
use crate::cli::{bytes, input};
use crate::source::{Changes, Foreign, read_changes};

/// One document to convert.
#[derive(Debug)]
enum Old {
    File(PathBuf),
    Bytes(Foreign, Vec<u8>),
}

/// Documents for one start of LibreOffice, or a few.
#[derive(Debug, Default)]
pub(in crate::cli) struct Batch {
    documents: Vec<Old>,
    done: OnceLock<Converted>,
}

impl Batch {
    /// A batch of files.
    pub fn of(paths: Vec<PathBuf>) -> Batch {
        Batch { documents: paths.into_iter().map(Old::File).collect(), done: OnceLock::new() }
    }

    /// A batch of one, which is in memory.
    pub fn single(kind: Foreign, bytes: Vec<u8>) -> Batch {
        Batch { documents: vec![Old::Bytes(kind, bytes)], done: OnceLock::new() }
    }

    /// Converts all, if that is not done yet, with a bar for those that wait.
    pub fn convert(&self) -> &Converted {
        self.done.get_or_init(|| {
            let progress = Progress::new(self.documents.len(), "正在转换");
            let converted = office::convert(self.documents.len(), |at| self.documents[at].open(), || progress.step());
            progress.finish();
            converted
        })
    }

    /// What became of one of them: a Word document, or a sentence.
    pub fn bytes(&self, at: usize) -> Result<Vec<u8>, String> {
        let path = self.convert().outcomes[at].as_ref().map_err(String::clone)?;
        fs::read(path).map_err(|error| no_room(&error))
    }
}

impl Old {
    /// Its kind and its bytes. What only looked like an old document is told as what it is.
    fn open(&self) -> Result<(Foreign, Vec<u8>), String> {
        match self {
            Old::Bytes(kind, bytes) => Ok((*kind, bytes.clone())),
            Old::File(path) => {
                let bytes = bytes::file(path)?;
                let kind = Foreign::of(&bytes).ok_or_else(|| match read_changes("", &bytes, None, Changes::Accepted) {
                    Err(error) => input::sentence(&error),
                    Ok(_) => "文件刚刚被别的程序改动过；请在那个程序里保存、关闭后再运行".to_owned(),
                })?;
                Ok((kind, bytes))
            }
        }
    }
}
