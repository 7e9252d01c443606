// Runs the tests. They are bundled first, with a stand-in for the editor's own module.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
rmSync("dist/test", { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => `test/${name}`),
  outdir: "dist/test",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
});
// Each by its name: what a folder means to --test is not the same in all versions of Node.js.
const built = tests.map((name) => `dist/test/${name.replace(/\.ts$/, ".js")}`);
const { status } = spawnSync(process.execPath, ["--test", ...built], { stdio: "inherit" });
process.exit(status ?? 1);
