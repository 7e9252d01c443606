// What the user set, and what it means to the server and to the editor. Nothing here talks to either.

import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** The languages that the server reads. */
export const LANGUAGES = ["plaintext", "markdown", "html"];
const SCHEMES = ["file", "untitled"];

/** The settings of the section `hegui`. */
export interface Settings {
  path: string;
  include: readonly string[];
  profile: string | null;
  year: number | null;
  missing: string;
}

/** Reads one setting: `get` of a configuration of the editor. */
type Get = <T>(key: string, otherwise: T) => T;

/** The settings as they hold now. */
export function read(get: Get): Settings {
  return {
    path: get("path", "").trim() || "hegui",
    include: get<string[]>("include", []),
    profile: get<string | null>("profile", null),
    year: get<number | null>("year", null),
    missing: get("missing", "lens"),
  };
}

/** What the server is told of them. What is not set is not sent, so that `hegui.yaml` decides. */
export function initial(settings: Settings): Record<string, unknown> {
  const { profile, year, missing } = settings;
  return Object.fromEntries(Object.entries({ profile, year, missing }).filter(([, value]) => value !== null));
}

/** The program to start: a bare name is looked up by the system. */
export function program(path: string, folder: string | undefined): string {
  if (path.startsWith("~/")) {
    return join(homedir(), path.slice(2));
  }
  const bare = !/[\\/]/.test(path);
  return bare || isAbsolute(path) || folder === undefined ? path : resolve(folder, path);
}

/** One line of what the editor calls a document selector. */
export interface Filter {
  scheme: string;
  language: string;
  pattern: string;
}

/** Which documents the server gets to see: those that the globs name, and those that were asked for one by one. */
export function selector(include: readonly string[], asked: Iterable<string>): Filter[] {
  const patterns = [...include, ...[...asked].map(literally)];
  return patterns.flatMap((pattern) =>
    LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ scheme, language, pattern }))),
  );
}

/** A glob for one path. Globs know no escape, so a mark that means something to them stands for any one character. */
function literally(path: string): string {
  return path.replaceAll("\\", "/").replace(/[*?[\]{}!]/g, "?");
}
