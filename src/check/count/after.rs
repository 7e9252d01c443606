//! A number before its list: “六进”（进网格、…）, 三项机制：甲、乙、丙。 三大领域，即甲、乙、丙。

use super::announced::{Announced, Measure};
use super::{CountFault, Found, clause, is_slip, is_told, list, told};
use crate::check::claim::{Claim, Verdict};
use crate::document::Document;
use crate::span::Span;

/// No list is longer, in bytes.
const WINDOW: usize = 1500;

/// Words that open a list that is all there is. Longer ones first.
const NAMELY: [&str; 9] = ["即为", "即", "分别是", "分别为", "分别指", "是指", "指的是", "指", "具体为"];
/// Words that open a list of which more may be told elsewhere.
const SOME: [&str; 2] = ["具体包括", "包括"];
/// Words that open something else than the list of all.
pub(super) const OTHERWISE: [&str; 14] =
    ["含", "其中", "如", "例如", "比如", "主要", "重点", "不含", "除", "原", "下同", "见", "详见", "以下"];

/// How points begin, and no list does.
const POINTS: [&str; 7] = ["\u{FF08}", "(", "第", "①", "*", "一是", "一要"];

/// The claim that a list after the number makes.
pub(super) fn claim(doc: &Document, announced: &Announced) -> Option<Claim<CountFault>> {
    let block_end = doc.block(announced.block).text.end as usize;
    let text = &doc.text()[..block_end];
    // Most numbers announce nothing.
    if announced.measure != Measure::Slogan && !may_open(&text[announced.to..]) {
        return None;
    }
    let place = Place::find(text, announced.to)?;
    let some = SOME.iter().any(|word| text[place.from..].starts_with(word));
    let opened = NAMELY.iter().chain(&SOME).find(|word| text[place.from..].starts_with(**word)).map_or(0, |word| word.len());
    let within = place.from + opened..place.to;
    if opened == 0 && place.namely {
        return clause::claim(doc, announced);
    }
    if opened == 0 && OTHERWISE.iter().any(|word| text[within.start..].starts_with(word)) {
        return None;
    }
    // 十件实事：（1）…: points, and no list.
    if !place.bracket && POINTS.iter().any(|word| text[within.start..].starts_with(word)) {
        return None;
    }
    let listed = Listed::read(text, within, place.bracket)?;
    let members: Vec<&str> = listed.members.iter().map(|member| text[member.range()].trim()).collect();
    let value = announced.value;
    let fits = |(least, most): (u32, u32)| (least..=most).contains(&value);
    let first = listed.members.first()?;
    let at = first.cover(listed.members.last()?);
    let counts = listed.counts[0];
    let open = some || list::is_open(&text[at.range()]);
    let told = if announced.measure == Measure::Slogan { told(announced, text, &members) } else { Vec::new() };
    let all_told = announced.words.len() > 1 && told.iter().sum::<usize>() == value as usize;
    let verdict = if listed.counts.iter().copied().any(fits) || open && value > counts.0 || all_told {
        Verdict::Held
    } else if listed.trailing {
        Verdict::Left("各项的界限不清楚")
    } else if !is_slip(value, counts) {
        Verdict::Left("相差太多，所列未必就是所数的")
    } else if members.iter().any(|member| member.contains(|sign: char| sign.is_ascii_digit())) {
        Verdict::Left("各项带有数字")
    } else {
        judge(text, announced, &members, &told, place.bracket)
    };
    Some(Found { at, counts, members: members.join("、") }.claim(doc, announced, verdict))
}

/// Whether what follows a number may open a list: a bracket, a colon, a dash, or a word that does.
fn may_open(rest: &str) -> bool {
    let rest = rest.trim_start();
    let words = rest.strip_prefix(['\u{FF0C}', ',']).unwrap_or(rest);
    rest.starts_with(['\u{FF08}', '(', '\u{FF1A}', ':', '—'])
        || words.starts_with(['即', '分', '是', '指', '具', '包'])
            && NAMELY.iter().chain(&SOME).any(|word| words.starts_with(word))
}

/// Whether a list that does not fit is surely the list of what is counted.
fn judge(text: &str, announced: &Announced, members: &[&str], told: &[usize], bracket: bool) -> Verdict<CountFault> {
    let words = || announced.words.iter().map(|word| &text[word.range()]);
    let sure = match announced.measure {
        // “六进”（进网格、进园区）: each member has a word of the slogan, once.
        Measure::Slogan => is_told(announced, told),
        // 5个部门（水务局、交通局、林业局）, 4个乡镇（甲镇、乙乡、丙镇）. In 13个镇（街道、园区） stand other words for what is counted,
        // and no list of it.
        Measure::Thing if bracket => {
            let counted = |member: &&str| words().any(|word| list::end(member).is_some_and(|end| word.contains(end)));
            let listed = |member: &&str| member.chars().count() > 1 && !words().any(|word| word.contains(*member));
            members.len() > 2
                && members.iter().all(listed)
                && (list::shared_end(members).is_some() || members.iter().all(counted))
        }
        Measure::Level => false,
        Measure::Kind | Measure::Thing | Measure::Point => members.len() > 2 && list::alike(members),
    };
    if sure { Verdict::Off(CountFault::ListedAfter) } else { Verdict::Left("所列未必就是所数的") }
}

/// Where the list stands.
struct Place {
    from: usize,
    to: usize,
    bracket: bool,
    /// Whether it must open with 即, 分别是, because no mark announces it.
    namely: bool,
}

impl Place {
    /// Looks at what stands right after the number.
    fn find(text: &str, at: usize) -> Option<Place> {
        let window = (at..text.len().min(at + WINDOW) + 1).rev().find(|end| text.is_char_boundary(*end))?;
        let rest = text[at..window].trim_start();
        let at = window - rest.len();
        let mut signs = rest.chars();
        let (bracket, namely, from) = match signs.next()? {
            sign @ ('\u{FF08}' | '(') => (true, false, at + sign.len_utf8()),
            sign @ ('\u{FF1A}' | ':') => (false, false, at + sign.len_utf8()),
            '—' if signs.next() == Some('—') => (false, false, at + 2 * '—'.len_utf8()),
            sign @ ('\u{FF0C}' | ',') => (false, true, at + sign.len_utf8()),
            _ => (false, true, at),
        };
        let mut depth = 0_u32;
        let to = text[from..window].char_indices().find(|(_, sign)| match sign {
            '\u{FF08}' | '(' => {
                depth += 1;
                false
            }
            '\u{FF09}' | ')' if depth > 0 => {
                depth -= 1;
                false
            }
            '\u{FF09}' | ')' => true,
            '。' | '\u{FF01}' | '\u{FF1F}' | '\n' => !bracket,
            _ => false,
        });
        let to = match to {
            Some((to, _)) => from + to,
            None if bracket || window < text.len() => return None,
            None => window,
        };
        Some(Place { from, to, bracket, namely })
    }
}

/// What is listed in a place, and how many that may be.
struct Listed {
    members: Vec<Span<crate::span::Read>>,
    /// The numbers of members that can be read, the likeliest first; each from least to most.
    counts: Vec<(u32, u32)>,
    /// Whether after the list the sentence goes on.
    trailing: bool,
}

impl Listed {
    fn read(text: &str, within: std::ops::Range<usize>, bracket: bool) -> Option<Listed> {
        let comma = |sign| matches!(sign, '\u{FF0C}' | ',');
        let semicolon = |sign| matches!(sign, '\u{FF1B}' | ';');
        let stroke = |sign| sign == '、';
        let clauses = list::split(text, within.clone(), |sign| comma(sign) || semicolon(sign));
        let first = clauses.first()?.range();
        let all = list::split(text, within.clone(), |sign| comma(sign) || semicolon(sign) || stroke(sign));
        let of = |members: &[Span<_>]| {
            let joints = |member: &Span<_>| list::joints(&text[member.range()]);
            let least = members.len() as u32;
            (least, least + members.iter().map(joints).sum::<u32>())
        };
        let (members, trailing) = if clauses.len() == 1 || bracket && clauses.len() == all.len() {
            (all.clone(), false)
        } else {
            (list::split(text, first, stroke), true)
        };
        let mut counts = vec![of(&members)];
        if trailing {
            counts.extend([
                of(&list::split(text, within.clone(), semicolon)),
                of(&list::split(text, within.clone(), comma)),
                of(&clauses),
                of(&all),
            ]);
            counts.dedup();
        }
        (all.len() > 1 && counts.iter().any(|counts| counts.1 > 1)).then_some(Listed { members, counts, trailing })
    }
}
