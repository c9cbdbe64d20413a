"""The example's reports in a folder of their own, and what `nplus1 fix` makes of them.

Run as a program it prepares NPLUS1_TEST_EXAMPLE, for all tests that look at it: nothing there is
written to afterwards, so that each unit is indexed once and not once for each client.
"""

import atexit
import functools
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from client import SOURCE, TOOL

DATABASE = "compile_commands.json"
EXAMPLE = "docs/examples/activity-stream"
REPORTS = f"{EXAMPLE}/src/reports"
CHOICES = f"{REPORTS}/Choices.cpp"
STREAM = f"{REPORTS}/ActivityStream.cpp"
TAGGED = f"{REPORTS}/TaggedItems.cpp"
CREDITS = f"{REPORTS}/Credits.cpp"
FIXED = (CHOICES, STREAM, TAGGED)


def copy_example(folder):
    """The example, with a database of its reports whose paths are absolute."""
    folder = Path(folder)
    for part in (EXAMPLE, "lib/runtime/include"):
        shutil.copytree(SOURCE / part, folder / part)
    entries = json.loads((SOURCE / "compile_commands.example.json").read_text())
    reports = []
    for entry in entries:
        file = folder / entry["directory"] / entry["file"]
        if file.is_relative_to(folder / REPORTS):
            words = [str(file) if word == entry["file"] else word for word in entry["arguments"]]
            directory = str(folder / entry["directory"])
            reports.append({"directory": directory, "file": str(file), "arguments": words})
    (folder / DATABASE).write_text(json.dumps(reports))
    shutil.copy(SOURCE / ".clang-format", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)  # what makes it a project
    return folder


def options(root):
    return ["-p", DATABASE, "--cache-dir", str(Path(root) / "cache"), "-j", "2"]


def prepare(root):
    """Makes root/example, root/cache, root/report.json, and root/fixed with files after a fix."""
    root = Path(root)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    root = Path(os.path.realpath(root))
    folder = copy_example(root / "example")

    def run(command, *words):
        words = [TOOL, command, *options(root), "--progress", "never", *words]
        return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)

    checked = run("check", "--format", "json")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    (root / "report.json").write_text(checked.stdout)
    before = {file: (folder / file).read_text() for file in FIXED}
    fixed = run("fix", "--allow-dirty", *FIXED)
    assert fixed.returncode == 0, fixed.stdout + fixed.stderr
    for file, text in before.items():
        target = root / "fixed" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / file, target)
        assert target.read_text() != text, f"nothing was fixed in {file}"
        (folder / file).write_text(text)
    return root


@functools.cache
def prepared():
    """Where prepare() ran: for all test programs, or, without such a place, for this one."""
    if "NPLUS1_TEST_EXAMPLE" in os.environ:
        return Path(os.path.realpath(os.environ["NPLUS1_TEST_EXAMPLE"]))
    scratch = tempfile.mkdtemp(prefix="nplus1-example-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return prepare(Path(scratch) / "it")


def folder():
    return prepared() / "example"


def fixed(file):
    """The text of one of FIXED after `nplus1 fix`."""
    return (prepared() / "fixed" / file).read_text()


def found(*files):
    """What `nplus1 check` finds in these: (file, line, column, rule)."""
    report = json.loads((prepared() / "report.json").read_text())
    places = [(f["location"], f["rule"]) for f in report["findings"]]
    return {(at["file"], at["line"], at["column"], rule) for at, rule in places if at["file"] in files}


if __name__ == "__main__":
    prepare(os.environ["NPLUS1_TEST_EXAMPLE"])
