//! Others accept what is written: the official schema of SARIF, and readers of JUnit and Checkstyle files from a registry. What is not on this
//! machine is skipped, and said to be: `.ci/run` brings it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{emitters, printed, run};

/// Where `.ci/run` puts what it brings.
const BROUGHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/consumers");

/// A program of Python over an output; `None`, loudly, if a module is not there.
fn python(modules: &str, program: &str, output: &Path) -> Option<String> {
    let run =
        |program: &str| Command::new("python3").env("PYTHONUTF8", "1").args(["-W", "ignore", "-c", program]).arg(output).output();
    if !run(&format!("import {modules}")).is_ok_and(|done| done.status.success()) {
        eprintln!("\n!! SKIPPED: no python3 with {modules}, its view of the outputs was not asked");
        return None;
    }
    let done = run(program).expect("python3 starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).expect("UTF-8"))
}

/// An output of the whole run in a file.
fn written(format: &str, folder: &Path) -> std::path::PathBuf {
    let (_, emitter) = emitters().into_iter().find(|(name, _)| *name == format).expect("a format");
    let path = folder.join(format);
    fs::write(&path, printed(&emitter, &run()).0).expect("a file");
    path
}

#[test]
fn sarif_passes_the_official_schema() {
    let schema = format!("{BROUGHT}/sarif-2.1.0.json");
    if !Path::new(&schema).exists() {
        eprintln!("\n!! SKIPPED: no {schema}, SARIF was not held to its schema");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = format!(
        "import json, sys, jsonschema\n\
         schema = json.load(open({schema:?}, encoding='utf-8'))\n\
         validator = jsonschema.validators.validator_for(schema)(schema)\n\
         log = json.load(open(sys.argv[1], encoding='utf-8'))\n\
         validator.validate(log)\n\
         log['runs'][0]['results'][0]['level'] = 'grave'\n\
         assert not validator.is_valid(log), 'the schema does not look'\n"
    );
    python("jsonschema", &program, &written("sarif", folder.path()));
}

#[test]
fn a_reader_of_junit_files_counts_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = "import sys, junitparser as j\n\
         suites = list(j.JUnitXml.fromfile(sys.argv[1]))\n\
         results = [r for s in suites for c in s for r in c.result]\n\
         print(len(suites), *[sum(isinstance(r, k) for r in results) for k in (j.Failure, j.Skipped, j.Error)])\n\
         print(*[sum(getattr(s, k) for s in suites) for k in ('tests', 'failures', 'skipped', 'errors')])\n";
    if let Some(said) = python("junitparser", program, &written("junit", folder.path())) {
        assert_eq!(said, "4 6 2 1\n10 6 2 1\n");
    }
}

/// `diff-quality` reads Checkstyle's files; this is its own reader.
#[test]
fn a_reader_of_checkstyle_files_counts_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = "import sys, diff_cover.violationsreporters.java_violations_reporter as j\n\
         found = j.CheckstyleXmlDriver().parse_reports([open(sys.argv[1], encoding='utf-8').read()])\n\
         print(*sorted(f'{v.line}:{v.message.split(chr(58))[0]}' for each in found.values() for v in each))\n";
    if let Some(said) = python("diff_cover", program, &written("checkstyle", folder.path())) {
        assert_eq!(said, "1:error 1:error 2:error 2:error 3:info 3:info 3:warning 3:warning\n");
    }
}

/// GitLab says in words what it takes (Code Quality, "Code quality report format"): these keys, and severities from this list.
#[test]
fn gitlab_gets_the_keys_that_it_asks_for() {
    let (_, emitter) = emitters().into_iter().find(|(name, _)| *name == "gitlab").expect("a format");
    let issues: serde_json::Value = serde_json::from_str(&printed(&emitter, &run()).0).expect("JSON");
    for issue in issues.as_array().expect("a list") {
        for key in ["description", "check_name", "fingerprint"] {
            assert!(issue[key].as_str().is_some_and(|value| !value.is_empty()), "{issue}");
        }
        assert_eq!(issue["type"], "issue");
        let known = ["Bug Risk", "Security", "Style"];
        assert!(issue["categories"].as_array().is_some_and(|all| all.iter().all(|one| known.iter().any(|known| one == known))));
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().expect("a word")));
        assert!(!issue["location"]["path"].as_str().expect("a path").starts_with("./"));
        assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0));
    }
}
