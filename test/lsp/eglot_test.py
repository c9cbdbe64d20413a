"""Eglot in a batch Emacs does what Neovim does."""

import unittest

import example
from client import SOURCE
from editor import EditorTest


class Eglot(EditorTest):
    def command(self, file):
        script = SOURCE / "test/lsp/eglot.el"
        words = ["emacs", "--batch", "-l", "package", "-f", "package-initialize", "-l", str(script)]
        return words, {"NPLUS1_FILE": str(example.folder() / file)}

    def test_the_quick_fix(self):
        self.check_the_fix(example.CHOICES, "quickfix")

    def test_the_fix_of_all(self):
        self.check_the_fix(example.STREAM, "source.fixAll.nplus1")


if __name__ == "__main__":
    unittest.main(verbosity=2)
