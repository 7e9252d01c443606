//! Old Word documents and PDFs are read through the programs that convert them, and give the findings that the text gives.

#[path = "convert/ends.rs"]
mod ends;
#[path = "convert/pages.rs"]
mod pages;
#[path = "convert/same.rs"]
mod same;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A program that these tests need, if it is installed; else that is said.
fn has(program: &str) -> bool {
    let there = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !there {
        eprintln!("SKIPPED: no {program}");
    }
    there
}

/// hegui in a folder, with a folder for temporary files of its own.
fn hegui(folder: &Path, arguments: &[&str]) -> Command {
    let temporary = folder.join("temporary");
    fs::create_dir_all(&temporary).expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(folder).args(arguments).env("TMPDIR", temporary).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    hegui(folder, arguments).output().expect("the program starts")
}

/// Whether nothing is left of what hegui put into its temporary folder.
fn is_clean(folder: &Path) -> bool {
    fs::read_dir(folder.join("temporary")).expect("the folder").next().is_none()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Converts files with LibreOffice, beside them.
fn office(folder: &Path, files: &[&str], to: &str, more: &[&str]) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.current_dir(folder).arg(profile).args(["--headless", "--convert-to", to]).args(more).args(files);
    let done = command.output().expect("LibreOffice starts");
    assert!(done.status.success(), "{}", text(&done.stderr));
}
