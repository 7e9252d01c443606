//! What the system says when it refuses, in words and with the way out. Its own words are English, and say nothing of what to do.

use std::io::{self, ErrorKind};

/// Why, and what to do about it.
type Words = (&'static str, &'static str);

/// Refusals that mean the same whether one reads or writes.
const KINDS: &[(ErrorKind, Words)] = &[
    (ErrorKind::StorageFull, ("磁盘已满", "请腾出空间后再试")),
    (ErrorKind::QuotaExceeded, ("磁盘配额已用完", "请清理文件，或请管理员增加配额")),
    (ErrorKind::ReadOnlyFilesystem, ("所在的磁盘是只读的", "请换到能写入的磁盘")),
    (ErrorKind::FileTooLarge, ("超过了系统允许的文件大小", "请放宽限制（ulimit -f），或者分开处理")),
    (ErrorKind::InvalidFilename, ("路径或文件名太长", "请改短名称，或移到上层的文件夹")),
    (ErrorKind::NotADirectory, ("路径中间有一段不是文件夹", "请检查路径")),
    (ErrorKind::OutOfMemory, ("内存不足", "请关闭一些程序，或者分开处理")),
    (ErrorKind::ResourceBusy, ("正被别的程序使用", "请关闭那个程序后再试")),
    (ErrorKind::ExecutableFileBusy, ("正被别的程序使用", "请关闭那个程序后再试")),
    (ErrorKind::StaleNetworkFileHandle, ("网络磁盘断开了", "请恢复连接后再试")),
    (ErrorKind::TimedOut, ("网络磁盘没有应答", "请恢复连接后再试")),
];

/// Those that the standard library has no kind for.
#[cfg(unix)]
const NUMBERS: &[(rustix::io::Errno, Words)] = &[
    (rustix::io::Errno::LOOP, ("符号链接绕成了圈", "请检查链接指向哪里")),
    (rustix::io::Errno::MFILE, ("同时打开的文件太多", "请放宽限制（ulimit -n），或者加 --jobs 1")),
    (rustix::io::Errno::NFILE, ("系统里打开的文件太多", "请关闭一些程序后再试")),
    (rustix::io::Errno::IO, ("磁盘读写出错", "请先备份文件，再检查磁盘")),
];

/// In words, if it is one of those that are known.
pub fn told(error: &io::Error) -> Option<Words> {
    let kind = KINDS.iter().find(|(kind, _)| *kind == error.kind()).map(|(_, words)| *words);
    kind.or_else(|| number(error))
}

#[cfg(unix)]
fn number(error: &io::Error) -> Option<Words> {
    // Crates that walk folders wrap the system's error into their own, and that into another.
    let all = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let number = all.filter_map(|error| error.downcast_ref()).find_map(rustix::io::Errno::from_io_error)?;
    NUMBERS.iter().find(|(known, _)| *known == number).map(|(_, words)| *words)
}

#[cfg(not(unix))]
fn number(_: &io::Error) -> Option<Words> {
    None
}

/// Why something could not be read, one sentence with its way out: `读不了（…）；{way}`, if it is none of those that are known.
pub fn unread(error: &io::Error, way: &str) -> String {
    match (error.kind(), told(error)) {
        (ErrorKind::NotFound, _) => "没有这个文件；请检查路径和文件名".to_owned(),
        (ErrorKind::PermissionDenied, _) => "没有读取的权限；请检查文件属性".to_owned(),
        (_, Some((why, way))) => format!("读不了，{why}；{way}"),
        (_, None) => format!("读不了（{error}）；{way}"),
    }
}
