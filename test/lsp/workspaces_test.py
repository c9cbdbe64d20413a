"""Workspace folders: what they are opened with, and what happens when that changes."""

import unittest

from client import SOURCE, ProjectTest


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
