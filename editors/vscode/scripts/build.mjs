// Bundles the extension into dist/, with the licences of everything in the bundle.

import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  metafile: true,
  logLevel: "warning",
});

// node_modules/a/b.js → a, node_modules/@a/b/c.js → @a/b
const inside = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const folders = new Map();
for (const input of Object.keys(metafile.inputs)) {
  const found = inside.exec(input);
  if (found) {
    folders.set(found[1], input.slice(0, found[0].length));
  }
}
const notices = [];
for (const [name, folder] of [...folders].sort()) {
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) {
    throw new Error(`${name} comes without the text of its licence; leave it out or find the text`);
  }
  notices.push(`${name} ${version}, ${license}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`);
}
await mkdir("dist", { recursive: true });
await writeFile("dist/LICENSE-THIRD-PARTY.txt", notices.join(`\n${"-".repeat(80)}\n\n`));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  await copyFile(join("../..", name), join("dist", `${name}.txt`));
}
