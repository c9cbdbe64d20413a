"""The module in Debian's clang-tidy says what the program says of one unit."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lsp"))
# pylint: disable=wrong-import-position
import example
from client import TOOL, ProjectTest

MODULE = os.environ["NPLUS1_MODULE"]
LOAD = ["-load", MODULE]
OURS = "-checks=-*,nplus1-*"
FINDING = re.compile(r"^(\S+?):(\d+):(\d+): warning: .*\[(nplus1-[a-z-]+)[\],]", re.MULTILINE)


def run(words, folder):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


class Example(unittest.TestCase):
    """The example, with its database under the name that clang-tidy wants."""

    def setUp(self):
        self.root = Path(os.path.realpath(tempfile.mkdtemp(prefix="nplus1-tidy-")))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.folder = example.copy_example(self.root / "example")
        database = self.folder / example.DATABASE
        entries = json.loads(database.read_text())
        for entry in entries:
            # clang-tidy shows files as the database names them.
            folder = self.folder / entry["directory"]
            file = str(folder / entry["file"])
            words = [file if word == entry["file"] else word for word in entry["arguments"]]
            entry |= {"directory": str(folder), "file": file, "arguments": words}
        (self.folder / "compile_commands.json").write_text(json.dumps(entries))

    def tidy(self, *words):
        return run(["clang-tidy-19", *LOAD, "-p", ".", *words], self.folder)

    def checked(self, *files):
        words = [TOOL, "check", *example.options(self.root), "--format", "json", *files]
        report = json.loads(run(words, self.folder).stdout)
        return {
            (f["location"]["file"], f["location"]["line"], f["location"]["column"], f["rule"])
            for f in report["findings"]
        }

    def found(self, output):
        return {
            (os.path.relpath(file, self.folder), int(line), int(column), rule)
            for file, line, column, rule in FINDING.findall(output)
        }

    def test_finds_what_the_program_finds_in_a_unit(self):
        for file in (example.CHOICES, example.STREAM, example.TAGGED):
            with self.subTest(file):
                expected = self.checked(file)
                self.assertTrue(expected)
                result = self.tidy(OURS, file)
                self.assertEqual(self.found(result.stdout), expected, result.stderr)
                self.assertIn("note: the loop", result.stdout)

    def test_fixes_as_the_program_does(self):
        for file in (example.CHOICES, example.STREAM):
            with self.subTest(file):
                self.tidy(OURS, "--fix", file)
                expected = example.fixed(self.root, file)
                self.assertEqual((self.folder / file).read_text(), expected)

    def test_runs_under_run_clang_tidy(self):
        words = ["run-clang-tidy-19", "-load", MODULE, "-p", ".", OURS, "Choices.cpp", "Credits.cpp"]
        result = run(words, self.folder)
        self.assertEqual(
            self.found(result.stdout), self.checked(example.CHOICES, f"{example.REPORTS}/Credits.cpp")
        )

    def test_sees_other_units_through_the_cache(self):
        loop = self.folder / example.CHOICES
        text = loop.read_text().replace("choice->question()->text()", "questionOf(choice)")
        text = text.replace(
            "void choices(", "std::string questionOf(const Choice::Ptr &choice);\n\nvoid choices("
        )
        loop.write_text(text)
        other = self.folder / example.REPORTS / "Credits.cpp"
        other.write_text(
            '#include "Reports.h"\n#include <Shelf/Choice.h>\nnamespace Shelf {\n'
            "std::string questionOf(const Choice::Ptr &choice) { return choice->question()->text(); }\n}\n"
        )
        self.assertEqual(self.found(self.tidy(OURS, example.CHOICES).stdout), set())
        files = (example.CHOICES, str(other.relative_to(self.folder)))
        cache = self.root / "tidy-cache"
        options = ["-p", ".", "--cache-dir", str(cache), "--format", "json"]
        run([TOOL, "check", *options, *files], self.folder)
        config = {
            "CheckOptions": {
                "NPlusOneDatabase": str(self.folder / "compile_commands.json"),
                "NPlusOneCacheDir": str(cache),
                "NPlusOneProgram": TOOL,
            }
        }
        result = self.tidy(OURS, f"--config={json.dumps(config)}", example.CHOICES)
        self.assertEqual([f[3] for f in self.found(result.stdout)], ["nplus1-lazy-relation"])

    def test_runs_from_cmake(self):
        file = self.folder / "docs/examples/activity-stream"
        (self.folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(P CXX)\nset(CMAKE_CXX_STANDARD 20)\n"
            f'set(CMAKE_CXX_CLANG_TIDY "clang-tidy-19;-load;{MODULE};{OURS}")\n'
            f"add_library(p OBJECT {example.CHOICES})\n"
            f"target_include_directories(p PRIVATE {file}/include)\n"
        )
        build = self.root / "build"
        run(["cmake", "-S", ".", "-B", str(build), "-G", "Ninja"], self.folder)
        result = run(["cmake", "--build", str(build)], self.folder)
        self.assertEqual(self.found(result.stdout), self.checked(example.CHOICES), result.stdout)


class Module(ProjectTest):
    def tidy(self, folder, *words):
        return run(["clang-tidy-19", *LOAD, "-p", ".", *words], folder)

    def test_has_a_check_for_every_rule(self):
        listed = self.tidy(self.project(), OURS, "--list-checks").stdout
        rules = run([TOOL, "rules"], self.root).stdout
        self.assertEqual(
            sorted(re.findall(r"nplus1-[a-z-]+", listed)),
            sorted(line.split()[0] for line in rules.splitlines()),
        )

    def test_runs_only_what_is_asked_for(self):
        folder = self.project()
        some = self.tidy(folder, "-checks=-*,nplus1-count-in-loop", "main.cpp")
        self.assertEqual(FINDING.findall(some.stdout), [])
        one = self.tidy(folder, "-checks=-*,nplus1-lazy-relation", "main.cpp")
        self.assertEqual(len(FINDING.findall(one.stdout)), 1)

    def test_honours_nolint(self):
        for comment in ("// NOLINT", "// NOLINT(nplus1-lazy-relation)", "// NOLINT(nplus1-*)"):
            text = self.MAIN.replace("->price();", f"->price(); {comment}")
            folder = self.project(str(hash(comment)), {"main.cpp": text})
            self.assertEqual(FINDING.findall(self.tidy(folder, OURS, "main.cpp").stdout), [])

    def test_takes_profiles(self):
        folder = self.project()
        config = '--config={"CheckOptions": {"NPlusOneProfiles": "%s"}}'
        one = self.tidy(folder, OURS, config % "poco-activerecord", "main.cpp")
        self.assertEqual(len(FINDING.findall(one.stdout)), 1)
        other = self.tidy(folder, OURS, config % "qdjango", "main.cpp")
        self.assertEqual(FINDING.findall(other.stdout), [])
        wrong = self.tidy(folder, OURS, config % "pocco", "main.cpp")
        self.assertIn("pocco", wrong.stdout + wrong.stderr)

    def test_goes_along_with_other_checks(self):
        folder = self.project()
        both = self.tidy(folder, "-checks=-*,nplus1-*,modernize-use-trailing-return-type", "main.cpp")
        self.assertEqual(len(FINDING.findall(both.stdout)), 1)
        self.assertIn("modernize-use-trailing-return-type", both.stdout)

    def test_brings_no_llvm_of_its_own(self):
        symbols = run(["nm", "-DC", "--defined-only", MODULE], self.root).stdout
        self.assertNotIn(" T llvm::", symbols)
        self.assertNotIn(" T clang::", symbols)


if __name__ == "__main__":
    unittest.main(verbosity=2)
