import assert from "node:assert/strict";
import { test } from "node:test";
import { look, type State } from "../src/status";
import { filled } from "./words";

const none = { errors: 0, warnings: 0, advice: 0 };
const seen = (state: State, counts = none) => look(state, true, counts, "/opt/hegui", filled);

test("nothing is shown beside documents that are not checked", () => {
  for (const state of ["idle", "starting", "running", "missing", "stopped"] as const) {
    assert.equal(look(state, false, none, "hegui", filled), undefined);
  }
  assert.equal(seen("idle"), undefined);
});

test("the gravest finding gives the sign, all of them the number", () => {
  assert.equal(seen("running")?.text, "$(check) hegui");
  assert.equal(seen("running", { ...none, advice: 2 })?.text, "$(info) hegui 2");
  assert.equal(seen("running", { ...none, warnings: 1, advice: 2 })?.text, "$(warning) hegui 3");
  const look = seen("running", { errors: 1, warnings: 1, advice: 2 });
  assert.equal(look?.text, "$(error) hegui 4");
  assert.equal(look?.tooltip, "1 errors, 1 warnings, 2 pieces of advice");
  assert.equal(look?.severe, false);
});

test("trouble names its way out", () => {
  const missing = seen("missing");
  assert.ok(missing?.severe && missing.tooltip.includes("/opt/hegui") && missing.tooltip.includes("hegui.path"));
  assert.deepEqual(missing.command, { command: "workbench.action.openSettings", arguments: ["hegui.path"] });
  assert.deepEqual(seen("stopped")?.command, { command: "hegui.restart" });
});
