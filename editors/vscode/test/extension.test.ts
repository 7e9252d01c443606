// The door, opened by a stand-in for the editor.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { document, open } from "./editor";
import { program as built, PATIENCE, skip } from "./server";

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

test("with the real client and server, what the program finds is what the editor is told", {
  skip,
  timeout: PATIENCE,
}, async () => {
  const sample = resolve("../../samples/faulty.txt");
  const report = document("/drafts/2024 年报告.txt", "plaintext", readFileSync(sample, "utf8"));
  const { log, item, commands, diagnostics, close } = open(String(built), [report]);
  const told = async () => {
    while (!diagnostics.has(report.uri.path)) {
      await settled();
    }
    return diagnostics.get(report.uri.path) ?? [];
  };
  const rules = (await told()).map(({ code }) => (typeof code === "object" ? code.value : code));
  const printed: string = await new Promise((done) =>
    execFile(String(built), ["check", "--format", "json", sample], (_, out) => done(out)),
  );
  const findings: { rule: string }[] = JSON.parse(printed).files[0].findings;
  assert.deepEqual(rules.sort(), findings.map(({ rule }) => rule).sort());
  assert.equal(item.text, `$(error) hegui ${findings.length}`);

  await commands["hegui.fix"]?.();
  await commands["hegui.check"]?.();
  assert.deepEqual(log, [
    'run: ["editor.action.sourceAction",{"kind":"source.fixAll.hegui","apply":"first"}]',
    'run: ["workbench.actions.view.problems"]',
  ]);

  diagnostics.clear();
  await commands["hegui.restart"]?.();
  assert.equal((await told()).length, findings.length);
  await close();
  assert.equal(diagnostics.size, 0);
});
