//! A folder with drafts and a rule of its own, and the program run in it, never longer than a minute.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::pack::{Pack, p};

const RULE: &str = include_str!("../fixes/plateau.yaml");
pub const WRONG: &str = "全年在青岚县原上镇办件12件。";
pub const RIGHT: &str = "全年在青岚县塬上镇办件12件。";
/// What a run may take on a machine that does other work as well; more, if it is given very many files.
fn patience() -> Duration {
    Duration::from_secs(if std::env::var_os("HEGUI_FILES").is_some() { 1800 } else { 60 })
}

/// What is in a folder: names from it on, and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        // Other users come here as well.
        fs::set_permissions(desk.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
        desk.write("规则/wording/place.yaml", RULE.replace('𡶄', "塬"));
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn at(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.path().join(Path::new(name.as_ref()))
    }

    pub fn write(&self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// The program with these arguments; rules are the one above.
    pub fn hegui(&self, arguments: &[&str]) -> Vec<String> {
        let own = ["--rules", "规则", "--profile", "general", "--select", "wording/place"];
        let own = if arguments.first() == Some(&"init") { &[][..] } else { &own[..] };
        let all = [env!("CARGO_BIN_EXE_hegui")].iter().chain(&arguments[..1]).chain(own).chain(&arguments[1..]);
        all.map(|argument| (*argument).to_owned()).collect()
    }

    pub fn run(&self, arguments: &[&str]) -> Told {
        self.run_as(&[], arguments)
    }

    /// The program, started by another one: `["nice", "-n", "19"]`.
    pub fn run_as(&self, before: &[&str], arguments: &[&str]) -> Told {
        self.start(before, &self.hegui(arguments), Stdio::null())
    }

    /// A line of shell in this folder; `$HEGUI` and `$OWN` are the program and its options.
    pub fn shell(&self, before: &[&str], script: &str) -> Told {
        self.start(before, &["bash".to_owned(), "-c".to_owned(), script.to_owned()], Stdio::null())
    }

    pub fn start(&self, before: &[&str], words: &[String], stdin: Stdio) -> Told {
        let all: Vec<&str> = before.iter().copied().chain(words.iter().map(String::as_str)).collect();
        let mut command = Command::new(all[0]);
        command.args(&all[1..]).current_dir(self.path()).stdin(stdin).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
        command.env("HEGUI", env!("CARGO_BIN_EXE_hegui"));
        command.env("OWN", "--rules 规则 --profile general --select wording/place");
        let output = within(command, patience()).unwrap_or_else(|| panic!("it did not end: {all:?}"));
        Told::of(output)
    }

    /// The program, held up for so many milliseconds before its first call of this name once it writes, and a line of shell run
    /// meanwhile; `$CHILD` is its process.
    pub fn held_up(&self, call: &str, time: u32, arguments: &[&str], meanwhile: &str) -> Told {
        let script = format!(
            "strace -f -qq -o /dev/null -e trace={call} -e inject={call}:delay_enter={time}000:when=1 -- \"$@\" & p=$!
            for i in $(seq 500); do ls -A . 各局 2>/dev/null | grep -q '^.hegui-' && break; sleep 0.01; done
            CHILD=$(ps -o pid= --ppid $p); {meanwhile}
            wait $p"
        );
        let words = ["bash".to_owned(), "-c".to_owned(), script, "bash".to_owned()];
        self.start(&[], &[&words[..], &self.hegui(arguments)].concat(), Stdio::null())
    }

    /// All files that lie here, but the rules.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        gather(self.path(), self.path(), &mut files);
        files.retain(|name, _| !name.starts_with("规则/"));
        files
    }

    /// Makes it as it was.
    pub fn restore(&self, files: &Files) {
        let now = self.files();
        now.keys().filter(|name| !files.contains_key(*name)).for_each(|name| fs::remove_file(self.at(name)).expect("a file"));
        files.iter().filter(|(name, bytes)| now.get(*name) != Some(bytes)).for_each(|(name, bytes)| self.write(name, bytes));
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
        if kind.is_dir() {
            gather(root, &path, files);
        } else if kind.is_file() {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            let mut bytes = Vec::new();
            // Of one that was made huge, the beginning.
            let _ = fs::File::open(&path).and_then(|file| file.take(1 << 20).read_to_end(&mut bytes));
            files.insert(name, bytes);
        }
    }
}

/// Whether a file is one that is written beside another.
pub fn is_temporary(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.starts_with(".hegui-"))
}

/// Runs a program to its end; none, if it takes longer, and it is ended then.
pub fn within(mut command: Command, time: Duration) -> Option<Output> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let drain = |from: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            from.map(|mut from| from.read_to_end(&mut bytes));
            bytes
        })
    };
    let out = drain(child.stdout.take().map(|from| Box::new(from) as _));
    let err = drain(child.stderr.take().map(|from| Box::new(from) as _));
    let status = wait(&mut child, time)?;
    Some(Output { status, stdout: out.join().expect("bytes"), stderr: err.join().expect("bytes") })
}

fn wait(child: &mut Child, time: Duration) -> Option<ExitStatus> {
    let since = Instant::now();
    while since.elapsed() < time {
        if let Some(status) = child.try_wait().expect("a child") {
            return Some(status);
        }
        sleep(Duration::from_millis(2));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// How a run ended, and what it said.
#[derive(Debug)]
pub struct Told {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Told {
    fn of(output: Output) -> Told {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Told { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// It ended with this status, and a line on standard error has these words and a way out behind them.
    #[track_caller]
    pub fn says(&self, status: i32, words: &str) {
        assert_eq!(self.status, Some(status), "{self:?}");
        let line = self.err.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("not {words}: {self:?}"));
        assert!(line.split('；').skip(1).any(|way| way.contains(['请', '要'])), "no way out: {line}");
        assert!(!line.contains("os error"), "the system's own words: {line}");
    }

    /// The same for a sentence whose way out follows otherwise.
    #[track_caller]
    pub fn says_so(&self, status: i32, words: &str) {
        assert!(self.status == Some(status) && self.err.contains(words), "not {words}: {self:?}");
    }

    #[track_caller]
    pub fn ends(&self, status: i32) {
        assert_eq!(self.status, Some(status), "{self:?}");
    }
}

/// A Word document with this many faults.
pub fn document(faults: usize) -> Vec<u8> {
    Pack::body(&p(WRONG).repeat(faults)).zip()
}

/// Whether a program does what it is asked here; says loudly that a test is skipped if not.
pub fn can(words: &[&str], what_is_left_out: &str) -> bool {
    let able = Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).output().is_ok_and(|output| output.status.success());
    if !able {
        eprintln!("SKIPPED: `{}` does not work here, {what_is_left_out}", words.join(" "));
    }
    able
}

/// Whether these tests are run by somebody who may do anything.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}
