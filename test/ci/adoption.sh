#!/usr/bin/env bash
# A team with 40 findings turns nplus1 on: baseline, then a commit that adds one
# finding and moves ten files.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
shop=$work/shop
mkdir -p "$shop/src" "$shop/build"
sed '/^double total/,$d' "$source/test/ci/shop/orders.cpp" >"$shop/model.h"

loop() { # FUNCTION
  printf 'static double %s(Context::Ptr context) {\n  double sum = 0;\n  auto orders = Query<Order>(context).execute();\n  for (const auto &order : orders)\n    sum += order->item()->price();\n  return sum;\n}\n' "$1"
}
database() { # every .cpp of the shop
  local separator='['
  for file in $(cd "$shop" && find . -name '*.cpp' | sort); do
    printf '%s{"directory": "%s", "file": "%s", "arguments": ["clang++-19", "-std=c++17", "-I.", "-I%s", "-c", "%s"]}\n' \
      "$separator" "$shop" "$file" "$source/test/orm-headers/poco-activerecord/double" "$file"
    separator=,
  done >"$shop/build/compile_commands.json"
  echo ']' >>"$shop/build/compile_commands.json"
}
for i in 0 1 2 3 4 5 6 7 8 9; do
  {
    echo '#include "model.h"'
    # Equal names in all files, and two equal loops side by side.
    for function in total sum price cost; do loop "$function"; done
  } >"$shop/src/f$i.cpp"
done
database
cd "$shop"
echo build/ >.gitignore
echo '{"root": true, "baseline": "nplus1-baseline.json"}' >.nplus1.json
git init --quiet --initial-branch=main
git add --all
git commit --quiet --message "Forty findings"

counts() { # of the last JSON report: findings and units
  /usr/bin/python3 -c 'import json, sys; r = json.load(sys.stdin); print(len(r["findings"]), r["coverage"]["units"]["analysed"])'
}
expect_status 2 "$program" check -p build
expect_text "$work/log" "there is no baseline"
expect_status 0 "$program" check -p build --accept-new
expect_text "$work/log" "the baseline now has 40 findings, 0 before"
expect_status 0 "$program" check -p build --require-complete
expect_text "$work/log" "no findings (40 known)"
git add nplus1-baseline.json
git commit --quiet --message "Baseline"

mkdir -p lib/reports
git mv src/*.cpp lib/reports/
loop added >>lib/reports/f3.cpp
database
git add --all
git commit --quiet --message "Move ten files, add one finding"
"$program" check -p build --format json >"$work/report.json" 2>"$work/err" && fail "nothing was new"
[[ $(counts <"$work/report.json") == "1 10" ]] || { cat "$work/err"; fail "$(counts <"$work/report.json") instead of 1 10"; }
expect_text "$work/report.json" '"file": "lib/reports/f3.cpp"'

# The same through git, without the baseline.
echo '{"root": true}' >.nplus1.json
"$program" check -p build --format json --new-since HEAD~1 >"$work/report.json" 2>"$work/err" && fail "nothing was new"
[[ $(counts <"$work/report.json") == "1 10" ]] || { cat "$work/err"; fail "$(counts <"$work/report.json") instead of 1 10"; }
expect_status 2 "$program" check -p build --new-since v9.9
expect_text "$work/log" "there is no revision 'v9.9'"

# Suppressed with a reason, it is gone from the verdict and stays in the report.
sed -i '/added(/s|$| // NOLINT(nplus1-lazy-relation): two orders at most|' lib/reports/f3.cpp
git mv .nplus1.json .old.json
expect_status 0 "$program" check -p build --baseline nplus1-baseline.json
expect_text "$work/log" "no findings (40 known, 1 suppressed)"
sed -i 's/NOLINT(nplus1-lazy-relation)/NOLINT(nplus1-lazy)/' lib/reports/f3.cpp
expect_status 2 "$program" check -p build --baseline nplus1-baseline.json
expect_text "$work/log" "f3.cpp:30:48: the comment names the unknown rule 'nplus1-lazy'"

# A baseline from a newer version.
sed -i 's/"schema": 1/"schema": 2/' nplus1-baseline.json
cp nplus1-baseline.json "$work/before"
expect_status 2 "$program" check -p build --baseline nplus1-baseline.json --accept-new
expect_text "$work/log" "written by a newer nplus1"
cmp nplus1-baseline.json "$work/before"
