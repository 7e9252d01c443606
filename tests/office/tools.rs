//! The programs that documents are held against. Each is used if it is there, and told as skipped if it is not.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::{Value, json};

/// Runs our program in a folder.
pub fn hegui(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(folder).args(arguments).output().expect("the program starts")
}

/// A file of these tests.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(name)
}

pub fn skipped(what: &str) {
    eprintln!("\n!! SKIPPED: {what}");
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a script of ours by a Python that has these modules; what it prints.
pub fn python(modules: &str, name: &str, arguments: &[&Path]) -> Option<String> {
    let Some(program) = python_with(modules) else {
        skipped(&format!("no python3 with {modules}, {name} was not run"));
        return None;
    };
    let output =
        Command::new(program).env("PYTHONUTF8", "1").arg("-B").arg(script(name)).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{name}: {}", words(&output.stderr));
    Some(words(&output.stdout))
}

/// LibreOffice speaks with the system's Python only, python-docx may be another's.
fn python_with(modules: &str) -> Option<&'static str> {
    ["python3", "/usr/bin/python3"].into_iter().find(|program| {
        let import = format!("import {modules}");
        Command::new(program).args(["-c", &import]).output().is_ok_and(|output| output.status.success())
    })
}

/// A LibreOffice that stays open: see soffice.py.
pub struct Office {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// The one that all tests share. It ends with them, as its input does.
pub fn office() -> Option<MutexGuard<'static, Office>> {
    static ONE: OnceLock<Option<Mutex<Office>>> = OnceLock::new();
    let one = ONE.get_or_init(|| Office::start().map(Mutex::new)).as_ref();
    if one.is_none() {
        skipped("no soffice or no python3 with uno, LibreOffice was not asked");
    }
    // A job that failed has been answered: the next finds all in order.
    one.map(|office| office.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Office {
    fn start() -> Option<Office> {
        let there = Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
        let program = python_with("uno").filter(|_| there)?;
        // It sees the end of its input and ends, a moment after us.
        #[allow(clippy::zombie_processes)]
        let mut child = Command::new(program)
            .env("PYTHONUTF8", "1")
            .arg(script("soffice.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (input, output) = (child.stdin.take().expect("a pipe"), BufReader::new(child.stdout.take().expect("a pipe")));
        let mut office = Office { input, output };
        let ready = office.answer();
        assert_eq!(ready, json!({"ready": true}), "LibreOffice did not start");
        Some(office)
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("an answer");
        serde_json::from_str(&line).unwrap_or(Value::Null)
    }

    fn job(&mut self, job: &Value) {
        writeln!(self.input, "{job}").expect("it listens");
        assert_eq!(self.answer(), json!({"done": true}), "{job}");
    }

    /// Opens a document and saves it as a .docx.
    pub fn save(&mut self, from: &Path, to: &Path) {
        self.job(&json!({"do": "save", "from": from, "to": to, "filter": "MS Word 2007 XML"}));
    }

    /// Opens a document and saves it as a web page.
    pub fn page(&mut self, from: &Path, to: &Path) {
        self.job(&json!({"do": "save", "from": from, "to": to, "filter": "HTML (StarWriter)"}));
    }

    /// Accepts or rejects all tracked changes and saves as a .docx.
    pub fn settle(&mut self, how: &str, from: &Path, to: &Path) {
        self.job(&json!({"do": how, "from": from, "to": to, "filter": "MS Word 2007 XML"}));
    }

    /// The words of a document as it is printed with its comments, without white space, if pdftotext is there.
    pub fn printed(&mut self, from: &Path, to: &Path) -> Option<String> {
        self.job(&json!({"do": "print", "from": from, "to": to}));
        let Ok(output) = Command::new("pdftotext").arg(to).arg("-").output() else {
            skipped("no pdftotext, printed comments were not read");
            return None;
        };
        Some(words(&output.stdout).split_whitespace().collect())
    }
}

/// What the Open XML SDK has against each of these documents. `scripts/office.sh` gets it.
pub fn faults(documents: &[&Path]) -> Option<Vec<Vec<String>>> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder of builds");
    let validator = target.join("office/package/dist/npm/index.js");
    if !validator.exists() {
        skipped("no validator (scripts/office.sh gets it), documents were not held against the schema");
        return None;
    }
    let output = Command::new("node").arg(script("validate.mjs")).arg(validator).args(documents).output();
    let Ok(output) = output else {
        skipped("no node, documents were not held against the schema");
        return None;
    };
    assert!(output.status.success(), "{}", words(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("a list"))
}
