// A stand-in for the editor: the extension runs in it, with the real client of the language server protocol inside. It does
// nothing that can be seen, and writes down what it is asked to do.

import Module from "node:module";
import { resolve } from "node:path";
import { filled } from "./words";

/** A document as far as anybody here looks at it. */
export interface Document {
  languageId: string;
  uri: { scheme: string; fsPath: string; path: string; toString(): string };
  version: number;
  getText(): string;
}

/** A document with this path; one with 报告 in it is checked. */
export function document(path: string, languageId = "plaintext", text = ""): Document {
  return { languageId, uri: uri(path), version: 1, getText: () => text };
}

function uri(path: string) {
  return { scheme: "file", fsPath: path, path, toString: () => `file://${encodeURI(path)}` };
}

/** A function, a class and an object at once, with some names of its own. Whatever else is asked of it is another such. */
function anything(names: Record<string, unknown> = {}): Record<string, unknown> {
  // Not an arrow: the client's classes extend it.
  function whole() {}
  const some = new Proxy(Object.assign(whole, names), {
    get: (target, key) => (key in target && key !== "name" && key !== "length" ? Reflect.get(target, key) : ANYTHING),
    apply: () => ANYTHING,
  });
  return some as unknown as Record<string, unknown>;
}

const ANYTHING: unknown = anything();

/** The extension as the editor would load it, given the editor's module. */
export function bundle(names: Record<string, unknown> = {}): Record<string, (...given: unknown[]) => unknown> {
  // The bundle copies the names of the module, so those that it reads must be there to be copied.
  const editor = anything({ l10n: anything(), ...names });
  const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  const path = resolve("dist/extension.js");
  delete require.cache[path];
  loader._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));
  try {
    return load(path, null, false) as Record<string, (...given: unknown[]) => unknown>;
  } finally {
    loader._load = load;
  }
}

/** What a finding is to the editor. */
export interface Told {
  message: string;
  severity: number;
  source?: string;
  code?: string | number | { value: string | number };
}

/** The parts of the editor's module that are looked at, but for what differs between tests. */
function parts(log: string[], diagnostics: Map<string, Told[]>) {
  const listening = () => ({ dispose() {} });
  const changed: (() => void)[] = [];
  const channel = Object.fromEntries(
    ["trace", "debug", "info", "append", "appendLine", "show", "dispose"].map((name) => [name, () => {}]),
  );
  return {
    listening,
    l10n: { t: filled },
    version: "1.91.0",
    Uri: { file: uri, parse: (written: string) => uri(decodeURI(new URL(written).pathname)) },
    Position: class {
      constructor(
        public line: number,
        public character: number,
      ) {}
    },
    Diagnostic: class {
      constructor(
        public range: unknown,
        public message: string,
        public severity: number,
      ) {}
    },
    Disposable: class {
      dispose() {}
      static from = listening;
    },
    EventEmitter: class {
      private heard: ((what: unknown) => void)[] = [];
      event = (hear: (what: unknown) => void) => {
        this.heard.push(hear);
        return listening();
      };
      fire(what: unknown) {
        for (const hear of this.heard) {
          hear(what);
        }
      }
      dispose() {}
    },
    CancellationTokenSource: class {
      token = { isCancellationRequested: false, onCancellationRequested: listening };
      cancel() {}
      dispose() {}
    },
    ThemeColor: class {},
    StatusBarAlignment: { Right: 2 },
    ProgressLocation: { Notification: 15 },
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    channel: {
      ...channel,
      logLevel: 3,
      onDidChangeLogLevel: listening,
      warn: (said: string) => log.push(`log: ${said}`),
      error: (said: string) => log.push(`log: ${said}`),
    },
    languages: {
      match: (_: unknown, { uri }: Document) => (uri.path.includes("报告") ? 10 : 0),
      getDiagnostics: (uri: Document["uri"]) => diagnostics.get(uri.path) ?? [],
      onDidChangeDiagnostics: (hear: () => void) => changed.push(hear),
      createDiagnosticCollection: () => ({
        set: (uri: Document["uri"], told: Told[]) => {
          diagnostics.set(uri.path, told);
          for (const hear of changed) {
            hear();
          }
        },
        delete: (uri: Document["uri"]) => diagnostics.delete(uri.path),
        clear: () => diagnostics.clear(),
        dispose: () => diagnostics.clear(),
      }),
    },
  };
}

/** An editor with these documents open, the first of them in front, in which the program is `path`. */
export function open(path: string, documents: Document[], answers: Record<string, unknown> = {}) {
  const log: string[] = [];
  const diagnostics = new Map<string, Told[]>();
  const commands: Record<string, (...given: unknown[]) => Promise<void>> = {};
  const item: Record<string, unknown> = {
    shown: false,
    hide: () => {
      item.shown = false;
    },
    show: () => {
      item.shown = true;
    },
  };
  const say =
    (kind: string) =>
    async (said: string, ...buttons: string[]) => {
      log.push(`${kind}: ${said}`);
      return answers[kind] === true ? buttons[0] : undefined;
    };
  const set: Record<string, unknown> = { path, include: ["**/*报告*"] };
  const { listening, channel, languages, ...rest } = parts(log, diagnostics);
  // Of the many events and providers none is ever wanted here.
  const quiet = (names: object) =>
    new Proxy(names, { get: (target, key) => (key in target ? Reflect.get(target, key) : listening) });
  const { activate, deactivate } = bundle({
    ...rest,
    languages: quiet(languages),
    window: quiet({
      activeTextEditor: documents[0] && { document: documents[0] },
      visibleTextEditors: [],
      tabGroups: quiet({ all: [] }),
      createOutputChannel: () => channel,
      createStatusBarItem: () => item,
      showWarningMessage: say("warning"),
      showErrorMessage: say("error"),
      showInformationMessage: say("information"),
      showOpenDialog: async () => undefined,
      showSaveDialog: async ({ defaultUri }: { defaultUri: unknown }) => defaultUri,
      withProgress: (_: unknown, work: () => Promise<unknown>) => work(),
    }),
    workspace: quiet({
      textDocuments: documents,
      notebookDocuments: [],
      workspaceFolders: undefined,
      getConfiguration: () => ({ get: (key: string, otherwise: unknown) => set[key] ?? otherwise }),
    }),
    commands: {
      registerCommand: (name: string, run: (...given: unknown[]) => Promise<void>) => {
        commands[name] = run;
        return listening();
      },
      executeCommand: async (...given: unknown[]) => log.push(`run: ${JSON.stringify(given)}`),
    },
  });
  activate?.({ subscriptions: [] });
  return { log, item, commands, diagnostics, close: async () => deactivate?.() };
}
