// Runs the tests. They are bundled first, with a stand-in for the editor's own module.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist/test", { recursive: true, force: true });
await build({
  entryPoints: readdirSync("test")
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/${name}`),
  outdir: "dist/test",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["../extension.js"],
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, ["--test", "dist/test/"], { stdio: "inherit" });
process.exit(status ?? 1);
