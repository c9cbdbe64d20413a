#!/usr/bin/env bash
# A project in which one unit crashes the parser, one hangs, one eats memory and ten do
# not parse: every other unit is analysed, each of these is named, and the results do
# not depend on the order of units, on -j, or on the cache.
#
#   test/driver/many_units.sh PROGRAM SOURCE_DIR [UNITS]     default: 60
#
# UNITS = 1000 takes some minutes and is for those who change the driver.
source "$(dirname "${BASH_SOURCE[0]}")/../ci/lib.sh"
units=${3-60}
mkdir "$work/p"
cd "$work/p"
"$source/test/bench/driver/synthesize" . $((units - 13)) --orm 20

# They include an ORM's header, so that none of them is left out as irrelevant.
sed -n '/^#include .Poco/p' src/m0.cpp >src/orm.h
orm=$'#include "orm.h"\n'
echo "$orm#pragma clang __debug crash" >src/crash.cpp
{
  echo "$orm"
  echo '#define D0 1,'
  for i in {1..40}; do echo "#define D$i D$((i - 1)) D$((i - 1))"; done
  echo 'int greedy[] = {D40};'
} >src/greedy.cpp
# It takes long and little: constant evaluation.
cat >src/hang.cpp <<END
$orm
constexpr unsigned spin() { unsigned n = 0; for (unsigned long i = 0; i < 3000000000ul; ++i) n += i; return n; }
constexpr unsigned x = spin();
END
for i in 0 1 2 3 4 5 6 7 8 9; do
  echo "${orm}int broken$i() { return nope$i; }" >src/broken$i.cpp
done
python3 - <<'END'
import json, random
units = json.load(open("compile_commands.json"))
for name in ["crash.cpp", "greedy.cpp", "hang.cpp"] + [f"broken{i}.cpp" for i in range(10)]:
    flags = ["-fconstexpr-steps=4000000000"] if name == "hang.cpp" else []
    units.append({**units[0], "file": name, "arguments": units[0]["arguments"][:-2] + flags + ["-c", name]})
random.seed(1)
random.shuffle(units)
json.dump(units, open("compile_commands.json", "w"))
random.shuffle(units)
json.dump(units, open("other_order.json", "w"))
END

limits=(--unit-time 20 --unit-memory 300 --progress never)
run() { # REPORT OPTION ...
  local report=$1
  shift
  expect_status 1 "$program" check "${limits[@]}" --output "json=$report" "$@"
}
run "$work/1.json" -p . --cache-dir "$work/cache"
expect_text "$work/log" "src/crash.cpp: crashed the parser"
expect_text "$work/log" "src/greedy.cpp: needed more than 300 MB of memory"
expect_text "$work/log" "src/hang.cpp: took longer than 20 s"
for i in 0 1 2 3 4 5 6 7 8 9; do
  expect_text "$work/log" "src/broken$i.cpp: does not parse: $work/p/src/broken$i.cpp:2:"
done
expect_text "$work/log" "10 with errors, 3 failed)"
rm src/hang.cpp src/greedy.cpp # they have been seen, and take their time
run "$work/2.json" -p . --cache-dir "$work/cache"
run "$work/3.json" -p other_order.json --no-cache --no-prefilter -j 3
python3 - "$work"/[123].json "$units" <<'END'
import json, sys
first, cached, other = (json.load(open(f)) for f in sys.argv[1:4])
assert first["coverage"]["units"]["total"] == int(sys.argv[4]), first["coverage"]
assert first["coverage"]["units"]["failed"] == 3 and first["coverage"]["units"]["partial"] == 10
assert first["findings"] and first["findings"] == cached["findings"] == other["findings"]
units = other["coverage"]["units"]
assert units["irrelevant"] == 0 and units["analysed"] == units["total"] - 13, units
END
