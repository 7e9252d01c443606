//! The account of what was written into Word documents: a line a document, and the sum of a run.

use std::ops::AddAssign;

use super::line::fold;
use super::short;
use super::words::Language;

/// How to tell it.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// In which language.
    pub language: Language,
    /// Whether marks were only taken away.
    pub removed: bool,
}

/// What was written into one document, or into all of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WrittenSum {
    /// Documents given.
    pub files: usize,
    /// Documents that could not be read or written.
    pub failed: usize,
    /// Comments.
    pub comments: usize,
    /// Tracked changes.
    pub changes: usize,
    /// Findings whose fix is told in a comment, and is no tracked change.
    pub told: usize,
    /// Findings without a comment.
    pub left: usize,
    /// Comments of ours that stay because somebody answered or settled them.
    pub kept: usize,
}

impl AddAssign for WrittenSum {
    fn add_assign(&mut self, other: WrittenSum) {
        self.files += other.files;
        self.failed += other.failed;
        self.comments += other.comments;
        self.changes += other.changes;
        self.told += other.told;
        self.left += other.left;
        self.kept += other.kept;
    }
}

impl Written {
    /// What was done to one document, and where it is now.
    pub fn file(&self, path: &str, to: &str, sum: &WrittenSum) -> String {
        let (path, to, counts) = (fold(path), fold(to), self.counts(sum));
        match self.language {
            Language::Chinese => format!("{path} → {to}：{counts}\n"),
            Language::English => format!("{path} → {to}: {counts}\n"),
        }
    }

    fn counts(&self, sum: &WrittenSum) -> String {
        let WrittenSum { comments, changes, told, left, kept, .. } = *sum;
        let head = match (self.language, self.removed) {
            (Language::Chinese, true) => format!("去掉批注{comments}条、修订{changes}处"),
            (Language::Chinese, false) => format!("批注{comments}条，修订{changes}处"),
            (Language::English, true) => format!("{comments} comments and {changes} changes taken away"),
            (Language::English, false) => format!("{comments} comments, {changes} tracked changes"),
        };
        let more = match self.language {
            Language::Chinese => [
                (told, format!("；{told}处的改法没有作成修订，写在批注里")),
                (left, format!("；{left}处没有批注，请用 hegui check 查看")),
                (kept, format!("；{kept}条有人答复过或标为已解决的批注保持原样")),
            ],
            Language::English => [
                (told, format!("; {told} fixes are told in comments and not tracked")),
                (left, format!("; {left} findings have no comment, see hegui check")),
                (kept, format!("; {kept} answered or resolved comments stay as they are")),
            ],
        };
        more.into_iter().filter(|(count, _)| *count > 0).fold(head, |line, (_, words)| line + &words)
    }

    /// A line on a document that nothing was written into.
    pub fn trouble(&self, path: &str, reason: &str) -> String {
        let (path, reason) = (fold(path), fold(reason));
        match self.language {
            Language::Chinese => format!("未能批注：{path}：{reason}\n"),
            Language::English => format!("not annotated: {path}: {reason}\n"),
        }
    }

    /// A line on what else the user must know of a document.
    pub fn notice(&self, path: &str, message: &str) -> String {
        short::notice(path, message, self.language)
    }

    /// The closing line.
    pub fn tail(&self, sum: &WrittenSum) -> String {
        let done = sum.files - sum.failed;
        let counts = if done > 0 { self.counts(sum) } else { String::new() };
        match (self.language, sum.failed) {
            (Language::Chinese, 0) => format!("共处理{done}个文件：{counts}。\n"),
            (Language::Chinese, failed) if done == 0 => format!("{failed}个文件未能批注。\n"),
            (Language::Chinese, failed) => format!("共处理{done}个文件：{counts}；{failed}个文件未能批注。\n"),
            (Language::English, 0) => format!("{done} files: {counts}.\n"),
            (Language::English, failed) if done == 0 => format!("{failed} files not annotated.\n"),
            (Language::English, failed) => format!("{done} files: {counts}; {failed} not annotated.\n"),
        }
    }
}
