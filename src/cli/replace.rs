//! Puts new bytes in the place of a file, in one step: whoever looks at any moment, and whoever ends the program at any
//! moment, finds the old file or the new one.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Write};
use std::path::Path;
#[cfg(feature = "docx")]
use std::path::PathBuf;

#[cfg(feature = "docx")]
use super::temporary::NAMES;
use super::temporary::{Temporary, beside, settle};
use crate::scope::system;

/// Replaces the file at `path`, which had the bytes `was`. A symbolic link stays; what it leads to is replaced.
/// Gives a sentence on what the user must know, or fails with one on why nothing was changed.
pub(super) fn replace(path: &Path, was: &[u8], now: &[u8]) -> Result<Option<String>, String> {
    let target = fs::canonicalize(path).map_err(|error| gone(&error))?;
    let data = fs::metadata(&target).map_err(|error| gone(&error))?;
    if data.permissions().readonly() {
        return Err("文件是只读的，没有改动；请先去掉只读属性".to_owned());
    }
    let (file, temporary) = beside(&target, 0o600).map_err(|error| closed(&error))?;
    fill(file, &data, now)?;
    if !is_still(&target, was).map_err(|error| gone(&error))? {
        return Err("文件刚刚被别的程序改动过，没有覆盖；请在那个程序里保存、关闭后再运行".to_owned());
    }
    temporary.rename(&target).map_err(|error| refused(&error))?;
    Ok(other_names(&data))
}

/// Whether a file still has these bytes. One that grew without end is not read.
fn is_still(path: &Path, was: &[u8]) -> io::Result<bool> {
    let data = fs::metadata(path)?;
    Ok(data.is_file() && data.len() == was.len() as u64 && fs::read(path)? == was)
}

/// Writes a new file, in one step as well. What is there already stays as it is.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), String> {
    const THERE: &str = "已经有这个文件，没有改动；请换一个地方";
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let target = folder.join(path.file_name().ok_or(THERE)?);
    let (mut file, temporary) = beside(&target, 0o666).map_err(|error| closed(&error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| refused(&error))?;
    match claim(&temporary, &target, bytes) {
        Ok(true) => Ok(()),
        Ok(false) => Err(THERE.to_owned()),
        Err(error) => Err(refused(&error)),
    }
}

/// Writes a file to a place of its own, in one step; one that is there is replaced. It gets the permissions of the file `like`.
#[cfg(feature = "docx")]
pub(super) fn place(path: &Path, like: &Path, bytes: &[u8]) -> Result<Option<String>, String> {
    if let Some(reason) = in_the_way(path) {
        return Err(reason.to_owned());
    }
    if path.is_file() {
        let was = fs::read(path).map_err(|error| refused(&error))?;
        return if was == bytes { Ok(None) } else { replace(path, &was, bytes) };
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| closed(&error))?;
    }
    let (file, temporary) = beside(path, 0o600).map_err(|error| closed(&error))?;
    let permissions = fs::metadata(like).map_err(|error| refused(&error))?.permissions();
    write(file, bytes, permissions)?;
    temporary.rename(path).map_err(|error| refused(&error))?;
    Ok(None)
}

/// Why no file can come to a place: what is there is none. A device would be lost for the whole machine.
pub(super) fn in_the_way(path: &Path) -> Option<&'static str> {
    let link = fs::symlink_metadata(path).ok()?;
    match fs::metadata(path) {
        Err(_) if link.is_symlink() => Some("这是断开的符号链接，没有改动；请检查它指向哪里，或者换一个文件名"),
        Ok(data) if data.is_dir() => Some("这是文件夹；请写明其中的文件名"),
        Ok(data) if !data.is_file() => Some("不是普通文件，没有改动；请换一个文件名"),
        _ => None,
    }
}

/// Keeps the bytes of a file beside it: `报告.docx.bak`, and `.bak1` where that is taken. Gives the path.
#[cfg(feature = "docx")]
pub(super) fn backup(path: &Path, bytes: &[u8]) -> Result<PathBuf, String> {
    let permissions = fs::metadata(path).map_err(|error| refused(&error))?.permissions();
    let (file, temporary) = beside(path, 0o600).map_err(|error| closed(&error))?;
    write(file, bytes, permissions)?;
    for number in 0..NAMES {
        let mut name = path.as_os_str().to_owned();
        name.push(if number == 0 { ".bak".to_owned() } else { format!(".bak{number}") });
        if claim(&temporary, Path::new(&name), bytes).map_err(|error| refused(&error))? {
            return Ok(name.into());
        }
    }
    Err("同名的备份（.bak）太多，没有改动；请先移走一些".to_owned())
}

/// Gives a written file this name, unless something is called so. A link is made only where nothing is; a file system without links
/// gets a copy, which is made the same way.
fn claim(temporary: &Temporary, name: &Path, bytes: &[u8]) -> io::Result<bool> {
    let linked = fs::hard_link(temporary.path(), name).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Err(error),
        _ => File::options().write(true).create_new(true).open(name).and_then(|mut file| {
            file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| drop(fs::remove_file(name)))
        }),
    });
    match linked {
        Ok(()) => settle(name),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error),
    }
    Ok(true)
}

/// Writes the bytes through to the disk, with the owner and the permissions of the file to be replaced.
fn fill(file: File, like: &Metadata, bytes: &[u8]) -> Result<(), String> {
    own(&file, like)?;
    write(file, bytes, like.permissions())
}

fn write(mut file: File, bytes: &[u8], permissions: Permissions) -> Result<(), String> {
    file.write_all(bytes).map_err(|error| refused(&error))?;
    file.set_permissions(permissions).map_err(|error| refused(&error))?;
    file.sync_all().map_err(|error| refused(&error))
}

#[cfg(unix)]
fn own(file: &File, like: &Metadata) -> Result<(), String> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata().map_err(|error| refused(&error))?;
    if (now.uid(), now.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid()))
        .map_err(|_| "文件属于别的用户或用户组，改写会换掉它的主人，没有改动；请由它的主人来改".to_owned())
}

#[cfg(not(unix))]
fn own(_: &File, _: &Metadata) -> Result<(), String> {
    Ok(())
}

/// What is to be said of a file that had several names.
#[cfg(unix)]
fn other_names(data: &Metadata) -> Option<String> {
    let names = std::os::unix::fs::MetadataExt::nlink(data);
    (names > 1).then(|| format!("这个文件另有{}个硬链接，那里仍是改正前的文字", names - 1))
}

#[cfg(not(unix))]
fn other_names(_: &Metadata) -> Option<String> {
    None
}

/// Why the system refused a new file, in words: that the folder does, is told as such.
pub(super) fn closed(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "所在的文件夹不能新建文件，没有改动；请检查文件夹的权限".to_owned(),
        io::ErrorKind::NotFound => "所在的文件夹不存在；请先新建文件夹，或者换一处".to_owned(),
        _ => refused(error),
    }
}

/// Why the system refused a file that was there when it was read.
fn gone(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件刚刚被移走或改名，没有改动；请确认它在哪里后再运行".to_owned(),
        _ => refused(error),
    }
}

/// Why the system refused, in words.
pub(super) fn refused(error: &io::Error) -> String {
    match (error.kind(), system::told(error)) {
        (io::ErrorKind::PermissionDenied, _) => "没有写入的权限，没有改动；请检查文件属性，或者关闭正在使用它的程序".to_owned(),
        (_, Some((why, way))) => format!("{why}，没有改动；{way}"),
        (_, None) => format!("写不进去（{error}），没有改动；请检查文件是否被占用"),
    }
}
