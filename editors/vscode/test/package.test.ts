// The manifest, its words in two languages, and the bundle.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { read } from "../src/settings";
import { bundle } from "./editor";

const text = (path: string) => readFileSync(path, "utf8");
const json = (path: string) => JSON.parse(text(path));
const manifest = json("package.json");
const keys = (value: object) => Object.keys(value).sort();
const HAN = /\p{Script=Han}/u;

test("every word of the manifest stands in both languages, and none is left over", () => {
  const used = [...text("package.json").matchAll(/%([\w.]+)%/g)].map((match) => match[1]);
  const english = json("package.nls.json");
  const chinese = json("package.nls.zh-cn.json");
  assert.deepEqual([...new Set(used)].sort(), keys(english));
  assert.deepEqual(keys(chinese), keys(english));
  for (const [key, value] of Object.entries(chinese)) {
    assert.match(String(value), HAN, key);
  }
});

test("every sentence of the program stands in Chinese, and none is left over", () => {
  const sources = readdirSync("src").map((name) => text(`src/${name}`));
  const sentences = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]));
  const chinese: Record<string, string> = json("l10n/bundle.l10n.zh-cn.json");
  assert.deepEqual([...new Set(sentences)].sort(), keys(chinese));
  for (const [english, translated] of Object.entries(chinese)) {
    assert.match(translated, HAN);
    assert.deepEqual(english.match(/\{\d\}/g), translated.match(/\{\d\}/g), english);
  }
});

test("the commands and settings of the manifest are those of the program", () => {
  const commands = manifest.contributes.commands.map((one: { command: string }) => one.command).sort();
  const registered = [...text("src/extension.ts").matchAll(/registerCommand\("([\w.]+)"/g)].map((match) => match[1]);
  assert.deepEqual(registered.sort(), commands);
  const properties = manifest.contributes.configuration.properties;
  const settings = read(<T>(_: string, otherwise: T) => otherwise);
  assert.deepEqual(keys(properties), [...keys(settings), "trace.server"].map((key) => `hegui.${key}`).sort());
});

test("the default globs are those of the hooks: 报告 in the path", () => {
  assert.deepEqual(manifest.contributes.configuration.properties["hegui.include"].default, [
    "**/*报告*",
    "**/*报告*/**",
  ]);
});

test("the extension is of the version of the program", () => {
  assert.match(text("../../Cargo.toml"), new RegExp(`^version = "${manifest.version.replaceAll(".", "\\.")}"$`, "m"));
});

test("the bundle loads, and gives the editor what it calls", () => {
  const { activate, deactivate } = bundle();
  assert.equal(typeof activate, "function");
  assert.equal(typeof deactivate, "function");
});
