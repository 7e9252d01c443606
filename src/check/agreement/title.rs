//! A document with two titles: 《…全国首批治政府…》 and 《…全国法治政府…》.

use fnv::{FnvHashMap, FnvHashSet};
use memchr::memmem;
use pinyin::ToPinyin;

use super::{AgreementFault, twice};
use crate::check::claim::{Claim, Verdict};
use crate::check::words::stops;
use crate::document::{BlockKind, Document};
use crate::span::{Read, Span};

/// Shorter titles of two documents differ by one word, in characters.
const LONG: usize = 12;
/// Titles that differ by more than one character must share this many.
const LONGER: usize = 16;
/// More titles than this are not compared.
const MANY: usize = 400;
/// How many titles are looked at that begin or end alike.
const NEAR: usize = 24;

/// Characters by which two documents of one kind differ: of years, numbers, ranks, places and persons.
const TELLING: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百〇零两上下前后中初甲乙丙丁新旧总分大小省市县区镇乡街村州国东南西北男女和与及或、年月日期批届次号级部类非不未";

/// A title as it is compared.
struct Title {
    at: Span<Read>,
    sentence: u32,
    place: Vec<char>,
    words: Vec<char>,
}

pub(super) fn claims(doc: &Document) -> Vec<Claim<AgreementFault>> {
    let titles = titles(doc);
    // By their beginnings and their ends: two that differ at one place share one of them.
    let mut alike: FnvHashMap<(bool, [char; 4]), Vec<usize>> = FnvHashMap::default();
    let mut claims = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let ends = ends(&title.words);
        let mut near = ends.iter().filter_map(|end| alike.get(end)).flat_map(|near| near.iter().rev().take(NEAR));
        let other = near.find_map(|other| {
            let other = &titles[*other];
            (other.sentence != title.sentence && is_slip(other, title)).then_some(other)
        });
        if let Some(other) = other {
            claims.push(twice(doc, title.at, other.at, Verdict::Off(AgreementFault::Title)));
        }
        for end in ends {
            alike.entry(end).or_default().push(at);
        }
    }
    claims
}

/// The first four characters and the last four.
fn ends(words: &[char]) -> [(bool, [char; 4]); 2] {
    let four = |words: &[char]| [words[0], words[1], words[2], words[3]];
    [(true, four(&words[..4])), (false, four(&words[words.len() - 4..]))]
}

/// The long titles of the text, each wording once.
fn titles(doc: &Document) -> Vec<Title> {
    let mut seen = FnvHashSet::default();
    let mut titles = Vec::new();
    let running =
        doc.iter().filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Heading));
    for (id, block) in running {
        let words = doc.words(block);
        let mut from = 0;
        // How many sentences end before a place.
        let (mut counted, mut sentences) = (0, 0);
        while let Some(open) = memmem::find(&words.as_bytes()[from..], "《".as_bytes()).map(|at| from + at) {
            let start = open + '《'.len_utf8();
            let Some(end) = words[start..].find(['《', '》']).map(|at| start + at) else { break };
            from = end;
            let name = &words[start..end];
            if words[end..].starts_with('》') && seen.insert(name) {
                let base = block.text.start as usize;
                sentences += stops(&words[counted..open]).count() as u32;
                counted = open;
                let at = Span::new(base + open, base + end + '》'.len_utf8());
                let title = Title::read(name, at, id.0 << 12 | sentences & 0xfff);
                titles.extend(title);
            }
            if titles.len() >= MANY {
                return titles;
            }
        }
    }
    titles
}

impl Title {
    /// What is left without brackets, 的 and the place before it; none if that is short.
    fn read(name: &str, at: Span<Read>, sentence: u32) -> Option<Title> {
        let mut depth = 0;
        let mut words = Vec::new();
        for sign in name.chars() {
            match sign {
                '\u{FF08}' | '(' | '〔' => depth += 1,
                '\u{FF09}' | ')' | '〕' => depth -= 1,
                _ if depth > 0 || sign == '的' || sign.is_whitespace() => {}
                _ => words.push(sign),
            }
        }
        let place = place(&words);
        let rest = words.split_off(place);
        (rest.len() >= LONG).then_some(Title { at, sentence, place: words, words: rest })
    }
}

/// How many characters of a title are the name of a place: 澄岫市青岚县.
fn place(words: &[char]) -> usize {
    const REACH: usize = 9;
    let ends = |at: &usize| {
        matches!(words[*at], '省' | '市' | '县' | '区' | '州' | '盟' | '旗' | '镇')
            && !words.get(at + 1).is_some_and(|next| "场域级直属政际容民".contains(*next))
    };
    (1..words.len().min(REACH)).rev().find(ends).map_or(0, |at| at + 1)
}

/// Whether two titles are of one document and one of them has a slip: they differ at one place, by a character or so.
fn is_slip(a: &Title, b: &Title) -> bool {
    let places = a.place.ends_with(&b.place) || b.place.ends_with(&a.place);
    let (a, b) = (&a.words, &b.words);
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - same;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (one, other) = (&a[same..a.len() - tail], &b[same..b.len() - tail]);
    let shared = same + tail;
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let size = match (short, long) {
        (0, 1) => shared + 1 >= LONG,
        // 春季 and 秋季 are two notices, 河长制 and 林长制 two plans; 形式 and 形势 are one slip of the keyboard.
        (1, 1) => shared + 1 >= LONG && sounds_alike(one[0], other[0]),
        (1, 2) => shared >= LONGER,
        _ => false,
    };
    // 办法 and 细则, at the end, are two documents; so is 县 before 乡.
    places && size && tail >= 2 && same >= 2 && !one.iter().chain(other).any(|sign| TELLING.contains(*sign) && long == 1)
}

fn sounds_alike(a: char, b: char) -> bool {
    let sound = |sign: char| sign.to_pinyin().map(|sound| sound.plain());
    sound(a).is_some() && sound(a) == sound(b)
}
