//! Finds counted facts: a number with what it counts, 412件, 3.5万余人次, 98%, 十二次.

use crate::span::{Read, Span};

/// What follows a number that counts nothing: parts of dates, ordinals and names.
const NO_MEASURE: &str = "年月日号时分条届期级点周款项章、—-·.%）)】」》”";

/// A number in words that begins with 百, 千 or 万 is a saying: 千家万户.
const NO_BEGINNING: &str = "百千万零〇";

/// What numbers in words count. The list is short, for most words after such a number make a saying of the two.
const MEASURES: &str = "件次名人起份场项条部家户例宗篇堂卷处辆套册支台天";
/// What 一 alone counts: 一起, 一条, 一部, 一家, 一人 are words or half of one (一人一档).
const MEASURES_OF_ONE: &str = "次名份场件例宗篇";
/// A measure that goes on like this is the beginning of a name: 三项制度, 二十届三次全会, 七部门, 一次性, 高效办成一件事.
const NAMES: [&str; 9] = ["项制度", "次全", "部门", "部分", "次性", "次党", "次办", "件事", "支一扶"];
/// Before a number in words: it orders and does not count, or belongs to the word before.
const TAKERS: &str = "第其之唯统同专单划归初周月期每";

/// All counted facts of a text, in order.
pub fn find(text: &str) -> Vec<Span<Read>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, sign)) = text[at..].char_indices().find(|(_, sign)| sign.is_ascii_digit() || is_figure(*sign)) {
        let start = at + start;
        let (end, counts) = if sign.is_ascii_digit() { in_digits(text, start) } else { in_words(text, start) };
        if counts {
            found.push(Span::new(start, end));
        }
        at = end;
    }
    found
}

/// Where the number that begins at `start` ends, and whether it counts something.
fn in_digits(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%')).count();
    // 1.规范执法行为: the dot divides a number from its heading.
    let end = start + text[start..start + digits].trim_end_matches(['.', ',']).len();
    let rest = text[end..].trim_start_matches(['余', '多', '万', '亿', '千', '百', ' ']);
    let measured = rest.chars().next().is_some_and(|sign| !sign.is_ascii() && !NO_MEASURE.contains(sign) && sign.is_alphabetic());
    (end, !text[..start].ends_with('第') && (measured || bytes[end - 1] == b'%'))
}

/// Whether a number in words may have this sign. Asked of every character, and so no search in a list.
fn is_figure(sign: char) -> bool {
    matches!(sign, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '零' | '〇')
}

/// The same for a number in words.
fn in_words(text: &str, start: usize) -> (usize, bool) {
    let rest = text[start..].trim_start_matches(is_figure);
    let end = text.len() - rest.len();
    let number = &text[start..end];
    if number == "百" && rest.starts_with("分之") {
        return (end, true);
    }
    let rest = rest.trim_start_matches(['余', '多']);
    let measures = if number == "一" { MEASURES_OF_ONE } else { MEASURES };
    let counts = !number.starts_with(|sign| NO_BEGINNING.contains(sign))
        && rest.starts_with(|sign| measures.contains(sign))
        && !NAMES.iter().any(|name| rest.starts_with(name))
        && !text[..start].ends_with(|sign| TAKERS.contains(sign));
    (end, counts)
}

#[cfg(test)]
mod tests {
    use super::find;

    fn figures(text: &str) -> Vec<&str> {
        find(text).iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn dates_and_ordinals_count_nothing() {
        let text = "1.规范执法。2024年办理案件412件，占98%，服务3.5万余人次，第7次会议，12月31日，12348热线";
        assert_eq!(figures(text), ["412", "98%", "3.5", "12348"]);
    }

    #[test]
    fn numbers_in_words_count_what_has_a_measure() {
        assert_eq!(
            figures("开会十二次，审查三十八件，新招一名，培训两场，走访三十余人，占百分之九十"),
            ["十二", "三十八", "一", "两", "三十", "百"]
        );
        let sayings = "第三次会议，一些，一定，一批，进一步，一系列，一起，一部分，一人一档，一次性办好一件事，\
                       两个维护，三项制度，二十届三次全会，七部门，千家万户，二〇二四年十二月，统一名称，三分之二";
        assert_eq!(figures(sayings), [""; 0]);
    }
}
