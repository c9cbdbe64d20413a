#!/usr/bin/env bash
# What users give the driver: headers instead of units, projects that were not built,
# units that crash the scan, a cache that is shared or damaged.
source "$(dirname "${BASH_SOURCE[0]}")/../ci/lib.sh"
make_shop "$work/shop"
cd "$work/shop"
double=$source/test/orm-headers/poco-activerecord/double
mkdir -p src/reports
sed '/^double total/,$d' orders.cpp >src/model.h
{
  echo '#include "../model.h"'
  printf 'inline double total(Context::Ptr context) {\n  double sum = 0;\n  for (const auto &order : Query<Order>(context).execute())\n    sum += order->item()->price();\n  return sum;\n}\n'
} >src/reports/total.h
echo 'int unused();' >src/lonely.h
{
  echo '#include "total.h"'
  sed -n '/^inline double total/,$ { s/total(/again(/; p }' src/reports/total.h
} >src/reports/total.cpp
echo '#include "reports/total.h"' >src/all.cpp
echo 'int plain;' >src/plain.cpp
database() { # FILE ...
  local separator='['
  for file; do
    printf '%s{"directory": "%s", "file": "%s", "command": "c++ -std=c++17 -I%s %s"}\n' \
      "$separator" "$PWD" "$file" "$double" "$file"
    separator=,
  done >build/compile_commands.json
  echo ']' >>build/compile_commands.json
}

# A header is checked in a unit that includes it: the one that is called like it.
database src/plain.cpp src/all.cpp src/reports/total.cpp
expect_status 1 "$program" check -p build src/reports/total.h --no-cache
expect_text "$work/log" "src/reports/total.h:5:12: warning:"
expect_text "$work/log" "analysed 1 of 1 unit"
! grep -q "total.cpp:.*warning" "$work/log" || fail "a finding that is not in the header"
expect_status 1 "$program" check -p build src/reports/total.h src/reports/total.cpp --no-cache
expect_text "$work/log" "src/reports/total.h:5:12: warning:"
expect_text "$work/log" "src/reports/total.cpp:5:12: warning:"
expect_status 0 "$program" doctor -p build src/reports/total.h
expect_text "$work/log" "src/reports/total.cpp"
expect_status 2 "$program" check -p build src/lonely.h
expect_text "$work/log" "'src/lonely.h' is a header that no unit of build/compile_commands.json includes; name a unit"

# Headers that the build has not made yet: said once each, with who makes them.
for i in 1 2 3; do
  printf '#include "model.h"\n#include "shop.pb.h"\nint a%s;\n' $i >src/late$i.cpp
done
printf '#include "ui_window.h"\n#include "odd/own.h"\nint b;\n' >src/window.cpp
database src/late1.cpp src/late2.cpp src/late3.cpp src/window.cpp
expect_status 0 "$program" check -p build --no-cache
expect_text "$work/log" "the header 'shop.pb.h' is missing in 3 units; protoc makes such headers: build the project first"
expect_text "$work/log" "the header 'ui_window.h' is missing in 1 unit; Qt's uic makes such headers"
expect_text "$work/log" "the header 'odd/own.h' is missing in 1 unit; if the build makes it, build the project first"
expect_status 3 "$program" check -p build --no-cache --require-complete

# A unit that crashes the preprocessor is a line of the doctor's answer.
python3 -c 'print("#if " + "(" * 2000000 + "1" + ")" * 2000000 + "\n#endif")' >src/crash.cpp
database src/plain.cpp src/crash.cpp src/all.cpp
expect_status 0 "$program" doctor -p build
expect_text "$work/log" "3, 1 see an ORM, 1 do not preprocess"
expect_text "$work/log" "src/crash.cpp: it crashes the preprocessor"

# -- The cache -----------------------------------------------------------------------
database src/plain.cpp src/all.cpp src/reports/total.cpp
report() { # FILE OPTION ...
  local file=$1
  shift
  "$program" check -p build --format json --progress never "$@" >"$file" 2>"$work/err" || [[ $? == 1 ]] ||
    { cat "$work/err"; fail "check $*"; }
}
report "$work/plain.json" --no-cache
grep -q '"rule"' "$work/plain.json" || fail "no finding"

# Three runs at once on an empty cache, then one that finds everything there.
pids=()
for i in 1 2 3; do
  (report "$work/at-once-$i.json" --cache-dir "$work/cache") &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || fail "one of three runs"; done
for i in 1 2 3; do cmp "$work/plain.json" "$work/at-once-$i.json"; done
expect_status 1 "$program" check -p build --cache-dir "$work/cache" --cache-verify
! grep -q "another result" "$work/log" || fail "the cache is wrong"
entries=$(find "$work/cache" -name '*nplus1-*' | wc -l)
((entries >= 5)) || fail "$entries entries in the cache"

# Every entry cut or damaged somewhere: never another result.
for at in 0 20 33 200 1000; do
  for entry in "$work/cache"/*nplus1-*; do
    size=$(stat --format=%s "$entry")
    if ((at % 2)); then
      truncate --size=$((at < size ? at : size - 1)) "$entry"
    else
      printf '\377\377' | dd of="$entry" bs=1 seek=$((at < size ? at : size - 2)) conv=notrunc status=none
    fi
  done
  report "$work/damaged.json" --cache-dir "$work/cache"
  cmp "$work/plain.json" "$work/damaged.json"
done
