// The server process and the connection to it.

import type { LogOutputChannel } from "vscode";
import { type ExecuteCommandSignature, LanguageClient, State as Life } from "vscode-languageclient/node";
import type { Filter } from "./settings";
import type { State } from "./status";

/** A server that was started. */
export interface Server {
  stop(): Promise<void>;
}

/** Starts a server; `changed` is told how it is from then on. */
export type Launch = (
  program: string,
  selector: Filter[],
  options: Record<string, unknown>,
  changed: (state: State) => void,
) => Promise<Server>;

const STATES: Record<Life, State> = {
  [Life.Starting]: "starting",
  [Life.Running]: "running",
  [Life.Stopped]: "stopped",
  [Life.StartFailed]: "stopped",
};

/** Files of the user's own, which are not checked: the server hears what stands in them and when they are saved. */
const OWN = ["hegui.yaml", "hegui.mutes.yaml"].map((name) => ({ scheme: "file", pattern: `**/${name}` }));

/** What stands between the editor and a command of the server. */
type Middle = (command: string, given: unknown[], next: ExecuteCommandSignature) => Promise<unknown>;

/** Starts `hegui lsp`. A server that dies is started again by the client, a few times. */
export function launcher(output: LogOutputChannel, executeCommand: Middle): Launch {
  return async (program, selector, initializationOptions, changed) => {
    const client = new LanguageClient(
      "hegui",
      "hegui",
      { command: program, args: ["lsp"] },
      {
        documentSelector: [...selector, ...OWN],
        initializationOptions,
        outputChannel: output,
        initializationFailedHandler: () => false,
        middleware: { executeCommand },
      },
    );
    client.onDidChangeState(({ newState }) => changed(STATES[newState]));
    try {
      await client.start();
    } catch (error) {
      await client.dispose().catch(() => {});
      throw error;
    }
    return { stop: () => client.dispose() };
  };
}
