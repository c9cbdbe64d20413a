"""One test per message: what is sent, what comes back."""

import os
import signal
import time
import unittest

from client import PATIENCE, SOURCE, ProjectTest


def descendants(pid):
    """The processes below a process."""
    found = set()
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            for child in file.read().split():
                found |= {int(child)} | descendants(child)
    except OSError:
        pass  # it has just ended
    return found


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


class Lifecycle(ProjectTest):
    def test_initialize_says_what_the_server_can(self):
        client = self.client(self.project())
        result = client.initialize()
        can = result["capabilities"]
        self.assertEqual(result["serverInfo"]["name"], "nplus1")
        self.assertEqual(can["positionEncoding"], "utf-16")
        self.assertEqual(can["textDocumentSync"]["change"], 2)
        self.assertTrue(can["hoverProvider"])
        self.assertTrue(can["codeActionProvider"]["resolveProvider"])
        self.assertIn("source.fixAll.nplus1", can["codeActionProvider"]["codeActionKinds"])
        self.assertEqual(can["executeCommandProvider"]["commands"], ["nplus1.explain"])
        self.assertTrue(can["workspace"]["workspaceFolders"]["changeNotifications"])
        self.assertNotIn("diagnosticProvider", can, "the client pulls none")

    def test_what_is_agreed_upon_depends_on_the_client(self):
        client = self.client(self.project())
        result = client.initialize(
            {"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"diagnostic": {}}}
        )
        self.assertEqual(result["capabilities"]["positionEncoding"], "utf-8")
        self.assertTrue(result["capabilities"]["diagnosticProvider"]["interFileDependencies"])

    def test_requests_before_initialize_are_refused(self):
        client = self.client(self.project())
        self.assertEqual(client.ask("textDocument/hover")["error"]["code"], -32002)

    def test_a_second_initialize_is_refused(self):
        client = self.client(self.project())
        client.initialize()
        self.assertEqual(client.ask("initialize")["error"]["code"], -32600)

    def test_shutdown_and_exit_end_with_0(self):
        client = self.client(self.project())
        client.initialize()
        self.assertIsNone(client.result("shutdown"))
        self.assertEqual(client.ask("textDocument/hover")["error"]["code"], -32600)
        client.notify("exit")
        self.assertEqual(client.process.wait(10), 0)

    def test_exit_without_shutdown_ends_with_1(self):
        client = self.client(self.project())
        client.initialize()
        client.notify("exit")
        self.assertEqual(client.process.wait(10), 1)

    def test_a_client_that_is_gone_ends_the_server_and_its_processes(self):
        client, _ = self.opened()
        children = f"/proc/{client.process.pid}/task/{client.process.pid}/children"
        with open(children, encoding="ascii") as file:
            pids = [int(pid) for pid in file.read().split()]
        self.assertTrue(pids)
        client.process.stdin.close()
        self.assertEqual(client.process.wait(10), 1)
        for pid in pids:
            self.assertFalse(os.path.exists(f"/proc/{pid}"), "a process is left")

    def test_unknown_requests_are_refused_and_notifications_ignored(self):
        client = self.client(self.project())
        client.initialize()
        client.notify("$/somethingNew")
        client.notify("workspace/somethingNew")
        answer = client.ask("textDocument/somethingNew")
        self.assertEqual(answer["error"]["code"], -32601)
        self.assertIn("textDocument/somethingNew", answer["error"]["message"])


class Frames(ProjectTest):
    def test_broken_ones_cost_themselves(self):
        client = self.client(self.project())
        client.initialize()
        for broken in (
            b"Content-Length: 5\r\n\r\n{nope",
            b"Content-Length: many\r\n\r\n",
            b"Content-Type: text\r\n\r\n",
            b"Content-Length: 99999999999999999999\r\n\r\n",
            b"Content-Length: 9\r\n\r\n\"\xff\xfe\xfd\xfc\xfb\xfa\"  ",
            b"Content-Length: 10\r\n\r\n{}",  # longer than it is: takes of the next
        ):
            client.write(broken)
            client.request("broken/probe")  # may be lost with it
            self.assertEqual(client.ask("broken/probe")["error"]["code"], -32601, broken)
        errors = [m for m in client.seen if m.get("id", 0) is None]
        self.assertGreaterEqual(len(errors), 5)
        self.assertEqual({m["error"]["code"] for m in errors} - {-32700, -32600}, set())

    def test_that_are_too_long_are_passed_over_at_once(self):
        client = self.client(self.project())
        client.initialize()
        body = b'{"jsonrpc":"2.0","method":"x","params":"' + b"x\n\n" * (22 << 20) + b'"}'
        client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.assertEqual(client.ask("broken/probe")["error"]["code"], -32601)
        errors = [m["error"]["message"] for m in client.seen if m.get("id", 0) is None]
        self.assertEqual(len(errors), 1, errors)
        self.assertIn("64 MB", errors[0])

    def test_messages_that_are_no_requests_are_refused(self):
        client = self.client(self.project())
        client.initialize()
        for body in (b"[]", b"7", b"null", b'{"id":{},"method":"x"}', b'{"id":1.5,"method":"x"}'):
            client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.assertEqual(
                client.until(lambda m: m.get("id", 0) is None)["error"]["code"], -32600, body
            )


class Diagnostics(ProjectTest):
    def test_of_an_opened_file_tell_the_whole_story(self):
        client, [found] = self.opened()
        self.assertEqual(found["code"], "nplus1-lazy-relation")
        self.assertEqual(found["source"], "nplus1")
        self.assertEqual(found["severity"], 2)
        self.assertEqual(found["range"]["start"]["line"], self.ACCESS)
        self.assertIn("nplus1-lazy-relation", found["codeDescription"]["href"])
        related = [item["message"] for item in found["relatedInformation"]]
        self.assertEqual(related[0], "the loop")
        self.assertEqual(
            found["relatedInformation"][0]["location"]["range"]["start"]["line"], self.LOOP
        )
        self.assertEqual(client.end(), 0)

    def test_of_a_plain_client_have_no_extras(self):
        _, [found] = self.opened({})
        for extra in ("relatedInformation", "codeDescription", "tags"):
            self.assertNotIn(extra, found)

    def test_follow_the_text(self):
        client, _ = self.opened()
        line = {"line": self.ACCESS, "character": 0}
        gone = {"start": line, "end": {"line": self.ACCESS + 1, "character": 0}}
        client.change("main.cpp", 2, {"range": gone, "text": ""})
        self.assertEqual(client.diagnostics("main.cpp", 2), [])
        text = "    total += order->item()->price();\n"
        client.change("main.cpp", 3, {"range": {"start": line, "end": line}, "text": text + text})
        found = client.diagnostics("main.cpp", 3)
        self.assertEqual(found[0]["range"]["start"]["line"], self.ACCESS)
        client.change("main.cpp", 4, {"text": "\n\n" + self.MAIN})
        self.assertEqual(
            client.diagnostics("main.cpp", 4)[0]["range"]["start"]["line"], self.ACCESS + 2
        )

    def test_count_characters_as_agreed(self):
        text = self.MAIN.replace("    total", '    /* \U0001d11e\u00e9 */ total')
        for encoding, width in (("utf-8", 6), ("utf-16", 3)):
            with self.subTest(encoding):
                client = self.client(self.project(encoding))
                client.initialize({"general": {"positionEncodings": [encoding]}})
                client.open("main.cpp", text)
                [found] = client.diagnostics("main.cpp", wanted=len)
                column = self.MAIN.splitlines()[self.ACCESS].index("order")
                self.assertEqual(found["range"]["start"]["character"], column + 7 + width)

    def test_of_a_closed_file_are_taken_back(self):
        client, _ = self.opened()
        client.notify("textDocument/didClose", {"textDocument": {"uri": client.uri("main.cpp")}})
        # Those of the open file may come twice: once more when the index of the project is done.
        client.diagnostics("main.cpp", wanted=lambda found: not found)
        client.end()
        last = [m for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"][-1]
        self.assertEqual(last["params"]["diagnostics"], [], "they came back")

    def test_see_what_other_units_do(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            "int prices", "int priceOf(const Order::Ptr &order);\n\nint prices"
        )
        price = (
            '#include "shop.h"\nusing namespace shop;\n'
            "int priceOf(const Order::Ptr &order) { return order->item()->price(); }\n"
        )
        client = self.client(self.project(files={"main.cpp": loop, "price.cpp": price}))
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        self.assertTrue(
            any(
                item["location"]["uri"] == client.uri("price.cpp")
                for item in found["relatedInformation"]
            )
        )

    def test_see_the_unsaved_text_of_other_files(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            '#include "shop.h"', '#include "shop.h"\n#include "price.h"'
        )
        header = '#pragma once\n#include "shop.h"\ninline int priceOf(const shop::Order::Ptr &order) { return %s; }\n'
        client = self.client(self.project(files={"main.cpp": loop, "price.h": header % "1"}))
        client.initialize()
        client.open("main.cpp")
        self.assertEqual(client.diagnostics("main.cpp"), [])
        client.open("price.h", header % "order->item()->price()")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_are_pulled_by_clients_that_do(self):
        client = self.client(self.project())
        client.initialize({"textDocument": {"diagnostic": {"relatedDocumentSupport": False}}})
        client.open("main.cpp")
        params = {"textDocument": {"uri": client.uri("main.cpp")}}
        report = client.result("textDocument/diagnostic", params)
        self.assertEqual(report["kind"], "full")
        self.assertEqual(len(report["items"]), 1)
        again = client.result(
            "textDocument/diagnostic", params | {"previousResultId": report["resultId"]}
        )
        self.assertEqual(again, {"kind": "unchanged", "resultId": report["resultId"]})
        self.assertFalse(
            [m for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
        )

    def test_are_pulled_again_when_what_is_known_of_other_units_changes(self):
        client = self.client(self.project())
        client.initialize(
            {
                "textDocument": {"diagnostic": {}},
                "workspace": {"diagnostics": {"refreshSupport": True}},
            }
        )
        client.until(lambda m: m.get("method") == "workspace/diagnostic/refresh")

    def test_of_code_that_does_nothing_are_tagged_so(self):
        text = (
            "#include <orm/tiny/model.hpp>\n"
            "class Author : public Orm::Tiny::Model<Author> {};\n"
            "class Post : public Orm::Tiny::Model<Post, Author> {};\n"
            "void print(Post &post);\n"
            "int count() {\n"
            "  int all = 0;\n"
            '  for (auto &post : Post::with("author")->get())\n'
            "    ++all;\n"
            "  return all;\n"
            "}\n"
        )
        client = self.client(self.project(files={"main.cpp": text}, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        self.assertEqual(found["code"], "nplus1-unused-prefetch")
        self.assertEqual(found["tags"], [1])
        self.assertEqual(found["range"]["start"]["line"], 6)


class Hover(ProjectTest):
    def hover(self, client, line, character):
        return client.result(
            "textDocument/hover",
            {
                "textDocument": {"uri": client.uri("main.cpp")},
                "position": {"line": line, "character": character},
            },
        )

    def test_on_loop_and_relation_tells_the_cost(self):
        client, _ = self.opened()
        for line in (self.LOOP, self.ACCESS):
            value = self.hover(client, line, 18)["contents"]["value"]
            self.assertIn("1 + N", value)
            self.assertIn("| with the fix | `2` |", value)
        self.assertIsNone(self.hover(client, 0, 0))
        self.assertIsNone(self.hover(client, 4000000000, 4000000000))


    def test_of_a_fix_by_hand_says_so(self):
        text = self.MAIN.replace("order->item()->price()", "PRICE(order)")
        text = "#define PRICE(order) (order)->item()->price()\n" + text
        client = self.client(self.project(files={"main.cpp": text}))
        client.initialize()
        client.open("main.cpp")
        client.diagnostics("main.cpp", wanted=len)
        value = self.hover(client, self.LOOP + 1, 8)["contents"]["value"]
        self.assertIn("to be fixed by hand, because ", value)
        self.assertNotIn("with the fix", value)


class Requests(ProjectTest):
    def test_are_answered_each_with_its_own_id(self):
        client, _ = self.opened()
        asked = {}
        for line in range(9):
            position = {"line": line, "character": 16}
            uri = {"uri": client.uri("main.cpp")}
            params = {"textDocument": uri, "position": position}
            asked[client.request("textDocument/hover", params)] = line
        for _ in range(9):
            answer = client.until(lambda m: m.get("id") in asked and "method" not in m)
            line = asked.pop(answer["id"])
            self.assertEqual(answer["result"] is not None, line in (self.LOOP, self.ACCESS))

    def test_are_cancelled(self):
        client = self.client(self.project())
        client.initialize()
        client.open("main.cpp")
        # Opened a moment ago: no answer is ready yet.
        uri = {"uri": client.uri("main.cpp")}
        request = client.request(
            "textDocument/hover", {"textDocument": uri, "position": {"line": 0, "character": 0}}
        )
        client.notify("$/cancelRequest", {"id": request})
        self.assertEqual(client.answer(request)["error"]["code"], -32800)
        client.notify("$/cancelRequest", {"id": 4711})
        self.assertEqual(client.end(), 0)

    def test_for_fixes_are_verified_aside_and_really_cancelled(self):
        folder = self.project()
        # What the fix includes takes minutes to compile.
        slow = folder / "slow/nplus1"
        slow.mkdir(parents=True)
        (slow / "poco.hpp").write_text(
            "template <int N, long M> struct A {\n"
            "  static constexpr int v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v;\n};\n"
            "template <long M> struct A<0, M> { static constexpr int v = 1; };\n"
            "inline int slow = A<60, 1>::v;\n"
        )
        database = folder / "compile_commands.json"
        runtime = str(SOURCE / "lib/runtime/include")
        database.write_text(database.read_text().replace(runtime, str(folder / "slow")))
        client = self.client(folder)
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        indexed = lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "end"
        if not any(map(indexed, client.seen)):
            client.until(indexed)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        idle = descendants(client.process.pid)
        asked = client.request("codeAction/resolve", fix)
        until(lambda: len(descendants(client.process.pid)) > len(idle))
        uri = {"uri": client.uri("main.cpp")}
        hover = {"textDocument": uri, "position": {"line": self.ACCESS, "character": 18}}
        self.assertIsNotNone(client.result("textDocument/hover", hover))
        self.assertFalse([m for m in client.seen if m.get("id") == asked and "method" not in m])
        client.notify("$/cancelRequest", {"id": asked})
        self.assertEqual(client.answer(asked)["error"]["code"], -32800)
        until(lambda: descendants(client.process.pid) == idle)
        # So does a key that is pressed.
        asked = client.request("codeAction/resolve", fix)
        until(lambda: len(descendants(client.process.pid)) > len(idle))
        client.change("main.cpp", 2, {"text": "\n" + self.MAIN})
        self.assertEqual(client.answer(asked)["error"]["code"], -32801)
        self.assertEqual(len(client.diagnostics("main.cpp", 2)), 1)
        until(lambda: descendants(client.process.pid) == idle)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    unittest.main(verbosity=2)
