import assert from "node:assert/strict";
import { test } from "node:test";
import { args, proposed, run } from "../src/annotate";

test("the copy goes beside the document, under another name", () => {
  assert.equal(proposed("/drafts/2024 年报告.docx", false), "/drafts/2024 年报告.批注.docx");
  assert.equal(proposed("C:\\drafts\\a.b.DOCX", true), "C:\\drafts\\a.b.批注.DOCX");
  assert.deepEqual(args("/a.docx", "/b.docx"), ["annotate", "/a.docx", "-o", "/b.docx"]);
});

test("what a program says and how it ends is kept", async () => {
  const script = (code: string) => run(process.execPath, ["-e", code]);
  assert.deepEqual(await script("console.log('好'); console.error('提示')"), { status: 0, said: "好\n提示" });
  assert.deepEqual(await script("console.error('读不了'); process.exit(2)"), { status: 2, said: "读不了" });
});

test("a program that is not there has no status, and one that says too much is ended", async () => {
  assert.deepEqual(await run("/nowhere/hegui", ["--version"]), { status: undefined, said: "" });
  const endless = await run(process.execPath, ["-e", "setInterval(() => console.log('好'.repeat(99999)), 1)"]);
  assert.equal(endless.status, -1);
});
