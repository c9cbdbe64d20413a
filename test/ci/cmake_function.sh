#!/usr/bin/env bash
# nplus1_check() in a project of its own.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
mkdir -p "$work/shop/src"
cp "$source/test/ci/shop/orders.cpp" "$work/shop/src/"
cat >"$work/shop/src/CMakeLists.txt" <<END
add_custom_target(generated COMMAND \${CMAKE_COMMAND} -E touch generated.h)
add_library(shop orders.cpp orders.h)
add_dependencies(shop generated)
target_compile_features(shop PRIVATE cxx_std_17)
target_include_directories(shop PRIVATE "$source/test/orm-headers/poco-activerecord/double")
nplus1_check(shop ARGS \${SHOP_ARGS})
END
touch "$work/shop/src/orders.h"
write_project() { # the line between project() and the target
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(shop CXX)\n%s\ninclude("%s")\nadd_subdirectory(src)\n' \
    "$1" "$source/tool/ci/cmake/NPlus1Check.cmake" >"$work/shop/CMakeLists.txt"
}
configure() {
  cmake -S "$work/shop" -B "$work/build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 \
    -DNPLUS1_PROGRAM="$program" "$@"
}

write_project "set(CMAKE_EXPORT_COMPILE_COMMANDS ON)"
expect_status 0 configure
expect_status 1 cmake --build "$work/build" --target nplus1-shop
expect_text "$work/log" "src/orders.cpp:37:12: warning:"
[[ -e $work/build/src/generated.h ]] || fail "what the target depends on was not made"
expect_status 1 cmake --build "$work/build" --target nplus1

expect_status 0 configure "-DSHOP_ARGS=--min-confidence;certain;--format;json"
expect_status 1 cmake --build "$work/build" --target nplus1-shop
expect_text "$work/log" '"schema": 1'

# Each unit a build step: the same finding, and only what changed runs again.
rm -r "$work/build"
cp "$work/shop/src/CMakeLists.txt" "$work/plain"
sed -i -e 's/orders.cpp orders.h/orders.cpp other.cpp orders.h/' -e 's/nplus1_check(shop/& INCREMENTAL/' \
  "$work/shop/src/CMakeLists.txt"
echo '#include "other.h"' >"$work/shop/src/other.cpp"
echo 'int other();' >"$work/shop/src/other.h"
expect_status 0 configure
expect_status 1 cmake --build "$work/build" --target nplus1-shop
expect_text "$work/log" "src/orders.cpp:37:12: warning:"
expect_text "$work/log" "Looking for queries in $work/shop/src/other.cpp"
expect_status 1 cmake --build "$work/build" --target nplus1-shop
! grep -q "Looking for queries" "$work/log" || fail "an unchanged unit was analysed again"
echo 'int another();' >>"$work/shop/src/other.h"
expect_status 1 cmake --build "$work/build" --target nplus1-shop
expect_text "$work/log" "Looking for queries in $work/shop/src/other.cpp"
! grep -q "Looking for queries in .*orders.cpp" "$work/log" || fail "an unchanged unit was analysed again"
mv "$work/plain" "$work/shop/src/CMakeLists.txt"

rm -r "$work/build"
write_project ""
expect_status 1 configure
expect_text "$work/log" "set CMAKE_EXPORT_COMPILE_COMMANDS to ON"
