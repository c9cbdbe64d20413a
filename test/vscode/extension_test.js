// The packaged extension against the server: node extension_test.js FOLDER, where tool/vscode/package FOLDER ran.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const stub = require("./vscode.js");

const folder = path.resolve(process.env.NPLUS1_VSCODE);
const tool = process.env.NPLUS1_TOOL;
const source = process.env.NPLUS1_SOURCE_DIR;
const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
const { serverArguments } = require(path.join(folder, "out/settings.js"));

const MAIN = `#include "shop.h"
using namespace shop;
int prices(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}
int fees(Context::Ptr context, const Orders &orders, Id standard) {
  if (orders.empty())
    return 0;
  int total = 0;
  for (const auto &order : orders)
    total += Service::find(context, standard)->fee();
  return total;
}
`;

function project() {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "nplus1-vscode-")));
  fs.copyFileSync(path.join(source, "test/rules/worlds/shop.h"), path.join(root, "shop.h"));
  fs.writeFileSync(path.join(root, "main.cpp"), MAIN);
  const headers = path.join(source, "test/orm-headers/poco-activerecord/double");
  const runtime = path.join(source, "lib/runtime/include");
  const command = ["c++", "-std=c++17", `-I${headers}`, `-I${runtime}`, "main.cpp"];
  const entry = { directory: root, file: "main.cpp", arguments: command };
  fs.mkdirSync(path.join(root, ".git")); // what makes it a project
  fs.mkdirSync(path.join(root, "build"));
  fs.writeFileSync(path.join(root, "build/compile_commands.json"), JSON.stringify([entry]));
  return root;
}

async function until(condition) {
  for (const end = Date.now() + 60000; Date.now() < end; ) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("waited in vain");
}

/** The bundle with `state` as its module "vscode". */
function load(state) {
  const before = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? state.api : before(name, ...rest));
  const bundle = path.join(folder, "out/extension.js");
  delete require.cache[bundle];
  try {
    return require(bundle);
  } finally {
    Module._load = before;
  }
}

test("settings become the server's command line", () => {
  const defaults = { path: "nplus1", database: "", profiles: [], minConfidence: "", arguments: [] };
  assert.deepEqual(serverArguments(defaults), ["lsp"]);
  assert.deepEqual(
    serverArguments({ ...defaults, database: "build", profiles: ["a", "b.json"], minConfidence: "likely", arguments: ["-j", "2"] }),
    ["lsp", "-p", "build", "--profile", "a", "--profile", "b.json", "--min-confidence", "likely", "-j", "2"],
  );
});

test("the manifest declares each setting that is read, with its type and a description", () => {
  const declared = manifest.contributes.configuration.properties;
  for (const name of ["path", "database", "profiles", "minConfidence", "arguments"]) {
    assert.ok(declared[`nplus1.${name}`].type, name);
    assert.ok(declared[`nplus1.${name}`].description, name);
  }
  // A folder that one does not trust must not name the program that is run.
  assert.equal(declared["nplus1.path"].scope, "machine");
  assert.equal(declared["nplus1.arguments"].scope, "machine");
  assert.ok(fs.existsSync(path.join(folder, manifest.icon)));
  assert.ok(fs.statSync(path.join(folder, "nplus1.vsix")).size > 100000);
});

test("the client shows what the server finds and offers its actions", async () => {
  const root = project();
  const state = stub.create(root, { path: tool, database: "build", arguments: ["--no-cache"] });
  const document = state.open(path.join(root, "main.cpp"), MAIN);
  const extension = load(state);
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(state.errors, []);
  const uri = document.uri.toString();
  const pulled = () => state.diagnostics.get(uri)?.length && state.diagnostics.get(uri);
  const [found] = await until(pulled);
  assert.equal(found.source, "nplus1");
  assert.equal(found.range.start.line, 5);
  const code = typeof found.code === "object" ? found.code.value : found.code;
  assert.equal(code, "nplus1-lazy-relation");

  const token = new state.api.CancellationTokenSource().token;
  const provider = await until(() => state.actionProviders[0]);
  const actions = await provider.provideCodeActions(document, found.range, { diagnostics: [found], triggerKind: 1 }, token);
  const kinds = actions.map((action) => action.kind?.value);
  assert.ok(kinds.includes("quickfix"), kinds);
  assert.ok(kinds.includes("source.fixAll.nplus1"), kinds);

  // The fix of the other one, as a click on the light bulb makes it.
  const [, other] = state.diagnostics.get(uri);
  const offered = await provider.provideCodeActions(document, other.range, { diagnostics: [other], triggerKind: 1 }, token);
  const fix = offered.find((action) => action.kind?.value === "quickfix" && !action.command);
  const resolved = await provider.resolveCodeAction(fix, token);
  assert.deepEqual([...resolved.edit.edits.keys()], [uri]);
  assert.match(JSON.stringify([...resolved.edit.edits.values()]), /Service::find\(context, standard\)/);

  const explain = actions.find((action) => action.command?.command === "nplus1.explain").command;
  await state.api.commands.executeCommand(explain.command, ...explain.arguments);
  assert.equal(state.shown.at(-1)[0], "markdown.showPreview");
  await extension.deactivate();
  fs.rmSync(root, { recursive: true });
});

test("restarts that come together leave one server, and the end none", async () => {
  const root = project();
  const pids = path.join(root, "pids");
  const program = path.join(root, "server");
  fs.writeFileSync(program, `#!/bin/sh\necho $$ >> ${pids}\nexec ${tool} "$@"\n`, { mode: 0o755 });
  const alive = () =>
    fs.readFileSync(pids, "utf8").trim().split("\n").filter((pid) => fs.existsSync(`/proc/${pid}`));
  const state = stub.create(root, { path: program, database: "build", arguments: ["--no-cache"] });
  const extension = load(state);
  const starting = extension.activate({ subscriptions: [] });
  const restart = () => state.api.commands.executeCommand("nplus1.restart");
  await Promise.all([starting, restart(), restart(), restart()]);
  await until(() => alive().length === 1);
  await extension.deactivate();
  await until(() => alive().length === 0);
  fs.rmSync(root, { recursive: true });
});

test("a program that is not there is told of", async () => {
  const state = stub.create(os.tmpdir(), { path: "/nowhere/nplus1" });
  const extension = load(state);
  await extension.activate({ subscriptions: [] });
  await until(() => state.errors.some((text) => text.includes("'/nowhere/nplus1'")));
  await extension.deactivate();
});
