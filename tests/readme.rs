//! The READMEs show what the program prints, word for word. `UPDATE=1` writes it anew; read the difference before committing it.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The findings of the faulty sample that the first screen shows.
const SHOWN: &str = "structure/missing-first-responsible,figures/percentage-off";

#[test]
fn the_first_screen_shows_a_real_diagnostic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .current_dir(root)
        .args(["check", "samples/faulty.txt", "--select", SHOWN])
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(run.stdout).expect("what it prints is UTF-8");
    // The last paragraph sums up; the first screen shows the findings.
    let findings = printed.rsplit_once("\n\n").map_or(&*printed, |(findings, _)| findings);
    let expected = format!("<!-- diagnostic -->\n```text\n{}\n```\n<!-- /diagnostic -->", findings.trim_end());
    for name in ["README.md", "README.zh-CN.md"] {
        let path = root.join(name);
        let page = fs::read_to_string(&path).expect("the page is there").replace("\r\n", "\n");
        let start = page.find("<!-- diagnostic -->").expect("the page has a place for it");
        let end = page.find("<!-- /diagnostic -->").expect("the place has an end") + "<!-- /diagnostic -->".len();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, format!("{}{expected}{}", &page[..start], &page[end..])).expect("the page can be written");
        } else {
            assert_eq!(&page[start..end], expected, "{name}: run UPDATE=1 cargo test --test readme");
        }
    }
}
