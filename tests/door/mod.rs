//! The program as its user calls it, and what it says.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs it in a folder.
pub fn hegui(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("the program starts")
}

/// What it answers.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it says beside.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
