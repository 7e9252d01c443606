//! A client of the language server for tests: the real process, spoken to over its pipes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A server and what it said so far.
pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    heard: Receiver<(Instant, Value)>,
    /// What was heard and nobody has asked for yet.
    kept: Vec<(Instant, Value)>,
    /// When the last byte of the message came that was waited for last.
    arrived: Instant,
    next: i64,
}

impl Client {
    /// Starts a server and says nothing.
    pub fn start() -> Client {
        let mut process = Command::new(env!("CARGO_BIN_EXE_hegui"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(process.stdout.take().expect("it was piped"));
        let (tell, heard) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
        let input = process.stdin.take();
        Client { process, input, heard, kept: Vec::new(), arrived: Instant::now(), next: 1 }
    }

    /// Starts a server with settings, in a folder, with the abilities of a usual editor.
    pub fn with(options: Value, root: Option<&Path>) -> Client {
        let mut client = Client::start();
        let root = root.map(|root| format!("file://{}", root.display()));
        client.initialize(json!({
            "processId": std::process::id(), "rootUri": root, "initializationOptions": options, "capabilities": abilities(),
        }));
        client
    }

    /// The same without settings.
    pub fn new() -> Client {
        Client::with(Value::Null, None)
    }

    /// Opens the conversation; gives what the server can do.
    pub fn initialize(&mut self, params: Value) -> Value {
        let result = self.request("initialize", params).expect("initialize is answered");
        self.notify("initialized", json!({}));
        result["capabilities"].clone()
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("the input is open").write_all(bytes).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks; gives the number of the question.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Asks and waits for the answer; an error by its code and message.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, (i64, String)> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    pub fn answer(&mut self, id: i64) -> Result<Value, (i64, String)> {
        let answer = self.wait(|message| message["id"] == id && message.get("method").is_none());
        match answer.get("error") {
            Some(error) => Err((error["code"].as_i64().expect("a code"), error["message"].as_str().expect("words").to_owned())),
            None => Ok(answer["result"].clone()),
        }
    }

    /// The first message of this kind, heard already or still to come.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(|(_, message)| wanted(message)) {
            return self.take(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            match self.heard.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(heard) => {
                    let is_wanted = wanted(&heard.1);
                    self.kept.push(heard);
                    if is_wanted {
                        return self.take(self.kept.len() - 1);
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("nothing came; heard: {:?}", self.kept),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended; heard: {:?}", self.kept),
            }
        }
    }

    fn take(&mut self, at: usize) -> Value {
        let (arrived, message) = self.kept.remove(at);
        self.arrived = arrived;
        message
    }

    /// When the message was there that was waited for last, before anybody read what is in it.
    pub fn arrived(&self) -> Instant {
        self.arrived
    }

    /// What was heard within a short while and nobody asked for.
    pub fn rest(&mut self) -> Vec<Value> {
        while let Ok(message) = self.heard.recv_timeout(Duration::from_millis(300)) {
            self.kept.push(message);
        }
        std::mem::take(&mut self.kept).into_iter().map(|(_, message)| message).collect()
    }

    pub fn open(&mut self, uri: &str, language: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}}),
        );
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// The diagnostics of this version of a document; older lists are dropped.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let message = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && params["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Ends the conversation as the protocol says.
    pub fn end(mut self) {
        self.request("shutdown", Value::Null).expect("shutdown is answered");
        self.notify("exit", Value::Null);
        assert_eq!(self.status().code(), Some(0));
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end.
    pub fn status(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.process.try_wait().expect("the process can be waited for") {
                return status;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the server did not end");
    }

    /// Its number.
    pub fn process(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a usual editor can do.
pub fn abilities() -> Value {
    json!({
        "workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
            "codeLens": {"refreshSupport": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
        "window": {"showDocument": {"support": true}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
            "diagnostic": {},
        },
    })
}

fn read(from: &mut impl BufRead) -> Option<(Instant, Value)> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ")?.parse().ok()?,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some((Instant::now(), serde_json::from_slice(&body).expect("the server writes JSON")))
}
