//! What may stand behind an option.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use encoding_rs::Encoding;

pub(in crate::cli) use crate::config::{FailOn, Lang, Profile};
use crate::finding::Severity;

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Human,
    Short,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
}

impl Format {
    /// As it is typed.
    pub fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Whether a service reads it, that knows files by their paths from where it was run.
    pub fn is_for_services(self) -> bool {
        !matches!(self, Format::Human | Format::Short | Format::Json)
    }
}

/// Formats of the commands that describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Plain {
    Human,
    Json,
}

/// How `fix --diff` shows a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffForm {
    /// For a person on a terminal, for programs elsewhere.
    Auto,
    Words,
    Patch,
}

/// The words of an option that `hegui.yaml` has too.
macro_rules! as_in_the_file {
    ($($name:ty),*) => {$(
        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                &<$name>::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.name()))
            }
        }
    )*};
}
as_in_the_file!(FailOn, Lang, Profile);

/// How grave the layout of a Word document is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LayoutGrade {
    Advice,
    Warning,
    Off,
}

impl LayoutGrade {
    /// The severity of the family; none to leave it out.
    pub fn severity(self) -> Option<Severity> {
        match self {
            LayoutGrade::Advice => Some(Severity::Advice),
            LayoutGrade::Warning => Some(Severity::Warning),
            LayoutGrade::Off => None,
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Always,
    Never,
}

pub(super) fn year(typed: &str) -> Result<i32, String> {
    let digits = typed.strip_suffix('年').unwrap_or(typed);
    match digits.parse() {
        Ok(year @ 1990..=2100) => Ok(year),
        _ => Err("年份是1990到2100之间的四位数字，如 --year 2024".to_owned()),
    }
}

pub(super) fn jobs(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(jobs @ 1..=256) => Ok(jobs),
        _ => Err("个数是1到256之间的整数，如 -j 4".to_owned()),
    }
}

pub(super) fn encoding(typed: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(typed.trim().as_bytes())
        .ok_or_else(|| "常用的编码有 utf-8、gb18030、gbk、big5、utf-16le、utf-16be；不写则自动识别".to_owned())
}
