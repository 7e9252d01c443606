//! Runs whose GBK bytes were read one off: `?。ㄒ唬┥钊胴瀼芈鋵?shí)` for `　（一）深入貫徹落實(shí)`.
//!
//! Some page was handled as bytes, and where the bytes of `。` or U+FF0C seemed to stand (but lay across two
//! characters), the half character before became `?` and all that follows was decoded one byte off, until an ASCII
//! byte served as second half. Put together again, second half by first half, the run is whole; what could not be
//! decoded on the way is gone, and is found again only if the rest of the page leaves one choice.

use super::draft::Draft;
use super::gloss;
use super::page::{self, Page};
use super::reading::Repair;
use super::script::{self, CLOSE, OPEN};
use super::traditional;

/// The half of a lost ideographic space (at the start of a line) or `。` (elsewhere).
const LOST: u8 = 0xA1;

/// The longest run that is tried, in characters.
const LONGEST: usize = 128;

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Mends the runs of a text; one that does not come out in every step stays as written.
pub(super) fn mend<'a>(draft: &mut Draft<'a>, text: &'a str) {
    let mut page = None;
    for (start, line) in script::lines(text) {
        let mut from = 0;
        while let Some(found) = memchr::memchr2(b'?', 0xEF, &line.as_bytes()[from..]) {
            let at = from + found;
            let rest = &line[at..];
            from = at + rest.chars().next().map_or(1, char::len_utf8);
            if !looks_broken(rest) {
                continue;
            }
            let page = page.get_or_insert_with(|| Page::learn(text));
            if let Some((end, repair, read)) = Run::over(page, line, at) {
                draft.put(start + at, start + end, repair, &read);
                from = end;
            }
        }
    }
}

/// A `?` before a mark of the sentence, or before the rest of a pinyin note: `鋵?shí)`.
fn looks_broken(rest: &str) -> bool {
    let Some(after) = half(rest) else { return false };
    let mark = |c| matches!(c, '。' | '、' | ',' | ';' | ':' | '\u{FF0C}' | '\u{FF1B}' | '\u{FF1A}');
    after.starts_with(mark) || gloss::syllable(after).is_some()
}

/// What follows the sign for half a character.
fn half(rest: &str) -> Option<&str> {
    rest.strip_prefix(['?', '\u{FFFD}'])
}

/// A run being put together.
struct Run<'a> {
    page: &'a mut Page,
    line: &'a str,
    at: usize,
    /// The half character that waits for its second half.
    pending: Option<u8>,
    read: Vec<char>,
    /// The character before the run.
    before: Option<char>,
    /// Whether something in the run cannot be ordinary text.
    proved: bool,
}

impl<'a> Run<'a> {
    /// Puts together the run that starts at byte `start` of a line. Gives its end and how it reads.
    fn over(page: &'a mut Page, line: &'a str, start: usize) -> Option<(usize, Repair, String)> {
        let before = line[..start].chars().next_back();
        let mut run = Run { page, line, at: start, pending: None, read: Vec::new(), before, proved: false };
        let after = half(&line[start..])?;
        if gloss::syllable(after).is_some() {
            run.split_by_note()?;
        } else {
            run.at = line.len() - after.len();
            run.pending = Some(run.lost(after).unwrap_or(LOST));
        }
        let mut steps = 0;
        while run.pending.is_some() {
            run.step()?;
            steps += 1;
            if steps > LONGEST {
                return None;
            }
        }
        let lost_mark = run.read.len() == 2 && run.read[0] == '。';
        let sound = run.proved && run.read.iter().all(|&c| script::is_chinese(c) || c == '\u{3000}');
        let read = run.read.iter().enumerate().filter(|&(at, &c)| at > 0 || c != '\u{3000}');
        let read = read.map(|(_, &c)| traditional::folded(c)).collect();
        sound.then_some((run.at, if lost_mark { Repair::LostMark } else { Repair::Shift }, read))
    }

    /// `日?qǐng)?bào)`: a note put between the bytes of 報, because the second half of 日 and its first half look like 請.
    fn split_by_note(&mut self) -> Option<()> {
        let (_, first) = page::halves(self.before?)?;
        let syllable = gloss::syllable(half(&self.line[self.at..])?)?;
        let seeming = self.page.read_so(first, syllable.text, None)?;
        self.pass_note(syllable.text)?;
        self.pending = Some(page::halves(seeming)?.1);
        Some(())
    }

    /// Goes past `?shí)`.
    fn pass_note(&mut self, syllable: &str) -> Option<()> {
        let after = half(&self.line[self.at..])?;
        let close = after[syllable.len()..].chars().next()?;
        self.at = self.line.len() - after.len() + syllable.len() + close.len_utf8();
        Some(())
    }

    /// The first half of a character inside a line whose second half became part of a mark, if the page has it between
    /// its neighbours: `較?。鶎` for `較小\u{FF0C}基層`. Else the mark itself is what was cut.
    fn lost(&mut self, after: &str) -> Option<u8> {
        let mut characters = after.chars().map(|c| script::full(c).unwrap_or(c));
        let (second, first) = page::halves(characters.next()?)?;
        let last = self.before.filter(|&c| script::is_han(c))?;
        let mut next = page::whole(first, page::halves(characters.next()?)?.0)?;
        if !script::is_chinese(next) {
            // A full-width letter: the pair that held the rest of U+FF0C is gone.
            next = page::whole(first, 0xAC)?;
        }
        let stop = page::whole(LOST, second)?;
        if script::is_han(next) && self.page.has_seen(last, stop) && self.page.suits(stop, next) {
            return None;
        }
        let one = self.page.one_of(|half| page::whole(half, second), last, next)?;
        page::halves(one).map(|(half, _)| half)
    }

    /// `?` right before a mark that stands in step again, `胤?\u{FF0C}`: the second half of the last character is gone.
    fn cut_short(&mut self, first: u8, after: &str) -> Option<()> {
        let mark = after.chars().next().map(|c| script::full(c).unwrap_or(c))?;
        let last = self.last().filter(|&c| script::is_han(c) && matches!(mark, '。' | '\u{FF0C}'))?;
        let one = self.page.one_of(|half| page::whole(first, half), last, mark)?;
        self.read.push(one);
        self.at = self.line.len() - after.len();
        Some(())
    }

    fn last(&self) -> Option<char> {
        self.read.last().copied().or(self.before)
    }

    /// One more character of the run as written.
    fn step(&mut self) -> Option<()> {
        let first = self.pending.take()?;
        let rest = &self.line[self.at..];
        let c = rest.chars().next()?;
        if let Some(after) = half(rest) {
            let Some(syllable) = gloss::syllable(after) else { return self.cut_short(first, after) };
            let Some(wanted) = self.page.read_so(first, syllable.text, self.last()) else {
                // 程, 承 and 城 begin and sound alike: what was put together so far is certain, and this stays as written.
                return self.proved.then_some(());
            };
            self.read.push(wanted);
            self.proved = true;
            return self.pass_note(syllable.text);
        }
        let mark = script::full(c);
        if c.is_ascii() && mark.is_none() {
            let whole = page::whole(first, c as u8)?;
            self.read.push(whole);
            self.at += 1;
            self.proved |= self.note_agrees(whole);
            return Some(());
        }
        let (second, next) = page::halves(mark.unwrap_or(c))?;
        self.proved |= is_alien(c);
        self.at += c.len_utf8();
        self.pending = Some(next);
        match self.vanished(first, second) {
            Some(found) => self.read.extend(found),
            None => self.read.push(page::whole(first, second)?),
        }
        Some(())
    }

    /// What stands in place of the one character that `first` and `second` make, if bytes between them are gone.
    fn vanished(&mut self, first: u8, second: u8) -> Option<Vec<char>> {
        let last = self.last()?;
        let straight = page::whole(first, second);
        let closes = page::whole(0xA3, second) == Some(CLOSE);
        let is_numeral = straight.is_some_and(|c| NUMERALS.contains(&c));
        if last == OPEN && closes && !is_numeral {
            return numeral(|a, b| a == first && page::is_gone(b, 0xA3)).map(|c| vec![c, CLOSE]);
        }
        if self.read == ['\u{3000}'] && straight == Some(CLOSE) {
            // The bracket before went with its numeral: of all, this leaves 六.
            return numeral(|a, b| page::is_gone(0xA8, a) && page::is_gone(b, 0xA3)).map(|c| vec![OPEN, c, CLOSE]);
        }
        if last == OPEN || straight.is_some_and(|c| script::is_mark(c) || self.page.suits(last, c)) {
            return None;
        }
        self.page.between(last, first, second).map(Vec::from)
    }

    /// Whether the note that follows the run is how its last character is read: `?,F(xiàn)` for `。現(xiàn)`.
    fn note_agrees(&self, last: char) -> bool {
        let note = self.line[self.at..].strip_prefix(['(', OPEN]).and_then(gloss::syllable);
        note.is_some_and(|syllable| syllable.toned && self.page.is_read(last, syllable.text))
    }
}

/// The one numeral whose bytes are so.
fn numeral(bytes: impl Fn(u8, u8) -> bool) -> Option<char> {
    let mut found = NUMERALS.iter().filter(|c| page::halves(**c).is_some_and(|(a, b)| bytes(a, b)));
    found.next().filter(|_| found.next().is_none()).copied()
}

/// Bopomofo, box drawing and the like, which no report has inside its words.
fn is_alien(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{3129}' | '\u{2500}'..='\u{257F}' | '\u{1CD}'..='\u{1DC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a text reads after mending alone.
    fn mended(text: &str) -> String {
        let mut draft = Draft::of(text);
        mend(&mut draft, text);
        draft.finish().map_or_else(|| text.to_owned(), |done| done.text)
    }

    #[test]
    fn a_run_comes_out_whole() {
        assert_eq!(mended("?。ㄒ唬┓ㄖ谓ㄔO(shè)"), "\u{FF08}一\u{FF09}法治建设(shè)");
    }

    #[test]
    fn questions_stay() {
        for text in ["怎么办?,他问", "谁?。", "是吗?,F调", "?,?,?,", "法?qi)", "?qǐng)", "?\u{FFFD}"] {
            assert_eq!(mended(text), text);
        }
    }
}
