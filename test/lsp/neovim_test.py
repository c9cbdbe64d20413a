"""Neovim itself: opens the example, gets the diagnostics, applies what is offered."""

import re
import unittest

import example
from client import SOURCE
from editor import EditorTest


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


class Neovim(EditorTest):
    def command(self, file):
        page = (SOURCE / "docs/editors.md").read_text()
        [init] = [block for block in re.findall(r"```lua\n(.*?)```", page, re.S) if "start_client" in block]
        (self.root / "init.lua").write_text(PRELUDE + init)
        script = SOURCE / "test/lsp/neovim.lua"
        words = ["nvim", "--headless", "-u", str(self.root / "init.lua"), "-i", "NONE", "-n", file, "-S", str(script)]
        return words, {"NPLUS1_OTHER": example.TAGGED}

    def test_the_quick_fix(self):
        self.check_the_fix(example.CHOICES, "quickfix")

    def test_the_fix_of_all(self):
        self.check_the_fix(example.STREAM, "source.fixAll.nplus1")


if __name__ == "__main__":
    unittest.main(verbosity=2)
