//! Half-width marks in Chinese context, read as full-width ones: `会上,他说` and `(一)加强领导`.

use super::draft::Draft;
use super::gloss;
use super::reading::Repair;
use super::script::{self, CLOSE, OPEN};

/// How deep brackets are paired; deeper ones are judged alone.
const DEPTH: usize = 64;

/// The longest name of an HTML entity that is looked for before `;`.
const ENTITY: usize = 8;

/// A bracket that waits for its partner.
struct Waiting {
    at: usize,
    full: bool,
    /// Whether a Chinese character or mark stands before it.
    after_chinese: bool,
    /// Whether a Latin letter or a digit stands right before it, as in `f(x)`.
    after_latin: bool,
    /// Whether a Chinese character comes next.
    before_chinese: bool,
    /// How many Chinese characters the line had before it.
    chinese: usize,
}

/// What is known of a line so far.
#[derive(Default)]
struct Line {
    waiting: Vec<Waiting>,
    /// Where marks are to be widened; sorted at the end, brackets come in pairs.
    widen: Vec<usize>,
    chinese: usize,
    /// Whether the last character that is no space is Chinese, as read.
    after_chinese: bool,
    /// Where the next character stands that is neither space nor mark, and whether it is Chinese: looked up once,
    /// so that a line of marks costs no more than its length.
    ahead: (usize, bool),
}

/// Reads half-width marks in Chinese context as full-width ones.
pub(super) fn widen<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut line = Line::default();
    for (start, of) in script::lines(text) {
        if !of.bytes().any(|byte| matches!(byte, b',' | b';' | b':' | b'!' | b'?' | b'(' | b')')) {
            continue;
        }
        line.look(of);
        for at in line.widen.drain(..) {
            if let Some(full) = of[at..].chars().next().and_then(script::full) {
                draft.put(start + at, start + at + 1, Repair::Width, full.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

impl Line {
    fn look(&mut self, line: &str) {
        (self.chinese, self.after_chinese, self.ahead) = (0, false, (0, false));
        let mut before = None;
        for (at, c) in line.char_indices() {
            match c {
                ' ' | '\t' | '\u{3000}' => {}
                '(' | OPEN => self.open(line, at, c, before),
                ')' | CLOSE => self.close(line, at, c),
                ',' | ';' | ':' | '!' | '?' => {
                    let widen = (self.after_chinese || self.chinese_follows(line, at)) && !is_else(line, at, c);
                    if widen {
                        self.widen.push(at);
                    }
                    self.after_chinese = widen;
                }
                _ if script::is_twin(c) => self.after_chinese = true,
                _ => {
                    self.after_chinese = script::is_chinese(c);
                    self.chinese += usize::from(self.after_chinese);
                }
            }
            before = Some(c);
        }
        for alone in std::mem::take(&mut self.waiting) {
            self.alone(alone.at, alone.full, alone.after_chinese || alone.before_chinese);
        }
        self.widen.sort_unstable();
    }

    fn open(&mut self, line: &str, at: usize, c: char, before: Option<char>) {
        let full = c == OPEN;
        let before_chinese = self.chinese_follows(line, at);
        if self.waiting.len() < DEPTH {
            let after_latin = before.is_some_and(|c| c.is_ascii_alphanumeric());
            let (after_chinese, chinese) = (self.after_chinese, self.chinese);
            self.waiting.push(Waiting { at, full, after_chinese, after_latin, before_chinese, chinese });
        } else {
            self.alone(at, full, self.after_chinese || before_chinese);
        }
        self.after_chinese = false;
    }

    fn close(&mut self, line: &str, at: usize, c: char) {
        let full = c == CLOSE;
        let before_chinese = self.chinese_follows(line, at);
        let Some(open) = self.waiting.pop() else {
            self.after_chinese = self.alone(at, full, self.after_chinese || before_chinese) || full;
            return;
        };
        let context = open.after_chinese || !open.after_latin && before_chinese;
        let note = || gloss::syllable(&line[open.at + 1..]).is_some_and(|syllable| syllable.toned);
        let widen = open.full || full || self.chinese > open.chinese || context && !note();
        if widen {
            self.widen.extend([(open.at, open.full), (at, full)].iter().filter(|(_, full)| !full).map(|(at, _)| at));
        }
        self.after_chinese = widen;
    }

    /// Judges a bracket without partner by its neighbours.
    fn alone(&mut self, at: usize, full: bool, in_chinese: bool) -> bool {
        if !full && in_chinese {
            self.widen.push(at);
        }
        !full && in_chinese
    }

    /// Whether the next character is Chinese, spaces and marks of either width looked through: `,(一)`.
    fn chinese_follows(&mut self, line: &str, at: usize) -> bool {
        if at >= self.ahead.0 {
            let passed = |c: char| script::is_gap(c) || script::full(c).is_some() || script::is_twin(c);
            let next = line[at..].char_indices().find(|&(_, c)| !passed(c));
            self.ahead = next.map_or((line.len(), false), |(after, c)| (at + after, script::is_chinese(c)));
        }
        self.ahead.1
    }
}

/// Marks beside Chinese that are no marks of the sentence: the end of `&nbsp;`, and the `?` that stands for half a
/// character before another mark, `成效?,F(xiàn)將`, where it could not be repaired.
fn is_else(line: &str, at: usize, c: char) -> bool {
    match c {
        '?' => line[at + 1..].starts_with(['。', '、', ',', ';', ':', '\u{FF0C}', '\u{FF1B}', '\u{FF1A}']),
        ';' => {
            let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
            let before = line.as_bytes()[..at].iter().rev();
            let length = before.clone().take(ENTITY).take_while(|byte| name(byte)).count();
            length > 0 && before.clone().nth(length) == Some(&b'&')
        }
        _ => false,
    }
}
