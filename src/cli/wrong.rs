//! What is said when a command line cannot be understood: clap's errors in Chinese, with the likely meant word.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The sentence for an error of clap's; `None` when it is help or a version that was asked for.
pub(super) fn sentence(error: &Error) -> Option<String> {
    let get = |kind| error.get(kind).map(said).unwrap_or_default();
    let arg = || bare(&get(ContextKind::InvalidArg));
    let value = || get(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => unknown(&arg(), &get(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => command(&get(ContextKind::InvalidSubcommand), &get(ContextKind::SuggestedSubcommand)),
        ErrorKind::InvalidValue if value().is_empty() => format!("选项 {} 后面缺少值", arg()),
        ErrorKind::InvalidValue => {
            let meant = meant(&get(ContextKind::SuggestedValue));
            format!("{} 不能是“{}”，可以是 {}{meant}", arg(), value(), get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{} 不能是“{}”：{reason}", arg(), value())
        }
        ErrorKind::MissingRequiredArgument => format!("还缺少 {}", get(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => conflict(&arg(), &bare(&get(ContextKind::PriorArg))),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("{} 的值太多", arg()),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("选项 {} 后面缺少值", arg()),
        ErrorKind::InvalidUtf8 => "命令行里有无法识别的字符；除文件名以外请用 UTF-8".to_owned(),
        ErrorKind::MissingSubcommand => "请写明命令，如 hegui check 报告.txt".to_owned(),
        _ => "命令行无法理解".to_owned(),
    };
    Some(text)
}

/// A context value as text.
fn said(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// `--format <格式>` without the placeholder.
fn bare(argument: &str) -> String {
    argument.split(" <").next().unwrap_or(argument).to_owned()
}

/// The likely meant word as a question.
fn meant(suggestion: &str) -> String {
    if suggestion.is_empty() { String::new() } else { format!("；是不是想写 {suggestion}？") }
}

fn unknown(argument: &str, suggestion: &str) -> String {
    if argument.starts_with('-') {
        format!("没有选项 {argument}{}", meant(suggestion))
    } else {
        format!("多出了“{argument}”，这里不需要它")
    }
}

fn command(typed: &str, suggestion: &str) -> String {
    if suggestion.is_empty() && Path::new(typed).exists() {
        return format!("请写明命令；检查文件用 hegui check {typed}");
    }
    format!("没有命令“{typed}”{}", meant(suggestion))
}

fn conflict(argument: &str, prior: &str) -> String {
    match (argument, prior) {
        ("", prior) => format!("{prior} 不能和后面的子命令同时使用"),
        (argument, prior) if argument == prior || prior.is_empty() => format!("选项 {argument} 只能写一次"),
        (argument, prior) => format!("{argument} 和 {prior} 不能同时使用；请去掉一个"),
    }
}
