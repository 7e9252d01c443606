//! What a text suffered on its way: notes, traditional characters and broken bytes that the reading has mended.
//! Each repair is a finding in the text as written, and the repair is its fix.

use serde::{Deserialize, Serialize};

use super::{Kind, On, Remedy, Say};
use crate::finding::Safety;
use crate::source::{Piece, Repair, Source};
use crate::span::Span;

/// `check: { damage: { fault: gloss } }`
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Damage {
    /// What to report.
    pub fault: DamageFault,
}

/// How a text was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DamageFault {
    /// Pinyin notes behind the characters: 區(qū).
    Gloss,
    /// Traditional characters in such number that the page was converted.
    Traditional,
    /// A run whose GBK bytes were read one off.
    Shift,
    /// A mark lost to that: 成效?,F(xiàn)将.
    LostMark,
    /// UTF-8 decoded as another encoding.
    Garbled,
    /// Tags and entities of a web page.
    Markup,
    /// A remark in the code of a web page, which no reader of the page sees.
    Remark,
    /// Radicals used as characters.
    Radical,
    /// A space or mark that cannot be seen.
    Invisible,
    /// A control character.
    Control,
}

/// So many traditional characters make a converted page, if they are one in so many of the text's: a name, a place, a
/// quotation or a plaque has fewer.
const CONVERTED: usize = 20;
const ONE_IN: usize = 50;

impl Kind for Damage {
    fn run(&self, on: &On, say: &mut Say) {
        let source = on.doc.source;
        let (title, safety) = self.remedy();
        let pieces = || source.reading().pieces().iter().filter(|piece| self.is(source, piece));
        if pieces().next().is_none() {
            return;
        }
        // A tag may stand for a line end: <br> becomes one as the text has it.
        let line_end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
        if self.fault == DamageFault::Traditional && !is_converted(source, pieces()) {
            return;
        }
        for piece in pieces() {
            let read = &source.reading().text()[piece.read.range()];
            let read = if self.fault == DamageFault::Control && breaks(written(source, piece)) { "\n" } else { read };
            let said = say.written(piece.written);
            said.value("written", source.words(piece.written)).value("read", read.trim_end_matches('\n'));
            let code = |c: char| format!("U+{:04X}", u32::from(c));
            said.value("code", written(source, piece).chars().next().map_or(String::new(), code));
            let edits = vec![(piece.written.into(), read.replace('\n', line_end))];
            said.fixes.push(Remedy { title: title.to_owned(), edits, safety });
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        vec!["written", "read", "code"]
    }
}

impl Damage {
    fn is(&self, source: &Source, piece: &Piece) -> bool {
        match self.fault {
            DamageFault::Gloss => piece.repair == Repair::Gloss,
            DamageFault::Traditional => piece.repair == Repair::Traditional,
            DamageFault::Shift => piece.repair == Repair::Shift,
            DamageFault::LostMark => piece.repair == Repair::LostMark,
            DamageFault::Garbled => piece.repair == Repair::Garbled,
            DamageFault::Markup => piece.repair == Repair::Markup && !is_remark(written(source, piece)),
            DamageFault::Remark => piece.repair == Repair::Markup && is_remark(written(source, piece)),
            DamageFault::Radical => piece.repair == Repair::Radical,
            DamageFault::Invisible => piece.repair == Repair::Invisible && !is_control(written(source, piece)),
            DamageFault::Control => piece.repair == Repair::Invisible && is_control(written(source, piece)),
        }
    }

    /// What the fix does, and how far it may be trusted: what leaves every visible character as it is may go unasked.
    fn remedy(&self) -> (&'static str, Safety) {
        match self.fault {
            DamageFault::Gloss => ("删去注音", Safety::Offered),
            DamageFault::Traditional => ("改为简体字", Safety::Offered),
            DamageFault::Shift | DamageFault::LostMark | DamageFault::Garbled => ("恢复原文", Safety::Offered),
            DamageFault::Markup | DamageFault::Remark => ("去掉网页代码", Safety::Offered),
            DamageFault::Radical => ("改为通用汉字", Safety::Safe),
            DamageFault::Invisible => ("换成普通空格或删去", Safety::Safe),
            DamageFault::Control => ("换成换行或删去", Safety::Offered),
        }
    }
}

fn written<'s>(source: &'s Source, piece: &Piece) -> &'s str {
    &source.text()[piece.written.range()]
}

fn is_remark(text: &str) -> bool {
    text.starts_with("<!--")
}

fn is_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

/// The line and page breaks of a word processor, which the text goes on behind.
fn breaks(text: &str) -> bool {
    matches!(text, "\u{B}" | "\u{C}")
}

/// Whether a text has so many traditional characters that it was converted, and not some names in it.
fn is_converted<'s>(source: &Source, pieces: impl Iterator<Item = &'s Piece>) -> bool {
    let length = |span: Span| source.text()[span.range()].chars().count();
    let traditional: usize = pieces.map(|piece| length(piece.written)).sum();
    let all = || source.text().chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
    traditional >= CONVERTED && traditional * ONE_IN >= all()
}
