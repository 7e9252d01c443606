//! What a run reaches for, as the system sees it: no socket, no program but a converter, no file but those of its work.
//!
//! strace looks on, where it is there and may; the temporary files of a Linux system are what is told apart.

#![cfg(target_os = "linux")]

#[path = "trust/drafts.rs"]
mod drafts;
#[path = "trust/offered.rs"]
mod offered;
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "made for the tests of reading, and lent")]
mod pack;
#[path = "trust/trace.rs"]
mod trace;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use trace::{Trace, strace};

const PATIENCE: Duration = Duration::from_secs(60);

/// Commands, the formats of each set in for `*`, and what each may write: files by their beginning, and what is written first
/// under a name of its own beside them.
const RUNS: &[(&[&str], &[&str])] = &[
    (&["check", "a", "b", "c", "--format", "*"], &[]),
    (&["check", "a", "c", "--statistics"], &[]),
    (&["check", "a", "--format", "json", "-o", "out.json"], &["out.json", ".hegui-"]),
    (&["check", "nowhere.txt"], &[]),
    (&["outline", "a/faulty.txt", "--format", "*"], &[]),
    (&["facts", "a/faulty.txt", "--format", "*"], &[]),
    (&["fix", "a", "c/gbk.txt", "--diff"], &[]),
    (&["fix", "a", "c/gbk.txt"], &["a/faulty.txt", "a/.hegui-", "c/gbk.txt", "c/.hegui-"]),
    (&["annotate", "c/report.docx", "-o", "out.docx"], &["out.docx", ".hegui-"]),
    (&["baseline", "b", "--reason", "1"], &["b/hegui.mutes.yaml", "b/.hegui-"]),
    (&["init", "c"], &["c/hegui.yaml", "c/.hegui"]),
    (&["config", "a/faulty.txt"], &[]),
    (&["rules"], &[]),
    (&["rules", "test", "a/own"], &[]),
    (&["explain", "numbering/gap"], &[]),
    (&["completions", "bash"], &[]),
    (&["man"], &[]),
    (&["man", "pages"], &["pages"]),
    (&["lsp"], &[]),
];

/// What a run may read beside the folder it works in: the program's own libraries, and how many processors it may use.
const SYSTEM: &[&str] = &["/etc/ld.so", "/lib", "/usr/lib", "/proc/self/", "/sys/fs/cgroup/", "/proc/sys/vm/", "/dev/null"];

/// A message of the language server's protocol.
fn message(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// What an editor says in a short life.
fn session(folder: &Path) -> String {
    let uri = format!("file://{}/a/faulty.txt", folder.display());
    let open = serde_json::json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "plaintext", "version": 1, "text": fs::read_to_string(folder.join("a/faulty.txt")).expect("a draft")}}});
    let ask = |id: u32, method: &str, params: serde_json::Value| {
        serde_json::json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
    };
    let document = serde_json::json!({"textDocument": {"uri": uri}});
    let whole = serde_json::json!({"textDocument": {"uri": uri}, "context": {"diagnostics": []},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}});
    [
        ask(1, "initialize", serde_json::json!({"capabilities": {}})),
        "{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}".to_owned(),
        open.to_string(),
        ask(2, "textDocument/documentSymbol", document),
        ask(3, "textDocument/codeAction", whole),
        ask(4, "shutdown", serde_json::Value::Null),
        "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}".to_owned(),
    ]
    .map(|body| message(&body))
    .concat()
}

/// The drafts, an empty temporary folder and an empty home.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    drafts::write(&place.path().join("work"));
    ["tmp", "home"].iter().for_each(|name| fs::create_dir(place.path().join(name)).expect("a folder"));
    place
}

/// The program under strace in that place.
fn traced(place: &Path, arguments: &[&str]) -> Command {
    let mut command = strace(&place.join("trace"));
    command.arg(env!("CARGO_BIN_EXE_hegui")).args(arguments).current_dir(place.join("work"));
    command.env("TMPDIR", place.join("tmp")).env("HOME", place.join("home")).env_remove("XDG_CONFIG_HOME");
    command
}

/// What it did there.
fn read(place: &Path) -> Trace {
    Trace::read(&place.join("trace"), &fs::canonicalize(place.join("work")).expect("it is there"))
}

/// What a run did that none should do.
fn faults(trace: &Trace, place: &Path, writes: &[&str]) -> Vec<String> {
    let work = fs::canonicalize(place.join("work")).expect("it is there");
    let mut faults: Vec<String> = trace.network.iter().map(|call| format!("network: {call}")).collect();
    faults.extend(trace.started.iter().skip(1).map(|path| format!("started: {path}")));
    let below = |path: &str| Path::new(path).strip_prefix(&work).ok().map(|path| path.display().to_string());
    for path in &trace.written {
        if !below(path).is_some_and(|path| writes.iter().any(|start| path.starts_with(start))) {
            faults.push(format!("written: {path}"));
        }
    }
    for path in &trace.read {
        let ours = below(path).is_some() || SYSTEM.iter().any(|start| path.starts_with(start));
        if !ours {
            faults.push(format!("read: {path}"));
        }
    }
    faults
}

#[test]
fn no_command_opens_a_socket_or_a_file_that_is_not_of_its_work() {
    if !trace::can() {
        return;
    }
    let mut tried = BTreeSet::new();
    let mut wrong = Vec::new();
    for (arguments, writes) in RUNS {
        let formats = if arguments.contains(&"*") { offered::formats(arguments[0]) } else { vec!["".to_owned()] };
        assert!(!formats.is_empty(), "{arguments:?}");
        for format in formats {
            let place = place();
            let arguments: Vec<&str> = arguments.iter().map(|word| if *word == "*" { &*format } else { *word }).collect();
            let mut process = traced(place.path(), &arguments)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("strace starts");
            let said = if arguments == ["lsp"] { session(&place.path().join("work")) } else { String::new() };
            process.stdin.take().expect("it was piped").write_all(said.as_bytes()).expect("it reads");
            let status = process.wait().expect("it ends");
            let expected: &[i32] = if arguments.contains(&"nowhere.txt") { &[2] } else { &[0, 1] };
            assert!(status.code().is_some_and(|code| expected.contains(&code)), "{arguments:?}: {status}");
            let trace = read(place.path());
            assert_eq!(trace.started.len(), 1, "{arguments:?}: {:?}", trace.started);
            wrong.extend(faults(&trace, place.path(), writes).into_iter().map(|fault| format!("{arguments:?}: {fault}")));
            let left = fs::read_dir(place.path().join("tmp")).expect("it is there").count();
            assert_eq!(left, 0, "{arguments:?}: temporary files are left");
            tried.insert(arguments[0].to_owned());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let untried: Vec<_> = offered::commands().into_iter().filter(|command| !tried.contains(command)).collect();
    assert!(untried.is_empty(), "RUNS has no row for {untried:?}");
}

#[test]
fn watching_opens_no_socket_and_writes_nothing() {
    if !trace::can() {
        return;
    }
    let place = place();
    let log = place.path().join("log");
    let mut process = traced(place.path(), &["check", "a", "--watch", "--format", "short"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log).expect("a file"))
        .spawn()
        .expect("strace starts");
    let rounds = |count: usize| {
        let end = Instant::now() + PATIENCE;
        while fs::read_to_string(&log).unwrap_or_default().matches("Ctrl-C").count() < count {
            assert!(Instant::now() < end, "no round {count}: {}", fs::read_to_string(&log).unwrap_or_default());
            sleep(Duration::from_millis(50));
        }
    };
    rounds(1);
    let draft = place.path().join("work/a/faulty.txt");
    fs::write(&draft, "一、工作\n三、不足\n").expect("a file");
    rounds(2);
    let program = read(place.path()).process;
    let ended = Command::new("kill").args(["-INT", &program.to_string()]).status().expect("kill is there");
    assert!(ended.success() && process.wait().expect("it ends").code() == Some(0));
    let trace = read(place.path());
    assert!(trace.reads("a/faulty.txt") >= 2, "it was not read again");
    let wrong = faults(&trace, place.path(), &[]);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A page with these words, as small as a PDF can be.
fn pdf(words: &str) -> Vec<u8> {
    let page = format!("BT /F1 12 Tf 72 720 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    file += "xref\n0 6\n0000000000 65535 f \n";
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file += &format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[test]
fn pdftotext_reaches_no_network_and_leaves_nothing() {
    if !trace::can() {
        return;
    }
    if !is_there("pdftotext") {
        eprintln!("\n!! SKIPPED: no pdftotext, it was not traced");
        return;
    }
    let place = place();
    fs::write(place.path().join("work/page.pdf"), pdf("Report of 2024: 12 cases.")).expect("a file");
    let mut command = traced(place.path(), &["check", "page.pdf", "--format", "json"]);
    let output = command.stdin(Stdio::null()).output().expect("strace starts");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("\"format\":\"pdf\"") && !out.contains("\"error\""), "{out}");
    let trace = read(place.path());
    assert!(trace.started.len() == 2 && trace.started[1].ends_with("/pdftotext"), "{:?}", trace.started);
    assert!(trace.network.is_empty(), "{:?}", trace.network);
    let tmp = place.path().join("tmp").display().to_string();
    let beside: Vec<_> = trace.written.iter().filter(|path| !path.starts_with(&tmp) && *path != "/dev/null").collect();
    assert!(beside.is_empty(), "{beside:?}");
    assert_eq!(fs::read_dir(tmp).expect("it is there").count(), 0, "temporary files are left");
}

/// An OpenDocument text whose picture lies on another machine: at an address that is kept for examples, and by a name that is none.
fn linked() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let picture = |address: &str| {
        format!(
            "<text:p>Report of 2024<draw:frame svg:width=\"2cm\" svg:height=\"2cm\"><draw:image xlink:href=\"{address}\" \
             xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></text:p>"
        )
    };
    let pictures = ["http://192.0.2.1/a.png", "https://192.0.2.1/b.png", "http://pictures.invalid/c.png"].map(picture).concat();
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
                 xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
                 xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {names} office:version=\"1.2\"><office:body><office:text>{pictures}</office:text></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
                    <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\
                    <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
    for (name, bytes) in
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content), ("META-INF/manifest.xml", manifest)]
    {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(bytes.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

/// It is another program and opens what it likes; what it is told holds it to this machine. A picture elsewhere is not asked for.
#[test]
fn libreoffice_reaches_no_other_machine() {
    if !trace::can() {
        return;
    }
    if !is_there("soffice") {
        eprintln!("\n!! SKIPPED: no soffice, LibreOffice was not traced");
        return;
    }
    let place = place();
    fs::write(place.path().join("work/linked.odt"), linked()).expect("a file");
    let mut command = traced(place.path(), &["check", "linked.odt", "--format", "json"]);
    let output = command.stdin(Stdio::null()).output().expect("strace starts");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("\"format\":\"odt\"") && !out.contains("\"error\""), "{out}");
    let trace = read(place.path());
    assert!(trace.started.len() > 1, "{:?}", trace.started);
    let elsewhere: Vec<_> = trace.network.iter().filter(|call| trace::is_elsewhere(call)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
    assert_eq!(fs::read_dir(place.path().join("tmp")).expect("it is there").count(), 0, "temporary files are left");
}
