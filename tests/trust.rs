//! What the program is made of: no network, nothing unsafe of ours, no clock in what it says, and a tree of dependencies that is known.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Words by which code reaches out of the program, and the files and folders that may hold them. `src/` but for the doors is pure.
const REACH: &[(&str, &[&str])] = &[
    // The network: nobody.
    ("std::net", &[]),
    ("os::unix::net", &[]),
    ("TcpStream", &[]),
    ("TcpListener", &[]),
    ("UdpSocket", &[]),
    ("UnixStream", &[]),
    ("UnixListener", &[]),
    ("UnixDatagram", &[]),
    ("ToSocketAddrs", &[]),
    ("libc::", &[]),
    ("extern \"C\"", &[]),
    // Other programs: the two that convert.
    ("process::Command", &["src/cli/convert"]),
    ("process::{Command", &["src/cli/convert"]),
    ("Command::new", &["src/cli/convert"]),
    // The clock: how long something takes, and whether a file of settings has changed; never what is found.
    ("SystemTime", &["src/scope/mark.rs"]),
    ("Instant", &["src/lsp", "src/cli/convert", "src/cli/progress.rs", "src/cli/watch.rs"]),
    // Chance and the environment.
    ("RandomState", &[]),
    ("DefaultHasher", &[]),
    ("rand::", &[]),
    ("env::var", &["src/cli/convert/find.rs", "src/cli/terminal.rs"]),
    ("env::vars", &[]),
    ("temp_dir", &["src/cli/convert"]),
    // Files.
    ("std::fs", &["src/cli", "src/scope", "src/lsp"]),
    ("File::", &["src/cli", "src/scope", "src/lsp"]),
];

/// Features by which crates of the tree would get at the network.
const GATES: &[(&str, &[&str])] =
    &[("mio", &["net"]), ("nix", &["net", "socket"]), ("rustix", &["net"]), ("tempfile", &["nightly"])];

/// What no release may import: whoever speaks to another machine needs one of them. `socketpair`, `sendmsg` and `recvmsg` are
/// there, by which the standard library starts programs and hands over their number.
const SOCKETS: &[&str] = &[
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "send",
    "sendto",
    "sendmmsg",
    "recvfrom",
    "recvmmsg",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyname_r",
    "gethostbyaddr",
    "getnameinfo",
    "res_query",
    "res_search",
    "__res_init",
    "if_nametoindex",
    "getpeername",
    "getsockname",
    "dlopen",
];

/// Licences of what goes into the extension for VS Code.
const PERMISSIVE: &[&str] = &["MIT", "ISC", "BlueOak-1.0.0"];

#[test]
fn our_code_reaches_out_only_where_it_says() {
    let mut faults = Vec::new();
    for path in sources(&["src", "build.rs"]) {
        let text = program(&read(&path));
        let shown = shown(&path);
        for (word, homes) in REACH {
            if shown != "build.rs" && !homes.iter().any(|home| shown.starts_with(home)) {
                faults.extend(lines(&text, word).map(|line| format!("{shown}:{line}: {word} is only for {homes:?}")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_of_ours_is_unsafe() {
    let manifest = read(&root().join("Cargo.toml"));
    let lints = manifest.split_once("\n[lints.rust]\n").expect("the manifest has lints").1;
    assert!(lints.lines().take_while(|line| !line.starts_with('[')).any(|line| line == "unsafe_code = \"forbid\""));
    // Pieced together, so that this file does not find itself. The fuzzing targets are another package, with lints of its own.
    let words = [concat!("un", "safe {"), concat!("un", "safe fn"), concat!("un", "safe impl"), concat!("un", "safe extern")];
    let words = [&words[..], &[concat!("un", "safe trait"), concat!("un", "safe("), concat!("allow(un", "safe_code")]].concat();
    let mut faults = Vec::new();
    let files = sources(&["src", "build.rs", "benches", "tests", "fuzz"]);
    assert!(files.len() > 300, "the sources were not found");
    for path in files {
        let text = read(&path);
        for word in &words {
            faults.extend(lines(&text, word).map(|line| format!("{}:{line}: {word}", shown(&path))));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whatever system it is built for: the lock file holds the crates of all.
#[test]
fn no_crate_of_the_tree_is_for_the_network() {
    let deny = read(&root().join("deny.toml"));
    let banned: Vec<&str> = deny
        .lines()
        .filter(|line| line.contains("reason = \"network\""))
        .filter_map(|line| line.split_once("crate = \"")?.1.split('"').next())
        .collect();
    assert!(banned.len() >= 50 && banned.contains(&"tokio") && banned.contains(&"rustls"), "deny.toml lists {banned:?}");
    for lock in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let Ok(text) = fs::read_to_string(root().join(lock)) else { continue };
        let names: BTreeSet<&str> = text.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
        assert!(names.contains("serde"), "{lock} was not read");
        let found: Vec<_> = banned.iter().filter(|name| names.contains(**name)).collect();
        assert!(found.is_empty(), "{lock} has {found:?}");
        // What is taken from elsewhere than the registry was looked at by nobody.
        let elsewhere: Vec<_> = text
            .lines()
            .filter(|line| {
                line.starts_with("source = ") && *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
            })
            .collect();
        assert!(elsewhere.is_empty(), "{lock}: {elsewhere:?}");
    }
}

/// Fails too when Cargo.lock is out of step with Cargo.toml.
#[test]
fn the_shipped_tree_has_no_gate_to_the_network() {
    let arguments = ["tree", "--locked", "--offline", "-e", "normal,build", "--prefix", "none", "-f", "{p} [{f}]"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo is there");
    let (tree, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(tree.lines().count() > 100, "{tree}");
    for line in tree.lines() {
        let Some((name, rest)) = line.split_once(' ') else { continue };
        let features = rest.split_once('[').map_or("", |(_, features)| features).trim_end_matches(" (*)").trim_end_matches(']');
        for (_, gates) in GATES.iter().filter(|(known, _)| *known == name) {
            let open: Vec<_> = features.split(',').filter(|feature| gates.contains(feature)).collect();
            assert!(open.is_empty(), "{name} is built with {open:?}");
        }
    }
    assert!(tree.contains("\nmio "), "the file watcher has gone, and its gate with it");
}

/// `tests/house.rs` holds every crate of the manifest to its row; here every row is held to what the crate says of itself.
#[test]
fn the_page_of_dependencies_tells_versions_and_licences_as_they_are() {
    let arguments =
        ["tree", "--locked", "--offline", "--depth", "1", "-e", "normal,build,dev", "--prefix", "none", "-f", "{p}|{l}"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout).replace(" (proc-macro)", "").replace(" (*)", "");
    let known: BTreeSet<(&str, &str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once('|'))
        .filter_map(|(package, licence)| package.split_once(" v").map(|(name, version)| (name, version, licence)))
        .collect();
    assert!(known.len() > 40, "{tree}");
    let page = read(&root().join("docs/dependencies.md"));
    let mut faults = Vec::new();
    let mut rows = 0;
    let mut in_crates = false;
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        match cells[1] {
            "crate" => in_crates = true,
            "package" | "program" => in_crates = false,
            name if in_crates && !name.starts_with('-') => {
                rows += 1;
                if !known.contains(&(name, cells[2], cells[3])) {
                    let there: Vec<_> = known.iter().filter(|(known, ..)| *known == name).collect();
                    faults.push(format!("{name} {} {}: there is {there:?}", cells[2], cells[3]));
                }
            }
            _ => {}
        }
    }
    assert!(rows > 40 && faults.is_empty(), "{rows} rows\n{}", faults.join("\n"));
}

/// Optimised as a whole, the program holds only what it can call. `HEGUI_RELEASE` names it, as .ci/run does.
#[test]
fn a_release_imports_nothing_of_sockets() {
    let Some(release) = std::env::var_os("HEGUI_RELEASE") else {
        eprintln!("\n!! SKIPPED: HEGUI_RELEASE names no release, its imports were not read");
        return;
    };
    if cfg!(not(target_os = "linux")) {
        eprintln!("\n!! SKIPPED: imports are read of Linux programs only");
        return;
    }
    let Ok(output) = Command::new("nm").args(["-D", "--undefined-only"]).arg(&release).output() else {
        eprintln!("\n!! SKIPPED: no nm, the imports of the release were not read");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let out = String::from_utf8_lossy(&output.stdout);
    let imports: BTreeSet<&str> = out.lines().filter_map(|line| line.split_whitespace().last()?.split('@').next()).collect();
    assert!(imports.contains("malloc") && imports.len() > 50, "{imports:?}");
    let found: Vec<_> = SOCKETS.iter().filter(|name| imports.contains(**name)).collect();
    assert!(found.is_empty(), "the release imports {found:?}");
}

#[test]
fn what_goes_into_the_extension_is_permissive_and_pinned() {
    let lock: Value = serde_json::from_str(&read(&root().join("editors/vscode/package-lock.json"))).expect("a lock file is JSON");
    let packages = lock["packages"].as_object().expect("a list of packages");
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let hash = package["integrity"].as_str().unwrap_or_default();
        assert!(hash.starts_with("sha512-"), "{name} is pinned by no hash");
        let from = package["resolved"].as_str().unwrap_or("https://registry.npmjs.org/");
        assert!(from.starts_with("https://registry.npmjs.org/"), "{name} comes from {from}");
    }
    let (mut waiting, mut seen) = (vec!["vscode-languageclient".to_owned()], BTreeSet::new());
    while let Some(name) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let package = &packages[&format!("node_modules/{name}")];
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(PERMISSIVE.contains(&licence), "{name} is under {licence}");
        waiting.extend(package["dependencies"].as_object().into_iter().flat_map(|list| list.keys().cloned()));
    }
    assert!(seen.len() > 5, "{seen:?}");
}

#[test]
fn the_page_states_the_limits_there_are() {
    let page = read(&root().join("docs/reliability.md"));
    let megabytes = |bytes: usize| format!("{} MB", bytes >> 20);
    for (what, most) in [
        ("a draft", megabytes(hegui::source::LIMIT)),
        ("a file of settings, of rules", megabytes(hegui::config::LIMIT)),
        ("a file of mutes", megabytes(hegui::mute::LIMIT)),
        ("a message of an editor", megabytes(4 * hegui::source::LIMIT)),
        ("rounds of fixes", hegui::fix::ROUNDS.to_string()),
    ] {
        assert!(page.lines().any(|line| line.starts_with(&format!("| {what} | {most}"))), "{what}: {most}");
    }
}

/// The code of a file, without comments and the tests at its end; every line keeps its number.
fn program(text: &str) -> String {
    let code = text.find("#[cfg(test)]\nmod tests").map_or(text, |at| &text[..at]);
    code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// The lines on which a word stands that is not the end of another.
fn lines<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let alone = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    text.match_indices(word).map(|(at, _)| at).filter(alone).map(|at| text[..at].matches('\n').count() + 1)
}

/// The Rust files below these folders, as far as there are such; tests inside `src/` are none of the program.
fn sources(folders: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() && !path.ends_with("target") {
            waiting.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("convert/tests.rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}
