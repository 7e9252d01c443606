//! LibreOffice as a converter: no window, a profile of its own in a folder of ours, no macros and no network.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::find;
use super::group::{Ended, Folder, run};
use super::{missing, no_room};
use crate::emit::file_uri;
use crate::source::{Foreign, LIMIT};

/// One document has so long; the first also the start.
const TIME: Duration = Duration::from_secs(60);
/// Documents of one start.
const TOGETHER: usize = 64;
/// Starts that bring nothing, after which it is not tried again.
const FRUITLESS: usize = 2;

/// Settings of the profile: no macros, no links brought up to date, and a proxy where nobody answers, because a draft may name
/// pictures on other machines, and nothing may leave this one.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>
<item oor:path="/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"><prop oor:name="AutoCheckEnabled" oor:op="fuse" oor:type="xs:boolean"><value>false</value></prop></item>
</oor:items>
"#;

/// What came of the documents, and the folder that holds it.
#[derive(Debug)]
pub(in crate::cli) struct Converted {
    /// A Word document each, or why not.
    pub outcomes: Vec<Result<PathBuf, String>>,
    _folder: Option<Folder>,
}

/// How a document is got at: its kind and its bytes, or why not.
pub(super) type Opened = Result<(Foreign, Vec<u8>), String>;

/// Converts `count` documents, each of which `open` gives; `step` is told of every one that is done.
pub(super) fn convert(count: usize, open: impl Fn(usize) -> Opened, step: impl Fn()) -> Converted {
    let office = match find::office() {
        Some(program) => Office::new(program.clone(), TIME).map_err(|error| Some(no_room(&error))),
        None => Err(None),
    };
    match office {
        Ok(office) => office.convert(count, open, step),
        Err(reason) => {
            let refuse = |(kind, _)| Err(reason.clone().unwrap_or_else(|| missing(kind)));
            Converted { outcomes: (0..count).map(|at| open(at).and_then(refuse)).collect(), _folder: None }
        }
    }
}

/// A LibreOffice with its folder.
pub(super) struct Office {
    program: PathBuf,
    folder: Folder,
    time: Duration,
}

impl Office {
    /// With so much time for a document.
    pub fn new(program: PathBuf, time: Duration) -> io::Result<Office> {
        let folder = Folder::new()?;
        for name in ["in", "out", "tmp", "profile/user"] {
            fs::create_dir_all(folder.path().join(name))?;
        }
        fs::write(folder.path().join("profile/user/registrymodifications.xcu"), SETTINGS)?;
        Ok(Office { program, folder, time })
    }

    /// Converts documents; see [`convert`].
    pub fn convert(self, count: usize, open: impl Fn(usize) -> Opened, step: impl Fn()) -> Converted {
        let mut outcomes = Vec::with_capacity(count);
        for start in (0..count).step_by(TOGETHER) {
            let copied = (start..count.min(start + TOGETHER)).map(|at| {
                let (kind, bytes) = open(at)?;
                self.copy(at, kind, &bytes).map_err(|error| no_room(&error))
            });
            let copied: Vec<_> = copied.collect();
            let names: Vec<PathBuf> = copied.iter().flatten().cloned().collect();
            let mut done = self.all(&names, &step).into_iter();
            outcomes.extend(copied.into_iter().map(|copied| copied.and_then(|_| done.next().unwrap_or_else(|| Err(failed())))));
        }
        Converted { outcomes, _folder: Some(self.folder) }
    }

    /// Puts a document into the folder, under a name that every program can read.
    fn copy(&self, at: usize, kind: Foreign, bytes: &[u8]) -> io::Result<PathBuf> {
        let name = PathBuf::from(format!("{at}.{}", kind.format().name()));
        fs::write(self.folder.path().join("in").join(&name), bytes)?;
        Ok(name)
    }

    fn out(&self, name: &Path) -> PathBuf {
        self.folder.path().join("out").join(name).with_extension("docx")
    }

    /// Converts documents, with as few starts as it takes: after one that is hung or crashed comes a start for those behind it.
    fn all(&self, names: &[PathBuf], step: &impl Fn()) -> Vec<Result<PathBuf, String>> {
        let mut told = HashSet::new();
        let mut reasons: Vec<Option<String>> = vec![None; names.len()];
        let mut fruitless = 0;
        loop {
            let is_left = |at: &usize| reasons[*at].is_none() && !self.out(&names[*at]).is_file();
            let left: Vec<usize> = (0..names.len()).filter(is_left).collect();
            if left.is_empty() || fruitless == FRUITLESS {
                break;
            }
            let ended = self.start(left.iter().map(|at| &*names[*at]), |name| {
                if told.insert(name.to_owned()) {
                    step();
                }
            });
            let done = |at: &usize| self.out(&names[*at]).is_file();
            fruitless = if left.iter().any(done) { 0 } else { fruitless + 1 };
            let last = left.iter().rposition(done).map_or(0, |last| last + 1);
            // It went past those before the last that came out; the next is the one that it stopped at.
            let past = match ended {
                Ok(Ended::Itself(status)) if status.success() => left.len(),
                _ => left.len().min(last + 1),
            };
            let reason = self.why(&ended);
            left[..past].iter().filter(|at| !done(at)).for_each(|at| reasons[*at] = Some(reason.clone()));
        }
        let outcome = |(name, reason): (&PathBuf, Option<String>)| self.outcome(name, reason);
        names.iter().zip(reasons).map(outcome).collect()
    }

    fn outcome(&self, name: &Path, reason: Option<String>) -> Result<PathBuf, String> {
        // The copy is not needed any more.
        let _ = fs::remove_file(self.folder.path().join("in").join(name));
        let out = self.out(name);
        match fs::metadata(&out) {
            Ok(data) if data.len() > LIMIT as u64 => {
                let _ = fs::remove_file(&out);
                Err(format!("转换后的文档超过了{}MB的上限；请确认选对了文件", LIMIT >> 20))
            }
            Ok(_) => Ok(out),
            Err(_) => Err(reason.unwrap_or_else(failed)),
        }
    }

    /// Starts it once. Its time begins anew with each document that comes out.
    fn start<'n>(&self, names: impl Iterator<Item = &'n Path>, mut came: impl FnMut(&Path)) -> io::Result<Ended> {
        let folder = self.folder.path();
        let mut command = Command::new(&self.program);
        command.arg(format!("-env:UserInstallation={}", file_uri(&folder.join("profile").to_string_lossy())));
        command.args(["--headless", "--invisible", "--nologo", "--norestore", "--nolockcheck", "--nodefault"]);
        command.args(["--convert-to", "docx:MS Word 2007 XML", "--outdir"]).arg(folder.join("out"));
        let names: Vec<&Path> = names.collect();
        command.args(names.iter().map(|name| folder.join("in").join(name)));
        command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        for name in ["TMPDIR", "TMP", "TEMP"] {
            command.env(name, folder.join("tmp"));
        }
        let mut since = Instant::now();
        let mut waiting: Vec<&Path> = names;
        run(command, || {
            let before = waiting.len();
            let mut over = false;
            waiting.retain(|name| match fs::metadata(self.out(name)) {
                Ok(data) => {
                    over |= data.len() > LIMIT as u64;
                    came(name);
                    false
                }
                Err(_) => true,
            });
            if waiting.len() < before {
                since = Instant::now();
            }
            over || since.elapsed() > self.time
        })
    }

    fn why(&self, ended: &io::Result<Ended>) -> String {
        match ended {
            Ok(Ended::Stopped) => {
                format!("LibreOffice在{}秒内没有转换完；请用Word或WPS打开，另存为Word文档（.docx）再检查", self.time.as_secs())
            }
            Ok(Ended::Itself(_)) => failed(),
            Err(error) => format!("LibreOffice启动不了（{error}）；请检查它能否运行，或用Word、WPS另存为Word文档（.docx）再检查"),
        }
    }
}

fn failed() -> String {
    "LibreOffice没能转换，文件可能已损坏或加了打开密码；请用Word或WPS打开，另存为Word文档（.docx）再检查".to_owned()
}
