import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { initial, program, read, selector } from "../src/settings";

const given = (values: Record<string, unknown>) =>
  read(<T>(key: string, otherwise: T) => (key in values ? (values[key] as T) : otherwise));

test("what is not set is not sent, so that hegui.yaml decides", () => {
  assert.deepEqual(initial(given({ profile: null, year: null })), { missing: "lens" });
  assert.deepEqual(initial(given({ profile: "general", year: 2024, missing: "off" })), {
    profile: "general",
    year: 2024,
    missing: "off",
  });
});

test("an empty path is the program's own name", () => {
  assert.equal(given({ path: "  " }).path, "hegui");
  assert.equal(given({}).path, "hegui");
});

test("a bare name is left to the search path, other paths are made whole", () => {
  assert.equal(program("hegui", "/drafts"), "hegui");
  assert.equal(program("/opt/hegui", "/drafts"), "/opt/hegui");
  assert.equal(program("bin/hegui", "/drafts"), "/drafts/bin/hegui");
  assert.equal(program("bin/hegui", undefined), "bin/hegui");
  assert.equal(program("~/bin/hegui", undefined), join(homedir(), "bin/hegui"));
});

test("every pattern holds for every language, saved or not", () => {
  const filters = selector(["**/*报告*"], []);
  assert.equal(filters.length, 6);
  assert.ok(filters.some((f) => f.scheme === "untitled" && f.language === "html" && f.pattern === "**/*报告*"));
  assert.deepEqual(selector([], []), []);
});

test("a document that was asked for is matched by its path, whatever marks are in it", () => {
  const patterns = new Set(selector([], ["/drafts/稿[1]{a}.txt", "c:\\稿*.md", "Untitled-1"]).map((f) => f.pattern));
  assert.deepEqual([...patterns], ["/drafts/稿?1??a?.txt", "c:/稿?.md", "Untitled-1"]);
});
