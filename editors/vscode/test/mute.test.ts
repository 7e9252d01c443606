// The reason of a mute: asked for, sent along, and never left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { MUTE, muting } from "../src/mute";

/** Runs a command for somebody who answers with this; what was sent on, and what was saved. */
async function run(command: string, answer: string | undefined, result: unknown) {
  const sent: unknown[] = [];
  const saved: string[] = [];
  let asked = 0;
  const middle = muting(
    async () => {
      asked++;
      return answer;
    },
    async (uri) => void saved.push(uri),
  );
  await middle(command, [{ uri: "file:///a.txt", fingerprint: "0" }], async (name, given) => {
    sent.push([name, ...given]);
    return result;
  });
  return { sent, saved, asked };
}

test("the reason is sent along and the file is saved", async () => {
  const { sent, saved } = await run(MUTE, " 原文如此 ", { uri: "file:///hegui.mutes.yaml" });
  assert.deepEqual(sent, [[MUTE, { uri: "file:///a.txt", fingerprint: "0", reason: "原文如此" }]]);
  assert.deepEqual(saved, ["file:///hegui.mutes.yaml"]);
});

test("without a reason nothing is done", async () => {
  for (const answer of [undefined, "", "  "]) {
    assert.deepEqual(await run(MUTE, answer, {}), { sent: [], saved: [], asked: 1 });
  }
});

test("nothing is saved that the server did not name, and other commands pass", async () => {
  assert.deepEqual((await run(MUTE, "x", null)).saved, []);
  const other = await run("other.command", "x", { uri: "file:///b" });
  assert.deepEqual(other, {
    sent: [["other.command", { uri: "file:///a.txt", fingerprint: "0" }]],
    saved: [],
    asked: 0,
  });
});
