// Starts `nplus1 lsp` and connects VS Code to it.

import * as vscode from "vscode";
import { ExecuteCommandSignature, LanguageClient, LanguageClientOptions } from "vscode-languageclient/node";
import { serverArguments, settingNames, Settings } from "./settings";

let client: LanguageClient | undefined;
/** The last start or stop that was asked for; each waits for the one before. */
let last: Promise<void> = Promise.resolve();
let restarts = 0;

function queued(step: () => Promise<void>): Promise<void> {
  last = last.then(step, step);
  return last;
}

interface Explanation {
  rule: string;
  markdown: string;
}

/** The page of a rule as a preview, instead of a message. */
async function showExplanation(page: Explanation): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: "markdown",
    content: page.markdown,
  });
  await vscode.commands.executeCommand("markdown.showPreview", document.uri);
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: "file", language: "cpp" }],
    initializationOptions: { explainedByClient: true },
    middleware: {
      executeCommand: async (
        command: string,
        args: unknown[],
        next: ExecuteCommandSignature,
      ) => {
        const result = await next(command, args);
        if (command === "nplus1.explain" && result) await showExplanation(result as Explanation);
        return result;
      },
    },
  };
}

async function start(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("nplus1");
  const settings: Settings = {
    path: configuration.get("path", "nplus1"),
    database: configuration.get("database", ""),
    profiles: configuration.get("profiles", []),
    minConfidence: configuration.get("minConfidence", ""),
    arguments: configuration.get("arguments", []),
  };
  const server = { command: settings.path, args: serverArguments(settings) };
  client = new LanguageClient("nplus1", "nplus1", server, clientOptions());
  try {
    await client.start();
  } catch {
    client = undefined;
    void vscode.window.showErrorMessage(
      `nplus1: '${settings.path}' could not be started; set nplus1.path to the program.`,
    );
  }
}

async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  if (stopped?.isRunning()) await stopped.stop();
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  // Of several that are asked for while one is at work, the last is enough.
  const restart = () => {
    const mine = ++restarts;
    return queued(async () => {
      if (mine !== restarts) return;
      await stop();
      await start();
    });
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("nplus1.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      // What the client traces, it sees to by itself.
      if (settingNames.some((name) => change.affectsConfiguration(`nplus1.${name}`))) await restart();
    }),
  );
  await queued(start);
}

export async function deactivate(): Promise<void> {
  ++restarts;
  await queued(stop);
}
