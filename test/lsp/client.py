"""A client of `nplus1 lsp` that sends what a test wants, byte by byte if need be."""

import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

TOOL = os.path.abspath(os.environ["NPLUS1_TOOL"])
SOURCE = Path(os.environ["NPLUS1_SOURCE_DIR"]).resolve()
PATIENCE = float(os.environ.get("NPLUS1_TEST_PATIENCE", "120"))

FULL = {
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "codeAction": {
            "dataSupport": True,
            "disabledSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
    },
    "workspace": {
        "workspaceEdit": {
            "documentChanges": True,
            "changeAnnotationSupport": {"groupsOnLabel": False},
        },
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "window": {"workDoneProgress": True},
}


class Client:
    def __init__(self, folder, *options):
        self.folder = Path(folder)
        self.process = subprocess.Popen(
            [TOOL, "lsp", *options],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.inbox = queue.Queue()
        self.seen = []  # every message of the server, in order
        self.last_id = 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while line := out.readline():
                if line == b"\r\n":
                    break
                name, _, value = line.decode().partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if length is None:
                self.inbox.put(None)
                return
            self.inbox.put(json.loads(out.read(length)))

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"method": method, "params": params or {}})

    def request(self, method, params=None):
        """The id of a request that is on its way."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params or {}})
        return self.last_id

    def next(self, seconds=None):
        """The next message, requests of the server answered; None at the end."""
        message = self.inbox.get(timeout=seconds or PATIENCE)
        if message is not None:
            self.seen.append(message)
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
        return message

    def until(self, wanted, seconds=None):
        """The first message that `wanted` accepts."""
        end = time.monotonic() + (seconds or PATIENCE)
        while (message := self.next(max(0.01, end - time.monotonic()))) is not None:
            if wanted(message):
                return message
        raise EOFError("the server ended")

    def answer(self, request):
        return self.until(lambda m: m.get("id") == request and "method" not in m)

    def ask(self, method, params=None):
        return self.answer(self.request(method, params))

    def result(self, method, params=None):
        answer = self.ask(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def initialize(self, capabilities=FULL, folders=None, **more):
        folders = [self.folder] if folders is None else folders
        result = self.result(
            "initialize",
            {
                "processId": os.getpid(),
                "capabilities": capabilities,
                "workspaceFolders": [
                    {"uri": Path(f).as_uri(), "name": Path(f).name} for f in folders
                ],
                **more,
            },
        )
        self.notify("initialized")
        return result

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text=None, version=1):
        text = (self.folder / name).read_text() if text is None else text
        item = {"uri": self.uri(name), "languageId": "cpp", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, name, version, *changes):
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri(name), "version": version},
                "contentChanges": list(changes),
            },
        )

    def diagnostics(self, name, version=None, wanted=lambda found: True, seconds=None):
        """The next diagnostics of a file, of a version if one is given."""

        def fits(message):
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == self.uri(name)
                and (version is None or params.get("version") == version)
                and wanted(params["diagnostics"])
            )

        return self.until(fits, seconds)["params"]["diagnostics"]

    def actions(self, name, at, only=None):
        context = {"diagnostics": []} | ({"only": only} if only else {})
        return self.result(
            "textDocument/codeAction",
            {"textDocument": {"uri": self.uri(name)}, "range": at, "context": context},
        )

    def end(self):
        """The exit status after an orderly end."""
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def close(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                pass


def apply(text, edits):
    """The text after TextEdits whose characters are ASCII."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    offset = lambda p: starts[p["line"]] + p["character"]
    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        begin, end = (offset(edit["range"][k]) for k in ("start", "end"))
        text = text[:begin] + edit["newText"] + text[end:]
    return text


class ProjectTest(unittest.TestCase):
    """Tests in a folder with a small project that uses an ORM's headers."""

    MAIN = """#include "shop.h"

using namespace shop;

int prices(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}
"""
    LOOP, ACCESS = 6, 7  # lines of MAIN, from 0
    HERE = {"start": {"line": ACCESS, "character": 14}, "end": {"line": ACCESS, "character": 14}}

    def setUp(self):
        self.root = Path(os.path.realpath(tempfile.mkdtemp(prefix="nplus1-lsp-")))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.clients = []

    def tearDown(self):
        for client in self.clients:
            client.close()

    def project(self, name="", files=None, orm="poco-activerecord"):
        """Makes a project of these files, on an ORM's headers; returns its folder."""
        folder = self.root / name
        (folder / ".git").mkdir(parents=True)
        files = {"main.cpp": self.MAIN} if files is None else files
        world = SOURCE / "test/rules/worlds/shop.h"
        if orm == "poco-activerecord":
            (folder / "shop.h").write_text(world.read_text())
        for file, text in files.items():
            (folder / file).write_text(text)
        headers = SOURCE / "test/orm-headers" / orm / "double"
        runtime = SOURCE / "lib/runtime/include"
        entries = [
            {
                "directory": str(folder),
                "file": file,
                "arguments": ["c++", "-std=c++20", f"-I{headers}", f"-I{runtime}", "-I.", file],
            }
            for file in files
            if file.endswith(".cpp")
        ]
        (folder / "compile_commands.json").write_text(json.dumps(entries))
        return folder

    def client(self, folder, *options):
        client = Client(folder, "--cache-dir", str(self.root / "cache"), "-j", "2", *options)
        self.clients.append(client)
        return client

    def opened(self, capabilities=FULL, **more):
        """A client that has main.cpp open, and the diagnostics of it."""
        client = self.client(self.project())
        client.initialize(capabilities, **more)
        client.open("main.cpp")
        return client, client.diagnostics("main.cpp", wanted=len)
