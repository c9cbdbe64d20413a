# Sourced by the tests of tool/ci with: NAME.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b.c GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b.c

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# expect_status STATUS COMMAND ...: the command's output goes to $work/log.
expect_status() {
  local wanted=$1 status=0
  shift
  "$@" >"$work/log" 2>&1 || status=$?
  [[ $status == "$wanted" ]] || { cat "$work/log" >&2; fail "'$*' ended with $status, not $wanted"; }
}

expect_text() { # FILE TEXT
  grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "no '$2' in $1"; }
}

# A git repository with one N+1 query and a compilation database in build/.
make_shop() { # FOLDER
  mkdir -p "$1/build"
  cp "$source/test/ci/shop/orders.cpp" "$1/"
  printf '[{"directory": "%s", "file": "orders.cpp", "arguments": ["clang++-19", "-std=c++17", "-I%s", "-c", "orders.cpp"]}]\n' \
    "$1" "$source/test/orm-headers/poco-activerecord/double" >"$1/build/compile_commands.json"
  echo build/ >"$1/.gitignore"
  git -C "$1" init --quiet --initial-branch=main
  git -C "$1" add --all
  git -C "$1" commit --quiet --message "An N+1 query"
}
