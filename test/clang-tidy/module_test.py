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
from client import SOURCE, TOOL, ProjectTest

MODULE = os.environ["NPLUS1_MODULE"]
LOAD = ["-load", MODULE]
OURS = "-checks=-*,nplus1-*"
FINDING = re.compile(r"^(\S+?):(\d+):(\d+): warning: .*\[(nplus1-[a-z-]+)[\],]", re.MULTILINE)


def run(words, folder):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def tidy(folder, *words):
    return run(["clang-tidy-19", *LOAD, "-p", ".", *words], folder)


class Example(unittest.TestCase):
    def setUp(self):
        self.root = Path(os.path.realpath(tempfile.mkdtemp(prefix="nplus1-tidy-")))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.folder = example.copy_example(self.root / "example")

    def found(self, output):
        return {
            (os.path.relpath(file, self.folder), int(line), int(column), rule)
            for file, line, column, rule in FINDING.findall(output)
        }

    def test_finds_and_fixes_in_a_unit_what_the_program_does(self):
        for file in example.FIXED:
            with self.subTest(file):
                expected = example.found(file)
                self.assertTrue(expected)
                result = tidy(self.folder, OURS, "--fix", file)
                self.assertEqual(self.found(result.stdout), expected, result.stderr)
                self.assertIn("note: the loop", result.stdout)
                self.assertEqual((self.folder / file).read_text(), example.fixed(file))


class Module(ProjectTest):
    # A loop whose query is in another unit.
    LOOP_UNIT = ProjectTest.MAIN.replace("order->item()->price()", "priceOf(order)").replace(
        "int prices", "int priceOf(const Order::Ptr &order);\n\nint prices"
    )
    QUERY_UNIT = (
        '#include "shop.h"\nint priceOf(const shop::Order::Ptr &order) { return order->item()->price(); }\n'
    )

    def found(self, output):
        """(file, line, rule) of each finding, sorted."""
        return sorted((Path(f).name, int(line), rule) for f, line, _, rule in FINDING.findall(output))

    def test_has_a_check_for_every_rule(self):
        listed = tidy(self.project(), OURS, "--list-checks").stdout
        rules = run([TOOL, "rules"], self.root).stdout
        self.assertEqual(
            sorted(re.findall(r"nplus1-[a-z-]+", listed)),
            sorted(line.split()[0] for line in rules.splitlines()),
        )

    def test_runs_only_what_is_asked_for(self):
        folder = self.project()
        some = tidy(folder, "-checks=-*,nplus1-count-in-loop", "main.cpp")
        self.assertEqual(FINDING.findall(some.stdout), [])
        one = tidy(folder, "-checks=-*,nplus1-lazy-relation", "main.cpp")
        self.assertEqual(len(FINDING.findall(one.stdout)), 1)

    def test_honours_nolint(self):
        for comment in ("// NOLINT", "// NOLINT(nplus1-lazy-relation)", "// NOLINT(nplus1-*)"):
            text = self.MAIN.replace("->price();", f"->price(); {comment}")
            folder = self.project(str(hash(comment)), {"main.cpp": text})
            self.assertEqual(FINDING.findall(tidy(folder, OURS, "main.cpp").stdout), [])

    def test_takes_profiles(self):
        folder = self.project()
        config = '--config={"CheckOptions": {"NPlusOneProfiles": "%s"}}'
        one = tidy(folder, OURS, config % "poco-activerecord", "main.cpp")
        self.assertEqual(len(FINDING.findall(one.stdout)), 1)
        other = tidy(folder, OURS, config % "qdjango", "main.cpp")
        self.assertEqual(FINDING.findall(other.stdout), [])
        wrong = tidy(folder, OURS, config % "pocco", "main.cpp")
        self.assertIn("pocco", wrong.stdout + wrong.stderr)

    def test_goes_along_with_other_checks(self):
        folder = self.project()
        both = tidy(folder, "-checks=-*,nplus1-*,modernize-use-trailing-return-type", "main.cpp")
        self.assertEqual(len(FINDING.findall(both.stdout)), 1)
        self.assertIn("modernize-use-trailing-return-type", both.stdout)

    def test_obeys_the_configuration(self):
        folder = self.project()
        (folder / ".nplus1.json").write_text('{"rules": {"nplus1-lazy-relation": "off"}}')
        self.assertEqual(self.found(tidy(folder, OURS, "main.cpp").stdout), [])

    def test_refuses_another_version_of_clang(self):
        # A clang-tidy that says that it is another one.
        source = self.root / "other.cpp"
        source.write_text(
            "#include <string>\nnamespace clang {\n"
            'std::string getClangFullVersion() { return "clang version 20.1.0"; }\n}\n'
        )
        other = self.root / "other.so"
        made = run(["clang++-19", "-shared", "-fPIC", str(source), "-o", str(other)], self.root)
        self.assertEqual(made.returncode, 0, made.stderr)
        words = ["env", f"LD_PRELOAD={other}", "clang-tidy-19", *LOAD, "-checks=*", "--list-checks"]
        listed = run(words, self.project())
        self.assertEqual(listed.returncode, 0)
        self.assertRegex(
            listed.stderr,
            r"nplus1: this module is for clang-tidy 19\.\d+\.\d+ and was loaded by "
            r"clang version 20\.1\.0; its checks are off\n",
        )
        self.assertNotIn("nplus1-", listed.stdout)
        self.assertIn("bugprone-", listed.stdout)

    def test_leaves_another_version_of_clang_tidy_alone(self):
        folder = self.project(files={"main.cpp": "int f(char *p) { return p = 0, 1; }\n"})
        for words in (
            ["-checks=*", "--list-checks"],
            ["-checks=-*,modernize-use-nullptr,nplus1-*", "main.cpp", "--"],
        ):
            alone = run(["clang-tidy-14", *words], folder)
            loaded = run(["clang-tidy-14", *LOAD, *words], folder)
            self.assertEqual((loaded.returncode, loaded.stdout), (0, alone.stdout), loaded.stderr)
            self.assertTrue(alone.stdout)
            self.assertRegex(
                loaded.stderr,
                r"nplus1: this module is for clang-tidy 19\.\d+\.\d+ and was loaded by "
                r"Debian clang version 14\.[^\n]*; its checks are off\n",
            )

    def test_without_its_checks_beside_it_says_so(self):
        alone = self.root / "NPlusOneTidyModule.so"
        shutil.copy(MODULE, alone)
        listed = run(["clang-tidy-19", "-load", str(alone), OURS, "--list-checks"], self.root)
        self.assertIn("NPlusOneTidyChecks.so", listed.stderr)
        self.assertIn("its checks are off", listed.stderr)

    def test_brings_no_llvm_of_its_own(self):
        for library in (MODULE, str(Path(MODULE).with_name("NPlusOneTidyChecks.so"))):
            symbols = run(["nm", "-DC", "--defined-only", library], self.root).stdout
            self.assertNotIn(" T llvm::", symbols)
            self.assertNotIn(" T clang::", symbols)

    # A loop in a header, and one in the unit that includes it.
    LOOP_HEADER = ProjectTest.MAIN.replace("int prices", "inline int sums")
    BESIDE = ProjectTest.MAIN.replace('#include "shop.h"', '#include "shop.h"\n#include "loop.h"')

    def test_fixes_what_clang_tidy_shows(self):
        files = {"main.cpp": self.BESIDE, "loop.h": self.LOOP_HEADER}
        for filters, changed in (([], ["main.cpp"]), (["--header-filter=.*"], ["loop.h", "main.cpp"])):
            folder = self.project("+".join(changed), files)
            tidy(folder, OURS, *filters, "--fix", "main.cpp")
            self.assertEqual(
                sorted(name for name in files if (folder / name).read_text() != files[name]), changed
            )

    def test_fixes_within_the_lines_that_are_asked_for(self):
        second = self.MAIN.split("namespace shop;\n")[1].replace("prices", "more")
        text = self.MAIN + second
        begin = self.MAIN.count("\n") + 1
        for lines, left in (([begin, begin + 9], "int prices"), ([1, begin - 1], "int more")):
            folder = self.project(left.replace(" ", ""), {"main.cpp": text})
            only = f'-line-filter=[{{"name":"main.cpp","lines":[{json.dumps(lines)}]}}]'
            result = tidy(folder, OURS, only, "--fix", "main.cpp")
            self.assertEqual(len(FINDING.findall(result.stdout)), 1)
            after = (folder / "main.cpp").read_text()
            self.assertEqual(after.count("nplus1::batch"), 1, after)
            # The function outside of the lines is as it was.
            function = text[text.index(left) :].split("}\n")[0]
            self.assertIn(function, after)

    def test_makes_no_fix_where_there_are_errors(self):
        text = self.MAIN + "int wrong() { return nothing; }\n"
        folder = self.project(files={"main.cpp": text})
        result = tidy(folder, OURS, "--fix-errors", "main.cpp")
        self.assertEqual(len(FINDING.findall(result.stdout)), 1, result.stdout)
        self.assertEqual((folder / "main.cpp").read_text(), text)

    def test_takes_the_profiles_of_the_configuration(self):
        folder = self.project()
        (folder / ".nplus1.json").write_text('{"profiles": ["qdjango"]}')
        self.assertEqual(self.found(tidy(folder, OURS, "main.cpp").stdout), [])
        # Its own option wins.
        config = '--config={"CheckOptions": {"NPlusOneProfiles": "poco-activerecord"}}'
        self.assertEqual(len(self.found(tidy(folder, OURS, config, "main.cpp").stdout)), 1)

    def test_tells_of_options_that_do_nothing(self):
        folder = self.project(files={"main.cpp": self.MAIN, "more.cpp": "int x;\n"})
        cache = str(self.root / "none")
        database = {"NPlusOneDatabase": str(folder / "compile_commands.json"), "NPlusOneCacheDir": cache}
        for options, told in (
            ({"NPlusOneDatabase": "build"}, "NPlusOneDatabase has to be an absolute path"),
            (database | {"NPlusOneProgram": "/nowhere"}, "in the option NPlusOneProgram"),
            (database | {"NPlusOneProgram": TOOL}, "nothing is known of other units"),
            ({"nplus1-lazy-relation.NPlusOneProfiles": "qdjango"}, "write it without 'nplus1-lazy-relation.'"),
        ):
            config = f"--config={json.dumps({'CheckOptions': options})}"
            result = tidy(folder, OURS, config, "main.cpp")
            self.assertIn(told, result.stdout + result.stderr)

    def test_runs_under_run_clang_tidy(self):
        folder = self.project(files={"main.cpp": self.MAIN, "more.cpp": "\n" + self.MAIN})
        result = run(["run-clang-tidy-19", "-load", MODULE, "-p", ".", OURS], folder)
        line, rule = self.ACCESS + 1, "nplus1-lazy-relation"
        self.assertEqual(
            self.found(result.stdout), [("main.cpp", line, rule), ("more.cpp", line + 1, rule)]
        )

    def test_runs_from_cmake(self):
        folder = self.project()
        headers = SOURCE / "test/orm-headers/poco-activerecord/double"
        (folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(P CXX)\nset(CMAKE_CXX_STANDARD 17)\n"
            f'set(CMAKE_CXX_CLANG_TIDY "clang-tidy-19;-load;{MODULE};{OURS}")\n'
            f"add_library(p OBJECT main.cpp)\ntarget_include_directories(p PRIVATE {headers})\n"
        )
        build = self.root / "build"
        run(["cmake", "-S", ".", "-B", str(build), "-G", "Ninja"], folder)
        result = run(["cmake", "--build", str(build)], folder)
        expected = [("main.cpp", self.ACCESS + 1, "nplus1-lazy-relation")]
        self.assertEqual(self.found(result.stdout), expected, result.stdout)

    def test_sees_other_units_through_the_cache(self):
        folder = self.project(files={"main.cpp": self.LOOP_UNIT, "price.cpp": self.QUERY_UNIT})
        self.assertEqual(self.found(tidy(folder, OURS, "main.cpp").stdout), [])
        cache = str(self.root / "cache")
        run([TOOL, "check", "-p", ".", "--cache-dir", cache], folder)
        options = {
            "NPlusOneDatabase": str(folder / "compile_commands.json"),
            "NPlusOneCacheDir": cache,
            "NPlusOneProgram": TOOL,
        }
        config = f"--config={json.dumps({'CheckOptions': options})}"
        line = self.LOOP_UNIT[: self.LOOP_UNIT.index("+= priceOf")].count("\n") + 1
        self.assertEqual(
            self.found(tidy(folder, OURS, config, "main.cpp").stdout),
            [("main.cpp", line, "nplus1-lazy-relation")],
        )
        # What it knows of a unit that has changed since is of no use.
        (folder / "price.cpp").write_text("\n" + self.QUERY_UNIT)
        self.assertEqual(self.found(tidy(folder, OURS, config, "main.cpp").stdout), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
