//! `hegui init` and `hegui config`: writes settings, and shows which hold.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::answer;
use super::args::{Config, Init, Plain};
use super::replace::create;
use super::scope::{Held, Scopes, shown};
use super::trouble::Trouble;
use crate::config::{self, From, NAME, TEMPLATE, held};
use crate::source::mask;

/// What the schema is called that editors complete the settings by, and its text: [`config::schema`] as a file, which `tests/config.rs`
/// keeps fresh, so that the program need not know how to make it.
const SCHEMA: (&str, &str) = (".hegui.schema.json", include_str!("../../rules/hegui.schema.json"));

/// `hegui init`
pub(super) fn init(typed: &Init) -> Result<u8, Trouble> {
    let folder = typed.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let path = folder.join(NAME);
    let refused = |path: &Path, reason: &str| Trouble::Unwritten { path: plain(path), reason: reason.to_owned() };
    if !folder.is_dir() {
        return Err(refused(&folder, "没有这个文件夹；请先新建，或写明别的文件夹"));
    }
    if path.exists() {
        return Err(refused(&path, "已经有了，没有改动；查看实际生效的设置用 hegui config"));
    }
    // The settings come last: a run that was ended before can be done again.
    let schema = folder.join(SCHEMA.0);
    if !schema.exists() {
        create(&schema, SCHEMA.1.as_bytes()).map_err(|reason| refused(&schema, &reason))?;
    }
    create(&path, TEMPLATE.as_bytes()).map_err(|reason| refused(&path, &reason))?;
    answer(&format!("写好了 {}；用文本编辑器打开，去掉要用的行首的“# ”。\n", plain(&path)))?;
    Ok(0)
}

/// A path without `./`.
fn plain(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != std::path::Component::CurDir);
    parts.collect::<PathBuf>().display().to_string()
}

/// What holds, in machine output.
#[derive(Serialize)]
struct Shown<'a> {
    version: u32,
    config: Option<String>,
    mutes: Option<String>,
    settings: Vec<Setting<'a>>,
}

#[derive(Serialize)]
struct Setting<'a> {
    key: &'a str,
    value: &'a str,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// `hegui config`
pub(super) fn run(typed: &Config) -> Result<u8, Trouble> {
    let path = typed.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let folder = match path.is_dir() {
        true => path,
        false if path.exists() => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        },
        false => {
            let reason = "没有这个文件；请检查路径和文件名".to_owned();
            return Err(Trouble::Settings { path: path.display().to_string(), reason });
        }
    };
    let mut scopes = Scopes::new(&typed.choice, None, None)?;
    let held = scopes.folder(&folder)?.clone();
    answer(&mask(&match typed.format {
        Plain::Human => page(&held),
        Plain::Json => json(&held),
    }))?;
    Ok(0)
}

/// The names of the two files, if there are any.
fn files(held: &Held) -> [Option<String>; 2] {
    let config = held.scope.config_file.as_ref();
    let mutes = held.mutes.as_ref().map(|mutes| &mutes.0);
    [config, mutes].map(|file| file.map(|file| shown(&file.path).display().to_string()))
}

fn json(held: &Held) -> String {
    let [config, mutes] = files(held);
    let all = self::held(&held.scope.config, &held.scope.typed);
    let setting = |one: &'_ config::Held| {
        let (from, line) = match one.from {
            From::Default => ("default", None),
            From::File { line } => ("file", Some(line)),
            From::Typed => ("command-line", None),
        };
        (from, line)
    };
    let settings = all.iter().map(|one| {
        let (from, line) = setting(one);
        Setting { key: &one.key, value: &one.value, from, line, reason: one.reason.as_deref() }
    });
    let shown = Shown { version: 1, config, mutes, settings: settings.collect() };
    serde_json::to_string(&shown).expect("plain structs with string keys always serialise") + "\n"
}

/// One line a setting: the value, and where it was said.
fn page(held: &Held) -> String {
    let [config, mutes] = files(held);
    let mut text = String::new();
    let none = || "没有".to_owned();
    let count = held.mutes.as_ref().map_or(0, |mutes| mutes.1.entries().len());
    let _ = writeln!(text, "设置文件：{}", config.clone().unwrap_or_else(none));
    let _ = writeln!(text, "不再提示：{}", mutes.map_or_else(none, |mutes| format!("{mutes}\u{FF08}{count}条\u{FF09}")));
    text.push('\n');
    let all = self::held(&held.scope.config, &held.scope.typed);
    let wide = |of: fn(&config::Held) -> &str| all.iter().map(|one| textwrap::core::display_width(of(one))).max().unwrap_or(0);
    let (key, value) = (wide(|one| &one.key), wide(|one| &one.value));
    for one in &all {
        let from = match one.from {
            From::Default => "默认".to_owned(),
            From::File { line } => format!("{}:{line}", config.as_deref().unwrap_or(NAME)),
            From::Typed => "命令行".to_owned(),
        };
        let pad = |words: &str, wide: usize| " ".repeat(wide.saturating_sub(textwrap::core::display_width(words)));
        let reason = one.reason.as_ref().map_or_else(String::new, |reason| format!("  {reason}"));
        let shown = if one.value.is_empty() { "—" } else { &*one.value };
        let _ = writeln!(text, "{}{}  {shown}{}  {from}{reason}", one.key, pad(&one.key, key), pad(shown, value.max(1)));
    }
    text
}
