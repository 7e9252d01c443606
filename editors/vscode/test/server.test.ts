// The server as the extension starts it, without an editor in between: cargo build, then npm test.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { initial } from "../src/settings";
import { PATIENCE, program, skip } from "./server";

const URI = "file:///drafts/2024%E5%B9%B4%E6%8A%A5%E5%91%8A.txt";
const faulty = readFileSync("../../samples/faulty.txt", "utf8");

/** A server with the settings of the extension, told about one text. */
async function opened(text: string, languageId = "plaintext") {
  const child: ChildProcess = spawn(String(program), ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  if (child.stdout === null || child.stdin === null) {
    throw new Error("the server has no pipes");
  }
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const told = new Promise<PublishDiagnosticsParams>((done) =>
    connection.onNotification("textDocument/publishDiagnostics", done),
  );
  const asked: string[] = [];
  connection.onNotification("window/showMessage", ({ message }: { message: string }) => void asked.push(message));
  connection.listen();
  const initializationOptions = initial({ path: "hegui", include: [], profile: null, year: 2024, missing: "off" });
  const { capabilities } = await connection.sendRequest<{ capabilities: ServerCapabilities }>("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        publishDiagnostics: { relatedInformation: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
      },
    },
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: URI, languageId, version: 1, text },
  });
  return {
    connection,
    capabilities,
    told,
    asked,
    /** Ends the server as the editor does; gives its exit status. */
    end: async () => {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const status = await ended;
      connection.dispose();
      return status;
    },
  };
}

/** Where something stands in the text, by the whole line. */
const quote = (text: string, { range }: Diagnostic) => text.split("\n")[range.start.line]?.slice(range.start.character);

test("what the server finds arrives, counted by its source, and it ends in order", {
  skip,
  timeout: PATIENCE,
}, async () => {
  const { told, asked, end } = await opened(faulty);
  const { uri, diagnostics } = await told;
  assert.equal(uri, URI);
  assert.ok(diagnostics.length >= 10, `${diagnostics.length} findings`);
  assert.ok(diagnostics.every((one) => one.source === "hegui"));
  const share = diagnostics.find((one) => one.code === "figures/percentage-off");
  assert.ok(share && quote(faulty, share)?.startsWith("35%"), JSON.stringify(share));
  assert.deepEqual(asked, [], "the settings that the extension sends are known");
  assert.equal(await end(), 0);
});

test("the action that the command for fixing asks for is there", { skip, timeout: PATIENCE }, async () => {
  const { connection, capabilities, told, end } = await opened(faulty);
  const provider = capabilities.codeActionProvider;
  const kinds = typeof provider === "object" ? (provider.codeActionKinds ?? []) : [];
  assert.ok(kinds.includes("source.fixAll.hegui"), kinds.join());
  await told;
  const actions = await connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: URI },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll.hegui"] },
  });
  assert.equal(actions.length, 1);
  assert.match(JSON.stringify(actions[0]?.edit), /截至/);
  assert.equal(await end(), 0);
});

test("a text without a fault is told to be without one", { skip, timeout: PATIENCE }, async () => {
  const { told, end } = await opened(readFileSync("../../samples/correct.txt", "utf8"), "markdown");
  assert.deepEqual((await told).diagnostics, []);
  assert.equal(await end(), 0);
});
