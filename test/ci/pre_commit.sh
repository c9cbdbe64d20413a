#!/usr/bin/env bash
# The hook under the real pre-commit, which takes it from a clone of this
# repository's hook files.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
command -v pre-commit >/dev/null || fail "pre-commit is not installed"
export PRE_COMMIT_HOME=$work/home NPLUS1=$program

mkdir -p "$work/hooks/tool/ci"
cp "$source/.pre-commit-hooks.yaml" "$work/hooks/"
cp -r "$source/tool/ci/pre-commit" "$work/hooks/tool/ci/"
git -C "$work/hooks" init --quiet --initial-branch=main
git -C "$work/hooks" add --all
git -C "$work/hooks" commit --quiet --message Hooks

make_shop "$work/shop"
cd "$work/shop"
expect_status 1 pre-commit try-repo "$work/hooks" nplus1 --files orders.cpp
expect_text "$work/log" "orders.cpp:37:12: warning:"

echo "hello" >README
expect_status 0 pre-commit try-repo "$work/hooks" nplus1 --files README
expect_text "$work/log" "no files to check"

# Without a database the commit goes through, loudly.
rm -r build
expect_status 0 "$work/hooks/tool/ci/pre-commit/hook" orders.cpp
expect_text "$work/log" "NOT CHECKED"
NPLUS1=no-such-program expect_status 2 "$work/hooks/tool/ci/pre-commit/hook" orders.cpp
