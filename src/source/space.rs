//! Stray spaces inside a line, skipped: `办结517 宗`, `调解 室12个`, `“青浦经验” , 强化`.
//!
//! Spaces also lay a page out, and those stay: indentation, `省长　王某`, `字体：大 中 小`, columns, and the designed
//! gap of a slogan, `“法治园区 平安青浦”`. Which is which is judged by the line: prose has sentence marks.

use super::draft::Draft;
use super::reading::Repair;
use super::script;

/// From so many columns on (a full-width space has two) a gap is layout even in prose.
const WIDE: usize = 4;

/// Prose has at most one gap between characters in so many characters; else its spaces are its layout.
const SPARSE: usize = 8;

/// How many quotation marks may stand open above the one that is closed.
const NESTED: usize = 4;

/// A run of spaces inside a line.
struct Gap {
    start: usize,
    end: usize,
    kind: Kind,
    /// Columns.
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Between two Chinese characters.
    Words,
    /// Between a Chinese character and a digit.
    Figure,
    /// Beside a Chinese mark.
    Mark,
    /// Elsewhere: between Latin words, figures, other signs.
    Other,
}

/// What is known of a line.
#[derive(Default)]
struct Line {
    gaps: Vec<Gap>,
    /// How many gaps were seen before each quotation mark still open.
    quotes: Vec<(char, usize)>,
    /// Gaps inside quotation marks or book titles, as ranges of `gaps`.
    quoted: Vec<(usize, usize)>,
    characters: usize,
    prose: bool,
}

/// Quotation marks and their ends.
const QUOTES: [(char, char); 4] = [('\u{201C}', '\u{201D}'), ('《', '》'), ('「', '」'), ('『', '』')];

/// Skips the stray spaces of a text.
pub(super) fn close<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut line = Line::default();
    for (start, of) in script::lines(text) {
        let indent = of.len() - of.trim_start_matches(script::is_gap).len();
        let of = of.trim_matches(script::is_gap);
        if !of.contains([' ', '\u{3000}', '\t']) {
            continue;
        }
        line.look(of);
        let stray = line.stray(of);
        for gap in line.gaps.iter().filter(|gap| stray(gap)) {
            draft.put(start + indent + gap.start, start + indent + gap.end, Repair::Space, "");
        }
    }
}

impl Line {
    fn look(&mut self, line: &str) {
        self.gaps.clear();
        self.quotes.clear();
        self.quoted.clear();
        (self.characters, self.prose) = (0, false);
        let mut before = None;
        let mut gap: Option<(usize, usize)> = None;
        for (at, c) in line.char_indices() {
            if script::is_gap(c) {
                let width = if c == ' ' {
                    1
                } else if c == '\t' {
                    WIDE
                } else {
                    2
                };
                gap = Some(gap.map_or((at, width), |(start, sum)| (start, sum + width)));
                continue;
            }
            if let Some((start, width)) = gap.take() {
                let designed = is_article(&line[..start]);
                let kind = if designed { Kind::Other } else { kind(before, c) };
                self.gaps.push(Gap { start, end: at, kind, width });
            }
            self.quote(c);
            self.characters += 1;
            self.prose |= matches!(c, '。' | '\u{FF0C}' | '\u{FF1B}' | '\u{FF01}' | '\u{FF1F}');
            before = Some(c);
        }
        let quoted = std::mem::take(&mut self.quoted);
        for &(from, to) in &quoted {
            self.gaps[from..to].iter_mut().for_each(|gap| gap.kind = Kind::Other);
        }
        self.quoted = quoted;
    }

    /// Gaps inside a closed quotation stay; the outermost counts, so that each gap is touched once or twice.
    fn quote(&mut self, c: char) {
        if QUOTES.iter().any(|(open, _)| *open == c) {
            self.quotes.push((c, self.gaps.len()));
        } else if let Some((open, _)) = QUOTES.iter().find(|(_, close)| *close == c)
            && let Some(depth) = self.quotes.iter().rev().take(NESTED).position(|(waiting, _)| waiting == open)
        {
            let depth = self.quotes.len() - 1 - depth;
            let from = self.quotes[depth].1;
            self.quotes.truncate(depth);
            while self.quoted.last().is_some_and(|(start, _)| *start >= from) {
                self.quoted.pop();
            }
            self.quoted.push((from, self.gaps.len()));
        }
    }

    /// Tells which gaps of the line are stray.
    fn stray(&self, line: &str) -> fn(&Gap) -> bool {
        let between_words = self.gaps.iter().filter(|gap| gap.kind == Kind::Words && gap.width < WIDE).count();
        if spelled_out(line) {
            |_| true
        } else if self.prose && between_words * SPARSE <= self.characters {
            |gap| gap.kind != Kind::Other && gap.width < WIDE
        } else if self.prose {
            |gap| matches!(gap.kind, Kind::Mark | Kind::Figure) && gap.width < WIDE
        } else if between_words > 0 || self.gaps.iter().any(|gap| gap.width > 1) {
            |_| false
        } else {
            |gap| matches!(gap.kind, Kind::Mark | Kind::Figure)
        }
    }
}

/// A line of single characters: `通 知`, `年 度 报 告`, `2024 年 3 月 9 日`. Not `大 中 小`, the sizes of a page's letters.
fn spelled_out(line: &str) -> bool {
    let (mut characters, mut figures) = (0, 0);
    for item in line.split(script::is_gap).filter(|item| !item.is_empty()) {
        let mut inside = item.chars();
        match (inside.next(), inside.next()) {
            (Some(c), None) if script::is_han(c) => characters += 1,
            _ if item.bytes().all(|byte| byte.is_ascii_digit()) => figures += 1,
            _ => return false,
        }
    }
    characters == 2 && figures == 0 || characters >= 4 || characters >= 2 && figures >= 2
}

/// Whether the words before a gap end like `第十二条 行政机关…`, where the gap is the law's own.
fn is_article(head: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百之".contains(c);
    head.strip_suffix(['条', '章', '节', '编']).is_some_and(|head| head.trim_end_matches(number).ends_with('第'))
}

/// What a gap stands between.
fn kind(before: Option<char>, after: char) -> Kind {
    let Some(before) = before else { return Kind::Other };
    let has = |test: fn(char) -> bool| (test(before), test(after));
    let blank =
        QUOTES.contains(&(before, after)) || matches!((before, after), ('【', '】') | ('〔', '〕') | ('\u{FF08}', '\u{FF09}'));
    match (has(script::is_mark), has(script::is_han)) {
        // A blank to fill in: `（ ）`.
        _ if blank => Kind::Other,
        ((false, false), (true, true)) => Kind::Words,
        // `2031年2月10日 07时41分` keeps date and time apart.
        ((false, false), (true, false)) if after.is_ascii_digit() && before != '日' => Kind::Figure,
        ((false, false), (false, true)) if before.is_ascii_digit() => Kind::Figure,
        ((false, false), _) => Kind::Other,
        _ => Kind::Mark,
    }
}
