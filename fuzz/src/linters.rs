//! The linters, compiled once: that of reports, and that of other official documents.

use std::sync::LazyLock;

use hegui::lint::{Linter, Settings};

fn linter(genre: Option<&str>) -> Linter {
    Linter::new(hegui::rule::builtin(), Settings { genre: genre.map(str::to_owned), ..Settings::default() })
}

/// Of annual reports.
pub static REPORT: LazyLock<Linter> = LazyLock::new(|| linter(Some("fazhi-annual-report")));
/// Of other official documents.
pub static GENERAL: LazyLock<Linter> = LazyLock::new(|| linter(None));

/// One of the two, the same for the same input.
pub fn of(data: &[u8]) -> &'static Linter {
    if chosen(data, 4) == 0 { &GENERAL } else { &REPORT }
}

/// A number below `sides` that depends on every byte, so that an input does the same whenever it is run.
pub fn chosen(data: &[u8], sides: u32) -> u32 {
    data.iter().fold(0u32, |sum, &byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % sides
}
