// What the item in the status bar looks like.

/** Translates: the sentence in English is its own key. */
export type Translate = (sentence: string, ...values: (string | number)[]) => string;

/** How the server is. `idle`: no document needed it yet. */
export type State = "idle" | "starting" | "running" | "missing" | "stopped";

/** What was found in the document that is being looked at. */
export interface Counts {
  errors: number;
  warnings: number;
  advice: number;
}

/** The item. */
export interface Look {
  text: string;
  tooltip: string;
  /** What a click does. */
  command: { command: string; arguments?: unknown[] };
  severe: boolean;
}

const PROBLEMS = { command: "workbench.actions.view.problems" };
const SETTING = { command: "workbench.action.openSettings", arguments: ["hegui.path"] };
const RESTART = { command: "hegui.restart" };

/** How the item looks; none when there is nothing to say about the document. */
export function look(state: State, looked: boolean, counts: Counts, path: string, t: Translate): Look | undefined {
  if (!looked || state === "idle") {
    return undefined;
  }
  switch (state) {
    case "starting":
      return { text: `$(sync~spin) ${t("hegui")}`, tooltip: t("hegui is starting"), command: PROBLEMS, severe: false };
    case "missing":
      return { text: `$(error) ${t("hegui: not found")}`, tooltip: absent(path, t), command: SETTING, severe: true };
    case "stopped":
      return {
        text: `$(error) ${t("hegui: stopped")}`,
        tooltip: t("hegui has stopped and nothing is checked. Click to start it again; the output channel says why."),
        command: RESTART,
        severe: true,
      };
    case "running":
      return running(counts, t);
  }
}

function running(counts: Counts, t: Translate): Look {
  const sum = counts.errors + counts.warnings + counts.advice;
  const icon = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : sum > 0 ? "info" : "check";
  const tooltip =
    sum === 0
      ? t("hegui found nothing in this document")
      : t("{0} errors, {1} warnings, {2} pieces of advice", counts.errors, counts.warnings, counts.advice);
  return { text: `$(${icon}) ${t("hegui")}${sum === 0 ? "" : ` ${sum}`}`, tooltip, command: PROBLEMS, severe: false };
}

/** That the program is not there, and what to do. */
export function absent(path: string, t: Translate): string {
  return t(
    "The program {0} was not found, so nothing is checked. Install hegui, or set its path in hegui.path, and restart.",
    path,
  );
}
