//! A text that is changed at places, as plainly as it can be written: what the server is held to.

/// What the characters of a line are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    /// The protocol's name.
    pub fn name(self) -> &'static str {
        match self {
            Units::Utf8 => "utf-8",
            Units::Utf16 => "utf-16",
            Units::Utf32 => "utf-32",
        }
    }

    fn width(self, c: char) -> u32 {
        match self {
            Units::Utf8 => c.len_utf8() as u32,
            Units::Utf16 => c.len_utf16() as u32,
            Units::Utf32 => 1,
        }
    }
}

/// A text and its units.
pub struct Model {
    pub text: String,
    units: Units,
}

impl Model {
    pub fn new(text: String, units: Units) -> Model {
        Model { text, units }
    }

    /// Each character with its byte, line and column; a line ends with `\n`, `\r` or both.
    fn places(&self) -> impl Iterator<Item = (usize, char, u32, u32)> {
        let (mut line, mut column, mut last) = (0, 0, ' ');
        self.text.char_indices().map(move |(at, c)| {
            if last == '\n' || last == '\r' && c != '\n' {
                (line, column) = (line + 1, 0);
            }
            let place = (at, c, line, column);
            (column, last) = (column + self.units.width(c), c);
            place
        })
    }

    /// Line and column of a byte.
    pub fn place(&self, byte: usize) -> (u32, u32) {
        let end = || {
            let last = self.places().last();
            last.map_or(
                (0, 0),
                |(_, c, line, column)| if c == '\n' || c == '\r' { (line + 1, 0) } else { (line, column + self.units.width(c)) },
            )
        };
        self.places().find(|(at, ..)| *at == byte).map_or_else(end, |(_, _, line, column)| (line, column))
    }

    /// The byte at a place: beyond a line its end, beyond the text its end, within a character its beginning.
    pub fn byte(&self, line: u32, column: u32) -> usize {
        let mut beyond = None;
        for (at, c, its, its_column) in self.places().filter(|(_, _, its, _)| *its == line) {
            if c == '\n' || c == '\r' || column < its_column + self.units.width(c) {
                return at;
            }
            beyond = Some((at + c.len_utf8(), its));
        }
        beyond.map_or(self.text.len(), |(at, _)| at)
    }
}
