//! A conversation with the language server in this process.

use std::io::{BufReader, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

use crate::model::Units;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server and what it said so far.
pub struct Dialogue {
    input: Sender<Vec<u8>>,
    output: Receiver<Vec<u8>>,
    heard: Vec<u8>,
    answers: Vec<Value>,
    asked: i64,
    server: JoinHandle<u8>,
}

/// The end of the pipe that the server reads.
struct Ears(Receiver<Vec<u8>>, Vec<u8>);

impl Read for Ears {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.1.is_empty() {
            self.1 = self.0.recv().unwrap_or_default();
        }
        let count = self.1.len().min(into.len());
        into[..count].copy_from_slice(&self.1[..count]);
        self.1.drain(..count);
        Ok(count)
    }
}

/// The end that it writes to.
struct Mouth(Sender<Vec<u8>>);

impl Write for Mouth {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.0.send(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Dialogue {
    /// A server that was told what the editor can do.
    pub fn open(units: Units) -> Dialogue {
        let ((input, ears), (mouth, output)) = (channel(), channel());
        let server = thread::spawn(move || hegui::lsp::serve(BufReader::new(Ears(ears, Vec::new())), Mouth(mouth)));
        let mut dialogue = Dialogue { input, output, heard: Vec::new(), answers: Vec::new(), asked: 0, server };
        let capabilities = json!({
            "general": {"positionEncodings": [units.name()]},
            "textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {"relatedInformation": true}},
            "workspace": {"workspaceEdit": {"documentChanges": true}},
        });
        let id = dialogue.ask("initialize", &json!({"capabilities": capabilities}));
        dialogue.answer(id);
        dialogue.tell("initialized", &json!({}));
        dialogue
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let _ = self.input.send(bytes.to_vec());
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks; gives the number of the question.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.asked += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        self.asked
    }

    /// The answer to a question.
    pub fn answer(&mut self, id: i64) -> Value {
        loop {
            if let Some(at) = self.answers.iter().position(|answer| answer["id"] == id) {
                let answer = self.answers.swap_remove(at);
                return answer.get("result").or(answer.get("error")).cloned().unwrap_or_default();
            }
            self.listen(id);
        }
    }

    /// Hears one piece of what the server says.
    fn listen(&mut self, id: i64) {
        let Ok(more) = self.output.recv_timeout(PATIENCE) else { fail(&format!("question {id} is not answered")) };
        self.heard.extend(more);
        while let Some(head) = self.heard.windows(4).position(|four| four == b"\r\n\r\n") {
            let header = String::from_utf8_lossy(&self.heard[..head]).into_owned();
            let length = header.rsplit(' ').next().and_then(|length| length.parse::<usize>().ok());
            let Some(length) = length else { fail(&format!("no length: {header}")) };
            if self.heard.len() < head + 4 + length {
                return;
            }
            let body: Vec<u8> = self.heard.drain(..head + 4 + length).skip(head + 4).collect();
            let Ok(message) = serde_json::from_slice::<Value>(&body) else { fail(&String::from_utf8_lossy(&body)) };
            // What the server's guard says of a panic of ours.
            if message.to_string().contains("程序内部出错") {
                fail(&message.to_string());
            }
            if message.get("method").is_none() {
                self.answers.push(message);
            }
        }
    }

    /// Ends the conversation as the protocol says; every question was answered then.
    pub fn end(mut self) {
        let id = self.ask("shutdown", &Value::Null);
        self.answer(id);
        self.tell("exit", &Value::Null);
        if self.server.join().ok() != Some(0) {
            fail("the server ended otherwise than it should");
        }
    }
}

/// Ends the run. The server keeps panics off the screen, so the words come first.
pub fn fail(words: &str) -> ! {
    eprintln!("{words}");
    std::process::abort();
}
