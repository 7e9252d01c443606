//! The loop's side of the protocol: hears a message, keeps the texts, puts work on the desk. Nothing here takes time.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use gen_lsp_types::json_rpc::{Error, Id, RequestObject};
use gen_lsp_types::{
    CancelParams, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, ErrorCodes, LspErrorCodes,
    TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::client::Client;
use super::desk::{Asked, Desk, Draft};
use super::files::Files;
use super::outbox::Outbox;
use super::question::{ASKED, Question, empty};
use super::settings::Options;
use super::shelf::Shelf;
use super::text::Text;
use super::wire::Fault;
use super::worker::{Worker, error, refusal};
use super::{diagnostics, message, uri};
use crate::guard::guarded;
use crate::source::mask;

/// Threads that check: one for a long draft, one for the others.
const WORKERS: usize = 2;

/// Whether the service goes on.
pub(super) enum Status {
    On,
    /// It ends with this exit status.
    End(u8),
}

/// How far the conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Open,
    ShutDown,
}

/// A document that is open in the editor.
struct Open {
    version: i32,
    /// A name in which the format shows; none for what is not ours to check, as a rule file.
    name: Option<&'static str>,
    text: Arc<Text>,
}

/// See the head of the module.
pub(super) struct Server {
    phase: Phase,
    client: Arc<Client>,
    root: PathBuf,
    shelf: Shelf,
    /// The settings that the editor began with; what it says later is laid over them.
    first: Value,
    watch: Box<dyn Fn(i64)>,
    open: HashMap<Uri, Open>,
    files: Arc<Files>,
    /// Warnings that the user has seen.
    warned: BTreeSet<String>,
    desk: Arc<Desk>,
    outbox: Arc<Outbox>,
    stamp: u64,
}

/// What the editor tells: the method, and what it does.
type Told = fn(&mut Server, Value) -> serde_json::Result<()>;

const TOLD: [(&str, Told); 8] = [
    ("initialized", |server, _| {
        server.initialized();
        Ok(())
    }),
    ("textDocument/didOpen", |server, params| of(params).map(|its: DidOpenTextDocumentParams| server.opened(its.text_document))),
    ("textDocument/didChange", |server, params| of(params).map(|change| server.changed(change))),
    ("textDocument/didSave", |server, params| {
        of(params).map(|its: DidSaveTextDocumentParams| server.saved(&its.text_document.uri))
    }),
    ("textDocument/didClose", |server, params| {
        of(params).map(|its: DidCloseTextDocumentParams| server.closed(&its.text_document.uri))
    }),
    ("workspace/didChangeConfiguration", |server, params| {
        of(params).map(|its: DidChangeConfigurationParams| server.configured(&its.settings))
    }),
    ("workspace/didChangeWatchedFiles", |server, params| of(params).map(|files| server.watched(&files))),
    ("$/cancelRequest", |server, params| of(params).map(|its: CancelParams| server.cancelled(its.id.into()))),
];

fn of<T: DeserializeOwned>(params: Value) -> serde_json::Result<T> {
    serde_json::from_value(params)
}

impl Server {
    /// `watch` is given the process that started us.
    pub fn new(outbox: Arc<Outbox>, watch: Box<dyn Fn(i64)>) -> Server {
        let root = std::env::current_dir().unwrap_or_default();
        Server {
            phase: Phase::Before,
            client: Arc::default(),
            shelf: Shelf::new(Options::default(), &root),
            root,
            first: Value::Null,
            watch,
            open: HashMap::new(),
            files: Arc::default(),
            warned: BTreeSet::new(),
            desk: Arc::default(),
            outbox,
            stamp: 0,
        }
    }

    /// Hears a message. A fault of ours while doing what it says does not end the service.
    pub fn hear(&mut self, message: RequestObject) -> Status {
        let (method, id, params) = message.into_parts();
        let params = params.unwrap_or_default();
        let Some(id) = id else {
            if method == "exit" {
                return Status::End(u8::from(self.phase != Phase::ShutDown));
            }
            if let Err(reason) = guarded(|| self.told(&method, params)) {
                self.show(&reason);
            }
            return Status::On;
        };
        // An answer to a question of ours has no method.
        if method.is_empty() {
            self.outbox.answered(&id);
        } else {
            let reply = guarded(|| self.asked(&id, &method, params));
            let reply = reply.unwrap_or_else(|reason| Some(Err(error(ErrorCodes::InternalError.into(), reason))));
            if let Some(reply) = reply {
                self.outbox.send(message::answer(&id, reply));
            }
        }
        Status::On
    }

    /// Answers what was no message, as far as that is possible: nobody knows who asked.
    pub fn misheard(&mut self, fault: &Fault) -> Status {
        let code = match fault {
            Fault::Json(_) => ErrorCodes::ParseError,
            Fault::TooLong(_) | Fault::Shape(_) => ErrorCodes::InvalidRequest,
        };
        self.outbox.send(refusal(&Id::Null, code.into(), fault.to_string()));
        Status::On
    }

    /// Sends the workers home.
    pub fn stop(&self) {
        self.desk.stop();
    }

    /// A request: the answer, or nothing if a worker gives it.
    fn asked(&mut self, id: &Id, method: &str, params: Value) -> Option<Result<Value, Error>> {
        let refused = |code: ErrorCodes, message: &str| Some(Err(error(code.into(), message.to_owned())));
        match (self.phase, method) {
            (Phase::Before, "initialize") => return Some(Ok(self.initialize(&params))),
            (Phase::Before, _) => return refused(ErrorCodes::ServerNotInitialized, "还没有收到 initialize；请先发送"),
            (Phase::ShutDown, _) => return refused(ErrorCodes::InvalidRequest, "已经收到 shutdown；只能再发送 exit"),
            (Phase::Open, "initialize") => return refused(ErrorCodes::InvalidRequest, "initialize 只能发送一次；请重新启动服务"),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::ShutDown;
                return Some(Ok(Value::Null));
            }
            (Phase::Open, _) => {}
        }
        let Some((_, reading)) = ASKED.iter().find(|(known, _)| *known == method) else {
            return refused(ErrorCodes::MethodNotFound, &format!("没有 {method} 这种请求；可用的见 initialize 的回答"));
        };
        let (uri, mut question) = match reading(params) {
            Ok(read) => read,
            Err(fault) => {
                return refused(ErrorCodes::InvalidParams, &format!("{method} 的参数有误（{fault}）；请检查编辑器的插件"));
            }
        };
        if self.open.get(&uri).is_none_or(|open| open.name.is_none()) {
            return Some(Ok(empty(&question)));
        }
        if let Question::Mute(asked) = &mut question {
            let (setup, _) = self.shelf.setup(&uri);
            let file = setup.mutes_file().path;
            let open = self.open.iter().find(|(uri, _)| uri::path(uri).is_some_and(|path| path == file));
            asked.open = open.map(|(_, open)| open.text.clone());
        }
        let asked = Asked { id: id.clone(), uri, question };
        let full = self.desk.ask(asked).is_err();
        full.then(|| Err(error(LspErrorCodes::ServerCancelled.into(), "等待回答的请求太多；请稍后再试".to_owned())))
    }

    /// A notification. Those that are not known or not understood are passed over, as the protocol has it, except that a change
    /// that was not understood would leave another text here than in the editor.
    fn told(&mut self, method: &str, params: Value) {
        let known = TOLD.iter().find(|(known, _)| *known == method);
        if let (Phase::Open, Some((_, tell))) = (self.phase, known)
            && let Err(fault) = tell(self, params)
        {
            self.show(&format!("{method} 的参数有误（{fault}），没有采用；请关闭后重新打开文稿"));
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.client = Arc::new(Client::of(params));
        let folders = params.pointer("/workspaceFolders/0/uri").or(params.get("rootUri"));
        let root = folders.and_then(Value::as_str).and_then(|folder| uri::path(&folder.into()));
        if let Some(root) = root.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from)) {
            self.root = root;
        }
        if let Some(process) = params.get("processId").and_then(Value::as_i64) {
            (self.watch)(process);
        }
        self.phase = Phase::Open;
        self.first = params.get("initializationOptions").cloned().unwrap_or_default();
        self.configure(&Value::Null);
        self.tell();
        let (desk, outbox, client, files) = (self.desk.clone(), self.outbox.clone(), self.client.clone(), self.files.clone());
        let worker = Worker { desk, outbox, client, files };
        for _ in 0..WORKERS {
            let worker = worker.clone();
            thread::spawn(move || worker.run());
        }
        json!({ "capabilities": self.client.offers(self.pulls()), "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") } })
    }

    fn pulls(&self) -> bool {
        self.client.pulls && self.shelf.options.pull
    }

    /// Asks to be told when rule files change.
    fn initialized(&mut self) {
        if self.client.watches {
            let watchers = json!([{ "globPattern": "**/*.{yaml,yml}" }]);
            let wish = json!({ "id": "rules", "method": "workspace/didChangeWatchedFiles", "registerOptions": { "watchers": watchers } });
            self.outbox.ask("client/registerCapability", &json!({ "registrations": [wish] }), Vec::new());
        }
    }

    fn opened(&mut self, item: TextDocumentItem) {
        let name = uri::format(&item.language_id.to_string(), &item.uri);
        let text = Arc::new(Text::new(item.text, self.client.units));
        // A second opening is a newer text.
        self.open.insert(item.uri.clone(), Open { version: item.version, name, text });
        if self.put(&item.uri, Duration::ZERO) {
            self.tell();
        }
    }

    fn changed(&mut self, change: DidChangeTextDocumentParams) {
        let document = change.text_document;
        let uri = document.text_document_identifier.uri;
        let Some(open) = self.open.get_mut(&uri) else { return };
        for event in change.content_changes {
            open.text = Arc::new(match event {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    open.text.changed(&part.range, &part.text)
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    Text::new(whole.text, self.client.units)
                }
            });
        }
        open.version = document.version;
        self.look(&uri, false);
        self.put(&uri, self.shelf.options.debounce);
    }

    fn saved(&mut self, uri: &Uri) {
        match self.open.get(uri) {
            Some(Open { name: None, .. }) if uri::is_yaml(uri) => self.reload(),
            Some(_) => {
                self.look(uri, true);
                self.put(uri, Duration::ZERO);
            }
            None => {}
        }
    }

    /// Reads files of the user's own again if they have changed and the editor did not say so.
    fn look(&mut self, uri: &Uri, now: bool) {
        if self.shelf.is_stale(uri, now) {
            self.reload();
        }
    }

    fn closed(&mut self, uri: &Uri) {
        if self.open.remove(uri).is_none_or(|open| open.name.is_none()) {
            return;
        }
        let cleared = diagnostics::publish(uri.clone(), None, Vec::new());
        let body = message::notification("textDocument/publishDiagnostics", &cleared);
        let orphans = self.desk.close(uri, || {
            self.outbox.publish(uri, body);
            self.files.stale(uri, None, &self.outbox);
        });
        for asked in orphans {
            self.outbox.send(message::answer(&asked.id, Ok(empty(&asked.question))));
        }
    }

    /// New settings; an editor that only says that there are some says nothing.
    fn configured(&mut self, sent: &Value) {
        if sent.is_object() {
            self.configure(sent);
            self.refresh();
            self.tell();
        }
    }

    fn configure(&mut self, sent: &Value) {
        let (options, faults) = Options::read(&[&self.first, sent]);
        faults.iter().for_each(|fault| self.show(fault));
        self.shelf = Shelf::new(options, &self.root);
        self.warned.clear();
        // What is wrong with the settings of the workspace is told before a draft is opened.
        self.shelf.setup(&Uri(String::new()));
    }

    fn watched(&mut self, files: &DidChangeWatchedFilesParams) {
        if files.changes.iter().any(|file| uri::is_yaml(&file.uri)) {
            self.reload();
        }
    }

    /// Reads settings, mutes and rules again.
    fn reload(&mut self) {
        self.shelf.reload();
        self.refresh();
        self.tell();
    }

    /// Shows what is wrong with the user's own files, and takes back what was.
    fn tell(&mut self) {
        let warnings: BTreeSet<String> = self.shelf.all().flat_map(|setup| setup.warnings.iter().cloned()).collect();
        warnings.difference(&self.warned).for_each(|warning| self.show(warning));
        self.warned = warnings;
        self.files.faults(diagnostics::of_files(self.shelf.all(), self.client.units), &self.outbox);
    }

    /// Has every draft checked again, and the editor ask again.
    fn refresh(&mut self) {
        let mut drafts: Vec<Uri> = self.open.keys().cloned().collect();
        drafts.sort_by(|a, b| a.0.cmp(&b.0));
        for uri in &drafts {
            self.put(uri, Duration::ZERO);
        }
        let pulls = self.pulls();
        for method in self.client.clone().refreshes.iter().filter(|method| pulls || !method.contains("diagnostic")) {
            self.outbox.ask(method, &Value::Null, Vec::new());
        }
    }

    fn cancelled(&mut self, id: Id) {
        if self.desk.cancel(&id) {
            self.outbox.send(refusal(&id, LspErrorCodes::RequestCancelled.into(), "已按要求取消".to_owned()));
        }
    }

    /// Puts a document on the desk as it is now. `true` if it is the first for which the settings of its folder were read.
    fn put(&mut self, uri: &Uri, wait: Duration) -> bool {
        let Some(Open { version, name: Some(name), text }) = self.open.get(uri) else { return false };
        let (setup, is_new) = self.shelf.setup(uri);
        self.stamp += 1;
        let file = uri::path(uri).and_then(|path| path.file_name().map(OsStr::to_owned));
        let draft = Draft { uri: uri.clone(), version: *version, stamp: self.stamp, name, file, text: text.clone(), setup };
        self.desk.put(draft, Instant::now() + wait);
        is_new
    }

    /// Shows a sentence to the user.
    fn show(&self, sentence: &str) {
        let params = json!({ "type": 1, "message": format!("hegui\u{FF1A}{}", mask(sentence)) });
        self.outbox.send(message::notification("window/showMessage", &params));
    }
}
