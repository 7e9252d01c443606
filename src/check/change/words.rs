//! The words of a comparison: 比上年同期的, 增加到, 年均增长.

/// Which way a value went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Up,
    Down,
}

/// What one word says.
#[derive(Clone, Copy)]
enum Word {
    /// 比, 较, 同比
    Compare,
    /// 上年, 2023年
    When,
    Turn(Turn),
    /// 到, 至
    To,
    /// 年均
    Yearly,
    /// 是, 相当于
    Is,
    /// What says nothing of its own: 的, 了, 达
    Link,
}

use Turn::{Down, Up};
use Word::{Compare, Is, Link, To, When, Yearly};

/// A word that begins another stands after it.
const WORDS: [(&str, Word); 94] = [
    ("同比", Compare),
    ("环比", Compare),
    ("相比", Compare),
    ("相较", Compare),
    ("比较", Compare),
    ("比例", Link),
    ("较之", Compare),
    ("比", Compare),
    ("较", Compare),
    ("上年度", When),
    ("上年", When),
    ("上一年度", When),
    ("上一年", When),
    ("去年", When),
    ("前年", When),
    ("前一年", When),
    ("同期", When),
    ("年初", When),
    ("原来", When),
    ("原先", When),
    ("期末", When),
    ("年末", When),
    ("年底", When),
    ("今年", When),
    ("年度", Link),
    ("全年", Link),
    ("年均", Yearly),
    ("年平均", Yearly),
    ("平均每年", Yearly),
    ("每年", Yearly),
    ("年增", Yearly),
    ("增长", Word::Turn(Up)),
    ("增加", Word::Turn(Up)),
    ("增幅", Word::Turn(Up)),
    ("增速", Word::Turn(Up)),
    ("递增", Word::Turn(Up)),
    ("提高", Word::Turn(Up)),
    ("提升", Word::Turn(Up)),
    ("上升", Word::Turn(Up)),
    ("上涨", Word::Turn(Up)),
    ("升幅", Word::Turn(Up)),
    ("涨幅", Word::Turn(Up)),
    ("扩大", Word::Turn(Up)),
    ("扩充", Word::Turn(Up)),
    ("攀升", Word::Turn(Up)),
    ("跃升", Word::Turn(Up)),
    ("多", Word::Turn(Up)),
    ("增", Word::Turn(Up)),
    ("升", Word::Turn(Up)),
    ("下降", Word::Turn(Down)),
    ("下滑", Word::Turn(Down)),
    ("减少", Word::Turn(Down)),
    ("降低", Word::Turn(Down)),
    ("降幅", Word::Turn(Down)),
    ("减幅", Word::Turn(Down)),
    ("缩减", Word::Turn(Down)),
    ("缩小", Word::Turn(Down)),
    ("缩短", Word::Turn(Down)),
    ("压减", Word::Turn(Down)),
    ("压缩", Word::Turn(Down)),
    ("精简", Word::Turn(Down)),
    ("削减", Word::Turn(Down)),
    ("核减", Word::Turn(Down)),
    ("回落", Word::Turn(Down)),
    ("递减", Word::Turn(Down)),
    ("少", Word::Turn(Down)),
    ("降", Word::Turn(Down)),
    ("减", Word::Turn(Down)),
    ("达到", To),
    ("变为", To),
    ("调整为", To),
    ("到", To),
    ("至", To),
    ("相当于", Is),
    ("是", Is),
    ("幅度", Link),
    ("净", Link),
    ("大幅", Link),
    ("总体", Link),
    ("率", Link),
    ("幅", Link),
    ("的", Link),
    ("数", Link),
    ("了", Link),
    ("达", Link),
    ("为", Link),
    ("末", Link),
    ("底", Link),
    ("\u{FF0C}", Link),
    ("、", Link),
    ("\u{FF08}", Link),
    ("\u{FF09}", Link),
    ("(", Link),
    (")", Link),
];

/// Longer stretches say more than a comparison, in bytes.
const LONG: usize = 60;

/// What a stretch says that holds words of comparison alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub compares: bool,
    pub when: bool,
    pub turn: Option<Turn>,
    pub to: bool,
    pub yearly: bool,
    pub is: bool,
}

/// Reads a stretch; none where it holds other words, or goes two ways: 增幅下降.
pub(super) fn phrase(words: &str) -> Option<Phrase> {
    if words.len() > LONG {
        return None;
    }
    let mut phrase = Phrase::default();
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        if let Some(after) = past_year(rest) {
            phrase.when = true;
            rest = after;
            continue;
        }
        let (after, word) = WORDS.iter().find_map(|(word, says)| Some((rest.strip_prefix(word)?, *says)))?;
        match word {
            Compare => phrase.compares = true,
            When => phrase.when = true,
            To => phrase.to = true,
            Yearly => phrase.yearly = true,
            Is => phrase.is = true,
            Link => {}
            Word::Turn(turn) => {
                if phrase.turn.replace(turn).is_some() {
                    return None;
                }
            }
        }
        rest = after.trim_start();
    }
    Some(phrase)
}

/// What follows a year: 2023年.
fn past_year(words: &str) -> Option<&str> {
    let year = words.get(..4).filter(|year| year.bytes().all(|sign| sign.is_ascii_digit()))?;
    words[year.len()..].strip_prefix('年')
}

/// Whether a stretch names the value that another came from: 由上年的, 从.
pub(super) fn is_origin(words: &str) -> bool {
    let from = words.len().saturating_sub(LONG);
    let near = (from..=words.len()).find_map(|at| words.get(at..)).unwrap_or(words);
    near.rfind(['从', '由']).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_holds_words_of_comparison_alone() {
        let turn = |words| phrase(words).map(|phrase| (phrase.turn, phrase.yearly));
        assert_eq!(turn("，年均增长"), Some((Some(Up), true)));
        assert_eq!(turn("户次下降"), None);
        assert_eq!(turn("，审批效率提高"), None);
        assert_eq!(turn("，增幅下降"), None);
        assert_eq!(turn("，降幅达"), Some((Some(Down), false)));
        assert!(phrase("，比2023年的").is_some_and(|phrase| phrase.compares && phrase.when));
        assert!(phrase("减少到").is_some_and(|phrase| phrase.to && phrase.turn == Some(Down)));
    }

    #[test]
    fn no_word_hides_behind_its_own_beginning() {
        for (at, (word, _)) in WORDS.iter().enumerate() {
            assert!(!WORDS[..at].iter().any(|(before, _)| word.starts_with(before)), "{word}");
        }
    }
}
