// The command for Word documents: `hegui annotate` writes a copy with comments. What it says is passed on as it is.

import { execFile } from "node:child_process";
import { posix, win32 } from "node:path";

/** Where the copy is proposed to go: 报告.docx → 报告.批注.docx, beside it. */
export function proposed(input: string, windows: boolean = process.platform === "win32"): string {
  const { dir, name, ext } = (windows ? win32 : posix).parse(input);
  return (windows ? win32 : posix).join(dir, `${name}.批注${ext}`);
}

/** What came of running the program. */
export interface Outcome {
  /** The exit status; none if the program could not be started. */
  status: number | undefined;
  /** Both outputs, as printed. */
  said: string;
}

/** Most that is kept of what the program says. */
const OUTPUT = 1 << 20;
/** The status of a program that was ended before it came to its end. */
const ENDED = -1;

/** Runs the program to its end. */
export function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(program, args, { maxBuffer: OUTPUT, windowsHide: true }, (error, out, err) => {
      // An error of a system call is one of starting; one without a status was ended from outside.
      const started = error === null || !("syscall" in error);
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : ENDED;
      done({ status: started ? status : undefined, said: `${out}${err}`.trim() });
    });
  });
}

/** The arguments that make a commented copy. */
export function args(input: string, output: string): string[] {
  return ["annotate", input, "-o", output];
}
