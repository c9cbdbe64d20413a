"""What happens to a file while a person works on it: half-written loops, undo, a rename, another branch."""

import subprocess
import unittest

from client import ProjectTest


class Typing(ProjectTest):
    HEAD = '#include "shop.h"\n\nusing namespace shop;\n\n'
    BODY = ProjectTest.MAIN[len(HEAD) :]
    LINE = ProjectTest.MAIN.splitlines()[ProjectTest.ACCESS]

    def at(self, text):
        """The position behind an ASCII text."""
        return {"line": text.count("\n"), "character": len(text) - text.rfind("\n") - 1}

    def insert(self, client, version, before, text):
        here = self.at(before)
        client.change("main.cpp", version, {"range": {"start": here, "end": here}, "text": text})

    def begun(self, capabilities=None):
        client = self.client(self.project())
        client.initialize(capabilities or {})
        client.open("main.cpp", self.HEAD)
        self.assertEqual(client.diagnostics("main.cpp", 1), [])
        return client

    def test_key_by_key_ends_with_the_finding_and_undo_without(self):
        client = self.begun()
        for number, key in enumerate(self.BODY):
            self.insert(client, number + 2, self.HEAD + self.BODY[:number], key)
            if number % 20 == 0:
                client.diagnostics("main.cpp", number + 2)
        last = len(self.BODY) + 1
        [found] = client.diagnostics("main.cpp", last)
        self.assertEqual(found["range"]["start"]["line"], self.ACCESS)
        # What nobody waited for was left out.
        published = [m for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
        self.assertLess(len(published), len(self.BODY))
        versions = [m["params"]["version"] for m in published if "version" in m["params"]]
        self.assertEqual(versions, sorted(versions))
        for number in reversed(range(len(self.BODY))):
            start, end = (self.at(self.HEAD + self.BODY[: number + i]) for i in (0, 1))
            change = {"range": {"start": start, "end": end}, "text": ""}
            last += 1
            client.change("main.cpp", last, change)
        self.assertEqual(client.diagnostics("main.cpp", last), [])
        self.insert(client, last + 1, self.HEAD, self.BODY)  # redo, all at once
        self.assertEqual(len(client.diagnostics("main.cpp", last + 1)), 1)

    def test_a_half_written_loop_below_takes_nothing_away_above(self):
        client, _ = self.opened()
        half = "\nint more(const Orders &orders) {\n  for (const auto &order : orders"
        for version, written in enumerate(("\nint mo", "\nint more(const Ord", half), 2):
            client.change("main.cpp", version, {"text": self.MAIN + written})
            self.assertEqual(len(client.diagnostics("main.cpp", version)), 1, written)

    def test_a_rename_is_one_change_with_many_edits(self):
        client, _ = self.opened({})
        changes = []
        lines = self.MAIN.splitlines()
        for number in reversed(range(len(lines))):
            column = lines[number].find("order")
            if number in (self.LOOP, self.ACCESS):
                start = {"line": number, "character": column}
                end = {"line": number, "character": column + len("order")}
                changes.append({"range": {"start": start, "end": end}, "text": "theOrder"})
        client.change("main.cpp", 2, *changes)
        [found] = client.diagnostics("main.cpp", 2)
        self.assertEqual(found["range"]["start"]["character"], self.LINE.index("order"))
        self.assertEqual(
            found["range"]["end"]["character"] - found["range"]["start"]["character"],
            len("theOrder->item()"),
        )

    def test_saving_with_errors_keeps_what_parses(self):
        client, _ = self.opened({})
        wrong = self.MAIN + "\nint wrong() { return nothing; }\n"
        (client.folder / "main.cpp").write_text(wrong)
        client.change("main.cpp", 2, {"text": wrong})
        client.notify("textDocument/didSave", {"textDocument": {"uri": client.uri("main.cpp")}})
        self.assertEqual(len(client.diagnostics("main.cpp", 2)), 1)

    def test_another_branch_shows_in_files_that_are_not_open(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            "int prices", "int priceOf(const Order::Ptr &order);\n\nint prices"
        )
        price = '#include "shop.h"\nint priceOf(const shop::Order::Ptr &order) { return %s; }\n'
        folder = self.project(files={"main.cpp": loop, "price.cpp": price % "1"})
        (folder / ".git").rmdir()

        def git(*words):
            name = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
            subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)

        git("init", "-q", "--initial-branch=fast")
        git("add", ".")
        git("commit", "-qm", "fast")
        git("checkout", "-qb", "slow")
        (folder / "price.cpp").write_text(price % "order->item()->price()")
        git("commit", "-qam", "slow")
        git("checkout", "-q", "fast")
        client = self.client(folder)
        client.initialize({})  # a client that watches nothing
        client.open("main.cpp")
        self.assertEqual(client.diagnostics("main.cpp"), [])
        client.until(lambda m: m.get("method") == "textDocument/publishDiagnostics")  # indexed
        git("checkout", "-q", "slow")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)
        git("checkout", "-q", "fast")
        self.assertEqual(client.diagnostics("main.cpp", wanted=lambda all: not all), [])

    def test_another_branch_of_a_header_shows_in_the_open_file_that_includes_it(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            '#include "shop.h"', '#include "price.h"'
        )
        price = '#pragma once\n#include "shop.h"\ninline int priceOf(const shop::Order::Ptr &order) { return %s; }\n'
        client = self.client(self.project(files={"main.cpp": loop, "price.h": price % "1"}))
        client.initialize()
        client.open("main.cpp")
        self.assertEqual(client.diagnostics("main.cpp", 1), [])
        header = client.folder / "price.h"
        for text, count in ((price % "order->item()->price()", 1), (price % "2", 0)):
            header.write_text(text)
            client.notify(
                "workspace/didChangeWatchedFiles", {"changes": [{"uri": header.as_uri(), "type": 2}]}
            )
            client.diagnostics("main.cpp", wanted=lambda all, count=count: len(all) == count)


if __name__ == "__main__":
    unittest.main(verbosity=2)
