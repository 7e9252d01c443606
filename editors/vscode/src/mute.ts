// Asks for the reason before a finding is muted: the protocol has no way to ask for words. The rest the server does.

/** The server's command that mutes a finding. */
export const MUTE = "hegui.mute";

type Next = (command: string, given: unknown[]) => unknown;

/** What stands between the editor and the commands of the server. `save` writes the file that the server named. */
export function muting(ask: () => PromiseLike<string | undefined>, save: (uri: string) => PromiseLike<unknown>) {
  return async (command: string, given: unknown[], next: Next): Promise<unknown> => {
    if (command !== MUTE) {
      return next(command, given);
    }
    const reason = (await ask())?.trim();
    if (!reason) {
      return undefined;
    }
    const [first, ...rest] = given;
    const done = await next(command, [{ ...(first as object), reason }, ...rest]);
    // The server reads what is on the disk; until it is saved nothing is muted.
    const uri = (done as { uri?: unknown } | null | undefined)?.uri;
    if (typeof uri === "string") {
      await save(uri);
    }
    return done;
  };
}
