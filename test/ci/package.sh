#!/usr/bin/env bash
# The Debian package, unpacked into an empty folder: the program there works by
# itself, and what was promised is in it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
build=$(realpath "$3")
cd "$work"
cpack --config "$build/CPackConfig.cmake" -B "$work/cpack" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; fail "cpack"; }
package=$(echo "$work"/cpack/nplus1_*.deb)
dpkg-deb --extract "$package" "$work/root"
dpkg-deb --field "$package" Depends >"$work/depends"
expect_text "$work/depends" libclang-cpp19
expect_text "$work/depends" libllvm19
! grep -q -- -dev "$work/depends" || fail "depends on a -dev package"

for file in bin/nplus1 include/nplus1/batch.hpp share/nplus1/profiles share/man/man1/nplus1.1 \
  share/bash-completion/completions/nplus1 share/zsh/vendor-completions/_nplus1 \
  share/fish/vendor_completions.d/nplus1.fish share/doc/nplus1/copyright \
  share/doc/nplus1/rules/nplus1-lazy-relation.md; do
  [[ -e $work/root/usr/$file ]] || { find "$work/root" | head -50; fail "no $file"; }
done
config=$(find "$work/root" -name nplus1-config.cmake)
[[ $config == */cmake/nplus1/nplus1-config.cmake ]] || fail "no package file for CMake"

make_shop "$work/shop"
cd "$work/shop"
expect_status 1 "$work/root/usr/bin/nplus1" check -p build
expect_text "$work/log" "orders.cpp:37:12: warning:"
# It takes the builtin headers from its own folder.
headers=$(dirname "$(realpath "$work/root/usr/bin/nplus1")")/../lib/clang/19/include
[[ -e $headers/stddef.h ]] || fail "the builtin headers are not in the package"
module=$(find "$work/root" -name NPlusOneTidyModule.so)
[[ $module == */nplus1/NPlusOneTidyModule.so ]] || fail "no module for clang-tidy"
expect_status 0 clang-tidy-19 -load "$module" '-checks=-*,nplus1-*' -p build orders.cpp
expect_text "$work/log" "orders.cpp:37:12: warning:"
! ldd "$work/root/usr/bin/nplus1" | grep -q "not found" || fail "a library is missing"
