//! The account of what was mended: what each rule changed in a draft, what it could not, and the sum of a run.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::AddAssign;

use super::line::fold;
use super::words::Language;
use super::{Tally, short};
use crate::finding::Safety;
use crate::fix::{Fixed, Why};
use crate::source::Source;
use crate::span::Span;

/// How many lines and titles are named of one rule's fixes.
const LINES: usize = 8;
const TITLES: usize = 3;

/// How to tell it.
#[derive(Debug, Clone, Copy)]
pub struct Mended {
    /// In which language.
    pub language: Language,
    /// Whether it was only shown and nothing was written.
    pub shown: bool,
    /// The fixes that were asked for.
    pub level: Safety,
}

/// The numbers of a run.
#[derive(Debug, Clone, Default)]
pub struct MendedSum {
    /// Drafts given.
    pub files: usize,
    /// Drafts that were changed.
    pub mended: usize,
    /// Fixes applied.
    pub fixes: usize,
    /// Drafts that could not be read or written.
    pub failed: usize,
    /// What is left to say about them.
    pub left: Tally,
}

impl MendedSum {
    /// Counts one draft.
    pub fn of(fixed: &Fixed) -> MendedSum {
        let mended = usize::from(fixed.source.is_some());
        MendedSum { files: 1, mended, fixes: fixed.applied.len(), failed: 0, left: Tally::of_report(&fixed.left) }
    }
}

impl AddAssign for MendedSum {
    fn add_assign(&mut self, other: MendedSum) {
        self.files += other.files;
        self.mended += other.mended;
        self.fixes += other.fixes;
        self.failed += other.failed;
        self.left += other.left;
    }
}

/// Fixes of one rule: what they do, and on which lines.
#[derive(Default)]
struct Group<'a> {
    titles: Vec<&'a str>,
    lines: Vec<usize>,
}

impl Group<'_> {
    fn add(&mut self, source: &Source, at: Span) {
        self.lines.push(source.position(at.start as usize).line);
    }
}

impl Mended {
    /// What was done to one draft, a line a rule; nothing, if nothing was.
    pub fn file(&self, path: &str, source: &Source, fixed: &Fixed) -> String {
        let mut out = String::new();
        if !fixed.applied.is_empty() {
            let _ = writeln!(out, "{}", self.head(&fold(path), fixed.applied.len()));
        } else if !fixed.skipped.is_empty() {
            let _ = writeln!(out, "{}", fold(path));
        }
        let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
        for applied in &fixed.applied {
            let group = groups.entry(&applied.rule).or_default();
            group.add(source, applied.at);
            if !group.titles.contains(&&*applied.title) {
                group.titles.push(&applied.title);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, group)| group.lines.iter().copied().min());
        for (rule, group) in groups {
            let lines = self.lines(group.lines);
            let _ = writeln!(out, "  {lines} {rule} {}", fold(&self.titles(&group.titles)));
        }
        out + &self.skipped(fixed.source.as_ref().unwrap_or(source), fixed)
    }

    /// What was not done, a line a rule and reason.
    fn skipped(&self, now: &Source, fixed: &Fixed) -> String {
        let mut groups: BTreeMap<(&str, String), Group> = BTreeMap::new();
        for skipped in &fixed.skipped {
            let why = self.why(&skipped.why, now);
            groups.entry((&skipped.finding.rule, why)).or_default().add(now, skipped.finding.at.span);
        }
        let mut out = String::new();
        for ((rule, why), group) in groups {
            let lines = self.lines(group.lines);
            let _ = match self.language {
                Language::Chinese => writeln!(out, "  没有改：{lines} {rule}：{why}"),
                Language::English => writeln!(out, "  not done: {lines} {rule}: {why}"),
            };
        }
        out
    }

    /// A line on a draft that could not be mended.
    pub fn trouble(&self, path: &str, reason: &str) -> String {
        let words = self.language.words();
        format!("{}{}{}{}{}\n", words.unmended, words.colon, fold(path), words.colon, fold(reason))
    }

    /// A line on what else the user must know of a draft.
    pub fn notice(&self, path: &str, message: &str) -> String {
        short::notice(path, message, self.language)
    }

    fn head(&self, path: &str, fixes: usize) -> String {
        match (self.language, self.shown) {
            (Language::Chinese, false) => format!("{path}：改正{fixes}处"),
            (Language::Chinese, true) => format!("{path}：可以改正{fixes}处"),
            (Language::English, false) => format!("{path}: {fixes} mended"),
            (Language::English, true) => format!("{path}: {fixes} to mend"),
        }
    }

    fn lines(&self, mut lines: Vec<usize>) -> String {
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        let more = lines.len() > LINES;
        let named = |between| lines.iter().take(LINES).map(ToString::to_string).collect::<Vec<_>>().join(between);
        match (self.language, count) {
            (Language::Chinese, 1) => format!("第{}行", named("、")),
            (Language::Chinese, _) => format!("第{}行{}{count}处", named("、"), if more { "等" } else { "共" }),
            (Language::English, 1) => format!("line {}", named(", ")),
            (Language::English, _) => format!("lines {}{} ({count})", named(", "), if more { " …" } else { "" }),
        }
    }

    fn titles(&self, titles: &[&str]) -> String {
        let more = titles.len() > TITLES;
        let named = |between| titles.iter().take(TITLES).copied().collect::<Vec<_>>().join(between);
        match self.language {
            Language::Chinese => format!("{}{}", named("、"), if more { "等" } else { "" }),
            Language::English => format!("{}{}", named(", "), if more { " …" } else { "" }),
        }
    }

    fn why(&self, why: &Why, source: &Source) -> String {
        let encoding = source.encoding_name();
        match (self.language, why) {
            (Language::Chinese, Why::Encoding(c)) => {
                format!("文件的编码{encoding}里没有“{c}”字；请先用编辑器把文件另存为UTF-8编码，再改正")
            }
            (Language::Chinese, Why::Uncovers(rule)) => format!("改后会查出新的问题（{rule}）；请看过之后自行改正"),
            (Language::Chinese, Why::Unsettled) => {
                "改法互相抵消，或者改后仍有同样的问题；请自行改正，并把这一行告诉规则的维护者".to_owned()
            }
            (Language::Chinese, Why::Code) => "要改的文字中间隔着网页标签或Markdown记号；请自行改正".to_owned(),
            (Language::Chinese, Why::Unsound) => "规则给的改法自相重叠；请自行改正，并把这一行告诉规则的维护者".to_owned(),
            (Language::Chinese, Why::Idle) => "规则给的改法与原文相同；请自行改正，并把这一行告诉规则的维护者".to_owned(),
            (Language::English, Why::Encoding(c)) => format!("{encoding} has no {c}; save the file as UTF-8 first"),
            (Language::English, Why::Uncovers(rule)) => format!("{rule} would then find something new; mend it by hand"),
            (Language::English, Why::Unsettled) => "the text does not settle: fixes undo each other; mend it by hand".to_owned(),
            (Language::English, Why::Code) => "tags or marks stand between the characters; mend it by hand".to_owned(),
            (Language::English, Why::Unsound) => "the rule's edits overlap; mend it by hand".to_owned(),
            (Language::English, Why::Idle) => "the rule's fix changes nothing; mend it by hand".to_owned(),
        }
    }

    /// The closing line.
    pub fn tail(&self, sum: &MendedSum) -> String {
        match self.language {
            Language::Chinese => self.tail_in_chinese(sum),
            Language::English => self.tail_in_english(sum),
        }
    }

    fn tail_in_chinese(&self, sum: &MendedSum) -> String {
        let &MendedSum { mended, fixes, failed, ref left, .. } = sum;
        let mut line = format!("共处理{}个文件", sum.files - failed);
        line += &match (mended, self.shown) {
            _ if sum.files == failed => String::new(),
            (0, _) => "\u{FF0C}没有可以照改的地方".to_owned(),
            (_, false) => format!("\u{FF0C}改正了{mended}个，计{fixes}处"),
            (_, true) => format!("\u{FF0C}可以改正{mended}个，计{fixes}处，还没有写入文件"),
        };
        let counted = [("错误", left.errors), ("警告", left.warnings), ("建议", left.advice)];
        let counts: Vec<_> = counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}处")).collect();
        if !counts.is_empty() {
            let _ = write!(line, "；余下{}", counts.join("、"));
        }
        if self.level == Safety::Safe && left.offered > 0 {
            let _ = write!(line, "，其中{}处可加 --offered 经确认后改正", left.offered);
        }
        if failed > 0 {
            let _ = write!(line, "；{failed}个文件未能改正");
        }
        line + "。\n"
    }

    fn tail_in_english(&self, sum: &MendedSum) -> String {
        let &MendedSum { mended, fixes, failed, ref left, .. } = sum;
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let mut line = plural(sum.files - failed, "file");
        line += &match (mended, self.shown) {
            _ if sum.files == failed => String::new(),
            (0, _) => ", nothing to mend".to_owned(),
            (_, false) => format!(", {mended} mended in {}", plural(fixes, "place")),
            (_, true) => format!(", {mended} to mend in {}; nothing was written", plural(fixes, "place")),
        };
        if left.findings() > 0 {
            let counts = [plural(left.errors, "error"), plural(left.warnings, "warning"), format!("{} advice", left.advice)];
            let _ = write!(line, "; left: {}", counts.join(", "));
        }
        if self.level == Safety::Safe && left.offered > 0 {
            let _ = write!(line, "; {} of them for --offered, after a look", left.offered);
        }
        if failed > 0 {
            let _ = write!(line, "; {failed} could not be mended");
        }
        line + ".\n"
    }
}
