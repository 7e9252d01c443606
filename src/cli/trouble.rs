//! Why a run could not do its work at all. What concerns one file only is told with that file and ends nothing.

use std::io;

use super::folder;
use crate::rule::UnknownRule;
use crate::scope::{Fault, What, system};

/// Each ends the program with status 2, except a reader that has gone away.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// A rule or family that does not exist.
    #[error("{0}（全部规则见 hegui rules）")]
    UnknownRule(#[from] UnknownRule),
    /// A family where one rule is asked for.
    #[error("{0} 是一类规则；列出它们用 hegui rules --family {0}")]
    Family(String),
    /// A folder of rules that cannot be read.
    #[error("规则文件夹 {folder}：{reason}")]
    RuleFolder { folder: String, reason: String },
    /// Rules that were read and are wrong; drawn already.
    #[error("规则文件有{count}处错误\n\n{drawn}")]
    WrongRules { count: usize, drawn: String },
    /// A file of settings or mutes that cannot be read.
    #[error("设置文件 {path}：{reason}")]
    Settings { path: String, reason: String },
    /// A file of settings or mutes that was read and is wrong; drawn already.
    #[error("设置文件有误，什么也没有做\n\n{drawn}")]
    WrongSettings { drawn: String },
    /// A file of ours that was not written.
    #[error("没有写 {path}：{reason}")]
    Unwritten { path: String, reason: String },
    /// What is accepted without a word.
    #[error("--reason 不能是空的；请写明为什么可以不改，如 --reason 上级文件原文如此")]
    NoReason,
    /// A draft that cannot be read, where there is only one.
    #[error("未能检查：{path}：{reason}")]
    Unreadable { path: String, reason: String },
    /// A mended text goes where only one can go.
    #[error("“-”或管道不能和别的路径同时写：改正后的全文要写到标准输出；请分两次运行")]
    NotAlone,
    /// Options that exclude each other, with what to do.
    #[error("{one} 和 {other} 不能同时使用：{way}")]
    NotTogether { one: &'static str, other: String, way: &'static str },
    /// A file for results that cannot be written.
    #[error("{path}：{reason}")]
    Unwritable { path: String, reason: String },
    /// Changes of files cannot be watched for.
    #[error("不能等待文件改动（{0}）；请去掉 --watch，改动后再检查一次")]
    Unwatchable(String),
    /// Nobody said where the annotated documents go.
    #[error("请用 -o 写明批注后的文件写到哪里，如 -o 批注.docx；要写回原文件用 --in-place")]
    #[cfg(feature = "docx")]
    NoOutput,
    /// Several documents go to one file.
    #[error("有几个文件或文件夹时，-o 要写文件夹，而“{0}”是文件；请换成文件夹")]
    #[cfg(feature = "docx")]
    NoFolder(String),
    /// Standard output takes no more.
    #[error("{}", unsaid(.0))]
    Output(#[from] io::Error),
}

/// Why standard output takes no more. What was printed until then is not whole.
fn unsaid(error: &io::Error) -> String {
    match system::told(error) {
        Some((why, way)) => format!("结果没有写完，{why}；{way}"),
        None => format!("结果没有写完（{error}）；请检查标准输出接到了哪里，或者用 --output 写到文件"),
    }
}

impl Trouble {
    /// Whether whoever read our output has had enough, as `head` does.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Trouble::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        fault.what.into()
    }
}

impl From<What> for Trouble {
    fn from(what: What) -> Trouble {
        match what {
            What::Unknown(unknown) => Trouble::UnknownRule(unknown),
            What::Unreadable { path, reason } => Trouble::Settings { path: path.display().to_string(), reason },
            What::Wrong { path, error } => {
                Trouble::WrongSettings { drawn: folder::drawn(&path.display().to_string(), &error).trim_end().to_owned() }
            }
            What::Folder { folder, reason } => Trouble::RuleFolder { folder: folder.display().to_string(), reason },
            What::Rules { folder, errors } => folder::wrong(&folder, &errors),
        }
    }
}
