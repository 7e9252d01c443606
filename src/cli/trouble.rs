//! Why a run could not do its work at all. What concerns one file only is told with that file and ends nothing.

use std::io;

use crate::rule::UnknownRule;

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
    /// A draft that cannot be read, where there is only one.
    #[error("未能检查：{path}：{reason}")]
    Unreadable { path: String, reason: String },
    /// A mended text goes where only one can go.
    #[error("“-”不能和别的路径同时写：改正后的全文要写到标准输出；请分两次运行")]
    NotAlone,
    /// Nobody said where the annotated documents go.
    #[error("请用 -o 写明批注后的文件写到哪里，如 -o 批注.docx；要写回原文件用 --in-place")]
    NoOutput,
    /// Several documents go to one file.
    #[error("有几个文件或文件夹时，-o 要写文件夹，而“{0}”是文件；请换成文件夹")]
    NoFolder(String),
    /// Standard output takes no more.
    #[error("结果写不出去：{0}")]
    Output(#[from] io::Error),
}

impl Trouble {
    /// Whether whoever read our output has had enough, as `head` does.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Trouble::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
