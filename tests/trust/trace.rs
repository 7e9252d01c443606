//! What strace wrote down, read again.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is looked at: the network, files by their names, programs that are started.
const WATCHED: &str = "trace=%network,%file,%process";

/// Calls by which a file is changed, and the place of the name among their arguments.
const CHANGES: &[(&str, &[usize])] = &[
    ("creat", &[0]),
    ("mkdir", &[0]),
    ("mkdirat", &[1]),
    ("rmdir", &[0]),
    ("unlink", &[0]),
    ("unlinkat", &[1]),
    ("rename", &[0, 1]),
    ("renameat", &[1, 3]),
    ("renameat2", &[1, 3]),
    ("link", &[1]),
    ("linkat", &[3]),
    ("symlink", &[1]),
    ("symlinkat", &[2]),
    ("truncate", &[0]),
    ("chmod", &[0]),
    ("fchmodat", &[1]),
    ("fchmodat2", &[1]),
    ("chown", &[0]),
    ("lchown", &[0]),
    ("fchownat", &[1]),
    ("utimensat", &[1]),
    ("utime", &[0]),
    ("utimes", &[0]),
    ("mknod", &[0]),
    ("mknodat", &[1]),
    ("setxattr", &[0]),
];

/// Calls of the class "network"; strace names nothing else that is asked for beside files and processes.
const NETWORK: &[&str] = &[
    "socket",
    "socketpair",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "send",
    "sendto",
    "sendmsg",
    "sendmmsg",
    "recv",
    "recvfrom",
    "recvmsg",
    "recvmmsg",
    "getsockname",
    "getpeername",
    "getsockopt",
    "setsockopt",
    "shutdown",
    "socketcall",
];

/// strace, ready for the program and its arguments.
pub fn strace(to: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-qq", "-s", "4096", "-e", WATCHED, "-e", "signal=none", "-o"]).arg(to).arg("--");
    command
}

/// Whether this machine has strace and lets it look on.
pub fn can() -> bool {
    let mut probe = strace(Path::new("/dev/null"));
    let can = probe.arg("true").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !can {
        eprintln!("\n!! SKIPPED: no strace, or it may not trace here: what a run reaches for was not looked at");
    }
    can
}

/// Whether a call speaks to another machine, or listens to one. A proxy at which nobody answers is what LibreOffice is given.
pub fn is_elsewhere(call: &str) -> bool {
    let internet = call.contains("AF_INET") || call.contains("AF_PACKET");
    let speaks = ["connect(", "bind(", "sendto(", "sendmsg(", "sendmmsg("].iter().any(|name| call.starts_with(name));
    let nobody = call.contains("htons(9)") && (call.contains("\"127.0.0.1\"") || call.contains("\"::1\""));
    internet && speaks && !nobody
}

/// What the program and all that it started did.
#[derive(Debug, Default)]
pub struct Trace {
    /// The number of the first process.
    pub process: u32,
    /// Calls of the network, as strace shows them.
    pub network: Vec<String>,
    /// Programs that were started, the traced one first.
    pub started: Vec<String>,
    /// Files that were opened to be read.
    pub read: Vec<String>,
    /// Files that were opened to be written, or changed by name.
    pub written: Vec<String>,
}

impl Trace {
    /// Reads what strace wrote of a program that was started in a folder.
    pub fn read(path: &Path, folder: &Path) -> Trace {
        let text = String::from_utf8_lossy(&fs::read(path).expect("strace wrote it")).into_owned();
        let mut trace = Trace::default();
        let mut begun: HashMap<u32, String> = HashMap::new();
        for line in text.lines() {
            let Some((process, call)) = line.split_once(' ') else { continue };
            let (Ok(process), call) = (process.parse(), call.trim_start()) else { continue };
            if trace.process == 0 {
                trace.process = process;
            }
            // `openat(AT_FDCWD, "a" <unfinished ...>`, and later `<... openat resumed>, O_RDONLY) = 3`.
            if let Some(beginning) = call.strip_suffix("<unfinished ...>") {
                begun.insert(process, beginning.trim_end().to_owned());
                continue;
            }
            let resumed = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>"));
            match resumed.and_then(|(_, rest)| Some(begun.remove(&process)? + rest)) {
                Some(whole) => trace.note(&whole, folder),
                None => trace.note(call, folder),
            }
        }
        // What was cut off by the end of a process was asked for all the same.
        begun.into_values().for_each(|call| trace.note(&call, folder));
        trace
    }

    /// How often a file was read whose name ends so.
    pub fn reads(&self, end: &str) -> usize {
        self.read.iter().filter(|path| path.ends_with(end)).count()
    }

    fn note(&mut self, call: &str, folder: &Path) {
        let Some((name, rest)) = call.split_once('(') else { return };
        let (arguments, result) = rest.rsplit_once(" = ").unwrap_or((rest, ""));
        let failed = result.starts_with('-');
        let arguments = split(arguments);
        let argument = |at: usize| arguments.get(at).map_or("", |word| word.as_str());
        // A name counts from the folder whose number stands before it, `5</tmp/a>, "b"`, else from where the program works.
        let text = |at: usize| {
            let before = argument(at.wrapping_sub(1)).split_once('<').and_then(|(_, path)| path.strip_suffix('>'));
            let from = before.map_or(folder, Path::new);
            from.join(argument(at).trim_matches('"')).display().to_string()
        };
        if NETWORK.contains(&name) {
            self.network.push(call.to_owned());
        } else if name == "execve" && !failed {
            self.started.push(text(0));
        } else if matches!(name, "open" | "openat" | "openat2") {
            let at = usize::from(name != "open");
            let flags = arguments[at + 1..].join(",");
            if ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE"].iter().any(|flag| flags.contains(flag)) {
                self.written.push(text(at));
            } else if !failed {
                self.read.push(text(at));
            }
        } else if let Some((_, places)) = CHANGES.iter().find(|(known, _)| *known == name) {
            self.written.extend(places.iter().map(|at| text(*at)));
        }
    }
}

/// The arguments of a call; commas inside of quotes and braces part nothing.
fn split(arguments: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for c in arguments.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '{' | '[' | '(' if !quoted => depth += 1,
            '}' | ']' | ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}
