// The door, opened by a stand-in for the editor.

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { bundle } from "./editor";
import { filled } from "./words";

interface Document {
  languageId: string;
  uri: { scheme: string; fsPath: string; path: string };
}

/** A document with this path; one with 报告 in it is checked. */
const document = (path: string, languageId = "plaintext"): Document => ({
  languageId,
  uri: { scheme: "file", fsPath: path, path },
});

/** An editor with these documents open, the first of them in front, in which the program is `path`. */
function open(path: string, documents: Document[], answers: Record<string, unknown> = {}) {
  const log: string[] = [];
  const commands: Record<string, (...given: unknown[]) => Promise<void>> = {};
  const item: Record<string, unknown> = {
    shown: false,
    hide: () => (item.shown = false),
    show: () => (item.shown = true),
  };
  const say =
    (kind: string) =>
    async (said: string, ...buttons: string[]) => {
      log.push(`${kind}: ${said}`);
      return answers[kind] === true ? buttons[0] : undefined;
    };
  const set: Record<string, unknown> = { path, include: ["**/*报告*"] };
  const { activate, deactivate } = bundle({
    l10n: { t: filled },
    Uri: { file: (path: string) => document(path).uri },
    StatusBarAlignment: { Right: 2 },
    ThemeColor: class {},
    ProgressLocation: { Notification: 15 },
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2 },
    window: {
      activeTextEditor: documents[0] && { document: documents[0] },
      createOutputChannel: () => ({ error: (said: string) => log.push(`log: ${said}`) }),
      createStatusBarItem: () => item,
      onDidChangeActiveTextEditor: () => {},
      showWarningMessage: say("warning"),
      showErrorMessage: say("error"),
      showInformationMessage: say("information"),
      showOpenDialog: async () => undefined,
      showSaveDialog: async ({ defaultUri }: { defaultUri: Document["uri"] }) => answers.save ?? defaultUri,
      withProgress: (_: unknown, work: () => Promise<unknown>) => work(),
    },
    workspace: {
      textDocuments: documents,
      getConfiguration: () => ({ get: (key: string, otherwise: unknown) => set[key] ?? otherwise }),
      onDidOpenTextDocument: () => {},
      onDidChangeConfiguration: () => {},
    },
    languages: {
      match: (_: unknown, document: Document) => (document.uri.path.includes("报告") ? 10 : 0),
      getDiagnostics: () => [],
      onDidChangeDiagnostics: () => {},
    },
    commands: {
      registerCommand: (name: string, run: (...given: unknown[]) => Promise<void>) => (commands[name] = run),
      executeCommand: async (...given: unknown[]) => log.push(`run: ${JSON.stringify(given)}`),
    },
  });
  activate?.({ subscriptions: [] });
  return { log, item, commands, deactivate };
}

/** Lets everything that was begun come to its end. */
const settled = () => new Promise((done) => setTimeout(done, 200));

/** A program that writes down its arguments, says something and ends with a status. */
function script(said: string, status: number) {
  const folder = mkdtempSync(join(tmpdir(), "hegui-"));
  const program = join(folder, "hegui");
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >'${folder}/args'\necho '${said}'\nexit ${status}\n`);
  chmodSync(program, 0o755);
  return { program, args: () => readFileSync(join(folder, "args"), "utf8").trimEnd().split("\n") };
}

test("other documents start nothing, and nothing is shown beside them", async () => {
  const { log, item } = open("/nowhere/hegui", [document("/drafts/README.md", "markdown")]);
  await settled();
  assert.deepEqual(log, []);
  assert.equal(item.shown, false);
});

test("a program that is not there is told once, with the way to its setting", async () => {
  const { log, item } = open("/nowhere/hegui", [document("/drafts/报告.txt"), document("/drafts/年度报告.md")], {
    warning: true,
  });
  await settled();
  assert.equal(log.length, 2);
  assert.match(log[0] ?? "", /^warning: The program \/nowhere\/hegui was not found/);
  assert.equal(log[1], 'run: ["workbench.action.openSettings","hegui.path"]');
  assert.equal(item.shown, true);
  assert.equal(item.text, "$(error) hegui: not found");
});

test("checking without a text says what to open", async () => {
  for (const documents of [[], [document("/drafts/a.json", "json")]]) {
    const { log, commands } = open("/nowhere/hegui", documents);
    await commands["hegui.check"]?.();
    await commands["hegui.fix"]?.();
    assert.equal(log.length, 2);
    assert.match(log[0] ?? "", /^information: Open a plain text/);
  }
});

test("asking for a check of any text tries to start the server", async () => {
  const { log, commands } = open("/nowhere/hegui", [document("/drafts/稿.txt")]);
  await commands["hegui.check"]?.();
  assert.equal(log.length, 1);
  assert.match(log[0] ?? "", /^warning: The program/);
});

test("annotating runs the program on the document and shows the folder of the copy", async () => {
  const { program, args } = script("已写出", 0);
  const { log, commands } = open(program, [], { information: true });
  await commands["hegui.annotate"]?.(document("/drafts/2024 年报告.docx").uri);
  assert.deepEqual(args(), ["annotate", "/drafts/2024 年报告.docx", "-o", "/drafts/2024 年报告.批注.docx"]);
  assert.equal(log[0], "information: 已写出");
  assert.match(log[1] ?? "", /^run: \["revealFileInOS",.*批注\.docx/);
});

test("what the program says when it cannot annotate is passed on", async () => {
  const { log, commands } = open(script("读不了", 2).program, []);
  await commands["hegui.annotate"]?.(document("/drafts/报告.docx").uri);
  assert.deepEqual(log, ["error: 读不了"]);
  const missing = open("/nowhere/hegui", []);
  await missing.commands["hegui.annotate"]?.(document("/drafts/报告.docx").uri);
  assert.match(missing.log[0] ?? "", /^warning: The program/);
  await missing.commands["hegui.annotate"]?.();
  assert.equal(missing.log.length, 1);
});
