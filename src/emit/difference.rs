//! What became of a draft, line by line: for a person, who reads the sentence around each change, or as a patch for
//! `patch` and `git apply`, exact.

use std::borrow::Cow;
use std::fmt::Write;

use super::line::fold;
use crate::fix::{Hunk, Line, Piece, Sign, diff};
use crate::source::Source;

/// Characters shown of what is unchanged: beside a change within its sentence, and of a line that has none.
const BESIDE: usize = 24;
const UNCHANGED: usize = 32;
/// Characters shown of a change; of a longer one both ends.
const CHANGE: usize = 120;
/// So few characters are shown rather than left out.
const FEW: usize = 4;
/// How many changed lines are named at once.
const NAMED: usize = 8;
/// What stands for what is left out.
const CUT: char = '…';

/// A draft before and after.
#[derive(Debug, Clone, Copy)]
pub struct Difference<'a> {
    /// What the draft is called.
    pub name: &'a str,
    /// As it was.
    pub old: &'a Source,
    /// As it is.
    pub new: &'a Source,
}

impl Difference<'_> {
    /// Both texts, each also without the numbers that only the other is known by: a fix may join or part what stands beside them.
    fn shown(&self) -> (Cow<'_, str>, Cow<'_, str>) {
        (self.new.masked(self.old.shown()), self.old.masked(self.new.shown()))
    }

    /// For a person: the changed characters marked, in colour and underlined, or as `[-旧-]` and `{+新+}`.
    pub fn words(&self, color: bool) -> String {
        let pen = if color { &COLOR } else { &PLAIN };
        let name = fold(self.name);
        let mut out = format!("{}--- {name}\n+++ {name}{}\n", pen.head.0, pen.head.1);
        let (old, new) = self.shown();
        for hunk in diff(&old, &new) {
            let _ = writeln!(out, "{}@@ {} @@{} {}", pen.place.0, place(&hunk), pen.place.1, changes(&hunk));
            hunk.lines.iter().for_each(|line| pen.line(&mut out, line));
        }
        out
    }

    /// For programs: its head, always UTF-8, and its body, to be written in the encoding of the file.
    pub fn patch(&self) -> (String, String) {
        let mark = |source: &Source| if source.has_bom() { "\u{FEFF}" } else { "" };
        let (old, new) = self.shown();
        let (old, new) = (format!("{}{old}", mark(self.old)), format!("{}{new}", mark(self.new)));
        let head = format!("--- {}\n+++ {}\n", path("a", self.name), path("b", self.name));
        let mut body = String::new();
        for hunk in diff(&old, &new) {
            let _ = writeln!(body, "@@ {} @@", place(&hunk));
            for Line { sign, pieces } in &hunk.lines {
                body.push(match sign {
                    Sign::Same => ' ',
                    Sign::Old => '-',
                    Sign::New => '+',
                });
                pieces.iter().for_each(|piece| body += piece.text);
                if !body.ends_with('\n') {
                    body += "\n\\ No newline at end of file\n";
                }
            }
        }
        (head, body)
    }
}

/// `-13,7 +13,7`; a single line has no count.
fn place(hunk: &Hunk) -> String {
    let side = |(line, count)| if count == 1 { format!("{line}") } else { format!("{line},{count}") };
    format!("-{} +{}", side(hunk.old), side(hunk.new))
}

/// The numbers of the changed lines, as the old text counts them: `第12、16行`.
fn changes(hunk: &Hunk) -> String {
    let mut at = hunk.old.0.max(1);
    let mut changed: Vec<usize> = Vec::new();
    for line in &hunk.lines {
        match line.sign {
            Sign::New if changed.last().is_some_and(|last| last + 1 == at) => {}
            Sign::New | Sign::Old => changed.push(at),
            Sign::Same => {}
        }
        at += usize::from(line.sign != Sign::New);
    }
    let named: Vec<_> = changed.iter().take(NAMED).map(ToString::to_string).collect();
    format!("第{}{}行", named.join("、"), if changed.len() > NAMED { "等" } else { "" })
}

/// A path as `patch -p1` and git read it: below `a/`, a tab behind a blank, and quoted where it holds what ends a line.
fn path(side: &str, name: &str) -> String {
    let name = format!("{side}/{}", name.trim_start_matches("./").trim_start_matches('/'));
    if name.contains(|c: char| c.is_control() || c == '"' || c == '\\') {
        let quoted: String = name
            .chars()
            .map(|c| match c {
                '"' | '\\' => format!("\\{c}"),
                c if c.is_control() => c.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect(),
                c => c.to_string(),
            })
            .collect();
        return format!("\"{quoted}\"");
    }
    let tab = if name.contains(' ') { "\t" } else { "" };
    name + tab
}

/// What is written before and behind.
type Pair = (&'static str, &'static str);

/// How changes are marked.
struct Pen {
    head: Pair,
    place: Pair,
    old: Pair,
    new: Pair,
    /// The signs before the lines.
    minus: &'static str,
    plus: &'static str,
}

const PLAIN: Pen = Pen { head: ("", ""), place: ("", ""), old: ("[-", "-]"), new: ("{+", "+}"), minus: "-", plus: "+" };
const COLOR: Pen = Pen {
    head: ("\x1b[1m", "\x1b[0m"),
    place: ("\x1b[36m", "\x1b[0m"),
    old: ("\x1b[1;4;31m", "\x1b[0m"),
    new: ("\x1b[1;4;32m", "\x1b[0m"),
    minus: "\x1b[31m-\x1b[0m",
    plus: "\x1b[32m+\x1b[0m",
};

impl Pen {
    /// A line: all of what is changed, and of the rest the sentence around it.
    fn line(&self, out: &mut String, line: &Line) {
        let (sign, (on, off)) = match line.sign {
            Sign::Same => (" ", ("", "")),
            Sign::Old => (self.minus, self.old),
            Sign::New => (self.plus, self.new),
        };
        *out += sign;
        let last = line.pieces.len() - 1;
        for (at, Piece { text, changed }) in line.pieces.iter().enumerate() {
            let text = fold(text.trim_end_matches(['\r', '\n']));
            match changed {
                // The end of a line alone is nothing to see.
                true if text.is_empty() => {}
                true => *out += &format!("{on}{}{off}", ends(&text, CHANGE / 2, CHANGE / 2)),
                false if last == 0 => *out += &ends(&text, UNCHANGED, 0),
                false => *out += &around(&text, at > 0, at < last),
            }
        }
        out.push('\n');
    }
}

/// The first and the last characters of a text that is longer than both and a mark between them.
fn ends(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    if count <= first + last + FEW {
        return text.to_owned();
    }
    let head: String = text.chars().take(first).collect();
    let tail: String = text.chars().skip(count - last).collect();
    format!("{head}{CUT}{tail}")
}

/// What is unchanged beside a change that stands before it, behind it, or both: the sentence of the change, or as much of it as
/// can be read at a glance.
fn around(text: &str, after_change: bool, before_change: bool) -> String {
    let ended = |c: char| matches!(c, '。' | '\u{FF1B}' | '\u{FF01}' | '\u{FF1F}');
    let head = match text.char_indices().take(BESIDE).find(|(_, c)| ended(*c)) {
        _ if !after_change => 0,
        Some((at, mark)) => at + mark.len_utf8(),
        None => text.char_indices().nth(BESIDE).map_or(text.len(), |(at, _)| at),
    };
    let tail = match text.char_indices().rev().take(BESIDE).find(|(_, c)| ended(*c)) {
        _ if !before_change => text.len(),
        Some((at, mark)) => at + mark.len_utf8(),
        None => text.char_indices().rev().nth(BESIDE - 1).map_or(0, |(at, _)| at),
    };
    // A mark for a character or two would only hide them.
    if head >= tail || text[head..tail].chars().take(FEW + 1).count() <= FEW {
        return text.to_owned();
    }
    format!("{}{CUT}{}", &text[..head], &text[tail..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    fn source(text: &str) -> Source {
        read("报告.txt", text.as_bytes(), None).unwrap()
    }

    #[test]
    fn a_long_line_shows_the_sentence_of_its_change() {
        let long = "全县法治政府建设稳步推进。".repeat(30);
        let (old, new) =
            (source(&format!("{long}会上,他说要抓落实。{long}\n")), source(&format!("{long}会上，他说要抓落实。{long}\n")));
        let difference = Difference { name: "报告.txt", old: &old, new: &new };
        let expected = "--- 报告.txt\n+++ 报告.txt\n@@ -1 +1 @@ 第1行\n-…会上[-,-]他说要抓落实。…\n+…会上{+，+}他说要抓落实。…\n";
        assert_eq!(difference.words(false), expected);
        assert!(difference.words(true).contains("会上\x1b[1;4;31m,\x1b[0m他说"));
    }

    #[test]
    fn a_patch_is_exact() {
        let (old, new) = (source("\u{FEFF}甲\r\n乙,丙"), source("\u{FEFF}甲\r\n乙，丙"));
        let (head, body) = Difference { name: "./各 局/报告.txt", old: &old, new: &new }.patch();
        assert_eq!(head, "--- a/各 局/报告.txt\t\n+++ b/各 局/报告.txt\t\n");
        let gone = "\\ No newline at end of file\n";
        assert_eq!(body, format!("@@ -1,2 +1,2 @@\n \u{FEFF}甲\r\n-乙,丙\n{gone}+乙，丙\n{gone}"));
        assert_eq!(path("a", "一\"二\n"), "\"a/一\\\"二\\012\"");
    }

    #[test]
    fn between_two_changes_the_middle_is_cut() {
        let text = "一".repeat(100);
        assert_eq!(around(&text, true, true), format!("{0}…{0}", "一".repeat(BESIDE)));
        assert_eq!(around("短的。", true, true), "短的。");
        assert_eq!(around("这是上一句。这句", false, true), "…这句");
        assert_eq!(around("这句。这是下一句。", true, false), "这句。…");
        assert_eq!(around("上句。这句", false, true), "上句。这句");
    }
}
