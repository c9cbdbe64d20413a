"""Neovim itself: opens the example, gets the diagnostics, applies what is offered."""

import re
import subprocess
import unittest

import example
from client import SOURCE, TOOL, ProjectTest


# The page's configuration starts the program and options of the test.
PRELUDE = """
local command = { vim.env.NPLUS1_TOOL, "lsp" }
vim.list_extend(command, vim.split(vim.env.NPLUS1_OPTIONS, "\\t"))
local start = vim.lsp.start_client
vim.lsp.start_client = function(config)
  config.cmd = command
  vim.g.nplus1_clients = (vim.g.nplus1_clients or 0) + 1
  return start(config)
end
"""


class Neovim(ProjectTest):
    def edited(self, file, kind):
        """The buffer after the first action of this kind."""
        result = self.root / f"{kind}.out"
        page = (SOURCE / "docs/editors.md").read_text()
        [init] = [block for block in re.findall(r"```lua\n(.*?)```", page, re.S) if "start_client" in block]
        (self.root / "init.lua").write_text(PRELUDE + init)
        settings = {
            "NPLUS1_TOOL": TOOL,
            "NPLUS1_OPTIONS": "\t".join(example.options(example.prepared())),
            "NPLUS1_KIND": kind,
            "NPLUS1_RESULT": str(result),
            "NPLUS1_OTHER": example.TAGGED,
            "HOME": str(self.root),
            "PATH": "/usr/bin:/bin",
        }
        script = SOURCE / "test/lsp/neovim.lua"
        run = subprocess.run(
            ["nvim", "--headless", "-u", str(self.root / "init.lua"), "-i", "NONE", "-n", file, "-S", str(script)],
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
