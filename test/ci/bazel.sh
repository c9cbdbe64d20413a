#!/usr/bin/env bash
# The Bazel rules, offline: sandboxed actions over sources and flags give the findings
# of nplus1 check, and are not run again when nothing changed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
make_shop "$work/shop"
cd "$work/shop"
mkdir -p src/double tool
cp -r "$source/tool/bazel" tool/
cp -r "$source/test/orm-headers/poco-activerecord/double/." src/double/
sed '/^double total/,$d' orders.cpp >src/model.h
echo 'double priceOf(const Order &order);' >>src/model.h
rm orders.cpp
printf '#include "model.h"\ndouble priceOf(const Order &order) { return order.item()->price(); }\n' >src/price.cpp
printf '#include "model.h"\n#ifdef SHOP\ndouble all(Context::Ptr context) {\n  double sum = 0;\n  auto orders = Query<Order>(context).execute();\n  for (const auto &order : orders)\n    sum += priceOf(*order);\n  return sum;\n}\n#endif\n' >src/loop.cpp
cat >WORKSPACE <<END
workspace(name = "shop")
load("//tool/bazel:repository.bzl", "nplus1_program")
nplus1_program(name = "nplus1_program", path = "$program")
END
cat >src/BUILD.bazel <<'END'
load("//tool/bazel:nplus1.bzl", "nplus1_facts", "nplus1_test")
flags = ["-std=c++17", "-Isrc/double", "-DSHOP"]
headers = ["model.h"] + glob(["double/**"])
nplus1_facts(name = "price", srcs = ["price.cpp"], hdrs = headers, copts = flags)
nplus1_facts(name = "loop", srcs = ["loop.cpp"], hdrs = headers, copts = flags, deps = [":price"])
nplus1_test(name = "nplus1", deps = [":loop"], args_of_link = ["--format", "json"])
nplus1_test(name = "loop_is_not_enough", deps = [":price"])

# The same through the aspect. A folder, a define and flags come from the targets.
cc_library(name = "cc_orm", hdrs = glob(["double/**"]), includes = ["double"])
cc_library(name = "cc_price", srcs = ["price.cpp"], hdrs = ["model.h"], copts = ["-std=c++17"],
           defines = ["SHOP"], deps = [":cc_orm"])
cc_library(name = "cc_loop", srcs = ["loop.cpp"], copts = ["-std=c++17"], deps = [":cc_price"])
nplus1_test(name = "cc_nplus1", deps = [":cc_loop"], args_of_link = ["--format", "json"])
END
# What every Bazel test depends on and Bazel would download.
mkdir "$work/coverage"
echo 'workspace(name = "remote_coverage_tools")' >"$work/coverage/WORKSPACE"
echo 'filegroup(name = "coverage_report_generator", visibility = ["//visibility:public"])' >"$work/coverage/BUILD"
# The same for C++ rules: this Bazel has them built in, under the names of repositories that
# it would download. Its toolchains for Java are looked at with those for C++.
stand_in() { # LANGUAGE RULE ...
  local folder=$work/rules_$1 language=$1 rule
  shift
  mkdir -p "$folder/$language"
  echo "workspace(name = \"rules_$language\")" >"$folder/WORKSPACE"
  touch "$folder/$language/BUILD"
  for rule; do echo "$rule = native.$rule"; done >"$folder/$language/defs.bzl"
}
stand_in cc cc_{binary,import,library,proto_library,test,toolchain,toolchain_suite} objc_library
stand_in java java_{binary,import,library,proto_library,runtime,toolchain}
run_bazel() {
  bazel --output_user_root="$work/bazel" --max_idle_secs=15 "$@" --color=no --curses=no \
    --override_repository=remote_coverage_tools="$work/coverage" \
    --override_repository=rules_cc="$work/rules_cc" --override_repository=rules_java="$work/rules_java"
}
trap 'chmod -R u+w "$work/bazel" 2>/dev/null; bazel --output_user_root="$work/bazel" shutdown 2>/dev/null; rm -rf "$work"' EXIT

expect_status 3 run_bazel test //src:loop //src:nplus1 //src:loop_is_not_enough --test_output=errors
expect_text "$work/log" "//src:loop_is_not_enough"
expect_text "$work/log" '"rule": "nplus1-lazy-relation"'
expect_text "$work/log" '"file": "src/loop.cpp"'
expect_text "$work/log" "analysed 2 of 2 units"

# The same finding as that of one run over both.
printf '[{"directory": "%s", "file": "src/loop.cpp", "command": "c++ -std=c++17 -Isrc/double -DSHOP src/loop.cpp"},
  {"directory": "%s", "file": "src/price.cpp", "command": "c++ -std=c++17 -Isrc/double src/price.cpp"}]' \
  "$PWD" "$PWD" >build/compile_commands.json
sed -n '/^{$/,/^}$/p' "$work/log" >"$work/bazel.json"
"$program" check -p build --format json --no-cache >"$work/check.json" 2>"$work/log" && fail "no finding"
python3 - "$work/bazel.json" "$work/check.json" <<'END'
import json, sys
by_bazel, by_check = (json.load(open(f)) for f in sys.argv[1:])
assert len(by_check["findings"]) == 1
assert by_bazel["findings"] == by_check["findings"], (by_bazel, by_check)
END
expect_status 3 run_bazel test //src:cc_nplus1 --test_output=errors
expect_text "$work/log" "analysed 2 of 2 units"
sed -n '/^{$/,/^}$/p' "$work/log" >"$work/aspect.json"
python3 - "$work/aspect.json" "$work/check.json" <<'END'
import json, sys
by_aspect, by_check = (json.load(open(f)) for f in sys.argv[1:])
assert by_aspect["findings"] == by_check["findings"], (by_aspect, by_check)
END

# Only what changed is analysed again.
expect_status 0 run_bazel build //src:loop
! grep -q "Looking for queries" "$work/log" || fail "an action ran again"
echo '// a comment' >>src/loop.cpp
expect_status 0 run_bazel build //src:loop -s
expect_text "$work/log" "src/loop.cpp"
! grep -q "Nplus1Facts.*price.cpp" "$work/log" || fail "a unit that did not change was analysed again"
