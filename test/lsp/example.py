"""The example program in a folder of its own, and what `nplus1 fix` makes of it."""

import os
import shutil
import subprocess
from pathlib import Path

from client import SOURCE, TOOL

DATABASE = "compile_commands.example.json"
REPORTS = "docs/examples/activity-stream/src/reports"
CHOICES = f"{REPORTS}/Choices.cpp"
STREAM = f"{REPORTS}/ActivityStream.cpp"
TAGGED = f"{REPORTS}/TaggedItems.cpp"


def copy_example(folder):
    for part in ("docs/examples/activity-stream", "lib/runtime/include"):
        shutil.copytree(SOURCE / part, folder / part)
    shutil.copy(SOURCE / DATABASE, folder)
    return Path(folder)


def options(scratch):
    """Where results are kept, so that tests do not parse everything again."""
    cache = Path(os.environ.get("NPLUS1_TEST_CACHE", scratch / "cache"))
    return ["-p", DATABASE, "--cache-dir", str(cache), "-j", "2"]


def fixed(scratch, file):
    """The text of a file after `nplus1 fix`."""
    folder = copy_example(scratch / "fixed")
    run = subprocess.run(
        [TOOL, "fix", *options(scratch), "--progress", "never", file],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    text = (folder / file).read_text()
    shutil.rmtree(folder)
    assert text != (SOURCE / file).read_text()
    return text
