#!/usr/bin/env bash
# The script of the GitLab template, line by line as a runner's shell gets it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
make_shop "$work/shop"
/usr/bin/python3 - "$source/tool/ci/gitlab/nplus1.gitlab-ci.yml" >"$work/script" <<'END'
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))[".nplus1"]
assert job["artifacts"]["when"] == "always"
assert job["artifacts"]["reports"] == {
    "codequality": "gl-code-quality-report.json", "junit": "nplus1-junit.xml"}
print("set -e\n" + "\n".join(job["script"]))
END
mkdir "$work/bin"
ln -s "$program" "$work/bin/nplus1"
export PATH=$work/bin:$PATH NPLUS1_DATABASE=build NPLUS1_ARGS=
cd "$work/shop"

expect_status 1 sh "$work/script"
/usr/bin/python3 "$source/test/report/validate.py" "$source/test/report/gitlab.schema.json" \
  gl-code-quality-report.json
xmllint --noout --schema "$source/test/report/junit.xsd" nplus1-junit.xml 2>"$work/log"
expect_text gl-code-quality-report.json '"path": "orders.cpp"'

# A merge request in a shallow clone whose base is not there yet.
base=$(git rev-parse HEAD)
git config uploadpack.allowAnySHA1InWant true
git switch --quiet --create topic
echo "// nothing to do with it" >>orders.cpp
git commit --quiet --message "A comment" orders.cpp
git clone --quiet --depth=1 --branch topic "file://$work/shop" "$work/clone"
cp -r build "$work/clone/"
sed -i "s|\"directory\": \"[^\"]*\"|\"directory\": \"$work/clone\"|" "$work/clone/build/compile_commands.json"
cd "$work/clone"
CI_MERGE_REQUEST_DIFF_BASE_SHA=$base expect_status 0 sh "$work/script"
[[ $(<gl-code-quality-report.json) == "[]" ]] || fail "an old finding was reported"
