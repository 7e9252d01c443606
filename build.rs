//! Writes down what the program would otherwise work out at every start: the rules, and the simplified forms of traditional characters.
//!
//! Lists the files under `rules/` for `src/rule/builtin.rs`, so that a new rule is one file and nothing else.
//!
//! Beside its text each file is embedded packed, in the form that `src/rule/packed.rs` tells of: reading YAML takes thirty times as long,
//! and every run of the program would pay for it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::Value;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();

    let (mut table, mut packed) = (String::from("&[\n"), Packed::default());
    for file in &files {
        let path = file.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
        let (heads, text) = (packed.heads.len(), packed.text.len());
        packed.file(&fs::read_to_string(file)?);
        let places = format!("{heads}..{}, {text}..{}", packed.heads.len(), packed.text.len());
        writeln!(table, "    ({path:?}, include_str!({:?}), {places}),", file.to_string_lossy()).expect("a string takes all");
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("simplified.rs"), simplified())?;
    fs::write(out.join("rules.rs"), table)?;
    fs::write(out.join("rules.bin"), packed.heads)?;
    fs::write(out.join("rules.txt"), packed.text)
}

/// The characters of `src/source/traditional.rs` with their simplified forms, by OpenCC's table; 0 for what stays as it is.
fn simplified() -> String {
    const FIRST: u32 = 0x3400;
    const LAST: u32 = 0x9FFF;
    let mut simplified = [0; (LAST - FIRST + 1) as usize];
    for line in hanconv::RawDictionary::TSCharacters.text().lines() {
        let mut signs = line.chars();
        // `區<tab>区 …`: the first candidate is the usual one. Comments start with `#`.
        let (Some(from), Some('\t'), Some(to)) = (signs.next(), signs.next(), signs.next()) else { continue };
        let spans = |sign: char| (FIRST..=LAST).contains(&u32::from(sign));
        if from != to && spans(from) && spans(to) {
            simplified[(u32::from(from) - FIRST) as usize] = u32::from(to);
        }
    }
    format!("{simplified:?}")
}

/// Packed values: what they are, and their strings.
#[derive(Default)]
struct Packed {
    heads: Vec<u8>,
    text: String,
}

impl Packed {
    /// A file without the examples of a rule, which few runs need and which are read from its text then; nothing for what is no YAML,
    /// which `tests/rules.rs` then tells with its place.
    fn file(&mut self, text: &str) {
        let Ok(mut value) = serde_yaml::from_str::<Value>(text) else { return };
        if let Some(examples) = value.get_mut("examples") {
            *examples = Value::Array(Vec::new());
        }
        self.value(&value);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.head(0, 0),
            Value::Bool(truth) => self.head(0, 1 + usize::from(*truth)),
            Value::Number(number) => match number.as_u64() {
                Some(whole) => self.head(1, whole as usize),
                None => self.string(2, &number.to_string()),
            },
            Value::String(string) => self.string(3, string),
            Value::Array(members) => {
                self.head(4, members.len());
                members.iter().for_each(|member| self.value(member));
            }
            Value::Object(members) => {
                self.head(5, members.len());
                for (key, member) in members {
                    self.string(3, key);
                    self.value(member);
                }
            }
        }
    }

    fn string(&mut self, kind: u8, string: &str) {
        self.head(kind, string.len());
        self.text.push_str(string);
    }

    fn head(&mut self, kind: u8, mut number: usize) {
        if number < 31 {
            return self.heads.push(kind << 5 | number as u8);
        }
        self.heads.push(kind << 5 | 31);
        while number >= 128 {
            self.heads.push(number as u8 | 128);
            number >>= 7;
        }
        self.heads.push(number as u8);
    }
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
