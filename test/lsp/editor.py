"""An editor itself opens the example and applies what is offered: the same of each editor."""

import subprocess

import example
from client import TOOL, ProjectTest


class EditorTest(ProjectTest):
    """Tests of the editor that command() starts."""

    def command(self, file):
        """The words that open the file and run the editor's script, and settings for it."""
        raise NotImplementedError

    def edited(self, file, kind):
        """The text after the first action of this kind."""
        result = self.root / f"{kind}.out"
        words, settings = self.command(file)
        run = subprocess.run(
            words,
            cwd=example.folder(),
            env={
                "NPLUS1_TOOL": TOOL,
                "NPLUS1_OPTIONS": "\t".join(example.options(example.prepared())),
                "NPLUS1_KIND": kind,
                "NPLUS1_RESULT": str(result),
                "HOME": str(self.root),
                "PATH": "/usr/bin:/bin",
            }
            | settings,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return result.read_text()

    def check_the_fix(self, file, kind):
        self.assertEqual(self.edited(file, kind), example.fixed(file))
