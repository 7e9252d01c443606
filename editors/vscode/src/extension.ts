// The door: events, commands and the item of the status bar. What is right and wrong in a report the server knows.

import * as vscode from "vscode";
import { args, proposed, run } from "./annotate";
import { launcher } from "./client";
import { muting } from "./mute";
import { Session } from "./session";
import { LANGUAGES, read } from "./settings";
import { absent, type Counts, look, type State } from "./status";

const t = vscode.l10n.t;
let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("hegui", { log: true });
  const item = vscode.window.createStatusBarItem("hegui", vscode.StatusBarAlignment.Right, 100);
  item.name = t("hegui");
  const settings = () => {
    const section = vscode.workspace.getConfiguration("hegui");
    return read((key, otherwise) => section.get(key, otherwise));
  };
  const own = new Session({
    settings,
    folder: () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    exists: async (program) => (await run(program, ["--version"])).status !== undefined,
    launch: launcher(output, muting(reason, save)),
    changed: (state) => {
      show();
      warn(own, state);
    },
    failed: (error) => output.error(String(error)),
  });
  session = own;

  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    const looked = document !== undefined && isOurs(own, document);
    const counts = document === undefined ? NOTHING : count(document.uri);
    const seen = look(own.state, looked, counts, own.program, t);
    if (seen === undefined) {
      item.hide();
      return;
    }
    item.text = seen.text;
    item.tooltip = seen.tooltip;
    item.command = { title: seen.tooltip, ...seen.command };
    item.backgroundColor = seen.severe ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.show();
  };
  const meet = (documents: readonly vscode.TextDocument[]) => {
    if (documents.some((document) => isOurs(own, document))) {
      void own.start();
    }
  };

  context.subscriptions.push(
    output,
    item,
    vscode.workspace.onDidOpenTextDocument((document) => meet([document])),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      // How much is told of the talk with the server, the client sees by itself.
      if (SETTINGS.some((key) => change.affectsConfiguration(key))) {
        if (own.state !== "idle") {
          await own.restart();
        }
        meet(vscode.workspace.textDocuments);
        show();
      }
    }),
    vscode.commands.registerCommand("hegui.check", () => check(own)),
    vscode.commands.registerCommand("hegui.fix", () => fix(own)),
    vscode.commands.registerCommand("hegui.annotate", (uri?: vscode.Uri) => annotate(own, uri)),
    vscode.commands.registerCommand("hegui.restart", () => own.restart()),
  );
  meet(vscode.workspace.textDocuments);
  show();
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

const SETTINGS = ["path", "include", "profile", "year", "missing"].map((key) => `hegui.${key}`);
const NOTHING: Counts = { errors: 0, warnings: 0, advice: 0 };

function isOurs(own: Session, document: vscode.TextDocument): boolean {
  return vscode.languages.match(own.selector, document) > 0;
}

/** What the server found in a document, by gravity. */
function count(uri: vscode.Uri): Counts {
  const counts = { ...NOTHING };
  for (const { source, severity } of vscode.languages.getDiagnostics(uri)) {
    if (source === "hegui") {
      const kind =
        severity === vscode.DiagnosticSeverity.Error
          ? "errors"
          : severity === vscode.DiagnosticSeverity.Warning
            ? "warnings"
            : "advice";
      counts[kind]++;
    }
  }
  return counts;
}

/** Says that the program is not there, with the way to its setting. */
async function warn(own: Session, state: State): Promise<void> {
  if (state !== "missing") {
    return;
  }
  const open = t("Open the setting");
  if ((await vscode.window.showWarningMessage(absent(own.program, t), open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "hegui.path");
  }
}

/** Has the document that is being looked at checked, whatever its name; false if it cannot be. */
async function take(own: Session): Promise<boolean> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !LANGUAGES.includes(document.languageId)) {
    void vscode.window.showInformationMessage(
      t("Open a plain text, a Markdown file or a web page first. For a Word document use “Annotate Word Document…”."),
    );
    return false;
  }
  if (!isOurs(own, document)) {
    await own.ask(document.uri.scheme === "file" ? document.uri.fsPath : document.uri.path);
  } else if (own.state === "running") {
    return true;
  } else if (own.state === "idle") {
    await own.start();
  } else {
    await own.restart();
  }
  return own.state === "running";
}

async function check(own: Session): Promise<void> {
  if (await take(own)) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}

async function fix(own: Session): Promise<void> {
  if (await take(own)) {
    await vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.hegui", apply: "first" });
  }
}

/** Why a finding may stay. */
function reason(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t("Why may this stay?"),
    prompt: t("The reason goes into hegui.mutes.yaml, for whoever reads it next year."),
    ignoreFocusOut: true,
    validateInput: (given) => (given.trim() === "" ? t("A reason must be given.") : undefined),
  });
}

/** Saves a file that was changed in the editor. */
async function save(uri: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  await document.save();
}

async function annotate(own: Session, chosen: vscode.Uri | undefined): Promise<void> {
  const filters = { [t("Word documents")]: ["docx"] };
  const input = chosen ?? (await vscode.window.showOpenDialog({ filters, title: t("Which document?") }))?.[0];
  if (input === undefined) {
    return;
  }
  const defaultUri = vscode.Uri.file(proposed(input.fsPath));
  const output = await vscode.window.showSaveDialog({
    defaultUri,
    filters,
    title: t("Where shall the copy with comments go?"),
  });
  if (output === undefined) {
    return;
  }
  const title = t("hegui is annotating the document");
  const { status, said } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    () => run(own.program, args(input.fsPath, output.fsPath)),
  );
  if (status === undefined) {
    await warn(own, "missing");
  } else if (status === 0) {
    const open = t("Open the folder");
    if ((await vscode.window.showInformationMessage(said || t("The document was annotated."), open)) === open) {
      await vscode.commands.executeCommand("revealFileInOS", output);
    }
  } else {
    void vscode.window.showErrorMessage(said || t("hegui ended with status {0} and said nothing.", status));
  }
}
