//! Signs that do not belong among the figures of a number, found at literals.

use super::super::{On, Say};
use crate::document::{Block, BlockKind, number_words};
use crate::finding::Safety;
use crate::span::{Read, Span};

/// Points side by side, and one before %.
pub(super) const POINTS: [&str; 2] = ["..", ".%"];
/// Letters that look like 0 and 1.
pub(super) const LETTERS: [&str; 5] = ["O", "o", "Ｏ", "l", "I"];
/// Words that a congress or its plenum is named by.
pub(super) const CONGRESSES: [&str; 4] = ["中全会", "届全国人大", "届全国政协", "党的"];

/// What may follow figures that count or date, so that what stands before is a number and no name: O2O模式, 2O项目.
const AFTER: &str = "年月日%\u{FF05}件人名次份场个起家户宗条万亿元";

/// Congresses of the Party that reports speak of, as figures: 党的20大.
const PARTY: std::ops::RangeInclusive<u32> = 11..=25;

/// Where text is: what a page left is not read.
fn block<'d>(on: &'d On, hit: Span<Read>) -> Option<&'d Block> {
    on.doc.block_at(hit.start).filter(|block| block.kind != BlockKind::Chrome)
}

/// 98..5%, 98.%
pub(super) fn stray_point(on: &On, say: &mut Say) {
    for hit in on.hits.iter() {
        let Some(block) = block(on, *hit) else { continue };
        let before = &on.doc.text()[block.span.start as usize..hit.start as usize];
        let doubled = on.doc.slice(*hit) == "..";
        let from = if doubled { hit.end } else { hit.start + 1 };
        let after = &on.doc.text()[from as usize..block.span.end as usize];
        let whole = digits_back(before);
        let part = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let fits = !doubled || part > 0 && after[part..].starts_with(['%', '万', '亿']);
        // V1..2%: a code, or figures with a point already.
        let code = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '.' | '-' | '/');
        if whole == 0 || !fits || before[..before.len() - whole].ends_with(code) {
            continue;
        }
        let sign = after[part..].chars().next().map_or(0, char::len_utf8);
        let place = Span::new(hit.start as usize - whole, from as usize + part + sign);
        let point = Span::new(hit.start as usize, hit.start as usize + 1);
        let words = on.doc.slice(place);
        let model = format!("{}{}", &words[..whole], &words[whole + 1..]);
        let said = say.at(place).value("number", words).value("model", &model);
        said.fix(format!("改为“{model}”"), point, "", Safety::Offered);
    }
}

/// How many bytes of digits a text ends with.
fn digits_back(text: &str) -> usize {
    text.len() - text.trim_end_matches(|sign: char| sign.is_ascii_digit()).len()
}

/// 2O24年, 1O件
pub(super) fn letter(on: &On, say: &mut Say) {
    let mut done = 0;
    for hit in on.hits.iter() {
        let Some(block) = block(on, *hit).filter(|_| hit.start >= done) else { continue };
        let within = Span::<Read>::new(block.span.start as usize, block.span.end as usize);
        let Some(token) = token(on, within, *hit) else { continue };
        done = token.end;
        let words = on.doc.slice(token);
        let model: String = words.chars().map(|sign| plain(sign).unwrap_or(sign)).collect();
        let said = say.at(token).value("number", words).value("model", &model);
        said.fix(format!("改为“{model}”"), token, model, Safety::Offered);
    }
}

/// The figure a letter stands for.
fn plain(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' | 'Ｏ' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    }
}

/// The number around a letter: figures first, no other letter or code beside it, and what is counted or dated behind it.
fn token(on: &On, within: Span<Read>, hit: Span<Read>) -> Option<Span<Read>> {
    /// No number has more signs.
    const LONG: usize = 12;
    let text = on.doc.text();
    let part = |sign: &char| sign.is_ascii_digit() || plain(*sign).is_some() || *sign == '.';
    let before = &text[within.start as usize..hit.start as usize];
    let after = &text[hit.end as usize..within.end as usize];
    let back: usize = before.chars().rev().take(LONG).take_while(part).map(char::len_utf8).sum();
    let forth: usize = after.chars().take(LONG).take_while(part).map(char::len_utf8).sum();
    let token = Span::new(hit.start as usize - back, hit.end as usize + forth);
    let words = on.doc.slice(token);
    let inner = words.trim_end_matches(['l', 'I']).len() == words.len();
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let alone = !before[..before.len() - back].ends_with(|sign: char| sign.is_ascii_alphanumeric() || "-+/_.".contains(sign));
    let counted = after[forth..].starts_with(|sign| AFTER.contains(sign));
    (alone && counted && inner && words.starts_with(|sign: char| sign.is_ascii_digit()) && digits > 0).then_some(token)
}

/// 20届3中全会, 11届全国人大1次会议, 党的20大
pub(super) fn plenum(on: &On, say: &mut Say) {
    for hit in on.hits.iter() {
        let Some(block) = block(on, *hit) else { continue };
        let before = &on.doc.text()[block.span.start as usize..hit.start as usize];
        let after = &on.doc.text()[hit.end as usize..block.span.end as usize];
        let name = match on.doc.slice(*hit) {
            "中全会" => plenary(before),
            "党的" => party(after).map(|end| (0, "党的".len() + end)),
            word => congress(before, word, after),
        };
        let Some((back, end)) = name else { continue };
        let start = hit.start as usize - back;
        let place = Span::new(start, start + end);
        let words = on.doc.slice(place);
        let model = in_words(words);
        let said = say.at(place).value("name", words).value("model", &model);
        said.fix(format!("改为“{model}”"), place, model, Safety::Offered);
    }
}

/// How far before 中全会 the name begins, and its length: 20届3|中全会, 20届三|中全会.
fn plenary(before: &str) -> Option<(usize, usize)> {
    let number = digits_back(before);
    let rest = &before[..before.len() - number];
    let rest = if number == 0 { rest.trim_end_matches(|sign| "一二三四五六七八九".contains(sign)) } else { rest };
    let term = rest.strip_suffix('届')?;
    let figures = digits_back(term);
    let own = (1..=2).contains(&figures) || number > 0;
    let back = before.len() - (term.len() - figures);
    (own && before.len() > rest.len() && number <= 1).then(|| (back, back + "中全会".len()))
}

/// 11|届全国人大|1次会议; 第14届 is left alone.
fn congress(before: &str, word: &str, after: &str) -> Option<(usize, usize)> {
    let figures = digits_back(before);
    let first = (1..=2).contains(&figures) && !before[..before.len() - figures].ends_with('第');
    let session = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let session = if session > 0 && after[session..].starts_with("次会议") { session + "次会议".len() } else { 0 };
    first.then(|| (figures, figures + word.len() + session))
}

/// 党的|20大
fn party(after: &str) -> Option<usize> {
    let figures = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let number: u32 = after[..figures].parse().ok()?;
    let rest = after[figures..].strip_prefix('大')?;
    let word = rest.starts_with([
        '以', '报', '精', '胜', '召', '和', '、', '\u{FF0C}', '。', '会', '后', '关', '作', '提', '要', '部', '确',
    ]);
    (PARTY.contains(&number) && word).then_some(figures + "大".len())
}

/// The same name with its figures in words.
fn in_words(name: &str) -> String {
    let mut words = String::new();
    let mut rest = name;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let length = rest[at..].len() - rest[at..].trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let (figures, after) = rest[at..].split_at(length);
        words += &rest[..at];
        words += &figures.parse().map_or_else(|_| figures.to_owned(), number_words);
        rest = after;
    }
    words + rest
}
