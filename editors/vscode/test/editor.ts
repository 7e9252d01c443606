// A stand-in for the editor's own module: it does nothing, and writes down what it is asked to do.

import Module from "node:module";
import { resolve } from "node:path";

/** A class, a function and an object at once, with whatever anybody asks of it. */
function anything(own: Record<string, unknown> = {}): Record<string, unknown> {
  const whole: object = new Proxy(class {}, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : Reflect.get(ANYTHING, key)),
  });
  return Object.assign(whole, own) as Record<string, unknown>;
}

const ANYTHING: object = new Proxy(class {}, {
  get: (target, key) => (key in target ? Reflect.get(target, key) : ANYTHING),
});

/** The extension as the editor would load it, with `own` in the place of the parts of the editor's module that are looked at. */
export function bundle(own: Record<string, unknown> = {}): Record<string, (...given: unknown[]) => unknown> {
  // The bundle copies the names of the module, so those that it reads must be there to be copied.
  const editor = anything({ l10n: ANYTHING, ...own });
  const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  const path = resolve("dist/extension.js");
  delete require.cache[path];
  loader._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));
  try {
    return load(path, null, false) as Record<string, (...given: unknown[]) => unknown>;
  } finally {
    loader._load = load;
  }
}
