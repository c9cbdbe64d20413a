// As much of the module "vscode" as the packaged client needs to run in plain Node: documents that a
// test opens, diagnostics that it looks at, providers that it calls.
"use strict";

const { EventEmitter: NodeEmitter } = require("node:events");

class Disposable {
  constructor(dispose) {
    this.dispose = dispose ?? (() => {});
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  #inner = new NodeEmitter();
  event = (listener, self, disposables) => {
    const bound = self ? listener.bind(self) : listener;
    this.#inner.on("event", bound);
    const registered = new Disposable(() => this.#inner.off("event", bound));
    disposables?.push(registered);
    return registered;
  };
  fire(value) {
    this.#inner.emit("event", value);
  }
  dispose() {
    this.#inner.removeAllListeners();
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(startLine, startCharacter, endLine, endCharacter) {
    [this.start, this.end] =
      startLine instanceof Position
        ? [startLine, startCharacter]
        : [new Position(startLine, startCharacter), new Position(endLine, endCharacter)];
  }
}

class Uri {
  constructor(path) {
    Object.assign(this, { scheme: "file", authority: "", path, fsPath: path, query: "", fragment: "" });
  }
  static parse(text) {
    return new Uri(decodeURIComponent(text.replace(/^file:\/\//, "")));
  }
  static file(path) {
    return new Uri(path);
  }
  toString() {
    return "file://" + this.path.split("/").map(encodeURIComponent).join("/");
  }
}

class Kind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new Kind(this.value ? `${this.value}.${part}` : part);
  }
  contains(other) {
    return other.value === this.value || other.value.startsWith(this.value + ".");
  }
}

class WorkspaceEdit {
  edits = new Map();
  set(uri, edits) {
    this.edits.set(uri.toString(), edits);
  }
  replace(uri, range, newText) {
    this.set(uri, [...(this.edits.get(uri.toString()) ?? []), { range, newText }]);
  }
  insert(uri, position, newText) {
    this.replace(uri, new Range(position, position), newText);
  }
  delete(uri, range) {
    this.replace(uri, range, "");
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {}
  dispose() {}
}

/** A class that keeps what it is constructed with under these names. */
const record = (...names) =>
  class {
    constructor(...values) {
      names.forEach((name, index) => (this[name] = values[index]));
    }
  };

/** An enumeration or a function that nobody here looks at. */
const anything = () =>
  new Proxy(function () {}, {
    get: (target, key) => (key in target || typeof key === "symbol" ? target[key] : (target[key] = anything())),
    apply: () => new Disposable(),
    construct: () => ({}),
  });

/** `known`, and something harmless for everything else. */
const openEnded = (known) =>
  new Proxy(known, {
    has: () => true,
    get: (target, key) => {
      if (!(key in target) && typeof key === "string" && key !== "then")
        target[key] = /^on[A-Z]/.test(key) ? new EventEmitter().event : anything();
      return target[key];
    },
  });

exports.create = function create(root, settings) {
  const opened = new EventEmitter();
  const changed = new EventEmitter();
  const state = { diagnostics: new Map(), actionProviders: [], errors: [], shown: [] };
  const document = (path, text) => ({
    uri: Uri.file(path),
    fileName: path,
    languageId: "cpp",
    version: 1,
    isClosed: false,
    isDirty: false,
    getText: () => text,
  });
  const folder = { uri: Uri.file(root), name: "folder", index: 0 };
  const commands = new Map();
  const api = {
    version: "1.82.0",
    Disposable,
    EventEmitter,
    Position,
    Range,
    Uri,
    WorkspaceEdit,
    CancellationTokenSource,
    CodeActionKind: openEnded({ Empty: new Kind(""), QuickFix: new Kind("quickfix") }),
    CodeAction: record("title", "kind"),
    Diagnostic: record("range", "message", "severity"),
    DiagnosticRelatedInformation: record("location", "message"),
    Location: record("uri", "range"),
    TextEdit: record("range", "newText"),
    CancellationError: class extends Error {},
    CompletionItem: record("label"),
    CodeLens: record("range"),
    DocumentLink: record("range"),
    InlayHint: record("position"),
    SymbolInformation: record("name"),
    CallHierarchyItem: record("kind"),
    TypeHierarchyItem: record("kind"),
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
    languages: openEnded({
      match: (selector, of) => ([].concat(selector).some((one) => one.language === of.languageId) ? 10 : 0),
      createDiagnosticCollection: () => ({
        set: (uri, all) => state.diagnostics.set(uri.toString(), all ?? []),
        delete: (uri) => state.diagnostics.delete(uri.toString()),
        clear: () => state.diagnostics.clear(),
        dispose() {},
      }),
      registerCodeActionsProvider: (selector, provider) => {
        state.actionProviders.push(provider);
        return new Disposable();
      },
    }),
    commands: openEnded({
      registerCommand: (name, run) => {
        commands.set(name, run);
        return new Disposable(() => commands.delete(name));
      },
      executeCommand: async (name, ...args) => commands.get(name)?.(...args) ?? state.shown.push([name, ...args]),
    }),
    TabInputText: record("uri"),
    window: openEnded({
      visibleTextEditors: [],
      activeTextEditor: undefined,
      tabGroups: openEnded({ all: [{ tabs: [] }] }),
      createOutputChannel: () => openEnded({ append() {}, appendLine() {} }),
      showErrorMessage: async (text) => void state.errors.push(text),
      withProgress: async (options, task) => task({ report() {} }, new CancellationTokenSource().token),
    }),
    workspace: openEnded({
      textDocuments: [],
      notebookDocuments: [],
      workspaceFolders: [folder],
      getWorkspaceFolder: () => folder,
      getConfiguration: () => ({ get: (key, fallback) => settings[key] ?? fallback, inspect() {}, has: () => false }),
      openTextDocument: async (given) => given,
      onDidOpenTextDocument: opened.event,
      onDidChangeTextDocument: changed.event,
      createFileSystemWatcher: () =>
        openEnded({ onDidCreate: () => new Disposable(), onDidChange: () => new Disposable(), onDidDelete: () => new Disposable(), dispose() {} }),
    }),
    env: openEnded({ language: "en", appName: "test" }),
    extensions: openEnded({ getExtension: () => undefined, all: [] }),
  };
  state.open = (path, text) => {
    const one = document(path, text);
    api.workspace.textDocuments.push(one);
    api.window.activeTextEditor = { document: one };
    api.window.visibleTextEditors.push({ document: one });
    api.window.tabGroups.all[0].tabs.push({ input: new api.TabInputText(one.uri) });
    opened.fire(one);
    return one;
  };
  state.api = openEnded(api);
  return state;
};
