//! Signs of fonts that have their own: `<w:sym w:font="Wingdings" w:char="F0FE"/>` is a ticked box.

/// What shows for a sign that is not known: a box, as most of them are.
const UNKNOWN: char = '□';

/// Signs by font and place.
const SIGNS: [(&str, u32, char); 20] = [
    ("Wingdings", 0x6C, '●'),
    ("Wingdings", 0x6E, '■'),
    ("Wingdings", 0x6F, '□'),
    ("Wingdings", 0x75, '◆'),
    ("Wingdings", 0x76, '❖'),
    ("Wingdings", 0x9F, '•'),
    ("Wingdings", 0xA8, '□'),
    ("Wingdings", 0xD8, '➢'),
    ("Wingdings", 0xE0, '→'),
    ("Wingdings", 0xFB, '✗'),
    ("Wingdings", 0xFC, '✓'),
    ("Wingdings", 0xFD, '☒'),
    ("Wingdings", 0xFE, '☑'),
    ("Wingdings 2", 0x50, '✓'),
    ("Wingdings 2", 0x52, '☑'),
    ("Wingdings 2", 0x53, '☒'),
    ("Wingdings 2", 0xA3, '□'),
    ("Symbol", 0xB7, '•'),
    ("Symbol", 0xB4, '×'),
    ("Symbol", 0xB1, '±'),
];

/// The character that a sign shows as. `code` is in hexadecimal, shifted by F000 where the font is one of signs.
pub(super) fn shown(font: &str, code: &str) -> char {
    let Ok(code) = u32::from_str_radix(code.trim(), 16) else { return UNKNOWN };
    let place = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    if let Some((.., sign)) = SIGNS.iter().find(|(of, at, _)| *of == font && *at == place) {
        return *sign;
    }
    // An ordinary character, set as a symbol to have it in another font.
    let is_own = (0xF000..=0xF0FF).contains(&code) || font.starts_with("Wingdings") || font == "Webdings";
    char::from_u32(place).filter(|c| !c.is_control() && !is_own).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn known_signs_show_as_they_look() {
        assert_eq!(shown("Wingdings", "F0FE"), '☑');
        assert_eq!(shown("Wingdings", "00FE"), '☑');
        assert_eq!(shown("宋体", "3007"), '〇');
        assert_eq!(shown("Webdings", "F063"), '□');
        assert_eq!(shown("宋体", "没有"), '□');
    }
}
