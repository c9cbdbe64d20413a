#!/usr/bin/env bash
# The HTML report in a real browser: it is laid out, and shows the finding.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
make_shop "$work/shop"
cd "$work/shop"
expect_status 1 "$program" check -p build --output "html=$work/report.html"
browser() {
  # A user of the test's own: no settings, no first-run questions.
  HOME=$work chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/user" \
    --window-size=1100,1400 "$@" "file://$work/report.html" 2>"$work/browser"
}
browser --dump-dom >"$work/dom" || { cat "$work/browser" >&2; fail "chromium"; }
expect_text "$work/dom" "1 finding"
expect_text "$work/dom" '<span class="before">1 + N</span>'
expect_text "$work/dom" "<mark>"

# An empty page of this size takes some 6 KB.
browser --screenshot="$work/report.png" || { cat "$work/browser" >&2; fail "chromium"; }
size=$(stat --format=%s "$work/report.png")
((size > 30000)) || fail "the picture of the page has only $size bytes"
! grep -iE "(error|warning).*report.html" "$work/browser" || fail "chromium complains about the page"
