//! Texts as the bytes of a file.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The bytes of a text in an encoding.
pub fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    match encoding {
        _ if encoding == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ if encoding == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding.encode(text).0.into_owned(),
    }
}
