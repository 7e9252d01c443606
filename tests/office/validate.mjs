// What the Open XML SDK has against documents: validate.mjs VALIDATOR FILE… prints a list of faults a file, as JSON.
// A fault is told by its part and its words, not by its place, so that two versions of a file can be compared.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , validator, ...files] = process.argv;
const { default: validate } = await import(pathToFileURL(validator));
const faults = [];
for (const file of files) {
  try {
    const found = await validate(new Uint8Array(readFileSync(file)), "docx", "Microsoft365");
    faults.push(found.map(({ id, path, description }) => `${path.partUri}: ${id}: ${description}`).sort());
  } catch (error) {
    // What it cannot open at all.
    faults.push([`${error}`.split("\n")[0]]);
  }
}
process.stdout.write(JSON.stringify(faults));
process.exit(0);
