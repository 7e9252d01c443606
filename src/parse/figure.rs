//! Finds counted facts: a number with what it counts, 412件, 3.5万余人次, 98%.

use crate::span::{Read, Span};

/// What follows a number that counts nothing: parts of dates, ordinals and names.
const NO_MEASURE: &str = "年月日号时分条届期级点周款项章、—-·.%）)】」》”";

/// All counted facts of a text, in order.
pub fn find(text: &str) -> Vec<Span<Read>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + next;
        let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%')).count();
        // 1.规范执法行为: the dot divides a number from its heading.
        at = start + text[start..start + digits].trim_end_matches(['.', ',']).len();
        let rest = text[at..].trim_start_matches(['余', '多', '万', '亿', '千', '百', ' ']);
        let measured =
            rest.chars().next().is_some_and(|sign| !sign.is_ascii() && !NO_MEASURE.contains(sign) && sign.is_alphabetic());
        let ordinal = text[..start].ends_with('第');
        if !ordinal && (measured || bytes[at - 1] == b'%') {
            found.push(Span::new(start, at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn dates_and_ordinals_count_nothing() {
        let text = "1.规范执法。2024年办理案件412件，占98%，服务3.5万余人次，第7次会议，12月31日，12348热线";
        let found: Vec<&str> = find(text).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["412", "98%", "3.5", "12348"]);
    }
}
