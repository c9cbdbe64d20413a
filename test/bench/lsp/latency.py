#!/usr/bin/env python3
"""Keystroke to diagnostics: types into a file of 1,000 lines that includes an ORM's headers.

    NPLUS1_TOOL=build/release/bin/nplus1 NPLUS1_SOURCE_DIR=. test/bench/lsp/latency.py [EDITS]

Prints the median and the 95th percentile over the first 200 edits, the processor time of one, which a
busy machine does not change, and the memory of the server and its processes after 200 and after all.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lsp"))
# pylint: disable=wrong-import-position
import example
from client import Client

LINES, TIMED = 1000, 200
BUDGET = 0.150


def long_text(text):
    """The file with functions of its own kind added up to 1,000 lines."""
    loop = """
void choices%d(const Context::Ptr &context, std::ostream &out) {
  const auto choices = Query<Choice>(context).orderBy("id").execute();
  std::size_t length = 0;
  for (const auto &choice : choices) {
    length += choice->text().size();
    if (length > %d)
      out << choice->text() << '\\n';
  }
  out << length;
}
"""
    head, brace, tail = text.rpartition("} // namespace Shelf")
    number = 0
    while head.count("\n") < LINES - 10:
        head += loop % (number, number)
        number += 1
    return head + brace + tail


def memory(pid):
    """Resident bytes of a process and its children."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        total = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return total * 1024 + sum(memory(child) for child in file.read().split())


def cpu(pid):
    """Seconds of processor time that a process and its children have used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        user, system = file.read().rpartition(")")[2].split()[11:13]
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        below = sum(cpu(child) for child in file.read().split())
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") + below


def main():
    edits = max(TIMED, int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(os.path.realpath(scratch))
        folder = example.copy_example(scratch / "example")
        client = Client(folder, *example.options(scratch))
        client.initialize({})
        text = long_text((folder / example.CHOICES).read_text())
        client.open(example.CHOICES, text)
        client.diagnostics(example.CHOICES, wanted=len)
        time.sleep(5)  # what indexing there is, is over
        line = next(i for i, t in enumerate(text.splitlines()) if "length += " in t)
        times = []
        used = cpu(client.process.pid)
        for version in range(2, edits + 2):
            at = {"line": line, "character": 4}
            # A blank is typed and taken back, at the same place in turn.
            end = at | {"character": 5} if version % 2 else at
            change = {"range": {"start": at, "end": end}, "text": "" if version % 2 else " "}
            begin = time.monotonic()
            client.change(example.CHOICES, version, change)
            client.diagnostics(example.CHOICES, version)
            times.append(time.monotonic() - begin)
            if version - 1 == TIMED:
                used = cpu(client.process.pid) - used
            if version - 1 in (TIMED, edits):
                print(
                    f"memory after {version - 1:4} edits  {memory(client.process.pid) >> 20} MB",
                    flush=True,
                )
        timed = sorted(times[:TIMED])
        median, late = statistics.median(timed), timed[int(len(timed) * 0.95)]
        lines = text.count("\n")
        print(f"lines {lines}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"median {median * 1000:.0f} ms ({median / BUDGET:.2f} of the budget)")
        print(f"processor time {used / len(timed) * 1000:.0f} ms per edit")
        print(f"95th percentile {late * 1000:.0f} ms ({late / BUDGET:.2f} of the budget)")
        client.close()


if __name__ == "__main__":
    main()
