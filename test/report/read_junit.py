"""read_junit.py FILE: what a JUnit reader that is not ours sees in it."""
import sys

from junitparser import Error, Failure, JUnitXml, Skipped

cases = [case for suite in JUnitXml.fromfile(sys.argv[1]) for case in suite]
results = [(case, result) for case in cases for result in case.result]
count = {kind: sum(isinstance(r, kind) for _, r in results) for kind in (Failure, Error, Skipped)}
print(f"cases {len(cases)} failures {count[Failure]} errors {count[Error]} skipped {count[Skipped]}")
for case, result in results:
    if isinstance(result, Failure):
        print("failure", case.classname, case._elem.attrib["line"], result.type)
    if isinstance(result, Error):
        print("error", case.classname, result.message)
