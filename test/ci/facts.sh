#!/usr/bin/env bash
# Phase 1 as a build action: facts made elsewhere, unit by unit, and linked, give
# the findings of one run over everything.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
double=$source/test/orm-headers/poco-activerecord/double
make_shop "$work/shop"
cd "$work/shop"
# A loop in one unit, the query in another, their header in a folder with a space.
mkdir "in clude"
sed '/^double total/,$d' orders.cpp >"in clude/model.h"
echo 'double priceOf(const Order &order);' >>"in clude/model.h"
printf '#include "model.h"\ndouble priceOf(const Order &order) { return order.item()->price(); }\n' >price.cpp
printf '#include "model.h"\ndouble all(Context::Ptr context) {\n  double sum = 0;\n  auto orders = Query<Order>(context).execute();\n  for (const auto &order : orders)\n    sum += priceOf(*order);\n  return sum;\n}\n' >loop.cpp
compile=(clang++-19 -std=c++17 "-Iin clude" "-I$double" -c)
python3 - "$work/shop" "${compile[@]}" >build/compile_commands.json <<'END'
import json, sys
print(json.dumps([{"directory": sys.argv[1], "file": f, "arguments": sys.argv[2:] + [f]}
                  for f in ("loop.cpp", "price.cpp", "orders.cpp")]))
END
git add --all
git commit --quiet --message "Three units"

expect_status 1 "$program" check -p build --no-cache --output "json=$work/check.json"

# In a copy that is gone when the facts are linked, with the commands given.
cp -r "$work/shop" "$work/copy"
cd "$work/copy"
for unit in loop price orders; do
  expect_status 0 "$program" facts $unit.cpp -o "$work/$unit.facts" --depfile "$work/$unit.d" \
    --no-cache -- "${compile[@]}" $unit.cpp
done
for file in 'loop.cpp' 'in\ clude/model.h'; do expect_text "$work/loop.d" "$work/copy/$file"; done
! grep -aqF "$work" "$work/loop.facts" || fail "the facts depend on where they were made"
cd "$work/shop"
rm -r "$work/copy"

same_report() { # FILE: the findings of the whole run, and every unit
  python3 - "$work/check.json" "$1" <<'END'
import json, sys
whole, linked = (json.load(open(f)) for f in sys.argv[1:])
assert len(whole["findings"]) == 2, whole["findings"]
assert any(f["trace"] and f["trace"][-1]["file"] == "price.cpp" for f in whole["findings"])
for part in ("findings", "coverage", "errors"):
    assert whole[part] == linked[part], (part, whole[part], linked[part])
END
}
expect_status 1 "$program" link "$work"/{loop,price,orders}.facts --output "json=$work/linked.json"
same_report "$work/linked.json"
# In any order, twice, from a list; and with the database's commands.
expect_status 0 "$program" facts price.cpp -p build -o "$work/price.facts" --cache-dir "$work/cache"
printf '%s\n' "$work"/{price,orders,loop,price}.facts >"$work/list"
expect_status 1 "$program" link "@$work/list" --format json
"$program" link "@$work/list" --format json >"$work/linked.json" 2>/dev/null || true
same_report "$work/linked.json"

# The same command gives the same bytes.
cp "$work/price.facts" "$work/before"
expect_status 0 "$program" facts price.cpp -p build -o "$work/price.facts" --no-cache
cmp "$work/before" "$work/price.facts"

# Units that hurt cost themselves only.
printf 'int x = y;\n' >bad.cpp
printf '#pragma clang __debug crash\n' >crash.cpp
for unit in bad crash; do
  expect_status 0 "$program" facts $unit.cpp -o "$work/$unit.facts" --no-cache -- c++ $unit.cpp
done
expect_text "$work/log" "crashed the parser"
expect_status 3 "$program" facts bad.cpp -o "$work/none.facts" --require-complete --no-cache -- c++ bad.cpp
[[ ! -e $work/none.facts ]] || fail "facts were written in spite of --require-complete"
expect_status 1 "$program" link "$work"/*.facts
expect_text "$work/log" "bad.cpp: does not parse: "
expect_text "$work/log" "(1 with errors, 1 failed)"
expect_status 3 "$program" link "$work"/{price,bad}.facts --require-complete

# Refusals.
expect_status 2 "$program" link "$work/nothing.facts"
expect_text "$work/log" "nothing.facts: cannot be read"
expect_status 2 "$program" link loop.cpp
expect_text "$work/log" "loop.cpp: is not a file that 'nplus1 facts' makes"
size=$(stat --format=%s "$work/price.facts")
for at in 14 40 $((size / 2)) $((size - 1)); do
  cp "$work/price.facts" "$work/damaged"
  printf '\377' | dd of="$work/damaged" bs=1 seek="$at" conv=notrunc status=none
  expect_status 2 "$program" link "$work/damaged"
  expect_text "$work/log" "damaged: is damaged; make it again"
done
expect_status 2 "$program" link "$work/price.facts" --profile qdjango
expect_text "$work/log" "was made with other profiles"
expect_status 2 "$program" facts price.cpp -p build -o "$work/no/such"
expect_text "$work/log" "there is no folder"
expect_status 2 "$program" facts missing.cpp -o "$work/x.facts" -- c++ missing.cpp
expect_text "$work/log" "'missing.cpp' does not exist"
expect_status 2 "$program" link "@$work/no-list"
expect_text "$work/log" "no-list' cannot be read"
