"""Eglot in a batch Emacs does what Neovim does."""

import subprocess
import unittest

import example
from client import SOURCE, TOOL, ProjectTest


class Eglot(ProjectTest):
    def edited(self, file, kind):
        result = self.root / f"{kind}.out"
        settings = {
            "NPLUS1_TOOL": TOOL,
            "NPLUS1_OPTIONS": "\t".join(example.options(example.prepared())),
            "NPLUS1_FILE": str(example.folder() / file),
            "NPLUS1_KIND": kind,
            "NPLUS1_RESULT": str(result),
            "HOME": str(self.root),
            "PATH": "/usr/bin:/bin",
        }
        script = SOURCE / "test/lsp/eglot.el"
        run = subprocess.run(
            ["emacs", "--batch", "-l", "package", "-f", "package-initialize", "-l", str(script)],
            cwd=example.folder(),
            env=settings,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return result.read_text()

    def test_the_quick_fix(self):
        expected = example.fixed(example.CHOICES)
        self.assertEqual(self.edited(example.CHOICES, "quickfix"), expected)

    def test_the_fix_of_all(self):
        expected = example.fixed(example.STREAM)
        self.assertEqual(self.edited(example.STREAM, "source.fixAll.nplus1"), expected)


if __name__ == "__main__":
    unittest.main(verbosity=2)
