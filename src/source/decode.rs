//! From bytes to text: which encoding, and whether it is a text at all.

use std::sync::Arc;

use encoding_rs::Encoding;

use super::{Format, Reading, Source};
use crate::span::Lines;

/// The largest file that is read, in bytes. A report has some 15 KB.
pub const LIMIT: usize = 64 << 20;

/// Why bytes could not become a text.
#[derive(Debug, thiserror::Error, miette::Diagnostic, PartialEq, Eq)]
pub enum SourceError {
    /// There is nothing in it.
    #[error("文件是空的")]
    #[diagnostic(help("请确认选对了文件"))]
    Empty,
}

/// Reads a draft. `name` is how it will be called in messages; `encoding`, when given, overrides detection.
///
/// # Errors
/// [`SourceError`], when the bytes are no text.
pub fn read(name: &str, bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Source, SourceError> {
    let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
    let text: Arc<str> = encoding.decode(bytes).0.into();
    if text.is_empty() {
        return Err(SourceError::Empty);
    }
    Ok(Source {
        name: name.to_owned(),
        format: Format::Text,
        encoding,
        bom: false,
        reading: Reading::of(text.clone()),
        text,
        lines: Lines::default(),
    })
}
