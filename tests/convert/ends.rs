//! What is started ends with us, and nothing leaves the machine.
#![cfg(unix)]

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use super::{has, hegui, is_clean, office, run};

const OLD: &[u8] = b"{\\rtf1 a}";

#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.rtf"), OLD).expect("a file");
    let (program, sleeper) = (folder.join("soffice"), folder.join("sleeper"));
    // What it starts itself must end as well.
    let script = format!("#!/bin/sh\nsleep 50 & echo $! > '{0}.new'; mv '{0}.new' '{0}'; wait\n", sleeper.display());
    fs::write(&program, script).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("a program");
    for signal in ["-INT", "-TERM"] {
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = hegui(folder, &["check", "a.rtf"]);
        let mut child = command.env("PATH", path).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let since = Instant::now();
        while !sleeper.exists() && since.elapsed() < Duration::from_secs(20) {
            sleep(Duration::from_millis(10));
        }
        let pid = fs::read_to_string(&sleeper).expect("the converter was started");
        fs::remove_file(&sleeper).expect("the file");
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill is there");
        assert_eq!(child.wait().expect("it ends").code(), Some(130), "{signal}");
        let state = Command::new("ps").args(["-o", "stat=", "-p", pid.trim()]).output().expect("ps is there").stdout;
        assert!(state.is_empty() || state.starts_with(b"Z"), "{signal}: still running");
        assert!(is_clean(folder), "{signal}");
    }
}

/// A document may name a picture on another machine, and LibreOffice would fetch it.
#[test]
fn a_picture_on_another_machine_is_not_fetched() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let page = format!("<p>青岚县</p><img src=\"http://127.0.0.1:{port}/a.png\">");
    fs::write(folder.join("a.html"), page).expect("a file");
    listener.set_nonblocking(true).expect("a listener that does not wait");
    // Making the document asks for the picture, which shows that LibreOffice of itself does. Nobody answers.
    let (stop, stopped) = mpsc::channel::<()>();
    let refusing = thread::spawn(move || {
        let mut asked = 0;
        while stopped.try_recv().is_err() {
            asked += std::iter::from_fn(|| listener.accept().ok()).count();
            sleep(Duration::from_millis(5));
        }
        (asked, listener)
    });
    office(folder, &["a.html"], "odt:writer8", &["--infilter=HTML (StarWriter)"]);
    stop.send(()).expect("the thread waits");
    let (asked, listener) = refusing.join().expect("the thread ends");
    assert!(asked > 0, "the document does not name the picture");
    assert_eq!(run(folder, &["check", "a.odt", "--profile", "general"]).status.code(), Some(0));
    assert!(listener.accept().is_err(), "the picture was asked for");
}
