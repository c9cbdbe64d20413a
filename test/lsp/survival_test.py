"""Text that hurts the parser costs the diagnostics of its file, and of nothing else."""

import unittest

from client import ProjectTest

BOMB = """template <int N, long M> struct A {
  static constexpr int v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v;
};
template <long M> struct A<0, M> { static constexpr int v = 1; };
int bomb = A<60, 1>::v;
"""


class Survival(ProjectTest):
    def survives(self, text, told, *options):
        """The text is complained about, the file beside it is not hurt, the next text is analysed."""
        client = self.client(
            self.project(files={"main.cpp": self.MAIN, "other.cpp": self.MAIN}), *options
        )
        client.initialize()
        client.open("main.cpp")
        client.open("other.cpp")
        client.diagnostics("main.cpp", wanted=len)
        client.change("main.cpp", 2, {"text": text + self.MAIN})
        position = {"line": 0, "character": 0}
        uri = {"uri": client.uri("main.cpp")}
        asked = client.request("textDocument/hover", {"textDocument": uri, "position": position})
        answers = []

        def complained(message):
            if message.get("id") == asked and "method" not in message:
                answers.append(message)
            return (
                message.get("method") == "window/logMessage"
                and told in message["params"]["message"]
            )

        message = client.until(complained)["params"]
        self.assertIn(str(client.folder / "main.cpp"), message["message"])
        self.assertEqual(message["type"], 2)
        if not answers:
            answers.append(client.answer(asked))
        client.change("other.cpp", 2, {"text": "\n" + self.MAIN})
        [found] = client.diagnostics("other.cpp", 2)
        self.assertEqual(found["range"]["start"]["line"], self.ACCESS + 1)
        client.change("main.cpp", 3, {"text": "\n\n" + self.MAIN})
        [found] = client.diagnostics("main.cpp", 3)
        self.assertEqual(found["range"]["start"]["line"], self.ACCESS + 2)
        self.assertEqual(client.end(), 0)

    def test_of_a_crash(self):
        self.survives("#pragma clang __debug crash\n", "crashes the parser")

    def test_of_a_hang(self):
        self.survives(BOMB, "takes too long to parse", "--unit-time", "6")

    def test_of_a_lack_of_memory(self):
        self.survives(BOMB, "needs too much memory", "--unit-memory", "250")

    def test_of_crashes_without_end(self):
        client, _ = self.opened()
        for version in range(2, 9):
            text = f"#pragma clang __debug crash // {version}\n" + self.MAIN
            client.change("main.cpp", version, {"text": text})
            self.assertEqual(client.diagnostics("main.cpp", version), [])
        client.change("main.cpp", 9, {"text": self.MAIN})
        self.assertEqual(len(client.diagnostics("main.cpp", 9)), 1)
        self.assertEqual(client.end(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
