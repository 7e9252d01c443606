//! Lists the files under `rules/` for `src/rule/builtin.rs`, so that a new rule is one file and nothing else. Beside its text
//! each file is put in as JSON, which reads ten times as fast: tables of words are long, and every run begins with them.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();

    let mut table = String::from("&[\n");
    for file in &files {
        let path = file.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
        // A file that is no YAML is told by tests/rules.rs, with its place.
        let json = serde_yaml::from_str::<serde_json::Value>(&fs::read_to_string(file)?).unwrap_or_default();
        let json = json.to_string();
        writeln!(table, "    ({path:?}, include_str!({:?}), {json:?}),", file.to_string_lossy()).expect("a string takes all");
    }
    table.push_str("]\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("rules.rs"), table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
