#!/usr/bin/env bash
# The step of the GitHub action, with the environment that a runner gives it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
make_shop "$work/shop"
cd "$work/shop"
export GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary
export INPUT_PROGRAM=$program INPUT_DATABASE=build INPUT_SARIF=$work/nplus1.sarif

# action.yml runs what is tested here, and hands it every input.
/usr/bin/python3 - "$source/tool/ci/github/action.yml" <<'END'
import sys, yaml
action = yaml.safe_load(open(sys.argv[1]))
assert action["runs"]["using"] == "composite"
(step,) = action["runs"]["steps"]
assert step["shell"] == "bash" and step["run"] == '"$GITHUB_ACTION_PATH/run"', step
assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} == set(step["env"].values())
assert all("description" in i for i in action["inputs"].values())
END

expect_status 1 "$source/tool/ci/github/run"
expect_text "$work/log" "::warning file=orders.cpp,line=37,"
expect_text "$work/output" "status=1"
expect_text "$work/output" "sarif=$work/nplus1.sarif"
expect_text "$work/summary" "    1 finding"
/usr/bin/python3 -c 'import json, sys; assert len(json.load(open(sys.argv[1]))["runs"][0]["results"]) == 1' \
  "$work/nplus1.sarif"

# A pull request from a shallow clone: the base branch has to be fetched, and the
# old finding is not this request's business.
git switch --quiet --create topic
echo "// nothing to do with it" >>orders.cpp
git commit --quiet --all --message "A comment"
git clone --quiet --depth=1 --branch topic "file://$work/shop" "$work/clone"
cp -r build "$work/clone/"
sed -i "s|\"directory\": \"[^\"]*\"|\"directory\": \"$work/clone\"|" "$work/clone/build/compile_commands.json"
cd "$work/clone"
GITHUB_BASE_REF=main expect_status 0 "$source/tool/ci/github/run"
INPUT_NEW_SINCE=none GITHUB_BASE_REF=main expect_status 1 "$source/tool/ci/github/run"

INPUT_PROGRAM=no-such-program expect_status 2 "$source/tool/ci/github/run"
expect_text "$work/log" "the program 'no-such-program' is not there"

# Inputs are words, not commands.
INPUT_ARGS='; touch pwned' INPUT_NEW_SINCE=none expect_status 2 "$source/tool/ci/github/run"
[[ ! -e pwned ]] || fail "an input was run"
