//! Messages as they stand on a pipe: a header that tells the length, and JSON.
//!
//! What is no message is told and passed over, and the next one is found again; a length is no reason to take memory.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::json_rpc::RequestObject;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::source::LIMIT;

/// The longest message that is read, in bytes: a text as long as any that is checked, with room for JSON to escape it.
const LONGEST: u64 = 4 * LIMIT as u64;
/// The longest line of a header.
const HEADER: u64 = 4 << 10;
/// The one line of a header that counts, in small letters.
const LENGTH: &str = "content-length:";

/// Why something on the pipe was no message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// It is longer than any that is read.
    #[error("消息有{}MB，超过了{}MB的上限，没有读；请把文稿分开", .0 >> 20, LONGEST >> 20)]
    TooLong(u64),
    /// It is no JSON.
    #[error("消息不是JSON，没有读（{0}）；请检查编辑器的设置")]
    Json(String),
    /// It is JSON of another shape.
    #[error("消息不合JSON-RPC 2.0，没有读（{0}）；请检查编辑器的设置")]
    Shape(String),
}

/// The next message; none at the end of the input. A response to a question of ours is a message without a method.
pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Result<RequestObject, Fault>>> {
    let Some(length) = header(from)? else { return Ok(None) };
    if length > LONGEST {
        io::copy(&mut from.take(length), &mut io::sink())?;
        return Ok(Some(Err(Fault::TooLong(length))));
    }
    // Memory is taken as bytes come, not as the header promises.
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    // serde_json calls some wrong shapes an error of syntax.
    let fault = |error: serde_json::Error| match serde_json::from_slice::<IgnoredAny>(&body) {
        Ok(_) => Fault::Shape(error.to_string()),
        Err(error) => Fault::Json(error.to_string()),
    };
    let mut json = serde_json::Deserializer::from_slice(&body);
    let message = RequestObject::deserialize(&mut json).and_then(|message| json.end().map(|()| message));
    Ok(Some(message.map_err(fault)))
}

/// Reads up to the empty line that ends a header, and gives the length it tells; none at the end of the input. Lines that
/// tell nothing are passed over, also what a message left that was longer than its header said: `…}Content-Length: 52`.
fn header(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let words = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if let Some(at) = words.rfind(LENGTH) {
            length = words[at + LENGTH.len()..].trim().parse().ok();
        } else if let (true, Some(length)) = (words.trim().is_empty(), length) {
            return Ok(Some(length));
        }
    }
}

/// Writes a message.
pub(super) fn write(to: &mut impl Write, body: &str) -> io::Result<()> {
    write!(to, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Result<String, Fault>> {
        let mut from = bytes;
        let next = || read(&mut from).unwrap().map(|read| read.map(|message| message.method().to_owned()));
        std::iter::from_fn(next).collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"a"}"#;

    #[test]
    fn headers_are_read_as_editors_write_them() {
        let text =
            format!("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{}\r\n\r\n{GOOD}", GOOD.len());
        assert_eq!(all(text.as_bytes()), [Ok("a".to_owned())]);
    }

    #[test]
    fn after_what_is_no_message_the_next_is_found() {
        for bad in [
            "nonsense\r\n\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Length: -5\r\n\r\n",
            "Content-Length: 2\r\n\r\n{}trailing words",
        ] {
            let found = all(format!("{bad}{}{}", framed(GOOD), framed(GOOD)).as_bytes());
            assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 2, "{bad:?}: {found:?}");
        }
        let found = all(format!("{}{}{}", framed("{\"a\":"), framed(r#"{"jsonrpc":"2.0","method":5}"#), framed(GOOD)).as_bytes());
        assert!(matches!(&found[..], [Err(Fault::Json(_)), Err(Fault::Shape(_)), Ok(_)]), "{found:?}");
        let mut bytes = vec![b'x'; 100_000];
        bytes.extend(b"\xff\xfe\r\n");
        bytes.extend(framed(GOOD).bytes());
        assert_eq!(all(&bytes), [Ok("a".to_owned())]);
    }

    #[test]
    fn a_length_that_nobody_sends_takes_no_memory() {
        assert_eq!(all(format!("Content-Length: {}\r\n\r\nfew", LONGEST).as_bytes()), []);
        assert_eq!(all(b"Content-Length: 999999999999999\r\n\r\nfew"), [Err(Fault::TooLong(999_999_999_999_999))]);
    }
}
