//! How long an edit waits for its diagnostics, from the first byte written to the server to the last byte read from it, in the real
//! process: `cargo bench --bench typing`. What an editor then makes of the bytes is its own.

#[allow(dead_code, reason = "the tests need more of it")]
#[path = "../tests/lsp/client.rs"]
mod client;

use std::time::{Duration, Instant};

use client::Client;
use serde_json::{Value, json};

const CORRECT: &str = include_str!("../samples/correct.txt");
const FAULTY: &str = include_str!("../samples/faulty.txt");
const URI: &str = "file:///drafts/report.txt";
const CHARACTERS: usize = 20_000;
const EDITS: usize = 2000;
/// What fast fingers leave between two keys.
const PAUSE: Duration = Duration::from_millis(30);
const PASTED: &str = "全年共受理申请37件，办结35件，办结率94.59%。";
const TYPED: &str = "一是健全工作机制，完善配套制度，压实责任，确保取得实效。";

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let edits = if std::env::args().any(|argument| argument == "--bench") { EDITS } else { 20 };
    println!("{edits} edits each in a report of {CHARACTERS} characters: insertions, deletions, pasting, undo");
    // A report that is repeated is full of repetitions: these have some two hundred findings, which few drafts do.
    for (name, sample) in [("correct.txt", CORRECT), ("faulty.txt", FAULTY)] {
        let text: String = sample.chars().cycle().take(CHARACTERS).collect();
        for (pace, pause) in [("as soon as answered", Duration::ZERO), ("one in 30 ms", PAUSE)] {
            let mut waits = typing(&text, edits, pause);
            waits.sort_unstable();
            let at = |part: f64| waits[((waits.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
            println!("{name:>11}, {pace:<18} p50 {:6.2} ms   p99 {:6.2} ms   most {:6.2} ms", at(0.5), at(0.99), at(1.0));
        }
    }
    burst();
}

/// Waits for the diagnostics of each edit before the next; how long each took.
fn typing(text: &str, edits: usize, pause: Duration) -> Vec<Duration> {
    let mut client = Client::new();
    client.open(URI, "plaintext", 0, text);
    client.diagnostics(URI, 0);
    let mut hand = Hand { lines: text.split('\n').map(|line| line.encode_utf16().count()).collect(), state: 7, undo: None };
    let mut waits = Vec::new();
    for version in 1..=edits as i64 {
        std::thread::sleep(pause);
        let change = hand.next();
        let start = Instant::now();
        client.change(URI, version, json!([change]));
        client.diagnostics(URI, version);
        waits.push(client.arrived() - start);
    }
    client.end();
    waits
}

/// Ten thousand edits without a pause, and how long after the last one its diagnostics come.
fn burst() {
    let text: String = CORRECT.chars().cycle().take(CHARACTERS).collect();
    let mut client = Client::new();
    client.open(URI, "plaintext", 0, &text);
    client.diagnostics(URI, 0);
    let at = json!({"start": {"line": 9, "character": 2}, "end": {"line": 9, "character": 2}});
    let start = Instant::now();
    for version in 1..=10_000 {
        client.change(URI, version, json!([{"range": at, "text": "法"}]));
    }
    let sent = start.elapsed();
    client.diagnostics(URI, 10_000);
    println!(
        "10,000 edits without a pause: sent in {sent:.0?}, diagnostics of the last {:.0?} after it",
        client.arrived() - start - sent
    );
    client.end();
}

/// Somebody who types: the length of each line in UTF-16, and what takes the last edit back.
struct Hand {
    lines: Vec<usize>,
    state: u64,
    undo: Option<Value>,
}

impl Hand {
    /// The next edit, the same in every run. What was pasted is taken back next, and as much is deleted as is typed, so that the report
    /// stays as long as it was.
    fn next(&mut self) -> Value {
        if let Some(undo) = self.undo.take() {
            return undo;
        }
        let line = self.random(self.lines.len());
        let column = self.random(self.lines[line] + 1);
        match self.random(10) {
            0 => self.paste(line, column),
            1..=4 if column < self.lines[line] => self.replace(line, column, 1, ""),
            _ => {
                let nth = self.random(TYPED.chars().count());
                let typed: String = TYPED.chars().skip(nth).take(1).collect();
                self.replace(line, column, 0, &typed)
            }
        }
    }

    fn paste(&mut self, line: usize, column: usize) -> Value {
        let length = PASTED.encode_utf16().count();
        let pasted = self.replace(line, column, 0, PASTED);
        self.undo = Some(self.replace(line, column, length, ""));
        pasted
    }

    fn replace(&mut self, line: usize, column: usize, gone: usize, text: &str) -> Value {
        self.lines[line] = self.lines[line] + text.encode_utf16().count() - gone;
        let (start, end) = (json!({"line": line, "character": column}), json!({"line": line, "character": column + gone}));
        json!({"range": {"start": start, "end": end}, "text": text})
    }

    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % below as u64) as usize
    }
}
