//! The fixed words of the outputs for people, in both languages.

use std::borrow::Cow;

use crate::finding::{Finding, Safety, Severity};

/// The language of everything that is not a rule's message (those are Chinese).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English: titles and reasons of rules, and the fixed words.
    English,
}

/// One language's words.
#[derive(Debug)]
pub(super) struct Words {
    severities: [&'static str; 3],
    safeties: [&'static str; 3],
    /// Before the help.
    pub help: &'static str,
    /// Before a fix.
    pub fix: &'static str,
    /// Before the authority.
    pub basis: &'static str,
    /// Before the reason of a rule.
    pub why: &'static str,
    /// Before the title of a rule.
    pub rule: &'static str,
    /// Before what is odd about the picture.
    pub note: &'static str,
    /// Before another place; line and column follow.
    pub see: &'static str,
    /// Before a notice.
    pub notice: &'static str,
    /// Before an unreadable file.
    pub trouble: &'static str,
    /// Before a file that could not be mended.
    pub unmended: &'static str,
    /// Between label and text.
    pub colon: &'static str,
    /// Between several authorities.
    pub semicolon: &'static str,
}

impl Language {
    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        self.words().severity(severity)
    }

    pub(super) fn words(self) -> &'static Words {
        match self {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }

    /// How many places a fix changes.
    pub(super) fn places(self, count: usize) -> String {
        match self {
            Language::Chinese => format!("共{count}处"),
            Language::English => format!("in {count} places"),
        }
    }
}

impl Words {
    pub(super) fn severity(&self, severity: Severity) -> &'static str {
        self.severities[severity as usize]
    }

    pub(super) fn safety(&self, safety: Safety) -> &'static str {
        self.safeties[safety as usize]
    }
}

static CHINESE: Words = Words {
    severities: ["建议", "警告", "错误"],
    safeties: ["仅供参考", "请确认后改", "可照改"],
    help: "帮助",
    fix: "修改",
    basis: "依据",
    why: "缘由",
    rule: "规则",
    note: "说明",
    see: "另见",
    notice: "提示",
    trouble: "未能检查",
    unmended: "未能改正",
    colon: "\u{FF1A}",
    semicolon: "\u{FF1B}",
};

static ENGLISH: Words = Words {
    severities: ["advice", "warning", "error"],
    safeties: ["for reference", "after a look", "automatic"],
    help: "help",
    fix: "fix",
    basis: "basis",
    why: "why",
    rule: "rule",
    note: "note",
    see: "see",
    notice: "notice",
    trouble: "not checked",
    unmended: "not mended",
    colon: ": ",
    semicolon: "; ",
};

/// How machine output calls a severity.
pub(super) fn machine(severity: Severity) -> &'static str {
    ENGLISH.severity(severity)
}

/// What is wrong and what to do, in two lines: for formats that have one place for words.
pub(super) fn advised(finding: &Finding) -> Cow<'_, str> {
    match &*finding.help {
        "" => Cow::Borrowed(&finding.message),
        help => Cow::Owned(format!("{}\n{help}", finding.message)),
    }
}
