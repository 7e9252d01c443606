//! The piece of a draft that is drawn with a finding.
//!
//! A paragraph of a report is one line of up to 1,500 characters and more. miette's own sources hand out whole lines
//! and count columns in bytes; this one hands out the *sentence* around the label, cut to the width there is,
//! and says line and column as people count them. Measured on a line of 1 MB: 10 µs a finding instead of 12 ms.

use std::borrow::Cow;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::line::{fold, unsafe_here};
use super::view::View;
use crate::finding::Label;
use crate::source::Source;
use crate::span::{Position, Span};

/// What a longer label is cut to, in characters.
const LONGEST: usize = 40;
/// Cells kept free around labels, for the marks of a cut among others.
const SLACK: usize = 6;
/// Where the window was cut inside a sentence.
pub(super) const CUT: &str = "…";

/// One line of a draft, or a part of it, with labels.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    /// What is shown, with marks where it was cut.
    shown: String,
    /// Where `shown` would begin in the text.
    offset: usize,
    at: Position,
    labels: Vec<LabeledSpan>,
    /// How much of the finding's span is not drawn, if any: its length in characters and its last line.
    pub rest: Option<(usize, usize)>,
    /// Whether the words of the finding's own label found room.
    pub said: bool,
    /// The related labels that did not find room, by index.
    pub elsewhere: Vec<usize>,
}

impl Excerpt {
    /// The excerpt for a finding at `at`, at most `width` cells wide with everything miette draws around it.
    /// None, if there is no visible character to point at.
    pub fn new(source: &Source, name: &str, at: &Label, related: &[Label], width: usize) -> Option<Excerpt> {
        let text = source.shown();
        let meant = clamped(text, at.span.range());
        let spot = visible(source, meant.clone())?;
        let mut position = source.position(spot.start);
        if spot.start < meant.start {
            // Moved off the end of its line: keep the true column as long as the line is the same.
            let true_place = source.position(meant.start);
            position = if true_place.line == position.line { true_place } else { position };
        }
        let view = View::of(source, source.line(position.line)?.range(), &spot);
        let (end, whole) =
            (meant.start + text[meant.clone()].trim_end().len(), source.shown_words(Span::new(meant.start, meant.end)));
        let (text, line) = (&*view.text, view.line.clone());
        let (spot, last) = (view.of_file(&spot)?, view.of_file(&(spot.start..end))?.end);
        let room = width.saturating_sub(position.line.to_string().len() + 5).max(16);
        let main = first_part(text, &line, &spot, room);
        let cut = main.end < last || source.position(end).line > position.line;
        let rest = cut.then(|| (whole.trim_end().chars().count(), source.position(end).line));
        let fits = cells(&text[main.clone()]) + 4 + cells(&at.message) + SLACK <= room;
        let mut drawn = vec![(main.clone(), if fits { &*at.message } else { "" })];
        let elsewhere = join(&view, related, room, &mut drawn);
        let core = drawn.iter().fold(main, |all, (span, _)| all.start.min(span.start)..all.end.max(span.end));
        let window = window(text, &line, &core, room, words_end(text, core.start, &drawn));
        let (offset, shown) = marked(text, &line, &window);
        let labels = drawn.into_iter().enumerate().map(|(index, (span, words))| {
            let words = (!words.is_empty()).then(|| fold(words).into_owned());
            let span = SourceSpan::new(span.start.into(), span.len());
            if index == 0 { LabeledSpan::new_primary_with_span(words, span) } else { LabeledSpan::new_with_span(words, span) }
        });
        let labels = labels.collect();
        Some(Excerpt { name: name.to_owned(), shown, offset, at: position, labels, rest, said: fits, elsewhere })
    }

    /// The labels, the finding's own first.
    pub fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() < self.offset || span.offset() + span.len() > self.offset + self.shown.len() {
            return Err(MietteError::OutOfBounds);
        }
        let whole = SourceSpan::new(self.offset.into(), self.shown.len());
        let (line, column) = (self.at.line - 1, self.at.column - 1);
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.shown.as_bytes(), whole, line, column, 1)))
    }
}

/// Cells a text takes, as miette counts them; a tab may take four.
pub(super) fn cells(text: &str) -> usize {
    text.chars().map(cell).sum()
}

/// The text, or as much of it as fits `room` cells with a mark where it was cut.
pub(super) fn within(text: &str, room: usize) -> Cow<'_, str> {
    if cells_up_to(text, room) <= room {
        return Cow::Borrowed(text);
    }
    let end = reach(text.chars(), room.saturating_sub(2));
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

fn cell(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(0) }
}

/// The few words around another place, to name it in a line of prose; at most `room` cells.
pub(super) fn clause(source: &Source, label: &Label, room: usize) -> Option<(Position, String)> {
    let text = source.shown();
    let spot = visible(source, clamped(text, label.span.range()))?;
    let position = source.position(spot.start);
    let view = View::of(source, source.line(position.line)?.range(), &spot);
    let (text, line, spot) = (&*view.text, view.line.clone(), view.of_file(&spot)?);
    let core = first_part(text, &line, &spot, room);
    let mut window = window(text, &line, &core, room, 0);
    let pauses = |c: char| matches!(c, '\u{FF0C}' | '\u{FF1B}' | '\u{3002}' | '\u{FF1A}' | ';' | ',');
    if let Some((at, mark)) = text[window.start..core.start].char_indices().rfind(|(_, c)| pauses(*c)) {
        window.start += at + mark.len_utf8();
    }
    if let Some(at) = text[core.end..window.end].find(pauses) {
        window.end = core.end + at;
    }
    let cut_before = window.start > line.start
        && !text[..window.start].ends_with(pauses)
        && !text[..window.start].ends_with(char::is_whitespace);
    let cut_after = window.end < line.end && !text[window.end..].starts_with(pauses);
    let words = text[window].trim();
    let mark = |cut| if cut { CUT } else { "" };
    Some((position, format!("{}{}{}", mark(cut_before), fold(words), mark(cut_after))))
}

/// The span inside the text and on character boundaries, whatever came in.
fn clamped(text: &str, span: Range<usize>) -> Range<usize> {
    let down = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    down(span.start)..down(span.end)
}

/// The span without line ends before it; one at the end of a line moves to the last visible character, since miette
/// draws nothing behind the end. None, if nothing is visible up to there.
fn visible(source: &Source, span: Range<usize>) -> Option<Range<usize>> {
    let text = source.shown();
    let inside = &text[span.clone()];
    let space = inside.len() - inside.trim_start().len();
    let start = inside[..space].rfind(['\n', '\r']).map_or(span.start, |at| span.start + at + 1);
    let line = source.line(source.position(start).line)?.range();
    let blank_from_here = || text[start..line.end.max(start)].trim().is_empty();
    if start < span.end.min(line.end) || start == span.end && !blank_from_here() {
        return Some(start..span.end);
    }
    let seen = |c: char| !c.is_whitespace() && cell(c) > 0;
    let (at, last) = text[..span.start].char_indices().rfind(|(_, c)| seen(*c))?;
    Some(at..at + last.len_utf8())
}

/// The part of a span that is drawn: on its first line, at most [`LONGEST`] characters and what fits.
fn first_part(text: &str, line: &Range<usize>, span: &Range<usize>, room: usize) -> Range<usize> {
    let mut left = room.saturating_sub(12);
    let mut end = span.start;
    for c in text[span.start..span.end.min(line.end).max(span.start)].chars().take(LONGEST) {
        match left.checked_sub(cell(c)) {
            Some(less) => left = less,
            None => break,
        }
        end += c.len_utf8();
    }
    span.start..end
}

/// Takes the related labels that stand on the line into the picture, as far as all fit side by side with their words
/// and none lies over another (miette would draw the second one beside its place). Gives back the others.
fn join<'a>(view: &View, related: &'a [Label], room: usize, drawn: &mut Vec<(Range<usize>, &'a str)>) -> Vec<usize> {
    let (text, line) = (&*view.text, &view.line);
    let mut elsewhere = Vec::new();
    for (index, label) in related.iter().enumerate() {
        let Some(span) = view.of_file(&label.span.range()).map(|span| clamped(text, span)) else {
            elsewhere.push(index);
            continue;
        };
        let apart = |other: &Range<usize>| span.end <= other.start && span.start < other.start || other.end <= span.start;
        let start = drawn.iter().map(|(other, _)| other.start).min().unwrap_or(span.start).min(span.start);
        let end = drawn.iter().map(|(other, _)| other.end).max().unwrap_or(span.end).max(span.end);
        let here = line.start <= span.start && span.end <= line.end && !span.is_empty();
        let fits = || {
            let words = drawn.iter().map(|(span, words)| (span, *words)).chain([(&span, &*label.message)]);
            // No further than the room: there may be a label for every word of a line of 50 MB.
            let reach = |end: usize| cells_up_to(&text[start..end.max(start)], room);
            let right = words.map(|(span, words)| reach(span.end) + 4 + cells(words)).max();
            reach(end).max(right.unwrap_or(0)) + SLACK <= room
        };
        if here && drawn.iter().all(|(other, _)| apart(other)) && fits() {
            drawn.push((span, &label.message));
        } else {
            elsewhere.push(index);
        }
    }
    elsewhere
}

/// How far the words beside the labels reach, in cells from `start`.
fn words_end(text: &str, start: usize, drawn: &[(Range<usize>, &str)]) -> usize {
    let with_words = drawn.iter().filter(|(_, words)| !words.is_empty());
    with_words.map(|(span, words)| cells(&text[start..span.end]) + 4 + cells(words)).max().unwrap_or(0)
}

/// The sentence around `core`, cut to `room` cells, of which `words` are taken from the beginning of `core` on.
fn window(text: &str, line: &Range<usize>, core: &Range<usize>, room: usize, words: usize) -> Range<usize> {
    // Nothing beyond the room is looked at: a line may be the whole text.
    let before = &text[line.start..core.start];
    let before = &before[before.len() - reach(before.chars().rev(), room)..];
    // A closing quotation mark behind the full stop belongs to the sentence it closes.
    let from =
        before.rfind(ends).map_or(0, |at| before.len() - before[at..].trim_start_matches(ends).trim_start_matches(closes).len());
    let before = before[from..].trim_start();
    let after = &text[core.end..line.end];
    let after = &after[..reach(after.chars(), room)];
    let to = match after.char_indices().find(|(_, c)| ends(*c)) {
        _ if text[core.clone()].ends_with(ends) => 0,
        Some((at, mark)) => at + mark.len_utf8(),
        None => after.len(),
    };
    let after = after[..to].trim_end();
    // Two cells a side for the marks of a cut.
    let left = room.saturating_sub(cells(&text[core.clone()]) + 4);
    let (want_before, want_after) = (cells(before), cells(after));
    // What one side does not need goes to the other.
    let give_before = want_before.min((left / 2).max(left.saturating_sub(want_after)));
    let give_before = give_before.min(room.saturating_sub(words + SLACK / 2));
    let start = core.start - reach(before.chars().rev(), give_before);
    start..core.end + reach(after.chars(), left - give_before.min(left))
}

/// The end of a sentence.
fn ends(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{FF01}' | '\u{FF1F}' | '\u{FF1B}')
}

/// What closes behind the end of a sentence.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '\u{FF09}' | '》' | '」')
}

/// Cells of a text, not counted further than needed: paragraphs are long.
fn cells_up_to(text: &str, most: usize) -> usize {
    let mut sum = 0;
    for c in text.chars() {
        sum += cell(c);
        if sum > most {
            break;
        }
    }
    sum
}

/// How many bytes of these characters fit into `room` cells.
pub(super) fn reach(characters: impl Iterator<Item = char>, room: usize) -> usize {
    let mut left = room;
    let mut bytes = 0;
    for c in characters {
        match left.checked_sub(cell(c)) {
            Some(less) => left = less,
            None => break,
        }
        bytes += c.len_utf8();
    }
    bytes
}

/// What is shown of a window and where it would begin: marks where a sentence was cut, stand-ins of the same length
/// in bytes for characters that would do something to the terminal.
fn marked(text: &str, line: &Range<usize>, window: &Range<usize>) -> (usize, String) {
    let whole = |c: char| ends(c) || closes(c);
    let before = text[line.start..window.start].trim_end();
    let cut_before = !before.is_empty() && !before.ends_with(whole) && window.start >= CUT.len();
    let cut_after = !text[window.end..line.end].trim().is_empty() && !text[..window.end].ends_with(whole);
    let mut shown = String::with_capacity(window.len() + 2 * CUT.len());
    shown.push_str(if cut_before { CUT } else { "" });
    for c in text[window.clone()].chars() {
        match c.len_utf8() {
            _ if c == '\t' || !unsafe_here(c) => shown.push(c),
            1 => shown.push('?'),
            2 => shown.push('·'),
            _ => shown.push('\u{FFFD}'),
        }
    }
    shown.push_str(if cut_after { CUT } else { "" });
    (window.start - if cut_before { CUT.len() } else { 0 }, shown)
}
