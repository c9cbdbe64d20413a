#!/usr/bin/env bash
# Gives the fuzz target of facts a seed: those of a real unit, out of a facts file.
#
#   test/fuzz/facts.sh PROGRAM SOURCE_DIR FUZZER RUNS
source "$(dirname "${BASH_SOURCE[0]}")/../ci/lib.sh"
fuzzer=$(realpath "$3")
cd "$work"
cp "$source/test/ci/shop/orders.cpp" .
expect_status 0 "$program" facts orders.cpp -o orders.facts --no-cache -- \
  c++ -std=c++17 -I"$source/test/orm-headers/poco-activerecord/double" orders.cpp
python3 - <<'END'
data = open("orders.facts", "rb").read()
at = len(b"nplus1 facts\n") + 16

def number():
    global at
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value

def text():
    global at
    size = number()
    at += size
    return data[at - size : at]

text(), text(), number(), text(), text()
assert number() == 1
open("seed", "wb").write(text())
END
"$fuzzer" --runs "$4" seed
