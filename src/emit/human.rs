//! For a person at a terminal: every finding with its place, a picture, a remedy and the authority.
//!
//! miette draws; what it is given to draw is in [`super::excerpt`]. Lines below the picture are ours, because the words
//! there are Chinese and wrap between characters.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};
use textwrap::{Options, WordSeparator};

use super::excerpt::{Excerpt, cells, clause};
use super::line::fold;
use super::link::linked;
use super::private::told;
use super::words::{Language, Words};
use super::{Checked, Tally, Told, short};
use crate::finding::{Edit, Finding, Fix, Label, Severity};
use crate::source::Source;

/// From how many findings in one file on the rest is told in one line each: nobody reads three hundred pictures.
const PICTURES: usize = 200;
/// Up to how many other places of one finding are named with their words; more are listed by line.
const PLACES: usize = 6;
/// The same for places that are all of one kind.
const ALIKE: usize = 2;
/// How many lines are listed.
const LINES: usize = 12;
/// Cells within which a screen of text can be read.
const WIDTHS: (usize, usize) = (40, 120);

/// A rule's title and reason. The reason is told with the first finding of the rule in a file.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The fault in a few words. Shown in English only: in Chinese the message says it.
    pub title: String,
    /// Why it matters.
    pub why: String,
}

/// Looks up a rule by its id.
type Reasons = Box<dyn Fn(&str) -> Option<Reason> + Send + Sync>;
/// Looks up the whole path of a file by the path that was given.
type Files = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// How to tell it.
pub struct Human {
    handler: GraphicalReportHandler,
    width: usize,
    color: bool,
    language: Language,
    reason: Reasons,
    file: Option<Files>,
}

impl fmt::Debug for Human {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Human").field("width", &self.width).field("color", &self.color).field("language", &self.language).finish()
    }
}

impl Human {
    /// `width` in cells; `color` with ANSI sequences; `drawn` with box-drawing characters, else with ASCII only;
    /// `reason` gives a rule's title and reason in the language.
    pub fn new(
        width: usize,
        color: bool,
        drawn: bool,
        language: Language,
        reason: impl Fn(&str) -> Option<Reason> + Send + Sync + 'static,
    ) -> Human {
        let width = width.clamp(WIDTHS.0, WIDTHS.1);
        let mut characters = if drawn { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
        if drawn {
            // ⚠ and ☞ are one cell here and two there, and would shift the line.
            (characters.error, characters.warning, characters.advice) = ("×".into(), "!".into(), "i".into());
        }
        let styles = if color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(width)
            .with_context_lines(0)
            .with_links(false)
            .without_cause_chain()
            .without_syntax_highlighting();
        Human { handler, width, color, language, reason: Box::new(reason), file: None }
    }

    /// Makes places links to the files whose whole paths `file` knows, for terminals that have links.
    pub fn with_links(self, file: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Human {
        Human { file: Some(Box::new(file)), ..self }
    }

    /// All there is to say about a file.
    pub(super) fn file(&self, checked: &Checked) -> Told {
        let mut told = Told::default();
        let (source, report) = match &checked.outcome {
            Ok(both) => both,
            Err(reason) => {
                told.err = short::trouble(&checked.path, reason, self.language);
                return told;
            }
        };
        let name = fold(&checked.path);
        let mut explained = HashSet::new();
        for finding in report.findings.iter().take(PICTURES) {
            self.finding(&mut told.out, source, &name, finding, explained.insert(&*finding.rule));
            told.out.push('\n');
        }
        if let Some(rest) = report.findings.get(PICTURES..).filter(|rest| !rest.is_empty()) {
            told.out += &self.many(&name, rest.len());
            rest.iter().for_each(|finding| short::write(&mut told.out, &name, source, finding));
            told.out.push('\n');
        }
        for notice in &report.notices {
            told.err += &short::notice(&checked.path, &notice.message, self.language);
        }
        told
    }

    /// One finding: header and picture by miette, then what helps.
    fn finding(&self, out: &mut String, source: &Source, name: &str, finding: &Finding, first: bool) {
        let words = self.language.words();
        let excerpt = Excerpt::new(source, name, &finding.at, &finding.related, self.width);
        let header = self.header(finding, words);
        let picture = Picture { header, severity: finding.severity, excerpt: excerpt.as_ref() };
        // Writing to a string cannot fail, and the excerpt holds every label it names.
        let mut drawn = String::new();
        let _ = self.handler.render_report(&mut drawn, &picture);
        *out += &self.clickable(drawn, source, name, finding);
        match &excerpt {
            Some(excerpt) => self.beside(out, source, finding, excerpt, words),
            None => {
                let at = source.position(finding.at.span.start as usize);
                self.line(out, words.see, &format!("{name}:{}:{}", at.line, at.column));
            }
        }
        if !finding.help.is_empty() {
            self.line(out, words.help, &finding.help);
        }
        for fix in &finding.fixes {
            self.line(out, words.fix, &self.remedy(source, fix));
        }
        if !finding.basis.is_empty() {
            self.line(out, words.basis, &finding.basis.join(words.semicolon));
        }
        // A Chinese message says what the title says; who reads English needs it every time.
        let reason = if first || self.language == Language::English { (self.reason)(&finding.rule) } else { None };
        match reason {
            Some(Reason { title, why }) if self.language == Language::English => {
                self.line(out, words.rule, &if first { format!("{title}. {why}") } else { title });
            }
            Some(Reason { why, .. }) => self.line(out, words.why, &why),
            None => {}
        }
    }

    fn clickable(&self, drawn: String, source: &Source, name: &str, finding: &Finding) -> String {
        let Some(file) = self.file.as_ref().and_then(|file| file(source.name())) else { return drawn };
        let at = source.position(finding.at.span.start as usize);
        let line = (!source.format().is_document()).then_some(at.line);
        linked(drawn, &format!("{name}:{}:{}", at.line, at.column), &file, line)
    }

    /// A fault in a file that is no draft, as a rule's YAML: drawn like a finding.
    pub fn fault(&self, source: &Source, at: Label, message: &str, help: &str) -> String {
        let name = fold(source.name());
        let excerpt = Excerpt::new(source, &name, &at, &[], self.width);
        let mut out = String::new();
        let picture = Picture { header: fold(message).into_owned(), severity: Severity::Error, excerpt: excerpt.as_ref() };
        let _ = self.handler.render_report(&mut out, &picture);
        let words = self.language.words();
        if excerpt.is_none() {
            self.line(&mut out, words.see, &name);
        }
        if !help.is_empty() {
            self.line(&mut out, words.help, help);
        }
        out
    }

    fn header(&self, finding: &Finding, words: &Words) -> String {
        let (on, off) = match finding.severity {
            _ if !self.color => ("", ""),
            Severity::Error => ("\x1b[1;31m", "\x1b[0m"),
            Severity::Warning => ("\x1b[1;33m", "\x1b[0m"),
            Severity::Advice => ("\x1b[1;36m", "\x1b[0m"),
        };
        let head = format!("{}[{}]", words.severity(finding.severity), finding.rule);
        let whole = format!("{head} {}", fold(&finding.message));
        // miette takes two cells off the width and four for its margin, and keeps line breaks.
        let lines = wrapped(&whole, self.width - 6).join("\n");
        match lines.strip_prefix(&head) {
            Some(rest) => format!("{on}{head}{off}{rest}"),
            None => lines,
        }
    }

    /// What the picture could not show: the rest of a long span, and places elsewhere.
    fn beside(&self, out: &mut String, source: &Source, finding: &Finding, excerpt: &Excerpt, words: &Words) {
        if !excerpt.said {
            self.line(out, words.note, &finding.at.message);
        }
        if let Some((characters, line)) = excerpt.rest {
            let own = source.position(finding.at.span.start as usize).line;
            self.line(out, words.note, &self.shortened(source, characters, (line > own).then_some(line)));
        }
        let elsewhere = excerpt.elsewhere.iter().map(|&index| &finding.related[index]);
        // Places of one habit have nothing to say one by one.
        let alike = finding.related.windows(2).all(|pair| pair[0].message == pair[1].message);
        if excerpt.elsewhere.len() > if alike { ALIKE } else { PLACES } {
            let mut lines: Vec<_> = elsewhere.map(|label| source.position(label.span.start as usize).line).collect();
            lines.dedup();
            self.line(out, words.see, &self.listed(source, &lines, excerpt.elsewhere.len()));
            return;
        }
        for label in elsewhere {
            let message = fold(&label.message);
            let at = source.position(label.span.start as usize);
            let place = self.place(source, at.line, at.column);
            // One line a place, as far as that goes.
            let taken = cells(words.see) + cells(&place) + cells(&message) + 14;
            let Some((at, clause)) = clause(source, label, self.width.saturating_sub(taken).max(24)) else { continue };
            let place = self.place(source, at.line, at.column);
            let text = if message.is_empty() { format!("{place}{clause}") } else { format!("{place}{clause} —— {message}") };
            self.line(out, words.see, &text);
        }
    }

    /// What a fix does: its title, the change itself where the title does not name it, and how far to trust it.
    fn remedy(&self, source: &Source, fix: &Fix) -> String {
        let change = match &*fix.edits {
            [Edit { text, .. }] if !text.is_empty() && fix.title.contains(&**text) => String::new(),
            // What a fix puts in is never masked.
            [Edit { span, text }] if told(source, fix) => {
                let old = source.shown().get(span.range()).unwrap_or_default();
                let named = text.is_empty() && !old.trim().is_empty() && fix.title.contains(old);
                if named || cells(old) + cells(text) > 80 { String::new() } else { self.change(&fix.title, old, text) }
            }
            edits => self.language.places(edits.len()),
        };
        let gap = if fix.title.is_empty() || change.is_empty() { "" } else { " " };
        let safety = self.language.words().safety(fix.safety);
        match self.language {
            Language::Chinese => format!("{}{gap}{change}\u{FF08}{safety}\u{FF09}", fix.title),
            Language::English => format!("{}{gap}{change} ({safety})", fix.title),
        }
    }

    /// A line below the picture, wrapped with its label hanging.
    fn line(&self, out: &mut String, label: &str, text: &str) {
        let colon = self.language.words().colon;
        let lead = format!("  {label}{colon}");
        let hang = cells(&lead);
        let shown = if self.color { format!("  \x1b[1m{label}\x1b[0m{colon}") } else { lead };
        let text = fold(text);
        if hang + cells(&text) < self.width {
            let _ = writeln!(out, "{shown}{text}");
            return;
        }
        for (index, piece) in wrapped(&text, self.width.saturating_sub(hang + 1).max(20)).iter().enumerate() {
            let _ = match index {
                0 => writeln!(out, "{shown}{piece}"),
                _ => writeln!(out, "{:hang$}{piece}", ""),
            };
        }
    }
}

/// A last line below this many cells is a leftover.
const LEFTOVER: usize = 8;

/// The text in lines of at most `room` cells; a little narrower, where that keeps a character or two from a line of their own.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<Cow<'_, str>> {
    let at = |room| {
        let options = Options::new(room).word_separator(WordSeparator::UnicodeBreakProperties);
        textwrap::wrap(text, options.wrap_algorithm(textwrap::WrapAlgorithm::FirstFit))
    };
    let lines = at(room);
    let even = |tried: &Vec<Cow<str>>| tried.len() == lines.len() && tried.last().is_none_or(|last| cells(last) >= LEFTOVER);
    let narrower = (0..LEFTOVER).map(|less| at(room.saturating_sub(less))).find(even);
    narrower.unwrap_or(lines)
}

/// What a line of a text is called: in a Word document it is a paragraph.
fn unit(source: &Source, language: Language) -> &'static str {
    match (source.format().is_document(), language) {
        (true, Language::Chinese) => "段",
        (true, Language::English) => "paragraph",
        (_, Language::Chinese) => "行",
        (_, Language::English) => "line",
    }
}

/// The sentences with numbers in them, in both languages.
impl Human {
    fn shortened(&self, source: &Source, characters: usize, line: Option<usize>) -> String {
        let unit = unit(source, self.language);
        match (self.language, line) {
            (Language::Chinese, None) => format!("所指文字共{characters}字，图中只标出开头"),
            (Language::Chinese, Some(line)) => format!("所指文字共{characters}字，到第{line}{unit}为止，图中只标出开头"),
            (Language::English, None) => format!("{characters} characters; only the beginning is marked"),
            (Language::English, Some(line)) => format!("{characters} characters, to {unit} {line}; only the beginning is marked"),
        }
    }

    /// One replacement, in as few words as the title leaves to say.
    fn change(&self, title: &str, old: &str, new: &str) -> String {
        let (delete, insert) = if self.language == Language::Chinese { ("删去", "加上") } else { ("delete ", "insert ") };
        match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("{insert}“{new}”"),
            (_, true) if title.contains('删') => format!("“{old}”"),
            (_, true) => format!("{delete}“{old}”"),
            _ => format!("“{old}” → “{new}”"),
        }
    }

    fn place(&self, source: &Source, line: usize, column: usize) -> String {
        match self.language {
            Language::Chinese => format!("第{line}{}第{column}字 ", unit(source, self.language)),
            Language::English => format!("{line}:{column} "),
        }
    }

    fn listed(&self, source: &Source, lines: &[usize], places: usize) -> String {
        let unit = unit(source, self.language);
        let shown: Vec<_> = lines.iter().take(LINES).map(ToString::to_string).collect();
        let more = lines.len() > LINES;
        match self.language {
            Language::Chinese => format!("第{}{unit}{}{places}处", shown.join("、"), if more { "等" } else { "\u{FF0C}共" }),
            Language::English => format!("{unit}s {}{}; {places} places", shown.join(", "), if more { " …" } else { "" }),
        }
    }

    fn many(&self, name: &str, rest: usize) -> String {
        match self.language {
            Language::Chinese => format!("{name} 问题较多，其余{rest}处每处只列一行\u{FF1A}\n"),
            Language::English => format!("{name} has many findings; the other {rest} take one line each:\n"),
        }
    }

    /// The closing line.
    pub(super) fn summary(&self, tally: &Tally) -> String {
        super::summary::summary(tally, self.language)
    }
}

/// A finding in the form that miette draws.
#[derive(Debug)]
struct Picture<'a> {
    header: String,
    severity: Severity,
    excerpt: Option<&'a Excerpt>,
}

impl fmt::Display for Picture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.header)
    }
}

impl std::error::Error for Picture<'_> {}

impl Diagnostic for Picture<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt?;
        Some(Box::new(excerpt.labels().iter().cloned()))
    }
}
