"""Code actions, and what a client does with their edits."""

import unittest

from client import FULL, ProjectTest, apply


class Actions(ProjectTest):
    def test_of_a_finding_are_a_fix_an_explanation_and_the_fix_of_all(self):
        client, _ = self.opened()
        kinds = [(a["kind"], "command" in a) for a in client.actions("main.cpp", self.HERE)]
        self.assertEqual(
            kinds, [("quickfix", False), ("quickfix", True), ("source.fixAll.nplus1", False)]
        )
        top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
        self.assertEqual(
            [a["kind"] for a in client.actions("main.cpp", top)], ["source.fixAll.nplus1"]
        )

    def test_are_of_the_kinds_that_were_asked_for(self):
        client, _ = self.opened()
        for only, expected in (
            (["source.fixAll"], {"source.fixAll.nplus1"}),
            (["source.fixAll.nplus1"], {"source.fixAll.nplus1"}),
            (["quickfix"], {"quickfix"}),
            (["refactor"], set()),
        ):
            kinds = {a["kind"] for a in client.actions("main.cpp", self.HERE, only)}
            self.assertEqual(kinds, expected, only)

    def test_explain_shows_the_story_and_returns_the_page(self):
        client, _ = self.opened()
        [explain] = [a for a in client.actions("main.cpp", self.HERE) if "command" in a]
        result = client.result("workspace/executeCommand", explain["command"])
        self.assertEqual(result["rule"], "nplus1-lazy-relation")
        self.assertTrue(result["markdown"].startswith("# "))
        [shown] = [m for m in client.seen if m.get("method") == "window/showMessage"]
        self.assertIn("main.cpp:", shown["params"]["message"])

    def test_of_unknown_commands_are_refused(self):
        client, _ = self.opened()
        for params in (
            {"command": "rm"},
            {"command": "nplus1.explain"},
            {"command": "nplus1.explain", "arguments": [{"rule": "nope"}]},
        ):
            answer = client.ask("workspace/executeCommand", params)
            self.assertEqual(answer["error"]["code"], -32602)

    def test_that_make_no_sense_are_not_resolved(self):
        client, _ = self.opened()
        self.assertEqual(client.ask("codeAction/resolve", {"title": "x"})["error"]["code"], -32602)
        strange = {"title": "x", "data": {"uri": client.uri("main.cpp"), "fingerprints": ["no"]}}
        self.assertEqual(client.ask("codeAction/resolve", strange)["error"]["code"], -32803)
        strange["data"]["uri"] = "file:///nowhere.cpp"
        self.assertEqual(client.ask("codeAction/resolve", strange)["error"]["code"], -32801)


class Edits(ProjectTest):
    TWO = """#include "model.h"

int ages() {
  int sum = 0;
  auto posts = Post::whereEq("open", 1)->get();
  for (auto &post : posts) {
    sum += post.author()->age();
    sum += post.editor()->age();
  }
  return sum;
}
"""
    MODEL = """#pragma once
#include <orm/tiny/model.hpp>

class Author : public Orm::Tiny::Model<Author> {
public:
  int age() const;
};
class Post : public Orm::Tiny::Model<Post, Author> {
public:
  Author *author() { return getRelationValue<Author, Orm::One>("author"); }
  Author *editor() { return getRelationValue<Author, Orm::One>("editor"); }
};
Orm::Tiny::ModelsCollection<Post> latest();
"""
    AGES = """#include "model.h"

int ages() {
  int sum = 0;
  for (auto &post : latest())
    sum += post.author()->age();
  return sum;
}
"""
    LATEST = """#include "model.h"

Orm::Tiny::ModelsCollection<Post> latest() { return Post::whereEq("open", 1)->get(); }
"""

    def test_of_different_kinds_in_a_loop_are_offered_one_by_one_and_together(self):
        text = """#include "shop.h"

using namespace shop;

int prices(Context::Ptr context, const Orders &orders, Id standard) {
  if (orders.empty())
    return 0;
  int total = 0;
  for (const auto &order : orders) {
    total += order->item()->price();
    total += Service::find(context, standard)->fee();
  }
  return total;
}
"""
        client = self.client(self.project(files={"main.cpp": text}))
        client.initialize()
        client.open("main.cpp")
        found = client.diagnostics("main.cpp", wanted=lambda all: len(all) == 2)
        head = {"start": {"line": 8, "character": 4}, "end": {"line": 8, "character": 4}}
        fixes = [a for a in client.actions("main.cpp", head, ["quickfix"]) if "data" in a]
        self.assertEqual([len(a["data"]["fingerprints"]) for a in fixes], [1, 1, 2])
        self.assertEqual(fixes[2]["title"], "Fix the 2 findings of this loop")
        self.assertEqual(len(fixes[2]["diagnostics"]), 2)
        # At one of the accesses there is nothing to combine.
        fixes = [a for a in client.actions("main.cpp", found[1]["range"], ["quickfix"]) if "data" in a]
        self.assertEqual([len(a["data"]["fingerprints"]) for a in fixes], [1])
        edit = client.result("codeAction/resolve", fixes[0])["edit"]
        after = apply(text, edit["documentChanges"][0]["edits"])
        self.assertLess(after.index("Service::find"), after.index("for ("))

    def test_of_several_loops_are_described_together(self):
        more = self.TWO.split("\n\n", 1)[1].replace("ages", "editors").replace("author", "editor")
        text = self.TWO.replace("    sum += post.editor()->age();\n", "") + more.replace(
            "    sum += post.editor()->age();\n", "", 1
        )
        client = self.client(
            self.project(files={"main.cpp": text, "model.h": self.MODEL}, orm="tinyorm")
        )
        client.initialize()
        client.open("main.cpp")
        found = client.diagnostics("main.cpp", wanted=lambda all: len(all) == 2)
        titles = [client.actions("main.cpp", at["range"], ["quickfix"])[0]["title"] for at in found]
        self.assertNotEqual(*titles)
        [fix] = client.actions("main.cpp", found[0]["range"], ["source.fixAll"])
        [annotation] = client.result("codeAction/resolve", fix)["edit"]["changeAnnotations"].values()
        self.assertEqual(annotation["label"], "2 fixes of nplus1")
        for title in titles:
            self.assertIn(title, annotation["description"])

    def test_of_a_loop_are_made_together(self):
        files = {"main.cpp": self.TWO, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        client.diagnostics("main.cpp", wanted=lambda all: len(all) == 2)
        head = {"start": {"line": 5, "character": 4}, "end": {"line": 5, "character": 4}}
        actions = client.actions("main.cpp", head, ["quickfix"])
        # They change the same call, so there is one fix for both.
        [both] = [a for a in actions if "data" in a]
        self.assertEqual(len(both["data"]["fingerprints"]), 2)
        self.assertEqual(len(both["diagnostics"]), 2)
        [change] = client.result("codeAction/resolve", both)["edit"]["documentChanges"]
        client.change("main.cpp", 2, {"text": apply(self.TWO, change["edits"])})
        self.assertEqual(client.diagnostics("main.cpp", 2), [])

    def test_reach_into_other_files_with_the_consent_of_the_user(self):
        files = {"main.cpp": self.AGES, "latest.cpp": self.LATEST, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        for name in ("main.cpp", "latest.cpp"):
            client.open(name, version=5)
        [found] = client.diagnostics("main.cpp", wanted=len)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        self.assertFalse(fix["isPreferred"])
        self.assertEqual(client.actions("main.cpp", found["range"], ["source.fixAll"]), [])
        edit = client.result("codeAction/resolve", fix)["edit"]
        [annotation] = edit["changeAnnotations"].values()
        self.assertTrue(annotation["needsConfirmation"])
        self.assertIn("whatever else calls 'latest'", annotation["description"])
        [change] = edit["documentChanges"]
        self.assertEqual(
            change["textDocument"], {"uri": client.uri("latest.cpp"), "version": 5}
        )
        after = apply(self.LATEST, change["edits"])
        self.assertIn('->with("author").get()', after.replace("\n", ""))
        client.change("latest.cpp", 6, {"text": after})
        # It is the other file that has no finding any more.
        self.assertEqual(client.diagnostics("main.cpp", wanted=lambda all: not all), [])

    def test_that_are_not_safe_say_so_where_nobody_is_asked_for_consent(self):
        files = {"main.cpp": self.AGES, "latest.cpp": self.LATEST, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize({})
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        self.assertIn("(not safe: whatever else calls 'latest'", fix["title"])

    def test_of_files_that_are_not_open_have_no_version(self):
        files = {"main.cpp": self.AGES, "latest.cpp": self.LATEST, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        [change] = client.result("codeAction/resolve", fix)["edit"]["documentChanges"]
        self.assertIsNone(change["textDocument"]["version"])
        # The client applies it and saves the file.
        path = client.folder / "latest.cpp"
        path.write_text(apply(self.LATEST, change["edits"]))
        saved = {"textDocument": {"uri": client.uri("latest.cpp")}}
        client.notify("textDocument/didSave", saved)
        self.assertEqual(client.diagnostics("main.cpp", wanted=lambda all: not all), [])

    def test_that_have_to_be_written_by_hand_are_shown_with_their_reason(self):
        text = self.MAIN.replace("order->item()->price()", "PRICE(order)")
        text = "#define PRICE(order) (order)->item()->price()\n" + text
        client = self.client(self.project(files={"main.cpp": text}))
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        actions = client.actions("main.cpp", found["range"], ["quickfix"])
        reasons = [a["disabled"]["reason"] for a in actions if "disabled" in a]
        self.assertEqual(len(reasons), 1, actions)
        self.assertTrue(reasons[0])
        for action in actions:
            self.assertNotIn("edit", action)
            self.assertNotIn("data", action)

    def test_of_a_text_that_has_changed_are_refused(self):
        client, [found] = self.opened()
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        text = self.MAIN.replace("order->item()->price()", "1")
        client.change("main.cpp", 2, {"text": text})
        answer = client.ask("codeAction/resolve", fix)
        self.assertEqual(answer["error"]["code"], -32803)
        self.assertIn("changed", answer["error"]["message"])

    def test_are_not_for_a_text_that_changes_while_they_are_verified(self):
        files = {"main.cpp": self.TWO, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        found = client.diagnostics("main.cpp", wanted=len)[0]
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        asked = client.request("codeAction/resolve", fix)
        top = {"line": 0, "character": 0}
        client.change("main.cpp", 2, {"range": {"start": top, "end": top}, "text": "// new\n"})
        self.assertEqual(client.answer(asked)["error"]["code"], -32801)
        # Asked again it is for the new text.
        found = client.diagnostics("main.cpp", 2)[0]
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        [change] = client.result("codeAction/resolve", fix)["edit"]["documentChanges"]
        self.assertEqual(change["textDocument"]["version"], 2)
        after = apply("// new\n" + self.TWO, change["edits"])
        self.assertIn('.with("author")', after.replace("->", "."))
        self.assertTrue(after.startswith("// new\n#include"), after)

    def test_at_once_are_not_for_a_text_that_changes_meanwhile(self):
        client, [found] = self.opened({})
        params = {
            "textDocument": {"uri": client.uri("main.cpp")},
            "range": found["range"],
            "context": {"diagnostics": []},
        }
        asked = client.request("textDocument/codeAction", params)
        client.change("main.cpp", 2, {"text": "// new\n" + self.MAIN})
        self.assertEqual(client.answer(asked)["error"]["code"], -32801)

    def test_are_not_for_another_file_that_changes_while_they_are_verified(self):
        files = {"main.cpp": self.AGES, "latest.cpp": self.LATEST, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        client.open("latest.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        asked = client.request("codeAction/resolve", fix)
        client.actions("main.cpp", found["range"])  # asked later, answered before: it is under way
        client.change("latest.cpp", 2, {"text": "// new\n" + self.LATEST})
        self.assertEqual(client.answer(asked)["error"]["code"], -32801)

    def test_of_a_file_on_the_disk_are_not_for_contents_that_are_gone(self):
        # The loop's file is open; the edit is in one that is not.
        files = {"main.cpp": self.AGES, "latest.cpp": self.LATEST, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize()
        client.open("main.cpp")
        [found] = client.diagnostics("main.cpp", wanted=len)
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        asked = client.request("codeAction/resolve", fix)
        (client.folder / "latest.cpp").write_text("// new\n" + self.LATEST)
        self.assertIn("error", client.answer(asked))

    def test_come_from_no_unit_with_errors(self):
        client, [found] = self.opened()
        for version, wrong in enumerate(("int wrong() { return nothing; }", "int wrong("), 2):
            client.change("main.cpp", version, {"text": self.MAIN + wrong + "\n"})
            [found] = client.diagnostics("main.cpp", version)
            actions = client.actions("main.cpp", found["range"])
            [reason] = [a["disabled"]["reason"] for a in actions if "disabled" in a]
            self.assertIn("does not parse: ", reason)
            self.assertRegex(reason, r"main\.cpp:1[12]:")
            for action in actions:
                self.assertNotIn("data", action)
                self.assertNotEqual(action["kind"], "source.fixAll.nplus1")

    def test_of_all_findings_are_for_those_who_ask_where_edits_come_at_once(self):
        files = {"main.cpp": self.TWO, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize({})
        client.open("main.cpp")
        found = client.diagnostics("main.cpp", wanted=len)[0]
        # Kate applies every action that it gets, one after the other.
        edits = [a["kind"] for a in client.actions("main.cpp", found["range"]) if "edit" in a]
        self.assertEqual(edits, ["quickfix"])
        [fix] = client.actions("main.cpp", found["range"], ["source.fixAll"])
        [changes] = fix["edit"]["changes"].values()
        self.assertIn('.with("author").with("editor")', apply(self.TWO, changes).replace("->", "."))

    def test_for_clients_without_annotations_have_none(self):
        plain = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
        files = {"main.cpp": self.TWO, "model.h": self.MODEL}
        client = self.client(self.project(files=files, orm="tinyorm"))
        client.initialize(FULL | plain)
        client.open("main.cpp")
        found = client.diagnostics("main.cpp", wanted=len)[0]
        fix = client.actions("main.cpp", found["range"], ["quickfix"])[0]
        edit = client.result("codeAction/resolve", fix)["edit"]
        self.assertNotIn("changeAnnotations", edit)
        self.assertNotIn("annotationId", edit["documentChanges"][0]["edits"][0])


if __name__ == "__main__":
    unittest.main(verbosity=2)
