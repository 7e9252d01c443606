//! Lists the files under `rules/` for `src/rule/builtin.rs`, so that a new rule is one file and nothing else.
//!
//! Beside its text each file is embedded as JSON: reading YAML takes ten times as long, and every run of the program would pay for it.

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
        let (json, examples) = json(&fs::read_to_string(file)?);
        writeln!(table, "    ({path:?}, include_str!({:?}), {json:?}, {examples:?}),", file.to_string_lossy())
            .expect("a string takes all");
    }
    table.push_str("]\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("rules.rs"), table)
}

/// The same values as JSON, the examples of a rule apart, which few runs need; nothing for what is no YAML, which
/// `tests/rules.rs` then tells with its place.
fn json(text: &str) -> (String, String) {
    let Ok(mut value) = serde_yaml::from_str::<serde_json::Value>(text) else { return Default::default() };
    let examples = value.get_mut("examples").map(|examples| std::mem::replace(examples, serde_json::json!([])));
    (value.to_string(), examples.map_or(String::new(), |examples| examples.to_string()))
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
