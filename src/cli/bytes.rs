//! The bytes of what a path leads to. Nothing is waited for without end, and nothing is kept that is too large to be read.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use super::input::sentence;
use crate::scope::system::unread;
use crate::source::{LIMIT, SourceError};

/// So long a pipe may take until somebody writes to it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The bytes of a file; of one that grows meanwhile only as many as show that it is too large.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, String> {
    let data = fs::metadata(path).map_err(|error| refused(&error))?;
    if !data.is_file() {
        // Opening a named pipe would wait for a writer, and reading some devices never ends.
        return Err(format!("这是{}，不是普通文件；请写明文稿文件，或用“-”从标准输入读", kind(data.file_type())));
    }
    if data.len() > LIMIT as u64 {
        let size = usize::try_from(data.len()).unwrap_or(usize::MAX);
        return Err(sentence(&SourceError::TooLarge { size }));
    }
    let file = File::open(path).map_err(|error| refused(&error))?;
    whole(file, data.len()).map_err(|error| refused(&error))
}

/// What somebody writes to a pipe. Opening one waits for whoever writes; so it is done aside, and not waited for without end.
pub(super) fn pipe(path: &Path) -> Result<Vec<u8>, String> {
    let (opened, wait) = sync_channel(1);
    let own = path.to_owned();
    thread::spawn(move || opened.send(File::open(own)));
    match wait.recv_timeout(PATIENCE) {
        Ok(file) => file.and_then(|file| whole(file, 0)).map_err(|error| refused(&error)),
        Err(_) => {
            let seconds = PATIENCE.as_secs();
            Err(format!("这是管道，{seconds}秒内没有程序往里写；请先运行写的程序，或用“-”从标准输入读"))
        }
    }
}

/// What comes on standard input.
pub(super) fn stdin() -> Result<Vec<u8>, String> {
    whole(io::stdin().lock(), 0).map_err(|error| refused(&error))
}

/// Whether a path leads to a pipe: `hegui check <(pandoc 报告.epub -t plain)` gives `/dev/fd/63`.
#[cfg(unix)]
pub(super) fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|data| data.file_type().is_fifo())
}

#[cfg(not(unix))]
pub(super) fn is_pipe(_: &Path) -> bool {
    false
}

/// What there is instead of a file.
#[cfg(unix)]
fn kind(of: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if of.is_dir() => "文件夹",
        () if of.is_fifo() => "管道",
        () if of.is_socket() => "套接字",
        () => "设备",
    }
}

#[cfg(not(unix))]
fn kind(of: FileType) -> &'static str {
    if of.is_dir() { "文件夹" } else { "设备" }
}

/// At most one byte more than the limit: [`crate::source::read`] then says so.
fn whole(from: impl Read, expected: u64) -> io::Result<Vec<u8>> {
    let most = LIMIT as u64 + 1;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(expected.min(most) as usize)?;
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why the system refused, in words.
fn refused(error: &io::Error) -> String {
    unread(error, "请检查文件是否被占用或损坏")
}
