//! The command line: what was typed ([`args`]) becomes what is meant ([`settings`]), and the commands do it.
//!
//! Findings go to standard output, everything else to standard error. Status 0: nothing at or above `--fail-on`; 1: something is;
//! 2: the tool could not do its work. What `fix` did goes to standard output too, unless a text or a difference goes there.

#[cfg(feature = "docx")]
mod annotate;
mod args;
mod baseline;
mod bytes;
mod check;
mod config;
mod convert;
mod facts;
mod fix;
mod folder;
mod input;
mod interrupt;
mod ledger;
#[cfg(feature = "lsp")]
mod lsp;
mod many;
mod outline;
mod pages;
mod progress;
mod replace;
mod scope;
mod settings;
mod shell;
mod show;
mod sink;
mod temporary;
mod terminal;
mod texts;
mod trouble;
mod watch;
mod wrong;

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;

use args::{Command, Typed};
use trouble::Trouble;

/// The status of a run that did its work and found something.
const FOUND: u8 = 1;
/// The status of a run that could not do its work.
const FAILED: u8 = 2;

/// Runs the program and gives its exit status.
pub fn main() -> ExitCode {
    let typed = match Typed::try_parse() {
        Ok(typed) => typed,
        Err(error) => return misunderstood(&error),
    };
    let done = match typed.command {
        Command::Check(check) => check::run(&check),
        Command::Fix(fix) => fix::run(&fix),
        #[cfg(feature = "docx")]
        Command::Annotate(annotate) => annotate::run(&annotate),
        Command::Outline(outline) => outline::run(&outline),
        Command::Facts(facts) => facts::run(&facts),
        Command::Baseline(baseline) => baseline::run(&baseline),
        Command::Init(init) => config::init(&init),
        Command::Config(config) => config::run(&config),
        Command::Rules(rules) => show::rules(&rules),
        Command::Explain(explain) => show::explain(&explain),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => Ok(lsp::run()),
        Command::Completions(completions) => shell::completions(&completions),
        Command::Man(man) => shell::man(&man),
    };
    ended(done)
}

/// The exit status of a run. A reader that has gone away is no failure of ours.
fn ended(done: Result<u8, Trouble>) -> ExitCode {
    match done {
        Ok(status) => ExitCode::from(status),
        Err(trouble) if trouble.is_closed_pipe() => ExitCode::SUCCESS,
        Err(trouble) => {
            say(&format!("hegui：{trouble}\n"));
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version are answers; all else is a sentence on standard error.
fn misunderstood(error: &clap::Error) -> ExitCode {
    match wrong::sentence(error) {
        Some(sentence) => {
            say(&format!("hegui：{sentence}\n用法见 hegui --help\n"));
            ExitCode::from(FAILED)
        }
        None if error.use_stderr() => {
            say(&page(error));
            ExitCode::from(FAILED)
        }
        None => ended(answer(&page(error)).map(|()| 0)),
    }
}

/// A page of help. clap puts its own half-width colon behind a heading.
fn page(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines = text.lines().map(|line| match line.strip_suffix(':') {
        Some(heading) if !heading.is_ascii() => format!("{heading}\u{FF1A}\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// Writes to standard error, without numbers of persons, which a file of settings or a slip of typing may hold as well as a draft. If
/// that is closed, there is nobody left to tell.
fn say(text: &str) {
    let _ = stderr().write_all(crate::source::mask(text).as_bytes());
}

/// Writes an answer to standard output, whole and at once, so that what goes to standard error stands where it belongs.
fn answer(text: &str) -> Result<(), Trouble> {
    deliver(text.as_bytes())
}

/// The same for bytes: a text in another encoding.
fn deliver(bytes: &[u8]) -> Result<(), Trouble> {
    if bytes.is_empty() {
        return Ok(());
    }
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}
