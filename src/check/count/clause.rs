//! A slogan before the clause that spells it out: 开展“五进”活动，推动法律进机关、进乡村、进社区、进学校、进企业.

use super::after::OTHERWISE;
use super::announced::{Announced, Measure};
use super::{CountFault, Found, is_slip, list};
use crate::check::claim::{Claim, Verdict};
use crate::document::Document;
use crate::span::Span;

/// No sentence is read further, in bytes.
const WINDOW: usize = 900;

/// The claim that the clause after a slogan makes.
pub(super) fn claim(doc: &Document, announced: &Announced) -> Option<Claim<CountFault>> {
    let [word] = announced.words[..] else { return None };
    if announced.measure != Measure::Slogan {
        return None;
    }
    let text = doc.text();
    let comma = |sign| matches!(sign, '\u{FF0C}' | ',');
    let from = announced.to + text[announced.to..].chars().next().filter(|sign| comma(*sign))?.len_utf8();
    let block = doc.block(announced.block).text.end as usize;
    let window = (from..=block.min(from + WINDOW)).rev().find(|at| text.is_char_boundary(*at))?;
    let sentence = text[from..window].find(['。', '\u{FF01}', '\u{FF1F}', '\u{FF1B}', ';', '\n']);
    let to = sentence.map_or(window, |end| from + end);
    if sentence.is_none() && window < block || OTHERWISE.iter().any(|word| text[from..].starts_with(word)) {
        return None;
    }
    let word = &text[word.range()];
    let all = list::split(text, from..to, |sign| sign == '、' || comma(sign));
    // 推动法律进机关: the words before the first member are none of its own.
    let first = all.first()?;
    let begin = first.start as usize + text[first.range()].rfind(word)?;
    let run = 1 + all[1..].iter().take_while(|member| text[member.range()].trim().starts_with(word)).count();
    let last = &text[all[run - 1].range()];
    // 进机关、进乡村、学校: not each has the word.
    if run < 3 || text[all[run - 1].end as usize..to].starts_with('、') {
        return None;
    }
    let least = run as u32;
    let counts = (least, least + all[..run].iter().map(|member| list::joints(&text[member.range()])).sum::<u32>());
    let fits = (counts.0..=counts.1).contains(&announced.value) || last.contains('等') && announced.value > least;
    let verdict = match fits {
        true => Verdict::Held,
        false if is_slip(announced.value, counts) => Verdict::Off(CountFault::ListedAfter),
        false => Verdict::Left("相差太多，所列未必就是所数的"),
    };
    let at = Span::new(begin, all[run - 1].end as usize);
    let shown: Vec<&str> = std::iter::once(&text[begin..first.end as usize])
        .chain(all[1..run].iter().map(|member| text[member.range()].trim()))
        .collect();
    Some(Found { at, counts, members: shown.join("、") }.claim(doc, announced, verdict))
}
