//! What the terminal can do. The locale is not asked: the text is Chinese whatever it says.

use std::io::{IsTerminal, stdout};

use super::args::Color;

/// Cells of a line when nobody can say.
const WIDTH: usize = 80;

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Standard output is a terminal.
    Terminal,
    /// Standard output is a pipe or a file.
    Pipe,
    /// A file of its own.
    File,
}

impl Goal {
    /// Standard output, or a file.
    pub fn of(standard_output: bool) -> Goal {
        match standard_output {
            true if stdout().is_terminal() => Goal::Terminal,
            true => Goal::Pipe,
            false => Goal::File,
        }
    }

    /// The width of a line.
    pub fn width(self) -> usize {
        match self {
            Goal::Terminal => terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0)),
            Goal::Pipe | Goal::File => WIDTH,
        }
    }

    /// Whether places can be links: the terminal is known for having them, and plain text was not asked for.
    pub fn links(self, choice: Color) -> bool {
        self != Goal::File && choice != Color::Never && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }

    /// Whether to colour. `NO_COLOR` forbids it; `CLICOLOR_FORCE` asks for it in pipes, as programs do that show colours of others.
    pub fn color(self, choice: Color) -> bool {
        let wanted = match choice {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if anstyle_query::no_color() || self == Goal::File => false,
            Color::Auto if anstyle_query::clicolor_force() => true,
            Color::Auto if anstyle_query::clicolor() == Some(false) => false,
            Color::Auto => self == Goal::Terminal && anstyle_query::term_supports_ansi_color(),
        };
        // An old Windows console shows the sequences as they are until it is told.
        wanted && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
    }
}

/// The width of standard output.
pub(super) fn width() -> usize {
    Goal::of(true).width()
}

/// Whether to colour standard output.
pub(super) fn color(choice: Color) -> bool {
    Goal::of(true).color(choice)
}

/// Whether box-drawing characters can be shown.
pub(super) fn draws() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
