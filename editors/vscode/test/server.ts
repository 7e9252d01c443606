// Where the program is that tests talk to.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The program that is named, or one that was built in this copy of the project. */
export const program = [process.env.HEGUI, "../../target/debug/hegui", "../../target/release/hegui"]
  .filter((path) => path !== undefined && path !== "")
  .map((path) => resolve(String(path)))
  .find((path) => existsSync(path) && spawnSync(path, ["lsp", "--help"]).status === 0);

/** Why a test with the program is left out; false if it is not. */
export const skip = program === undefined && "no hegui with a server was built; run cargo build first";
if (skip) {
  console.log(`SKIPPED: ${skip}`);
}

/** How long such a test may take, in milliseconds, on a machine with other work. */
export const PATIENCE = 20_000;
