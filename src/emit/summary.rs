//! The closing line of a check, in both languages.

use std::fmt::Write;

use super::Tally;
use super::words::Language;

/// What a run came to.
pub(super) fn summary(tally: &Tally, language: Language) -> String {
    match language {
        Language::Chinese => chinese(tally),
        Language::English => english(tally),
    }
}

fn chinese(tally: &Tally) -> String {
    let counted = [("错误", tally.errors), ("警告", tally.warnings), ("建议", tally.advice)];
    let counts: Vec<_> = counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}处")).collect();
    let readable = tally.files - tally.unreadable;
    let mut line = format!("共检查{readable}个文件");
    line += &match counts.is_empty() {
        true if readable == 0 => String::new(),
        true => "\u{FF0C}没有发现问题".to_owned(),
        false => format!("\u{FF1A}{}", counts.join("\u{FF0C}")),
    };
    let more = [
        (tally.fixable + tally.offered, fixable_in_chinese(tally)),
        (tally.trackable, format!("Word文档里{}处的改法可用 hegui annotate 作成修订", tally.trackable)),
        (tally.muted, format!("另有{}处已经认可\u{FF0C}不再提示", tally.muted)),
        (tally.unreadable, format!("{}个文件未能检查", tally.unreadable)),
    ];
    for (_, words) in more.iter().filter(|(count, _)| *count > 0) {
        let _ = write!(line, "\u{FF1B}{words}");
    }
    line + "。\n"
}

fn english(tally: &Tally) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let readable = plural(tally.files - tally.unreadable, "file");
    let mut line = match tally.findings() {
        0 => format!("{readable} checked, nothing found"),
        _ => format!(
            "{readable} checked: {}, {}, {} advice",
            plural(tally.errors, "error"),
            plural(tally.warnings, "warning"),
            tally.advice
        ),
    };
    let more = [
        (tally.fixable, "for `hegui fix`"),
        (tally.offered, "for `hegui fix --offered`, after a look"),
        (tally.trackable, "for `hegui annotate`, as tracked changes"),
        (tally.muted, "accepted before"),
        (tally.unreadable, "not checked"),
    ];
    for (count, words) in more.iter().filter(|(count, _)| *count > 0) {
        let _ = write!(line, "; {count} {words}");
    }
    line + ".\n"
}

/// How many findings `hegui fix` mends, and how.
fn fixable_in_chinese(tally: &Tally) -> String {
    match (tally.fixable, tally.offered) {
        (safe, 0) => format!("其中{safe}处可用 hegui fix 直接改正"),
        (0, offered) => format!("其中{offered}处可用 hegui fix --offered 改正\u{FF0C}请先加 --diff 看过"),
        (safe, offered) => format!("其中{safe}处可用 hegui fix 直接改正\u{FF0C}{offered}处加 --offered 经确认后改正"),
    }
}
