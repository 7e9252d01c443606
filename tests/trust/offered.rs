//! What the program offers, as it tells the shell itself: a new command or format cannot be forgotten here.

use std::process::Command;

/// The commands there are.
pub fn commands() -> Vec<String> {
    let commands: Vec<String> = words("", "opts=\"").into_iter().filter(|word| !word.starts_with('-')).collect();
    assert!(commands.len() >= 13, "{commands:?}");
    commands
}

/// What may stand behind `--format` of a command; nothing for one that has no formats.
pub fn formats(command: &str) -> Vec<String> {
    words(&format!("__subcmd__{command}"), "--format)\n")
}

/// The words that the completions for bash have behind a mark, in the branch of a command.
fn words(command: &str, mark: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_hegui")).args(["completions", "bash"]).output().expect("the program starts");
    let script = String::from_utf8(output.stdout).expect("completions are UTF-8");
    let head = format!("\n        hegui{command})\n");
    let (_, branch) = script.split_once(&head).unwrap_or_else(|| panic!("no branch for {command}"));
    let branch = branch.split("\n        hegui").next().unwrap_or_default();
    let Some((_, rest)) = branch.split_once(mark) else { return Vec::new() };
    let list = rest.lines().next().unwrap_or_default();
    // opts="-h check fix"   or   COMPREPLY=($(compgen -W "human json" -- "${cur}"))
    let list = list.split_once("-W \"").map_or(list, |(_, list)| list);
    list.split('"').next().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}
