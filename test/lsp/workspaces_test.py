"""Workspace folders: what they are opened with, and what happens when that changes."""

import os
import signal
import unittest

from client import SOURCE, ProjectTest, apply


class Workspaces(ProjectTest):
    def test_come_and_go(self):
        first, second = self.project("first"), self.project("second")
        client = self.client(self.root)
        client.initialize(folders=[first])
        client.open("first/main.cpp")
        self.assertEqual(len(client.diagnostics("first/main.cpp", wanted=len)), 1)
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            {"event": {"added": [{"uri": second.as_uri(), "name": "second"}], "removed": []}},
        )
        client.open("second/main.cpp")
        self.assertEqual(len(client.diagnostics("second/main.cpp", wanted=len)), 1)
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            {"event": {"removed": [{"uri": first.as_uri(), "name": "first"}], "added": []}},
        )
        self.assertEqual(client.diagnostics("first/main.cpp", wanted=lambda all: not all), [])
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            {"event": {"removed": [{"uri": second.as_uri(), "name": "second"}], "added": []}},
        )
        self.assertEqual(client.diagnostics("second/main.cpp", wanted=lambda all: not all), [])
        self.assertEqual(client.end(), 0)

    def test_are_one_whatever_they_are_called(self):
        folder = self.project("real")
        link = self.root / "link"
        link.symlink_to(folder)
        client = self.client(self.root)
        client.initialize(folders=[folder, link, folder])
        client.open("link/main.cpp")
        self.assertEqual(len(client.diagnostics("link/main.cpp", wanted=len)), 1)
        told = [m for m in client.seen if m.get("method") == "window/logMessage"]
        self.assertEqual(len(told), 1, told)
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            {"event": {"removed": [{"uri": link.as_uri(), "name": "link"}], "added": []}},
        )
        self.assertEqual(client.diagnostics("link/main.cpp", wanted=lambda all: not all), [])
        self.assertEqual(client.end(), 0)

    def test_keep_the_texts_of_one_file_under_two_names_apart(self):
        loop = """#include <orm/tiny/model.hpp>

class Author : public Orm::Tiny::Model<Author> {
public:
  int age() const;
};
class Post : public Orm::Tiny::Model<Post, Author> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); }
};
int ages() {
  int sum = 0;
  for (auto &post : Post::whereEq("open", 1)->get())
    sum += post.author()->age();
  return sum;
}
"""
        line = loop[: loop.index("sum += ")].count("\n")
        folder = self.project("real", {"main.cpp": loop}, orm="tinyorm")
        link = self.root / "link"
        link.symlink_to(folder)
        client = self.client(self.root)
        client.initialize(folders=[link])
        client.open("link/main.cpp")
        [found] = client.diagnostics("link/main.cpp", wanted=len)
        # Places are named as the client names them.
        places = {item["location"]["uri"] for item in found["relatedInformation"]}
        self.assertEqual(places, {client.uri("link/main.cpp")})
        # The unsaved text of one name is not that of the other.
        client.change("link/main.cpp", 2, {"text": "\n\n" + loop})
        client.diagnostics("link/main.cpp", 2)
        client.open("real/main.cpp", version=7)
        [other] = client.diagnostics("real/main.cpp", 7)
        self.assertEqual(other["range"]["start"]["line"], line)
        uri = {"textDocument": {"uri": client.uri("real/main.cpp")}}
        client.notify("textDocument/didClose", uri)
        [found] = client.diagnostics("link/main.cpp", 2)
        self.assertEqual(found["range"]["start"]["line"], line + 2)
        # Asked about, a text is the one that counts.
        client.open("real/main.cpp", version=8)
        client.diagnostics("real/main.cpp", 8)
        [fix] = [a for a in client.actions("link/main.cpp", found["range"]) if a["kind"] != "quickfix"]
        [change] = client.result("codeAction/resolve", fix)["edit"]["documentChanges"]
        self.assertEqual(change["textDocument"], {"uri": client.uri("link/main.cpp"), "version": 2})
        after = apply("\n\n" + loop, change["edits"])
        self.assertIn('.with("author")', after.replace("->", "."))

    def test_without_a_usable_configuration_show_nothing(self):
        client, _ = self.opened()
        (client.folder / ".nplus1.json").write_text('{"ruels": {}}')
        client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertEqual(client.diagnostics("main.cpp"), [])
        (client.folder / ".nplus1.json").write_text("{}")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_tell_of_a_file_that_is_not_in_the_database(self):
        folder = self.project()
        (folder / "other.cpp").write_text(self.MAIN)
        (folder / "third.cpp").write_text(self.MAIN)
        client = self.client(folder)
        client.initialize()
        client.open("main.cpp")
        client.open("other.cpp")
        client.open("third.cpp")
        told = client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertIn("other.cpp is not in the compilation database", told["params"]["message"])
        self.assertIn("add it to the build", told["params"]["message"])
        client.until(
            lambda m: m.get("method") == "window/logMessage" and "third.cpp" in m["params"]["message"]
        )
        self.assertEqual(client.diagnostics("other.cpp"), [])

    def test_that_nobody_opened_are_found_around_the_file(self):
        client = self.client(self.project("deep"))
        client.initialize(folders=[])
        client.open("main.cpp")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)
        (self.root / "alone.cpp").write_text(self.MAIN)
        uri = (self.root / "alone.cpp").as_uri()
        item = {"uri": uri, "languageId": "cpp", "version": 1, "text": self.MAIN}
        client.notify("textDocument/didOpen", {"textDocument": item})
        told = client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertIn("alone.cpp: the editor has no folder open", told["params"]["message"])

    def test_are_disturbed_by_their_own_files_only(self):
        client = self.client(self.root)
        folders = [self.project("first"), self.project("second")]
        client.initialize(folders=folders)

        def progress(kind):
            return lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == kind

        for _ in folders:
            client.until(progress("end"))
        for name in ("README.md", ".nplus1.json", "main.cpp"):
            path = folders[0] / name
            path.write_text("{}" if name == ".nplus1.json" else "// new\n")
            change = {"changes": [{"uri": path.as_uri(), "type": 2}]}
            client.notify("workspace/didChangeWatchedFiles", change)
            if name != "README.md":
                begun = client.until(progress("begin"))["params"]["token"]
                self.assertTrue(begun.startswith(str(folders[0])), begun)
                client.until(progress("end"))
        begins = [m["params"]["token"].split("#")[0] for m in client.seen if progress("begin")(m)]
        self.assertEqual(begins.count(str(folders[0])), 3, begins)
        self.assertEqual(begins.count(str(folders[1])), 1, begins)

    def test_are_indexed_again_where_the_indexer_is_killed(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            "int prices", "int priceOf(const Order::Ptr &order);\n\nint prices"
        )
        price = '#include "shop.h"\nint priceOf(const shop::Order::Ptr &order) { return order->item()->price(); }\n'
        client = self.client(self.project(files={"main.cpp": loop, "price.cpp": price}))
        client.initialize()
        client.until(lambda m: m.get("method") == "$/progress")
        # The one with workers, or the younger of the two.
        with open(f"/proc/{client.process.pid}/task/{client.process.pid}/children", encoding="ascii") as file:
            os.kill(max(int(pid) for pid in file.read().split()), signal.SIGKILL)
        told = client.until(lambda m: m.get("method") == "window/logMessage" and "killed" in m["params"]["message"])
        self.assertIn("started again", told["params"]["message"])
        client.open("main.cpp")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_without_a_database_are_told_of_once_and_found_when_it_comes(self):
        folder = self.project()
        database = (folder / "compile_commands.json").read_text()
        (folder / "compile_commands.json").unlink()
        client = self.client(folder)
        client.initialize()
        client.open("main.cpp")
        told = client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertIn("compile_commands.json", told["params"]["message"])
        (folder / "compile_commands.json").write_text(database)
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_follow_their_configuration(self):
        client, _ = self.opened()
        config = client.folder / ".nplus1.json"
        config.write_text('{"rules": {"nplus1-lazy-relation": "off"}}')
        client.notify(
            "workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 1}]}
        )
        self.assertEqual(client.diagnostics("main.cpp", wanted=lambda found: not found), [])
        # Also where the client does not tell.
        config.unlink()
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_follow_their_profiles(self):
        folder = self.project()
        profile = folder / "mine.json"
        built_in = (SOURCE / "lib/orm/profiles/poco-activerecord.json").read_text()
        profile.write_text((SOURCE / "lib/orm/profiles/qdjango.json").read_text())
        client = self.client(folder, "--profile", "mine.json")
        client.initialize()
        client.open("main.cpp")
        self.assertEqual(client.diagnostics("main.cpp"), [])
        profile.write_text(built_in)
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)
        profile.write_text("{")
        told = client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertIn("mine.json:1:", told["params"]["message"])
        profile.write_text(built_in + "\n")
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)

    def test_with_a_malformed_configuration_say_so(self):
        folder = self.project()
        (folder / ".nplus1.json").write_text('{"ruels": {}}')
        client = self.client(folder)
        client.initialize()
        told = client.until(lambda m: m.get("method") == "window/showMessage")
        self.assertIn(".nplus1.json:1:2: unknown key 'ruels'", told["params"]["message"])

    def test_register_for_changes_and_show_progress(self):
        client, _ = self.opened()
        methods = [m.get("method") for m in client.seen]
        self.assertIn("client/registerCapability", methods)
        self.assertIn("window/workDoneProgress/create", methods)
        kinds = [m["params"]["value"]["kind"] for m in client.seen if m.get("method") == "$/progress"]
        self.assertEqual(kinds[0], "begin")
        if "end" not in kinds:
            client.until(
                lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "end"
            )

    def test_are_indexed_again_when_a_file_is_saved(self):
        loop = self.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
            "int prices", "int priceOf(const Order::Ptr &order);\n\nint prices"
        )
        price = '#include "shop.h"\nint priceOf(const shop::Order::Ptr &order) { return %s; }\n'
        files = {"main.cpp": loop, "price.cpp": price % "1"}
        client = self.client(self.project(files=files))
        client.initialize()
        client.open("main.cpp")
        self.assertEqual(client.diagnostics("main.cpp"), [])
        (client.folder / "price.cpp").write_text(price % "order->item()->price()")
        uri = {"uri": client.uri("price.cpp")}
        client.notify("textDocument/didSave", {"textDocument": uri})
        self.assertEqual(len(client.diagnostics("main.cpp", wanted=len)), 1)
        (client.folder / "price.cpp").write_text(price % "2")
        client.notify("textDocument/didSave", {"textDocument": uri})
        self.assertEqual(client.diagnostics("main.cpp", wanted=lambda found: not found), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
