//! What can be wrong with a rule file, each fault with its place in the YAML.

use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, SourceSpan};

use super::RuleFile;

/// A fault of a rule file. Its label points at the key or value that is to blame.
#[derive(Debug, Clone, thiserror::Error, Diagnostic)]
#[error("{fault}")]
pub struct RuleError {
    fault: RuleFault,
    #[help]
    help: Option<String>,
    #[source_code]
    file: Arc<RuleFile>,
    #[label]
    at: SourceSpan,
}

impl RuleError {
    pub(crate) fn new(file: &Arc<RuleFile>, at: Range<usize>, fault: RuleFault) -> RuleError {
        let end = at.end.min(file.text().len());
        RuleError { fault, help: None, file: file.clone(), at: (at.start.min(end)..end).into() }
    }

    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> RuleError {
        self.help = help.into();
        self
    }

    /// What is wrong.
    pub fn fault(&self) -> &RuleFault {
        &self.fault
    }

    /// The file it is about.
    pub fn file(&self) -> &RuleFile {
        &self.file
    }

    /// Where in the text of the file, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.at.offset()..self.at.offset() + self.at.len()
    }

    /// The text that the label underlines.
    pub fn labelled(&self) -> &str {
        self.file.text().get(self.range()).unwrap_or_default()
    }

    /// What would have been right.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

/// The ways in which a rule file can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the sentence says it")]
pub enum RuleFault {
    #[error("文件超过 {} KB 的上限", .0 / 1024)]
    TooLarge(usize),
    #[error("文件名 {0} 不能作规则的编号")]
    Path(String),
    #[error("没有名为 {0} 的规则族")]
    Family(String),
    #[error("YAML 写法有误：{0}")]
    Syntax(String),
    #[error("键后面要用半角冒号加空格，这里是全角冒号")]
    FullWidthColon,
    #[error("缩进要用半角空格，这里不是")]
    Indentation,
    #[error("不认识的键：{0}")]
    UnknownKey(String),
    #[error("没有 {0} 这种取值")]
    UnknownValue(String),
    #[error("没有 {0} 这种检查")]
    UnknownCheck(String),
    #[error("缺少 {0}")]
    Missing(String),
    #[error("{0} 写了两次")]
    Duplicate(String),
    #[error("这里应是{expected}，写的却是{given}")]
    Type { expected: String, given: String },
    #[error("check 下面要写一种检查，不能多也不能少")]
    OneCheck,
    #[error("{0} 不能为空")]
    Empty(String),
    #[error("每条规则至少要有一个 bad 示例")]
    NoBad,
    #[error("一个示例只能是 bad 或 good 之一")]
    BadOrGood,
    #[error("says 只能与 bad 同写")]
    SaysWithoutBad,
    #[error("bad 示例没有用 ⟦ ⟧ 标出错处")]
    Unmarked,
    #[error("good 示例不应有 ⟦ ⟧")]
    MarkedGood,
    #[error("⟦ 与 ⟧ 不成对")]
    Unbalanced,
    #[error("检查 {check} 不提供 {{{name}}}")]
    Placeholder { check: String, name: String },
    #[error("花括号不成对")]
    Brace,
    #[error("{0}")]
    Check(String),
    #[error("没有名为 {0} 的文种")]
    Genre(String),
    #[error("编号 {0} 重复")]
    SameId(String),
    #[error("旧编号 {alias} 已为 {taken} 所用")]
    Alias { alias: String, taken: String },
    #[error("没有编号或族名为 {0} 的规则")]
    Grade(String),
    #[error("标出的地方没有查出来")]
    Silent,
    #[error("没有标出的地方查出了问题")]
    Noisy,
    #[error("good 示例查出了问题")]
    NotGood,
    #[error("查出后所说的与 says 不同")]
    Says,
    #[error("照改之后仍有同样的问题")]
    FixKeepsFault,
    #[error("与 {0} 的改法互相抵消")]
    Undone(String),
}
