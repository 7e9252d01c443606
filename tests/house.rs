//! The house keeps its own rules: who imports what, how long a module may be, what must never be left in a file.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may import which modules of ours. A new module gets a row here, which is where its place is decided.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("crew", &[]),
    ("text", &[]),
    ("finding", &["span"]),
    ("source", &["span"]),
    ("document", &["source", "span"]),
    ("parse", &["crew", "document", "source", "span"]),
    ("check", &["document", "finding", "source", "span", "text"]),
    ("rule", &["check", "finding", "text"]),
    ("lint", &["check", "crew", "document", "finding", "mute", "parse", "rule", "settle", "source", "span"]),
    ("mute", &["finding", "rule", "settle", "source", "span"]),
    ("config", &["check", "finding", "lint", "rule"]),
    ("settle", &["document", "finding", "source", "span"]),
    ("fix", &["finding", "lint", "settle", "source", "span"]),
    ("emit", &["check", "document", "finding", "fix", "rule", "settle", "source", "span"]),
    ("annotate", &["emit", "finding", "fix", "lint", "parse", "settle", "source", "span"]),
    ("verify", &["finding", "fix", "lint", "parse", "rule", "source", "span"]),
    ("guard", &["source"]),
    ("scope", &["config", "crew", "lint", "mute", "rule", "settle", "source"]),
    (
        "lsp",
        &[
            "check", "config", "crew", "document", "emit", "finding", "fix", "guard", "lint", "mute", "parse", "rule", "scope",
            "settle", "source", "span",
        ],
    ),
    ("cli", ANYTHING),
];

/// Doors see everything. `lib.rs` and `main.rs` are not modules of the house but its walls, and are not looked at.
const ANYTHING: &[&str] = &["*"];

/// Words that may stand only in these files or folders below `src/`: crates by the path prefix, types by name.
const AT_HOME: &[(&str, &[&str])] = &[
    ("pest::", &["parse"]),
    ("pest_derive::", &["parse"]),
    ("serde_yaml::", &["rule"]),
    ("marked_yaml::", &["rule"]),
    ("encoding_rs::", &["source", "verify", "cli", "lsp"]),
    ("html5gum::", &["source/html"]),
    ("pulldown_cmark::", &["source/markdown"]),
    ("hanconv::", &["source"]),
    ("pinyin::", &["source", "check/agreement"]),
    ("quick_xml::", &["source/docx", "emit/xml"]),
    ("percent_encoding::", &["emit/uri", "lsp/uri"]),
    ("zip::", &["source/docx", "annotate"]),
    ("clap::", &["cli"]),
    ("clap_complete::", &["cli/shell"]),
    ("clap_complete_nushell::", &["cli/shell"]),
    ("clap_mangen::", &["cli/shell"]),
    ("notify::", &["cli/watch"]),
    ("ctrlc::", &["cli/interrupt"]),
    ("supports_hyperlinks::", &["cli/terminal"]),
    ("ignore::", &["cli", "scope"]),
    ("rustix::", &["cli/temporary", "scope/system"]),
    ("rayon::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("gen_lsp_types::", &["lsp"]),
    ("GraphicalReportHandler", &["emit/human", "cli"]),
    ("GraphicalTheme", &["emit/human", "cli"]),
];

/// How an enum nested in a check is written as a map in YAML: an attribute, and no knowledge of YAML.
const NESTED_ENUM: &str = "serde_yaml::with::singleton_map";

const LONGEST_MODULE: usize = 400;

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut faults = Vec::new();
    for file in sources() {
        let Some(module) = file.module() else { continue };
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: module `{module}` has no row in MAY_IMPORT", file.path));
            continue;
        };
        for import in imports(&file) {
            if import != module && *allowed != ANYTHING && !allowed.contains(&import.as_str()) {
                faults.push(format!("{}: `{module}` may not import `{import}`", file.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn the_architecture_page_shows_the_same_table() {
    let page = read(&root().join("docs/architecture.md"));
    for (module, allowed) in MAY_IMPORT {
        let names = match *allowed {
            [] => "nothing".to_owned(),
            ANYTHING => "anything".to_owned(),
            names => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" "),
        };
        let row = format!("| `{module}` | {names} |");
        assert!(page.lines().any(|line| line == row), "docs/architecture.md lacks the row {row}");
    }
}

#[test]
fn crates_stay_where_they_are_at_home() {
    let mut faults = Vec::new();
    for file in sources() {
        let code = match file.module() {
            Some("check") => file.code().replace(NESTED_ENUM, ""),
            _ => file.code().to_owned(),
        };
        for (word, homes) in AT_HOME {
            let at_home = homes.iter().any(|home| file.path.starts_with(&format!("src/{home}")));
            if !at_home && words(&code, word).next().is_some() {
                faults.push(format!("{}: {word} is only for {homes:?}", file.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn modules_are_short_and_say_what_they_are_for() {
    let mut faults = Vec::new();
    for file in sources() {
        let lines = file.text.lines().count();
        if lines > LONGEST_MODULE {
            faults.push(format!("{}: {lines} lines, at most {LONGEST_MODULE}", file.path));
        }
        if !file.text.starts_with("//!") {
            faults.push(format!("{}: does not begin with a //! line", file.path));
        }
    }
    none(&faults);
}

#[test]
fn nothing_unfinished_is_left() {
    // Pieced together, so that this file does not find itself.
    let unfinished = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    let mut faults = Vec::new();
    for path in tracked(&["rs", "pest", "sh", "toml", "yaml"]) {
        let text = read(&path);
        for word in unfinished {
            faults.extend(places(&text, word).map(|line| format!("{}:{line}: {word}", shown(&path))));
        }
    }
    none(&faults);
}

#[test]
fn the_program_never_unwraps() {
    let mut faults = Vec::new();
    for file in sources() {
        faults.extend(places(&file.code(), ".unwrap()").map(|line| format!("{}:{line}", file.path)));
    }
    none(&faults);
}

#[test]
fn no_path_of_somebodys_machine_is_left() {
    let mut faults = Vec::new();
    for path in tracked(&[]) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for folder in [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")] {
            for (at, _) in text.match_indices(folder) {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                if !before.is_alphanumeric() && !"._-}*".contains(before) {
                    faults.push(format!("{}:{}: {folder}", shown(&path), line_of(&text, at)));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn the_documents_state_the_versions_there_are() {
    let manifest = read(&root().join("Cargo.toml"));
    let rust =
        manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("rust-version is set").trim_matches('"');
    let mut faults = Vec::new();
    for path in tracked(&["md"]) {
        let text = read(&path);
        for (lead, version) in [("Rust 1.", &rust[2..]), ("hegui 0.", &env!("CARGO_PKG_VERSION")[2..])] {
            for (at, _) in text.match_indices(lead).filter(|(at, _)| !text[at + lead.len()..].starts_with(version)) {
                faults.push(format!("{}:{}: {lead}{version} is meant", shown(&path), line_of(&text, at)));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_direct_dependency_has_its_row() {
    let lock = read(&root().join("Cargo.lock"));
    let page = read(&root().join("docs/dependencies.md"));
    let mut faults = Vec::new();
    for name in dependencies() {
        let row = page.lines().find(|line| line.starts_with(&format!("| {name} ")));
        let Some(row) = row else {
            faults.push(format!("docs/dependencies.md has no row for {name}"));
            continue;
        };
        // Several versions of one crate may be in the tree; one of them must be the one stated.
        let stated = row.split('|').nth(2).unwrap_or_default().trim();
        if !lock.contains(&format!("name = \"{name}\"\nversion = \"{stated}\"\n")) {
            faults.push(format!("docs/dependencies.md says {name} {stated}, Cargo.lock does not"));
        }
    }
    none(&faults);
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let script = read(&root().join(".ci/run"));
    for page in ["README.md", "README.zh-CN.md"] {
        let text = read(&root().join(page));
        let command = text.lines().find(|line| line.starts_with("cargo test")).expect("a test command on a line of its own");
        assert!(script.lines().any(|line| line.trim() == command), "{page}: {command}");
    }
}

#[test]
fn the_samples_are_what_they_say() {
    let correct = read(&root().join("samples/correct.txt"));
    let narrow: String = correct.chars().filter(|c| ",;:?!()\"'<>[]\u{a0}\t ".contains(*c)).collect();
    assert_eq!(narrow, "", "half-width marks or spaces in the correct sample");
    assert!((4_500..=5_500).contains(&correct.chars().count()));
    let faulty = read(&root().join("samples/faulty.txt"));
    let lines: Vec<&str> = faulty.lines().collect();
    for row in read(&root().join("samples/faulty.expected.tsv")).lines().skip(1) {
        let [line, _, quote, _] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns: {row}") };
        let line: usize = line.parse().expect("a line number");
        assert!(lines[line - 1].contains(quote), "line {line} does not hold {quote}");
    }
}

/// A file below `src/`.
struct Module {
    path: String,
    text: String,
}

impl Module {
    /// The first-level module that the file is or belongs to.
    fn module(&self) -> Option<&str> {
        let path = self.path.strip_prefix("src/")?;
        let name = path.split('/').next()?.trim_end_matches(".rs");
        (name != "lib" && name != "main").then_some(name)
    }

    /// How many `super` lead from the file's own module to the crate.
    fn depth(&self) -> usize {
        let path = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').count() - 1
    }

    /// The text without comments and without the tests at its end; every line keeps its number.
    fn code(&self) -> String {
        let program = self.text.find("#[cfg(test)]\nmod tests").map_or(&self.text[..], |at| &self.text[..at]);
        let code = |line| if str::trim_start(line).starts_with("//") { "" } else { line };
        program.lines().map(code).collect::<Vec<_>>().join("\n")
    }
}

/// The first-level modules that a file names, by `crate::` or by as many `super::` as lead out of its own.
fn imports(file: &Module) -> Vec<String> {
    let code = file.code();
    let mut found = Vec::new();
    for at in words(&code, "crate::") {
        found.extend(first_names(&code[at + "crate::".len()..]));
    }
    let out = "super::".repeat(file.depth());
    for at in words(&code, &out) {
        // `super::x` in the top module of a folder may also be an inline module's way to its neighbour.
        found.extend(first_names(&code[at + out.len()..]).into_iter().filter(|name| MAY_IMPORT.iter().any(|(m, _)| m == name)));
    }
    found
}

/// The names that a path goes on with: `check::{On, Say}` gives `check`, `{check::On, rule}` gives both.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, mark) in group.char_indices() {
        match mark {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
                if mark == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Where `word` occurs as a word of its own.
fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let stands_alone = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    text.match_indices(word).map(|(at, _)| at).filter(stands_alone)
}

/// The lines on which `word` occurs.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| line_of(text, at))
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The crates named in the manifest, by their name in the registry.
fn dependencies() -> Vec<String> {
    let manifest = read(&root().join("Cargo.toml"));
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let (true, false, Some((name, rest))) = (inside, line.starts_with('#'), line.split_once(" = ")) {
            let renamed = rest.split_once("package = \"").and_then(|(_, rest)| rest.split_once('"'));
            names.push(renamed.map_or(name, |(package, _)| package).to_owned());
        }
    }
    names
}

fn sources() -> Vec<Module> {
    let rust = tracked(&["rs"]).into_iter().map(|path| Module { path: shown(&path), text: read(&path) });
    let modules: Vec<_> = rust.filter(|file| file.path.starts_with("src/") && !file.path.ends_with("/tests.rs")).collect();
    assert!(modules.len() > 5, "the sources were not found");
    modules
}

/// All files of the project with one of these endings; of any, if none is given.
fn tracked(endings: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the project") {
            let path = entry.expect("an entry of the folder").path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if [".git", "target", "node_modules", "dist"].iter().any(|made| path.ends_with(made)) {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if endings.is_empty() || endings.contains(&ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The path below the project, as it is written here.
fn shown(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
