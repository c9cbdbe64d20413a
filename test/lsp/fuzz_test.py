"""10,000 mutated messages: no crash, no hang, no answer to a request that was not sent."""

import json
import os
import queue
import random
import unittest

from client import FULL, ProjectTest

MESSAGES = int(os.environ.get("NPLUS1_FUZZ_MESSAGES", "10000"))
PER_SESSION = 500
METHODS = [
    "initialize",
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "textDocument/hover",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "codeAction/resolve",
    "workspace/executeCommand",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "$/cancelRequest",
    "no/such/method",
]



def answers(method, result):
    """Whether this is what such a request is answered with."""
    if method == "textDocument/hover":
        return result is None or "contents" in result
    if method == "textDocument/codeAction":
        return isinstance(result, list)
    if method == "textDocument/diagnostic":
        return result["kind"] in ("full", "unchanged")
    if method == "workspace/executeCommand":
        return "markdown" in result
    return method == "codeAction/resolve"


class Fuzz(ProjectTest):
    def setUp(self):
        super().setUp()
        seed = int(os.environ.get("NPLUS1_FUZZ_SEED", random.SystemRandom().randrange(1 << 32)))
        print(f"NPLUS1_FUZZ_SEED={seed}", flush=True)
        self.random = random.Random(seed)

    def value(self, depth=0):
        kinds = [
            lambda: None,
            lambda: self.random.choice([True, False]),
            lambda: self.random.choice([0, -1, 1, 7, 1 << 31, -(1 << 63), (1 << 64) - 1, 1.5]),
            lambda: self.random.choice(["", "x", "\u0000", "file:///", "file:///%00", "é\U0001d11e"]),
        ]
        if depth < 3:
            kinds.append(lambda: [self.value(depth + 1) for _ in range(self.random.randrange(3))])
            kinds.append(
                lambda: {
                    k: self.value(depth + 1)
                    for k in self.random.sample(["uri", "text", "line", "range", "data"], 2)
                }
            )
        return self.random.choice(kinds)()

    def params(self, uri):
        number = lambda: self.random.choice([0, 1, 7, 8, 14, 10**9, -5])
        position = lambda: {"line": number(), "character": number()}
        at = lambda: {"start": position(), "end": position()}
        document = {"uri": uri, "version": number()}
        return {
            "textDocument": document | {"languageId": "cpp", "text": self.MAIN},
            "position": position(),
            "range": at(),
            "context": {"diagnostics": [], "only": self.random.choice([None, ["quickfix"], [5]])},
            "contentChanges": [
                {
                    "range": self.random.choice([None, at()]),
                    "text": self.random.choice(["", "x", "{", "\n", "\ud834", self.MAIN]),
                }
            ],
            "id": number(),
            "data": {"uri": uri, "fingerprints": ["x"]},
            "command": "nplus1.explain",
            "arguments": [{"rule": "nplus1-lazy-relation", "text": "x"}],
            "changes": [{"uri": uri, "type": 2}],
            "event": {"added": [{"uri": self.random.choice([uri, uri.rpartition("/")[0]])}]},
        }

    def mutate(self, value):
        """Something like it."""
        if self.random.random() < 0.1:
            return self.value()
        if isinstance(value, dict):
            return {k: self.mutate(v) for k, v in value.items() if self.random.random() > 0.05}
        if isinstance(value, list):
            return [self.mutate(v) for v in value]
        return value

    def body(self, uri, ids):
        message = {"jsonrpc": "2.0", "method": self.random.choice(METHODS)}
        params = self.params(uri)
        message["params"] = params if self.random.random() < 0.4 else self.mutate(params)
        if self.random.random() < 0.5:
            number = self.random.choice([len(ids) + 1, self.random.randrange(10**6)])
            message["id"] = self.random.choice([number, str(number)])
        if self.random.random() < 0.02:
            message = self.mutate(message)
        text = json.dumps(message).encode()
        if self.random.random() < 0.02:
            text = text[: self.random.randrange(len(text) + 1)]
        if self.random.random() < 0.02:
            at = self.random.randrange(len(text) + 1)
            text = text[:at] + bytes([self.random.randrange(256)]) + text[at:]
        if self.random.random() < 0.001:
            text = b'{"jsonrpc":"2.0","method":"x","params":' + b"[" * 100000 + b"]" * 100000 + b"}"
        if self.random.random() < 0.001:
            huge = {"uri": uri, "languageId": "cpp", "version": 1, "text": "int x;\n" * 200000}
            text = json.dumps(
                {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": huge}}
            ).encode()
        try:
            whole = json.loads(text)
            ids.append((whole["id"], whole.get("method")))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass  # no request
        length = len(text)
        if self.random.random() < 0.01:
            length = max(0, length + self.random.choice([-9, -1, 1, 9]))
        return b"Content-Length: %d\r\n\r\n" % length + text

    def session(self, folder):
        client = self.client(folder)
        client.initialize(FULL)
        ids = []
        for _ in range(PER_SESSION):
            client.write(self.body(client.uri("main.cpp"), ids))
        # A broken length may swallow what follows it, but not for ever.
        for attempt in range(5):
            probe = f"probe-{attempt}"
            client.send({"id": probe, "method": "no/such/method"})
            try:
                client.until(lambda m: m.get("id") == probe and "method" not in m, 60)
                break
            except queue.Empty:
                self.assertIsNone(client.process.poll(), "the server died")
        else:
            self.fail("the server hangs")
        known = [str(i) for i, _ in ids]
        methods = {str(i): method for i, method in ids if known.count(str(i)) == 1}
        for message in client.seen[1:]:
            if "method" in message or str(message.get("id")).startswith("probe-"):
                continue
            if message["id"] is None:
                self.assertIn("error", message)
            else:
                self.assertIn(str(message["id"]), known, "an answer to nothing")
                known.remove(str(message["id"]))
                method = methods.get(str(message["id"]))
                if method and "result" in message:
                    self.assertTrue(answers(method, message["result"]), (method, message))
        client.send({"id": "bye", "method": "shutdown"})
        client.until(lambda m: m.get("id") == "bye", 60)
        client.notify("exit")
        self.assertEqual(client.process.wait(30), 0)

    def test_mutated_messages(self):
        folder = self.project()
        for _ in range(MESSAGES // PER_SESSION):
            self.session(folder)


if __name__ == "__main__":
    unittest.main(verbosity=2)
