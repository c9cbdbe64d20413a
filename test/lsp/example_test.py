"""Quick fix and fix-all on the example give what `nplus1 fix` writes."""

import unittest

import example
from client import FULL, Client, ProjectTest, apply

NO_RESOLVE = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}}


class Example(ProjectTest):
    def opened_example(self, file, capabilities=FULL):
        client = Client(example.folder(), *example.options(example.prepared()))
        self.clients.append(client)
        client.initialize(capabilities)
        client.open(file)
        return client, client.diagnostics(file, wanted=len)

    def test_a_quick_fix_is_resolved_to_one_annotated_edit(self):
        client, [found] = self.opened_example(example.CHOICES)
        fix = client.actions(example.CHOICES, found["range"], ["quickfix"])[0]
        self.assertTrue(fix["isPreferred"])
        self.assertNotIn("edit", fix)
        edit = client.result("codeAction/resolve", fix)["edit"]
        [change] = edit["documentChanges"]
        self.assertEqual(
            change["textDocument"], {"uri": client.uri(example.CHOICES), "version": 1}
        )
        self.assertEqual({e["annotationId"] for e in change["edits"]}, {"nplus1"})
        self.assertFalse(edit["changeAnnotations"]["nplus1"]["needsConfirmation"])
        before = (client.folder / example.CHOICES).read_text()
        after = apply(before, change["edits"])
        self.assertEqual(after, example.fixed(example.CHOICES))
        self.assertEqual((client.folder / example.CHOICES).read_text(), before)
        client.change(example.CHOICES, 2, {"text": after})
        self.assertEqual(client.diagnostics(example.CHOICES, 2), [])
        self.assertEqual(client.actions(example.CHOICES, found["range"]), [])

    def test_clients_that_do_not_resolve_get_the_edit_at_once(self):
        client, [found] = self.opened_example(example.CHOICES, NO_RESOLVE)
        fix = client.actions(example.CHOICES, found["range"], ["quickfix"])[0]
        [edits] = fix["edit"]["changes"].values()
        before = (client.folder / example.CHOICES).read_text()
        self.assertEqual(apply(before, edits), example.fixed(example.CHOICES))

    def test_fix_all_is_of_the_text_in_the_editor(self):
        client, found = self.opened_example(example.TAGGED)
        text = (client.folder / example.TAGGED).read_text()
        client.change(example.TAGGED, 2, {"text": "// mine\n" + text})
        [fix] = client.actions(
            example.TAGGED, found[0]["range"], ["source.fixAll.nplus1"]
        )
        [change] = client.result("codeAction/resolve", fix)["edit"]["documentChanges"]
        self.assertEqual(change["textDocument"]["version"], 2)
        self.assertEqual(
            apply("// mine\n" + text, change["edits"]),
            "// mine\n" + example.fixed(example.TAGGED),
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
