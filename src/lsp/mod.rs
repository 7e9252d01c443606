//! The language server: hegui while somebody writes.
//!
//! ```text
//! editor ─read→ loop ─Draft, Asked→ desk ─Job→ two workers: check, answer
//!    ↑                                             │
//!    └──────────── outbox ←────────────────────────┘
//! ```
//!
//! The loop keeps the texts and never checks one. On the desk lies the newest text of each draft: a newer one takes the place of an
//! older, and work on the older is given up. So a change is checked at once when nothing else is going on, and many changes in a row are
//! one piece of work; no fixed delay is needed for either.

mod actions;
mod analysis;
mod client;
mod desk;
mod diagnostics;
mod files;
mod hover;
mod message;
mod mutes;
mod outbox;
mod outline;
mod question;
mod server;
mod settings;
mod shelf;
mod text;
mod uri;
mod wire;
mod worker;

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use crate::guard::quiet_panics;
use outbox::Outbox;
use server::{Server, Status};
use wire::Fault;

/// Messages that wait for the loop at most; beyond that the editor waits.
const WAITING: usize = 256;
/// How often it is looked whether the editor is still there.
const WATCH: Duration = Duration::from_secs(1);

/// What the loop hears.
enum Heard {
    Message(gen_lsp_types::json_rpc::RequestObject),
    Fault(Fault),
    /// The input ended, or the process that started us did.
    End,
}

/// Serves an editor until it ends the connection, and gives the exit status: 0 if it said so in the right order, else 1.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> u8 {
    quiet_panics();
    let outbox = Arc::new(Outbox::default());
    let writer = outbox.clone();
    thread::spawn(move || writer.write_to(output));
    let (tell, hear) = mpsc::sync_channel(WAITING);
    let reader = tell.clone();
    thread::spawn(move || listen(input, &reader));
    let mut server = Server::new(outbox.clone(), Box::new(move |process| watch(process, tell.clone())));
    let status = loop {
        let status = match hear.recv() {
            Ok(Heard::Message(message)) => server.hear(message),
            Ok(Heard::Fault(fault)) => server.misheard(&fault),
            Ok(Heard::End) | Err(_) => Status::End(1),
        };
        if let Status::End(status) = status {
            break status;
        }
    };
    server.stop();
    outbox.drain();
    status
}

/// Hands on what the editor says, to its end.
fn listen(mut input: impl BufRead, tell: &mpsc::SyncSender<Heard>) {
    loop {
        let heard = match wire::read(&mut input) {
            Ok(Some(Ok(message))) => Heard::Message(message),
            Ok(Some(Err(fault))) => Heard::Fault(fault),
            Ok(None) | Err(_) => Heard::End,
        };
        let end = matches!(heard, Heard::End);
        if tell.send(heard).is_err() || end {
            return;
        }
    }
}

/// Ends the service when the process that started it is gone. Where the system does not show processes as files, or this one was
/// not seen at the beginning (it lives in another container), the end of the input has to do.
fn watch(process: i64, tell: mpsc::SyncSender<Heard>) {
    let shown = Path::new("/proc").join(process.to_string());
    if !shown.exists() {
        return;
    }
    thread::spawn(move || {
        while shown.exists() {
            thread::sleep(WATCH);
        }
        // The loop is gone as well, if nobody hears.
        let _ = tell.send(Heard::End);
    });
}
