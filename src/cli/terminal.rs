//! What the terminal can do. The locale is not asked: the text is Chinese whatever it says.

use std::io::{IsTerminal, stdout};

use super::args::Color;

/// Cells of a line when nobody can say.
const WIDTH: usize = 80;

/// The width of standard output.
pub(super) fn width() -> usize {
    if !stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}

/// Whether to colour standard output.
pub(super) fn color(choice: Color) -> bool {
    let wanted = match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout().is_terminal() && !anstyle_query::no_color() && anstyle_query::term_supports_ansi_color(),
    };
    // An old Windows console shows the sequences as they are until it is told.
    wanted && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

/// Whether box-drawing characters can be shown.
pub(super) fn draws() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
