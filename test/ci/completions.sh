#!/usr/bin/env bash
# The scripts in the shells that they are for.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
for shell in bash zsh fish; do
  "$program" completions "$shell" >"$work/$shell"
done

# complete_bash WORD ...: what is offered for the last word.
complete_bash() {
  bash -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nplus1; printf "%s\n" "${COMPREPLY[@]}"' \
    "$work/bash" "$@"
}
expect_offer() { # OFFER WORD ...
  local offer=$1
  shift
  complete_bash "$@" >"$work/log"
  grep -qxF -- "$offer" "$work/log" || { cat "$work/log"; fail "no '$offer' after '$*'"; }
}
expect_offer check nplus1 ch
expect_offer nplus1-lazy-relation nplus1 explain nplus1-l
expect_offer --new-since nplus1 check --new
expect_offer sarif nplus1 check --format sa
expect_offer show nplus1 config ""
expect_offer --config nplus1 config show --c
expect_offer fish nplus1 completions f
complete_bash nplus1 explain nplus1-x >"$work/log"
! grep -q . "$work/log" || fail "an offer for nonsense"

zsh -n "$work/zsh"
fish --no-execute "$work/fish"
fish --no-config -c "source $work/fish; complete -C 'nplus1 explain nplus1-lazy'" >"$work/log"
expect_text "$work/log" nplus1-lazy-relation
fish --no-config -c "source $work/fish; complete -C 'nplus1 check --new'" >"$work/log"
expect_text "$work/log" "--new-since"

# The manual names every command.
"$program" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\).*/\1/p' >"$work/commands"
grep -q check "$work/commands" || fail "no commands in --help"
while read -r command; do
  [[ -z $command || $command == version ]] ||
    expect_text "$source/tool/ci/package/nplus1.1" ".Cm $command"
done <"$work/commands"
