//! How Word writes numbers: 一, 壹, ①, a, IV.

/// A way of writing numbers. What is not known is written in digits, as Word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// 1
    #[default]
    Decimal,
    /// 01
    Zero,
    /// １
    Full,
    /// Signs in a row, digits behind their end: ①, 甲.
    Signs(&'static str),
    /// 一百零一
    Thousands(&'static [char; 10], &'static [char; 3]),
    /// 一〇一, but 十 and 十一
    Counting,
    /// 一〇
    Digits,
    /// a, aa
    Letters(u8),
    /// iv
    Roman { upper: bool },
    /// - 1 -
    Dashes,
    /// No number.
    None,
    /// A sign that is no number.
    Bullet,
}

const PLAIN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const ZERO: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const OLD: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const UNITS: [char; 3] = ['十', '百', '千'];
const LEGAL_UNITS: [char; 3] = ['拾', '佰', '仟'];

/// The names of `w:numFmt`.
const FORMATS: [(&str, Format); 35] = [
    ("decimal", Format::Decimal),
    ("decimalHalfWidth", Format::Decimal),
    ("decimalZero", Format::Zero),
    ("decimalFullWidth", Format::Full),
    ("decimalFullWidth2", Format::Full),
    ("decimalEnclosedCircle", Format::Signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    ("decimalEnclosedCircleChinese", Format::Signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    ("decimalEnclosedParen", Format::Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")),
    ("decimalEnclosedFullstop", Format::Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")),
    ("ideographEnclosedCircle", Format::Signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")),
    ("ideographTraditional", Format::Signs("甲乙丙丁戊己庚辛壬癸")),
    ("ideographZodiac", Format::Signs("子丑寅卯辰巳午未申酉戌亥")),
    ("chineseCounting", Format::Counting),
    ("taiwaneseCounting", Format::Counting),
    ("chineseCountingThousand", Format::Thousands(&ZERO, &UNITS)),
    ("taiwaneseCountingThousand", Format::Thousands(&ZERO, &UNITS)),
    ("japaneseCounting", Format::Thousands(&ZERO, &UNITS)),
    ("ideographDigital", Format::Digits),
    ("japaneseDigitalTenThousand", Format::Digits),
    ("taiwaneseDigital", Format::Digits),
    ("koreanDigital2", Format::Digits),
    ("chineseLegalSimplified", Format::Thousands(&LEGAL, &LEGAL_UNITS)),
    ("ideographLegalTraditional", Format::Thousands(&OLD, &LEGAL_UNITS)),
    ("japaneseLegal", Format::Thousands(&OLD, &LEGAL_UNITS)),
    ("lowerLetter", Format::Letters(b'a')),
    ("upperLetter", Format::Letters(b'A')),
    ("lowerRoman", Format::Roman { upper: false }),
    ("upperRoman", Format::Roman { upper: true }),
    ("numberInDash", Format::Dashes),
    ("none", Format::None),
    ("bullet", Format::Bullet),
    ("ordinal", Format::Decimal),
    ("cardinalText", Format::Decimal),
    ("ordinalText", Format::Decimal),
    ("custom", Format::Decimal),
];

/// Letters are repeated so often at most.
const REPEATS: usize = 30;

impl Format {
    /// The format of this name.
    pub fn of(name: &str) -> Format {
        FORMATS.iter().find(|(known, _)| *known == name).map_or(Format::Decimal, |(_, format)| *format)
    }

    /// Writes a number.
    pub fn write(self, number: i64) -> String {
        let digits = || number.to_string();
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        match self {
            Format::Decimal => digits(),
            Format::Zero => format!("{number:02}"),
            Format::Full => each(&digits(), |digit| char::from_u32(0xFF10 + digit).unwrap_or('0')),
            Format::Signs(signs) => place.and_then(|at| signs.chars().nth(at)).map_or_else(digits, String::from),
            Format::Thousands(figures, units) => thousands(number, figures, units).unwrap_or_else(digits),
            Format::Counting => match number {
                1..100 => thousands(number, &PLAIN, &UNITS).unwrap_or_else(digits),
                _ => each(&digits(), |digit| PLAIN[digit as usize]),
            },
            Format::Digits => each(&digits(), |digit| PLAIN[digit as usize]),
            Format::Letters(first) => place.map_or_else(digits, |at| {
                let letter = char::from(first + (at % 26) as u8);
                std::iter::repeat_n(letter, (at / 26 + 1).min(REPEATS)).collect()
            }),
            Format::Roman { upper } => roman(number, upper).unwrap_or_else(digits),
            Format::Dashes => format!("- {number} -"),
            Format::None | Format::Bullet => String::new(),
        }
    }
}

/// Whether a sign is a number with its own ring or mark, behind which words follow at once: ①.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}' | '\u{3280}'..='\u{3289}')
}

/// Digits, each by its sign.
fn each(digits: &str, sign: impl Fn(u32) -> char) -> String {
    digits.chars().map(|c| c.to_digit(10).map_or(c, &sign)).collect()
}

/// 一百一十, 十一, 一千零五; none beyond four digits.
fn thousands(number: i64, figures: &[char; 10], units: &[char; 3]) -> Option<String> {
    if !(0..10_000).contains(&number) {
        return None;
    }
    if number == 0 {
        return Some(figures[0].to_string());
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4u32).rev() {
        let digit = (number / 10_i64.pow(place) % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(figures[0]);
        }
        // 十一, not 一十一; but 壹拾壹.
        if !(out.is_empty() && place == 1 && digit == 1 && units[0] == '十') {
            out.push(figures[digit]);
        }
        out.extend(place.checked_sub(1).map(|unit| units[unit as usize]));
    }
    Some(out)
}

fn roman(number: i64, upper: bool) -> Option<String> {
    const VALUES: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in VALUES {
        while left >= value {
            out += sign;
            left -= value;
        }
    }
    Some(if upper { out.to_ascii_uppercase() } else { out })
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, number, written) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 12, "十二"),
            ("chineseCounting", 20, "二十"),
            ("chineseCounting", 101, "一〇一"),
            ("chineseCountingThousand", 21, "二十一"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("japaneseCounting", 11, "十一"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalZero", 3, "03"),
            ("decimalFullWidth", 10, "\u{FF11}\u{FF10}"),
            ("lowerLetter", 27, "aa"),
            ("upperRoman", 14, "XIV"),
            ("ideographTraditional", 2, "乙"),
            ("bullet", 2, ""),
            ("某种格式", 7, "7"),
        ] {
            assert_eq!(Format::of(format).write(number), written, "{format} {number}");
        }
    }
}
