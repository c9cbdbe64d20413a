#!/usr/bin/env bash
# The findings of a small project are the same however the run is made. On real
# projects: test/realworld/identical.
source "$(dirname "${BASH_SOURCE[0]}")/../ci/lib.sh"
"$source/test/bench/driver/synthesize" "$work/p" 4 --orm 100
expect_status 0 "$source/test/realworld/identical" "$work/p" --nplus1 "$program"
expect_text "$work/log" "p: 4 units, 2 findings, the same in 7 other runs"

# It can fail: a program that forgets a finding when it has a cache.
cat >"$work/forgetful" <<END
#!/usr/bin/env bash
"$program" "\$@" | if [[ "\$*" == *--cache-dir* ]]; then
  python3 -c 'import json, sys; r = json.load(sys.stdin); r["findings"].pop(); print(json.dumps(r))'
else
  cat
fi
END
chmod +x "$work/forgetful"
expect_status 1 "$source/test/realworld/identical" "$work/p" --nplus1 "$work/forgetful" --no-facts
expect_text "$work/log" "DIFFERENT with an empty cache lost: "
