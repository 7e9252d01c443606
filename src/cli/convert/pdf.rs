//! The text of a PDF, as pdftotext lays it out.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::find;
use super::group::{Ended, Folder, run};
use super::{missing, no_room};
use crate::source::{Foreign, LIMIT};

/// One file has so long.
const TIME: Duration = Duration::from_secs(60);
/// So much of what it says is looked at.
const SAID: usize = 1 << 16;

/// The pages of a PDF, each line where it stands: `-layout` keeps the indents by which paragraphs are told.
pub(super) fn text(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let program = find::pdf().ok_or_else(|| missing(Foreign::Pdf))?;
    let refused = |error: std::io::Error| no_room(&error);
    let folder = Folder::new().map_err(refused)?;
    let [from, to, said] = ["1.pdf", "1.txt", "said"].map(|name| folder.path().join(name));
    fs::write(&from, bytes).map_err(refused)?;
    let mut command = Command::new(program);
    command.args(["-layout", "-enc", "UTF-8"]).arg(&from).arg(&to);
    command.current_dir(folder.path()).stdout(Stdio::null()).stderr(File::create(&said).map_err(refused)?);
    let since = Instant::now();
    let size = |path| fs::metadata(path).map_or(0, |data| data.len());
    let over = || size(&to) > LIMIT as u64 || size(&said) > LIMIT as u64;
    let ended = run(command, || since.elapsed() > TIME || over())
        .map_err(|error| format!("pdftotext启动不了（{error}）；请检查它能否运行，或取得报告的Word文档（.docx）再检查"))?;
    match ended {
        _ if over() => Err(format!("这份PDF的文字超过了{}MB的上限；请确认选对了文件", LIMIT >> 20)),
        Ended::Itself(status) if status.success() && to.is_file() => fs::read(&to).map_err(refused),
        Ended::Itself(_) => Err(why(&fs::read(&said).unwrap_or_default())),
        Ended::Stopped => Err(format!("pdftotext在{}秒内没有处理完；请取得报告的Word文档（.docx）再检查", TIME.as_secs())),
    }
}

/// Why no text came out, from what pdftotext said.
fn why(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(&said[..said.len().min(SAID)]).to_ascii_lowercase();
    let locked = ["incorrect password", "encrypt", "not allowed"].iter().any(|word| said.contains(word));
    match locked {
        true => "PDF文档加了密码或不许复制文字；请取消限制后另存，或取得报告的Word文档（.docx）再检查",
        false => "PDF文档里取不出文字，文件可能已损坏；请重新取得，或用报告的Word文档（.docx）检查",
    }
    .to_owned()
}
