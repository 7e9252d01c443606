//! The READMEs show what the program prints, word for word. `UPDATE=1` writes it anew; read the difference before committing it.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What is shown, by the name of its place, and the command that prints it.
const SHOWN: &[(&str, &[&str])] = &[
    ("diagnostic", &["check", "samples/faulty.txt", "--select", "structure/missing-first-responsible,figures/percentage-off"]),
    (
        "difference",
        &[
            "fix",
            "samples/faulty.txt",
            "--diff=words",
            "--offered",
            "--select",
            "numbering/mixed-brackets,figures/percentage-off",
        ],
    ),
];

#[test]
fn the_pages_show_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, command) in SHOWN {
        let run =
            Command::new(env!("CARGO_BIN_EXE_hegui")).current_dir(root).args(*command).output().expect("the program starts");
        let printed = String::from_utf8(run.stdout).expect("what it prints is UTF-8");
        // The last paragraph of a check sums up; the first screen shows the findings.
        let shown = printed.rsplit_once("\n\n").map_or(&*printed, |(findings, _)| findings);
        let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
        let expected = format!("{open}\n```text\n{}\n```\n{close}", shown.trim_end());
        for page in ["README.md", "README.zh-CN.md"] {
            hold(&root.join(page), &open, &close, &expected);
        }
    }
}

/// Holds a place of a page to what it should show, or writes it anew.
fn hold(path: &Path, open: &str, close: &str, expected: &str) {
    let page = fs::read_to_string(path).expect("the page is there").replace("\r\n", "\n");
    let start = page.find(open).expect("the page has a place for it");
    let end = page.find(close).expect("the place has an end") + close.len();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, format!("{}{expected}{}", &page[..start], &page[end..])).expect("the page can be written");
    } else {
        assert_eq!(&page[start..end], expected, "{}: run UPDATE=1 cargo test --test readme", path.display());
    }
}
