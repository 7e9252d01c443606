//! `hegui completions` and `hegui man`: both are made from the one definition of the command line.

use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::{Generator, Shell as Known};
use clap_complete_nushell::Nushell;
use clap_mangen::Man as Page;

use super::args::{Completions, Man, Shell, Typed};
use super::sink::Sink;
use super::trouble::Trouble;
use super::{answer, deliver};

/// The headings of a manual page, as clap_mangen writes them and as Chinese manuals have them.
const HEADINGS: &[(&str, &str)] = &[
    ("NAME", "名称"),
    ("SYNOPSIS", "概要"),
    ("DESCRIPTION", "描述"),
    ("OPTIONS", "选项"),
    ("SUBCOMMANDS", "命令"),
    ("EXTRA", "说明"),
    ("VERSION", "版本"),
    ("AUTHORS", "作者"),
];

/// `hegui completions`
pub(super) fn completions(typed: &Completions) -> Result<u8, Trouble> {
    let script = match typed.shell {
        Shell::Bash => script(Known::Bash),
        Shell::Zsh => script(Known::Zsh),
        Shell::Fish => script(Known::Fish),
        Shell::Powershell => script(Known::PowerShell),
        Shell::Elvish => script(Known::Elvish),
        Shell::Nushell => script(Nushell),
    };
    deliver(&script)?;
    Ok(0)
}

fn script(shell: impl Generator) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Typed::command(), "hegui", &mut script);
    script
}

/// `hegui man`
pub(super) fn man(typed: &Man) -> Result<u8, Trouble> {
    let mut pages = Vec::new();
    let mut whole = Typed::command();
    // Gives the commands below their full names.
    whole.build();
    collect(&whole, &mut pages);
    match &typed.folder {
        None => answer(pages.first().map_or("", |(_, page)| page))?,
        Some(folder) => {
            write(folder, &pages)?;
            answer(&format!("写好{}个手册页：{}\n", pages.len(), folder.display()))?;
        }
    }
    Ok(0)
}

/// The pages of a command and of those below it: `hegui`, `hegui-rules`, `hegui-rules-test`.
fn collect(command: &Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    pages.push((name.to_owned(), page(command.clone())));
    command.get_subcommands().for_each(|below| collect(below, pages));
}

fn page(command: Command) -> String {
    let mut bytes = Vec::new();
    // Writing to a vector cannot fail.
    let _ = Page::new(command).render(&mut bytes);
    let line = |line: &str| {
        let heading = line.strip_prefix(".SH ").map(|given| given.trim_matches('"'));
        let ours = heading.and_then(|given| HEADINGS.iter().find(|(theirs, _)| *theirs == given));
        ours.map_or_else(|| format!("{line}\n"), |(_, ours)| format!(".SH {ours}\n"))
    };
    String::from_utf8_lossy(&bytes).lines().map(line).collect()
}

fn write(folder: &Path, pages: &[(String, String)]) -> Result<(), Trouble> {
    fs::create_dir_all(folder).map_err(|error| Trouble::Unwritable {
        path: folder.display().to_string(),
        reason: format!("文件夹建不了（{error}）；请换一处"),
    })?;
    for (name, page) in pages {
        let mut sink = Sink::open(Some(&folder.join(format!("{name}.1"))), &[])?;
        sink.write(page)?;
        sink.close()?;
    }
    Ok(())
}
